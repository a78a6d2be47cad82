//! The `refuse` tables and the limits of `methods` in `data/`, read a second
//! time with another reader, against what the public API says of all 600 codes.

#![allow(missing_docs)]

mod data;

use std::collections::BTreeSet;

use data::{covers, methods, number, read, tables, text, texts};
use sip_status::{Method, MethodSet, Refusal, Sending, StatusCode};
use toml::Table;

fn words<T: ToString>(items: &[T]) -> String {
    let each: Vec<_> = items.iter().map(T::to_string).collect();
    each.join(" ")
}

/// A rule as a line of text, from the API and from the tables.
fn of_api(refusal: Refusal) -> String {
    format!(
        "{} [{}] [{}] [{}] {:?} {:?} {}",
        refusal.level(),
        refusal.methods(),
        words(refusal.roles()),
        words(refusal.circumstances()),
        refusal.condition(),
        refusal.reason(),
        refusal.source(),
    )
}

fn of_table(refuse: &Table) -> String {
    format!(
        "{} [{}] [{}] [{}] {:?} {:?} {}",
        text(refuse, "level").unwrap(),
        methods(refuse),
        texts(refuse, "roles").join(" "),
        texts(refuse, "circumstances").join(" "),
        text(refuse, "when"),
        text(refuse, "reason").unwrap(),
        text(refuse, "source").unwrap(),
    )
}

/// The limit that `methods` is: a rule against all others.
fn of_limit(row: &Table) -> Option<String> {
    let only = row.contains_key("methods").then(|| methods(row))?;
    let others: MethodSet = MethodSet::ANSWERED
        .iter()
        .filter(|m| !only.contains(*m))
        .collect();
    let only = only.to_string();
    let only = only
        .rsplit_once(", ")
        .map_or(only.clone(), |(most, last)| format!("{most} and {last}"));
    Some(format!(
        "{} [{others}] [] [] None {:?} {}",
        text(row, "methods_level").unwrap(),
        format!("it answers only {only}"),
        text(row, "methods_source").unwrap(),
    ))
}

/// Every rule that is about a code: those that hold whatever else is said, and
/// those that depend on it.
fn rules(code: StatusCode) -> BTreeSet<String> {
    let sendings = Method::ALL.iter().map(|method| Sending::new(*method));
    let refusals = sendings.flat_map(|sending| {
        let open = code.conditional_refusals(sending);
        code.refusals(sending).chain(open)
    });
    refusals.map(of_api).collect()
}

#[test]
fn every_rule_of_every_code() {
    let (codes, classes) = (read("status-codes.toml"), read("classes.toml"));
    let (rows, ranges) = (tables(&codes, "code"), tables(&classes, "range"));
    let row = |code: u16| rows.iter().find(|row| number(row, "code") == Some(code));
    let mut count = 0;
    for code in StatusCode::ALL.iter().copied() {
        let default = tables(&classes, "class")[usize::from(code.class().as_u8()) - 1];
        let default = row(number(default, "default").unwrap()).unwrap();
        let own = row(code.as_u16());
        assert_eq!(own.is_some(), code.is_named());
        let limit = of_limit(own.unwrap_or(default));
        let of_code = own.into_iter().flat_map(|row| tables(row, "refuse"));
        let of_ranges = ranges.iter().filter(|range| covers(range, code.as_u16()));
        let of_ranges = of_ranges.flat_map(|range| tables(range, "refuse"));
        let expected: Vec<_> = limit
            .into_iter()
            .chain(of_code.chain(of_ranges).map(of_table))
            .collect();
        count += expected.len();
        assert_eq!(rules(code), expected.into_iter().collect(), "{code}");
    }
    assert!(count > 600, "{count}");
}

/// Every circumstance and prohibition of the vocabulary is used by some row.
#[test]
fn no_word_is_idle() {
    let (codes, classes) = (read("status-codes.toml"), read("classes.toml"));
    let owners = [tables(&codes, "code"), tables(&classes, "range")].concat();
    let mut used = BTreeSet::new();
    for refuse in owners.iter().flat_map(|owner| tables(owner, "refuse")) {
        used.insert(text(refuse, "level").unwrap());
        used.extend(texts(refuse, "circumstances"));
    }
    let vocabulary = read("vocabulary.toml");
    for kind in ["circumstance", "prohibition"] {
        for word in tables(&vocabulary, kind) {
            let word = text(word, "word").unwrap();
            assert!(used.contains(word), "[[{kind}]] {word}");
        }
    }
}
