//! `data/q850.toml`, read a second time with another reader, against what the
//! public API says; and every refusal of the build script's reader.

#![allow(missing_docs, dead_code, reason = "the build script's own modules")]

mod data;
#[path = "../build/reader/mod.rs"]
mod reader;
mod refused;

use data::{number, tables, text};
use reader::faults::Faults;
use reader::read;
use sip_status::q850::{
    Cause, CauseLocation, CauseMapping, Interworking, MappingNote, Rejection, Release,
    StatusMapping, TryFirst,
};
use sip_status::{HeaderName, Source, StatusCode};
use toml::Table;

// --- the other reader ------------------------------------------------------------

fn code(of: &Table, key: &str) -> Option<StatusCode> {
    number(of, key).map(|number| StatusCode::from_u16(number).unwrap())
}

fn cause(of: &Table, key: &str) -> Option<Cause> {
    number(of, key).map(|number| Cause::from_u8(number).unwrap())
}

#[test]
fn every_cause() {
    let file = data::read("q850.toml");
    let rows = tables(&file, "cause");
    assert_eq!(rows.len(), Cause::NAMED.len());
    for (row, named) in rows.iter().zip(Cause::NAMED) {
        assert_eq!(cause(row, "number"), Some(*named));
        assert_eq!(named.name(), text(row, "name"));
        let source = named.source().map(|source| source.to_string());
        assert_eq!(source.as_deref(), text(row, "source"));
    }
    let named = |number| Cause::NAMED.contains(&Cause::from_u8(number).unwrap());
    for number in (0..=127).filter(|number| !named(*number)) {
        let cause = Cause::from_u8(number).unwrap();
        assert_eq!((cause.name(), cause.source()), (None, None));
    }
    // The names of the constants, of which a program knows nothing.
    for (name, value) in [
        ("USER_BUSY", Cause::USER_BUSY),
        ("PREEMPTION", Cause::PREEMPTION),
        ("INTERWORKING_UNSPECIFIED", Cause::INTERWORKING_UNSPECIFIED),
    ] {
        let row = rows.iter().find(|row| text(row, "constant") == Some(name));
        assert_eq!(cause(row.unwrap(), "number"), Some(value));
    }
}

#[test]
fn every_mapping() {
    let file = data::read("q850.toml");
    let mappings = tables(&file, "interworking");
    assert_eq!(mappings.len(), Interworking::ALL.len());
    for mapping in mappings {
        let of: Interworking = text(mapping, "word").unwrap().parse().unwrap();
        assert_eq!(code(mapping, "default_code"), Some(of.default_code()));
        assert_eq!(cause(mapping, "default_cause"), Some(of.default_cause()));
        to_code(of, mapping);
        to_cause(of, mapping);
    }
}

fn to_code(of: Interworking, mapping: &Table) {
    let rows = tables(mapping, "to_code");
    for cause in (0..=127).filter_map(Cause::from_u8) {
        let has = |row: &&&Table, when: Option<&str>| {
            number(row, "cause") == Some(cause.as_u8()) && text(row, "when") == when
        };
        let find = |when: Option<&str>| rows.iter().find(|row| has(row, when)).copied();
        let plain = find(None);
        check_code(of, mapping, Release::new(cause), plain);
        let user = Release::new(cause).with_location(Some(CauseLocation::User));
        check_code(of, mapping, user, find(Some("user-location")).or(plain));
        let moved = Release::new(cause).with_new_number(true);
        check_code(of, mapping, moved, find(Some("new-number")).or(plain));
    }
}

fn check_code(of: Interworking, mapping: &Table, release: Release, row: Option<&Table>) {
    let found: StatusMapping = release.to_status(of);
    let expected = match row {
        Some(row) => code(row, "code"),
        None => code(mapping, "default_code"),
    };
    assert_eq!(found.code(), expected, "{of} {release:?}");
    let found = (found.note(), found.try_first(), found.source());
    check_note(found, note(mapping, row), text(mapping, "to_code_source"));
}

