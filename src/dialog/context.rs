//! The request whose failure may end something.

use crate::table::{DialogCondition, DialogEffect, DialogStep, Method, Reading};

/// A request within or outside of a dialog, and what else decides what a response
/// to it ends; see [`StatusCode::dialog_effect`](crate::StatusCode::dialog_effect).
///
/// It is made from the method; add what else is known.
///
/// ```
/// use sip_status::{DialogContext, DialogEffect, DialogStep, Method, Reading, StatusCode};
///
/// let gone = StatusCode::CallTransactionDoesNotExist;
/// let notify = DialogContext::new(Method::Notify);
/// assert_eq!(gone.dialog_effect(notify), DialogEffect::Usage);
///
/// // A dialog ends with its last usage.
/// assert_eq!(gone.dialog_effect(notify.with_only_usage(true)), DialogEffect::Dialog);
/// // By RFC 3261 the dialog is over anyway.
/// assert_eq!(gone.dialog_effect(notify.with_reading(Reading::Rfc3261)), DialogEffect::Dialog);
/// // Where nothing has begun, nothing ends.
/// let subscribe = DialogContext::new(Method::Subscribe).with_step(DialogStep::NewUsage);
/// assert_eq!(gone.dialog_effect(subscribe), DialogEffect::Transaction);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DialogContext {
    pub(super) method: Method,
    pub(super) step: DialogStep,
    pub(super) reading: Reading,
    pub(super) retry_after: bool,
    pub(super) only_usage: bool,
}

impl DialogContext {
    /// A request with this method, sent within a dialog that has other usages as
    /// well, answered without Retry-After, and judged by [`Reading::Rfc5057`].
    ///
    /// Its step is [`Terminating`](DialogStep::Terminating) for BYE,
    /// [`NewUsage`](DialogStep::NewUsage) for REFER, which asks for a new
    /// subscription, and [`MidUsage`](DialogStep::MidUsage) for the others.
    #[must_use]
    #[inline]
    pub const fn new(method: Method) -> Self {
        let step = match method {
            Method::Bye => DialogStep::Terminating,
            Method::Refer => DialogStep::NewUsage,
            _ => DialogStep::MidUsage,
        };
        Self {
            method,
            step,
            reading: Reading::Rfc5057,
            retry_after: false,
            only_usage: false,
        }
    }

    /// The same with this step: what the request means to the dialog. Needed for
    /// a request outside of a dialog, for a SUBSCRIBE or INVITE that adds a usage
    /// to a dialog, and for a SUBSCRIBE or NOTIFY that ends its subscription.
    #[must_use]
    #[inline]
    pub const fn with_step(self, step: DialogStep) -> Self {
        Self { step, ..self }
    }

    /// The same with this reading: the text to follow where two disagree.
    #[must_use]
    #[inline]
    pub const fn with_reading(self, reading: Reading) -> Self {
        Self { reading, ..self }
    }

    /// The same, saying whether the response has a Retry-After.
    #[must_use]
    #[inline]
    pub const fn with_retry_after(self, retry_after: bool) -> Self {
        Self {
            retry_after,
            ..self
        }
    }

    /// The same, saying whether the usage of the request is the only one of the
    /// dialog.
    #[must_use]
    #[inline]
    pub const fn with_only_usage(self, only_usage: bool) -> Self {
        Self { only_usage, ..self }
    }

    /// The method of the request.
    #[must_use]
    #[inline]
    pub const fn method(self) -> Method {
        self.method
    }

    /// What the request means to the dialog.
    #[must_use]
    #[inline]
    pub const fn step(self) -> DialogStep {
        self.step
    }

    /// The text to follow where two disagree.
    #[must_use]
    #[inline]
    pub const fn reading(self) -> Reading {
        self.reading
    }

    /// Whether the response has a Retry-After.
    #[must_use]
    #[inline]
    pub const fn has_retry_after(self) -> bool {
        self.retry_after
    }

    /// Whether the usage of the request is the only one of the dialog.
    #[must_use]
    #[inline]
    pub const fn is_only_usage(self) -> bool {
        self.only_usage
    }

    pub(super) const fn is_initial(self) -> bool {
        matches!(self.step, DialogStep::Initial)
    }

    pub(super) const fn meets(self, condition: Option<DialogCondition>, timeout: bool) -> bool {
        match condition {
            None => true,
            Some(DialogCondition::Initial) => self.is_initial(),
            Some(DialogCondition::ExistingUsage) => {
                matches!(self.step, DialogStep::MidUsage | DialogStep::Terminating)
            }
            Some(DialogCondition::Terminating) => matches!(self.step, DialogStep::Terminating),
            Some(DialogCondition::RetryAfter) => self.retry_after,
            Some(DialogCondition::Timeout) => timeout,
        }
    }

    /// How far an effect reaches here.
    pub(super) const fn reach(self, effect: DialogEffect) -> DialogEffect {
        match effect {
            DialogEffect::Nothing | DialogEffect::Transaction => return effect,
            // It fails alone: the INVITE completes independently (RFC 3261 §9.1), and
            // RFC 5057 §4.1 does not name it among the requests that destroy a usage.
            _ if matches!(self.method, Method::Cancel) => return DialogEffect::Transaction,
            DialogEffect::Usage => {}
            DialogEffect::Dialog => return effect,
        }
        // A request outside of all usages takes none with it (RFC 5057 §5.3).
        let has_usage = matches!(self.step, DialogStep::MidUsage | DialogStep::Terminating)
            && self.method.dialog_usage().is_some();
        if !has_usage {
            return DialogEffect::Transaction;
        }
        // RFC 5057 §4; RFC 3261 §12.3 knows no dialog that outlives a BYE.
        let by_bye = matches!((self.reading, self.method), (Reading::Rfc3261, Method::Bye));
        if self.only_usage || by_bye {
            DialogEffect::Dialog
        } else {
            DialogEffect::Usage
        }
    }
}

impl From<Method> for DialogContext {
    #[inline]
    fn from(method: Method) -> Self {
        Self::new(method)
    }
}

impl Default for Reading {
    /// The newer text, RFC 5057.
    #[inline]
    fn default() -> Self {
        Self::Rfc5057
    }
}
