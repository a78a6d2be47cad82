//! `Serialize` and `Deserialize`, written by hand: a derive would cost every
//! user of the feature its build time.

mod field;
mod line;
mod q850;

use core::fmt;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Unexpected, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use crate::class::StatusClass;
use crate::dialog::DialogRule;
use crate::header::HeaderObligation;
use crate::line::{Deviation, DeviationSet};
use crate::method::MethodSet;
use crate::outcome::Outcome;
use crate::phrase::{PhraseKind, PhraseOrigin, PhraseVariant};
use crate::record::Record;
use crate::retry::{Retry, RetryChange};
use crate::send::Refusal;
use crate::set::StatusCodeSet;
use crate::source::Source;
#[allow(clippy::wildcard_imports, reason = "every enum of the tables")]
use crate::table::*;

// --- status codes and outcomes: numbers -------------------------------------------

/// A number.
impl Serialize for StatusCode {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.as_u16())
    }
}

impl<'de> Deserialize<'de> for StatusCode {
    /// Takes a number, or a string of three digits.
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = NumberVisitor {
            expected: "a status code of 100 to 699",
            of_number: Self::from_u16,
        };
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(visitor)
        } else {
            deserializer.deserialize_u16(visitor)
        }
    }
}

/// The number of a response, or the word for a failure without one; always text in
/// formats that are not human-readable.
impl Serialize for Outcome {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Response(code) if serializer.is_human_readable() => code.serialize(serializer),
            _ => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for Outcome {
    /// Takes a number, or a string of three digits, or a word.
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = NumberVisitor {
            expected: "a status code of 100 to 699, or a word for an Outcome",
            of_number: |number| StatusCode::from_u16(number).map(Self::Response),
        };
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(visitor)
        } else {
            deserializer.deserialize_str(visitor)
        }
    }
}

/// Takes what is written as a number, or as text.
struct NumberVisitor<T> {
    expected: &'static str,
    of_number: fn(u16) -> Option<T>,
}

impl<T> Visitor<'_> for NumberVisitor<T>
where
    T: for<'a> TryFrom<&'a [u8], Error: fmt::Display>,
{
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<T, E> {
        // The range is looked at before the number is made smaller.
        let small = u16::try_from(number).ok();
        let value = small.and_then(self.of_number);
        value.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<T, E> {
        let small = u16::try_from(number).ok();
        let value = small.and_then(self.of_number);
        value.ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        self.visit_bytes(text.as_bytes())
    }

    fn visit_bytes<E: de::Error>(self, text: &[u8]) -> Result<T, E> {
        T::try_from(text).map_err(E::custom)
    }
}

// --- enums: words ----------------------------------------------------------------

macro_rules! words {
    ($($name:ident)*) => {$(
        impl Serialize for $name {
            #[inline]
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct WordVisitor;

                impl Visitor<'_> for WordVisitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(concat!("a word for ", stringify!($name)))
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        let word = text.parse::<$name>();
                        word.map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
                    }
                }

                deserializer.deserialize_str(WordVisitor)
            }
        }
    )*};
}

word_enums!(words);
words! { DelayMetric Deviation HeaderName Method Metric StatusClass }

// --- sets of what has words: arrays of them ----------------------------------------

macro_rules! sets {
    ($($name:ident, $expected:literal;)*) => {$(
        impl Serialize for $name {
            #[inline]
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self.iter())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct SetVisitor;

                impl<'de> Visitor<'de> for SetVisitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_seq<A: SeqAccess<'de>>(self, mut words: A) -> Result<$name, A::Error> {
                        let mut set = $name::EMPTY;
                        while let Some(word) = words.next_element()? {
                            set.insert(word);
                        }
                        Ok(set)
                    }
                }

                deserializer.deserialize_seq(SetVisitor)
            }
        }
    )*};
}

sets! {
    DeviationSet, "an array of deviations";
    MethodSet, "an array of methods";
}

// --- sets of codes: their pattern --------------------------------------------------

/// The pattern, as a string.
impl Serialize for StatusCodeSet {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for StatusCodeSet {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PatternVisitor;

        impl Visitor<'_> for PatternVisitor {
            type Value = StatusCodeSet;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a pattern of status codes")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<StatusCodeSet, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(PatternVisitor)
    }
}

// --- rows: maps ------------------------------------------------------------------

/// The methods of a rule; `None` where it holds for all that are answered.
fn limited(methods: MethodSet) -> Option<MethodSet> {
    (!methods.covers_answered()).then_some(methods)
}

impl Serialize for Source {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Source", 2)?;
        map.serialize_field("rfc", &self.rfc())?;
        map.serialize_field("section", self.section())?;
        map.end()
    }
}

/// A string, as `Display` writes it.
impl Serialize for PhraseOrigin {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for PhraseVariant {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("PhraseVariant", 2)?;
        map.serialize_field("phrase", self.phrase())?;
        map.serialize_field("origin", &self.origin())?;
        map.end()
    }
}

