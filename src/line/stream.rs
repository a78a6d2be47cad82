//! Reading from a stream that brings a line in pieces.

use super::octets::is_clean;
use super::parse::{
    End, MAX_LENGTH, MIN_LENGTH, Rules, general, own_words, own_words_strict, unusual,
};
use super::{Parsed, Progress, StatusLine, Usual};
use crate::error::{ParseError, ParseErrorKind};

/// A parser for streams, with settings; it remembers how far it has looked.
///
/// Give it the same buffer again, with more at its end, for as long as the line is
/// incomplete: what was seen is searched again as a whole only when the line ends, so
/// the cost of a line that comes octet by octet grows with its length, not with the
/// square of it. CRLFs before the line may be skipped again in each call, unless you
/// throw away what [`Progress::Incomplete`] says may be skipped.
///
/// ```
/// use sip_status::{Progress, StatusCode, StatusLineParser};
///
/// let mut parser = StatusLineParser::new().with_max_length(256);
/// let mut buffer = Vec::new();
/// for piece in ["SIP/2.0 4", "86 Busy He", "re\r\nVia: "] {
///     buffer.extend_from_slice(piece.as_bytes());
///     if let Progress::Complete(parsed) = parser.parse(&buffer)? {
///         assert_eq!(parsed.line().code(), StatusCode::BusyHere);
///         assert_eq!(parsed.rest(), b"Via: ");
///     }
/// }
/// # Ok::<(), sip_status::ParseError>(())
/// ```
#[derive(Clone, Debug)]
pub struct StatusLineParser {
    rules: Rules,
    end: End,
    max_length: usize,
    /// So many octets of a line that is incomplete are known to begin it and to have
    /// nothing to stop at; 0 if they are fewer than `SIP/` has.
    seen: usize,
    /// The length of the CRLFs before that line; 0 if none is incomplete.
    skip: usize,
    /// What the input began with. The CRLFs are part of it, so that a quick answer is
    /// not misled when they are thrown away; if they are more, it is NULs, and there is
    /// no quick answer.
    start: [u8; 4],
}

impl StatusLineParser {
    /// The longest line, its end included, that is read unless
    /// [`with_max_length`](Self::with_max_length) says otherwise: 8192 octets.
    pub const DEFAULT_MAX_LENGTH: usize = 8192;

    /// How many octets of CRLFs may stand before a line: 8192. More are an error, so that a
    /// peer cannot keep the parser busy with empty lines. A reader that throws away
    /// what [`Progress::Incomplete`] says may be skipped does not reach the limit.
    pub const MOST_CRLFS: usize = 8192;

