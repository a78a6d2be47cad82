//! Refusals with a condition, and those that depend on what was not said.

#![allow(missing_docs)]

use sip_status::{Method, Prohibition, Refusal, Role, Sending, StatusCode};

use Method::{Extension, Invite, Message, Notify, Options, Publish, Refer, Register, Subscribe};
use Role::{
    BackToBackUserAgent, EventStateCompositor, Gateway, Notifier, Proxy, RedirectServer, Registrar,
    Subscriber, UserAgentServer,
};

fn code(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap()
}

const fn to(method: Method) -> Sending {
    Sending::new(method)
}

const MUST_NOT: Prohibition = Prohibition::MustNot;
const RULED_OUT: Prohibition = Prohibition::RuledOut;
const SHOULD_NOT: Prohibition = Prohibition::ShouldNot;

/// Refusals with a condition: code, way of sending, what the condition says,
/// level and section.
#[rustfmt::skip]
const CONDITIONAL: &[(u16, Sending, &str, Prohibition, &str)] = &[
    // RFC 3262 §3: without `100rel` in Supported or Require "the UAS MUST NOT send
    // the provisional response reliably"; with it in Require it "MUST".
    (183, to(Invite).with_reliable(true), "neither in Supported nor in Require", MUST_NOT, "RFC 3262 §3"),
    (183, to(Invite).with_reliable(false), "`100rel` in Require", MUST_NOT, "RFC 3262 §3"),
    // RFC 3262 §3: no "second reliable provisional response until the first is
    // acknowledged", none new after the final response, and no 2xx while one with
    // a session description is unacknowledged.
    (180, to(Invite).with_reliable(true), "first reliable", MUST_NOT, "RFC 3262 §3"),
    (180, to(Invite).with_reliable(true), "final response", MUST_NOT, "RFC 3262 §3"),
    (200, to(Invite).with_role(UserAgentServer), "session description", MUST_NOT, "RFC 3262 §3"),
    // RFC 6140 §5.2: both "bnc" and a user portion.
    (200, to(Register).with_role(Registrar), "`bnc`", MUST_NOT, "RFC 6140 §5.2"),
    // RFC 6140 §5.3: both "bnc" and a "user" parameter.
    (200, to(Register).with_role(Registrar), "`bnc` and `user`", MUST_NOT, "RFC 6140 §5.3"),
    // RFC 3261 §8.3: "redirect servers MUST NOT redirect a request to a URI equal
    // to the one in the Request-URI".
    (302, to(Invite).with_role(RedirectServer), "Request-URI", MUST_NOT, "RFC 3261 §8.3"),
    // RFC 5503 §6.4: "MUST NOT respond with a 3xx-Redirect response code to an
    // INVITE with a "BLV" OSPS-Tag"; §6.5: a trusted UAS likewise; §6.6: "A proxy that
    // implements a call-forwarding service MUST NOT respond [...] with a 3xx response,
    // if the request contained the P-DCS-OSPS header". RFC 3261 §6: a redirect server
    // is a UAS, and a B2BUA answers as one.
    (302, to(Invite).with_role(UserAgentServer), "BLV", MUST_NOT, "RFC 5503 §6.4"),
    (302, to(Invite).with_role(RedirectServer), "BLV", MUST_NOT, "RFC 5503 §6.4"),
    (302, to(Invite).with_role(Gateway), "BLV", MUST_NOT, "RFC 5503 §6.4"),
    (302, to(Invite).with_role(BackToBackUserAgent), "BLV", MUST_NOT, "RFC 5503 §6.4"),
    (301, to(Invite).with_role(Proxy), "call forwarding and the INVITE has P-DCS-OSPS", MUST_NOT, "RFC 5503 §6.6"),
    // The same section: "SHOULD NOT reject an INVITE with a "BLV" OSPS-Tag due to a
    // busy condition".
    (486, to(Invite).with_role(UserAgentServer), "BLV", SHOULD_NOT, "RFC 5503 §6.4"),
    (486, to(Invite).with_role(RedirectServer), "BLV", SHOULD_NOT, "RFC 5503 §6.4"),
    (486, to(Invite).with_role(Gateway), "BLV", SHOULD_NOT, "RFC 5503 §6.4"),
    (486, to(Invite).with_role(BackToBackUserAgent), "BLV", SHOULD_NOT, "RFC 5503 §6.4"),
    (600, to(Invite).with_role(UserAgentServer), "BLV", SHOULD_NOT, "RFC 5503 §6.4"),
    (600, to(Invite).with_role(RedirectServer), "BLV", SHOULD_NOT, "RFC 5503 §6.4"),
    (600, to(Invite).with_role(Gateway), "BLV", SHOULD_NOT, "RFC 5503 §6.4"),
    (600, to(Invite).with_role(BackToBackUserAgent), "BLV", SHOULD_NOT, "RFC 5503 §6.4"),
    // RFC 3398 §7.2.5: "183 before a gateway has confirmation that the address is
    // complete (ACM) [...] SHOULD NOT therefore be sent".
    (183, to(Invite).with_role(Gateway), "ACM", SHOULD_NOT, "RFC 3398 §7.2.5"),
    // RFC 6141 §3.3: "If any of the changes [...] have already been executed, the
    // UAS SHOULD return a 2xx response."
    (488, to(Invite).with_in_dialog(true).with_role(UserAgentServer), "has been made", SHOULD_NOT, "RFC 6141 §3.3"),
    // RFC 3261 §21.4.10: "the status code 404 (Not Found) SHOULD be used instead".
    (410, to(Invite), "permanent", SHOULD_NOT, "RFC 3261 §21.4.10"),
    // RFC 4412 §4.6.2: without the option tag in Require the values are ignored.
    (417, to(Invite), "`resource-priority` in Require", RULED_OUT, "RFC 4412 §4.6.2"),
    // RFC 6228 §5 (which prints UAC for UAS): no 199 without the option tag; §6:
    // a proxy "MUST NOT generate and send 199" where `100rel` is required.
    (199, to(Invite).with_role(UserAgentServer), "`199`", MUST_NOT, "RFC 6228 §5"),
    (199, to(Invite).with_role(Proxy), "`100rel` in Require", MUST_NOT, "RFC 6228 §6"),
    // RFC 3261 §21.4.16: "SHOULD NOT use this response unless it truly cannot
    // provide any useful service".
    (421, to(Invite).with_role(UserAgentServer), "useful service", SHOULD_NOT, "RFC 3261 §21.4.16"),
    (421, to(Invite).with_role(RedirectServer), "useful service", SHOULD_NOT, "RFC 3261 §21.4.16"),
    (421, to(Publish).with_role(EventStateCompositor), "useful service", SHOULD_NOT, "RFC 3261 §21.4.16"),
    (421, to(Notify).with_role(Subscriber), "useful service", SHOULD_NOT, "RFC 3261 §21.4.16"),
    (421, to(Invite).with_role(Gateway), "useful service", SHOULD_NOT, "RFC 3261 §21.4.16"),
    (421, to(Invite).with_role(BackToBackUserAgent), "useful service", SHOULD_NOT, "RFC 3261 §21.4.16"),
    // RFC 3261 §8.3: redirect servers "MUST ignore features that are not understood
    // (including [...] even method names)"; §16.3: no "refuse to proxy a request
    // because it contains a method [...] it does not know".
    (501, to(Extension).with_role(RedirectServer), "method", MUST_NOT, "RFC 3261 §8.3"),
    (501, to(Extension).with_role(Proxy), "method", MUST_NOT, "RFC 3261 §16.3"),
    // RFC 4028 §9 and §8.1.
    (422, to(Invite).with_role(UserAgentServer), "Session-Expires", RULED_OUT, "RFC 4028 §9"),
    (422, to(Invite).with_role(Proxy), "`timer`", SHOULD_NOT, "RFC 4028 §8.1"),
    // RFC 3261 §10.3, RFC 6665 §4.2.1.1: "if and only if [...] greater than zero
    // AND smaller than one hour".
    (423, to(Register).with_role(Registrar), "an hour", RULED_OUT, "RFC 3261 §10.3"),
    (423, to(Subscribe).with_role(Notifier), "an hour", RULED_OUT, "RFC 6665 §4.2.1.1"),
    // RFC 3903 §6: "Only if the requested expiration interval is greater than zero".
    (423, to(Publish).with_role(EventStateCompositor), "is zero", RULED_OUT, "RFC 3903 §6"),
    // RFC 6442 §4.3: "only appropriate [...] when the responding entity needs a
    // locationValue and there are no values in the request that are usable by the
    // responder, or when the responder has additional location information";
    // RFC 8876 §5.1: when it "has no other information in the request that is usable".
    (424, to(Invite), "can use", RULED_OUT, "RFC 6442 §4.3"),
    (425, to(Message), "can use", RULED_OUT, "RFC 8876 §5.1"),
    // RFC 3892 §2.2: not "simply because it cannot decrypt the token".
    (429, to(Refer), "decrypt", SHOULD_NOT, "RFC 3892 §2.2"),
    // RFC 6442 §4.3 and RFC 8876 §5.1: the request has to know the extension.
    (424, to(Invite), "Geolocation", MUST_NOT, "RFC 6442 §4.3"),
    (425, to(Message), "CAP", MUST_NOT, "RFC 8876 §5.1"),
    // RFC 6881 §9.3: "Proxies SHOULD NOT return a 424 error."
    (424, to(Invite).with_role(Proxy), "emergency", SHOULD_NOT, "RFC 6881 §9.3"),
    // RFC 5079 §3: an identity that cannot be validated is no anonymity.
    (433, to(Invite), "validated", SHOULD_NOT, "RFC 5079 §3"),
    // RFC 5626 §11.6.
    (439, to(Register).with_role(Proxy), "`reg-id`", MUST_NOT, "RFC 5626 §11.6"),
    // RFC 5626 §6: "If the registrar is not the first hop", if Path "is missing or it
    // exists but the first URI does not have an "ob" URI parameter", and if the
    // request has "the reg-id and the outbound option tag in a Supported header field".
    (439, to(Register).with_role(Registrar), "no `reg-id`", RULED_OUT, "RFC 5626 §6"),
    (439, to(Register).with_role(Registrar), "`outbound` in Supported", RULED_OUT, "RFC 5626 §6"),
    (439, to(Register).with_role(Registrar), "first hop", RULED_OUT, "RFC 5626 §6"),
    (439, to(Register).with_role(Registrar), "`ob`", RULED_OUT, "RFC 5626 §6"),
    // RFC 3261 §16.3: a proxy "MUST NOT treat merged requests as an error".
    (482, to(Invite).with_role(Proxy), "merged", MUST_NOT, "RFC 3261 §16.3"),
    // RFC 3261 §21.4.24: "600 (Busy Everywhere) SHOULD be used if [...] no other end
    // system will be able to accept this call".
    (486, to(Invite), "no other end system", SHOULD_NOT, "RFC 3261 §21.4.24"),
    // RFC 3329 §2.3.2: with several Via entries "it MUST NOT use this mechanism".
    (494, to(Register).with_role(Registrar), "Via", MUST_NOT, "RFC 3329 §2.3.2"),
    // RFC 3261 §21.5.5: "408 (Request Timeout) should be used instead if there was
    // no response within the period specified in the Expires header field".
    (504, to(Invite), "Expires", RULED_OUT, "RFC 3261 §21.5.5"),
    // RFC 8599 §5.6.1.2: not "unless it knows [...] that no other proxy supports".
    (555, to(Register).with_role(Proxy), "configuration", MUST_NOT, "RFC 8599 §5.6.1.2"),
    // RFC 3261 §21.6.1, §21.6.2, §21.6.4: "only if the client knows that no other
    // end point [...] will answer".
    (600, to(Invite), "voice mail", RULED_OUT, "RFC 3261 §21.6.1"),
    (603, to(Invite), "another endpoint", RULED_OUT, "RFC 3261 §21.6.2"),
    (606, to(Invite), "another endpoint", RULED_OUT, "RFC 3261 §21.6.4"),
];