/// `canonical`, `empty`, `own-words`, or a map from `variant` to its origin.
impl Serialize for PhraseKind {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Canonical => serializer.serialize_str("canonical"),
            Self::Empty => serializer.serialize_str("empty"),
            Self::OwnWords => serializer.serialize_str("own-words"),
            Self::Variant(origin) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("variant", origin)?;
                map.end()
            }
        }
    }
}

impl Serialize for HeaderObligation {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("HeaderObligation", 7)?;
        map.serialize_field("field", &self.field())?;
        map.serialize_field("level", &self.level())?;
        map.serialize_field("condition", &self.condition())?;
        map.serialize_field("methods", &limited(self.methods()))?;
        map.serialize_field("group", &self.group())?;
        map.serialize_field("rfc", &self.source().rfc())?;
        map.serialize_field("section", self.source().section())?;
        map.end()
    }
}

impl Serialize for RetryChange {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("RetryChange", 6)?;
        map.serialize_field("remedy", &self.remedy())?;
        map.serialize_field("fields", self.fields())?;
        map.serialize_field("methods", &limited(self.methods()))?;
        map.serialize_field("condition", &self.condition())?;
        map.serialize_field("rfc", &self.source().rfc())?;
        map.serialize_field("section", self.source().section())?;
        map.end()
    }
}

impl Serialize for Retry {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Retry", 7)?;
        map.serialize_field("unchanged", &self.unchanged())?;
        map.serialize_field("delay", &self.delay())?;
        map.serialize_field("delay_scope", &self.delay_scope())?;
        map.serialize_field("elsewhere", &self.elsewhere())?;
        map.serialize_field("remember", &self.remember())?;
        map.serialize_field("changes", self.changes())?;
        map.serialize_field("sources", self.sources())?;
        map.end()
    }
}

impl Serialize for DialogRule {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("DialogRule", 8)?;
        map.serialize_field("effect", &self.effect())?;
        map.serialize_field("methods", &limited(self.methods()))?;
        map.serialize_field("condition", &self.condition())?;
        map.serialize_field("reading", &self.reading())?;
        map.serialize_field("bye", &self.bye())?;
        map.serialize_field("note", &self.note())?;
        map.serialize_field("rfc", &self.source().rfc())?;
        map.serialize_field("section", self.source().section())?;
        map.end()
    }
}

impl Serialize for Refusal {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Refusal", 8)?;
        map.serialize_field("level", &self.level())?;
        map.serialize_field("reason", self.reason())?;
        map.serialize_field("condition", &self.condition())?;
        map.serialize_field("methods", &limited(self.methods()))?;
        map.serialize_field("roles", self.roles())?;
        map.serialize_field("circumstances", self.circumstances())?;
        map.serialize_field("rfc", &self.source().rfc())?;
        map.serialize_field("section", self.source().section())?;
        map.end()
    }
}

/// The refusals of a code, one after another.
struct AllRefusals(StatusCode);

impl Serialize for AllRefusals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.all_refusals())
    }
}

/// What a proxy does with a code.
struct Proxy(StatusCode);

impl Serialize for Proxy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let code = self.0;
        let mut map = serializer.serialize_struct("Proxy", 6)?;
        map.serialize_field("arrival", &arrival(code))?;
        map.serialize_field("other_methods", &other_methods(code))?;
        map.serialize_field("late", &late(code))?;
        map.serialize_field("sent_as", &sent_as(code))?;
        map.serialize_field("collect", code.collected_challenges())?;
        map.serialize_field("sources", code.proxy_sources())?;
        map.end()
    }
}

impl Serialize for Record {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let code = self.code();
        let source = code.source();
        let mut map = serializer.serialize_struct("Record", 18)?;
        map.serialize_field("code", &code)?;
        map.serialize_field("name", &code.name())?;
        map.serialize_field("phrase", &code.canonical_phrase())?;
        map.serialize_field("class", &code.class())?;
        map.serialize_field("registration", &code.registration())?;
        map.serialize_field("rfc", &source.map(Source::rfc))?;
        map.serialize_field("section", &source.map(Source::section))?;
        map.serialize_field("changed_by", code.changed_by())?;
        map.serialize_field("summary", code.summary())?;
        map.serialize_field("details", code.details())?;
        map.serialize_field("sent_by", code.sent_by())?;
        map.serialize_field("methods", &limited(code.methods()))?;
        map.serialize_field("variants", code.phrase_variants())?;
        map.serialize_field("headers", code.headers())?;
        map.serialize_field("refusals", &AllRefusals(code))?;
        map.serialize_field("retry", code.retry())?;
        map.serialize_field("dialog", code.dialog_rules())?;
        map.serialize_field("proxy", &Proxy(code))?;
        map.end()
    }
}
