//! Codes that a recipient does not recognise, and those that count as another.

use crate::set::StatusCodeSet;
use crate::table::{Method, StatusCode};

impl StatusCode {
    /// The code as which this one counts for a recipient that recognises only the
    /// codes of a set
    /// ([RFC 3261 §8.1.3.2](https://www.rfc-editor.org/rfc/rfc3261.html#section-8.1.3.2)).
    ///
    /// A code of the set stays itself. Any other final code counts as the x00 code
    /// of its class, any other provisional code as 183. Every recipient has to know
    /// 100, 183 and the x00 codes, so these stay themselves whether the set has them
    /// or not. The class never changes.
    ///
    /// A 202 is a code like any other here, though in answer to some methods it means no
    /// more than 200: see [`treated_as_for`](Self::treated_as_for).
    ///
    /// ```
    /// use sip_status::{StatusCode, StatusCodeSet, status_codes};
    ///
    /// const KNOWN: StatusCodeSet = status_codes!("100, 180-183, 200, 3xx, 486");
    ///
    /// assert_eq!(StatusCode::BusyHere.treated_as(KNOWN), StatusCode::BusyHere);
    /// assert_eq!(StatusCode::BadExtension.treated_as(KNOWN), StatusCode::BadRequest);
    /// assert_eq!(StatusCode::EarlyDialogTerminated.treated_as(KNOWN), StatusCode::SessionProgress);
    /// assert_eq!(StatusCode::Trying.treated_as(StatusCodeSet::EMPTY), StatusCode::Trying);
    /// ```
    #[must_use]
    #[inline]
    pub const fn treated_as(self, recognised: StatusCodeSet) -> Self {
        if recognised.contains(self) || matches!(self, Self::Trying) {
            self
        } else {
            self.class().default_code()
        }
    }

    /// As [`treated_as`](Self::treated_as), for a response to a request of this
    /// method: a 202 to SUBSCRIBE, NOTIFY or REFER counts as 200, recognised or not.
    ///
    /// These methods may no longer be answered with 202, and one that comes must be
    /// treated as identical to a 200
    /// ([RFC 6665 §8.3.1](https://www.rfc-editor.org/rfc/rfc6665.html#section-8.3.1),
    /// and [RFC 7647 §5](https://www.rfc-editor.org/rfc/rfc7647.html#section-5) for
    /// REFER). Both texts are about event subscriptions. A 202 to MESSAGE stays a 202:
    /// it says that the message may not have reached its destination
    /// ([RFC 3428 §4](https://www.rfc-editor.org/rfc/rfc3428.html#section-4)).
    ///
    /// ```
    /// use sip_status::{Method, StatusCode, StatusCodeSet};
    ///
    /// let accepted = StatusCode::Accepted;
    /// assert_eq!(accepted.treated_as_for(Method::Subscribe, StatusCodeSet::ALL), StatusCode::Ok);
    /// assert_eq!(accepted.treated_as_for(Method::Message, StatusCodeSet::ALL), accepted);
    /// ```
    #[must_use]
    #[inline]
    pub const fn treated_as_for(self, method: Method, recognised: StatusCodeSet) -> Self {
        if matches!(self, Self::Accepted) && !self.methods().contains(method) {
            self.class().default_code()
        } else {
            self.treated_as(recognised)
        }
    }
}
