//! What the build script refuses in `refuse` tables and beside `methods`: the
//! real tables with one fault each, and the message with its line.

#![allow(missing_docs, dead_code, reason = "the build script's own modules")]

mod data;
#[path = "../build/reader/mod.rs"]
mod reader;

use reader::faults::Faults;
use reader::read;
use reader::rows::Tables;

/// The files of `data/`, in the order of `read::FILES`.
fn texts() -> [String; read::FILES.len()] {
    read::FILES.map(data::file)
}

fn read(texts: &[String; read::FILES.len()]) -> (Tables, Vec<String>) {
    let mut faults = Faults::default();
    let tables = read::read(texts.each_ref().map(String::as_str), &mut faults);
    (tables, faults.messages().to_vec())
}

/// The row of 305 and of 6xx, and the limit of 555: each stands there once.
const OF_305: &str = r#"[[code.refuse]]
roles = ["proxy"]
level = "MUST NOT"
reason = "only a UAS may send the client through a proxy"
source = "RFC 3261 §21.3.4"
"#;
const OF_6XX: &str = r#"[[range.refuse]]
roles = ["registrar"]
"#;
const OF_555: &str = r#"methods = ["REGISTER"]
methods_level = "ruled out"
methods_source = "RFC 8599 §8.1"
"#;

