//! A SIP responder over UDP, for tests: answers a request with the status that
//! the user part of its Request-URI asks for, with the header fields that the
//! code must carry.
//!
//! ```console
//! $ cargo run --example uas
//! $ cargo run --example uas -- 127.0.0.1:5070 --ring 2000
//! ```
//!
//! `sip:486@127.0.0.1` is busy. `sip:180@127.0.0.1` rings (500 ms, or what
//! `--ring` says) and answers then. Requests inside a dialog get a 200, other
//! users a 404. A CANCEL ends the ringing. What is not SIP is dropped. Every request
//! gets an answer if one can be made at all, but an ACK never does.

use std::collections::hash_map::RandomState;
use std::env;
use std::hash::BuildHasher;
use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use sip_status::{HeaderName, Method, StatusCode};

#[path = "support/message.rs"]
mod message;
#[path = "support/transactions.rs"]
mod transactions;

use message::{Fields, read_fields, split_line};
use transactions::{Call, Datagram, Key, State, Transaction, Transactions};

const USAGE: &str = "usage: uas [ADDRESS:PORT] [--ring MILLISECONDS]";

fn main() -> ExitCode {
    let Some((address, ring)) = arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let socket = match UdpSocket::bind(&address) {
        Ok(socket) => socket,
        Err(error) => {
            eprintln!("uas: {address}: {error}");
            return ExitCode::FAILURE;
        }
    };
    match Uas::new(socket, ring).and_then(|mut uas| uas.serve()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("uas: {error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Option<(String, Duration)> {
    let mut address = "127.0.0.1:5060".to_owned();
    let mut ring = Duration::from_millis(500);
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--ring" => ring = Duration::from_millis(words.next()?.parse().ok()?),
            _ if word.starts_with('-') => return None,
            _ => address = word,
        }
    }
    Some((address, ring))
}

struct Uas {
    socket: UdpSocket,
    own: SocketAddr,
    ring: Duration,
    tags: RandomState,
    transactions: Transactions,
}

/// A request that can be answered.
struct Request<'a> {
    method: Method,
    uri: &'a str,
    version: &'a str,
    fields: Fields<'a>,
    call: Call,
    /// The method of the `CSeq`.
    counted: Method,
    from: SocketAddr,
}

impl Uas {
    fn new(socket: UdpSocket, ring: Duration) -> io::Result<Self> {
        let own = socket.local_addr()?;
        println!("listening on {own}");
        Ok(Self {
            socket,
            own,
            ring,
            tags: RandomState::new(),
            transactions: Transactions::default(),
        })
    }

    /// Answers for ever.
    fn serve(&mut self) -> io::Result<()> {
        let mut buffer = vec![0; 65_536];
        loop {
            for due in self.transactions.run(Instant::now()) {
                self.send(Some(due));
            }
            let next = self.transactions.next_due();
            let wait = next.map(|at| at.saturating_duration_since(Instant::now()));
            // Zero would mean to wait for ever.
            let wait = wait.map(|wait| wait.max(Duration::from_millis(1)));
            self.socket.set_read_timeout(wait)?;
            // An error is a timeout, or a peer that has gone.
            if let Ok((length, from)) = self.socket.recv_from(&mut buffer) {
                let answer = self.receive(&buffer[..length], from);
                self.send(answer);
            }
        }
    }

    fn send(&self, datagram: Option<Datagram>) {
        if let Some((text, to)) = datagram {
            if let Err(error) = self.socket.send_to(&text, to) {
                eprintln!("uas: to {to}: {error}");
            }
        }
    }

    /// The answer to a datagram, if there is one.
    fn receive(&mut self, datagram: &[u8], from: SocketAddr) -> Option<Datagram> {
        let request = Request::read(datagram, from)?;
        let now = Instant::now();
        if request.method == Method::Ack {
            self.transactions.confirm(&request.call);
            return None;
        }
        let key = request.key(request.method);
        if let Some(known) = self.transactions.find(&key) {
            return Some((known.sent.clone(), known.to));
        }
        let code = self.choose(&request);
        let rings = code.is_provisional();
        let sent = self.response(&request, code);
        let to = request.reply_to();
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
            to,
            sent: sent.clone(),
        };
        if !self.transactions.is_full() {
            self.transactions.add(transaction, now, self.ring);
        }
        if request.method == Method::Cancel && code == StatusCode::Ok {
            self.send(Some((sent, to)));
            return self.transactions.cancel(&request.key(Method::Invite), now);
        }
        Some((sent, to))
    }

    /// What to answer, in the order of RFC 3261 §8.2.
    fn choose(&self, request: &Request<'_>) -> StatusCode {
        if self.transactions.is_full() {
            return StatusCode::ServiceUnavailable;
        }
        if request.version != "SIP/2.0" {
            return StatusCode::VersionNotSupported;
        }
        if request.fields.fault.is_some() || request.counted != request.method {
            return StatusCode::BadRequest;
        }
        if request.method == Method::Cancel {
            let invite = self.transactions.find(&request.key(Method::Invite));
            return match invite {
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
                0 => put(HeaderName::Via, &request.top_via(via)),
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

    /// A value that is sound, if of no use, for a field that must be there.
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

impl<'a> Request<'a> {
    /// The request in a datagram. `None` for all else: responses, keep-alives,
    /// garbage, and requests that lack what an answer is made of.
    fn read(datagram: &'a [u8], from: SocketAddr) -> Option<Self> {
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

    fn key(&self, method: Method) -> Key {
        let via = self.fields.first(HeaderName::Via).unwrap_or_default();
        // The first value: of several in one field, the top one.
        let top = via.split(|octet| *octet == b',').next().unwrap_or_default();
        Key {
            via: top.to_vec(),
            method,
        }
    }

    fn is_in_dialog(&self) -> bool {
        let to = self.fields.first(HeaderName::To).unwrap_or_default();
        let outside = to.rsplit(|octet| *octet == b'>').next().unwrap_or_default();
        parameter(outside, "tag").is_some()
    }

    /// The code in the user part of the Request-URI.
    fn asks_for(&self) -> Option<StatusCode> {
        let rest = self.uri.split_once(':')?.1;
        let user = rest.split_once('@')?.0;
        user.parse().ok()
    }

    /// The top Via with where the request came from (RFC 3261 §18.2.1,
    /// RFC 3581 §4).
    fn top_via(&self, via: &[u8]) -> Vec<u8> {
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
    fn reply_to(&self) -> SocketAddr {
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
