//! Sets of codes: how a proxy's failover and recursion lists are configured.

mod pattern;

use core::fmt;
use core::iter::FusedIterator;
use core::ops::Not;

use crate::bits::{set, set_of_any};
use crate::class::StatusClass;
use crate::error::InvalidPattern;
use crate::table::{ALL, StatusCode};

const WORDS: usize = 10;
const BITS: usize = 64;

/// A set of status codes: 600 bits, `Copy`.
///
/// It is written as a pattern: items with commas between them, applied in order to
/// the empty set. An item is a code (`408`), a range with both ends included
/// (`480-487`), a class (`5xx`) or `*` for all codes; with `!` in front it takes its
/// codes out again. In a constant, a wrong pattern does not compile: see
/// [`status_codes!`](crate::status_codes).
///
/// ```
/// use sip_status::{StatusCode, StatusCodeSet, status_codes};
///
/// const FAILOVER: StatusCodeSet = status_codes!("408, 480-487, 5xx, !503");
/// assert!(FAILOVER.contains(StatusCode::BadGateway));
/// assert!(!FAILOVER.contains(StatusCode::ServiceUnavailable));
/// assert_eq!(FAILOVER.len(), 1 + 8 + 99);
///
/// // From a configuration file, at run time.
/// let same: StatusCodeSet = "5xx,!503,408,480-487".parse()?;
/// assert_eq!(same, FAILOVER);
/// assert_eq!(same.to_string(), "408, 480-487, 5xx, !503");
/// # Ok::<(), sip_status::InvalidPattern>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct StatusCodeSet([u64; WORDS]);

impl StatusCodeSet {
    /// No code.
    pub const EMPTY: Self = Self([0; WORDS]);

    /// All 600 codes.
    pub const ALL: Self = Self::EMPTY.with_range(0, ALL.len().wrapping_sub(1), true);

    /// All final codes, 200 to 699.
    pub(crate) const FINAL: Self = Self::of_class(StatusClass::Provisional).complement();

    /// The codes of a class.
    #[must_use]
    #[inline]
    pub const fn of_class(class: StatusClass) -> Self {
        let (first, last) = class.indices();
        Self::EMPTY.with_range(first, last, true)
    }

    /// Reads a pattern, as [`StatusCodeSet`] describes it; also in a constant.
    ///
    /// ASCII whitespace around an item does not count; an empty pattern is the empty
    /// set.
    ///
    /// # Errors
    ///
    /// What is wrong with the pattern, and where.
    ///
    /// ```
    /// use sip_status::{InvalidPatternKind, StatusCodeSet};
    ///
    /// let error = StatusCodeSet::from_pattern("5xx, 70x").unwrap_err();
    /// assert_eq!((error.kind(), error.offset()), (InvalidPatternKind::Item, 5));
    /// ```
    #[inline]
    pub const fn from_pattern(pattern: &str) -> Result<Self, InvalidPattern> {
        pattern::read(pattern.as_bytes())
    }

    /// The set with the codes from index `first` to `last`, or without them.
    #[expect(
        clippy::indexing_slicing,
        reason = "the index is below the array's length"
    )]
    pub(crate) const fn with_range(mut self, first: usize, last: usize, in_it: bool) -> Self {
        let mut word = 0_usize;
        while word < WORDS {
            let start = word.wrapping_mul(BITS);
            let mask = from_bit(first, start) & !from_bit(last.wrapping_add(1), start);
            if in_it {
                self.0[word] |= mask;
            } else {
                self.0[word] &= !mask;
            }
            word = word.wrapping_add(1);
        }
        self
    }

    /// Whether the code is in the set.
    #[must_use]
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "an index is below 600")]
    pub const fn contains(self, code: StatusCode) -> bool {
        let index = code.index();
        self.0[index / BITS] & bit(index) != 0
    }

    /// The set with this code in it.
    #[must_use]
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "an index is below 600")]
    pub const fn with(mut self, code: StatusCode) -> Self {
        let index = code.index();
        self.0[index / BITS] |= bit(index);
        self
    }

    /// The set without this code.
    #[must_use]
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "an index is below 600")]
    pub const fn without(mut self, code: StatusCode) -> Self {
        let index = code.index();
        self.0[index / BITS] &= !bit(index);
        self
    }

    /// The number of codes in the set.
    #[must_use]
    #[inline]
    pub const fn len(self) -> usize {
        let mut count = 0_usize;
        let mut rest: &[u64] = &self.0;
        while let [word, tail @ ..] = rest {
            count = count.wrapping_add(word.count_ones() as usize);
            rest = tail;
        }
        count
    }

    /// Whether the set is empty.
    #[must_use]
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The codes of either set.
    #[must_use]
    #[inline]
    pub const fn union(self, other: Self) -> Self {
        self.complement()
            .intersection(other.complement())
            .complement()
    }

    /// The codes of both sets.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "the index is below the array's length"
    )]
    #[inline]
    pub const fn intersection(mut self, other: Self) -> Self {
        let mut word = 0_usize;
        while word < WORDS {
            self.0[word] &= other.0[word];
            word = word.wrapping_add(1);
        }
        self
    }

    /// The codes of this set that are not in the other.
    #[must_use]
    #[inline]
    pub const fn difference(self, other: Self) -> Self {
        self.intersection(other.complement())
    }

    /// The codes that are in one of the sets only.
    #[must_use]
    #[inline]
    pub const fn symmetric_difference(self, other: Self) -> Self {
        self.union(other).difference(self.intersection(other))
    }

    /// The codes that are not in the set.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "the index is below the array's length"
    )]
    #[inline]
    pub const fn complement(mut self) -> Self {
        let mut word = 0_usize;
        while word < WORDS {
            let start = word.wrapping_mul(BITS);
            self.0[word] = !self.0[word] & !from_bit(ALL.len(), start);
            word = word.wrapping_add(1);
        }
        self
    }
}

