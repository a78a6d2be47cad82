//! The feature `serde`.

#![allow(missing_docs)]
#![cfg(feature = "serde")]

use serde_json::{Value, from_str, json, to_value};
use serde_test::{Configure, Token, assert_tokens};
use sip_status::q850::Cause;
use sip_status::{
    Circumstance, Clock, ContextState, Counted, DelayMetric, DelayScope, DialogCondition,
    DialogEffect, DialogState, DialogStep, DialogUsage, Elsewhere, HeaderName, Method, MethodSet,
    Metric, Outcome, PhraseKind, Prohibition, Reading, Record, Registration, Remedy, Remember,
    RequirementLevel, RetryDelay, Role, SetupResult, StatusClass, StatusCode, StatusCodeSet,
    StatusLine, Unchanged,
};

#[test]
fn codes_are_numbers() {
    for code in StatusCode::ALL {
        assert_eq!(to_value(code).unwrap(), json!(code.as_u16()));
        for text in [format!("{code}"), format!("\"{code}\"")] {
            assert_eq!(from_str::<StatusCode>(&text).unwrap(), *code);
        }
    }
}

#[test]
fn what_is_no_code_is_refused() {
    let rows = [
        // 65736 is 200 for whoever narrows before looking at the range.
        (
            "65736",
            "invalid value: integer `65736`, expected a status code of 100 to 699",
        ),
        (
            "-1",
            "invalid value: integer `-1`, expected a status code of 100 to 699",
        ),
        (
            "-65336",
            "invalid value: integer `-65336`, expected a status code of 100 to 699",
        ),
        (
            "99",
            "invalid value: integer `99`, expected a status code of 100 to 699",
        ),
        (
            "700",
            "invalid value: integer `700`, expected a status code of 100 to 699",
        ),
        (
            "486.0",
            "invalid type: floating point `486.0`, expected a status code of 100 to 699",
        ),
        (
            "null",
            "invalid type: null, expected a status code of 100 to 699",
        ),
        (
            "true",
            "invalid type: boolean `true`, expected a status code of 100 to 699",
        ),
        (
            "\"+86\"",
            "found byte 0x2b at offset 0 of a status code, expected a digit",
        ),
        (
            "\"Busy Here\"",
            "found a status code of 9 bytes, expected 3 digits",
        ),
    ];
    for (text, expected) in rows {
        let error = from_str::<StatusCode>(text).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{text}: {error}");
    }
}

#[test]
fn enums_are_words() {
    macro_rules! check {
        ($($name:ident)*) => {$(
            for variant in $name::ALL {
                let value = to_value(variant).unwrap();
                assert_eq!(value, json!(variant.as_str()));
                assert_eq!(serde_json::from_value::<$name>(value).unwrap(), *variant);
            }
        )*};
    }
    check! {
        Circumstance Clock ContextState Counted DelayMetric DelayScope DialogCondition DialogEffect DialogState DialogStep
        DialogUsage Elsewhere HeaderName Method Metric Prohibition Reading Registration Remedy
        Remember RequirementLevel RetryDelay Role SetupResult StatusClass Unchanged
    }
    let error = from_str::<Role>("\"phone\"").unwrap_err().to_string();
    assert!(
        error.starts_with("invalid value: string \"phone\", expected a word for Role"),
        "{error}"
    );
}

#[test]
fn sets_of_methods_are_arrays() {
    let set = MethodSet::of(&[Method::Update, Method::Invite]);
    assert_eq!(to_value(set).unwrap(), json!(["INVITE", "UPDATE"]));
    assert_eq!(
        from_str::<MethodSet>("[\"UPDATE\", \"INVITE\"]").unwrap(),
        set
    );
    assert!(from_str::<MethodSet>("\"INVITE\"").is_err());
}

#[test]
fn kinds_of_phrases() {
    let kind =
        |phrase: &str| to_value(StatusCode::Decline.classify_phrase(phrase.as_bytes())).unwrap();
    assert_eq!(kind("Decline"), json!("canonical"));
    assert_eq!(kind(""), json!("empty"));
    assert_eq!(kind("No"), json!("own-words"));
    assert_eq!(kind("Network Blocked"), json!({"variant": "ATIS-1000099"}));
    assert!(matches!(
        StatusCode::Decline.classify_phrase(b""),
        PhraseKind::Empty
    ));
}

