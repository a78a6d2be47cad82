//! The six classes, and the only place where their ranges are spelled.

use core::ops::RangeInclusive;
use core::str::FromStr;

use crate::error::UnknownWord;
use crate::source::Source;
use crate::table::{CLASSES, StatusCode};

/// The class of a response: the first digit of its status code.
///
/// The enum is closed: SIP/2.0 has these six classes
/// ([RFC 3261 §7.2](https://www.rfc-editor.org/rfc/rfc3261.html#section-7.2)).
///
/// ```
/// use sip_status::{StatusClass, StatusCode};
///
/// let class = StatusCode::BusyHere.class();
/// assert_eq!(class, StatusClass::RequestFailure);
/// assert_eq!(class.as_u8(), 4);
/// assert_eq!(StatusClass::from_u8(4), Some(class));
/// assert_eq!(class.to_string(), "4xx");
/// assert_eq!(class.name(), "Request Failure");
/// assert_eq!(class.range(), 400..=499);
/// assert_eq!("4xx".parse(), Ok(class));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum StatusClass {
    /// 1xx: the request arrived and is being worked on; a final response follows.
    Provisional = 1,
    /// 2xx: the request was understood and accepted.
    Success = 2,
    /// 3xx: something else has to be done to complete the request.
    Redirection = 3,
    /// 4xx: this server cannot fulfil this request.
    RequestFailure = 4,
    /// 5xx: the server failed to fulfil a request that seems valid.
    ServerFailure = 5,
    /// 6xx: no server can fulfil the request.
    GlobalFailure = 6,
}

/// What the table says of a class.
pub(crate) struct ClassRow {
    pub(crate) name: &'static str,
    pub(crate) default: StatusCode,
    pub(crate) summary: &'static str,
    pub(crate) details: &'static [&'static str],
    pub(crate) source: Source,
}

