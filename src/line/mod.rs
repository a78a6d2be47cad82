//! The status line: reading and writing it.

mod deviation;
mod octets;
mod parse;
mod reason;
#[allow(
    clippy::missing_inline_in_public_items,
    reason = "the parsers stay one piece of code, whoever calls them"
)]
mod stream;
mod usual;
mod version;
mod write;

pub use deviation::{Deviation, DeviationSet, Deviations};
pub use reason::ReasonPhrase;
pub use stream::StatusLineParser;
pub(crate) use usual::Usual;
pub use version::SipVersion;

use core::fmt;

use self::parse::PHRASE_AT;
use crate::error::InvalidPhrase;
use crate::phrase::{PhraseKind, PhraseOrigin};
use crate::table::{LINES, StatusCode, by_code};

/// The status line of a response: version, code and reason phrase
/// ([RFC 3261 §7.2](https://www.rfc-editor.org/rfc/rfc3261.html#section-7.2)).
///
/// It borrows version and phrase. Read one with [`parse`](Self::parse), make one with
/// [`new`](Self::new), and write it with [`write_to`](Self::write_to). It is always
/// written as one line, whatever the phrase.
///
/// ```
/// use sip_status::{StatusCode, StatusLine};
///
/// let line = StatusLine::new(StatusCode::BusyHere);
/// assert_eq!(line.to_string(), "SIP/2.0 486 Busy Here");
/// assert_eq!(line.encoded_len(), 23); // with CRLF
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StatusLine<'a> {
    version: SipVersion<'a>,
    code: StatusCode,
    phrase: ReasonPhrase<'a>,
}

