//! What a stateful proxy does with responses: RFC 3261 §16.7 and what has
//! changed it since.

mod answer;
mod branches;
mod context;
mod due;
mod preference;

pub use answer::{Answer, Candidate};
pub use branches::{BranchSet, Branches};
pub use context::ResponseContext;
pub use preference::ResponsePreference;

use crate::source::Source;
use crate::table::{self, Arrival, ContextState, HeaderName, Method, StatusCode};

impl Arrival {
    /// Whether the response goes upstream now.
    #[must_use]
    #[inline]
    pub const fn is_forwarded(self) -> bool {
        matches!(self, Self::Forward | Self::ForwardAndStop)
    }

    /// Whether the response is kept as a candidate for the final one.
    #[must_use]
    #[inline]
    pub const fn is_kept(self) -> bool {
        matches!(self, Self::Keep | Self::KeepAndStop)
    }

    /// Whether the response ends the search: no new branch may be opened, and the
    /// pending ones are cancelled.
    ///
    /// Cancelling is a MUST where the response is forwarded and a SHOULD for a 6xx
    /// ([RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.7)
    /// step 10). That step names no method, but a request other than INVITE SHOULD
    /// NOT be cancelled
    /// ([§9.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-9.1)): a CANCEL has
    /// no effect on it ([§9.2](https://www.rfc-editor.org/rfc/rfc3261.html#section-9.2)).
    #[must_use]
    #[inline]
    pub const fn stops_search(self) -> bool {
        matches!(self, Self::ForwardAndStop | Self::KeepAndStop)
    }
}

impl StatusCode {
    /// What a stateful proxy does with this response, to a request of this method,
    /// as it arrives
    /// ([RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.7)
    /// step 5).
    ///
    /// Until a final response has gone upstream, provisional ones other than 100
    /// and every 2xx are forwarded at once, and the others are kept. After it, only
    /// a 2xx to INVITE goes upstream. Newer texts restrict that:
    ///
    /// - A request other than INVITE gets no provisional response but 100
    ///   ([RFC 4320 §4.1](https://www.rfc-editor.org/rfc/rfc4320.html#section-4.1))
    ///   and no 408
    ///   ([§4.2](https://www.rfc-editor.org/rfc/rfc4320.html#section-4.2)), so these
    ///   are absorbed; RFC 3261 has the former forwarded and the latter kept.
    /// - Nothing is sent once the server transaction has ended, neither to such a
    ///   request (RFC 4320 §4.2) nor, not even a 2xx, to INVITE
    ///   ([RFC 6026 §8.3](https://www.rfc-editor.org/rfc/rfc6026.html#section-8.3));
    ///   step 9 of RFC 3261 has the response forwarded without state.
    /// - A stray response is dropped, a 2xx to INVITE included
    ///   ([RFC 6026 §7.3](https://www.rfc-editor.org/rfc/rfc6026.html#section-7.3));
    ///   RFC 3261 has it forwarded without state. The client transaction of an
    ///   INVITE now stays for late 2xx responses.
    ///
    /// By step 5 a 2xx to INVITE goes upstream even after a failure did. That should not
    /// happen: a failure goes upstream only when all branches have ended, and their
    /// client transactions then let nothing more through.
    ///
    /// A response to CANCEL is meant for the proxy itself, and an ACK takes no
    /// response: both are absorbed.
    ///
    /// ```
    /// use sip_status::{Arrival, ContextState, Method, StatusCode};
    ///
    /// let (invite, bye) = (Method::Invite, Method::Bye);
    /// let open = ContextState::Open;
    /// assert_eq!(StatusCode::Trying.arrival(invite, open), Arrival::Absorb);
    /// assert_eq!(StatusCode::Ringing.arrival(invite, open), Arrival::Forward);
    /// assert_eq!(StatusCode::BusyHere.arrival(invite, open), Arrival::Keep);
    /// assert_eq!(StatusCode::Decline.arrival(invite, open), Arrival::KeepAndStop);
    /// assert_eq!(StatusCode::Ok.arrival(bye, open), Arrival::ForwardAndStop);
    ///
    /// // A late 2xx goes through for INVITE only.
    /// let answered = ContextState::Answered;
    /// assert_eq!(StatusCode::Ok.arrival(invite, answered), Arrival::ForwardAndStop);
    /// assert_eq!(StatusCode::Ok.arrival(bye, answered), Arrival::Absorb);
    /// ```
    #[must_use]
    #[inline]
    pub const fn arrival(self, method: Method, state: ContextState) -> Arrival {
        let open = match state {
            ContextState::Open => true,
            ContextState::Answered => false,
            ContextState::Expired | ContextState::Stray => return Arrival::Absorb,
        };
        if matches!(method, Method::Ack | Method::Cancel)
            || !open && !table::late(self).contains(method)
        {
            return Arrival::Absorb;
        }
        match table::other_methods(self) {
            Some(arrival) if !self.methods().contains(method) => arrival,
            _ => table::arrival(self),
        }
    }

