//! Header fields: names, obligations, and the check of a response.

#![allow(missing_docs)]

use std::collections::BTreeSet;

use sip_status::{HeaderName, Method, MethodSet, RequirementLevel, StatusCode};

fn code(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap()
}

/// What a response to `method` lacks that has only `present`.
fn missing(number: u16, method: Method, present: &[&str]) -> Vec<String> {
    let has = |name: HeaderName| present.contains(&name.as_str());
    let missing = code(number).missing_headers(method, has);
    missing.map(|missing| missing.to_string()).collect()
}

/// Code, method, and what such a response lacks that carries nothing of note.
/// Each row is a sentence with MUST in the section that stands behind it.
const MANDATORY: &[(u16, Method, &[&str])] = &[
    (401, Method::Register, &["WWW-Authenticate"]), // RFC 3261 §22.2
    (405, Method::Invite, &["Allow"]),              // RFC 3261 §21.4.6
    (407, Method::Invite, &["Proxy-Authenticate"]), // RFC 3261 §22.3
    (
        415,
        Method::Invite,
        &["Accept or Accept-Encoding or Accept-Language"],
    ), // §21.4.13
    (420, Method::Invite, &["Unsupported"]),        // RFC 3261 §21.4.15
    (421, Method::Invite, &["Require"]),            // RFC 3261 §21.4.16
    (422, Method::Invite, &["Min-SE"]),             // RFC 4028 §6
    (422, Method::Update, &["Min-SE"]),             // RFC 4028 §6
    (423, Method::Register, &["Min-Expires"]),      // RFC 3261 §10.3
    (423, Method::Publish, &["Min-Expires"]),       // RFC 3903 §6
    (424, Method::Invite, &["Geolocation-Error"]),  // RFC 6442 §4.3
    (425, Method::Message, &["AlertMsg-Error"]),    // RFC 8876 §5.1
    (469, Method::Info, &["Recv-Info"]),            // RFC 6086 §4.2.2
    (494, Method::Register, &["Security-Server"]),  // RFC 3329 §2.3.1
    (199, Method::Invite, &["Reason"]),             // RFC 6228 §5 and §6
    (489, Method::Publish, &["Allow-Events"]),      // RFC 3903 §11.1.1
    (200, Method::Publish, &["SIP-ETag", "Expires"]), // RFC 3903 §6
    (200, Method::Subscribe, &["Expires"]),         // RFC 6665 §3.1.1
    (200, Method::Invite, &["Contact"]),            // RFC 3261 §20, Table 2
    // Nothing that would always have to be there.
    (100, Method::Invite, &[]),
    (180, Method::Invite, &[]),
    (200, Method::Bye, &[]),
    (200, Method::Cancel, &[]),
    (200, Method::Options, &[]),
    (302, Method::Invite, &[]),
    (404, Method::Invite, &[]),
    (486, Method::Invite, &[]),
    (499, Method::Invite, &[]),
    (503, Method::Invite, &[]), // Retry-After is a MAY: RFC 3261 §21.5.4
    (600, Method::Invite, &[]),
];

#[test]
fn mandatory_fields() {
    for (number, method, expected) in MANDATORY {
        let mut found = missing(*number, *method, &[]);
        let mut expected: Vec<_> = expected.iter().map(ToString::to_string).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{number} to {method}");
    }
}

#[test]
fn present_fields_are_not_missing() {
    for (number, method, _) in MANDATORY {
        let all = code(*number).missing_headers(*method, |_| true);
        assert_eq!(all.count(), 0, "{number}");
    }
}

/// RFC 3261 §21.4.13: any of the three will do.
#[test]
fn one_of_a_group_is_enough() {
    for field in ["Accept", "Accept-Encoding", "Accept-Language"] {
        assert!(missing(415, Method::Invite, &[field]).is_empty(), "{field}");
    }
    let group = code(415)
        .missing_headers(Method::Invite, |_| false)
        .next()
        .unwrap();
    assert_eq!(group.any_of().len(), 3);
    assert!(!missing(415, Method::Invite, &["Allow"]).is_empty());
}

#[test]
fn asked_for_each_field_at_most_once() {
    for code in StatusCode::ALL {
        for method in Method::ALL {
            let mut asked = Vec::new();
            let missing = code.missing_headers(*method, |name| {
                asked.push(name);
                false
            });
            let count = missing.count();
            assert!(asked.len() >= count);
            let distinct: std::collections::HashSet<_> = asked.iter().collect();
            assert_eq!(distinct.len(), asked.len(), "{code} to {method}: {asked:?}");
        }
    }
}

