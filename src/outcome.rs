//! What came of a request: a response, or none.

use core::fmt;
use core::str::FromStr;

use crate::error::InvalidStatusCode;
use crate::table::StatusCode;

/// What came of a request: a response, provisional or final, or a failure without
/// one.
///
/// Wherever a rule asks for a code, a request without a final response in time counts
/// as 408, and one that could not be delivered as 503
/// ([RFC 3261 §8.1.3.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-8.1.3.1),
/// [§16.9](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.9)). No element
/// sent such a response, though: it has no header fields, and
/// [`response`](Self::response) is `None`.
///
/// ```
/// use sip_status::{Outcome, StatusCode};
///
/// assert_eq!(Outcome::Timeout.counts_as(), StatusCode::RequestTimeout);
/// assert_eq!(Outcome::TransportError.counts_as(), StatusCode::ServiceUnavailable);
///
/// // A 408 that arrived is another outcome than a timeout.
/// let received = Outcome::from(StatusCode::RequestTimeout);
/// assert_ne!(received, Outcome::Timeout);
/// assert_eq!(received.response(), Some(StatusCode::RequestTimeout));
/// assert_eq!(Outcome::Timeout.response(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// This response arrived.
    Response(StatusCode),
    /// No final response came in time, whether or not a provisional one did.
    Timeout,
    /// The transport could not deliver the request: a fatal ICMP error, say, or a
    /// connection that failed.
    TransportError,
}

impl Outcome {
    const TIMEOUT: &str = "timeout";
    const TRANSPORT_ERROR: &str = "transport-error";

    /// The code as which the outcome counts: the response's own, 408 for a timeout,
    /// 503 for a transport error.
    #[must_use]
    #[inline]
    pub const fn counts_as(self) -> StatusCode {
        match self {
            Self::Response(code) => code,
            Self::Timeout => StatusCode::RequestTimeout,
            Self::TransportError => StatusCode::ServiceUnavailable,
        }
    }

    /// The response; `None` if none arrived.
    #[must_use]
    #[inline]
    pub const fn response(self) -> Option<StatusCode> {
        match self {
            Self::Response(code) => Some(code),
            Self::Timeout | Self::TransportError => None,
        }
    }

    /// Whether no response arrived: a timeout or a transport error.
    #[must_use]
    #[inline]
    pub const fn is_local(self) -> bool {
        !matches!(self, Self::Response(_))
    }
}

impl From<StatusCode> for Outcome {
    #[inline]
    fn from(code: StatusCode) -> Self {
        Self::Response(code)
    }
}

/// Writes the number, to which `{:#}` adds the reason phrase, or one of the words
/// `timeout` and `transport-error`. With width and fill.
///
/// ```
/// use sip_status::{Outcome, StatusCode};
///
/// let busy = Outcome::from(StatusCode::BusyHere);
/// assert_eq!(format!("{busy}"), "486");
/// assert_eq!(format!("{busy:#}"), "486 Busy Here");
/// assert_eq!(format!("{:#}", Outcome::TransportError), "transport-error");
/// ```
impl fmt::Display for Outcome {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Response(code) => code.fmt(f),
            Self::Timeout => f.pad(Self::TIMEOUT),
            Self::TransportError => f.pad(Self::TRANSPORT_ERROR),
        }
    }
}

/// Reads three digits, or one of the words `timeout` and `transport-error`, without
/// regard to ASCII case. The error for anything else is that of a status code, and does
/// not name the words.
///
/// ```
/// use sip_status::{Outcome, StatusCode};
///
/// assert_eq!("486".parse(), Ok(Outcome::Response(StatusCode::BusyHere)));
/// assert_eq!("timeout".parse(), Ok(Outcome::Timeout));
/// assert!("busy".parse::<Outcome>().is_err());
/// ```
impl FromStr for Outcome {
    type Err = InvalidStatusCode;

    #[inline]
    fn from_str(text: &str) -> Result<Self, InvalidStatusCode> {
        Self::try_from(text.as_bytes())
    }
}

impl TryFrom<&str> for Outcome {
    type Error = InvalidStatusCode;

    #[inline]
    fn try_from(text: &str) -> Result<Self, InvalidStatusCode> {
        Self::try_from(text.as_bytes())
    }
}

impl TryFrom<&[u8]> for Outcome {
    type Error = InvalidStatusCode;

    #[inline]
    fn try_from(text: &[u8]) -> Result<Self, InvalidStatusCode> {
        if text.eq_ignore_ascii_case(Self::TIMEOUT.as_bytes()) {
            Ok(Self::Timeout)
        } else if text.eq_ignore_ascii_case(Self::TRANSPORT_ERROR.as_bytes()) {
            Ok(Self::TransportError)
        } else {
            StatusCode::from_bytes(text).map(Self::Response)
        }
    }
}
