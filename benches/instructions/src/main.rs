//! Functions whose executed instructions `count` counts, one call a code.

use std::hint::black_box;

use sip_status::{HeaderName, StatusClass, StatusCode};

/// Functions under names that callgrind can be told, and a table of them.
macro_rules! counted {
    ($($name:ident($argument:ident: $kind:ty) -> $result:ty { $body:expr })*) => {
        $(
            #[inline(never)]
            #[unsafe(no_mangle)]
            fn $name($argument: $kind) -> $result {
                $body
            }
        )*
    };
}

counted! {
    count_from_u16(number: u16) -> Option<StatusCode> { StatusCode::from_u16(number) }
    count_from_bytes(text: &[u8; 3]) -> Option<StatusCode> { StatusCode::from_bytes(text).ok() }
    count_as_u16(code: StatusCode) -> u16 { code.as_u16() }
    count_equals(codes: (StatusCode, StatusCode)) -> bool { codes.0 == codes.1 }
    count_less(codes: (StatusCode, StatusCode)) -> bool { codes.0 < codes.1 }
    count_class(code: StatusCode) -> StatusClass { code.class() }
    count_is_final(code: StatusCode) -> bool { code.is_final() }
    count_is_success(code: StatusCode) -> bool { code.is_success() }
    count_as_str(code: StatusCode) -> &'static str { code.as_str() }
    count_reason_phrase(code: StatusCode) -> &'static str { code.reason_phrase() }
    count_canonical_phrase(code: StatusCode) -> Option<&'static str> { code.canonical_phrase() }
    count_retry(code: StatusCode) -> &'static sip_status::Retry { code.retry() }
    count_headers(code: StatusCode) -> &'static [sip_status::HeaderObligation] { code.headers() }
    count_from_phrase(phrase: &[u8]) -> &'static [StatusCode] { StatusCode::from_phrase(phrase) }
    count_header_name(name: &[u8]) -> Option<HeaderName> { HeaderName::from_bytes(name) }
}

fn main() {
    let next = StatusCode::ALL.iter().cycle().skip(1);
    for (code, next) in StatusCode::ALL.iter().copied().zip(next.copied()) {
        black_box(count_from_u16(black_box(code.as_u16())));
        let text = code.as_str().as_bytes().try_into().expect("three digits");
        black_box(count_from_bytes(black_box(text)));
        black_box(count_as_u16(black_box(code)));
        black_box(count_equals(black_box((code, next))));
        black_box(count_less(black_box((code, next))));
        black_box(count_class(black_box(code)));
        black_box(count_is_final(black_box(code)));
        black_box(count_is_success(black_box(code)));
        black_box(count_as_str(black_box(code)));
        black_box(count_reason_phrase(black_box(code)));
        black_box(count_canonical_phrase(black_box(code)));
        black_box(count_retry(black_box(code)));
        black_box(count_headers(black_box(code)));
        black_box(count_from_phrase(black_box(code.reason_phrase().as_bytes())));
        let name = HeaderName::ALL[code.index() % HeaderName::ALL.len()];
        black_box(count_header_name(black_box(name.as_str().as_bytes())));
    }
}