/// Code, field, level: as the sections say it.
#[test]
fn levels() {
    use RequirementLevel::{May, Must, Should};

    let rows = [
        (300, "Contact", Should),               // RFC 3261 §21.3.1
        (404, "Retry-After", May),              // RFC 3261 §20.33
        (413, "Retry-After", Should),           // RFC 3261 §21.4.11
        (417, "Accept-Resource-Priority", May), // RFC 4412 §4.6.2
        (470, "Permission-Missing", Should),    // RFC 5360 §5.9.2
        (480, "Retry-After", May),              // RFC 3261 §21.4.18
        (485, "Contact", May),                  // RFC 3261 §21.4.23
        (486, "Retry-After", May),              // RFC 3261 §21.4.24
        (488, "Warning", Should),               // RFC 3261 §13.3.1.3
        (500, "Retry-After", May),              // RFC 3261 §21.5.1
        (503, "Retry-After", May),              // RFC 3261 §21.5.4
        (600, "Retry-After", May),              // RFC 3261 §21.6.1
        (603, "Retry-After", May),              // RFC 3261 §21.6.2
        (606, "Warning", May),                  // RFC 3261 §21.6.4
        (608, "Call-Info", Must),               // RFC 8688 §3.1
        (180, "Require", Must),                 // RFC 3262 §3, when sent reliably
        (180, "RSeq", Must),                    // RFC 3262 §3, when sent reliably
        (180, "Contact", Must),                 // RFC 3261 §12.1.1, early dialog
        (300, "Error-Info", May),               // RFC 3261 §20.18
        (699, "Error-Info", May),               // RFC 3261 §20.18
    ];
    for (number, field, level) in rows {
        let found = code(number).headers().iter();
        let found = found.filter(|o| o.field().as_str() == field && o.level() == level);
        assert!(found.count() > 0, "{number} {level} {field}");
    }
}

/// Code, field, level and section, a method to which the obligation applies, and the
/// methods to which it does not, nor any other of this level and field.
type Obligation = (
    u16,
    &'static str,
    RequirementLevel,
    &'static str,
    Method,
    &'static [Method],
);

#[test]
fn methods_of_obligations() {
    use Method::{Cancel, Extension, Info, Invite, Options, Refer, Update};
    use RequirementLevel::{May, Must, Should};

    #[rustfmt::skip]
    let rows: &[Obligation] = &[
        // RFC 4412 §3.3: the row of 200 has all but ACK, and no method that came later.
        (200, "Accept-Resource-Priority", May, "RFC 4412 §3.3", Info, &[Extension]),
        (200, "Accept-Resource-Priority", May, "RFC 4412 §3.3", Cancel, &[]),
        // RFC 3261 §20, Table 2: Contact in a 485 to all but ACK and CANCEL; RFC 6086
        // §6.1: never in an answer to INFO.
        (485, "Contact", Should, "RFC 3261 §16.5", Refer, &[Cancel, Info]),
        (485, "Contact", May, "RFC 3261 §21.4.23", Options, &[Cancel, Info]),
        // RFC 4240 §3: "the media server SHOULD include a Warning header".
        (400, "Warning", Should, "RFC 4240 §3", Invite, &[Options]),
        // RFC 5552 §2.2, 3 and 4: "SHOULD include a Warning header with a 3-digit code
        // of 399".
        (400, "Warning", Should, "RFC 5552 §2.2", Invite, &[Options]),
        (500, "Warning", Should, "RFC 5552 §2.2", Invite, &[Options]),
        // RFC 6910 §7.1: "in the final response message"; with `m=NL` where no device is
        // registered, for which a proxy sends 480.
        (480, "Call-Info", Must, "RFC 6910 §7.1", Invite, &[Update]),
        (486, "Call-Info", Must, "RFC 6910 §7.1", Invite, &[Update]),
        (487, "Call-Info", Must, "RFC 6910 §7.1", Invite, &[Update]),
    ];
    for (number, field, level, source, method, others) in rows {
        let of_field = |method: Method| {
            let all = code(*number).headers().iter();
            all.filter(move |o| o.methods().contains(method))
                .filter(|o| o.field().as_str() == *field && o.level() == *level)
        };
        let found = of_field(*method).filter(|o| o.source().to_string() == *source);
        assert_eq!(found.count(), 1, "{number} to {method}: {field}");
        for other in *others {
            let count = of_field(*other).count();
            assert_eq!(count, 0, "{number} to {other}: {field}");
        }
    }
}

#[test]
fn strongest_first() {
    for code in StatusCode::ALL {
        assert!(
            code.headers()
                .is_sorted_by_key(sip_status::HeaderObligation::level),
            "{code}"
        );
    }
}

