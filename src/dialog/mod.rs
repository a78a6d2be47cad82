//! What a response ends: the transaction, a dialog usage, the dialog. And which
//! responses establish a dialog.

mod context;

pub use context::DialogContext;

use crate::class::StatusClass;
use crate::method::MethodSet;
use crate::outcome::Outcome;
use crate::source::Source;
use crate::table::{
    CLASS_DIALOG_RULES, DialogCondition, DialogEffect, DialogState, DialogStep, DialogUsage,
    Method, Reading, RequirementLevel, StatusCode, dialog_rules,
};

/// One rule on what a response ends.
///
/// The [rules of a code](StatusCode::dialog_rules) are tried in order, then those
/// of [its class](StatusClass::dialog_rules); the first that fits the request
/// decides. For a request outside of a dialog, the class's
/// [`Initial`](DialogCondition::Initial) rules come before both.
///
/// ```
/// use sip_status::{DialogEffect, Method, MethodSet, StatusCode};
///
/// let rules = StatusCode::BadEvent.dialog_rules();
/// assert_eq!(rules[0].methods(), MethodSet::of(&[Method::Subscribe]));
/// assert_eq!(rules[0].effect(), DialogEffect::Usage);
/// assert_eq!(rules[0].source().to_string(), "RFC 6665 §4.1.2.2");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DialogRule {
    pub(crate) effect: DialogEffect,
    pub(crate) methods: MethodSet,
    pub(crate) condition: Option<DialogCondition>,
    pub(crate) reading: Option<Reading>,
    pub(crate) bye: Option<RequirementLevel>,
    pub(crate) note: Option<&'static str>,
    pub(crate) source: Source,
}

impl DialogRule {
    /// What ends if the request belongs to one of several usages of a dialog.
    /// [`StatusCode::dialog_effect`] tells what ends for a given request.
    #[must_use]
    #[inline]
    pub const fn effect(&self) -> DialogEffect {
        self.effect
    }

    /// The methods of the requests to which the rule applies.
    #[must_use]
    #[inline]
    pub const fn methods(&self) -> MethodSet {
        self.methods
    }

    /// What the rule depends on besides the method; `None` if on nothing.
    #[must_use]
    #[inline]
    pub const fn condition(&self) -> Option<DialogCondition> {
        self.condition
    }

    /// The only reading to which the rule belongs; `None` if it belongs to all.
    #[must_use]
    #[inline]
    pub const fn reading(&self) -> Option<Reading> {
        self.reading
    }

    /// How strongly the text wants the client to end the INVITE usage with BYE;
    /// `None` if it does not.
    #[must_use]
    #[inline]
    pub const fn bye(&self) -> Option<RequirementLevel> {
        self.bye
    }

    /// What else there is to know about the rule, in whole sentences.
    #[must_use]
    #[inline]
    pub const fn note(&self) -> Option<&'static str> {
        self.note
    }

    /// The section in which the rule stands.
    #[must_use]
    #[inline]
    pub const fn source(&self) -> Source {
        self.source
    }

    const fn fits(&self, context: DialogContext, timeout: bool) -> bool {
        let reading = match self.reading {
            None => true,
            Some(reading) => reading as u8 == context.reading as u8,
        };
        reading
            && (self.methods.covers_answered() || self.methods.contains(context.method))
            && context.meets(self.condition, timeout)
    }
}

/// The first rule that fits.
const fn first(
    rules: &'static [DialogRule],
    context: DialogContext,
    timeout: bool,
) -> Option<&'static DialogRule> {
    let mut rest = rules;
    while let [rule, tail @ ..] = rest {
        if rule.fits(context, timeout) {
            return Some(rule);
        }
        rest = tail;
    }
    None
}

/// The rule for a code. `None` never comes out: each class has a rule that
/// always fits.
const fn rule(
    code: StatusCode,
    context: DialogContext,
    timeout: bool,
) -> Option<&'static DialogRule> {
    let of_class = first(code.class().dialog_rules(), context, timeout);
    // Outside of a dialog, what a code means within one does not count.
    if let Some(rule) = of_class {
        if matches!(rule.condition, Some(DialogCondition::Initial)) {
            return of_class;
        }
    }
    match first(code.dialog_rules(), context, timeout) {
        None => of_class,
        found => found,
    }
}

