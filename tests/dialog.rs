//! What a response ends in a dialog, typed from RFC 6665, RFC 3261 and later ones;
//! the survey of RFC 5057 is in `dialog_rfc5057.rs`.

#![allow(missing_docs)]

use sip_status::{
    DialogContext, DialogEffect, DialogState, DialogStep, DialogUsage, Method, Outcome, Reading,
    RequirementLevel, StatusCode,
};

use DialogEffect::{Dialog, Nothing, Transaction, Usage};

fn code(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap()
}

fn of(method: Method) -> DialogContext {
    DialogContext::new(method)
}

fn ends(number: u16, context: impl Into<DialogContext>) -> DialogEffect {
    code(number).dialog_effect(context.into())
}

/// Every context there is.
fn contexts() -> impl Iterator<Item = DialogContext> {
    let steps = DialogStep::ALL.iter().flat_map(|step| {
        let all = Method::ALL.iter();
        all.map(move |method| of(*method).with_step(*step))
    });
    let read = steps.flat_map(|context| Reading::ALL.iter().map(move |r| context.with_reading(*r)));
    let bools = read.flat_map(|context| [false, true].map(|flag| context.with_retry_after(flag)));
    bools.flat_map(|context| [false, true].map(|flag| context.with_only_usage(flag)))
}

/// RFC 6665 §4.1.2.2 and §4.2.2: the one list of both.
#[test]
fn rfc6665_subscriptions() {
    let listed = [
        404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604,
    ];
    for number in 400..700 {
        let refresh = ends(number, Method::Subscribe);
        let unsubscribe = of(Method::Subscribe).with_step(DialogStep::Terminating);
        let notify = ends(number, Method::Notify);
        if listed.contains(&number) {
            assert!(refresh >= Usage && notify >= Usage, "{number}");
        } else {
            // Any other leaves the subscription valid until it expires.
            assert_eq!(refresh, Transaction, "{number}");
            assert_eq!(notify >= Usage, [408, 502].contains(&number), "{number}");
        }
        // §4.1.2.3: as a refresh.
        assert_eq!(ends(number, unsubscribe), refresh, "{number}");
        // §4.1.2.1: a SUBSCRIBE that fails has created no usage.
        let first = of(Method::Subscribe).with_step(DialogStep::NewUsage);
        assert_ne!(ends(number, first), Usage, "{number}");
    }
    // RFC 5057 §5.1: refusing a new usage so ends the dialog all the same.
    let first = of(Method::Subscribe).with_step(DialogStep::NewUsage);
    for number in [404, 482, 502] {
        assert_eq!(ends(number, first), Dialog, "{number}");
    }
    for number in [481, 480, 489, 405, 603] {
        assert_eq!(ends(number, first), Transaction, "{number}");
    }
    // §4.4.1: the subscription is over when the last NOTIFY completes.
    let last = of(Method::Notify).with_step(DialogStep::Terminating);
    assert_eq!(ends(200, last), Usage);
    assert_eq!(ends(200, last.with_only_usage(true)), Dialog);
    // "Completes": also with "an alternate response", or with none.
    for number in [
        300, 302, 399, 400, 403, 408, 424, 425, 433, 480, 488, 499, 500, 503, 504, 505, 513, 580,
        599,
    ] {
        assert_eq!(ends(number, last), Usage, "{number}");
    }
    for number in [600, 603, 606, 608] {
        assert_eq!(ends(number, last), Usage, "{number}");
    }
    // Whatever answers it; 401 and 407 are below.
    for number in (200..700).filter(|number| ![401, 407].contains(number)) {
        assert!(ends(number, last) >= Usage, "{number}");
    }
    assert_eq!(Outcome::Timeout.dialog_effect(last), Usage);
    assert_eq!(Outcome::TransportError.dialog_effect(last), Usage);
    // It goes out again with credentials (RFC 3261 §8.1.3.5), and that one completes.
    assert_eq!(
        (ends(401, last), ends(407, last)),
        (Transaction, Transaction)
    );
    assert_eq!(ends(200, Method::Notify), Nothing);
    let unsubscribe = of(Method::Subscribe).with_step(DialogStep::Terminating);
    assert_eq!(ends(200, unsubscribe), Nothing);
    // RFC 5839 §5.7: a 204 "concludes the subscription", as no NOTIFY follows.
    assert_eq!(ends(204, unsubscribe), Usage);
    assert_eq!(ends(204, unsubscribe.with_only_usage(true)), Dialog);
    assert_eq!(ends(204, Method::Subscribe), Nothing);
    let rule = Outcome::from(code(204)).dialog_rule(unsubscribe).unwrap();
    assert_eq!(rule.source().to_string(), "RFC 5839 §5.7");
}

