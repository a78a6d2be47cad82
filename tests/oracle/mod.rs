//! A slow reader of status lines, written from the ABNF of RFC 3261 §25.1 and
//! from nothing of the crate, so that a fault in one shows against the other.

use std::collections::BTreeMap;

/// Which grammar, and what ends the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Tolerant,
    Strict,
    Sipfrag,
}

/// What a reader says of an input.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Verdict<'a> {
    Complete(Line<'a>),
    Incomplete { skip: usize },
    Fault(Fault),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    pub version: Version<'a>,
    pub code: u16,
    pub phrase: &'a [u8],
    pub raw: &'a [u8],
    pub rest: &'a [u8],
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Version<'a> {
    pub text: &'a [u8],
    pub major: u16,
    pub minor: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: Kind,
    pub offset: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    NotStatusLine,
    Version,
    VersionOverflow,
    Separator,
    Code,
    CodeOutOfRange(u64),
    BareCr,
    Nul,
    BareLf,
    PhraseOctet,
    TooLong,
    UnexpectedEnd,
}

impl std::fmt::Debug for Verdict<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Complete(line) => write!(
                f,
                "Complete {{ version: \"{}\" ({}.{}), code: {}, phrase: \"{}\", raw: \"{}\", rest: \"{}\" }}",
                shown(line.version.text),
                line.version.major,
                line.version.minor,
                line.code,
                shown(line.phrase),
                shown(line.raw),
                shown(line.rest),
            ),
            Self::Incomplete { skip } => write!(f, "Incomplete {{ skip: {skip} }}"),
            Self::Fault(Fault { kind, offset }) => write!(f, "{kind:?} at {offset}"),
        }
    }
}

/// The octets as in a byte string; of a long one the ends.
pub fn shown(octets: &[u8]) -> String {
    match octets {
        [start @ .., _, _, _, _, _, _, _, _] if start.len() > 400 => {
            let (start, end) = (&octets[..40], &octets[octets.len() - 8..]);
            let left = octets.len() - 48;
            format!(
                "{}<{left} octets>{}",
                start.escape_ascii(),
                end.escape_ascii()
            )
        }
        _ => octets.escape_ascii().to_string(),
    }
}

/// Collects what does not agree, one example for each sort of disagreement.
#[derive(Default)]
pub struct Disagreements(BTreeMap<String, (usize, String)>);

impl Disagreements {
    pub fn check(&mut self, what: &str, input: &[u8], expected: Verdict<'_>, found: Verdict<'_>) {
        if expected != found {
            self.add(
                format!("{what}: {} / {}", sort(expected), sort(found)),
                format!(
                    "b\"{}\"\n    oracle: {expected:?}\n    crate:  {found:?}",
                    shown(input)
                ),
            );
        }
    }

    pub fn add(&mut self, sort: String, example: String) {
        let entry = self.0.entry(sort).or_insert((0, example));
        entry.0 += 1;
    }

    pub fn assert_none(&self) {
        let mut report = String::new();
        for (sort, (count, example)) in &self.0 {
            report.push_str(&format!("{sort} ({count} times), as\n  {example}\n"));
        }
        assert!(report.is_empty(), "the crate disagrees:\n{report}");
    }
}

/// The outcome's name.
pub fn sort(verdict: Verdict<'_>) -> String {
    match verdict {
        Verdict::Complete(_) => "Complete".to_owned(),
        Verdict::Incomplete { .. } => "Incomplete".to_owned(),
        Verdict::Fault(fault) => {
            let name = format!("{:?}", fault.kind);
            name.split('(').take(1).collect()
        }
    }
}

/// Reads one status line of at most `maximum` octets.
pub fn read(mode: Mode, maximum: usize, input: &[u8]) -> Verdict<'_> {
    let start = leading_crlfs(input);
    if mode != Mode::Sipfrag && &input[start..] == b"\r" {
        return Verdict::Incomplete { skip: start };
    }
    if let Some(verdict) = not_a_status_line(mode, input, start) {
        return verdict;
    }
    let end = match line_end(mode, maximum, input, start) {
        End::None => return Verdict::Incomplete { skip: start },
        End::TooLong => return fault(Kind::TooLong, start + maximum),
        // A fault further left comes first.
        End::Octet(kind, at) => {
            return match pieces(mode, &input[..at], start) {
                Err(left) if left.offset < at => Verdict::Fault(left),
                _ => fault(kind, at),
            };
        }
        End::Crlf(at) => (at, at + 2),
        End::Lf(at) => (at, at + 1),
        End::Input => (input.len(), input.len()),
    };
    let (content, after) = end;
    let (version, code, phrase) = match pieces(mode, &input[..content], start) {
        Ok(pieces) => pieces,
        Err(fault) => return Verdict::Fault(fault),
    };
    if mode == Mode::Strict && input[content] == b'\n' {
        return fault(Kind::BareLf, content);
    }
    Verdict::Complete(Line {
        version,
        code,
        phrase,
        raw: &input[start..after],
        rest: &input[after..],
    })
}

