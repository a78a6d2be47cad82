//! The mappings, with what a deployment lays over them.

use super::{Cause, CauseLocation, CauseMapping, Interworking, MappingBasis, StatusMapping};
use crate::class::StatusClass;
use crate::table::{StatusCode, gateway};

/// A release from the telephone network: the cause, and what decides between two
/// status codes for it. [`to_status`](Self::to_status) maps it.
///
/// ```
/// use sip_status::StatusCode;
/// use sip_status::q850::{Cause, CauseLocation, Interworking, Release};
///
/// let release = Release::new(Cause::CALL_REJECTED);
/// assert_eq!(release.to_status(Interworking::Qsig).code(), Some(StatusCode::Forbidden));
/// let release = release.with_location(Some(CauseLocation::User));
/// assert_eq!(release.to_status(Interworking::Qsig).code(), Some(StatusCode::Decline));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Release {
    pub(crate) cause: Cause,
    pub(crate) location: Option<CauseLocation>,
    pub(crate) new_number: bool,
}

impl Release {
    /// A release with this cause, from an unknown location, without a new number.
    #[must_use]
    #[inline]
    pub const fn new(cause: Cause) -> Self {
        Self {
            cause,
            location: None,
            new_number: false,
        }
    }

    /// The same with the location that came with the cause. The mappings ask for
    /// it only with cause 21: whether it is the user.
    #[must_use]
    #[inline]
    pub const fn with_location(mut self, location: Option<CauseLocation>) -> Self {
        self.location = location;
        self
    }

    /// The same, saying whether the diagnostic of cause 22 has a new number that the
    /// gateway can read and put into Contact: 301 is sent then, and 410 otherwise.
    ///
    /// ```
    /// use sip_status::StatusCode;
    /// use sip_status::q850::{Cause, Interworking, Release};
    ///
    /// let release = Release::new(Cause::NUMBER_CHANGED);
    /// assert_eq!(release.to_status(Interworking::Isup).code(), Some(StatusCode::Gone));
    /// let release = release.with_new_number(true);
    /// assert_eq!(release.to_status(Interworking::Isup).code(), Some(StatusCode::MovedPermanently));
    /// ```
    #[must_use]
    #[inline]
    pub const fn with_new_number(mut self, new_number: bool) -> Self {
        self.new_number = new_number;
        self
    }

    /// The cause.
    #[must_use]
    #[inline]
    pub const fn cause(self) -> Cause {
        self.cause
    }

    /// The location that came with the cause; `None` if it is unknown.
    #[must_use]
    #[inline]
    pub const fn location(self) -> Option<CauseLocation> {
        self.location
    }

    /// Whether there is a new number for Contact.
    #[must_use]
    #[inline]
    pub const fn has_new_number(self) -> bool {
        self.new_number
    }

    /// The status code for this release: [`CauseMap::to_status`] without an overlay.
    #[inline]
    pub const fn to_status(self, interworking: Interworking) -> StatusMapping {
        CauseMap::new(interworking).to_status(self)
    }
}

impl From<Cause> for Release {
    #[inline]
    fn from(cause: Cause) -> Self {
        Self::new(cause)
    }
}

/// A refusal from the SIP side: the status code, and what else decides which cause
/// it has. [`to_cause`](Self::to_cause) maps it.
///
/// ```
/// use sip_status::q850::{Cause, CauseLocation, Interworking, Rejection};
/// use sip_status::{Reason, StatusCode};
///
/// let reason = Reason::parse(b"Q.850;cause=20;location=RLN")?;
/// let rejection = Rejection::new(StatusCode::TemporarilyUnavailable)
///     .with_reason(reason.q850_cause())
///     .with_location(reason.location());
/// let mapping = rejection.to_cause(Interworking::Isup);
/// assert_eq!(mapping.cause(), Some(Cause::SUBSCRIBER_ABSENT));
/// assert_eq!(mapping.location(), Some(CauseLocation::RemoteNetwork));
/// # Ok::<(), sip_status::InvalidFieldValue>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rejection {
    pub(crate) code: StatusCode,
    pub(crate) bearer_unavailable: bool,
    pub(crate) reason: Option<Cause>,
    pub(crate) location: Option<CauseLocation>,
}