/// Fields of closed networks, and rows that only stand in obsoleted tables,
/// have no place here.
#[test]
fn what_stays_out() {
    for code in StatusCode::ALL {
        for obligation in code.headers() {
            let field = obligation.field().as_str();
            assert!(!field.starts_with("P-"), "{code} {field}");
            let rfc = obligation.source().rfc();
            assert!(
                ![3265, 4474, 2976].contains(&rfc),
                "{code} {field} of RFC {rfc}"
            );
            let ordinary = ["Via", "From", "To", "Call-ID", "CSeq", "Content-Length"];
            assert!(!ordinary.contains(&field), "{code} {field}");
        }
    }
}

#[test]
fn names() {
    for header in HeaderName::ALL {
        let name = header.as_str();
        for text in [name.to_owned(), name.to_uppercase(), name.to_lowercase()] {
            assert_eq!(text.parse(), Ok(*header));
            assert_eq!(HeaderName::from_bytes(text.as_bytes()), Some(*header));
            assert_eq!(HeaderName::try_from(text.as_bytes()), Ok(*header));
        }
        if let Some(compact) = header.compact_form() {
            assert_eq!(compact.parse(), Ok(*header));
            assert_eq!(compact.to_uppercase().parse(), Ok(*header));
        }
        assert_eq!(header.to_string(), name);
    }
    for text in [
        "",
        "X-Mood",
        "Contact ",
        " Contact",
        "Contact:",
        "z",
        "Cont\u{e4}ct",
    ] {
        let error = text.parse::<HeaderName>().unwrap_err();
        assert_eq!(HeaderName::try_from(text.as_bytes()), Err(error));
        assert_eq!(
            error.to_string(),
            "found an unknown word, expected one for HeaderName",
            "{text:?}"
        );
    }
    assert_eq!(HeaderName::from_bytes(&[b'a'; 1000]), None);
    assert_eq!(HeaderName::from_bytes(&[0xff, 0xfe]), None);
}

/// RFC 3261 §7.3.3 and §20, and the RFCs that define the others.
#[test]
fn compact_forms() {
    let rows = [
        ("a", "Accept-Contact"),
        ("b", "Referred-By"),
        ("c", "Content-Type"),
        ("d", "Request-Disposition"),
        ("e", "Content-Encoding"),
        ("f", "From"),
        ("i", "Call-ID"),
        ("j", "Reject-Contact"),
        ("k", "Supported"),
        ("l", "Content-Length"),
        ("m", "Contact"),
        ("o", "Event"),
        ("r", "Refer-To"),
        ("s", "Subject"),
        ("t", "To"),
        ("u", "Allow-Events"),
        ("v", "Via"),
        ("x", "Session-Expires"),
        ("y", "Identity"),
    ];
    for (compact, name) in rows {
        assert_eq!(compact.parse::<HeaderName>().unwrap().as_str(), name);
    }
    let count = HeaderName::ALL
        .iter()
        .filter(|h| h.compact_form().is_some())
        .count();
    assert_eq!(count, rows.len());
}

/// Where a field is defined: the section with its grammar, or the one that adds it to
/// the grammar of SIP.
#[test]
fn where_fields_are_defined() {
    let rows = [
        ("Allow-Events", "RFC 6665 §8.2.2"),
        ("Answer-Mode", "RFC 5373 §2"),
        ("Event", "RFC 6665 §8.2.1"),
        ("Flow-Timer", "RFC 5626 §10"),
        ("Info-Package", "RFC 6086 §7.2"),
        ("Max-Breadth", "RFC 5393 §5.3.1"),
        ("P-Refused-URI-List", "RFC 5318 §5"),
        ("P-Served-User", "RFC 8498 §6.2"),
        ("Priv-Answer-Mode", "RFC 5373 §2"),
        ("Recv-Info", "RFC 6086 §7.3"),
        ("Security-Client", "RFC 3329 §2.2"),
        ("Security-Server", "RFC 3329 §2.2"),
        ("Security-Verify", "RFC 3329 §2.2"),
        ("SIP-ETag", "RFC 3903 §11.3.1"),
        ("SIP-If-Match", "RFC 3903 §11.3.2"),
        ("Subscription-State", "RFC 6665 §8.2.3"),
        ("Suppress-If-Match", "RFC 5839 §7.2"),
        ("Trigger-Consent", "RFC 5360 §5.11.2"),
    ];
    for (name, source) in rows {
        let header = name.parse::<HeaderName>().unwrap();
        assert_eq!(header.source().to_string(), source, "{name}");
    }
}

