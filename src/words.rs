//! What the enums with a word for each variant have in common.

use core::fmt;
use core::str::FromStr;

use crate::error::UnknownWord;
use crate::table::{
    Arrival, CauseLocation, Circumstance, DelayMetric, DelayScope, DialogCondition, DialogEffect,
    DialogState, DialogStep, DialogUsage, Elsewhere, HeaderName, Interworking, Metric, Prohibition,
    Reading, Registration, Remedy, Remember, RequirementLevel, RetryDelay, Role, SetupResult,
    TryFirst, Unchanged,
};

/// `Display`, `AsRef` and `From` by `as_str`, and `FromStr` and `TryFrom` by the
/// function given, for the enums whose words are what they say.
macro_rules! words {
    ($($name:ident, $what:literal, $find:expr;)*) => {$(
        /// Writes the word, with width and fill.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl From<$name> for &'static str {
            fn from(value: $name) -> Self {
                value.as_str()
            }
        }

        /// Reads the word.
        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                $find(Self::ALL, text).ok_or(UnknownWord($what))
            }
        }

        impl TryFrom<&str> for $name {
            type Error = UnknownWord;

            fn try_from(text: &str) -> Result<Self, UnknownWord> {
                text.parse()
            }
        }
    )*};
}

words! {
    Arrival, "arrival", exactly;
    CauseLocation, "cause location", |_, text: &str| CauseLocation::from_bytes(text.as_bytes());
    Circumstance, "circumstance", exactly;
    DelayMetric, "delay metric", exactly;
    DelayScope, "delay scope", exactly;
    DialogCondition, "condition in a dialog", exactly;
    DialogEffect, "effect on a dialog", exactly;
    DialogState, "dialog state", exactly;
    DialogStep, "step in a dialog", exactly;
    DialogUsage, "dialog usage", exactly;
    Elsewhere, "place to retry", exactly;
    HeaderName, "header field name", |_, text: &str| HeaderName::from_bytes(text.as_bytes());
    Interworking, "interworking", exactly;
    Metric, "metric", exactly;
    Prohibition, "prohibition", exactly;
    Reading, "reading", exactly;
    Registration, "registration", exactly;
    Remedy, "remedy", exactly;
    Remember, "term of a redirection", exactly;
    RequirementLevel, "requirement level", exactly;
    RetryDelay, "retry delay", exactly;
    Role, "role", exactly;
    SetupResult, "setup result", exactly;
    TryFirst, "thing to try first", exactly;
    Unchanged, "rule for unchanged requests", exactly;
}

/// The variant with this word.
fn exactly<T: Copy + AsRef<str>>(all: &[T], word: &str) -> Option<T> {
    all.iter().copied().find(|one| one.as_ref() == word)
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
