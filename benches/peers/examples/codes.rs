//! How many of the registered codes each crate knows by name, and which it does
//! not: `cargo run --manifest-path benches/peers/Cargo.toml --example codes`.

use sip_status::StatusCode;

fn main() {
    say("sip-status", |code| code.name().is_some());
    say("rsip", |code| {
        !matches!(
            rsip::StatusCode::from(code.as_u16()),
            rsip::StatusCode::Other(..)
        )
    });
    say("rvoip-sip-core", |code| {
        let theirs = rvoip_sip_core::StatusCode::from_u16(code.as_u16());
        !matches!(theirs, Err(_) | Ok(rvoip_sip_core::StatusCode::Custom(_)))
    });
    say("ezk-sip-types", |code| {
        ezk_sip_types::StatusCode::from(code.as_u16())
            .text()
            .is_some()
    });
}

fn say(name: &str, knows: impl Fn(StatusCode) -> bool) {
    let all = StatusCode::REGISTERED.iter().copied();
    let (known, unknown): (Vec<_>, Vec<_>) = all.partition(|code| knows(*code));
    let unknown: Vec<_> = unknown.iter().map(ToString::to_string).collect();
    println!(
        "{name}: {} of {}; not {}",
        known.len(),
        StatusCode::REGISTERED.len(),
        unknown.join(" ")
    );
}
