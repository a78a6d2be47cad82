//! Where a fact stands.

use core::fmt;

use crate::write::pad;

/// The RFC and section in which a fact stands.
///
/// ```
/// use sip_status::StatusCode;
///
/// let source = StatusCode::BusyHere.source().unwrap();
/// assert_eq!(source.rfc(), 3261);
/// assert_eq!(source.section(), "21.4.24");
/// assert_eq!(source.to_string(), "RFC 3261 §21.4.24");
/// assert_eq!(
///     source.link().to_string(),
///     "https://www.rfc-editor.org/rfc/rfc3261.html#section-21.4.24",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    pub(crate) rfc: u16,
    pub(crate) section: &'static str,
}

impl Source {
    /// The number of the RFC.
    #[must_use]
    #[inline]
    pub const fn rfc(self) -> u16 {
        self.rfc
    }

    /// The section, such as `21.4.24`, or `B.27` in an appendix.
    #[must_use]
    #[inline]
    pub const fn section(self) -> &'static str {
        self.section
    }

    /// The URL of the section at rfc-editor.org.
    #[must_use]
    #[inline]
    pub const fn link(self) -> Link {
        Link(self)
    }
}

/// Writes `RFC 3261 §21.4.24`, with width and fill.
impl fmt::Display for Source {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad(f, |out| write!(out, "RFC {} §{}", self.rfc, self.section))
    }
}

/// The URL of a [`Source`], which `Display` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link(Source);

/// Writes the URL, with width and fill.
impl fmt::Display for Link {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Source { rfc, section } = self.0;
        let kind = match section.as_bytes() {
            [b'0'..=b'9', ..] => "section",
            _ => "appendix",
        };
        pad(f, |out| {
            write!(
                out,
                "https://www.rfc-editor.org/rfc/rfc{rfc}.html#{kind}-{section}"
            )
        })
    }
}
