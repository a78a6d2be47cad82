//! Reason: RFC 3326 §2, with RFC 4411 §5, RFC 6432 §3 and RFC 8606 §4.

#![allow(missing_docs)]

mod value;

use std::collections::HashSet;

use sip_status::q850::{Cause, CauseLocation as Location};
use sip_status::{InvalidFieldValueKind as Kind, Reason, ReasonProtocol as Protocol, StatusCode};

fn round_trip(value: &[u8]) {
    value::round_trip!(Reason, value);
}

/// The value, its protocol, cause, text and location, and its other parameters.
type Row = (
    &'static str,
    &'static str,
    Option<u16>,
    Option<&'static str>,
    Option<Location>,
    &'static [&'static str],
);

#[rustfmt::skip]
const ACCEPTED: &[Row] = &[
    // RFC 3326 §2: the examples.
    ("SIP ;cause=200 ;text=\"Call completed elsewhere\"", "SIP", Some(200), Some("Call completed elsewhere"), None, &[]),
    ("Q.850 ;cause=16 ;text=\"Terminated\"", "Q.850", Some(16), Some("Terminated"), None, &[]),
    ("SIP ;cause=600 ;text=\"Busy Everywhere\"", "SIP", Some(600), Some("Busy Everywhere"), None, &[]),
    ("SIP ;cause=580 ;text=\"Precondition Failure\"", "SIP", Some(580), Some("Precondition Failure"), None, &[]),
    // RFC 4411 §5: the examples.
    ("preemption ;cause=1 ;text=\"UA Preemption\"", "Preemption", Some(1), Some("UA Preemption"), None, &[]),
    ("preemption ;cause=2 ;text=\"Reserved Resources Preempted\"", "Preemption", Some(2), Some("Reserved Resources Preempted"), None, &[]),
    ("preemption ;cause=3 ;text=\"Generic Preemption\"", "Preemption", Some(3), Some("Generic Preemption"), None, &[]),
    ("preemption ;cause=4 ;text=\"Non-IP Preemption\"", "Preemption", Some(4), Some("Non-IP Preemption"), None, &[]),
    // RFC 8606 §5: the example.
    ("Q.850;cause=1;text=\"Unallocated (unassigned) number\";\r\n     location=LN",
        "Q.850", Some(1), Some("Unallocated (unassigned) number"), Some(Location::LocalNetwork), &[]),
    // RFC 8606 §4: of another protocol it is ignored, and so is another value.
    ("SIP;cause=404;location=LN", "SIP", Some(404), None, None, &["location=LN"]),
    ("Q.850;location=loc-15", "Q.850", None, None, Some(Location::Loc15), &[]),
    ("Q.850;location=LOC-0", "Q.850", None, None, None, &["location=LOC-0"]),
    ("Q.850;location=XX;location=BI", "Q.850", None, None, Some(Location::BeyondInterworking), &[]),
    ("Q.850;location=\"LN\"", "Q.850", None, None, None, &["location=\"LN\""]),
    // Only the protocol is required, and tokens are equal in any case.
    ("SIP", "SIP", None, None, None, &[]),
    (" \r\n sip \r\n ", "SIP", None, None, None, &[]),
    ("q.850;CAUSE=16;Text=\"x\";LOCATION=u", "Q.850", Some(16), Some("x"), Some(Location::User), &[]),
    ("stir;cause=438;ppi=abc", "STIR", Some(438), None, None, &["ppi=abc"]),
    ("X.int;reasoncode=0x00000000;add-info=05CC.0001.0001", "X.int", None, None, None,
        &["reasoncode=0x00000000", "add-info=05CC.0001.0001"]),
    // cause is 1*DIGIT; what is no number of 16 bits is a reason-extension.
    ("SIP;cause=0", "SIP", Some(0), None, None, &[]),
    ("Q.850;cause=016", "Q.850", Some(16), None, None, &[]),
    ("SIP;cause=65535", "SIP", Some(65_535), None, None, &[]),
    ("SIP;cause=65536", "SIP", None, None, None, &["cause=65536"]),
    ("SIP;cause=4294967496", "SIP", None, None, None, &["cause=4294967496"]),
    // RFC 3261 §7.3.1: "any given parameter-name MUST NOT appear more than once".
    ("SIP;cause=busy;cause=486", "SIP", Some(486), None, None, &[]),
    ("SIP;text;text=a", "SIP", None, Some("a"), None, &[]),
    ("SIP;cause=486;cause=487", "SIP", Some(486), None, None, &[]),
    ("SIP;cause;text", "SIP", None, None, None, &["cause", "text"]),
    ("SIP;cause=\"486\"", "SIP", None, None, None, &["cause=\"486\""]),
    ("SIP;cause=-1", "SIP", None, None, None, &["cause=-1"]),
    // text
    ("SIP;text=\"\"", "SIP", None, Some(""), None, &[]),
    ("SIP;text=Terminated", "SIP", None, Some("Terminated"), None, &[]),
    ("SIP;text=\"a, \\\"b\\\"; \\\\ c\"", "SIP", None, Some("a, \"b\"; \\ c"), None, &[]),
    ("SIP;text=\"a \r\n\tb\"", "SIP", None, Some("a b"), None, &[]),
    ("SIP;text=\"not (a (comment\"", "SIP", None, Some("not (a (comment"), None, &[]),
    ("SIP;text=\"Жду €\"", "SIP", None, Some("Жду €"), None, &[]),
    ("SIP;text=\"a\";text=\"b\"", "SIP", None, Some("a"), None, &[]),
];

