//! What the responder makes of one datagram after another.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::responder::Responder;
use crate::transactions::Datagram;

const PLAIN: &str = "OPTIONS sip:200@x SIP/2.0
Via: SIP/2.0/UDP 127.0.0.1:5080;branch=z9hG4bK1
From: <sip:a@x>;tag=1
To: <sip:b@x>
Call-ID: c
CSeq: 1 OPTIONS

";

/// An INVITE that this code answers, with a branch of its own.
fn invite(code: &str) -> String {
    let plain = PLAIN.replace("OPTIONS", "INVITE").replace("200", code);
    plain.replace("bK1", "bK2")
}

/// A responder, and what its clock shows.
struct Peer {
    responder: Responder,
    now: Instant,
}

impl Peer {
    fn new(ring: Duration) -> Self {
        let own = "127.0.0.1:5060".parse().unwrap();
        Self {
            responder: Responder::new(own, ring),
            now: Instant::now(),
        }
    }

    /// The answers to a request from here, whose lines end with LF.
    fn from(&mut self, from: &str, request: &str) -> Vec<Datagram> {
        let from: SocketAddr = from.parse().unwrap();
        let datagram = request.replace('\n', "\r\n");
        self.responder.receive(datagram.as_bytes(), from, self.now)
    }

    /// The codes that answer a request.
    fn codes(&mut self, request: &str) -> Vec<String> {
        self.from("127.0.0.1:5080", request)
            .iter()
            .map(code)
            .collect()
    }

    /// The codes that it sends by itself, with the second of each.
    fn wait(&mut self, seconds: u64) -> Vec<(u64, String)> {
        let start = self.now;
        let mut sent = Vec::new();
        while let Some(at) = self.responder.next_due() {
            if at > start + Duration::from_secs(seconds) {
                break;
            }
            self.now = at;
            while let Some(due) = self.responder.run(at) {
                sent.push(((at - start).as_secs(), code(&due)));
            }
        }
        self.now = start + Duration::from_secs(seconds);
        sent
    }
}

/// The code of a response.
fn code((text, _): &Datagram) -> String {
    String::from_utf8_lossy(&text[8..11]).into_owned()
}

/// What the first field of this name is in an answer.
fn field<'a>((text, _): &'a Datagram, name: &str) -> &'a str {
    let text = std::str::from_utf8(text).unwrap();
    let mut lines = text.lines();
    let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    value.unwrap_or_default()
}

#[test]
fn a_request_gets_the_code_that_it_asks_for() {
    for code in ["200", "404", "486", "503", "604"] {
        let request = PLAIN.replace("200", code);
        assert_eq!(Peer::new(Duration::ZERO).codes(&request), [code]);
    }
}

#[test]
fn a_copy_gets_the_same_answer() {
    let mut peer = Peer::new(Duration::ZERO);
    let first = peer.from("127.0.0.1:5080", PLAIN);
    assert_eq!(first, peer.from("127.0.0.1:5080", PLAIN));
    assert_eq!(field(&first[0], "CSeq"), "1 OPTIONS");
}

#[test]
fn an_answer_is_repeated_until_its_ack() {
    let mut peer = Peer::new(Duration::from_secs(1));
    assert_eq!(peer.codes(&invite("180")), ["180"]);
    let sent = peer.wait(5);
    assert_eq!(sent.len(), 4, "{sent:?}");
    assert!(sent.iter().all(|(_, code)| code == "200"), "{sent:?}");
    let ack = invite("180").replace("INVITE", "ACK");
    assert_eq!(peer.codes(&ack), [""; 0]);
    assert_eq!(peer.wait(60), []);
}

#[test]
fn an_unconfirmed_answer_is_repeated_for_32_seconds() {
    // Timer G doubles up to 4 s, and Timer H ends it (RFC 3261 §17.2.1).
    let after = [0, 0, 1, 3, 7, 11, 15, 19, 23, 27, 31];
    for ring in [0, 1, 31, 32, 33, 4000] {
        let mut peer = Peer::new(Duration::from_secs(ring));
        peer.codes(&invite("180"));
        let wanted = after.map(|second| (ring + second, "200".to_owned()));
        assert_eq!(peer.wait(ring + 100), wanted, "{ring} s");
        assert_eq!(peer.responder.next_due(), None, "{ring} s");
    }
}

