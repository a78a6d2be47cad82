//! The value of Reason.
//!
//! ```text
//! Reason            =  "Reason" HCOLON reason-value *(COMMA reason-value)
//! reason-value      =  protocol *(SEMI reason-params)
//! protocol          =  "SIP" / "Q.850" / token
//! reason-params     =  protocol-cause / reason-text
//!                      / reason-extension
//! protocol-cause    =  "cause" EQUAL cause
//! cause             =  1*DIGIT
//! reason-text       =  "text" EQUAL quoted-string
//! reason-extension  =  generic-param
//! reason-extension  =/ isup-cause-location
//! isup-cause-location =  "location" EQUAL isup-location-value
//! ```
//!
//! (RFC 3326 §2, and RFC 8606 §4 for the last two.)

mod protocol;

pub use protocol::ReasonProtocol;

use core::hash::{Hash, Hasher};
use core::iter::FusedIterator;

use crate::error::{InvalidFieldValue, InvalidFieldValueKind as Kind};
use crate::field::{FieldText, Form, Parameter, field_value};
use crate::grammar::{self, Fault, Found, Parameters};
use crate::q850::{Cause, CauseLocation};
use crate::table::StatusCode;
use crate::write::{self, Out};

/// A value of a Reason header field: why a request was sent, or refused
/// ([RFC 3326 §2](https://www.rfc-editor.org/rfc/rfc3326.html#section-2)).
///
/// It may stand in any request within a dialog, in CANCEL, and in a response whose
/// status code allows it, such as 199
/// ([RFC 6228 §5](https://www.rfc-editor.org/rfc/rfc6228.html#section-5)); with a
/// Q.850 cause in every response but 100
/// ([RFC 6432 §3](https://www.rfc-editor.org/rfc/rfc6432.html#section-3)). Two
/// values are equal if all their parts are; blanks and folds do not count, nor does
/// where among the parameters cause, text and location stood.
///
/// ```
/// use sip_status::q850::CauseLocation;
/// use sip_status::{Reason, ReasonProtocol, StatusCode};
///
/// let reason = Reason::from_status(StatusCode::BusyHere);
/// assert_eq!(reason.to_string(), "SIP;cause=486;text=\"Busy Here\"");
///
/// let value = b"Q.850;cause=1;text=\"Unallocated (unassigned) number\";\r\n location=LN";
/// let reason = Reason::parse(value)?;
/// assert_eq!(reason.protocol(), ReasonProtocol::Q850);
/// assert_eq!(reason.cause(), Some(1));
/// assert_eq!(reason.text().unwrap().to_string(), "Unallocated (unassigned) number");
/// assert_eq!(reason.location(), Some(CauseLocation::LocalNetwork));
/// assert_eq!(reason.status(), None);
/// # Ok::<(), sip_status::InvalidFieldValue>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Reason<'a> {
    protocol: ReasonProtocol<'a>,
    cause: Option<u16>,
    text: Option<FieldText<'a>>,
    location: Option<CauseLocation>,
    /// As they came, with those that the fields above are made of.
    parameters: Parameters<'a>,
}

impl<'a> Reason<'a> {
    /// A value with nothing but its protocol.
    #[must_use]
    #[inline]
    pub const fn new(protocol: ReasonProtocol<'a>) -> Self {
        Self {
            protocol,
            cause: None,
            text: None,
            location: None,
            parameters: Parameters::NONE,
        }
    }

    /// A SIP value: the status code as cause and its canonical phrase, if it has one,
    /// as text.
    ///
    /// ```
    /// use sip_status::{Reason, StatusCode};
    ///
    /// const ELSEWHERE: Reason<'static> = Reason::from_status(StatusCode::Ok);
    /// assert_eq!(ELSEWHERE.to_string(), "SIP;cause=200;text=\"OK\"");
    /// let unassigned = Reason::from_status(StatusCode::from_u16(499).unwrap());
    /// assert_eq!(unassigned.to_string(), "SIP;cause=499");
    /// ```
    #[must_use]
    #[inline]
    pub const fn from_status(code: StatusCode) -> Self {
        let text = match code.canonical_phrase() {
            Some(phrase) => Some(FieldText::of_table(phrase)),
            None => None,
        };
        Self {
            text,
            ..Self::new(ReasonProtocol::Sip).with_cause(code.as_u16())
        }
    }

