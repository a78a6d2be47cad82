//! The rules that header field values share, and text inside them.
//!
//! ```text
//! LWS            = [*WSP CRLF] 1*WSP
//! SWS            = [LWS]
//! token          = 1*(alphanum / "-" / "." / "!" / "%" / "*"
//!                  / "_" / "+" / "`" / "'" / "~" )
//! generic-param  = token [ EQUAL gen-value ]
//! gen-value      = token / host / quoted-string
//! quoted-string  = SWS DQUOTE *(qdtext / quoted-pair ) DQUOTE
//! qdtext         = LWS / %x21 / %x23-5B / %x5D-7E / UTF8-NONASCII
//! comment        = LPAREN *(ctext / quoted-pair / comment) RPAREN
//! ctext          = %x21-27 / %x2A-5B / %x5D-7E / UTF8-NONASCII / LWS
//! quoted-pair    = "\" (%x00-09 / %x0B-0C / %x0E-7F)
//! delta-seconds  = 1*DIGIT
//! ```
//!
//! ([RFC 3261 §25.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-25.1).)
//! What is read besides, or not read although the grammar allows it:
//!
//! - Blanks may be folded more than once, as they may where two rules with SWS
//!   meet. A CR or LF that is no part of a fold is refused: it would end the field.
//! - Any octet from 0x80 on stands for itself in text, as deployed stacks send
//!   ISO 8859-1.
//! - NUL is refused, also behind a backslash.
//! - Of the hosts only an address in brackets is not a token; it is looked at
//!   octet by octet, and not for its sense.

use core::fmt;

use crate::error::{InvalidFieldValue, InvalidFieldValueKind as Kind};
use crate::field::{FieldText, Form, Parameter};

/// Why a rule does not fit, and what is left of the input there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault<'a> {
    kind: Kind,
    left: &'a [u8],
}

impl<'a> Fault<'a> {
    /// The fault that `left` begins with; `kind`, unless it is an octet that is
    /// nowhere allowed.
    pub(crate) const fn new(kind: Kind, left: &'a [u8]) -> Self {
        let kind = match left {
            [0, ..] => Kind::Nul,
            [b'\r' | b'\n', ..] => Kind::LineBreak,
            _ => kind,
        };
        Self { kind, left }
    }

    /// The error for a field value that ends as `left` does.
    pub(crate) const fn in_value(self, value: &[u8]) -> InvalidFieldValue {
        InvalidFieldValue {
            kind: self.kind,
            offset: value.len().saturating_sub(self.left.len()),
        }
    }
}

/// What was found, and what is behind it.
pub(crate) type Found<'a, T> = Result<(T, &'a [u8]), Fault<'a>>;

/// SWS: what is behind the blanks.
pub(crate) const fn skip_blanks(mut input: &[u8]) -> &[u8] {
    while let Some(rest) = behind_blank(input) {
        input = rest;
    }
    input
}

