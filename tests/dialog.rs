//! What a response ends in a dialog, typed from RFC 5057, RFC 6665 and RFC 3261.

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

/// RFC 5057 Table 1, its three columns from top to bottom.
const TABLE_1: &[(&[u16], DialogEffect)] = &[
    (&[400], Transaction),
    (&[401, 402, 403, 406], Transaction),
    (&[407, 408, 412, 413, 414, 415], Transaction),
    (&[417, 420, 421, 422], Transaction),
    (&[423, 428, 429], Transaction),
    (&[436, 437, 438, 486, 487], Transaction),
    (&[488, 491, 493, 494], Transaction),
    (&[500], Transaction),
    (&[503, 504, 505], Transaction),
    (&[513, 580], Transaction),
    (&[600], Transaction),
    (&[603, 606], Transaction),
    (&[405, 480], Usage),
    (&[481, 489], Usage),
    (&[501], Usage),
    (&[404, 410, 416], Dialog),
    (&[482, 483], Dialog),
    (&[484, 485], Dialog),
    (&[502, 604], Dialog),
];

/// RFC 5057 Table 2: code, impact, and the number of the note, or 0.
const TABLE_2: &[(u16, DialogEffect, u8)] = &[
    (400, Transaction, 0),
    (401, Transaction, 0),
    (402, Transaction, 1),
    (403, Transaction, 0),
    (404, Dialog, 2),
    (405, Usage, 3),
    (406, Transaction, 0),
    (407, Transaction, 0),
    (408, Transaction, 4),
    (410, Dialog, 2),
    (412, Transaction, 0),
    (413, Transaction, 0),
    (414, Transaction, 0),
    (415, Transaction, 0),
    (416, Dialog, 2),
    (417, Transaction, 0),
    (420, Transaction, 0),
    (421, Transaction, 0),
    (422, Transaction, 5),
    (423, Transaction, 0),
    (428, Transaction, 0),
    (429, Transaction, 6),
    (436, Transaction, 0),
    (437, Transaction, 0),
    (438, Transaction, 0),
    (480, Usage, 7),
    (481, Usage, 8),
    (482, Dialog, 9),
    (483, Dialog, 10),
    (484, Dialog, 2),
    (485, Dialog, 2),
    (486, Transaction, 11),
    (487, Transaction, 0),
    (488, Transaction, 0),
    (489, Usage, 12),
    (491, Transaction, 0),
    (493, Transaction, 0),
    (494, Transaction, 0),
    (500, Transaction, 13),
    (501, Usage, 3),
    (502, Dialog, 14),
    (503, Transaction, 15),
    (504, Transaction, 16),
    (505, Transaction, 0),
    (513, Transaction, 0),
    (580, Transaction, 0),
    (600, Transaction, 17),
    (603, Transaction, 0),
    (604, Dialog, 2),
    (606, Transaction, 0),
];

/// The scene of the survey: a NOTIFY in a subscription that shares its dialog
/// with an INVITE usage. Note 4 makes 408 what a timeout is.
#[test]
fn rfc5057_tables() {
    let columns = TABLE_1
        .iter()
        .flat_map(|(codes, effect)| codes.iter().map(move |code| (*code, *effect)));
    let mut columns: Vec<_> = columns.collect();
    columns.sort_unstable();
    let rows: Vec<_> = TABLE_2
        .iter()
        .map(|(code, impact, _)| (*code, *impact))
        .collect();
    assert_eq!(columns, rows, "the RFC's two tables");

    for (number, impact, note) in TABLE_2 {
        let expected = if *note == 4 { Usage } else { *impact };
        assert_eq!(ends(*number, Method::Notify), expected, "{number}");
        // Where it is the last usage, the dialog goes with it: §4, note 8.
        let alone = if expected == Usage { Dialog } else { expected };
        let context = of(Method::Notify).with_only_usage(true);
        assert_eq!(ends(*number, context), alone, "{number}");
        // The conclusions apply to arbitrary usages, but for note 12.
        let invite = if *note == 12 { Transaction } else { expected };
        for method in [Method::Invite, Method::Prack] {
            assert_eq!(ends(*number, method), invite, "{number} {method}");
        }
    }
}

