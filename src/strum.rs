//! The traits of `strum`, for the enums. Written by hand: a derive would expand
//! `StatusCode` for each of its 600 variants.

use core::iter::Copied;
use core::slice::Iter;

use strum::{EnumCount, IntoEnumIterator, VariantArray, VariantNames};

use crate::class::StatusClass;
use crate::line::Deviation;
#[allow(clippy::wildcard_imports, reason = "every enum of the tables")]
use crate::table::*;

macro_rules! enums {
    ($($name:ident)*) => {$(
        impl IntoEnumIterator for $name {
            type Iterator = Copied<Iter<'static, Self>>;

            #[inline]
            fn iter() -> Self::Iterator {
                Self::ALL.iter().copied()
            }
        }

        impl EnumCount for $name {
            const COUNT: usize = Self::ALL.len();
        }

        impl VariantArray for $name {
            const VARIANTS: &'static [Self] = Self::ALL;
        }
    )*};
}

macro_rules! names {
    ($($name:ident)*) => {$(
        /// The words, or the digits of a [`StatusCode`]: not the names in Rust.
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
        impl VariantNames for $name {
            const VARIANTS: &'static [&'static str] = &{
                let mut words = [""; Self::ALL.len()];
                let mut next = 0;
                while next < words.len() {
                    words[next] = Self::ALL[next].as_str();
                    next += 1_usize;
                }
                words
            };
        }
    )*};
}

word_enums!(enums);
enums! { DelayMetric Deviation HeaderName Method Metric StatusClass StatusCode }

// The digits of a code, and the words of the others.
word_enums!(names);
names! { DelayMetric Deviation HeaderName Method Metric StatusClass StatusCode }
