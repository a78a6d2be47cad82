//! Parse, write, parse is the identity: byte for byte where the line was strict,
//! and piece for piece where it was not.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_status::{Progress, StatusLine};

fuzz_target!(|input: &[u8]| {
    let Ok(Progress::Complete(parsed)) = StatusLine::parse(input) else {
        return;
    };
    let line = parsed.line();
    let mut out = vec![0; line.encoded_len()];
    assert_eq!(line.write_to(&mut out), Ok(out.len()));
    if parsed.deviations().is_empty() {
        assert_eq!(out, parsed.raw());
    }
    let Ok(Progress::Complete(again)) = StatusLine::parse(&out) else {
        panic!("{}", out.escape_ascii());
    };
    assert_eq!(again.code(), line.code());
    assert_eq!(again.phrase().as_bytes(), line.phrase().as_bytes());
    assert_eq!(again.line().version(), line.version());
    assert!(again.rest().is_empty());

    // Escaped, it is strict, and stays as it is from then on.
    let strict = line.escaped();
    let mut out = vec![0; strict.encoded_len()];
    assert_eq!(strict.write_to(&mut out), Ok(out.len()));
    let Ok(Progress::Complete(again)) = StatusLine::parse_strict(&out) else {
        panic!("{}", out.escape_ascii());
    };
    assert_eq!(again.raw(), out);
    assert!(again.phrase().is_grammatical());
});
