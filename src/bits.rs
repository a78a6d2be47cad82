//! Sets: a bit for each member, of one number in the small ones.

/// The methods and traits of a set whose only field is its bits. It has a
/// `const fn bit(item) -> bits`, 0 for what cannot be in it, and a
/// `fn at(index) -> Option<item>`, the other way round.
macro_rules! bit_set {
    ($set:ident of $item:ty, $iter:ident) => {
        impl $set {
            /// The empty set.
            pub const EMPTY: Self = Self(0);

            /// Whether the item is in the set.
            #[must_use]
            #[inline]
            pub const fn contains(self, item: $item) -> bool {
                self.0 & Self::bit(item) != 0
            }

            /// Whether the set is empty.
            #[must_use]
            #[inline]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// The number of items in the set.
            #[must_use]
            #[inline]
            pub const fn len(self) -> usize {
                self.0.count_ones() as usize
            }

            /// The items of either set.
            #[must_use]
            #[inline]
            pub const fn union(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// The items of both sets.
            #[must_use]
            #[inline]
            pub const fn intersection(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }

            /// The items of this set that are not in the other.
            #[must_use]
            #[inline]
            pub const fn difference(self, other: Self) -> Self {
                Self(self.0 & !other.0)
            }

            /// The items that are in one of the sets only.
            #[must_use]
            #[inline]
            pub const fn symmetric_difference(self, other: Self) -> Self {
                Self(self.0 ^ other.0)
            }
        }

        impl Default for $set {
            #[inline]
            fn default() -> Self {
                Self::EMPTY
            }
        }

        /// Writes the items, separated by commas, with width and fill.
        impl core::fmt::Display for $set {
            #[inline]
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                $crate::write::pad_list(f, ", ", || self.iter())
            }
        }

        impl core::fmt::Debug for $set {
            #[inline]
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_set().entries(self.iter()).finish()
            }
        }

        #[doc = concat!("The items of a [`", stringify!($set), "`], in order.")]
        #[derive(Clone, Debug)]
        #[must_use = "iterators are lazy and do nothing unless consumed"]
        pub struct $iter {
            rest: $set,
        }

        impl Iterator for $iter {
            type Item = $item;

            #[inline]
            fn next(&mut self) -> Option<$item> {
                let index = self.rest.0.trailing_zeros();
                self.rest.0 &= self.rest.0.wrapping_sub(1);
                $set::at(index)
            }

            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.rest.len(), Some(self.rest.len()))
            }
        }

        impl DoubleEndedIterator for $iter {
            #[inline]
            fn next_back(&mut self) -> Option<$item> {
                let item = $set::at(self.rest.0.checked_ilog2()?)?;
                self.rest.0 &= !$set::bit(item);
                Some(item)
            }
        }

        impl ExactSizeIterator for $iter {}
        impl core::iter::FusedIterator for $iter {}

        $crate::bits::set!($set of $item, $iter);
    };
}

/// What makes such a set, of items each of which has a bit.
macro_rules! bit_set_of_any {
    ($set:ident of $item:ty) => {
        impl $set {
            /// The set with this item in it.
            #[must_use]
            #[inline]
            pub const fn with(self, item: $item) -> Self {
                Self(self.0 | Self::bit(item))
            }

            /// The set without this item.
            #[must_use]
            #[inline]
            pub const fn without(self, item: $item) -> Self {
                Self(self.0 & !Self::bit(item))
            }
        }

        $crate::bits::set_of_any!($set of $item);
    };
}

/// What every set has, a small one or not: what follows from `is_empty`, `union`,
/// `intersection`, `difference` and `symmetric_difference`, and from the iterator,
/// whose only field is the `rest`.
macro_rules! set {
    ($set:ident of $item:ty, $iter:ident) => {
        impl $set {
            /// Whether the other set has every item of this one.
            #[must_use]
            #[inline]
            pub const fn is_subset(self, other: Self) -> bool {
                self.difference(other).is_empty()
            }

            /// Whether this set has every item of the other.
            #[must_use]
            #[inline]
            pub const fn is_superset(self, other: Self) -> bool {
                other.is_subset(self)
            }

            /// Whether the sets have no item in common.
            #[must_use]
            #[inline]
            pub const fn is_disjoint(self, other: Self) -> bool {
                self.intersection(other).is_empty()
            }

            /// The items of the set, in order.
            #[inline]
            pub const fn iter(self) -> $iter {
                $iter { rest: self }
            }
        }

        impl IntoIterator for $set {
            type Item = $item;
            type IntoIter = $iter;

            #[inline]
            fn into_iter(self) -> $iter {
                self.iter()
            }
        }

        $crate::bits::operators! { $set:
            BitAnd bitand BitAndAssign bitand_assign intersection,
            BitOr bitor BitOrAssign bitor_assign union,
            BitXor bitxor BitXorAssign bitxor_assign symmetric_difference,
            Sub sub SubAssign sub_assign difference,
        }
    };
}

/// The operators of a set, each with its assignment, from its methods.
macro_rules! operators {
    ($set:ident: $($plain:ident $of_two:ident $assign:ident $in_place:ident $method:ident,)*) => {$(
        impl core::ops::$plain for $set {
            type Output = Self;

            #[inline]
            fn $of_two(self, other: Self) -> Self {
                self.$method(other)
            }
        }

        impl core::ops::$assign for $set {
            #[inline]
            fn $in_place(&mut self, other: Self) {
                *self = self.$method(other);
            }
        }
    )*};
}

/// What follows from `with` and `without`.
macro_rules! set_of_any {
    ($set:ident of $item:ty) => {
        impl $set {
            /// The set of these items.
            #[must_use]
            #[inline]
            pub const fn of(items: &[$item]) -> Self {
                let mut set = Self::EMPTY;
                let mut rest = items;
                while let [item, tail @ ..] = rest {
                    set = set.with(*item);
                    rest = tail;
                }
                set
            }

            /// Adds an item; `true` if it was not in the set.
            #[inline]
            pub const fn insert(&mut self, item: $item) -> bool {
                let new = !self.contains(item);
                *self = self.with(item);
                new
            }

            /// Removes an item; `true` if it was in the set.
            #[inline]
            pub const fn remove(&mut self, item: $item) -> bool {
                let there = self.contains(item);
                *self = self.without(item);
                there
            }
        }

        impl From<$item> for $set {
            #[inline]
            fn from(item: $item) -> Self {
                Self::EMPTY.with(item)
            }
        }

        impl FromIterator<$item> for $set {
            #[inline]
            fn from_iter<I: IntoIterator<Item = $item>>(items: I) -> Self {
                items.into_iter().fold(Self::EMPTY, Self::with)
            }
        }

        impl Extend<$item> for $set {
            #[inline]
            fn extend<I: IntoIterator<Item = $item>>(&mut self, items: I) {
                *self = items.into_iter().fold(*self, Self::with);
            }
        }
    };
}

pub(crate) use {bit_set, bit_set_of_any, operators, set, set_of_any};
