//! A strict reader of the subset of TOML that the tables use.
//!
//! ```text
//! file   = *( line LF )
//! line   = "" / "#" text / "[" path "]" / "[[" path "]]" / key " = " value
//! value  = number / string / "[" [ string *( ", " string ) ] "]"
//!        / "[" LF 1*( "  " string "," LF ) "]"
//! string = DQUOTE *( any character but DQUOTE, backslash, control ) DQUOTE
//! ```
//!
//! Everything else is a fault: the point of the format is that one fact is one
//! line that looks the same whoever wrote it.

use super::faults::{Faults, Place};

/// One table with its keys, in the order of the file.
#[derive(Debug)]
pub struct Table {
    /// As it stands there: `[table]` or `[[table]]`.
    pub head: String,
    pub at: Place,
    pub entries: Vec<Entry>,
}

#[derive(Debug)]
pub struct Entry {
    pub key: String,
    pub at: Place,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Number(u32),
    Text(String),
    List(Vec<(Place, String)>),
}

impl Value {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "an array",
        }
    }
}

/// Reads `text`, the contents of `data/{file}`.
pub fn read(file: &'static str, text: &str, faults: &mut Faults) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    // Not `lines()`, which would hide a CR at the end.
    let body = text.strip_suffix('\n').unwrap_or(text);
    let mut lines = (1..).zip(body.split('\n'));
    while let Some((line, content)) = lines.next() {
        let at = Place { file, line };
        check_blanks(at, content, faults);
        let content = content.trim_end();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if content.starts_with('[') {
            if !is_head(content) {
                faults.add(at, format!("`{content}`"), "`[table]` or `[[table]]`");
            }
            tables.push(Table {
                head: content.to_owned(),
                at,
                entries: Vec::new(),
            });
            continue;
        }
        let Some((key, value)) = content.split_once(" = ").filter(|(key, _)| is_key(key)) else {
            faults.add(at, format!("`{content}`"), "`key = value`");
            continue;
        };
        let value = if value == "[" {
            Some(Value::List(long_list(at, &mut lines, faults)))
        } else {
            short_value(at, value, faults)
        };
        match (tables.last_mut(), value) {
            (None, _) => faults.add(at, format!("key `{key}`"), "a table first"),
            (Some(table), Some(value)) => table.entries.push(Entry {
                key: key.to_owned(),
                at,
                value,
            }),
            (Some(_), None) => {}
        }
    }
    if !text.ends_with('\n') {
        let line = text.split('\n').count();
        faults.add(Place { file, line }, "no line feed", "one at the end");
    }
    tables
}

fn check_blanks(at: Place, content: &str, faults: &mut Faults) {
    if content.ends_with([' ', '\t', '\r']) {
        faults.add(at, "a trailing blank", "none");
    }
}

fn is_head(content: &str) -> bool {
    let path = match content.strip_prefix("[[") {
        Some(rest) => rest.strip_suffix("]]"),
        None => content.strip_prefix('[').and_then(|v| v.strip_suffix(']')),
    };
    path.is_some_and(|path| path.split('.').all(is_key))
}

fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn short_value(at: Place, value: &str, faults: &mut Faults) -> Option<Value> {
    if let Some(list) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        if list.is_empty() {
            return Some(Value::List(Vec::new()));
        }
        // A string holds no quote, so `", "` can only stand between two.
        let inner = list.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
        let texts: Option<Vec<_>> = inner.and_then(|inner| {
            let each = inner.split("\", \"");
            each.map(|text| is_text(text).then(|| (at, text.to_owned())))
                .collect()
        });
        if let Some(texts) = texts {
            return Some(Value::List(texts));
        }
    } else if let Some(text) = quoted(value) {
        return Some(Value::Text(text.to_owned()));
    } else if value.bytes().all(|b| b.is_ascii_digit()) && !value.starts_with('0') {
        if let Ok(number) = value.parse() {
            return Some(Value::Number(number));
        }
    }
    faults.add(
        at,
        format!("`{value}`"),
        "a number, a plain string or an array of plain strings",
    );
    None
}

/// The strings of an array that goes on over lines, up to its `]`.
fn long_list<'a>(
    opened: Place,
    lines: &mut impl Iterator<Item = (usize, &'a str)>,
    faults: &mut Faults,
) -> Vec<(Place, String)> {
    let mut texts = Vec::new();
    for (line, content) in lines {
        let at = Place { line, ..opened };
        check_blanks(at, content, faults);
        let content = content.trim_end();
        if content == "]" {
            return texts;
        }
        let item = content.strip_prefix("  ");
        match item.and_then(|v| v.strip_suffix(',')).and_then(quoted) {
            Some(text) => texts.push((at, text.to_owned())),
            None => faults.add(
                at,
                format!("`{content}`"),
                "two blanks, a plain string and a comma, or `]`",
            ),
        }
    }
    faults.add(
        opened,
        "an array without an end",
        "`]` on a line of its own",
    );
    texts
}

fn quoted(value: &str) -> Option<&str> {
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    is_text(text).then_some(text)
}

fn is_text(text: &str) -> bool {
    !text.contains(['"', '\\']) && !text.chars().any(char::is_control)
}