impl Outcome {
    /// What ends with this outcome of a request: nothing, the transaction only, the
    /// [usage](DialogUsage) of the request, or the whole dialog. See
    /// [`StatusCode::dialog_effect`] for the texts behind it.
    ///
    /// A timeout counts as a 408
    /// ([RFC 5057 §5.2](https://www.rfc-editor.org/rfc/rfc5057.html#section-5.2)),
    /// except for SUBSCRIBE: a 408 that was received leaves the subscription
    /// valid, while Timer N ends it
    /// ([RFC 6665 §4.1.2.2](https://www.rfc-editor.org/rfc/rfc6665.html#section-4.1.2.2)).
    /// If a NOTIFY has come since the SUBSCRIBE was sent, Timer N no longer counts:
    /// ask about a received 408 instead. A transport error counts as a 503
    /// ([RFC 3261 §8.1.3.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-8.1.3.1)).
    /// A failed CANCEL ends only its own transaction, whatever the code: the final
    /// response to its INVITE decides
    /// ([RFC 5407 §3.1.2](https://www.rfc-editor.org/rfc/rfc5407.html#section-3.1.2)).
    ///
    /// ```
    /// use sip_status::{DialogContext, DialogEffect, Method, Outcome, StatusCode};
    ///
    /// let refresh = DialogContext::new(Method::Subscribe);
    /// let received = Outcome::from(StatusCode::RequestTimeout);
    /// assert_eq!(Outcome::Timeout.dialog_effect(refresh), DialogEffect::Usage);
    /// assert_eq!(received.dialog_effect(refresh), DialogEffect::Transaction);
    /// assert_eq!(Outcome::TransportError.dialog_effect(refresh), DialogEffect::Transaction);
    /// ```
    #[must_use]
    #[inline]
    pub const fn dialog_effect(self, context: DialogContext) -> DialogEffect {
        match self.dialog_rule(context) {
            Some(rule) => context.reach(rule.effect),
            None => DialogEffect::Nothing,
        }
    }

    /// The rule behind [`dialog_effect`](Self::dialog_effect), with its source;
    /// `None` for ACK, which takes no response.
    #[must_use]
    #[inline]
    pub const fn dialog_rule(self, context: DialogContext) -> Option<&'static DialogRule> {
        if matches!(context.method, Method::Ack) {
            return None;
        }
        rule(self.counts_as(), context, matches!(self, Self::Timeout))
    }

    /// How strongly the texts want the client to send a BYE next, and so end the
    /// INVITE usage; `None` if they do not.
    ///
    /// SHOULD after a 408, a 481 or a timeout
    /// ([RFC 3261 §12.2.1.2](https://www.rfc-editor.org/rfc/rfc3261.html#section-12.2.1.2)),
    /// for a request of the INVITE usage
    /// ([RFC 5057 §5.2](https://www.rfc-editor.org/rfc/rfc5057.html#section-5.2));
    /// with [`Reading::Rfc3261`] for any request of a dialog that INVITE set up.
    /// MAY after a 500, a 600 or a code of their classes that RFC 5057 does not list,
    /// unless the response has a Retry-After
    /// ([RFC 5057 §5.1](https://www.rfc-editor.org/rfc/rfc5057.html#section-5.1)).
    /// `None` after a BYE, which is not repeated, and after a CANCEL.
    ///
    /// ```
    /// use sip_status::{DialogContext, Method, Outcome, RequirementLevel};
    ///
    /// let bye_after = |method| Outcome::Timeout.bye_after(DialogContext::new(method));
    /// assert_eq!(bye_after(Method::Update), Some(RequirementLevel::Should));
    /// assert_eq!(bye_after(Method::Bye), None);
    /// assert_eq!(bye_after(Method::Notify), None);
    /// ```
    #[must_use]
    #[inline]
    pub const fn bye_after(self, context: DialogContext) -> Option<RequirementLevel> {
        let of_invite = matches!(context.step, DialogStep::MidUsage)
            && matches!(context.method.dialog_usage(), Some(DialogUsage::Invite));
        match self.dialog_rule(context) {
            _ if matches!(context.method, Method::Bye | Method::Cancel) => None,
            Some(rule) if of_invite || matches!(rule.effect, DialogEffect::Dialog) => rule.bye,
            _ => None,
        }
    }
}

impl StatusCode {
    /// What ends with this response: nothing, the transaction only, the
    /// [usage](DialogUsage) of the request, or the whole dialog.
    ///
    /// This follows the survey of
    /// [RFC 5057 §5.1](https://www.rfc-editor.org/rfc/rfc5057.html#section-5.1)
    /// with its notes, and for subscriptions
    /// [RFC 6665](https://www.rfc-editor.org/rfc/rfc6665.html), which is newer. A
    /// code of which neither text nor the code's own RFC speaks counts as the
    /// default code of its class: such a failure within a usage ends the
    /// transaction only. A 2xx to BYE ends the INVITE usage; the session itself
    /// is over once the BYE is sent
    /// ([RFC 3261 §15.1.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-15.1.1)).
    /// A subscription ends with the NOTIFY that says so, whatever the response to it,
    /// except a challenge
    /// ([RFC 6665 §4.4.1](https://www.rfc-editor.org/rfc/rfc6665.html#section-4.4.1)).
    ///
    /// ```
    /// use sip_status::{DialogContext, DialogEffect, Method, StatusCode};
    ///
    /// let ends = |code: StatusCode, method| code.dialog_effect(DialogContext::new(method));
    /// assert_eq!(ends(StatusCode::NotFound, Method::Invite), DialogEffect::Dialog);
    /// assert_eq!(ends(StatusCode::NotImplemented, Method::Invite), DialogEffect::Usage);
    /// assert_eq!(ends(StatusCode::NotImplemented, Method::Info), DialogEffect::Transaction);
    /// assert_eq!(ends(StatusCode::Ok, Method::Bye), DialogEffect::Usage);
    /// ```
    #[must_use]
    #[inline]
    pub const fn dialog_effect(self, context: DialogContext) -> DialogEffect {
        Outcome::Response(self).dialog_effect(context)
    }

