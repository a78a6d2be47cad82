//! A parser that is fed piece by piece says at every step what a reader says that
//! sees the same input for the first time.

#![allow(missing_docs)]

use sip_status::{ParseErrorKind as Kind, Progress, StatusCode, StatusLine, StatusLineParser};

const WAITING: Result<Progress<'_>, sip_status::ParseError> = Ok(Progress::Incomplete { skip: 0 });

const INPUTS: &[&[u8]] = &[
    b"SIP/2.0 200 OK\r\nVia: x\r\n",
    b"sip/2.0 486 Busy Here!\r\nFrom: y",
    b"SIP/2.0 200\r\n",
    b"SIP/2.0 180 a\tb\nTo: z",
    b"SIP/2.0 200 100% <b>\r\n",
    b"SIP/2.0 200 a\rb\r\n",
    b"SIP/2.0 200 a\0b\r\n",
    b"\r\n\r\nSIP/2.0 200 OK\r\n",
    b"\r\nSIP/2.0 200 session\r\n",
    b"SIP/2.0 200 stands still\r\n",
    b"SIP/2.0 200 \t\r\n",
    b"SiP/2.0 200 a\nb\n",
    b"SIX/2.0 200 OK\r\n",
    b"SIP/x.0 200 OK\r\n",
    b"SIP/2.0 700 x\r\n",
    b"SIP/2.0 20 OK\r\n",
    b"SIP/2.0200 OK\r\n",
    b"INVITE sip:bob@example.com SIP/2.0\r\n",
];

/// After any prefix that is not enough, any longer one.
#[test]
fn every_two_steps() {
    for input in INPUTS {
        for max in [4, 7, 12, 16, 20, 64, StatusLineParser::DEFAULT_MAX_LENGTH] {
            for strict in [false, true] {
                let parser = StatusLineParser::new()
                    .with_max_length(max)
                    .with_strict(strict);
                for first in 0..=input.len() {
                    let mut fed = parser.clone();
                    if !matches!(fed.parse(&input[..first]), Ok(Progress::Incomplete { .. })) {
                        continue;
                    }
                    for second in first..=input.len() {
                        let piece = &input[..second];
                        let expected = parser.clone().parse(piece);
                        let found = fed.clone().parse(piece);
                        let at = format!("{} {max} {strict} {first}", piece.escape_ascii());
                        assert_eq!(found, expected, "{at}");
                        if max == StatusLineParser::DEFAULT_MAX_LENGTH {
                            let free = if strict {
                                StatusLine::parse_strict(piece)
                            } else {
                                StatusLine::parse(piece)
                            };
                            assert_eq!(found, free, "{at}");
                        }
                    }
                }
            }
        }
    }
}

/// CRLFs before a line may be kept or left out, all or some, with any number of octets
/// coming at the same time: the parser says what one says that sees the input anew.
#[test]
fn crlfs_kept_and_left_out() {
    let lines = INPUTS.iter().filter(|line| line.starts_with(b"S"));
    for (line, crlfs) in lines.flat_map(|line| (1..=6).map(move |crlfs| (line, crlfs))) {
        let before = 2 * crlfs;
        let input = [&b"\r\n".repeat(crlfs), *line].concat();
        let parser = StatusLineParser::new();
        for first in before..=input.len() {
            let mut fed = parser.clone();
            let waiting = Ok(Progress::Incomplete { skip: before });
            if fed.parse(&input[..first]) != waiting {
                continue;
            }
            for second in first..=input.len() {
                for from in (0..=before).step_by(2) {
                    let piece = &input[from..second];
                    let found = fed.clone().parse(piece);
                    let expected = parser.clone().parse(piece);
                    assert_eq!(found, expected, "{} {first}", piece.escape_ascii());
                }
            }
        }
    }
}

