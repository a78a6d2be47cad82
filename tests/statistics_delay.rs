//! The delays of RFC 6076, as its sections define them.

#![allow(missing_docs)]

use sip_status::{Clock, DelayMetric, Method, Outcome, StatusCode};

/// "a 4XX (excluding 401, 402, and 407 non-failure challenge response codes),
/// 5XX, or possible 6XX message": RFC 6076 §4.2 and §4.3.2.
fn is_failure(number: u16) -> bool {
    number >= 400 && number != 401 && number != 402 && number != 407
}

#[expect(clippy::match_same_arms, reason = "an arm for each sentence")]
fn expected(metric: DelayMetric, number: u16) -> Clock {
    match (metric, number) {
        // §4.1: "until the last bit of the 200 OK is received"; failures have no RRD.
        (DelayMetric::Rrd, 200) => Clock::Stops,
        (DelayMetric::Rrd, number) if is_failure(number) => Clock::Void,
        // §4.3.1: "a non-100 Trying provisional message", or 200; §4.3.2: the first
        // provisional response or a failure. A 302 and a 407 (§4.1) let it run.
        (DelayMetric::Srd, 101..=200) => Clock::Stops,
        (DelayMetric::Srd, number) if is_failure(number) => Clock::Stops,
        // §4.4: "the subsequently received 2XX response"; not a 503.
        (DelayMetric::Sdd, 200..=299) => Clock::Stops,
        // §4.4: Timer F "SHOULD be excluded", and counts as 408.
        (DelayMetric::Sdd, 408) => Clock::Void,
        _ => Clock::Runs,
    }
}

#[test]
fn what_the_sections_name() {
    let rows = [
        (
            DelayMetric::Rrd,
            "RRD",
            "Registration Request Delay",
            "4.1",
            Method::Register,
        ),
        (
            DelayMetric::Srd,
            "SRD",
            "Session Request Delay",
            "4.3",
            Method::Invite,
        ),
        (
            DelayMetric::Sdd,
            "SDD",
            "Session Disconnect Delay",
            "4.4",
            Method::Bye,
        ),
    ];
    assert_eq!(DelayMetric::ALL, rows.map(|row| row.0));
    for (metric, word, title, section, method) in rows {
        assert_eq!(metric.as_str(), word);
        assert_eq!(word.parse(), Ok(metric));
        assert_eq!(metric.name(), title);
        assert_eq!(metric.method(), method);
        let source = metric.source();
        assert_eq!((source.rfc(), source.section()), (6076, section));
        assert!(metric.summary().ends_with('.'), "{metric}");
    }
    let error = "SDT".parse::<DelayMetric>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "found an unknown word, expected one for DelayMetric"
    );
}

/// All codes, with all methods.
#[test]
fn what_each_response_does_to_the_clock() {
    for metric in DelayMetric::ALL {
        for code in StatusCode::ALL {
            let expected = expected(*metric, code.as_u16());
            for method in Method::ALL {
                let found = metric.after(Outcome::Response(*code), *method);
                let ours = *method == metric.method();
                let expected = if ours { expected } else { Clock::Runs };
                assert_eq!(found, expected, "{metric} {code} {method}");
            }
            assert_eq!(metric.stops().contains(*code), expected == Clock::Stops);
            let failed = match metric {
                DelayMetric::Sdd => code.as_u16() == 408,
                _ => is_failure(code.as_u16()),
            };
            assert_eq!(metric.failed().contains(*code), failed, "{metric} {code}");
        }
    }
}

#[test]
fn what_silence_does_to_the_clock() {
    let rows = [
        (DelayMetric::Rrd, Clock::Void, Clock::Void),
        (DelayMetric::Srd, Clock::Stops, Clock::Stops),
        // A request that was not delivered is a 503, after which another may follow.
        (DelayMetric::Sdd, Clock::Void, Clock::Runs),
    ];
    for (metric, timeout, transport_error) in rows {
        let after = |outcome| metric.after(outcome, metric.method());
        assert_eq!(after(Outcome::Timeout), timeout, "{metric}");
        assert_eq!(after(Outcome::TransportError), transport_error, "{metric}");
    }
}

/// The message exchanges that the sections draw: at which response the clock
/// stops, counted from 0.
#[test]
fn the_exchanges_of_the_rfc() {
    let rows: &[(DelayMetric, &[u16], usize)] = &[
        (DelayMetric::Rrd, &[401, 200], 1),           // §4.1
        (DelayMetric::Srd, &[180], 0),                // §4.3.1
        (DelayMetric::Srd, &[302, 180], 1),           // §4.3.1
        (DelayMetric::Srd, &[480], 0),                // §4.3.2
        (DelayMetric::Srd, &[302, 480], 1),           // §4.3.2
        (DelayMetric::Sdd, &[200], 0),                // §4.4
        (DelayMetric::Sdd, &[503, 200], 1),           // §4.4, in words
        (DelayMetric::Srd, &[407, 100, 180, 200], 2), // the call of §4.9
    ];
    for (metric, numbers, stop) in rows {
        let codes = numbers
            .iter()
            .map(|number| StatusCode::from_u16(*number).unwrap());
        let mut clocks = codes.map(|code| metric.after(code.into(), metric.method()));
        let found = clocks.position(|clock| clock == Clock::Stops);
        assert_eq!(found, Some(*stop), "{metric} {numbers:?}");
    }
}