/// The file, the place in it, what is replaced in the place, by what; and what
/// is found and expected, how many lines below the start of the place.
type Refusal = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [(usize, &'static str)],
);

const CODES: &str = "status-codes.toml";
const CLASSES: &str = "classes.toml";

#[rustfmt::skip]
const REFUSALS: &[Refusal] = &[
    // --- keys
    (CODES, OF_305, "roles", "role", &[(1, "found key `role`, expected one of `methods`, `roles`, `circumstances`, `when`, `level`, `reason`, `source`")]),
    (CODES, OF_305, "level = \"MUST NOT\"\n", "level = \"MUST NOT\"\nwhen = \"it rains\"\n", &[(3, "found key `when`, expected each key once, in the order `when`, `level`")]),
    (CODES, OF_305, "level = \"MUST NOT\"\n", "", &[(0, "found [[code.refuse]] without `level`, expected that key")]),
    (CODES, OF_305, "reason = \"only a UAS may send the client through a proxy\"\n", "", &[(0, "found [[code.refuse]] without `reason`, expected that key")]),
    (CODES, OF_305, "source = \"RFC 3261 §21.3.4\"\n", "", &[(0, "found [[code.refuse]] without `source`, expected that key")]),
    // --- words and texts
    (CODES, OF_305, "MUST NOT", "MUST", &[(2, "found `MUST`, expected a word of [[prohibition]] in vocabulary.toml")]),
    (CODES, OF_305, "\"proxy\"", "\"box\"", &[(1, "found `box`, expected a word of [[role]] in vocabulary.toml")]),
    (CODES, OF_305, "[\"proxy\"]", "[\"proxy\", \"proxy\"]", &[(1, "found `proxy` again, expected each once")]),
    (CODES, OF_305, "roles = [\"proxy\"]", "methods = []", &[(0, "found no method in `methods`, expected one or more, or no such key")]),
    (CODES, OF_305, "roles = [\"proxy\"]", "circumstances = [\"late\"]", &[(1, "found `late`, expected a word of [[circumstance]] in vocabulary.toml")]),
    (CODES, OF_305, "roles = [\"proxy\"]", "when = \"it rains.\"", &[(1, "found \"it rains.\", expected no full stop at the end")]),
    (CODES, OF_305, "through a proxy\"", "through a proxy.\"", &[(3, "found \"only a UAS may send the client through a proxy.\", expected no full stop at the end")]),
    (CODES, OF_305, "\"only", "\" only", &[(3, "found \" only a UAS may send the client through a proxy\", expected text without blanks at its ends")]),
    (CODES, OF_305, "§21.3.4", "21.3.4", &[(4, "found `RFC 3261 21.3.4`, expected a source such as `RFC 3261 §21.4.24` or `RFC 6665 §B.27`")]),
    // --- tables
    (CODES, OF_305, OF_305, concat!("[[code.refuse]]\nroles = [\"proxy\"]\nlevel = \"MUST NOT\"\nreason = \"a\"\nsource = \"RFC 3261 §21.3.4\"\n", "[[code.refuse]]\nroles = [\"proxy\"]\nlevel = \"MUST NOT\"\nreason = \"a\"\nsource = \"RFC 3261 §21.3.4\"\n"), &[(5, "found a refusal that is there already, expected each once")]),
    (CODES, OF_305, "[[code.refuse]]", "[[code.refusal]]", &[(0, "found `[[code.refusal]]`, expected `[[code]]`, `[[code.variant]]`, `[[code.refuse]]`, `[[code.header]]`, `[code.retry]`, `[[code.remedy]]`, `[[code.ends]]`, `[code.proxy]`")]),
    (CLASSES, OF_6XX, "[[range.refuse]]", "[[range.refusal]]", &[(0, "found `[[range.refusal]]`, expected `[[class]]`, `[class.retry]`, `[[class.ends]]`, `[class.proxy]`, `[[range]]`, `[[range.header]]` or `[[range.refuse]]`")]),
    (CLASSES, OF_6XX, "registrar", "clerk", &[(1, "found `clerk`, expected a word of [[role]] in vocabulary.toml")]),
    (CLASSES, "[[range]]\ncodes = \"600-699\"\n", "600-699", "699-600", &[
        (1, "found `699-600`, expected a code of 100 to 699, or two as `300-699`"),
    ]),
    // --- the level and the source of `methods`
    (CODES, OF_555, "methods_level = \"ruled out\"\n", "", &[(OWNER, "found [[code]] without `methods_level`, expected that key")]),
    (CODES, OF_555, "methods_source = \"RFC 8599 §8.1\"\n", "", &[(OWNER, "found [[code]] without `methods_source`, expected that key")]),
    (CODES, OF_555, "methods = [\"REGISTER\"]\n", "", &[(OWNER, "found `methods_level` without `methods`, expected both, or no such key"), (OWNER, "found `methods_source` without `methods`, expected both, or no such key")]),
    (CODES, OF_555, "ruled out", "MAY", &[(1, "found `MAY`, expected a word of [[prohibition]] in vocabulary.toml")]),
    (CODES, OF_555, "§8.1", "8.1", &[(2, "found `RFC 8599 8.1`, expected a source such as `RFC 3261 §21.4.24` or `RFC 6665 §B.27`")]),
];

/// Stands for the line of the `[[code]]` above the place.
const OWNER: usize = usize::MAX;

/// The line of an offset, counted from 1.
fn line(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

#[test]
fn every_fault_is_named_with_its_place() {
    let sound = texts();
    assert_eq!(read(&sound).1, [""; 0]);
    for (file, place, from, to, expected) in REFUSALS {
        let position = read::FILES.iter().position(|name| name == file).unwrap();
        let text = &sound[position];
        assert_eq!(text.matches(place).count(), 1, "{place}");
        let start = text.find(place).unwrap();
        let owner = text[..start].rfind("[[code]]").unwrap_or(0);
        assert_eq!(place.matches(from).count(), 1, "{from} in {place}");
        let mut texts = sound.clone();
        texts[position] = text.replacen(place, &place.replace(from, to), 1);
        let expected = expected.iter().map(|(below, message)| {
            let line = match *below {
                OWNER => line(text, owner),
                below => line(text, start) + below,
            };
            format!("data/{file}:{line}: {message}")
        });
        assert_eq!(
            read(&texts).1,
            expected.collect::<Vec<_>>(),
            "{from} -> {to}"
        );
    }
}

#[test]
fn a_refusal_has_an_owner() {
    for (file, refuse, owner) in [(CODES, "code", "code"), (CLASSES, "range", "range")] {
        let position = read::FILES.iter().position(|name| *name == file).unwrap();
        let mut texts = texts();
        texts[position].insert_str(
            0,
            &format!(
                "[[{refuse}.refuse]]\nlevel = \"MUST NOT\"\nreason = \"a\"\nsource = \"RFC 1 §1\"\n"
            ),
        );
        let expected = format!(
            "data/{file}:1: found `[[{refuse}.refuse]]`, expected a sound `[[{owner}]]` before it"
        );
        assert_eq!(read(&texts).1, [expected]);
    }
}

/// What nobody may ever answer is taken out of the methods; what depends on
/// anything, or is a SHOULD NOT, is not.
#[test]
fn methods_that_are_never_answered() {
    let row = |limit: &str, level: &str| {
        let mut texts = texts();
        let new = format!(
            "[[code.refuse]]\nmethods = [\"INVITE\"]\n{limit}level = \"{level}\"\nreason = \"a\"\nsource = \"RFC 1 §1\"\n"
        );
        let position = read::FILES.iter().position(|name| *name == CODES).unwrap();
        texts[position] = texts[position].replacen(OF_305, &new, 1);
        let (tables, messages) = read(&texts);
        assert_eq!(messages, [""; 0]);
        let code = tables.codes.iter().find(|code| code.code == 305).unwrap();
        code.methods.clone()
    };
    for level in ["MUST NOT", "ruled out"] {
        let methods = row("", level).unwrap();
        assert!(!methods.contains(&"Invite".to_owned()) && methods.contains(&"Bye".to_owned()));
        assert!(!methods.contains(&"Ack".to_owned()));
    }
    assert_eq!(row("", "SHOULD NOT"), None);
    assert_eq!(row("roles = [\"proxy\"]\n", "MUST NOT"), None);
    assert_eq!(row("circumstances = [\"early\"]\n", "MUST NOT"), None);
    assert_eq!(row("when = \"it rains\"\n", "MUST NOT"), None);
}
