//! Q.850 causes: the tables of RFC 3398 and RFC 4497, typed from their text.

#![allow(missing_docs)]

use sip_status::q850::{
    Cause, CauseLocation, Interworking, MappingBasis, MappingNote, Rejection, Release, TryFirst,
};
use sip_status::{HeaderName, StatusClass, StatusCode};

use Interworking::{Isup, Qsig};

const ALL: [Interworking; 2] = [Isup, Qsig];

fn code(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap()
}

fn cause(number: u8) -> Cause {
    Cause::from_u8(number).unwrap()
}

fn causes() -> impl Iterator<Item = Cause> {
    (0..=127).map(cause)
}

/// What decides between two rows of one cause.
#[derive(Clone, Copy, PartialEq, Debug)]
enum If {
    Always,
    User,
    NewNumber,
}

/// A row from cause to status code: the cause, the condition, the code or 0, and
/// the mark of the note.
type ToStatus = (u8, If, u16, Option<&'static str>);

/// RFC 3398 §7.2.4.1, 33 rows.
#[rustfmt::skip]
const ISUP_TO_STATUS: &[ToStatus] = &[
    // Normal event
    (1, If::Always, 404, None),         // unallocated number - 404 Not Found
    (2, If::Always, 404, None),         // no route to network - 404 Not found
    (3, If::Always, 404, None),         // no route to destination - 404 Not found
    (16, If::Always, 0, Some("(*)")),   // normal call clearing - ---
    (17, If::Always, 486, None),        // user busy - 486 Busy here
    (18, If::Always, 408, None),        // no user responding - 408 Request Timeout
    (19, If::Always, 480, None),        // no answer from the user - 480 Temporarily unavailable
    (20, If::Always, 480, None),        // subscriber absent - 480 Temporarily unavailable
    (21, If::Always, 403, Some("(+)")), // call rejected - 403 Forbidden
    (22, If::Always, 410, None),        // number changed (w/o diagnostic) - 410 Gone
    (22, If::NewNumber, 301, None),     // number changed (w/ diagnostic) - 301 Moved Permanently
    (23, If::Always, 410, None),        // redirection to new destination - 410 Gone
    (26, If::Always, 404, Some("(=)")), // non-selected user clearing - 404 Not Found
    (27, If::Always, 502, None),        // destination out of order - 502 Bad Gateway
    (28, If::Always, 484, None),        // address incomplete - 484 Address incomplete
    (29, If::Always, 501, None),        // facility rejected - 501 Not implemented
    (31, If::Always, 480, None),        // normal unspecified - 480 Temporarily unavailable
    // Resource unavailable
    (34, If::Always, 503, None),        // no circuit available - 503 Service unavailable
    (38, If::Always, 503, None),        // network out of order - 503 Service unavailable
    (41, If::Always, 503, None),        // temporary failure - 503 Service unavailable
    (42, If::Always, 503, None),        // switching equipment congestion - 503 Service unavailable
    (47, If::Always, 503, None),        // resource unavailable - 503 Service unavailable
    // Service or option not available
    (55, If::Always, 403, None),        // incoming calls barred within CUG - 403 Forbidden
    (57, If::Always, 403, None),        // bearer capability not authorized - 403 Forbidden
    (58, If::Always, 503, None),        // bearer capability not presently available - 503
    // Service or option not available (the second heading of that name)
    (65, If::Always, 488, None),        // bearer capability not implemented - 488
    (70, If::Always, 488, None),        // only restricted digital avail - 488
    (79, If::Always, 501, None),        // service or option not implemented - 501
    // Invalid message
    (87, If::Always, 403, None),        // user not member of CUG - 403 Forbidden
    (88, If::Always, 503, None),        // incompatible destination - 503 Service unavailable
    // Protocol error
    (102, If::Always, 504, None),       // recovery of timer expiry - 504 Gateway timeout
    (111, If::Always, 500, None),       // protocol error - 500 Server internal error
    // Interworking
    (127, If::Always, 500, None),       // interworking unspecified - 500 Server internal error
];

/// RFC 4497 §8.4.1, table 1, 30 causes.
#[rustfmt::skip]
const QSIG_TO_STATUS: &[ToStatus] = &[
    (1, If::Always, 404, None),            // Unallocated number
    (2, If::Always, 404, None),            // No route to specified transit network
    (3, If::Always, 404, None),            // No route to destination
    (16, If::Always, 0, Some("NOTE 3")),   // Normal call clearing
    (17, If::Always, 486, None),           // User busy
    (18, If::Always, 408, None),           // No user responding
    (19, If::Always, 480, None),           // No answer from the user
    (20, If::Always, 480, None),           // Subscriber absent
    (21, If::User, 603, None),             // Call rejected: 603, if user
    (21, If::Always, 403, None),           // Otherwise: 403
    (22, If::NewNumber, 301, None),        // Number changed: 301, if for Contact
    (22, If::Always, 410, None),           // Otherwise: 410
    (23, If::Always, 410, None),           // Redirection to new destination
    (27, If::Always, 502, None),           // Destination out of order
    (28, If::Always, 484, None),           // Address incomplete
    (29, If::Always, 501, None),           // Facility rejected
    (31, If::Always, 480, None),           // Normal, unspecified
    (34, If::Always, 503, None),           // No circuit/channel available
    (38, If::Always, 503, None),           // Network out of order
    (41, If::Always, 503, None),           // Temporary failure
    (42, If::Always, 503, None),           // Switching equipment congestion
    (47, If::Always, 503, None),           // Resource unavailable, unspecified
    (55, If::Always, 403, None),           // Incoming calls barred within CUG
    (57, If::Always, 403, None),           // Bearer capability not authorized
    (58, If::Always, 503, None),           // Bearer capability not presently available
    (65, If::Always, 488, Some("NOTE 4")), // Bearer capability not implemented
    (69, If::Always, 501, None),           // Requested facility not implemented
    (70, If::Always, 488, Some("NOTE 4")), // Only restricted digital information available
    (79, If::Always, 501, None),           // Service or option not implemented, unspecified
    (87, If::Always, 403, None),           // User not member of CUG
    (88, If::Always, 503, None),           // Incompatible destination
    (102, If::Always, 504, None),          // Recovery on timer expiry
];

/// A row from status code to cause: the code, the cause or 0, and the mark.
type ToCause = (u16, u8, Option<&'static str>);

/// RFC 3398 §8.2.6.1, 37 rows. 488 and 606 are "by Warning header", 31 by default.
#[rustfmt::skip]
const ISUP_TO_CAUSE: &[ToCause] = &[
    (400, 41, None),         // 41 Temporary Failure
    (401, 21, Some("(*)")),  // 21 Call rejected (*)
    (402, 21, None),         // 21 Call rejected
    (403, 21, None),         // 21 Call rejected
    (404, 1, None),          // 1 Unallocated number
    (405, 63, None),         // 63 Service or option unavailable
    (406, 79, Some("(+)")),  // 79 Service/option not implemented (+)
    (407, 21, Some("(*)")),  // 21 Call rejected (*)
    (408, 102, None),        // 102 Recovery on timer expiry
    (410, 22, None),         // 22 Number changed (w/o diagnostic)
    (413, 127, Some("(+)")), // 127 Interworking (+)
    (414, 127, Some("(+)")), // 127 Interworking (+)
    (415, 79, Some("(+)")),  // 79 Service/option not implemented (+)
    (416, 127, Some("(+)")), // 127 Interworking (+)
    (420, 127, Some("(+)")), // 127 Interworking (+)
    (421, 127, Some("(+)")), // 127 Interworking (+)
    (423, 127, Some("(+)")), // 127 Interworking (+)
    (480, 18, None),         // 18 No user responding
    (481, 41, None),         // 41 Temporary Failure
    (482, 25, None),         // 25 Exchange - routing error
    (483, 25, None),         // 25 Exchange - routing error
    (484, 28, Some("(+)")),  // 28 Invalid Number Format (+)
    (485, 1, None),          // 1 Unallocated number
    (486, 17, None),         // 17 User busy
    (487, 0, None),          // --- (no mapping)
    (488, 31, None),         // --- by Warning header
    (500, 41, None),         // 41 Temporary failure
    (501, 79, None),         // 79 Not implemented, unspecified
    (502, 38, None),         // 38 Network out of order
    (503, 41, None),         // 41 Temporary failure
    (504, 102, None),        // 504 Server time-out: 102 Recovery on timer expiry
    (505, 127, Some("(+)")), // printed as 504 Version Not Supported: 127 Interworking (+)
    (513, 127, Some("(+)")), // 127 Interworking (+)
    (600, 17, None),         // 17 User busy
    (603, 21, None),         // 21 Call rejected
    (604, 1, None),          // 1 Unallocated number
    (606, 31, None),         // --- by Warning header
];

/// RFC 4497 §8.4.4, table 2, 37 rows. 488 and 606 are "65 or 31".
#[rustfmt::skip]
const QSIG_TO_CAUSE: &[ToCause] = &[
    (400, 41, None),            // Temporary failure
    (401, 21, Some("NOTE 5")),  // Call rejected
    (402, 21, None),            // Call rejected
    (403, 21, None),            // Call rejected
    (404, 1, None),             // Unallocated number
    (405, 63, None),            // Service or option unavailable, unspecified
    (406, 79, None),            // Service or option not implemented, unspecified
    (407, 21, Some("NOTE 5")),  // Call rejected
    (408, 102, None),           // Recovery on timer expiry
    (410, 22, None),            // Number changed
    (413, 127, Some("NOTE 6")), // Interworking, unspecified
    (414, 127, Some("NOTE 6")), // Interworking, unspecified
    (415, 79, Some("NOTE 6")),  // Service or option not implemented, unspecified
    (416, 127, Some("NOTE 6")), // Interworking, unspecified
    (420, 127, Some("NOTE 6")), // Interworking, unspecified
    (421, 127, Some("NOTE 6")), // Interworking, unspecified
    (423, 127, Some("NOTE 6")), // Interworking, unspecified
    (480, 18, None),            // No user responding
    (481, 41, None),            // Temporary failure
    (482, 25, None),            // Exchange routing error
    (483, 25, None),            // Exchange routing error
    (484, 28, Some("NOTE 6")),  // Invalid number format
    (485, 1, None),             // Unallocated Number
    (486, 17, None),            // User busy
    (487, 0, Some("NOTE 7")),   // Request terminated
    (488, 31, Some("NOTE 8")),  // 65 or 31
    (500, 41, None),            // Temporary failure
    (501, 79, None),            // Service or option not implemented, unspecified
    (502, 38, None),            // Network out of order
    (503, 41, None),            // Temporary failure
    (504, 102, None),           // Recovery on timer expiry
    (505, 127, Some("NOTE 6")), // Interworking, unspecified
    (513, 127, Some("NOTE 6")), // Interworking, unspecified
    (600, 17, None),            // User busy
    (603, 21, None),            // Call rejected
    (604, 1, None),             // Unallocated number
    (606, 31, Some("NOTE 8")),  // 65 or 31
];

fn tables(of: Interworking) -> (&'static [ToStatus], &'static [ToCause]) {
    match of {
        Isup => (ISUP_TO_STATUS, ISUP_TO_CAUSE),
        _ => (QSIG_TO_STATUS, QSIG_TO_CAUSE),
    }
}

fn release(number: u8, when: If) -> Release {
    let release = Release::new(cause(number)).with_new_number(when == If::NewNumber);
    release.with_location((when == If::User).then_some(CauseLocation::User))
}

/// What the newest text that has the cause calls it.
#[test]
fn names() {
    let rows = [
        (1, "Unallocated (unassigned) number", "RFC 8606 §5"),
        (28, "Invalid number format", "RFC 4497 §8.4.4"),
        (102, "Recovery on timer expiry", "RFC 4497 §8.4.1"),
    ];
    for (number, name, source) in rows {
        let found = cause(number);
        assert_eq!(found.name(), Some(name), "{number}");
        let found = found.source().map(|source| source.to_string());
        assert_eq!(found.as_deref(), Some(source), "{number}");
    }
}

#[test]
fn each_row_from_cause_to_status_code() {
    assert_eq!((ISUP_TO_STATUS.len(), QSIG_TO_STATUS.len()), (33, 32));
    for of in ALL {
        for (number, when, expected, mark) in tables(of).0 {
            let mapping = release(*number, *when).to_status(of);
            let found = mapping.code().map_or(0, StatusCode::as_u16);
            assert_eq!(found, *expected, "{of} {number} {when:?}");
            let found = mapping.note().and_then(MappingNote::mark);
            assert_eq!(found, *mark, "{of} {number} {when:?}");
            assert_eq!(mapping.basis(), MappingBasis::Table, "{of} {number}");
        }
    }
}

#[test]
fn each_row_from_status_code_to_cause() {
    assert_eq!((ISUP_TO_CAUSE.len(), QSIG_TO_CAUSE.len()), (37, 37));
    for of in ALL {
        for (number, expected, mark) in tables(of).1 {
            let mapping = code(*number).to_cause(of);
            let found = mapping.cause().map_or(0, Cause::as_u8);
            assert_eq!(found, *expected, "{of} {number}");
            let found = mapping.note().and_then(MappingNote::mark);
            assert_eq!(found, *mark, "{of} {number}");
            assert_eq!(mapping.basis(), MappingBasis::Table, "{of} {number}");
        }
    }
}

/// All that is in no row: 500 (RFC 3398 §7.2.4.1, RFC 4497 §8.4.1), except 44.
#[test]
fn every_other_cause() {
    for of in ALL {
        let listed = |cause: &Cause| tables(of).0.iter().any(|row| row.0 == cause.as_u8());
        for cause in causes().filter(|cause| !listed(cause)) {
            let mapping = cause.to_status(of);
            if cause.as_u8() == 44 {
                // Untranslatable; RFC 4497: another channel, or the default.
                let expected = (of == Qsig).then_some(StatusCode::ServerInternalError);
                assert_eq!(mapping.code(), expected, "{of}");
                assert_eq!(mapping.try_first(), Some(TryFirst::OtherCircuit));
                continue;
            }
            assert_eq!(mapping.code(), Some(code(500)), "{of} {cause}");
            assert_eq!(mapping.basis(), MappingBasis::Default, "{of} {cause}");
            assert_eq!((mapping.note(), mapping.try_first()), (None, None));
        }
    }
}

/// 31 for failures without a row (RFC 3398 §8.2.6.1, RFC 4497 §8.4.4); no cause
/// for 1xx and 2xx; 3xx by RFC 3398 §8.2.5 and RFC 4497 §8.2.1.5.
#[test]
fn every_other_status_code() {
    for of in ALL {
        let listed = |code: &StatusCode| tables(of).1.iter().any(|row| *code == row.0);
        for code in StatusCode::ALL.iter().filter(|code| !listed(code)) {
            let mapping = code.to_cause(of);
            let table = (MappingBasis::Table, None);
            let redirection = (MappingBasis::Table, Some(TryFirst::Contacts));
            let (expected, rest) = match code.class() {
                StatusClass::Provisional | StatusClass::Success => (None, table),
                StatusClass::Redirection if of == Isup => (Some(23), redirection),
                StatusClass::Redirection => (None, redirection),
                _ => (Some(31), (MappingBasis::Default, None)),
            };
            assert_eq!(mapping.cause(), expected.map(cause), "{of} {code}");
            assert_eq!((mapping.basis(), mapping.try_first()), rest, "{of} {code}");
        }
    }
}

/// RFC 3398 §8.2.6.1: (*) and (+) ask for something first; RFC 4497 §8.4.4:
/// NOTE 5 and NOTE 6 do.
#[test]
fn marks_ask_for_something_first() {
    for of in ALL {
        for (number, _, mark) in tables(of).1 {
            let expected = match mark {
                Some("(*)" | "NOTE 5") => Some(TryFirst::Credentials),
                Some("(+)" | "NOTE 6") => Some(TryFirst::Remedy),
                _ => None,
            };
            let mapping = code(*number).to_cause(of);
            assert_eq!(mapping.try_first(), expected, "{of} {number}");
        }
        // The same marks in the other table do not.
        for cause in causes().filter(|cause| cause.as_u8() != 44) {
            assert_eq!(cause.to_status(of).try_first(), None, "{of} {cause}");
        }
    }
}

/// RFC 3398 §7.2.4.1 (+), "could"; RFC 4497 §8.4.1, cause 21.
#[test]
fn only_the_user_declines() {
    for of in ALL {
        for location in CauseLocation::ALL {
            for cause in causes() {
                let release = Release::new(cause).with_location(Some(*location));
                let user = *location == CauseLocation::User && cause == Cause::CALL_REJECTED;
                let expected = if user {
                    Some(StatusCode::Decline)
                } else {
                    cause.to_status(of).code()
                };
                assert_eq!(release.to_status(of).code(), expected, "{cause} {location}");
            }
        }
    }
}

/// RFC 3398 §7.2.4.1, RFC 4497 §8.4.1: the diagnostic counts for cause 22 only.
#[test]
fn only_a_changed_number_is_new() {
    for of in ALL {
        for cause in causes().filter(|cause| *cause != Cause::NUMBER_CHANGED) {
            let release = Release::new(cause).with_new_number(true);
            assert_eq!(release.to_status(of), cause.to_status(of));
        }
        let mapping = release(22, If::NewNumber).to_status(of);
        let field = mapping.note().and_then(MappingNote::field);
        assert_eq!(field, Some(HeaderName::Contact));
    }
}

/// RFC 3398 §7.2.4.1, "Resource unavailable": Retry-After MAY be added.
#[test]
fn temporary_failures_may_name_a_time() {
    for cause in causes() {
        let mapping = cause.to_status(Isup);
        let field = mapping.note().and_then(MappingNote::field);
        let may = [34, 38, 41, 42, 47].contains(&cause.as_u8());
        assert_eq!(field == Some(HeaderName::RetryAfter), may, "{cause}");
    }
}

/// RFC 3398 §8.2.6.1, last paragraph; RFC 4497 §8.4.4 NOTE 8.
#[test]
fn warnings_count_for_488_and_606() {
    for of in ALL {
        for code in StatusCode::ALL {
            let warned = Rejection::new(*code).with_bearer_unavailable(true);
            let expected = if [488, 606].contains(&code.as_u16()) {
                Some(Cause::BEARER_CAPABILITY_NOT_IMPLEMENTED)
            } else {
                code.to_cause(of).cause()
            };
            assert_eq!(warned.to_cause(of).cause(), expected, "{of} {code}");
        }
    }
}

/// RFC 3398 §8.2.6.1: 6xx from the user, the others from a network; RFC 4497
/// §8.4.4: from the private network serving the remote user.
#[test]
fn locations() {
    for of in ALL {
        for code in StatusCode::ALL {
            let mapping = code.to_cause(of);
            let expected = match (of, code.class()) {
                _ if mapping.cause().is_none() => None,
                (_, StatusClass::GlobalFailure) => Some(CauseLocation::User),
                (Qsig, _) => Some(CauseLocation::RemotePrivateNetwork),
                _ => None,
            };
            assert_eq!(mapping.location(), expected, "{of} {code}");
        }
    }
}

/// RFC 4497 §8.4.1 NOTE 3 and §8.4.4 NOTE 7: the defaults, where it has to be.
#[test]
fn a_default_for_what_has_no_mapping() {
    for of in ALL {
        assert_eq!(of.default_code(), code(500));
        assert_eq!(of.default_cause(), cause(31));
        for cause in causes() {
            let mapping = cause.to_status(of);
            let expected = mapping.code().unwrap_or(of.default_code());
            assert_eq!(mapping.or_default(), expected);
        }
        for code in StatusCode::ALL {
            let mapping = code.to_cause(of);
            let expected = mapping.cause().unwrap_or(of.default_cause());
            assert_eq!(mapping.or_default(), expected);
        }
    }
}

/// A gateway never answers with a success, and never with what it cannot send.
#[test]
fn answers_are_failures_and_redirections() {
    for of in ALL {
        for cause in causes() {
            let code = cause.to_status(of).or_default();
            assert!(code.as_u16() >= 300 && code.is_named(), "{of} {cause}");
        }
    }
}
