//! Retry rules, as the sections say them.

#![allow(missing_docs)]

use sip_status::{
    DelayScope, Elsewhere, HeaderName, Method, Remedy, Remember, RetryDelay, StatusCode, Unchanged,
};

fn code(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap()
}

#[test]
fn provisional_and_success_are_not_retried() {
    for code in StatusCode::ALL.iter().filter(|code| code.as_u16() < 300) {
        assert!(!code.retry().is_retryable(), "{code}");
    }
}

/// RFC 3261 §21.6: a global failure ends the search everywhere.
#[test]
fn global_failures_close_the_search() {
    for code in StatusCode::ALL
        .iter()
        .filter(|code| code.is_global_failure())
    {
        assert_eq!(code.retry().elsewhere(), Elsewhere::Closed, "{code}");
    }
    let closed = |code: &&StatusCode| code.retry().elsewhere() == Elsewhere::Closed;
    assert_eq!(StatusCode::ALL.iter().filter(closed).count(), 100);
}

/// RFC 3261 §21.4: not the same request again, unless a section says so.
#[test]
fn the_same_request_again() {
    use RetryDelay::{Glare, OwnChoice, RetryAfterOnly, RetryAfterOrAs500, RetryAfterOrOwnChoice};

    let rows = [
        (404, RetryAfterOnly),        // RFC 3261 §20.33
        (408, OwnChoice),             // RFC 3261 §21.4.9: at any later time
        (413, RetryAfterOnly),        // RFC 3261 §21.4.11
        (417, OwnChoice),             // RFC 4412 §4.7.1
        (480, RetryAfterOnly),        // RFC 3261 §21.4.18
        (486, RetryAfterOnly),        // RFC 3261 §21.4.24
        (491, Glare),                 // RFC 3261 §14.1
        (500, RetryAfterOrOwnChoice), // RFC 3261 §21.5.1
        (503, RetryAfterOrAs500),     // RFC 3261 §21.5.4
        (600, RetryAfterOnly),        // RFC 3261 §21.6.1
        (603, RetryAfterOnly),        // RFC 3261 §21.6.2
    ];
    for code in StatusCode::NAMED {
        let rule = code.retry();
        let row = rows.iter().find(|(number, _)| code == number);
        let expected = row.map_or((Unchanged::Never, RetryDelay::None), |(_, delay)| {
            (Unchanged::Later, *delay)
        });
        assert_eq!((rule.unchanged(), rule.delay()), expected, "{code}");
    }
}

/// RFC 3261 §21.5.4: only 503 is about the whole server, and only it is a
/// reason for failover (RFC 3263 §4.3).
#[test]
fn service_unavailable() {
    for code in StatusCode::ALL {
        let rule = code.retry();
        let is_503 = *code == 503;
        assert_eq!(rule.delay_scope() == DelayScope::Server, is_503, "{code}");
        assert_eq!(rule.elsewhere() == Elsewhere::NextServer, is_503, "{code}");
    }
}

#[test]
fn redirections() {
    use Elsewhere::{AlternativeService, ContactUris, ProxyInContact};
    use Remember::{Nothing, Permanently, UntilExpires};

    let rows = [
        (300, ContactUris, Nothing),
        (301, ContactUris, Permanently),    // RFC 3261 §21.3.2
        (302, ContactUris, UntilExpires),   // RFC 3261 §21.3.3
        (305, ProxyInContact, Nothing),     // RFC 3261 §21.3.4
        (380, AlternativeService, Nothing), // RFC 3261 §21.3.5
        (399, ContactUris, Nothing),        // as 300: RFC 3261 §8.1.3.2
    ];
    for (number, elsewhere, remember) in rows {
        let rule = code(number).retry();
        assert_eq!(
            (rule.elsewhere(), rule.remember()),
            (elsewhere, remember),
            "{number}"
        );
    }
    for code in StatusCode::ALL.iter().filter(|code| !code.is_redirection()) {
        assert_eq!(code.retry().remember(), Nothing, "{code}");
    }
}

#[test]
fn other_targets() {
    use Elsewhere::{Closed, ContactUrisByUser, Nowhere, OtherFlow, OtherLocation, OtherServer};

    let rows = [
        (400, OtherServer),       // RFC 3261 §21.4
        (404, OtherServer),       // RFC 3261 §21.4
        (430, OtherFlow),         // RFC 5626 §7
        (480, OtherLocation),     // RFC 3261 §21.4.18
        (485, ContactUrisByUser), // RFC 3261 §21.4.23
        (486, OtherLocation),     // RFC 3261 §21.4.24
        (487, Nowhere),           // the client asked for it
        (500, Nowhere),           // RFC 3261 §21.5.1
        (606, Closed),            // RFC 3261 §21.6.4
        (200, Nowhere),
    ];
    for (number, elsewhere) in rows {
        assert_eq!(code(number).retry().elsewhere(), elsewhere, "{number}");
    }
}

