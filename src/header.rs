//! Header names, obligations, and the check of a response against them.

use core::fmt;
use core::str::FromStr;

use crate::error::UnknownWord;
use crate::method::MethodSet;
use crate::phrase::lower_case;
use crate::source::Source;
use crate::table::{
    HEADER_NAMES, HeaderName, LONGEST_HEADER_NAME, Method, RequirementLevel, StatusCode,
};
use crate::write::{pad, pad_list};

impl HeaderName {
    /// The field with this name or compact form, without regard to ASCII case;
    /// `None` for a field that is not in the list.
    ///
    /// ```
    /// use sip_status::HeaderName;
    ///
    /// assert_eq!(HeaderName::from_bytes(b"RETRY-AFTER"), Some(HeaderName::RetryAfter));
    /// assert_eq!(HeaderName::from_bytes(b"m"), Some(HeaderName::Contact));
    /// assert_eq!(HeaderName::from_bytes(b"X-Mood"), None);
    /// ```
    #[must_use]
    #[inline]
    pub fn from_bytes(name: &[u8]) -> Option<Self> {
        let mut buffer = [0; LONGEST_HEADER_NAME];
        let key = lower_case(name, &mut buffer)?;
        HEADER_NAMES.get(key).copied()
    }
}

/// Reads a name as [`from_bytes`](HeaderName::from_bytes) does; an error where that gives
/// `None`.
impl FromStr for HeaderName {
    type Err = UnknownWord;

    #[inline]
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        Self::try_from(text.as_bytes())
    }
}

/// Reads a name as [`from_bytes`](HeaderName::from_bytes) does; an error where that gives
/// `None`.
impl TryFrom<&[u8]> for HeaderName {
    type Error = UnknownWord;

    #[inline]
    fn try_from(text: &[u8]) -> Result<Self, UnknownWord> {
        Self::from_bytes(text).ok_or(UnknownWord("HeaderName"))
    }
}

/// One header field that must, should or may come with a response.
///
/// ```
/// use sip_status::{HeaderName, HeaderObligation, Method, RequirementLevel, StatusCode};
///
/// let rule = StatusCode::IntervalTooBrief.headers()[0];
/// assert_eq!(rule.field(), HeaderName::MinExpires);
/// assert_eq!(rule.level(), RequirementLevel::Must);
/// assert_eq!(rule.condition(), None);
/// assert!(rule.methods().contains(Method::Register));
///
/// let rules = StatusCode::UseProxy.headers();
/// let fields: Vec<_> = rules.iter().map(HeaderObligation::field).collect();
/// assert!(fields.contains(&HeaderName::Contact));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HeaderObligation {
    pub(crate) field: HeaderName,
    pub(crate) level: RequirementLevel,
    pub(crate) condition: Option<&'static str>,
    pub(crate) methods: MethodSet,
    pub(crate) group: Option<&'static str>,
    pub(crate) source: Source,
}

impl HeaderObligation {
    /// The header field.
    #[must_use]
    #[inline]
    pub const fn field(&self) -> HeaderName {
        self.field
    }

    /// MUST, SHOULD or MAY.
    #[must_use]
    #[inline]
    pub const fn level(&self) -> RequirementLevel {
        self.level
    }

    /// The condition, as it follows the word "when"; `None` if the obligation
    /// always holds.
    #[must_use]
    #[inline]
    pub const fn condition(&self) -> Option<&'static str> {
        self.condition
    }

    /// The methods of the requests to whose responses the obligation applies.
    #[must_use]
    #[inline]
    pub const fn methods(&self) -> MethodSet {
        self.methods
    }

    /// The name of the group to which the obligation belongs: one field of a group is
    /// enough. `None` if it belongs to none.
    #[must_use]
    #[inline]
    pub const fn group(&self) -> Option<&'static str> {
        self.group
    }

    /// The section in which the obligation stands.
    #[must_use]
    #[inline]
    pub const fn source(&self) -> Source {
        self.source
    }

    /// Whether a response without the field is wrong, whatever else is so.
    const fn is_checkable(self, method: Method) -> bool {
        matches!(self.level, RequirementLevel::Must)
            && self.condition.is_none()
            && self.methods.contains(method)
    }
}

/// Writes `MUST Allow (RFC 3261 §21.4.6)`, with width and fill; the methods and the
/// condition come in before the section if there are any.
impl fmt::Display for HeaderObligation {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad(f, |out| {
            write!(out, "{} {}", self.level, self.field)?;
            if !self.methods.covers_answered() {
                write!(out, " for {}", self.methods)?;
            }
            if let Some(condition) = self.condition {
                write!(out, " when {condition}")?;
            }
            write!(out, " ({})", self.source)
        })
    }
}

impl StatusCode {
    /// The mandatory header fields that a response to `method` lacks. `has` says
    /// whether the response has a field; the iterator calls it as it goes.
    ///
    /// Only what always holds is checked: an obligation with a condition, a
    /// SHOULD and a MAY are not, nor are the fields of every response (Via, To,
    /// ...). Of a group, such as 415's Accept, Accept-Encoding and Accept-Language,
    /// one field is enough.
    ///
    /// ```
    /// use sip_status::{HeaderName, Method, StatusCode};
    ///
    /// let response = [HeaderName::Via, HeaderName::ContentLength];
    /// let code = StatusCode::MethodNotAllowed;
    /// let mut missing = code.missing_headers(Method::Invite, |name| response.contains(&name));
    /// assert_eq!(missing.next().unwrap().to_string(), "Allow");
    /// assert!(missing.next().is_none());
    /// ```
    #[inline]
    pub const fn missing_headers<F>(self, method: Method, has: F) -> MissingHeaders<F>
    where
        F: FnMut(HeaderName) -> bool,
    {
        MissingHeaders {
            rest: self.headers(),
            method,
            has,
        }
    }
}

/// The iterator of [`StatusCode::missing_headers`].
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct MissingHeaders<F> {
    rest: &'static [HeaderObligation],
    method: Method,
    has: F,
}

impl<F: FnMut(HeaderName) -> bool> Iterator for MissingHeaders<F> {
    type Item = MissingHeader;

    #[inline]
    fn next(&mut self) -> Option<MissingHeader> {
        while let Some(first) = self.rest.first() {
            // The fields of a group stand side by side, and share a level, a
            // condition and the methods.
            let of_group = |o: &HeaderObligation| o.group.is_some() && o.group == first.group;
            let others = self.rest.iter().skip(1).take_while(|o| of_group(o)).count();
            let (any_of, rest) = self.rest.split_at_checked(others.saturating_add(1))?;
            self.rest = rest;
            if first.is_checkable(self.method) && !any_of.iter().any(|o| (self.has)(o.field)) {
                return Some(MissingHeader { any_of });
            }
        }
        None
    }
}

impl<F: FnMut(HeaderName) -> bool> core::iter::FusedIterator for MissingHeaders<F> {}

impl<F> fmt::Debug for MissingHeaders<F> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MissingHeaders")
            .field("rest", &self.rest)
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

/// A mandatory header field that a response lacks, or a group of which it has
/// none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MissingHeader {
    any_of: &'static [HeaderObligation],
}

impl MissingHeader {
    /// The obligations, any one of which would have been enough: one, or the
    /// members of a group.
    #[must_use]
    #[inline]
    pub const fn any_of(self) -> &'static [HeaderObligation] {
        self.any_of
    }
}

/// Writes the names of the fields, such as `Accept or Accept-Encoding`, with width and
/// fill.
impl fmt::Display for MissingHeader {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad_list(f, " or ", || self.any_of.iter().map(|o| o.field))
    }
}
