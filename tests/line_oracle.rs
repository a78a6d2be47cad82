//! The status-line parsers against a slow reader written from the ABNF.
//!
//! `SIP_STATUS_CASES` sets the number of mutated lines.

#![allow(missing_docs)]

mod oracle;
mod random;

use std::collections::BTreeMap;

use oracle::{Disagreements, Fault, Kind, Line, Mode, Verdict, Version, shown, sort};
use random::Random;
use sip_status::{
    ParseError, ParseErrorKind, Parsed, Progress, StatusCode, StatusLine, StatusLineParser,
};

const MODES: [Mode; 3] = [Mode::Tolerant, Mode::Strict, Mode::Sipfrag];
const MAXIMUM: usize = StatusLineParser::DEFAULT_MAX_LENGTH;

/// Lines that the tolerant parser accepts.
#[rustfmt::skip]
const ACCEPTED: &[&[u8]] = &[
    // Valid.
    b"SIP/2.0 200 OK\r\n",
    b"SIP/2.0 100 Trying\r\n",
    b"SIP/2.0 486 Busy Here\r\nVia: SIP/2.0/UDP 192.0.2.1\r\n\r\n",
    b"SIP/2.0 699 x\r\n",
    b"SIP/2.0 487 Request-Terminated (it's over) ;/?:@&=+$,-_.!~*\r\n",
    b"SIP/2.0 200  OK \t \r\n",
    b"SIP/2.0 200 \t\r\n",
    b"SIP/2.0 200 %4f%4B %00%fF\r\n",
    b"sip/2.0 200 OK\r\n",
    b"sIp/2.0 404 Not Found\r\n",
    b"SIP/7.0 200 OK\r\n",
    b"SIP/0.0 200 OK\r\n",
    b"SIP/002.000 200 OK\r\n",
    b"SIP/65535.65535 200 OK\r\n",
    b"\r\nSIP/2.0 200 OK\r\n",
    b"\r\n\r\n\r\nSIP/2.0 180 Ringing\r\n",
    b"SIP/2.0 200 OK\r\nl: 0\r\n\r\nSIP/2.0 100 Trying\r\nl: 0\r\n\r\nSIP/2.0 603 Decline\r\n\r\n",
    // RFC 4475: unreason, noreason.
    b"SIP/2.0 200 = 2**3 * 5**2 \xD0\xBD\xD0\xBE \xD1\x81\xD1\x82\xD0\xBE \xD0\xB4\xD0\xB5\xD0\xB2\xD1\x8F\xD0\xBD\xD0\xBE\xD1\x81\xD1\x82\xD0\xBE \xD0\xB4\xD0\xB5\xD0\xB2\xD1\x8F\xD1\x82\xD1\x8C - \xD0\xBF\xD1\x80\xD0\xBE\xD1\x81\xD1\x82\xD0\xBE\xD0\xB5\r\n",
    b"SIP/2.0 100 \r\nVia: SIP/2.0/UDP 192.0.2.105;branch=z9hG4bK2398ndaoe\r\n",
    // UTF-8, and what RFC 3261 takes for it.
    b"SIP/2.0 200 \xC3\x84\xE2\x82\xAC\xF0\x9F\x98\x80\r\n",
    b"SIP/2.0 200 \x80\xBF O\x9FK\r\n",
    b"SIP/2.0 200 \xC0\x80\xDF\xBF\xE0\x80\x80\xED\xA0\x80\r\n",
    b"SIP/2.0 200 \xF7\xBF\xBF\xBF\xF8\x80\x80\x80\x80\xFB\x80\x80\x80\x80\r\n",
    b"SIP/2.0 200 \xFC\x80\x80\x80\x80\x80\xFD\xBF\xBF\xBF\xBF\xBF\r\n",
    b"SIP/2.0 200 \xE2\x82\xAC\x80\r\n",
    // Deviating.
    b"SIP/2.0 200 OK\n",
    b"SIP/2.0 200\r\n",
    b"SIP/2.0 200\n",
    b"SIP/2.0 200\tOK\r\n",
    b"SIP/2.0\t200 OK\r\n",
    b"SIP/2.0  200 OK\r\n",
    b"SIP/2.0 \t    \t  200 OK\r\n",
    b"SIP/2.0 200OK\r\n",
    b"SIP/2.0 200:OK\r\n",
    b"SIP/2.0 200\xE2\x82\xAC\r\n",
    b"SIP/2.0 200 \"OK\"\r\n",
    b"SIP/2.0 200 <#[OK]\\^`{|}>\r\n",
    b"SIP/2.0 200 100% sure\r\n",
    b"SIP/2.0 200 OK %\r\n",
    b"SIP/2.0 200 OK %4\r\n",
    b"SIP/2.0 200 %4G %g4\r\n",
    b"SIP/2.0 404 Gef\xE4lscht\r\n",
    b"SIP/2.0 200 O\xC3\r\n",
    b"SIP/2.0 200 \xE2\x82\r\n",
    b"SIP/2.0 200 \xF0\x9F\x98 x\r\n",
    b"SIP/2.0 200 \xFB\x80\x80\x80\r\n",
    b"SIP/2.0 200 \xFD\x80\x80\x80\x80\xC3\x84\r\n",
    b"SIP/2.0 200 \xFE\x80\x80\x80\x80\x80\xFF\r\n",
    b"SIP/2.0 200 O\xFFK\n",
    b"SIP/2.0 200 \x01\x0B\x7F\r\n",
];

