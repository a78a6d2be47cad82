//! The whole row of a code as one value.

use crate::table::StatusCode;

/// All that is known about a code, to be serialised as one value.
///
/// With the feature `serde` it serialises to a map: `code`, `name`, `phrase`,
/// `class`, `registration`, `rfc`, `section`, `changed_by`, `summary`,
/// `details`, `sent_by`, `methods`, `variants`, `headers`, `retry`, `dialog`. What
/// a code does not have is null or empty; `methods` is null where all methods but ACK
/// are meant.
///
/// ```
/// # #[cfg(feature = "serde")] {
/// use sip_status::{Record, StatusCode};
///
/// let row = serde_json::to_value(Record::from(StatusCode::MethodNotAllowed)).unwrap();
/// assert_eq!(row["phrase"], "Method Not Allowed");
/// assert_eq!(row["headers"][0]["name"], "Allow");
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Record(StatusCode);

impl Record {
    /// The code whose row it is.
    #[must_use]
    pub const fn code(self) -> StatusCode {
        self.0
    }
}

impl From<StatusCode> for Record {
    fn from(code: StatusCode) -> Self {
        Self(code)
    }
}
