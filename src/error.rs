//! Every error, and its wording.

use thiserror::Error;

/// Why something is not a status code.
///
/// ```
/// use sip_status::{InvalidStatusCodeKind, StatusCode};
///
/// let error = "48x".parse::<StatusCode>().unwrap_err();
/// assert_eq!(error.kind(), InvalidStatusCodeKind::NotADigit { found: b'x', offset: 2 });
/// assert_eq!(error.to_string(), "found byte 0x78 at offset 2 of a status code, expected a digit");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error(transparent)]
pub struct InvalidStatusCode(pub(crate) InvalidStatusCodeKind);

impl InvalidStatusCode {
    /// What was wrong, and where.
    #[must_use]
    pub const fn kind(self) -> InvalidStatusCodeKind {
        self.0
    }
}

/// What was wrong with a status code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum InvalidStatusCodeKind {
    /// The text does not have three bytes; this many were found.
    #[error("found a status code of {found} bytes, expected 3 digits")]
    Length {
        /// The number of bytes.
        found: usize,
    },
    /// One of the three bytes is not an ASCII digit.
    #[error("found byte {found:#04x} at offset {offset} of a status code, expected a digit")]
    NotADigit {
        /// The byte.
        found: u8,
        /// Its place, counted from 0.
        offset: usize,
    },
    /// The number is not in 100 to 699.
    #[error("found status code {found}, expected 100 to 699")]
    OutOfRange {
        /// The number.
        found: u64,
    },
}

/// A word that is none of an enum's.
///
/// ```
/// use sip_status::HeaderName;
///
/// let error = "Alow".parse::<HeaderName>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown header field name");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("unknown {0}")]
pub struct UnknownWord(pub(crate) &'static str);
