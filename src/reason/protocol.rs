//! Whose causes a Reason speaks of.

use core::fmt;

use crate::error::{InvalidFieldValue, InvalidFieldValueKind as Kind};
use crate::field::Token;
use crate::grammar::{self, Fault};

/// The protocol of a [`Reason`](crate::Reason): it says what the cause means.
///
/// Names are read without regard to ASCII case, and written as registered.
///
/// ```
/// use sip_status::ReasonProtocol;
///
/// assert_eq!(ReasonProtocol::try_from("q.850"), Ok(ReasonProtocol::Q850));
/// assert_eq!(ReasonProtocol::Q850.as_str(), "Q.850");
/// assert!(ReasonProtocol::try_from("SIP;cause").is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReasonProtocol<'a> {
    /// `SIP`: the cause is a status code
    /// ([RFC 3326 §2](https://www.rfc-editor.org/rfc/rfc3326.html#section-2)).
    Sip,
    /// `Q.850`: the cause is one of ITU-T Q.850, in decimal
    /// ([RFC 3326 §2](https://www.rfc-editor.org/rfc/rfc3326.html#section-2)).
    Q850,
    /// `Preemption`: the cause says which kind of preemption released the session
    /// ([RFC 4411 §5](https://www.rfc-editor.org/rfc/rfc4411.html#section-5)).
    Preemption,
    /// `STIR`: the cause says why the verification of an Identity header field failed
    /// ([RFC 9410](https://www.rfc-editor.org/rfc/rfc9410.html)).
    Stir,
    /// Any other protocol.
    Other(Token<'a>),
}

impl<'a> ReasonProtocol<'a> {
    const NAMED: [Self; 4] = [Self::Sip, Self::Q850, Self::Preemption, Self::Stir];

    /// The name: as it is registered, or as it came.
    #[must_use]
    #[inline]
    pub const fn as_str(self) -> &'a str {
        match self {
            Self::Sip => "SIP",
            Self::Q850 => "Q.850",
            Self::Preemption => "Preemption",
            Self::Stir => "STIR",
            Self::Other(token) => token.as_str(),
        }
    }

    pub(super) fn of_token(token: &'a str) -> Self {
        let mut named = Self::NAMED.into_iter();
        let found = named.find(|protocol| protocol.as_str().eq_ignore_ascii_case(token));
        found.unwrap_or(Self::Other(Token(token)))
    }
}

impl<'a> TryFrom<&'a str> for ReasonProtocol<'a> {
    type Error = InvalidFieldValue;

    /// Takes a token without blanks around it.
    #[inline]
    fn try_from(name: &'a str) -> Result<Self, InvalidFieldValue> {
        let octets = name.as_bytes();
        let found = grammar::token(octets, Kind::Protocol);
        let (token, rest) = found.map_err(|fault| fault.in_value(octets))?;
        if rest.is_empty() {
            Ok(Self::of_token(token))
        } else {
            Err(Fault::new(Kind::Separator, rest).in_value(octets))
        }
    }
}

impl AsRef<str> for ReasonProtocol<'_> {
    #[inline]
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// Writes the name, with width and fill.
impl fmt::Display for ReasonProtocol<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
