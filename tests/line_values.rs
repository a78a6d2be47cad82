//! The small values around a status line: versions, deviations, progress.

#![allow(missing_docs)]

use std::collections::HashSet;

use sip_status::{Deviation, DeviationSet, Parsed, Progress, SipVersion, StatusCode, StatusLine};

fn read(input: &[u8]) -> Parsed<'_> {
    match StatusLine::parse(input) {
        Ok(Progress::Complete(parsed)) => parsed,
        other => panic!("{}: {other:?}", input.escape_ascii()),
    }
}

#[test]
fn every_deviation_has_words_of_its_own() {
    let mut seen = HashSet::new();
    for deviation in Deviation::ALL {
        let words = deviation.as_str();
        assert!(!words.is_empty() && seen.insert(words), "{words}");
        assert_eq!(deviation.to_string(), words);
        assert_eq!(format!("{deviation:>50}"), format!("{words:>50}"));
    }
}

#[test]
fn sets_of_deviations() {
    let none = read(b"SIP/2.0 200 OK\r\n").deviations();
    assert!(none.is_empty());
    assert_eq!(none, DeviationSet::default());
    assert_eq!(none.iter().next(), None);
    assert_eq!(format!("{none:?}"), "{}");

    // RFC 3261 §25.1: one SP, and CRLF; a percent sign begins an escape.
    let two = read(b"SIP/2.0  200 100%\n").deviations();
    let listed = [
        Deviation::BlanksBeforeCode,
        Deviation::BarePercent,
        Deviation::BareLf,
    ];
    assert!(!two.is_empty());
    assert!(two.iter().eq(listed));
    for deviation in Deviation::ALL {
        assert_eq!(two.contains(*deviation), listed.contains(deviation));
        assert!(!none.contains(*deviation));
    }
    assert_eq!(
        format!("{two:?}"),
        "{BlanksBeforeCode, BarePercent, BareLf}"
    );
    // One that occurs twice is there, as is one that occurs three times.
    for phrase in ["%", "% %", "% % %", "% % % %"] {
        let line = format!("SIP/2.0 200 {phrase}\r\n");
        let found = read(line.as_bytes()).deviations();
        assert!(found.iter().eq([Deviation::BarePercent]), "{phrase}");
    }
}

#[test]
fn progress() {
    let complete = StatusLine::parse(b"SIP/2.0 200 OK\r\nVia: x").unwrap();
    let parsed = complete.complete().unwrap();
    assert_eq!(parsed.code(), StatusCode::Ok);
    assert_eq!(parsed.rest(), b"Via: x");
    let shown = format!("{parsed:?}");
    assert!(shown.contains("Ok") && shown.contains("rest: 6"), "{shown}");
    let waiting = StatusLine::parse(b"\r\nSIP/2.0 200 OK").unwrap();
    assert_eq!(waiting, Progress::Incomplete { skip: 2 });
    assert_eq!(waiting.complete(), None);
}

/// RFC 3261 §7.1: the string is case-insensitive. §25.1: `1*DIGIT "." 1*DIGIT`.
#[test]
fn versions() {
    let rows = [
        ("SIP/2.0", 2, 0, true),
        ("sip/2.0", 2, 0, true),
        ("SIP/02.00", 2, 0, true),
        ("SIP/0.2", 0, 2, false),
        ("SIP/2.1", 2, 1, false),
        ("SIP/1.0", 1, 0, false),
        ("SIP/3.0", 3, 0, false),
        ("SIP/2.10", 2, 10, false),
        ("SIP/12.34", 12, 34, false),
        ("SIP/65535.65535", 65535, 65535, false),
        ("SIP/20.0", 20, 0, false),
    ];
    for (text, major, minor, is_2_0) in rows {
        let line = format!("{text} 200 OK\r\n");
        let version = read(line.as_bytes()).line().version();
        assert_eq!(version.as_ref(), text);
        assert_eq!((version.major(), version.minor()), (major, minor), "{text}");
        assert_eq!(version.is_2_0(), is_2_0, "{text}");
        assert_eq!(version.as_str(), text);
        assert_eq!(version.as_bytes(), text.as_bytes());
        assert_eq!(version.to_string(), text);
        assert_eq!(format!("{version:>20}"), format!("{text:>20}"));
        assert_eq!(format!("{version:?}"), format!("SipVersion({text:?})"));
    }
    assert_eq!(SipVersion::V2_0.as_str(), "SIP/2.0");
    assert_eq!(StatusLine::new(StatusCode::Ok).version(), SipVersion::V2_0);
}