/// Octet by octet, the verdict comes with the octet that it comes with for one that
/// sees the input anew, whatever was skipped.
#[test]
fn octet_by_octet() {
    for input in INPUTS {
        for (max, strict) in [(18, false), (18, true), (8192, false), (8192, true)] {
            let new = StatusLineParser::new()
                .with_max_length(max)
                .with_strict(strict);
            for leave_out in [false, true] {
                let (mut fed, mut from) = (new.clone(), 0);
                for to in 0..=input.len() {
                    let piece = &input[from..to];
                    let found = fed.parse(piece);
                    let at = format!("{} {max} {strict}", piece.escape_ascii());
                    assert_eq!(found, new.clone().parse(piece), "{at}");
                    match found {
                        Ok(Progress::Incomplete { skip }) if leave_out => from += skip,
                        Ok(Progress::Incomplete { .. }) => {}
                        _ => break,
                    }
                }
            }
        }
    }
}

/// The error comes with the octet that is one too many, however the line came.
#[test]
fn too_long_as_soon_as_it_is() {
    let line = b"SIP/2.0 200 a phrase that goes on";
    for max in [16, 20, 24] {
        for first in [4, 8, 12, 15] {
            for second in first..line.len() {
                let mut parser = StatusLineParser::new().with_max_length(max);
                assert_eq!(parser.parse(&line[..first]), WAITING);
                let result = parser.parse(&line[..second]);
                if second < max {
                    assert_eq!(result, WAITING, "{max} {first} {second}");
                } else {
                    let error = result.unwrap_err();
                    let found = (error.kind(), error.offset());
                    assert_eq!(found, (Kind::TooLong, max), "{first} {second}");
                }
            }
        }
    }
}

/// The documented least is 4 octets: less is taken for it, and not for no limit.
#[test]
fn the_least_limit() {
    for max in 0..=4 {
        let mut parser = StatusLineParser::new().with_max_length(max);
        let error = parser.parse(b"SIP/2.0 200 OK\r\n").unwrap_err();
        assert_eq!((error.kind(), error.offset()), (Kind::TooLong, 4), "{max}");
    }
    for max in [16, usize::MAX] {
        let mut parser = StatusLineParser::new().with_max_length(max);
        assert!(parser.parse(b"SIP/2.0 200 OK\r\n").is_ok(), "{max}");
    }
}

/// A limit that is set while a line comes holds for that line, too.
#[test]
fn a_limit_set_within_a_line() {
    let line = b"SIP/2.0 200 a phrase that goes on";
    for (first, second) in (24..line.len()).flat_map(|first| [(first, first + 1), (first, 33)]) {
        let mut parser = StatusLineParser::new();
        assert_eq!(parser.parse(&line[..first]), WAITING);
        let error = parser
            .with_max_length(20)
            .parse(&line[..second])
            .unwrap_err();
        let found = (error.kind(), error.offset());
        assert_eq!(found, (Kind::TooLong, 20), "{first} {second}");
    }
}

/// After a reset the parser knows nothing of the line before: a line end where it
/// had looked already is found.
#[test]
fn a_reset_forgets() {
    let next = b"SIP/2.0 200 In words of its own\r\nVia: x\r\nFrom: yyyyyyyyyy";
    for length in 4..next.len() {
        let mut before = b"SIP/2.0 486 ".to_vec();
        before.resize(length.max(12), b'x');
        let mut parser = StatusLineParser::new();
        assert_eq!(parser.parse(&before), WAITING);
        parser.reset();
        let parsed = parser.parse(next).unwrap().complete().unwrap();
        assert_eq!(parsed.code(), StatusCode::Ok, "{length}");
        assert_eq!(parsed.phrase().as_bytes(), b"In words of its own");
    }
}

/// Nor of the CRLFs before it, after a reset or a line that is complete.
#[test]
fn nothing_is_known_of_the_crlfs_of_a_line_before() {
    let started = b"\r\nSIP/2.0 200 O";
    for end in [None, Some(&b"\r\nSIP/2.0 200 OK\r\n"[..])] {
        let mut parser = StatusLineParser::new();
        let waiting = Ok(Progress::Incomplete { skip: 2 });
        assert_eq!(parser.parse(started), waiting);
        match end {
            Some(whole) => assert!(parser.parse(whole).unwrap().complete().is_some()),
            None => parser.reset(),
        }
        let error = parser.parse(b"\r\nX").unwrap_err();
        assert_eq!((error.kind(), error.offset()), (Kind::NotStatusLine, 2));
    }
}

