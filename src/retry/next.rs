//! What a client does next, and after how long.

use core::iter::FusedIterator;
use core::mem::{replace, take};
use core::time::Duration;

use super::{DelayWindow, Retry, RetryChange, RetryContext};
use crate::outcome::Outcome;
use crate::table::{DelayScope, Elsewhere, Method, RetryDelay, StatusCode, Unchanged};

/// How long to wait before the same request goes to the same target again.
///
/// ```
/// use sip_status::{Method, Outcome, RetryAfter, RetryContext, StatusCode, Wait};
/// use std::time::Duration;
///
/// let busy = Outcome::from(StatusCode::BusyHere);
/// let after = RetryAfter::new(120).with_duration(60);
/// let steps = busy.next_steps(RetryContext::new(Method::Invite).with_retry_after(Some(after)));
/// let wait = steps.wait().unwrap();
/// assert_eq!(wait, Wait::RetryAfter { seconds: 120, duration: Some(60) });
/// assert_eq!(wait.min(), Duration::from_secs(120));
/// assert_eq!(wait.max(), Some(Duration::from_secs(180)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Wait {
    /// Not at all.
    AtOnce,
    /// As Retry-After says
    /// ([RFC 3261 §20.33](https://www.rfc-editor.org/rfc/rfc3261.html#section-20.33)).
    RetryAfter {
        /// The seconds to wait.
        seconds: u32,
        /// For how many seconds the other side can be reached from then on, if the
        /// field says so.
        duration: Option<u32>,
    },
    /// A random time in this window
    /// ([RFC 3261 §14.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-14.1)).
    Random(DelayWindow),
    /// Several seconds; no RFC says how many
    /// ([RFC 3261 §21.5.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-21.5.1)).
    SeveralSeconds,
    /// As long as the client likes; no RFC names a time
    /// ([RFC 3261 §21.4.9](https://www.rfc-editor.org/rfc/rfc3261.html#section-21.4.9)).
    OwnChoice,
}

impl Wait {
    /// The shortest wait that is allowed; 0 where no RFC gives a number.
    #[must_use]
    #[inline]
    pub const fn min(self) -> Duration {
        match self {
            Self::RetryAfter { seconds, .. } => Duration::from_secs(seconds as u64),
            Self::Random(window) => window.min(),
            Self::AtOnce | Self::SeveralSeconds | Self::OwnChoice => Duration::ZERO,
        }
    }

    /// The longest wait: the end of the window, or of the time for which the other side
    /// can be reached. `None` if there is no end.
    #[must_use]
    #[inline]
    pub const fn max(self) -> Option<Duration> {
        match self {
            Self::RetryAfter {
                seconds,
                duration: Some(duration),
            } => {
                let end = (seconds as u64).wrapping_add(duration as u64);
                Some(Duration::from_secs(end))
            }
            Self::Random(window) => Some(window.max()),
            _ => None,
        }
    }

    /// The time to wait; `None` where the client has to choose. Only
    /// [`Random`](Self::Random) uses the random number, which is of the whole range of
    /// `u32`.
    ///
    /// ```
    /// use sip_status::{DelayWindow, Wait};
    /// use std::time::Duration;
    ///
    /// let wait = Wait::Random(DelayWindow::CALL_ID_OWNER);
    /// assert_eq!(wait.pick(0), Some(wait.min()));
    /// assert_eq!(wait.pick(u32::MAX), wait.max());
    /// let told = Wait::RetryAfter { seconds: 120, duration: None };
    /// assert_eq!(told.pick(0), Some(Duration::from_secs(120)));
    /// assert_eq!(Wait::SeveralSeconds.pick(0), None);
    /// ```
    #[must_use]
    #[inline]
    pub const fn pick(self, random: u32) -> Option<Duration> {
        match self {
            Self::Random(window) => Some(window.pick(random)),
            Self::AtOnce | Self::RetryAfter { .. } => Some(self.min()),
            Self::SeveralSeconds | Self::OwnChoice => None,
        }
    }
}

/// One thing that a client can do next; see [`Outcome::next_steps`].
///
/// ```
/// use sip_status::{Method, NextStep, Outcome, Remedy, RetryContext, StatusCode};
///
/// let challenged = Outcome::from(StatusCode::Unauthorized);
/// let mut steps = challenged.next_steps(RetryContext::new(Method::Invite)).iter();
/// let Some(NextStep::Change(change)) = steps.next() else { panic!() };
/// assert_eq!(change.remedy(), Remedy::Credentials);
/// assert_eq!(steps.last(), Some(NextStep::GiveUp));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NextStep {
    /// Wait for the final response; this one is provisional.
    AwaitFinal,
    /// Nothing is to be sent again; the request has succeeded.
    Done,
    /// Send the same request, with a new branch in Via, to the next server that the
    /// procedures of RFC 3263 give
    /// ([RFC 3263 §4.3](https://www.rfc-editor.org/rfc/rfc3263.html#section-4.3)).
    NextServer,
    /// Change the request and send it again, if the change's
    /// [condition](RetryChange::condition) holds.
    Change(&'static RetryChange),
    /// Send the same request to the same target again, after a wait.
    Repeat(Wait),
    /// Send the request to another target.
    Elsewhere(Elsewhere),
    /// Give the request up.
    GiveUp,
}