#[rustfmt::skip]
const REFUSED: &[(&[u8], Kind, usize)] = &[
    (b"", Kind::Protocol, 0),
    (b"\t", Kind::Protocol, 1),
    (b";cause=1", Kind::Protocol, 0),
    (b",", Kind::Protocol, 0),
    (b"\"SIP\"", Kind::Protocol, 0),
    (b"\xC3\xA4", Kind::Protocol, 0),
    (b"SIP,", Kind::Separator, 3),
    (b"SIP;cause=1, Q.850", Kind::Separator, 11),
    (b"SIP/2.0", Kind::Separator, 3),
    (b"SIP 486", Kind::Separator, 4),
    (b"SIP (a)", Kind::Separator, 4),
    // RFC 4411 §5.2 has a colon where its grammar has a semicolon.
    (b"Preemption :cause=2", Kind::Separator, 11),
    (b"Q.850;text=Normal call clearing", Kind::Separator, 18),
    (b"SIP;", Kind::ParameterName, 4),
    (b"SIP;cause=1;", Kind::ParameterName, 12),
    (b"SIP;cause=", Kind::ParameterValue, 10),
    (b"SIP;cause= ;a", Kind::ParameterValue, 11),
    (b"SIP;text=\"a", Kind::Unclosed, 11),
    (b"SIP;text=\"a\\\"", Kind::Unclosed, 13),
    (b"SIP;text=\"\\\xC3\xA4\"", Kind::QuotedPair, 11),
    (b"SIP;text=\"\x7F\"", Kind::Control, 10),
    (b"SIP\r\n", Kind::LineBreak, 3),
    (b"SIP;cause=1\r\nTo: x", Kind::LineBreak, 11),
    (b"SIP;text=\"a\nb\"", Kind::LineBreak, 11),
    (b"SIP;text=\"\\\r\"", Kind::LineBreak, 11),
    (b"SIP;text=\"\\\0\"", Kind::Nul, 11),
    (b"SI\0P", Kind::Nul, 2),
];

#[test]
fn accepted() {
    for (value, protocol, cause, text, location, parameters) in ACCEPTED {
        let reason = Reason::parse(value.as_bytes()).unwrap_or_else(|e| panic!("{value}: {e}"));
        let shown: Vec<_> = reason.parameters().map(|p| p.to_string()).collect();
        assert_eq!(reason.protocol().as_str(), *protocol, "{value}");
        assert_eq!(reason.cause(), *cause, "{value}");
        assert_eq!(
            reason.text().map(|t| t.to_string()).as_deref(),
            *text,
            "{value}"
        );
        assert_eq!(reason.location(), *location, "{value}");
        assert_eq!(shown, *parameters, "{value}");
        assert_eq!(Reason::try_from(*value), Ok(reason), "{value}");
        let listed: Vec<_> = Reason::list(value.as_bytes()).collect();
        assert_eq!(listed, [Ok(reason)], "{value}");
        round_trip(value.as_bytes());
    }
}