#[test]
fn a_cancel_is_answered_however_long_it_rang() {
    let cancel = invite("180").replace("INVITE", "CANCEL");
    for after in [0, 31, 32, 33, 4000] {
        let mut peer = Peer::new(Duration::from_secs(5000));
        peer.codes(&invite("180"));
        assert_eq!(peer.wait(after), []);
        assert_eq!(peer.codes(&cancel), ["200", "487"], "{after} s");
        let sent = peer.wait(100);
        assert_eq!(sent.len(), 10, "{after} s: {sent:?}");
        assert!(sent.iter().all(|(_, code)| code == "487"), "{sent:?}");
        // And not for an INVITE that is not there, or no longer.
        assert_eq!(peer.codes(&cancel), ["481"], "{after} s");
    }
}

#[test]
fn a_via_decides_whether_there_is_an_answer() {
    let via = "SIP/2.0/UDP 127.0.0.1:5080";
    let rows: [(&str, &[&str]); 7] = [
        (via, &["200"]),
        ("SIP/2.0/UDP 127.0.0.1:0", &[]),
        ("", &[]),
        ("SIP/7.0/UDP 127.0.0.1:5080", &["400"]),
        ("SIP/2.0/UDP h\nVia: SIP/2.0/UDP i", &["200"]),
        ("SIP/2.0/UDP h\nVia:", &["400"]),
        // RFC 4475 §3.1.2.1.
        ("SIP/2.0/UDP 192.0.2.15;;,;,,", &["400"]),
    ];
    for (instead, codes) in rows {
        let request = PLAIN.replace(via, instead);
        assert_eq!(
            Peer::new(Duration::ZERO).codes(&request),
            codes,
            "{instead:?}"
        );
    }
    // It asks for the port that it came from, and that is none.
    let request = PLAIN.replace(via, "SIP/2.0/UDP h;rport");
    assert_eq!(Peer::new(Duration::ZERO).from("127.0.0.1:0", &request), []);
}

#[test]
fn a_tag_in_quotes_is_none() {
    let rows = [
        ("<sip:b@x>;tag=7", false),
        ("\"a>;tag=7\" <sip:b@x>", true),
        ("<sip:b@x>;x=\";tag=7\"", true),
        ("sip:b@x;tag=7", false),
    ];
    for (to, adds) in rows {
        let request = PLAIN.replace("<sip:b@x>", to);
        let answer = &Peer::new(Duration::ZERO).from("127.0.0.1:5080", &request)[0];
        let added = field(answer, "To").strip_prefix(to).unwrap();
        assert_eq!(added.starts_with(";tag="), adds, "{to}: {added}");
    }
}

#[test]
fn a_number_that_is_none_is_a_bad_request() {
    let rows = [
        ("CSeq: 1 OPTIONS", "200"),
        ("CSeq: 4294967295\t OPTIONS", "200"),
        // RFC 4475 §3.1.2.4.
        ("CSeq: 4294967296 OPTIONS", "400"),
        ("CSeq: 36893488147419103232 OPTIONS", "400"),
        ("CSeq: -1 OPTIONS", "400"),
        ("CSeq: +1 OPTIONS", "400"),
        ("CSeq: OPTIONS", "400"),
        ("CSeq: 1", "400"),
        ("CSeq: 1OPTIONS", "400"),
        ("CSeq: 1 OPTIONS OPTIONS", "400"),
        ("CSeq:", "400"),
        ("CSeq: 1 OPTIONS\nl: 0", "200"),
        // RFC 4475 §3.1.2.2 and §3.1.2.3.
        ("CSeq: 1 OPTIONS\nl: 1", "400"),
        ("CSeq: 1 OPTIONS\nl: -1", "400"),
        ("CSeq: 1 OPTIONS\nl: abc", "400"),
        ("CSeq: 1 OPTIONS\nl: 99999999999999999999999", "400"),
    ];
    for (instead, code) in rows {
        let request = PLAIN.replace("CSeq: 1 OPTIONS", instead);
        assert_eq!(
            Peer::new(Duration::ZERO).codes(&request),
            [code],
            "{instead:?}"
        );
    }
}

