//! Which final response a proxy forwards when it has to choose.

use crate::outcome::Outcome;
use crate::table::{self, StatusCode};

/// The rank of a response when a forking proxy chooses the one to forward: a total
/// order, in which greater is better.
///
/// The order, from the best, and where it comes from
/// ([RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.7)
/// step 6):
///
/// 1. 2xx: forwarded at once, so there is no choice.
/// 2. 6xx: the proxy MUST choose one if there is one.
/// 3. 3xx, 4xx, 5xx: it SHOULD choose from the lowest class.
///    - Within 4xx it SHOULD prefer what tells how to mend the request, "such as"
///      401, 407, 415, 420 and 484. This order prefers just these.
///    - 503 comes last in its class, because it SHOULD NOT be forwarded: see
///      [`sent_upstream_as`](StatusCode::sent_upstream_as).
/// 4. 1xx: not final, so never chosen.
///
/// Beyond that the proxy MAY take any of the class. There, the order is this
/// crate's choice: 408 and 430 come last in 4xx, as a branch that did not answer or
/// could not be reached says least about the callee, and an endpoint should never
/// see a 430
/// ([RFC 5626 §11.5](https://www.rfc-editor.org/rfc/rfc5626.html#section-11.5));
/// a timeout comes after a received 408 or 430, and a transport error after a received
/// 503; and among the rest the lower code is better. So two responses are equal only if
/// their codes are, and the choice of a code does not depend on the order of arrival.
///
/// `max_by_key` picks the best. Of several with the same code it takes the last;
/// for the first, as [`ResponseContext`](crate::ResponseContext) has it, use
/// `min_by_key` with [`core::cmp::Reverse`].
///
/// ```
/// use sip_status::StatusCode;
///
/// // The example of RFC 3261 §16.7.
/// let received = [
///     StatusCode::ServiceUnavailable,
///     StatusCode::ProxyAuthenticationRequired,
///     StatusCode::NotImplemented,
///     StatusCode::NotFound,
/// ];
/// let best = received.into_iter().max_by_key(|code| code.preference());
/// assert_eq!(best, Some(StatusCode::ProxyAuthenticationRequired));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResponsePreference(u16);

impl ResponsePreference {
    /// The standing of class and code (at most 17), whether it was received, and how
    /// far the number is from the last (at most 599): each in bits of its own.
    #[inline]
    const fn new(code: StatusCode, received: bool) -> Self {
        let number = 699_u16.wrapping_sub(code.as_u16());
        Self(table::standing(code) << 11 | (received as u16) << 10 | number)
    }

    /// Whether this is the better one: `self > other`, usable in constants.
    #[must_use]
    #[inline]
    pub const fn is_better_than(self, other: Self) -> bool {
        self.0 > other.0
    }
}

impl StatusCode {
    /// The rank of this response when a forking proxy chooses the one to forward.
    #[must_use]
    #[inline]
    pub const fn preference(self) -> ResponsePreference {
        ResponsePreference::new(self, true)
    }
}

impl Outcome {
    /// The rank of this outcome when a forking proxy chooses the response to forward:
    /// that of the [code as which it counts](Self::counts_as). A timeout comes after a
    /// received 408 or 430, a transport error after a received 503.
    ///
    /// ```
    /// use sip_status::{Outcome, StatusCode};
    ///
    /// let received = Outcome::from(StatusCode::RequestTimeout);
    /// assert!(received.preference() > Outcome::Timeout.preference());
    /// // It is still a 4xx.
    /// assert!(Outcome::Timeout.preference() > StatusCode::BadGateway.preference());
    /// ```
    #[must_use]
    #[inline]
    pub const fn preference(self) -> ResponsePreference {
        ResponsePreference::new(self.counts_as(), !self.is_local())
    }
}
