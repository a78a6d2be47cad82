//! Header field values: strings.

use serde::de::{self, Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::line::Lent;
use crate::reason::Reason;
use crate::retry::RetryAfter;

macro_rules! values {
    ($($name:ident)*) => {$(
        /// The value as text, with U+FFFD for what is not UTF-8.
        impl Serialize for $name<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        /// Borrows from the input, as nothing is allocated: a string with escapes,
        /// such as one for a quotation mark, cannot be read.
        impl<'de: 'a, 'a> Deserialize<'de> for $name<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let Lent(value) = Lent::deserialize(deserializer)?;
                Self::parse(value).map_err(de::Error::custom)
            }
        }
    )*};
}

values! { Reason RetryAfter }
