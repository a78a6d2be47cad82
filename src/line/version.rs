//! The version at the start of a line.

use core::fmt;

/// The version of a status line, as it came, such as `SIP/2.0` or `sip/2.0`.
///
/// A line with another version than 2.0 fits the grammar, too
/// ([RFC 3261 §25.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-25.1)), so
/// ask [`is_2_0`](Self::is_2_0) before you act on the line. `==` compares the octets;
/// to compare versions, compare [`major`](Self::major) and [`minor`](Self::minor).
///
/// ```
/// use sip_status::StatusLine;
///
/// let version = |line: &'static [u8]| StatusLine::parse_sipfrag(line).map(|p| p.line().version());
/// let found = version(b"sip/7.1 200 OK")?;
/// assert_eq!((found.major(), found.minor()), (7, 1));
/// assert!(!found.is_2_0());
/// assert_ne!(found, version(b"SIP/7.1 200 OK")?);
/// # Ok::<(), sip_status::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SipVersion<'a> {
    /// `SIP/`, digits, a dot, digits; each number at most 65535.
    text: &'a [u8],
}

impl<'a> SipVersion<'a> {
    /// `SIP/2.0`.
    pub const V2_0: SipVersion<'static> = SipVersion { text: b"SIP/2.0" };

    /// The version of a line that was read: all before the first blank.
    pub(super) const fn at_start(line: &'a [u8]) -> Self {
        if let Some((text, [b' ', ..])) = line.split_at_checked(Self::V2_0.text.len()) {
            return Self { text };
        }
        let mut length = 0_usize;
        let mut rest = line;
        while let [b'!'..=0xFF, tail @ ..] = rest {
            length = length.wrapping_add(1);
            rest = tail;
        }
        match line.split_at_checked(length) {
            Some((text, _)) => Self { text },
            None => Self { text: line },
        }
    }

    /// The octets, as they came.
    #[must_use]
    #[inline]
    pub const fn as_bytes(self) -> &'a [u8] {
        self.text
    }

    /// The octets as text; they are ASCII.
    #[must_use]
    #[inline]
    pub const fn as_str(self) -> &'a str {
        match core::str::from_utf8(self.text) {
            Ok(text) => text,
            Err(_) => "",
        }
    }

    /// The number before the dot.
    #[must_use]
    #[inline]
    pub const fn major(self) -> u16 {
        self.numbers().0
    }

    /// The number after the dot.
    #[must_use]
    #[inline]
    pub const fn minor(self) -> u16 {
        self.numbers().1
    }

    /// Whether the version is 2.0, that of RFC 3261; leading zeros do not count.
    #[must_use]
    #[inline]
    pub const fn is_2_0(self) -> bool {
        matches!(self.text, b"SIP/2.0") || matches!(self.numbers(), (2, 0))
    }

    const fn numbers(self) -> (u16, u16) {
        let mut rest = match self.text {
            [_, _, _, _, numbers @ ..] => numbers,
            _ => &[],
        };
        let (mut major, mut minor) = (0_u16, 0_u16);
        while let [octet, tail @ ..] = rest {
            if octet.is_ascii_digit() {
                // At most 65535, as was checked when it was read.
                let digit = octet.wrapping_sub(b'0') as u16;
                minor = minor.wrapping_mul(10).wrapping_add(digit);
            } else {
                (major, minor) = (minor, 0);
            }
            rest = tail;
        }
        (major, minor)
    }
}

impl AsRef<str> for SipVersion<'_> {
    #[inline]
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// Writes the octets, with width and fill.
impl fmt::Display for SipVersion<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for SipVersion<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SipVersion").field(&self.as_str()).finish()
    }
}
