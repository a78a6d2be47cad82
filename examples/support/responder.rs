//! How the responder `uas` answers a datagram, without a socket and a clock.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use sip_status::{HeaderName, Method, StatusCode};

use crate::request::Request;
use crate::transactions::{Datagram, Key, State, Transaction, Transactions};

/// A longer request is refused, and not kept (RFC 3261 §21.5.7).
const LARGEST: usize = 8 * 1024;

pub struct Responder {
    own: SocketAddr,
    ring: Duration,
    tags: RandomState,
    transactions: Transactions,
}

impl Responder {
    pub fn new(own: SocketAddr, ring: Duration) -> Self {
        Self {
            own,
            ring,
            tags: RandomState::new(),
            transactions: Transactions::default(),
        }
    }

    /// The next of what is due now.
    pub fn run(&mut self, now: Instant) -> Option<Datagram> {
        self.transactions.run(now)
    }

    /// When there is something to send next, whatever comes.
    pub fn next_due(&self) -> Option<Instant> {
        self.transactions.next_due()
    }

    /// What is to be sent for a datagram.
    pub fn receive(&mut self, datagram: &[u8], from: SocketAddr, now: Instant) -> Vec<Datagram> {
        let Some(request) = Request::read(datagram, from) else {
            return Vec::new();
        };
        // What an ACK or a CANCEL is for.
        let invite = request.key(Method::Invite.as_str());
        if request.method == Method::Ack {
            self.transactions.confirm(&invite, &request.call);
            return Vec::new();
        }
        if datagram.len() > LARGEST {
            return vec![(
                self.response(&request, StatusCode::MessageTooLarge),
                request.to,
            )];
        }
        let key = request.key(request.word);
        if let Some(known) = self.transactions.find(&key) {
            return vec![(known.sent.clone(), known.key.to)];
        }
        let code = self.choose(&request, &invite);
        let rings = code.is_provisional();
        let sent = self.response(&request, code);
        let to = request.to;
        let transaction = Transaction {
            state: if rings {
                State::Ringing {
                    answer: self.response(&request, StatusCode::Ok),
                    cancelled: self.response(&request, StatusCode::RequestTerminated),
                }
            } else {
                Transactions::answered(request.method, code)
            },
            key,
            call: request.call.clone(),
            sent: sent.clone(),
        };
        if !self.transactions.is_full() {
            self.transactions.add(transaction, now, self.ring);
        }
        let mut answers = vec![(sent, to)];
        if request.method == Method::Cancel && code == StatusCode::Ok {
            answers.extend(self.transactions.cancel(&invite, now));
        }
        answers
    }

    /// What to answer, in the order of RFC 3261 §8.2.
    fn choose(&self, request: &Request<'_>, invite: &Key) -> StatusCode {
        if self.transactions.is_full() {
            return StatusCode::ServiceUnavailable;
        }
        if request.version != "SIP/2.0" {
            return StatusCode::VersionNotSupported;
        }
        if request.fields.fault.is_some() {
            return StatusCode::BadRequest;
        }
        if request.method == Method::Cancel {
            return match self.transactions.find(invite) {
                Some(_) => StatusCode::Ok,
                None => StatusCode::CallTransactionDoesNotExist,
            };
        }
        if request.fields.has(HeaderName::Require) {
            return StatusCode::BadExtension;
        }
        match request.asks_for() {
            // A provisional response other than 100 is for INVITE alone, and a
            // 100 to another request would come too early (RFC 4320 §4.1).
            Some(code) if code.is_provisional() && request.method != Method::Invite => {
                StatusCode::Ok
            }
            Some(code) => code,
            None if request.is_in_dialog() => StatusCode::Ok,
            None => StatusCode::NotFound,
        }
    }

