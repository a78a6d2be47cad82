//! What is shown fills a column: width, fill and alignment, as for a `str`.

use sip_status::q850::Cause;
use sip_status::{
    HeaderName, Method, MethodSet, Outcome, Reason, ReasonProtocol, RetryAfter, StatusClass,
    StatusCode, StatusCodeSet, StatusLine,
};
use std::fmt::Display;

/// Each type that is shown, once with a text that is not ASCII.
fn shown() -> Vec<(&'static str, Box<dyn Display>)> {
    let code = StatusCode::MethodNotAllowed;
    let line = StatusLine::parse_sipfrag(b"SIP/2.0 480 Caf\xE9 ferm\xC3\xA9").unwrap();
    let escaped = StatusLine::with_escaped_phrase(StatusCode::Ok, b"<\r\n>");
    let after = RetryAfter::parse(b"120 (\xC3\xA0 3 h);duration=5;x=\"\xFF\"").unwrap();
    let reason = Reason::parse(b"Q.850;cause=16;text=\"\xC3\xA0 bient\xF4t\";x=y").unwrap();
    let mut missing = StatusCode::UnsupportedMediaType.missing_headers(Method::Invite, |_| false);
    vec![
        ("StatusCode", Box::new(code)),
        ("StatusClass", Box::new(StatusClass::Success)),
        ("StatusLine", Box::new(line.line())),
        ("StatusLine, escaped", Box::new(escaped)),
        ("ReasonPhrase", Box::new(line.phrase())),
        ("ReasonPhrase, escaped", Box::new(escaped.phrase())),
        ("SipVersion", Box::new(escaped.version())),
        ("RetryAfter", Box::new(after)),
        ("FieldText", Box::new(after.comment().unwrap())),
        ("Parameter", Box::new(after.parameters().next().unwrap())),
        ("Reason", Box::new(reason)),
        ("ReasonProtocol", Box::new(reason.protocol())),
        ("MethodSet", Box::new(code.methods())),
        ("MethodSet of none", Box::new(MethodSet::EMPTY)),
        ("StatusCodeSet", Box::new(StatusCodeSet::ALL)),
        ("Source", Box::new(code.source().unwrap())),
        ("Link", Box::new(code.source().unwrap().link())),
        ("HeaderObligation", Box::new(code.headers()[0])),
        ("MissingHeader", Box::new(missing.next().unwrap())),
        ("HeaderName", Box::new(HeaderName::Allow)),
        ("Method", Box::new(Method::Invite)),
        (
            "PhraseOrigin",
            Box::new(StatusCode::Decline.phrase_variants()[0].origin()),
        ),
        (
            "PhraseOrigin of an RFC",
            Box::new(StatusCode::BadIdentityInfo.phrase_variants()[0].origin()),
        ),
        ("Outcome", Box::new(Outcome::Timeout)),
        ("Cause", Box::new(Cause::USER_BUSY)),
    ]
}

#[test]
fn columns() {
    for (name, value) in shown() {
        let text = value.to_string();
        for width in [0, 3, 30, 200] {
            let padded = |text: &str| format!("{text:<width$}");
            assert_eq!(format!("{value:<width$}"), padded(&text), "{name}");
            assert_eq!(
                format!("{value:>width$}"),
                format!("{text:>width$}"),
                "{name}"
            );
            assert_eq!(
                format!("{value:_^width$}"),
                format!("{text:_^width$}"),
                "{name}"
            );
        }
    }
}

/// Text is set to the left, as `Formatter::pad` sets it.
#[test]
fn without_an_alignment() {
    for (name, value) in shown() {
        let expected = match name {
            // A number stands to the right.
            "Cause" => format!("{:>200}", value.to_string()),
            _ => format!("{:<200}", value.to_string()),
        };
        assert_eq!(format!("{value:200}"), expected, "{name}");
    }
    let code = StatusCode::BusyHere;
    assert_eq!(format!("{code:#12}|"), "486 Busy Here|");
    assert_eq!(format!("{code:#15}|"), "486 Busy Here  |");
    assert_eq!(format!("{code:>#15}|"), "  486 Busy Here|");
}

/// What holds text or octets can be lent as such.
#[test]
fn lent() {
    let line = StatusLine::parse_sipfrag(b"sip/2.0 480 Caf\xE9")
        .unwrap()
        .line();
    let (version, phrase) = (line.version(), line.phrase());
    assert_eq!(AsRef::<str>::as_ref(&version), "sip/2.0");
    assert_eq!(AsRef::<[u8]>::as_ref(&phrase), b"Caf\xE9");
    for name in ["X.int", "Q.850"] {
        let protocol = ReasonProtocol::try_from(name).unwrap();
        assert_eq!(protocol.as_ref(), name);
        if let ReasonProtocol::Other(token) = protocol {
            assert_eq!(token.as_ref(), name);
        }
    }
}

/// `write_into` takes a writer, or a reference to one.
#[test]
fn writers() {
    struct Shouting(String);

    impl std::fmt::Write for &mut Shouting {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0.push_str(&text.to_uppercase());
            Ok(())
        }
    }

    let line = StatusLine::new(StatusCode::Ok);
    let mut shouting = Shouting(String::new());
    line.write_into(&mut shouting).unwrap();
    assert_eq!(shouting.0, "SIP/2.0 200 OK\r\n");
    let mut text = String::new();
    let out: &mut dyn std::fmt::Write = &mut text;
    line.write_into(out).unwrap();
    line.write_into(&mut text).unwrap();
    assert_eq!(text, "SIP/2.0 200 OK\r\nSIP/2.0 200 OK\r\n");
}