impl Rejection {
    /// A response with this code, without Reason and Warning header fields.
    #[must_use]
    #[inline]
    pub const fn new(code: StatusCode) -> Self {
        Self {
            code,
            bearer_unavailable: false,
            reason: None,
            location: None,
        }
    }

    /// The same, saying whether the Warning header field of a 488 or 606 speaks of a
    /// bearer capability that is not available: the cause is 65 then, and 31
    /// otherwise. The RFCs do not say which warn-codes do so.
    ///
    /// ```
    /// use sip_status::StatusCode;
    /// use sip_status::q850::{Cause, Interworking, Rejection};
    ///
    /// let rejection = Rejection::new(StatusCode::NotAcceptableHere);
    /// let cause = rejection.to_cause(Interworking::Isup).cause();
    /// assert_eq!(cause, Some(Cause::NORMAL_UNSPECIFIED));
    /// let cause = rejection.with_bearer_unavailable(true).to_cause(Interworking::Isup).cause();
    /// assert_eq!(cause, Some(Cause::BEARER_CAPABILITY_NOT_IMPLEMENTED));
    /// ```
    #[must_use]
    #[inline]
    pub const fn with_bearer_unavailable(mut self, bearer_unavailable: bool) -> Self {
        self.bearer_unavailable = bearer_unavailable;
        self
    }

    /// The same with the Q.850 cause in the response's Reason header field, if there
    /// is one. It takes the place of every row's cause, the deployment's included;
    /// what is to be tried first stays. It has no effect on a response that does not end
    /// the call: a 1xx or 2xx, and with QSIG a 3xx
    /// ([RFC 4497 §8.2.1.5](https://www.rfc-editor.org/rfc/rfc4497.html#section-8.2.1.5))
    /// unless the deployment has a row for that code.
    ///
    /// Every response but 100 may have it
    /// ([RFC 6432 §3](https://www.rfc-editor.org/rfc/rfc6432.html#section-3)).
    /// No text says what it means for the mapping, only that it does not change how
    /// the response itself is treated
    /// ([§4](https://www.rfc-editor.org/rfc/rfc6432.html#section-4)). For an
    /// encapsulated REL, though,
    /// [RFC 3398 §8.2.6.1](https://www.rfc-editor.org/rfc/rfc3398.html#section-8.2.6.1)
    /// says that its cause is used, and for a BYE with both that the Reason is
    /// preferred ([§7.2.3](https://www.rfc-editor.org/rfc/rfc3398.html#section-7.2.3)).
    /// A gateway that does not trust it passes `None`.
    ///
    /// ```
    /// use sip_status::StatusCode;
    /// use sip_status::q850::{Cause, Interworking, MappingBasis, Rejection};
    ///
    /// // SIP/2.0 480 Temporarily Unavailable
    /// // Reason: Q.850;cause=20
    /// let rejection = Rejection::new(StatusCode::TemporarilyUnavailable);
    /// let mapping = rejection.with_reason(Cause::from_u8(20)).to_cause(Interworking::Isup);
    /// assert_eq!(mapping.cause(), Some(Cause::SUBSCRIBER_ABSENT));
    /// assert_eq!(mapping.basis(), MappingBasis::Reason);
    /// let mapping = rejection.with_reason(None).to_cause(Interworking::Isup);
    /// assert_eq!(mapping.cause(), Some(Cause::NO_USER_RESPONDING));
    /// ```
    #[must_use]
    #[inline]
    pub const fn with_reason(mut self, cause: Option<Cause>) -> Self {
        self.reason = cause;
        self
    }

    /// The same with the location in the response's Reason header field, if there is
    /// one ([RFC 8606 §4](https://www.rfc-editor.org/rfc/rfc8606.html#section-4)). It
    /// takes the place of the one that follows from the code, but only together
    /// with the cause of [`with_reason`](Self::with_reason), to which it belongs.
    #[must_use]
    #[inline]
    pub const fn with_location(mut self, location: Option<CauseLocation>) -> Self {
        self.location = location;
        self
    }

    /// The status code.
    #[must_use]
    #[inline]
    pub const fn code(self) -> StatusCode {
        self.code
    }

    /// Whether the Warning header field speaks of a bearer capability that is not
    /// available.
    #[must_use]
    #[inline]
    pub const fn is_bearer_unavailable(self) -> bool {
        self.bearer_unavailable
    }