    /// The whole response (RFC 3261 §8.2.6).
    fn response(&self, request: &Request<'_>, code: StatusCode) -> Vec<u8> {
        let mut out = code.status_line().to_vec();
        let mut present = Vec::new();
        let mut put = |name: HeaderName, value: &[u8]| {
            present.push(name);
            out.extend_from_slice(name.as_str().as_bytes());
            out.extend_from_slice(b": ");
            out.extend_from_slice(value);
            out.extend_from_slice(b"\r\n");
        };
        for (position, via) in request.fields.every(HeaderName::Via).enumerate() {
            match position {
                0 => put(HeaderName::Via, &request.top_via()),
                _ => put(HeaderName::Via, via),
            }
        }
        for name in copied(code, request.method) {
            for value in request.fields.every(*name) {
                match name {
                    HeaderName::To => put(HeaderName::To, &self.to(request, code, value)),
                    _ => put(*name, value),
                }
            }
        }
        if code.is_provisional() && code != StatusCode::Trying || code.is_redirection() {
            put(HeaderName::Contact, self.contact().as_bytes());
        }
        // What else the table demands of this code.
        let missing: Vec<_> = code
            .missing_headers(request.method, |name| present.contains(&name))
            .collect();
        let mut put = |name: HeaderName, value: &str| {
            out.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        };
        for header in missing {
            let name = header.any_of()[0].field();
            match self.sample(name, request) {
                Some(value) => put(name, &value),
                None => eprintln!("uas: no value at hand for {name} of a {code}"),
            }
        }
        put(HeaderName::ContentLength, "0");
        out.extend_from_slice(b"\r\n");
        out
    }

    /// The To field, with a tag that is the same for every copy of the request
    /// (RFC 3261 §8.2.6.2). A 100 does not need one.
    fn to(&self, request: &Request<'_>, code: StatusCode, value: &[u8]) -> Vec<u8> {
        let mut to = value.to_vec();
        if !request.is_in_dialog() && code != StatusCode::Trying {
            // An INVITE and its CANCEL get the same.
            let tag = self.tags.hash_one(&request.call);
            to.extend_from_slice(format!(";tag={tag:016x}").as_bytes());
        }
        to
    }

    fn contact(&self) -> String {
        format!("<sip:uas@{}>", self.own)
    }

    /// A valid value, with no meaning, for a header field that must be there.
    fn sample(&self, name: HeaderName, request: &Request<'_>) -> Option<String> {
        let challenge = || {
            let nonce = self.tags.hash_one(&request.call);
            format!(
                "Digest realm=\"test\", nonce=\"{nonce:016x}\", algorithm=SHA-256, qop=\"auth\""
            )
        };
        let text = match name {
            HeaderName::Accept => "application/sdp",
            HeaderName::AlertMsgError => "100;message=\"Cannot process the alert payload\"",
            HeaderName::Allow => "INVITE, ACK, BYE, CANCEL, OPTIONS",
            HeaderName::AllowEvents => "presence",
            HeaderName::Contact => return Some(self.contact()),
            HeaderName::Expires | HeaderName::MinExpires => "3600",
            HeaderName::GeolocationError => "100;code=\"Cannot Process Location\"",
            HeaderName::MinSe => "1800",
            HeaderName::ProxyAuthenticate | HeaderName::WwwAuthenticate => {
                return Some(challenge());
            }
            HeaderName::Reason => "SIP;cause=486;text=\"Busy Here\"",
            HeaderName::RecvInfo => "",
            HeaderName::Require => "100rel",
            HeaderName::RetryAfter => "10",
            HeaderName::SecurityServer => "digest;d-alg=MD5",
            HeaderName::SipEtag => "entity1",
            HeaderName::Unsupported => {
                let asked: Vec<_> = request.fields.every(HeaderName::Require).collect();
                let asked = String::from_utf8_lossy(&asked.join(&b", "[..])).into_owned();
                return Some(if asked.is_empty() {
                    "none".to_owned()
                } else {
                    asked
                });
            }
            _ => return None,
        };
        Some(text.to_owned())
    }
}

/// The fields of the request that stand in its response, too.
fn copied(code: StatusCode, method: Method) -> &'static [HeaderName] {
    const ALWAYS: [HeaderName; 6] = [
        HeaderName::From,
        HeaderName::To,
        HeaderName::CallId,
        HeaderName::Cseq,
        HeaderName::Timestamp,
        HeaderName::RecordRoute,
    ];
    let makes_dialog = matches!(method, Method::Invite | Method::Subscribe | Method::Refer);
    match code.as_u16() {
        100 => &ALWAYS[..5],
        101..=299 if makes_dialog => &ALWAYS,
        _ => &ALWAYS[..4],
    }
}
