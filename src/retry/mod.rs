//! What a client may do after a response.

mod after;
mod context;
mod glare;
mod next;

pub use after::RetryAfter;
pub use context::RetryContext;
pub use glare::DelayWindow;
pub use next::{NextStep, NextSteps, Steps, Wait};

use crate::method::MethodSet;
use crate::source::Source;
use crate::table::{
    DelayScope, Elsewhere, HeaderName, Method, Remedy, Remember, RetryDelay, Unchanged,
};

/// The retry rule of a code: whether a client may send the same request again, what
/// to change in it, and where else to send it.
///
/// [`Outcome::next_steps`](crate::Outcome::next_steps) turns the rule into ordered steps
/// for one request.
///
/// ```
/// use sip_status::{DelayScope, Elsewhere, RetryDelay, StatusCode, Unchanged};
///
/// let rule = StatusCode::ServiceUnavailable.retry();
/// assert_eq!(rule.unchanged(), Unchanged::Later);
/// assert_eq!(rule.delay(), RetryDelay::RetryAfterOrAs500);
/// assert_eq!(rule.delay_scope(), DelayScope::Server);
/// assert_eq!(rule.elsewhere(), Elsewhere::NextServer);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Retry {
    pub(crate) unchanged: Unchanged,
    pub(crate) delay: RetryDelay,
    pub(crate) delay_scope: DelayScope,
    pub(crate) elsewhere: Elsewhere,
    pub(crate) remember: Remember,
    pub(crate) changes: &'static [RetryChange],
    pub(crate) sources: &'static [Source],
}

impl Retry {
    /// Whether the request may be sent again at all: unchanged, changed, or elsewhere.
    ///
    /// ```
    /// use sip_status::StatusCode;
    ///
    /// assert!(StatusCode::BusyHere.retry().is_retryable());
    /// assert!(!StatusCode::Ok.retry().is_retryable());
    /// assert!(!StatusCode::DoesNotExistAnywhere.retry().is_retryable());
    /// ```
    #[must_use]
    #[inline]
    pub const fn is_retryable(&self) -> bool {
        !matches!(self.unchanged, Unchanged::Never)
            || !self.changes.is_empty()
            || !matches!(self.elsewhere, Elsewhere::Nowhere | Elsewhere::Closed)
    }

    /// Whether the same request may go to the same target again.
    #[must_use]
    #[inline]
    pub const fn unchanged(&self) -> Unchanged {
        self.unchanged
    }

    /// How long to wait before the same request may go to the same target again.
    #[must_use]
    #[inline]
    pub const fn delay(&self) -> RetryDelay {
        self.delay
    }

    /// Whether only this request waits, or every request to the server.
    #[must_use]
    #[inline]
    pub const fn delay_scope(&self) -> DelayScope {
        self.delay_scope
    }

    /// Which other target is worth trying, if any.
    #[must_use]
    #[inline]
    pub const fn elsewhere(&self) -> Elsewhere {
        self.elsewhere
    }

    /// How long the target of a redirection is to be remembered.
    #[must_use]
    #[inline]
    pub const fn remember(&self) -> Remember {
        self.remember
    }

    /// What to change before the request is sent again; empty where no change
    /// is known to help.
    #[must_use]
    #[inline]
    pub const fn changes(&self) -> &'static [RetryChange] {
        self.changes
    }

    /// What to change in a request of this method.
    ///
    /// ```
    /// use sip_status::{HeaderName, Method, Remedy, StatusCode};
    ///
    /// let rule = StatusCode::BadExtension.retry();
    /// let change = rule.changes_for(Method::Invite).next().unwrap();
    /// assert_eq!(change.remedy(), Remedy::DropExtensions);
    /// assert_eq!(change.fields(), [HeaderName::Unsupported]);
    /// ```
    #[inline]
    pub fn changes_for(
        &self,
        method: Method,
    ) -> impl Iterator<Item = &'static RetryChange> + use<> {
        let changes = self.changes.iter();
        changes.filter(move |change| change.methods.contains(method))
    }

    /// The sections in which the rule stands.
    #[must_use]
    #[inline]
    pub const fn sources(&self) -> &'static [Source] {
        self.sources
    }
}

/// One way to change a request so that it may succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RetryChange {
    pub(crate) remedy: Remedy,
    pub(crate) fields: &'static [HeaderName],
    pub(crate) methods: MethodSet,
    pub(crate) condition: Option<&'static str>,
    pub(crate) source: Source,
}

impl RetryChange {
    /// What to change.
    #[must_use]
    #[inline]
    pub const fn remedy(&self) -> Remedy {
        self.remedy
    }

    /// The header fields of the response that say how.
    #[must_use]
    #[inline]
    pub const fn fields(&self) -> &'static [HeaderName] {
        self.fields
    }

    /// The methods of the requests to which the change applies.
    #[must_use]
    #[inline]
    pub const fn methods(&self) -> MethodSet {
        self.methods
    }

    /// The condition, as it follows the word "when"; `None` if there is none.
    #[must_use]
    #[inline]
    pub const fn condition(&self) -> Option<&'static str> {
        self.condition
    }

    /// The section in which the change stands.
    #[must_use]
    #[inline]
    pub const fn source(&self) -> Source {
        self.source
    }
}
