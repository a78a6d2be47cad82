//! The response context: branches, CANCEL, timer C, challenges, early dialogs.

#![allow(missing_docs)]

mod fork;

use fork::{TIMEOUT, context, forward, generate, list, outcome};
use sip_status::{
    Answer, Arrival, BranchRefused, BranchSet, ContextState, Method, Outcome, ResponseContext,
    StatusCode,
};

use Arrival::{Absorb, ForwardAndStop};
use Method::{Invite, Options};

#[test]
fn a_late_2xx_to_invite_goes_after_the_answer() {
    for (method, expected) in [(Invite, ForwardAndStop), (Options, Absorb)] {
        let mut context = context(method, 1);
        context.receive(0, StatusCode::NotFound);
        assert_eq!(context.take_answer(), forward(0, 404));
        assert_eq!(context.state(), ContextState::Answered);
        assert_eq!(context.receive(0, StatusCode::Ok), expected, "{method}");
        assert_eq!(context.receive(0, StatusCode::Ringing), Absorb);
        assert_eq!(context.take_answer(), None);
    }
}

#[test]
fn branches_are_refused() {
    let stopped = Err(BranchRefused::Stopped);
    // What ends the search: a 6xx, a 2xx, the answer, a CANCEL.
    for number in [200, 299, 600, 603, 699] {
        let mut context = context(Invite, 1);
        context.receive(0, outcome(number));
        assert_eq!(context.open(1), stopped, "{number}");
        assert!(context.is_stopped());
    }
    let mut one = context(Invite, 1);
    one.receive(0, StatusCode::NotFound);
    assert_eq!(one.open(1), Ok(()));
    one.receive(1, StatusCode::BusyHere);
    // The best is still wanted, the other number may be used again.
    assert_eq!(one.open(0), Err(BranchRefused::InUse { found: 0 }));
    assert_eq!(one.open(1), Ok(()));
    assert_eq!(one.open(1), Err(BranchRefused::InUse { found: 1 }));
    one.receive(1, StatusCode::BusyHere);
    assert!(one.take_answer().is_some());
    assert_eq!(one.open(2), stopped);

    // A challenge is wanted, too.
    let mut two = context(Invite, 2);
    two.receive(0, StatusCode::ProxyAuthenticationRequired);
    two.receive(1, StatusCode::Unauthorized);
    assert_eq!(two.open(0), Err(BranchRefused::InUse { found: 0 }));

    let mut cancelled = context(Invite, 1);
    cancelled.cancel();
    assert_eq!(cancelled.open(1), stopped);
    let last = u8::try_from(ResponseContext::MAX_BRANCHES).unwrap() - 1;
    let mut all = context(Invite, last + 1);
    assert_eq!(all.unfinished().len(), 64);
    let error = all.open(last + 1).unwrap_err();
    assert_eq!(error, BranchRefused::TooLarge { found: 64 });
    // The wording.
    let texts = [
        (error, "found branch 64, expected 0 to 63"),
        (
            BranchRefused::InUse { found: 3 },
            "found branch 3 in use, expected one that is free",
        ),
        (
            BranchRefused::Stopped,
            "found a new branch after the end of the search, expected none",
        ),
    ];
    for (error, text) in texts {
        assert_eq!(error.to_string(), text);
    }
}

/// A number that is used again is a new branch in all.
#[test]
fn a_branch_number_that_is_used_again() {
    let mut context = context(Invite, 2);
    context.receive(0, StatusCode::Ringing);
    context.abandon(0);
    assert_eq!(context.open(0), Ok(()));
    assert!(!context.ends_early_dialogs(0));
    context.receive(1, StatusCode::Decline);
    // No provisional response came on the new one.
    assert_eq!(list(context.take_cancels()), [0; 0]);
    context.receive(0, StatusCode::Trying);
    assert_eq!(list(context.take_cancels()), [0]);

    // A CANCEL of the old one is none of the new one.
    let mut context = self::context(Invite, 2);
    context.receive(0, StatusCode::Ringing);
    assert!(context.timer_c_fired(0));
    context.abandon(0);
    assert_eq!(context.open(0), Ok(()));
    assert_eq!(context.receive(0, StatusCode::Ringing), Arrival::Forward);
    assert!(context.timer_c_fired(0));
}

