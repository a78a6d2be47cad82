//! `StatusCode`: what it can tell. Its variants come from the table.

use crate::class::StatusClass;
use crate::error::{InvalidStatusCode, InvalidStatusCodeKind};
use crate::header::HeaderObligation;
use crate::method::MethodSet;
use crate::phrase::PhraseVariant;
use crate::retry::Retry;
use crate::source::Source;
use crate::table::{
    ALL, CHANGED_BY, DETAILS, DIGITS, HEADERS, METHODS, NAMED, NAMES, PHRASES, REGISTERED,
    REGISTRATIONS, RETRIES, Registration, Role, SENT_BY, SOURCES, SUMMARIES, StatusCode, VARIANTS,
    by_code, by_row, from_number,
};

impl StatusCode {
    /// The 600 codes, 100 to 699, in order.
    pub const ALL: &'static [Self] = &ALL;

    /// The codes with a name: the registered ones and the historic 409 and 411.
    pub const NAMED: &'static [Self] = &NAMED;

    /// The codes that are registered with IANA, the deprecated 202 included.
    pub const REGISTERED: &'static [Self] = &REGISTERED;

    /// The code with this number; `None` outside 100 to 699.
    ///
    /// ```
    /// use sip_status::StatusCode;
    ///
    /// assert_eq!(StatusCode::from_u16(486), Some(StatusCode::BusyHere));
    /// assert!(StatusCode::from_u16(499).is_some()); // unassigned, but a code
    /// assert_eq!(StatusCode::from_u16(700), None);
    /// ```
    #[must_use]
    #[inline]
    pub const fn from_u16(number: u16) -> Option<Self> {
        from_number(number)
    }

    /// Reads exactly three ASCII digits.
    ///
    /// # Errors
    ///
    /// Another length, a byte that is not a digit, or a number outside 100 to 699,
    /// checked in this order.
    ///
    /// ```
    /// use sip_status::StatusCode;
    ///
    /// assert_eq!(StatusCode::from_bytes(b"486"), Ok(StatusCode::BusyHere));
    /// assert!(StatusCode::from_bytes(b"+86").is_err());
    /// assert!(StatusCode::from_bytes(b"0486").is_err());
    /// ```
    #[inline]
    pub const fn from_bytes(text: &[u8]) -> Result<Self, InvalidStatusCode> {
        use InvalidStatusCodeKind::{Length, NotADigit, OutOfRange};

        let [a, b, c] = *text else {
            return Err(InvalidStatusCode(Length { found: text.len() }));
        };
        let kind = match (digit(a), digit(b), digit(c)) {
            (None, _, _) => NotADigit {
                found: a,
                offset: 0,
            },
            (_, None, _) => NotADigit {
                found: b,
                offset: 1,
            },
            (_, _, None) => NotADigit {
                found: c,
                offset: 2,
            },
            (Some(a), Some(b), Some(c)) => {
                // At most 999, so nothing wraps.
                let number = a
                    .wrapping_mul(100)
                    .wrapping_add(b.wrapping_mul(10))
                    .wrapping_add(c);
                match from_number(number) {
                    Some(code) => return Ok(code),
                    None => OutOfRange {
                        found: number as u64,
                    },
                }
            }
        };
        Err(InvalidStatusCode(kind))
    }

    /// The number, 100 to 699.
    #[must_use]
    #[inline]
    pub const fn as_u16(self) -> u16 {
        self as u16
    }

    /// The number minus 100: 0 to 599, for arrays with an element for each code.
    ///
    /// ```
    /// use sip_status::StatusCode;
    ///
    /// assert_eq!(StatusCode::BusyHere.index(), 386);
    /// let mut seen = [0_u64; StatusCode::ALL.len()];
    /// seen[StatusCode::BusyHere.index()] += 1;
    /// assert_eq!(seen.iter().sum::<u64>(), 1);
    /// ```
    #[must_use]
    #[inline]
    pub const fn index(self) -> usize {
        // At least 100, so nothing wraps.
        (self as u16).wrapping_sub(100) as usize
    }

