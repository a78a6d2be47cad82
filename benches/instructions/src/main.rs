//! Functions whose executed instructions `count` counts, one call a code.

use std::hint::black_box;

use sip_status::{
    Answer, Arrival, ContextState, HeaderName, Method, Outcome, Progress, ResponseContext,
    ResponsePreference, StatusClass, StatusCode, StatusCodeSet, StatusLine, StatusLineParser,
    status_codes,
};

const FAILOVER: StatusCodeSet = status_codes!("408, 480-487, 5xx, !503");

/// A line with a phrase of 55 octets of its own.
const OWN_WORDS: &[u8] = b"SIP/2.0 480 The person you are calling is out for lunch until later\r\n";
const NEVER_CANONICAL: &[u8] = b"SIP/2.0 200 All is well\r\n";

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
    count_parse_canonical(line: &[u8]) -> Option<StatusCode> { code(StatusLine::parse(line)) }
    count_parse_own_words(line: &[u8]) -> Option<StatusCode> { code(StatusLine::parse(line)) }
    count_parse_short_own_words(line: &[u8]) -> Option<StatusCode> { code(StatusLine::parse(line)) }
    count_strict_canonical(line: &[u8]) -> Option<StatusCode> { code(StatusLine::parse_strict(line)) }
    count_strict_own_words(line: &[u8]) -> Option<StatusCode> { code(StatusLine::parse_strict(line)) }
    count_stream_own_words(line: &[u8]) -> Option<StatusCode> { code(StatusLineParser::new().parse(line)) }
    count_parse_request(line: &[u8]) -> Option<StatusCode> { code(StatusLine::parse(line)) }
    count_at_once_1000_octets(line: &[u8]) -> Option<StatusCode> { code(StatusLine::parse(line)) }
    count_octet_by_octet_canonical(line: &[u8]) -> Option<StatusCode> { by_octets(line) }
    count_octet_by_octet_own_words(line: &[u8]) -> Option<StatusCode> { by_octets(line) }
    count_octet_by_octet_1000_octets(line: &[u8]) -> Option<StatusCode> { by_octets(line) }
    count_octet_by_octet_tabs(line: &[u8]) -> Option<StatusCode> { by_octets(line) }
    count_octet_by_octet_other_start(line: &[u8]) -> Option<StatusCode> { by_octets(line) }
    count_httparse_canonical(line: &[u8]) -> Option<u16> { httparse(line) }
    count_httparse_own_words(line: &[u8]) -> Option<u16> { httparse(line) }
    count_httparse_1000_octets(line: &[u8]) -> Option<u16> { httparse(line) }
    count_httparse_tabs(line: &[u8]) -> Option<u16> { httparse(line) }
    count_write_to(line: StatusLine<'static>) -> usize { line.write_to(&mut [0; 128]).unwrap_or(0) }
    count_status_line(code: StatusCode) -> &'static [u8] { code.status_line() }
    count_memchr_canonical(line: &[u8]) -> Option<usize> { memchr::memchr(b'\n', line) }
    count_memchr_own_words(line: &[u8]) -> Option<usize> { memchr::memchr(b'\n', line) }
    count_from_phrase(phrase: &[u8]) -> &'static [StatusCode] { StatusCode::from_phrase(phrase) }
    count_set_contains(code: StatusCode) -> bool { FAILOVER.contains(code) }
    count_treated_as(code: StatusCode) -> StatusCode { code.treated_as(FAILOVER) }
    count_arrival(code: StatusCode) -> Arrival { code.arrival(Method::Invite, ContextState::Open) }
    count_arrival_any(of: (StatusCode, Method, ContextState)) -> Arrival { of.0.arrival(of.1, of.2) }
    count_preference(code: StatusCode) -> ResponsePreference { code.preference() }
    count_receive(of: (&mut ResponseContext, StatusCode)) -> Arrival { of.0.receive(1, of.1) }
    count_fork_2(code: StatusCode) -> Option<Answer> { fork(2, code) }
    count_fork_8(code: StatusCode) -> Option<Answer> { fork(8, code) }
    count_fork_32(code: StatusCode) -> Option<Answer> { fork(32, code) }
    count_header_name(name: &[u8]) -> Option<HeaderName> { HeaderName::from_bytes(name) }
}

