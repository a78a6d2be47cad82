//! Random waits: after two requests that met, and before an answer to one that
//! came too early.

use core::time::Duration;

use super::RetryAfter;

/// A window from which a wait is chosen at random, in steps.
///
/// When both sides change a session at once, both requests are refused with 491,
/// and both sides try again. Who generated the Call-ID decides which window a side
/// has, so that the two requests do not meet again
/// ([RFC 3261 §14.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-14.1) for
/// re-INVITE, [RFC 3311 §5.3](https://www.rfc-editor.org/rfc/rfc3311.html#section-5.3)
/// for UPDATE; no text gives a window for other methods).
///
/// ```
/// use sip_status::DelayWindow;
/// use std::time::Duration;
///
/// let window = DelayWindow::glare(true);
/// assert_eq!(window, DelayWindow::CALL_ID_OWNER);
/// assert_eq!(window.min(), Duration::from_millis(2_100));
/// assert_eq!(window.max(), Duration::from_millis(4_000));
/// assert_eq!(window.step(), Duration::from_millis(10));
///
/// // From a random number of your own.
/// assert_eq!(window.pick(0), window.min());
/// assert_eq!(window.pick(u32::MAX), window.max());
/// assert_eq!(window.pick(1 << 31), Duration::from_millis(3_050));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DelayWindow {
    /// Milliseconds, all of them.
    min: u32,
    max: u32,
    step: u32,
}

impl DelayWindow {
    /// After a 491, for the side that generated the Call-ID of the dialog: 2.1 to
    /// 4 seconds in units of 10 ms.
    pub const CALL_ID_OWNER: Self = Self::new(2_100, 4_000, 10);

    /// After a 491, for the other side: 0 to 2 seconds in units of 10 ms.
    pub const CALL_ID_OTHER: Self = Self::new(0, 2_000, 10);

    /// For the Retry-After of a 500: 0 to 10 seconds in units of 1 s. The 500 refuses an
    /// INVITE or UPDATE that came before an earlier one of the same dialog was answered
    /// ([RFC 3261 §14.2](https://www.rfc-editor.org/rfc/rfc3261.html#section-14.2),
    /// [RFC 3311 §5.2](https://www.rfc-editor.org/rfc/rfc3311.html#section-5.2)). By
    /// RFC 3311 it also refuses an UPDATE with an offer that came before the offer in an
    /// UPDATE, PRACK or INVITE was answered.
    pub const OVERLAP: Self = Self::new(0, 10_000, 1_000);

    const fn new(min: u32, max: u32, step: u32) -> Self {
        Self { min, max, step }
    }

    /// The window after a 491, by whether this side generated the Call-ID of the
    /// dialog.
    #[must_use]
    #[inline]
    pub const fn glare(owns_call_id: bool) -> Self {
        if owns_call_id {
            Self::CALL_ID_OWNER
        } else {
            Self::CALL_ID_OTHER
        }
    }

    /// The shortest wait.
    #[must_use]
    #[inline]
    pub const fn min(self) -> Duration {
        Duration::from_millis(self.min as u64)
    }

    /// The longest wait.
    #[must_use]
    #[inline]
    pub const fn max(self) -> Duration {
        Duration::from_millis(self.max as u64)
    }

    /// The difference between two neighbouring waits.
    #[must_use]
    #[inline]
    pub const fn step(self) -> Duration {
        Duration::from_millis(self.step as u64)
    }

    /// The number of waits in the window.
    ///
    /// ```
    /// use sip_status::DelayWindow;
    ///
    /// assert_eq!(DelayWindow::CALL_ID_OWNER.count(), 191);
    /// assert_eq!(DelayWindow::OVERLAP.count(), 11);
    /// ```
    #[must_use]
    #[inline]
    pub const fn count(self) -> u32 {
        match self.max.wrapping_sub(self.min).checked_div(self.step) {
            Some(steps) => steps.wrapping_add(1),
            None => 1,
        }
    }

    /// One of the waits, from a random number of the whole range of `u32`: the larger the
    /// number, the longer the wait. Each wait gets the same share of the numbers, give or
    /// take one number.
    #[must_use]
    #[inline]
    pub const fn pick(self, random: u32) -> Duration {
        Duration::from_millis(self.pick_millis(random) as u64)
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the upper half of the product is below the count"
    )]
    const fn pick_millis(self, random: u32) -> u32 {
        let product = (random as u64).wrapping_mul(self.count() as u64);
        let steps = product.wrapping_shr(u32::BITS) as u32;
        self.min.wrapping_add(steps.wrapping_mul(self.step))
    }
}

impl RetryAfter<'static> {
    /// The value for a 500 to an INVITE or UPDATE that came before an earlier one of the
    /// same dialog was answered: 0 to 10 seconds, from a random number of the whole range
    /// of `u32`. See [`DelayWindow::OVERLAP`].
    ///
    /// ```
    /// use sip_status::RetryAfter;
    ///
    /// assert_eq!(RetryAfter::for_overlap(0).seconds(), 0);
    /// assert_eq!(RetryAfter::for_overlap(u32::MAX).seconds(), 10);
    /// ```
    #[must_use]
    #[inline]
    pub const fn for_overlap(random: u32) -> Self {
        let wait = DelayWindow::OVERLAP.pick_millis(random);
        // Whole seconds.
        Self::new(wait / 1_000)
    }
}
