//! Whether a status code may answer a request at all.

use core::fmt;
use core::iter::FusedIterator;

use crate::method::MethodSet;
use crate::source::Source;
use crate::table::{Circumstance, Method, Prohibition, REFUSALS, Role, StatusCode};

/// How a response is about to be sent: to which method, by whom, in which
/// circumstances.
///
/// Only the method is needed. What is left unsaid keeps no code from being sent: a rule
/// for proxies holds only once [`with_role`](Self::with_role) has named a proxy.
///
/// ```
/// use sip_status::{Method, Role, Sending, StatusCode};
///
/// const OPTIONS: Sending = Sending::new(Method::Options).with_role(Role::Proxy);
/// assert!(StatusCode::Trying.may_send(OPTIONS).is_ok());
///
/// let soon = OPTIONS.with_unreliable_transport(true).with_early(true);
/// assert!(StatusCode::Trying.may_send(soon).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sending {
    method: Method,
    role: Option<Role>,
    holds: Circumstances,
    fails: Circumstances,
}

/// A set of circumstances, a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Circumstances(u8);

// A bit for each.
const _: () = assert!(Circumstance::ALL.len() <= u8::BITS as usize);

impl Circumstances {
    const fn bit(circumstance: Circumstance) -> u8 {
        1_u8.wrapping_shl(circumstance as u32)
    }

    const fn has(self, circumstance: Circumstance) -> bool {
        self.0 & Self::bit(circumstance) != 0
    }

    const fn set(self, circumstance: Circumstance, to: bool) -> Self {
        let bit = Self::bit(circumstance);
        Self(if to { self.0 | bit } else { self.0 & !bit })
    }
}

impl Sending {
    /// A response to a request of this method.
    #[must_use]
    #[inline]
    pub const fn new(method: Method) -> Self {
        Self {
            method,
            role: None,
            holds: Circumstances(0),
            fails: Circumstances(0),
        }
    }

    /// The same with the role of the element that makes the response.
    ///
    /// The rules do not speak of a response that is passed on for another element. An
    /// element of several roles names the one in which it answers this request: a proxy
    /// that answers as a UAS is [`Role::UserAgentServer`].
    #[must_use]
    #[inline]
    pub const fn with_role(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }

    /// The same, saying whether the response is sent as a reliable provisional one, with
    /// `RSeq` and with `100rel` in Require
    /// ([RFC 3262 §3](https://www.rfc-editor.org/rfc/rfc3262.html#section-3)).
    #[must_use]
    #[inline]
    pub const fn with_reliable(self, yes: bool) -> Self {
        self.with(Circumstance::Reliably, yes)
            .with(Circumstance::Unreliably, !yes)
    }

    /// The same, saying whether the transport is unreliable, as UDP is.
    #[must_use]
    #[inline]
    pub const fn with_unreliable_transport(self, yes: bool) -> Self {
        self.with(Circumstance::UnreliableTransport, yes)
    }

    /// The same, saying whether the response is early: less time has passed since the
    /// request arrived than Timer E of a client transaction takes to be reset to T2
    /// ([RFC 4320 §4.1](https://www.rfc-editor.org/rfc/rfc4320.html#section-4.1)).
    ///
    /// With the default T1 of 500 ms and T2 of 4 s that is 3.5 s, the sum of the
    /// intervals before: 500 ms, 1 s and 2 s
    /// ([RFC 3261 §17.1.2.2](https://www.rfc-editor.org/rfc/rfc3261.html#section-17.1.2.2)).
    #[must_use]
    #[inline]
    pub const fn with_early(self, yes: bool) -> Self {
        self.with(Circumstance::Early, yes)
    }

    /// The same, saying whether the element keeps no transaction state for the request.
    #[must_use]
    #[inline]
    pub const fn with_stateless(self, yes: bool) -> Self {
        self.with(Circumstance::Stateless, yes)
    }

    /// The same, saying whether the request belongs to a dialog: its To has a tag.
    #[must_use]
    #[inline]
    pub const fn with_in_dialog(self, yes: bool) -> Self {
        self.with(Circumstance::InDialog, yes)
            .with(Circumstance::OutsideDialog, !yes)
    }

    /// The method of the request.
    #[must_use]
    #[inline]
    pub const fn method(self) -> Method {
        self.method
    }

    /// The role of the element that makes the response; `None` if that was not said.
    #[must_use]
    #[inline]
    pub const fn role(self) -> Option<Role> {
        self.role
    }

    /// Whether a circumstance holds; `None` if that was not said.
    #[must_use]
    #[inline]
    pub const fn circumstance(self, circumstance: Circumstance) -> Option<bool> {
        if self.holds.has(circumstance) {
            Some(true)
        } else if self.fails.has(circumstance) {
            Some(false)
        } else {
            None
        }
    }

    const fn with(mut self, circumstance: Circumstance, yes: bool) -> Self {
        self.holds = self.holds.set(circumstance, yes);
        self.fails = self.fails.set(circumstance, !yes);
        self
    }
}

