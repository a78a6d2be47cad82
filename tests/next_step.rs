//! What a client does next: RFC 3261 §8.1.3, §20.33 and §21, RFC 3263 §4.3.

#![allow(missing_docs)]

use std::time::Duration;

use sip_status::{
    Elsewhere, Method, NextStep, NextSteps, Outcome, Remedy, RetryAfter, RetryContext, StatusCode,
    Wait,
};

const AFTER: RetryAfter<'static> = RetryAfter::new(120).with_duration(60);
const TOLD: Wait = Wait::RetryAfter {
    seconds: 120,
    duration: Some(60),
};

fn received(number: u16) -> Outcome {
    Outcome::Response(StatusCode::from_u16(number).unwrap())
}

fn steps(outcome: Outcome, method: Method, after: Option<RetryAfter<'_>>) -> NextSteps {
    outcome.next_steps(RetryContext::new(method).with_retry_after(after))
}

fn shown(steps: NextSteps) -> Vec<String> {
    let name = |step| match step {
        NextStep::Change(change) => format!("Change({:?})", change.remedy()),
        step => format!("{step:?}"),
    };
    steps.iter().map(name).collect()
}

/// RFC 3261 §20.33 names the codes with which the field says when to try again;
/// with any other it says nothing.
#[test]
fn retry_after_counts_for_its_codes() {
    let codes = [404, 413, 480, 486, 500, 503, 600, 603];
    for code in StatusCode::ALL {
        for method in Method::ALL {
            let wait = steps(Outcome::from(*code), *method, Some(AFTER)).wait();
            // Codes without a name count as x00 (§8.1.3.2), so as 500 or 600.
            let counts = codes.contains(&code.as_u16()) || {
                let unassigned = !code.is_named();
                unassigned && (code.is_server_failure() || code.is_global_failure())
            };
            let resent = !matches!(method, Method::Ack | Method::Cancel);
            assert_eq!(wait == Some(TOLD), counts && resent, "{code} to {method}");
        }
    }
}

/// The code, and how long to wait without Retry-After.
#[test]
fn without_retry_after() {
    let rows = [
        (408, Some(Wait::OwnChoice)), // RFC 3261 §21.4.9: at any later time
        (417, Some(Wait::OwnChoice)), // RFC 4412 §4.7.1
        (486, None),
        (500, Some(Wait::SeveralSeconds)), // RFC 3261 §21.5.1
        (503, Some(Wait::SeveralSeconds)), // RFC 3261 §21.5.4: as 500
        (504, None),
        (603, None),
    ];
    for (number, expected) in rows {
        let wait = steps(received(number), Method::Options, None).wait();
        assert_eq!(wait, expected, "{number}");
    }
}

/// RFC 3263 §4.3: a 503, a transport error, a timeout before any response.
#[test]
fn failover() {
    for code in StatusCode::ALL {
        for provisional in [false, true] {
            let context = RetryContext::new(Method::Invite).with_provisional(provisional);
            let fails = Outcome::from(*code).is_failover(context);
            assert_eq!(fails, *code == 503, "{code}");
        }
    }
    let rows = [
        (Outcome::Timeout, false, true),
        (Outcome::Timeout, true, false),
        (Outcome::TransportError, false, true),
        (Outcome::TransportError, true, true),
        (received(408), false, false),
        (received(503), true, true),
    ];
    for (outcome, provisional, fails) in rows {
        for method in Method::ALL {
            for last in [false, true] {
                let context = RetryContext::new(*method)
                    .with_provisional(provisional)
                    .with_last_server(last);
                let sent_again = !matches!(method, Method::Ack | Method::Cancel);
                let expected = fails && sent_again && !last;
                assert_eq!(outcome.is_failover(context), expected, "{outcome}, {last}");
                let first = outcome.next_steps(context).first();
                assert_eq!(first == NextStep::NextServer, expected, "{outcome}, {last}");
            }
        }
    }
}

/// RFC 3261 §21.5.4: only a 503 with Retry-After is about the whole server.
#[test]
fn server_pause() {
    let outcomes = StatusCode::ALL.iter().copied().map(Outcome::from);
    for outcome in outcomes.chain([Outcome::Timeout, Outcome::TransportError]) {
        let pause = steps(outcome, Method::Invite, Some(AFTER)).server_pause();
        let expected = (outcome == received(503)).then_some(Duration::from_secs(120));
        assert_eq!(pause, expected, "{outcome}");
        assert_eq!(steps(outcome, Method::Invite, None).server_pause(), None);
    }
}

/// RFC 3261 §8.1.3.1, §16.9: as 408 and 503; but no field came with them.
#[test]
fn local_outcomes() {
    for (outcome, number) in [(Outcome::Timeout, 408), (Outcome::TransportError, 503)] {
        let local = steps(outcome, Method::Invite, Some(AFTER));
        let as_received = steps(received(number), Method::Invite, None);
        assert_eq!(local.wait(), as_received.wait(), "{outcome}");
        assert_eq!(local.server_pause(), None, "{outcome}");
    }
}

