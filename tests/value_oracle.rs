//! Retry-After and Reason against a slow matcher made from the ABNF: it follows
//! every way through the rules at once, and remembers how far any of them came.
//!
//! `SIP_STATUS_CASES` sets the number of mutated values.

#![allow(missing_docs)]

mod random;
mod value;

use std::cell::Cell;

use Rule::{Any, Fold, Later, Many, One, Seq};
use random::Random;
use sip_status::{InvalidFieldValue, Reason, RetryAfter};

enum Rule {
    /// An octet for which this holds.
    One(fn(u8) -> bool),
    /// CRLF and a blank, as a whole.
    Fold,
    Seq(Vec<Rule>),
    Any(Vec<Rule>),
    /// As often as it fits, or not at all.
    Many(Box<Rule>),
    /// A rule that may come to itself.
    Later(fn() -> Rule),
}

struct Matcher<'a> {
    input: &'a [u8],
    /// The first place that no way has got behind.
    furthest: Cell<usize>,
}

/// Places in an input, a bit for each.
type Places = u128;

/// No input is longer, so that each place has its bit.
const LONGEST: usize = 120;

fn each(places: Places) -> impl Iterator<Item = usize> {
    let mut left = places;
    std::iter::from_fn(move || {
        let place = left.trailing_zeros();
        // Without its lowest bit; at the end there is none.
        left &= left.checked_sub(1)?;
        Some(place as usize)
    })
}

impl Matcher<'_> {
    /// Where the rule can end, from one of these places.
    fn ends(&self, rule: &Rule, starts: Places) -> Places {
        let Some(last) = starts.checked_ilog2() else {
            return 0;
        };
        self.furthest.set(self.furthest.get().max(last as usize));
        let starts_of = |fits: &dyn Fn(&[u8]) -> bool| {
            let fitting = each(starts).filter(|place| fits(&self.input[*place..]));
            fitting.fold(0, |places, place| places | 1 << place)
        };
        match rule {
            One(fits) => starts_of(&|left| left.first().is_some_and(|o| fits(*o))) << 1,
            Fold => starts_of(&|left| matches!(left, [b'\r', b'\n', b' ' | b'\t', ..])) << 3,
            Any(rules) => rules.iter().fold(0, |ends, r| ends | self.ends(r, starts)),
            Seq(rules) => rules
                .iter()
                .fold(starts, |from, rule| self.ends(rule, from)),
            Many(rule) => {
                let (mut all, mut new) = (starts, starts);
                while new != 0 {
                    new = self.ends(rule, new) & !all;
                    all |= new;
                }
                all
            }
            Later(rule) => self.ends(&rule(), starts),
        }
    }
}

/// Whether the input fits, or the place where it stops to.
fn verdict(rule: &Rule, input: &[u8]) -> Result<(), usize> {
    let furthest = Cell::new(0);
    let matcher = Matcher { input, furthest };
    if matcher.ends(rule, 1) >> input.len() & 1 == 1 {
        Ok(())
    } else {
        Err(matcher.furthest.get())
    }
}

// --- RFC 3261 §25.1, RFC 3326 §2 ------------------------------------------------

fn maybe(rule: Rule) -> Rule {
    Any(vec![rule, Seq(vec![])])
}

fn many1(rule: fn() -> Rule) -> Rule {
    Seq(vec![rule(), Many(Box::new(rule()))])
}

/// LWS, which the crate lets be folded more than once.
fn lws() -> Rule {
    Any(vec![One(|o| o == b' ' || o == b'\t'), Fold])
}

fn sws() -> Rule {
    Many(Box::new(lws()))
}

fn token() -> Rule {
    many1(|| One(|o| o.is_ascii_alphanumeric() || b"-.!%*_+`'~".contains(&o)))
}

fn digits() -> Rule {
    many1(|| One(|o| o.is_ascii_digit()))
}

/// quoted-pair, of which the crate takes no NUL.
fn quoted_pair() -> Rule {
    let quotable = One(|o| matches!(o, 0x01..=0x09 | 0x0B..=0x0C | 0x0E..=0x7F));
    Seq(vec![One(|o| o == b'\\'), quotable])
}

/// quoted-string; the crate takes any octet from 0x80 on for UTF8-NONASCII.
fn quoted_string() -> Rule {
    let qdtext = One(|o| matches!(o, 0x21 | 0x23..=0x5B | 0x5D..=0x7E | 0x80..=0xFF));
    let text = Any(vec![lws(), qdtext, quoted_pair()]);
    let quote = || One(|o| o == b'"');
    Seq(vec![sws(), quote(), Many(Box::new(text)), quote()])
}

fn comment() -> Rule {
    let ctext = One(|o| matches!(o, 0x21..=0x27 | 0x2A..=0x5B | 0x5D..=0x7E | 0x80..=0xFF));
    let text = Any(vec![lws(), ctext, quoted_pair(), Later(comment)]);
    let open = Seq(vec![sws(), One(|o| o == b'('), sws()]);
    let close = Seq(vec![sws(), One(|o| o == b')'), sws()]);
    Seq(vec![open, Many(Box::new(text)), close])
}