/// The same as [`new`](Sending::new).
impl From<Method> for Sending {
    #[inline]
    fn from(method: Method) -> Self {
        Self::new(method)
    }
}

/// A row of the table: what keeps the codes from `first` to `last` from being
/// sent. No role stands for every role, and no circumstance for any.
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Rule {
    pub(crate) first: u16,
    pub(crate) last: u16,
    pub(crate) methods: MethodSet,
    pub(crate) roles: &'static [Role],
    pub(crate) circumstances: &'static [Circumstance],
    pub(crate) condition: Option<&'static str>,
    pub(crate) level: Prohibition,
    pub(crate) reason: &'static str,
    pub(crate) source: Source,
}

/// How a rule stands to a response.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It holds.
    Holds,
    /// It depends on what was not said, or on the rule's own condition.
    Open,
    /// It does not.
    Fails,
}

impl Standing {
    const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fails, _) | (_, Self::Fails) => Self::Fails,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            (Self::Holds, Self::Holds) => Self::Holds,
        }
    }

    const fn of(answer: Option<bool>) -> Self {
        match answer {
            Some(true) => Self::Holds,
            Some(false) => Self::Fails,
            None => Self::Open,
        }
    }
}

impl Rule {
    const fn is_about(&self, code: StatusCode) -> bool {
        let number = code.as_u16();
        self.first <= number && number <= self.last
    }

    const fn standing(&self, code: StatusCode, sending: Sending) -> Standing {
        if !self.is_about(code) || !self.methods.contains(sending.method) {
            return Standing::Fails;
        }
        let mut standing = self.role(sending.role);
        let mut rest = self.circumstances;
        while let [first, tail @ ..] = rest {
            standing = standing.and(Standing::of(sending.circumstance(*first)));
            rest = tail;
        }
        match self.condition {
            Some(_) => standing.and(Standing::Open),
            None => standing,
        }
    }

    const fn role(&self, role: Option<Role>) -> Standing {
        let Some(role) = role else {
            return if self.roles.is_empty() {
                Standing::Holds
            } else {
                Standing::Open
            };
        };
        let mut found = self.roles.is_empty();
        let mut rest = self.roles;
        while let [first, tail @ ..] = rest {
            found |= *first as u8 == role as u8;
            rest = tail;
        }
        Standing::of(Some(found))
    }
}

impl StatusCode {
    /// Checks that no RFC keeps the code from being sent in this way.
    ///
    /// The rules are for responses that an element makes itself, not for those that
    /// it passes on. Only what is certain counts: a rule with a condition, such as
    /// the one that 424 must not answer a request without Geolocation, is among
    /// the [`conditional_refusals`](Self::conditional_refusals). `Ok` does not
    /// say that the code is the right one.
    ///
    /// # Errors
    ///
    /// The strongest refusal: a MUST NOT if there is one. All of them are in
    /// [`refusals`](Self::refusals).
    ///
    /// A UAS checks before it sends:
    ///
    /// ```
    /// use sip_status::{Method, Prohibition, Role, Sending, StatusCode};
    ///
    /// let bye = Sending::new(Method::Bye).with_role(Role::UserAgentServer);
    /// assert!(StatusCode::Ok.may_send(bye).is_ok());
    ///
    /// let refusal = StatusCode::RequestTimeout.may_send(bye).unwrap_err();
    /// assert_eq!(refusal.level(), Prohibition::MustNot);
    /// assert_eq!(refusal.source().to_string(), "RFC 4320 §4.2");
    /// assert_eq!(
    ///     refusal.to_string(),
    ///     "408 is not to be sent (MUST NOT): it answers only INVITE (RFC 4320 §4.2)",
    /// );
    /// ```
    #[inline]
    pub const fn may_send(self, sending: Sending) -> Result<(), Refusal> {
        let mut rest: &'static [Rule] = &REFUSALS;
        while let [rule, tail @ ..] = rest {
            if matches!(rule.standing(self, sending), Standing::Holds) {
                return Err(Refusal { code: self, rule });
            }
            rest = tail;
        }
        Ok(())
    }

    /// All rules that keep the code from being sent in this way, the strongest first;
    /// none if it may be sent.
    ///
    /// ```
    /// use sip_status::{Method, Prohibition, Role, Sending, StatusCode};
    ///
    /// // A SHOULD NOT can be set aside for a good reason, a MUST NOT cannot.
    /// let invite = Sending::new(Method::Invite).with_role(Role::UserAgentServer);
    /// let mut refusals = StatusCode::EarlyDialogTerminated.refusals(invite);
    /// assert_eq!(refusals.next().unwrap().level(), Prohibition::ShouldNot);
    /// assert!(refusals.next().is_none());
    /// ```
    #[inline]
    pub const fn refusals(self, sending: Sending) -> Refusals {
        Refusals::new(self, Some((sending, Standing::Holds)))
    }

