//! The top Via of a request: where it came from, and where the answer goes.
//!
//! ```text
//! via-parm      = sent-protocol LWS sent-by *( SEMI via-params )
//! sent-protocol = protocol-name SLASH protocol-version SLASH transport
//! sent-by       = host [ COLON port ]                      ; RFC 3261 §25.1
//! ```

use std::net::{Ipv6Addr, SocketAddr};

use sip_status::HeaderName;

use crate::message::{Fields, digits, is_token};

/// The first value of the first Via.
pub struct Via<'a> {
    /// The whole value.
    pub text: &'a [u8],
    /// What follows it in its field: a comma and other values, or nothing.
    others: &'a [u8],
    /// 2.0.
    pub version: &'a [u8],
    /// Without the brackets of an IPv6 address.
    pub host: &'a str,
    pub port: Option<u16>,
}

impl<'a> Via<'a> {
    /// `None` if there is no such value, or if it names no host.
    pub fn top(fields: &'a Fields<'_>) -> Option<Self> {
        let field = fields.first(HeaderName::Via)?;
        let text = split(field, b',').next()?;
        let place = text.split(|octet| *octet == b';').next()?;
        let mut parts = place.splitn(3, |octet| *octet == b'/');
        let (name, version) = (parts.next()?.trim_ascii(), parts.next()?.trim_ascii());
        let rest = parts.next()?.trim_ascii();
        let (transport, sent_by) = rest.split_at(rest.iter().position(u8::is_ascii_whitespace)?);
        let (host, port) = sent_by_of(sent_by.trim_ascii())?;
        let is_sip = name.eq_ignore_ascii_case(b"SIP") && is_token(transport);
        is_sip.then_some(Self {
            text,
            others: &field[text.len()..],
            version,
            host,
            port,
        })
    }

    pub fn parameter(&self, name: &str) -> Option<&'a [u8]> {
        parameter(self.text, name)
    }

    /// The branch, if it identifies a transaction of its client: it then begins with
    /// the magic cookie and has more after it (RFC 3261 §8.1.1.7, RFC 4475 §3.2.1).
    pub fn branch(&self) -> Option<Vec<u8>> {
        let branch = self.parameter("branch")?.to_ascii_lowercase();
        let own = branch.strip_prefix(b"z9hg4bk")?;
        (!own.is_empty()).then_some(branch)
    }

    /// Host and port, to compare.
    pub fn sent_by(&self) -> (String, u16) {
        (self.host.to_ascii_lowercase(), self.port.unwrap_or(5060))
    }

    /// Where the response goes (RFC 3261 §18.2.2, RFC 3581 §4): to where the
    /// request came from, at the port that the Via names or asks for.
    pub fn reply_to(&self, from: SocketAddr) -> SocketAddr {
        match self.parameter("rport") {
            Some(_) => from,
            None => SocketAddr::new(from.ip(), self.sent_by().1),
        }
    }

    /// Its field in the response, with where the request came from
    /// (RFC 3261 §18.2.1, RFC 3581 §4). What the request itself says about that
    /// is left out: nobody but its receiver knows.
    pub fn answered(&self, from: SocketAddr) -> Vec<u8> {
        let ip = from.ip().to_canonical();
        let asks_for_port = self.parameter("rport").is_some();
        let kept = split(self.text, b';').filter(|part| {
            !["received", "rport"]
                .iter()
                .any(|name| is_named(part, name))
        });
        let mut out = kept.collect::<Vec<_>>().join(&b';');
        if asks_for_port {
            out.extend_from_slice(format!(";rport={}", from.port()).as_bytes());
        }
        if asks_for_port || self.host.parse() != Ok(ip) {
            out.extend_from_slice(format!(";received={ip}").as_bytes());
        }
        out.extend_from_slice(self.others);
        out
    }
}

/// Host and port. A port of 0 is none to send to.
fn sent_by_of(text: &[u8]) -> Option<(&str, Option<u16>)> {
    let text = std::str::from_utf8(text).ok()?;
    let (host, rest) = if let Some(address) = text.strip_prefix('[') {
        let (host, rest) = address.split_once(']')?;
        host.parse::<Ipv6Addr>().ok()?;
        (host, rest.trim_start())
    } else {
        let (host, rest) = text.split_at(text.find(':').unwrap_or(text.len()));
        let host = host.trim_end();
        let of_host = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        if host.is_empty() || !host.chars().all(of_host) {
            return None;
        }
        (host, rest)
    };
    if rest.is_empty() {
        return Some((host, None));
    }
    let port = digits(rest.strip_prefix(':')?.trim_start().as_bytes())?;
    let port = port.parse().ok().filter(|port| *port != 0)?;
    Some((host, Some(port)))
}

