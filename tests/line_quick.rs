//! The quick ways of reading a line, beside the general one: they say the same,
//! wherever in a chunk of octets something stands.

use sip_status::{Progress, StatusCode, StatusLine, StatusLineParser};

/// What may stand behind a line.
const BEHIND: [&[u8]; 4] = [
    b"",
    b"V",
    b"\r\n",
    b"Via: SIP/2.0/UDP host.example.com;branch=z9hG4bK776asdhds\r\n\r\n",
];

/// Octets and the rules that they are about: controls, line ends, what must be
/// escaped, starts and continuations of characters, the ends of the ranges.
const OCTETS: &[u8] =
    b"\0\x01\t\n\x0B\x0C\r\x0E\x1F !\"#$%&';<=>?@AZ[]^_`az{|}~\x7F\x80\xBF\xC0\xC3\xE3\xF0\xFD\xFF";

/// Both quick readers against a parser that has no quick way for own words.
fn same(input: &[u8]) {
    let general = |strict| StatusLineParser::new().with_strict(strict).parse(input);
    let text = input.escape_ascii();
    assert_eq!(StatusLine::parse(input), general(false), "parse {text}");
    assert_eq!(
        StatusLine::parse_strict(input),
        general(true),
        "strict {text}"
    );
}

#[test]
fn every_octet_at_every_place() {
    for length in 0..=70 {
        for at in 0..length {
            for octet in OCTETS {
                let mut line = b"SIP/2.0 480 ".to_vec();
                line.resize(12 + length, b'x');
                line[12 + at] = *octet;
                line.extend(b"\r\n");
                let behind = BEHIND[(at + length) % BEHIND.len()];
                same(&[&line, behind].concat());
            }
        }
    }
}

#[test]
fn every_length_and_every_prefix() {
    for behind in BEHIND {
        for length in 0..=100 {
            let phrase = "No lunch; ".repeat(10);
            let line = format!("SIP/2.0 480 {}\r\n", &phrase[..length]);
            let input = [line.as_bytes(), behind].concat();
            (0..=input.len()).for_each(|end| same(&input[..end]));
            let Ok(Progress::Complete(parsed)) = StatusLine::parse_strict(&input) else {
                panic!("{line}");
            };
            assert_eq!(parsed.raw(), line.as_bytes());
            assert_eq!(parsed.rest(), behind);
            assert_eq!(parsed.phrase().as_bytes(), &phrase.as_bytes()[..length]);
        }
    }
}

#[test]
fn lines_of_about_the_greatest_length() {
    for length in 8170..=8200 {
        for behind in BEHIND {
            let mut line = b"SIP/2.0 480 ".to_vec();
            line.resize(12 + length, b'x');
            line.extend(b"\r\n");
            same(&[&line, behind].concat());
        }
    }
}

#[test]
fn every_code_and_what_is_no_code() {
    for digits in 0..=999 {
        same(format!("SIP/2.0 {digits:03} Own words for it\r\n").as_bytes());
    }
    for code in [
        "4 0",
        "48",
        "4800",
        ":80",
        "4:0",
        "48:",
        "4/0",
        "48a",
        "\u{664}80",
        "   ",
    ] {
        same(format!("SIP/2.0 {code} Own words for it\r\n").as_bytes());
    }
}

/// Each octet of a usual line changed, and each prefix; and its digits with zeros.
#[test]
fn usual_lines_and_what_is_nearly_one() {
    for code in StatusCode::NAMED {
        let line = code.status_line();
        for behind in BEHIND {
            let input = [line, behind].concat();
            (0..=input.len()).for_each(|end| same(&input[..end]));
            for at in 0..line.len() {
                let mut changed = input.clone();
                changed[at] ^= 1;
                same(&changed);
            }
        }
        let mut zeros = [0; 64];
        zeros[8..12].copy_from_slice(&line[8..12]);
        assert!(StatusLine::parse(&zeros).is_err());
        same(&zeros);
    }
    assert!(StatusLine::parse(&[0; 300]).is_err());
}
