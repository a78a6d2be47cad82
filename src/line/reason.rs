//! The reason phrase of a line.

use core::fmt;
use core::str::Utf8Error;

use super::octets::find_illegal;
use super::write::Escape;
use crate::write::{Lossy, pad};

/// The reason phrase of a status line: text for people. It should be UTF-8, but
/// deployed stacks send other octets, too.
///
/// The phrase of a line that was read has no CR, LF or NUL. It may have other control
/// characters, and more that a terminal acts on, so escape it before you show it on a
/// terminal. Leading and trailing blanks are part of it, and a `%XX` in it is never
/// decoded. Two phrases are equal if their octets are equal and
/// [`is_escaped`](Self::is_escaped) is the same for both.
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
    /// The octets, as they came or were given: nothing in them is escaped.
    #[must_use]
    #[inline]
    pub const fn as_bytes(self) -> &'a [u8] {
        self.octets
    }

    /// [`as_bytes`](Self::as_bytes) as text.
    ///
    /// # Errors
    ///
    /// The octets are not UTF-8.
    #[inline]
    pub const fn to_str(self) -> Result<&'a str, Utf8Error> {
        core::str::from_utf8(self.octets)
    }

    /// Whether octets outside the grammar are written as `%XX`: see
    /// [`with_escaped_phrase`](crate::StatusLine::with_escaped_phrase) and
    /// [`escaped`](crate::StatusLine::escaped).
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

    /// Whether its octets are those of `other`, without regard to ASCII case.
    #[must_use]
    #[inline]
    pub fn eq_ignore_ascii_case(self, other: &str) -> bool {
        self.octets.eq_ignore_ascii_case(other.as_bytes())
    }

    /// Whether every octet fits the grammar, so that none needs an escape.
    ///
    /// That does not make it safe for a terminal: the grammar allows U+009B, which
    /// begins a control sequence there, and U+202E, which reverses the text.
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

/// Writes the text, with U+FFFD for what is not UTF-8; with `%XX`, if
/// [`is_escaped`](ReasonPhrase::is_escaped). With width and fill.
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
