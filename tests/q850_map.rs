//! Q.850 causes: what goes before the tables, and the types.

#![allow(missing_docs)]

use sip_status::StatusCode;
use sip_status::q850::{
    Cause, CauseLocation, CauseMap, Interworking, InvalidCauseKind, MappingBasis, Rejection,
    Release,
};

use Interworking::{Isup, Qsig};

const ALL: [Interworking; 2] = [Isup, Qsig];

fn code(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap()
}

fn cause(number: u8) -> Cause {
    Cause::from_u8(number).unwrap()
}

fn causes() -> impl Iterator<Item = Cause> {
    (0..=127).map(cause)
}

#[test]
fn reason_goes_first() {
    let map = CauseMap::new(Isup).with_causes(&[(StatusCode::BusyHere, Cause::CALL_REJECTED)]);
    for code in StatusCode::ALL {
        let plain = Rejection::new(*code);
        assert_eq!(map.to_cause(plain.with_reason(None)), map.to_cause(plain));
        let mapping = map.to_cause(plain.with_reason(Some(Cause::SUBSCRIBER_ABSENT)));
        if code.as_u16() < 300 {
            assert_eq!(mapping, map.to_cause(plain), "{code}");
            continue;
        }
        assert_eq!(mapping.cause(), Some(Cause::SUBSCRIBER_ABSENT), "{code}");
        assert_eq!(mapping.basis(), MappingBasis::Reason, "{code}");
        assert_eq!((mapping.note(), mapping.source()), (None, None));
        assert_eq!(mapping.try_first(), map.to_cause(plain).try_first());
    }
}

/// RFC 4497 §8.2.1.5: on a 3xx "no QSIG message SHALL be sent", unless the gateway
/// supports call diversion: then it has a row of its own.
#[test]
fn a_redirection_stays_within_sip() {
    for code in (300..400).map(code) {
        let rows = [(code, Cause::REDIRECTION_TO_NEW_DESTINATION)];
        let diverts = CauseMap::new(Qsig).with_causes(&rows);
        let plain = Rejection::new(code);
        let rejection = plain
            .with_reason(Some(Cause::USER_BUSY))
            .with_location(Some(CauseLocation::User));
        let mapping = rejection.to_cause(Qsig);
        assert_eq!(mapping, plain.to_cause(Qsig), "{code}");
        assert_eq!((mapping.cause(), mapping.location()), (None, None));
        let own = diverts.to_cause(plain);
        assert_eq!(own.cause(), Some(Cause::REDIRECTION_TO_NEW_DESTINATION));
        let both = diverts.to_cause(rejection);
        assert_eq!(both.cause(), Some(Cause::USER_BUSY), "{code}");
        // RFC 3398 §8.2.5: with ISUP the gateway may release the call.
        let isup = rejection.to_cause(Isup).cause();
        assert_eq!(isup, Some(Cause::USER_BUSY), "{code}");
    }
}

/// RFC 8606 §4: the location belongs to the cause of the Reason header field.
#[test]
fn the_location_of_the_reason() {
    let rejection =
        Rejection::new(StatusCode::Decline).with_location(Some(CauseLocation::TransitNetwork));
    let alone = rejection.to_cause(Isup).location();
    assert_eq!(alone, Some(CauseLocation::User));
    let mapping = rejection.with_reason(Some(Cause::CALL_REJECTED));
    let both = mapping.to_cause(Isup).location();
    assert_eq!(both, Some(CauseLocation::TransitNetwork));
}

/// Rows of the deployment, fixed when it is compiled.
const OWN: CauseMap<'_> = CauseMap::new(Qsig)
    .with_causes(&[
        (StatusCode::Unauthorized, Cause::NORMAL_UNSPECIFIED),
        (StatusCode::Unauthorized, Cause::USER_BUSY),
        (StatusCode::RequestTerminated, Cause::NORMAL_CALL_CLEARING),
        (
            StatusCode::NotAcceptableHere,
            Cause::INTERWORKING_UNSPECIFIED,
        ),
        (StatusCode::Ok, Cause::NORMAL_CALL_CLEARING),
    ])
    .with_codes(&[
        (Cause::CALL_REJECTED, StatusCode::BusyHere),
        (Cause::NORMAL_CALL_CLEARING, StatusCode::RequestTerminated),
    ]);

