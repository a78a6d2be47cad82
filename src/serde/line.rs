//! Status lines: maps of `version`, `code` and `phrase`.

use core::fmt;

use serde::de::{
    self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::line::{ReasonPhrase, SipVersion, StatusLine};
use crate::table::StatusCode;

impl Serialize for SipVersion<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// As it is written on a line: a string if it is escaped or UTF-8, and bytes
/// otherwise.
impl Serialize for ReasonPhrase<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.to_str() {
            _ if self.is_escaped() => serializer.collect_str(self),
            Ok(text) => serializer.serialize_str(text),
            Err(_) => serializer.serialize_bytes(self.as_bytes()),
        }
    }
}

/// A map of `version`, `code` and `phrase`.
impl Serialize for StatusLine<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("StatusLine", 3)?;
        map.serialize_field("version", &self.version())?;
        map.serialize_field("code", &self.code())?;
        map.serialize_field("phrase", &self.phrase())?;
        map.end()
    }
}

/// Text or octets that the input lends.
#[derive(Clone, Copy)]
pub(super) struct Lent<'a>(pub(super) &'a [u8]);

impl<'de: 'a, 'a> Deserialize<'de> for Lent<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LentVisitor;

        impl<'de> Visitor<'de> for LentVisitor {
            type Value = Lent<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string that can be borrowed")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Lent<'de>, E> {
                Ok(Lent(text.as_bytes()))
            }

            fn visit_borrowed_bytes<E: de::Error>(self, octets: &'de [u8]) -> Result<Lent<'de>, E> {
                Ok(Lent(octets))
            }
        }

        deserializer.deserialize_str(LentVisitor)
    }
}

/// Borrows version and phrase from the input, as nothing is allocated: a string
/// with escapes cannot be read. `version` and `phrase` may be left out: they are then
/// SIP/2.0 and the code's phrase. A phrase may have any octet but CR, LF and NUL.
impl<'de: 'a, 'a> Deserialize<'de> for StatusLine<'a> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("StatusLine", &["version", "code", "phrase"], LineVisitor)
    }
}

struct LineVisitor;

impl<'de> Visitor<'de> for LineVisitor {
    type Value = StatusLine<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a status line: a map of version, code and phrase")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<StatusLine<'de>, A::Error> {
        let (mut version, mut code, mut phrase) = (None, None, None);
        while let Some(Lent(key)) = map.next_key()? {
            match key {
                b"version" => once(&mut version, map.next_value()?, "version")?,
                b"code" => once(&mut code, map.next_value()?, "code")?,
                b"phrase" => once(&mut phrase, map.next_value()?, "phrase")?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let code = code.ok_or_else(|| de::Error::missing_field("code"))?;
        line(version, code, phrase)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<StatusLine<'de>, A::Error> {
        let missing = |place| de::Error::invalid_length(place, &self);
        let version = seq.next_element()?.ok_or_else(|| missing(0))?;
        let code = seq.next_element()?.ok_or_else(|| missing(1))?;
        let phrase = seq.next_element()?.ok_or_else(|| missing(2))?;
        line(Some(version), code, Some(phrase))
    }
}

/// Keeps a value that must not be there yet.
pub(super) fn once<T, E: de::Error>(
    place: &mut Option<T>,
    value: T,
    name: &'static str,
) -> Result<(), E> {
    match place.replace(value) {
        Some(_) => Err(E::duplicate_field(name)),
        None => Ok(()),
    }
}

fn line<'a, E: de::Error>(
    version: Option<Lent<'a>>,
    code: StatusCode,
    phrase: Option<Lent<'a>>,
) -> Result<StatusLine<'a>, E> {
    let mut line = StatusLine::new(code);
    if let Some(Lent(octets)) = phrase {
        line = StatusLine::with_read_phrase(code, octets).map_err(E::custom)?;
    }
    let Some(Lent(octets)) = version else {
        return Ok(line);
    };
    line.with_version(octets)
        .ok_or_else(|| E::invalid_value(Unexpected::Bytes(octets), &"a version such as SIP/2.0"))
}