/// What is behind one blank, or one fold with a blank.
const fn behind_blank(input: &[u8]) -> Option<&[u8]> {
    match input {
        [b' ' | b'\t', rest @ ..] | [b'\r', b'\n', b' ' | b'\t', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// SWS, the octet, SWS: what is behind them.
pub(crate) const fn separator(input: &[u8], octet: u8) -> Option<&[u8]> {
    match skip_blanks(input) {
        [first, rest @ ..] if *first == octet => Some(skip_blanks(rest)),
        _ => None,
    }
}

pub(crate) const fn is_token_octet(octet: u8) -> bool {
    matches!(octet,
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z'
        | b'-' | b'.' | b'!' | b'%' | b'*' | b'_' | b'+' | b'`' | b'\'' | b'~')
}

/// The octets that `fits` takes, as text, and what is behind them. They are ASCII.
fn run(input: &[u8], fits: impl Fn(u8) -> bool) -> Option<(&str, &[u8])> {
    let end = input.iter().position(|octet| !fits(*octet));
    let (run, rest) = input.split_at_checked(end.unwrap_or(input.len()))?;
    let text = core::str::from_utf8(run).ok()?;
    (!text.is_empty()).then_some((text, rest))
}

pub(crate) fn token(input: &[u8], otherwise: Kind) -> Found<'_, &str> {
    run(input, is_token_octet).ok_or(Fault::new(otherwise, input))
}

/// 1*DIGIT, as delta-seconds is; the largest `u32` for a number that is larger
/// still.
pub(crate) fn number(input: &[u8]) -> Found<'_, u32> {
    let found = run(input, |octet| octet.is_ascii_digit());
    let (digits, rest) = found.ok_or(Fault::new(Kind::Number, input))?;
    Ok((digits.parse().unwrap_or(u32::MAX), rest))
}

/// A parameter, behind its semicolon.
pub(crate) fn parameter(input: &[u8]) -> Found<'_, Parameter<'_>> {
    let (name, rest) = token(input, Kind::ParameterName)?;
    let Some(value) = separator(rest, b'=') else {
        return Ok((Parameter { name, value: None }, rest));
    };
    let (value, rest) = parameter_value(value)?;
    let value = Some(value);
    Ok((Parameter { name, value }, rest))
}

fn parameter_value(input: &[u8]) -> Found<'_, FieldText<'_>> {
    let kind = Kind::ParameterValue;
    match input {
        [b'"', text @ ..] => quoted_string(text),
        [b'[', address @ ..] => {
            let inside = |octet: u8| octet.is_ascii_hexdigit() || matches!(octet, b':' | b'.');
            let (address, rest) = run(address, inside).ok_or(Fault::new(kind, address))?;
            if !rest.starts_with(b"]") {
                return Err(Fault::new(kind, rest));
            }
            let length = address.len().saturating_add(2);
            let split = input.split_at_checked(length);
            let (octets, rest) = split.ok_or(Fault::new(kind, input))?;
            Ok((FieldText::read(octets, Form::Token), rest))
        }
        _ => {
            let (word, rest) = token(input, kind)?;
            Ok((FieldText::read(word.as_bytes(), Form::Token), rest))
        }
    }
}

/// A quoted string, behind its opening quotation mark.
fn quoted_string(input: &[u8]) -> Found<'_, FieldText<'_>> {
    let mut left = input;
    loop {
        left = match left {
            [b'"', rest @ ..] => return Ok((text_until(input, left, Form::Quoted), rest)),
            _ => behind_text_octet(left)?,
        };
    }
}

/// A comment, behind its opening parenthesis. Comments inside it belong to it.
pub(crate) fn comment(input: &[u8]) -> Found<'_, FieldText<'_>> {
    let mut left = input;
    let mut inner = 0_usize;
    loop {
        left = match left {
            [b')', rest @ ..] if inner == 0 => {
                return Ok((text_until(input, left, Form::Comment), rest));
            }
            [b')', rest @ ..] => {
                inner = inner.saturating_sub(1);
                rest
            }
            [b'(', rest @ ..] => {
                inner = inner.saturating_add(1);
                rest
            }
            _ => behind_text_octet(left)?,
        };
    }
}

/// The text from `input` to `end`.
fn text_until<'a>(input: &'a [u8], end: &[u8], form: Form) -> FieldText<'a> {
    let octets = input.get(..input.len().saturating_sub(end.len()));
    FieldText::read(octets.unwrap_or_default(), form)
}

/// What is behind one octet of text, one quoted pair or one blank.
fn behind_text_octet(input: &[u8]) -> Result<&[u8], Fault<'_>> {
    if let Some(rest) = behind_blank(input) {
        return Ok(rest);
    }
    match input {
        [] => Err(Fault::new(Kind::Unclosed, input)),
        [b'\\', octet, rest @ ..] if is_quotable(*octet) => Ok(rest),
        [b'\\', rest @ ..] => Err(Fault::new(Kind::QuotedPair, rest)),
        [0x21..=0x7E | 0x80..=0xFF, rest @ ..] => Ok(rest),
        _ => Err(Fault::new(Kind::Control, input)),
    }
}

/// Whether a backslash may stand before it.
const fn is_quotable(octet: u8) -> bool {
    octet.is_ascii() && !matches!(octet, 0 | b'\r' | b'\n')
}

/// `*(SEMI param)`: the parameters as they stand, the first semicolon included.
/// All that is behind them are blanks and what is no parameter.
pub(crate) fn parameters(input: &[u8]) -> Found<'_, Parameters<'_>> {
    let mut rest = input;
    while let Some(start) = separator(rest, b';') {
        (_, rest) = parameter(start)?;
    }
    let octets = input.get(..input.len().saturating_sub(rest.len()));
    Ok((Parameters(octets.unwrap_or_default()), rest))
}

/// Parameters that were read before, and so are right.
#[derive(Clone, Copy)]
pub(crate) struct Parameters<'a>(&'a [u8]);

impl<'a> Parameters<'a> {
    pub(crate) const NONE: Self = Self(&[]);

    pub(crate) fn iter(self) -> impl Iterator<Item = Parameter<'a>> {
        let mut left = self.0;
        core::iter::from_fn(move || {
            let (found, rest) = parameter(separator(left, b';')?).ok()?;
            left = rest;
            Some(found)
        })
    }
}

impl fmt::Debug for Parameters<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// What is wrong where a value has to be at its end.
pub(crate) fn end(rest: &[u8]) -> Result<(), Fault<'_>> {
    match skip_blanks(rest) {
        [] => Ok(()),
        left => Err(Fault::new(Kind::Separator, left)),
    }
}
