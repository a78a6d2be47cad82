//! The ratios of RFC 6076, as its sections define them, and the counters.

#![allow(missing_docs)]

use sip_status::{
    Counted, Method, Metric, Outcome, Ratio, ResponseCounts, SetupResult, StatusCode,
    StatusCodeSet, status_codes,
};

fn code(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap()
}

/// Metric, abbreviation, title, section, method, is it in the numerator, is it
/// subtracted from all requests.
type Definition = (
    Metric,
    &'static str,
    &'static str,
    &'static str,
    Method,
    fn(u16) -> bool,
    fn(u16) -> bool,
);

#[rustfmt::skip]
const DEFINITIONS: &[Definition] = &[
    // §4.2: "a 4XX (excluding 401, 402, and 407 non-failure challenge response
    // codes), 5XX, or possible 6XX message", of the "Total # of REGISTER Requests".
    (Metric::Ira, "IRA", "Ineffective Registration Attempts", "4.2", Method::Register,
        |n| n >= 400 && n != 401 && n != 402 && n != 407, |_| false),
    // §4.6: "INVITE Requests w/ associated 200 OK", of the "(Total # of INVITE
    // Requests) - (# of INVITE Requests w/ 3XX Response)".
    (Metric::Ser, "SER", "Session Establishment Ratio", "4.6", Method::Invite,
        |n| n == 200, |n| n / 100 == 3),
    // §4.7: "200, 480, 486, 600, or 603", of the same.
    (Metric::Seer, "SEER", "Session Establishment Effectiveness Ratio", "4.7", Method::Invite,
        |n| n == 200 || n == 480 || n == 486 || n == 600 || n == 603, |n| n / 100 == 3),
    // §4.8: 408, 500, 503, 504, of the "Total # of Session Requests".
    (Metric::Isa, "ISA", "Ineffective Session Attempts", "4.8", Method::Invite,
        |n| n == 408 || n == 500 || n == 503 || n == 504, |_| false),
];

#[test]
fn what_the_sections_name() {
    let metrics: Vec<_> = DEFINITIONS.iter().map(|row| row.0).collect();
    assert_eq!(Metric::ALL, metrics);
    for (metric, word, title, section, method, ..) in DEFINITIONS {
        assert_eq!(metric.as_str(), *word);
        assert_eq!(metric.to_string(), *word);
        assert_eq!(word.parse(), Ok(*metric));
        assert_eq!(metric.name(), *title);
        assert_eq!(metric.method(), *method);
        let source = metric.source();
        assert_eq!((source.rfc(), source.section()), (6076, *section));
        assert!(metric.summary().ends_with('.'), "{metric}");
    }
    let error = "ASR".parse::<Metric>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "found an unknown word, expected one for Metric"
    );
}

/// All codes, with all methods.
#[test]
fn where_each_response_counts() {
    for (metric, _, _, _, method, hit, subtracted) in DEFINITIONS {
        for code in StatusCode::ALL {
            let number = code.as_u16();
            let expected = if number < 200 || subtracted(number) {
                Counted::Nowhere
            } else if hit(number) {
                Counted::Both
            } else {
                Counted::Denominator
            };
            for asked in Method::ALL {
                let expected = if asked == method {
                    expected
                } else {
                    Counted::Nowhere
                };
                let found = metric.counts(Outcome::Response(*code), *asked);
                assert_eq!(found, expected, "{metric} {code} {asked}");
            }
            let both = metric.numerator().contains(*code);
            assert_eq!(both, expected == Counted::Both, "{metric} {code}");
            let below = metric.denominator().contains(*code);
            assert_eq!(below, expected != Counted::Nowhere, "{metric} {code}");
        }
    }
}

/// Requests without a response. §4.2: Timer F is a failed registration; §4.6 to
/// §4.8 take the total of requests, and 408 and 503 are in the set of §4.8.
#[test]
fn where_silence_counts() {
    let rows = [
        (Metric::Ira, Counted::Both),
        (Metric::Ser, Counted::Denominator),
        (Metric::Seer, Counted::Denominator),
        (Metric::Isa, Counted::Both),
    ];
    for (metric, expected) in rows {
        for outcome in [Outcome::Timeout, Outcome::TransportError] {
            let found = metric.counts(outcome, metric.method());
            assert_eq!(found, expected, "{metric} {outcome}");
            assert_eq!(metric.counts(outcome, Method::Bye), Counted::Nowhere);
        }
    }
}

