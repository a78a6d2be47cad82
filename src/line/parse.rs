//! From octets to a line.
//!
//! The grammar (RFC 3261 §25.1), in whose order the code stands:
//!
//! ```text
//! Status-Line    = SIP-Version SP Status-Code SP Reason-Phrase CRLF
//! SIP-Version    = "SIP" "/" 1*DIGIT "." 1*DIGIT          ; in any case
//! Status-Code    = 3DIGIT                                 ; 100 to 699, §7.2
//! Reason-Phrase  = *( reserved / unreserved / escaped / UTF8-NONASCII
//!                     / UTF8-CONT / SP / HTAB )
//! ```
//!
//! What the tolerant reader takes besides, and why, is listed at
//! [`StatusLine::parse`]. An error is the leftmost fault of the line, and does
//! not depend on how much of the input is there already: until the line's end
//! has come, only what cannot become a line any more is an error.

use super::octets::{find_control, find_illegal};
use super::{Parsed, Progress, ReasonPhrase, SipVersion, StatusLine};
use crate::error::{ParseError, ParseErrorKind};
use crate::table::{PHRASE_ENDS, StatusCode, by_row, from_number};

/// Whose rules hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    /// Those of deployed stacks.
    Tolerant,
    /// Those of the grammar.
    Strict,
}

/// What the end of the input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// More may come.
    Open,
    /// It ends the line (RFC 3420).
    OfLine,
}

/// A line with the canonical phrase of its code and without a fault, which
/// nearly every line is: one comparison, and nothing is searched.
#[inline]
pub(super) fn usual(input: &[u8]) -> Option<Parsed<'_>> {
    let (head, tail) = input.split_first_chunk::<12>()?;
    let [version @ .., a, b, c, b' '] = head else {
        return None;
    };
    if version != b"SIP/2.0 " {
        return None;
    }
    let code = three_digits(*a, *b, *c).and_then(from_number)?;
    let end = by_row(&PHRASE_ENDS, code).as_bytes();
    if !tail.starts_with(end) {
        return None;
    }
    let (phrase_end, rest) = tail.split_at_checked(end.len())?;
    let (phrase, _) = phrase_end.split_last_chunk::<2>()?;
    let (raw, _) = input.split_at_checked(end.len().wrapping_add(12))?;
    let line = StatusLine {
        version: SipVersion::V2_0,
        code,
        phrase: ReasonPhrase {
            octets: phrase,
            escape: false,
        },
    };
    Some(Parsed { line, raw, rest })
}

const fn three_digits(a: u8, b: u8, c: u8) -> Option<u16> {
    if a.is_ascii_digit() && b.is_ascii_digit() && c.is_ascii_digit() {
        let (a, b, c) = (a as u16, b as u16, c as u16);
        // At most 999, so nothing wraps but the zeros' own values.
        let zeros = (b'0' as u16).wrapping_mul(111);
        Some(
            a.wrapping_mul(100)
                .wrapping_add(b.wrapping_mul(10))
                .wrapping_add(c)
                .wrapping_sub(zeros),
        )
    } else {
        None
    }
}