    /// A Q.850 value with this cause.
    ///
    /// ```
    /// use sip_status::Reason;
    /// use sip_status::q850::{Cause, CauseLocation};
    ///
    /// let reason = Reason::from_q850(Cause::NORMAL_CALL_CLEARING);
    /// assert_eq!(reason.to_string(), "Q.850;cause=16");
    /// let by_user = reason.with_location(Some(CauseLocation::User));
    /// assert_eq!(by_user.to_string(), "Q.850;cause=16;location=U");
    /// ```
    #[must_use]
    #[inline]
    pub const fn from_q850(cause: Cause) -> Self {
        Self::new(ReasonProtocol::Q850).with_cause(cause.as_u8() as u16)
    }

    /// The same with this cause, which is not checked: its numbers are those of the
    /// [protocol](Self::protocol).
    #[must_use]
    #[inline]
    pub const fn with_cause(self, cause: u16) -> Self {
        Self {
            cause: Some(cause),
            ..self
        }
    }

    /// The same with this text, which is quoted and escaped when it is written.
    ///
    /// # Errors
    ///
    /// The text has a CR or LF, for which there is no escape, or a NUL, which is never
    /// read or written.
    ///
    /// ```
    /// use sip_status::q850::Cause;
    /// use sip_status::{InvalidFieldValueKind, Reason};
    ///
    /// let released = Reason::from_q850(Cause::NORMAL_CALL_CLEARING);
    /// let reason = released.with_text("he said \"bye\"")?;
    /// assert_eq!(reason.to_string(), r#"Q.850;cause=16;text="he said \"bye\"""#);
    ///
    /// let error = released.with_text("bye\r\nTo: x").unwrap_err();
    /// assert_eq!((error.kind(), error.offset()), (InvalidFieldValueKind::LineBreak, 3));
    /// # Ok::<(), sip_status::InvalidFieldValue>(())
    /// ```
    #[inline]
    pub const fn with_text(self, text: &'a str) -> Result<Self, InvalidFieldValue> {
        match FieldText::plain(text, Form::Quoted) {
            Ok(text) => Ok(Self {
                text: Some(text),
                ..self
            }),
            Err(error) => Err(error),
        }
    }

    /// The same with this location, or without one. A value of another protocol than
    /// Q.850 has no location and comes back as it is. Where the location of a Q.850
    /// cause is known, it has to be sent
    /// ([RFC 8606 §4](https://www.rfc-editor.org/rfc/rfc8606.html#section-4)).
    #[must_use]
    #[inline]
    pub const fn with_location(self, location: Option<CauseLocation>) -> Self {
        match self.protocol {
            ReasonProtocol::Q850 => Self { location, ..self },
            _ => self,
        }
    }

    /// Reads one value: what follows the colon of the header field, without the end of
    /// its line. Blanks and folds around it do not count. [`list`](Self::list)
    /// reads several.
    ///
    /// A `cause` that is no number below 65536, a `location` that is unknown, and one
    /// with another protocol than Q.850 are parameters like any other. A `text` may be
    /// a token instead of a quoted string, as some stacks send it. Of several causes,
    /// texts or locations, the first that can be read counts, and the others are
    /// dropped. Text may have any octet from 0x80 on, as deployed stacks send
    /// ISO 8859-1.
    ///
    /// # Errors
    ///
    /// The value does not fit the grammar, or has a NUL, or a CR or LF that is no
    /// part of a fold.
    ///
    /// ```
    /// use sip_status::{Reason, StatusCode};
    ///
    /// let reason = Reason::parse(b"SIP ;cause=200 ;text=\"Call completed elsewhere\"")?;
    /// assert_eq!(reason.status(), Some(StatusCode::Ok));
    ///
    /// let error = Reason::parse(b"SIP;cause=200;text=\"Call").unwrap_err();
    /// assert_eq!(error.offset(), 24);
    /// # Ok::<(), sip_status::InvalidFieldValue>(())
    /// ```
    #[inline]
    pub fn parse(value: &'a [u8]) -> Result<Self, InvalidFieldValue> {
        Self::read_alone(value).map_err(|fault| fault.in_value(value))
    }

