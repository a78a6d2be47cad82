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
//! [`StatusLine::parse`](super::StatusLine::parse). An error is the leftmost fault
//! of a line that is there as a whole. Until then only what does not begin as a
//! status line, a CR without LF, a NUL and a line that is too long are errors, so
//! that the verdict does not depend on how the input was cut.

use super::octets::{find_control, find_end, find_end_of_common, find_illegal};
use super::{Parsed, Progress, StatusLineParser, Usual};
use crate::error::{ParseError, ParseErrorKind};
use crate::table::{StatusCode, from_number};

/// The longest line that any setting allows: offsets have 32 bits.
pub(super) const MAX_LENGTH: usize = u32::MAX as usize;

/// And the shortest: so much is looked at to tell a status line at all.
pub(super) const MIN_LENGTH: usize = 4;

/// Where the phrase begins in a line of SIP/2.0 with single spaces.
pub(super) const PHRASE_AT: usize = 12;

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

/// What a quick way found. Small, so that it is handed back in registers.
#[derive(Clone, Copy)]
pub(super) struct Found {
    /// Where the phrase ends.
    pub(super) end: u32,
    pub(super) code: StatusCode,
}

/// A line of SIP/2.0 with single spaces, a phrase in the sender's own words without an
/// octet below 0x0E, and CRLF. Any other is left to the general reader. `row` is the one
/// that [`Usual::of`] gives for `input`.
#[inline(never)]
pub(super) fn own_words(input: &[u8], row: Option<&Usual>) -> Option<Found> {
    let (code, line) = plain_start(input, row)?;
    found(code, line, find_end(line, PHRASE_AT)?)
}

/// As [`own_words`], with no fault by the grammar.
#[inline(never)]
pub(super) fn own_words_strict(input: &[u8], row: Option<&Usual>) -> Option<Found> {
    let (code, line) = plain_start(input, row)?;
    match find_end_of_common(line, PHRASE_AT) {
        Some(end) => found(code, line, end),
        None => uncommon(code, line),
    }
}

/// As [`own_words_strict`], for what [`find_end_of_common`] does not answer: octets that
/// are not common, or fewer than 16 before the end. Called last, so that its caller
/// saves no registers for it.
#[cold]
#[inline(never)]
fn uncommon(code: StatusCode, line: &[u8]) -> Option<Found> {
    let behind = line.get(PHRASE_AT..)?;
    let phrase = behind.get(..find_control(behind)?)?;
    if find_illegal(phrase).is_some() {
        return None;
    }
    found(code, line, PHRASE_AT.wrapping_add(phrase.len()))
}

/// What is made of any line.
pub(super) struct Unusual<'a> {
    pub(super) parsed: Option<Parsed<'a>>,
    /// Without a line: how much may be skipped while it is incomplete, or its fault.
    pub(super) otherwise: Result<usize, ParseError>,
}

/// Any line, by the rules for whole inputs and with the default limit.
#[cold]
#[inline(never)]
pub(super) fn unusual(input: &[u8], rules: Rules) -> Unusual<'_> {
    let other = |otherwise| Unusual {
        parsed: None,
        otherwise,
    };
    // Most requests are told by their first octet.
    if let Some(b'A'..=b'R' | b'T'..=b'Z') = input.first() {
        let kind = ParseErrorKind::NotStatusLine;
        return other(Err(ParseError { kind, offset: 0 }));
    }
    let max_length = StatusLineParser::DEFAULT_MAX_LENGTH;
    match general(input, rules, End::Open, max_length, &mut 0) {
        Ok(Progress::Complete(parsed)) => Unusual {
            parsed: Some(parsed),
            otherwise: Ok(0),
        },
        Ok(Progress::Incomplete { skip }) => other(Ok(skip)),
        Err(error) => other(Err(error)),
    }
}

/// The code of a line of SIP/2.0 with single spaces, and as much of the input as the
/// line may have.
#[expect(clippy::inline_always, reason = "it is the start of a quick way")]
#[inline(always)]
fn plain_start<'a>(input: &'a [u8], row: Option<&Usual>) -> Option<(StatusCode, &'a [u8])> {
    let start = input.first_chunk::<PHRASE_AT>()?;
    let (version, digits) = start.split_first_chunk::<8>()?;
    if version != b"SIP/2.0 " {
        return None;
    }
    let code = match row {
        // Nearly every code is named, and known already.
        Some(row) if row.digits() == digits => row.code,
        _ => StatusCode::from_bytes(digits.strip_suffix(b" ")?).ok()?,
    };
    let line = input.get(..StatusLineParser::DEFAULT_MAX_LENGTH);
    Some((code, line.unwrap_or(input)))
}

/// The line, if CRLF is where its phrase ends.
#[expect(clippy::cast_possible_truncation, reason = "a place in 8192 octets")]
#[inline]
fn found(code: StatusCode, line: &[u8], end: usize) -> Option<Found> {
    let (_, behind) = line.split_at_checked(end)?;
    let end = end as u32;
    (behind.first_chunk() == Some(b"\r\n")).then_some(Found { end, code })
}

