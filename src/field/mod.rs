//! The parts of a header field value: text, parameters and words.

mod token;

pub use token::Token;

use core::fmt;
use core::hash::{Hash, Hasher};

use crate::error::{InvalidFieldValue, InvalidFieldValueKind as Kind};
use crate::grammar::skip_blanks;
use crate::write::{Lossy, Out, display, pad};

/// What the values of header fields have in common: all of them have a `parse` and,
/// not public, a `write`. Behind the name is the example of `write_to`.
macro_rules! field_value {
    ($value:ident, $(#[$example:meta])*) => {
        impl $value<'_> {
            /// The number of octets that [`write_to`](Self::write_to) writes.
            #[must_use]
            #[inline]
            pub fn encoded_len(self) -> usize {
                $crate::write::encoded_len(|out| self.write(out))
            }

            /// Writes the value to the start of `buffer`, without the name of the
            /// header field and the end of the line, and returns the number of octets.
            ///
            /// The value is written in one line; octets that are not UTF-8 stay as they
            /// are.
            ///
            /// # Errors
            ///
            /// The buffer is smaller than [`encoded_len`](Self::encoded_len). What it
            /// holds after the error is unspecified.
            ///
            $(#[$example])*
            #[inline]
            pub fn write_to(self, buffer: &mut [u8]) -> Result<usize, $crate::BufferTooSmall> {
                $crate::write::write_to(buffer, |out| self.write(out))
            }
        }

        impl<'a> TryFrom<&'a [u8]> for $value<'a> {
            type Error = $crate::InvalidFieldValue;

            #[inline]
            fn try_from(value: &'a [u8]) -> Result<Self, Self::Error> {
                Self::parse(value)
            }
        }

        impl<'a> TryFrom<&'a str> for $value<'a> {
            type Error = $crate::InvalidFieldValue;

            #[inline]
            fn try_from(value: &'a str) -> Result<Self, Self::Error> {
                Self::parse(value.as_bytes())
            }
        }

        /// Writes the value in one line, with U+FFFD for what is not UTF-8; with width
        /// and fill.
        ///
        /// A peer's value may have control characters in its text, and others that a
        /// terminal acts on, such as U+009B and U+202E: escape it before you show it on
        /// a terminal.
        impl core::fmt::Display for $value<'_> {
            #[inline]
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                $crate::write::display(f, |out| self.write(out))
            }
        }
    };
}

pub(crate) use field_value;

/// How text is set off from what is around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A token, or an address in brackets: as it is.
    Token,
    /// A quoted string.
    Quoted,
    /// A comment, in parentheses.
    Comment,
}

/// Text inside a header field value: a quoted string, a comment, or a token.
///
/// It is kept as it came, and shown with quoted pairs (a backslash and a character)
/// resolved and each fold as one blank. Text that was read has no NUL, and CR LF only
/// as a fold. It may have other control characters, and more that a terminal acts on,
/// such as U+202E, so escape it before you show it on a terminal.
///
/// Two texts of the same form are equal if they show the same octets, and two tokens
/// also if they differ in case
/// ([RFC 3261 §7.3.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-7.3.1)). A
/// quoted string, a comment and a token are never equal to each other.
///
/// ```
/// use sip_status::RetryAfter;
///
/// let after = RetryAfter::parse(b"120 (in the \\\"big\\\" meeting\r\n room)")?;
/// let comment = after.comment().unwrap();
/// assert_eq!(comment.to_string(), "in the \"big\" meeting room");
/// assert_eq!(comment.as_bytes(), b"in the \\\"big\\\" meeting\r\n room");
/// # Ok::<(), sip_status::InvalidFieldValue>(())
/// ```
#[derive(Clone, Copy)]
pub struct FieldText<'a> {
    octets: &'a [u8],
    form: Form,
    /// Whether the octets are plain text, without quoted pairs and folds.
    plain: bool,
}

impl<'a> FieldText<'a> {
    pub(crate) const fn read(octets: &'a [u8], form: Form) -> Self {
        let plain = false;
        Self {
            octets,
            form,
            plain,
        }
    }

    /// The same octets as a quoted string. A token has none that must be escaped.
    pub(crate) const fn quoted(self) -> Self {
        let form = Form::Quoted;
        Self { form, ..self }
    }