    /// The code under which a proxy sends this response upstream: 500 for a 503, and
    /// the code itself for any other.
    ///
    /// A proxy should not forward a 503 unless it knows that every later request
    /// through it would get one, too. Where it has nothing better than the 503, it
    /// should send a 500 of its own instead
    /// ([RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.7)
    /// step 6), with the phrase of that code.
    ///
    /// ```
    /// use sip_status::StatusCode;
    ///
    /// let sent = StatusCode::ServiceUnavailable.sent_upstream_as();
    /// assert_eq!(sent, StatusCode::ServerInternalError);
    /// assert_eq!(sent.reason_phrase(), "Server Internal Error");
    /// assert_eq!(StatusCode::BusyHere.sent_upstream_as(), StatusCode::BusyHere);
    /// ```
    #[must_use]
    #[inline]
    pub const fn sent_upstream_as(self) -> Self {
        match table::sent_as(self) {
            Some(code) => code,
            None => self,
        }
    }

    /// The header fields whose values a proxy must collect from the other
    /// responses of the fork when it forwards this one; empty for most
    /// ([RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.7)
    /// step 7).
    ///
    /// For 401 and 407 alike these are the fields of a challenge, and they are taken
    /// from all other 401 and 407 responses: from every code for which this list is
    /// not empty. See [`ResponseContext::challenges`].
    ///
    /// ```
    /// use sip_status::{HeaderName, StatusCode};
    ///
    /// let fields = StatusCode::Unauthorized.collected_challenges();
    /// assert_eq!(fields, [HeaderName::WwwAuthenticate, HeaderName::ProxyAuthenticate]);
    /// assert!(StatusCode::Forbidden.collected_challenges().is_empty());
    /// ```
    #[must_use]
    #[inline]
    pub const fn collected_challenges(self) -> &'static [HeaderName] {
        table::collect(self)
    }

    /// Whether a proxy must restart timer C of the branch that this response came
    /// on: for 101 to 199 to INVITE
    /// ([RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.7)
    /// step 2).
    ///
    /// The timer runs for more than three minutes. A 100 does not restart it. When
    /// it fires, see [`ResponseContext::timer_c_fired`].
    ///
    /// ```
    /// use sip_status::{Method, StatusCode};
    ///
    /// assert!(StatusCode::Ringing.resets_timer_c(Method::Invite));
    /// assert!(!StatusCode::Trying.resets_timer_c(Method::Invite));
    /// assert!(!StatusCode::Ringing.resets_timer_c(Method::Options));
    /// ```
    #[must_use]
    #[inline]
    pub const fn resets_timer_c(self, method: Method) -> bool {
        matches!(method, Method::Invite) && self.is_provisional() && !matches!(self, Self::Trying)
    }

    /// The sections that say what a proxy does with this response.
    #[must_use]
    #[inline]
    pub const fn proxy_sources(self) -> &'static [Source] {
        table::proxy_sources(self)
    }
}
