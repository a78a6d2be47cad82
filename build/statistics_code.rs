//! The Rust code that is made from `metrics.toml`.

use std::fmt::Write;

use crate::columns::source;
use crate::docs::linked;
use crate::generate::{HEAD, alias, close_enum, doc, line, open_enum};
use crate::statistics::Metric;

/// The enum `Metric`, and a row for each of its variants.
pub fn metrics(metrics: &[Metric]) -> String {
    let mut out = HEAD.to_owned();
    line!(
        out,
        "#[doc = include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/src/docs/metric.md\"))]"
    );
    open_enum(&mut out, "Metric", true);
    for metric in metrics {
        doc(&mut out, "    ", &variant(metric));
        alias(&mut out, &metric.name, &[&metric.word, &metric.title]);
        line!(out, "    {},", metric.name);
    }
    let words: Vec<_> = metrics
        .iter()
        .map(|metric| (metric.word.as_str(), metric.name.as_str()))
        .collect();
    close_enum(&mut out, "Metric", &words);
    line!(
        out,
        "impl Metric {{\n    pub(crate) const fn from_word(word: &[u8]) -> Option<Self> {{\n        Some(match word {{"
    );
    for (word, name) in &words {
        line!(out, "            b{word:?} => Self::{name},");
    }
    line!(
        out,
        "            _ => return None,\n        }})\n    }}\n}}\n"
    );
    line!(
        out,
        "/// What is known of each.\npub(crate) static METRICS: [MetricRow; {}] = [",
        metrics.len()
    );
    for metric in metrics {
        line!(out, "    {},", row(metric));
    }
    line!(out, "];");
    out
}

/// The page of a variant.
fn variant(metric: &Metric) -> String {
    let mut page = format!(
        "{}: {} {}.\n",
        metric.title,
        linked(&metric.summary),
        metric.source.markdown()
    );
    for paragraph in &metric.details {
        page += &format!("\n{}\n", linked(paragraph));
    }
    page += &format!("\nNumerator: `{}`. Denominator: ", metric.numerator);
    match &metric.excluded {
        Some(excluded) => page += &format!("all final responses but `{excluded}`.\n"),
        None => page += "all final responses.\n",
    }
    page
}

fn row(metric: &Metric) -> String {
    format!(
        "MetricRow {{ title: {:?}, summary: {:?}, method: Method::{}, numerator: crate::status_codes!({:?}), excluded: crate::status_codes!({:?}), source: {} }}",
        metric.title,
        metric.summary,
        metric.method,
        metric.numerator,
        metric.excluded.as_deref().unwrap_or_default(),
        source(&metric.source),
    )
}
