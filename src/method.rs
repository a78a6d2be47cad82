//! Request methods, as a key for the rules that depend on them.

use core::convert::Infallible;
use core::fmt;
use core::str::FromStr;

use crate::bits::{bit_set, bit_set_of_any};
use crate::table::Method;
use crate::words::same;

impl Method {
    /// The method with this name; [`Extension`](Self::Extension) for any other.
    ///
    /// Method names are case-sensitive
    /// ([RFC 3261 §20.16](https://www.rfc-editor.org/rfc/rfc3261.html#section-20.16)).
    ///
    /// ```
    /// use sip_status::Method;
    ///
    /// assert_eq!(Method::from_bytes(b"INVITE"), Method::Invite);
    /// assert_eq!(Method::from_bytes(b"invite"), Method::Extension);
    /// ```
    #[must_use]
    #[inline]
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
    #[inline]
    fn from_str(name: &str) -> Result<Self, Infallible> {
        Ok(Self::from_bytes(name.as_bytes()))
    }
}

impl From<&str> for Method {
    #[inline]
    fn from(name: &str) -> Self {
        Self::from_bytes(name.as_bytes())
    }
}

impl From<&[u8]> for Method {
    #[inline]
    fn from(name: &[u8]) -> Self {
        Self::from_bytes(name)
    }
}

impl From<Method> for &'static str {
    #[inline]
    fn from(method: Method) -> Self {
        method.as_str()
    }
}

/// Writes the name, with width and fill; `extension-method` for
/// [`Extension`](Self::Extension).
impl fmt::Display for Method {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl AsRef<str> for Method {
    #[inline]
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
/// // A 180 may answer only INVITE.
/// assert_eq!(StatusCode::Ringing.methods(), MethodSet::of(&[Method::Invite]));
///
/// // What two codes have in common.
/// let set = StatusCode::SessionIntervalTooSmall.methods() & StatusCode::Ringing.methods();
/// assert_eq!(set.into_iter().collect::<Vec<_>>(), [Method::Invite]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MethodSet(pub(crate) u32);

bit_set!(MethodSet of Method, Methods);
bit_set_of_any!(MethodSet of Method);

// A bit for each.
const _: () = assert!(Method::ALL.len() <= u32::BITS as usize);

impl MethodSet {
    /// Every method.
    pub const ALL: Self = Self::of(Method::ALL);

    /// Every method that takes a response: all but ACK. A rule that names no methods has
    /// this set.
    pub const ANSWERED: Self = Self::ALL.without(Method::Ack);

    const fn bit(method: Method) -> u32 {
        1_u32.wrapping_shl(method as u32)
    }

    fn at(index: u32) -> Option<Method> {
        Method::ALL.get(index as usize).copied()
    }

    /// Whether the set has all of [`ANSWERED`](Self::ANSWERED): a rule with it holds
    /// for every request that gets a response.
    ///
    /// ```
    /// use sip_status::{MethodSet, StatusCode};
    ///
    /// assert!(StatusCode::Ok.methods().covers_answered());
    /// assert!(!StatusCode::Ringing.methods().covers_answered());
    /// assert_eq!((MethodSet::ALL - MethodSet::ANSWERED).to_string(), "ACK");
    /// ```
    #[must_use]
    #[inline]
    pub const fn covers_answered(self) -> bool {
        Self::ANSWERED.is_subset(self)
    }
}
