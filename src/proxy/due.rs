//! What a response context says is due, and how far it has come.

use super::{Answer, BranchSet, Candidate, ResponseContext};
use crate::outcome::Outcome;
use crate::table::{ContextState, Method};

impl ResponseContext {
    /// The branches to which a CANCEL is due: the pending ones, once the search is
    /// over ([RFC 3261 §16.7](https://www.rfc-editor.org/rfc/rfc3261.html#section-16.7)
    /// step 10). Empty unless the request is an INVITE.
    ///
    /// A branch is pending while it has a provisional response, no final one and no
    /// CANCEL. A branch without any response may not be cancelled yet
    /// ([§9.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-9.1)); its CANCEL is
    /// due as soon as its first provisional response comes.
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

    /// What goes upstream in the end; `None` before a branch was opened, while one is
    /// unfinished, and once a final response went upstream or can no longer be sent
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
    /// step 7): those of
    /// [`collected_challenges`](crate::StatusCode::collected_challenges).
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
    /// True if the branch received a provisional response and then a final one other
    /// than 2xx, which is held back because other branches go on. The proxy must then
    /// send a 199 for each early dialog of the branch, provided that the INVITE was to
    /// begin a dialog, listed `199` in Supported and did not require `100rel`, and
    /// that no 199 for that dialog has been forwarded. The 199 names the dialog by its
    /// tag in To, and the final response in Reason. A 100 or 199 counts for no early
    /// dialog here.
    ///
    /// The same holds for a branch that was [abandoned](Self::abandon), for example
    /// after a 180 and a 302: ask once the next branch is open, under another number.
    ///
    /// ```
    /// use sip_status::{Method, ResponseContext, StatusCode};
    ///
    /// let mut context = ResponseContext::new(Method::Invite);
    /// context.open(0)?;
    /// context.open(1)?;
    /// context.receive(0, StatusCode::Ringing);
    /// context.receive(0, StatusCode::BusyHere);
    /// assert!(context.ends_early_dialogs(0));
    /// context.receive(1, StatusCode::BusyHere);
    /// assert!(!context.ends_early_dialogs(0)); // nothing holds the 486 back any more
    /// # Ok::<(), sip_status::BranchRefused>(())
    /// ```
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
    /// answer 440. There is no room once the search [is over](Self::is_stopped).
    ///
    /// This counts the breadth alone: whatever Max-Breadth says, the numbers of the
    /// branches end below [`MAX_BRANCHES`](Self::MAX_BRANCHES), and one that is
    /// [still needed](Self::open) is not free.
    ///
    /// ```
    /// use sip_status::{Method, ResponseContext, StatusCode};
    ///
    /// let mut context = ResponseContext::new(Method::Invite);
    /// context.open(0)?;
    /// context.open(1)?;
    /// assert_eq!(context.room(5), 3);
    /// context.receive(0, StatusCode::NotFound);
    /// assert_eq!(context.room(5), 4);
    /// context.receive(1, StatusCode::Decline);
    /// assert_eq!(context.room(5), 0); // a 6xx ends the search
    /// # Ok::<(), sip_status::BranchRefused>(())
    /// ```
    #[must_use]
    #[inline]
    pub const fn room(&self, max_breadth: u32) -> u32 {
        if self.stopped {
            0
        } else {
            max_breadth.saturating_sub(self.unfinished.count())
        }
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
    ///
    /// ```
    /// use sip_status::{ContextState, Method, ResponseContext, StatusCode};
    ///
    /// let mut context = ResponseContext::new(Method::Invite);
    /// context.open(0)?;
    /// assert_eq!(context.state(), ContextState::Open);
    /// context.receive(0, StatusCode::Ok);
    /// assert_eq!(context.state(), ContextState::Answered);
    /// # Ok::<(), sip_status::BranchRefused>(())
    /// ```
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
}