#[test]
fn the_methods_agree_word_for_word() {
    // In the first line, and in the CSeq.
    let rows = [
        ("FOO", "FOO", "200"),
        ("FOO", "BAR", "400"),
        ("FOO", "foo", "400"),
        ("FOO", "INVITE", "400"),
        ("INVITE", "FOO", "400"),
        ("BYE", "INVITE", "400"),
    ];
    for (first, counted, code) in rows {
        let request = PLAIN.replace("OPTIONS sip", &format!("{first} sip"));
        let request = request.replace("1 OPTIONS", &format!("1 {counted}"));
        assert_eq!(
            Peer::new(Duration::ZERO).codes(&request),
            [code],
            "{first} {counted}"
        );
    }
}

/// As from a client before RFC 3261: the branch says nothing, and may be missing.
fn without_branch(request: &str) -> [String; 3] {
    ["1", "", "z9hG4bK"].map(|other| {
        let request = request.replace("z9hG4bK1", other);
        request.replace("z9hG4bK2", other)
    })
}

#[test]
fn each_part_of_the_key_tells_requests_apart() {
    // A part, another one in its place, and the field that shows it.
    let rows = [
        ("bK1", "bK3", "Via"),
        ("127.0.0.1:5080;", "127.0.0.1:5081;", "Via"),
        ("127.0.0.1:5080;", "h:5080;", "Via"),
        ("OPTIONS", "FOO", "CSeq"),
        ("OPTIONS", "INVITE", "CSeq"),
    ];
    let of_call = [
        ("sip:200@x", "sip:404@x", "status"),
        ("tag=1", "tag=2", "From"),
        ("tag=1", "x=y", "From"),
        ("<sip:b@x>", "<sip:b@x>;tag=3", "To"),
        ("Call-ID: c", "Call-ID: d", "Call-ID"),
        ("CSeq: 1", "CSeq: 2", "CSeq"),
    ];
    let show = |answer: &Datagram, name: &str| match name {
        "status" => code(answer),
        _ => field(answer, name).to_owned(),
    };
    for (part, other, name) in rows.into_iter().chain(of_call) {
        for request in without_branch(PLAIN)
            .iter()
            .map(String::as_str)
            .chain([PLAIN])
        {
            let mut peer = Peer::new(Duration::ZERO);
            let first = &peer.from("127.0.0.1:5080", request)[0];
            let changed = request.replace(part, other);
            let second = &peer.from("127.0.0.1:5080", &changed)[0];
            // With a branch, all that stands in the call may change.
            let is_copy =
                request == changed || request == PLAIN && of_call.contains(&(part, other, name));
            assert_eq!(
                show(first, name) == show(second, name),
                is_copy,
                "{changed}"
            );
        }
    }
}

#[test]
fn nobody_has_an_answer_sent_to_somebody_else() {
    let asks_for_port = PLAIN.replace(";branch", ";rport;branch");
    for request in [PLAIN, &asks_for_port] {
        let mut peer = Peer::new(Duration::ZERO);
        for from in ["127.0.0.1:5080", "127.0.0.1:5081", "127.0.0.2:5080"] {
            let answers = peer.from(from, request);
            let wanted = match request {
                PLAIN => from.replace("5081", "5080"),
                _ => from.to_owned(),
            };
            assert_eq!(answers.len(), 1);
            assert_eq!(answers[0].1.to_string(), wanted);
        }
    }
}

#[test]
fn cancel_and_ack_find_their_invite() {
    let ringing = invite("180");
    let as_before = without_branch(&ringing);
    for request in as_before.iter().chain([&ringing]) {
        let cancel = request.replace("INVITE", "CANCEL");
        let ack = request
            .replace("INVITE", "ACK")
            .replace("<sip:b@x>", "<sip:b@x>;tag=9");
        let mut peer = Peer::new(Duration::from_secs(9));
        assert_eq!(peer.codes(&cancel), ["481"], "{request}");
        let mut peer = Peer::new(Duration::from_secs(9));
        assert_eq!(peer.codes(request), ["180"], "{request}");
        // Not from elsewhere.
        let from_elsewhere = peer.from("127.0.0.2:5080", &cancel);
        assert_eq!(from_elsewhere.iter().map(code).collect::<Vec<_>>(), ["481"]);
        // With no `rport`, the port that it came from does not matter.
        let answers = peer.from("127.0.0.1:4000", &cancel);
        assert_eq!(answers.iter().map(code).collect::<Vec<_>>(), ["200", "487"]);
        assert_eq!(peer.wait(1).len(), 1, "{request}");
        assert_eq!(peer.codes(&ack), [""; 0]);
        assert_eq!(peer.wait(100), [], "{request}");
    }
}

