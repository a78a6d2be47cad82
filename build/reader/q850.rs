//! From the text of `q850.toml` to checked rows.

use super::faults::{Faults, Place};
use super::fields::Fields;
use super::read::{no_owner, unknown_table};
use super::rows::{Source, Tables};
use super::toml::Table;

/// The conditions under which a row from cause to status code holds, and the
/// names of their Rust variants.
const RELEASE_CONDITIONS: [(&str, &str); 2] = [
    ("user-location", "UserLocation"),
    ("new-number", "NewNumber"),
];
/// The same for a row from status code to cause.
const RESPONSE_CONDITIONS: [(&str, &str); 1] = [("bearer-unavailable", "BearerUnavailable")];

/// All that stands in `q850.toml`.
#[derive(Debug, Default)]
pub struct Q850 {
    pub causes: Vec<Cause>,
    pub interworkings: Vec<Interworking>,
}

#[derive(Debug)]
pub struct Cause {
    pub number: u32,
    pub constant: String,
    pub name: String,
    pub source: Source,
}

/// The mappings of a gateway to one network.
#[derive(Debug)]
pub struct Interworking {
    /// The name of the variant.
    pub name: String,
    pub default_code: u32,
    pub to_code_source: Source,
    pub default_cause: u32,
    pub to_cause_source: Source,
    pub global_failure_location: Option<String>,
    pub other_location: Option<String>,
    pub notes: Vec<Note>,
    pub to_code: Vec<ToCode>,
    pub to_cause: Vec<ToCause>,
}

#[derive(Debug)]
pub struct Note {
    pub word: String,
    pub mark: Option<String>,
    pub text: String,
    pub try_first: Option<String>,
    pub field: Option<String>,
    pub source: Source,
}

#[derive(Debug)]
pub struct ToCode {
    pub cause: u32,
    pub when: Option<&'static str>,
    pub code: Option<u32>,
    /// The place of the note in the list.
    pub note: Option<usize>,
}

#[derive(Debug)]
pub struct ToCause {
    /// A code, or the first digit of a class.
    pub code: u32,
    pub when: Option<&'static str>,
    pub cause: Option<u32>,
    pub note: Option<usize>,
}

pub fn q850_table(table: &Table, tables: &mut Tables, faults: &mut Faults) {
    match table.head.as_str() {
        "[[cause]]" => {
            if let Some(cause) = cause_row(table, &tables.q850, faults) {
                tables.q850.causes.push(cause);
            }
        }
        "[[interworking]]" => {
            if let Some(interworking) = interworking_row(table, tables, faults) {
                tables.q850.interworkings.push(interworking);
            }
        }
        "[[interworking.note]]" => {
            let note = note_row(table, tables, faults);
            with_owner(table, tables, faults, |owner| owner.notes.extend(note));
        }
        "[[interworking.to_code]]" => {
            let row = to_code_row(table, tables, faults);
            with_owner(table, tables, faults, |owner| owner.to_code.extend(row));
        }
        "[[interworking.to_cause]]" => {
            let row = to_cause_row(table, tables, faults);
            with_owner(table, tables, faults, |owner| owner.to_cause.extend(row));
        }
        _ => unknown_table(
            table,
            "`[[cause]]`, `[[interworking]]`, `[[interworking.note]]`, `[[interworking.to_code]]` or `[[interworking.to_cause]]`",
            faults,
        ),
    }
}

/// After the last table: each word of the vocabulary has its mappings.
pub fn check_complete(tables: &Tables, faults: &mut Faults) {
    let file = "q850.toml";
    for word in tables.words("interworking") {
        let known = |i: &Interworking| i.name == word.name;
        if !tables.q850.interworkings.iter().any(known) {
            faults.add(
                Place { file, line: 1 },
                format!("no [[interworking]] for `{}`", word.word),
                "one for each word of the vocabulary",
            );
        }
    }
}