/// The numerator of SER is part of that of SEER (§4.7), and nothing that reached
/// the user is ineffective (§4.8).
#[test]
fn how_the_sets_lie() {
    let reached = Metric::Seer.numerator();
    assert!(Metric::Ser.numerator().is_subset(reached));
    assert!(Metric::Isa.numerator().is_disjoint(reached));
    for metric in Metric::ALL {
        assert!(metric.numerator().is_subset(metric.denominator()));
        assert!(metric.denominator().is_disjoint(status_codes!("1xx")));
    }
}

/// Every outcome has one label, by the sets that §4.3.2 and §4.6 to §4.8 spell.
#[test]
fn what_became_of_a_call() {
    let expected = |number: u16| match number {
        100..=199 => SetupResult::Pending,
        200..=299 => SetupResult::Established,
        300..=399 => SetupResult::Redirected, // §4.6: "INVITE Requests w/ 3XX Response"
        401 | 402 | 407 => SetupResult::Challenged, // §4.3.2: "non-failure challenge"
        408 | 500 | 503 | 504 => SetupResult::Ineffective, // §4.8
        480 | 486 | 600 | 603 => SetupResult::User, // §4.7
        _ => SetupResult::Failed,             // §4.3.2
    };
    for code in StatusCode::ALL {
        let found = SetupResult::of(Outcome::Response(*code));
        assert_eq!(found, expected(code.as_u16()), "{code}");
        assert_eq!(SetupResult::from(Outcome::from(*code)), found);
    }
    for outcome in [Outcome::Timeout, Outcome::TransportError] {
        assert_eq!(SetupResult::of(outcome), SetupResult::Ineffective);
    }
    assert_eq!("user".parse(), Ok(SetupResult::User));
}

/// An hour of calls and registrations, worked out by hand.
#[test]
fn a_worked_example() {
    let mut invites = ResponseCounts::new();
    for (number, requests) in [
        (100, 900), // provisional: nowhere
        (180, 700), // provisional: nowhere
        (200, 600),
        (302, 40), // out of the denominator of SER and SEER
        (401, 30),
        (404, 20),
        (408, 9),
        (480, 50),
        (486, 120),
        (487, 80),
        (500, 5),
        (503, 15),
        (600, 10),
        (603, 20),
    ] {
        invites.add(code(number), requests);
    }
    // A call that nobody answered is one more 408.
    invites.record(Outcome::Timeout);

    // 600+30+20+10+50+120+80+5+15+10+20 without 302; 40 more with it.
    let rows = [
        (Metric::Ser, 600, 960, 625),                       // 62.5 %
        (Metric::Seer, 600 + 50 + 120 + 10 + 20, 960, 833), // 83.33 %
        (Metric::Isa, 10 + 5 + 15, 1000, 30),               // 3 %
    ];
    for (metric, numerator, denominator, per_mille) in rows {
        let ratio = invites.ratio(metric).unwrap();
        assert_eq!(Some(ratio), Ratio::new(numerator, denominator), "{metric}");
        assert_eq!(ratio.per_mille(), per_mille, "{metric}");
    }
    assert_eq!(
        format!("{:.2}", invites.ratio(Metric::Seer).unwrap()),
        "83.33"
    );

    let registers = [200, 401, 401, 407, 402, 302, 403, 503, 600, 200].map(code);
    let registers: ResponseCounts = registers.into_iter().collect();
    assert_eq!(registers.ratio(Metric::Ira), Ratio::new(3, 10));
}

