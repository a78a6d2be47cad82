//! The request that failed, as the choice of what is next needs it.

use super::RetryAfter;
use crate::table::Method;

/// A request that was answered or failed, and what else decides what its client can
/// do next; see [`Outcome::next_steps`](crate::Outcome::next_steps).
///
/// It is made from the method; add what else is known.
///
/// ```
/// use sip_status::{DelayWindow, Method, Outcome, RetryContext, StatusCode, Wait};
///
/// let pending = Outcome::from(StatusCode::RequestPending);
/// let update = RetryContext::new(Method::Update).with_call_id_owner(true);
/// let wait = pending.next_steps(update).wait();
/// assert_eq!(wait, Some(Wait::Random(DelayWindow::CALL_ID_OWNER)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RetryContext {
    pub(super) method: Method,
    pub(super) retry_after: Option<RetryAfter<'static>>,
    pub(super) call_id_owner: bool,
    pub(super) provisional: bool,
    pub(super) last_server: bool,
}

impl RetryContext {
    /// A request with this method, answered without Retry-After: the other side
    /// generated the Call-ID, no provisional response came, and there are other servers.
    #[must_use]
    #[inline]
    pub const fn new(method: Method) -> Self {
        Self {
            method,
            retry_after: None,
            call_id_owner: false,
            provisional: false,
            last_server: false,
        }
    }

    /// The same with the Retry-After of the response, if it has one. It counts only for
    /// codes whose [retry rule](crate::StatusCode::retry) speaks of Retry-After. Its
    /// comment and its parameters other than `duration` are dropped.
    #[must_use]
    #[inline]
    pub const fn with_retry_after(self, retry_after: Option<RetryAfter<'_>>) -> Self {
        let retry_after = match retry_after {
            Some(field) => Some(field.numbers()),
            None => None,
        };
        Self {
            retry_after,
            ..self
        }
    }

    /// The same, saying whether this side generated the Call-ID of the dialog, which
    /// decides how long to wait after a 491.
    #[must_use]
    #[inline]
    pub const fn with_call_id_owner(self, call_id_owner: bool) -> Self {
        Self {
            call_id_owner,
            ..self
        }
    }

    /// The same, saying whether a provisional response came before the timeout: then
    /// the server was reached, and the timeout is no reason to try the next one.
    #[must_use]
    #[inline]
    pub const fn with_provisional(self, provisional: bool) -> Self {
        Self {
            provisional,
            ..self
        }
    }

    /// The same, saying whether the server was the last one that the procedures of
    /// RFC 3263 give.
    #[must_use]
    #[inline]
    pub const fn with_last_server(self, last_server: bool) -> Self {
        Self {
            last_server,
            ..self
        }
    }

    /// The method of the request.
    #[must_use]
    #[inline]
    pub const fn method(self) -> Method {
        self.method
    }

    /// The Retry-After of the response, with no comment and no parameter but `duration`.
    #[must_use]
    #[inline]
    pub const fn retry_after(self) -> Option<RetryAfter<'static>> {
        self.retry_after
    }

    /// Whether this side generated the Call-ID of the dialog.
    #[must_use]
    #[inline]
    pub const fn is_call_id_owner(self) -> bool {
        self.call_id_owner
    }

    /// Whether a provisional response came.
    #[must_use]
    #[inline]
    pub const fn has_provisional(self) -> bool {
        self.provisional
    }

    /// Whether the server was the last one that the procedures of RFC 3263 give.
    #[must_use]
    #[inline]
    pub const fn is_last_server(self) -> bool {
        self.last_server
    }

    /// Whether nothing can be sent again: nothing answers an ACK, and a CANCEL goes
    /// where its INVITE went, once.
    pub(super) const fn is_single(self) -> bool {
        matches!(self.method, Method::Ack | Method::Cancel)
    }
}

impl From<Method> for RetryContext {
    #[inline]
    fn from(method: Method) -> Self {
        Self::new(method)
    }
}
