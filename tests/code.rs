//! `StatusCode`: the numbers, their texts and their classes, exhaustively.

#![allow(missing_docs)]

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use sip_status::InvalidStatusCodeKind::{Length, NotADigit, OutOfRange};
use sip_status::{InvalidStatusCodeKind, Registration, Role, StatusClass, StatusCode};

/// The registry's codes and phrases, and the historic 409 and 411, as in the
/// sections that define them.
const CODES: &[(u16, &str)] = &[
    (100, "Trying"),
    (180, "Ringing"),
    (181, "Call Is Being Forwarded"),
    (182, "Queued"),
    (183, "Session Progress"),
    (199, "Early Dialog Terminated"),
    (200, "OK"),
    (202, "Accepted"),
    (204, "No Notification"),
    (300, "Multiple Choices"),
    (301, "Moved Permanently"),
    (302, "Moved Temporarily"),
    (305, "Use Proxy"),
    (380, "Alternative Service"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (402, "Payment Required"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (406, "Not Acceptable"),
    (407, "Proxy Authentication Required"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length Required"),
    (412, "Conditional Request Failed"),
    (413, "Request Entity Too Large"),
    (414, "Request-URI Too Long"),
    (415, "Unsupported Media Type"),
    (416, "Unsupported URI Scheme"),
    (417, "Unknown Resource-Priority"),
    (420, "Bad Extension"),
    (421, "Extension Required"),
    (422, "Session Interval Too Small"),
    (423, "Interval Too Brief"),
    (424, "Bad Location Information"),
    (425, "Bad Alert Message"),
    (428, "Use Identity Header"),
    (429, "Provide Referrer Identity"),
    (430, "Flow Failed"),
    (433, "Anonymity Disallowed"),
    (436, "Bad Identity Info"),
    (437, "Unsupported Credential"),
    (438, "Invalid Identity Header"),
    (439, "First Hop Lacks Outbound Support"),
    (440, "Max-Breadth Exceeded"),
    (469, "Bad Info Package"),
    (470, "Consent Needed"),
    (480, "Temporarily Unavailable"),
    (481, "Call/Transaction Does Not Exist"),
    (482, "Loop Detected"),
    (483, "Too Many Hops"),
    (484, "Address Incomplete"),
    (485, "Ambiguous"),
    (486, "Busy Here"),
    (487, "Request Terminated"),
    (488, "Not Acceptable Here"),
    (489, "Bad Event"),
    (491, "Request Pending"),
    (493, "Undecipherable"),
    (494, "Security Agreement Required"),
    (500, "Server Internal Error"),
    (501, "Not Implemented"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Server Time-out"),
    (505, "Version Not Supported"),
    (513, "Message Too Large"),
    (555, "Push Notification Service Not Supported"),
    (580, "Precondition Failure"),
    (600, "Busy Everywhere"),
    (603, "Decline"),
    (604, "Does Not Exist Anywhere"),
    (606, "Not Acceptable"),
    (607, "Unwanted"),
    (608, "Rejected"),
];

#[test]
fn named_codes_and_phrases() {
    assert_eq!(CODES.len(), 77);
    assert_eq!(StatusCode::NAMED.len(), 77);
    for ((number, phrase), code) in CODES.iter().zip(StatusCode::NAMED) {
        assert_eq!(code.as_u16(), *number);
        assert_eq!(code.canonical_phrase(), Some(*phrase), "{number}");
        assert_eq!(code.reason_phrase(), *phrase);
    }
}

#[test]
fn standing() {
    use Registration::{Deprecated, Historic, Registered};

    assert_eq!(StatusCode::REGISTERED.len(), 75);
    for code in StatusCode::NAMED {
        let expected = match code.as_u16() {
            202 => Deprecated,
            409 | 411 => Historic,
            _ => Registered,
        };
        assert_eq!(code.registration(), expected, "{code}");
        assert_eq!(
            StatusCode::REGISTERED.contains(code),
            expected != Historic,
            "{code}"
        );
    }
}

/// Code, and a sender that the section names.
#[test]
fn senders() {
    // RFC 6035 §3.4: an overloaded collector, which receives reports in NOTIFY as well.
    let rows = [(503, Role::Subscriber), (503, Role::EventStateCompositor)];
    for (number, role) in rows {
        let senders = StatusCode::from_u16(number).unwrap().sent_by();
        assert!(senders.contains(&role), "{number} by {role}: {senders:?}");
    }
}

#[test]
fn all_65536_numbers() {
    for number in 0..=u16::MAX {
        let code = StatusCode::from_u16(number);
        assert_eq!(code.is_some(), (100..=699).contains(&number), "{number}");
        assert_eq!(StatusCode::try_from(number).ok(), code);
        if let Some(code) = code {
            assert_eq!(code.as_u16(), number);
            assert_eq!(code as u16, number);
            assert_eq!(code, number);
            assert_eq!(number, code);
            assert_eq!(u16::from(code), number);
        }
    }
    let kind = StatusCode::try_from(700).unwrap_err().kind();
    assert_eq!(kind, OutOfRange { found: 700 });
}

#[test]
fn all_three_byte_texts_of_digits() {
    for number in 0..1000_u16 {
        let text = format!("{number:03}");
        let code = StatusCode::from_u16(number);
        assert_eq!(StatusCode::from_bytes(text.as_bytes()).ok(), code, "{text}");
        assert_eq!(text.parse().ok(), code);
        assert_eq!(StatusCode::try_from(text.as_str()).ok(), code);
        assert_eq!(StatusCode::try_from(text.as_bytes()).ok(), code);
        if let Some(code) = code {
            assert_eq!(code.as_str(), text);
            assert_eq!(code.to_string(), text);
        } else {
            let found = number.into();
            let kind = text.parse::<StatusCode>().unwrap_err().kind();
            assert_eq!(kind, OutOfRange { found });
        }
    }
}

#[test]
fn every_byte_at_every_place_of_a_code() {
    for place in 0..3 {
        for byte in 0..=u8::MAX {
            let mut text = *b"486";
            text[place] = byte;
            let code = StatusCode::from_bytes(&text);
            if byte.is_ascii_digit() {
                continue; // all_three_byte_texts_of_digits
            }
            let kind = code.unwrap_err().kind();
            assert_eq!(
                kind,
                NotADigit {
                    found: byte,
                    offset: place
                }
            );
        }
    }
}

#[test]
fn not_codes() {
    let rows: &[(&str, InvalidStatusCodeKind)] = &[
        ("", Length { found: 0 }),
        ("4", Length { found: 1 }),
        ("48", Length { found: 2 }),
        ("4860", Length { found: 4 }),
        ("0486", Length { found: 4 }),
        ("486 ", Length { found: 4 }),
        // Arabic-Indic digits are two bytes each.
        ("\u{664}\u{668}\u{666}", Length { found: 6 }),
        (
            "+86",
            NotADigit {
                found: b'+',
                offset: 0,
            },
        ),
        (
            "-86",
            NotADigit {
                found: b'-',
                offset: 0,
            },
        ),
        (
            " 86",
            NotADigit {
                found: b' ',
                offset: 0,
            },
        ),
        (
            "4 6",
            NotADigit {
                found: b' ',
                offset: 1,
            },
        ),
        (
            "48x",
            NotADigit {
                found: b'x',
                offset: 2,
            },
        ),
        ("099", OutOfRange { found: 99 }),
        ("000", OutOfRange { found: 0 }),
        ("700", OutOfRange { found: 700 }),
        ("999", OutOfRange { found: 999 }),
    ];
    for (text, kind) in rows {
        assert_eq!(
            text.parse::<StatusCode>().unwrap_err().kind(),
            *kind,
            "{text:?}"
        );
    }
}

#[test]
fn wording_of_errors() {
    let rows = [
        ("48", "found a status code of 2 bytes, expected 3 digits"),
        (
            "4\n6",
            "found byte 0x0a at offset 1 of a status code, expected a digit",
        ),
        ("700", "found status code 700, expected 100 to 699"),
    ];
    for (text, expected) in rows {
        let error = text.parse::<StatusCode>().unwrap_err();
        assert_eq!(error.to_string(), expected);
        let _: &dyn std::error::Error = &error;
    }
}

#[test]
fn classes() {
    // RFC 3261 §7.2 and §21, in the singular.
    let phrases = [
        "Provisional",
        "Success",
        "Redirection",
        "Request Failure",
        "Server Failure",
        "Global Failure",
    ];
    let found = StatusClass::ALL.iter().map(|class| class.default_phrase());
    assert_eq!(found.collect::<Vec<_>>(), phrases);
    for code in StatusCode::ALL {
        let class = code.class();
        let digit = code.as_u16() / 100;
        assert_eq!(u16::from(class.as_u8()), digit);
        assert!(class.range().contains(&code.as_u16()));
        assert_eq!(class.range().count(), 100);
        assert_eq!(code.is_provisional(), digit == 1);
        assert_eq!(code.is_final(), digit != 1);
        assert_eq!(code.is_success(), digit == 2);
        assert_eq!(code.is_redirection(), digit == 3);
        assert_eq!(code.is_request_failure(), digit == 4);
        assert_eq!(code.is_server_failure(), digit == 5);
        assert_eq!(code.is_global_failure(), digit == 6);
        assert_eq!(code.is_failure(), digit >= 4);
        assert_eq!(class.is_provisional(), code.is_provisional());
        assert_eq!(class.is_final(), code.is_final());
        assert_eq!(class.is_failure(), code.is_failure());
        assert_eq!(StatusClass::from(*code), class);
        if !code.is_named() {
            assert_eq!(code.reason_phrase(), class.default_phrase());
        }
    }
    for number in 0..=u8::MAX {
        let class = StatusClass::from_u8(number);
        assert_eq!(class.is_some(), (1..=6).contains(&number));
        assert!(class.is_none_or(|class| class.as_u8() == number && u8::from(class) == number));
    }
}

#[test]
fn class_words() {
    let words = ["1xx", "2xx", "3xx", "4xx", "5xx", "6xx"];
    assert_eq!(StatusClass::ALL.len(), words.len());
    for (class, word) in StatusClass::ALL.iter().zip(words) {
        assert_eq!(class.as_str(), word);
        assert_eq!(class.to_string(), word);
        assert_eq!(word.parse(), Ok(*class));
        assert_eq!(word.to_uppercase().parse(), Ok(*class));
    }
    for word in [
        "",
        "0xx",
        "7xx",
        "4x",
        "4xxx",
        "400",
        "xxx",
        "/xx",
        "4x\u{445}",
    ] {
        let error = word.parse::<StatusClass>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "found an unknown word, expected one for StatusClass",
            "{word}"
        );
    }
}

/// RFC 3261 §8.1.3.2: x00 of the class, but 183 for a provisional.
#[test]
fn default_codes() {
    let expected = [183, 200, 300, 400, 500, 600];
    for (class, code) in StatusClass::ALL.iter().zip(expected) {
        assert_eq!(class.default_code(), code);
    }
}

#[test]
fn order_is_that_of_the_numbers() {
    for pair in StatusCode::ALL.windows(2) {
        assert!(pair[0] < pair[1]);
        assert!(pair[0].index() + 1 == pair[1].index());
    }
    assert_eq!(StatusCode::ALL.len(), 600);
    assert_eq!(StatusCode::ALL[0].index(), 0);
    let busy = StatusCode::BusyHere;
    assert!(busy < 487_u16);
    assert!(busy >= 486_u16);
    assert!(485_u16 < busy);
    assert!(487_u16 > busy);
    for number in [0, 99, 485, 486, 487, 600, 699, 700, u16::MAX] {
        assert_eq!(busy == number, number == 486, "{number}");
        assert_eq!(number == busy, number == 486, "{number}");
        assert_eq!(busy.partial_cmp(&number), 486.partial_cmp(&number));
        assert_eq!(number.partial_cmp(&busy), number.partial_cmp(&486));
    }
}

#[test]
fn hash_is_that_of_the_number() {
    let state = RandomState::new();
    for code in StatusCode::ALL {
        assert_eq!(state.hash_one(code), state.hash_one(code.as_u16()));
    }
    assert_eq!(StatusCode::ALL.iter().collect::<HashSet<_>>().len(), 600);
}

#[test]
fn into_wider_numbers() {
    let code = StatusCode::BusyHere;
    assert_eq!(u32::from(code), 486);
    assert_eq!(u64::from(code), 486);
    assert_eq!(u128::from(code), 486);
    assert_eq!(i32::from(code), 486);
    assert_eq!(i64::from(code), 486);
    assert_eq!(i128::from(code), 486);
    assert_eq!(usize::from(code), 486);
}

#[test]
fn formatting() {
    let busy = StatusCode::BusyHere;
    let other = StatusCode::from_u16(499).unwrap();
    let rows = [
        (format!("{busy}"), "486"),
        (format!("{busy:5}|"), "486  |"),
        (format!("{busy:>5}"), "  486"),
        (format!("{busy:*^7}"), "**486**"),
        (format!("{busy:#}"), "486 Busy Here"),
        (format!("{busy:#15}|"), "486 Busy Here  |"),
        (format!("{busy:#>15}"), "############486"),
        (format!("{busy:>#15}"), "  486 Busy Here"),
        (format!("{busy:.^#16}"), ".486 Busy Here.."),
        (format!("{busy:.^#17}"), "..486 Busy Here.."),
        (format!("{busy:.^#14}"), "486 Busy Here."),
        (format!("{busy:#5}"), "486 Busy Here"),
        (format!("{other}"), "499"),
        (format!("{other:#}"), "499 Request Failure"),
        (format!("{busy:?}"), "BusyHere"),
        (format!("{busy:>10?}"), "  BusyHere"),
        (format!("{other:?}"), "StatusCode(499)"),
    ];
    for (found, expected) in rows {
        assert_eq!(found, expected);
    }
}

#[test]
fn sizes() {
    assert_eq!(size_of::<StatusCode>(), 2);
    assert_eq!(size_of::<Option<StatusCode>>(), 2);
    assert_eq!(size_of::<StatusClass>(), 1);
}

/// All that can be known about a code can be known at compile time.
#[test]
fn constants() {
    const CODE: StatusCode = match StatusCode::from_u16(486) {
        Some(code) => code,
        None => StatusCode::Ok,
    };
    const READ: StatusCode = match StatusCode::from_bytes(b"486") {
        Ok(code) => code,
        Err(_) => StatusCode::Ok,
    };
    const TEXT: &str = CODE.as_str();
    const PHRASE: &str = CODE.reason_phrase();
    const CANONICAL: Option<&str> = CODE.canonical_phrase();
    const CLASS: StatusClass = CODE.class();
    const DEFAULT: StatusCode = CLASS.default_code();
    const FIELDS: usize = CODE.headers().len();
    const RETRYABLE: bool = CODE.retry().is_retryable();
    const COUNTERS: [u8; StatusCode::ALL.len()] = [0; 600];

    assert_eq!((READ, RETRYABLE), (CODE, true));
    assert_ne!(FIELDS, 0);
    assert_eq!(
        (TEXT, PHRASE, CANONICAL),
        ("486", "Busy Here", Some("Busy Here"))
    );
    assert_eq!(
        (CLASS, DEFAULT),
        (StatusClass::RequestFailure, StatusCode::BadRequest)
    );
    assert_eq!(COUNTERS.get(CODE.index()), Some(&0));
}

/// Code that was written when a code had no name goes on compiling.
#[test]
fn hidden_names_stay() {
    assert_eq!(StatusCode::_486, StatusCode::BusyHere);
    assert_eq!(StatusCode::_499 as u16, 499);
    let is_busy = |code| matches!(code, StatusCode::_486 | StatusCode::_600);
    assert!(is_busy(StatusCode::BusyHere) && !is_busy(StatusCode::Ok));
}

#[test]
fn links() {
    let links: Vec<String> = StatusCode::UnsupportedUriScheme
        .retry()
        .changes()
        .iter()
        .map(|change| change.source().link().to_string())
        .collect();
    let expected = "https://www.rfc-editor.org/rfc/rfc5630.html#appendix-A";
    assert!(links.iter().any(|link| link == expected), "{links:?}");
    let busy = StatusCode::BusyHere.source().unwrap();
    assert_eq!(busy.to_string(), "RFC 3261 §21.4.24");
    let expected = "https://www.rfc-editor.org/rfc/rfc3261.html#section-21.4.24";
    assert_eq!(busy.link().to_string(), expected);
}

#[test]
fn as_text() {
    assert_eq!(StatusCode::BusyHere.as_ref(), "486");
    assert_eq!(<&str>::from(StatusCode::BusyHere), "486");
    assert_eq!(
        StatusClass::try_from("4xx"),
        Ok(StatusClass::RequestFailure)
    );
    assert_eq!(<&str>::from(StatusClass::RequestFailure), "4xx");
    assert_eq!(StatusClass::RequestFailure.as_ref(), "4xx");
}
