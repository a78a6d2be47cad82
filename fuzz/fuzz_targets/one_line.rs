//! Whatever goes in, one line comes out: of what was parsed, and of a phrase of
//! one's own.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_status::{Progress, StatusCode, StatusLine};

fn check(line: StatusLine<'_>) {
    let mut out = vec![0; line.encoded_len()];
    assert_eq!(line.write_to(&mut out), Ok(out.len()));
    assert!(out.ends_with(b"\r\n"));
    let content = &out[..out.len() - 2];
    assert!(!content.iter().any(|o| matches!(o, b'\r' | b'\n' | 0)));

    let mut text = String::new();
    line.write_into(&mut text)
        .expect("a String takes everything");
    assert!(text.ends_with("\r\n"));
    assert!(!text[..text.len() - 2].contains(['\r', '\n', '\0']));
    assert!(!line.to_string().contains(['\r', '\n', '\0']));
}

fuzz_target!(|input: &[u8]| {
    if let Ok(Progress::Complete(parsed)) = StatusLine::parse(input) {
        check(parsed.line());
    }
    if let Ok(parsed) = StatusLine::parse_sipfrag(input) {
        check(parsed.line());
    }
    let escaped = StatusLine::with_escaped_phrase(StatusCode::Ok, input);
    check(escaped);
    match StatusLine::with_phrase(StatusCode::Ok, input) {
        Ok(line) => {
            check(line);
            assert_eq!(line.encoded_len(), input.len() + 14);
        }
        Err(error) => assert_eq!(input.get(error.offset()), Some(&error.octet())),
    }
});
