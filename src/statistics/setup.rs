//! What became of an INVITE, as one label.

use crate::class::StatusClass;
use crate::outcome::Outcome;
use crate::table::{DelayMetric, Metric, SetupResult};

impl SetupResult {
    /// What became of an INVITE with this outcome. A timeout counts as 408 and a
    /// transport error as 503.
    ///
    /// ```
    /// use sip_status::{Outcome, SetupResult, StatusCode};
    ///
    /// let rows = [
    ///     (StatusCode::Ok, SetupResult::Established),
    ///     (StatusCode::BusyHere, SetupResult::User),
    ///     (StatusCode::MovedTemporarily, SetupResult::Redirected),
    ///     (StatusCode::ProxyAuthenticationRequired, SetupResult::Challenged),
    ///     (StatusCode::ServiceUnavailable, SetupResult::Ineffective),
    ///     (StatusCode::NotFound, SetupResult::Failed),
    /// ];
    /// for (code, expected) in rows {
    ///     assert_eq!(SetupResult::of(code.into()), expected);
    /// }
    /// assert_eq!(SetupResult::of(Outcome::Timeout).as_str(), "ineffective");
    /// ```
    #[must_use]
    #[inline]
    pub const fn of(outcome: Outcome) -> Self {
        let code = outcome.counts_as();
        if Metric::Isa.numerator().contains(code) {
            return Self::Ineffective;
        }
        if Metric::Seer.numerator().contains(code) && !Metric::Ser.numerator().contains(code) {
            return Self::User;
        }
        if DelayMetric::Srd.failed().contains(code) {
            return Self::Failed;
        }
        match code.class() {
            StatusClass::Provisional => Self::Pending,
            StatusClass::Success => Self::Established,
            StatusClass::Redirection => Self::Redirected,
            // What asks for something, and is no failure.
            _ => Self::Challenged,
        }
    }
}

impl From<Outcome> for SetupResult {
    #[inline]
    fn from(outcome: Outcome) -> Self {
        Self::of(outcome)
    }
}