set!(StatusCodeSet of StatusCode, StatusCodes);
set_of_any!(StatusCodeSet of StatusCode);

/// The bit of an index in its word.
const fn bit(index: usize) -> u64 {
    1_u64 << (index % BITS)
}

/// The bits of the word at `start` from index `from` on.
const fn from_bit(from: usize, start: usize) -> u64 {
    if from <= start {
        u64::MAX
    } else if from.wrapping_sub(start) < BITS {
        u64::MAX << from.wrapping_sub(start)
    } else {
        0
    }
}

/// The codes of a [`StatusCodeSet`], in order.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct StatusCodes {
    rest: StatusCodeSet,
}

impl Iterator for StatusCodes {
    type Item = StatusCode;

    #[inline]
    fn next(&mut self) -> Option<StatusCode> {
        let words = self.rest.0.iter().enumerate();
        let (place, word) = words.into_iter().find(|(_, word)| **word != 0)?;
        let index = place
            .wrapping_mul(BITS)
            .wrapping_add(word.trailing_zeros() as usize);
        let code = *ALL.get(index)?;
        self.rest = self.rest.without(code);
        Some(code)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.rest.len(), Some(self.rest.len()))
    }
}

impl DoubleEndedIterator for StatusCodes {
    #[inline]
    fn next_back(&mut self) -> Option<StatusCode> {
        let words = self.rest.0.iter().enumerate();
        let (place, word) = words.rev().find(|(_, word)| **word != 0)?;
        let index = place.wrapping_mul(BITS).wrapping_add(word.ilog2() as usize);
        let code = *ALL.get(index)?;
        self.rest = self.rest.without(code);
        Some(code)
    }
}

impl ExactSizeIterator for StatusCodes {}
impl FusedIterator for StatusCodes {}

impl From<StatusClass> for StatusCodeSet {
    #[inline]
    fn from(class: StatusClass) -> Self {
        Self::of_class(class)
    }
}

impl Not for StatusCodeSet {
    type Output = Self;

    #[inline]
    fn not(self) -> Self {
        self.complement()
    }
}

/// Writes the pattern, in quotes.
impl fmt::Debug for StatusCodeSet {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StatusCodeSet(\"{self}\")")
    }
}

/// Makes a [`StatusCodeSet`] from a pattern at compile time; a wrong pattern does
/// not compile.
///
/// ```
/// use sip_status::{StatusCode, StatusCodeSet, status_codes};
///
/// const RECURSE: StatusCodeSet = status_codes!("3xx, !305, !380");
/// assert!(RECURSE.contains(StatusCode::MovedTemporarily));
/// ```
///
/// ```compile_fail
/// let wrong = sip_status::status_codes!("700");
/// ```
#[macro_export]
macro_rules! status_codes {
    ($pattern:expr) => {
        const {
            match $crate::StatusCodeSet::from_pattern($pattern) {
                ::core::result::Result::Ok(set) => set,
                ::core::result::Result::Err(_) => {
                    ::core::panic!(
                        "not a pattern of status codes, such as `408, 480-487, 5xx, !503`"
                    )
                }
            }
        }
    };
}