/// Code, method, what to change, and the field that says how.
#[test]
fn what_to_change() {
    use HeaderName as H;
    use Method as M;
    use Remedy as R;

    let rows: &[(u16, Method, Remedy, Option<HeaderName>)] = &[
        (401, M::Register, R::Credentials, Some(H::WwwAuthenticate)),
        (405, M::Update, R::OtherMethod, Some(H::Allow)),
        (406, M::Invite, R::WiderAccept, None),
        (407, M::Invite, R::Credentials, Some(H::ProxyAuthenticate)),
        (409, M::Register, R::NoConflict, None),
        (411, M::Invite, R::ContentLength, None),
        (412, M::Publish, R::FreshEntityTag, None),
        (413, M::Invite, R::SmallerBody, None),
        (414, M::Invite, R::ShorterUri, None),
        (415, M::Invite, R::AcceptedBody, Some(H::Accept)),
        (416, M::Invite, R::SipUri, None),
        (
            417,
            M::Invite,
            R::OtherPriority,
            Some(H::AcceptResourcePriority),
        ),
        (420, M::Invite, R::DropExtensions, Some(H::Unsupported)),
        (421, M::Invite, R::SupportExtensions, Some(H::Require)),
        (
            421,
            M::Register,
            R::SecurityAgreement,
            Some(H::SecurityServer),
        ),
        (422, M::Invite, R::LongerSessionInterval, Some(H::MinSe)),
        (422, M::Update, R::LongerSessionInterval, Some(H::MinSe)),
        (423, M::Register, R::LongerExpiry, Some(H::MinExpires)),
        (423, M::Publish, R::LongerExpiry, Some(H::MinExpires)),
        (423, M::Subscribe, R::LongerExpiry, Some(H::MinExpires)),
        (
            424,
            M::Invite,
            R::CorrectedLocation,
            Some(H::GeolocationError),
        ),
        (425, M::Message, R::CorrectedAlert, Some(H::AlertMsgError)),
        (428, M::Invite, R::Identity, None),
        (429, M::Refer, R::ReferrerIdentity, None),
        (433, M::Invite, R::NoAnonymity, None),
        (436, M::Invite, R::ReachableCredential, None),
        (437, M::Invite, R::SupportedCredential, None),
        (438, M::Invite, R::FullPassport, None),
        (439, M::Register, R::NoOutbound, None),
        (440, M::Invite, R::NarrowerSearch, None),
        (469, M::Info, R::InfoPackage, Some(H::RecvInfo)),
        (470, M::Message, R::Consent, Some(H::PermissionMissing)),
        (481, M::Subscribe, R::NewDialog, None),
        (483, M::Invite, R::MoreHops, None),
        (484, M::Invite, R::CompleteAddress, None),
        (485, M::Invite, R::UnambiguousAddress, Some(H::Contact)),
        (488, M::Invite, R::AcceptableSession, Some(H::Warning)),
        (489, M::Subscribe, R::EventPackage, Some(H::AllowEvents)),
        (493, M::Message, R::RecipientKey, None),
        (
            494,
            M::Register,
            R::SecurityAgreement,
            Some(H::SecurityServer),
        ),
        (513, M::Message, R::SmallerBody, None),
        (580, M::Invite, R::Preconditions, None),
        (606, M::Invite, R::AcceptableSession, Some(H::Warning)),
    ];
    for (number, method, remedy, field) in rows {
        let mut changes = code(*number).retry().changes_for(*method);
        let fits = changes.any(|change| {
            change.remedy() == *remedy && field.is_none_or(|field| change.fields().contains(&field))
        });
        assert!(fits, "{number} to {method}: {remedy}");
    }
    // They outlive the rule that was asked.
    let mut changes = {
        let copy = *code(401).retry();
        copy.changes_for(M::Invite)
    };
    assert_eq!(changes.next().unwrap().remedy(), R::Credentials);
    // What is for one method is not for another.
    let rows = [(423, M::Invite), (429, M::Invite), (504, M::Invite)];
    for (number, method) in rows {
        assert!(!code(number).retry().changes().is_empty(), "{number}");
        assert_eq!(
            code(number).retry().changes_for(method).count(),
            0,
            "{number}"
        );
    }
    // Nothing in the request can mend these.
    for number in [402, 403, 410, 482, 486, 487, 502, 600, 603, 604, 607, 608] {
        assert!(code(number).retry().changes().is_empty(), "{number}");
    }
}

/// RFC 3261 §21.6.1 and §20.33 have only Retry-After; RFC 5057 §5.1 (17) also lets the
/// client choose a time, so it is no source of this rule.
#[test]
fn a_600_waits_for_retry_after_only() {
    let rule = code(600).retry();
    assert_eq!(rule.delay(), RetryDelay::RetryAfterOnly);
    let sources = rule.sources();
    assert!(
        sources.iter().all(|source| source.rfc() == 3261),
        "{sources:?}"
    );
}

/// Every rule says where it stands.
#[test]
fn every_rule_is_cited() {
    for code in StatusCode::ALL {
        assert!(!code.retry().sources().is_empty(), "{code}");
    }
}