/// RFC 3261 §12.2.1.2: 481, 408 and no answer end the dialog.
#[test]
fn rfc3261_reading() {
    let read = |method| of(method).with_reading(Reading::Rfc3261);
    let others = [Method::Ack, Method::Cancel];
    for method in Method::ALL.iter().filter(|method| !others.contains(method)) {
        assert_eq!(ends(408, read(*method)), Dialog, "{method}");
        assert_eq!(
            Outcome::Timeout.dialog_effect(read(*method)),
            Dialog,
            "{method}"
        );
        assert_eq!(ends(481, read(*method)), Dialog, "{method}");
        // "Terminating the dialog consists of sending a BYE", but not after one:
        // §15.1.1 has the dialog terminated then.
        let bye = (*method != Method::Bye).then_some(RequirementLevel::Should);
        assert_eq!(Outcome::Timeout.bye_after(read(*method)), bye, "{method}");
        // Any request of the dialog: one that ends its own subscription, too.
        let last = read(*method).with_step(DialogStep::Terminating);
        assert_eq!(Outcome::Timeout.bye_after(last), bye, "{method}");
    }
    // §15.1.1 is the section for BYE: "MUST consider the session and the dialog
    // terminated".
    let outcomes = [408, 481].map(|number| Outcome::from(code(number)));
    for outcome in outcomes.into_iter().chain([Outcome::Timeout]) {
        let rule = outcome.dialog_rule(read(Method::Bye)).unwrap();
        let found = (rule.source().to_string(), rule.bye());
        assert_eq!(found, ("RFC 3261 §15.1.1".to_owned(), None), "{outcome}");
    }
    // §12.3: BYE terminates the dialog.
    assert_eq!(ends(200, read(Method::Bye)), Dialog);
    assert_eq!(ends(200, Method::Bye), Usage);
    assert_eq!(Reading::default(), Reading::Rfc5057);
}

/// RFC 3261 §9.1: the CANCEL and the INVITE "will complete independently"; RFC 5057
/// §4.1 does not have CANCEL among the requests whose failure destroys a usage.
#[test]
fn a_cancel_fails_alone() {
    for context in contexts().filter(|context| context.method() == Method::Cancel) {
        let codes = StatusCode::ALL.iter().filter(|code| code.as_u16() >= 300);
        let received = codes.map(|code| Outcome::Response(*code));
        for outcome in received.chain([Outcome::Timeout, Outcome::TransportError]) {
            let found = (outcome.dialog_effect(context), outcome.bye_after(context));
            assert_eq!(found, (Transaction, None), "{outcome} {context:?}");
        }
    }
    // The INVITE's own response decides.
    assert_eq!(ends(404, Method::Invite), Dialog);
    assert_eq!(ends(408, Method::Invite), Usage);
}

/// RFC 5057 §5.2, RFC 6665 §4.1.2.2 and §4.2.2, RFC 3261 §8.1.3.1.
#[test]
fn no_response() {
    let rows = [
        (Method::Invite, Usage),
        (Method::Bye, Usage),          // RFC 3261 §15.1.1
        (Method::Cancel, Transaction), // RFC 3261 §9.1
        (Method::Prack, Usage),
        (Method::Update, Usage), // RFC 3311 §5.3, limited by RFC 5057 §5.2
        (Method::Info, Usage),
        (Method::Subscribe, Usage), // Timer N
        (Method::Notify, Usage),    // Timer F
        (Method::Refer, Transaction),
        (Method::Options, Transaction),
        (Method::Message, Transaction),
        (Method::Publish, Transaction),
        (Method::Extension, Transaction),
    ];
    for (method, expected) in rows {
        assert_eq!(
            Outcome::Timeout.dialog_effect(of(method)),
            expected,
            "{method}"
        );
    }
    for context in contexts() {
        let broken = Outcome::TransportError.dialog_effect(context);
        assert_eq!(broken, ends(503, context), "{context:?}");
        if context.method() != Method::Subscribe {
            let timeout = Outcome::Timeout.dialog_effect(context);
            assert_eq!(timeout, ends(408, context), "{context:?}");
        }
    }
    assert_eq!(ends(408, Method::Subscribe), Transaction);
    let timeout = |method| Outcome::Timeout.bye_after(of(method));
    assert_eq!(timeout(Method::Invite), Some(RequirementLevel::Should));
    assert_eq!(timeout(Method::Subscribe), None);
    assert_eq!(timeout(Method::Options), None);
}