#[test]
fn in_order() {
    let told = "Repeat(RetryAfter { seconds: 120, duration: Some(60) })";
    #[rustfmt::skip]
    let rows: &[(Outcome, Method, bool, &[&str])] = &[
        (received(180), Method::Invite, false, &["AwaitFinal"]),
        (received(200), Method::Invite, true, &["Done"]),
        (received(301), Method::Invite, false, &["Elsewhere(ContactUris)", "GiveUp"]),
        (received(401), Method::Register, false, &["Change(Credentials)", "Elsewhere(OtherServer)", "GiveUp"]),
        (received(413), Method::Invite, true, &["Change(SmallerBody)", told, "Elsewhere(OtherServer)", "GiveUp"]),
        (received(423), Method::Register, false, &["Change(LongerExpiry)", "Elsewhere(OtherServer)", "GiveUp"]),
        (received(423), Method::Invite, false, &["Elsewhere(OtherServer)", "GiveUp"]),
        (received(486), Method::Invite, true, &[told, "Elsewhere(OtherLocation)", "GiveUp"]),
        (received(486), Method::Invite, false, &["Elsewhere(OtherLocation)", "GiveUp"]),
        (received(487), Method::Invite, true, &["GiveUp"]),
        (received(503), Method::Invite, true, &["NextServer", told, "GiveUp"]),
        (received(503), Method::Invite, false, &["NextServer", "Repeat(SeveralSeconds)", "GiveUp"]),
        (received(600), Method::Invite, false, &["GiveUp"]),
        (received(603), Method::Invite, true, &[told, "GiveUp"]),
        (received(503), Method::Cancel, true, &["GiveUp"]),
        (Outcome::Timeout, Method::Invite, false, &["NextServer", "Repeat(OwnChoice)", "Elsewhere(OtherServer)", "GiveUp"]),
        (Outcome::TransportError, Method::Bye, false, &["NextServer", "Repeat(SeveralSeconds)", "GiveUp"]),
        (Outcome::TransportError, Method::Ack, false, &["GiveUp"]),
    ];
    for (outcome, method, with, expected) in rows {
        let steps = steps(*outcome, *method, with.then_some(AFTER));
        assert_eq!(shown(steps), *expected, "{outcome} to {method}");
    }
}

/// All there is: every outcome, method and circumstance, with and without the field.
#[test]
fn exhaustive() {
    let outcomes = StatusCode::ALL.iter().copied().map(Outcome::from);
    for outcome in outcomes.chain([Outcome::Timeout, Outcome::TransportError]) {
        let code = outcome.counts_as();
        for method in Method::ALL {
            for bits in 0..16 {
                let after = (bits & 8 != 0).then_some(AFTER);
                let context = RetryContext::new(*method)
                    .with_call_id_owner(bits & 1 != 0)
                    .with_provisional(bits & 2 != 0)
                    .with_last_server(bits & 4 != 0)
                    .with_retry_after(after);
                assert_eq!(context.method(), *method);
                assert_eq!(context.is_call_id_owner(), bits & 1 != 0);
                assert_eq!(context.has_provisional(), bits & 2 != 0);
                assert_eq!(context.is_last_server(), bits & 4 != 0);
                assert_eq!(context.retry_after(), after);
                let steps = outcome.next_steps(context);
                assert_eq!(
                    steps.first() == NextStep::NextServer,
                    outcome.is_failover(context)
                );
                let all: Vec<_> = steps.iter().collect();
                assert!(steps.into_iter().eq(all.iter().copied()));
                let mut over = steps.iter().skip(all.len());
                assert_eq!((over.next(), over.next()), (None, None));
                assert_eq!(all[0], steps.first());
                let last = match code.as_u16() {
                    ..200 => NextStep::AwaitFinal,
                    200..300 => NextStep::Done,
                    300.. => NextStep::GiveUp,
                };
                assert_eq!(all.last(), Some(&last));
                assert_eq!(all.iter().filter(|step| **step == last).count(), 1);
                for step in &all {
                    check(*step, outcome, *method, steps);
                }
                // Nothing is left that the rule has no word for.
                let hopeless = !code.retry().is_retryable();
                assert!(
                    !hopeless || all.len() == 1,
                    "{outcome} to {method}: {all:?}"
                );
            }
        }
    }
}

/// A step is one that the code's rule has.
fn check(step: NextStep, outcome: Outcome, method: Method, steps: NextSteps) {
    let rule = outcome.counts_as().retry();
    let closed = rule.elsewhere() == Elsewhere::Closed;
    match step {
        NextStep::Change(change) => {
            assert!(change.methods().contains(method));
            assert!(rule.changes().contains(change));
        }
        NextStep::Repeat(wait) => {
            assert_eq!(steps.wait(), Some(wait));
            assert!(wait.max().is_none_or(|max| max >= wait.min()));
            let picked = wait.pick(0x8000_0000);
            assert!(picked.is_none_or(|time| time >= wait.min()));
        }
        NextStep::Elsewhere(elsewhere) => {
            assert_eq!(elsewhere, rule.elsewhere());
            assert!(elsewhere != Elsewhere::Nowhere && !closed);
        }
        NextStep::NextServer => assert!(!closed),
        _ => {}
    }
}

#[test]
fn waits() {
    let seconds = Duration::from_secs;
    let forever = Wait::RetryAfter {
        seconds: u32::MAX,
        duration: Some(u32::MAX),
    };
    let rows = [
        (Wait::AtOnce, 0, None, Some(0)),
        (TOLD, 120, Some(180), Some(120)),
        (
            forever,
            4_294_967_295,
            Some(8_589_934_590),
            Some(4_294_967_295),
        ),
        (Wait::SeveralSeconds, 0, None, None),
        (Wait::OwnChoice, 0, None, None),
    ];
    for (wait, min, max, picked) in rows {
        assert_eq!(wait.min(), seconds(min), "{wait:?}");
        assert_eq!(wait.max(), max.map(seconds), "{wait:?}");
        assert_eq!(wait.pick(7), picked.map(seconds), "{wait:?}");
    }
}

/// The plan can be made when the program is compiled.
#[test]
fn constant() {
    const STEPS: NextSteps =
        Outcome::Response(StatusCode::Unauthorized).next_steps(RetryContext::new(Method::Invite));
    let NextStep::Change(change) = STEPS.first() else {
        panic!("{:?}", STEPS.first());
    };
    assert_eq!(change.remedy(), Remedy::Credentials);
}