#[test]
fn writing_obligations() {
    let first = |number| code(number).headers()[0].to_string();
    assert_eq!(first(405), "MUST Allow (RFC 3261 §21.4.6)");
    let rseq = code(180)
        .headers()
        .iter()
        .find(|o| o.field() == HeaderName::Rseq)
        .unwrap();
    assert!(rseq.to_string().starts_with("MUST RSeq when "), "{rseq}");
}

/// The iterator shows what is left, and not the closure.
#[test]
fn what_is_left_to_check() {
    let mut missing = code(405).missing_headers(Method::Invite, |_| false);
    let shown = format!("{missing:?}");
    assert!(
        shown.contains("Allow") && shown.contains("Invite"),
        "{shown}"
    );
    assert!(missing.next().is_some());
    assert!(!format!("{missing:?}").contains("Allow"));
}

/// Sets of methods beside the sets of the standard library.
#[test]
fn sets_of_methods() {
    let all = Method::ALL;
    for (place, one) in all.iter().enumerate() {
        for (other_place, other) in all.iter().enumerate() {
            let listed = all.iter().copied().filter(|m| m == one || m == other);
            let listed: Vec<Method> = listed.collect();
            let set = MethodSet::of(&[*other, *one, *other]);
            assert_eq!(set.iter().collect::<Vec<_>>(), listed);
            assert_eq!(set, [*one, *other].into_iter().collect());
            assert_eq!(set, MethodSet::from(*one).with(*other).with(*other));
            assert_eq!(set.len(), listed.len());
            assert!(!set.is_empty() && !set.covers_answered());
            let names: Vec<&str> = listed.iter().map(|method| method.as_str()).collect();
            assert_eq!(set.to_string(), names.join(", "));
            assert_eq!(
                format!("{set:?}"),
                format!("{:?}", BTreeSet::from_iter(&listed))
            );
            let left = set.without(*one).without(*one);
            assert_eq!(left.contains(*other), place != other_place);
            assert!(!left.contains(*one));
        }
        // Every method but ACK is answered.
        let lacking = MethodSet::ANSWERED.without(*one);
        assert_eq!(lacking.covers_answered(), *one == Method::Ack);
        assert!(lacking.with(*one).covers_answered());
    }
    assert_eq!(MethodSet::ANSWERED.len(), all.len() - 1);
    assert!(MethodSet::EMPTY.is_empty() && !MethodSet::EMPTY.covers_answered());
    assert_eq!(MethodSet::EMPTY.iter().next(), None);
    assert_eq!(MethodSet::EMPTY.to_string(), "");
}

#[test]
fn methods() {
    // RFC 3261 §7.1 and the RFCs of the others: the method as it stands in a request.
    let rows = [
        (Method::Invite, "INVITE"),
        (Method::Ack, "ACK"),
        (Method::Options, "OPTIONS"),
        (Method::Bye, "BYE"),
        (Method::Cancel, "CANCEL"),
        (Method::Register, "REGISTER"),
        (Method::Prack, "PRACK"),         // RFC 3262
        (Method::Subscribe, "SUBSCRIBE"), // RFC 6665
        (Method::Notify, "NOTIFY"),
        (Method::Publish, "PUBLISH"), // RFC 3903
        (Method::Info, "INFO"),       // RFC 6086
        (Method::Refer, "REFER"),     // RFC 3515
        (Method::Message, "MESSAGE"), // RFC 3428
        (Method::Update, "UPDATE"),   // RFC 3311
    ];
    assert_eq!(rows.len(), Method::ALL.len() - 1); // and any other
    for (method, name) in rows {
        assert_eq!((method.as_str(), <&str>::from(method)), (name, name));
        assert_eq!(method.as_ref(), name);
        assert_eq!(
            format!("{method}|{method:>10}"),
            format!("{name}|{name:>10}")
        );
        assert_eq!(Method::from(name.as_bytes()), method);
    }
    for method in Method::ALL {
        assert_eq!(Method::from(method.as_str()), *method);
        assert_eq!(method.as_str().parse(), Ok(*method));
    }
    // RFC 3261 §7.1: case counts.
    for other in ["invite", "INVITE ", "", "FOO", "INVITES"] {
        assert_eq!(Method::from(other), Method::Extension);
    }
    // RFC 4320 §4.1: nothing but 100 is provisional for a non-INVITE.
    for code in StatusCode::ALL.iter().filter(|code| code.is_provisional()) {
        let only_invite = *code != StatusCode::Trying;
        assert_eq!(code.methods().contains(Method::Bye), !only_invite, "{code}");
        assert!(code.methods().contains(Method::Invite));
    }
    // ACK is never answered.
    assert!(
        StatusCode::ALL
            .iter()
            .all(|code| !code.methods().contains(Method::Ack))
    );
}