#[test]
fn conditions() {
    for (number, sending, part, level, source) in CONDITIONAL {
        let code = code(*number);
        let fits = |refusal: &Refusal| {
            refusal.condition().is_some_and(|when| when.contains(part))
                && (refusal.level(), refusal.source().to_string()) == (*level, (*source).to_owned())
        };
        let open: Vec<_> = code.conditional_refusals(*sending).collect();
        assert_eq!(
            open.iter().filter(|r| fits(r)).count(),
            1,
            "{number}: {open:?}"
        );
        assert!(!code.refusals(*sending).any(|r| fits(&r)), "{number}");
    }
}

/// What was left unsaid is open, what was said is not.
#[test]
fn unsaid_is_open() {
    let open = |number: u16, sending| -> Vec<String> {
        let refusals = code(number).conditional_refusals(sending);
        refusals
            .map(|refusal| refusal.source().to_string())
            .collect()
    };
    let proxy = "RFC 3261 §22.1".to_owned();
    let initial = to(Invite).with_in_dialog(false);
    assert_eq!(open(401, initial), [proxy, "RFC 3262 §3".to_owned()]);
    let uas = initial.with_role(UserAgentServer);
    assert_eq!(open(401, uas), ["RFC 3262 §3"]);
    assert_eq!(open(401, uas.with_reliable(false)), [""; 0]);
    let options = to(Options).with_stateless(false).with_reliable(false);
    assert_eq!(open(100, options), ["RFC 4320 §4.1"]);
    assert_eq!(open(100, options.with_early(true)), ["RFC 4320 §4.1"]);
    assert_eq!(open(100, options.with_early(false)), [""; 0]);
    assert_eq!(open(100, options.with_unreliable_transport(false)), [""; 0]);
}

#[test]
fn sentence() {
    let open = code(424).conditional_refusals(to(Invite)).next().unwrap();
    assert_eq!(
        open.to_string(),
        "424 is not to be sent (MUST NOT) when the request has no Geolocation field: \
         the client may not know the extension (RFC 6442 §4.3)"
    );
}