    /// All rules that may keep the code from being sent: each depends on a role or
    /// circumstance that was not said, or on a [condition](Refusal::condition) of its
    /// own. Go through them before sending.
    ///
    /// ```
    /// use sip_status::{Method, Role, Sending, StatusCode};
    ///
    /// let invite = Sending::new(Method::Invite).with_role(Role::UserAgentServer);
    /// let invite = invite.with_reliable(false).with_in_dialog(false);
    /// let mut open = StatusCode::BadLocationInformation.conditional_refusals(invite);
    /// assert_eq!(open.next().unwrap().condition(), Some("the request has no Geolocation field"));
    /// assert_eq!(open.next().unwrap().source().to_string(), "RFC 6442 §4.3");
    /// assert!(open.next().is_none());
    /// ```
    #[inline]
    pub const fn conditional_refusals(self, sending: Sending) -> Refusals {
        Refusals::new(self, Some((sending, Standing::Open)))
    }

    /// All rules that keep the code from being sent in one way or another, the
    /// strongest first: those of the code, and those of the class or range to which it
    /// belongs.
    ///
    /// ```
    /// use sip_status::StatusCode;
    ///
    /// let mut rules = StatusCode::UseProxy.all_refusals();
    /// assert_eq!(rules.next().unwrap().reason(), "only a UAS may send the client through a proxy");
    /// assert!(rules.any(|rule| rule.reason() == "ACK takes no response"));
    /// ```
    #[inline]
    pub const fn all_refusals(self) -> Refusals {
        Refusals::new(self, None)
    }
}

/// Why a code is not to be sent.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Refusal {
    code: StatusCode,
    rule: &'static Rule,
}

impl Refusal {
    /// The code that is refused.
    #[must_use]
    #[inline]
    pub const fn code(self) -> StatusCode {
        self.code
    }

    /// MUST NOT, SHOULD NOT, or ruled out without a word of RFC 2119.
    #[must_use]
    #[inline]
    pub const fn level(self) -> Prohibition {
        self.rule.level
    }

    /// The reason, as it follows the word "because".
    #[must_use]
    #[inline]
    pub const fn reason(self) -> &'static str {
        self.rule.reason
    }

    /// The condition, as it follows the word "when"; `None` if there is none.
    #[must_use]
    #[inline]
    pub const fn condition(self) -> Option<&'static str> {
        self.rule.condition
    }

    /// The methods of the requests that the code must not answer by this rule.
    #[must_use]
    #[inline]
    pub const fn methods(self) -> MethodSet {
        self.rule.methods
    }

    /// The roles that the rule binds; empty where it binds every element.
    #[must_use]
    #[inline]
    pub const fn roles(self) -> &'static [Role] {
        self.rule.roles
    }

    /// The circumstances in which the rule holds: it does if all of them are given.
    /// Empty where none is needed.
    #[must_use]
    #[inline]
    pub const fn circumstances(self) -> &'static [Circumstance] {
        self.rule.circumstances
    }

    /// The section in which the rule stands.
    #[must_use]
    #[inline]
    pub const fn source(self) -> Source {
        self.rule.source
    }
}

impl fmt::Debug for Refusal {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusal")
            .field("code", &self.code)
            .field("level", &self.rule.level)
            .field("reason", &self.rule.reason)
            .field("condition", &self.rule.condition)
            .field("source", &self.rule.source)
            .finish_non_exhaustive()
    }
}

/// Writes `401 is not to be sent (MUST NOT): a proxy challenges with 407 (RFC
/// 3261 §22.1)`, with the condition where there is one.
impl fmt::Display for Refusal {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rule {
            level,
            reason,
            source,
            ..
        } = self.rule;
        write!(f, "{} is not to be sent ({level})", self.code)?;
        if let Some(condition) = self.rule.condition {
            write!(f, " when {condition}")?;
        }
        write!(f, ": {reason} ({source})")
    }
}

impl core::error::Error for Refusal {}

/// The iterator of [`StatusCode::refusals`],
/// [`conditional_refusals`](StatusCode::conditional_refusals) and
/// [`all_refusals`](StatusCode::all_refusals).
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Refusals {
    code: StatusCode,
    /// Only the rules that stand so to a response; `None` for all of the code.
    only: Option<(Sending, Standing)>,
    rest: &'static [Rule],
}

impl Refusals {
    const fn new(code: StatusCode, only: Option<(Sending, Standing)>) -> Self {
        Self {
            code,
            only,
            rest: &REFUSALS,
        }
    }
}

impl Iterator for Refusals {
    type Item = Refusal;

    #[inline]
    fn next(&mut self) -> Option<Refusal> {
        while let [rule, tail @ ..] = self.rest {
            self.rest = tail;
            let wanted = match self.only {
                Some((sending, standing)) => rule.standing(self.code, sending) == standing,
                None => rule.is_about(self.code),
            };
            if wanted {
                return Some(Refusal {
                    code: self.code,
                    rule,
                });
            }
        }
        None
    }
}

impl FusedIterator for Refusals {}

impl fmt::Debug for Refusals {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}