/// `IPv6reference`, of which the crate looks at the octets only.
fn reference() -> Rule {
    let inside = || One(|o| o.is_ascii_hexdigit() || o == b':' || o == b'.');
    Seq(vec![One(|o| o == b'['), many1(inside), One(|o| o == b']')])
}

fn separator(octet: fn(u8) -> bool) -> Rule {
    Seq(vec![sws(), One(octet), sws()])
}

fn parameters() -> Rule {
    let value = Any(vec![token(), reference(), quoted_string()]);
    let value = Seq(vec![separator(|o| o == b'='), value]);
    let parameter = Seq(vec![token(), maybe(value)]);
    Many(Box::new(Seq(vec![separator(|o| o == b';'), parameter])))
}

fn retry_after() -> Rule {
    Seq(vec![sws(), digits(), maybe(comment()), parameters(), sws()])
}

fn reason() -> Rule {
    Seq(vec![sws(), token(), parameters(), sws()])
}

fn reasons() -> Rule {
    let next = Seq(vec![separator(|o| o == b','), token(), parameters()]);
    Seq(vec![
        sws(),
        token(),
        parameters(),
        Many(Box::new(next)),
        sws(),
    ])
}

// --- the comparison ---------------------------------------------------------------

struct Rules {
    retry_after: Rule,
    reason: Rule,
    reasons: Rule,
}

impl Rules {
    fn new() -> Self {
        Self {
            retry_after: retry_after(),
            reason: reason(),
            reasons: reasons(),
        }
    }

    /// Compares all three readers; how many take the input.
    fn compare(&self, input: &[u8]) -> usize {
        let place = |error: InvalidFieldValue| error.offset();
        let after = RetryAfter::parse(input).map(drop).map_err(place);
        let one = Reason::parse(input).map(drop).map_err(place);
        let list = Reason::list(input)
            .try_for_each(|r| r.map(drop))
            .map_err(place);
        let rows = [
            ("Retry-After", &self.retry_after, after),
            ("a Reason", &self.reason, one),
            ("Reason", &self.reasons, list),
        ];
        let mut taken = 0;
        for (what, rule, found) in rows {
            let expected = verdict(rule, input);
            assert_eq!(found, expected, "{what}: {}", input.escape_ascii());
            taken += usize::from(found.is_ok());
        }
        value::round_trip!(RetryAfter, input);
        value::round_trip!(Reason, input);
        taken
    }
}

const SEEDS: &[&[u8]] = &[
    b"18000;duration=3600",
    b"120 (I'm in a meeting)",
    b" 5\r\n (a (b\\) \r\n\t\"c\") d)\r\n ; duration = 7;x=\"y\\\"\";z",
    b"0;a=[2001:db8::1];b=192.0.2.1;c",
    b"SIP ;cause=200 ;text=\"Call completed elsewhere\"",
    b"Q.850;cause=1;text=\"Unallocated (unassigned) number\";\r\n     location=LN",
    b"SIP;cause=486;text=\"a, b\" , Q.850 ;cause=17\r\n ,\tx;y=\"\\\\ \\\"\xE4\xC3\xA4\"",
    b"",
];

/// Octets that mean something in the grammar come most often.
const OCTETS: &[u8] = b" \t\r\n\0;;==,()\"\"\\[]:.aF5\x01\x7F\x80\xFF";

impl Random {
    fn octet(&mut self) -> u8 {
        match self.below(6) {
            0 => self.below(256).to_le_bytes()[0],
            _ => OCTETS[self.below(OCTETS.len())],
        }
    }

    fn mutate(&mut self, value: &mut Vec<u8>) {
        let at = self.below(value.len() + 1);
        let to = (at + 1 + self.below(6)).min(value.len());
        match self.below(6) {
            0 if at < value.len() => value[at] = self.octet(),
            1 if at < value.len() => drop(value.drain(at..to)),
            2 => {
                let again = value.get(at..to).unwrap_or_default().to_vec();
                value.splice(at..at, again);
            }
            3 => {
                let other = SEEDS[self.below(SEEDS.len())];
                let from = self.below(other.len() + 1);
                value.truncate(at);
                value.extend_from_slice(&other[from..]);
            }
            4 => drop(value.splice(at..at, *b"\r\n ")),
            _ => value.insert(at, self.octet()),
        }
    }
}

#[test]
fn seeds_and_their_prefixes() {
    let rules = Rules::new();
    for seed in SEEDS {
        for end in 0..=seed.len() {
            rules.compare(&seed[..end]);
        }
        let taken = rules.compare(seed);
        assert_eq!(taken == 0, seed.is_empty(), "{}", seed.escape_ascii());
    }
}

#[test]
fn mutated_values() {
    let cases = random::number_of_cases(50_000);
    let rules = Rules::new();
    let mut random = Random(0x5265_6173_6F6E);
    let mut taken = 0;
    for _ in 0..cases {
        let mut value = SEEDS[random.below(SEEDS.len())].to_vec();
        for _ in 0..=random.below(3) {
            random.mutate(&mut value);
            value.truncate(LONGEST);
        }
        taken += usize::from(rules.compare(&value) > 0);
    }
    // Both outcomes have their share.
    assert!(taken > cases / 10 && taken < cases * 9 / 10, "{taken}");
}
