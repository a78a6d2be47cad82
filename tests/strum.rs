//! The feature `strum`.

#![allow(missing_docs)]
#![cfg(feature = "strum")]

use sip_status::{HeaderName, Method, Role, StatusClass, StatusCode};
use strum::{EnumCount, IntoEnumIterator, VariantArray, VariantNames};

#[test]
fn all_codes() {
    assert_eq!(StatusCode::COUNT, 600);
    assert_eq!(<StatusCode as VariantNames>::VARIANTS[386], "486");
    assert_eq!(<StatusCode as VariantArray>::VARIANTS, StatusCode::ALL);
    let numbers: Vec<u16> = StatusCode::iter().map(StatusCode::as_u16).collect();
    assert_eq!(numbers, (100..700).collect::<Vec<_>>());
    assert_eq!(StatusCode::iter().next_back(), StatusCode::from_u16(699));
}

#[test]
fn the_other_enums() {
    assert_eq!(StatusClass::COUNT, 6);
    assert_eq!(
        <StatusClass as VariantNames>::VARIANTS,
        ["1xx", "2xx", "3xx", "4xx", "5xx", "6xx"]
    );
    assert_eq!(Method::COUNT, Method::ALL.len());
    assert!(
        HeaderName::iter()
            .map(HeaderName::as_str)
            .eq(<HeaderName as VariantNames>::VARIANTS.iter().copied())
    );
    assert_eq!(Role::iter().next(), Some(Role::UserAgentServer));
}