impl<'a> StatusLine<'a> {
    /// The line with the code's canonical phrase, or with the name of its class for
    /// an unassigned code.
    #[must_use]
    #[inline]
    pub const fn new(code: StatusCode) -> StatusLine<'static> {
        StatusLine::of(code, code.reason_phrase().as_bytes(), false)
    }

    /// The line with a phrase of your own, which has to fit the grammar.
    ///
    /// # Errors
    ///
    /// The first octet that does not fit, and its offset: a control character
    /// other than HTAB, one of `"` `#` `<` `>` `[` `\` `]` `^` `{` `|` `}` and
    /// the backquote, a `%` without two hexadecimal digits, or an octet above 0x7F
    /// that does not fit the grammar's UTF-8, which
    /// [`parse_strict`](Self::parse_strict) describes.
    ///
    /// ```
    /// use sip_status::{StatusCode, StatusLine};
    ///
    /// let line = StatusLine::with_phrase(StatusCode::BusyHere, "besetzt".as_bytes())?;
    /// assert_eq!(line.to_string(), "SIP/2.0 486 besetzt");
    ///
    /// let forged = StatusLine::with_phrase(StatusCode::Ok, b"OK\r\nVia: evil");
    /// assert_eq!(forged.unwrap_err().offset(), 2);
    /// # Ok::<(), sip_status::InvalidPhrase>(())
    /// ```
    #[inline]
    pub const fn with_phrase(code: StatusCode, phrase: &'a [u8]) -> Result<Self, InvalidPhrase> {
        if let Some(offset) = octets::find_illegal(phrase) {
            // `find_illegal` gives a place inside the phrase.
            let octet = match phrase.split_at_checked(offset) {
                Some((_, [octet, ..])) => *octet,
                _ => 0,
            };
            return Err(InvalidPhrase { octet, offset });
        }
        Ok(Self::of(code, phrase, false))
    }

    /// The line with a phrase of your own; octets that do not fit the grammar
    /// are written as `%XX`.
    ///
    /// A `%XX` that is in the phrase already stays as it is.
    ///
    /// ```
    /// use sip_status::{StatusCode, StatusLine};
    ///
    /// let line = StatusLine::with_escaped_phrase(StatusCode::Ok, b"OK\r\nVia: <evil>");
    /// assert_eq!(line.to_string(), "SIP/2.0 200 OK%0D%0AVia: %3Cevil%3E");
    /// ```
    #[must_use]
    #[inline]
    pub const fn with_escaped_phrase(code: StatusCode, phrase: &'a [u8]) -> Self {
        Self::of(code, phrase, true)
    }

    const fn of(code: StatusCode, octets: &'a [u8], escape: bool) -> Self {
        Self {
            version: SipVersion::V2_0,
            code,
            phrase: ReasonPhrase { octets, escape },
        }
    }

    /// The same line; octets of the phrase that do not fit the grammar are
    /// written as `%XX` instead of as they came.
    ///
    /// ```
    /// use sip_status::StatusLine;
    ///
    /// let line = StatusLine::parse_sipfrag(b"SIP/2.0 480 [gone]")?.line();
    /// assert_eq!(line.to_string(), "SIP/2.0 480 [gone]");
    /// assert_eq!(line.escaped().to_string(), "SIP/2.0 480 %5Bgone%5D");
    /// # Ok::<(), sip_status::ParseError>(())
    /// ```
    #[must_use]
    #[inline]
    pub const fn escaped(mut self) -> Self {
        self.phrase.escape = true;
        self
    }

    /// The version.
    #[must_use]
    #[inline]
    pub const fn version(self) -> SipVersion<'a> {
        self.version
    }

    /// The line with a phrase that a line which was read can have.
    #[cfg(feature = "serde")]
    pub(crate) fn with_read_phrase(
        code: StatusCode,
        phrase: &'a [u8],
    ) -> Result<Self, InvalidPhrase> {
        let dangerous = |octet: &u8| matches!(octet, b'\r' | b'\n' | 0);
        match phrase
            .iter()
            .enumerate()
            .find(|(_, octet)| dangerous(octet))
        {
            Some((offset, octet)) => Err(InvalidPhrase {
                octet: *octet,
                offset,
            }),
            None => Ok(Self::of(code, phrase, false)),
        }
    }

    /// The same line with another version; `None` if it is none.
    #[cfg(feature = "serde")]
    pub(crate) fn with_version(mut self, version: &'a [u8]) -> Option<Self> {
        let length = parse::version(version).ok()?;
        self.version = SipVersion::at_start(version);
        (length == version.len()).then_some(self)
    }

    /// The status code.
    #[must_use]
    #[inline]
    pub const fn code(self) -> StatusCode {
        self.code
    }

    /// The reason phrase.
    #[must_use]
    #[inline]
    pub const fn phrase(self) -> ReasonPhrase<'a> {
        self.phrase
    }

    /// What the phrase is to the code: see [`StatusCode::classify_phrase`].
    #[must_use]
    #[inline]
    pub fn phrase_kind(self) -> PhraseKind {
        self.code.classify_phrase(self.phrase.octets)
    }

    /// A phrase from the tables in place of the sender's: the canonical phrase if the
    /// sender's is canonical, a known variant or empty, and the name of the class if
    /// the sender used words of its own.
    ///
    /// ```
    /// use sip_status::StatusLine;
    ///
    /// let words = |line: &'static [u8]| {
    ///     StatusLine::parse_sipfrag(line).map(|parsed| parsed.line().known_phrase())
    /// };
    /// assert_eq!(words(b"SIP/2.0 404 Not here")?, "Not Found");
    /// assert_eq!(words(b"SIP/2.0 404 Go away")?, "Request Failure");
    /// # Ok::<(), sip_status::ParseError>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn known_phrase(self) -> &'static str {
        match self.phrase_kind() {
            PhraseKind::OwnWords => self.code.class().default_phrase(),
            _ => self.code.reason_phrase(),
        }
    }

    /// Whether the line is a 603 with the phrase "Network Blocked", without regard to
    /// ASCII case: a network says with it that it blocked the call ("603+",
    /// ATIS-1000099).
    ///
    /// ```
    /// use sip_status::StatusLine;
    ///
    /// let line = StatusLine::parse_sipfrag(b"SIP/2.0 603 Network Blocked")?.line();
    /// assert!(line.is_network_blocked());
    /// # Ok::<(), sip_status::ParseError>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn is_network_blocked(self) -> bool {
        let blocked = PhraseKind::Variant(PhraseOrigin::Document("ATIS-1000099"));
        matches!(self.code, StatusCode::Decline) && self.phrase_kind() == blocked
    }
}