/// RFC 5057 §5.1, the notes, in the scene and in the ones that they speak of.
#[test]
fn rfc5057_notes() {
    let message = |note: u8, number: u16, method: Method| format!("({note}) {number} {method}");
    let rows: &[(u8, u16, Method, DialogEffect)] = &[
        // 402 is as an unrecognised 4xx.
        (1, 402, Method::Bye, Transaction),
        // The remote target itself is rejected, whatever the request.
        (2, 404, Method::Options, Dialog),
        (2, 410, Method::Message, Dialog),
        (2, 416, Method::Extension, Dialog),
        (2, 484, Method::Update, Dialog),
        (2, 485, Method::Refer, Dialog),
        (2, 604, Method::Info, Dialog),
        // At most the usage; the transaction, if not integral to it.
        (3, 405, Method::Notify, Usage),
        (3, 501, Method::Subscribe, Usage),
        (3, 405, Method::Invite, Usage),
        (3, 501, Method::Bye, Usage),
        (3, 405, Method::Info, Transaction),
        (3, 501, Method::Info, Transaction),
        (3, 405, Method::Extension, Transaction),
        (3, 501, Method::Extension, Transaction),
        (3, 405, Method::Update, Transaction),
        (3, 501, Method::Options, Transaction),
        // As a transaction timeout in §5.2: the usage.
        (4, 408, Method::Invite, Usage),
        (4, 408, Method::Info, Usage),
        (4, 408, Method::Options, Transaction),
        (5, 422, Method::Update, Transaction),
        // 429 objects to the REFER only.
        (6, 429, Method::Refer, Transaction),
        (7, 480, Method::Invite, Usage),
        (7, 480, Method::Options, Transaction),
        (8, 481, Method::Update, Usage),
        (8, 481, Method::Cancel, Transaction),
        (9, 482, Method::Invite, Dialog),
        (10, 483, Method::Invite, Dialog),
        (11, 486, Method::Invite, Transaction),
        // 489 is for SUBSCRIBE and NOTIFY; else as an unknown 4xx.
        (12, 489, Method::Subscribe, Usage),
        (12, 489, Method::Publish, Transaction),
        (12, 489, Method::Invite, Transaction),
        // In answer to a graceful end, the usage has ended.
        (13, 500, Method::Invite, Transaction),
        (13, 500, Method::Bye, Usage),
        (13, 599, Method::Bye, Usage),
        (14, 502, Method::Invite, Dialog),
        (15, 503, Method::Invite, Transaction),
        (15, 503, Method::Bye, Transaction),
        (16, 504, Method::Bye, Transaction),
        (17, 600, Method::Invite, Transaction),
        (17, 600, Method::Bye, Usage),
        (17, 699, Method::Bye, Usage),
        (0, 603, Method::Bye, Transaction),
    ];
    for (note, number, method, expected) in rows {
        assert_eq!(
            ends(*number, *method),
            *expected,
            "{}",
            message(*note, *number, *method)
        );
    }
}

/// Notes 7, 13 and 17: Retry-After.
#[test]
fn retry_after() {
    let later = |method| of(method).with_retry_after(true);
    // (7): further requests in the usage wait, so the usage is still there.
    assert_eq!(ends(480, later(Method::Invite)), Transaction);
    // RFC 6665 §4.1.2.2 and §4.2.2 end the subscription without a condition.
    assert_eq!(ends(480, later(Method::Subscribe)), Usage);
    assert_eq!(ends(480, later(Method::Notify)), Usage);
    // (13), (17): without it, the client may end the usage.
    for number in [500, 599, 555, 600, 607, 699] {
        assert_eq!(ends(number, later(Method::Invite)), Transaction, "{number}");
        let bye = code(number).bye_after(of(Method::Invite));
        assert_eq!(bye, Some(RequirementLevel::May), "{number}");
        assert_eq!(
            code(number).bye_after(later(Method::Invite)),
            None,
            "{number}"
        );
        // It can treat the usage as terminated either way.
        assert_eq!(ends(number, later(Method::Bye)), Usage, "{number}");
        let last = of(Method::Notify).with_step(DialogStep::Terminating);
        assert_eq!(ends(number, last), Usage, "{number}");
    }
    for number in [503, 504, 505, 513, 580, 603, 606, 400, 486] {
        assert_eq!(code(number).bye_after(of(Method::Invite)), None, "{number}");
    }
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
    assert_eq!(ends(200, Method::Notify), Nothing);
    let unsubscribe = of(Method::Subscribe).with_step(DialogStep::Terminating);
    assert_eq!(ends(200, unsubscribe), Nothing);
}

