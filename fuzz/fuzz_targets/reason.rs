//! A Reason that is read is written in one line, and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_status::Reason;

fuzz_target!(|input: &[u8]| {
    // A value alone is a list of one, and no list goes on behind a fault.
    let mut list = Reason::list(input);
    assert!(list.by_ref().take_while(Result::is_ok).count() <= input.len() + 1);
    assert!(list.next().is_none());
    let Ok(read) = Reason::parse(input) else {
        return;
    };
    assert!(Reason::list(input).eq([Ok(read)]));
    let mut out = vec![0; read.encoded_len()];
    assert_eq!(read.write_to(&mut out), Ok(out.len()));
    assert!(!out.iter().any(|octet| matches!(octet, b'\r' | b'\n' | 0)));
    assert_eq!(Reason::parse(&out), Ok(read));
    assert_eq!(read.to_string(), String::from_utf8_lossy(&out));
});
