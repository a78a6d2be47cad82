//! The rows of the mappings, which the generated code builds field by field.

use super::{Cause, CauseLocation, Interworking, Rejection, Release, TryFirst};
use crate::source::Source;
use crate::table::{HeaderName, StatusCode, gateway};

/// Both mappings of one interworking.
pub(crate) struct Gateway {
    pub(crate) default_code: StatusCode,
    pub(crate) to_code_source: Source,
    pub(crate) default_cause: Cause,
    pub(crate) to_cause_source: Source,
    pub(crate) global_failure_location: Option<CauseLocation>,
    pub(crate) other_location: Option<CauseLocation>,
    pub(crate) to_code: &'static [ToCode],
    pub(crate) to_cause: &'static [ToCause],
}

/// What is sent for a cause.
pub(crate) struct ToCode {
    pub(crate) cause: Cause,
    pub(crate) when: When,
    pub(crate) code: Option<StatusCode>,
    pub(crate) note: Option<&'static MappingNote>,
}

/// What is sent for a status code.
pub(crate) struct ToCause {
    /// A code, or the first digit of a class.
    pub(crate) code: u16,
    pub(crate) when: When,
    pub(crate) cause: Option<Cause>,
    pub(crate) note: Option<&'static MappingNote>,
}

/// When a row holds.
#[derive(Clone, Copy)]
pub(crate) enum When {
    Always,
    UserLocation,
    NewNumber,
    BearerUnavailable,
}

impl Gateway {
    /// The first row for a release that holds.
    pub(crate) const fn code_for(&self, release: Release) -> Option<&'static ToCode> {
        let mut rows = self.to_code;
        while let [row, rest @ ..] = rows {
            let holds = match row.when {
                When::UserLocation => matches!(release.location, Some(CauseLocation::User)),
                When::NewNumber => release.new_number,
                When::Always | When::BearerUnavailable => true,
            };
            if holds && row.cause.0 == release.cause.0 {
                return Some(row);
            }
            rows = rest;
        }
        None
    }

    /// The first row for the code, or for its class, that holds.
    pub(crate) const fn cause_for(&self, rejection: Rejection) -> Option<&'static ToCause> {
        let code = rejection.code.as_u16();
        let class = rejection.code.class().as_u8();
        let mut of_class = None;
        let mut rows = self.to_cause;
        while let [row, rest @ ..] = rows {
            if row.code == class as u16 {
                of_class = Some(row);
            }
            let holds = match row.when {
                When::BearerUnavailable => rejection.bearer_unavailable,
                When::Always | When::UserLocation | When::NewNumber => true,
            };
            if holds && row.code == code {
                return Some(row);
            }
            rows = rest;
        }
        of_class
    }

    /// The location that goes with a cause that comes from this code.
    pub(crate) const fn location_for(&self, code: StatusCode) -> Option<CauseLocation> {
        if code.is_global_failure() {
            self.global_failure_location
        } else {
            self.other_location
        }
    }
}

impl Interworking {
    /// The status code for causes without a row: 500.
    ///
    /// ```
    /// use sip_status::StatusCode;
    /// use sip_status::q850::Interworking;
    ///
    /// assert_eq!(Interworking::Qsig.default_code(), StatusCode::ServerInternalError);
    /// ```
    #[must_use]
    #[inline]
    pub const fn default_code(self) -> StatusCode {
        gateway(self).default_code
    }

    /// The cause for failures without a row: 31.
    ///
    /// ```
    /// use sip_status::q850::{Cause, Interworking};
    ///
    /// assert_eq!(Interworking::Isup.default_cause(), Cause::NORMAL_UNSPECIFIED);
    /// ```
    #[must_use]
    #[inline]
    pub const fn default_cause(self) -> Cause {
        gateway(self).default_cause
    }
}

/// What an RFC notes on a row of a mapping.
///
/// ```
/// use sip_status::StatusCode;
/// use sip_status::q850::Interworking;
///
/// let mapping = StatusCode::RequestTerminated.to_cause(Interworking::Qsig);
/// let note = mapping.note().unwrap();
/// assert_eq!(note.mark(), Some("NOTE 7"));
/// assert_eq!(note.source().to_string(), "RFC 4497 §8.4.4");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MappingNote {
    pub(crate) mark: Option<&'static str>,
    pub(crate) text: &'static str,
    pub(crate) try_first: Option<TryFirst>,
    pub(crate) field: Option<HeaderName>,
    pub(crate) source: Source,
}

impl MappingNote {
    /// The mark by which the row in the RFC points to the note, such as `(+)` or
    /// `NOTE 7`; `None` where the note stands in the text or in the row itself.
    #[must_use]
    #[inline]
    pub const fn mark(&self) -> Option<&'static str> {
        self.mark
    }

    /// What the note says.
    #[must_use]
    #[inline]
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// The header field that the note speaks of, if any: one to add to the response that
    /// is sent, or to look at in the one that came.
    #[must_use]
    #[inline]
    pub const fn field(&self) -> Option<HeaderName> {
        self.field
    }

    /// The section in which the note stands.
    #[must_use]
    #[inline]
    pub const fn source(&self) -> Source {
        self.source
    }
}