/// Lines that it refuses, or that are not complete.
#[rustfmt::skip]
const REFUSED: &[&[u8]] = &[
    // RFC 4475: bigcode, badvers.
    b"SIP/2.0 4294967301 better not break the receiver\r\n",
    b"OPTIONS sip:t.watson@example.org SIP/7.0\r\n",
    b"SIP/7.0/UDP c.example.com;branch=z9hG4bKkdjuw\r\n",
    // Not a status line.
    b"INVITE sip:bob@example.com SIP/2.0\r\n",
    b"SUBSCRIBE sip:bob@example.com SIP/2.0\r\n",
    b"SIPS/2.0 200 OK\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b" SIP/2.0 200 OK\r\n",
    b"\nSIP/2.0 200 OK\r\n",
    b"\rSIP/2.0 200 OK\r\n",
    b"\r\r\nSIP/2.0 200 OK\r\n",
    b"SIP\r\n",
    // The version.
    b"SIP/\r\n",
    b"SIP/ 200 OK\r\n",
    b"SIP/2 200 OK\r\n",
    b"SIP/2. 200 OK\r\n",
    b"SIP/.0 200 OK\r\n",
    b"SIP/x.0 200 OK\r\n",
    b"SIP/2.x 200 OK\r\n",
    b"SIP/65536.0 200 OK\r\n",
    b"SIP/2.65536 200 OK\r\n",
    b"SIP/18446744073709551618x 200 OK\r\n",
    // The separators.
    b"SIP/2.0\r\n",
    b"SIP/2.0200 OK\r\n",
    b"SIP/2.0.1 200 OK\r\n",
    b"SIP/2.0x 200 OK\r\n",
    // The code.
    b"SIP/2.0 \r\n",
    b"SIP/2.0 OK\r\n",
    b"SIP/2.0 +20 OK\r\n",
    b"SIP/2.0 2\r\n",
    b"SIP/2.0 20 OK\r\n",
    b"SIP/2.0 2OO OK\r\n",
    b"SIP/2.0 000 OK\r\n",
    b"SIP/2.0 099 OK\r\n",
    b"SIP/2.0 700 OK\r\n",
    b"SIP/2.0 999\r\n",
    b"SIP/2.0 0200 OK\r\n",
    b"SIP/2.0 0700 OK\r\n",
    b"SIP/2.0 2000 OK\r\n",
    b"SIP/2.0 18446744073709551615\r\n",
    b"SIP/2.0 18446744073709551816 OK\r\n",
    b"SIP/2.0 00000000000000000000000000000200 OK\r\n",
    // Octets, and more than one fault.
    b"SIP/2.0 200 O\rK\r\n",
    b"SIP/2.0 200 OK\r\r\n",
    b"SIP/2.0 200\r \n",
    b"SIP/2.0\rx",
    b"SIP/2.0 20\r0 OK\r\n",
    b"SIP/2.0 200 O\0K\r\n",
    b"SIP/2.0 200\0",
    b"SIP/2.0 7000\0",
    b"SIP/2\0.0 200 OK",
    b"SIP/x.0 200 O\0K\r\n",
    b"SIP/2.0 200 \xE2\x82\0\r\n",
    b"SIP/2.0 200 \"\rO\0K\"\r\n",
    b"SIP/2.0  7000 \"OK\0\"\n",
    b"SIP/2.0 200 OK\n\0\r",
    // Not complete.
    b"",
    b"\r",
    b"\r\n",
    b"\r\n\r",
    b"S",
    b"si",
    b"SIP/",
    b"SIP/2",
    b"SIP/2.0 ",
    b"SIP/2.0 20",
    b"SIP/2.0 200",
    b"SIP/2.0 200 OK",
    b"SIP/2.0 200 OK\r",
    b"SIP/x",
    b"\r\nSIP/2.0 700 \"\xFF\r",
];