/// RFC 3261 §12.2.1.2: 481, 408 and no answer end the dialog.
#[test]
fn rfc3261_reading() {
    let read = |method| of(method).with_reading(Reading::Rfc3261);
    for method in Method::ALL.iter().filter(|method| **method != Method::Ack) {
        assert_eq!(ends(408, read(*method)), Dialog, "{method}");
        assert_eq!(
            Outcome::Timeout.dialog_effect(read(*method)),
            Dialog,
            "{method}"
        );
        // §9.2: to CANCEL, 481 is about the transaction to cancel.
        let expected = if *method == Method::Cancel {
            Transaction
        } else {
            Dialog
        };
        assert_eq!(ends(481, read(*method)), expected, "{method}");
        // "Terminating the dialog consists of sending a BYE", but not after one:
        // §15.1.1 has the dialog terminated then.
        let bye = (*method != Method::Bye).then_some(RequirementLevel::Should);
        assert_eq!(Outcome::Timeout.bye_after(read(*method)), bye, "{method}");
    }
    // §12.3: BYE terminates the dialog.
    assert_eq!(ends(200, read(Method::Bye)), Dialog);
    assert_eq!(ends(200, Method::Bye), Usage);
    assert_eq!(Reading::default(), Reading::Rfc5057);
}

/// RFC 5057 §5.2, RFC 6665 §4.1.2.2 and §4.2.2, RFC 3261 §8.1.3.1.
#[test]
fn no_response() {
    let rows = [
        (Method::Invite, Usage),
        (Method::Bye, Usage), // RFC 3261 §15.1.1
        (Method::Cancel, Usage),
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
        (424, "RFC 6442 §4.3"),   // MUST NOT terminate an existing dialog
        (425, "RFC 8876 §5.1"),   // MUST NOT terminate an existing dialog
        (433, "RFC 5079 §4"),     // SHOULD NOT, nor the usage
        (469, "RFC 6086 §4.2.1"), // a Transaction Only failure
        (607, "RFC 5057 §5.1"),   // RFC 8197 §4: the default for 6xx
    ];
    for (number, source) in rows {
        for method in [Method::Invite, Method::Info, Method::Notify] {
            assert_eq!(ends(number, method), Transaction, "{number}");
            let rule = Outcome::from(code(number)).dialog_rule(of(method)).unwrap();
            assert_eq!(rule.source().to_string(), source, "{number}");
        }
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
            let asked_to_end = matches!(context.method(), Method::Bye | Method::Notify)
                && context.step() == DialogStep::Terminating;
            if context.method() == Method::Ack {
                assert_eq!((effect, code.bye_after(context)), (Nothing, None), "{at}");
            } else if code.as_u16() >= 300 {
                assert!(effect >= Transaction, "{at}");
            } else if *code != 199 && !(code.is_success() && asked_to_end) {
                assert_eq!(effect, Nothing, "{at}");
            }
            // A redirection moves; it ends no usage that was there.
            if code.is_redirection() && context.step() != DialogStep::Initial {
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
                    (100 | 199, _) => None,
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
    assert_eq!(CONTEXT.reading(), Reading::Rfc5057);
    assert_eq!(of(Method::Refer).step(), DialogStep::NewUsage);
    assert!(Nothing < Transaction && Transaction < Usage && Usage < Dialog);
    assert_eq!(
        format!("{:>12}|{}", Usage, Reading::Rfc3261),
        "       usage|rfc3261"
    );
}
