//! The value of Retry-After.
//!
//! ```text
//! Retry-After  =  "Retry-After" HCOLON delta-seconds
//!                 [ comment ] *( SEMI retry-param )
//! retry-param  =  ("duration" EQUAL delta-seconds)
//!                 / generic-param
//! ```

use core::hash::{Hash, Hasher};
use core::time::Duration;

use crate::error::InvalidFieldValue;
use crate::field::{FieldText, Form, Parameter, field_value};
use crate::grammar::{self, Fault, Parameters};
use crate::write::{self, Out};

/// The value of a Retry-After header field: after how many seconds to try again, and
/// for how long the other side can be reached from then on
/// ([RFC 3261 §20.33](https://www.rfc-editor.org/rfc/rfc3261.html#section-20.33)).
///
/// With 404, 413, 480, 486, 600 and 603 it says when the called user can be
/// reached again, with 500 and 503 how long the service will be out of reach. The
/// section asks for a positive number, but
/// [§14.2](https://www.rfc-editor.org/rfc/rfc3261.html#section-14.2) has 0 as well,
/// and [RFC 5626 §4.2.1](https://www.rfc-editor.org/rfc/rfc5626.html#section-4.2.1)
/// calls it valid: try again at once.
///
/// Two values are equal if all their parts are; how they were spaced and folded does
/// not count.
///
/// ```
/// use sip_status::RetryAfter;
///
/// let after = RetryAfter::parse(b"120 (I'm in a meeting)")?;
/// assert_eq!(after.seconds(), 120);
/// assert_eq!(after.comment().unwrap().to_string(), "I'm in a meeting");
/// assert_eq!(after.duration(), None);
///
/// let after = RetryAfter::new(18000).with_duration(3600);
/// assert_eq!(after.to_string(), "18000;duration=3600");
/// assert_eq!(RetryAfter::parse(b"18000;duration=3600")?, after);
/// # Ok::<(), sip_status::InvalidFieldValue>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RetryAfter<'a> {
    seconds: u32,
    duration: Option<u32>,
    comment: Option<FieldText<'a>>,
    /// As they came, with those that count as `duration`.
    parameters: Parameters<'a>,
}

impl<'a> RetryAfter<'a> {
    /// A value that says to try again after this many seconds.
    #[must_use]
    #[inline]
    pub const fn new(seconds: u32) -> Self {
        Self {
            seconds,
            duration: None,
            comment: None,
            parameters: Parameters::NONE,
        }
    }

    /// Reads a value: what follows the colon of the field, without the end of its
    /// line. Blanks and folds around it do not count.
    ///
    /// A number larger than [`u32::MAX`] counts as that. Of several `duration`
    /// parameters, the first with a number as its value counts, and the others are
    /// dropped; if none has a number, they are parameters like any other. Text may have
    /// any octet from 0x80 on, as deployed stacks send ISO 8859-1.
    ///
    /// # Errors
    ///
    /// The value does not fit the grammar, or has a NUL, or a CR or LF that is no
    /// part of a fold.
    ///
    /// ```
    /// use sip_status::{InvalidFieldValueKind, RetryAfter};
    ///
    /// let error = RetryAfter::parse(b"120\r\nContact: <sip:mallory@example.com>").unwrap_err();
    /// assert_eq!((error.kind(), error.offset()), (InvalidFieldValueKind::LineBreak, 3));
    /// ```
    #[inline]
    pub fn parse(value: &'a [u8]) -> Result<Self, InvalidFieldValue> {
        Self::read(value).map_err(|fault| fault.in_value(value))
    }