/// What is no status line is no line that goes on.
#[test]
fn something_else_after_a_part() {
    for other in [
        &b"INVITE sip:bob@example.com SIP/2.0 and so on"[..],
        b"HTTP/1.1 200 OK and some more behind it",
        b"SUBSCRIBE sip:bob@example.com SIP/2.0 and so on",
        b"SUBSCRIBE sip:",
    ] {
        let mut parser = StatusLineParser::new();
        assert_eq!(parser.parse(b"SIP/2.0 200 O"), WAITING);
        let error = parser.parse(other).unwrap_err();
        assert_eq!(error, StatusLine::parse(other).unwrap_err());
        assert_eq!(error.kind(), Kind::NotStatusLine);
    }
}

/// A line that is shorter than what was seen is another one, and is read as it is.
#[test]
fn something_shorter_after_a_part() {
    for other in [
        &b"SIP/2.0 200 OK\r\n"[..],
        b"SIP/2.0 200\r\n",
        b"SIP/2.0 2\0",
    ] {
        let mut parser = StatusLineParser::new();
        assert_eq!(parser.parse(b"SIP/2.0 183 Session"), WAITING);
        assert_eq!(parser.parse(other), StatusLine::parse(other));
    }
}

/// RFC 3420: the input ends, and so does the line. That can turn out late.
#[test]
fn the_end_of_a_sipfrag_turns_out_late() {
    let mut parser = StatusLineParser::new();
    assert_eq!(parser.parse(b"SIP/2.0 200 All is"), WAITING);
    let mut parser = parser.with_sipfrag(true);
    let result = parser.parse(b"SIP/2.0 200 All is well");
    let parsed = result.unwrap().complete().unwrap();
    assert_eq!(parsed.phrase().as_bytes(), b"All is well");
    assert_eq!(parsed.rest(), b"");
}

/// What a parser has seen of one line says nothing of another: a line end is found
/// where it is, and what must not be in a line is refused, wherever it stands.
#[test]
fn what_was_seen_is_not_passed_over_in_a_sipfrag() {
    let slow = b"SIP/2.0 183 Session is progressing slowly, please hold the line";
    let mut waiting = StatusLineParser::new();
    assert_eq!(waiting.parse(slow), WAITING);
    for strict in [false, true] {
        let sipfrag = waiting.clone().with_strict(strict).with_sipfrag(true);
        let parse = |input| sipfrag.clone().parse(input);

        let two = b"SIP/2.0 200 Fine\r\nVia: SIP/2.0/UDP evil\r\n";
        let parsed = parse(two).unwrap().complete().unwrap();
        assert_eq!(parsed.phrase().as_bytes(), b"Fine");
        assert_eq!(parsed.rest(), b"Via: SIP/2.0/UDP evil\r\n");

        let error = parse(b"SIP/2.0 200 a\0b\rc\r\n").unwrap_err();
        assert_eq!((error.kind(), error.offset()), (Kind::Nul, 13));
        let error = parse(b"SIP/2.0 200 a\rb").unwrap_err();
        assert_eq!((error.kind(), error.offset()), (Kind::BareCr, 13));
    }
}

/// Nor in a stream: whoever gives another input than the one that was seen gets its
/// first line, and no line end in a phrase.
#[test]
fn what_was_seen_is_not_passed_over_in_a_stream() {
    let slow = b"SIP/2.0 183 Session is progressing slowly, please hold";
    let behind = b"Via: SIP/2.0/UDP host.example.com;branch=z9hG4bK776asdhds\r\n";
    for strict in [false, true] {
        let mut waiting = StatusLineParser::new().with_strict(strict);
        assert_eq!(waiting.parse(slow), WAITING);
        let other = [&b"SIP/2.0 200 Fine\r\n"[..], behind].concat();
        let parsed = waiting.clone().parse(&other).unwrap().complete().unwrap();
        assert_eq!(parsed.phrase().as_bytes(), b"Fine");
        assert_eq!(parsed.rest(), behind);
        for (octet, kind) in [(b'\0', Kind::Nul), (b'\r', Kind::BareCr)] {
            let other = [&b"SIP/2.0 200 a"[..], &[octet], b"b ", behind].concat();
            let error = waiting.clone().parse(&other).unwrap_err();
            assert_eq!((error.kind(), error.offset()), (kind, 13));
        }
    }
}