    /// The three digits.
    ///
    /// ```
    /// use sip_status::StatusCode;
    ///
    /// const BUSY: &str = StatusCode::BusyHere.as_str();
    /// assert_eq!(BUSY, "486");
    /// ```
    #[must_use]
    #[inline]
    pub const fn as_str(self) -> &'static str {
        by_code(&DIGITS, self)
    }

    /// The class: the first digit.
    #[must_use]
    #[inline]
    pub const fn class(self) -> StatusClass {
        StatusClass::of(self)
    }

    /// Whether the code is provisional, 1xx.
    #[must_use]
    #[inline]
    pub const fn is_provisional(self) -> bool {
        (self as u16) < 200
    }

    /// Whether the code is final, 2xx to 6xx: a response with it ends the transaction.
    #[must_use]
    #[inline]
    pub const fn is_final(self) -> bool {
        (self as u16) >= 200
    }

    /// Whether the code is a success, 2xx.
    #[must_use]
    #[inline]
    pub const fn is_success(self) -> bool {
        self.class().is_success()
    }

    /// Whether the code is a redirection, 3xx.
    #[must_use]
    #[inline]
    pub const fn is_redirection(self) -> bool {
        self.class().is_redirection()
    }

    /// Whether the code is a request failure, 4xx.
    #[must_use]
    #[inline]
    pub const fn is_request_failure(self) -> bool {
        self.class().is_request_failure()
    }

    /// Whether the code is a server failure, 5xx.
    #[must_use]
    #[inline]
    pub const fn is_server_failure(self) -> bool {
        self.class().is_server_failure()
    }

    /// Whether the code is a global failure, 6xx.
    #[must_use]
    #[inline]
    pub const fn is_global_failure(self) -> bool {
        self.class().is_global_failure()
    }

    /// Whether the code is a failure of any kind, 4xx to 6xx; a redirection is not.
    #[must_use]
    #[inline]
    pub const fn is_failure(self) -> bool {
        (self as u16) >= 400
    }

    /// The name of the variant, such as `BusyHere`; `None` for an unassigned code.
    #[must_use]
    #[inline]
    pub const fn name(self) -> Option<&'static str> {
        if self.is_named() {
            Some(by_row(&NAMES, self))
        } else {
            None
        }
    }

    /// The canonical reason phrase: the registered one, or that of RFC 2543 for 409
    /// and 411. `None` for an unassigned code;
    /// [`reason_phrase`](Self::reason_phrase) always has an answer.
    #[must_use]
    #[inline]
    pub const fn canonical_phrase(self) -> Option<&'static str> {
        if self.is_named() {
            Some(self.reason_phrase())
        } else {
            None
        }
    }

    /// The canonical reason phrase, or the name of the class for an unassigned
    /// code.
    ///
    /// ```
    /// use sip_status::StatusCode;
    ///
    /// assert_eq!(StatusCode::BusyHere.reason_phrase(), "Busy Here");
    /// let unassigned = StatusCode::from_u16(499).unwrap();
    /// assert_eq!(unassigned.reason_phrase(), "Request Failure");
    /// ```
    #[must_use]
    #[inline]
    pub const fn reason_phrase(self) -> &'static str {
        by_row(&PHRASES, self)
    }

    /// Other spellings of the canonical phrase, from RFCs, other documents and
    /// deployed programs.
    #[must_use]
    #[inline]
    pub const fn phrase_variants(self) -> &'static [PhraseVariant] {
        by_row(&VARIANTS, self)
    }

    /// Whether the code is registered, deprecated, historic or unassigned.
    #[must_use]
    #[inline]
    pub const fn registration(self) -> Registration {
        by_row(&REGISTRATIONS, self)
    }

    /// Whether the code has a name, as all but the unassigned codes do.
    #[must_use]
    #[inline]
    pub const fn is_named(self) -> bool {
        !matches!(self.registration(), Registration::Unassigned)
    }

    /// The section that defines the code; `None` for an unassigned one.
    #[must_use]
    #[inline]
    pub const fn source(self) -> Option<Source> {
        by_row(&SOURCES, self)
    }

    /// Later sections that change what the code means or when it is used.
    #[must_use]
    #[inline]
    pub const fn changed_by(self) -> &'static [Source] {
        by_row(&CHANGED_BY, self)
    }

    /// What the code means, in a sentence; for an unassigned code, what its class
    /// means.
    #[must_use]
    #[inline]
    pub const fn summary(self) -> &'static str {
        by_row(&SUMMARIES, self)
    }

    /// What there is to know beyond the summary: paragraphs with their sources, none
    /// for an unassigned code. See also [`StatusClass::details`].
    #[must_use]
    #[inline]
    pub const fn details(self) -> &'static [&'static str] {
        by_row(&DETAILS, self)
    }

    /// The elements that send the code, as far as RFCs name any.
    #[must_use]
    #[inline]
    pub const fn sent_by(self) -> &'static [Role] {
        by_row(&SENT_BY, self)
    }

    /// The methods that the code may answer; for an unassigned code, those of the
    /// [`default_code`](StatusClass::default_code) of its class.
    ///
    /// [`may_send`](Self::may_send) tells why the code may not answer the others, and
    /// what else keeps it from being sent.
    ///
    /// ```
    /// use sip_status::{Method, StatusCode};
    ///
    /// assert!(StatusCode::Ringing.methods().contains(Method::Invite));
    /// assert!(!StatusCode::Ringing.methods().contains(Method::Bye));
    /// ```
    #[must_use]
    #[inline]
    pub const fn methods(self) -> MethodSet {
        by_row(&METHODS, self)
    }

    /// The header fields that must, should or may come with the response, the
    /// strongest obligation first: those of the code, and those of the class or range
    /// to which it belongs.
    ///
    /// What every response carries (Via, To, ...) is not listed. See
    /// [`missing_headers`](Self::missing_headers) to check a response.
    ///
    /// ```
    /// use sip_status::{HeaderName, RequirementLevel, StatusCode};
    ///
    /// let first = StatusCode::MethodNotAllowed.headers()[0];
    /// assert_eq!(first.field(), HeaderName::Allow);
    /// assert_eq!(first.level(), RequirementLevel::Must);
    /// ```
    #[must_use]
    #[inline]
    pub const fn headers(self) -> &'static [HeaderObligation] {
        by_row(&HEADERS, self)
    }

    /// What a client may do next; for an unassigned code, the rule of the
    /// [`default_code`](StatusClass::default_code) of its class. See
    /// [`Outcome::next_steps`](crate::Outcome::next_steps) for one request.
    #[must_use]
    #[inline]
    pub const fn retry(self) -> &'static Retry {
        by_row(&RETRIES, self)
    }
}

#[inline]
const fn digit(byte: u8) -> Option<u16> {
    if byte.is_ascii_digit() {
        Some(byte.wrapping_sub(b'0') as u16)
    } else {
        None
    }
}