/// The parts of a field value between separators outside quotes.
pub fn split(text: &[u8], separator: u8) -> impl Iterator<Item = &[u8]> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(move |octet| {
        let cuts = !quoted && *octet == separator;
        if escaped {
            escaped = false;
        } else if *octet == b'"' {
            quoted = !quoted;
        } else {
            escaped = quoted && *octet == b'\\';
        }
        cuts
    })
}

/// The value of a parameter, empty where it has none.
pub fn parameter<'a>(text: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let part = split(text, b';')
        .skip(1)
        .find(|part| is_named(part, name))?;
    let value = part.splitn(2, |octet| *octet == b'=').nth(1);
    Some(value.unwrap_or_default().trim_ascii())
}

fn is_named(part: &[u8], name: &str) -> bool {
    let found = part
        .split(|octet| *octet == b'=')
        .next()
        .unwrap_or_default();
    found.trim_ascii().eq_ignore_ascii_case(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::Via;
    use crate::message::read_fields;

    /// What is made of a Via that came from 127.0.0.1:5080: where the answer
    /// goes, and the field in it.
    fn answered(via: &str) -> Option<(String, String)> {
        let text = format!("v: {via}\n\n");
        let fields = read_fields(text.as_bytes(), |_| false);
        let from = "127.0.0.1:5080".parse().unwrap();
        let via = Via::top(&fields)?;
        let field = String::from_utf8(via.answered(from)).unwrap();
        Some((via.reply_to(from).to_string(), field))
    }

    #[test]
    fn the_answer_says_where_the_request_came_from() {
        // Behind "SIP/2.0/UDP "; the port of the answer; and what stands there then,
        // where @ is "received=127.0.0.1".
        let rows = [
            ("127.0.0.1:7", 7, "127.0.0.1:7"),
            ("127.0.0.1", 5060, "127.0.0.1"),
            ("h:7", 7, "h:7;@"),
            ("h : 7 ;a", 7, "h : 7 ;a;@"),
            ("[::1]", 5060, "[::1];@"),
            ("h;rport;a=b", 5080, "h;a=b;rport=5080;@"),
            ("h, SIP/2.0/UDP i", 5060, "h;@, SIP/2.0/UDP i"),
            // Separators in quotes.
            (r#"h;x="a,b;rport""#, 5060, r#"h;x="a,b;rport";@"#),
            (r#"h;x="\",";y,z"#, 5060, r#"h;x="\",";y;@,z"#),
            // What only the receiver can know.
            ("127.0.0.1;Received=192.0.2.1", 5060, "127.0.0.1"),
            ("h;received=192.0.2.1;a", 5060, "h;a;@"),
            ("h; rport = 9", 5080, "h;rport=5080;@"),
        ];
        for (via, port, field) in rows {
            let field = field.replace('@', "received=127.0.0.1");
            // RFC 4475 §3.1.1.1 has blanks around the slashes.
            for protocol in ["SIP/2.0/UDP ", "sip  / 2.0 /UDP \t "] {
                let wanted = (format!("127.0.0.1:{port}"), format!("{protocol}{field}"));
                assert_eq!(answered(&format!("{protocol}{via}")), Some(wanted));
            }
        }
    }

    #[test]
    fn a_via_that_names_no_place_gets_no_answer() {
        for via in [
            "",
            ",",
            ";",
            "h",
            "SIP/2.0 h",
            "SIP/2.0/ h",
            "HTTP/2.0/UDP h",
        ] {
            assert_eq!(answered(via), None, "{via:?}");
        }
        let places = [
            "", ";a", "h:0", "h:", "h:x", "h:65536", "h:+7", ":7", "h i", "[::", "[h]", "[::1]7",
            "::1", "h\u{e9}", ",h",
        ];
        for place in places {
            assert_eq!(answered(&format!("SIP/2.0/UDP {place}")), None, "{place:?}");
        }
    }
}
