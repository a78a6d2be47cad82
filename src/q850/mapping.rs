//! What comes out of a mapping.

use super::{Cause, CauseLocation, MappingBasis, MappingNote, TryFirst};
use crate::source::Source;
use crate::table::StatusCode;

/// The status code that a gateway sends for a cause.
///
/// ```
/// use sip_status::q850::{Cause, Interworking, MappingBasis};
/// use sip_status::{HeaderName, StatusCode};
///
/// let mapping = Cause::TEMPORARY_FAILURE.to_status(Interworking::Isup);
/// assert_eq!(mapping.code(), Some(StatusCode::ServiceUnavailable));
/// assert_eq!(mapping.basis(), MappingBasis::Table);
/// assert_eq!(mapping.note().unwrap().field(), Some(HeaderName::RetryAfter));
/// assert_eq!(mapping.source().unwrap().to_string(), "RFC 3398 §7.2.4.1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub struct StatusMapping {
    pub(crate) code: Option<StatusCode>,
    pub(crate) default: StatusCode,
    pub(crate) try_first: Option<TryFirst>,
    pub(crate) basis: MappingBasis,
    pub(crate) note: Option<&'static MappingNote>,
    pub(crate) source: Option<Source>,
}

impl StatusMapping {
    /// The status code; `None` where the cause leads to no response:
    /// [16](Cause::NORMAL_CALL_CLEARING), which ends a call with BYE or gives it
    /// up with CANCEL, and with ISUP
    /// [44](Cause::REQUESTED_CIRCUIT_NOT_AVAILABLE), which does not leave the
    /// gateway.
    #[must_use]
    #[inline]
    pub const fn code(self) -> Option<StatusCode> {
        self.code
    }

    /// The status code; if there is none, the default, 500, for a gateway that has to
    /// send a final response all the same
    /// ([RFC 4497 §8.4.1](https://www.rfc-editor.org/rfc/rfc4497.html#section-8.4.1),
    /// note 3; RFC 3398 does not speak of it).
    ///
    /// ```
    /// use sip_status::StatusCode;
    /// use sip_status::q850::{Cause, Interworking};
    ///
    /// let mapping = Cause::NORMAL_CALL_CLEARING.to_status(Interworking::Qsig);
    /// assert_eq!(mapping.code(), None);
    /// assert_eq!(mapping.or_default(), StatusCode::ServerInternalError);
    /// ```
    #[must_use]
    #[inline]
    pub const fn or_default(self) -> StatusCode {
        match self.code {
            Some(code) => code,
            None => self.default,
        }
    }

    /// What to try before the response is sent, if anything.
    #[must_use]
    #[inline]
    pub const fn try_first(self) -> Option<TryFirst> {
        self.try_first
    }

    /// What the mapping is based on.
    ///
    /// ```
    /// use sip_status::q850::{Cause, Interworking, MappingBasis};
    ///
    /// let basis = |number| {
    ///     let cause = Cause::from_u8(number)?;
    ///     Some(cause.to_status(Interworking::Isup).basis())
    /// };
    /// assert_eq!(basis(17), Some(MappingBasis::Table));
    /// assert_eq!(basis(126), Some(MappingBasis::Default));
    /// ```
    #[must_use]
    #[inline]
    pub const fn basis(self) -> MappingBasis {
        self.basis
    }

    /// The RFC's note on the row; `None` where it has none, and for rows of the
    /// deployment.
    #[must_use]
    #[inline]
    pub const fn note(self) -> Option<&'static MappingNote> {
        self.note
    }

    /// The section in which the mapping stands; `None` for rows of the deployment.
    #[must_use]
    #[inline]
    pub const fn source(self) -> Option<Source> {
        self.source
    }
}

/// The cause with which a gateway releases a call after a response.
///
/// ```
/// use sip_status::StatusCode;
/// use sip_status::q850::{Cause, CauseLocation, Interworking, MappingBasis};
///
/// let mapping = StatusCode::Decline.to_cause(Interworking::Isup);
/// assert_eq!(mapping.cause(), Some(Cause::CALL_REJECTED));
/// assert_eq!(mapping.location(), Some(CauseLocation::User));
/// assert_eq!(mapping.basis(), MappingBasis::Table);
/// assert_eq!(mapping.source().unwrap().to_string(), "RFC 3398 §8.2.6.1");
///
/// // A code that a later RFC added has the default.
/// let mapping = StatusCode::Unwanted.to_cause(Interworking::Isup);
/// assert_eq!(mapping.cause(), Some(Cause::NORMAL_UNSPECIFIED));
/// assert_eq!(mapping.basis(), MappingBasis::Default);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub struct CauseMapping {
    pub(crate) cause: Option<Cause>,
    pub(crate) default: Cause,
    pub(crate) location: Option<CauseLocation>,
    pub(crate) try_first: Option<TryFirst>,
    pub(crate) basis: MappingBasis,
    pub(crate) note: Option<&'static MappingNote>,
    pub(crate) source: Option<Source>,
}

impl CauseMapping {
    /// The cause; `None` where there is none: a 1xx or 2xx is no failure, a 487
    /// answers an INVITE that the gateway itself gave up, and with QSIG a 3xx stays
    /// within SIP.
    #[must_use]
    #[inline]
    pub const fn cause(self) -> Option<Cause> {
        self.cause
    }

    /// The cause; if there is none, the default, 31, for a gateway that has to clear the
    /// call all the same
    /// ([RFC 4497 §8.4.4](https://www.rfc-editor.org/rfc/rfc4497.html#section-8.4.4),
    /// note 7; RFC 3398 does not speak of it).
    ///
    /// ```
    /// use sip_status::StatusCode;
    /// use sip_status::q850::{Cause, Interworking};
    ///
    /// let mapping = StatusCode::RequestTerminated.to_cause(Interworking::Qsig);
    /// assert_eq!(mapping.cause(), None);
    /// assert_eq!(mapping.or_default(), Cause::NORMAL_UNSPECIFIED);
    /// ```
    #[must_use]
    #[inline]
    pub const fn or_default(self) -> Cause {
        match self.cause {
            Some(cause) => cause,
            None => self.default,
        }
    }

    /// The location to send with the cause: the one that came with the cause in Reason,
    /// or the user for a 6xx. For other codes it is
    /// [`RemotePrivateNetwork`](CauseLocation::RemotePrivateNetwork) with QSIG;
    /// with ISUP it is `None`: RFC 3398 says that it is a network, but not which.
    /// `None`, too, where there is no cause.
    #[must_use]
    #[inline]
    pub const fn location(self) -> Option<CauseLocation> {
        self.location
    }

    /// What to try before the call is released, if anything; the cause is to be used if
    /// that is not possible or fails.
    #[must_use]
    #[inline]
    pub const fn try_first(self) -> Option<TryFirst> {
        self.try_first
    }

    /// What the mapping is based on.
    #[must_use]
    #[inline]
    pub const fn basis(self) -> MappingBasis {
        self.basis
    }

    /// The RFC's note on the row; `None` where it has none, and where the cause comes
    /// from Reason or from the deployment.
    #[must_use]
    #[inline]
    pub const fn note(self) -> Option<&'static MappingNote> {
        self.note
    }

    /// The section in which the mapping stands; `None` where the cause comes from Reason
    /// or from the deployment.
    #[must_use]
    #[inline]
    pub const fn source(self) -> Option<Source> {
        self.source
    }
}
