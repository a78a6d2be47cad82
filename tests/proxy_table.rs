//! The rules for proxies in `data/`, read with another reader, against what the
//! public API says.

#![allow(missing_docs)]

mod data;

use std::collections::BTreeSet;

use data::{number, read, source, sources, tables, text, texts};
use sip_status::{Arrival, ContextState, Method, StatusCode};
use toml::Table;

/// The `proxy` tables of a kind's rows, each with the row's number.
fn rules(file: &str, kind: &str) -> Vec<(u16, Table)> {
    let file = read(file);
    let rows = tables(&file, kind).into_iter();
    let rules = rows.filter_map(|row| {
        let rule = row.get("proxy")?.as_table().unwrap();
        Some((number(row, kind).unwrap(), rule.clone()))
    });
    rules.collect()
}

#[test]
fn every_value_of_every_rule() {
    let classes = rules("classes.toml", "class");
    let codes = rules("status-codes.toml", "code");
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

        let sent = number(own, "sent_as").unwrap_or(code.as_u16());
        assert_eq!(code.sent_upstream_as(), sent);
        let fields = code.collected_challenges().iter();
        let fields: Vec<_> = fields.map(ToString::to_string).collect();
        assert_eq!(fields, texts(own, "collect"), "{code}");

        let found: Vec<_> = code.proxy_sources().iter().copied().map(source).collect();
        assert_eq!(found, sources(own, class), "{code}");
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
    let classes = rules("classes.toml", "class");
    let codes = rules("status-codes.toml", "code");
    let rules = classes.iter().chain(&codes);
    let words = rules.flat_map(|(_, rule)| [text(rule, "arrival"), text(rule, "other_methods")]);
    let used: BTreeSet<_> = words.flatten().collect();
    let all: BTreeSet<_> = Arrival::ALL.iter().map(|word| word.as_str()).collect();
    assert_eq!(used, all);
}
