//! Reason phrases: look-up and classification.

#![allow(missing_docs)]

use sip_status::{PhraseKind, PhraseOrigin, StatusCode};

fn numbers(phrase: &str) -> Vec<u16> {
    let codes = StatusCode::from_phrase(phrase.as_bytes());
    codes.iter().map(|code| code.as_u16()).collect()
}

#[test]
fn every_phrase_finds_its_code_in_any_case() {
    for code in StatusCode::NAMED {
        let spellings = code
            .phrase_variants()
            .iter()
            .map(sip_status::PhraseVariant::phrase);
        for phrase in spellings.chain(code.canonical_phrase()) {
            for phrase in [
                phrase.to_owned(),
                phrase.to_uppercase(),
                phrase.to_lowercase(),
            ] {
                assert!(numbers(&phrase).contains(&code.as_u16()), "{phrase}");
            }
        }
    }
}

#[test]
fn look_up() {
    let rows: &[(&str, &[u16])] = &[
        ("Busy Here", &[486]),
        ("OK", &[200]),
        ("ok", &[200]),
        ("server TIME-OUT", &[504]),
        // The names of RFC 4474, before RFC 8224 §13.2.
        ("Bad Identity-Info", &[436]),
        ("Unsupported Certificate", &[437]),
        // RFC 8224 §6.2.2
        ("Stale Date", &[403]),
        // Spellings of RFC 3261 §25.1.
        ("Internal Server Error", &[500]),
        ("SIP Version not supported", &[505]),
        // ATIS-1000099
        ("Network Blocked", &[603]),
        ("Merged Request", &[482]),
        // RFC 5373 §4.5.1, with the full stop that stands within the quotation marks.
        (
            "certificate validation requires user input not compatible with automatic answer.",
            &[403],
        ),
        // The figures of RFC 4458 §6.2 and RFC 7131 §3.1.
        ("Moved", &[302]),
        ("Move Temporarily", &[302]),
        ("Request Cancelled", &[487]),
        // Nothing of the kind.
        ("", &[]),
        ("Busy", &[486, 600]),
        (" Busy Here", &[]),
        ("Busy  Here", &[]),
        ("Busy Here\r\n", &[]),
        ("Request Failure", &[]),
        ("B\u{fc}sy Here", &[]),
    ];
    for (phrase, expected) in rows {
        assert_eq!(numbers(phrase), *expected, "{phrase:?}");
    }
    // The owners come first, those that were seen with it after them.
    assert!(numbers("Not Acceptable").starts_with(&[406, 606]));
}

#[test]
fn look_up_of_any_bytes() {
    for length in [0, 1, 63, 64, 65, 1000] {
        for byte in [0, b'a', 0x80, 0xff] {
            assert!(StatusCode::from_phrase(&vec![byte; length]).is_empty());
        }
    }
}

#[test]
fn classification() {
    use PhraseKind::{Canonical, Empty, OwnWords, Variant};

    let code = |number| StatusCode::from_u16(number).unwrap();
    let is_rfc = |kind, number| matches!(kind, Variant(PhraseOrigin::Rfc(s)) if s.rfc() == number);
    let kind = |number, phrase: &str| code(number).classify_phrase(phrase.as_bytes());

    assert_eq!(kind(486, "Busy Here"), Canonical);
    assert_eq!(kind(486, "BUSY HERE"), Canonical);
    assert_eq!(kind(486, ""), Empty);
    assert_eq!(kind(486, "Busy Here "), OwnWords);
    assert_eq!(kind(486, "Ringing"), OwnWords);
    assert_eq!(kind(504, "Server Time-out"), Canonical);
    assert!(is_rfc(kind(436, "bad identity-info"), 4474));
    assert!(
        is_rfc(kind(438, "Invalid PASSporT"), 8946) || is_rfc(kind(438, "Invalid PASSporT"), 8224)
    );
    assert_eq!(
        kind(603, "Network Blocked"),
        Variant(PhraseOrigin::Document("ATIS-1000099"))
    );
    assert_eq!(kind(404, "Not here"), Variant(PhraseOrigin::InTheWild));
    assert_eq!(kind(606, "Not Acceptable"), Canonical);
    assert_eq!(kind(406, "Not Acceptable"), Canonical);
    // An unassigned code has no phrase of its own.
    assert_eq!(kind(499, "Request Failure"), OwnWords);
    assert_eq!(kind(499, ""), Empty);
}