#[test]
fn a_whole_row() {
    let row = to_value(Record::from(StatusCode::MethodNotAllowed)).unwrap();
    assert_eq!(row["code"], 405);
    assert_eq!(row["name"], "MethodNotAllowed");
    assert_eq!(row["phrase"], "Method Not Allowed");
    assert_eq!(row["class"], "4xx");
    assert_eq!(row["registration"], "registered");
    assert_eq!(
        (&row["rfc"], &row["section"]),
        (&json!(3261), &json!("21.4.6"))
    );
    let allow = json!({
        "field": "Allow", "level": "MUST", "condition": null, "methods": null, "group": null,
        "rfc": 3261, "section": "21.4.6",
    });
    assert_eq!(row["headers"][0], allow);
    assert_eq!(row["retry"]["unchanged"], "never");
    assert_eq!(row["retry"]["changes"][0]["remedy"], "other-method");
    assert_eq!(row["retry"]["changes"][0]["fields"], json!(["Allow"]));
    assert_eq!(row["methods"], Value::Null);

    let ringing = to_value(Record::from(StatusCode::Ringing)).unwrap();
    assert_eq!(ringing["methods"], json!(["INVITE"]));
    let unassigned = to_value(Record::from(StatusCode::from_u16(499).unwrap())).unwrap();
    assert_eq!(
        (&unassigned["name"], &unassigned["rfc"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(unassigned["registration"], "unassigned");
}

/// Every row has every key, so that a reader needs no defaults.
#[test]
fn every_row_has_the_same_keys() {
    let keys = |code| {
        let Value::Object(map) = to_value(Record::from(code)).unwrap() else {
            panic!()
        };
        map.keys().cloned().collect::<Vec<_>>()
    };
    for code in StatusCode::ALL {
        assert_eq!(keys(*code), keys(StatusCode::Ok));
    }
}

#[test]
fn lines_are_maps() {
    let line = StatusLine::parse_sipfrag(b"sip/2.0 404 Not here")
        .unwrap()
        .line();
    let value = to_value(line).unwrap();
    assert_eq!(
        value,
        json!({"version": "sip/2.0", "code": 404, "phrase": "Not here"})
    );
    let text = value.to_string();
    let back: StatusLine<'_> = from_str(&text).unwrap();
    assert_eq!((back.version(), back.code()), (line.version(), line.code()));
    assert_eq!(back.phrase().as_bytes(), b"Not here");

    // Octets that are no text, and a version and a phrase that are left out.
    let line = StatusLine::parse_sipfrag(b"SIP/2.0 404 \xFF")
        .unwrap()
        .line();
    assert_eq!(to_value(line).unwrap()["phrase"], json!([255]));
    let short: StatusLine<'_> = from_str("{\"code\": \"486\", \"more\": [1]}").unwrap();
    assert_eq!(short, StatusLine::new(StatusCode::BusyHere));
}

/// What is written reads back, in formats with and without names.
#[test]
fn lines_come_back() {
    let lines: [&[u8]; 4] = [
        b"SIP/2.0 486 Busy Here",
        b"sip/7.1 480 Gone [to lunch] 100%",
        "SIP/2.0 404 unauffindbar: \u{fc}".as_bytes(),
        b"SIP/2.0 699 ",
    ];
    for line in lines {
        let line = StatusLine::parse_sipfrag(line).unwrap().line();
        let text = serde_json::to_string(&line).unwrap();
        assert_eq!(from_str::<StatusLine<'_>>(&text).unwrap(), line);
        let (version, phrase) = (line.version(), line.phrase().to_str().unwrap());
        let text = format!("[\"{version}\", {}, \"{phrase}\"]", line.code());
        assert_eq!(from_str::<StatusLine<'_>>(&text).unwrap(), line);
    }
    // An escaped phrase goes out as on the wire.
    let line = StatusLine::with_escaped_phrase(StatusCode::Ok, b"a<b\r\n");
    assert_eq!(to_value(line).unwrap()["phrase"], "a%3Cb%0D%0A");
}

/// Formats that lend octets instead of text.
#[test]
fn octets() {
    use serde::Deserialize;
    use serde::de::value::{BorrowedBytesDeserializer, Error, MapDeserializer};

    let octets = BorrowedBytesDeserializer::<Error>::new;
    assert_eq!(
        StatusCode::deserialize(octets(b"486")),
        Ok(StatusCode::BusyHere)
    );
    assert!(StatusCode::deserialize(octets(b"48x")).is_err());
    let phrase = |octets: &'static [u8]| {
        let fields = [
            (octets_of("code"), octets_of("200")),
            (octets_of("phrase"), BorrowedBytesDeserializer::new(octets)),
        ];
        StatusLine::deserialize(MapDeserializer::<_, Error>::new(fields.into_iter()))
    };
    assert_eq!(phrase(b"\xFF").unwrap().phrase().as_bytes(), b"\xFF");
    for forged in [&b"a\r"[..], b"a\n", b"a\0"] {
        let error = phrase(forged).unwrap_err().to_string();
        assert!(
            error.ends_with("at offset 1 of a reason phrase, expected it to be escaped"),
            "{error}"
        );
    }
}

fn octets_of(
    text: &'static str,
) -> serde::de::value::BorrowedBytesDeserializer<'static, serde::de::value::Error> {
    serde::de::value::BorrowedBytesDeserializer::new(text.as_bytes())
}

#[test]
fn what_is_no_line_is_refused() {
    let rows = [
        ("{}", "missing field `code`"),
        (
            "486",
            "invalid type: integer `486`, expected a status line: a map of version, code and phrase",
        ),
        (
            r#"{"code": 99}"#,
            "invalid value: integer `99`, expected a status code of 100 to 699",
        ),
        (r#"{"code": 200, "code": 486}"#, "duplicate field `code`"),
        (
            r#"["SIP/2.0", 200]"#,
            "invalid length 2, expected a status line: a map of version, code and phrase",
        ),
        (
            r#"{"code": 200, "phrase": "a\r\nVia: b"}"#,
            "invalid type: string \"a\\r\\nVia: b\", expected a string that can be borrowed",
        ),
        (
            r#"{"code": 200, "version": "SIP/2.0 "}"#,
            "invalid value: byte array, expected a version such as SIP/2.0",
        ),
        (
            r#"{"code": 200, "version": "HTTP/1.1"}"#,
            "invalid value: byte array, expected a version such as SIP/2.0",
        ),
        (
            r#"{"code": 200, "version": "SIP/70000.1"}"#,
            "invalid value: byte array, expected a version such as SIP/2.0",
        ),
    ];
    for (text, expected) in rows {
        let error = from_str::<StatusLine<'_>>(text).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{text}: {error}");
    }
}

#[test]
fn deviations_are_words() {
    use sip_status::{Deviation, DeviationSet};

    let parsed = StatusLine::parse_sipfrag(b"SIP/2.0 200OK").unwrap();
    let words = json!(["no-space-before-phrase", "no-line-end"]);
    assert_eq!(to_value(parsed.deviations()).unwrap(), words);
    let back: DeviationSet = serde_json::from_value(words).unwrap();
    assert_eq!(back, parsed.deviations());
    for deviation in Deviation::ALL {
        let word = to_value(deviation).unwrap();
        assert_eq!(word, deviation.as_str());
        assert_eq!(
            serde_json::from_value::<Deviation>(word).unwrap(),
            *deviation
        );
    }
    let error = from_str::<DeviationSet>("[\"bare-lf\", \"bare-cr\"]").unwrap_err();
    let expected = "invalid value: string \"bare-cr\", expected a word for Deviation";
    assert!(error.to_string().starts_with(expected), "{error}");
}

#[test]
fn sets_of_codes_are_patterns() {
    let set: StatusCodeSet = "408, 5xx, !503".parse().unwrap();
    assert_eq!(to_value(set).unwrap(), json!("408, 5xx, !503"));
    assert_eq!(from_str::<StatusCodeSet>("\"5xx,408,!503\"").unwrap(), set);
    let error = from_str::<StatusCodeSet>("\"5xx 408\"")
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("found something at offset 4"), "{error}");
}

/// A wrong value says what would have been right.
#[test]
fn what_was_expected() {
    let error = |found: Result<(), serde_json::Error>| found.unwrap_err().to_string();
    let rows = [
        (
            error(from_str::<StatusCodeSet>("408").map(drop)),
            "invalid type: integer `408`, expected a pattern of status codes",
        ),
        (
            error(from_str::<MethodSet>("\"INVITE\"").map(drop)),
            "invalid type: string \"INVITE\", expected an array of methods",
        ),
        (
            error(from_str::<Cause>("128").map(drop)),
            "invalid value: integer `128`, expected a cause of 0 to 127",
        ),
        (
            error(from_str::<Cause>("null").map(drop)),
            "invalid type: null, expected a cause of 0 to 127",
        ),
    ];
    for (found, expected) in rows {
        assert!(found.starts_with(expected), "{found}");
    }
}

/// A format that does not tell numbers from text has a code as a number, and an
/// outcome as text, whichever it is.
#[test]
fn formats_that_are_not_for_people() {
    let busy = StatusCode::BusyHere;
    assert_tokens(&busy.compact(), &[Token::U16(486)]);
    assert_tokens(&busy.readable(), &[Token::U16(486)]);
    assert_tokens(&Cause::USER_BUSY.compact(), &[Token::U8(17)]);
    for (outcome, text) in [
        (Outcome::Response(busy), "486"),
        (Outcome::Timeout, "timeout"),
        (Outcome::TransportError, "transport-error"),
    ] {
        assert_tokens(&outcome.compact(), &[Token::Str(text)]);
    }
    assert_tokens(&Outcome::Response(busy).readable(), &[Token::U16(486)]);
}
