//! The rules for proxies in `data/`, read with another reader, against what the
//! public API says.

#![allow(missing_docs)]

use std::collections::BTreeSet;

use sip_status::{Arrival, ContextState, Method, Source, StatusCode};
use toml::{Table, Value};

fn read(file: &str) -> Table {
    let path = format!("{}/data/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap().parse().unwrap()
}

/// The `proxy` tables of an array's rows, each with the row's number.
fn rules(file: &str, array: &str, number: &str) -> Vec<(u16, Table)> {
    let file = read(file);
    let rows = file[array].as_array().unwrap().iter();
    let rules = rows.filter_map(|row| {
        let number = row[number].as_integer().unwrap().try_into().unwrap();
        Some((number, row.get("proxy")?.as_table().unwrap().clone()))
    });
    rules.collect()
}

fn texts(of: &Table, key: &str) -> Vec<String> {
    let array = of.get(key).and_then(Value::as_array);
    let each = array.into_iter().flatten();
    each.map(|value| value.as_str().unwrap().to_owned())
        .collect()
}

fn text<'a>(of: &'a Table, key: &str) -> Option<&'a str> {
    of.get(key).map(|value| value.as_str().unwrap())
}

fn source(source: Source) -> String {
    format!("RFC {} §{}", source.rfc(), source.section())
}

#[test]
fn every_value_of_every_rule() {
    let classes = rules("classes.toml", "class", "class");
    let codes = rules("status-codes.toml", "code", "code");
    assert_eq!(classes.len(), 6);
    let empty = Table::new();
    let mut standings = Vec::new();
    for code in StatusCode::ALL.iter().copied() {
        let class = &classes[usize::from(code.class().as_u8()) - 1].1;
        let own = codes.iter().find(|(number, _)| code == *number);
        let own = own.map_or(&empty, |(_, rule)| rule);
        let word = |key| text(own, key).or_else(|| text(class, key));
        let arrival: Arrival = word("arrival").unwrap().parse().unwrap();
        let other = word("other_methods").map_or(arrival, |word| word.parse().unwrap());
        let late = texts(class, "late");
        for method in Method::ALL.iter().copied() {
            if matches!(method, Method::Ack | Method::Cancel) {
                continue;
            }
            let may_answer = code.methods().contains(method);
            let expected = if may_answer { arrival } else { other };
            let found = code.arrival(method, ContextState::Open);
            assert_eq!(found, expected, "{code} to {method}");
            let late = late.iter().any(|word| method == word.parse().unwrap());
            let expected = if late { expected } else { Arrival::Absorb };
            let found = code.arrival(method, ContextState::Answered);
            assert_eq!(found, expected, "{code} to {method}, late");
        }

        let choice = match text(own, "choice") {
            Some("first") => 0,
            None => 1,
            Some(_) => 2,
        };
        standings.push((class["place"].as_integer().unwrap(), choice, code));

        let sent = own.get("sent_as").map(|sent| sent.as_integer().unwrap());
        let expected = sent.map_or(code.as_u16(), |sent| sent.try_into().unwrap());
        assert_eq!(code.sent_upstream_as(), expected);
        let fields = code.collected_challenges().iter();
        let fields: Vec<_> = fields.map(ToString::to_string).collect();
        assert_eq!(fields, texts(own, "collect"), "{code}");

        let mut sources = texts(own, "sources");
        for general in texts(class, "sources") {
            if !sources.contains(&general) {
                sources.push(general);
            }
        }
        let found: Vec<_> = code.proxy_sources().iter().copied().map(source).collect();
        assert_eq!(found, sources, "{code}");
    }
    standings.sort_unstable();
    let order: Vec<_> = standings.iter().map(|(_, _, code)| *code).collect();
    let mut found = StatusCode::ALL.to_vec();
    found.sort_by_key(|code| std::cmp::Reverse(code.preference()));
    assert_eq!(found, order);
}

/// Every word for an arrival is used by some rule.
#[test]
fn no_word_is_idle() {
    let classes = rules("classes.toml", "class", "class");
    let codes = rules("status-codes.toml", "code", "code");
    let rules = classes.iter().chain(&codes);
    let words = rules.flat_map(|(_, rule)| [text(rule, "arrival"), text(rule, "other_methods")]);
    let used: BTreeSet<_> = words.flatten().collect();
    let all: BTreeSet<_> = Arrival::ALL.iter().map(|word| word.as_str()).collect();
    assert_eq!(used, all);
}