/// What a client can do next; see [`Outcome::next_steps`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NextSteps {
    /// The only step, where there is no other.
    only: Option<NextStep>,
    next_server: bool,
    changes: &'static [RetryChange],
    method: Method,
    wait: Option<Wait>,
    elsewhere: Option<Elsewhere>,
    server_pause: Option<Duration>,
}

impl NextSteps {
    const fn only(step: NextStep) -> Self {
        Self {
            only: Some(step),
            next_server: false,
            changes: &[],
            method: Method::Extension,
            wait: None,
            elsewhere: None,
            server_pause: None,
        }
    }

    /// The first step; after a 1xx or 2xx, the only one.
    ///
    /// A [`Change`](NextStep::Change) can have a condition: if it does not hold, go
    /// on with [`iter`](Self::iter).
    ///
    /// ```
    /// use sip_status::{Method, NextStep, Outcome, RetryContext, StatusCode};
    ///
    /// const RINGING: Outcome = Outcome::Response(StatusCode::Ringing);
    /// let steps = RINGING.next_steps(RetryContext::new(Method::Invite));
    /// assert_eq!(steps.first(), NextStep::AwaitFinal);
    /// ```
    #[must_use]
    #[inline]
    pub fn first(self) -> NextStep {
        self.iter().next().unwrap_or(NextStep::GiveUp)
    }

    /// The steps, in this order: the next server, changes to the request, the same
    /// request again, another target. After a redirection or a failure the last step is
    /// [`GiveUp`](NextStep::GiveUp).
    #[inline]
    pub const fn iter(self) -> Steps {
        Steps {
            rest: self,
            is_over: false,
        }
    }

    /// How long to wait before the same request may go to the same target again;
    /// `None` if it is not to go there.
    #[must_use]
    #[inline]
    pub const fn wait(self) -> Option<Wait> {
        self.wait
    }

    /// How long no other request should go to that server either: as long as the
    /// Retry-After of a 503 says
    /// ([RFC 3261 §21.5.4](https://www.rfc-editor.org/rfc/rfc3261.html#section-21.5.4)).
    /// `None` for any other outcome, or without Retry-After.
    #[must_use]
    #[inline]
    pub const fn server_pause(self) -> Option<Duration> {
        self.server_pause
    }
}

impl IntoIterator for NextSteps {
    type Item = NextStep;
    type IntoIter = Steps;

    #[inline]
    fn into_iter(self) -> Steps {
        self.iter()
    }
}

/// The steps of [`NextSteps`], in order.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Steps {
    /// What was given is taken out.
    rest: NextSteps,
    /// Whether the last step was given, too.
    is_over: bool,
}

impl Iterator for Steps {
    type Item = NextStep;

    #[inline]
    fn next(&mut self) -> Option<NextStep> {
        let rest = &mut self.rest;
        if take(&mut rest.next_server) {
            return Some(NextStep::NextServer);
        }
        while let [change, tail @ ..] = rest.changes {
            rest.changes = tail;
            if change.methods.contains(rest.method) {
                return Some(NextStep::Change(change));
            }
        }
        if let Some(wait) = rest.wait.take() {
            return Some(NextStep::Repeat(wait));
        }
        if let Some(elsewhere) = rest.elsewhere.take() {
            return Some(NextStep::Elsewhere(elsewhere));
        }
        if replace(&mut self.is_over, true) {
            return None;
        }
        Some(rest.only.unwrap_or(NextStep::GiveUp))
    }
}

impl FusedIterator for Steps {}

impl Outcome {
    /// Whether this outcome makes a client send the request to the next server that
    /// the procedures of RFC 3263 give: a 503, a transport error, or a timeout without
    /// any response
    /// ([RFC 3263 §4.3](https://www.rfc-editor.org/rfc/rfc3263.html#section-4.3)).
    ///
    /// A 408 that was received does not: a server answered. No outcome does for ACK and
    /// CANCEL, or after the last server.
    ///
    /// ```
    /// use sip_status::{Method, Outcome, RetryContext, StatusCode};
    ///
    /// let invite = RetryContext::new(Method::Invite);
    /// assert!(Outcome::from(StatusCode::ServiceUnavailable).is_failover(invite));
    /// assert!(Outcome::Timeout.is_failover(invite));
    /// assert!(!Outcome::Timeout.is_failover(invite.with_provisional(true)));
    /// assert!(!Outcome::from(StatusCode::RequestTimeout).is_failover(invite));
    /// assert!(!Outcome::TransportError.is_failover(invite.with_last_server(true)));
    /// ```
    #[must_use]
    #[inline]
    pub const fn is_failover(self, context: RetryContext) -> bool {
        if context.last_server || context.is_single() {
            return false;
        }
        match self {
            Self::Response(code) => matches!(code.retry().elsewhere, Elsewhere::NextServer),
            Self::Timeout => !context.provisional,
            Self::TransportError => true,
        }
    }

