//! The whole row of a code as one value.

use crate::table::StatusCode;

/// All that is known about a code, to be serialised as one value.
///
/// With the feature `serde` it serialises to a map: `code`, `name`, `phrase`,
/// `class`, `registration`, `rfc`, `section`, `changed_by`, `summary`,
/// `details`, `sent_by`, `methods`, `variants`, `headers`, `refusals`, `retry`,
/// `dialog`, `proxy`. What a code does not have is null or empty; `methods` is null
/// where all methods but ACK are meant.
///
/// Some of it is more than one rule, and a program that reads it has to know how they
/// go together: `refusals` are those of [`all_refusals`](StatusCode::all_refusals);
/// the rules of `dialog` go before those of the
/// [class](crate::StatusClass::dialog_rules); and `proxy` is what
/// [`arrival`](StatusCode::arrival) makes of a response before a final one went
/// upstream: `arrival`, or `other_methods` where it is not null and `methods` lacks
/// that of the request. After it, only a response to one of the methods in `late`
/// still goes upstream. `sent_as` is null where the code stays what it is.
///
/// ```
/// # #[cfg(feature = "serde")] {
/// use sip_status::{Record, StatusCode};
///
/// let row = serde_json::to_value(Record::from(StatusCode::MethodNotAllowed)).unwrap();
/// assert_eq!(row["phrase"], "Method Not Allowed");
/// assert_eq!(row["headers"][0]["field"], "Allow");
/// assert_eq!(row["proxy"]["arrival"], "keep");
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Record(StatusCode);

impl Record {
    /// The code whose row it is.
    #[must_use]
    #[inline]
    pub const fn code(self) -> StatusCode {
        self.0
    }
}

impl From<StatusCode> for Record {
    #[inline]
    fn from(code: StatusCode) -> Self {
        Self(code)
    }
}
