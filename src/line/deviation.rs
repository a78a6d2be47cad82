//! How a line that was accepted departs from the grammar.

use super::octets::Octet;
use super::parse::{Rules, pieces};
use super::{Parsed, octets};
use crate::bits::{bit_set, bit_set_of_any};

/// One way in which an accepted line departs from
/// [RFC 3261 §25.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-25.1).
///
/// ```
/// use sip_status::Deviation;
///
/// assert_eq!(Deviation::BareLf.as_str(), "bare-lf");
/// assert_eq!(Deviation::BareLf.summary(), "a line feed without carriage return");
/// assert_eq!("bare-lf".parse(), Ok(Deviation::BareLf));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Deviation {
    /// More than one SP, or an HTAB, before the code.
    BlanksBeforeCode,
    /// An HTAB in place of the SP after the code.
    TabAfterCode,
    /// Neither SP nor phrase after the code: `SIP/2.0 480`.
    NoSpaceAfterCode,
    /// A phrase right after the code: `SIP/2.0 200OK`.
    NoSpaceBeforePhrase,
    /// An octet that has to be escaped in a phrase, such as `[`, `<` or `"`.
    UnescapedOctet,
    /// A `%` without two hexadecimal digits after it.
    BarePercent,
    /// A control character in the phrase, other than HTAB.
    ControlCharacter,
    /// Octets of the phrase above 0x7F that do not fit the grammar's UTF-8, which
    /// [`parse_strict`](crate::StatusLine::parse_strict) describes.
    MalformedUtf8,
    /// LF without CR at the end of the line.
    BareLf,
    /// The input ends without a line end, as a sipfrag may.
    NoLineEnd,
}

impl Deviation {
    /// Every deviation, in order.
    pub const ALL: &'static [Self] = &[
        Self::BlanksBeforeCode,
        Self::TabAfterCode,
        Self::NoSpaceAfterCode,
        Self::NoSpaceBeforePhrase,
        Self::UnescapedOctet,
        Self::BarePercent,
        Self::ControlCharacter,
        Self::MalformedUtf8,
        Self::BareLf,
        Self::NoLineEnd,
    ];

    /// The word of the deviation, as in `Display` and in serialised form.
    #[must_use]
    #[inline]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BlanksBeforeCode => "blanks-before-code",
            Self::TabAfterCode => "tab-after-code",
            Self::NoSpaceAfterCode => "no-space-after-code",
            Self::NoSpaceBeforePhrase => "no-space-before-phrase",
            Self::UnescapedOctet => "unescaped-octet",
            Self::BarePercent => "bare-percent",
            Self::ControlCharacter => "control-character",
            Self::MalformedUtf8 => "malformed-utf-8",
            Self::BareLf => "bare-lf",
            Self::NoLineEnd => "no-line-end",
        }
    }

    /// What it is, in a few words.
    #[must_use]
    #[inline]
    pub const fn summary(self) -> &'static str {
        match self {
            Self::BlanksBeforeCode => "blanks other than one space before the code",
            Self::TabAfterCode => "a tab after the code",
            Self::NoSpaceAfterCode => "no space after the code",
            Self::NoSpaceBeforePhrase => "no space before the phrase",
            Self::UnescapedOctet => "an unescaped octet in the phrase",
            Self::BarePercent => "a bare percent sign in the phrase",
            Self::ControlCharacter => "a control character in the phrase",
            Self::MalformedUtf8 => "malformed UTF-8 in the phrase",
            Self::BareLf => "a line feed without carriage return",
            Self::NoLineEnd => "no end of the line",
        }
    }
}

/// A set of [`Deviation`]s, such as those of a line.
///
/// ```
/// use sip_status::{Deviation, DeviationSet, Progress, StatusLine};
///
/// // What this program puts up with.
/// const USUAL: DeviationSet =
///     DeviationSet::of(&[Deviation::UnescapedOctet, Deviation::BareLf]);
///
/// let Progress::Complete(parsed) = StatusLine::parse(b"SIP/2.0 200OK\n")? else { panic!() };
/// let found = parsed.deviations();
/// assert_eq!(found.to_string(), "no-space-before-phrase, bare-lf");
/// assert!(!found.is_subset(USUAL));
/// for deviation in found - USUAL {
///     assert_eq!(deviation.summary(), "no space before the phrase");
/// }
/// # Ok::<(), sip_status::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DeviationSet(u16);

bit_set!(DeviationSet of Deviation, Deviations);
bit_set_of_any!(DeviationSet of Deviation);

// A bit for each.
const _: () = assert!(Deviation::ALL.len() <= u16::BITS as usize);

impl DeviationSet {
    /// Every deviation.
    pub const ALL: Self = Self::of(Deviation::ALL);

    const fn bit(deviation: Deviation) -> u16 {
        1_u16.wrapping_shl(deviation as u32)
    }

    fn at(index: u32) -> Option<Deviation> {
        Deviation::ALL.get(index as usize).copied()
    }
}

impl Parsed<'_> {
    /// How the line departs from the grammar of RFC 3261 §25.1; empty where
    /// [`parse_strict`](crate::StatusLine::parse_strict) accepts it, too.
    ///
    /// This call looks at the line again, so that reading a line costs nothing for it.
    #[must_use]
    #[inline]
    pub fn deviations(self) -> DeviationSet {
        let mut found = DeviationSet::EMPTY;
        let content = match self.raw() {
            [content @ .., b'\r', b'\n'] => content,
            [content @ .., b'\n'] => {
                found.insert(Deviation::BareLf);
                content
            }
            content => {
                found.insert(Deviation::NoLineEnd);
                content
            }
        };
        if let Ok(pieces) = pieces(content, Rules::Tolerant) {
            if content.get(pieces.version_len..pieces.code_at) != Some(b" ") {
                found.insert(Deviation::BlanksBeforeCode);
            }
            let behind = match content.get(pieces.code_at.saturating_add(3)) {
                Some(b' ') => DeviationSet::EMPTY,
                Some(b'\t') => Deviation::TabAfterCode.into(),
                Some(_) => Deviation::NoSpaceBeforePhrase.into(),
                None => Deviation::NoSpaceAfterCode.into(),
            };
            found |= behind;
        }
        let mut rest = self.phrase().as_bytes();
        while let Some((octet, behind)) = first_illegal(rest) {
            found.insert(match Octet::of(octet) {
                Octet::Percent => Deviation::BarePercent,
                Octet::Lead(_) => Deviation::MalformedUtf8,
                _ if octet >= 0x80 => Deviation::MalformedUtf8,
                _ if octet.is_ascii_control() => Deviation::ControlCharacter,
                _ => Deviation::UnescapedOctet,
            });
            rest = behind;
        }
        found
    }
}

/// The first octet that the grammar does not allow, and what is behind it.
fn first_illegal(phrase: &[u8]) -> Option<(u8, &[u8])> {
    let at = octets::find_illegal(phrase)?;
    let (octet, behind) = phrase.get(at..)?.split_first()?;
    Some((*octet, behind))
}
