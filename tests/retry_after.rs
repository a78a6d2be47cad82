//! Retry-After: RFC 3261 §20.33, and the grammar of §25.1.

#![allow(missing_docs)]

mod value;

use std::collections::HashSet;
use std::time::Duration;

use sip_status::{InvalidFieldValueKind as Kind, RetryAfter};

/// The value, its seconds, its comment, its duration, its other parameters.
type Row = (
    &'static str,
    u32,
    Option<&'static str>,
    Option<u32>,
    &'static [&'static str],
);

#[rustfmt::skip]
const ACCEPTED: &[Row] = &[
    // RFC 3261 §20.33: the examples.
    ("18000;duration=3600", 18_000, None, Some(3600), &[]),
    ("120 (I'm in a meeting)", 120, Some("I'm in a meeting"), None, &[]),
    // RFC 3261 §25.1: delta-seconds is 1*DIGIT.
    ("0", 0, None, None, &[]),
    ("007", 7, None, None, &[]),
    ("4294967295", u32::MAX, None, None, &[]),
    ("4294967296", u32::MAX, None, None, &[]),
    ("340282366920938463463374607431768211457", u32::MAX, None, None, &[]),
    // SWS, also folded, around each separator.
    (" \t5 \t", 5, None, None, &[]),
    ("\r\n 5\r\n\t", 5, None, None, &[]),
    ("5(a)", 5, Some("a"), None, &[]),
    ("5\r\n (a)\r\n ;\r\n duration\r\n =\r\n 7", 5, Some("a"), Some(7), &[]),
    ("5 \t; \t duration \t= \t7 \t; x", 5, None, Some(7), &["x"]),
    ("5 \r\n \r\n (a)", 5, Some("a"), None, &[]),
    // comment, ctext, quoted-pair.
    ("5 ()", 5, Some(""), None, &[]),
    ("5 ( a )", 5, Some(" a "), None, &[]),
    ("5 (a (b (c)) d)", 5, Some("a (b (c)) d"), None, &[]),
    ("5 (\\(\\)\\\\ \\a \\\u{1}\\\u{7F})", 5, Some("()\\ a \u{1}\u{7F}"), None, &[]),
    ("5 (a\r\n b \t\r\n\t\tc)", 5, Some("a b c"), None, &[]),
    ("5 (a\\ \r\n b)", 5, Some("a  b"), None, &[]),
    ("5 (a\\\\ \r\n b)", 5, Some("a\\ b"), None, &[]),
    ("5 (\"a\" <b> [c] {d} ;e=f, g@h)", 5, Some("\"a\" <b> [c] {d} ;e=f, g@h"), None, &[]),
    ("5 (Жду €)", 5, Some("Жду €"), None, &[]),
    // retry-param: duration in any case, or a generic-param.
    ("5;DURATION=7", 5, None, Some(7), &[]),
    ("5;duration=99999999999", 5, None, Some(u32::MAX), &[]),
    ("5;duration=7;duration=8", 5, None, Some(7), &[]),
    // RFC 3261 §7.3.1: "any given parameter-name MUST NOT appear more than once".
    ("5;duration=x;duration=8", 5, None, Some(8), &[]),
    ("5;duration;a", 5, None, None, &["duration", "a"]),
    ("5;duration=\"7\"", 5, None, None, &["duration=\"7\""]),
    ("5;duration=-7", 5, None, None, &["duration=-7"]),
    ("5;a;b=c;d=\"e;f\\\"g\";duration=7;h=[2001:db8::1]", 5, None, Some(7),
        &["a", "b=c", "d=\"e;f\\\"g\"", "h=[2001:db8::1]"]),
    ("5;x=\"\"", 5, None, None, &["x=\"\""]),
    ("5;x=\"a \r\n b\"", 5, None, None, &["x=\"a b\""]),
    ("5;-.!%*_+`'~=192.0.2.1", 5, None, None, &["-.!%*_+`'~=192.0.2.1"]),
];

