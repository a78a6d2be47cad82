//! The `ends` rows of `data/`, read with another reader, against the public API;
//! and what the build script refuses in them.

#![allow(missing_docs, dead_code, reason = "the build script's own modules")]

mod data;
#[path = "../build/reader/mod.rs"]
mod reader;
mod refused;

use std::collections::BTreeSet;

use data::{methods, number, tables, text};
use reader::faults::Faults;
use reader::{dialog, read};
use refused::Refusal;
use sip_status::{DialogCondition, DialogRule, StatusClass, StatusCode};
use toml::Table;

/// Whatever key a row has beyond these would be lost.
const KEYS: [&str; 7] = [
    "what", "methods", "when", "reading", "bye", "note", "source",
];

fn check(of: &str, rows: &Table, rules: &[DialogRule]) {
    let rows = tables(rows, "ends");
    assert_eq!(rules.len(), rows.len(), "{of}");
    for (rule, row) in rules.iter().zip(rows) {
        assert!(row.keys().all(|key| KEYS.contains(&key.as_str())), "{of}");
        assert_eq!(Some(rule.effect().as_str()), text(row, "what"), "{of}");
        assert_eq!(rule.methods(), methods(row), "{of}");
        let condition = rule.condition().map(DialogCondition::as_str);
        assert_eq!(condition, text(row, "when"), "{of}");
        let reading = rule.reading().map(sip_status::Reading::as_str);
        assert_eq!(reading, text(row, "reading"), "{of}");
        assert_eq!(
            rule.bye().map(sip_status::RequirementLevel::as_str),
            text(row, "bye"),
            "{of}"
        );
        assert_eq!(rule.note(), text(row, "note"), "{of}");
        let source = rule.source().to_string();
        assert_eq!(Some(source.as_str()), text(row, "source"), "{of}");
    }
}

#[test]
fn every_row_is_in_the_api() {
    let codes = data::read("status-codes.toml");
    let rows = tables(&codes, "code");
    assert_eq!(rows.len(), StatusCode::NAMED.len());
    for (row, code) in rows.into_iter().zip(StatusCode::NAMED) {
        assert_eq!(number(row, "code"), Some(code.as_u16()));
        check(code.as_str(), row, code.dialog_rules());
    }
    let classes = data::read("classes.toml");
    for (row, class) in tables(&classes, "class").into_iter().zip(StatusClass::ALL) {
        check(class.as_str(), row, class.dialog_rules());
    }
    for code in StatusCode::ALL.iter().filter(|code| !code.is_named()) {
        assert!(code.dialog_rules().is_empty(), "{code}");
    }
}

/// Every condition and effect is used by some row.
#[test]
fn no_word_is_idle() {
    let of_codes = StatusCode::NAMED.iter().map(|code| code.dialog_rules());
    let of_classes = StatusClass::ALL.iter().map(|class| class.dialog_rules());
    let rules: Vec<_> = of_codes.chain(of_classes).flatten().collect();
    let conditions: BTreeSet<_> = rules.iter().filter_map(|rule| rule.condition()).collect();
    assert!(conditions.iter().eq(DialogCondition::ALL));
    let effects: BTreeSet<_> = rules.iter().map(|rule| rule.effect()).collect();
    assert!(effects.iter().eq(sip_status::DialogEffect::ALL));
}

// --- refusals ------------------------------------------------------------------

const VOCABULARY: &str = r#"[[enum]]
kind = "method"
name = "Method"
growth = "open"
summary = "A method."

[[method]]
word = "INVITE"
name = "Invite"
summary = "Invites."

[[method]]
word = "BYE"
name = "Bye"
summary = "Ends."

[[enum]]
kind = "level"
name = "Level"
growth = "closed"
summary = "A level."

[[level]]
word = "MAY"
name = "May"
summary = "May."

[[enum]]
kind = "dialog_effect"
name = "DialogEffect"
growth = "closed"
summary = "An effect."

[[dialog_effect]]
word = "usage"
name = "Usage"
summary = "The usage."

[[enum]]
kind = "reading"
name = "Reading"
growth = "open"
summary = "A reading."

[[reading]]
word = "rfc3261"
name = "Rfc3261"
summary = "The older."

[[enum]]
kind = "ends_when"
name = "EndsWhen"
growth = "open"
summary = "A condition."

[[ends_when]]
word = "timeout"
name = "Timeout"
summary = "No answer."
"#;

/// A class with its default code and another.
const CLASS: &str = r#"[[class]]
class = 1
name = "One"
default = 100
summary = "One."
source = "RFC 3261 §21.1"

[[class.ends]]
what = "usage"
methods = ["BYE"]
when = "timeout"
reading = "rfc3261"
bye = "MAY"
note = "A note."
source = "RFC 5057 §5.2"

[[class.ends]]
what = "usage"
source = "RFC 5057 §5.1"
"#;

const CODES: &str = r#"[[code]]
code = 100
name = "A"
phrase = "A"
registration = "x"
source = "RFC 3261 §21.1"
summary = "A."
sent_by = []