const _: () = {
    let mapping = OWN.to_cause(Rejection::new(StatusCode::RequestTerminated));
    assert!(matches!(mapping.cause(), Some(Cause::NORMAL_CALL_CLEARING)));
    let mapping = OWN.to_status(Release::new(Cause::NORMAL_CALL_CLEARING));
    assert!(matches!(
        mapping.code(),
        Some(StatusCode::RequestTerminated)
    ));
};

/// What something is made of comes out again.
#[test]
fn parts() {
    let (user, busy) = (Some(CauseLocation::User), Some(Cause::USER_BUSY));
    for (location, flag, reason) in [(None, false, None), (user, true, busy)] {
        let release = Release::new(Cause::NUMBER_CHANGED)
            .with_location(location)
            .with_new_number(flag);
        assert_eq!(release.cause(), Cause::NUMBER_CHANGED);
        assert_eq!(
            (release.location(), release.has_new_number()),
            (location, flag)
        );
        let rejection = Rejection::new(StatusCode::Decline)
            .with_bearer_unavailable(flag)
            .with_reason(reason)
            .with_location(location);
        assert_eq!(rejection.code(), StatusCode::Decline);
        assert_eq!(rejection.is_bearer_unavailable(), flag);
        assert_eq!(
            (rejection.reason(), rejection.location()),
            (reason, location)
        );
    }
    assert_eq!((OWN.causes().len(), OWN.codes().len()), (5, 2));
    assert_eq!(OWN.codes()[0], (Cause::CALL_REJECTED, StatusCode::BusyHere));
    assert!(CauseMap::new(Isup).causes().is_empty());
}

#[test]
fn own_rows_go_first() {
    assert_eq!(OWN.interworking(), Qsig);
    for code in StatusCode::ALL {
        let expected = match code.as_u16() {
            401 => Some(31),
            487 => Some(16),
            488 => Some(127),
            _ => None,
        };
        let plain = code.to_cause(Qsig);
        for rejection in [true, false].map(|b| Rejection::new(*code).with_bearer_unavailable(b)) {
            let mapping = OWN.to_cause(rejection);
            let Some(expected) = expected else {
                assert_eq!(mapping, rejection.to_cause(Qsig), "{code}");
                continue;
            };
            assert_eq!(mapping.cause(), Some(cause(expected)), "{code}");
            assert_eq!(mapping.basis(), MappingBasis::Overlay);
            assert_eq!((mapping.note(), mapping.source()), (None, None));
            assert_eq!(mapping.try_first(), plain.try_first());
        }
    }
    for cause in causes() {
        let release = Release::new(cause).with_location(Some(CauseLocation::User));
        let mapping = OWN.to_status(release);
        let expected = match cause.as_u8() {
            16 => Some(code(487)),
            21 => Some(code(486)),
            _ => release.to_status(Qsig).code(),
        };
        assert_eq!(mapping.code(), expected, "{cause}");
        let own = mapping.basis() == MappingBasis::Overlay;
        assert_eq!(own, [16, 21].contains(&cause.as_u8()));
    }
}

#[test]
fn a_map_without_rows_is_the_table() {
    for of in ALL {
        for code in StatusCode::ALL {
            let mapping = CauseMap::new(of).to_cause((*code).into());
            assert_eq!(mapping, code.to_cause(of));
        }
        for cause in causes() {
            assert_eq!(
                CauseMap::new(of).to_status(cause.into()),
                cause.to_status(of)
            );
        }
    }
}

#[test]
fn numbers() {
    for number in 0..=u16::MAX {
        let found = Cause::try_from(number);
        assert_eq!(found.map(u16::from).ok(), (number < 128).then_some(number));
        if number < 256 {
            let small = u8::try_from(number).unwrap();
            assert_eq!(Cause::from_u8(small), found.ok());
        }
        assert_eq!(Cause::from_u16(number), found.ok());
        let text = number.to_string();
        assert_eq!(text.parse(), found);
        assert_eq!(Cause::try_from(text.as_str()), found);
        assert_eq!(Cause::try_from(text.as_bytes()), found);
    }
    assert_eq!(cause(127).to_string(), "127");
    assert_eq!(format!("{:>4}", cause(17)), "  17");
    assert_eq!(format!("{:?}", cause(17)), "Cause(17)");
}