    /// The Q.850 cause of the Reason header field; `None` if there is none.
    #[must_use]
    #[inline]
    pub const fn reason(self) -> Option<Cause> {
        self.reason
    }

    /// The location of the Reason header field; `None` if there is none.
    #[must_use]
    #[inline]
    pub const fn location(self) -> Option<CauseLocation> {
        self.location
    }

    /// The cause for this refusal: [`CauseMap::to_cause`] without an overlay.
    #[inline]
    pub const fn to_cause(self, interworking: Interworking) -> CauseMapping {
        CauseMap::new(interworking).to_cause(self)
    }
}

impl From<StatusCode> for Rejection {
    #[inline]
    fn from(code: StatusCode) -> Self {
        Self::new(code)
    }
}

/// The mappings of an RFC, with rows of the deployment's own that go before them.
///
/// An operator may want other causes than the RFC's
/// ([RFC 4497 §11.3](https://www.rfc-editor.org/rfc/rfc4497.html#section-11.3)).
/// A row replaces the code or the cause; what is to be tried first and the
/// location stay as the RFC has them. Of two rows for the same code or cause, the
/// first holds.
///
/// ```
/// use sip_status::StatusCode;
/// use sip_status::q850::{Cause, CauseMap, Interworking, MappingBasis, Rejection, Release};
///
/// const MAP: CauseMap<'_> = CauseMap::new(Interworking::Isup)
///     .with_causes(&[(StatusCode::Unwanted, Cause::CALL_REJECTED)])
///     .with_codes(&[(Cause::SUBSCRIBER_ABSENT, StatusCode::NotFound)]);
///
/// const UNWANTED: Option<Cause> = MAP.to_cause(Rejection::new(StatusCode::Unwanted)).cause();
/// assert_eq!(UNWANTED, Some(Cause::CALL_REJECTED));
/// let absent = MAP.to_status(Release::new(Cause::SUBSCRIBER_ABSENT));
/// assert_eq!(absent.code(), Some(StatusCode::NotFound));
/// assert_eq!(absent.basis(), MappingBasis::Overlay);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CauseMap<'a> {
    interworking: Interworking,
    causes: &'a [(StatusCode, Cause)],
    codes: &'a [(Cause, StatusCode)],
}

impl<'a> CauseMap<'a> {
    /// The mappings of the RFC alone.
    #[must_use]
    #[inline]
    pub const fn new(interworking: Interworking) -> Self {
        Self {
            interworking,
            causes: &[],
            codes: &[],
        }
    }

    /// The same with these causes for these status codes, in place of any given
    /// before. A row for a 1xx or 2xx has no effect.
    #[must_use]
    #[inline]
    pub const fn with_causes(mut self, rows: &'a [(StatusCode, Cause)]) -> Self {
        self.causes = rows;
        self
    }

    /// The same with these status codes for these causes, whatever their location
    /// and diagnostic, in place of any given before.
    #[must_use]
    #[inline]
    pub const fn with_codes(mut self, rows: &'a [(Cause, StatusCode)]) -> Self {
        self.codes = rows;
        self
    }

    /// The interworking whose mappings lie below the deployment's rows.
    #[must_use]
    #[inline]
    pub const fn interworking(&self) -> Interworking {
        self.interworking
    }

