//! `metrics.toml`: read with another reader against the public API, and every
//! refusal of the build script's own reader.

#![allow(missing_docs, dead_code, reason = "the build script's own modules")]

mod data;
#[path = "../build/reader/mod.rs"]
mod reader;

use data::{tables, text};
use reader::faults::Faults;
use reader::rows::{Kind, Tables, Word};
use reader::statistics;
use sip_status::{DelayMetric, Method, Metric, StatusCodeSet};
use toml::Table;

fn set(row: &Table, key: &str) -> StatusCodeSet {
    text(row, key).unwrap_or("").parse().unwrap()
}

/// What both kinds of table have.
macro_rules! check_rows {
    ($table:expr, $key:literal, $kind:ident, $check:expr) => {
        let rows = tables(&$table, $key);
        assert_eq!(rows.len(), $kind::ALL.len());
        for (row, metric) in rows.into_iter().zip($kind::ALL) {
            assert_eq!(text(row, "word"), Some(metric.as_str()));
            assert_eq!(text(row, "name"), Some(format!("{metric:?}").as_str()));
            assert_eq!(text(row, "title"), Some(metric.name()));
            assert_eq!(text(row, "summary"), Some(metric.summary()));
            assert_eq!(text(row, "method").map(Method::from), Some(metric.method()));
            let source = metric.source().to_string();
            assert_eq!(text(row, "source"), Some(source.as_str()));
            $check(row, *metric);
        }
    };
}

#[test]
fn every_value_of_every_metric() {
    let table = data::read("metrics.toml");
    assert_eq!(table.len(), 2);
    check_rows!(table, "metric", Metric, |row, metric: Metric| {
        assert_eq!(metric.numerator(), set(row, "numerator"));
        let provisional: StatusCodeSet = "1xx".parse().unwrap();
        assert_eq!(metric.denominator(), !(provisional | set(row, "excluded")));
    });
    check_rows!(table, "delay", DelayMetric, |row, metric: DelayMetric| {
        assert_eq!(metric.stops(), set(row, "stops"));
        assert_eq!(metric.failed(), set(row, "failed"));
    });
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

[[delay]]
word = "SRD"
name = "Srd"
title = "Session Request Delay"
summary = "How long."
method = "INVITE"
stops = "101-199, 200, 486"
failed = "486"
source = "RFC 6076 §4.3"
"#;

fn read_text(text: &str) -> (statistics::Metrics, Vec<String>) {
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
    let ([ser, isa], [srd]) = (&metrics.ratios[..], &metrics.delays[..]) else {
        panic!("{metrics:?}")
    };
    assert_eq!((ser.name.as_str(), ser.method.as_str()), ("Ser", "Invite"));
    let patterns =
        |first: &str, second: Option<&str>| (first.to_owned(), second.map(str::to_owned));
    assert_eq!(ser.patterns, patterns("200, 480-482, !481", Some("3xx")));
    assert_eq!(isa.patterns, patterns("408", None));
    assert_eq!(srd.patterns, patterns("101-199, 200, 486", Some("486")));
    assert_eq!(ser.details, ["More."]);
    assert!(isa.details.is_empty());
}

/// What is replaced (its first occurrence), by what, and the message behind
/// `data/metrics.toml:`.
#[rustfmt::skip]
const REFUSALS: &[(&str, &str, &str)] = &[
    ("[[metric]]", "[[ratio]]", "1: found `[[ratio]]`, expected `[[metric]]` or `[[delay]]`"),
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
    ("\"408\"", "\"408, !408\"", "18: found `408, !408`, expected codes from 200 on"),
    ("\"408\"", "\"180, 408\"", "18: found `180, 408`, expected codes from 200 on"),
    ("\"3xx\"", "\"1xx\"", "9: found `1xx`, expected codes from 200 on"),
    ("\"3xx\"", "\"3xx, 482\"", "9: found `3xx, 482`, expected no code of the numerator"),
    ("\"101-199", "\"100-199", "27: found `100-199, 200, 486`, expected codes from 101 on"),
    ("failed = \"486\"", "failed = \"1xx\"", "28: found `1xx`, expected codes from 200 on"),
    ("failed = \"486\"", "excluded = \"3xx\"", "28: found key `excluded`, expected one of `word`, `name`, `title`, `summary`, `details`, `method`, `stops`, `failed`, `source`"),
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
