//! Causes as numbers.

use core::fmt;

use serde::de::{self, Deserialize, Deserializer, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::q850::Cause;

impl Serialize for Cause {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.as_u8())
    }
}

impl<'de> Deserialize<'de> for Cause {
    /// Takes a number, or a string of digits.
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CauseVisitor;

        impl Visitor<'_> for CauseVisitor {
            type Value = Cause;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a cause of 0 to 127")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Cause, E> {
                let cause = Cause::try_from(number).ok();
                cause.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Cause, E> {
                // The range is looked at before the number is made smaller.
                let small = u8::try_from(number).ok();
                let cause = small.and_then(Cause::from_u8);
                cause.ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Cause, E> {
                text.parse().map_err(E::custom)
            }
        }

        if deserializer.is_human_readable() {
            deserializer.deserialize_any(CauseVisitor)
        } else {
            deserializer.deserialize_u8(CauseVisitor)
        }
    }
}