#[rustfmt::skip]
const REFUSED: &[(&[u8], Kind, usize)] = &[
    (b"", Kind::Number, 0),
    (b"  ", Kind::Number, 2),
    (b"soon", Kind::Number, 0),
    (b"+5", Kind::Number, 0),
    (b"-5", Kind::Number, 0),
    (b"(a)", Kind::Number, 0),
    (b";duration=5", Kind::Number, 0),
    (b"Fri, 31 Dec 1999 23:59:59 GMT", Kind::Number, 0), // RFC 2543 §6.32 had dates
    (b"5.5", Kind::Separator, 1),
    (b"5 s", Kind::Separator, 2),
    (b"5, 6", Kind::Separator, 1),
    (b"5 (a) (b)", Kind::Separator, 6),
    (b"5;a (b)", Kind::Separator, 4),
    (b"5;a=b=c", Kind::Separator, 5),
    (b"5;", Kind::ParameterName, 2),
    (b"5; ;a", Kind::ParameterName, 3),
    (b"5;=a", Kind::ParameterName, 2),
    (b"5;\xC3\xA4=a", Kind::ParameterName, 2),
    (b"5;a=", Kind::ParameterValue, 4),
    (b"5;a=;b", Kind::ParameterValue, 4),
    (b"5;a=(b)", Kind::ParameterValue, 4),
    (b"5;a=[]", Kind::ParameterValue, 5),
    (b"5;a=[::1", Kind::ParameterValue, 8),
    (b"5;a=[::g]", Kind::ParameterValue, 7),
    (b"5 (a", Kind::Unclosed, 4),
    (b"5 (a (b)", Kind::Unclosed, 8),
    (b"5 (a\\)", Kind::Unclosed, 6),
    (b"5;a=\"b", Kind::Unclosed, 6),
    (b"5 (\\", Kind::QuotedPair, 4),
    (b"5 (\\\xE9)", Kind::QuotedPair, 4),
    (b"5 (\\\r\n )", Kind::LineBreak, 4),
    (b"5 (\x01)", Kind::Control, 3),
    (b"5 (\x7F)", Kind::Control, 3),
    (b"5;a=\"\x1B\"", Kind::Control, 5),
    // What could forge a header field.
    (b"5\r\n", Kind::LineBreak, 1),
    (b"5\r\nTo: x", Kind::LineBreak, 1),
    (b"5\n x", Kind::LineBreak, 1),
    (b"5\r x", Kind::LineBreak, 1),
    (b"\r\n5", Kind::LineBreak, 0),
    (b"5 (a\r\nb)", Kind::LineBreak, 4),
    (b"5 (a\n b)", Kind::LineBreak, 4),
    (b"5;\r\na", Kind::LineBreak, 2),
    (b"5;a=\"b\r\n\r\nc\"", Kind::LineBreak, 6),
    (b"5;a=\r\nb", Kind::LineBreak, 4),
    (b"\0", Kind::Nul, 0),
    (b"5\0", Kind::Nul, 1),
    (b"5 (\0)", Kind::Nul, 3),
    (b"5 (\\\0)", Kind::Nul, 4),
    (b"5;a=\"\0\"", Kind::Nul, 5),
];

#[test]
fn accepted() {
    for (value, seconds, comment, duration, parameters) in ACCEPTED {
        let after = RetryAfter::parse(value.as_bytes()).unwrap_or_else(|e| panic!("{value}: {e}"));
        let shown: Vec<_> = after.parameters().map(|p| p.to_string()).collect();
        assert_eq!(after.seconds(), *seconds, "{value}");
        assert_eq!(
            after.delay(),
            Duration::from_secs((*seconds).into()),
            "{value}"
        );
        assert_eq!(
            after.comment().map(|c| c.to_string()).as_deref(),
            *comment,
            "{value}"
        );
        assert_eq!(after.duration(), *duration, "{value}");
        assert_eq!(shown, *parameters, "{value}");
        assert_eq!(RetryAfter::try_from(*value), Ok(after), "{value}");
        round_trip(value.as_bytes());
    }
}

#[test]
fn refused() {
    for (value, kind, offset) in REFUSED {
        let shown = value.escape_ascii();
        let error = RetryAfter::parse(value).expect_err(&shown.to_string());
        assert_eq!((error.kind(), error.offset()), (*kind, *offset), "{shown}");
    }
}

fn round_trip(value: &[u8]) {
    value::round_trip!(RetryAfter, value);
}