/// Lines about as long as the maximum.
fn long_lines() -> Vec<Vec<u8>> {
    let mut lines = Vec::new();
    for start in ["", "\r\n\r\n"] {
        for length in MAXIMUM - 3..=MAXIMUM + 3 {
            for end in ["", "\r", "\n", "\r\n", "\rx", "\0", "\r\nx"] {
                for line in ["SIP/2.0 200 ", "SIP/2.0 2000 ", "SIP/2.0 200 \"", "SIP/x"] {
                    let mut bytes = format!("{start}{line}").into_bytes();
                    bytes.resize(start.len() + length - end.len(), b'x');
                    bytes.extend_from_slice(end.as_bytes());
                    lines.push(bytes);
                }
            }
        }
    }
    lines
}

fn seeds_and(long: &[Vec<u8>]) -> impl Iterator<Item = &[u8]> {
    let seeds = ACCEPTED.iter().chain(REFUSED).copied();
    seeds.chain(long.iter().map(Vec::as_slice))
}

fn kind_of(kind: ParseErrorKind) -> Kind {
    match kind {
        ParseErrorKind::NotStatusLine => Kind::NotStatusLine,
        ParseErrorKind::Version => Kind::Version,
        ParseErrorKind::VersionOverflow => Kind::VersionOverflow,
        ParseErrorKind::Separator => Kind::Separator,
        ParseErrorKind::Code => Kind::Code,
        ParseErrorKind::CodeOutOfRange { code } => Kind::CodeOutOfRange(code),
        ParseErrorKind::BareCr => Kind::BareCr,
        ParseErrorKind::Nul => Kind::Nul,
        ParseErrorKind::BareLf => Kind::BareLf,
        ParseErrorKind::PhraseOctet => Kind::PhraseOctet,
        ParseErrorKind::TooLong => Kind::TooLong,
        ParseErrorKind::UnexpectedEnd => Kind::UnexpectedEnd,
        other => panic!("a kind that is not in the contract: {other:?}"),
    }
}