/// As an offset: nothing that is read is longer than [`MAX_LENGTH`].
#[inline]
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Reads any line. `seen` octets of it, behind the leading CRLFs, are known to
/// have nothing to stop at; it is set to what is known after the call. Where the input
/// ends the line, it is 0.
pub(super) fn general<'a>(
    input: &'a [u8],
    rules: Rules,
    end: End,
    max_length: usize,
    seen: &mut usize,
) -> Result<Progress<'a>, ParseError> {
    let start = leading_crlfs(input);
    if start > StatusLineParser::MOST_CRLFS {
        return Err(ParseError {
            kind: ParseErrorKind::TooLong,
            offset: StatusLineParser::MOST_CRLFS,
        });
    }
    let from_start = input.get(start..).unwrap_or_default();
    match behind_crlfs(from_start, rules, end, max_length, seen) {
        Ok(Some(parsed)) => Ok(Progress::Complete(parsed)),
        Ok(None) => Ok(Progress::Incomplete { skip: start }),
        Err((kind, offset)) => Err(ParseError {
            kind,
            offset: start.saturating_add(offset),
        }),
    }
}

/// As [`general`], without CRLFs before the line; `None` if its end has not come.
fn behind_crlfs<'a>(
    input: &'a [u8],
    rules: Rules,
    end: End,
    max_length: usize,
    seen: &mut usize,
) -> Result<Option<Parsed<'a>>, Fault> {
    // No more of the line than it may have.
    let line = input.get(..max_length).unwrap_or(input);
    if let Err(offset) = begins_as_sip(line) {
        // A CR alone may yet become a CRLF.
        if input != b"\r" || end == End::OfLine {
            return Err((ParseErrorKind::NotStatusLine, offset));
        }
    }
    let too_long = match end {
        End::Open => input.len() >= max_length,
        End::OfLine => input.len() > max_length,
    };
    let (content, raw_len, fault) = match find_stop_from(line, *seen) {
        Stop::LineEnd {
            content,
            length,
            bare,
        } => {
            let fault = (bare && rules == Rules::Strict).then_some(ParseErrorKind::BareLf);
            (content, length, fault)
        }
        Stop::Fault { at, kind } => (at, at, Some(kind)),
        Stop::None { .. } if too_long => return Err((ParseErrorKind::TooLong, max_length)),
        Stop::None { clean } if end == End::Open => {
            *seen = clean;
            return Ok(None);
        }
        Stop::None { clean } if clean < line.len() => (clean, clean, Some(ParseErrorKind::BareCr)),
        Stop::None { .. } => (line.len(), line.len(), None),
    };
    let content = line.get(..content).unwrap_or_default();
    let found = leftmost(pieces(content, rules), fault, content.len(), end)?;
    Ok(Some(Parsed {
        input,
        end: offset(raw_len),
        code: found.code,
        phrase: content.get(found.phrase_at..).unwrap_or_default(),
    }))
}

/// The pieces of a line's content, or the leftmost fault: one in them, or the one at
/// which the content ends.
fn leftmost(
    found: Result<Pieces, Fault>,
    at_end: Option<ParseErrorKind>,
    length: usize,
    end: End,
) -> Result<Pieces, Fault> {
    match (found, at_end) {
        // At the same place, an octet that must not be there says more than one
        // that is missing.
        (Err((kind, offset)), Some(at_end))
            if offset < length || at_end == ParseErrorKind::BareLf =>
        {
            Err((kind, offset))
        }
        (_, Some(kind)) => Err((kind, length)),
        (Err((_, offset)), None) if end == End::OfLine && offset == length && offset < 4 => {
            Err((ParseErrorKind::UnexpectedEnd, offset))
        }
        (found, None) => found,
    }
}

/// The length of the CRLFs before the line (RFC 3261 §7.5), which are not counted
/// much further than there may be.
pub(super) fn leading_crlfs(input: &[u8]) -> usize {
    let most = StatusLineParser::MOST_CRLFS.wrapping_add(2);
    let input = input.get(..most).unwrap_or(input);
    let mut rest = input;
    while let [b'\r', b'\n', tail @ ..] = rest {
        rest = tail;
    }
    input.len().saturating_sub(rest.len())
}

/// Whether what is there begins as a status line; if not, the offset of the
/// first octet that shows it.
fn begins_as_sip(input: &[u8]) -> Result<(), usize> {
    if input.starts_with(b"SIP/") {
        return Ok(());
    }
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

/// Where a line stops of which `seen` octets have nothing to stop at.
fn find_stop_from(line: &[u8], seen: usize) -> Stop {
    // A line is complete only after all of it was looked at in this call, so that no
    // other input than the one that was seen can smuggle a line end past.
    match find_stop(line, seen) {
        Stop::None { clean } => Stop::None { clean },
        _ if seen != 0 => find_stop(line, 0),
        stop => stop,
    }
}

/// Looks for the line's end, from `seen` on.
fn find_stop(line: &[u8], seen: usize) -> Stop {
    // A shorter line is another one than that which was seen.
    let mut from = if seen <= line.len() { seen } else { 0 };
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
pub(super) fn version(content: &[u8]) -> Result<usize, Fault> {
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