    /// A parser that reads as [`StatusLine::parse`] does.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            rules: Rules::Tolerant,
            end: End::Open,
            max_length: Self::DEFAULT_MAX_LENGTH,
            seen: 0,
            skip: 0,
            start: [0; 4],
        }
    }

    /// Whether only the grammar of RFC 3261 §25.1 is accepted, as by
    /// [`StatusLine::parse_strict`].
    #[must_use]
    pub const fn with_strict(mut self, strict: bool) -> Self {
        self.rules = if strict {
            Rules::Strict
        } else {
            Rules::Tolerant
        };
        self
    }

    /// Whether the line may end where the input ends
    /// ([RFC 3420 §3.1](https://www.rfc-editor.org/rfc/rfc3420.html#section-3.1)); it
    /// is never incomplete then.
    #[must_use]
    pub const fn with_sipfrag(mut self, sipfrag: bool) -> Self {
        self.end = if sipfrag { End::OfLine } else { End::Open };
        // What was seen counts only while more may come.
        self.reset();
        self
    }

    /// The longest line that is read, in octets, with its end and without the CRLFs
    /// before it. A number below 4 counts as 4, and one above `u32::MAX` as
    /// `u32::MAX`. A longer line is an error, [`TooLong`](ParseErrorKind::TooLong),
    /// and is not looked at beyond the limit.
    #[must_use]
    pub const fn with_max_length(mut self, octets: usize) -> Self {
        self.max_length = match octets {
            ..MIN_LENGTH => MIN_LENGTH,
            MIN_LENGTH..=MAX_LENGTH => octets,
            _ => MAX_LENGTH,
        };
        self
    }

    /// Forgets a line that is incomplete, for example when its stream has closed.
    pub const fn reset(&mut self) {
        self.seen = 0;
        self.skip = 0;
    }

    /// Reads a line from the start of `input`.
    ///
    /// After [`Progress::Incomplete`], give the same input with more at its end, with
    /// or without the octets that may be skipped. After anything else a new line
    /// begins.
    ///
    /// # Errors
    ///
    /// As [`StatusLine::parse`], [`parse_strict`](StatusLine::parse_strict) or
    /// [`parse_sipfrag`](StatusLine::parse_sipfrag).
    #[inline]
    pub fn parse<'a>(&mut self, input: &'a [u8]) -> Result<Progress<'a>, ParseError> {
        // The quick answer where a line comes octet by octet: one came, and the line
        // goes on.
        if let (Some(start), Some(octet)) = (input.first_chunk(), input.last()) {
            let line = input.len().wrapping_sub(self.skip);
            if line == self.seen.wrapping_add(1)
                && line < self.max_length
                && *start == self.start
                && !matches!(octet, b'\0' | b'\r' | b'\n')
            {
                self.seen = line;
                return Ok(Progress::Incomplete { skip: self.skip });
            }
        }
        self.piece(input)
    }

    /// The quick answer where more came, of which nothing can end the line, or where not
    /// even `SIP/` has come.
    #[inline(never)]
    fn piece<'a>(&mut self, input: &'a [u8]) -> Result<Progress<'a>, ParseError> {
        match (input.first_chunk(), input.get(self.skip..)) {
            (Some(start), Some(line))
                if self.seen != 0
                    && *start == self.start
                    && line.len() < self.max_length
                    && is_clean(line, self.seen) =>
            {
                self.seen = line.len();
                Ok(Progress::Incomplete { skip: self.skip })
            }
            // No limit is below the length of `SIP/`.
            (None, _) if self.end == End::Open && matches!(input, b"S" | b"SI" | b"SIP") => {
                self.reset();
                Ok(Progress::Incomplete { skip: 0 })
            }
            _ => self.look(input),
        }
    }

    /// Reads the line where a quick answer does not do. A function of its own, so that
    /// those save no registers.
    #[inline(never)]
    fn look<'a>(&mut self, input: &'a [u8]) -> Result<Progress<'a>, ParseError> {
        let mut seen = self.seen;
        self.reset();
        let row = Usual::of(input);
        let usual = row.and_then(|row| row.read(input));
        let quick = match usual {
            // At the first look and the last: the search begins at the phrase, however
            // much of it was seen.
            None if seen == 0 || input.ends_with(b"\n") => own_words_by(self.rules, input, row),
            _ => usual,
        };
        let fits = |parsed: &Parsed<'_>| parsed.raw().len() <= self.max_length;
        if let Some(parsed) = quick.filter(fits) {
            return Ok(Progress::Complete(parsed));
        }
        let result = general(input, self.rules, self.end, self.max_length, &mut seen);
        // Until `SIP/` has come, each octet is looked at for it.
        if let (Ok(Progress::Incomplete { skip }), MIN_LENGTH..) = (&result, seen) {
            self.seen = seen;
            self.skip = *skip;
            let start = input.first_chunk().filter(|start| *skip <= start.len());
            self.start = start.copied().unwrap_or_default();
        }
        result
    }
}