    /// Text to be escaped when it is written. CR and LF cannot be escaped, and NUL is
    /// refused everywhere.
    pub(crate) const fn plain(text: &'a str, form: Form) -> Result<Self, InvalidFieldValue> {
        let octets = text.as_bytes();
        let mut rest = octets;
        while let [octet, tail @ ..] = rest {
            let kind = match octet {
                0 => Some(Kind::Nul),
                b'\r' | b'\n' => Some(Kind::LineBreak),
                _ => None,
            };
            if let Some(kind) = kind {
                let offset = octets.len().saturating_sub(rest.len());
                return Err(InvalidFieldValue { kind, offset });
            }
            rest = tail;
        }
        let plain = true;
        Ok(Self {
            octets,
            form,
            plain,
        })
    }

    /// Text of the tables, which has nothing in it that is to be refused.
    pub(crate) const fn of_table(text: &'static str) -> FieldText<'static> {
        FieldText {
            octets: text.as_bytes(),
            form: Form::Quoted,
            plain: true,
        }
    }

    /// The octets as they came, with quoted pairs and folds, and without the
    /// quotation marks or parentheses around them; or the text as it was given.
    #[must_use]
    #[inline]
    pub const fn as_bytes(self) -> &'a [u8] {
        self.octets
    }

    /// The octets that the text shows: quoted pairs are resolved, and a fold is one
    /// blank.
    ///
    /// ```
    /// use sip_status::RetryAfter;
    ///
    /// let after = RetryAfter::parse(b"5 (a\\)b)")?;
    /// assert!(after.comment().unwrap().bytes().eq(*b"a)b"));
    /// # Ok::<(), sip_status::InvalidFieldValue>(())
    /// ```
    #[inline]
    pub fn bytes(self) -> impl Iterator<Item = u8> {
        self.runs().flatten().copied()
    }

    /// Whether the text shows the same as `other`, without regard to ASCII case.
    #[must_use]
    #[inline]
    pub fn eq_ignore_ascii_case(self, other: &str) -> bool {
        let lower = |octet: u8| octet.to_ascii_lowercase();
        self.bytes().map(lower).eq(other.bytes().map(lower))
    }

    /// Whether the text is a quoted string.
    #[must_use]
    #[inline]
    pub const fn is_quoted(self) -> bool {
        matches!(self.form, Form::Quoted)
    }

    /// Whether the text is empty.
    #[must_use]
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.octets.is_empty()
    }

    /// What it shows, in runs of its octets.
    fn runs(self) -> impl Iterator<Item = &'a [u8]> {
        self.pieces().map(|piece| match piece {
            Piece::Run(octets) => octets,
            Piece::Pair(octets) => octets.get(1..).unwrap_or_default(),
            Piece::Fold => b" ",
        })
    }

    const fn pieces(self) -> Pieces<'a> {
        Pieces {
            rest: self.octets,
            plain: self.plain,
        }
    }

    /// Writes it as it stands in a header field, in one line.
    pub(crate) fn write(self, out: &mut Out<'_>) -> Option<()> {
        let (open, close) = match self.form {
            Form::Token => return out(self.octets),
            Form::Quoted => (b"\"", b"\""),
            Form::Comment => (b"(", b")"),
        };
        out(open)?;
        if self.plain {
            let mut rest = self.octets;
            let special = |octet: &u8| must_be_quoted(*octet, self.form);
            while let Some((run, tail)) = rest
                .iter()
                .position(special)
                .and_then(|place| rest.split_at_checked(place))
            {
                let (octet, tail) = tail.split_first()?;
                out(run)?;
                out(&[b'\\', *octet])?;
                rest = tail;
            }
            out(rest)?;
        } else {
            for piece in self.pieces() {
                match piece {
                    Piece::Run(octets) | Piece::Pair(octets) => out(octets)?,
                    Piece::Fold => out(b" ")?,
                }
            }
        }
        out(close)
    }
}

/// Whether plain text has it only behind a backslash.
const fn must_be_quoted(octet: u8, form: Form) -> bool {
    match octet {
        b'\t' => false,
        b'\\' | ..0x20 | 0x7F => true,
        b'"' => matches!(form, Form::Quoted),
        b'(' | b')' => matches!(form, Form::Comment),
        _ => false,
    }
}

/// A piece of text.
enum Piece<'a> {
    /// Octets that stand for themselves.
    Run(&'a [u8]),
    /// A backslash and an octet.
    Pair(&'a [u8]),
    /// Blanks with a fold in them.
    Fold,
}

/// The pieces of text that was read before, or is plain.
struct Pieces<'a> {
    rest: &'a [u8],
    plain: bool,
}

