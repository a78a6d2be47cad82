//! The response context: what a forking proxy knows of its branches.

use super::{Answer, BranchSet, Candidate};
use crate::error::BranchRefused;
use crate::outcome::Outcome;
use crate::table::{Arrival, ContextState, Method, StatusCode};

/// The response context of a request: what a stateful proxy remembers of the
/// branches, to know what to do with each response and what to answer in the end
/// ([RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.7)).
///
/// A value of fixed size. It holds no response: the proxy numbers its branches
/// from 0 to [`MAX_BRANCHES`](Self::MAX_BRANCHES) less 1, stores the responses that
/// are to be kept, and is told the number of the one to forward. After each call
/// it asks for [`take_cancels`](Self::take_cancels) and
/// [`take_answer`](Self::take_answer).
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
    method: Method,
    state: ContextState,
    /// No branch may be opened any more, and pending ones are cancelled.
    stopped: bool,
    best: Option<Candidate>,
    /// The branches that were ever opened.
    known: BranchSet,
    /// Those without a final response.
    unfinished: BranchSet,
    /// Those with a provisional response.
    proceeding: BranchSet,
    /// Those with one that may have made an early dialog.
    early: BranchSet,
    /// Those for which a CANCEL was asked for.
    cancelled: BranchSet,
    /// Those that ended with a challenge that was kept.
    challenged: BranchSet,
}

impl ResponseContext {
    /// How many branch numbers there are: 64.
    ///
    /// A proxy is recommended to allow a Max-Breadth of 60 at most
    /// ([RFC 5393 §5.3.3](https://www.rfc-editor.org/rfc/rfc5393.html#section-5.3.3)).
    /// A number may be [used again](Self::open).
    pub const MAX_BRANCHES: usize = BranchSet::LIMIT as usize;

    /// The context of a request with this method, without a branch yet.
    ///
    /// An ACK has no response and a CANCEL no context
    /// ([RFC 3261 §16.10](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.10)):
    /// for these, everything is absorbed.
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
    /// The number of a branch that has ended may be used again, unless its
    /// response is still needed: the [`best`](Self::best) one, and challenges. Late
    /// 2xx responses then cannot be told apart by the number.
    ///
    /// # Errors
    ///
    /// The search is over: a final response went upstream, a 6xx came, the request
    /// was cancelled, or its server transaction ended. Or the number is too large,
    /// or in use.
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

    /// Takes what came of a branch, a response or none, and tells what to do with it.
    ///
    /// A [timeout](Outcome::Timeout) counts as 408 and a
    /// [transport error](Outcome::TransportError) as 503
    /// ([RFC 3261 §16.9](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.9)).
    /// They are kept for the choice like responses, though there is nothing to
    /// store. A proxy that tries one server after another for a target ends each
    /// failed attempt with [`abandon`](Self::abandon). Once no server is left, report
    /// a timeout, whatever the last error was: §16.6 item 7 has it count as 408.
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
    /// step 4); the next server after one that failed (§16.6 item 7); after a 430
    /// another flow to the same instance
    /// ([RFC 5626 §7](https://www.rfc-editor.org/rfc/rfc5626.html#section-7)).
    ///
    /// To be called instead of [`receive`](Self::receive). Does nothing if the branch
    /// has ended. If it had early dialogs, the response ended them: see
    /// [`ends_early_dialogs`](Self::ends_early_dialogs).
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
    /// No new branch may be opened then: that is this crate's reading, which the
    /// section does not spell out. Does nothing for a request other than INVITE, on
    /// which a CANCEL has no effect (§9.2).
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
    #[inline]
    pub const fn expire(&mut self) {
        self.state = ContextState::Expired;
        self.stopped = true;
    }

    /// Notes that timer C of a branch has fired, if the proxy does not restart it,
    /// and tells whether to cancel the branch now
    /// ([RFC 3261 §16.8](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.8)).
    ///
    /// It is to be cancelled, once, if a provisional response came; it then ends with
    /// its final response, 487 as a rule, or with a timeout. If none came, the branch
    /// ends here, as if with a 408.
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

    /// The branches to which a CANCEL is due: the pending ones, once the search is
    /// over ([RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.7)
    /// step 10). Empty unless the request is an INVITE.
    ///
    /// A branch is pending while it has a provisional response, no final one and no
    /// CANCEL. One that has had no response yet may not be cancelled (§9.1); its
    /// CANCEL is due as soon as its first provisional response comes.
    #[must_use]
    #[inline]
    pub const fn cancels(&self) -> BranchSet {
        if self.stopped && self.is_invite() {
            let pending = self.unfinished.intersection(self.proceeding);
            pending.difference(self.cancelled)
        } else {
            BranchSet::EMPTY
        }
    }

    /// As [`cancels`](Self::cancels), and notes that these branches are cancelled, so
    /// that each is named once.
    ///
    /// ```
    /// use sip_status::{Method, ResponseContext, StatusCode};
    ///
    /// let mut context = ResponseContext::new(Method::Invite);
    /// for branch in 0..3 {
    ///     context.open(branch)?;
    /// }
    /// context.receive(0, StatusCode::Ringing);
    /// context.receive(1, StatusCode::Ok);
    /// assert_eq!(context.take_cancels().to_string(), "0");
    /// // Branch 2 could not be cancelled before.
    /// context.receive(2, StatusCode::Trying);
    /// assert_eq!(context.take_cancels().to_string(), "2");
    /// # Ok::<(), sip_status::BranchRefused>(())
    /// ```
    #[must_use = "the CANCELs that are due are named only once"]
    #[inline]
    pub const fn take_cancels(&mut self) -> BranchSet {
        let cancels = self.cancels();
        self.cancelled = self.cancelled.union(cancels);
        cancels
    }

