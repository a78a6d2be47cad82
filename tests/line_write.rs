//! Writing status lines: one line, whatever the phrase.

#![allow(missing_docs)]

use std::fmt::Write;

use sip_status::{PhraseKind, Progress, StatusCode, StatusLine};

fn written(line: StatusLine<'_>) -> Vec<u8> {
    let mut buffer = vec![0xAA; line.encoded_len()];
    assert_eq!(line.write_to(&mut buffer), Ok(buffer.len()));
    buffer
}

fn parsed(input: &[u8]) -> StatusLine<'_> {
    match StatusLine::parse(input) {
        Ok(Progress::Complete(parsed)) => parsed.line(),
        other => panic!("{}: {other:?}", input.escape_ascii()),
    }
}

#[test]
fn the_ready_line_of_every_code() {
    for code in StatusCode::ALL {
        let expected = format!("SIP/2.0 {code} {}\r\n", code.reason_phrase());
        assert_eq!(code.status_line(), expected.as_bytes());
        let line = StatusLine::new(*code);
        assert_eq!(written(line), expected.as_bytes());
        assert_eq!(StatusLine::from(*code), line);
        let Ok(Progress::Complete(back)) = StatusLine::parse_strict(code.status_line()) else {
            panic!("{code}")
        };
        assert_eq!(back.line().code(), *code);
        assert_eq!(
            back.line().phrase_kind() == PhraseKind::Canonical,
            code.is_named()
        );
        assert_eq!(back.raw(), code.status_line());
    }
}

/// Every octet at every place of a phrase of one's own.
#[test]
fn no_octet_forges_a_line() {
    for octet in 0..=u8::MAX {
        for place in 0..4 {
            let mut phrase = *b"Fine";
            phrase[place] = octet;
            let legal = matches!(octet, b'\t' | b' ' | 0x80..=0xBF)
                || octet.is_ascii_alphanumeric()
                || b";/?:@&=+$,-_.!~*'()".contains(&octet);
            let line = StatusLine::with_phrase(StatusCode::Ok, &phrase);
            match line {
                Ok(_) => assert!(legal, "{octet:#04x}"),
                Err(error) => {
                    assert!(!legal, "{octet:#04x}");
                    assert_eq!((error.octet(), error.offset()), (octet, place));
                }
            }
            let out = written(StatusLine::with_escaped_phrase(StatusCode::Ok, &phrase));
            assert!(
                StatusLine::parse_strict(&out).is_ok(),
                "{}",
                out.escape_ascii()
            );
            assert_eq!(out.split(|o| *o == b'\n').count(), 2);
            assert_eq!(out.len(), 18 + if legal { 0 } else { 2 });
        }
    }
}

#[test]
fn escapes() {
    let rows: &[(&[u8], &str)] = &[
        (b"", "SIP/2.0 200 \r\n"),
        (
            b"OK\r\nVia: <evil>",
            "SIP/2.0 200 OK%0D%0AVia: %3Cevil%3E\r\n",
        ),
        (b"100%", "SIP/2.0 200 100%25\r\n"),
        (b"%41 %4 %", "SIP/2.0 200 %41 %254 %25\r\n"),
        (b"\0", "SIP/2.0 200 %00\r\n"),
        (b"Caf\xE9", "SIP/2.0 200 Caf%E9\r\n"),
        ("Caf\u{e9}".as_bytes(), "SIP/2.0 200 Caf\u{e9}\r\n"),
        (b"\xFF\xFE", "SIP/2.0 200 %FF%FE\r\n"),
    ];
    for (phrase, expected) in rows {
        let line = StatusLine::with_escaped_phrase(StatusCode::Ok, phrase);
        assert_eq!(written(line), expected.as_bytes());
        let mut text = String::new();
        line.write_into(&mut text).unwrap();
        assert_eq!(text, *expected);
        assert_eq!(format!("{line}\r\n"), *expected);
        assert_eq!(line.phrase().as_bytes(), *phrase);
    }
}

#[test]
fn what_was_strict_comes_out_as_it_was() {
    let lines: &[&[u8]] = &[
        b"SIP/2.0 200 OK\r\n",
        b"sip/2.0 200 ok\r\n",
        b"SIP/07.1 699 \r\n",
        b"SIP/2.0 200  two  blanks \r\n",
        b"SIP/2.0 200 100%25\tsure\r\n",
        b"SIP/2.0 200 \xE7\x84\xA1\xE7\x90\x86 \x80\r\n",
    ];
    for line in lines {
        assert!(StatusLine::parse_strict(line).is_ok());
        assert_eq!(written(parsed(line)), *line);
    }
}

