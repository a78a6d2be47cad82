//! Every error, and its wording.

mod line;

pub use line::{InvalidPhrase, ParseError, ParseErrorKind};

use core::fmt;

use thiserror::Error;

/// Why a text or number is not a status code.
///
/// ```
/// use sip_status::{InvalidStatusCodeKind, StatusCode};
///
/// let error = "48x".parse::<StatusCode>().unwrap_err();
/// assert_eq!(error.kind(), InvalidStatusCodeKind::NotADigit { found: b'x', offset: 2 });
/// assert_eq!(error.to_string(), "found byte 0x78 at offset 2 of a status code, expected a digit");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InvalidStatusCode(pub(crate) InvalidStatusCodeKind);

impl InvalidStatusCode {
    /// What was wrong, and where.
    #[must_use]
    #[inline]
    pub const fn kind(self) -> InvalidStatusCodeKind {
        self.0
    }
}

impl fmt::Display for InvalidStatusCode {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use InvalidStatusCodeKind as Kind;

        match self.0 {
            Kind::Length { found } => {
                write!(f, "found a status code of {found} bytes, expected 3 digits")
            }
            Kind::NotADigit { found, offset } => write!(
                f,
                "found byte {found:#04x} at offset {offset} of a status code, expected a digit"
            ),
            Kind::OutOfRange { found } => {
                write!(f, "found status code {found}, expected 100 to 699")
            }
        }
    }
}

impl core::error::Error for InvalidStatusCode {}

/// What is wrong with a status code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InvalidStatusCodeKind {
    /// The text does not have three bytes.
    Length {
        /// The number of bytes.
        found: usize,
    },
    /// One of the three bytes is not an ASCII digit.
    NotADigit {
        /// The byte.
        found: u8,
        /// Its place, counted from 0.
        offset: usize,
    },
    /// The number is not in 100 to 699.
    OutOfRange {
        /// The number.
        found: u64,
    },
}

/// Why a text is not a value of an enum: it is none of the enum's words.
///
/// ```
/// use sip_status::HeaderName;
///
/// let error = "Alow".parse::<HeaderName>().unwrap_err();
/// assert_eq!(error.expected(), "HeaderName");
/// assert_eq!(error.to_string(), "found an unknown word, expected one for HeaderName");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("found an unknown word, expected one for {0}")]
pub struct UnknownWord(pub(crate) &'static str);

impl UnknownWord {
    /// The name of the enum of which a word was expected.
    #[must_use]
    #[inline]
    pub const fn expected(self) -> &'static str {
        self.0
    }
}

/// Why the value of a header field cannot be read or written, and where.
///
/// ```
/// use sip_status::{InvalidFieldValueKind, RetryAfter};
///
/// let error = RetryAfter::parse(b"120 (in a meeting").unwrap_err();
/// assert_eq!(error.kind(), InvalidFieldValueKind::Unclosed);
/// assert_eq!(error.offset(), 17);
/// assert_eq!(error.to_string(), "found the end at offset 17 inside text, expected it to be closed");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InvalidFieldValue {
    pub(crate) kind: InvalidFieldValueKind,
    pub(crate) offset: usize,
}

impl InvalidFieldValue {
    /// What was wrong.
    #[must_use]
    #[inline]
    pub const fn kind(self) -> InvalidFieldValueKind {
        self.kind
    }

    /// Where the fault is: its offset in the value, in octets from 0.
    #[must_use]
    #[inline]
    pub const fn offset(self) -> usize {
        self.offset
    }
}

impl fmt::Display for InvalidFieldValue {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use InvalidFieldValueKind as Kind;

        let at = self.offset;
        match self.kind {
            Kind::Number => write!(f, "found no number at offset {at}, expected digits"),
            Kind::Protocol => write!(
                f,
                "found no protocol at offset {at}, expected a token such as SIP"
            ),
            Kind::ParameterName => write!(
                f,
                "found no name of a parameter at offset {at}, expected a token"
            ),
            Kind::ParameterValue => write!(
                f,
                "found no value of a parameter at offset {at}, expected a token or a quoted string"
            ),
            Kind::Separator => write!(
                f,
                "found something at offset {at} that does not go on with the value, expected its end"
            ),
            Kind::Unclosed => write!(
                f,
                "found the end at offset {at} inside text, expected it to be closed"
            ),
            Kind::QuotedPair => write!(
                f,
                "found something at offset {at} that a backslash cannot stand before, expected an ASCII character"
            ),
            Kind::Control => write!(
                f,
                "found a control character at offset {at} in text, expected a backslash before it"
            ),
            Kind::LineBreak => write!(
                f,
                "found a line break at offset {at}, expected none but a fold"
            ),
            Kind::Nul => write!(f, "found a null octet at offset {at}, expected none"),
        }
    }
}

impl core::error::Error for InvalidFieldValue {}

/// What is wrong with the value of a header field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InvalidFieldValueKind {
    /// There are no digits where a number of seconds has to be.
    Number,
    /// There is no token where a protocol has to be.
    Protocol,
    /// There is no token after a semicolon.
    ParameterName,
    /// There is no token, quoted string or IPv6 address in brackets after an equals
    /// sign.
    ParameterValue,
    /// Something that the grammar does not allow follows the value or a part of it.
    Separator,
    /// A comment or a quoted string has no end.
    Unclosed,
    /// A backslash stands before something that is not ASCII, or at the end.
    QuotedPair,
    /// A control character stands in text without a backslash before it.
    Control,
    /// A CR or LF is not part of a fold, which is CR, LF, and SP or HTAB. Such a line
    /// break could forge a header field.
    LineBreak,
    /// There is a NUL.
    Nul,
}

