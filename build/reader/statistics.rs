//! Reads `metrics.toml`: which responses a ratio counts, and which stop a clock.

use std::collections::BTreeSet;

use super::faults::{Faults, Place};
use super::fields::Fields;
use super::read::{unknown_table, variant_name};
use super::rows::{Source, Tables};
use super::toml::{self, Table};

pub const FILE: &str = "metrics.toml";

/// The keys of the two patterns of each kind of table.
const RATIO: [&str; 2] = ["numerator", "excluded"];
const DELAY: [&str; 2] = ["stops", "failed"];

#[derive(Debug, Default)]
pub struct Metrics {
    pub ratios: Vec<Metric>,
    pub delays: Vec<Metric>,
}

#[derive(Debug)]
pub struct Metric {
    pub word: String,
    pub name: String,
    pub title: String,
    pub summary: String,
    pub details: Vec<String>,
    pub method: String,
    /// `numerator` and `excluded`, or `stops` and `failed`: patterns, checked here
    /// and read again by the library.
    pub patterns: (String, Option<String>),
    pub source: Source,
}

/// Reads the text of [`FILE`]; the vocabulary has to be in `tables`.
pub fn read(text: &str, tables: &Tables, faults: &mut Faults) -> Metrics {
    let mut metrics = Metrics::default();
    for table in toml::read(FILE, text, faults) {
        let found = match table.head.as_str() {
            "[[metric]]" => &mut metrics.ratios,
            "[[delay]]" => &mut metrics.delays,
            _ => {
                unknown_table(&table, "`[[metric]]` or `[[delay]]`", faults);
                continue;
            }
        };
        let metric = metric(&table, found, tables, faults);
        found.extend(metric);
    }
    metrics
}

fn metric(
    table: &Table,
    before: &[Metric],
    tables: &Tables,
    faults: &mut Faults,
) -> Option<Metric> {
    let is_ratio = table.head == "[[metric]]";
    let [first, second] = if is_ratio { RATIO } else { DELAY };
    let keys = [
        "word", "name", "title", "summary", "details", "method", first, second, "source",
    ];
    let mut fields = Fields::open(table, &keys, faults);
    let (at, word) = fields.text("word")?;
    if before.iter().any(|metric| metric.word == word) {
        let found = format!("`{word}` again");
        fields.faults.add(at, found, "each word once");
    }
    let taken: Vec<_> = before.iter().map(|metric| metric.name.as_str()).collect();
    let name = variant_name(&mut fields, &taken);
    let title = fields.text("title").map(|(_, title)| title.to_owned());
    let summary = fields.prose("summary");
    let details = fields.paragraphs("details");
    let method = fields.word("method", "method", tables);
    let patterns = (fields.text(first), fields.optional_text(second));
    if is_ratio {
        check_ratio(patterns.0, patterns.1, fields.faults);
    } else {
        codes(patterns.0, 101, fields.faults);
        codes(patterns.1, 200, fields.faults);
    }
    let source = fields.source("source");
    Some(Metric {
        word: word.to_owned(),
        name,
        title: title?,
        summary,
        details,
        method: method?,
        patterns: (
            patterns.0?.1.to_owned(),
            patterns.1.map(|(_, pattern)| pattern.to_owned()),
        ),
        source: source?,
    })
}

type Pattern<'a> = Option<(Place, &'a str)>;

/// What is not in the denominator cannot be in the numerator.
fn check_ratio(numerator: Pattern<'_>, excluded: Pattern<'_>, faults: &mut Faults) {
    let counted = codes(numerator, 200, faults);
    let Some((at, pattern)) = excluded else {
        return;
    };
    if !codes(excluded, 200, faults).is_disjoint(&counted) {
        faults.add(at, format!("`{pattern}`"), "no code of the numerator");
    }
}

/// The codes of a pattern, as `StatusCodeSet` reads it: one at least, none below
/// `lowest`.
fn codes(pattern: Pattern<'_>, lowest: u32, faults: &mut Faults) -> BTreeSet<u32> {
    let Some((at, pattern)) = pattern else {
        return BTreeSet::new();
    };
    let mut codes = BTreeSet::new();
    for item in pattern.split(", ") {
        let (out, range) = match item.strip_prefix('!') {
            Some(range) => (true, range),
            None => (false, item),
        };
        let Some((first, last)) = range_of(range) else {
            let expected = "a pattern such as `4xx, !401, 500-504`";
            faults.add(at, format!("`{pattern}`"), expected);
            return BTreeSet::new();
        };
        for code in first..=last {
            if out {
                codes.remove(&code);
            } else {
                codes.insert(code);
            }
        }
    }
    if codes.first().is_none_or(|code| *code < lowest) {
        let expected = format!("codes from {lowest} on");
        faults.add(at, format!("`{pattern}`"), expected);
    }
    codes
}

/// `4xx`, `500-504` or `401`.
fn range_of(item: &str) -> Option<(u32, u32)> {
    let (first, last) = match item.strip_suffix("xx") {
        Some(class) => (code(&format!("{class}00"))?, code(&format!("{class}99"))?),
        None => match item.split_once('-') {
            Some((first, last)) => (code(first)?, code(last)?),
            None => (code(item)?, code(item)?),
        },
    };
    (first <= last).then_some((first, last))
}

fn code(text: &str) -> Option<u32> {
    let digits = text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
    let number = digits.then(|| text.parse().ok())?;
    number.filter(|number| (100..700).contains(number))
}
