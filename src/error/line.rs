//! The errors of status lines.

use core::fmt;

use thiserror::Error;

/// Why the input is not a status line, and where.
///
/// ```
/// use sip_status::{ParseErrorKind, StatusLine};
///
/// let error = StatusLine::parse(b"SIP/2.0 700 Nope\r\n").unwrap_err();
/// assert_eq!(error.kind(), ParseErrorKind::CodeOutOfRange { code: 700 });
/// assert_eq!(error.offset(), 8);
/// assert_eq!(error.to_string(), "found status code 700 at offset 8, expected 100 to 699");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParseError {
    pub(crate) kind: ParseErrorKind,
    pub(crate) offset: usize,
}

impl ParseError {
    /// What was wrong.
    #[must_use]
    #[inline]
    pub const fn kind(self) -> ParseErrorKind {
        self.kind
    }

    /// Where the fault is: its offset in the input, in octets from 0.
    #[must_use]
    #[inline]
    pub const fn offset(self) -> usize {
        self.offset
    }
}

impl fmt::Display for ParseError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use ParseErrorKind as Kind;

        let at = self.offset;
        match self.kind {
            Kind::NotStatusLine => {
                write!(f, "found something else at offset {at}, expected `SIP/`")
            }
            Kind::Version => write!(
                f,
                "found no version at offset {at}, expected digits, a dot and digits"
            ),
            Kind::VersionOverflow => write!(
                f,
                "found a number at offset {at} that is too large for a version, expected at most 65535"
            ),
            Kind::Separator => write!(
                f,
                "found no separator at offset {at}, expected a single space"
            ),
            Kind::Code => write!(
                f,
                "found no status code at offset {at}, expected three digits"
            ),
            Kind::CodeOutOfRange { code } => write!(
                f,
                "found status code {code} at offset {at}, expected 100 to 699"
            ),
            Kind::PhraseOctet => write!(
                f,
                "found an octet at offset {at} that has no place in a reason phrase, expected it to be escaped"
            ),
            Kind::BareCr => write!(
                f,
                "found a carriage return at offset {at} without a line feed, expected both or none"
            ),
            Kind::Nul => write!(f, "found a null octet at offset {at}, expected none"),
            Kind::BareLf => write!(
                f,
                "found a line feed at offset {at} without a carriage return, expected both"
            ),
            Kind::TooLong => write!(
                f,
                "found no end of the line before offset {at}, expected a shorter line"
            ),
            Kind::UnexpectedEnd => write!(
                f,
                "found the end of the input at offset {at}, expected a status line"
            ),
        }
    }
}

impl core::error::Error for ParseError {}

/// What is wrong with a status line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// It does not begin with `SIP/`: a request, or another protocol.
    NotStatusLine,
    /// What follows `SIP/` is not digits, a dot and digits.
    Version,
    /// A number of the version is larger than 65535.
    VersionOverflow,
    /// There is no blank before the code. By the strict rules: there is something
    /// other than a single SP before or after the code.
    Separator,
    /// The code is not three digits.
    Code,
    /// The code is not in 100 to 699: the response should be dropped
    /// ([RFC 4475 §3.1.2.19](https://www.rfc-editor.org/rfc/rfc4475.html#section-3.1.2.19)).
    CodeOutOfRange {
        /// The number, or `u64::MAX` if it is larger still.
        code: u64,
    },
    /// The phrase has an octet that the grammar does not allow. Strict rules only.
    PhraseOctet,
    /// A CR stands without LF after it.
    BareCr,
    /// There is a NUL.
    Nul,
    /// An LF stands without CR before it. Strict rules only.
    BareLf,
    /// The line is longer than allowed
    /// ([`with_max_length`](crate::StatusLineParser::with_max_length)), or more CRLFs
    /// than [`MOST_CRLFS`](crate::StatusLineParser::MOST_CRLFS) stand before it.
    TooLong,
    /// A sipfrag is empty, or ends inside `SIP/`.
    UnexpectedEnd,
}

/// Why octets are not a reason phrase: the first that does not fit the grammar.
///
/// ```
/// use sip_status::{StatusCode, StatusLine};
///
/// let error = StatusLine::with_phrase(StatusCode::Ok, b"all [well]").unwrap_err();
/// assert_eq!((error.octet(), error.offset()), (b'[', 4));
/// assert_eq!(error.to_string(), "found octet 0x5b at offset 4 of a reason phrase, expected it to be escaped");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error(
    "found octet {octet:#04x} at offset {offset} of a reason phrase, expected it to be escaped"
)]
pub struct InvalidPhrase {
    pub(crate) octet: u8,
    pub(crate) offset: usize,
}

impl InvalidPhrase {
    /// The first octet that does not fit.
    #[must_use]
    #[inline]
    pub const fn octet(self) -> u8 {
        self.octet
    }

    /// Its offset in the phrase, in octets from 0.
    #[must_use]
    #[inline]
    pub const fn offset(self) -> usize {
        self.offset
    }
}