impl StatusClass {
    /// Every class, in order.
    pub const ALL: &'static [Self] = &[
        Self::Provisional,
        Self::Success,
        Self::Redirection,
        Self::RequestFailure,
        Self::ServerFailure,
        Self::GlobalFailure,
    ];

    /// The class with this number, 1 to 6; `None` for any other.
    #[must_use]
    #[inline]
    pub const fn from_u8(number: u8) -> Option<Self> {
        Some(match number {
            1 => Self::Provisional,
            2 => Self::Success,
            3 => Self::Redirection,
            4 => Self::RequestFailure,
            5 => Self::ServerFailure,
            6 => Self::GlobalFailure,
            _ => return None,
        })
    }

    #[inline]
    pub(crate) const fn of(code: StatusCode) -> Self {
        match code.as_u16() {
            ..=199 => Self::Provisional,
            200..=299 => Self::Success,
            300..=399 => Self::Redirection,
            400..=499 => Self::RequestFailure,
            500..=599 => Self::ServerFailure,
            600.. => Self::GlobalFailure,
        }
    }

    /// The first digit of the class's codes, 1 to 6.
    #[must_use]
    #[inline]
    pub const fn as_u8(self) -> u8 {
        self as u8
    }

    /// The numbers of the class's codes: `400..=499` for
    /// [`RequestFailure`](Self::RequestFailure).
    #[must_use]
    #[inline]
    pub const fn range(self) -> RangeInclusive<u16> {
        match self {
            Self::Provisional => 100..=199,
            Self::Success => 200..=299,
            Self::Redirection => 300..=399,
            Self::RequestFailure => 400..=499,
            Self::ServerFailure => 500..=599,
            Self::GlobalFailure => 600..=699,
        }
    }

    /// The indices of the class's first and last code.
    pub(crate) const fn indices(self) -> (usize, usize) {
        let first = (self as usize).wrapping_sub(1).wrapping_mul(100);
        (first, first.wrapping_add(99))
    }

    /// The class as text, `1xx` to `6xx`.
    #[must_use]
    #[inline]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Provisional => "1xx",
            Self::Success => "2xx",
            Self::Redirection => "3xx",
            Self::RequestFailure => "4xx",
            Self::ServerFailure => "5xx",
            Self::GlobalFailure => "6xx",
        }
    }

    pub(crate) const fn from_word(word: &[u8]) -> Option<Self> {
        match word {
            [digit, b'x' | b'X', b'x' | b'X'] => Self::from_u8(digit.wrapping_sub(b'0')),
            _ => None,
        }
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "a class is 1 to 6, and the compiler drops the check"
    )]
    const fn row(self) -> &'static ClassRow {
        &CLASSES[(self as usize).wrapping_sub(1)]
    }

    /// The class's name in words, such as `Request Failure`.
    #[must_use]
    #[inline]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The reason phrase for a code of this class that has none of its own: the
    /// class's name.
    #[must_use]
    #[inline]
    pub const fn default_phrase(self) -> &'static str {
        self.name()
    }

    /// The code as which an unrecognised code of this class counts: 183 for a
    /// provisional one, the x00 code of the class for a final one
    /// ([RFC 3261 §8.1.3.2](https://www.rfc-editor.org/rfc/rfc3261.html#section-8.1.3.2)).
    ///
    /// ```
    /// use sip_status::{StatusClass, StatusCode};
    ///
    /// assert_eq!(StatusClass::Provisional.default_code(), StatusCode::SessionProgress);
    /// assert_eq!(StatusClass::RequestFailure.default_code(), StatusCode::BadRequest);
    /// ```
    #[must_use]
    #[inline]
    pub const fn default_code(self) -> StatusCode {
        self.row().default
    }

    /// What a response of this class means, in a sentence.
    #[must_use]
    #[inline]
    pub const fn summary(self) -> &'static str {
        self.row().summary
    }

    /// What holds for every code of the class: one paragraph for each point.
    #[must_use]
    #[inline]
    pub const fn details(self) -> &'static [&'static str] {
        self.row().details
    }

    /// The section that describes the class.
    #[must_use]
    #[inline]
    pub const fn source(self) -> Source {
        self.row().source
    }

    /// Whether the class is [`Provisional`](Self::Provisional), 1xx.
    #[must_use]
    #[inline]
    pub const fn is_provisional(self) -> bool {
        matches!(self, Self::Provisional)
    }

    /// Whether responses of the class end the transaction: all but 1xx.
    #[must_use]
    #[inline]
    pub const fn is_final(self) -> bool {
        !self.is_provisional()
    }

    /// Whether the class is [`Success`](Self::Success), 2xx.
    #[must_use]
    #[inline]
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Success)
    }

    /// Whether the class is [`Redirection`](Self::Redirection), 3xx.
    #[must_use]
    #[inline]
    pub const fn is_redirection(self) -> bool {
        matches!(self, Self::Redirection)
    }

    /// Whether the class is [`RequestFailure`](Self::RequestFailure), 4xx.
    #[must_use]
    #[inline]
    pub const fn is_request_failure(self) -> bool {
        matches!(self, Self::RequestFailure)
    }

    /// Whether the class is [`ServerFailure`](Self::ServerFailure), 5xx.
    #[must_use]
    #[inline]
    pub const fn is_server_failure(self) -> bool {
        matches!(self, Self::ServerFailure)
    }

    /// Whether the class is [`GlobalFailure`](Self::GlobalFailure), 6xx.
    #[must_use]
    #[inline]
    pub const fn is_global_failure(self) -> bool {
        matches!(self, Self::GlobalFailure)
    }

    /// Whether the class is a failure: 4xx, 5xx or 6xx.
    #[must_use]
    #[inline]
    pub const fn is_failure(self) -> bool {
        matches!(
            self,
            Self::RequestFailure | Self::ServerFailure | Self::GlobalFailure
        )
    }
}

impl FromStr for StatusClass {
    type Err = UnknownWord;

    /// Reads `1xx` to `6xx`, without regard to ASCII case.
    #[inline]
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        Self::from_word(text.as_bytes()).ok_or(UnknownWord("StatusClass"))
    }
}

/// The first digit of the class's codes.
impl From<StatusClass> for u8 {
    #[inline]
    fn from(class: StatusClass) -> Self {
        class.as_u8()
    }
}

impl From<StatusCode> for StatusClass {
    #[inline]
    fn from(code: StatusCode) -> Self {
        code.class()
    }
}