    fn read(value: &'a [u8]) -> Result<Self, Fault<'a>> {
        let (seconds, rest) = grammar::number(grammar::skip_blanks(value))?;
        let (comment, rest) = match grammar::skip_blanks(rest) {
            // Blanks behind the parenthesis are blanks of the comment as well.
            [b'(', text @ ..] => {
                let (comment, rest) = grammar::comment(text)?;
                (Some(comment), rest)
            }
            _ => (None, rest),
        };
        let (parameters, rest) = grammar::parameters(rest)?;
        grammar::end(rest)?;
        Ok(Self {
            seconds,
            duration: parameters.iter().find_map(duration),
            comment,
            parameters,
        })
    }

    /// The same with this comment, which is escaped where necessary.
    ///
    /// # Errors
    ///
    /// The comment has a CR, LF or NUL.
    ///
    /// ```
    /// use sip_status::RetryAfter;
    ///
    /// let after = RetryAfter::new(120).with_comment("back at 3 :)")?;
    /// assert_eq!(after.to_string(), "120 (back at 3 :\\))");
    /// assert!(RetryAfter::new(120).with_comment("a\r\nTo: b").is_err());
    /// # Ok::<(), sip_status::InvalidFieldValue>(())
    /// ```
    #[inline]
    pub const fn with_comment(self, comment: &'a str) -> Result<Self, InvalidFieldValue> {
        match FieldText::plain(comment, Form::Comment) {
            Ok(comment) => Ok(Self {
                comment: Some(comment),
                ..self
            }),
            Err(error) => Err(error),
        }
    }

    /// The same with this [`duration`](Self::duration) in seconds.
    #[must_use]
    #[inline]
    pub const fn with_duration(self, seconds: u32) -> Self {
        Self {
            duration: Some(seconds),
            ..self
        }
    }

    /// How many seconds after the response to try again.
    #[must_use]
    #[inline]
    pub const fn seconds(self) -> u32 {
        self.seconds
    }

    /// [`seconds`](Self::seconds) as a [`Duration`].
    #[must_use]
    #[inline]
    pub const fn delay(self) -> Duration {
        Duration::from_secs(self.seconds as u64)
    }

    /// Without comment and other parameters.
    pub(crate) const fn numbers(self) -> RetryAfter<'static> {
        RetryAfter {
            duration: self.duration,
            ..RetryAfter::new(self.seconds)
        }
    }

    /// The comment, a remark for people, if there is one.
    #[must_use]
    #[inline]
    pub const fn comment(self) -> Option<FieldText<'a>> {
        self.comment
    }

    /// For how many seconds the other side can be reached from then on; `None` if
    /// the field does not say, which means indefinitely.
    #[must_use]
    #[inline]
    pub const fn duration(self) -> Option<u32> {
        self.duration
    }

    /// The other parameters, in order. If there is a [`duration`](Self::duration),
    /// none of that name is among them, since a value must not have a name twice
    /// ([RFC 3261 §7.3.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-7.3.1)).
    #[inline]
    pub fn parameters(self) -> impl Iterator<Item = Parameter<'a>> {
        let has_duration = self.duration.is_some();
        let is_other = move |p: &Parameter<'_>| !(has_duration && p.is_named("duration"));
        self.parameters.iter().filter(is_other)
    }

    fn write(self, out: &mut Out<'_>) -> Option<()> {
        write::write_number(self.seconds, out)?;
        if let Some(comment) = self.comment {
            out(b" ")?;
            comment.write(out)?;
        }
        if let Some(duration) = self.duration {
            out(b";duration=")?;
            write::write_number(duration, out)?;
        }
        self.parameters().try_for_each(|p| p.write(out))
    }
}

field_value! {
    RetryAfter,
    /// ```
    /// use sip_status::RetryAfter;
    ///
    /// let mut buffer = [0; 16];
    /// let length = RetryAfter::new(120).write_to(&mut buffer)?;
    /// assert_eq!(&buffer[..length], b"120");
    /// # Ok::<(), sip_status::BufferTooSmall>(())
    /// ```
}

/// The seconds of a `duration` parameter that has a number.
fn duration(parameter: Parameter<'_>) -> Option<u32> {
    let value = parameter.token_of("duration")?;
    let (seconds, rest) = grammar::number(value).ok()?;
    rest.is_empty().then_some(seconds)
}

impl PartialEq for RetryAfter<'_> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        (self.seconds, self.duration) == (other.seconds, other.duration)
            && self.comment == other.comment
            && self.parameters().eq(other.parameters())
    }
}

impl Eq for RetryAfter<'_> {}

impl Hash for RetryAfter<'_> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.seconds, self.duration, self.comment).hash(state);
        self.parameters().for_each(|p| p.hash(state));
    }
}
