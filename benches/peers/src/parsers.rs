//! The parsers, each called as its users call it.
//!
//! Where there is a choice it is in the peer's favour: no copy and no allocation
//! that its API does not force.

use std::hint::black_box;

use memchr::memchr;

/// A way to read a status line.
pub trait Parser {
    /// Names the benchmark and the column.
    const NAME: &'static str;

    /// What it is given for `line`: made once, outside of what is measured.
    fn input(line: &[u8]) -> Vec<u8> {
        line.to_vec()
    }

    /// Reads `input` and shows code and phrase; false if it is refused.
    fn read(input: &'static [u8], show: impl FnOnce(u16, &[u8])) -> bool;
}

/// Something to do with every parser.
pub trait Visitor {
    fn visit<P: Parser>(&mut self);
}

/// Takes a visitor to all parsers, in the order of the columns.
pub fn each(visitor: &mut impl Visitor) {
    visitor.visit::<Memchr>();
    visitor.visit::<Parse>();
    visitor.visit::<ParseStrict>();
    visitor.visit::<ByOctet>();
    visitor.visit::<Httparse>();
    visitor.visit::<Parsip>();
    visitor.visit::<Ezk>();
    visitor.visit::<Rsip>();
    visitor.visit::<Rvoip>();
}

/// An error is looked at, too, so that nobody is spared making it.
fn refused(error: impl Sized) -> bool {
    black_box(&error);
    false
}

/// The smallest message with this line that SIP peers accept: line, empty line.
/// (No peer here asks for the header fields that RFC 3261 makes mandatory.)
fn message(line: &[u8]) -> Vec<u8> {
    [line, b"\r\n"].concat()
}

/// The floor: finds the end of the line, and reads nothing.
pub struct Memchr;

impl Parser for Memchr {
    const NAME: &'static str = "memchr";

    fn read(input: &'static [u8], show: impl FnOnce(u16, &[u8])) -> bool {
        match memchr(b'\n', input) {
            Some(end) => {
                show(0, &input[..end]);
                true
            }
            None => false,
        }
    }
}

/// `StatusLine::parse`: tolerant, for the wire.
pub struct Parse;

impl Parser for Parse {
    const NAME: &'static str = "sip-status";

    fn read(input: &'static [u8], show: impl FnOnce(u16, &[u8])) -> bool {
        sip_status(sip_status::StatusLine::parse(input), show)
    }
}

/// `StatusLine::parse_strict`: the grammar of RFC 3261.
pub struct ParseStrict;

impl Parser for ParseStrict {
    const NAME: &'static str = "sip-status-strict";

    fn read(input: &'static [u8], show: impl FnOnce(u16, &[u8])) -> bool {
        sip_status(sip_status::StatusLine::parse_strict(input), show)
    }
}

/// `StatusLineParser::parse` each time an octet more has come.
pub struct ByOctet;

impl Parser for ByOctet {
    const NAME: &'static str = "sip-status-by-octet";

    fn read(input: &'static [u8], show: impl FnOnce(u16, &[u8])) -> bool {
        let mut parser = sip_status::StatusLineParser::new();
        let waits =
            |result: &Result<_, _>| matches!(result, Ok(sip_status::Progress::Incomplete { .. }));
        let mut results = (1..=input.len()).map(|came| parser.parse(&input[..came]));
        match results.find(|result| !waits(result)) {
            Some(result) => sip_status(result, show),
            None => refused(()),
        }
    }
}

/// What they have in common. Inlined, as if it stood in each.
#[inline(always)]
fn sip_status(
    result: Result<sip_status::Progress<'static>, sip_status::ParseError>,
    show: impl FnOnce(u16, &[u8]),
) -> bool {
    match result {
        Ok(sip_status::Progress::Complete(parsed)) => {
            let line = parsed.line();
            show(line.code().as_u16(), line.phrase().as_bytes());
            true
        }
        other => refused(other),
    }
}

/// `httparse::Response::parse` on the HTTP twin of the line. It reads header
/// fields, too, so it gets the empty line after which there are none.
pub struct Httparse;

impl Parser for Httparse {
    const NAME: &'static str = "httparse";

