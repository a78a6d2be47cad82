//! The Rust code that is made from `metrics.toml`.

use std::fmt::Write;

use super::columns::source;
use super::docs::linked;
use super::generate::{HEAD, alias, close_enum, doc, line, open_enum};
use crate::reader::statistics::{Metric, Metrics};

/// The enums `Metric` and `DelayMetric`, with a row for each of their variants.
pub fn metrics(metrics: &Metrics) -> String {
    let mut out = HEAD.to_owned();
    metric_enum(&mut out, "Metric", &metrics.ratios, ratio_rule);
    metric_enum(&mut out, "DelayMetric", &metrics.delays, delay_rule);
    out
}

fn metric_enum(out: &mut String, kind: &str, metrics: &[Metric], rule: fn(&Metric) -> String) {
    // The page of the type has examples, so it is a file of its own.
    let page = format!("/src/docs/{}.md", snake_case(kind));
    line!(
        out,
        "#[doc = include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {page:?}))]"
    );
    open_enum(out, kind, true);
    for metric in metrics {
        doc(out, "    ", &(variant(metric) + &rule(metric)));
        alias(out, &metric.name, &[&metric.word, &metric.title]);
        line!(out, "    {},", metric.name);
    }
    let words: Vec<_> = metrics
        .iter()
        .map(|metric| (metric.word.as_str(), metric.name.as_str()))
        .collect();
    close_enum(out, kind, &words);
    line!(out, "impl {kind} {{");
    line!(out, "    pub(crate) const ROWS: &'static [MetricRow] = &[");
    for metric in metrics {
        line!(out, "        {},", row(metric));
    }
    line!(out, "    ];\n}}\n");
}

fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

/// The page of a variant, but for its rule.
fn variant(metric: &Metric) -> String {
    let mut page = format!(
        "**{}** ({}): {} {}\n",
        metric.title,
        metric.word,
        linked(&metric.summary),
        metric.source.markdown()
    );
    for paragraph in &metric.details {
        page += &format!("\n{}\n", linked(paragraph));
    }
    page
}

fn ratio_rule(metric: &Metric) -> String {
    let (numerator, excluded) = &metric.patterns;
    let but = excluded
        .as_ref()
        .map_or_else(String::new, |codes| format!(" but `{codes}`"));
    format!("\nNumerator: `{numerator}`. Denominator: all final responses{but}.\n")
}

fn delay_rule(metric: &Metric) -> String {
    let (stops, failed) = &metric.patterns;
    let failed = failed
        .as_ref()
        .map_or_else(String::new, |codes| format!(" Failed: `{codes}`."));
    format!("\nStops at: `{stops}`.{failed}\n")
}

fn row(metric: &Metric) -> String {
    let (first, second) = &metric.patterns;
    let second = second.as_deref().unwrap_or_default();
    format!(
        "MetricRow {{ title: {:?}, summary: {:?}, method: Method::{}, sets: (crate::status_codes!({first:?}), crate::status_codes!({second:?})), source: {} }}",
        metric.title,
        metric.summary,
        metric.method,
        source(&metric.source),
    )
}