/// RFC 5057 §5.3.
#[test]
fn usages() {
    use Method::{
        Ack, Bye, Cancel, Extension, Info, Invite, Message, Notify, Options, Prack, Publish, Refer,
        Register, Subscribe, Update,
    };
    let rows: &[(&[Method], Option<DialogUsage>)] = &[
        (
            &[Invite, Update, Prack, Ack, Cancel, Bye, Info],
            Some(DialogUsage::Invite),
        ),
        (&[Subscribe, Notify, Refer], Some(DialogUsage::Subscription)),
        (&[Register], Some(DialogUsage::Registration)),
        (&[Options, Message, Publish, Extension], None),
    ];
    let mut seen = 0;
    for (methods, expected) in rows {
        seen += methods.len();
        for method in *methods {
            assert_eq!(method.dialog_usage(), *expected, "{method}");
        }
    }
    assert_eq!(seen, Method::ALL.len());
}

/// RFC 3261 §12.3: a non-2xx final response outside of a dialog ends the early
/// dialogs, "independent of the method".
#[test]
fn initial_requests() {
    for code in StatusCode::ALL {
        let initial = |method| code.dialog_effect(of(method).with_step(DialogStep::Initial));
        let expected = match code.as_u16() {
            // RFC 6228 §4: this early dialog.
            199 => Dialog,
            ..300 => Nothing,
            _ => Dialog,
        };
        assert_eq!(initial(Method::Invite), expected, "{code}");
        // RFC 4320 §4.1: other methods have no provisional response that could
        // have established a dialog.
        let other = if code.as_u16() < 300 {
            Nothing
        } else {
            Transaction
        };
        assert_eq!(initial(Method::Message), other, "{code}");
        assert_eq!(initial(Method::Subscribe), other, "{code}");
    }
    let invite = of(Method::Invite).with_step(DialogStep::Initial);
    assert_eq!(Outcome::Timeout.dialog_effect(invite), Dialog); // §13.2.2
    assert_eq!(Outcome::Timeout.bye_after(invite), None);
}

/// Later codes with a word of their own on dialogs.
#[test]
fn later_codes() {
    let rows = [
        (424, "RFC 6442 §4.3"), // MUST NOT terminate an existing dialog
        (425, "RFC 8876 §5.1"), // MUST NOT terminate an existing dialog
        (433, "RFC 5079 §4"),   // SHOULD NOT, nor the usage
        (607, "RFC 5057 §5.1"), // RFC 8197 §4: the default for 6xx
    ];
    for (number, source) in rows {
        for method in [Method::Invite, Method::Info, Method::Notify] {
            assert_eq!(ends(number, method), Transaction, "{number}");
            let rule = Outcome::from(code(number)).dialog_rule(of(method)).unwrap();
            assert_eq!(rule.source().to_string(), source, "{number}");
        }
    }
    // RFC 6086 §4.2.1: a Transaction Only failure of an INFO; it answers nothing else.
    for (method, source) in [
        (Method::Info, "RFC 6086 §4.2.1"),
        (Method::Invite, "RFC 5057 §5.1"),
        (Method::Notify, "RFC 5057 §5.1"),
    ] {
        assert_eq!(ends(469, method), Transaction, "{method}");
        let rule = Outcome::from(code(469)).dialog_rule(of(method)).unwrap();
        assert_eq!(rule.source().to_string(), source, "{method}");
    }
    // RFC 4916 §4.4.1: terminated, if the request was to terminate it.
    for number in [428, 436, 437, 438] {
        assert_eq!(ends(number, Method::Bye), Usage, "{number}");
        assert_eq!(
            ends(number, of(Method::Bye).with_only_usage(true)),
            Dialog,
            "{number}"
        );
        assert_eq!(ends(number, Method::Invite), Transaction, "{number}");
        assert_eq!(ends(number, Method::Notify), Transaction, "{number}");
    }
    // No text of theirs says anything: as 400, 500, 600.
    for number in [421, 423, 430, 439, 440, 470, 555, 608, 699] {
        assert_eq!(ends(number, Method::Invite), Transaction, "{number}");
        assert!(code(number).dialog_rules().is_empty(), "{number}");
    }
}

/// RFC 3261 §8.1.3.2: what has no row counts as its class's default code.
#[test]
fn unknown_codes() {
    for code in StatusCode::ALL.iter().filter(|code| !code.is_named()) {
        let default = code.class().default_code();
        for context in contexts() {
            let expected = default.dialog_effect(context);
            assert_eq!(code.dialog_effect(context), expected, "{code} {context:?}");
            assert_eq!(
                code.bye_after(context),
                default.bye_after(context),
                "{code}"
            );
        }
    }
    // Note 1, 5 and 11: so do these, row or not.
    for context in contexts() {
        for number in [402, 422, 486] {
            assert_eq!(
                ends(number, context),
                ends(499, context),
                "{number} {context:?}"
            );
        }
    }
}

