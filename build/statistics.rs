//! Reads `metrics.toml`: which responses a ratio counts.

use std::collections::BTreeSet;

use crate::faults::{Faults, Place};
use crate::fields::Fields;
use crate::read::{unknown_table, variant_name};
use crate::rows::{Source, Tables};
use crate::toml::{self, Table};

pub const FILE: &str = "metrics.toml";

const KEYS: [&str; 9] = [
    "word",
    "name",
    "title",
    "summary",
    "details",
    "method",
    "numerator",
    "excluded",
    "source",
];

#[derive(Debug)]
pub struct Metric {
    pub word: String,
    pub name: String,
    pub title: String,
    pub summary: String,
    pub details: Vec<String>,
    pub method: String,
    /// A pattern, checked here and read again by the library.
    pub numerator: String,
    pub excluded: Option<String>,
    pub source: Source,
}

/// Reads the text of [`FILE`]; the vocabulary has to be in `tables`.
pub fn read(text: &str, tables: &Tables, faults: &mut Faults) -> Vec<Metric> {
    let mut metrics = Vec::new();
    for table in toml::read(FILE, text, faults) {
        if table.head == "[[metric]]" {
            metrics.extend(metric(&table, &metrics, tables, faults));
        } else {
            unknown_table(&table, "`[[metric]]`", faults);
        }
    }
    metrics
}

fn metric(
    table: &Table,
    before: &[Metric],
    tables: &Tables,
    faults: &mut Faults,
) -> Option<Metric> {
    let mut fields = Fields::open(table, &KEYS, faults);
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
    let numerator = fields.text("numerator");
    let excluded = fields.optional_text("excluded");
    check_patterns(numerator, excluded, fields.faults);
    Some(Metric {
        word: word.to_owned(),
        name,
        title: title?,
        summary,
        details,
        method: method?,
        numerator: numerator?.1.to_owned(),
        excluded: excluded.map(|(_, pattern)| pattern.to_owned()),
        source: fields.source("source")?,
    })
}

type Pattern<'a> = Option<(Place, &'a str)>;

/// Both are sets of final codes, and have none in common: what is not in the
/// denominator cannot be in the numerator.
fn check_patterns(numerator: Pattern<'_>, excluded: Pattern<'_>, faults: &mut Faults) {
    let mut taken = BTreeSet::new();
    for (at, pattern) in [numerator, excluded].into_iter().flatten() {
        let found = format!("`{pattern}`");
        match codes(pattern) {
            None => faults.add(at, found, "a pattern such as `4xx, !401, 500-504`"),
            Some(codes) if codes.first().is_none_or(|code| *code < 200) => {
                faults.add(at, found, "final codes");
            }
            Some(codes) if !codes.is_disjoint(&taken) => {
                faults.add(at, found, "no code of the numerator");
            }
            Some(codes) => taken.extend(codes),
        }
    }
}

/// The codes of a pattern, as `StatusCodeSet` reads it.
fn codes(pattern: &str) -> Option<BTreeSet<u32>> {
    let mut codes = BTreeSet::new();
    for item in pattern.split(", ") {
        let (out, item) = match item.strip_prefix('!') {
            Some(item) => (true, item),
            None => (false, item),
        };
        let (first, last) = match item.strip_suffix("xx") {
            Some(class) => (code(&format!("{class}00"))?, code(&format!("{class}99"))?),
            None => match item.split_once('-') {
                Some((first, last)) => (code(first)?, code(last)?),
                None => (code(item)?, code(item)?),
            },
        };
        if first > last {
            return None;
        }
        for code in first..=last {
            if out {
                codes.remove(&code);
            } else {
                codes.insert(code);
            }
        }
    }
    Some(codes)
}

fn code(text: &str) -> Option<u32> {
    let digits = text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
    let number = digits.then(|| text.parse().ok())?;
    number.filter(|number| (100..700).contains(number))
}