    /// What a client can do next, and after how long.
    ///
    /// A 503 without Retry-After counts as a 500
    /// ([RFC 3261 §21.5.4](https://www.rfc-editor.org/rfc/rfc3261.html#section-21.5.4)),
    /// but is still a reason to try the next server. A timeout counts as 408 and a
    /// transport error as 503, both without Retry-After.
    ///
    /// A failed ACK or CANCEL is given up. An ACK takes no response. A CANCEL cannot be
    /// submitted again
    /// ([RFC 3261 §22.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-22.1)), and
    /// has to go where its INVITE went
    /// ([RFC 3263 §4.4](https://www.rfc-editor.org/rfc/rfc3263.html#section-4.4)).
    ///
    /// Whether the dialog of the request still exists is another question: see
    /// [`dialog_effect`](Self::dialog_effect).
    ///
    /// ```
    /// use sip_status::{Method, NextStep, Outcome, RetryAfter, RetryContext, StatusCode, Wait};
    /// use std::time::Duration;
    ///
    /// let overload = Outcome::from(StatusCode::ServiceUnavailable);
    /// let after = RetryAfter::parse(b"120 (in maintenance)")?;
    /// let invite = RetryContext::new(Method::Invite).with_retry_after(Some(after));
    /// let steps = overload.next_steps(invite);
    /// let wait = Wait::RetryAfter { seconds: 120, duration: None };
    /// assert!(steps.iter().eq([
    ///     NextStep::NextServer,
    ///     NextStep::Repeat(wait),
    ///     NextStep::GiveUp,
    /// ]));
    /// assert_eq!(steps.server_pause(), Some(Duration::from_secs(120)));
    ///
    /// let steps = Outcome::Timeout.next_steps(RetryContext::new(Method::Options));
    /// assert_eq!(steps.first(), NextStep::NextServer);
    /// assert_eq!(steps.wait(), Some(Wait::OwnChoice));
    /// # Ok::<(), sip_status::InvalidFieldValue>(())
    /// ```
    #[must_use]
    #[inline]
    pub const fn next_steps(self, context: RetryContext) -> NextSteps {
        let code = self.counts_as();
        if code.is_provisional() {
            return NextSteps::only(NextStep::AwaitFinal);
        }
        if code.is_success() {
            return NextSteps::only(NextStep::Done);
        }
        if context.is_single() {
            return NextSteps::only(NextStep::GiveUp);
        }
        let rule = code.retry();
        // Without a response there is no field.
        let retry_after = match context.retry_after {
            Some(field) if !self.is_local() => Some(field),
            _ => None,
        };
        let context = context.with_retry_after(retry_after);
        NextSteps {
            only: None,
            next_server: self.is_failover(context),
            changes: rule.changes,
            method: context.method,
            wait: wait(rule, context),
            elsewhere: match rule.elsewhere {
                Elsewhere::Nowhere | Elsewhere::Closed | Elsewhere::NextServer => None,
                other => Some(other),
            },
            server_pause: match (rule.delay_scope, retry_after) {
                (DelayScope::Server, Some(field)) => Some(field.delay()),
                _ => None,
            },
        }
    }
}

/// How long to wait before the request is repeated unchanged, if it may be.
const fn wait(rule: &Retry, context: RetryContext) -> Option<Wait> {
    match rule.unchanged {
        Unchanged::Never => return None,
        Unchanged::AtOnce => return Some(Wait::AtOnce),
        Unchanged::Later => {}
    }
    let told = match context.retry_after {
        Some(field) => Some(Wait::RetryAfter {
            seconds: field.seconds(),
            duration: field.duration(),
        }),
        None => None,
    };
    match (rule.delay, told) {
        (RetryDelay::None | RetryDelay::OwnChoice, _) => Some(Wait::OwnChoice),
        (RetryDelay::RetryAfterOnly, _) => told,
        (RetryDelay::RetryAfterOrOwnChoice | RetryDelay::RetryAfterOrAs500, Some(told)) => {
            Some(told)
        }
        (RetryDelay::RetryAfterOrOwnChoice, None) => Some(Wait::SeveralSeconds),
        (RetryDelay::RetryAfterOrAs500, None) => {
            wait(StatusCode::ServerInternalError.retry(), context)
        }
        (RetryDelay::Glare, _) => Some(match context.method {
            Method::Invite | Method::Update => {
                Wait::Random(DelayWindow::glare(context.call_id_owner))
            }
            _ => Wait::OwnChoice,
        }),
    }
}