#[test]
fn refused() {
    for (value, kind, offset) in REFUSED {
        let shown = value.escape_ascii();
        let error = Reason::parse(value).expect_err(&shown.to_string());
        assert_eq!((error.kind(), error.offset()), (*kind, *offset), "{shown}");
    }
    let error = Reason::parse(b"").unwrap_err();
    assert_eq!(
        error.to_string(),
        "found no protocol at offset 0, expected a token such as SIP"
    );
}

#[test]
fn lists() {
    type Listed = &'static [Result<&'static str, (Kind, usize)>];
    #[rustfmt::skip]
    let rows: &[(&str, Listed)] = &[
        ("SIP;cause=486, Q.850;cause=17", &[Ok("SIP;cause=486"), Ok("Q.850;cause=17")]),
        ("SIP,SIP,SIP", &[Ok("SIP"), Ok("SIP"), Ok("SIP")]),
        (" a \r\n ,\r\n b ", &[Ok("a"), Ok("b")]),
        ("SIP;text=\"a,b\",x", &[Ok("SIP;text=\"a,b\""), Ok("x")]),
        // Several values of one protocol, as RFC 9366 allows.
        ("STIR;cause=436,STIR;cause=438", &[Ok("STIR;cause=436"), Ok("STIR;cause=438")]),
        ("", &[Err((Kind::Protocol, 0))]),
        (",", &[Err((Kind::Protocol, 0))]),
        ("SIP,", &[Ok("SIP"), Err((Kind::Protocol, 4))]),
        ("SIP,,Q.850", &[Ok("SIP"), Err((Kind::Protocol, 4))]),
        ("SIP;a=,Q.850", &[Err((Kind::ParameterValue, 6))]),
        ("SIP, Q.850 ;;, SIP", &[Ok("SIP"), Err((Kind::ParameterName, 12))]),
        ("SIP Q.850", &[Err((Kind::Separator, 4))]),
        ("SIP, Q.850\r\nTo: x", &[Ok("SIP"), Err((Kind::LineBreak, 10))]),
    ];
    for (field, expected) in rows {
        let mut list = Reason::list(field.as_bytes());
        let found: Vec<_> = list
            .by_ref()
            .map(|r| r.map(|r| r.to_string()).map_err(|e| (e.kind(), e.offset())))
            .collect();
        let expected: Vec<_> = expected.iter().map(|r| r.map(str::to_owned)).collect();
        assert_eq!(found, expected, "{field}");
        assert!(list.next().is_none(), "{field}");
    }
}

/// Every octet in place of each, and before each.
#[test]
fn every_octet_at_every_place() {
    let values: [&[u8]; 3] = [
        b"SIP ;cause=200 ;text=\"Call \\\"completed\\\" \r\n elsewhere\"",
        b" q.850;cause=1;LOCATION=ln;text=a;x=[::1]\r\n\t;e",
        b"x;text;cause=x;y",
    ];
    for value in values {
        for place in 0..value.len() {
            for octet in 0..=u8::MAX {
                let mut changed = value.to_vec();
                changed[place] = octet;
                one_and_list(&changed);
                changed.insert(place, value[place]);
                one_and_list(&changed);
            }
        }
    }
}

/// A value alone is a list of one, and a list has an end.
fn one_and_list(value: &[u8]) {
    round_trip(value);
    let list: Vec<_> = Reason::list(value).take(value.len() + 2).collect();
    assert!(list.len() <= value.len() + 1, "{}", value.escape_ascii());
    assert!(!list.is_empty());
    let faults = list.iter().filter(|r| r.is_err()).count();
    assert!(faults == 0 || faults == 1 && list.last().unwrap().is_err());
    match Reason::parse(value) {
        Ok(reason) => assert_eq!(list, [Ok(reason)]),
        Err(error) if list.len() == 1 => assert_eq!(list, [Err(error)]),
        Err(_) => {}
    }
}

