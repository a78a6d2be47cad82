//! Sets of branches.

use crate::bits::bit_set;

/// A set of the branches of a [`ResponseContext`](crate::ResponseContext), by
/// their numbers. No set has a number above 63.
///
/// ```
/// use sip_status::{BranchSet, Method, ResponseContext};
///
/// let mut context = ResponseContext::new(Method::Invite);
/// context.open(0)?;
/// context.open(5)?;
/// assert_eq!(context.unfinished().to_string(), "0, 5");
/// assert_eq!(context.unfinished().len(), 2);
/// assert!(context.cancels().is_empty());
/// # Ok::<(), sip_status::BranchRefused>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BranchSet(u64);

bit_set!(BranchSet of u8, Branches);

impl BranchSet {
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

    fn at(index: u32) -> Option<u8> {
        let branch = u8::try_from(index).ok();
        branch.filter(|branch| *branch < Self::LIMIT)
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
    pub(crate) const fn count(self) -> u32 {
        self.0.count_ones()
    }
}