fn with_owner(
    table: &Table,
    tables: &mut Tables,
    faults: &mut Faults,
    put: impl FnOnce(&mut Interworking),
) {
    match tables.q850.interworkings.last_mut() {
        Some(owner) => put(owner),
        None => no_owner(table, "[[interworking]]", faults),
    }
}

fn cause_row(table: &Table, q850: &Q850, faults: &mut Faults) -> Option<Cause> {
    let keys = ["number", "constant", "name", "source"];
    let mut fields = Fields::open(table, &keys, faults);
    let (at, number) = fields.number("number")?;
    if number > 127 {
        let found = format!("cause {number}");
        fields.faults.add(at, found, "0 to 127");
    }
    if q850.causes.last().is_some_and(|last| last.number >= number) {
        let expected = "causes in ascending order, each once";
        fields.faults.add(at, format!("cause {number}"), expected);
    }
    let (at, constant) = fields.text("constant")?;
    if !is_constant(constant) {
        let expected = "a SCREAMING_SNAKE_CASE name";
        fields.faults.add(at, format!("`{constant}`"), expected);
    }
    if q850.causes.iter().any(|c| c.constant == constant) {
        let found = format!("`{constant}` again");
        fields.faults.add(at, found, "each name once");
    }
    let (_, name) = fields.text("name")?;
    Some(Cause {
        number,
        constant: constant.to_owned(),
        name: name.to_owned(),
        source: fields.source("source")?,
    })
}

fn is_constant(name: &str) -> bool {
    let word = |w: &str| {
        !w.is_empty()
            && w.bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    name.starts_with(|c: char| c.is_ascii_uppercase()) && name.split('_').all(word)
}

fn interworking_row(table: &Table, tables: &Tables, faults: &mut Faults) -> Option<Interworking> {
    let keys = [
        "word",
        "default_code",
        "to_code_source",
        "default_cause",
        "to_cause_source",
        "global_failure_location",
        "other_location",
    ];
    let mut fields = Fields::open(table, &keys, faults);
    let name = fields.word("word", "interworking", tables)?;
    if tables.q850.interworkings.iter().any(|i| i.name == name) {
        let found = "[[interworking]] of a word again";
        fields.faults.add(table.at, found, "each word once");
    }
    fields.number("default_code")?;
    fields.number("default_cause")?;
    Some(Interworking {
        name,
        default_code: known_code(&mut fields, "default_code", tables)?,
        to_code_source: fields.source("to_code_source")?,
        default_cause: known_cause(&mut fields, "default_cause", tables)?,
        to_cause_source: fields.source("to_cause_source")?,
        global_failure_location: fields.optional_word(
            "global_failure_location",
            "cause_location",
            tables,
        ),
        other_location: fields.optional_word("other_location", "cause_location", tables),
        notes: Vec::new(),
        to_code: Vec::new(),
        to_cause: Vec::new(),
    })
}

fn note_row(table: &Table, tables: &Tables, faults: &mut Faults) -> Option<Note> {
    let keys = ["word", "mark", "text", "try_first", "field", "source"];
    let mut fields = Fields::open(table, &keys, faults);
    let (at, word) = fields.text("word")?;
    let owner = tables.q850.interworkings.last()?;
    if owner.notes.iter().any(|note| note.word == word) {
        let found = format!("`{word}` again");
        fields.faults.add(at, found, "each word once");
    }
    Some(Note {
        word: word.to_owned(),
        mark: fields
            .optional_text("mark")
            .map(|(_, mark)| mark.to_owned()),
        text: fields.prose("text"),
        try_first: fields.optional_word("try_first", "try_first", tables),
        field: fields.optional_word("field", "header", tables),
        source: fields.source("source")?,
    })
}

fn to_code_row(table: &Table, tables: &Tables, faults: &mut Faults) -> Option<ToCode> {
    let mut fields = Fields::open(table, &["cause", "when", "code", "note"], faults);
    fields.number("cause")?;
    let row = ToCode {
        cause: known_cause(&mut fields, "cause", tables)?,
        when: condition(&mut fields, &RELEASE_CONDITIONS),
        code: known_code(&mut fields, "code", tables),
        note: note(&mut fields, tables),
    };
    let rows = &tables.q850.interworkings.last()?.to_code;
    let last = rows.last().map(|last| (last.cause, last.when));
    if let Some(expected) = misplaced(last, (row.cause, row.when)) {
        let found = format!("cause {}", row.cause);
        fields.faults.add(table.at, found, expected);
    }
    Some(row)
}

fn to_cause_row(table: &Table, tables: &Tables, faults: &mut Faults) -> Option<ToCause> {
    let mut fields = Fields::open(table, &["code", "class", "when", "cause", "note"], faults);
    if fields.has("code") == fields.has("class") {
        let expected = "exactly one of the two";
        fields
            .faults
            .add(table.at, "`code` and `class`, or neither", expected);
        return None;
    }
    let code = if fields.has("class") {
        let (at, class) = fields.number("class")?;
        if !(1..=6).contains(&class) {
            let found = format!("class {class}");
            fields.faults.add(at, found, "1 to 6");
            return None;
        }
        class
    } else {
        known_code(&mut fields, "code", tables)?
    };
    let row = ToCause {
        code,
        when: condition(&mut fields, &RESPONSE_CONDITIONS),
        cause: known_cause(&mut fields, "cause", tables),
        note: note(&mut fields, tables),
    };
    let rows = &tables.q850.interworkings.last()?.to_cause;
    let last = rows.last().map(|last| (last.code, last.when));
    if let Some(expected) = misplaced(last, (row.code, row.when)) {
        let found = format!("code or class {code}");
        fields.faults.add(table.at, found, expected);
    }
    Some(row)
}

/// What is wrong with a row after the last one: rows stand in ascending order,
/// each once, and one with a condition before the one without, since the first
/// that holds is taken.
fn misplaced(last: Option<(u32, Option<&str>)>, row: (u32, Option<&str>)) -> Option<&'static str> {
    let last = last?;
    if last.0 == row.0 && last.1.is_none() && row.1.is_some() {
        return Some("rows with `when` before the one without");
    }
    (last.0 > row.0 || last == row).then_some("rows in ascending order, classes first, each once")
}