#[test]
fn every_prefix() {
    for (value, ..) in ACCEPTED {
        for end in 0..value.len() {
            let prefix = &value.as_bytes()[..end];
            if let Err(error) = Reason::parse(prefix) {
                assert!(error.offset() <= end, "{value}");
            }
            one_and_list(prefix);
        }
    }
}

#[test]
fn equal_whatever_the_form() {
    #[rustfmt::skip]
    let rows = [
        ("sip;CAUSE=0486;text=busy;X=Y", " SIP ; x=y ; text = \"busy\" ; cause = 486", true),
        ("Q.850;location=ln", "q.850;location=LN", true),
        ("x.INT;a", "X.int;A", true),
        ("SIP;text=\"a\"", "SIP;text=\"A\"", false), // RFC 3261 §7.3.1
        ("SIP;text=a", "SIP;text=A", false),
        ("SIP;cause=1", "Q.850;cause=1", false),
        ("SIP;cause=1", "SIP", false),
        ("SIP;text=\"\"", "SIP", false),
        ("SIP;a;b", "SIP;b;a", false),
    ];
    for (one, other, equal) in rows {
        let one = Reason::try_from(one).unwrap();
        let other = Reason::try_from(other).unwrap();
        assert_eq!(one == other, equal, "{one} and {other}");
        let different = HashSet::from([one, other]).len();
        assert_eq!(different == 1, equal, "{one} and {other}");
    }
}

#[test]
fn every_status_code() {
    for code in StatusCode::ALL {
        let reason = Reason::from_status(*code);
        assert_eq!(reason, Reason::from(*code));
        assert_eq!(reason.status(), Some(*code));
        let text = reason.text().map(|text| text.to_string());
        assert_eq!(text.as_deref(), code.canonical_phrase());
        let written = reason.to_string();
        let again = Reason::try_from(written.as_str()).unwrap();
        assert_eq!(again, reason);
        assert_eq!(again.status(), Some(*code));
    }
    for cause in 0..=u16::MAX {
        let reason = Reason::new(Protocol::Sip).with_cause(cause);
        assert_eq!(reason.status(), StatusCode::from_u16(cause));
        assert_eq!(reason.to_string(), format!("SIP;cause={cause}"));
        assert_eq!(Reason::new(Protocol::Q850).with_cause(cause).status(), None);
    }
}

/// RFC 8606 §4: the values in the order of their four bits.
#[test]
fn every_location() {
    let words = "U LPN LN TN RLN RPN LOC-6 INTL LOC-8 LOC-9 BI LOC-11 LOC-12 LOC-13 LOC-14 LOC-15";
    let words: Vec<_> = words.split(' ').collect();
    assert_eq!(Location::ALL.len(), words.len());
    for (bits, word) in words.iter().enumerate() {
        let location = Location::ALL[bits];
        assert_eq!(location as usize, bits);
        assert_eq!(location.as_str(), *word);
        let written = Reason::from_q850(Cause::NORMAL_CALL_CLEARING)
            .with_location(Some(location))
            .to_string();
        assert_eq!(written, format!("Q.850;cause=16;location={word}"));
        let read = Reason::try_from(written.as_str()).unwrap();
        assert_eq!(read.location(), Some(location));
        let bare = read.with_location(None);
        assert_eq!(bare.to_string(), "Q.850;cause=16");
    }
    let sip = Reason::from_status(StatusCode::Ok).with_location(Some(Location::User));
    assert_eq!(sip, Reason::from_status(StatusCode::Ok));
    let busy = Reason::from(Cause::USER_BUSY);
    assert_eq!(busy, Reason::from_q850(Cause::USER_BUSY));
}

