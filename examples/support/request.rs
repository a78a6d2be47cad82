//! A request, as far as a responder for tests needs it: what its answer is made
//! of, and where that goes.

use std::net::SocketAddr;

use sip_status::{HeaderName, Method, StatusCode};

use crate::message::{Fields, read_fields, split_line};
use crate::transactions::{Call, Key};

/// A request that can be answered.
pub struct Request<'a> {
    pub method: Method,
    pub uri: &'a str,
    pub version: &'a str,
    pub fields: Fields<'a>,
    pub call: Call,
    /// The method of the `CSeq`.
    pub counted: Method,
    pub from: SocketAddr,
}

impl<'a> Request<'a> {
    /// The request in a datagram. `None` for all else: responses, keep-alives,
    /// garbage, and requests that lack what an answer is made of.
    pub fn read(datagram: &'a [u8], from: SocketAddr) -> Option<Self> {
        let mut at = datagram;
        while let Some(rest) = at.strip_prefix(b"\r\n") {
            at = rest;
        }
        let (line, rest) = split_line(at)?;
        let mut words = std::str::from_utf8(line).ok()?.splitn(3, ' ');
        let (method, uri, version) = (words.next()?, words.next()?, words.next()?);
        // A response begins with the version.
        if !version.starts_with("SIP/") || method.is_empty() || method.contains('/') {
            return None;
        }
        let mut fields = read_fields(rest, |_| false);
        fields.fault = fields.fault.or(fields.body_length().err());
        let only = |name| {
            let mut values = fields.every(name);
            values.next().filter(|_| values.next().is_none())
        };
        only(HeaderName::From)?;
        only(HeaderName::To)?;
        let cseq = std::str::from_utf8(only(HeaderName::Cseq)?).ok()?;
        let (number, counted) = cseq.split_once([' ', '\t'])?;
        let call = Call {
            id: only(HeaderName::CallId)?.to_vec(),
            number: number.parse().ok()?,
        };
        fields.first(HeaderName::Via)?;
        Some(Self {
            method: Method::from_bytes(method.as_bytes()),
            counted: Method::from_bytes(counted.trim().as_bytes()),
            uri,
            version,
            call,
            from,
            fields,
        })
    }

    pub fn key(&self, method: Method) -> Key {
        let via = self.fields.first(HeaderName::Via).unwrap_or_default();
        // The first value: of several in one field, the top one.
        let top = via.split(|octet| *octet == b',').next().unwrap_or_default();
        Key {
            via: top.to_vec(),
            method,
        }
    }

    pub fn is_in_dialog(&self) -> bool {
        let to = self.fields.first(HeaderName::To).unwrap_or_default();
        let outside = to.rsplit(|octet| *octet == b'>').next().unwrap_or_default();
        parameter(outside, "tag").is_some()
    }

    /// The code in the user part of the Request-URI.
    pub fn asks_for(&self) -> Option<StatusCode> {
        let rest = self.uri.split_once(':')?.1;
        let user = rest.split_once('@')?.0;
        user.parse().ok()
    }

    /// The top Via with where the request came from (RFC 3261 §18.2.1,
    /// RFC 3581 §4).
    pub fn top_via(&self, via: &[u8]) -> Vec<u8> {
        let end = via
            .iter()
            .position(|octet| *octet == b',')
            .unwrap_or(via.len());
        let (top, others) = via.split_at(end);
        let (ip, port) = (self.from.ip(), self.from.port());
        let asks_for_port = parameter(top, "rport").is_some_and(<[u8]>::is_empty);
        let mut out = Vec::new();
        for (position, part) in top.split(|octet| *octet == b';').enumerate() {
            if position > 0 {
                out.push(b';');
            }
            out.extend_from_slice(part);
            if asks_for_port && part.trim_ascii().eq_ignore_ascii_case(b"rport") {
                out.extend_from_slice(format!("={port}").as_bytes());
            }
        }
        let host = sent_by(top).0;
        if asks_for_port || host != Some(ip.to_string()) {
            out.extend_from_slice(format!(";received={ip}").as_bytes());
        }
        out.extend_from_slice(others);
        out
    }

    /// Where the response goes (RFC 3261 §18.2.2, RFC 3581 §4): to where the
    /// request came from, at the port that the Via names or asks for.
    pub fn reply_to(&self) -> SocketAddr {
        let via = self.key(self.method).via;
        if parameter(&via, "rport").is_some() {
            return self.from;
        }
        SocketAddr::new(self.from.ip(), sent_by(&via).1.unwrap_or(5060))
    }
}

/// Host and port of a Via.
fn sent_by(via: &[u8]) -> (Option<String>, Option<u16>) {
    let via = String::from_utf8_lossy(via);
    let place = via.split(';').next().unwrap_or_default();
    let Some(place) = place.split_ascii_whitespace().nth(1) else {
        return (None, None);
    };
    // The port follows the last colon, but not one within an IPv6 address.
    match place.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (Some(bare(host)), port.parse().ok()),
        _ => (Some(bare(place)), None),
    }
}

fn bare(host: &str) -> String {
    host.trim_start_matches('[')
        .trim_end_matches(']')
        .to_owned()
}

/// The value of a parameter, empty where it has none.
fn parameter<'a>(text: &'a [u8], name: &str) -> Option<&'a [u8]> {
    text.split(|octet| *octet == b';').skip(1).find_map(|part| {
        let mut halves = part.splitn(2, |octet| *octet == b'=');
        let found = halves.next()?.trim_ascii();
        found
            .eq_ignore_ascii_case(name.as_bytes())
            .then(|| halves.next().unwrap_or_default().trim_ascii())
    })
}