    /// Reads the values of a Reason header field one after another, up to the first
    /// that is wrong; offsets are those in `field`. An empty field is wrong, too.
    ///
    /// [RFC 3326 §2](https://www.rfc-editor.org/rfc/rfc3326.html#section-2) allows
    /// each protocol at most once.
    /// [RFC 9366](https://www.rfc-editor.org/rfc/rfc9366.html) is newer and leaves
    /// that to the protocol, so every value is given. If a message has several Reason
    /// header fields, read each.
    ///
    /// ```
    /// use sip_status::Reason;
    ///
    /// let field = b"SIP;cause=486, Q.850;cause=17;text=\"busy, sorry\"";
    /// let values = Reason::list(field).collect::<Result<Vec<_>, _>>()?;
    /// assert_eq!(values[0].cause(), Some(486));
    /// assert_eq!(values[1].text().unwrap().to_string(), "busy, sorry");
    /// # Ok::<(), sip_status::InvalidFieldValue>(())
    /// ```
    #[inline]
    pub const fn list(field: &'a [u8]) -> Reasons<'a> {
        Reasons {
            field,
            left: Some(grammar::skip_blanks(field)),
        }
    }

    /// The same with these parameters, each behind a semicolon. They are not looked
    /// at for a cause and the like.
    #[cfg(feature = "serde")]
    pub(crate) fn with_parameters(self, octets: &'a [u8]) -> Result<Self, InvalidFieldValue> {
        let read = || {
            let (parameters, rest) = grammar::parameters(octets)?;
            grammar::end(rest).map(|()| parameters)
        };
        let parameters = read().map_err(|fault| fault.in_value(octets))?;
        Ok(Self { parameters, ..self })
    }

    /// The one value.
    fn read_alone(value: &'a [u8]) -> Result<Self, Fault<'a>> {
        let (reason, rest) = Self::read(grammar::skip_blanks(value))?;
        grammar::end(rest)?;
        Ok(reason)
    }

    /// A value and what is behind its comma, if one follows.
    fn read_before_comma(input: &'a [u8]) -> Result<(Self, Option<&'a [u8]>), Fault<'a>> {
        let (reason, rest) = Self::read(input)?;
        let next = grammar::separator(rest, b',');
        if next.is_none() {
            grammar::end(rest)?;
        }
        Ok((reason, next))
    }

    fn read(input: &'a [u8]) -> Found<'a, Self> {
        let (token, rest) = grammar::token(input, Kind::Protocol)?;
        let protocol = ReasonProtocol::of_token(token);
        let (parameters, rest) = grammar::parameters(rest)?;
        let mut reason = Self {
            parameters,
            ..Self::new(protocol)
        };
        for parameter in parameters.iter() {
            match Part::of(protocol, parameter) {
                Some(Part::Cause(cause)) => reason.cause = reason.cause.or(Some(cause)),
                Some(Part::Text(text)) => reason.text = reason.text.or(Some(text)),
                Some(Part::Location(location)) => {
                    reason.location = reason.location.or(Some(location));
                }
                None => {}
            }
        }
        Ok((reason, rest))
    }

    /// The protocol, which says what the cause means.
    #[must_use]
    #[inline]
    pub const fn protocol(self) -> ReasonProtocol<'a> {
        self.protocol
    }

    /// The cause, as the [protocol](Self::protocol) numbers it; `None` if there is
    /// none.
    #[must_use]
    #[inline]
    pub const fn cause(self) -> Option<u16> {
        self.cause
    }

    /// The cause as a status code; `None` if the protocol is not SIP, or the cause
    /// is not in 100 to 699.
    ///
    /// ```
    /// use sip_status::{Reason, StatusCode};
    ///
    /// let status = |value: &'static str| Reason::try_from(value).map(Reason::status);
    /// assert_eq!(status("SIP;cause=580")?, Some(StatusCode::PreconditionFailure));
    /// assert_eq!(status("SIP;cause=700")?, None);
    /// assert_eq!(status("Q.850;cause=102")?, None);
    /// # Ok::<(), sip_status::InvalidFieldValue>(())
    /// ```
    #[must_use]
    #[inline]
    pub const fn status(self) -> Option<StatusCode> {
        match (self.protocol, self.cause) {
            (ReasonProtocol::Sip, Some(cause)) => StatusCode::from_u16(cause),
            _ => None,
        }
    }

    /// The cause as one of Q.850; `None` if the protocol is not Q.850, or the cause is
    /// above 127.
    ///
    /// ```
    /// use sip_status::q850::Cause;
    /// use sip_status::{Reason, StatusCode};
    ///
    /// let reason = Reason::parse(b"Q.850;cause=17;text=\"User busy\"")?;
    /// assert_eq!(reason.q850_cause(), Some(Cause::USER_BUSY));
    /// assert_eq!(Reason::from_status(StatusCode::Ok).q850_cause(), None);
    /// # Ok::<(), sip_status::InvalidFieldValue>(())
    /// ```
    #[must_use]
    #[inline]
    pub const fn q850_cause(self) -> Option<Cause> {
        match (self.protocol, self.cause) {
            (ReasonProtocol::Q850, Some(cause)) => Cause::from_u16(cause),
            _ => None,
        }
    }

    /// The text, for people; `None` if there is none.
    #[must_use]
    #[inline]
    pub const fn text(self) -> Option<FieldText<'a>> {
        self.text
    }