fn verdict_of_parsed(parsed: Parsed<'_>) -> Verdict<'_> {
    let line = parsed.line();
    Verdict::Complete(Line {
        version: Version {
            text: line.version().as_bytes(),
            major: line.version().major(),
            minor: line.version().minor(),
        },
        code: line.code().as_u16(),
        phrase: line.phrase().as_bytes(),
        raw: parsed.raw(),
        rest: parsed.rest(),
    })
}

fn verdict_of(outcome: Result<Progress<'_>, ParseError>) -> Verdict<'_> {
    match outcome {
        Ok(Progress::Complete(parsed)) => verdict_of_parsed(parsed),
        Ok(Progress::Incomplete { skip }) => Verdict::Incomplete { skip },
        Err(error) => Verdict::Fault(Fault {
            kind: kind_of(error.kind()),
            offset: error.offset(),
        }),
    }
}

/// What the crate's one-shot parser says.
fn parse(mode: Mode, input: &[u8]) -> Verdict<'_> {
    match mode {
        Mode::Tolerant => verdict_of(StatusLine::parse(input)),
        Mode::Strict => verdict_of(StatusLine::parse_strict(input)),
        Mode::Sipfrag => verdict_of(StatusLine::parse_sipfrag(input).map(Progress::Complete)),
    }
}

fn parser(mode: Mode, maximum: usize) -> StatusLineParser {
    let parser = StatusLineParser::new().with_max_length(maximum);
    match mode {
        Mode::Tolerant => parser,
        Mode::Strict => parser.with_strict(true),
        Mode::Sipfrag => parser.with_sipfrag(true),
    }
}

impl Random {
    fn seed(&mut self) -> &'static [u8] {
        let seeds = [ACCEPTED, ACCEPTED, REFUSED][self.below(3)];
        seeds[self.below(seeds.len())]
    }

    /// One that is likely to matter.
    fn octet(&mut self) -> u8 {
        const ALPHABET: &[u8] = b"SIPsip/..0012345679OKx  \t\t\r\r\n\n\r\n%%AaFfGg=\"<\\\0\x01\x7F\
            \x80\xBF\xC0\xC2\xDF\xE0\xE2\xEF\xF0\xF7\xF8\xFB\xFC\xFD\xFE\xFF";
        match self.below(8) {
            0 => self.below(256).to_le_bytes()[0],
            _ => ALPHABET[self.below(ALPHABET.len())],
        }
    }

    /// Changes the text in one place.
    fn mutate(&mut self, text: &mut Vec<u8>) {
        // Rather near the end: at the start, little is a status line still.
        let at = self.below(text.len() + 1).max(self.below(text.len() + 1));
        let to = (at + 1 + self.below(6)).min(text.len());
        match self.below(9) {
            0 | 1 if at < text.len() => text[at] = self.octet(),
            2 if at < text.len() => text[at] ^= 1 << self.below(8),
            3 if at < text.len() => drop(text.drain(at..to)),
            4 if at < text.len() => {
                let again = text[at..to].to_vec();
                text.splice(at..at, again);
            }
            5 => {
                let other = self.seed();
                let from = self.below(other.len() + 1);
                text.truncate(at);
                text.extend_from_slice(&other[from..]);
            }
            6 => text.truncate(at),
            7 => text.extend_from_slice(self.seed()),
            _ => text.insert(at, self.octet()),
        }
    }
}

/// Calls `check` for each of the mutated lines: the same ones at every call.
fn for_each_case(mut check: impl FnMut(&[u8])) {
    let mut random = Random(0x5349_502F_322E_3021);
    for _ in 0..number_of_cases() {
        let mut text = random.seed().to_vec();
        for _ in 0..=random.below(3) {
            random.mutate(&mut text);
        }
        check(&text);
    }
}

fn number_of_cases() -> usize {
    random::number_of_cases(300_000)
}

fn compare(disagreements: &mut Disagreements, input: &[u8]) {
    for mode in MODES {
        let expected = oracle::read(mode, MAXIMUM, input);
        disagreements.check(&format!("{mode:?}"), input, expected, parse(mode, input));
    }
}

#[test]
fn seeds() {
    let mut disagreements = Disagreements::default();
    let long = long_lines();
    for input in seeds_and(&long) {
        compare(&mut disagreements, input);
    }
    disagreements.assert_none();
}

/// Every octet in place of each, and before each.
#[test]
fn every_octet_at_every_place() {
    let mut disagreements = Disagreements::default();
    let lines: [&[u8]; 4] = [
        b"SIP/2.0 200 OK\r\nV",
        b"\r\nsip/7.1 407 Proxy Authentication Required\r\n",
        b"SIP/2.0 480 Gone %41 \xE7\x84\xA1 [lunch]\n",
        b"SIP/2.0  480\r\n",
    ];
    for line in lines {
        for place in 0..line.len() {
            for octet in 0..=u8::MAX {
                let mut input = line.to_vec();
                input[place] = octet;
                compare(&mut disagreements, &input);
                input.insert(place, line[place]);
                compare(&mut disagreements, &input);
            }
        }
    }
    disagreements.assert_none();
}