fn fault<'a>(kind: Kind, offset: usize) -> Verdict<'a> {
    Verdict::Fault(Fault { kind, offset })
}

// §7.5: "MUST ignore any CRLF appearing before the start-line"
fn leading_crlfs(input: &[u8]) -> usize {
    let mut at = 0;
    while let Some(next) = crlf(input, at) {
        at = next;
    }
    at
}

// "SIP" "/", told octet by octet, and before the line is complete.
fn not_a_status_line(mode: Mode, input: &[u8], start: usize) -> Option<Verdict<'_>> {
    for (index, letter) in b"SIP/".iter().enumerate() {
        let at = start + index;
        if at == input.len() {
            return Some(match mode {
                Mode::Sipfrag => fault(Kind::UnexpectedEnd, at),
                Mode::Tolerant | Mode::Strict => Verdict::Incomplete { skip: start },
            });
        }
        if literal(input, at, *letter).is_none() {
            return Some(fault(Kind::NotStatusLine, at));
        }
    }
    None
}

enum End {
    Crlf(usize),
    Lf(usize),
    Input,
    Octet(Kind, usize),
    TooLong,
    None,
}

// §7.2: "No CR or LF is allowed except in the final CRLF sequence."
//
// The line's end has to be within the maximum: nothing behind it is looked at.
fn line_end(mode: Mode, maximum: usize, input: &[u8], start: usize) -> End {
    let limit = start + maximum;
    let seen = &input[..input.len().min(limit)];
    let input_ends = mode == Mode::Sipfrag && input.len() <= limit;
    for at in start..seen.len() {
        if seen[at] == 0 {
            return End::Octet(Kind::Nul, at);
        }
        if seen[at] == b'\n' {
            return End::Lf(at);
        }
        if seen[at] == b'\r' {
            if crlf(seen, at).is_some() {
                return End::Crlf(at);
            }
            if at + 1 < seen.len() || input_ends {
                return End::Octet(Kind::BareCr, at);
            }
        }
    }
    if input_ends {
        End::Input
    } else if input.len() >= limit {
        End::TooLong
    } else {
        End::None
    }
}

type Pieces<'a> = (Version<'a>, u16, &'a [u8]);

// Status-Line = SIP-Version SP Status-Code SP Reason-Phrase CRLF
//
// `text` ends where the line's content ends; the first fault from the left.
fn pieces(mode: Mode, text: &[u8], start: usize) -> Result<Pieces<'_>, Fault> {
    let strict = mode == Mode::Strict;
    let at = |kind, offset| Fault { kind, offset };

    // SIP-Version
    let major = start + b"SIP/".len();
    let dot = digits(text, major).ok_or(at(Kind::Version, major))?;
    let major_number = version_number(text, major, dot)?;
    let minor = literal(text, dot, b'.').ok_or(at(Kind::Version, dot))?;
    let version_end = digits(text, minor).ok_or(at(Kind::Version, minor))?;
    let minor_number = version_number(text, minor, version_end)?;
    let version = Version {
        text: &text[start..version_end],
        major: major_number,
        minor: minor_number,
    };

    // SP; tolerant 1*( SP / HTAB )
    let mut code = if strict {
        sp(text, version_end)
    } else {
        blank(text, version_end)
    }
    .ok_or(at(Kind::Separator, version_end))?;
    while let Some(next) = blank(text, code) {
        if strict {
            return Err(at(Kind::Separator, code));
        }
        code = next;
    }

    // Status-Code
    let code_end = digits(text, code).ok_or(at(Kind::Code, code))?;
    let number = value(text, code, code_end);
    if number > 699 || (number < 100 && code_end - code == 3) {
        return Err(at(Kind::CodeOutOfRange(number), code));
    }
    if code_end - code < 3 {
        return Err(at(Kind::Code, code_end));
    }
    if code_end - code > 3 {
        return Err(at(Kind::Code, code + 3));
    }
    let number = u16::try_from(number).expect("a number up to 699");

    // SP; tolerant [ SP / HTAB ]
    let phrase = if strict {
        sp(text, code_end).ok_or(at(Kind::Separator, code_end))?
    } else {
        blank(text, code_end).unwrap_or(code_end)
    };

    // Reason-Phrase
    if strict {
        let phrase_end = reason_phrase(text, phrase);
        if phrase_end < text.len() {
            return Err(at(Kind::PhraseOctet, phrase_end));
        }
    }
    Ok((version, number, &text[phrase..]))
}

fn version_number(text: &[u8], from: usize, to: usize) -> Result<u16, Fault> {
    u16::try_from(value(text, from, to)).map_err(|_| Fault {
        kind: Kind::VersionOverflow,
        offset: from,
    })
}

fn value(text: &[u8], from: usize, to: usize) -> u64 {
    let mut number = 0_u64;
    for digit in &text[from..to] {
        number = number
            .saturating_mul(10)
            .saturating_add(u64::from(digit - b'0'));
    }
    number
}