[[code]]
code = 101
name = "B"
phrase = "B"
registration = "x"
source = "RFC 3261 §21.1"
summary = "B."
sent_by = []

[[code.ends]]
what = "usage"
methods = ["INVITE"]
source = "RFC 5057 §5.1"

[[code.ends]]
what = "usage"
methods = ["BYE", "INVITE"]
when = "timeout"
source = "RFC 5057 §5.1"
"#;

fn messages([classes, codes]: [&str; 2]) -> Vec<String> {
    let mut faults = Faults::default();
    let tables = read::read(
        [VOCABULARY, "# none\n", classes, codes, "# none\n"],
        &mut faults,
    );
    dialog::check(&tables, &mut faults);
    // The rest of the vocabulary is not there, and not asked about here.
    let others = faults.messages().iter();
    let others = others.filter(|message| !message.contains("[[registration]]"));
    others.cloned().collect()
}

#[test]
fn sound_rows_pass() {
    assert_eq!(messages([CLASS, CODES]), [""; 0]);
}

/// The files are 0 for classes and 1 for codes.
#[rustfmt::skip]
const REFUSALS: &[Refusal] = &[
    (0, "[[class]]\nclass = 1\nname = \"One\"\ndefault = 100\nsummary = \"One.\"\nsource = \"RFC 3261 §21.1\"\n\n", "", &["data/classes.toml:1: found `[[class.ends]]`, expected a sound `[[class]]` before it", "data/classes.toml:10: found `[[class.ends]]`, expected a sound `[[class]]` before it"]),
    (0, "what = \"usage\"\nmethods", "what = \"world\"\nmethods", &["data/classes.toml:9: found `world`, expected a word of [[dialog_effect]] in vocabulary.toml"]),
    (0, "what = \"usage\"\nmethods", "methods", &["data/classes.toml:8: found [[class.ends]] without `what`, expected that key"]),
    (0, "[\"BYE\"]", "[\"HI\"]", &["data/classes.toml:10: found `HI`, expected a word of [[method]] in vocabulary.toml", "data/classes.toml:8: found no method in `methods`, expected one or more, or no such key"]),
    (0, "\"timeout\"", "\"late\"", &["data/classes.toml:11: found `late`, expected a word of [[ends_when]] in vocabulary.toml"]),
    (0, "\"rfc3261\"", "\"rfc2543\"", &["data/classes.toml:12: found `rfc2543`, expected a word of [[reading]] in vocabulary.toml"]),
    (0, "bye = \"MAY\"", "bye = \"MUST\"", &["data/classes.toml:13: found `MUST`, expected a word of [[level]] in vocabulary.toml"]),
    (0, "A note.", "A note", &["data/classes.toml:14: found \"A note\", expected a full stop at the end"]),
    (0, "RFC 5057 §5.2", "RFC 5057", &["data/classes.toml:15: found `RFC 5057`, expected a source such as `RFC 3261 §21.4.24` or `RFC 6665 §B.27`"]),
    (0, "note = \"A note.\"\n", "then = \"x\"\n", &["data/classes.toml:14: found key `then`, expected one of `what`, `methods`, `when`, `reading`, `bye`, `note`, `source`"]),
    (0, "when = \"timeout\"\nreading = \"rfc3261\"", "reading = \"rfc3261\"\nwhen = \"timeout\"", &["data/classes.toml:12: found key `when`, expected each key once, in the order `when`, `reading`"]),
    (0, "\n[[class.ends]]\nwhat = \"usage\"\nsource = \"RFC 5057 §5.1\"\n", "", &["data/classes.toml:1: found class 1 without a last [[class.ends]], expected one without `methods`, `when` and `reading`"]),
    (0, "methods = [\"BYE\"]\nwhen = \"timeout\"\nreading = \"rfc3261\"\n", "", &["data/classes.toml:14: found [[class.ends]] out of reach, expected a rule that none before it covers"]),
    (1, "[\"BYE\", \"INVITE\"]", "[\"INVITE\"]", &["data/status-codes.toml:24: found [[code.ends]] out of reach, expected a rule that none before it covers"]),
    (1, "methods = [\"INVITE\"]\n", "", &["data/status-codes.toml:23: found [[code.ends]] out of reach, expected a rule that none before it covers"]),
    (1, "code = 100", "code = 99", &["data/status-codes.toml:2: found code 99, expected 100 to 699"]),
    (1, "\n[[code]]\ncode = 101\nname = \"B\"\nphrase = \"B\"\nregistration = \"x\"\nsource = \"RFC 3261 §21.1\"\nsummary = \"B.\"\nsent_by = []\n", "", &["data/status-codes.toml:1: found [[code.ends]] at code 100, the default of its class, expected them as [[class.ends]]"]),
];

#[test]
fn every_fault_is_named_with_its_place() {
    refused::check([CLASS, CODES], REFUSALS.iter().copied(), messages);
}