#[test]
fn the_ack_for_a_2xx_has_another_branch() {
    let mut peer = Peer::new(Duration::ZERO);
    assert_eq!(peer.codes(&invite("200")), ["200"]);
    let ack = invite("200").replace("INVITE", "ACK").replace("bK2", "bK3");
    peer.codes(&ack.replace("tag=1", "tag=2"));
    assert_eq!(peer.wait(1).len(), 1);
    peer.codes(&ack);
    assert_eq!(peer.wait(100), []);
}

#[test]
fn each_ack_stops_its_own_invite() {
    // The same call by two ways, as a proxy that forks sends it.
    let (one, other) = (invite("486"), invite("486").replace("bK2", "bK3"));
    let mut peer = Peer::new(Duration::ZERO);
    assert_eq!(
        (peer.codes(&one), peer.codes(&other)),
        (vec!["486".into()], vec!["486".into()])
    );
    peer.codes(&one.replace("INVITE", "ACK"));
    assert_eq!(peer.wait(1).len(), 1);
    peer.codes(&other.replace("INVITE", "ACK"));
    assert_eq!(peer.wait(100), []);
}

/// A request of this many octets on the wire.
fn of_length(request: &str, octets: usize) -> String {
    let there = request.replace('\n', "\r\n").len() + "Subject: \r\n".len();
    let subject = format!("\nSubject: {}\n\n", "x".repeat(octets - there));
    request.replace("\n\n", &subject)
}

#[test]
fn a_large_request_is_refused_and_not_kept() {
    let mut peer = Peer::new(Duration::from_secs(1));
    for (octets, code) in [(8192, "200"), (8193, "513"), (60_000, "513")] {
        assert_eq!(peer.codes(&of_length(PLAIN, octets)), [code], "{octets}");
        peer.wait(100);
        assert_eq!(peer.codes(&of_length(&invite("180"), 8193)), ["513"]);
        assert_eq!(peer.responder.next_due(), None);
    }
}

#[test]
fn a_request_has_71_vias_at_most() {
    let mut peer = Peer::new(Duration::ZERO);
    let by_field =
        |others| PLAIN.replace("\nFrom", &("\nv: SIP/2.0/UDP h".repeat(others) + "\nFrom"));
    let by_comma = |others| {
        PLAIN.replace(
            "bK1",
            &("bK3".to_owned() + &",SIP/2.0/UDP h".repeat(others)),
        )
    };
    assert_eq!(peer.codes(&by_field(70)), ["200"]);
    assert_eq!(peer.codes(&by_comma(70)), ["200"]);
    assert_eq!(peer.codes(&by_field(71)), [""; 0]);
    assert_eq!(peer.codes(&by_comma(71)), [""; 0]);
    assert_eq!(
        peer.codes(&PLAIN.replace("\nFrom", &("\nv:".repeat(2000) + "\nFrom"))),
        [""; 0]
    );
}

#[test]
fn what_is_held_has_a_bound() {
    let large = |number: usize| {
        // The Via is held more often than any other field.
        let branch = format!("bK{number}{}", "x".repeat(7500));
        let call = format!("Call-ID: {number}");
        let request = invite("180").replace("bK2", &branch);
        request.replace("Call-ID: c", &call)
    };
    let mut peer = Peer::new(Duration::from_secs(9));
    let accepted = (0..5000).position(|number| peer.codes(&large(number)) == ["503"]);
    // 64 MiB for three answers, and the branch twice.
    let accepted = accepted.expect("a request too many");
    assert!(
        ((64 << 20) / 40_000..=(64 << 20) / 37_500).contains(&accepted),
        "{accepted}"
    );
    // It serves again when these are over, and nothing of them stays.
    peer.wait(9 + 32);
    assert_eq!(peer.responder.next_due(), None);
    assert_eq!(peer.codes(&large(0)), ["180"]);
}

#[test]
fn a_cancelled_call_leaves_nothing() {
    let mut peer = Peer::new(Duration::from_secs(1_000_000));
    let ringing = invite("180");
    for _ in 0..10 {
        peer.codes(&ringing);
        assert_eq!(
            peer.codes(&ringing.replace("INVITE", "CANCEL")),
            ["200", "487"]
        );
        peer.wait(100);
        assert_eq!(peer.responder.next_due(), None);
    }
}
