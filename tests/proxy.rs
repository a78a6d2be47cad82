//! What a stateful proxy does with responses: RFC 3261 §16.7 to §16.9 as rows,
//! with what RFC 4320 and RFC 6026 changed.

#![allow(missing_docs)]

use sip_status::{
    Arrival, ContextState, HeaderName, Method, Outcome, ResponsePreference, StatusCode,
};

use Arrival::{Absorb, Forward, ForwardAndStop, Keep, KeepAndStop};
use ContextState::{Answered, Expired, Open, Stray};

fn code(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap()
}

/// For which requests a row holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum For {
    Invite,
    Other,
    All,
}

impl For {
    /// CANCEL has no response context (RFC 3261 §16.10), ACK no response.
    fn covers(self, method: Method) -> bool {
        match method {
            Method::Ack | Method::Cancel => false,
            Method::Invite => self != Self::Other,
            _ => self != Self::Invite,
        }
    }
}

/// First and last code, requests, state, what to do. The first row that fits holds.
#[rustfmt::skip]
const ROWS: &[(u16, u16, For, ContextState, Arrival)] = &[
    // RFC 6026 §6: the proxy MUST NOT forward the response if there is no matching
    // transaction state machine; §8.9 has it discarded.
    (100, 699, For::All, Stray, Absorb),
    // RFC 3261 §16.7 step 5: MUST NOT forward any 100.
    (100, 100, For::All, Open, Absorb),
    // Step 5: any provisional response other than 100, until a final one was sent.
    (101, 199, For::Invite, Open, Forward),
    // RFC 4320 §4.1: no provisional response other than 100 to a non-INVITE request.
    (101, 199, For::Other, Open, Absorb),
    // Step 5: any 2xx at once; step 10: a final response is forwarded, so CANCEL.
    (200, 299, For::All, Open, ForwardAndStop),
    // RFC 4320 §4.2: no 408 to a non-INVITE request, so it is no candidate.
    (408, 408, For::Other, Open, Absorb),
    // Step 4: final responses are stored.
    (300, 599, For::All, Open, Keep),
    // Step 5: a 6xx is not forwarded at once; no new branches, cancel the others.
    (600, 699, For::All, Open, KeepAndStop),
    // Step 5, after a final response: any 2xx to an INVITE.
    (200, 299, For::Invite, Answered, ForwardAndStop),
    // "MUST NOT immediately forward any other responses."
    (100, 699, For::All, Answered, Absorb),
    // RFC 6026 §8.3, for step 9: without a server transaction "the response is simply
    // discarded"; RFC 4320 §4.2: nothing to a non-INVITE request then.
    (100, 699, For::All, Expired, Absorb),
];

#[test]
fn every_code_method_and_state() {
    for state in [Open, Answered, Expired, Stray] {
        for method in Method::ALL.iter().copied() {
            for number in 100..700 {
                let row = ROWS.iter().find(|(first, last, requests, of, _)| {
                    (*first..=*last).contains(&number) && requests.covers(method) && *of == state
                });
                let expected = match method {
                    Method::Ack | Method::Cancel => Absorb,
                    _ => row.unwrap().4,
                };
                let found = code(number).arrival(method, state);
                assert_eq!(found, expected, "{number} to {method}, {state:?}");
            }
        }
    }
}

#[test]
fn what_an_arrival_means() {
    // Forwarded, kept, stops the search.
    let rows = [
        (Absorb, false, false, false),
        (Forward, true, false, false),
        (ForwardAndStop, true, false, true),
        (Keep, false, true, false),
        (KeepAndStop, false, true, true),
    ];
    assert_eq!(rows.len(), Arrival::ALL.len());
    for (arrival, forwarded, kept, stops) in rows {
        assert_eq!(arrival.is_forwarded(), forwarded, "{arrival}");
        assert_eq!(arrival.is_kept(), kept, "{arrival}");
        assert_eq!(arrival.stops_search(), stops, "{arrival}");
    }
}

/// RFC 3261 §16.7 step 6, as a place for each code: lower is better.
fn place(number: u16) -> (u16, u16, u16) {
    let class = match number / 100 {
        2 => 0, // forwarded before there is a choice
        6 => 1, // "It MUST choose from the 6xx class responses if any exist"
        3 => 2, // "the lowest response class stored"
        4 => 3,
        5 => 4,
        _ => 5, // no final response
    };
    let in_class = match number {
        // "preference to responses that provide information affecting resubmission"
        401 | 407 | 415 | 420 | 484 => 0,
        // 503 "SHOULD NOT forward"; the other two are our choice.
        408 | 430 | 503 => 2,
        _ => 1,
    };
    (class, in_class, number)
}

#[test]
fn the_order_of_all_pairs() {
    for a in 100..700 {
        for b in 100..700 {
            let found = code(a).preference().cmp(&code(b).preference());
            assert_eq!(found, place(b).cmp(&place(a)), "{a} and {b}");
            let better = code(a).preference().is_better_than(code(b).preference());
            assert_eq!(better, found.is_gt(), "{a} and {b}");
        }
    }
}

#[test]
fn what_was_not_received_comes_last_among_its_like() {
    for (local, number) in [(Outcome::Timeout, 408), (Outcome::TransportError, 503)] {
        for other in 100..700 {
            let of: ResponsePreference = code(other).preference();
            let (class, in_class, _) = place(number);
            let (other_class, other_in_class, _) = place(other);
            let expected = (class, in_class) < (other_class, other_in_class);
            assert_eq!(local.preference() > of, expected, "{local} and {other}");
            assert_ne!(local.preference(), of);
        }
        let received = Outcome::Response(code(number));
        assert_eq!(received.preference(), code(number).preference());
    }
    assert!(Outcome::Timeout.preference() > Outcome::TransportError.preference());
}

/// The two ways to pick with the order, where codes are the same.
#[test]
fn picking_the_first_or_the_last_of_equals() {
    let kept = [(0, 404), (1, 486), (2, 404)];
    let key = |(_, number): &(usize, u16)| code(*number).preference();
    assert_eq!(kept.iter().max_by_key(|c| key(c)), Some(&(2, 404)));
    let first = kept.iter().min_by_key(|c| std::cmp::Reverse(key(c)));
    assert_eq!(first, Some(&(0, 404)));
}

#[test]
fn sent_upstream_and_challenges_and_timer_c() {
    for number in 100..700 {
        let code = code(number);
        // §16.7 step 6: 500 instead of a 503.
        let sent = if number == 503 { 500 } else { number };
        assert_eq!(code.sent_upstream_as(), sent);
        // §16.7 step 7: both fields, for both codes.
        let fields: &[HeaderName] = match number {
            401 | 407 => &[HeaderName::WwwAuthenticate, HeaderName::ProxyAuthenticate],
            _ => &[],
        };
        assert_eq!(code.collected_challenges(), fields, "{number}");
        for method in Method::ALL.iter().copied() {
            // §16.7 step 2: 101 to 199 inclusive, for an INVITE transaction.
            let resets = method == Method::Invite && (101..=199).contains(&number);
            assert_eq!(code.resets_timer_c(method), resets, "{number} to {method}");
        }
        assert!(!code.proxy_sources().is_empty());
    }
    let phrase = StatusCode::ServiceUnavailable.sent_upstream_as();
    assert_eq!(phrase.reason_phrase(), "Server Internal Error");
}
