//! The status line: what is read, what is refused and where, what is written.

#![allow(missing_docs)]

use sip_status::Deviation::{
    BareLf, BarePercent, BlanksBeforeCode, ControlCharacter, MalformedUtf8, NoLineEnd,
    NoSpaceAfterCode, NoSpaceBeforePhrase, TabAfterCode, UnescapedOctet,
};
use sip_status::{Deviation, ParseError, ParseErrorKind as Kind, Parsed, Progress, StatusCode};
use sip_status::{StatusLine, StatusLineParser};

fn show(input: &[u8]) -> String {
    input.escape_ascii().to_string()
}

fn complete<'a>(input: &[u8], result: Result<Progress<'a>, ParseError>) -> Parsed<'a> {
    match result {
        Ok(Progress::Complete(parsed)) => parsed,
        other => panic!("{}: {other:?}", show(input)),
    }
}

/// Input, code, phrase, rest: what both parsers accept.
type Accepted = (&'static [u8], u16, &'static [u8], &'static [u8]);

#[rustfmt::skip]
const STRICT: &[Accepted] = &[
    (b"SIP/2.0 200 OK\r\n", 200, b"OK", b""),
    (b"SIP/2.0 200 OK\r\nVia: x\r\n\r\n", 200, b"OK", b"Via: x\r\n\r\n"),
    (b"sip/2.0 200 OK\r\n", 200, b"OK", b""),
    (b"sIp/2.0 486 Busy Here\r\n", 486, b"Busy Here", b""),
    // RFC 4475 §3.1.1.13 noreason
    (b"SIP/2.0 100 \r\n", 100, b"", b""),
    // RFC 4475 §3.1.1.12 unreason
    (b"SIP/2.0 200 = 2**3 * 5**2 \xD0\xBD\xD0\xBE \xD1\x81\xD1\x82\xD0\xBE \xD0\xB4\xD0\xB5\xD0\xB2\xD1\x8F\r\n", 200, b"= 2**3 * 5**2 \xD0\xBD\xD0\xBE \xD1\x81\xD1\x82\xD0\xBE \xD0\xB4\xD0\xB5\xD0\xB2\xD1\x8F", b""),
    // Another version is well-formed.
    (b"SIP/7.0 200 OK\r\n", 200, b"OK", b""),
    (b"SIP/02.00 200 OK\r\n", 200, b"OK", b""),
    (b"SIP/65535.0 200 OK\r\n", 200, b"OK", b""),
    // RFC 3261 §7.5
    (b"\r\n\r\nSIP/2.0 200 OK\r\n", 200, b"OK", b""),
    // A blank belongs to the phrase.
    (b"SIP/2.0 200  OK \r\n", 200, b" OK ", b""),
    (b"SIP/2.0 200 \tOK\r\n", 200, b"\tOK", b""),
    (b"SIP/2.0 200 100%25 sure\r\n", 200, b"100%25 sure", b""),
    // UTF8-CONT may stand alone.
    (b"SIP/2.0 200 \x80\xBF\r\n", 200, b"\x80\xBF", b""),
    (b"SIP/2.0 200 \xFD\x80\x80\x80\x80\x80\r\n", 200, b"\xFD\x80\x80\x80\x80\x80", b""),
    (b"SIP/2.0 699 Last\r\n", 699, b"Last", b""),
    (b"SIP/2.0 100 First\r\n\r\n", 100, b"First", b"\r\n"),
];

/// Input, code, phrase, deviations: what only the tolerant parser accepts.
type Tolerated = (&'static [u8], u16, &'static [u8], &'static [Deviation]);

#[rustfmt::skip]
const TOLERATED: &[Tolerated] = &[
    (b"SIP/2.0  200 OK\r\n", 200, b"OK", &[BlanksBeforeCode]),
    (b"SIP/2.0\t200 OK\r\n", 200, b"OK", &[BlanksBeforeCode]),
    (b"SIP/2.0 \t 200 OK\r\n", 200, b"OK", &[BlanksBeforeCode]),
    (b"SIP/2.0 200\tOK\r\n", 200, b"OK", &[TabAfterCode]),
    (b"SIP/2.0 480\r\n", 480, b"", &[NoSpaceAfterCode]),
    (b"SIP/2.0 480\n", 480, b"", &[NoSpaceAfterCode, BareLf]),
    (b"SIP/2.0 200OK\r\n", 200, b"OK", &[NoSpaceBeforePhrase]),
    (b"SIP/2.0 200-1\r\n", 200, b"-1", &[NoSpaceBeforePhrase]),
    (b"SIP/2.0 200 OK\n", 200, b"OK", &[BareLf]),
    (b"SIP/2.0 480 Temporarily Unavailable [call Processing Released]\r\n", 480, b"Temporarily Unavailable [call Processing Released]", &[UnescapedOctet]),
    (b"SIP/2.0 200 a\"b\r\n", 200, b"a\"b", &[UnescapedOctet]),
    (b"SIP/2.0 200 100%\r\n", 200, b"100%", &[BarePercent]),
    (b"SIP/2.0 200 %4\r\n", 200, b"%4", &[BarePercent]),
    (b"SIP/2.0 200 %4g\r\n", 200, b"%4g", &[BarePercent]),
    (b"SIP/2.0 200 a\x07b\x7F\r\n", 200, b"a\x07b\x7F", &[ControlCharacter]),
    (b"SIP/2.0 200 Caf\xE9\r\n", 200, b"Caf\xE9", &[MalformedUtf8]),
    (b"SIP/2.0 200 \xC3(\r\n", 200, b"\xC3(", &[MalformedUtf8]),
    (b"SIP/2.0 200 \xFE\xFF\r\n", 200, b"\xFE\xFF", &[MalformedUtf8]),
    (b"SIP/2.0  200OK <\x01% \xFF\n", 200, b"OK <\x01% \xFF", &[BlanksBeforeCode, NoSpaceBeforePhrase, UnescapedOctet, BarePercent, ControlCharacter, MalformedUtf8, BareLf]),
];

/// Input, and the error of the tolerant and the strict parser.
type Refused = (&'static [u8], (Kind, usize), (Kind, usize));

const fn out_of_range(code: u64) -> Kind {
    Kind::CodeOutOfRange { code }
}

#[rustfmt::skip]
const REFUSED: &[Refused] = &[
    // Told by the first octets, before the line is there.
    (b"I", (Kind::NotStatusLine, 0), (Kind::NotStatusLine, 0)),
    (b"INVITE sip:a@b SIP/2.0\r\n", (Kind::NotStatusLine, 0), (Kind::NotStatusLine, 0)),
    (b"SUBSCRIBE", (Kind::NotStatusLine, 1), (Kind::NotStatusLine, 1)),
    (b"SIPS", (Kind::NotStatusLine, 3), (Kind::NotStatusLine, 3)),
    (b"\r\n\r\nBYE", (Kind::NotStatusLine, 4), (Kind::NotStatusLine, 4)),
    (b"HTTP/1.1 200 OK\r\n", (Kind::NotStatusLine, 0), (Kind::NotStatusLine, 0)),
    (b" SIP/2.0 200 OK\r\n", (Kind::NotStatusLine, 0), (Kind::NotStatusLine, 0)),
    (b"\nSIP/2.0 200 OK\r\n", (Kind::NotStatusLine, 0), (Kind::NotStatusLine, 0)),
    (b"\rSIP/2.0 200 OK\r\n", (Kind::NotStatusLine, 0), (Kind::NotStatusLine, 0)),
    (b"\0\x01\0\0", (Kind::NotStatusLine, 0), (Kind::NotStatusLine, 0)), // STUN
    // The version.
    (b"SIP/\r\n", (Kind::Version, 4), (Kind::Version, 4)),
    (b"SIP/2\r\n", (Kind::Version, 5), (Kind::Version, 5)),
    (b"SIP/2.\r\n", (Kind::Version, 6), (Kind::Version, 6)),
    (b"SIP/x.0 200 OK\r\n", (Kind::Version, 4), (Kind::Version, 4)),
    (b"SIP/2 .0 200 OK\r\n", (Kind::Version, 5), (Kind::Version, 5)),
    (b"SIP/-2.0 200 OK\r\n", (Kind::Version, 4), (Kind::Version, 4)),
    (b"SIP/65536.0 200 OK\r\n", (Kind::VersionOverflow, 4), (Kind::VersionOverflow, 4)),
    (b"SIP/2.99999999999999999999 200 OK\r\n", (Kind::VersionOverflow, 6), (Kind::VersionOverflow, 6)),
    // Around the code.
    (b"SIP/2.0\r\n", (Kind::Separator, 7), (Kind::Separator, 7)),
    (b"SIP/2.0a 200 OK\r\n", (Kind::Separator, 7), (Kind::Separator, 7)),
    (b"SIP/2.0.1 200 OK\r\n", (Kind::Separator, 7), (Kind::Separator, 7)),
    (b"SIP/2.0200 OK\r\n", (Kind::Code, 11), (Kind::Code, 11)),
    (b"SIP/2.0 \r\n", (Kind::Code, 8), (Kind::Code, 8)),
    (b"SIP/2.0 abc\r\n", (Kind::Code, 8), (Kind::Code, 8)),
    (b"SIP/2.0 +20 OK\r\n", (Kind::Code, 8), (Kind::Code, 8)),
    (b"SIP/2.0 -20 OK\r\n", (Kind::Code, 8), (Kind::Code, 8)),
    (b"SIP/2.0 2 OK\r\n", (Kind::Code, 9), (Kind::Code, 9)),
    (b"SIP/2.0 20 OK\r\n", (Kind::Code, 10), (Kind::Code, 10)),
    (b"SIP/2.0 2O0 OK\r\n", (Kind::Code, 9), (Kind::Code, 9)),
    (b"SIP/2.0 0233 25%\r\n", (Kind::Code, 11), (Kind::Code, 11)),
    (b"SIP/2.0 \xD9\xA2\xD9\xA0\xD9\xA0 OK\r\n", (Kind::Code, 8), (Kind::Code, 8)),
    (b"SIP/2.0 000 X\r\n", (out_of_range(0), 8), (out_of_range(0), 8)),
    (b"SIP/2.0 099 X\r\n", (out_of_range(99), 8), (out_of_range(99), 8)),
    (b"SIP/2.0 700 X\r\n", (out_of_range(700), 8), (out_of_range(700), 8)),
    (b"SIP/2.0 1000 X\r\n", (out_of_range(1000), 8), (out_of_range(1000), 8)),
    (b"SIP/2.0 65736 X\r\n", (out_of_range(65736), 8), (out_of_range(65736), 8)),
    // RFC 4475 §3.1.2.19 bigcode
    (b"SIP/2.0 4294967301 better not break the receiver\r\n", (out_of_range(4_294_967_301), 8), (out_of_range(4_294_967_301), 8)),
    (b"SIP/2.0 99999999999999999999999 X\r\n", (out_of_range(u64::MAX), 8), (out_of_range(u64::MAX), 8)),
    // What is dangerous.
    (b"SIP/2.0 200 a\rb\r\n", (Kind::BareCr, 13), (Kind::BareCr, 13)),
    (b"SIP/2.0 200 OK\r\r\n", (Kind::BareCr, 14), (Kind::BareCr, 14)),
    (b"SIP/2.0\r200 OK\r\n", (Kind::BareCr, 7), (Kind::BareCr, 7)),
    (b"SIP/2.0 200 OK\0\r\n", (Kind::Nul, 14), (Kind::Nul, 14)),
    (b"SIP/2.0 200 OK\0", (Kind::Nul, 14), (Kind::Nul, 14)), // no more is needed
    (b"SIP/2.0 2x0 a\rb\r\n", (Kind::Code, 9), (Kind::Code, 9)), // the leftmost
];

/// What the tolerant parser takes, and where the strict one stops.
#[rustfmt::skip]
const STRICTLY_REFUSED: &[(&[u8], Kind, usize)] = &[
    (b"SIP/2.0  200 OK\r\n", Kind::Separator, 8),
    (b"SIP/2.0\t200 OK\r\n", Kind::Separator, 7),
    (b"SIP/2.0 \t200 OK\r\n", Kind::Separator, 8),
    (b"SIP/2.0 200\tOK\r\n", Kind::Separator, 11),
    (b"SIP/2.0 480\r\n", Kind::Separator, 11),
    (b"SIP/2.0 480\n", Kind::Separator, 11),
    (b"SIP/2.0 200OK\r\n", Kind::Separator, 11),
    (b"SIP/2.0 200 OK\n", Kind::BareLf, 14),
    (b"SIP/2.0 200 O[K\n", Kind::PhraseOctet, 13),
    (b"SIP/2.0 200 %4g\r\n", Kind::PhraseOctet, 12),
    (b"SIP/2.0 200 Caf\xE9\r\n", Kind::PhraseOctet, 15),
    (b"SIP/2.0 200 \xE2\x82\r\n", Kind::PhraseOctet, 12),
    (b"SIP/2.0 200 a\x0Bb\r\n", Kind::PhraseOctet, 13),
    (b"SIP/2.0 200 0123456789abcdef0123456789abcde\x7F\r\n", Kind::PhraseOctet, 43),
];

#[test]
fn what_both_accept() {
    for (input, code, phrase, rest) in STRICT {
        for result in [StatusLine::parse(input), StatusLine::parse_strict(input)] {
            let parsed = complete(input, result);
            assert_eq!(parsed.line().code(), *code, "{}", show(input));
            assert_eq!(
                parsed.line().phrase().as_bytes(),
                *phrase,
                "{}",
                show(input)
            );
            assert_eq!(parsed.rest(), *rest, "{}", show(input));
            assert!(parsed.deviations().is_empty(), "{}", show(input));
        }
    }
}

#[test]
fn what_is_tolerated() {
    for (input, code, phrase, deviations) in TOLERATED {
        let parsed = complete(input, StatusLine::parse(input));
        assert_eq!(parsed.line().code(), *code, "{}", show(input));
        assert_eq!(
            parsed.line().phrase().as_bytes(),
            *phrase,
            "{}",
            show(input)
        );
        assert_eq!(parsed.raw(), *input);
        let found: Vec<_> = parsed.deviations().iter().collect();
        assert_eq!(found, *deviations, "{}", show(input));
        assert!(StatusLine::parse_strict(input).is_err(), "{}", show(input));
    }
    let seen = TOLERATED.iter().flat_map(|row| row.3);
    let sipfrag = StatusLine::parse_sipfrag(b"SIP/2.0 200 OK").unwrap();
    let seen: Vec<_> = seen.copied().chain(sipfrag.deviations().iter()).collect();
    assert_eq!(seen.last(), Some(&NoLineEnd));
    for deviation in Deviation::ALL {
        assert!(seen.contains(deviation), "{deviation}");
    }
}

#[test]
fn what_is_refused() {
    for (input, tolerant, strict) in REFUSED {
        let error = StatusLine::parse(input).unwrap_err();
        assert_eq!((error.kind(), error.offset()), *tolerant, "{}", show(input));
        let error = StatusLine::parse_strict(input).unwrap_err();
        assert_eq!((error.kind(), error.offset()), *strict, "{}", show(input));
    }
    for (input, kind, offset) in STRICTLY_REFUSED {
        assert!(StatusLine::parse(input).is_ok(), "{}", show(input));
        let error = StatusLine::parse_strict(input).unwrap_err();
        assert_eq!(
            (error.kind(), error.offset()),
            (*kind, *offset),
            "{}",
            show(input)
        );
    }
}

#[test]
fn all_1000_codes() {
    for number in 0..1000_u16 {
        for (phrase, end) in [
            ("OK", "\r\n"),
            ("", "\r\n"),
            ("Busy Here", "\n"),
            ("\u{e9}", "\r\n"),
        ] {
            let input = format!("SIP/2.0 {number:03} {phrase}{end}");
            let result = StatusLine::parse(input.as_bytes());
            let Some(code) = StatusCode::from_u16(number) else {
                let error = result.unwrap_err();
                assert_eq!(
                    (error.kind(), error.offset()),
                    (out_of_range(number.into()), 8)
                );
                continue;
            };
            let parsed = complete(input.as_bytes(), result);
            assert_eq!(parsed.line().code(), code);
            assert_eq!(parsed.line().phrase().to_str(), Ok(phrase));
        }
    }
}

/// Every line that is accepted waits at each of its prefixes.
#[test]
fn every_prefix_of_every_valid_line() {
    let lines = STRICT
        .iter()
        .map(|row| row.0)
        .chain(TOLERATED.iter().map(|row| row.0));
    for line in lines {
        let whole = complete(line, StatusLine::parse(line));
        let end = line.len() - whole.rest().len();
        let start = end - whole.raw().len();
        for length in 0..end {
            let skip = length.min(start) / 2 * 2;
            let prefix = &line[..length];
            let waiting = Ok(Progress::Incomplete { skip });
            assert_eq!(StatusLine::parse(prefix), waiting, "{}", show(prefix));
        }
    }
}

/// In two pieces at every place, octet by octet, and all at once: the same.
#[test]
fn every_split_of_a_stream() {
    let refused = REFUSED.iter().map(|row| row.0);
    let accepted = STRICT
        .iter()
        .map(|row| row.0)
        .chain(TOLERATED.iter().map(|row| row.0));
    for input in refused.chain(accepted) {
        for max in [0, 4, 5, 13, 16, StatusLineParser::DEFAULT_MAX_LENGTH] {
            let parser = StatusLineParser::new().with_max_length(max);
            let at_once = parser.clone().parse(input);
            for split in 0..=input.len() {
                let mut parser = parser.clone();
                let mut result = parser.parse(&input[..split]);
                if matches!(result, Ok(Progress::Incomplete { .. })) {
                    result = parser.parse(input);
                    assert_eq!(result, at_once, "{} at {split}, {max}", show(input));
                } else if let (Err(early), Err(late)) = (result, at_once) {
                    assert_eq!(early, late, "{} at {split}, {max}", show(input));
                }
            }
            let mut parser = parser.clone();
            let mut result = Ok(Progress::Incomplete { skip: 0 });
            for length in 0..=input.len() {
                if matches!(result, Ok(Progress::Incomplete { .. })) {
                    result = parser.parse(&input[..length]);
                }
            }
            match (result, at_once) {
                (Ok(Progress::Complete(a)), Ok(Progress::Complete(b))) => {
                    assert_eq!((a.line(), a.raw()), (b.line(), b.raw()), "{}", show(input));
                }
                _ => assert_eq!(result, at_once, "{} by octets, {max}", show(input)),
            }
        }
    }
}

/// What may be skipped may be left out of the next call.
#[test]
fn keep_alives_before_the_line() {
    let mut parser = StatusLineParser::new();
    assert_eq!(
        parser.parse(b"\r\n\r\n"),
        Ok(Progress::Incomplete { skip: 4 })
    );
    assert_eq!(
        parser.parse(b"\r\n\r"),
        Ok(Progress::Incomplete { skip: 2 })
    );
    assert_eq!(
        parser.parse(b"\r\nSIP/2.0"),
        Ok(Progress::Incomplete { skip: 2 })
    );
    let parsed = complete(b"", parser.parse(b"SIP/2.0 200 OK\r\n"));
    assert_eq!(parsed.line().code(), StatusCode::Ok);
}

/// Nobody keeps a reader busy with keep-alives alone, unless it throws them away.
#[test]
fn too_many_crlfs() {
    let most = StatusLineParser::MOST_CRLFS;
    assert_eq!(most, 8192);
    let mut input = b"\r\n".repeat(most / 2);
    assert_eq!(
        StatusLine::parse(&input),
        Ok(Progress::Incomplete { skip: most })
    );
    input.extend(b"SIP/2.0 200 OK\r\n");
    assert_eq!(
        complete(b"", StatusLine::parse(&input)).code(),
        StatusCode::Ok
    );
    input.splice(0..0, *b"\r\n");
    for input in [&input[..], &input[..most + 2], &b"\r\n".repeat(100_000)] {
        let error = StatusLine::parse(input).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (Kind::TooLong, most));
        assert_eq!(StatusLineParser::new().parse(input), Err(error));
    }
}

/// What was made and what was read are the same line.
#[test]
fn lines_are_equal() {
    let read = complete(b"", StatusLine::parse(b"SIP/2.0 200 OK\r\n")).line();
    assert_eq!(read, StatusLine::new(StatusCode::Ok));
    assert_eq!(Ok(read), StatusLine::with_phrase(StatusCode::Ok, b"OK"));
    assert_ne!(read, StatusLine::new(StatusCode::Ok).escaped());
    assert_ne!(format!("{read:?}"), format!("{:?}", read.escaped()));
}

/// Another input than the one that was seen: no line end gets past.
#[test]
fn a_parser_that_is_given_something_else() {
    let mut parser = StatusLineParser::new();
    let waiting = Ok(Progress::Incomplete { skip: 0 });
    assert_eq!(
        parser.parse(b"SIP/2.0 200 A long phrase without an end"),
        waiting
    );
    let other = b"SIP/2.0 200 OK\r\nVia: x\r\nFrom: y\r\nTo: zzzzzzzzz\r\n";
    let parsed = complete(other, parser.parse(other));
    assert_eq!(parsed.phrase().as_bytes(), b"OK");

    assert_eq!(parser.parse(b"SIP/2.0 200 A long phrase"), waiting);
    parser.reset();
    assert_eq!(
        complete(b"", parser.parse(b"SIP/2.0 200 OK\r\n")).code(),
        StatusCode::Ok
    );
}

#[test]
fn the_longest_line() {
    let line = |length: usize| {
        let mut line = b"SIP/2.0 200 ".to_vec();
        line.resize(length - 2, b'x');
        line.extend(b"\r\n");
        line
    };
    let max = StatusLineParser::DEFAULT_MAX_LENGTH;
    assert_eq!(max, 8192);
    assert!(StatusLine::parse(&line(max)).is_ok());
    let too_long = line(max + 1);
    for length in max..=too_long.len() {
        let error = StatusLine::parse(&too_long[..length]).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (Kind::TooLong, max));
    }
    let waiting = Ok(Progress::Incomplete { skip: 0 });
    assert_eq!(StatusLine::parse(&too_long[..max - 1]), waiting);

    let mut parser = StatusLineParser::new().with_max_length(max + 1);
    assert!(matches!(parser.parse(&too_long), Ok(Progress::Complete(_))));
    // The CRLFs before the line do not count, its own does.
    let mut short = StatusLineParser::new().with_max_length(16);
    assert!(matches!(
        short.parse(b"\r\n\r\nSIP/2.0 200 OK\r\n"),
        Ok(Progress::Complete(_))
    ));
    let error = short.parse(b"\r\n\r\nSIP/2.0 200 OK!\r\n").unwrap_err();
    assert_eq!((error.kind(), error.offset()), (Kind::TooLong, 20));
    // A sipfrag of just that length needs no end.
    let mut frag = StatusLineParser::new()
        .with_max_length(14)
        .with_sipfrag(true);
    assert!(frag.parse(b"SIP/2.0 200 OK").is_ok());
    assert_eq!(
        frag.parse(b"SIP/2.0 200 OK!").unwrap_err().kind(),
        Kind::TooLong
    );
}

#[test]
fn sipfrag() {
    type Row = (&'static [u8], Result<u16, (Kind, usize)>);
    let rows: &[Row] = &[
        (b"SIP/2.0 200 OK", Ok(200)),
        (b"SIP/2.0 200 OK\r\nVia", Ok(200)),
        (b"SIP/2.0 180 ", Ok(180)),
        (b"SIP/2.0 180", Ok(180)),
        (b"\r\nSIP/2.0 180", Ok(180)),
        (b"SIP/2.0 200 OK\r", Err((Kind::BareCr, 14))),
        (b"SIP/2.0 18", Err((Kind::Code, 10))),
        (b"SIP/2.0", Err((Kind::Separator, 7))),
        (b"SIP/", Err((Kind::Version, 4))),
        (b"SIP", Err((Kind::UnexpectedEnd, 3))),
        (b"", Err((Kind::UnexpectedEnd, 0))),
        (b"\r\n", Err((Kind::UnexpectedEnd, 2))),
        (b"  SIP/2.0 200 OK", Err((Kind::NotStatusLine, 0))),
        (b"OPTIONS sip:a@b SIP/2.0", Err((Kind::NotStatusLine, 0))),
    ];
    for (input, expected) in rows {
        let result = StatusLine::parse_sipfrag(input);
        let found = result.map(|parsed| parsed.line().code().as_u16());
        let found = found.map_err(|error| (error.kind(), error.offset()));
        assert_eq!(found, *expected, "{}", show(input));
    }
}

/// A line that comes octet by octet is searched once, not once an octet. Time
/// is no test, so the longest line is fed to a parser in a debug build: looking
/// at each octet again and again would be 34 million looks a round.
#[test]
fn octet_by_octet() {
    let mut line = b"SIP/2.0 200 ".to_vec();
    line.resize(60_000, b'x');
    line.extend(b"\r\n");
    let mut parser = StatusLineParser::new().with_max_length(line.len());
    for length in 0..line.len() {
        let waiting = Ok(Progress::Incomplete { skip: 0 });
        assert_eq!(parser.parse(&line[..length]), waiting);
    }
    assert!(matches!(parser.parse(&line), Ok(Progress::Complete(_))));
}

#[test]
fn versions() {
    let rows: &[(&[u8], u16, u16, bool)] = &[
        (b"SIP/2.0", 2, 0, true),
        (b"sip/2.0", 2, 0, true),
        (b"SIP/02.00", 2, 0, true),
        (b"SIP/2.1", 2, 1, false),
        (b"SIP/7.0", 7, 0, false),
        (b"SIP/65535.65535", 65535, 65535, false),
    ];
    for (version, major, minor, is_2_0) in rows {
        let input = [*version, b" 200 OK\r\n"].concat();
        let found = complete(&input, StatusLine::parse(&input)).line().version();
        assert_eq!(found.as_bytes(), *version);
        assert_eq!(
            (found.major(), found.minor(), found.is_2_0()),
            (*major, *minor, *is_2_0)
        );
        assert_eq!(found.to_string().as_bytes(), *version);
    }
}

#[test]
fn wording_of_errors() {
    let rows: &[(&[u8], &str)] = &[
        (b"BYE", "found something else at offset 0, expected `SIP/`"),
        (
            b"SIP/\r\n",
            "found no version at offset 4, expected digits, a dot and digits",
        ),
        (
            b"SIP/2.70000 \r\n",
            "found a number at offset 6 that is too large for a version, expected at most 65535",
        ),
        (
            b"SIP/2.0200\r\n",
            "found no separator at offset 10, expected a single space",
        ),
        (
            b"SIP/2.0 2\r\n",
            "found no status code at offset 9, expected three digits",
        ),
        (
            b"SIP/2.0 999\r\n",
            "found status code 999 at offset 8, expected 100 to 699",
        ),
        (
            b"SIP/2.0 200 <\r\n",
            "found an octet at offset 12 that has no place in a reason phrase, expected it to be escaped",
        ),
        (
            b"SIP/2.0 200 \r \r\n",
            "found a carriage return at offset 12 without a line feed, expected both or none",
        ),
        (
            b"SIP/2.0 200 \0\r\n",
            "found a null octet at offset 12, expected none",
        ),
        (
            b"SIP/2.0 200 \n",
            "found a line feed at offset 12 without a carriage return, expected both",
        ),
    ];
    for (input, expected) in rows {
        assert_eq!(
            StatusLine::parse_strict(input).unwrap_err().to_string(),
            *expected
        );
    }
    let error = StatusLineParser::new()
        .with_max_length(9)
        .parse(b"SIP/2.0 200")
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "found no end of the line before offset 9, expected a shorter line"
    );
    let error = StatusLine::parse_sipfrag(b"SI").unwrap_err();
    assert_eq!(
        error.to_string(),
        "found the end of the input at offset 2, expected a status line"
    );
    let _: &dyn std::error::Error = &error;
}
