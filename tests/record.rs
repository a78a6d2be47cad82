//! The whole row of a code as one value: what of it is made of several rules.

#![cfg(feature = "serde")]

use serde_json::{Value, json, to_value};
use sip_status::{Arrival, ContextState, Method, MethodSet, Record, Refusal, Sending, StatusCode};

fn row(code: StatusCode) -> Value {
    to_value(Record::from(code)).unwrap()
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

/// RFC 3261 §16.7 steps 5 to 7, RFC 4320 §4.1 and §4.2, RFC 6026 §7.2.
#[test]
fn what_a_proxy_does() {
    let source = |rfc: u16, section: &str| json!({"rfc": rfc, "section": section});
    let challenge = ["WWW-Authenticate", "Proxy-Authenticate"];
    let step = source(3261, "16.7");
    let provisional = [step.clone(), source(4320, "4.1")];
    let success = [step.clone(), source(4320, "4.2"), source(6026, "7.2")];
    let timeout = [step.clone(), source(4320, "4.2")];
    let rows = [
        (
            100,
            "absorb",
            Some("absorb"),
            None,
            &[][..],
            None,
            &provisional[..],
        ),
        (
            180,
            "forward",
            Some("absorb"),
            None,
            &[],
            None,
            &provisional,
        ),
        (
            200,
            "forward-and-stop",
            None,
            Some("INVITE"),
            &[],
            None,
            &success,
        ),
        (
            299,
            "forward-and-stop",
            None,
            Some("INVITE"),
            &[],
            None,
            &success,
        ),
        (401, "keep", None, None, &challenge, None, &timeout[..1]),
        (408, "keep", Some("absorb"), None, &[], None, &timeout),
        (486, "keep", None, None, &[], None, &timeout[..1]),
        (503, "keep", None, None, &[], Some(500), &timeout[..1]),
        (603, "keep-and-stop", None, None, &[], None, &timeout[..1]),
    ];
    for (number, arrival, other_methods, late, collect, sent_as, sources) in rows {
        let code = StatusCode::from_u16(number).unwrap();
        let expected = json!({
            "arrival": arrival,
            "other_methods": other_methods,
            "late": Vec::from_iter(late),
            "sent_as": sent_as,
            "collect": collect,
            "sources": sources,
        });
        assert_eq!(row(code)["proxy"], expected, "{code}");
    }
}

/// What the keys say together is what the functions answer.
#[test]
fn as_the_functions_have_it() {
    for code in StatusCode::ALL {
        let row = row(*code);
        let proxy = &row["proxy"];
        let methods = read::<Option<MethodSet>>(&row["methods"]).unwrap_or(MethodSet::ANSWERED);
        let late: MethodSet = read(&proxy["late"]);
        for method in MethodSet::ANSWERED.without(Method::Cancel) {
            let other: Option<Arrival> = read(&proxy["other_methods"]);
            let expected = match other {
                Some(other) if !methods.contains(method) => other,
                _ => read(&proxy["arrival"]),
            };
            let arrival = |state| code.arrival(method, state);
            assert_eq!(arrival(ContextState::Open), expected, "{code} to {method}");
            let answered = arrival(ContextState::Answered);
            assert_eq!(
                answered.is_forwarded(),
                late.contains(method),
                "{code} to {method}"
            );
        }
        let sent_as: Option<StatusCode> = read(&proxy["sent_as"]);
        assert_eq!(sent_as.unwrap_or(*code), code.sent_upstream_as());
    }
}

/// Every refusal that any method meets, once, and in order.
#[test]
fn what_may_not_be_sent() {
    for code in StatusCode::ALL {
        let all: Vec<Refusal> = code.all_refusals().collect();
        assert!(all.is_sorted_by_key(|refusal| refusal.level()), "{code}");
        let mut met = Vec::new();
        for method in Method::ALL {
            let sending = Sending::new(*method);
            met.extend(
                code.refusals(sending)
                    .chain(code.conditional_refusals(sending)),
            );
        }
        assert!(met.iter().all(|refusal| all.contains(refusal)), "{code}");
        assert!(all.iter().all(|refusal| met.contains(refusal)), "{code}");
        let rows = row(*code)["refusals"].clone();
        assert_eq!(rows, to_value(&all).unwrap());
        assert_eq!(rows.as_array().unwrap().len(), all.len());
    }
}

/// RFC 6442 §4.3, RFC 3261 §22.1 and §21.3.4.
#[test]
fn refusals_are_maps() {
    let of = |code, place: usize| row(code)["refusals"][place].clone();
    let expected = json!({
        "level": "MUST NOT",
        "reason": "the client may not know the extension",
        "condition": "the request has no Geolocation field",
        "methods": null,
        "roles": [],
        "circumstances": [],
        "rfc": 6442,
        "section": "4.3",
    });
    assert_eq!(of(StatusCode::BadLocationInformation, 0), expected);
    let cancel = of(StatusCode::Unauthorized, 0);
    assert_eq!(cancel["methods"], json!(["CANCEL"]));
    let proxy = of(StatusCode::UseProxy, 0);
    assert_eq!(
        (&proxy["roles"], &proxy["rfc"]),
        (&json!(["proxy"]), &json!(3261))
    );
    let early = of(StatusCode::Trying, 0);
    assert_eq!(
        early["circumstances"],
        json!(["unreliable-transport", "early"])
    );
}