    /// The best outcome that was kept so far, by [preference](Outcome::preference); of
    /// equal ones the first.
    #[must_use]
    #[inline]
    pub const fn best(&self) -> Option<Candidate> {
        self.best
    }

    /// What goes upstream in the end; `None` while a branch is unfinished, before
    /// one was opened, and once a final response went upstream or none can any more
    /// ([RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.7)
    /// step 6).
    ///
    /// A proxy that has targets left may [open](Self::open) a branch instead. Where
    /// no final response came, RFC 3261 has a 408 sent to any request; here, by
    /// [RFC 4320 §4.2](https://www.rfc-editor.org/rfc/rfc4320.html#section-4.2),
    /// only an INVITE gets one, and others get [nothing](Answer::Nothing). A proxy
    /// that knows that every later request would get a 503, too, may forward the 503
    /// of [`best`](Self::best) instead of the 500.
    #[must_use]
    #[inline]
    pub const fn answer(&self) -> Option<Answer> {
        let open = matches!(self.state, ContextState::Open);
        if !open || self.known.is_empty() || !self.unfinished.is_empty() {
            return None;
        }
        Some(match self.best {
            None if self.is_invite() => Answer::Generate {
                code: Outcome::Timeout.counts_as(),
            },
            None => Answer::Nothing,
            Some(best) => {
                let (branch, outcome) = (best.branch(), best.outcome());
                let code = outcome.counts_as();
                let sent = code.sent_upstream_as();
                if outcome.is_local() || sent.as_u16() != code.as_u16() {
                    Answer::Generate { code: sent }
                } else {
                    Answer::Forward { branch, code }
                }
            }
        })
    }

    /// As [`answer`](Self::answer), and notes that it was sent, so that it is given
    /// only once.
    #[must_use = "the answer is given only once"]
    #[inline]
    pub const fn take_answer(&mut self) -> Option<Answer> {
        let answer = self.answer();
        if answer.is_some() {
            self.state = ContextState::Answered;
            self.stopped = true;
        }
        answer
    }

    /// The other branches whose challenges go into the response to forward, if that
    /// is a 401 or 407
    /// ([RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.7)
    /// step 7): those of [`StatusCode::collected_challenges`].
    ///
    /// ```
    /// use sip_status::{Method, ResponseContext, StatusCode};
    ///
    /// let mut context = ResponseContext::new(Method::Register);
    /// for branch in 0..3 {
    ///     context.open(branch)?;
    /// }
    /// context.receive(0, StatusCode::ProxyAuthenticationRequired);
    /// context.receive(1, StatusCode::NotFound);
    /// context.receive(2, StatusCode::Unauthorized);
    /// assert_eq!(context.best().map(|best| best.branch()), Some(2));
    /// assert_eq!(context.challenges().to_string(), "0");
    /// # Ok::<(), sip_status::BranchRefused>(())
    /// ```
    #[must_use]
    #[inline]
    pub const fn challenges(&self) -> BranchSet {
        match self.best {
            Some(best) if self.challenged.contains(best.branch()) => {
                self.challenged.without(best.branch())
            }
            _ => BranchSet::EMPTY,
        }
    }

    /// Whether a 199 may be due upstream for the early dialogs of a branch, now that
    /// it has ended
    /// ([RFC 6228 §6](https://www.rfc-editor.org/rfc/rfc6228.html#section-6)).
    ///
    /// It is if a final response other than 2xx was received on it after a
    /// provisional one, and is held back because other branches go on. A proxy must
    /// then send a 199 for each early dialog of the branch, provided that the INVITE
    /// began a dialog, listed `199` in Supported and did not require `100rel`, and
    /// that no 199 came for the dialog before. The 199 names the dialog by its tag
    /// in To, and the final response in Reason.
    ///
    /// The same holds for a branch that was [abandoned](Self::abandon), after a 180
    /// and a 302, say: ask once the next branch is open, under a number of its own.
    #[must_use]
    #[inline]
    pub const fn ends_early_dialogs(&self, branch: u8) -> bool {
        matches!(self.state, ContextState::Open)
            && self.is_invite()
            && !self.unfinished.is_empty()
            && self.early.difference(self.unfinished).contains(branch)
    }

    /// How many more branches may be opened now under this Max-Breadth, if each is
    /// given a breadth of 1
    /// ([RFC 5393 §5.3.3](https://www.rfc-editor.org/rfc/rfc5393.html#section-5.3.3)).
    ///
    /// The breadth of a branch is free again once it has a final response. A proxy
    /// that wants more at once, and will neither fork serially nor redirect, must
    /// answer 440.
    #[must_use]
    #[inline]
    pub const fn room(&self, max_breadth: u32) -> u32 {
        max_breadth.saturating_sub(self.unfinished.count())
    }

    /// The branches that have no final response yet.
    #[must_use]
    #[inline]
    pub const fn unfinished(&self) -> BranchSet {
        self.unfinished
    }

    /// Whether no new branch may be opened.
    #[must_use]
    #[inline]
    pub const fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// How far the context has come; never [`Stray`](ContextState::Stray).
    #[must_use]
    #[inline]
    pub const fn state(&self) -> ContextState {
        self.state
    }

    /// The method of the request.
    #[must_use]
    #[inline]
    pub const fn method(&self) -> Method {
        self.method
    }

    #[inline]
    const fn is_invite(&self) -> bool {
        matches!(self.method, Method::Invite)
    }
}