#[test]
fn every_code_in_every_context() {
    for code in StatusCode::ALL {
        for context in contexts() {
            let effect = code.dialog_effect(context);
            let at = format!("{code} {context:?}");
            let asked_to_end = context.step() == DialogStep::Terminating
                && match context.method() {
                    Method::Bye | Method::Notify => true,
                    // RFC 5839 §5.7.
                    Method::Subscribe => *code == StatusCode::NoNotification,
                    _ => false,
                };
            if context.method() == Method::Ack {
                assert_eq!((effect, code.bye_after(context)), (Nothing, None), "{at}");
            } else if code.as_u16() >= 300 {
                assert!(effect >= Transaction, "{at}");
            } else if *code != 199 && !(code.is_success() && asked_to_end) {
                assert_eq!(effect, Nothing, "{at}");
            }
            // A redirection moves; it ends no usage that was there, but for the one
            // that its NOTIFY ends.
            let last_notify = asked_to_end && context.method() == Method::Notify;
            if code.is_redirection() && context.step() != DialogStep::Initial && !last_notify {
                assert!(effect <= Transaction, "{at}");
            }
            if context.method().dialog_usage().is_none() {
                assert_ne!(effect, Usage, "{at}");
            }
            // The only usage: exactly what ended the usage ends the dialog.
            let shared = code.dialog_effect(context.with_only_usage(false));
            let alone = code.dialog_effect(context.with_only_usage(true));
            assert_eq!(alone, if shared == Usage { Dialog } else { shared }, "{at}");
            // The older reading never ends less, and differs in few places.
            let newer = code.dialog_effect(context.with_reading(Reading::Rfc5057));
            let older = code.dialog_effect(context.with_reading(Reading::Rfc3261));
            assert!(older >= newer, "{at}");
            let disputed = [408, 481].iter().any(|number| code == number);
            assert!(
                older == newer || disputed || context.method() == Method::Bye,
                "{at}"
            );
            // A BYE only makes sense where something goes on to be ended.
            if code.bye_after(context).is_some() {
                assert!(code.is_failure() && context.method() != Method::Bye, "{at}");
            }
        }
    }
}

/// RFC 3261 §12.1, RFC 6665 §4.4.1, RFC 6228 §4.
#[test]
fn establishing() {
    for code in StatusCode::ALL {
        for method in Method::ALL {
            for to_tag in [false, true] {
                let expected = match (code.as_u16(), method) {
                    // Neither 100 nor 199.
                    (101..=198, Method::Invite) if to_tag => Some(DialogState::Early),
                    (200..=299, Method::Invite | Method::Notify) => Some(DialogState::Confirmed),
                    _ => None,
                };
                let found = code.establishes_dialog(*method, to_tag);
                assert_eq!(found, expected, "{code} {method} {to_tag}");
            }
        }
    }
}

#[test]
fn in_constants() {
    const CONTEXT: DialogContext = DialogContext::new(Method::Subscribe)
        .with_step(DialogStep::MidUsage)
        .with_reading(Reading::Rfc5057)
        .with_retry_after(true)
        .with_only_usage(true);
    const EFFECT: DialogEffect = StatusCode::BadEvent.dialog_effect(CONTEXT);
    const BYE: Option<RequirementLevel> = Outcome::Timeout.bye_after(CONTEXT);
    const STATE: Option<DialogState> = StatusCode::Ok.establishes_dialog(Method::Invite, true);
    assert_eq!(
        (EFFECT, BYE, STATE),
        (Dialog, None, Some(DialogState::Confirmed))
    );
    assert!(CONTEXT.has_retry_after() && CONTEXT.is_only_usage());
    // What was not said, and what was taken back.
    for context in [
        of(Method::Subscribe),
        CONTEXT.with_retry_after(false).with_only_usage(false),
    ] {
        assert!(!context.has_retry_after() && !context.is_only_usage());
    }
    assert_eq!(CONTEXT.reading(), Reading::Rfc5057);
    assert_eq!(of(Method::Refer).step(), DialogStep::NewUsage);
    assert!(Nothing < Transaction && Transaction < Usage && Usage < Dialog);
    assert_eq!(
        format!("{:>12}|{}", Usage, Reading::Rfc3261),
        "       usage|rfc3261"
    );
}