fn to_cause(of: Interworking, mapping: &Table) {
    let rows = tables(mapping, "to_cause");
    for code in StatusCode::ALL {
        let has = |row: &&&Table, when: Option<&str>| {
            number(row, "code") == Some(code.as_u16()) && text(row, "when") == when
        };
        let find = |when: Option<&str>| rows.iter().find(|row| has(row, when)).copied();
        let class = |row: &&&Table| number(row, "class") == Some(code.class().as_u8());
        let plain = find(None).or_else(|| rows.iter().find(class).copied());
        check_cause(of, mapping, Rejection::new(*code), plain);
        let warned = Rejection::new(*code).with_bearer_unavailable(true);
        check_cause(
            of,
            mapping,
            warned,
            find(Some("bearer-unavailable")).or(plain),
        );
        let key = if code.is_global_failure() {
            "global_failure_location"
        } else {
            "other_location"
        };
        let location = text(mapping, key);
        let found = code.to_cause(of);
        assert_eq!(
            found.location().map(CauseLocation::as_str),
            location.filter(|_| found.cause().is_some()),
            "{of} {code}"
        );
    }
}

fn check_cause(of: Interworking, mapping: &Table, rejection: Rejection, row: Option<&Table>) {
    let found: CauseMapping = rejection.to_cause(of);
    let expected = match row {
        Some(row) => cause(row, "cause"),
        None => cause(mapping, "default_cause"),
    };
    assert_eq!(found.cause(), expected, "{of} {rejection:?}");
    let found = (found.note(), found.try_first(), found.source());
    check_note(found, note(mapping, row), text(mapping, "to_cause_source"));
}

/// The note that a row names.
fn note<'a>(mapping: &'a Table, row: Option<&Table>) -> Option<&'a Table> {
    let word = text(row?, "note")?;
    let notes = tables(mapping, "note").into_iter();
    let mut named = notes.filter(|note| text(note, "word") == Some(word));
    let note = named.next();
    assert!(note.is_some() && named.next().is_none(), "{word}");
    note
}

/// What a mapping rests on: the note of its row, or the source of them all.
fn check_note(
    (found, try_first, source): (Option<&MappingNote>, Option<TryFirst>, Option<Source>),
    note: Option<&Table>,
    general: Option<&str>,
) {
    let expected = |key| note.and_then(|note| text(note, key));
    assert_eq!(try_first.map(TryFirst::as_str), expected("try_first"));
    let source = source.map(|source| source.to_string());
    assert_eq!(source.as_deref(), expected("source").or(general));

    assert_eq!(found.is_some(), note.is_some());
    assert_eq!(found.and_then(MappingNote::mark), expected("mark"));
    assert_eq!(found.map(MappingNote::text), expected("text"));
    let field = found.and_then(MappingNote::field);
    assert_eq!(field.map(HeaderName::as_str), expected("field"));
    let source = found.map(|found| found.source().to_string());
    assert_eq!(source.as_deref(), expected("source"));
}

#[test]
fn no_note_is_idle() {
    let file = data::read("q850.toml");
    for mapping in tables(&file, "interworking") {
        let mut rows = tables(mapping, "to_code");
        rows.extend(tables(mapping, "to_cause"));
        for note in tables(mapping, "note") {
            let word = text(note, "word");
            assert!(rows.iter().any(|row| text(row, "note") == word), "{word:?}");
        }
    }
}

// --- the build script's reader -------------------------------------------------------

const SOUND: &str = r#"[[cause]]
number = 17
constant = "USER_BUSY"
name = "User busy"
source = "RFC 4497 §8.4.1"

[[cause]]
number = 31
constant = "NORMAL_2"
name = "Normal"
source = "RFC 4497 §8.4.1"

[[interworking]]
word = "isup"
default_code = 500
to_code_source = "RFC 3398 §7.2.4.1"
default_cause = 31
to_cause_source = "RFC 3398 §8.2.6.1"
global_failure_location = "U"
other_location = "RPN"

[[interworking.note]]
word = "n"
mark = "(*)"
text = "A note."
try_first = "remedy"
field = "Contact"
source = "RFC 3398 §8.2.6.1"

[[interworking.to_code]]
cause = 17
when = "user-location"
code = 603
note = "n"

[[interworking.to_code]]
cause = 17
code = 486

[[interworking.to_code]]
cause = 31

[[interworking.to_cause]]
class = 3
cause = 31

[[interworking.to_cause]]
code = 486
when = "bearer-unavailable"
cause = 17

