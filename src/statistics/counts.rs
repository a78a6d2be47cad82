//! A counter for each code.

use core::fmt;
use core::iter::FusedIterator;
use core::ops::AddAssign;

use super::Ratio;
use crate::outcome::Outcome;
use crate::set::{StatusCodeSet, StatusCodes};
use crate::table::{ALL, Metric, StatusCode};

const CODES: usize = ALL.len();

/// A counter for each of the 600 codes: plain numbers, without locks or atomics.
///
/// A count stays at [`u64::MAX`] once it is reached. A value takes 4800 bytes, so it is
/// not `Copy`. For [`Metric`]s keep one value for each method. To count from many
/// threads, use atomics of your own and [`from_fn`](Self::from_fn), or one value for each
/// thread and [`merge`](Self::merge).
///
/// ```
/// use sip_status::{Metric, Outcome, ResponseCounts, StatusCode, status_codes};
///
/// // What a proxy forwarded to its callers.
/// let mut invites = ResponseCounts::new();
/// for _ in 0..40 {
///     invites.record(StatusCode::Ok);
/// }
/// invites.record(StatusCode::BusyHere);
/// invites.record(StatusCode::MovedTemporarily);
/// invites.record(Outcome::Timeout);
///
/// assert_eq!(invites.get(StatusCode::RequestTimeout), 1);
/// assert_eq!(invites.in_set(status_codes!("4xx, 5xx, 6xx")), 2);
/// let ser = invites.ratio(Metric::Ser).unwrap();
/// assert_eq!((ser.numerator(), ser.denominator()), (40, 42));
/// assert_eq!(format!("SER {ser:.1} %"), "SER 95.2 %");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ResponseCounts([u64; CODES]);

impl ResponseCounts {
    /// All counters at 0.
    #[must_use]
    #[inline]
    pub const fn new() -> Self {
        Self([0; CODES])
    }

    /// The counters that `count` gives, called once for each code, in order: a
    /// snapshot of counters that are kept elsewhere.
    ///
    /// ```
    /// use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
    /// use sip_status::{ResponseCounts, StatusCode};
    ///
    /// let atomics = [const { AtomicU64::new(0) }; StatusCode::ALL.len()];
    /// atomics[StatusCode::BusyHere.index()].fetch_add(3, Relaxed);
    /// let counts = ResponseCounts::from_fn(|code| atomics[code.index()].load(Relaxed));
    /// assert_eq!(counts.iter().collect::<Vec<_>>(), [(StatusCode::BusyHere, 3)]);
    /// ```
    #[must_use]
    #[inline]
    pub fn from_fn(mut count: impl FnMut(StatusCode) -> u64) -> Self {
        Self(ALL.map(&mut count))
    }

    /// Counts one more request with this outcome. A timeout counts as 408 and a transport
    /// error as 503.
    #[inline]
    pub fn record(&mut self, outcome: impl Into<Outcome>) {
        self.add(outcome.into().counts_as(), 1);
    }

    /// Counts `more` requests with this code.
    #[expect(clippy::indexing_slicing, reason = "an index is below 600")]
    #[inline]
    pub const fn add(&mut self, code: StatusCode, more: u64) {
        let count = &mut self.0[code.index()];
        *count = count.saturating_add(more);
    }

    /// The count of a code.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "an index is below 600")]
    #[inline]
    pub const fn get(&self, code: StatusCode) -> u64 {
        self.0[code.index()]
    }

    /// The sum of all counts.
    #[must_use]
    #[inline]
    pub fn total(&self) -> u64 {
        self.in_set(StatusCodeSet::ALL)
    }

    /// The sum of the counts of these codes.
    ///
    /// ```
    /// use sip_status::{ResponseCounts, StatusClass, StatusCode};
    ///
    /// let counts: ResponseCounts = [StatusCode::BusyHere, StatusCode::NotFound].into_iter().collect();
    /// assert_eq!(counts.in_set(StatusClass::RequestFailure.into()), 2);
    /// ```
    #[must_use]
    #[inline]
    pub fn in_set(&self, codes: StatusCodeSet) -> u64 {
        let counts = codes.iter().map(|code| self.get(code));
        counts.fold(0, u64::saturating_add)
    }

    /// Adds all counts of `other`.
    #[inline]
    pub fn merge(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(&other.0) {
            *count = count.saturating_add(*more);
        }
    }

    /// The codes that were counted, in order, with their counts, none of them 0.
    ///
    /// ```
    /// use sip_status::{ResponseCounts, StatusCode};
    ///
    /// let counts: ResponseCounts = [StatusCode::BusyHere, StatusCode::Ok].into_iter().collect();
    /// for (code, count) in &counts {
    ///     println!("{code:#}: {count}");
    /// }
    /// assert!(counts.iter().eq([(StatusCode::Ok, 1), (StatusCode::BusyHere, 1)]));
    /// ```
    #[inline]
    pub const fn iter(&self) -> Counts<'_> {
        Counts {
            counts: self,
            codes: StatusCodeSet::ALL.iter(),
        }
    }

    /// The ratio of a metric over these counts; `None` if its denominator is 0. See
    /// [`Metric::ratio`].
    #[must_use]
    #[inline]
    pub fn ratio(&self, metric: Metric) -> Option<Ratio> {
        metric.ratio(|code| self.get(code))
    }
}

impl Default for ResponseCounts {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> IntoIterator for &'a ResponseCounts {
    type Item = (StatusCode, u64);
    type IntoIter = Counts<'a>;

    #[inline]
    fn into_iter(self) -> Counts<'a> {
        self.iter()
    }
}

/// The codes of [`ResponseCounts`] that were counted, in order, with their counts.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Counts<'a> {
    counts: &'a ResponseCounts,
    codes: StatusCodes,
}

impl Iterator for Counts<'_> {
    type Item = (StatusCode, u64);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let mut counts = self
            .codes
            .by_ref()
            .map(|code| (code, self.counts.get(code)));
        counts.find(|(_, count)| *count > 0)
    }
}

impl DoubleEndedIterator for Counts<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        let mut counts = self
            .codes
            .by_ref()
            .map(|code| (code, self.counts.get(code)));
        counts.rfind(|(_, count)| *count > 0)
    }
}

impl FusedIterator for Counts<'_> {}

/// As [`merge`](ResponseCounts::merge).
impl AddAssign<&Self> for ResponseCounts {
    #[inline]
    fn add_assign(&mut self, other: &Self) {
        self.merge(other);
    }
}

/// Counts each item once.
impl<T: Into<Outcome>> Extend<T> for ResponseCounts {
    #[inline]
    fn extend<I: IntoIterator<Item = T>>(&mut self, outcomes: I) {
        outcomes
            .into_iter()
            .for_each(|outcome| self.record(outcome));
    }
}

/// Counts each item once.
impl<T: Into<Outcome>> FromIterator<T> for ResponseCounts {
    #[inline]
    fn from_iter<I: IntoIterator<Item = T>>(outcomes: I) -> Self {
        let mut counts = Self::new();
        counts.extend(outcomes);
        counts
    }
}

/// Writes the codes that were counted with their counts, as a map.
impl fmt::Debug for ResponseCounts {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.iter().map(|(code, count)| (code.as_u16(), count));
        f.debug_map().entries(counts).finish()
    }
}