/// The line of every code that has a name, with every octet in place of each:
/// such lines are compared as a whole, and nothing may get past that.
#[test]
fn every_octet_in_every_usual_line() {
    let mut disagreements = Disagreements::default();
    for code in StatusCode::NAMED {
        let line = code.status_line();
        for place in 0..line.len() {
            let step = if place < 12 { 1 } else { 7 };
            let odd = [0, b'\r', b'\n', b'\t', b'%', b'[', 0x7F, 0x80, 0xC3, 0xFF];
            for octet in (0..=u8::MAX).step_by(step).chain(odd) {
                let mut input = line.to_vec();
                input[place] = octet;
                compare(&mut disagreements, &input);
            }
        }
    }
    disagreements.assert_none();
}

#[test]
fn mutated_lines() {
    let mut disagreements = Disagreements::default();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut maxima = Random(1);
    for_each_case(|input| {
        compare(&mut disagreements, input);
        let maximum = 4 + maxima.below(40);
        for mode in MODES {
            let outcome = format!("{mode:?} {}", sort(oracle::read(mode, MAXIMUM, input)));
            *counts.entry(outcome).or_default() += 1;

            let expected = oracle::read(mode, maximum, input);
            let found = verdict_of(parser(mode, maximum).parse(input));
            let what = format!("{mode:?}, with a maximum");
            disagreements.check(&what, input, expected, found);
        }
    });
    disagreements.assert_none();

    // Every outcome has its share.
    let cases = number_of_cases();
    let share = |sort: &str, of: usize| {
        let count = counts.get(sort).copied().unwrap_or(0);
        assert!(
            count >= cases / of || cases < 10_000,
            "{count} of {cases} are {sort}"
        );
    };
    for mode in MODES {
        share(&format!("{mode:?} Complete"), 10);
        let kinds =
            "NotStatusLine Version VersionOverflow Separator Code CodeOutOfRange BareCr Nul";
        for kind in kinds.split(' ') {
            share(&format!("{mode:?} {kind}"), 200);
        }
    }
    share("Tolerant Incomplete", 20);
    share("Strict Incomplete", 20);
    share("Strict BareLf", 200);
    share("Strict PhraseOctet", 20);
    share("Sipfrag UnexpectedEnd", 200);
}

#[test]
fn short_lines() {
    const ALPHABET: [u8; 14] = *b" \t\r\n\x0007%A.\"\x80\xC2\xE2";
    const PREFIXES: [&[u8]; 4] = [b"SIP/2.0 200", b"SIP/2.0 ", b"SIP/", b"SIP/2.0 200 O"];
    let mut middles: Vec<Vec<u8>> = vec![Vec::new()];
    let mut longest = middles.clone();
    for _ in 0..3 {
        let longer = |middle: &Vec<u8>| ALPHABET.map(|octet| [middle, &[octet][..]].concat());
        longest = longest.iter().flat_map(longer).collect();
        middles.extend_from_slice(&longest);
    }
    assert_eq!(middles.len(), 1 + 14 + 14 * 14 + 14 * 14 * 14);

    let mut disagreements = Disagreements::default();
    for prefix in PREFIXES {
        for middle in &middles {
            for end in ["\r\n", "\n", ""] {
                let input = [prefix, middle, end.as_bytes()].concat();
                compare(&mut disagreements, &input);
            }
        }
    }
    disagreements.assert_none();
}

/// Each octet, and each pair of odd ones, at each place of a phrase: whatever
/// number of octets is looked at in one go.
#[test]
fn long_phrases() {
    const ODD: &[u8] = b"\0\x01\t\n\r\x1F \"%A\x7E\x7F\x80\x8A\x8D\xBF\xC2\xE2\xF0\xFB\xFD\xFF";
    let mut disagreements = Disagreements::default();
    let pairs = ODD.iter().flat_map(|a| ODD.iter().map(|b| vec![*a, *b]));
    let octets = (0..=255).map(|octet| vec![octet]);
    let nonascii = (0..=48).map(|number| {
        let lead = [0xC0, 0xDF, 0xE1, 0xF7, 0xF9, 0xFB, 0xFD][number / 7];
        [&[lead][..], &b"\x80\xBF\x9F\x8A\x8D\x80"[..number % 7]].concat()
    });
    for insert in octets.chain(pairs).chain(nonascii) {
        for place in 0..=40 {
            let mut input = b"SIP/2.0 200 And_a_phrase_that_is_no_less_than_41_octets\r\n".to_vec();
            input.splice(12 + place..12 + place, insert.iter().copied());
            compare(&mut disagreements, &input);
            input.truncate(12 + place + insert.len());
            compare(&mut disagreements, &input);
        }
    }
    disagreements.assert_none();
}