fn code(result: Result<Progress<'_>, sip_status::ParseError>) -> Option<StatusCode> {
    match result {
        Ok(Progress::Complete(parsed)) => {
            black_box(parsed.line().phrase().as_bytes());
            Some(parsed.line().code())
        }
        _ => None,
    }
}

/// Reads the HTTP twin of a line.
#[inline(always)]
fn httparse(twin: &[u8]) -> Option<u16> {
    let mut response = httparse::Response::new(&mut []);
    let result = response.parse(twin);
    black_box(response.reason);
    matches!(result, Ok(httparse::Status::Complete(_))).then_some(response.code?)
}

/// What HTTP has for a line: `HTTP/1.1` for `SIP/2.0`, and an empty line, as the header
/// fields are read as well.
fn twin(line: &[u8]) -> Vec<u8> {
    [b"HTTP/1.1", &line[b"SIP/2.0".len()..], b"\r\n"].concat()
}

/// A whole fork: branches are opened, one ends with the code, the others with a 404
/// each, and the answer is asked for.
#[inline(always)]
fn fork(branches: u8, code: StatusCode) -> Option<Answer> {
    let mut context = ResponseContext::new(Method::Invite);
    for branch in 0..branches {
        context.open(branch).ok()?;
    }
    for branch in 1..branches {
        black_box(
            context.receive_outcome(branch, Outcome::Response(black_box(StatusCode::NotFound))),
        );
    }
    black_box(context.receive_outcome(0, Outcome::Response(code)));
    black_box(context.take_cancels());
    context.take_answer()
}

fn by_octets(line: &[u8]) -> Option<StatusCode> {
    let mut parser = StatusLineParser::new();
    (0..=line.len()).find_map(|length| code(parser.parse(&line[..length])))
}

const STATES: [ContextState; 3] = [
    ContextState::Open,
    ContextState::Answered,
    ContextState::Stray,
];

/// A context in which one branch has ended with 404.
fn two_branches() -> ResponseContext {
    let mut context = ResponseContext::new(Method::Invite);
    assert!(context.open(0).is_ok() && context.open(1).is_ok());
    context.receive(0, StatusCode::NotFound);
    context
}