#[test]
fn deviations_around_the_phrase_are_mended() {
    let rows: &[(&[u8], &[u8])] = &[
        (b"SIP/2.0 \t480\n", b"SIP/2.0 480 \r\n"),
        (b"SIP/2.0 200OK\r\n", b"SIP/2.0 200 OK\r\n"),
        (b"SIP/2.0 200 [a]\xE9\r\n", b"SIP/2.0 200 [a]\xE9\r\n"),
    ];
    for (input, expected) in rows {
        assert_eq!(written(parsed(input)), *expected);
    }
    // By choice those in it, too.
    assert_eq!(
        written(parsed(rows[2].0).escaped()),
        b"SIP/2.0 200 %5Ba%5D%E9\r\n"
    );
    assert!(!parsed(rows[2].0).phrase().is_grammatical());
}

/// As text, what is not UTF-8 is escaped; for reading, it is replaced.
#[test]
fn octets_that_are_not_text() {
    let line = parsed(b"SIP/2.0 200 Caf\xE9!\r\n");
    let mut text = String::new();
    line.write_into(&mut text).unwrap();
    assert_eq!(text, "SIP/2.0 200 Caf%E9!\r\n");
    assert_eq!(line.to_string(), "SIP/2.0 200 Caf\u{FFFD}!");
    assert_eq!(
        format!("{:?}", line.phrase()),
        "ReasonPhrase(\"Caf\\xe9!\")"
    );
}

#[test]
fn every_size_of_buffer() {
    let line = StatusLine::with_escaped_phrase(StatusCode::BusyHere, b"a<b");
    let whole = written(line);
    for size in 0..whole.len() + 3 {
        let mut buffer = vec![0; size];
        match line.write_to(&mut buffer) {
            Ok(length) => assert_eq!(&buffer[..length], whole, "{size}"),
            Err(error) => {
                assert!(size < whole.len());
                assert_eq!(error.needed(), whole.len());
                let text = format!(
                    "found a buffer that is too small, expected {} octets",
                    whole.len()
                );
                assert_eq!(error.to_string(), text);
            }
        }
    }
}

/// What `out` refuses is told.
#[test]
fn a_writer_that_fails() {
    struct Full(usize);

    impl Write for Full {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0 = self.0.checked_sub(text.len()).ok_or(std::fmt::Error)?;
            Ok(())
        }
    }

    let line = StatusLine::new(StatusCode::Ok);
    for room in 0..line.encoded_len() {
        assert!(line.write_into(&mut Full(room)).is_err(), "{room}");
    }
    assert!(line.write_into(&mut Full(line.encoded_len())).is_ok());
}

#[test]
fn conveniences() {
    let blocked = |line: &str| parsed(line.as_bytes()).is_network_blocked();
    assert!(blocked("SIP/2.0 603 Network Blocked\r\n"));
    assert!(blocked("SIP/2.0 603 NETWORK blocked\r\n"));
    assert!(!blocked("SIP/2.0 603 Decline\r\n"));
    assert!(!blocked("SIP/2.0 603 \r\n"));
    assert!(!blocked("SIP/2.0 403 Network Blocked\r\n"));

    let known = |line: &str| parsed(line.as_bytes()).known_phrase();
    assert_eq!(known("SIP/2.0 486 busy here\r\n"), "Busy Here");
    assert_eq!(known("SIP/2.0 486 \r\n"), "Busy Here");
    assert_eq!(known("SIP/2.0 404 Not here\r\n"), "Not Found");
    assert_eq!(known("SIP/2.0 486 On another call\r\n"), "Request Failure");
    assert_eq!(known("SIP/2.0 299 Whatever\r\n"), "Success");

    let phrase = parsed(b"SIP/2.0 486 bUSY hERE\r\n").phrase();
    assert!(phrase.eq_ignore_ascii_case("Busy Here"));
    assert!(!phrase.eq_ignore_ascii_case("Busy"));
}

/// A line with a phrase of one's own can be a constant.
#[test]
fn constants() {
    const LINE: StatusLine<'static> = match StatusLine::with_phrase(StatusCode::Ok, b"Fine") {
        Ok(line) => line,
        Err(_) => StatusLine::new(StatusCode::Ok),
    };
    const READY: &[u8] = StatusCode::BusyHere.status_line();
    assert_eq!(LINE.to_string(), "SIP/2.0 200 Fine");
    assert_eq!(READY, b"SIP/2.0 486 Busy Here\r\n");
}