/// §4: undefined where the denominator is 0.
#[test]
fn undefined_without_requests() {
    let rows: &[(Metric, &[u16])] = &[
        (Metric::Ser, &[]),
        (Metric::Ser, &[100, 199, 300, 399]),
        (Metric::Seer, &[183, 302]),
        (Metric::Isa, &[100, 180]),
        (Metric::Ira, &[100]),
    ];
    for (metric, numbers) in rows {
        let counts: ResponseCounts = numbers.iter().copied().map(code).collect();
        assert_eq!(counts.ratio(*metric), None, "{metric} {numbers:?}");
    }
    let redirected = ResponseCounts::from_iter([StatusCode::MovedTemporarily]);
    assert_eq!(redirected.ratio(Metric::Isa), Ratio::new(0, 1));
}

/// Each count its own, so that a wrong slot would show.
fn various(seed: u64) -> ResponseCounts {
    ResponseCounts::from_fn(|code| {
        u64::from(code.as_u16())
            .wrapping_mul(seed | 1)
            .wrapping_mul(0x9E37_79B9)
            % 1009
    })
}

#[test]
fn a_closure_says_the_same_as_the_counters() {
    for seed in 0..20 {
        let counts = various(seed);
        for (metric, .., hit, subtracted) in DEFINITIONS {
            let (mut numerator, mut denominator, mut asked) = (0, 0, Vec::new());
            for code in StatusCode::ALL.iter().filter(|code| code.as_u16() >= 200) {
                let (number, count) = (code.as_u16(), counts.get(*code));
                numerator += if hit(number) { count } else { 0 };
                denominator += if subtracted(number) { 0 } else { count };
            }
            let expected = Ratio::new(numerator, denominator);
            assert_eq!(counts.ratio(*metric), expected);
            let by_closure = metric.ratio(|code| {
                asked.push(code);
                counts.get(code)
            });
            assert_eq!(by_closure, expected);
            // Once each, or a count that moves would give more than 100 per cent.
            assert!(asked.iter().copied().eq(metric.denominator().iter()));
        }
    }
}

#[test]
fn a_count_that_moves_stays_below_the_whole() {
    for metric in Metric::ALL {
        let mut time = 0;
        let ratio = metric.ratio(|_| {
            time += 1;
            time
        });
        let ratio = ratio.unwrap();
        assert!(ratio.numerator() <= ratio.denominator(), "{metric}");
    }
}

#[test]
fn counters_stop_at_the_end() {
    let mut counts = ResponseCounts::new();
    counts.add(StatusCode::Ok, u64::MAX - 1);
    counts.record(StatusCode::Ok);
    assert_eq!(counts.get(StatusCode::Ok), u64::MAX);
    counts.record(StatusCode::Ok);
    assert_eq!(counts.get(StatusCode::Ok), u64::MAX);
    counts.add(StatusCode::Ok, 7);
    counts.add(StatusCode::BusyHere, 5);
    assert_eq!(counts.get(StatusCode::Ok), u64::MAX);
    assert_eq!(counts.total(), u64::MAX);
    assert_eq!(counts.in_set(status_codes!("200, 486")), u64::MAX);
    assert_eq!(counts.ratio(Metric::Ser), Ratio::new(u64::MAX, u64::MAX));
    let mut sum = counts.clone();
    sum += &counts;
    assert_eq!(sum.get(StatusCode::Ok), u64::MAX);
    assert_eq!(sum.get(StatusCode::BusyHere), 10);
}

#[test]
fn merging_is_a_sum() {
    let (a, b, c) = (various(1), various(2), various(3));
    let sum = |left: &ResponseCounts, right: &ResponseCounts| {
        let mut sum = left.clone();
        sum.merge(right);
        sum
    };
    assert_ne!(a, b);
    assert_eq!(sum(&a, &b), sum(&b, &a));
    assert_eq!(sum(&sum(&a, &b), &c), sum(&a, &sum(&b, &c)));
    assert_eq!(sum(&a, &ResponseCounts::new()), a);
    assert_eq!(sum(&a, &b).total(), a.total() + b.total());
    for code in StatusCode::ALL {
        assert_eq!(sum(&a, &b).get(*code), a.get(*code) + b.get(*code));
    }
}

