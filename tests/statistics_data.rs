//! `metrics.toml`: read with another reader against the public API, and every
//! refusal of the build script's own reader.

#![allow(missing_docs, dead_code, reason = "the build script's own modules")]

#[path = "../build/codes.rs"]
mod codes;
#[path = "../build/faults.rs"]
mod faults;
#[path = "../build/fields.rs"]
mod fields;
#[path = "../build/read.rs"]
mod read;
#[path = "../build/rows.rs"]
mod rows;
#[path = "../build/statistics.rs"]
mod statistics;
#[path = "../build/toml.rs"]
mod toml;

use faults::Faults;
use rows::{Kind, Tables, Word};
use sip_status::{Method, Metric, StatusCodeSet};

#[test]
fn every_value_of_every_metric() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/metrics.toml");
    let table: ::toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    assert_eq!(table.keys().collect::<Vec<_>>(), ["metric"]);
    let rows = table["metric"].as_array().unwrap();
    assert_eq!(rows.len(), Metric::ALL.len());
    for (row, metric) in rows.iter().zip(Metric::ALL) {
        let text = |key: &str| row.get(key).map(|value| value.as_str().unwrap());
        assert_eq!(text("word"), Some(metric.as_str()));
        assert_eq!(text("name"), Some(format!("{metric:?}").as_str()));
        assert_eq!(text("title"), Some(metric.title()));
        assert_eq!(text("summary"), Some(metric.summary()));
        assert_eq!(text("method").map(Method::from), Some(metric.method()));
        let set = |key| text(key).unwrap_or("").parse::<StatusCodeSet>().unwrap();
        assert_eq!(metric.numerator(), set("numerator"));
        let last = "1xx".parse::<StatusCodeSet>().unwrap() | set("excluded");
        assert_eq!(metric.denominator(), !last, "{metric}");
        assert_eq!(text("source"), Some(metric.source().to_string().as_str()));
    }
}

const SOUND: &str = r#"[[metric]]
word = "SER"
name = "Ser"
title = "Session Establishment Ratio"
summary = "How many."
details = ["More."]
method = "INVITE"
numerator = "200, 480-482, !481"
excluded = "3xx"
source = "RFC 6076 §4.6"

[[metric]]
word = "ISA"
name = "Isa"
title = "Ineffective Session Attempts"
summary = "How few."
method = "INVITE"
numerator = "408"
source = "RFC 6076 §4.8"
"#;

fn read_text(text: &str) -> (Vec<statistics::Metric>, Vec<String>) {
    let invite = Word {
        word: "INVITE".to_owned(),
        name: "Invite".to_owned(),
        summary: "Invites.".to_owned(),
        source: None,
    };
    let methods = Kind {
        kind: "method".to_owned(),
        name: "Method".to_owned(),
        open: true,
        summary: "A method.".to_owned(),
        details: Vec::new(),
        words: vec![invite],
    };
    let tables = Tables {
        kinds: vec![methods],
        ..Tables::default()
    };
    let mut faults = Faults::default();
    let metrics = statistics::read(text, &tables, &mut faults);
    (metrics, faults.messages().to_vec())
}

#[test]
fn sound_rows() {
    let (metrics, messages) = read_text(SOUND);
    assert!(messages.is_empty(), "{messages:?}");
    let [ser, isa] = &metrics[..] else {
        panic!("{metrics:?}")
    };
    assert_eq!((ser.name.as_str(), ser.method.as_str()), ("Ser", "Invite"));
    assert_eq!(ser.numerator, "200, 480-482, !481");
    assert_eq!(ser.excluded.as_deref(), Some("3xx"));
    assert_eq!(ser.details, ["More."]);
    assert_eq!((isa.excluded.as_deref(), isa.details.len()), (None, 0));
}

/// What is replaced (its first occurrence), by what, and the message behind
/// `data/metrics.toml:`.
#[rustfmt::skip]
const REFUSALS: &[(&str, &str, &str)] = &[
    ("[[metric]]", "[[ratio]]", "1: found `[[ratio]]`, expected `[[metric]]`"),
    ("word = \"SER\"\n", "", "1: found [[metric]] without `word`, expected that key"),
    ("word = \"ISA\"", "word = \"SER\"", "13: found `SER` again, expected each word once"),
    ("name = \"Isa\"", "name = \"Ser\"", "14: found `Ser` again, expected each name once"),
    ("name = \"Isa\"", "name = \"ISA\"", "14: found `ISA`, expected an UpperCamelCase name"),
    ("title = \"Session Establishment Ratio\"\n", "", "1: found [[metric]] without `title`, expected that key"),
    ("How many.", "How many", "5: found \"How many\", expected a full stop at the end"),
    ("More.", "More", "6: found \"More\", expected a full stop at the end"),
    ("method = \"INVITE\"", "method = \"INVIET\"", "7: found `INVIET`, expected a word of [[method]] in vocabulary.toml"),
    ("source = \"RFC 6076 §4.6\"", "source = \"E.411\"", "10: found `E.411`, expected a source such as `RFC 3261 §21.4.24` or `RFC 6665 §B.27`"),
    ("excluded = \"3xx\"\n", "left_out = \"3xx\"\n", "9: found key `left_out`, expected one of `word`, `name`, `title`, `summary`, `details`, `method`, `numerator`, `excluded`, `source`"),
    ("numerator = \"200, 480-482, !481\"\n", "", "1: found [[metric]] without `numerator`, expected that key"),
    // --- patterns
    ("480-482", "482-480", "8: found `200, 482-480, !481`, expected a pattern such as `4xx, !401, 500-504`"),
    ("\"200, ", "\"200,", "8: found `200,480-482, !481`, expected a pattern such as `4xx, !401, 500-504`"),
    ("!481", "!!481", "8: found `200, 480-482, !!481`, expected a pattern such as `4xx, !401, 500-504`"),
    ("\"408\"", "\"700\"", "18: found `700`, expected a pattern such as `4xx, !401, 500-504`"),
    ("\"408\"", "\"099\"", "18: found `099`, expected a pattern such as `4xx, !401, 500-504`"),
    ("\"408\"", "\"+48\"", "18: found `+48`, expected a pattern such as `4xx, !401, 500-504`"),
    ("\"408\"", "\"0408\"", "18: found `0408`, expected a pattern such as `4xx, !401, 500-504`"),
    ("\"408\"", "\"7xx\"", "18: found `7xx`, expected a pattern such as `4xx, !401, 500-504`"),
    ("\"408\"", "\"408, !408\"", "18: found `408, !408`, expected final codes"),
    ("\"408\"", "\"180, 408\"", "18: found `180, 408`, expected final codes"),
    ("\"3xx\"", "\"1xx\"", "9: found `1xx`, expected final codes"),
    ("\"3xx\"", "\"3xx, 482\"", "9: found `3xx, 482`, expected no code of the numerator"),
];

#[test]
fn refusals() {
    for (found, instead, expected) in REFUSALS {
        assert!(SOUND.contains(found), "{found}");
        let (_, messages) = read_text(&SOUND.replacen(found, instead, 1));
        assert_eq!(
            messages,
            [format!("data/metrics.toml:{expected}")],
            "{instead}"
        );
    }
}
