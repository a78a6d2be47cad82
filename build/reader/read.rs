//! From the text of the tables to checked rows.

use super::codes::{class_table, code_table};
use super::faults::Faults;
use super::fields::Fields;
use super::q850::{check_complete, q850_table};
use super::rows::{Header, Kind, Tables, Word};
use super::toml::{self, Table};

/// The files below `data/`, in the order in which they are read: a table may
/// name only what stands in a file before it.
pub const FILES: [&str; 5] = [
    "vocabulary.toml",
    "headers.toml",
    "classes.toml",
    "status-codes.toml",
    "q850.toml",
];

/// Reads the files' texts, given in the order of [`FILES`].
pub fn read(texts: [&str; 5], faults: &mut Faults) -> Tables {
    let mut tables = Tables::default();
    let readers: [fn(&Table, &mut Tables, &mut Faults); 5] = [
        vocabulary_table,
        header_table,
        class_table,
        code_table,
        q850_table,
    ];
    for ((file, text), reader) in FILES.into_iter().zip(texts).zip(readers) {
        for table in toml::read(file, text, faults) {
            reader(&table, &mut tables, faults);
        }
    }
    check_complete(&tables, faults);
    tables
}

pub fn unknown_table(table: &Table, expected: &str, faults: &mut Faults) {
    faults.add(table.at, format!("`{}`", table.head), expected);
}

pub fn no_owner(table: &Table, owner: &str, faults: &mut Faults) {
    faults.add(
        table.at,
        format!("`{}`", table.head),
        format!("a sound `{owner}` before it"),
    );
}

// --- vocabulary.toml ---------------------------------------------------------

fn vocabulary_table(table: &Table, tables: &mut Tables, faults: &mut Faults) {
    if table.head == "[[enum]]" {
        let keys = ["kind", "name", "growth", "summary", "details"];
        let mut fields = Fields::open(table, &keys, faults);
        let Some((_, kind)) = fields.text("kind") else {
            return;
        };
        if tables.kinds.iter().any(|k| k.kind == kind) {
            fields
                .faults
                .add(table.at, format!("kind `{kind}` again"), "each kind once");
        }
        let taken: Vec<_> = tables.kinds.iter().map(|k| k.name.as_str()).collect();
        let name = variant_name(&mut fields, &taken);
        let growth = fields.text("growth");
        if let Some((at, growth)) = growth.filter(|(_, text)| !["open", "closed"].contains(text)) {
            fields
                .faults
                .add(at, format!("`{growth}`"), "`open` or `closed`");
        }
        tables.kinds.push(Kind {
            kind: kind.to_owned(),
            name,
            open: growth.is_some_and(|(_, text)| text == "open"),
            summary: fields.prose("summary"),
            details: fields.paragraphs("details"),
            words: Vec::new(),
        });
        return;
    }
    let kind = table.head.trim_matches(['[', ']']);
    let Some(kind) = tables.kinds.iter_mut().find(|k| k.kind == kind) else {
        unknown_table(table, "`[[enum]]` or the kind of one before it", faults);
        return;
    };
    let mut fields = Fields::open(table, &["word", "name", "summary", "source"], faults);
    let Some((at, word)) = fields.text("word") else {
        return;
    };
    if kind.words.iter().any(|w| w.word == word) {
        fields
            .faults
            .add(at, format!("`{word}` again"), "each word once");
    }
    let taken: Vec<_> = kind.words.iter().map(|w| w.name.as_str()).collect();
    let name = variant_name(&mut fields, &taken);
    let word = Word {
        word: word.to_owned(),
        name,
        summary: fields.prose("summary"),
        source: fields.optional_source("source"),
    };
    kind.words.push(word);
}

/// The key `name`: in upper camel case, and not yet taken.
pub fn variant_name(fields: &mut Fields<'_>, taken: &[&str]) -> String {
    let Some((at, name)) = fields.text("name") else {
        return String::new();
    };
    // `Self` is the one keyword that looks like a name.
    if !is_upper_camel_case(name) || name == "Self" {
        fields
            .faults
            .add(at, format!("`{name}`"), "an UpperCamelCase name");
    }
    if taken.contains(&name) {
        fields
            .faults
            .add(at, format!("`{name}` again"), "each name once");
    }
    name.to_owned()
}

/// Upper case first, letters and digits only, never three capitals in a row
/// (two are, after a word of one letter).
fn is_upper_camel_case(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_uppercase)
        && bytes.iter().all(u8::is_ascii_alphanumeric)
        && !bytes
            .windows(3)
            .any(|w| w.iter().all(u8::is_ascii_uppercase))
}

// --- headers.toml ------------------------------------------------------------

fn header_table(table: &Table, tables: &mut Tables, faults: &mut Faults) {
    if table.head != "[[header]]" {
        return unknown_table(table, "`[[header]]`", faults);
    }
    let mut fields = Fields::open(table, &["field", "name", "compact", "source"], faults);
    let Some((at, field)) = fields.text("field") else {
        return;
    };
    if !field.bytes().all(is_token) {
        fields
            .faults
            .add(at, format!("`{field}`"), "a token as header field name");
    }
    let is_compact = |h: &Header| {
        h.compact
            .is_some_and(|c| field.eq_ignore_ascii_case(&c.to_string()))
    };
    if tables.headers.iter().any(is_compact) {
        fields.faults.add(
            at,
            format!("`{field}` again"),
            "a name that is no compact form",
        );
    }
    let last = tables.headers.last().map(|h| h.field.to_ascii_lowercase());
    if last.is_some_and(|last| last >= field.to_ascii_lowercase()) {
        fields.faults.add(
            at,
            format!("`{field}`"),
            "names in ascending order, each once",
        );
    }
    let taken: Vec<_> = tables.headers.iter().map(|h| h.name.as_str()).collect();
    let name = variant_name(&mut fields, &taken);
    let compact = compact_form(&mut fields, &tables.headers);
    let Some(source) = fields.source("source") else {
        return;
    };
    tables.headers.push(Header {
        field: field.to_owned(),
        name,
        compact,
        source,
    });
}

fn compact_form(fields: &mut Fields<'_>, before: &[Header]) -> Option<char> {
    let (at, text) = fields.optional_text("compact")?;
    let [letter @ b'a'..=b'z'] = text.as_bytes() else {
        let expected = "one lower-case letter";
        fields.faults.add(at, format!("`{text}`"), expected);
        return None;
    };
    let letter = char::from(*letter);
    let takes = |h: &Header| h.compact == Some(letter) || h.field.eq_ignore_ascii_case(text);
    if before.iter().any(takes) {
        fields
            .faults
            .add(at, format!("`{letter}` again"), "each compact form once");
    }
    Some(letter)
}

/// RFC 3261 §25.1 `token`.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-.!%*_+`'~".contains(&byte)
}