/// Every code has a slot of its own, and reading finds what writing left.
#[test]
fn every_code_has_its_slot() {
    for code in StatusCode::ALL {
        let mut counts = ResponseCounts::default();
        counts.record(*code);
        counts.record(*code);
        assert_eq!(counts.iter().collect::<Vec<_>>(), [(*code, 2)]);
        assert_eq!(counts.get(*code), 2);
        assert_eq!(counts.total(), 2);
        assert_eq!(counts.in_set(StatusCodeSet::ALL.without(*code)), 0);
        assert_eq!(counts, ResponseCounts::from_iter([*code, *code]));
        assert_eq!(
            counts,
            ResponseCounts::from_fn(|other| if other == *code { 2 } else { 0 })
        );
        assert_eq!(format!("{counts:?}"), format!("{{{code}: 2}}"));
    }
    let all: ResponseCounts = StatusCode::ALL.iter().copied().collect();
    assert!(
        all.iter()
            .map(|(code, _)| code)
            .eq(StatusCode::ALL.iter().copied())
    );
    assert_eq!(all.total(), 600);
    assert_eq!(ResponseCounts::new().iter().count(), 0);
}

#[test]
fn outcomes_count_as_their_codes() {
    let outcomes = [
        Outcome::Timeout,
        Outcome::Response(StatusCode::RequestTimeout),
        Outcome::TransportError,
    ];
    let counts: ResponseCounts = outcomes.into_iter().collect();
    let expected = [
        (StatusCode::RequestTimeout, 2),
        (StatusCode::ServiceUnavailable, 1),
    ];
    assert_eq!(counts.iter().collect::<Vec<_>>(), expected);
    assert!(counts.iter().rev().eq(expected.iter().rev().copied()));
    assert_eq!((&counts).into_iter().collect::<Vec<_>>(), expected);
}

#[test]
#[expect(clippy::float_cmp, reason = "these are exact")]
fn ratios_as_numbers() {
    // Numerator, denominator, per cent, per mille.
    let rows = [
        (0, 1, 0.0, 0),
        (1, 1, 100.0, 1000),
        (1, 2, 50.0, 500),
        (1, 8, 12.5, 125),
        (1, 2000, 0.05, 0),
        (1999, 2000, 99.95, 999),
        (3, 2, 150.0, 1500),
        (u64::MAX, u64::MAX, 100.0, 1000),
        (u64::MAX - 1, u64::MAX, 100.0, 999),
        (
            u64::MAX / 1000 + 1,
            1,
            1_844_674_407_370_955_200.0,
            u64::MAX,
        ),
        (0, u64::MAX, 0.0, 0),
    ];
    for (numerator, denominator, percent, per_mille) in rows {
        let ratio = Ratio::new(numerator, denominator).unwrap();
        assert_eq!(ratio.numerator(), numerator);
        assert_eq!(ratio.denominator(), denominator);
        assert_eq!(ratio.percent(), percent, "{ratio:?}");
        assert_eq!(ratio.per_mille(), per_mille, "{ratio:?}");
    }
    for numerator in [0, 1, u64::MAX] {
        assert_eq!(Ratio::new(numerator, 0), None);
    }
    let ratio = Ratio::new(2, 3).unwrap();
    assert_eq!(format!("{ratio:.1} {ratio:>7.2}"), "66.7   66.67");
}

/// They can be had in constants.
#[test]
fn const_evaluation() {
    const WHERE: Counted = Metric::Ser.counts(Outcome::Response(StatusCode::Ok), Method::Invite);
    const SET: StatusCodeSet = Metric::Seer
        .denominator()
        .difference(Metric::Seer.numerator());
    const COUNTS: ResponseCounts = {
        let mut counts = ResponseCounts::new();
        counts.add(StatusCode::Ok, 3);
        counts
    };
    const HALF: Option<Ratio> = Ratio::new(COUNTS.get(StatusCode::Ok), 6);
    assert_eq!(WHERE, Counted::Both);
    assert_eq!(SET.len(), 500 - 100 - 5);
    assert_eq!(HALF.map(Ratio::per_mille), Some(500));
    assert_eq!(size_of::<Option<Ratio>>(), 16);
    assert_eq!(size_of::<ResponseCounts>(), 4800);
}
