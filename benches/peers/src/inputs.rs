//! The lines that are read.

/// What one row of the results is about: a line, or a sequence of lines.
pub struct Input {
    /// Names the benchmark, and its folder.
    pub id: String,
    /// What the table of results calls it.
    pub label: String,
    /// One line, or the sequence of the mix.
    pub lines: Vec<Vec<u8>>,
}

/// The id of the weighted mix.
pub const MIX: &str = "mix";

/// How many lines the mix has.
const MIX_LENGTH: usize = 1_000;

/// The ten most frequent lines, most frequent first.
const TOP_TEN: [&str; 10] = [
    "SIP/2.0 200 OK\r\n",
    "SIP/2.0 100 Trying\r\n",
    "SIP/2.0 180 Ringing\r\n",
    "SIP/2.0 407 Proxy Authentication Required\r\n",
    "SIP/2.0 483 Too Many Hops\r\n",
    "SIP/2.0 503 Service Unavailable\r\n",
    "SIP/2.0 404 Not Found\r\n",
    "SIP/2.0 401 Unauthorized\r\n",
    "SIP/2.0 101 Connecting\r\n",
    "SIP/2.0 404 Not here\r\n",
];

/// Lines that are there for one trait each: id, label, line.
const SPECIAL: [(&str, &str, &[u8]); 6] = [
    (
        "own-phrase",
        "480, 55 octets of ASCII",
        b"SIP/2.0 480 Nobody is at home now please call again after the lunch\r\n",
    ),
    (
        "utf8",
        "480, UTF-8 (13 Japanese characters, 39 octets)",
        "SIP/2.0 480 ただいま電話に出られません\r\n".as_bytes(),
    ),
    (
        "fails-early",
        "fails early: `INVITE sip:...`",
        b"INVITE sip:bob@biloxi.example.com SIP/2.0\r\n",
    ),
    (
        "bare-cr-late",
        "fails late: CR without LF at octet 53 of 55",
        b"SIP/2.0 480 Nobody is at home now please call again after the lu\rch\r\n",
    ),
    (
        "nul-late",
        "fails late: NUL at octet 53 of 55",
        b"SIP/2.0 480 Nobody is at home now please call again after the lu\0ch\r\n",
    ),
    (
        "bracket-last",
        "fails late if strict: `[` at octet 55 of 55",
        b"SIP/2.0 480 Nobody is at home now please call again after the lunc[\r\n",
    ),
];

/// The lengths of phrase over which the cost is shown, in octets.
const LENGTHS: [usize; 8] = [0, 8, 16, 32, 64, 128, 256, 1024];

