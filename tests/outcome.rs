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
            "transport-error",
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
        for text in [written.to_owned(), written.to_uppercase()] {
            assert_eq!(text.parse(), Ok(outcome), "{text}");
            assert_eq!(Outcome::try_from(text.as_str()), Ok(outcome), "{text}");
            assert_eq!(Outcome::try_from(text.as_bytes()), Ok(outcome), "{text}");
        }
    }
    for code in StatusCode::ALL {
        let outcome = Outcome::from(*code);
        assert_eq!(
            (outcome.counts_as(), outcome.response()),
            (*code, Some(*code))
        );
        assert_eq!(outcome.to_string(), code.to_string());
        assert_eq!(format!("{outcome:#}"), format!("{code:#}"));
        assert_eq!(code.as_str().parse(), Ok(outcome));
    }
}

#[test]
fn texts_that_are_no_outcome() {
    for text in [
        "",
        "48",
        "700",
        "+86",
        " 486",
        "time out",
        "transport error",
        "timeouts",
    ] {
        let error = text.parse::<Outcome>().unwrap_err();
        assert_eq!(Err(error), text.parse::<StatusCode>(), "{text:?}");
    }
}

/// Numbers and words.
#[cfg(feature = "serde")]
#[test]
fn serialised() {
    use serde_json::{from_str, to_string};

    let rows = [
        (Outcome::Response(StatusCode::BusyHere), "486"),
        (Outcome::Timeout, "\"timeout\""),
        (Outcome::TransportError, "\"transport-error\""),
    ];
    for (outcome, text) in rows {
        assert_eq!(to_string(&outcome).unwrap(), text);
        assert_eq!(from_str::<Outcome>(text).unwrap(), outcome);
    }
    let busy = from_str::<Outcome>("\"486\"").unwrap();
    assert_eq!(busy.response(), Some(StatusCode::BusyHere));
    let rows = [
        (
            "700",
            "invalid value: integer `700`, expected a status code of 100 to 699, or a word",
        ),
        ("-1", "invalid value: integer `-1`, expected a status code"),
        ("null", "invalid type: null, expected a status code"),
        (
            "\"busy\"",
            "found a status code of 4 bytes, expected 3 digits",
        ),
    ];
    for (text, expected) in rows {
        let error = from_str::<Outcome>(text).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{text}: {error}");
    }
}
