//! May a code be sent: rows typed from the RFC texts, and what holds for all.

#![allow(missing_docs)]

use sip_status::{
    Circumstance, Method, MethodSet, Prohibition, Refusal, Role, Sending, StatusCode,
};

use Method::{
    Ack, Bye, Cancel, Extension, Invite, Message, Notify, Options, Prack, Publish, Refer, Register,
    Subscribe, Update,
};
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

/// Over UDP, before Timer E would have been reset to T2.
const fn early_over_udp(method: Method) -> Sending {
    to(method).with_unreliable_transport(true).with_early(true)
}

/// Code, way of sending, and the first refusal: level and section.
type Row = (u16, Sending, Option<(Prohibition, &'static str)>);

const MUST_NOT: Prohibition = Prohibition::MustNot;
const RULED_OUT: Prohibition = Prohibition::RuledOut;
const SHOULD_NOT: Prohibition = Prohibition::ShouldNot;

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // RFC 4320 §4.1: "MUST NOT send any provisional response with a Status-Code
    // other than 100 to a non-INVITE request".
    (180, to(Invite), None),
    (180, to(Bye), Some((MUST_NOT, "RFC 4320 §4.1"))),
    (181, to(Options), Some((MUST_NOT, "RFC 4320 §4.1"))),
    (183, to(Update), Some((MUST_NOT, "RFC 4320 §4.1"))),
    (199, to(Subscribe), Some((MUST_NOT, "RFC 4320 §4.1"))),
    (101, to(Register), Some((MUST_NOT, "RFC 4320 §4.1"))),
    (198, to(Cancel), Some((MUST_NOT, "RFC 4320 §4.1"))),
    // RFC 4320 §4.1: no 100 "over any unreliable transport, such as UDP, before
    // the amount of time it takes a client transaction's Timer E to be reset to
    // T2"; "over a reliable transport at any time".
    (100, early_over_udp(Options), Some((MUST_NOT, "RFC 4320 §4.1"))),
    (100, early_over_udp(Cancel), Some((MUST_NOT, "RFC 4320 §4.1"))),
    (100, early_over_udp(Invite), None),
    (100, early_over_udp(Options).with_early(false), None),
    (100, early_over_udp(Options).with_unreliable_transport(false), None),
    (100, to(Options).with_unreliable_transport(true), None),
    (100, to(Options).with_early(true), None),
    // RFC 4320 §4.2: no 408 to a non-INVITE request.
    (408, to(Invite), None),
    (408, to(Bye), Some((MUST_NOT, "RFC 4320 §4.2"))),
    (408, to(Register).with_role(Registrar), Some((MUST_NOT, "RFC 4320 §4.2"))),
    (408, to(Notify).with_role(Proxy), Some((MUST_NOT, "RFC 4320 §4.2"))),
    // RFC 3262 §3: "MUST NOT attempt to send a 100 (Trying) response reliably.
    // Only provisional responses numbered 101 to 199 may be sent reliably."
    (100, to(Invite).with_reliable(true), Some((MUST_NOT, "RFC 3262 §3"))),
    (100, to(Invite).with_reliable(false), None),
    (102, to(Invite).with_reliable(true), None),
    (180, to(Invite).with_reliable(true), None),
    (199, to(Invite).with_reliable(true), None),
    (200, to(Invite).with_reliable(true), Some((RULED_OUT, "RFC 3262 §3"))),
    (699, to(Invite).with_reliable(true), Some((RULED_OUT, "RFC 3262 §3"))),
    // RFC 3262 §3: a proxy acting as UAS "MUST NOT attempt to do so for any
    // request that contains a tag in the To field".
    (183, to(Invite).with_role(Proxy).with_reliable(true).with_in_dialog(true), Some((MUST_NOT, "RFC 3262 §3"))),
    (183, to(Invite).with_role(UserAgentServer).with_reliable(true).with_in_dialog(true), None),
    (183, to(Invite).with_role(Proxy).with_reliable(true), None),
    // RFC 3261 §16.7: without a tag to insert, a proxy "cannot issue non-100
    // provisional responses on its own"; RFC 6228 §6: but 199 it does.
    (180, to(Invite).with_role(Proxy).with_in_dialog(false), Some((RULED_OUT, "RFC 3261 §16.7"))),
    (198, to(Invite).with_role(Proxy).with_in_dialog(false), Some((RULED_OUT, "RFC 3261 §16.7"))),
    (100, to(Invite).with_role(Proxy).with_in_dialog(false), None),
    (199, to(Invite).with_role(Proxy).with_in_dialog(false), None),
    (180, to(Invite).with_role(UserAgentServer).with_in_dialog(false), None),
    // RFC 3261 §8.2.7 and §16.11: no provisional response without state.
    (100, to(Invite).with_role(UserAgentServer).with_stateless(true), Some((MUST_NOT, "RFC 3261 §8.2.7"))),
    (199, to(Invite).with_role(Gateway).with_stateless(true), Some((MUST_NOT, "RFC 3261 §8.2.7"))),
    // RFC 3261 §10.3: "A registrar is a UAS".
    (100, early_over_udp(Register).with_role(Registrar).with_early(false).with_stateless(true), Some((MUST_NOT, "RFC 3261 §8.2.7"))),
    (100, to(Invite).with_role(Proxy).with_stateless(true), Some((MUST_NOT, "RFC 3261 §16.11"))),
    (200, to(Options).with_role(UserAgentServer).with_stateless(true), None),
    // RFC 6228 §5: a UAS "SHOULD NOT send a 199"; §6: "a proxy is not allowed to
    // generate and send 199 responses reliably".
    (199, to(Invite).with_role(UserAgentServer), Some((SHOULD_NOT, "RFC 6228 §5"))),
    (199, to(Invite).with_role(BackToBackUserAgent), Some((SHOULD_NOT, "RFC 6228 §5"))),
    (199, to(Invite).with_role(Proxy), None),
    (199, to(Invite).with_role(Proxy).with_reliable(true), Some((RULED_OUT, "RFC 6228 §6"))),
    // RFC 6665 §8.3.1: "MUST NOT generate 202 response codes to SUBSCRIBE or
    // NOTIFY"; RFC 7647 §5: the same for REFER.
    (202, to(Subscribe), Some((MUST_NOT, "RFC 6665 §8.3.1"))),
    (202, to(Notify), Some((MUST_NOT, "RFC 6665 §8.3.1"))),
    (202, to(Refer), Some((MUST_NOT, "RFC 7647 §5"))),
    (202, to(Message), None),
    // RFC 5839 §7.1: 204 "only in response to a SUBSCRIBE message sent within an
    // established dialog".
    (204, to(Subscribe).with_in_dialog(true), None),
    (204, to(Subscribe).with_in_dialog(false), Some((RULED_OUT, "RFC 5839 §7.1"))),
    (204, to(Notify), Some((RULED_OUT, "RFC 5839 §7.1"))),
    // RFC 3261 §21.3.4: 305 "MUST only be generated by UASs"; §6: a redirect
    // server is a user agent server.
    (305, to(Invite).with_role(Proxy), Some((MUST_NOT, "RFC 3261 §21.3.4"))),
    (305, to(Invite).with_role(UserAgentServer), None),
    (305, to(Invite).with_role(RedirectServer), None),
    // RFC 3261 §22.1: registrars and redirect servers "MAY make use of 401 [...]
    // but proxies MUST NOT"; servers "MUST NOT attempt to challenge CANCEL".
    (401, to(Invite).with_role(Proxy), Some((MUST_NOT, "RFC 3261 §22.1"))),
    (401, to(Invite).with_role(UserAgentServer), None),
    (401, to(Register).with_role(Registrar), None),
    (401, to(Invite).with_role(RedirectServer), None),
    (401, to(Subscribe).with_role(Notifier), None),
    (401, to(Cancel), Some((MUST_NOT, "RFC 3261 §22.1"))),
    (407, to(Invite).with_role(Proxy), None),
    (407, to(Cancel).with_role(Proxy), Some((MUST_NOT, "RFC 3261 §22.1"))),
    // RFC 3261 §21.4.2: 401 "is issued by UASs and registrars, while 407 [...] is
    // used by proxy servers"; §21.4.8: and for access to a gateway.
    (407, to(Invite).with_role(UserAgentServer), Some((RULED_OUT, "RFC 3261 §21.4.2"))),
    (407, to(Register).with_role(Registrar), Some((RULED_OUT, "RFC 3261 §21.4.2"))),
    (407, to(Invite).with_role(RedirectServer), Some((RULED_OUT, "RFC 3261 §21.4.2"))),
    // RFC 3903 §6: the ESC "is a User Agent Server".
    (407, to(Publish).with_role(EventStateCompositor), Some((RULED_OUT, "RFC 3261 §21.4.2"))),
    (407, to(Notify).with_role(Subscriber), Some((RULED_OUT, "RFC 3261 §21.4.2"))),
    (407, to(Invite).with_role(Gateway), None),
    // RFC 6665 §4.2.1.3: a notifier challenges with 401, "not a 407".
    (407, to(Subscribe).with_role(Notifier), Some((RULED_OUT, "RFC 6665 §4.2.1.3"))),
    (407, to(Subscribe).with_role(Proxy), None),
    // RFC 3261 §21: "Other HTTP/1.1 response codes SHOULD NOT be used"; RFC 2543
    // §7.4.10: 409 is about REGISTER.
    (409, to(Register), Some((SHOULD_NOT, "RFC 3261 §21"))),
    (409, to(Invite), Some((RULED_OUT, "RFC 2543 §7.4.10"))),
    (411, to(Invite), Some((SHOULD_NOT, "RFC 3261 §21"))),
    (101, to(Invite), Some((SHOULD_NOT, "RFC 3261 §21"))),
    (206, to(Options), Some((SHOULD_NOT, "RFC 3261 §21"))),
    (303, to(Invite), Some((SHOULD_NOT, "RFC 3261 §21"))),
    // RFC 2616 §10.3.7: 306 "is no longer used" in HTTP/1.1 either.
    (306, to(Invite), None),
    (307, to(Register), Some((SHOULD_NOT, "RFC 3261 §21"))),
    (308, to(Invite), None),
    // RFC 3261 §8.2.2.3: in a CANCEL, Require and Proxy-Require "MUST be ignored".
    (420, to(Cancel), Some((MUST_NOT, "RFC 3261 §8.2.2.3"))),
    (420, to(Invite), None),
    // RFC 3261 §8.3: redirect servers "MUST ignore [...] any unknown option tags in
    // Require".
    (420, to(Invite).with_role(RedirectServer), Some((MUST_NOT, "RFC 3261 §8.3"))),
    (420, to(Invite).with_role(Registrar), None),
    // RFC 4028 §4, Table 1: Session-Expires stands in INVITE and UPDATE.
    (422, to(Invite), None),
    (422, to(Update), None),
    (422, to(Bye), Some((RULED_OUT, "RFC 4028 §4"))),
    // RFC 3261 §21.4.17: "the resource refreshed by the request".
    (423, to(Register), None),
    (423, to(Subscribe), None),
    (423, to(Invite), Some((RULED_OUT, "RFC 3261 §21.4.17"))),
    // RFC 6442 §4.1: the methods with Geolocation, neither CANCEL nor PRACK.
    (424, to(Message), None),
    (424, to(Prack), Some((RULED_OUT, "RFC 6442 §4.1"))),
    // RFC 5626 §11.5: "by an edge proxy"; §11.6: about a registration.
    (430, to(Invite).with_role(Proxy), None),
    (430, to(Invite).with_role(UserAgentServer), Some((RULED_OUT, "RFC 5626 §11.5"))),
    (430, to(Subscribe).with_role(Notifier), Some((RULED_OUT, "RFC 5626 §11.5"))),
    (430, to(Publish).with_role(EventStateCompositor), Some((RULED_OUT, "RFC 5626 §11.5"))),
    (430, to(Notify).with_role(Subscriber), Some((RULED_OUT, "RFC 5626 §11.5"))),
    (430, to(Invite).with_role(Gateway), Some((RULED_OUT, "RFC 5626 §11.5"))),
    // One that stands between user agents and registrar acts as an edge proxy.
    (430, to(Invite).with_role(BackToBackUserAgent), None),
    (439, to(Register).with_role(Registrar), None),
    (439, to(Invite), Some((RULED_OUT, "RFC 5626 §11.6"))),
    // RFC 5393 §5.4.1: "CANCEL requests are never proxied"; §5.3.5: "does not
    // affect User Agent Server (UAS) behavior".
    (440, to(Cancel).with_role(Proxy), Some((RULED_OUT, "RFC 5393 §5.4.1"))),
    (440, to(Invite).with_role(Proxy), None),
    (440, to(Invite).with_role(UserAgentServer), Some((RULED_OUT, "RFC 5393 §5.3.5"))),
    (440, to(Subscribe).with_role(Notifier), Some((RULED_OUT, "RFC 5393 §5.3.5"))),
    (440, to(Publish).with_role(EventStateCompositor), Some((RULED_OUT, "RFC 5393 §5.3.5"))),
    (440, to(Notify).with_role(Subscriber), Some((RULED_OUT, "RFC 5393 §5.3.5"))),
    // §5.4.3: "automaton user agents (UAs) (including B2BUAs, gateways [...])".
    (440, to(Invite).with_role(Gateway), Some((RULED_OUT, "RFC 5393 §5.3.5"))),
    (440, to(Invite).with_role(BackToBackUserAgent), Some((RULED_OUT, "RFC 5393 §5.3.5"))),
    // RFC 6086 §4.2.2: 469 answers an INFO.
    (469, to(Message), Some((RULED_OUT, "RFC 6086 §4.2.2"))),
    // RFC 3261 §21.4.25: "never returned for a CANCEL request itself".
    (487, to(Invite), None),
    (487, to(Cancel), Some((RULED_OUT, "RFC 3261 §21.4.25"))),
    // RFC 6665 §8.3.2 and RFC 3903 §6: 489 is about the Event field.
    (489, to(Subscribe), None),
    (489, to(Notify), None),
    (489, to(Publish), None),
    (489, to(Refer), Some((RULED_OUT, "RFC 6665 §8.3.2"))),
    // RFC 8599 §8.1: "only defined for SIP REGISTER responses".
    (555, to(Register), None),
    (555, to(Invite), Some((RULED_OUT, "RFC 8599 §8.1"))),
    // RFC 3261 §10.3: "A registrar MUST not generate 6xx responses."
    (600, to(Register).with_role(Registrar), Some((MUST_NOT, "RFC 3261 §10.3"))),
    (699, to(Register).with_role(Registrar), Some((MUST_NOT, "RFC 3261 §10.3"))),
    (599, to(Register).with_role(Registrar), None),
    (600, to(Register).with_role(UserAgentServer), None),
    // RFC 3261 §17: a "response to ACK" is disallowed.
    (200, to(Ack), Some((RULED_OUT, "RFC 3261 §17"))),
    (180, to(Ack), Some((RULED_OUT, "RFC 3261 §17"))),
    (481, to(Ack).with_role(Proxy), Some((RULED_OUT, "RFC 3261 §17"))),
    // Nothing is said of these.
    (200, to(Cancel), None),
    (412, to(Subscribe), None),
    (499, to(Extension).with_role(Proxy), None),
];

#[test]
fn the_texts() {
    for (number, sending, expected) in ROWS {
        let found = code(*number).may_send(*sending).err();
        let short = found.map(|refusal| (refusal.level(), refusal.source().to_string()));
        let expected = expected.map(|(level, source)| (level, source.to_owned()));
        assert_eq!(short, expected, "{number} {sending:?}: {found:?}");
        assert_eq!(code(*number).refusals(*sending).next(), found, "{number}");
    }
}

#[test]
fn what_was_said() {
    let sending = to(Bye)
        .with_role(Proxy)
        .with_reliable(true)
        .with_in_dialog(false)
        .with_early(true);
    assert_eq!((sending.method(), sending.role()), (Bye, Some(Proxy)));
    for (circumstance, expected) in [
        (Circumstance::Reliably, Some(true)),
        (Circumstance::Unreliably, Some(false)),
        (Circumstance::UnreliableTransport, None),
        (Circumstance::Early, Some(true)),
        (Circumstance::Stateless, None),
        (Circumstance::InDialog, Some(false)),
        (Circumstance::OutsideDialog, Some(true)),
    ] {
        assert_eq!(
            sending.circumstance(circumstance),
            expected,
            "{circumstance}"
        );
    }
    // The last word counts.
    assert_eq!(
        sending.with_early(false).circumstance(Circumstance::Early),
        Some(false)
    );
    assert_eq!(Sending::from(Bye), to(Bye));
}

/// Every combination of circumstances that can be said, and none.
fn circumstances(sending: Sending) -> impl Iterator<Item = Sending> {
    (0..243).map(move |number: u32| {
        let digit = |place: u32| match number / 3_u32.pow(place) % 3 {
            0 => None,
            digit => Some(digit == 1),
        };
        let sending = digit(0).map_or(sending, |yes| sending.with_reliable(yes));
        let sending = digit(1).map_or(sending, |yes| sending.with_unreliable_transport(yes));
        let sending = digit(2).map_or(sending, |yes| sending.with_early(yes));
        let sending = digit(3).map_or(sending, |yes| sending.with_stateless(yes));
        digit(4).map_or(sending, |yes| sending.with_in_dialog(yes))
    })
}

fn roles() -> impl Iterator<Item = Option<Role>> {
    Role::ALL.iter().copied().map(Some).chain([None])
}

fn sendings(method: Method) -> impl Iterator<Item = Sending> {
    roles().map(move |role| role.map_or(to(method), |role| to(method).with_role(role)))
}

/// All codes, methods and roles.
/// What is said twice is said; what is said anew holds instead.
#[test]
fn said_again() {
    for yes in [false, true] {
        let once = to(Invite)
            .with_early(yes)
            .with_reliable(yes)
            .with_in_dialog(yes);
        let twice = once.with_early(yes).with_reliable(yes).with_in_dialog(yes);
        assert_eq!(twice, once);
        assert_eq!(twice.circumstance(Circumstance::Early), Some(yes));
        let anew = once.with_early(!yes);
        assert_eq!(anew.circumstance(Circumstance::Early), Some(!yes));
        assert_eq!(anew.with_early(yes), once);
    }
}

#[test]
fn invariants() {
    for code in StatusCode::ALL.iter().copied() {
        for method in Method::ALL.iter().copied() {
            for sending in sendings(method) {
                let refusals: Vec<_> = code.refusals(sending).collect();
                let first = code.may_send(sending).err();
                assert_eq!(refusals.first().copied(), first, "{code} {sending:?}");
                assert!(refusals.is_sorted_by_key(|r| r.level()), "{refusals:?}");
                // RFC 3261 §17: nothing answers ACK.
                assert_eq!(
                    method == Ack,
                    refusals.iter().any(|r| r.methods().contains(Ack))
                );
                // RFC 4320 §4.1 and §4.2.
                let non_invite = !matches!(method, Invite | Ack);
                let must_not = (code.is_provisional() && code != 100) || code == 408;
                if non_invite && must_not {
                    assert_eq!(first.unwrap().level(), MUST_NOT, "{code} {sending:?}");
                }
                for refusal in refusals {
                    assert_eq!((refusal.code(), refusal.condition()), (code, None));
                    assert!(
                        refusal.methods().contains(method) && refusal.circumstances().is_empty()
                    );
                    let roles = refusal.roles();
                    assert!(roles.is_empty() || roles.contains(&sending.role().unwrap()));
                    check_text(refusal);
                }
                code.conditional_refusals(sending).for_each(check_text);
            }
            // The methods that a code may answer are those that nobody is kept
            // from answering with it.
            let never = code.refusals(to(method)).any(|r| r.level() != SHOULD_NOT);
            assert_eq!(code.methods().contains(method), !never, "{code} {method}");
        }
    }
}

/// A section of digits and dots, and a reason that goes into a sentence.
fn check_text(refusal: Refusal) {
    let section = refusal.source().section();
    assert!(
        section.split('.').all(|part| part.parse::<u8>().is_ok()),
        "{section}"
    );
    let reason = refusal.reason();
    assert!(!reason.is_empty() && !reason.ends_with('.'), "{reason}");
}

/// What is said besides can only add refusals, and what is certain is not open.
#[test]
fn saying_more_never_allows_more() {
    for code in StatusCode::ALL.iter().copied() {
        // One unassigned code in ten will do: they differ by class only.
        if !code.is_named() && code.as_u16() % 10 != 7 {
            continue;
        }
        for method in [Invite, Options, Subscribe, Ack] {
            for sending in [
                to(method),
                to(method).with_role(Proxy),
                to(method).with_role(Registrar),
            ] {
                let plain: Vec<_> = code.refusals(sending).collect();
                for more in circumstances(sending) {
                    let refusals: Vec<_> = code.refusals(more).collect();
                    assert!(
                        plain.iter().all(|r| refusals.contains(r)),
                        "{code} {more:?}"
                    );
                    assert!(
                        !code
                            .conditional_refusals(more)
                            .any(|r| refusals.contains(&r))
                    );
                }
            }
        }
    }
}

/// Every code with a name is sent by somebody: without a MUST NOT, and but for
/// the two of RFC 2543 without a SHOULD NOT, too.
#[test]
fn no_name_is_in_vain() {
    for code in StatusCode::NAMED.iter().copied() {
        let all = || Method::ALL.iter().flat_map(|method| sendings(*method));
        let historic = [409, 411].contains(&code.as_u16());
        assert_eq!(all().any(|s| code.may_send(s).is_ok()), !historic, "{code}");
        let only_should = |s| code.refusals(s).all(|r| r.level() == SHOULD_NOT);
        assert!(all().any(only_should), "{code}");
        // Those that the texts name as senders may send it, to some method.
        for role in code.sent_by() {
            let may = |method: &Method| only_should(to(*method).with_role(*role));
            assert!(Method::ALL.iter().any(may), "{code} by {role}");
        }
    }
}

/// The codes of RFC 2616 §6.1.1 that SIP has not.
const HTTP_ONLY: [u16; 10] = [101, 201, 203, 205, 206, 303, 304, 307, 409, 411];

/// RFC 3261 §21: "Other HTTP/1.1 response codes SHOULD NOT be used."
#[test]
fn codes_of_http_only() {
    for code in StatusCode::ALL.iter().copied() {
        let is_refused = code
            .refusals(to(Invite))
            .any(|r| r.level() == SHOULD_NOT && r.source().to_string() == "RFC 3261 §21");
        assert_eq!(is_refused, HTTP_ONLY.contains(&code.as_u16()), "{code}");
    }
}

/// Unassigned codes have what their ranges and the default of their class have.
#[test]
fn unassigned_codes_follow_their_class() {
    let short = |code: StatusCode, sending| -> Vec<_> {
        let refusals = code.refusals(sending);
        refusals
            .map(|r| (r.level(), r.reason(), r.source()))
            .collect()
    };
    for code in StatusCode::ALL
        .iter()
        .copied()
        .filter(|code| !code.is_named() && !HTTP_ONLY.contains(&code.as_u16()))
    {
        // 600 has a rule of its own, which has a condition.
        let default = code.class().default_code();
        for method in Method::ALL.iter().copied() {
            for sending in sendings(method) {
                assert_eq!(
                    short(code, sending),
                    short(default, sending),
                    "{code} {sending:?}"
                );
            }
        }
    }
}

#[test]
fn in_constants() {
    const MAY: bool = StatusCode::Ringing.may_send(to(Invite)).is_ok();
    const MAY_NOT: Result<(), Refusal> = StatusCode::Ringing.may_send(to(Bye));
    const { assert!(MAY) };
    assert!(MAY_NOT.is_err());
    assert_eq!(
        MAY_NOT.unwrap_err().methods(),
        MethodSet::ANSWERED.without(Invite)
    );
}

#[test]
fn sentences() {
    for (number, sending, expected) in [
        (
            180,
            to(Bye),
            "180 is not to be sent (MUST NOT): it answers only INVITE (RFC 4320 §4.1)",
        ),
        (
            401,
            to(Invite).with_role(Proxy),
            "401 is not to be sent (MUST NOT): a proxy challenges with 407 (RFC 3261 §22.1)",
        ),
        (
            422,
            to(Bye),
            "422 is not to be sent (ruled out): it answers only INVITE and UPDATE (RFC 4028 §4)",
        ),
    ] {
        let refusal = code(number).may_send(sending).unwrap_err();
        assert_eq!(refusal.to_string(), expected);
        let error: &dyn core::error::Error = &refusal;
        assert!(error.source().is_none());
        assert!(format!("{refusal:?}").starts_with("Refusal { code: "));
    }
    let all = format!("{:?}", code(180).refusals(to(Bye)));
    assert!(all.starts_with("[Refusal {") && all.ends_with(']'), "{all}");
}