#[test]
fn no_deviations_is_strict() {
    let mut disagreements = Disagreements::default();
    let mut strict = 0;
    for_each_case(|input| {
        let accepted = Some(parse(Mode::Strict, input));
        let accepted = accepted.filter(|verdict| matches!(verdict, Verdict::Complete(_)));
        let tolerant = StatusLine::parse(input).ok().and_then(Progress::complete);
        let sipfrag = StatusLine::parse_sipfrag(input).ok();
        for (mode, parsed) in [(Mode::Tolerant, tolerant), (Mode::Sipfrag, sipfrag)] {
            let found: Option<Vec<_>> = parsed.map(|parsed| parsed.deviations().iter().collect());
            let without = parsed.filter(|parsed| parsed.deviations().is_empty());
            if without.map(verdict_of_parsed) != accepted
                || without.is_some() != found.as_ref().is_some_and(Vec::is_empty)
            {
                disagreements.add(
                    format!("{mode:?}, strict accepts: {}", accepted.is_some()),
                    format!("b\"{}\"\n    deviations: {found:?}", shown(input)),
                );
            }
        }
        strict += usize::from(accepted.is_some());
    });
    disagreements.assert_none();
    assert!(strict >= number_of_cases() / 20);
}

/// Feeds the input up to each of the ends, until the outcome is there; with
/// `forget`, without the octets that may be skipped.
fn feed<'a>(
    parser: &mut StatusLineParser,
    input: &'a [u8],
    ends: impl Iterator<Item = usize>,
    forget: bool,
) -> Verdict<'a> {
    let mut start = 0;
    let mut skipped = 0;
    for end in ends {
        match verdict_of(parser.parse(&input[start..end])) {
            Verdict::Incomplete { skip } => {
                skipped = start + skip;
                start = if forget { skipped } else { 0 };
            }
            Verdict::Complete(line) => {
                // What follows the line had not all arrived.
                let rest = end - line.rest.len();
                assert_eq!(line.rest, &input[rest..end]);
                let rest = &input[rest..];
                return Verdict::Complete(Line { rest, ..line });
            }
            Verdict::Fault(Fault { kind, offset }) => {
                let offset = start + offset;
                return Verdict::Fault(Fault { kind, offset });
            }
        }
    }
    Verdict::Incomplete { skip: skipped }
}

#[test]
fn split_lines() {
    let mut disagreements = Disagreements::default();
    for mode in [Mode::Tolerant, Mode::Strict] {
        for maximum in [MAXIMUM, 24, 20, 18, 17, 16, 15, 13, 12, 9, 7, 5, 4] {
            let mut reader = parser(mode, maximum);
            for input in seeds_and(&[]) {
                let expected = oracle::read(mode, maximum, input);
                let length = input.len();
                let octets = (0..=length).collect();
                let halves = (0..=length).map(|split| vec![split, length]);
                for ends in halves.chain([octets]) {
                    for forget in [false, true] {
                        let found = feed(&mut reader, input, ends.iter().copied(), forget);
                        let what = format!("{mode:?}, in {} pieces", ends.len());
                        disagreements.check(&what, input, expected, found);
                        // Only after another outcome does a parser begin anew.
                        if matches!(found, Verdict::Incomplete { .. }) {
                            reader = parser(mode, maximum);
                        }
                    }
                }
            }
        }
    }
    for input in long_lines() {
        let expected = oracle::read(Mode::Tolerant, MAXIMUM, &input);
        let ends = (0..=input.len()).step_by(61).chain([input.len()]);
        let found = feed(&mut StatusLineParser::new(), &input, ends, false);
        disagreements.check("long, in pieces", &input, expected, found);
    }
    disagreements.assert_none();
}