    /// How strongly the texts want the client to send a BYE next: see
    /// [`Outcome::bye_after`].
    #[must_use]
    #[inline]
    pub const fn bye_after(self, context: DialogContext) -> Option<RequirementLevel> {
        Outcome::Response(self).bye_after(context)
    }

    /// The code's own rules on what a response with it ends; often none. They are tried
    /// before those of its [class](StatusClass::dialog_rules).
    #[must_use]
    #[inline]
    pub const fn dialog_rules(self) -> &'static [DialogRule] {
        dialog_rules(self)
    }

    /// The state of the dialog that this response establishes; `None` if it
    /// establishes none. `to_tag` says whether its To has a tag.
    ///
    /// In answer to INVITE, 101 to 198 establish an early dialog if To has a tag,
    /// and a 2xx establishes a confirmed one, or confirms the early one
    /// ([RFC 3261 §12.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-12.1)).
    /// A 2xx without a tag, as a peer of RFC 2543 may send it, counts as one with a null
    /// tag ([§12.1.2](https://www.rfc-editor.org/rfc/rfc3261.html#section-12.1.2)). A 199
    /// only says that an early dialog has ended
    /// ([RFC 6228 §4](https://www.rfc-editor.org/rfc/rfc6228.html#section-4)).
    ///
    /// The dialog of a subscription is established by the 2xx to its first NOTIFY,
    /// unless that NOTIFY says `terminated`, and not by the 2xx to the SUBSCRIBE
    /// ([RFC 6665 §4.4.1](https://www.rfc-editor.org/rfc/rfc6665.html#section-4.4.1))
    /// or REFER that asked for it. By RFC 3265, now obsolete, the first of the two to
    /// come did it;
    /// [RFC 5057 §4.2](https://www.rfc-editor.org/rfc/rfc5057.html#section-4.2) still
    /// says so.
    ///
    /// Ask only about a request that can establish a dialog: within an existing dialog,
    /// the same response establishes nothing.
    ///
    /// ```
    /// use sip_status::{DialogState, Method, StatusCode};
    ///
    /// let ringing = StatusCode::Ringing;
    /// assert_eq!(ringing.establishes_dialog(Method::Invite, true), Some(DialogState::Early));
    /// assert_eq!(ringing.establishes_dialog(Method::Invite, false), None);
    /// let ok = StatusCode::Ok;
    /// assert_eq!(ok.establishes_dialog(Method::Subscribe, true), None);
    /// assert_eq!(ok.establishes_dialog(Method::Notify, true), Some(DialogState::Confirmed));
    /// ```
    #[must_use]
    #[inline]
    pub const fn establishes_dialog(self, method: Method, to_tag: bool) -> Option<DialogState> {
        match (self.class(), method) {
            (StatusClass::Success, Method::Invite | Method::Notify) => Some(DialogState::Confirmed),
            (StatusClass::Provisional, Method::Invite) if to_tag => match self {
                Self::Trying | Self::EarlyDialogTerminated => None,
                _ => Some(DialogState::Early),
            },
            _ => None,
        }
    }
}

impl StatusClass {
    /// The rules on what a response of this class ends. The last one fits every
    /// request.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "a class is 1 to 6, and the compiler drops the check"
    )]
    #[inline]
    pub const fn dialog_rules(self) -> &'static [DialogRule] {
        CLASS_DIALOG_RULES[(self as usize).wrapping_sub(1)]
    }
}

impl Method {
    /// The usage to which a request with this method belongs within a dialog;
    /// `None` if to none
    /// ([RFC 5057 §5.3](https://www.rfc-editor.org/rfc/rfc5057.html#section-5.3)).
    ///
    /// OPTIONS, MESSAGE, PUBLISH and unknown methods belong to none: when one of
    /// them fails, no usage ends unless the whole dialog does.
    ///
    /// ```
    /// use sip_status::{DialogUsage, Method};
    ///
    /// assert_eq!(Method::Update.dialog_usage(), Some(DialogUsage::Invite));
    /// assert_eq!(Method::Refer.dialog_usage(), Some(DialogUsage::Subscription));
    /// assert_eq!(Method::Options.dialog_usage(), None);
    /// ```
    #[must_use]
    #[inline]
    pub const fn dialog_usage(self) -> Option<DialogUsage> {
        match self {
            Self::Invite
            | Self::Ack
            | Self::Bye
            | Self::Cancel
            | Self::Prack
            | Self::Update
            | Self::Info => Some(DialogUsage::Invite),
            Self::Subscribe | Self::Notify | Self::Refer => Some(DialogUsage::Subscription),
            Self::Register => Some(DialogUsage::Registration),
            Self::Options | Self::Message | Self::Publish | Self::Extension => None,
        }
    }
}
