//! What the tests of the response context have in common.

#![allow(dead_code, reason = "not every test needs all of it")]
#![allow(clippy::unnecessary_wraps, reason = "as the context gives its answer")]

use sip_status::{Answer, BranchSet, Method, Outcome, ResponseContext, StatusCode};

/// Stands for a timeout and a transport error among codes.
pub const TIMEOUT: u16 = 0;
pub const TRANSPORT: u16 = 1;

pub fn outcome(number: u16) -> Outcome {
    match number {
        TIMEOUT => Outcome::Timeout,
        TRANSPORT => Outcome::TransportError,
        _ => Outcome::Response(StatusCode::from_u16(number).unwrap()),
    }
}

pub fn context(method: Method, branches: u8) -> ResponseContext {
    let mut context = ResponseContext::new(method);
    for branch in 0..branches {
        context.open(branch).unwrap();
    }
    context
}

pub fn list(branches: BranchSet) -> Vec<u8> {
    branches.iter().collect()
}

pub const fn forward(branch: u8, code: u16) -> Option<Answer> {
    let code = StatusCode::from_u16(code).unwrap();
    Some(Answer::Forward { branch, code })
}

pub const fn generate(code: u16) -> Option<Answer> {
    let code = StatusCode::from_u16(code).unwrap();
    Some(Answer::Generate { code })
}
