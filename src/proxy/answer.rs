//! What a proxy chooses from, and what it answers.

use super::ResponsePreference;
use crate::outcome::Outcome;
use crate::table::StatusCode;

/// An outcome of a branch that is kept for the choice of the final response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Candidate {
    branch: u8,
    outcome: Outcome,
    /// Kept, so that the best is ranked once and not with every response.
    preference: ResponsePreference,
}

impl Candidate {
    #[inline]
    pub(super) const fn new(branch: u8, outcome: Outcome) -> Self {
        Self {
            branch,
            outcome,
            preference: outcome.preference(),
        }
    }

    /// The branch that it came on.
    #[must_use]
    #[inline]
    pub const fn branch(self) -> u8 {
        self.branch
    }

    /// How the branch ended.
    #[must_use]
    #[inline]
    pub const fn outcome(self) -> Outcome {
        self.outcome
    }

    /// Its rank in the choice.
    #[must_use]
    #[inline]
    pub const fn preference(self) -> ResponsePreference {
        self.preference
    }
}

/// What goes upstream when every branch has ended and no final response has been
/// forwarded.
///
/// ```
/// use sip_status::{Answer, Method, Outcome, ResponseContext, StatusCode};
///
/// let upstream = |answer| match answer {
///     Answer::Forward { branch, .. } => format!("the response of branch {branch}"),
///     Answer::Generate { code } => format!("{code:#}, made here"),
///     Answer::Nothing => "nothing".to_owned(),
/// };
/// let answered = |method, outcome| {
///     let mut context = ResponseContext::new(method);
///     context.open(0).unwrap();
///     context.receive_outcome(0, outcome);
///     context.take_answer().map(upstream).unwrap()
/// };
/// let busy = Outcome::Response(StatusCode::BusyHere);
/// assert_eq!(answered(Method::Invite, busy), "the response of branch 0");
/// let made = answered(Method::Invite, Outcome::TransportError);
/// assert_eq!(made, "500 Server Internal Error, made here");
/// assert_eq!(answered(Method::Bye, Outcome::Timeout), "nothing");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Forward the response that was kept from this branch.
    Forward {
        /// The branch.
        branch: u8,
        /// The code of its response.
        code: StatusCode,
    },
    /// Make a response with this code and its phrase, as a UAS would: 500 in place
    /// of a 503 or for a transport error, 408 for an INVITE without a final response.
    Generate {
        /// The code.
        code: StatusCode,
    },
    /// Send nothing, and let the server transaction end: to a request other than
    /// INVITE no final response was kept, since its timeouts and 408s are absorbed
    /// ([RFC 4320 §4.2](https://www.rfc-editor.org/rfc/rfc4320.html#section-4.2)).
    Nothing,
}

impl Answer {
    /// The code that goes upstream; `None` if nothing does.
    #[must_use]
    #[inline]
    pub const fn code(self) -> Option<StatusCode> {
        match self {
            Self::Forward { code, .. } | Self::Generate { code } => Some(code),
            Self::Nothing => None,
        }
    }
}
