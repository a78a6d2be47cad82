//! A request, as far as a responder for tests needs it: what its answer is made
//! of, and where that goes.

use std::net::SocketAddr;

use sip_status::{HeaderName, Method, StatusCode};

use crate::message::{Fields, digits, read_fields, split_line};
use crate::transactions::{Call, Key, Name};
use crate::via::{Via, parameter, split};

/// The most Via values of a request that begins with Max-Forwards 70, as it should
/// (RFC 3261 §8.1.1.6): that of its client, and one for each hop. All are sent back.
const MOST_VIAS: usize = 71;

/// A request that can be answered.
pub struct Request<'a> {
    pub method: Method,
    /// The method as it stands there: most have no name here.
    pub word: &'a str,
    pub uri: &'a str,
    pub version: &'a str,
    pub fields: Fields<'a>,
    pub call: Call,
    pub from: SocketAddr,
    /// Where the response goes.
    pub to: SocketAddr,
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
        let only = |name| {
            let mut values = fields.every(name);
            values.next().filter(|_| values.next().is_none())
        };
        only(HeaderName::From)?;
        only(HeaderName::To)?;
        let number = count(only(HeaderName::Cseq)?, method);
        let call = Call {
            id: only(HeaderName::CallId)?.to_vec(),
            from_tag: tag(&fields, HeaderName::From).map(<[u8]>::to_vec),
            number: number.ok(),
        };
        let to = Via::top(&fields)?.reply_to(from);
        if to.port() == 0 || vias(&fields).count() > MOST_VIAS {
            return None;
        }
        let length = fields.body_length();
        let faults = [length.err(), number.err(), fault_of_vias(&fields)];
        fields.fault = faults.into_iter().fold(fields.fault, Option::or);
        Some(Self {
            method: Method::from_bytes(method.as_bytes()),
            word: method,
            uri,
            version,
            call,
            from,
            to,
            fields,
        })
    }

    /// The key of this request, or of the one of another method that it belongs to:
    /// CANCEL and ACK differ from their INVITE in the method.
    pub fn key(&self, method: &str) -> Key {
        let via = Via::top(&self.fields);
        let branch = via.as_ref().and_then(Via::branch);
        let name = match branch {
            Some(branch) => Name::Branch {
                branch,
                sent_by: via.map(|via| via.sent_by()).unwrap_or_default(),
            },
            None => Name::Whole {
                via: via.map(|via| via.text.to_vec()).unwrap_or_default(),
                uri: self.uri.to_owned(),
                to_tag: tag(&self.fields, HeaderName::To).map(<[u8]>::to_vec),
                call: self.call.clone(),
            },
        };
        Key {
            to: self.to,
            method: method.to_owned(),
            name,
        }
    }

    pub fn is_in_dialog(&self) -> bool {
        tag(&self.fields, HeaderName::To).is_some()
    }

    /// The code in the user part of the Request-URI.
    pub fn asks_for(&self) -> Option<StatusCode> {
        let rest = self.uri.split_once(':')?.1;
        let user = rest.split_once('@')?.0;
        user.parse().ok()
    }

    /// The field of the top Via in the response.
    pub fn top_via(&self) -> Vec<u8> {
        let via = Via::top(&self.fields);
        via.map(|via| via.answered(self.from)).unwrap_or_default()
    }
}

fn tag<'a>(fields: &'a Fields<'_>, name: HeaderName) -> Option<&'a [u8]> {
    let outside = split(fields.first(name)?, b'>').last()?;
    parameter(outside, "tag")
}

/// The number of a `CSeq` (RFC 3261 §8.1.1.5). Its method is that of the request,
/// word for word.
fn count(cseq: &[u8], method: &str) -> Result<u32, &'static str> {
    let mut words = cseq
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    let number = digits(words.next().unwrap_or_default()).and_then(|word| word.parse().ok());
    let number = number.ok_or("a CSeq without a number of 32 bits")?;
    if words.next() != Some(method.as_bytes()) || words.next().is_some() {
        return Err("a CSeq of another method");
    }
    Ok(number)
}

fn vias<'a>(fields: &'a Fields<'_>) -> impl Iterator<Item = &'a [u8]> {
    let every = fields.every(HeaderName::Via);
    every.flat_map(|field| split(field, b','))
}

/// What is wrong with the Vias, where a response can be sent nevertheless.
fn fault_of_vias(fields: &Fields<'_>) -> Option<&'static str> {
    let is_empty = |value: &[u8]| matches!(value.trim_ascii(), [] | [b';', ..]);
    if vias(fields).any(is_empty) {
        return Some("a Via without a value");
    }
    let is_2_0 = Via::top(fields).is_some_and(|via| via.version == b"2.0");
    (!is_2_0).then_some("a Via of another version")
}
