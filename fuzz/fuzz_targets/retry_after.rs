//! A Retry-After that is read is written in one line, and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_status::RetryAfter;

fuzz_target!(|input: &[u8]| {
    let Ok(read) = RetryAfter::parse(input) else {
        return;
    };
    let mut out = vec![0; read.encoded_len()];
    assert_eq!(read.write_to(&mut out), Ok(out.len()));
    assert!(!out.iter().any(|octet| matches!(octet, b'\r' | b'\n' | 0)));
    assert_eq!(RetryAfter::parse(&out), Ok(read));
    assert_eq!(read.to_string(), String::from_utf8_lossy(&out));
});