/// RFC 3261 §16.7 step 10 and §9.1: one provisional response is enough for a
/// CANCEL, and further ones take nothing back. RFC 6228 §6: nor for a 199.
#[test]
fn provisional_responses_that_come_again() {
    for number in 2..=5 {
        let mut context = context(Invite, 2);
        for _ in 0..number {
            assert_eq!(context.receive(0, StatusCode::Ringing), Arrival::Forward);
        }
        context.cancel();
        assert_eq!(list(context.take_cancels()), [0], "{number}");
        context.receive(0, StatusCode::RequestTerminated);
        assert!(context.ends_early_dialogs(0), "{number}");
    }
}

#[test]
fn a_cancel_from_upstream() {
    // RFC 3261 §16.10: all pending client transactions.
    let mut invite = context(Invite, 2);
    invite.receive(0, StatusCode::Ringing);
    invite.cancel();
    assert_eq!(list(invite.take_cancels()), [0]);
    invite.receive(1, StatusCode::Ringing);
    assert_eq!(list(invite.take_cancels()), [1]);
    invite.receive(0, StatusCode::RequestTerminated);
    invite.receive(1, StatusCode::RequestTerminated);
    assert_eq!(invite.take_answer(), forward(0, 487));

    // §9.2: no impact on any other method.
    let mut options = context(Options, 1);
    options.receive(0, StatusCode::Trying);
    options.cancel();
    assert!(options.take_cancels().is_empty());
    assert_eq!(options.open(1), Ok(()));
}

#[test]
fn timer_c() {
    // RFC 3261 §16.8: a CANCEL if a provisional response came.
    let mut context = context(Invite, 3);
    context.receive(0, StatusCode::Trying);
    assert!(context.timer_c_fired(0));
    assert!(!context.timer_c_fired(0), "once");
    assert_eq!(context.unfinished().len(), 3);
    // Otherwise as if a 408 had come.
    assert!(!context.timer_c_fired(1));
    assert_eq!(list(context.unfinished()), [0, 2]);
    assert_eq!(context.best().unwrap().outcome(), Outcome::Timeout);
    // The others go on, and the cancelled branch is not cancelled again.
    assert!(!context.is_stopped());
    context.receive(2, StatusCode::Ok);
    assert!(context.take_cancels().is_empty());
    // A branch that has ended has no timer C, nor has any other request.
    assert!(!context.timer_c_fired(2));
    let mut options = self::context(Options, 1);
    options.receive(0, StatusCode::Trying);
    assert!(!options.timer_c_fired(0));
    assert_eq!(options.unfinished().len(), 1);
}

#[test]
fn a_branch_of_which_nothing_is_kept() {
    // RFC 3261 §16.7 step 4: a 3xx all of whose contacts are tried.
    let mut context = context(Invite, 1);
    context.abandon(0);
    assert_eq!(context.answer(), generate(408));
    context.open(1).unwrap();
    assert_eq!(context.answer(), None);
    context.receive(1, StatusCode::BusyHere);
    assert_eq!(context.take_answer(), forward(1, 486));
    assert_eq!(
        ResponseContext::new(Invite).answer(),
        None,
        "there was no branch"
    );
}

#[test]
fn nothing_after_the_server_transaction_has_ended() {
    // RFC 4320 §4.2.
    let mut context = context(Options, 2);
    context.receive(0, StatusCode::NotFound);
    context.expire();
    assert_eq!(context.state(), ContextState::Expired);
    assert_eq!(context.receive(1, StatusCode::Ok), Absorb);
    assert_eq!(context.take_answer(), None);
    assert_eq!(context.open(2), Err(BranchRefused::Stopped));

    // RFC 6026 §8.3: nor a 2xx to INVITE, whether or not one has gone before; §7.1
    // keeps the server transaction for further ones, until Timer L fires.
    for first in [StatusCode::Ok, StatusCode::Ringing] {
        let mut context = self::context(Invite, 2);
        context.receive(0, first);
        context.expire();
        assert_eq!(context.state(), ContextState::Expired);
        assert_eq!(context.receive(1, StatusCode::Ok), Absorb);
        assert_eq!(context.receive(0, StatusCode::Ok), Absorb);
        assert_eq!(context.take_answer(), None);
    }
}

#[test]
fn challenges() {
    // RFC 3261 §16.7 step 7: from all other 401 and 407 responses so far.
    let rows: &[(&[u16], &[u8])] = &[
        (&[401, 407, 401, 404], &[1, 2]),
        (&[404, 407, 480, 401], &[1]),
        (&[401], &[]),
        // What is chosen is no challenge.
        (&[401, 407, 603], &[]),
        (&[401, 407, 302], &[]),
        (&[404, 480], &[]),
    ];
    for (codes, expected) in rows {
        let mut context = context(Options, u8::try_from(codes.len()).unwrap());
        for (branch, code) in (0..).zip(codes.iter()) {
            context.receive(branch, outcome(*code));
        }
        assert_eq!(list(context.challenges()), *expected, "{codes:?}");
    }
}

