//! Request methods, as a key for the rules that depend on them.

use core::convert::Infallible;
use core::fmt;
use core::str::FromStr;

use crate::table::Method;
use crate::words::same;
use crate::write::pad_list;

impl Method {
    /// The method with this name; [`Extension`](Self::Extension) for any other.
    ///
    /// Method names are case-sensitive.
    ///
    /// ```
    /// use sip_status::Method;
    ///
    /// assert_eq!(Method::from_bytes(b"INVITE"), Method::Invite);
    /// assert_eq!(Method::from_bytes(b"invite"), Method::Extension);
    /// ```
    #[must_use]
    pub const fn from_bytes(name: &[u8]) -> Self {
        let mut rest = Self::ALL;
        while let [method, others @ ..] = rest {
            if same(method.as_str().as_bytes(), name) {
                return *method;
            }
            rest = others;
        }
        Self::Extension
    }
}

impl FromStr for Method {
    type Err = Infallible;

    /// Never fails: an unknown name is an [`Extension`](Self::Extension).
    fn from_str(name: &str) -> Result<Self, Infallible> {
        Ok(Self::from_bytes(name.as_bytes()))
    }
}

impl From<&str> for Method {
    fn from(name: &str) -> Self {
        Self::from_bytes(name.as_bytes())
    }
}

impl From<&[u8]> for Method {
    fn from(name: &[u8]) -> Self {
        Self::from_bytes(name)
    }
}

impl From<Method> for &'static str {
    fn from(method: Method) -> Self {
        method.as_str()
    }
}

/// Writes the name, with width and fill; `extension-method` for
/// [`Extension`](Self::Extension).
impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl AsRef<str> for Method {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// A set of [`Method`]s.
///
/// ```
/// use sip_status::{Method, MethodSet, StatusCode};
///
/// let set = MethodSet::of(&[Method::Invite, Method::Update]);
/// assert!(set.contains(Method::Update));
/// assert!(!set.contains(Method::Bye));
/// assert_eq!(set.to_string(), "INVITE, UPDATE");
///
/// // A ringing phone answers nothing but INVITE.
/// assert_eq!(StatusCode::Ringing.methods(), MethodSet::of(&[Method::Invite]));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MethodSet(pub(crate) u32);

impl MethodSet {
    /// No method.
    pub const EMPTY: Self = Self(0);

    /// Every method that is ever answered, which is all but ACK.
    pub const ALL: Self = Self::of(Method::ALL).without(Method::Ack);

    /// The set of these methods.
    #[must_use]
    pub const fn of(methods: &[Method]) -> Self {
        let mut bits = 0;
        let mut rest = methods;
        while let [method, tail @ ..] = rest {
            bits |= Self::bit(*method);
            rest = tail;
        }
        Self(bits)
    }

    const fn bit(method: Method) -> u32 {
        1_u32.wrapping_shl(method as u32)
    }

    /// Whether the set has this method.
    #[must_use]
    pub const fn contains(self, method: Method) -> bool {
        self.0 & Self::bit(method) != 0
    }

    /// The set and this method.
    #[must_use]
    pub const fn with(self, method: Method) -> Self {
        Self(self.0 | Self::bit(method))
    }

    /// The set but this method.
    #[must_use]
    pub const fn without(self, method: Method) -> Self {
        Self(self.0 & !Self::bit(method))
    }

    /// Whether the set has no method.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the set has every method that is ever answered: all but ACK.
    #[must_use]
    pub const fn is_all(self) -> bool {
        self.0 & Self::ALL.0 == Self::ALL.0
    }

    /// The number of methods in the set.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The methods of the set, in the order of [`Method::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Method> {
        let all = Method::ALL.iter().copied();
        all.filter(move |method| self.contains(*method))
    }
}

impl FromIterator<Method> for MethodSet {
    fn from_iter<I: IntoIterator<Item = Method>>(methods: I) -> Self {
        methods.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl From<Method> for MethodSet {
    fn from(method: Method) -> Self {
        Self::of(&[method])
    }
}

/// Writes the names with commas: `INVITE, UPDATE`. With width and fill.
impl fmt::Display for MethodSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad_list(f, ", ", || self.iter())
    }
}

impl fmt::Debug for MethodSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