/// Calls the function that the argument names once for each code.
fn main() {
    let name = std::env::args().nth(1).expect("the name of a function");
    let mut long = b"SIP/2.0 200 ".to_vec();
    long.resize(998, b'x');
    long.extend(b"\r\n");
    // Control characters are looked at one by one.
    let mut tabs = long.clone();
    tabs[500..998].fill(b'\t');
    let other_start = [b"\r\nsip", &long[3..]].concat();
    let next = StatusCode::ALL.iter().cycle().skip(1);
    for (code, next) in StatusCode::ALL.iter().copied().zip(next.copied()) {
        let text = code.as_str().as_bytes().try_into().expect("three digits");
        let header = HeaderName::ALL[code.index() % HeaderName::ALL.len()];
        let named = StatusCode::NAMED[code.index() % StatusCode::NAMED.len()];
        let canonical = named.status_line();
        match name.as_str() {
            "from_u16" => drop(black_box(count_from_u16(black_box(code.as_u16())))),
            "from_bytes" => drop(black_box(count_from_bytes(black_box(text)))),
            "as_u16" => drop(black_box(count_as_u16(black_box(code)))),
            "equals" => drop(black_box(count_equals(black_box((code, next))))),
            "less" => drop(black_box(count_less(black_box((code, next))))),
            "class" => drop(black_box(count_class(black_box(code)))),
            "is_final" => drop(black_box(count_is_final(black_box(code)))),
            "is_success" => drop(black_box(count_is_success(black_box(code)))),
            "as_str" => drop(black_box(count_as_str(black_box(code)))),
            "reason_phrase" => drop(black_box(count_reason_phrase(black_box(code)))),
            "canonical_phrase" => drop(black_box(count_canonical_phrase(black_box(code)))),
            "retry" => drop(black_box(count_retry(black_box(code)))),
            "headers" => drop(black_box(count_headers(black_box(code)))),
            "parse_canonical" => drop(black_box(count_parse_canonical(black_box(canonical)))),
            "strict_canonical" => drop(black_box(count_strict_canonical(black_box(canonical)))),
            "memchr_canonical" => drop(black_box(count_memchr_canonical(black_box(canonical)))),
            "parse_own_words" => drop(black_box(count_parse_own_words(black_box(OWN_WORDS)))),
            "strict_own_words" => drop(black_box(count_strict_own_words(black_box(OWN_WORDS)))),
            "stream_own_words" => drop(black_box(count_stream_own_words(black_box(OWN_WORDS)))),
            "memchr_own_words" => drop(black_box(count_memchr_own_words(black_box(OWN_WORDS)))),
            "parse_short_own_words" => drop(black_box(count_parse_short_own_words(black_box(
                NEVER_CANONICAL,
            )))),
            "parse_request" => drop(black_box(count_parse_request(black_box(
                b"INVITE sip:a@b SIP/2.0\r\n",
            )))),
            "at_once_1000_octets" => drop(black_box(count_at_once_1000_octets(black_box(&long)))),
            "octet_by_octet_canonical" => drop(black_box(count_octet_by_octet_canonical(
                black_box(canonical),
            ))),
            "octet_by_octet_own_words" => drop(black_box(count_octet_by_octet_own_words(
                black_box(OWN_WORDS),
            ))),
            "octet_by_octet_other_start" => drop(black_box(count_octet_by_octet_other_start(
                black_box(&other_start),
            ))),
            "httparse_canonical" => drop(black_box(count_httparse_canonical(black_box(&twin(
                canonical,
            ))))),
            "httparse_own_words" => drop(black_box(count_httparse_own_words(black_box(&twin(
                OWN_WORDS,
            ))))),
            "httparse_1000_octets" => drop(black_box(count_httparse_1000_octets(black_box(
                &twin(&long),
            )))),
            "httparse_tabs" => drop(black_box(count_httparse_tabs(black_box(&twin(&tabs))))),
            "octet_by_octet_1000_octets" => drop(black_box(count_octet_by_octet_1000_octets(
                black_box(&long),
            ))),
            "octet_by_octet_tabs" => drop(black_box(count_octet_by_octet_tabs(black_box(&tabs)))),
            "write_to" => drop(black_box(count_write_to(black_box(StatusLine::new(code))))),
            "status_line" => drop(black_box(count_status_line(black_box(code)))),
            "from_phrase" => drop(black_box(count_from_phrase(black_box(
                code.reason_phrase().as_bytes(),
            )))),
            "set_contains" => drop(black_box(count_set_contains(black_box(code)))),
            "treated_as" => drop(black_box(count_treated_as(black_box(code)))),
            "arrival" => drop(black_box(count_arrival(black_box(code)))),
            "arrival_any" => drop(black_box(count_arrival_any(black_box((
                code,
                Method::ALL[code.index() % Method::ALL.len()],
                STATES[code.index() % STATES.len()],
            ))))),
            "preference" => drop(black_box(count_preference(black_box(code)))),
            "receive" => {
                let mut context = two_branches();
                black_box(count_receive(black_box((&mut context, code))));
            }
            "fork_2" => drop(black_box(count_fork_2(black_box(code)))),
            "fork_8" => drop(black_box(count_fork_8(black_box(code)))),
            "fork_32" => drop(black_box(count_fork_32(black_box(code)))),
            "header_name" => drop(black_box(count_header_name(black_box(
                header.as_str().as_bytes(),
            )))),
            _ => panic!("no function of this name"),
        }
    }
}