// The rules. Each gives the place behind what it matched at `at`.

fn one(text: &[u8], at: usize, fits: impl Fn(u8) -> bool) -> Option<usize> {
    if at < text.len() && fits(text[at]) {
        Some(at + 1)
    } else {
        None
    }
}

// RFC 2234 §2.3: "ABNF strings are case-insensitive"
fn literal(text: &[u8], at: usize, letter: u8) -> Option<usize> {
    one(text, at, |octet| octet.eq_ignore_ascii_case(&letter))
}

// CRLF = CR LF
fn crlf(text: &[u8], at: usize) -> Option<usize> {
    let lf = one(text, at, |octet| octet == 0x0D)?;
    one(text, lf, |octet| octet == 0x0A)
}

// SP = %x20
fn sp(text: &[u8], at: usize) -> Option<usize> {
    one(text, at, |octet| octet == 0x20)
}

// HTAB = %x09
fn htab(text: &[u8], at: usize) -> Option<usize> {
    one(text, at, |octet| octet == 0x09)
}

// SP / HTAB
fn blank(text: &[u8], at: usize) -> Option<usize> {
    sp(text, at).or_else(|| htab(text, at))
}

// ALPHA = %x41-5A / %x61-7A
fn alpha(text: &[u8], at: usize) -> Option<usize> {
    one(text, at, |octet| matches!(octet, 0x41..=0x5A | 0x61..=0x7A))
}

// DIGIT = %x30-39
fn digit(text: &[u8], at: usize) -> Option<usize> {
    one(text, at, |octet| matches!(octet, 0x30..=0x39))
}

// 1*DIGIT
fn digits(text: &[u8], at: usize) -> Option<usize> {
    let mut end = digit(text, at)?;
    while let Some(next) = digit(text, end) {
        end = next;
    }
    Some(end)
}

// HEXDIG = DIGIT / "A" / "B" / "C" / "D" / "E" / "F"
fn hexdig(text: &[u8], at: usize) -> Option<usize> {
    digit(text, at).or_else(|| b"ABCDEF".iter().find_map(|hex| literal(text, at, *hex)))
}

// alphanum = ALPHA / DIGIT
fn alphanum(text: &[u8], at: usize) -> Option<usize> {
    alpha(text, at).or_else(|| digit(text, at))
}

// reserved = ";" / "/" / "?" / ":" / "@" / "&" / "=" / "+" / "$" / ","
fn reserved(text: &[u8], at: usize) -> Option<usize> {
    one(text, at, |octet| b";/?:@&=+$,".contains(&octet))
}

// mark = "-" / "_" / "." / "!" / "~" / "*" / "'" / "(" / ")"
fn mark(text: &[u8], at: usize) -> Option<usize> {
    one(text, at, |octet| b"-_.!~*'()".contains(&octet))
}

// unreserved = alphanum / mark
fn unreserved(text: &[u8], at: usize) -> Option<usize> {
    alphanum(text, at).or_else(|| mark(text, at))
}

// escaped = "%" HEXDIG HEXDIG
fn escaped(text: &[u8], at: usize) -> Option<usize> {
    let first = one(text, at, |octet| octet == 0x25)?;
    let second = hexdig(text, first)?;
    hexdig(text, second)
}

// UTF8-CONT = %x80-BF
fn utf8_cont(text: &[u8], at: usize) -> Option<usize> {
    one(text, at, |octet| matches!(octet, 0x80..=0xBF))
}

// UTF8-NONASCII = %xC0-DF 1UTF8-CONT / %xE0-EF 2UTF8-CONT / %xF0-F7 3UTF8-CONT
//               / %xF8-Fb 4UTF8-CONT / %xFC-FD 5UTF8-CONT
fn utf8_nonascii(text: &[u8], at: usize) -> Option<usize> {
    let alternatives = [
        (0xC0..=0xDF, 1),
        (0xE0..=0xEF, 2),
        (0xF0..=0xF7, 3),
        (0xF8..=0xFB, 4),
        (0xFC..=0xFD, 5),
    ];
    for (lead, continuations) in alternatives {
        if let Some(mut end) = one(text, at, |octet| lead.contains(&octet)) {
            for _ in 0..continuations {
                end = utf8_cont(text, end)?;
            }
            return Some(end);
        }
    }
    None
}

// Reason-Phrase = *(reserved / unreserved / escaped / UTF8-NONASCII / UTF8-CONT / SP / HTAB)
//
// No two of the alternatives begin with the same octet: there is one way only.
fn reason_phrase(text: &[u8], at: usize) -> usize {
    let mut end = at;
    while let Some(next) = reserved(text, end)
        .or_else(|| unreserved(text, end))
        .or_else(|| escaped(text, end))
        .or_else(|| utf8_nonascii(text, end))
        .or_else(|| utf8_cont(text, end))
        .or_else(|| sp(text, end))
        .or_else(|| htab(text, end))
    {
        end = next;
    }
    end
}
