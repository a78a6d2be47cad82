//! The response context: what a forking proxy knows of its branches. What follows
//! from it is in `due.rs`.

use super::{BranchSet, Candidate};
use crate::error::BranchRefused;
use crate::outcome::Outcome;
use crate::table::{Arrival, ContextState, Method, StatusCode};

/// The response context of a request: what a stateful proxy remembers of the
/// branches, to know what to do with each response and what to answer in the end
/// ([RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.7)).
///
/// A value of fixed size. It holds no response: the proxy numbers its branches from 0
/// to 63, stores the responses that are to be kept, and is told the branch whose
/// response to forward. After each call it asks for
/// [`take_cancels`](Self::take_cancels) and [`take_answer`](Self::take_answer).
///
/// ```
/// use sip_status::{Answer, Arrival, Method, Outcome, ResponseContext, StatusCode};
///
/// let mut context = ResponseContext::new(Method::Invite);
/// context.open(0)?;
/// context.open(1)?;
/// assert_eq!(context.receive(1, StatusCode::Ringing), Arrival::Forward);
/// assert_eq!(context.receive(0, StatusCode::BusyHere), Arrival::Keep);
/// assert_eq!(context.take_answer(), None); // branch 1 still rings
///
/// assert_eq!(context.receive(1, Outcome::Timeout), Arrival::Keep);
/// let answer = Answer::Forward { branch: 0, code: StatusCode::BusyHere };
/// assert_eq!(context.take_answer(), Some(answer));
/// # Ok::<(), sip_status::BranchRefused>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ResponseContext {
    pub(super) method: Method,
    pub(super) state: ContextState,
    /// No branch may be opened any more, and pending ones are cancelled.
    pub(super) stopped: bool,
    pub(super) best: Option<Candidate>,
    /// The branches that were ever opened.
    pub(super) known: BranchSet,
    /// Those without a final response.
    pub(super) unfinished: BranchSet,
    /// Those with a provisional response.
    pub(super) proceeding: BranchSet,
    /// Those with one that may have made an early dialog.
    pub(super) early: BranchSet,
    /// Those for which a CANCEL was asked for.
    pub(super) cancelled: BranchSet,
    /// Those that ended with a challenge that was kept.
    pub(super) challenged: BranchSet,
}

impl ResponseContext {
    /// How many branch numbers there are: 64.
    ///
    /// The recommended limit for Max-Breadth is 60
    /// ([RFC 5393 §5.3.3](https://www.rfc-editor.org/rfc/rfc5393.html#section-5.3.3)).
    /// A number may be [used again](Self::open).
    pub const MAX_BRANCHES: usize = BranchSet::LIMIT as usize;

    /// The context of a request with this method, without a branch yet.
    ///
    /// An ACK takes no response, and a CANCEL has no context
    /// ([RFC 3261 §16.10](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.10)):
    /// for these methods, everything is absorbed.
    #[must_use]
    #[inline]
    pub const fn new(method: Method) -> Self {
        Self {
            method,
            state: ContextState::Open,
            stopped: false,
            best: None,
            known: BranchSet::EMPTY,
            unfinished: BranchSet::EMPTY,
            proceeding: BranchSet::EMPTY,
            early: BranchSet::EMPTY,
            cancelled: BranchSet::EMPTY,
            challenged: BranchSet::EMPTY,
        }
    }

    /// Adds a branch: the request is sent to one more target.
    ///
    /// The number of a branch that has ended may be used again, unless its response is
    /// still needed: the [`best`](Self::best) one, or a challenge. The number then does
    /// not tell whether a late 2xx belongs to the earlier branch or to the later one.
    ///
    /// # Errors
    ///
    /// - The search is over: a final response went upstream, a 6xx came, the request
    ///   was cancelled, or its server transaction ended.
    /// - The number is above 63.
    /// - The number is in use.
    ///
    /// ```
    /// use sip_status::{BranchRefused, Method, ResponseContext, StatusCode};
    ///
    /// let mut context = ResponseContext::new(Method::Invite);
    /// assert_eq!(context.open(0), Ok(()));
    /// context.receive(0, StatusCode::Decline);
    /// assert_eq!(context.open(1), Err(BranchRefused::Stopped));
    /// ```
    #[inline]
    pub const fn open(&mut self, branch: u8) -> Result<(), BranchRefused> {
        if self.stopped {
            return Err(BranchRefused::Stopped);
        }
        if branch >= BranchSet::LIMIT {
            return Err(BranchRefused::TooLarge { found: branch });
        }
        let of_best = matches!(self.best, Some(best) if best.branch() == branch);
        let in_use = self.unfinished.union(self.challenged).contains(branch);
        if of_best || in_use {
            return Err(BranchRefused::InUse { found: branch });
        }
        self.known = self.known.with(branch);
        self.unfinished = self.unfinished.with(branch);
        self.proceeding = self.proceeding.without(branch);
        self.early = self.early.without(branch);
        self.cancelled = self.cancelled.without(branch);
        Ok(())
    }

