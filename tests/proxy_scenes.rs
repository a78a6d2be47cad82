//! Scenes of a fork: RFC 3261 §16.7 to §16.9, with what RFC 4320 and RFC 6026
//! changed.

#![allow(missing_docs)]

mod fork;

use fork::{TIMEOUT, TRANSPORT, context, forward, generate, list, outcome};
use sip_status::{Answer, Arrival, Method};

use Arrival::{Absorb, Forward, ForwardAndStop, Keep, KeepAndStop};
use Method::{Invite, Options};

/// A branch, what came on it, what is done with it, and what is cancelled then.
type Event = (u8, u16, Arrival, &'static [u8]);

/// A scene: the method, the number of branches, what happens, and the answer.
type Scene = (
    &'static str,
    Method,
    u8,
    &'static [Event],
    Option<Option<Answer>>,
);

fn play((name, method, branches, events, answer): &Scene) {
    let mut context = context(*method, *branches);
    for (branch, what, arrival, cancels) in *events {
        assert_eq!(context.answer(), None, "{name}: before {branch}:{what}");
        let found = context.receive(*branch, outcome(*what));
        assert_eq!(found, *arrival, "{name}: {branch}:{what}");
        assert_eq!(
            list(context.take_cancels()),
            *cancels,
            "{name}: {branch}:{what}"
        );
        assert!(context.cancels().is_empty(), "{name}");
    }
    if let Some(answer) = answer {
        assert_eq!(context.answer(), *answer, "{name}");
        assert_eq!(context.take_answer(), *answer, "{name}");
        // It is given once.
        assert_eq!(context.take_answer(), None, "{name}");
    }
}

const SCENES: &[Scene] = &[
    (
        "the example of §16.7 step 6: 503, 407, 501 and 404",
        Invite,
        4,
        &[
            (0, 503, Keep, &[]),
            (1, 407, Keep, &[]),
            (2, 501, Keep, &[]),
            (3, 404, Keep, &[]),
        ],
        Some(forward(1, 407)),
    ),
    (
        "§16.7 step 5: a 2xx goes at once, and the others are cancelled",
        Invite,
        3,
        &[
            (0, 100, Absorb, &[]),
            (1, 180, Forward, &[]),
            (2, 486, Keep, &[]),
            (0, 200, ForwardAndStop, &[1]),
            (1, 487, Absorb, &[]),
        ],
        Some(None),
    ),
    (
        "§16.7 step 5: a 2xx after a 2xx goes through as well",
        Invite,
        2,
        &[
            (0, 180, Forward, &[]),
            (1, 200, ForwardAndStop, &[0]),
            (0, 200, ForwardAndStop, &[]),
        ],
        Some(None),
    ),
    (
        "RFC 6026 §7.2: further 2xx of one branch that forked downstream",
        Invite,
        1,
        &[
            (0, 200, ForwardAndStop, &[]),
            (0, 200, ForwardAndStop, &[]),
            (0, 180, Absorb, &[]),
            (0, 486, Absorb, &[]),
        ],
        Some(None),
    ),
    (
        "§16.7 step 5: a 6xx waits for the cancelled branches",
        Invite,
        3,
        &[
            (0, 180, Forward, &[]),
            (2, 603, KeepAndStop, &[0]),
            // §9.1: no CANCEL before a provisional response.
            (1, 100, Absorb, &[1]),
            (0, 487, Keep, &[]),
            (1, 487, Keep, &[]),
        ],
        Some(forward(2, 603)),
    ),
    (
        "§16.7 step 5: a 2xx that follows a 6xx goes instead of it",
        Invite,
        2,
        &[
            (0, 183, Forward, &[]),
            (1, 600, KeepAndStop, &[0]),
            (0, 200, ForwardAndStop, &[]),
        ],
        Some(None),
    ),
    (
        "one final response for another request, and no CANCEL (§9.1)",
        Options,
        3,
        &[
            (0, 100, Absorb, &[]),
            (1, 200, ForwardAndStop, &[]),
            (2, 200, Absorb, &[]),
            (0, 404, Absorb, &[]),
        ],
        Some(None),
    ),
    (
        "a 6xx to another request: kept until the others have ended",
        Options,
        2,
        &[(0, 603, KeepAndStop, &[]), (1, 404, Keep, &[])],
        Some(forward(0, 603)),
    ),
    (
        "§16.7 step 6: the only response is a 503, so a 500 goes",
        Invite,
        1,
        &[(0, 503, Keep, &[])],
        Some(generate(500)),
    ),
    (
        "503 comes behind the other 5xx",
        Options,
        2,
        &[(0, 503, Keep, &[]), (1, 504, Keep, &[])],
        Some(forward(1, 504)),
    ),
    (
        "§16.9: a transport error counts as 503, which goes as 500",
        Options,
        1,
        &[(0, TRANSPORT, Keep, &[])],
        Some(generate(500)),
    ),
    (
        "§16.7 step 6: nothing came for an INVITE, so a 408 goes",
        Invite,
        2,
        &[(0, TIMEOUT, Keep, &[]), (1, TIMEOUT, Keep, &[])],
        Some(generate(408)),
    ),
    (
        "RFC 4320 §4.2: nothing came for another request, so nothing goes",
        Options,
        2,
        &[(0, TIMEOUT, Absorb, &[]), (1, 408, Absorb, &[])],
        Some(Some(Answer::Nothing)),
    ),
    (
        "RFC 4320 §4.2: a 408 is no candidate for another request",
        Options,
        2,
        &[(0, 408, Absorb, &[]), (1, 502, Keep, &[])],
        Some(forward(1, 502)),
    ),
    (
        "a 408 to INVITE is one, and a 4xx",
        Invite,
        2,
        &[(0, 408, Keep, &[]), (1, 502, Keep, &[])],
        Some(forward(0, 408)),
    ),
    (
        "a timeout is behind any 4xx that came, and before a 5xx (§16.6 item 7)",
        Invite,
        3,
        &[
            (0, TIMEOUT, Keep, &[]),
            (1, 500, Keep, &[]),
            (2, 408, Keep, &[]),
        ],
        Some(forward(2, 408)),
    ),
    (
        "... and alone with a 5xx makes it a 408",
        Invite,
        2,
        &[(0, TIMEOUT, Keep, &[]), (1, 500, Keep, &[])],
        Some(generate(408)),
    ),
    (
        "of responses with the same code the first is forwarded",
        Invite,
        3,
        &[
            (2, 404, Keep, &[]),
            (0, 404, Keep, &[]),
            (1, 480, Keep, &[]),
        ],
        Some(forward(2, 404)),
    ),
    (
        "a response on a branch that was never opened is stray (RFC 6026 §6)",
        Invite,
        1,
        &[
            (1, 200, Absorb, &[]),
            (63, 180, Absorb, &[]),
            (64, 200, Absorb, &[]),
            (255, 603, Absorb, &[]),
            (0, 404, Keep, &[]),
        ],
        Some(forward(0, 404)),
    ),
    (
        "a second final response of a branch is none",
        Invite,
        2,
        &[
            (0, 486, Keep, &[]),
            (0, 401, Absorb, &[]),
            (0, 180, Absorb, &[]),
            (0, TIMEOUT, Absorb, &[]),
            (1, 487, Keep, &[]),
        ],
        Some(forward(0, 486)),
    ),
    (
        "nothing else after a final response of its own on a branch, outside INVITE",
        Options,
        2,
        &[
            (0, 404, Keep, &[]),
            (0, 200, Absorb, &[]),
            (1, 480, Keep, &[]),
        ],
        Some(forward(0, 404)),
    ),
    (
        "a late 2xx to INVITE after a failure on its branch (RFC 5393 §5.4.2)",
        Invite,
        2,
        &[
            (1, 180, Forward, &[]),
            (0, 603, KeepAndStop, &[1]),
            (0, 200, ForwardAndStop, &[]),
            (1, 487, Absorb, &[]),
        ],
        Some(None),
    ),
];

#[test]
fn scenes() {
    for scene in SCENES {
        play(scene);
    }
}
