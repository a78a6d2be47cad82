//! What became of a request: RFC 3261 §8.1.3.1 and §16.9.

#![allow(missing_docs)]

use sip_status::{Outcome, StatusCode};

/// The outcome, as which code it counts, what arrived, and how it is written.
#[test]
fn rows_of_the_text() {
    let (timeout, unavailable) = (StatusCode::RequestTimeout, StatusCode::ServiceUnavailable);
    let rows = [
        // §8.1.3.1: "treated as if a 408 (Request Timeout) status code has been
        // received"; a fatal transport error "as a 503".
        (Outcome::Timeout, timeout, None, "timeout"),
        (
            Outcome::TransportError,
            unavailable,
            None,
            "transport error",
        ),
        // These did arrive.
        (Outcome::from(timeout), timeout, Some(timeout), "408"),
        (
            Outcome::from(unavailable),
            unavailable,
            Some(unavailable),
            "503",
        ),
    ];
    for (outcome, counts_as, response, written) in rows {
        assert_eq!(outcome.counts_as(), counts_as, "{written}");
        assert_eq!(outcome.response(), response, "{written}");
        assert_eq!(outcome.is_local(), response.is_none(), "{written}");
        assert_eq!(outcome.to_string(), written);
        assert_eq!(format!("{outcome:>16}"), format!("{written:>16}"));
    }
    for code in StatusCode::ALL {
        let outcome = Outcome::from(*code);
        assert_eq!(
            (outcome.counts_as(), outcome.response()),
            (*code, Some(*code))
        );
        assert_eq!(outcome.to_string(), code.to_string());
    }
}