fn condition(fields: &mut Fields<'_>, known: &[(&str, &'static str)]) -> Option<&'static str> {
    let (at, when) = fields.optional_text("when")?;
    let name = known.iter().find(|(word, _)| *word == when);
    if name.is_none() {
        let words: Vec<_> = known.iter().map(|(word, _)| format!("`{word}`")).collect();
        fields
            .faults
            .add(at, format!("`{when}`"), words.join(" or "));
    }
    name.map(|(_, name)| *name)
}

/// The place of the note that a row names among the notes before it.
fn note(fields: &mut Fields<'_>, tables: &Tables) -> Option<usize> {
    let (at, word) = fields.optional_text("note")?;
    let owner = tables.q850.interworkings.last()?;
    let place = owner.notes.iter().position(|note| note.word == word);
    if place.is_none() {
        let expected = "the word of an [[interworking.note]] before it";
        fields.faults.add(at, format!("`{word}`"), expected);
    }
    place
}

/// A number that may be absent, and is among the codes that have a row.
fn known_code(fields: &mut Fields<'_>, key: &str, tables: &Tables) -> Option<u32> {
    let known = |code| tables.codes.iter().any(|c| c.code == code);
    known_number(fields, key, known, "a code of status-codes.toml")
}

fn known_cause(fields: &mut Fields<'_>, key: &str, tables: &Tables) -> Option<u32> {
    let known = |cause| tables.q850.causes.iter().any(|c| c.number == cause);
    known_number(fields, key, known, "the number of a [[cause]] before it")
}

fn known_number(
    fields: &mut Fields<'_>,
    key: &str,
    known: impl Fn(u32) -> bool,
    expected: &str,
) -> Option<u32> {
    if !fields.has(key) {
        return None;
    }
    let (at, number) = fields.number(key)?;
    if !known(number) {
        fields.faults.add(at, format!("`{number}`"), expected);
    }
    Some(number)
}
