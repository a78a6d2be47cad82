//! Sets of codes: patterns, and the laws of sets.

#![allow(missing_docs)]

mod random;

use std::collections::BTreeSet;

use random::Random;
use sip_status::InvalidPatternKind::{self, Item, Order, Separator};
use sip_status::{StatusClass, StatusCode, StatusCodeSet, status_codes};

fn set(pattern: &str) -> StatusCodeSet {
    pattern
        .parse()
        .unwrap_or_else(|error| panic!("{pattern}: {error}"))
}

fn numbers(set: StatusCodeSet) -> Vec<u16> {
    set.iter().map(StatusCode::as_u16).collect()
}

#[test]
fn patterns() {
    let all: Vec<u16> = (100..700).collect();
    let without_503: Vec<u16> = (500..600).filter(|n| *n != 503).collect();
    let rows: &[(&str, Vec<u16>)] = &[
        ("", vec![]),
        ("  ", vec![]),
        ("408", vec![408]),
        (" 408 ", vec![408]),
        ("480-487", (480..=487).collect()),
        ("486-486", vec![486]),
        ("100-699", all.clone()),
        ("*", all.clone()),
        ("5xx", (500..600).collect()),
        ("5XX", (500..600).collect()),
        ("1xx,6xx", (100..200).chain(600..700).collect()),
        ("699,100", vec![100, 699]),
        ("5xx, !503", without_503),
        // In order: what is taken out first comes back.
        ("!503, 5xx", (500..600).collect()),
        ("*, !*", vec![]),
        ("!404", vec![]),
        ("4xx, !480-499, 486", (400..480).chain([486]).collect()),
        ("399-400", vec![399, 400]),
    ];
    for (pattern, expected) in rows {
        assert_eq!(numbers(set(pattern)), *expected, "{pattern}");
    }
}

#[test]
fn wrong_patterns() {
    let rows: &[(&str, InvalidPatternKind, usize)] = &[
        (",", Item, 0),
        ("408,", Item, 4),
        ("408,,409", Item, 4),
        ("099", Item, 0),
        ("700", Item, 0),
        ("7xx", Item, 0),
        ("0xx", Item, 0),
        ("40", Item, 0),
        ("4x", Item, 0),
        ("!", Item, 0),
        ("!!408", Item, 0),
        ("+08", Item, 0),
        ("408-", Item, 0),
        ("408-7", Item, 0),
        ("408-700", Item, 0),
        ("408 - 409", Separator, 4),
        ("408-409-410", Separator, 7),
        ("4xx-5xx", Separator, 3),
        ("4088", Separator, 3),
        ("408 409", Separator, 4),
        ("5xx; 408", Separator, 3),
        ("408, 487-480", Order, 5),
        ("5xx, \u{664}08", Item, 5),
    ];
    for (pattern, kind, offset) in rows {
        let error = pattern.parse::<StatusCodeSet>().unwrap_err();
        assert_eq!(
            (error.kind(), error.offset()),
            (*kind, *offset),
            "{pattern}"
        );
        assert_eq!(StatusCodeSet::try_from(*pattern), Err(error));
    }
    let wording = |pattern: &str| pattern.parse::<StatusCodeSet>().unwrap_err().to_string();
    assert_eq!(
        wording("4"),
        "found no item at offset 0, expected a code of 100 to 699, a range, a class such as 5xx, or *"
    );
    assert_eq!(
        wording("408 x"),
        "found something at offset 4 behind an item, expected a comma"
    );
    assert_eq!(
        wording("409-408"),
        "found a range at offset 0 that ends before it begins, expected the lower code first"
    );
}

#[test]
fn constants() {
    const FAILOVER: StatusCodeSet = status_codes!("408, 5xx, !503");
    assert_eq!(FAILOVER, set("408,5xx,!503"));
    assert_eq!(FAILOVER.len(), 100);
}

