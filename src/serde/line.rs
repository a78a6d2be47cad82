//! Status lines: maps of `version`, `code` and `phrase`.

use core::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::line::{Deviation, Deviations, ReasonPhrase, SipVersion, StatusLine};
use crate::table::StatusCode;

impl Serialize for SipVersion<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A string where it is UTF-8, and bytes where it is not.
impl Serialize for ReasonPhrase<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.to_str() {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => serializer.serialize_bytes(self.as_bytes()),
        }
    }
}

impl Serialize for StatusLine<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("StatusLine", 3)?;
        map.serialize_field("version", &self.version())?;
        map.serialize_field("code", &self.code())?;
        map.serialize_field("phrase", &self.phrase())?;
        map.end()
    }
}

impl Serialize for Deviation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Serialize for Deviations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// Text or octets that the input lends.
struct Lent<'a>(&'a [u8]);

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
/// with escapes cannot be read. `version` and `phrase` may be left out; a phrase
/// has to fit the grammar of one that is written.
impl<'de: 'a, 'a> Deserialize<'de> for StatusLine<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
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
                        b"version" => version = Some(map.next_value::<Lent<'de>>()?),
                        b"code" => code = Some(map.next_value::<StatusCode>()?),
                        b"phrase" => phrase = Some(map.next_value::<Lent<'de>>()?),
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                let code = code.ok_or_else(|| de::Error::missing_field("code"))?;
                let line = match phrase {
                    Some(Lent(phrase)) => {
                        StatusLine::with_phrase(code, phrase).map_err(de::Error::custom)?
                    }
                    None => StatusLine::new(code),
                };
                let Some(Lent(version)) = version else {
                    return Ok(line);
                };
                line.with_version(version).ok_or_else(|| {
                    de::Error::invalid_value(
                        Unexpected::Bytes(version),
                        &"a version such as SIP/2.0",
                    )
                })
            }
        }

        deserializer.deserialize_map(LineVisitor)
    }
}