    fn input(line: &[u8]) -> Vec<u8> {
        match line.strip_prefix(b"SIP/2.0") {
            Some(rest) => message(&[b"HTTP/1.1", rest].concat()),
            None => message(line),
        }
    }

    fn read(input: &'static [u8], show: impl FnOnce(u16, &[u8])) -> bool {
        let mut response = httparse::Response::new(&mut []);
        match response.parse(input) {
            Ok(httparse::Status::Complete(_)) => {
                let phrase = response.reason.unwrap_or_default();
                show(response.code.unwrap_or_default(), phrase.as_bytes());
                true
            }
            other => refused(other),
        }
    }
}

/// `parsip::Response::parse`. It reads whole messages: line and empty line.
pub struct Parsip;

impl Parser for Parsip {
    const NAME: &'static str = "parsip";

    fn input(line: &[u8]) -> Vec<u8> {
        message(line)
    }

    fn read(input: &'static [u8], show: impl FnOnce(u16, &[u8])) -> bool {
        let mut response = parsip::Response::new(&mut []);
        match response.parse(input) {
            parsip::IResult::Done(..) => {
                let phrase = response.reason.unwrap_or_default();
                show(response.code.unwrap_or_default(), phrase.as_bytes());
                true
            }
            other => refused(other),
        }
    }
}

/// `ezk_sip_types`: `PullParser` cuts off the line (for which it looks at two
/// octets after it, so there is an empty line), `StatusLine` reads it as `str`.
/// The buffer is a static `Bytes`: one from the network would count references.
pub struct Ezk;

impl Parser for Ezk {
    const NAME: &'static str = "ezk-sip-types";

    fn input(line: &[u8]) -> Vec<u8> {
        message(line)
    }

    fn read(input: &'static [u8], show: impl FnOnce(u16, &[u8])) -> bool {
        use ezk_sip_types::msg::{PullParser, StatusLine};
        use ezk_sip_types::parse::Parse;

        let line = match PullParser::new(input, 0).next() {
            Some(Ok(line)) => line,
            other => return refused(other),
        };
        let line = match str::from_utf8(line) {
            Ok(line) => line,
            Err(error) => return refused(error),
        };
        match StatusLine::parse(&bytes::Bytes::from_static(input))(line) {
            Ok((_, line)) => {
                let phrase = line.reason.as_deref().unwrap_or_default();
                show(line.code.into_u16(), phrase.as_bytes());
                true
            }
            Err(error) => refused(error),
        }
    }
}

/// `rsip::Response::try_from`. It reads whole messages: line and empty line. It
/// keeps the phrase only of codes that it does not know.
pub struct Rsip;

impl Parser for Rsip {
    const NAME: &'static str = "rsip";

    fn input(line: &[u8]) -> Vec<u8> {
        message(line)
    }

    fn read(input: &'static [u8], show: impl FnOnce(u16, &[u8])) -> bool {
        match rsip::Response::try_from(input) {
            Ok(response) => {
                let phrase = match &response.status_code {
                    rsip::StatusCode::Other(_, phrase) => phrase.as_bytes(),
                    _ => b"",
                };
                show(response.status_code.code(), phrase);
                true
            }
            Err(error) => refused(error),
        }
    }
}

/// `rvoip_sip_core::parse_message`. Its function for the line is private, so it
/// reads whole messages, requests as well: line and empty line.
pub struct Rvoip;

impl Parser for Rvoip {
    const NAME: &'static str = "rvoip-sip-core";

    fn input(line: &[u8]) -> Vec<u8> {
        message(line)
    }

    fn read(input: &'static [u8], show: impl FnOnce(u16, &[u8])) -> bool {
        match rvoip_sip_core::parse_message(input) {
            Ok(rvoip_sip_core::Message::Response(response)) => {
                let phrase = response.reason().unwrap_or_default();
                show(response.status_code(), phrase.as_bytes());
                true
            }
            other => refused(other),
        }
    }
}