/// The hundred most frequent status lines of the wild: how often, code, phrase.
#[rustfmt::skip]
const WEIGHTS: [(usize, u16, &str); 100] = [
    (2264, 200, "OK"),
    (1218, 100, "Trying"),
    (790, 180, "Ringing"),
    (278, 407, "Proxy Authentication Required"),
    (246, 483, "Too Many Hops"),
    (220, 503, "Service Unavailable"),
    (182, 404, "Not Found"),
    (161, 401, "Unauthorized"),
    (145, 101, "Connecting"),
    (132, 404, "Not here"),
    (125, 202, "Accepted"),
    (111, 500, "Internal Error"),
    (109, 403, "Forbidden"),
    (100, 500, "Internal Server Error"),
    (77, 302, "Moved Temporarily"),
    (74, 484, "Address Incomplete"),
    (73, 481, "Call/Transaction Does Not Exist"),
    (68, 486, "Busy Here"),
    (62, 183, "Session Progress"),
    (62, 400, "Bad Request"),
    (51, 200, "Ok"),
    (50, 405, "Method Not Allowed"),
    (48, 404, "Not found"),
    (43, 487, "Request Terminated"),
    (33, 403, "Preload Route denied"),
    (33, 513, "Message too big"),
    (29, 401, "Authorization Required"),
    (28, 403, "Relay Forbidden"),
    (25, 480, "Temporarily Unavailable"),
    (21, 500, "Server Internal Error"),
    (21, 603, "Decline"),
    (20, 100, "trying -- your call is important to us"),
    (20, 183, "Session progress"),
    (20, 200, "ok"),
    (18, 403, "Not relaying"),
    (18, 488, "Not Acceptable Here"),
    (15, 183, "Progress"),
    (15, 200, "Keepalive"),
    (15, 408, "Request Timeout"),
    (15, 487, "Request Cancelled"),
    (14, 501, "Not Implemented"),
    (13, 100, "Giving a try"),
    (13, 400, "bad headers"),
    (13, 420, "Bad Extension"),
    (13, 487, "Request terminated"),
    (12, 200, "canceling"),
    (12, 403, "Forbidden auth ID"),
    (12, 483, "To Many Hops"),
    (11, 100, "Connecting"),
    (11, 302, "Moved temporarily"),
    (11, 404, "Not Here"),
    (11, 407, "Proxy Authorization Required"),
    (11, 480, "Offline"),
    (11, 500, "Internal server error"),
    (10, 481, "Call Leg/Transaction Does Not Exist"),
    (10, 491, "Request Pending"),
    (9, 200, ""),
    (9, 423, "Interval Too Brief"),
    (9, 486, "Busy"),
    (9, 606, "Not Acceptable"),
    (8, 403, "Blocked by NCOS level"),
    (8, 403, "Call cannot be served here"),
    (8, 403, "Caller locked"),
    (8, 403, "Unauthorized IP detected"),
    (8, 404, "User Not Found"),
    (8, 500, "Server Error"),
    (8, 603, "Declined"),
    (7, 100, ""),
    (7, 200, "Accepted"),
    (7, 200, "Alive"),
    (7, 200, "glad to cancel"),
    (7, 400, "bad header"),
    (7, 404, "User does not exist"),
    (7, 513, "Riesengross -- Message too large"),
    (7, 600, "No messages for this user"),
    (6, 181, "Redirected"),
    (6, 183, "Ringing"),
    (6, 301, "Message Ended"),
    (6, 302, "Moved"),
    (6, 402, "Payment Required"),
    (6, 403, "Blocked by Callee"),
    (6, 403, "Blocked by Caller"),
    (6, 430, "Flow Failed"),
    (6, 438, "Invalid Identity Header"),
    (6, 482, "Loop Detected"),
    (6, 489, "Bad Event"),
    (5, 183, "Call progress"),
    (5, 183, "OK"),
    (5, 200, "= 2**3 * 5**2 но сто девяносто девять - простое"),
    (5, 305, "Use Proxy"),
    (5, 400, "Bad request"),
    (5, 400, "Malformed From header"),
    (5, 403, "Error"),
    (5, 403, "Not Allowed"),
    (5, 403, "Relaying Forbidden"),
    (5, 404, "No voicemail service"),
    (5, 404, "Unknown user in From"),
    (5, 405, "Not Found"),
    (5, 408, "Timeout"),
    (5, 422, "Session Interval Too Small"),
];

/// All inputs, in the order of the table of results.
#[must_use]
pub fn all() -> Vec<Input> {
    let mut inputs = vec![Input {
        id: MIX.to_owned(),
        label: format!("**the weighted mix** ({MIX_LENGTH} lines, per line)"),
        lines: mix(),
    }];
    let mut add = |id: String, label: String, line: Vec<u8>| {
        inputs.push(Input {
            id,
            label,
            lines: vec![line],
        });
    };
    for (at, line) in TOP_TEN.iter().enumerate() {
        let label = format!("`{}`", line.trim_end());
        add(format!("top-{}", at + 1), label, line.as_bytes().to_vec());
    }
    for (id, label, line) in SPECIAL {
        add(id.to_owned(), label.to_owned(), line.to_vec());
    }
    for length in LENGTHS {
        let label = format!("200, phrase of {length} octets");
        add(format!("length-{length}"), label, line_of_length(length));
    }
    inputs
}

/// The mix: every line as often as its weight says, spread evenly, always in
/// the same order.
fn mix() -> Vec<Vec<u8>> {
    /// Has no factor in common with the length, so every slot comes up once.
    const STRIDE: usize = 617;
    let total: usize = WEIGHTS.iter().map(|row| row.0).sum();
    (0..MIX_LENGTH)
        .map(|at| {
            let slot = at * STRIDE % MIX_LENGTH;
            let mut left = slot * total / MIX_LENGTH;
            let row = WEIGHTS.iter().find(|row| {
                let hit = left < row.0;
                left = left.saturating_sub(row.0);
                hit
            });
            let (_, code, phrase) = row.expect("slots lie below the total");
            format!("SIP/2.0 {code} {phrase}\r\n").into_bytes()
        })
        .collect()
}

/// A 200 whose phrase is so many letters and blanks.
fn line_of_length(length: usize) -> Vec<u8> {
    let letter = |at: usize| match at % 8 {
        5 => ' ',
        _ => char::from(b"etaoinshrdlu"[at % 12]),
    };
    let phrase: String = (0..length).map(letter).collect();
    format!("SIP/2.0 200 {phrase}\r\n").into_bytes()
}