[[interworking.to_cause]]
code = 486
note = "n"

[[interworking]]
word = "qsig"
default_code = 500
to_code_source = "RFC 4497 §8.4.1"
default_cause = 31
to_cause_source = "RFC 4497 §8.4.4"
"#;

/// The messages without `data/q850.toml:`, as all are about that file.
fn messages([q850]: [&str; 1]) -> Vec<String> {
    let texts = read::FILES.map(|file| match file {
        "q850.toml" => q850.to_owned(),
        _ => data::file(file),
    });
    let mut faults = Faults::default();
    read::read(texts.each_ref().map(String::as_str), &mut faults);
    let messages = faults.messages().iter();
    let messages = messages.map(|m| m.strip_prefix("data/q850.toml:").expect(m));
    messages.map(str::to_owned).collect()
}

#[test]
fn sound_tables_pass() {
    assert_eq!(messages([SOUND]), [""; 0]);
    assert_eq!(messages([&data::file("q850.toml")]), [""; 0]);
}

/// What is replaced in the sound text (its first occurrence), by what, and all
/// the messages that follow.
type Refusal = (&'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const REFUSALS: &[Refusal] = &[
    // --- tables and keys
    ("[[cause]]", "[[reason]]", &["1: found `[[reason]]`, expected `[[cause]]`, `[[interworking]]`, `[[interworking.note]]`, `[[interworking.to_code]]` or `[[interworking.to_cause]]`", "31: found `17`, expected the number of a [[cause]] before it", "37: found `17`, expected the number of a [[cause]] before it", "50: found `17`, expected the number of a [[cause]] before it"]),
    ("number = 17\n", "number = 17\ncolour = 1\n", &["3: found key `colour`, expected one of `number`, `constant`, `name`, `source`"]),
    ("constant = \"USER_BUSY\"\nname = \"User busy\"", "name = \"User busy\"\nconstant = \"USER_BUSY\"", &["4: found key `constant`, expected each key once, in the order `constant`, `name`"]),
    ("name = \"User busy\"\n", "name = \"User busy\"\nname = \"User busy\"\n", &["5: found key `name`, expected each key once, in the order `name`"]),
    ("[[cause]]", "[[interworking.note]]\nword = \"n\"\ntext = \"A note.\"\nsource = \"RFC 1 §1\"\n[[cause]]", &["1: found `[[interworking.note]]`, expected a sound `[[interworking]]` before it"]),
    ("[[cause]]", "[[interworking.to_code]]\ncause = 1\n[[cause]]", &["2: found `1`, expected the number of a [[cause]] before it", "1: found `[[interworking.to_code]]`, expected a sound `[[interworking]]` before it"]),
    ("[[cause]]", "[[interworking.to_cause]]\nclass = 1\n[[cause]]", &["1: found `[[interworking.to_cause]]`, expected a sound `[[interworking]]` before it"]),
    // --- causes
    ("number = 31", "number = 17", &["8: found cause 17, expected causes in ascending order, each once", "17: found `31`, expected the number of a [[cause]] before it", "41: found `31`, expected the number of a [[cause]] before it", "45: found `31`, expected the number of a [[cause]] before it", "60: found `31`, expected the number of a [[cause]] before it"]),
    ("number = 17", "number = 128", &["2: found cause 128, expected 0 to 127", "8: found cause 31, expected causes in ascending order, each once", "31: found `17`, expected the number of a [[cause]] before it", "37: found `17`, expected the number of a [[cause]] before it", "50: found `17`, expected the number of a [[cause]] before it"]),
    ("USER_BUSY", "USER__BUSY", &["3: found `USER__BUSY`, expected a SCREAMING_SNAKE_CASE name"]),
    ("USER_BUSY", "UserBusy", &["3: found `UserBusy`, expected a SCREAMING_SNAKE_CASE name"]),
    ("USER_BUSY", "2_BUSY", &["3: found `2_BUSY`, expected a SCREAMING_SNAKE_CASE name"]),
    ("NORMAL_2", "USER_BUSY", &["9: found `USER_BUSY` again, expected each name once"]),
    ("name = \"User busy\"\n", "", &["1: found [[cause]] without `name`, expected that key", "30: found `17`, expected the number of a [[cause]] before it", "36: found `17`, expected the number of a [[cause]] before it", "49: found `17`, expected the number of a [[cause]] before it"]),
    // --- interworkings
    ("word = \"qsig\"", "word = \"dss1\"", &["57: found `dss1`, expected a word of [[interworking]] in vocabulary.toml", "1: found no [[interworking]] for `qsig`, expected one for each word of the vocabulary"]),
    ("word = \"qsig\"", "word = \"isup\"", &["56: found [[interworking]] of a word again, expected each word once", "1: found no [[interworking]] for `qsig`, expected one for each word of the vocabulary"]),
    ("default_code = 500", "default_code = 499", &["15: found `499`, expected a code of status-codes.toml"]),
    ("default_cause = 31", "default_cause = 32", &["17: found `32`, expected the number of a [[cause]] before it"]),
    ("\"U\"", "\"u\"", &["19: found `u`, expected a word of [[cause_location]] in vocabulary.toml"]),
    ("\"RPN\"", "\"R\"", &["20: found `R`, expected a word of [[cause_location]] in vocabulary.toml"]),
    ("\"RFC 4497 §8.4.4\"", "\"RFC 4497\"", &["61: found `RFC 4497`, expected a source such as `RFC 3261 §21.4.24` or `RFC 6665 §B.27`", "1: found no [[interworking]] for `qsig`, expected one for each word of the vocabulary"]),
    // --- notes
    ("[[interworking.to_code]]", "[[interworking.note]]\nword = \"n\"\ntext = \"Again.\"\nsource = \"RFC 1 §1\"\n\n[[interworking.to_code]]", &["31: found `n` again, expected each word once"]),
    ("\"A note.\"", "\"A note\"", &["25: found \"A note\", expected a full stop at the end"]),
    ("\"remedy\"", "\"luck\"", &["26: found `luck`, expected a word of [[try_first]] in vocabulary.toml"]),
    ("\"Contact\"", "\"Contacts\"", &["27: found `Contacts`, expected a header field name of headers.toml"]),
    ("note = \"n\"", "note = \"m\"", &["34: found `m`, expected the word of an [[interworking.note]] before it"]),
    // --- rows
    ("cause = 17\nwhen", "cause = 18\nwhen", &["31: found `18`, expected the number of a [[cause]] before it", "36: found cause 17, expected rows in ascending order, classes first, each once"]),
    ("cause = 17\nwhen", "when", &["30: found [[interworking.to_code]] without `cause`, expected that key"]),
    ("when = \"user-location\"", "when = \"network-location\"", &["32: found `network-location`, expected `user-location` or `new-number`", "36: found cause 17, expected rows in ascending order, classes first, each once"]),
    ("when = \"bearer-unavailable\"", "when = \"user-location\"", &["49: found `user-location`, expected `bearer-unavailable`", "52: found code or class 486, expected rows in ascending order, classes first, each once"]),
    ("when = \"user-location\"\n", "", &["35: found cause 17, expected rows in ascending order, classes first, each once"]),
    ("cause = 17\ncode = 486\n", "cause = 17\nwhen = \"user-location\"\ncode = 486\n", &["36: found cause 17, expected rows in ascending order, classes first, each once"]),
    ("code = 603", "code = 609", &["33: found `609`, expected a code of status-codes.toml"]),
    ("cause = 31\n\n[[interworking.to_cause]]", "cause = 17\nwhen = \"new-number\"\n\n[[interworking.to_cause]]", &["40: found cause 17, expected rows with `when` before the one without"]),
    ("class = 3", "class = 7", &["44: found class 7, expected 1 to 6"]),
    ("class = 3", "class = \"3xx\"", &["44: found a string as `class`, expected a number"]),
    ("class = 3", "code = 486\nclass = 3", &["43: found `code` and `class`, or neither, expected exactly one of the two"]),
    ("class = 3\n", "", &["43: found `code` and `class`, or neither, expected exactly one of the two"]),
    ("class = 3", "code = 600", &["47: found code or class 486, expected rows in ascending order, classes first, each once"]),
];

#[test]
fn every_fault_is_named_with_its_place() {
    let refusals = REFUSALS.iter().map(|&(from, to, said)| (0, from, to, said));
    refused::check([SOUND], refusals, messages);
}