    /// The deployment's causes for status codes.
    #[must_use]
    #[inline]
    pub const fn causes(&self) -> &'a [(StatusCode, Cause)] {
        self.causes
    }

    /// The deployment's status codes for causes.
    #[must_use]
    #[inline]
    pub const fn codes(&self) -> &'a [(Cause, StatusCode)] {
        self.codes
    }

    /// The status code with which to answer the INVITE after this release.
    #[inline]
    pub const fn to_status(&self, release: Release) -> StatusMapping {
        let gateway = gateway(self.interworking);
        let mut mapping = StatusMapping {
            code: Some(gateway.default_code),
            default: gateway.default_code,
            try_first: None,
            basis: MappingBasis::Default,
            note: None,
            source: Some(gateway.to_code_source),
        };
        if let Some(row) = gateway.code_for(release) {
            mapping.code = row.code;
            mapping.basis = MappingBasis::Table;
            mapping.note = row.note;
            if let Some(note) = row.note {
                mapping.try_first = note.try_first;
                mapping.source = Some(note.source);
            }
        }
        if let Some(code) = self.own_code(release.cause) {
            mapping.code = Some(code);
            mapping.basis = MappingBasis::Overlay;
            mapping.note = None;
            mapping.source = None;
        }
        mapping
    }

    /// The cause with which to release the call after this response.
    #[inline]
    pub const fn to_cause(&self, rejection: Rejection) -> CauseMapping {
        let gateway = gateway(self.interworking);
        let mut mapping = CauseMapping {
            cause: Some(gateway.default_cause),
            default: gateway.default_cause,
            location: None,
            try_first: None,
            basis: MappingBasis::Default,
            note: None,
            source: Some(gateway.to_cause_source),
        };
        if let Some(row) = gateway.cause_for(rejection) {
            mapping.cause = row.cause;
            mapping.basis = MappingBasis::Table;
            mapping.note = row.note;
            if let Some(note) = row.note {
                mapping.try_first = note.try_first;
                mapping.source = Some(note.source);
            }
        }
        if let Some((cause, basis)) = self.other_cause(rejection, mapping.cause) {
            mapping.cause = Some(cause);
            mapping.basis = basis;
            mapping.note = None;
            mapping.source = None;
        }
        if mapping.cause.is_some() {
            mapping.location = match (rejection.reason, rejection.location) {
                (Some(_), Some(location)) => Some(location),
                _ => gateway.location_for(rejection.code),
            };
        }
        mapping
    }

    const fn own_code(&self, cause: Cause) -> Option<StatusCode> {
        let mut rows = self.codes;
        while let [(of, code), rest @ ..] = rows {
            if of.0 == cause.0 {
                return Some(*code);
            }
            rows = rest;
        }
        None
    }

    const fn own_cause(&self, code: StatusCode) -> Option<Cause> {
        let mut rows = self.causes;
        while let [(of, cause), rest @ ..] = rows {
            if of.as_u16() == code.as_u16() {
                return Some(*cause);
            }
            rows = rest;
        }
        None
    }

    /// The cause that goes before the table's. A response that leaves the call
    /// standing has none, whatever its Reason says: 1xx, 2xx, and a 3xx for which
    /// neither the table nor the deployment has a cause.
    const fn other_cause(
        &self,
        rejection: Rejection,
        table: Option<Cause>,
    ) -> Option<(Cause, MappingBasis)> {
        let own = self.own_cause(rejection.code);
        match (rejection.code.class(), table, own) {
            (StatusClass::Provisional | StatusClass::Success, ..)
            | (StatusClass::Redirection, None, None) => return None,
            _ => {}
        }
        match (rejection.reason, own) {
            (Some(cause), _) => Some((cause, MappingBasis::Reason)),
            (None, Some(cause)) => Some((cause, MappingBasis::Overlay)),
            (None, None) => None,
        }
    }
}

impl Cause {
    /// The status code for the cause, from an unknown location, without a new
    /// number; to give these, use [`Release`].
    ///
    /// ```
    /// use sip_status::StatusCode;
    /// use sip_status::q850::{Cause, Interworking};
    ///
    /// let mapping = Cause::NO_USER_RESPONDING.to_status(Interworking::Isup);
    /// assert_eq!(mapping.code(), Some(StatusCode::RequestTimeout));
    /// ```
    #[inline]
    pub const fn to_status(self, interworking: Interworking) -> StatusMapping {
        Release::new(self).to_status(interworking)
    }
}

impl StatusCode {
    /// The Q.850 cause for the code, in a response without Reason and Warning
    /// header fields; to give these, use [`Rejection`].
    ///
    /// ```
    /// use sip_status::StatusCode;
    /// use sip_status::q850::{Cause, Interworking, TryFirst};
    ///
    /// let mapping = StatusCode::VersionNotSupported.to_cause(Interworking::Isup);
    /// assert_eq!(mapping.cause(), Some(Cause::INTERWORKING_UNSPECIFIED));
    /// assert_eq!(mapping.try_first(), Some(TryFirst::Remedy));
    /// ```
    #[inline]
    pub const fn to_cause(self, interworking: Interworking) -> CauseMapping {
        Rejection::new(self).to_cause(interworking)
    }
}