impl From<StatusCode> for StatusLine<'static> {
    #[inline]
    fn from(code: StatusCode) -> Self {
        Self::new(code)
    }
}

impl StatusCode {
    /// The whole status line with the code's
    /// [`reason_phrase`](Self::reason_phrase), CRLF included, ready to be sent.
    ///
    /// ```
    /// use sip_status::StatusCode;
    ///
    /// const BUSY: &[u8] = StatusCode::BusyHere.status_line();
    /// assert_eq!(BUSY, b"SIP/2.0 486 Busy Here\r\n");
    /// ```
    #[must_use]
    #[inline]
    pub const fn status_line(self) -> &'static [u8] {
        by_code(&LINES, self).as_bytes()
    }
}

/// A status line that was read, with its octets and the input after it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Parsed<'a> {
    /// The input from the line on.
    input: &'a [u8],
    /// Where the line ends in it.
    end: u32,
    code: StatusCode,
    /// A slice, and no offsets, which would be checked when it is asked for. The
    /// rest is small, as it is handed back for every line.
    phrase: &'a [u8],
}

impl<'a> Parsed<'a> {
    /// A line of SIP/2.0 with single spaces and CRLF.
    #[inline]
    fn plain(input: &'a [u8], code: StatusCode, phrase_end: u32) -> Option<Self> {
        Some(Self {
            input,
            end: phrase_end.wrapping_add(2),
            code,
            phrase: input.get(PHRASE_AT..phrase_end as usize)?,
        })
    }

    /// The line.
    #[must_use]
    #[inline]
    pub const fn line(self) -> StatusLine<'a> {
        StatusLine {
            version: SipVersion::at_start(self.input),
            code: self.code,
            phrase: self.phrase(),
        }
    }

    /// The line's status code.
    #[must_use]
    #[inline]
    pub const fn code(self) -> StatusCode {
        self.code
    }

    /// The line's reason phrase.
    #[must_use]
    #[inline]
    pub const fn phrase(self) -> ReasonPhrase<'a> {
        ReasonPhrase {
            octets: self.phrase,
            escape: false,
        }
    }

    /// The line's octets as they came, its end included; CRLFs before it are
    /// left out.
    #[must_use]
    #[inline]
    pub const fn raw(self) -> &'a [u8] {
        split(self.input, self.end).0
    }

    /// The input after the line.
    #[must_use]
    #[inline]
    pub const fn rest(self) -> &'a [u8] {
        split(self.input, self.end).1
    }
}

/// Splits at an offset that is known to be inside.
const fn split(octets: &[u8], at: u32) -> (&[u8], &[u8]) {
    match octets.split_at_checked(at as usize) {
        Some(both) => both,
        None => (octets, &[]),
    }
}

impl fmt::Debug for Parsed<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parsed")
            .field("line", &self.line())
            .field("rest", &self.rest().len())
            .finish_non_exhaustive()
    }
}

/// What a parser made of its input: a line, or not yet one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Progress<'a> {
    /// The whole line is there.
    Complete(Parsed<'a>),
    /// The line's end has not come yet.
    Incomplete {
        /// How many octets at the start of the input are CRLFs before the line, such
        /// as keep-alives
        /// ([RFC 5626 §3.5.1](https://www.rfc-editor.org/rfc/rfc5626.html#section-3.5.1)),
        /// and may be thrown away.
        skip: usize,
    },
}

impl<'a> Progress<'a> {
    /// What was read, if the line is complete.
    #[must_use]
    #[inline]
    pub const fn complete(self) -> Option<Parsed<'a>> {
        match self {
            Self::Complete(parsed) => Some(parsed),
            Self::Incomplete { .. } => None,
        }
    }
}