#[test]
fn protocols() {
    let rows = [
        ("SIP", Protocol::Sip),
        ("Q.850", Protocol::Q850),
        ("Preemption", Protocol::Preemption),
        ("STIR", Protocol::Stir),
    ];
    for (name, protocol) in rows {
        assert_eq!(protocol.to_string(), name);
        for name in [name.to_lowercase(), name.to_uppercase()] {
            assert_eq!(Protocol::try_from(name.as_str()), Ok(protocol));
        }
    }
    let other = Protocol::try_from("X.int").unwrap();
    assert_eq!(Ok(other), Protocol::try_from("x.INT"));
    assert_eq!(other.as_str(), "X.int");
    assert_eq!(
        Reason::new(other).with_cause(3).to_string(),
        "X.int;cause=3"
    );
    let rows = [
        ("", Kind::Protocol, 0),
        (" SIP", Kind::Protocol, 0),
        ("SIP ", Kind::Separator, 3),
        ("SIP;a", Kind::Separator, 3),
        ("SIP\r\nTo: x", Kind::LineBreak, 3),
    ];
    for (name, kind, offset) in rows {
        let error = Protocol::try_from(name).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (kind, offset), "{name}");
    }
}

/// Tokens are equal without regard to case (RFC 3261 §7.3.1), and keep it.
#[test]
fn protocols_without_a_name() {
    let token = |name: &'static str| match Protocol::try_from(name) {
        Ok(Protocol::Other(token)) => token,
        other => panic!("{name}: {other:?}"),
    };
    let [one, same, other] = ["X.int", "x.INT", "X.ext"].map(token);
    assert_eq!(one, same);
    assert_eq!(value::hash(&one), value::hash(&same));
    assert_ne!(one, other);
    assert_eq!((one.as_str(), same.as_str()), ("X.int", "x.INT"));
    assert_eq!(format!("{one:>7}|{other}"), "  X.int|X.ext");
    value::assert_spread(["a", "b", "ab", "ba", "abc"].map(token));
}

/// A set of values is no list that is searched from its start.
#[test]
fn different_values_have_different_hashes() {
    let values = [
        "SIP",
        "Q.850",
        "x",
        "y",
        "SIP;cause=200",
        "SIP;cause=201",
        "SIP;text=a",
        "SIP;text=b",
        "SIP;a",
        "SIP;b",
        "SIP;a=b",
        "Q.850;location=U",
        "Q.850;location=LN",
    ];
    value::assert_spread(values.map(|value| Reason::try_from(value).unwrap()));
}

/// The cause of ITU-T Q.850 is a number of 7 bits, and only under that protocol.
#[test]
fn causes_of_q850() {
    let rows = [
        ("Q.850;cause=0", Some(0)),
        ("q.850;cause=16", Some(16)),
        ("Q.850;cause=127", Some(127)),
        ("Q.850;cause=128", None),
        ("Q.850;cause=65535", None),
        ("Q.850", None),
        ("Q.850;cause=x", None),
        ("SIP;cause=16", None),
        ("Preemption;cause=1", None),
        ("x;cause=16", None),
    ];
    for (value, expected) in rows {
        let reason = Reason::try_from(value).unwrap();
        let found = reason.q850_cause().map(Cause::as_u8);
        assert_eq!(found, expected, "{value}");
    }
}

#[test]
fn made_and_written() {
    const MADE: Reason<'static> =
        Reason::from_q850(Cause::NORMAL_CALL_CLEARING).with_location(Some(Location::User));
    let rows = [
        ("bye", "bye"),
        ("", ""),
        ("a\"b\\c", "a\\\"b\\\\c"),
        ("(a, b; c)", "(a, b; c)"),
        ("\u{1B}\t\u{7F}é", "\\\u{1B}\t\\\u{7F}é"),
    ];
    for (text, written) in rows {
        let reason = MADE.with_text(text).unwrap();
        let written = format!("Q.850;cause=16;text=\"{written}\";location=U");
        assert_eq!(reason.to_string(), written);
        assert_eq!(Reason::try_from(written.as_str()), Ok(reason));
        let read = Reason::try_from(written.as_str()).unwrap();
        assert_eq!(read.text().unwrap().to_string(), text);
    }
    for (text, kind) in [
        ("\r", Kind::LineBreak),
        ("\n", Kind::LineBreak),
        ("\0", Kind::Nul),
    ] {
        assert_eq!(MADE.with_text(text).unwrap_err().kind(), kind);
    }
    // What was read can be changed.
    let read = Reason::parse(b"sip;x=\"1\";text=a;cause=486;y").unwrap();
    let changed = read.with_cause(600).with_text("b").unwrap();
    assert_eq!(changed.to_string(), "SIP;cause=600;text=\"b\";x=\"1\";y");
    // RFC 3261 §7.3.1: no name twice.
    let read = Reason::parse(b"q.850;Cause=busy;Text;Location=X;y").unwrap();
    let same = "Q.850;Cause=busy;Text;Location=X;y";
    assert_eq!(read.to_string(), same);
    let changed = read.with_cause(17).with_text("b").unwrap();
    let changed = changed.with_location(Some(Location::User));
    assert_eq!(
        changed.to_string(),
        "Q.850;cause=17;text=\"b\";location=U;y"
    );
}