/// Every octet in place of each, and before each.
#[test]
fn every_octet_at_every_place() {
    let values: [&[u8]; 3] = [
        b" 120 (in (a)\r\n \\\\ \"room\") ; duration=7",
        b"5;a=\"b \\\" \t\r\n c\\\\\";d=[::1]\r\n ;e",
        b"18000;duration=3600",
    ];
    for value in values {
        for place in 0..value.len() {
            for octet in 0..=u8::MAX {
                let mut changed = value.to_vec();
                changed[place] = octet;
                round_trip(&changed);
                changed.insert(place, value[place]);
                round_trip(&changed);
            }
        }
    }
}

#[test]
fn every_prefix() {
    for (value, ..) in ACCEPTED {
        for end in 0..value.len() {
            let prefix = &value.as_bytes()[..end];
            if let Err(error) = RetryAfter::parse(prefix) {
                assert!(error.offset() <= end, "{value}");
            }
            round_trip(prefix);
        }
    }
}

#[test]
fn equal_whatever_the_form() {
    let rows = [
        (
            "120 (a\r\n b);duration=5;X=Y",
            " 120(a b) ; Duration = 5;x=y",
            true,
        ),
        ("120 (a\\b)", "120 (ab)", true),
        ("120;x=\"a\"", "120;x=\"\\a\"", true),
        ("0120;duration=05", "120;duration=5", true),
        ("120 (a)", "120 (A)", false),
        ("120 (a  b)", "120 (a b)", false),
        ("120;x=\"a\"", "120;x=\"A\"", false), // RFC 3261 §7.3.1
        ("120;x=\"a\"", "120;x=a", false),
        ("120;x;y", "120;y;x", false),
        ("120 ()", "120", false),
        ("120;x", "120;x=\"\"", false),
        ("120;duration=5", "120", false),
    ];
    for (one, other, equal) in rows {
        let one = RetryAfter::try_from(one).unwrap();
        let other = RetryAfter::try_from(other).unwrap();
        assert_eq!(one == other, equal, "{one} and {other}");
        let different = HashSet::from([one, other]).len();
        assert_eq!(different == 1, equal, "{one} and {other}");
    }
}

/// A set of values is no list that is searched from its start.
#[test]
fn different_values_have_different_hashes() {
    let values = ["1", "2", "1 (a)", "1 (b)", "1;a", "1;b", "1;a=c", "1;a=d"];
    let values = values.map(|value| RetryAfter::try_from(value).unwrap());
    value::assert_spread(values);
    value::assert_spread(values.iter().filter_map(|value| value.comment()));
    value::assert_spread(values.iter().flat_map(|value| value.parameters()));
    let [one, other] = ["1;A=B", "2;a=b"].map(|value| {
        let value = RetryAfter::try_from(value).unwrap();
        value.parameters().next().unwrap()
    });
    assert_eq!(value::hash(&one), value::hash(&other));
}

#[test]
fn what_a_parameter_is() {
    let after = RetryAfter::parse(b"120 ();X-Team=\"a b\";Urgent").unwrap();
    let comment = after.comment().unwrap();
    assert!(comment.is_empty());
    let [team, urgent] = [0, 1].map(|place| after.parameters().nth(place).unwrap());
    assert_eq!((team.name(), urgent.name()), ("X-Team", "Urgent"));
    assert!(team.is_named("x-team") && !team.is_named("urgent"));
    assert_eq!(
        (team.to_string().as_str(), urgent.to_string().as_str()),
        ("X-Team=\"a b\"", "Urgent")
    );
    let team = team.value().unwrap();
    assert!(team.is_quoted() && !team.is_empty());
    assert!(team.eq_ignore_ascii_case("A B"));
    for other in ["", "a", "a b ", "a c", "ab"] {
        assert!(!team.eq_ignore_ascii_case(other), "{other}");
    }
    let shown = format!("{after:?}");
    assert!(
        shown.contains("X-Team") && shown.contains("Urgent"),
        "{shown}"
    );
}

