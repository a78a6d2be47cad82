//! What the enums with a word for each variant have in common.

use core::fmt;
use core::str::FromStr;

use crate::class::StatusClass;
use crate::error::UnknownWord;
use crate::line::Deviation;
#[allow(clippy::wildcard_imports, reason = "every enum of the tables")]
use crate::table::*;

/// What follows from `as_str` and `FromStr`.
macro_rules! texts {
    ($($name:ident)*) => {$(
        /// Writes the word, with width and fill.
        impl fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl From<$name> for &'static str {
            #[inline]
            fn from(value: $name) -> Self {
                value.as_str()
            }
        }

        impl TryFrom<&str> for $name {
            type Error = UnknownWord;

            #[inline]
            fn try_from(text: &str) -> Result<Self, UnknownWord> {
                text.parse()
            }
        }
    )*};
}

/// `FromStr`, for the enums whose words are all there is to read.
macro_rules! words {
    ($($name:ident)*) => {$(
        /// Reads the word, without regard to ASCII case.
        impl FromStr for $name {
            type Err = UnknownWord;

            #[inline]
            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                find(Self::ALL, text).ok_or(UnknownWord(stringify!($name)))
            }
        }
    )*};
}

word_enums!(texts);
texts! { DelayMetric Deviation HeaderName Metric StatusClass }

word_enums!(words);
words! { DelayMetric Deviation Metric }

/// The variant with this word.
fn find<T: Copy + AsRef<str>>(all: &[T], word: &str) -> Option<T> {
    let is_it = |one: &T| one.as_ref().eq_ignore_ascii_case(word);
    all.iter().copied().find(is_it)
}

/// `a == b`, in a constant.
pub(crate) const fn same(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([x, of_a @ ..], [y, of_b @ ..]) = (a, b) {
        if *x != *y {
            return false;
        }
        (a, b) = (of_a, of_b);
    }
    a.is_empty() && b.is_empty()
}
