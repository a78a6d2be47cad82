//! Writing: a line is one line, whatever the phrase.

use core::fmt;

use super::octets::find_illegal;
use super::{ReasonPhrase, StatusLine};
use crate::error::BufferTooSmall;
use crate::write::{Place, pad};

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// A piece of an escaped phrase: a run that stands for itself, or an octet that
/// is written as `%XX`.
pub(super) enum Piece<'a> {
    Run(&'a [u8]),
    Escaped([u8; 3]),
}

impl Piece<'_> {
    pub(super) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Run(run) => run,
            Self::Escaped(escaped) => escaped,
        }
    }
}

/// The pieces of a phrase whose octets outside the grammar are escaped.
pub(super) struct Escape<'a> {
    rest: &'a [u8],
}

impl<'a> Escape<'a> {
    pub(super) const fn new(octets: &'a [u8]) -> Self {
        Self { rest: octets }
    }
}

impl<'a> Iterator for Escape<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let run = find_illegal(self.rest).unwrap_or(self.rest.len());
        if run > 0 {
            let (run, rest) = self.rest.split_at_checked(run)?;
            self.rest = rest;
            return Some(Piece::Run(run));
        }
        let (octet, rest) = self.rest.split_first()?;
        self.rest = rest;
        let digit = |value: u8| HEX.get(usize::from(value)).copied().unwrap_or(b'0');
        Some(Piece::Escaped([
            b'%',
            digit(octet >> 4),
            digit(octet & 0x0F),
        ]))
    }
}

impl ReasonPhrase<'_> {
    fn encoded_len(self) -> usize {
        if !self.escape {
            return self.octets.len();
        }
        // Three times the octets may be more than a small `usize` holds.
        Escape::new(self.octets)
            .map(|piece| piece.as_bytes().len())
            .fold(0, usize::saturating_add)
    }
}

impl StatusLine<'_> {
    /// The number of octets that [`write_to`](Self::write_to) writes, CRLF
    /// included.
    #[must_use]
    #[inline]
    pub fn encoded_len(self) -> usize {
        // SP, three digits, SP; CRLF.
        let fixed = self.version.as_bytes().len().saturating_add(7);
        fixed.saturating_add(self.phrase.encoded_len())
    }

    /// Writes the line with its CRLF to the start of `buffer`, and returns the
    /// number of octets.
    ///
    /// Of a line that was read, version and phrase are written as they came (see
    /// [`escaped`](Self::escaped)), and deviations around them are mended. What
    /// [`parse_strict`](Self::parse_strict) accepts comes out unchanged.
    ///
    /// # Errors
    ///
    /// The buffer is smaller than [`encoded_len`](Self::encoded_len). What it holds
    /// after the error is unspecified.
    ///
    /// ```
    /// use sip_status::{StatusCode, StatusLine};
    ///
    /// let mut buffer = [0; 64];
    /// let length = StatusLine::new(StatusCode::BusyHere).write_to(&mut buffer)?;
    /// assert_eq!(&buffer[..length], b"SIP/2.0 486 Busy Here\r\n");
    /// # Ok::<(), sip_status::BufferTooSmall>(())
    /// ```
    #[inline]
    pub fn write_to(self, buffer: &mut [u8]) -> Result<usize, BufferTooSmall> {
        let mut place = Place::new(buffer);
        match self.pieces(|piece| place.take(piece)) {
            Some(()) => Ok(place.written()),
            None => Err(BufferTooSmall {
                needed: self.encoded_len(),
            }),
        }
    }

    /// Writes the line with its CRLF as text. Octets of the phrase that are not UTF-8
    /// are always written as `%XX`.
    ///
    /// # Errors
    ///
    /// The errors of `out`.
    ///
    /// ```
    /// use sip_status::{StatusCode, StatusLine};
    ///
    /// let mut response = String::new();
    /// StatusLine::new(StatusCode::BusyHere).write_into(&mut response)?;
    /// response.push_str("Via: ...\r\n");
    /// assert_eq!(response, "SIP/2.0 486 Busy Here\r\nVia: ...\r\n");
    /// # Ok::<(), std::fmt::Error>(())
    /// ```
    #[inline]
    pub fn write_into<W: fmt::Write>(self, mut out: W) -> fmt::Result {
        self.pieces(|piece| write_text(piece, &mut out).ok())
            .ok_or(fmt::Error)
    }

    /// The octets of the line, piece by piece, until one is refused.
    fn pieces(self, mut take: impl FnMut(&[u8]) -> Option<()>) -> Option<()> {
        take(self.version.as_bytes())?;
        take(b" ")?;
        take(self.code.as_str().as_bytes())?;
        take(b" ")?;
        if self.phrase.escape {
            Escape::new(self.phrase.octets).try_for_each(|piece| take(piece.as_bytes()))?;
        } else {
            take(self.phrase.octets)?;
        }
        take(b"\r\n")
    }
}

fn write_text<W: fmt::Write>(octets: &[u8], out: &mut W) -> fmt::Result {
    for chunk in octets.utf8_chunks() {
        out.write_str(chunk.valid())?;
        for octet in chunk.invalid() {
            write!(out, "%{octet:02X}")?;
        }
    }
    Ok(())
}

/// Writes the line without its CRLF, with width and fill; see [`ReasonPhrase`] for
/// the phrase.
impl fmt::Display for StatusLine<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad(f, |out| {
            write!(out, "{} {} {}", self.version, self.code, self.phrase)
        })
    }
}