#[test]
fn writing_uses_few_items() {
    let rows = [
        ("", ""),
        ("*", "1xx, 2xx, 3xx, 4xx, 5xx, 6xx"),
        ("408,480,481,482", "408, 480-482"),
        ("5xx,!503", "5xx, !503"),
        ("500-502,504-599", "5xx, !503"),
        ("4xx,!400,!410,!420", "401-409, 411-419, 421-499"),
        ("4xx,!410,!420", "4xx, !410, !420"),
        ("400,499", "400, 499"),
        ("400-450", "400-450"),
        ("399-400", "399, 400"),
    ];
    for (pattern, expected) in rows {
        assert_eq!(set(pattern).to_string(), expected, "{pattern}");
    }
    assert_eq!(format!("{:?}", set("5xx")), "StatusCodeSet(\"5xx\")");
}

/// Sets of all kinds, from a fixed generator.
fn samples() -> Vec<StatusCodeSet> {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut sets = vec![StatusCodeSet::EMPTY, StatusCodeSet::ALL];
    for _ in 0..150 {
        let mut set = StatusCodeSet::EMPTY;
        for _ in 0..random.below(8) {
            let (a, b) = (random.below(600), random.below(600));
            let run = &StatusCode::ALL[a.min(b)..a.max(b)];
            let run = StatusCodeSet::of(run);
            set = if random.below(3) == 0 {
                set - run
            } else {
                set | run
            };
        }
        for _ in 0..random.below(20) {
            let code = StatusCode::ALL[random.below(600)];
            set = if random.below(2) == 0 {
                set.with(code)
            } else {
                set.without(code)
            };
        }
        sets.push(set);
    }
    sets
}

#[test]
fn what_is_written_reads_back() {
    for set in samples() {
        assert_eq!(set.to_string().parse(), Ok(set), "{set}");
    }
}

/// Against the standard library's sets.
#[test]
fn the_laws_of_sets() {
    let samples = samples();
    let model = |set: StatusCodeSet| set.into_iter().collect::<BTreeSet<_>>();
    for (a, b) in samples.iter().zip(samples.iter().rev()) {
        let (a, b) = (*a, *b);
        let (x, y) = (model(a), model(b));
        assert_eq!(model(a | b), &x | &y);
        assert_eq!(model(a & b), &x & &y);
        assert_eq!(model(a - b), &x - &y);
        assert_eq!(model(a ^ b), &x ^ &y);
        assert_eq!(!!a, a);
        assert_eq!((!a).len(), 600 - a.len());
        assert_eq!(a.len(), x.len());
        assert_eq!(a.is_empty(), x.is_empty());
        assert_eq!(a.is_subset(b), x.is_subset(&y));
        assert_eq!(a.is_disjoint(b), x.is_disjoint(&y));
        assert!((a & b).is_subset(a) && a.is_subset(a | b));
        assert!(a.iter().rev().eq(x.iter().rev().copied()));
        assert_eq!(a.iter().len(), x.len());
        for code in StatusCode::ALL {
            assert_eq!(a.contains(*code), x.contains(code));
        }
    }
}

#[test]
fn putting_in_and_taking_out() {
    for code in StatusCode::ALL {
        let mut set = StatusCodeSet::EMPTY;
        assert!(set.insert(*code) && !set.insert(*code));
        assert_eq!(numbers(set), [code.as_u16()]);
        assert_eq!(set, StatusCodeSet::from(*code));
        assert!(set.remove(*code) && !set.remove(*code));
        assert!(set.is_empty());
        assert_eq!(StatusCodeSet::ALL.without(*code).len(), 599);
    }
    for class in StatusClass::ALL {
        let codes = StatusCode::ALL
            .iter()
            .copied()
            .filter(|code| code.class() == *class);
        assert_eq!(StatusCodeSet::from(*class), codes.collect());
    }
    let mut set = StatusCodeSet::default();
    set.extend([StatusCode::Ok, StatusCode::Ringing]);
    assert_eq!(numbers(set), [180, 200]);
}
