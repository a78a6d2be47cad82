//! A token of a header field value.

use core::fmt;
use core::hash::{Hash, Hasher};

/// A token of a header field value, such as the protocol of a
/// [`Reason`](crate::Reason). Two tokens are equal without regard to ASCII case.
///
/// ```
/// use sip_status::{Reason, ReasonProtocol};
///
/// let reason = Reason::parse(b"X.int;cause=7")?;
/// let ReasonProtocol::Other(token) = reason.protocol() else {
///     unreachable!()
/// };
/// assert_eq!(token.as_str(), "X.int");
/// # Ok::<(), sip_status::InvalidFieldValue>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Token<'a>(pub(crate) &'a str);

impl<'a> Token<'a> {
    /// The token as it came.
    #[must_use]
    #[inline]
    pub const fn as_str(self) -> &'a str {
        self.0
    }
}

impl PartialEq for Token<'_> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(other.0)
    }
}

impl Eq for Token<'_> {}

impl Hash for Token<'_> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        for octet in self.0.bytes() {
            state.write_u8(octet.to_ascii_lowercase());
        }
        state.write_u8(0xFF);
    }
}

impl AsRef<str> for Token<'_> {
    #[inline]
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// Writes the token, with width and fill.
impl fmt::Display for Token<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}