#[test]
fn texts_that_are_no_cause() {
    use InvalidCauseKind::{Empty, NotADigit, OutOfRange};

    let digit = |found, offset| NotADigit { found, offset };
    #[rustfmt::skip]
    let rows = [
        ("", Empty, "found an empty cause, expected digits"),
        ("128", OutOfRange { found: 128 }, "found cause 128, expected 0 to 127"),
        ("99999999999999999999", OutOfRange { found: u64::MAX }, "found cause 18446744073709551615, expected 0 to 127"),
        ("+17", digit(b'+', 0), "found byte 0x2b at offset 0 of a cause, expected a digit"),
        ("17 ", digit(b' ', 2), "found byte 0x20 at offset 2 of a cause, expected a digit"),
        ("1\u{fc}", digit(0xc3, 1), "found byte 0xc3 at offset 1 of a cause, expected a digit"),
    ];
    for (text, kind, message) in rows {
        let error = text.parse::<Cause>().unwrap_err();
        assert_eq!(Cause::from_bytes(text.as_bytes()), Err(error));
        assert_eq!(error.kind(), kind, "{text:?}");
        assert_eq!(error.to_string(), message);
    }
    // RFC 3326 §2: 1*DIGIT.
    assert_eq!("0017".parse(), Ok(Cause::USER_BUSY));
}

/// RFC 8606 §4, figure 1.
#[test]
fn words_for_locations() {
    let words = [
        "U", "LPN", "LN", "TN", "RLN", "RPN", "LOC-6", "INTL", "LOC-8", "LOC-9", "BI", "LOC-11",
        "LOC-12", "LOC-13", "LOC-14", "LOC-15",
    ];
    assert_eq!(CauseLocation::ALL.len(), words.len());
    for (bits, word) in (0..).zip(words) {
        let location = CauseLocation::from_u8(bits).unwrap();
        assert_eq!((location.as_u8(), location.as_str()), (bits, word));
        assert_eq!(u8::from(location), bits);
        assert_eq!(word.parse(), Ok(location));
        assert_eq!(word.to_ascii_lowercase().parse(), Ok(location));
        assert_eq!(CauseLocation::try_from(word.as_bytes()), Ok(location));
        assert_eq!(location.to_string(), word);
    }
    for bits in 16..=255 {
        assert_eq!(CauseLocation::from_u8(bits), None);
    }
    for word in ["", "U ", "LOC-7", "LOC-16", "LOC-111", "LOC-1100", "user"] {
        let error = word.parse::<CauseLocation>().unwrap_err();
        assert_eq!(CauseLocation::try_from(word.as_bytes()), Err(error));
        assert_eq!(
            error.to_string(),
            "found an unknown word, expected one for CauseLocation",
            "{word:?}"
        );
    }
}

#[cfg(feature = "serde")]
#[test]
fn enums_are_words() {
    use sip_status::q850::TryFirst;

    macro_rules! check {
        ($($name:ident)*) => {$(
            for variant in $name::ALL {
                let value = serde_json::to_value(variant).unwrap();
                assert_eq!(value, variant.as_str());
                assert_eq!(serde_json::from_value::<$name>(value).unwrap(), *variant);
            }
        )*};
    }
    check! { CauseLocation Interworking MappingBasis TryFirst }
}

#[cfg(feature = "serde")]
#[test]
fn causes_are_numbers() {
    for cause in causes() {
        let value = serde_json::to_value(cause).unwrap();
        assert_eq!(value, u64::from(cause));
        assert_eq!(serde_json::from_value::<Cause>(value).unwrap(), cause);
        let text = format!("\"{cause}\"");
        assert_eq!(serde_json::from_str::<Cause>(&text).unwrap(), cause);
    }
    for text in ["128", "-1", "-239", "272", "65553", "17.0", "null", "\"x\""] {
        assert!(serde_json::from_str::<Cause>(text).is_err(), "{text}");
    }
}
