//! Sets of branches.

use core::fmt;

use crate::write::pad_list;

/// A set of the branches of a [`ResponseContext`](crate::ResponseContext), by
/// their numbers.
///
/// ```
/// use sip_status::{Branches, Method, ResponseContext};
///
/// let mut context = ResponseContext::new(Method::Invite);
/// context.open(0)?;
/// context.open(5)?;
/// assert_eq!(context.unfinished().to_string(), "0, 5");
/// assert_eq!(context.unfinished().len(), 2);
/// assert!(context.cancels().is_empty());
/// # Ok::<(), sip_status::BranchRefused>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Branches(u64);

impl Branches {
    /// No branch.
    pub const EMPTY: Self = Self(0);

    /// The number of different branches: the numbers are below it.
    pub(crate) const LIMIT: u8 = 64;

    /// The bit of a branch; none for a number that is too large.
    #[inline]
    const fn bit(branch: u8) -> u64 {
        if branch < Self::LIMIT {
            1_u64.wrapping_shl(branch as u32)
        } else {
            0
        }
    }

    /// Whether the branch is in the set.
    #[must_use]
    #[inline]
    pub const fn contains(self, branch: u8) -> bool {
        self.0 & Self::bit(branch) != 0
    }

    #[inline]
    pub(crate) const fn with(self, branch: u8) -> Self {
        Self(self.0 | Self::bit(branch))
    }

    #[inline]
    pub(crate) const fn without(self, branch: u8) -> Self {
        Self(self.0 & !Self::bit(branch))
    }

    #[inline]
    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[inline]
    pub(crate) const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    #[inline]
    pub(crate) const fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The number of branches in the set.
    #[must_use]
    #[inline]
    pub const fn len(self) -> usize {
        self.count() as usize
    }

    #[inline]
    pub(crate) const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether there is no branch in the set.
    #[must_use]
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The branches of the set, in order.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..Self::LIMIT).filter(move |branch| self.contains(*branch))
    }
}

/// Writes the numbers with commas: `0, 5`. With width and fill.
impl fmt::Display for Branches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad_list(f, ", ", || self.iter())
    }
}

impl fmt::Debug for Branches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
