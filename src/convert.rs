//! The traits of `StatusCode`: conversions, comparison, formatting.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;

use crate::error::{InvalidStatusCode, InvalidStatusCodeKind};
use crate::table::StatusCode;
use crate::write::pad;

/// Reads exactly three ASCII digits, as [`from_bytes`](StatusCode::from_bytes) does.
impl FromStr for StatusCode {
    type Err = InvalidStatusCode;

    #[inline]
    fn from_str(text: &str) -> Result<Self, InvalidStatusCode> {
        Self::from_bytes(text.as_bytes())
    }
}

/// Reads exactly three ASCII digits, as [`from_bytes`](StatusCode::from_bytes) does.
impl TryFrom<&str> for StatusCode {
    type Error = InvalidStatusCode;

    #[inline]
    fn try_from(text: &str) -> Result<Self, InvalidStatusCode> {
        Self::from_bytes(text.as_bytes())
    }
}

/// Reads exactly three ASCII digits, as [`from_bytes`](StatusCode::from_bytes) does.
impl TryFrom<&[u8]> for StatusCode {
    type Error = InvalidStatusCode;

    #[inline]
    fn try_from(text: &[u8]) -> Result<Self, InvalidStatusCode> {
        Self::from_bytes(text)
    }
}

/// The code with this number; an error outside 100 to 699.
impl TryFrom<u16> for StatusCode {
    type Error = InvalidStatusCode;

    #[inline]
    fn try_from(number: u16) -> Result<Self, InvalidStatusCode> {
        let found = u64::from(number);
        Self::from_u16(number).ok_or(InvalidStatusCode(InvalidStatusCodeKind::OutOfRange {
            found,
        }))
    }
}

/// The three digits.
impl AsRef<str> for StatusCode {
    #[inline]
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// The three digits.
impl From<StatusCode> for &'static str {
    #[inline]
    fn from(code: StatusCode) -> Self {
        code.as_str()
    }
}

macro_rules! into_number {
    ($($number:ty)*) => {$(
        impl From<StatusCode> for $number {
            #[inline]
            fn from(code: StatusCode) -> Self {
                code.as_u16().into()
            }
        }
    )*};
}

into_number! { u16 u32 u64 u128 i32 i64 i128 usize }

impl PartialEq<u16> for StatusCode {
    #[inline]
    fn eq(&self, number: &u16) -> bool {
        self.as_u16() == *number
    }
}

impl PartialEq<StatusCode> for u16 {
    #[inline]
    fn eq(&self, code: &StatusCode) -> bool {
        *self == code.as_u16()
    }
}

impl PartialOrd<u16> for StatusCode {
    #[inline]
    fn partial_cmp(&self, number: &u16) -> Option<Ordering> {
        self.as_u16().partial_cmp(number)
    }
}

impl PartialOrd<StatusCode> for u16 {
    #[inline]
    fn partial_cmp(&self, code: &StatusCode) -> Option<Ordering> {
        self.partial_cmp(&code.as_u16())
    }
}

/// Equal to the hash of the number as a `u16`.
impl Hash for StatusCode {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_u16().hash(state);
    }
}

/// Writes the number; `{:#}` adds the reason phrase. With width and fill.
///
/// ```
/// use sip_status::StatusCode;
///
/// assert_eq!(format!("{}", StatusCode::BusyHere), "486");
/// assert_eq!(format!("{:#}", StatusCode::BusyHere), "486 Busy Here");
/// assert_eq!(format!("{:>5}", StatusCode::BusyHere), "  486");
/// ```
impl fmt::Display for StatusCode {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return f.pad(self.as_str());
        }
        pad(f, |out| {
            write!(out, "{} {}", self.as_str(), self.reason_phrase())
        })
    }
}

/// Writes the name of the variant, or `StatusCode(499)` for an unassigned code.
impl fmt::Debug for StatusCode {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.pad(name),
            None => f.debug_tuple("StatusCode").field(&self.as_u16()).finish(),
        }
    }
}
