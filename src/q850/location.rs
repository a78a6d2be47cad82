//! The location that goes with a cause.

use super::CauseLocation;
use crate::error::UnknownWord;

impl CauseLocation {
    /// The location with these four bits; `None` above 15.
    ///
    /// ```
    /// use sip_status::q850::CauseLocation;
    ///
    /// assert_eq!(CauseLocation::from_u8(0b0010), Some(CauseLocation::LocalNetwork));
    /// assert_eq!(CauseLocation::LocalNetwork.as_u8(), 0b0010);
    /// assert_eq!(CauseLocation::from_u8(16), None);
    /// ```
    #[must_use]
    #[inline]
    pub const fn from_u8(bits: u8) -> Option<Self> {
        let mut all = Self::ALL;
        while let [location, rest @ ..] = all {
            if location.as_u8() == bits {
                return Some(*location);
            }
            all = rest;
        }
        None
    }

    /// The four bits of Q.850, 0 to 15
    /// ([RFC 8606 §4](https://www.rfc-editor.org/rfc/rfc8606.html#section-4)).
    #[must_use]
    #[inline]
    pub const fn as_u8(self) -> u8 {
        self as u8
    }

    /// The location with this word, the value of the parameter `location` of
    /// the Reason header field, without regard to ASCII case
    /// ([RFC 3261 §7.3.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-7.3.1)).
    ///
    /// ```
    /// use sip_status::q850::CauseLocation;
    ///
    /// assert_eq!(CauseLocation::from_bytes(b"rln"), Some(CauseLocation::RemoteNetwork));
    /// assert_eq!(CauseLocation::from_bytes(b"LOC-7"), None);
    /// ```
    #[must_use]
    #[inline]
    pub fn from_bytes(word: &[u8]) -> Option<Self> {
        let same = |location: &Self| location.as_str().as_bytes().eq_ignore_ascii_case(word);
        Self::ALL.iter().copied().find(same)
    }
}

/// Reads a word as [`from_bytes`](CauseLocation::from_bytes) does; an error where that
/// gives `None`.
impl TryFrom<&[u8]> for CauseLocation {
    type Error = UnknownWord;

    #[inline]
    fn try_from(word: &[u8]) -> Result<Self, UnknownWord> {
        Self::from_bytes(word).ok_or(UnknownWord("CauseLocation"))
    }
}

impl From<CauseLocation> for u8 {
    #[inline]
    fn from(location: CauseLocation) -> Self {
        location.as_u8()
    }
}
