//! The cause as a number.

use core::fmt;
use core::str::FromStr;

use super::{InvalidCause, InvalidCauseKind};
use crate::source::Source;
use crate::table::cause_row;

/// A Q.850 cause value: why a call was released, in terms of the telephone network.
///
/// It is a number of 7 bits, 0 to 127. Those that an RFC names have a constant and
/// a [`name`](Self::name); ITU-T Q.850 defines more. The constants can be used in
/// patterns.
///
/// ```
/// use sip_status::q850::Cause;
///
/// let cause = Cause::from_u8(17).unwrap();
/// assert_eq!(cause, Cause::USER_BUSY);
/// assert_eq!(cause.name(), Some("User busy"));
/// assert_eq!(cause.to_string(), "17");
/// assert_eq!("17".parse(), Ok(cause));
/// assert_eq!(Cause::from_u8(128), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cause(pub(crate) u8);

impl Cause {
    /// The cause with this number; `None` above 127.
    #[must_use]
    #[inline]
    pub const fn from_u8(number: u8) -> Option<Self> {
        if number <= 127 {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The same for a `u16`, the type of [`Reason::cause`](crate::Reason::cause).
    ///
    /// ```
    /// use sip_status::q850::Cause;
    ///
    /// assert_eq!(Cause::from_u16(16), Some(Cause::NORMAL_CALL_CLEARING));
    /// assert_eq!(Cause::from_u16(272), None);
    /// ```
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "it is small")]
    #[inline]
    pub const fn from_u16(number: u16) -> Option<Self> {
        if number <= 127 {
            Some(Self(number as u8))
        } else {
            None
        }
    }

    /// Reads decimal digits, as in the Reason header field
    /// ([RFC 3326 §2](https://www.rfc-editor.org/rfc/rfc3326.html#section-2)). There may
    /// be leading zeros.
    ///
    /// # Errors
    ///
    /// An empty text, a byte that is not a digit, or a number above 127.
    ///
    /// ```
    /// use sip_status::q850::Cause;
    ///
    /// assert_eq!(Cause::from_bytes(b"17"), Ok(Cause::USER_BUSY));
    /// assert!(Cause::from_bytes(b"+17").is_err());
    /// ```
    #[inline]
    pub const fn from_bytes(text: &[u8]) -> Result<Self, InvalidCause> {
        use InvalidCauseKind::{Empty, NotADigit};

        if text.is_empty() {
            return Err(InvalidCause(Empty));
        }
        let mut number = 0_u64;
        let mut rest = text;
        while let [found, tail @ ..] = rest {
            let found = *found;
            if !found.is_ascii_digit() {
                let offset = text.len().saturating_sub(rest.len());
                return Err(InvalidCause(NotADigit { found, offset }));
            }
            let digit = found.wrapping_sub(b'0') as u64;
            number = number.saturating_mul(10).saturating_add(digit);
            rest = tail;
        }
        Self::of(number)
    }

    #[expect(clippy::cast_possible_truncation, reason = "it is small")]
    const fn of(number: u64) -> Result<Self, InvalidCause> {
        if number <= 127 {
            Ok(Self(number as u8))
        } else {
            Err(InvalidCause(InvalidCauseKind::OutOfRange { found: number }))
        }
    }

    /// The number, 0 to 127.
    #[must_use]
    #[inline]
    pub const fn as_u8(self) -> u8 {
        self.0
    }

    /// The name of the cause in the newest RFC that has it; `None` if no RFC names
    /// it.
    ///
    /// ```
    /// use sip_status::q850::Cause;
    ///
    /// assert_eq!(Cause::RECOVERY_ON_TIMER_EXPIRY.name(), Some("Recovery on timer expiry"));
    /// assert_eq!(Cause::from_u8(126).unwrap().name(), None);
    /// ```
    #[must_use]
    #[inline]
    pub const fn name(self) -> Option<&'static str> {
        match cause_row(self) {
            Some((name, _)) => Some(name),
            None => None,
        }
    }

    /// The section in which the name stands; `None` if no RFC names the cause.
    #[must_use]
    #[inline]
    pub const fn source(self) -> Option<Source> {
        match cause_row(self) {
            Some((_, source)) => Some(source),
            None => None,
        }
    }
}

/// Writes the number, with width and fill.
impl fmt::Display for Cause {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads decimal digits, as [`from_bytes`](Cause::from_bytes) does.
impl FromStr for Cause {
    type Err = InvalidCause;

    #[inline]
    fn from_str(text: &str) -> Result<Self, InvalidCause> {
        Self::from_bytes(text.as_bytes())
    }
}

impl TryFrom<&str> for Cause {
    type Error = InvalidCause;

    #[inline]
    fn try_from(text: &str) -> Result<Self, InvalidCause> {
        Self::from_bytes(text.as_bytes())
    }
}

impl TryFrom<&[u8]> for Cause {
    type Error = InvalidCause;

    #[inline]
    fn try_from(text: &[u8]) -> Result<Self, InvalidCause> {
        Self::from_bytes(text)
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl TryFrom<$number> for Cause {
            type Error = InvalidCause;

            #[inline]
            fn try_from(number: $number) -> Result<Self, InvalidCause> {
                Self::of(number.into())
            }
        }
    )*};
}

numbers! { u8 u16 u32 u64 }

macro_rules! into_number {
    ($($number:ty)*) => {$(
        impl From<Cause> for $number {
            #[inline]
            fn from(cause: Cause) -> Self {
                cause.0.into()
            }
        }
    )*};
}

into_number! { u8 u16 u32 u64 i32 usize }