#[test]
fn made_and_written() {
    const MADE: RetryAfter<'static> = RetryAfter::new(120).with_duration(60);
    let made = |comment| MADE.with_comment(comment).unwrap();
    let rows = [
        (RetryAfter::new(0), "0"),
        (RetryAfter::new(u32::MAX), "4294967295"),
        (MADE, "120;duration=60"),
        (made("in a meeting"), "120 (in a meeting);duration=60"),
        (made("a)b(c\\d"), "120 (a\\)b\\(c\\\\d);duration=60"),
        (
            made("\u{1B}[2J\t\u{7F}"),
            "120 (\\\u{1B}[2J\t\\\u{7F});duration=60",
        ),
        (made("\"Жду\" €"), "120 (\"Жду\" €);duration=60"),
        (made(""), "120 ();duration=60"),
    ];
    for (made, written) in rows {
        assert_eq!(made.to_string(), written);
        assert_eq!(RetryAfter::try_from(written), Ok(made), "{written}");
    }
    let read = RetryAfter::parse(b"120 (a);x;duration=7;y=z").unwrap();
    assert_eq!(
        read.with_duration(9).to_string(),
        "120 (a);duration=9;x;y=z"
    );
    // RFC 3261 §7.3.1: no name twice.
    let read = RetryAfter::parse(b"120;Duration=soon;x").unwrap();
    assert_eq!(read.to_string(), "120;Duration=soon;x");
    assert_eq!(read.with_duration(9).to_string(), "120;duration=9;x");
    let rows = [
        ("\r", Kind::LineBreak, 0),
        ("a\nb", Kind::LineBreak, 1),
        ("ab\0", Kind::Nul, 2),
    ];
    for (comment, kind, offset) in rows {
        let error = MADE.with_comment(comment).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (kind, offset));
    }
}

/// ISO 8859-1 in a comment is no reason to lose the number.
#[test]
fn not_utf_8() {
    let after = RetryAfter::parse(b"5 (Gef\xE4lscht)").unwrap();
    let comment = after.comment().unwrap();
    assert_eq!(comment.as_bytes(), b"Gef\xE4lscht");
    assert_eq!(after.to_string(), "5 (Gef\u{FFFD}lscht)");
    assert!(!comment.is_quoted() && !comment.is_empty());
    assert_eq!(format!("{comment:?}"), "Comment(\"Gef\\xe4lscht\")");
    assert!(
        RetryAfter::parse(b"5 (Busy)")
            .unwrap()
            .comment()
            .unwrap()
            .eq_ignore_ascii_case("bUSY")
    );
    round_trip(b"5 (Gef\xE4lscht)");
}

/// What an attacker sends takes no longer than its length asks for: each of these
/// would take minutes if it were looked at again from every place.
#[test]
fn long_values() {
    for piece in [
        "(",
        "\\a",
        "a\\b",
        " ",
        "\r\n ",
        "a \r\n b",
        ";a",
        ";a = \"\\b\"",
    ] {
        let many = piece.repeat(40_000);
        for value in [
            format!("5 ({many})"),
            format!("5{many}"),
            format!("5;a=\"{many}\""),
        ] {
            round_trip(value.as_bytes());
        }
    }
}

/// Every wording, by an error that has it.
#[test]
fn wording() {
    let rows: &[(&[u8], &str)] = &[
        (b"x", "found no number at offset 0, expected digits"),
        (
            b"5;",
            "found no name of a parameter at offset 2, expected a token",
        ),
        (
            b"5;a=",
            "found no value of a parameter at offset 4, expected a token or a quoted string",
        ),
        (
            b"5x",
            "found something at offset 1 that does not go on with the value, expected its end",
        ),
        (
            b"5(",
            "found the end at offset 2 inside text, expected it to be closed",
        ),
        (
            b"5(\\\xFF",
            "found something at offset 3 that a backslash cannot stand before, expected an ASCII character",
        ),
        (
            b"5(\x01",
            "found a control character at offset 2 in text, expected a backslash before it",
        ),
        (
            b"5\r",
            "found a line break at offset 1, expected none but a fold",
        ),
        (b"\0", "found a null octet at offset 0, expected none"),
    ];
    for (value, wording) in rows {
        assert_eq!(RetryAfter::parse(value).unwrap_err().to_string(), *wording);
    }
}

#[cfg(feature = "serde")]
#[test]
fn as_text() {
    let text = "\"120 (I'm in a meeting);duration=60\"";
    let after: RetryAfter<'_> = serde_json::from_str(text).unwrap();
    assert_eq!(
        after,
        RetryAfter::parse(b"120 (I'm in a meeting);duration=60").unwrap()
    );
    assert_eq!(serde_json::to_string(&after).unwrap(), text);
    let error = serde_json::from_str::<RetryAfter<'_>>("\"soon\"").unwrap_err();
    assert_eq!(
        error.to_string(),
        "found no number at offset 0, expected digits"
    );
}
