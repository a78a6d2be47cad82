//! The survey of RFC 5057 §5.1: its two tables with the notes, typed from the text.

#![allow(missing_docs)]

use sip_status::{
    DialogContext, DialogEffect, DialogStep, Method, Outcome, RequirementLevel, StatusCode,
};

use DialogEffect::{Dialog, Transaction, Usage};

fn code(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap()
}

fn of(method: Method) -> DialogContext {
    DialogContext::new(method)
}

fn ends(number: u16, context: impl Into<DialogContext>) -> DialogEffect {
    code(number).dialog_effect(context.into())
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

/// Note 3: what is not integral to the usage fails alone, so nothing is to be ended;
/// RFC 3398 §5.6: a call "MUST NOT be torn down" for a 405 or 501 to INFO.
#[test]
fn no_bye_for_what_is_not_integral() {
    for number in [405, 501] {
        for method in [Method::Info, Method::Update, Method::Options] {
            let context = of(method);
            assert_eq!(ends(number, context), Transaction, "{number} {method}");
            let bye = code(number).bye_after(context);
            assert_eq!(bye, None, "{number} {method}");
        }
    }
}

/// Note 8 ends the usage after a 481; that the client should send a BYE stands in
/// RFC 3261 §12.2.1.2.
#[test]
fn bye_after_481() {
    let context = of(Method::Update);
    let rule = Outcome::from(code(481)).dialog_rule(context).unwrap();
    assert_eq!(rule.bye(), Some(RequirementLevel::Should));
    assert_eq!(rule.source().to_string(), "RFC 5057 §5.1");
    let note = rule.note().unwrap();
    assert!(note.contains("RFC 3261 §12.2.1.2"), "{note}");
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
