//! Codes that a recipient does not recognise: RFC 3261 §8.1.3.2; and the 202 of
//! RFC 6665 §8.3.1 and RFC 7647 §5.

#![allow(missing_docs)]

use sip_status::{Method, StatusCode, StatusCodeSet, status_codes};

fn code(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap()
}

/// A constant can be made of it.
const BUSY: StatusCode = StatusCode::BusyHere.treated_as(StatusCodeSet::EMPTY);

#[test]
fn rows_of_the_text() {
    const NONE: StatusCodeSet = StatusCodeSet::EMPTY;
    // The code, the codes that are recognised, the code as which it counts.
    let rows: &[(u16, StatusCodeSet, u16)] = &[
        // "if a UAC receives an unrecognized response code of 431": as 400.
        (431, NONE, 400),
        // "any final response it does not recognize": the x00 of its class.
        (200, NONE, 200),
        (202, NONE, 200),
        (299, NONE, 200),
        (305, NONE, 300),
        (400, NONE, 400),
        (503, NONE, 500),
        (699, NONE, 600),
        // "any provisional response different than 100": as 183.
        (100, NONE, 100),
        (101, NONE, 183),
        (180, NONE, 183),
        (183, NONE, 183),
        (199, NONE, 183),
        // What is recognised is itself.
        (180, status_codes!("180"), 180),
        (431, status_codes!("431"), 431),
        (486, status_codes!("480, 486"), 486),
        (487, status_codes!("480, 486"), 400),
        (202, status_codes!("2xx"), 202),
        (699, StatusCodeSet::ALL, 699),
    ];
    for (number, recognised, expected) in rows {
        let found = code(*number).treated_as(*recognised);
        assert_eq!(found, *expected, "{number} of {recognised}");
    }
    assert_eq!(BUSY, StatusCode::BadRequest);
}

/// Every code with sets of one code: the class stays, and what comes out is
/// recognised by everybody or by this recipient, so asking again changes nothing.
#[test]
fn every_code_with_every_set_of_one() {
    let everybody = [100, 183, 200, 300, 400, 500, 600];
    for code in StatusCode::ALL.iter().copied() {
        for known in StatusCode::ALL.iter().copied() {
            let set = StatusCodeSet::from(known);
            let found = code.treated_as(set);
            assert_eq!(found.class(), code.class());
            assert_eq!(found.treated_as(set), found);
            let number = code.as_u16();
            let expected = match number {
                _ if code == known || everybody.contains(&number) => number,
                101..=199 => 183,
                _ => number / 100 * 100,
            };
            assert_eq!(found, expected, "{code} of {known}");
        }
        assert_eq!(code.treated_as(StatusCodeSet::ALL), code);
    }
}

#[test]
fn a_202_by_method() {
    // RFC 6665 §8.3.1: SUBSCRIBE and NOTIFY; RFC 7647 §5: REFER.
    let as_200 = [Method::Subscribe, Method::Notify, Method::Refer];
    for method in Method::ALL.iter().copied() {
        // ACK is never answered.
        if method == Method::Ack {
            continue;
        }
        for number in 100..700 {
            let code = code(number);
            for set in [
                StatusCodeSet::ALL,
                StatusCodeSet::EMPTY,
                status_codes!("202"),
            ] {
                let found = code.treated_as_for(method, set);
                if number == 202 && as_200.contains(&method) {
                    assert_eq!(found, 200, "{method}");
                } else {
                    assert_eq!(found, code.treated_as(set), "{code} to {method}");
                }
            }
        }
    }
}
