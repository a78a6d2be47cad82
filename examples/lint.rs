//! Checks the SIP responses in a log: a file or standard input, which may have
//! other text between them.
//!
//! ```console
//! $ cargo run --example lint -- trace.txt
//! $ cargo run --example lint < trace.txt
//! ```
//!
//! Says for each response how its status line departs from the grammar, which faults
//! its header fields have, which mandatory ones it lacks, whether its code may answer
//! the method that its `CSeq` names, and whether its phrase is that of another code.
//! Exit status: 0 if there was nothing to say, 1 if there was, 2 if there was no
//! response or a file could not be read.

use std::borrow::Cow;
use std::env;
use std::fs;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use sip_status::{
    HeaderName, Method, Parsed, PhraseKind, Progress, Sending, StatusCode, StatusLine,
};

#[path = "support/message.rs"]
mod message;

use message::{Fields, is_token, read_fields, split_line};

const USAGE: &str = "usage: lint [FILE ...]

Without a file, reads standard input.";

fn main() -> ExitCode {
    let names: Vec<String> = env::args().skip(1).collect();
    if names.iter().any(|name| name == "--help" || name == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let mut report = Report::default();
    if names.is_empty() {
        let mut input = Vec::new();
        match io::stdin().read_to_end(&mut input) {
            Ok(_) => lint("standard input", &input, &mut report),
            Err(error) => return unreadable("standard input", &error),
        }
    }
    for name in &names {
        match fs::read(name) {
            Ok(input) => lint(name, &input, &mut report),
            Err(error) => return unreadable(name, &error),
        }
    }
    let (responses, remarks) = (report.responses, report.remarks);
    report.text += &format!("responses: {responses}, remarks: {remarks}\n");
    // A reader that has seen enough may close the pipe.
    match io::stdout().write_all(report.text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            unreadable("standard output", &error)
        }
        _ if responses == 0 => ExitCode::from(2),
        _ if remarks > 0 => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

fn unreadable(name: &str, error: &io::Error) -> ExitCode {
    eprintln!("lint: {name}: {error}");
    ExitCode::from(2)
}

/// What was found so far.
#[derive(Default)]
struct Report {
    text: String,
    responses: usize,
    remarks: usize,
}

/// Goes through the lines; where a message begins, through its header fields,
/// and over its body.
fn lint(name: &str, input: &[u8], report: &mut Report) {
    // Logs often lose the CR. Then it says nothing about who sent the line, and
    // Content-Length counts it.
    let lost_cr = !input.windows(2).any(|pair| pair == b"\r\n");
    let input = if lost_cr {
        Cow::Owned(with_cr(input))
    } else {
        Cow::Borrowed(input)
    };
    let mut at = input.as_ref();
    let mut number = 1;
    while let Some((line, after)) = split_line(at) {
        let before = at;
        let place = format!("{name}:{number}");
        // Alone: the parser would skip empty lines before it.
        match StatusLine::parse(&before[..before.len() - after.len()]) {
            Ok(Progress::Complete(parsed)) => {
                let fields = read_fields(after, begins_message);
                check(&place, parsed, &fields, report);
                at = behind(&fields, after);
            }
            Err(error) if looks_like_one(line) => {
                report.responses += 1;
                report.remarks += 1;
                let shown = line.escape_ascii();
                report.text += &format!("{place}: {error}: {shown}\n");
                at = after;
            }
            _ if is_request_line(line) => at = behind(&read_fields(after, begins_message), after),
            _ => at = after,
        }
        number += before[..before.len() - at.len()]
            .split(|octet| *octet == b'\n')
            .skip(1)
            .count();
    }
}

/// What begins as a status line of SIP/2.0, and is none.
fn looks_like_one(line: &[u8]) -> bool {
    let start = line.get(..8).unwrap_or_default();
    start.eq_ignore_ascii_case(b"SIP/2.0 ")
}

/// Where the header fields of the message before end, empty line or not. So no
/// line is read as a field of more than one message, however long the log is.
fn begins_message(line: &[u8]) -> bool {
    let start = line.get(..4).unwrap_or_default();
    start.eq_ignore_ascii_case(b"SIP/") || is_request_line(line)
}

fn is_request_line(line: &[u8]) -> bool {
    let words: Vec<_> = line.split(|octet| *octet == b' ').collect();
    let [method, uri, version] = words[..] else {
        return false;
    };
    // `Subject : SIP/2.0` is a header field.
    let has_uri = !uri.is_empty() && !uri.starts_with(b":");
    is_token(method) && has_uri && version.eq_ignore_ascii_case(b"SIP/2.0")
}

/// What follows the message: its body is left out where its length is known.
fn behind<'a>(fields: &Fields<'a>, head: &'a [u8]) -> &'a [u8] {
    if fields.body.is_empty() && fields.fault.is_some() {
        // No empty line: the text goes on somehow. The next line, then.
        return head;
    }
    // What a false length leaves out may be the rest of the log.
    let length = fields.body_length().ok().flatten().unwrap_or(0);
    &fields.body[length..]
}

fn with_cr(input: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(input.len());
    for octet in input {
        if *octet == b'\n' {
            out.push(b'\r');
        }
        out.push(*octet);
    }
    out
}

fn check(place: &str, parsed: Parsed<'_>, fields: &Fields<'_>, report: &mut Report) {
    let code = parsed.code();
    let mut remarks: Vec<String> = parsed
        .deviations()
        .iter()
        .map(|deviation| format!("the status line has {}", deviation.summary()))
        .collect();
    if !parsed.line().version().is_2_0() {
        remarks.push(format!("the version is {}", parsed.line().version()));
    }
    remarks.extend(phrase(parsed));
    let faults = fields.fault.into_iter().chain(fields.body_length().err());
    remarks.extend(faults.map(str::to_owned));
    match method(fields) {
        Some(method) => {
            let refused = code.may_send(Sending::new(method)).err();
            remarks.extend(refused.map(|refusal| format!("to {method}: {refusal}")));
            let missing = code.missing_headers(method, |name| fields.has(name));
            remarks.extend(missing.map(|header| format!("lacks {header}")));
        }
        None => remarks.push("has no CSeq with a method".to_owned()),
    }
    for name in [
        HeaderName::Via,
        HeaderName::From,
        HeaderName::To,
        HeaderName::CallId,
    ] {
        if !fields.has(name) {
            remarks.push(format!("lacks {name}"));
        }
    }
    report.responses += 1;
    report.remarks += remarks.len();
    for remark in remarks {
        report.text += &format!("{place}: {code:#}: {remark}\n");
    }
}

/// A phrase that says something else than the code.
fn phrase(parsed: Parsed<'_>) -> Option<String> {
    let phrase = parsed.phrase();
    if parsed.line().phrase_kind() != PhraseKind::OwnWords {
        return None;
    }
    let others = StatusCode::from_phrase(phrase.as_bytes());
    let other = others.first()?;
    Some(format!("the phrase is that of {other:#}"))
}

/// The method of the request, from the `CSeq`.
fn method(fields: &Fields<'_>) -> Option<Method> {
    let value = fields.first(HeaderName::Cseq)?;
    let mut words = value
        .split(u8::is_ascii_whitespace)
        .filter(|w| !w.is_empty());
    let _number = words.next()?;
    words.next().map(Method::from_bytes)
}

#[cfg(test)]
mod tests {
    use super::{Report, lint};

    /// Responses, and the text.
    fn report(input: &str) -> (usize, String) {
        let mut report = Report::default();
        lint("log", input.as_bytes(), &mut report);
        (report.responses, report.text)
    }

    #[test]
    fn header_fields_end_where_a_message_begins() {
        // Log, responses, and how many of them have no empty line.
        let rows = [
            ("SIP/2.0 200 OK\nVia: x\nSIP/2.0 486 Busy Here\n", 2, 2),
            ("SIP/2.0 200 OK\nA sip:b SIP/2.0\nSIP/2.0 200 OK\n\n", 2, 1),
            ("A sip:b SIP/2.0\nVia: x\nSIP/2.0 200 OK\n\n", 1, 0),
            // A field, although it has the form of a request line.
            ("SIP/2.0 200 OK\nSubject : SIP/2.0\nVia: x\n\n", 1, 0),
        ];
        for (input, responses, open) in rows {
            let (found, text) = report(input);
            assert_eq!(found, responses, "{input:?}: {text}");
            assert_eq!(
                text.matches("no empty line").count(),
                open,
                "{input:?}: {text}"
            );
        }
    }

    #[test]
    fn a_false_length_hides_nothing() {
        // The length, the body, and what there is to say.
        let rows = [
            ("0", "", ""),
            ("5", "v=0\r\n", ""),
            ("005", "v=0\r\n", ""),
            ("10", "v=0\r\nt=0\r\n", ""),
            ("5000", "v=0\r\n", "shorter"),
            ("18446744073709551616", "", "shorter"),
            ("-1", "", "not a number"),
            ("+0", "", "not a number"),
            ("0x5", "v=0\r\n", "not a number"),
            ("", "", "not a number"),
            ("5\r\nl: 9", "v=0\r\n", "more than one"),
        ];
        for (length, body, wanted) in rows {
            let response = format!(
                "SIP/2.0 200 OK\r\nVia: a\r\nFrom: b\r\nTo: c\r\nCall-ID: d\r\n\
                CSeq: 1 OPTIONS\r\nContent-Length: {length}\r\n\r\n{body}"
            );
            let next = "SIP/2.0 486 Busy Here\r\nCSeq: 1 OPTIONS\r\n\r\n";
            let log = response + next;
            // Without its CRs, the log says the same.
            for log in [log.replace('\r', ""), log] {
                let (found, text) = report(&log);
                assert_eq!(found, 2, "{log:?}: {text}");
                let mut of_first = text.lines().filter(|line| line.contains("200 OK"));
                let remark = of_first.next().unwrap_or_default();
                assert!(remark.contains(wanted), "{log:?}: {text}");
                assert_eq!(remark.is_empty(), wanted.is_empty(), "{log:?}: {text}");
                assert_eq!(of_first.next(), None, "{log:?}: {text}");
            }
        }
    }

    /// Each line begins a message, or nearly, and none has an empty line: a log is
    /// read to its end once, which shows in that this ends.
    #[test]
    fn a_long_log_without_an_empty_line() {
        let lines = [
            "SIP/2.0 200 OK",
            "SIP/2.0 200",
            "SIP/2.0 x",
            "SIP/7.0 200 OK",
            "A B SIP/2.0",
            "A : SIP/2.0",
            "A \r SIP/2.0",
            " A SIP/2.0",
            "",
        ];
        for line in lines {
            let of = |times| report(&format!("{line}\n").repeat(times)).0;
            assert_eq!(of(20_000), 10_000 * of(2), "{line:?}");
        }
    }
}