    /// Where the telephone network released the call. Only a Q.850 value has a
    /// location; with another protocol the parameter is to be ignored
    /// ([RFC 8606 §4](https://www.rfc-editor.org/rfc/rfc8606.html#section-4)).
    #[must_use]
    #[inline]
    pub const fn location(self) -> Option<CauseLocation> {
        self.location
    }

    /// The other parameters, in order. If there is a cause, a text or a location,
    /// none of that name is among them, since a value must not have a name twice
    /// ([RFC 3261 §7.3.1](https://www.rfc-editor.org/rfc/rfc3261.html#section-7.3.1)).
    #[inline]
    pub fn parameters(self) -> impl Iterator<Item = Parameter<'a>> {
        let is_part = move |p: &Parameter<'_>| {
            (self.cause.is_some() && p.is_named("cause"))
                || (self.text.is_some() && p.is_named("text"))
                || (self.location.is_some() && p.is_named("location"))
                || Part::of(self.protocol, *p).is_some()
        };
        self.parameters.iter().filter(move |p| !is_part(p))
    }

    fn write(self, out: &mut Out<'_>) -> Option<()> {
        out(self.protocol.as_str().as_bytes())?;
        if let Some(cause) = self.cause {
            out(b";cause=")?;
            write::write_number(cause.into(), out)?;
        }
        if let Some(text) = self.text {
            out(b";text=")?;
            text.write(out)?;
        }
        if let Some(location) = self.location {
            out(b";location=")?;
            out(location.as_str().as_bytes())?;
        }
        self.parameters().try_for_each(|p| p.write(out))
    }
}

field_value! {
    Reason,
    /// ```
    /// use sip_status::{Reason, StatusCode};
    ///
    /// let mut buffer = [0; 64];
    /// let reason = Reason::from_status(StatusCode::Decline);
    /// let length = reason.write_to(&mut buffer)?;
    /// assert_eq!(&buffer[..length], b"SIP;cause=603;text=\"Decline\"");
    /// # Ok::<(), sip_status::BufferTooSmall>(())
    /// ```
}

/// What a parameter says that is more than a parameter.
enum Part<'a> {
    Cause(u16),
    Text(FieldText<'a>),
    Location(CauseLocation),
}

impl<'a> Part<'a> {
    fn of(protocol: ReasonProtocol<'_>, parameter: Parameter<'a>) -> Option<Self> {
        if parameter.is_named("text") {
            let text = parameter.value()?;
            return Some(Self::Text(text.quoted()));
        }
        if let Some(value) = parameter.token_of("cause") {
            let (cause, rest) = grammar::number(value).ok()?;
            let cause = u16::try_from(cause).ok()?;
            return rest.is_empty().then_some(Self::Cause(cause));
        }
        let value = parameter.token_of("location")?;
        match protocol {
            ReasonProtocol::Q850 => CauseLocation::from_bytes(value).map(Self::Location),
            _ => None,
        }
    }
}

impl PartialEq for Reason<'_> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        (self.protocol, self.cause) == (other.protocol, other.cause)
            && (self.text, self.location) == (other.text, other.location)
            && self.parameters().eq(other.parameters())
    }
}

impl Eq for Reason<'_> {}

impl Hash for Reason<'_> {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.protocol, self.cause, self.text, self.location).hash(state);
        self.parameters().for_each(|p| p.hash(state));
    }
}

impl From<StatusCode> for Reason<'_> {
    #[inline]
    fn from(code: StatusCode) -> Self {
        Self::from_status(code)
    }
}

impl From<Cause> for Reason<'_> {
    #[inline]
    fn from(cause: Cause) -> Self {
        Self::from_q850(cause)
    }
}

/// The values of a Reason header field; see [`Reason::list`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Reasons<'a> {
    field: &'a [u8],
    /// What is to be read; `None` at the end, or behind a fault.
    left: Option<&'a [u8]>,
}

impl<'a> Iterator for Reasons<'a> {
    type Item = Result<Reason<'a>, InvalidFieldValue>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let left = self.left.take()?;
        let found = Reason::read_before_comma(left);
        Some(match found {
            Ok((reason, next)) => {
                self.left = next;
                Ok(reason)
            }
            Err(fault) => Err(fault.in_value(self.field)),
        })
    }
}

impl FusedIterator for Reasons<'_> {}
