//! The reason phrase of a line.

use core::fmt;
use core::str::Utf8Error;

use super::octets::find_illegal;
use super::write::Escape;
use crate::write::{Lossy, pad};

/// The reason phrase of a status line: text for people, in UTF-8 by the RFC
/// and in anything in practice.
///
/// The phrase of a line that was read has no CR, LF or NUL, but may have other
/// control characters, and what else a terminal obeys: escape them before you show it
/// there. Leading and trailing blanks are part of it. Two phrases are equal if both
/// their octets and [`is_escaped`](Self::is_escaped) are.
///
/// ```
/// use sip_status::StatusLine;
///
/// let line = StatusLine::parse_sipfrag(b"SIP/2.0 480 Caf\xE9")?.line();
/// assert_eq!(line.phrase().as_bytes(), b"Caf\xE9");
/// assert!(line.phrase().to_str().is_err());
/// assert_eq!(line.phrase().to_string(), "Caf\u{FFFD}");
/// # Ok::<(), sip_status::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReasonPhrase<'a> {
    pub(super) octets: &'a [u8],
    /// Whether octets outside the grammar are written as `%XX`.
    pub(super) escape: bool,
}

impl<'a> ReasonPhrase<'a> {
    /// The octets, as they came or were given.
    #[must_use]
    #[inline]
    pub const fn as_bytes(self) -> &'a [u8] {
        self.octets
    }

    /// The phrase as text.
    ///
    /// # Errors
    ///
    /// The octets are not UTF-8.
    #[inline]
    pub const fn to_str(self) -> Result<&'a str, Utf8Error> {
        core::str::from_utf8(self.octets)
    }

    /// Whether octets outside the grammar are written as `%XX`, as by
    /// [`with_escaped_phrase`](crate::StatusLine::with_escaped_phrase).
    #[must_use]
    #[inline]
    pub const fn is_escaped(self) -> bool {
        self.escape
    }

    /// Whether the phrase is empty.
    #[must_use]
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.octets.is_empty()
    }

    /// Whether it is the same as `other`, without regard to ASCII case.
    #[must_use]
    #[inline]
    pub fn eq_ignore_ascii_case(self, other: &str) -> bool {
        self.octets.eq_ignore_ascii_case(other.as_bytes())
    }

    /// Whether every octet fits the grammar, so that none needs an escape.
    ///
    /// That does not make it fit for a terminal: the grammar has U+009B, which begins
    /// a control sequence there, and U+202E, which turns the text around.
    ///
    /// ```
    /// use sip_status::{StatusCode, StatusLine};
    ///
    /// let line = StatusLine::with_phrase(StatusCode::Ok, "KO\u{202E}".as_bytes())?;
    /// assert!(line.phrase().is_grammatical());
    /// assert_eq!(line.to_string().escape_debug().to_string(), "SIP/2.0 200 KO\\u{202e}");
    /// # Ok::<(), sip_status::InvalidPhrase>(())
    /// ```
    #[must_use]
    #[inline]
    pub const fn is_grammatical(self) -> bool {
        find_illegal(self.octets).is_none()
    }
}

/// The octets, as they came or were given.
impl AsRef<[u8]> for ReasonPhrase<'_> {
    #[inline]
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}

/// Writes the text, with U+FFFD for what is not UTF-8; escaped, if the line
/// was made with
/// [`with_escaped_phrase`](crate::StatusLine::with_escaped_phrase). With width and
/// fill.
impl fmt::Display for ReasonPhrase<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad(f, |out| {
            if !self.escape {
                return Lossy(self.octets).write(out);
            }
            Escape::new(self.octets).try_for_each(|piece| Lossy(piece.as_bytes()).write(out))
        })
    }
}

impl fmt::Debug for ReasonPhrase<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = if self.escape { ", to be escaped" } else { "" };
        write!(f, "ReasonPhrase(\"{}\"{how})", self.octets.escape_ascii())
    }
}