    /// Takes what came of a branch, a response or none, and says what to do with it.
    ///
    /// A [timeout](Outcome::Timeout) counts as 408 and a
    /// [transport error](Outcome::TransportError) as 503
    /// ([RFC 3261 §16.9](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.9)).
    /// What is done with them is what is done with these codes, though there is no
    /// response to store. A proxy that tries one server after another for a target ends
    /// each failed attempt with [`abandon`](Self::abandon). Once no server is left,
    /// report a timeout, whatever the last error was: by
    /// [§16.6](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.6) item 7 the
    /// target counts as answered with 408.
    ///
    /// A branch counts once: what comes on it after its final response is absorbed,
    /// except a 2xx to INVITE. What comes on a branch that was never opened is
    /// absorbed, too.
    #[inline]
    pub fn receive(&mut self, branch: u8, outcome: impl Into<Outcome>) -> Arrival {
        self.receive_outcome(branch, outcome.into())
    }

    /// As [`receive`](Self::receive), usable in constants.
    #[inline]
    pub const fn receive_outcome(&mut self, branch: u8, outcome: Outcome) -> Arrival {
        let code = outcome.counts_as();
        let state = if self.known.contains(branch) {
            self.state
        } else {
            ContextState::Stray
        };
        let arrival = code.arrival(self.method, state);
        let unfinished = self.unfinished.contains(branch);
        if code.is_provisional() {
            if !unfinished {
                return Arrival::Absorb;
            }
            self.proceeding = self.proceeding.with(branch);
            if !matches!(code, StatusCode::Trying | StatusCode::EarlyDialogTerminated) {
                self.early = self.early.with(branch);
            }
            return arrival;
        }
        // The client transaction of an INVITE lets further 2xx responses through.
        if !(unfinished || arrival.is_forwarded() && self.is_invite()) {
            return Arrival::Absorb;
        }
        self.finish(branch, outcome, arrival);
        arrival
    }

    /// Notes the end of a branch.
    #[inline]
    const fn finish(&mut self, branch: u8, outcome: Outcome, arrival: Arrival) {
        self.unfinished = self.unfinished.without(branch);
        if arrival.is_forwarded() {
            self.state = ContextState::Answered;
        }
        if arrival.stops_search() {
            self.stopped = true;
        }
        if outcome.is_local() || arrival.is_forwarded() {
            self.early = self.early.without(branch);
        }
        if !arrival.is_kept() {
            return;
        }
        if let Outcome::Response(code) = outcome {
            if !code.collected_challenges().is_empty() {
                self.challenged = self.challenged.with(branch);
            }
        }
        let candidate = Candidate::new(branch, outcome);
        // Of equals the first stays.
        let better = match self.best {
            Some(best) => candidate.preference().is_better_than(best.preference()),
            None => true,
        };
        if better {
            self.best = Some(candidate);
        }
    }

    /// Ends a branch and keeps nothing of it, because something else is tried in its
    /// place: all contacts of a 3xx, or a SIP URI after a 416
    /// ([RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.7)
    /// step 4); the next server after one that failed
    /// ([§16.6](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.6) item 7); after
    /// a 430 another flow to the same instance
    /// ([RFC 5626 §7](https://www.rfc-editor.org/rfc/rfc5626.html#section-7)).
    ///
    /// To be called instead of [`receive`](Self::receive). Does nothing if the branch
    /// has ended. If the branch had early dialogs, the response ended them: see
    /// [`ends_early_dialogs`](Self::ends_early_dialogs).
    ///
    /// ```
    /// use sip_status::{Answer, Method, ResponseContext, StatusCode};
    ///
    /// let mut context = ResponseContext::new(Method::Invite);
    /// context.open(0)?;
    /// context.abandon(0); // a 302: its contact is tried
    /// context.open(1)?;
    /// context.receive(1, StatusCode::NotFound);
    /// let answer = Answer::Forward { branch: 1, code: StatusCode::NotFound };
    /// assert_eq!(context.take_answer(), Some(answer));
    /// # Ok::<(), sip_status::BranchRefused>(())
    /// ```
    #[inline]
    pub const fn abandon(&mut self, branch: u8) {
        // A server that fails without a response had no early dialog: the next one
        // is not tried once a provisional response has come (RFC 3263 §4.3).
        self.unfinished = self.unfinished.without(branch);
    }

