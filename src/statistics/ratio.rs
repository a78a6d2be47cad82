//! A share of requests.

use core::fmt;
use core::num::NonZeroU64;

/// A share of requests: a numerator and a denominator that is not 0.
///
/// The numbers are kept as they were counted, not reduced, so that 1/2 and 2/4 are
/// not equal: compare [`per_mille`](Self::per_mille), which uses no floating point.
/// [`percent`](Self::percent) is the form that RFC 6076 asks for.
///
/// ```
/// use sip_status::Ratio;
///
/// // The Session Completion Ratio: sessions that ended well, among all requests.
/// let scr = Ratio::new(1906, 2000).unwrap();
/// assert_eq!(scr.percent(), 95.3);
/// assert_eq!(scr.per_mille(), 953);
/// assert_eq!(format!("{scr:.1} %"), "95.3 %");
/// assert_eq!(Ratio::new(0, 0), None);
///
/// let (few, more) = (Ratio::new(1, 2).unwrap(), Ratio::new(2, 4).unwrap());
/// assert_ne!(few, more);
/// assert_eq!(few.per_mille(), more.per_mille());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: u64,
    denominator: NonZeroU64,
}

impl Ratio {
    /// A ratio of these numbers; `None` if the denominator is 0. The numerator may be the
    /// larger number.
    #[must_use]
    #[inline]
    pub const fn new(numerator: u64, denominator: u64) -> Option<Self> {
        match NonZeroU64::new(denominator) {
            Some(denominator) => Some(Self {
                numerator,
                denominator,
            }),
            None => None,
        }
    }

    /// The number of requests that count.
    #[must_use]
    #[inline]
    pub const fn numerator(self) -> u64 {
        self.numerator
    }

    /// The number of requests among which they count; never 0.
    #[must_use]
    #[inline]
    pub const fn denominator(self) -> u64 {
        self.denominator.get()
    }

    /// The ratio in per cent: 0 to 100, unless the numerator is the larger number.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "15 digits are more than a percentage needs"
    )]
    #[inline]
    pub const fn percent(self) -> f64 {
        self.numerator as f64 * 100.0 / self.denominator.get() as f64
    }

    /// The ratio in per mille, rounded down: 0 to 1000, unless the numerator is the
    /// larger number; at most [`u64::MAX`].
    ///
    /// ```
    /// use sip_status::Ratio;
    ///
    /// assert_eq!(Ratio::new(9999, 10_000).unwrap().per_mille(), 999);
    /// assert_eq!(Ratio::new(u64::MAX, u64::MAX).unwrap().per_mille(), 1000);
    /// ```
    #[must_use]
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "a u64 times 1000 fits, and the denominator is not 0"
    )]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "looked at before it is made smaller"
    )]
    #[inline]
    pub const fn per_mille(self) -> u64 {
        let share = self.numerator as u128 * 1000 / self.denominator.get() as u128;
        if share > u64::MAX as u128 {
            u64::MAX
        } else {
            share as u64
        }
    }
}

/// Writes the percentage without a per cent sign, with width and precision.
impl fmt::Display for Ratio {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.percent().fmt(f)
    }
}
