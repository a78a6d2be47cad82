//! Header field values: Retry-After is a string, and Reason a map.

use core::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::line::{Lent, once};
use crate::field::FieldText;
use crate::reason::{Reason, ReasonProtocol};
use crate::retry::RetryAfter;
use crate::table::CauseLocation;
use crate::write;

/// The value as text, with U+FFFD for what is not UTF-8.
impl Serialize for RetryAfter<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Borrows from the input, as nothing is allocated: a string with escapes, such as
/// one for a quotation mark, cannot be read.
impl<'de: 'a, 'a> Deserialize<'de> for RetryAfter<'a> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Lent(value) = Lent::deserialize(deserializer)?;
        Self::parse(value).map_err(de::Error::custom)
    }
}

/// The text as `Display` writes it: without quotation marks and quoted pairs.
impl Serialize for FieldText<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for ReasonProtocol<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The other parameters, as they are written: `;a;b=c`.
struct Others<'a>(Reason<'a>);

impl fmt::Display for Others<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write::display(f, |out| self.0.parameters().try_for_each(|p| p.write(out)))
    }
}

impl Serialize for Others<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A map of `protocol`, `cause`, `text`, `location` and `parameters`, and not a
/// string: the quotation marks of the value would be escaped in a string, and could
/// not be borrowed again.
impl Serialize for Reason<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let others = self.parameters().next().is_some();
        let mut map = serializer.serialize_struct("Reason", 5)?;
        map.serialize_field("protocol", &self.protocol())?;
        map.serialize_field("cause", &self.cause())?;
        map.serialize_field("text", &self.text())?;
        map.serialize_field("location", &self.location())?;
        map.serialize_field("parameters", &others.then_some(Others(*self)))?;
        map.end()
    }
}

/// Borrows text from the input, as nothing is allocated: a string with escapes
/// cannot be read. All keys but `protocol` may be left out.
impl<'de: 'a, 'a> Deserialize<'de> for Reason<'a> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = &["protocol", "cause", "text", "location", "parameters"];
        deserializer.deserialize_struct("Reason", fields, ReasonVisitor)
    }
}

struct ReasonVisitor;

impl<'de> Visitor<'de> for ReasonVisitor {
    type Value = Reason<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of protocol, cause, text, location and parameters")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Reason<'de>, A::Error> {
        let (mut protocol, mut cause, mut text) = (None, None, None);
        let (mut location, mut parameters) = (None, None);
        while let Some(Lent(key)) = map.next_key()? {
            match key {
                b"protocol" => once(&mut protocol, map.next_value()?, "protocol")?,
                b"cause" => once(&mut cause, map.next_value()?, "cause")?,
                b"text" => once(&mut text, map.next_value()?, "text")?,
                b"location" => once(&mut location, map.next_value()?, "location")?,
                b"parameters" => once(&mut parameters, map.next_value()?, "parameters")?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let protocol = protocol.ok_or_else(|| de::Error::missing_field("protocol"))?;
        // `None` inside is null.
        let parts = Parts {
            cause: cause.flatten(),
            text: text.flatten(),
            location: location.flatten(),
            parameters: parameters.flatten(),
        };
        parts.of(protocol)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Reason<'de>, A::Error> {
        let missing = |place| de::Error::invalid_length(place, &self);
        let protocol = seq.next_element()?.ok_or_else(|| missing(0))?;
        let parts = Parts {
            cause: seq.next_element()?.ok_or_else(|| missing(1))?,
            text: seq.next_element()?.ok_or_else(|| missing(2))?,
            location: seq.next_element()?.ok_or_else(|| missing(3))?,
            parameters: seq.next_element()?.ok_or_else(|| missing(4))?,
        };
        parts.of(protocol)
    }
}

/// All but the protocol.
struct Parts<'a> {
    cause: Option<u16>,
    text: Option<Lent<'a>>,
    location: Option<CauseLocation>,
    parameters: Option<Lent<'a>>,
}

impl<'a> Parts<'a> {
    fn of<E: de::Error>(self, protocol: Lent<'a>) -> Result<Reason<'a>, E> {
        let protocol = ReasonProtocol::try_from(text_of(protocol)?).map_err(E::custom)?;
        let mut reason = Reason::new(protocol);
        if let Some(Lent(octets)) = self.parameters {
            reason = reason.with_parameters(octets).map_err(E::custom)?;
        }
        if let Some(text) = self.text {
            reason = reason.with_text(text_of(text)?).map_err(E::custom)?;
        }
        if let Some(cause) = self.cause {
            reason = reason.with_cause(cause);
        }
        Ok(reason.with_location(self.location))
    }
}

fn text_of<E: de::Error>(Lent(octets): Lent<'_>) -> Result<&str, E> {
    core::str::from_utf8(octets).map_err(E::custom)
}
