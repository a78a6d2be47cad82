//! The whole row of a code as one value.

use crate::table::StatusCode;

/// All that is known about a code, to be serialised as one value.
///
/// With the feature `serde` it serialises to a map: `code`, `name`, `phrase`,
/// `class`, `registration`, `rfc`, `section`, `changed_by`, `summary`,
/// `details`, `sent_by`, `methods`, `variants`, `headers`, `refusals`, `retry`,
/// `dialog`, `proxy`. What a code does not have is null or empty; `methods` is null
/// where all methods but ACK are meant. A record cannot be deserialised.
///
/// How the rules go together:
///
/// * `refusals` are those of [`all_refusals`](StatusCode::all_refusals).
/// * The rules of `dialog` go before those of the
///   [class](crate::StatusClass::dialog_rules).
/// * `proxy` says what a proxy does with the response
///   ([`arrival`](StatusCode::arrival)). Before a final response has gone upstream:
///   `other_methods`, if it is not null and `methods` lacks the method of the request;
///   otherwise `arrival`. Afterwards the response goes upstream only if the method is
///   in `late`. `sent_as` is null where the code goes upstream as it is.
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