impl<'a> Pieces<'a> {
    /// The first octets of the rest, which then begins behind them.
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        if self.plain {
            return self.take(self.rest.len()).map(Piece::Run);
        }
        let is_special = |octet: &u8| matches!(octet, b'\\' | b'\r');
        let Some(place) = self.rest.iter().position(is_special) else {
            return self.take(self.rest.len()).map(Piece::Run);
        };
        let (mut run, special) = self.rest.split_at_checked(place)?;
        let is_fold = special.starts_with(b"\r");
        // The blanks before a fold belong to it.
        while let ([before @ .., b' ' | b'\t'], true) = (run, is_fold) {
            run = before;
        }
        if !run.is_empty() {
            return self.take(run.len()).map(Piece::Run);
        }
        if is_fold {
            self.rest = skip_blanks(special);
            return Some(Piece::Fold);
        }
        self.take(2).map(Piece::Pair)
    }
}

impl PartialEq for FieldText<'_> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        if self.form != other.form {
            return false;
        }
        match self.form {
            Form::Token => self.octets.eq_ignore_ascii_case(other.octets),
            Form::Quoted | Form::Comment => self.bytes().eq(other.bytes()),
        }
    }
}

impl Eq for FieldText<'_> {}

impl Hash for FieldText<'_> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        let is_token = self.form == Form::Token;
        for octet in self.bytes() {
            let octet = if is_token {
                octet.to_ascii_lowercase()
            } else {
                octet
            };
            state.write_u8(octet);
        }
        // No octet of UTF-8: texts of different lengths differ.
        state.write_u8(0xFF);
    }
}

/// Writes the text that it shows, with U+FFFD for what is not UTF-8; with width and
/// fill.
impl fmt::Display for FieldText<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad(f, |out| {
            self.runs().try_for_each(|run| Lossy(run).write(out))
        })
    }
}

impl fmt::Debug for FieldText<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}(\"{}\")", self.form, self.octets.escape_ascii())
    }
}

/// A parameter of a header field value: a name, and perhaps a value.
///
/// Names are equal without regard to case
/// ([RFC 3261 §7.3.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-7.3.1));
/// for values see [`FieldText`].
///
/// ```
/// use sip_status::RetryAfter;
///
/// let after = RetryAfter::parse(b"18000;duration=3600;x-team=\"on call\";urgent")?;
/// let mut parameters = after.parameters();
/// let team = parameters.next().unwrap();
/// assert_eq!(team.name(), "x-team");
/// assert_eq!(team.value().unwrap().to_string(), "on call");
/// assert!(parameters.next().unwrap().value().is_none());
/// # Ok::<(), sip_status::InvalidFieldValue>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Parameter<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: Option<FieldText<'a>>,
}

impl<'a> Parameter<'a> {
    /// The name as it came: a token.
    #[must_use]
    #[inline]
    pub const fn name(self) -> &'a str {
        self.name
    }

    /// The value: a token, an IPv6 address in brackets or a quoted string; `None` if
    /// there is only the name.
    #[must_use]
    #[inline]
    pub const fn value(self) -> Option<FieldText<'a>> {
        self.value
    }

    /// Whether the parameter has this name, without regard to ASCII case.
    #[must_use]
    #[inline]
    pub fn is_named(self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value, if it is the parameter of that name and its value is a token.
    pub(crate) fn token_of(self, name: &str) -> Option<&'a [u8]> {
        let value = self.value.filter(|value| value.form == Form::Token)?;
        self.is_named(name).then_some(value.octets)
    }

    /// Writes it with its semicolon.
    pub(crate) fn write(self, out: &mut Out<'_>) -> Option<()> {
        out(b";")?;
        self.write_pair(out)
    }

    fn write_pair(self, out: &mut Out<'_>) -> Option<()> {
        out(self.name.as_bytes())?;
        if let Some(value) = self.value {
            out(b"=")?;
            value.write(out)?;
        }
        Some(())
    }
}

impl PartialEq for Parameter<'_> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.is_named(other.name) && self.value == other.value
    }
}

impl Eq for Parameter<'_> {}

impl Hash for Parameter<'_> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        Token(self.name).hash(state);
        self.value.hash(state);
    }
}

/// Writes `name` or `name=value`, with U+FFFD for what is not UTF-8; with width and
/// fill. Escape a peer's parameter before you show it on a terminal: see
/// [`FieldText`].
impl fmt::Display for Parameter<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(f, |out| self.write_pair(out))
    }
}