/// What is asked of a phrase, and the answers: RFC 3261 §25.1 has `Reason-Phrase =
/// *(reserved / unreserved / escaped / UTF8-NONASCII / UTF8-CONT / SP / HTAB)`.
#[test]
fn phrases() {
    let rows: &[(&[u8], bool)] = &[
        (b"", true),
        (b"OK", true),
        (b"a\tb (c), 100%25", true),
        ("Вызов".as_bytes(), true),
        (b"\x80\xBF", true),
        (b"a\"b", false),
        (b"100%", false),
        (b"%2", false),
        (b"%2G", false),
        (b"<b>", false),
        (b"\x01", false),
        (b"\x7F", false),
        (b"Caf\xE9", false),
        (b"\xC3(", false),
        (b"\xFE\xFF", false),
    ];
    for (octets, grammatical) in rows {
        let shown = octets.escape_ascii();
        let line = [b"SIP/2.0 200 ", *octets, b"\r\n"].concat();
        let plain = read(&line).line();
        let escaped = StatusLine::with_escaped_phrase(StatusCode::Ok, octets);
        assert_eq!(plain.escaped(), escaped, "{shown}");
        let made = StatusLine::with_phrase(StatusCode::Ok, octets);
        assert_eq!(made.ok(), grammatical.then_some(plain), "{shown}");
        for (line, is_escaped) in [(plain, false), (escaped, true)] {
            let phrase = line.phrase();
            assert_eq!(phrase.is_escaped(), is_escaped, "{shown}");
            assert_eq!(phrase.is_empty(), octets.is_empty(), "{shown}");
            assert_eq!(phrase.is_grammatical(), *grammatical, "{shown}");
            assert_eq!(phrase.as_bytes(), *octets);
            assert_eq!(phrase.to_str().ok(), std::str::from_utf8(octets).ok());
            let note = if is_escaped { ", to be escaped" } else { "" };
            let debug = format!("ReasonPhrase(\"{shown}\"{note})");
            assert_eq!(format!("{phrase:?}"), debug);
        }
        // The grammar decides what a strict reader takes.
        let strict = StatusLine::parse_strict(&line);
        assert_eq!(strict.is_ok(), *grammatical, "{shown}");
    }
    let phrase = read(b"SIP/2.0 486 Busy Here\r\n").phrase();
    assert!(!phrase.is_escaped());
    assert!(phrase.eq_ignore_ascii_case("BUSY here"));
    for other in ["", "Busy", "Busy Here!", "Busy There"] {
        assert!(!phrase.eq_ignore_ascii_case(other), "{other}");
    }
}

/// An octet is allowed or not, however many of it stand together: a phrase is
/// looked at in chunks. RFC 3261 §25.1; what begins a UTF8-NONASCII wants a
/// UTF8-CONT behind it, and not itself.
#[test]
fn one_octet_many_times() {
    for octet in 0..=u8::MAX {
        let legal = match octet {
            b' ' | b'\t' | 0x80..=0xBF => true,
            0xC0.. => false,
            _ => octet.is_ascii_alphanumeric() || b";/?:@&=+$,-_.!~*'()".contains(&octet),
        };
        for count in [1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 128] {
            let phrase = vec![octet; count];
            let made = StatusLine::with_phrase(StatusCode::Ok, &phrase);
            assert_eq!(made.is_ok(), legal, "{count} of {octet:#04X}");
            let escaped = StatusLine::with_escaped_phrase(StatusCode::Ok, &phrase);
            assert_eq!(escaped.phrase().is_grammatical(), legal);
            let written = if legal { count } else { count * 3 };
            assert_eq!(escaped.encoded_len(), 12 + written + 2, "{octet:#04X}");
        }
    }
}

#[test]
fn every_deviation_says_what_it_is() {
    let said: HashSet<_> = Deviation::ALL.iter().map(|one| one.summary()).collect();
    assert_eq!(said.len(), Deviation::ALL.len());
    assert!(
        said.iter().all(|text| text.split(' ').count() > 2),
        "{said:?}"
    );
}
