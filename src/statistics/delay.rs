//! Which responses end the delays of RFC 6076.

use crate::outcome::Outcome;
use crate::set::StatusCodeSet;
use crate::table::{Clock, DelayMetric, Method};

impl DelayMetric {
    /// The codes that stop the clock: the first response with one of them does.
    ///
    /// ```
    /// use sip_status::{DelayMetric, status_codes};
    ///
    /// assert_eq!(DelayMetric::Rrd.stops(), status_codes!("200"));
    /// assert_eq!(DelayMetric::Sdd.stops(), status_codes!("2xx"));
    /// ```
    #[must_use]
    #[inline]
    pub const fn stops(self) -> StatusCodeSet {
        self.row().sets.0
    }

    /// The codes that say that the attempt failed. Those that are also in
    /// [`stops`](Self::stops) give a delay, which must not be combined with the delays of
    /// successful attempts
    /// ([RFC 6076 §4.3](https://www.rfc-editor.org/rfc/rfc6076.html#section-4.3)); the
    /// others give none.
    ///
    /// ```
    /// use sip_status::{DelayMetric, status_codes};
    ///
    /// let failed = status_codes!("4xx, 5xx, 6xx, !401, !402, !407");
    /// assert_eq!(DelayMetric::Srd.failed(), failed);
    /// ```
    #[must_use]
    #[inline]
    pub const fn failed(self) -> StatusCodeSet {
        self.row().sets.1
    }

    /// What becomes of the clock when a request of this method has this outcome. A
    /// timeout counts as 408 and a transport error as 503. Responses to other methods
    /// do not change the clock.
    ///
    /// ```
    /// use sip_status::{Clock, DelayMetric, Method, Outcome, StatusCode};
    ///
    /// let ok = Outcome::Response(StatusCode::Ok);
    /// assert_eq!(DelayMetric::Sdd.after(ok, Method::Bye), Clock::Stops);
    /// assert_eq!(DelayMetric::Sdd.after(ok, Method::Info), Clock::Runs);
    /// assert_eq!(DelayMetric::Sdd.after(Outcome::Timeout, Method::Bye), Clock::Void);
    /// ```
    #[must_use]
    #[inline]
    pub const fn after(self, outcome: Outcome, method: Method) -> Clock {
        let code = outcome.counts_as();
        if method as u8 != self.method() as u8 {
            Clock::Runs
        } else if self.stops().contains(code) {
            Clock::Stops
        } else if self.failed().contains(code) {
            Clock::Void
        } else {
            Clock::Runs
        }
    }
}
