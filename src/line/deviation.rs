//! How a line that was accepted departs from the grammar.

use core::fmt;

use super::octets::Octet;
use super::parse::{Rules, pieces};
use super::{Parsed, octets};

/// One way in which an accepted line departs from RFC 3261 §25.1.
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
    /// A `%` without two hexadecimal digits behind it.
    BarePercent,
    /// A control character in the phrase, other than HTAB.
    ControlCharacter,
    /// Octets of the phrase that are not even the grammar's wide idea of UTF-8.
    MalformedUtf8,
    /// LF alone at the end of the line.
    BareLf,
    /// No end of the line, where the input ends: a sipfrag may do without.
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

    /// What it is, in a few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BlanksBeforeCode => "several blanks before the code",
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

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The deviations of a line.
///
/// ```
/// use sip_status::{Deviation, Progress, StatusLine};
///
/// let Progress::Complete(parsed) = StatusLine::parse(b"SIP/2.0 200OK\n")? else { panic!() };
/// let found: Vec<_> = parsed.deviations().iter().collect();
/// assert_eq!(found, [Deviation::NoSpaceBeforePhrase, Deviation::BareLf]);
/// # Ok::<(), sip_status::ParseError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Deviations(u16);

impl Deviations {
    /// Whether the line is as the grammar wants it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the line has this deviation.
    #[must_use]
    pub const fn contains(self, deviation: Deviation) -> bool {
        self.0 & Self::bit(deviation) != 0
    }

    /// The deviations, in the order of [`Deviation::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Deviation> {
        let all = Deviation::ALL.iter().copied();
        all.filter(move |deviation| self.contains(*deviation))
    }

    const fn bit(deviation: Deviation) -> u16 {
        1_u16.wrapping_shl(deviation as u32)
    }

    fn add(&mut self, deviation: Deviation) {
        self.0 |= Self::bit(deviation);
    }
}

impl fmt::Debug for Deviations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl Parsed<'_> {
    /// How the line departs from the grammar of RFC 3261 §25.1; nothing where
    /// [`parse_strict`](crate::StatusLine::parse_strict) accepts it, too.
    ///
    /// Found when it is asked for: a reader that does not ask does not pay.
    #[must_use]
    pub fn deviations(self) -> Deviations {
        let mut found = Deviations::default();
        let content = match self.raw() {
            [content @ .., b'\r', b'\n'] => content,
            [content @ .., b'\n'] => {
                found.add(Deviation::BareLf);
                content
            }
            content => {
                found.add(Deviation::NoLineEnd);
                content
            }
        };
        if let Ok(pieces) = pieces(content, Rules::Tolerant) {
            if content.get(pieces.version_len..pieces.code_at) != Some(b" ") {
                found.add(Deviation::BlanksBeforeCode);
            }
            match content.get(pieces.code_at.saturating_add(3)) {
                Some(b' ') => {}
                Some(b'\t') => found.add(Deviation::TabAfterCode),
                Some(_) => found.add(Deviation::NoSpaceBeforePhrase),
                None => found.add(Deviation::NoSpaceAfterCode),
            }
        }
        let mut rest = self.phrase().as_bytes();
        while let Some((octet, behind)) = first_illegal(rest) {
            found.add(match Octet::of(octet) {
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