    /// Notes that the request was cancelled from upstream: its pending branches are
    /// to be cancelled
    /// ([RFC 3261 §16.10](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.10)).
    ///
    /// From then on no new branch may be opened; this is this crate's reading, as the
    /// section does not say so. Does nothing for a request other than INVITE, on which a
    /// CANCEL has no effect
    /// ([§9.2](https://www.rfc-editor.org/rfc/rfc3261.html#section-9.2)).
    ///
    /// ```
    /// use sip_status::{BranchRefused, Method, ResponseContext, StatusCode};
    ///
    /// let mut context = ResponseContext::new(Method::Invite);
    /// context.open(0)?;
    /// context.receive(0, StatusCode::Ringing);
    /// context.cancel();
    /// assert_eq!(context.take_cancels().to_string(), "0");
    /// assert_eq!(context.open(1), Err(BranchRefused::Stopped));
    /// # Ok::<(), sip_status::BranchRefused>(())
    /// ```
    #[inline]
    pub const fn cancel(&mut self) {
        if self.is_invite() {
            self.stopped = true;
        }
    }

    /// Notes that the server transaction has ended: nothing can be sent any more
    /// ([RFC 4320 §4.2](https://www.rfc-editor.org/rfc/rfc4320.html#section-4.2);
    /// for INVITE
    /// [RFC 6026 §8.3](https://www.rfc-editor.org/rfc/rfc6026.html#section-8.3)).
    ///
    /// The server transaction of an INVITE that got a 2xx ends with Timer L
    /// ([RFC 6026 §7.1](https://www.rfc-editor.org/rfc/rfc6026.html#section-7.1)):
    /// until then late 2xx responses are forwarded.
    ///
    /// ```
    /// use sip_status::{Arrival, Method, ResponseContext, StatusCode};
    ///
    /// let mut context = ResponseContext::new(Method::Invite);
    /// context.open(0)?;
    /// assert_eq!(context.receive(0, StatusCode::Ok), Arrival::ForwardAndStop);
    /// context.expire();
    /// assert_eq!(context.receive(0, StatusCode::Ok), Arrival::Absorb);
    /// # Ok::<(), sip_status::BranchRefused>(())
    /// ```
    #[inline]
    pub const fn expire(&mut self) {
        self.state = ContextState::Expired;
        self.stopped = true;
    }

    /// Notes that timer C of a branch has fired, and says whether to cancel the branch
    /// now. Not to be called if the proxy restarts the timer
    /// ([RFC 3261 §16.8](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.8)).
    ///
    /// If a provisional response came, the branch is to be cancelled, once; it then ends
    /// with its final response, usually 487, or with a timeout. If none came, the branch
    /// ends here, as if with a 408. Does nothing for a request other than INVITE, which
    /// has no timer C.
    ///
    /// ```
    /// use sip_status::{Answer, Method, ResponseContext, StatusCode};
    ///
    /// let mut context = ResponseContext::new(Method::Invite);
    /// context.open(0)?;
    /// assert!(!context.timer_c_fired(0));
    /// let answer = Answer::Generate { code: StatusCode::RequestTimeout };
    /// assert_eq!(context.take_answer(), Some(answer));
    /// # Ok::<(), sip_status::BranchRefused>(())
    /// ```
    #[must_use = "a CANCEL that is due is told only once"]
    #[inline]
    pub const fn timer_c_fired(&mut self, branch: u8) -> bool {
        let unfinished = self.unfinished.contains(branch) && self.is_invite();
        if unfinished && !self.proceeding.contains(branch) {
            self.receive_outcome(branch, Outcome::Timeout);
            return false;
        }
        let cancel = unfinished && !self.cancelled.contains(branch);
        if cancel {
            self.cancelled = self.cancelled.with(branch);
        }
        cancel
    }

    #[inline]
    pub(super) const fn is_invite(&self) -> bool {
        matches!(self.method, Method::Invite)
    }
}