#[test]
fn early_dialogs() {
    // RFC 6228 §6: what came on branch 0, whether a 199 may be due; branch 1 rings.
    let rows: &[(Method, &[u16], bool)] = &[
        (Invite, &[180, 486], true),
        (Invite, &[183, 603], true),
        (Invite, &[486], false),
        // Neither makes an early dialog.
        (Invite, &[100, 486], false),
        (Invite, &[199, 486], false),
        // Still going on; a 2xx; not received.
        (Invite, &[180], false),
        (Invite, &[180, 200], false),
        (Invite, &[180, TIMEOUT], false),
        (Options, &[180, 486], false),
    ];
    for (method, events, expected) in rows {
        let mut context = context(*method, 2);
        context.receive(1, StatusCode::Ringing);
        for what in *events {
            context.receive(0, outcome(*what));
        }
        assert_eq!(context.ends_early_dialogs(0), *expected, "{events:?}");
        assert!(!context.ends_early_dialogs(1));
        assert!(!context.ends_early_dialogs(64));
        // The final response is forwarded now, so no 199 goes before it.
        context.receive(1, StatusCode::NotFound);
        assert!(!context.ends_early_dialogs(0), "{events:?}");
    }
}

#[test]
fn early_dialogs_of_a_branch_that_is_tried_elsewhere() {
    // RFC 6228 §6: a 302 after a 180 is a non-2xx final response that ends the early
    // dialog, and a proxy that tries its contacts does not forward it.
    let mut context = context(Invite, 1);
    context.receive(0, StatusCode::Ringing);
    context.abandon(0);
    assert!(!context.ends_early_dialogs(0), "an answer is due, no 199");
    context.open(1).unwrap();
    assert!(context.ends_early_dialogs(0));
    // "has not already sent a final response".
    context.receive(1, StatusCode::Ok);
    assert!(!context.ends_early_dialogs(0));

    // Without a provisional response there is none.
    let mut context = self::context(Invite, 2);
    context.abandon(0);
    assert!(!context.ends_early_dialogs(0));
}

#[test]
fn room_for_branches() {
    // RFC 5393 §5.3.3: final responses free what their branches had.
    let mut context = context(Invite, 3);
    assert_eq!([2, 3, 60].map(|limit| context.room(limit)), [0, 0, 57]);
    context.receive(1, StatusCode::BusyHere);
    context.receive(1, StatusCode::BusyHere);
    assert_eq!([2, 3, 60].map(|limit| context.room(limit)), [0, 1, 58]);
}

/// Where `open` would refuse every number, there is no room.
#[test]
fn no_room_after_the_search() {
    let ends: [fn(&mut ResponseContext); 4] = [
        |context| assert!(context.receive(0, StatusCode::Ok).is_forwarded()),
        |context| assert!(context.receive(0, StatusCode::Decline).stops_search()),
        ResponseContext::cancel,
        ResponseContext::expire,
    ];
    for end in ends {
        let mut context = context(Invite, 2);
        assert_eq!(context.room(60), 58);
        end(&mut context);
        assert_eq!((context.room(60), context.room(u32::MAX)), (0, 0));
        assert_eq!(context.open(2), Err(BranchRefused::Stopped));
    }
    // The numbers are another limit than the breadth.
    let full = context(Invite, 64);
    assert_eq!(full.room(100), 36);
}

#[test]
fn it_is_small_and_can_be_made_in_a_constant() {
    const ANSWER: Option<Answer> = {
        let mut context = ResponseContext::new(Invite);
        let opened = context.open(0);
        assert!(opened.is_ok());
        let arrival = context.receive_outcome(0, Outcome::Response(StatusCode::Gone));
        assert!(arrival.is_kept());
        context.take_answer()
    };
    assert_eq!(ANSWER, forward(0, 410));
    assert_eq!(ANSWER.unwrap().code(), Some(StatusCode::Gone));
    assert_eq!(Answer::Nothing.code(), None);
    assert_eq!(format!("{:?}", context(Invite, 2).unfinished()), "{0, 1}");
    assert_eq!(format!("{:?}", BranchSet::EMPTY), "{}");
    assert!(size_of::<ResponseContext>() <= 64);
}
