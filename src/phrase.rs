//! Reason phrases: the known ones, and what to make of one that was received.

use core::fmt;

use crate::source::Source;
use crate::table::{CODES_BY_PHRASE, LONGEST_PHRASE, StatusCode};

/// Another spelling of a code's reason phrase.
///
/// ```
/// use sip_status::{PhraseOrigin, StatusCode};
///
/// let spellings = StatusCode::BadIdentityInfo.phrase_variants();
/// assert_eq!(spellings[0].phrase(), "Bad Identity-Info");
/// assert!(matches!(spellings[0].origin(), PhraseOrigin::Rfc(source) if source.rfc() == 4474));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PhraseVariant {
    pub(crate) phrase: &'static str,
    pub(crate) origin: PhraseOrigin,
}

impl PhraseVariant {
    /// The spelling.
    #[must_use]
    #[inline]
    pub const fn phrase(&self) -> &'static str {
        self.phrase
    }

    /// Where the spelling comes from.
    #[must_use]
    #[inline]
    pub const fn origin(&self) -> PhraseOrigin {
        self.origin
    }
}

/// Where a spelling comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PhraseOrigin {
    /// An RFC has it, perhaps an older one.
    Rfc(Source),
    /// Another document has it, such as `ATIS-1000099`.
    Document(&'static str),
    /// Deployed programs send it.
    InTheWild,
}

/// Writes `RFC 4474 §14.3`, the name of the document, or `in the wild`; with width
/// and fill.
///
/// ```
/// use sip_status::StatusCode;
///
/// let origin = StatusCode::BadIdentityInfo.phrase_variants()[0].origin();
/// assert_eq!(origin.to_string(), "RFC 4474 §14.3");
/// ```
impl fmt::Display for PhraseOrigin {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rfc(source) => source.fmt(f),
            Self::Document(name) => f.pad(name),
            Self::InTheWild => f.pad("in the wild"),
        }
    }
}

/// How a received reason phrase relates to the code that it came with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhraseKind {
    /// The canonical phrase, without regard to ASCII case.
    Canonical,
    /// A known other spelling, without regard to ASCII case.
    Variant(PhraseOrigin),
    /// An empty phrase, which the grammar allows.
    Empty,
    /// The sender's own words.
    OwnWords,
}

impl StatusCode {
    /// The codes that have this reason phrase, as the canonical one or as a known
    /// variant, without regard to ASCII case. The codes whose canonical phrase it is
    /// come first. The slice is empty if the phrase is unknown.
    ///
    /// A reason phrase is for people: a program acts on the number
    /// ([RFC 3261 §7.2](https://www.rfc-editor.org/rfc/rfc3261.html#section-7.2)).
    ///
    /// ```
    /// use sip_status::StatusCode;
    ///
    /// assert_eq!(StatusCode::from_phrase(b"busy here"), [StatusCode::BusyHere]);
    /// // Two codes share this one; a third was seen with it.
    /// let codes = StatusCode::from_phrase(b"Not Acceptable");
    /// assert!(codes.starts_with(&[StatusCode::NotAcceptable, StatusCode::NotAcceptableAnywhere]));
    /// assert!(StatusCode::from_phrase(b"Out to lunch").is_empty());
    /// ```
    #[must_use]
    #[inline]
    pub fn from_phrase(phrase: &[u8]) -> &'static [Self] {
        let mut buffer = [0; LONGEST_PHRASE];
        let codes = lower_case(phrase, &mut buffer).and_then(|key| CODES_BY_PHRASE.get(key));
        codes.copied().unwrap_or_default()
    }

    /// How a received reason phrase relates to this code.
    ///
    /// An unassigned code has no canonical phrase: the name of its class does not count
    /// as one.
    ///
    /// ```
    /// use sip_status::{PhraseKind, StatusCode};
    ///
    /// let code = StatusCode::BusyHere;
    /// assert_eq!(code.classify_phrase(b"Busy here"), PhraseKind::Canonical);
    /// assert_eq!(code.classify_phrase(b""), PhraseKind::Empty);
    /// assert_eq!(code.classify_phrase(b"On another call"), PhraseKind::OwnWords);
    /// ```
    #[must_use]
    #[inline]
    pub fn classify_phrase(self, phrase: &[u8]) -> PhraseKind {
        let is = |known: &str| known.as_bytes().eq_ignore_ascii_case(phrase);
        if phrase.is_empty() {
            PhraseKind::Empty
        } else if self.canonical_phrase().is_some_and(is) {
            PhraseKind::Canonical
        } else if let Some(variant) = self.phrase_variants().iter().find(|v| is(v.phrase)) {
            PhraseKind::Variant(variant.origin)
        } else {
            PhraseKind::OwnWords
        }
    }
}

/// The ASCII text in lower case, in `buffer`; `None` if it is longer than that
/// or not ASCII.
pub(crate) fn lower_case<'a>(text: &[u8], buffer: &'a mut [u8]) -> Option<&'a str> {
    let lowered = buffer.get_mut(..text.len())?;
    lowered.copy_from_slice(text);
    lowered.make_ascii_lowercase();
    core::str::from_utf8(lowered).ok()
}
