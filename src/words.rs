//! What the enums with a word for each variant have in common.

use core::fmt;
use core::str::FromStr;

use crate::error::UnknownWord;
use crate::table::{
    DelayScope, Elsewhere, HeaderName, Registration, ReleaseLocation, Remedy, Remember,
    RequirementLevel, RetryDelay, Role, Unchanged,
};

/// `Display`, `AsRef` and `From` by `as_str`, and `FromStr` and `TryFrom` by
/// `from_word`, for the enums whose words are what they say.
macro_rules! words {
    ($($name:ident, $what:literal;)*) => {$(
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
                Self::from_word(text.as_bytes()).ok_or(UnknownWord($what))
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
    DelayScope, "delay scope";
    Elsewhere, "place to retry";
    HeaderName, "header field name";
    Registration, "registration";
    ReleaseLocation, "release location";
    Remedy, "remedy";
    Remember, "term of a redirection";
    RequirementLevel, "requirement level";
    RetryDelay, "retry delay";
    Role, "role";
    Unchanged, "rule for unchanged requests";
}