/// Reads any line. `seen` octets of it, behind the leading CRLFs, are known to
/// have no control character; it is set to what is known after the call.
pub(super) fn general<'a>(
    input: &'a [u8],
    rules: Rules,
    end: End,
    max_length: usize,
    seen: &mut usize,
) -> Result<Progress<'a>, ParseError> {
    let start = leading_crlfs(input);
    let from_start = input.get(start..).unwrap_or_default();
    let error = |kind, offset: usize| ParseError {
        kind,
        offset: start.saturating_add(offset),
    };
    // No more of the line than it may have.
    let line = from_start.get(..max_length).unwrap_or(from_start);
    if let Err(offset) = begins_as_sip(line) {
        // A CR alone may yet become a CRLF.
        if from_start != b"\r" || end == End::OfLine {
            return Err(error(ParseErrorKind::NotStatusLine, offset));
        }
    }
    let too_long = match end {
        End::Open => from_start.len() >= max_length,
        End::OfLine => from_start.len() > max_length,
    };
    let (content, raw_len, fault) = match find_end(line, *seen) {
        Stop::LineEnd {
            content,
            length,
            bare,
        } => {
            let fault = (bare && rules == Rules::Strict).then_some(ParseErrorKind::BareLf);
            (content, length, fault)
        }
        Stop::Fault { at, kind } => (at, at, Some(kind)),
        Stop::None { .. } if too_long => {
            return Err(error(ParseErrorKind::TooLong, max_length));
        }
        Stop::None { clean } if end == End::Open => {
            *seen = clean;
            return Ok(Progress::Incomplete { skip: start });
        }
        Stop::None { clean } if clean < line.len() => (clean, clean, Some(ParseErrorKind::BareCr)),
        Stop::None { .. } => (line.len(), line.len(), None),
    };
    let content = line.get(..content).unwrap_or_default();
    let found = pieces(content, rules);
    let found = match (found, fault) {
        // At the same place, an octet that must not be there says more than one
        // that is missing.
        (Err((kind, offset)), Some(fault))
            if offset < content.len() || fault == ParseErrorKind::BareLf =>
        {
            Err(error(kind, offset))
        }
        (_, Some(kind)) => Err(error(kind, content.len())),
        (Err((_, offset)), None) if end == End::OfLine && offset == content.len() && offset < 4 => {
            Err(error(ParseErrorKind::UnexpectedEnd, offset))
        }
        (Err((kind, offset)), None) => Err(error(kind, offset)),
        (Ok(pieces), None) => Ok(pieces),
    }?;
    let (raw, rest) = from_start
        .split_at_checked(raw_len)
        .unwrap_or((from_start, &[]));
    let version = content.get(..found.version_len).unwrap_or_default();
    let line = StatusLine {
        version: SipVersion::checked(version),
        code: found.code,
        phrase: ReasonPhrase {
            octets: content.get(found.phrase_at..).unwrap_or_default(),
            escape: false,
        },
    };
    Ok(Progress::Complete(Parsed { line, raw, rest }))
}

/// The length of the CRLFs before the line (RFC 3261 §7.5).
fn leading_crlfs(input: &[u8]) -> usize {
    let mut rest = input;
    while let [b'\r', b'\n', tail @ ..] = rest {
        rest = tail;
    }
    input.len().saturating_sub(rest.len())
}

/// Whether what is there begins as a status line; if not, the offset of the
/// first octet that shows it.
fn begins_as_sip(input: &[u8]) -> Result<(), usize> {
    let differs = |(found, wanted): (&u8, &u8)| !found.eq_ignore_ascii_case(wanted);
    let mut pairs = input.iter().zip(b"SIP/");
    pairs.position(differs).map_or(Ok(()), Err)
}

/// Where a line stops.
enum Stop {
    /// At a line end, after so much content; `length` includes the end.
    LineEnd {
        content: usize,
        length: usize,
        bare: bool,
    },
    /// At an octet that must not be in a line.
    Fault { at: usize, kind: ParseErrorKind },
    /// Nowhere yet; so much of the line has nothing to stop at.
    None { clean: usize },
}

/// Looks for the line's end, from `seen` on.
fn find_end(line: &[u8], seen: usize) -> Stop {
    let mut from = seen.min(line.len());
    while let Some(found) = line.get(from..).and_then(find_control) {
        let at = from.saturating_add(found);
        match line.get(at..) {
            Some([b'\n', ..]) => {
                return Stop::LineEnd {
                    content: at,
                    length: at.saturating_add(1),
                    bare: true,
                };
            }
            Some([b'\r', b'\n', ..]) => {
                return Stop::LineEnd {
                    content: at,
                    length: at.saturating_add(2),
                    bare: false,
                };
            }
            Some([b'\r']) => return Stop::None { clean: at },
            Some([b'\r', ..]) => {
                return Stop::Fault {
                    at,
                    kind: ParseErrorKind::BareCr,
                };
            }
            Some([0, ..]) => {
                return Stop::Fault {
                    at,
                    kind: ParseErrorKind::Nul,
                };
            }
            _ => from = at.saturating_add(1),
        }
    }
    Stop::None { clean: line.len() }
}