/// ISO 8859-1 in a text is no reason to lose the cause.
#[test]
fn not_utf_8() {
    let value = b"Q.850;cause=20;text=\"nicht verf\xFCgbar\"";
    let reason = Reason::parse(value).unwrap();
    assert_eq!(reason.cause(), Some(20));
    let text = reason.text().unwrap();
    assert!(text.is_quoted());
    assert_eq!(text.as_bytes(), b"nicht verf\xFCgbar");
    assert_eq!(text.to_string(), "nicht verf\u{FFFD}gbar");
    let mut buffer = [0; 64];
    let length = reason.write_to(&mut buffer).unwrap();
    assert_eq!(&buffer[..length], value);
}

#[cfg(feature = "serde")]
#[test]
fn as_a_map() {
    use serde_json::{from_str, json, to_value};

    let reason = Reason::from_status(StatusCode::BusyHere);
    let expected = json!({
        "protocol": "SIP", "cause": 486, "text": "Busy Here", "location": null, "parameters": null
    });
    assert_eq!(to_value(reason).unwrap(), expected);
    for (value, ..) in ACCEPTED {
        let reason = Reason::try_from(*value).unwrap();
        let text = serde_json::to_string(&reason).unwrap();
        // Nothing is allocated, so an escape cannot be resolved.
        if !text.contains('\\') {
            assert_eq!(from_str::<Reason<'_>>(&text).unwrap(), reason, "{text}");
        }
    }
    let text = "{\"protocol\":\"q.850\",\"parameters\":\";a=b;c\",\"location\":\"LN\",\"new\":1}";
    let read: Reason<'_> = from_str(text).unwrap();
    assert_eq!(read.to_string(), "Q.850;location=LN;a=b;c");

    #[rustfmt::skip]
    let rows = [
        (json!({}), "missing field `protocol`"),
        (json!({"protocol": "a b"}), "found something at offset 1 that does not go on with the value, expected its end"),
        (json!({"protocol": "SIP", "cause": 65536}), "invalid value: integer `65536`, expected u16"),
        (json!({"protocol": "SIP", "location": "X"}), "invalid value: string \"X\", expected a word for CauseLocation"),
        (json!({"protocol": "SIP", "parameters": "a"}), "found something at offset 0 that does not go on with the value, expected its end"),
        (json!({"protocol": "SIP", "parameters": ";"}), "found no name of a parameter at offset 1, expected a token"),
        (json!("SIP"), "invalid type: string \"SIP\", expected a map of protocol, cause, text, location and parameters"),
    ];
    for (value, wording) in rows {
        let text = value.to_string();
        let error = from_str::<Reason<'_>>(&text).unwrap_err().to_string();
        assert!(error.starts_with(wording), "{text}: {error}");
    }
    // Formats without names give the parts in order.
    let list = "[\"Q.850\",16,\"bye\",null,\";a\"]";
    let read: Reason<'_> = from_str(list).unwrap();
    assert_eq!(read.to_string(), "Q.850;cause=16;text=\"bye\";a");
    assert!(from_str::<Reason<'_>>("[\"Q.850\",16,\"bye\",null]").is_err());
    let twice = "{\"protocol\":\"SIP\",\"protocol\":\"SIP\"}";
    assert!(from_str::<Reason<'_>>(twice).is_err());
}