/// Why a line or value was not written: the buffer is too small for it.
///
/// ```
/// use sip_status::{StatusCode, StatusLine};
///
/// let line = StatusLine::new(StatusCode::Ok);
/// let error = line.write_to(&mut [0; 8]).unwrap_err();
/// assert_eq!(error.needed(), line.encoded_len());
/// assert_eq!(error.to_string(), "found a buffer that is too small, expected 16 octets");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("found a buffer that is too small, expected {needed} octets")]
pub struct BufferTooSmall {
    pub(crate) needed: usize,
}

impl BufferTooSmall {
    /// The number of octets that the line or value needs.
    #[must_use]
    #[inline]
    pub const fn needed(self) -> usize {
        self.needed
    }
}

/// Why a text or number is not a Q.850 cause.
///
/// ```
/// use sip_status::q850::{Cause, InvalidCauseKind};
///
/// let error = Cause::try_from(200_u16).unwrap_err();
/// assert_eq!(error.kind(), InvalidCauseKind::OutOfRange { found: 200 });
/// assert_eq!(error.to_string(), "found cause 200, expected 0 to 127");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InvalidCause(pub(crate) InvalidCauseKind);

impl InvalidCause {
    /// What was wrong, and where.
    #[must_use]
    #[inline]
    pub const fn kind(self) -> InvalidCauseKind {
        self.0
    }
}

impl fmt::Display for InvalidCause {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use InvalidCauseKind as Kind;

        match self.0 {
            Kind::Empty => write!(f, "found an empty cause, expected digits"),
            Kind::NotADigit { found, offset } => write!(
                f,
                "found byte {found:#04x} at offset {offset} of a cause, expected a digit"
            ),
            Kind::OutOfRange { found } => write!(f, "found cause {found}, expected 0 to 127"),
        }
    }
}

impl core::error::Error for InvalidCause {}

/// What is wrong with a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InvalidCauseKind {
    /// The text is empty.
    Empty,
    /// A byte is not an ASCII digit.
    NotADigit {
        /// The byte.
        found: u8,
        /// Its place, counted from 0.
        offset: usize,
    },
    /// The number is larger than 127.
    OutOfRange {
        /// The number, or `u64::MAX` if it is larger still.
        found: u64,
    },
}

/// Why a text is not a pattern of status codes, and where.
///
/// ```
/// use sip_status::StatusCodeSet;
///
/// let error = "408, 487-480".parse::<StatusCodeSet>().unwrap_err();
/// assert_eq!(error.to_string(), "found a range at offset 5 that ends before it begins, expected the lower code first");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InvalidPattern {
    pub(crate) kind: InvalidPatternKind,
    pub(crate) offset: usize,
}

impl InvalidPattern {
    /// What was wrong.
    #[must_use]
    #[inline]
    pub const fn kind(self) -> InvalidPatternKind {
        self.kind
    }

    /// Where the wrong item begins, or what follows an item: an offset in the text, in
    /// bytes from 0.
    #[must_use]
    #[inline]
    pub const fn offset(self) -> usize {
        self.offset
    }
}

impl fmt::Display for InvalidPattern {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use InvalidPatternKind::{Item, Order, Separator};

        let at = self.offset;
        match self.kind {
            Item => write!(
                f,
                "found no item at offset {at}, expected a code of 100 to 699, a range, a class such as 5xx, or *"
            ),
            Order => write!(
                f,
                "found a range at offset {at} that ends before it begins, expected the lower code first"
            ),
            Separator => write!(
                f,
                "found something at offset {at} behind an item, expected a comma"
            ),
        }
    }
}

impl core::error::Error for InvalidPattern {}

/// What is wrong with a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InvalidPatternKind {
    /// There is no code, range or class where one has to be.
    Item,
    /// A range ends before it begins.
    Order,
    /// Something other than a comma follows an item.
    Separator,
}

/// Why a branch cannot be added to a response context.
///
/// ```
/// use sip_status::{BranchRefused, Method, ResponseContext};
///
/// let mut context = ResponseContext::new(Method::Invite);
/// let error = context.open(64).unwrap_err();
/// assert_eq!(error, BranchRefused::TooLarge { found: 64 });
/// assert_eq!(error.to_string(), "found branch 64, expected 0 to 63");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum BranchRefused {
    /// A final response was forwarded, a 6xx came, the request was cancelled, or its
    /// server transaction ended.
    #[error("found a new branch after the end of the search, expected none")]
    Stopped,
    /// The number is not below
    /// [`ResponseContext::MAX_BRANCHES`](crate::ResponseContext::MAX_BRANCHES).
    #[error("found branch {found}, expected 0 to 63")]
    TooLarge {
        /// The number.
        found: u8,
    },
    /// The branch has not ended, or its response is still needed.
    #[error("found branch {found} in use, expected one that is free")]
    InUse {
        /// The number.
        found: u8,
    },
}
