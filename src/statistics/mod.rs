//! Which responses the ratios of RFC 6076 count, and which end its delays.

mod counts;
mod delay;
mod ratio;
mod setup;

pub use counts::{Counts, ResponseCounts};
pub use ratio::Ratio;

use crate::outcome::Outcome;
use crate::set::StatusCodeSet;
use crate::source::Source;
use crate::table::{Counted, DelayMetric, Method, Metric, StatusCode};

/// What the table says of a metric.
pub(crate) struct MetricRow {
    pub(crate) title: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) method: Method,
    /// The numerator and what is not in the denominator, or the codes at which a
    /// clock stops and those of failures.
    pub(crate) sets: (StatusCodeSet, StatusCodeSet),
    pub(crate) source: Source,
}

/// What ratios and delays have in common.
macro_rules! metrics {
    ($($name:ident)*) => {$(
        impl $name {
            #[expect(
                clippy::indexing_slicing,
                reason = "there is a row for each variant, and the compiler drops the check"
            )]
            pub(crate) const fn row(self) -> &'static MetricRow {
                &Self::ROWS[self as usize]
            }

            /// The name in words, such as `Session Establishment Ratio`.
            #[must_use]
            #[inline]
            pub const fn name(self) -> &'static str {
                self.row().title
            }

            /// What the metric tells, in a sentence.
            #[must_use]
            #[inline]
            pub const fn summary(self) -> &'static str {
                self.row().summary
            }

            /// The method of the requests that the metric is about.
            #[must_use]
            #[inline]
            pub const fn method(self) -> Method {
                self.row().method
            }

            /// The section that defines the metric.
            #[must_use]
            #[inline]
            pub const fn source(self) -> Source {
                self.row().source
            }
        }
    )*};
}

metrics! { DelayMetric Metric }

impl Metric {
    /// The codes whose requests are in the numerator; all of them are in the
    /// denominator, too.
    ///
    /// ```
    /// use sip_status::{Metric, status_codes};
    ///
    /// assert_eq!(Metric::Isa.numerator(), status_codes!("408, 500, 503, 504"));
    /// ```
    #[must_use]
    #[inline]
    pub const fn numerator(self) -> StatusCodeSet {
        self.row().sets.0
    }

    /// The codes whose requests are in the denominator: all final ones, less those
    /// that the definition subtracts.
    ///
    /// ```
    /// use sip_status::{Metric, status_codes};
    ///
    /// assert_eq!(Metric::Ser.denominator(), status_codes!("*, !1xx, !3xx"));
    /// assert_eq!(Metric::Isa.denominator(), status_codes!("*, !1xx"));
    /// ```
    #[must_use]
    #[inline]
    pub const fn denominator(self) -> StatusCodeSet {
        StatusCodeSet::FINAL.difference(self.row().sets.1)
    }

    /// Where a request with this method and this outcome counts. A timeout counts as
    /// 408 and a transport error as 503.
    ///
    /// ```
    /// use sip_status::{Counted, Method, Metric, Outcome, StatusCode};
    ///
    /// let busy = Outcome::Response(StatusCode::BusyHere);
    /// assert_eq!(Metric::Ser.counts(busy, Method::Invite), Counted::Denominator);
    /// assert_eq!(Metric::Seer.counts(busy, Method::Invite), Counted::Both);
    /// assert_eq!(Metric::Seer.counts(busy, Method::Refer), Counted::Nowhere);
    /// assert_eq!(Metric::Isa.counts(Outcome::Timeout, Method::Invite), Counted::Both);
    /// ```
    #[must_use]
    #[inline]
    pub const fn counts(self, outcome: Outcome, method: Method) -> Counted {
        let code = outcome.counts_as();
        if method as u8 != self.method() as u8 {
            Counted::Nowhere
        } else if self.numerator().contains(code) {
            Counted::Both
        } else if self.denominator().contains(code) {
            Counted::Denominator
        } else {
            Counted::Nowhere
        }
    }

    /// The ratio, from the number of requests that ended with each code; `None` if
    /// the denominator is 0, where the metric is undefined
    /// ([RFC 6076 §4](https://www.rfc-editor.org/rfc/rfc6076.html#section-4)).
    ///
    /// `count` is called once for each code of the denominator, in order, so that the
    /// numerator is never larger than the denominator, even if other threads go on
    /// counting. A sum is [`u64::MAX`] at most. See [`ResponseCounts`] for ready-made
    /// counters.
    ///
    /// ```
    /// use sip_status::{Metric, StatusCode};
    ///
    /// // Attempts in which the challenge is part of the way, not an end.
    /// let count = |code| match code {
    ///     StatusCode::Ok => 19,
    ///     StatusCode::ProxyAuthenticationRequired => 20,
    ///     StatusCode::BusyHere => 1,
    ///     _ => 0,
    /// };
    /// let unchallenged = |code| match code {
    ///     StatusCode::Unauthorized | StatusCode::ProxyAuthenticationRequired => 0,
    ///     code => count(code),
    /// };
    /// assert_eq!(Metric::Ser.ratio(count).unwrap().per_mille(), 475);
    /// assert_eq!(Metric::Ser.ratio(unchallenged).unwrap().per_mille(), 950);
    /// assert_eq!(Metric::Ser.ratio(|_| 0), None);
    /// ```
    #[inline]
    pub fn ratio(self, mut count: impl FnMut(StatusCode) -> u64) -> Option<Ratio> {
        let (mut numerator, mut denominator) = (0_u64, 0_u64);
        for code in self.denominator() {
            let requests = count(code);
            denominator = denominator.saturating_add(requests);
            if self.numerator().contains(code) {
                numerator = numerator.saturating_add(requests);
            }
        }
        Ratio::new(numerator, denominator)
    }
}
