//! Causes as numbers.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::NumberVisitor;
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
        let visitor = NumberVisitor {
            expected: "a cause of 0 to 127",
            of_number: Self::from_u16,
        };
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(visitor)
        } else {
            deserializer.deserialize_u8(visitor)
        }
    }
}