impl Default for StatusLineParser {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> StatusLine<'a> {
    /// Reads a status line as it comes from the wire.
    ///
    /// It takes what deployed stacks send, and refuses what is dangerous.
    /// [`Parsed::deviations`] names what departs from the grammar. CRLFs before the
    /// line are skipped.
    ///
    /// | input | here | [`parse_strict`](Self::parse_strict) |
    /// |---|---|---|
    /// | the grammar, including an empty phrase and any version whose numbers are at most 65535 | yes | yes |
    /// | several SP or HTAB before the code, HTAB after it | yes | no |
    /// | `SIP/2.0 480` with nothing after the code | yes | no |
    /// | `SIP/2.0 200OK` | yes | no |
    /// | LF alone at the end | yes | no |
    /// | octets in the phrase that would have to be escaped, a bare `%`, control characters, what does not fit the grammar's UTF-8 | yes, as they came | no |
    /// | CR inside the line, NUL | no | no |
    /// | a version number above 65535 | no | no |
    /// | a code that is not three digits in 100 to 699 | no | no |
    ///
    /// A line may have up to 8192 octets, its end included, and so may the CRLFs
    /// before it; see [`StatusLineParser`] for another limit and for streams.
    ///
    /// # Errors
    ///
    /// The leftmost fault of the line, with its offset in `input`. As long as the
    /// line's end is missing, only these are errors: input that does not begin as a
    /// status line, a CR without LF, a NUL, and too many octets.
    ///
    /// ```
    /// use sip_status::{ParseErrorKind, Progress, StatusCode, StatusLine};
    ///
    /// let input = b"SIP/2.0 480 Gone [to lunch]\r\nVia: ...";
    /// let Progress::Complete(parsed) = StatusLine::parse(input)? else { panic!() };
    /// assert_eq!(parsed.line().code(), StatusCode::TemporarilyUnavailable);
    /// assert_eq!(parsed.line().phrase().as_bytes(), b"Gone [to lunch]");
    /// assert_eq!(parsed.rest(), b"Via: ...");
    ///
    /// // More has to come.
    /// assert_eq!(StatusLine::parse(b"SIP/2.0 48")?, Progress::Incomplete { skip: 0 });
    ///
    /// // A request: told by its first octet.
    /// let error = StatusLine::parse(b"INVITE sip:").unwrap_err();
    /// assert_eq!((error.kind(), error.offset()), (ParseErrorKind::NotStatusLine, 0));
    /// # Ok::<(), sip_status::ParseError>(())
    /// ```
    #[inline]
    pub fn parse(input: &'a [u8]) -> Result<Progress<'a>, ParseError> {
        any(input, Rules::Tolerant)
    }

    /// Reads a status line by the grammar of
    /// [RFC 3261 §25.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-25.1)
    /// and nothing more; CRLFs before it are skipped
    /// ([§7.5](https://www.rfc-editor.org/rfc/rfc3261.html#section-7.5)).
    ///
    /// The grammar allows more than UTF-8: continuation octets, 0x80 to 0xBF, may
    /// stand alone, and sequences may have up to six octets.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse), and what [`parse`](Self::parse) accepts as a
    /// [`Deviation`](crate::Deviation).
    ///
    /// ```
    /// use sip_status::{ParseErrorKind, StatusLine};
    ///
    /// let error = StatusLine::parse_strict(b"SIP/2.0 480 Gone [to lunch]\r\n").unwrap_err();
    /// assert_eq!((error.kind(), error.offset()), (ParseErrorKind::PhraseOctet, 17));
    /// ```
    #[inline]
    pub fn parse_strict(input: &'a [u8]) -> Result<Progress<'a>, ParseError> {
        any(input, Rules::Strict)
    }

    /// Reads a status line that may end where the input ends, as in the body of
    /// a NOTIFY that reports on a REFER
    /// ([RFC 3515 §2.4.5](https://www.rfc-editor.org/rfc/rfc3515.html#section-2.4.5),
    /// [RFC 3420 §3.1](https://www.rfc-editor.org/rfc/rfc3420.html#section-3.1));
    /// otherwise as [`parse`](Self::parse). A sipfrag without a status line, which
    /// RFC 3420 allows, is an error.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse), and
    /// [`UnexpectedEnd`](ParseErrorKind::UnexpectedEnd). The line is never incomplete.
    ///
    /// ```
    /// use sip_status::{StatusCode, StatusLine};
    ///
    /// let parsed = StatusLine::parse_sipfrag(b"SIP/2.0 180 Ringing")?;
    /// assert_eq!(parsed.line().code(), StatusCode::Ringing);
    /// # Ok::<(), sip_status::ParseError>(())
    /// ```
    pub fn parse_sipfrag(input: &'a [u8]) -> Result<Parsed<'a>, ParseError> {
        match StatusLineParser::new().with_sipfrag(true).parse(input)? {
            Progress::Complete(parsed) => Ok(parsed),
            // Not reached: the end of the input ends the line.
            Progress::Incomplete { .. } => Err(ParseError {
                kind: ParseErrorKind::UnexpectedEnd,
                offset: input.len(),
            }),
        }
    }
}

/// The usual line at once, where the caller is; any other by a call.
#[inline]
fn any(input: &[u8], rules: Rules) -> Result<Progress<'_>, ParseError> {
    let row = Usual::of(input);
    if let Some(parsed) = row.and_then(|row| row.read(input)) {
        return Ok(Progress::Complete(parsed));
    }
    if let Some(parsed) = own_words_by(rules, input, row) {
        return Ok(Progress::Complete(parsed));
    }
    // Put together here, from parts: a result that is handed on as a whole would be
    // kept in memory on the quick ways, too.
    let unusual = unusual(input, rules);
    match (&unusual.parsed, &unusual.otherwise) {
        (Some(parsed), _) => Ok(Progress::Complete(*parsed)),
        (None, Ok(skip)) => Ok(Progress::Incomplete { skip: *skip }),
        (None, Err(error)) => Err(*error),
    }
}

/// A line in the sender's own words that is found at once.
#[inline]
fn own_words_by<'a>(rules: Rules, input: &'a [u8], row: Option<&Usual>) -> Option<Parsed<'a>> {
    let found = match rules {
        Rules::Tolerant => own_words(input, row),
        Rules::Strict => own_words_strict(input, row),
    }?;
    Parsed::plain(input, found.code, found.end)
}