/// Where the pieces of a line's content are.
#[derive(Clone, Copy)]
pub(super) struct Pieces {
    pub(super) version_len: usize,
    pub(super) code_at: usize,
    pub(super) code: StatusCode,
    pub(super) phrase_at: usize,
}

type Fault = (ParseErrorKind, usize);

/// Takes the content of a line, without its end, to pieces.
pub(super) fn pieces(content: &[u8], rules: Rules) -> Result<Pieces, Fault> {
    let version_len = version(content)?;
    let code_at = blanks(content, version_len, rules)?;
    let code = code(content, code_at)?;
    let after = code_at.saturating_add(3);
    let phrase_at = match (content.get(after), rules) {
        (Some(b' '), _) | (Some(b'\t'), Rules::Tolerant) => after.saturating_add(1),
        (_, Rules::Tolerant) => after,
        (_, Rules::Strict) => return Err((ParseErrorKind::Separator, after)),
    };
    if rules == Rules::Strict {
        let phrase = content.get(phrase_at..).unwrap_or_default();
        if let Some(at) = find_illegal(phrase) {
            return Err((ParseErrorKind::PhraseOctet, phrase_at.saturating_add(at)));
        }
    }
    Ok(Pieces {
        version_len,
        code_at,
        code,
        phrase_at,
    })
}

/// `SIP-Version`: gives its length.
fn version(content: &[u8]) -> Result<usize, Fault> {
    begins_as_sip(content).map_err(|at| (ParseErrorKind::NotStatusLine, at))?;
    let dot = version_number(content, b"SIP/".len())?;
    match content.get(dot) {
        Some(b'.') => version_number(content, dot.saturating_add(1)),
        _ => Err((ParseErrorKind::Version, dot.min(content.len()))),
    }
}

/// `1*DIGIT`, at most 65535: gives the offset behind it.
fn version_number(content: &[u8], at: usize) -> Result<usize, Fault> {
    let (number, length) = number(content, at);
    if length == 0 {
        Err((ParseErrorKind::Version, at.min(content.len())))
    } else if number > u64::from(u16::MAX) {
        Err((ParseErrorKind::VersionOverflow, at))
    } else {
        Ok(at.saturating_add(length))
    }
}

/// A run of digits: its number, saturating, and its length.
fn number(content: &[u8], at: usize) -> (u64, usize) {
    let digits = content.get(at..).unwrap_or_default();
    let digits = digits.iter().take_while(|octet| octet.is_ascii_digit());
    digits.fold((0_u64, 0_usize), |(number, length), digit| {
        let digit = u64::from(digit.wrapping_sub(b'0'));
        (
            number.saturating_mul(10).saturating_add(digit),
            length.saturating_add(1),
        )
    })
}

/// The blanks before the code: gives the offset behind them.
fn blanks(content: &[u8], at: usize, rules: Rules) -> Result<usize, Fault> {
    let rest = content.get(at..).unwrap_or_default();
    let is_blank = |octet: &&u8| matches!(octet, b' ' | b'\t');
    let length = rest.iter().take_while(is_blank).count();
    let offset = match (length, rest.first(), rules) {
        (0, _, _) | (_, Some(b'\t'), Rules::Strict) => at,
        (1, _, _) | (_, _, Rules::Tolerant) => return Ok(at.saturating_add(length)),
        (_, _, Rules::Strict) => at.saturating_add(1),
    };
    Err((ParseErrorKind::Separator, offset))
}

/// `Status-Code`.
fn code(content: &[u8], at: usize) -> Result<StatusCode, Fault> {
    let (number, length) = number(content, at);
    let code = u16::try_from(number).ok().and_then(from_number);
    match (length, code) {
        (3, Some(code)) => Ok(code),
        (4.., _) if number <= 699 => Err((ParseErrorKind::Code, at.saturating_add(3))),
        (3.., _) => Err((ParseErrorKind::CodeOutOfRange { code: number }, at)),
        _ => Err((ParseErrorKind::Code, at.saturating_add(length))),
    }
}
