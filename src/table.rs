//! The one seam to the generated code: the rows of `data/`, and the ways to
//! reach them by code.

#![allow(
    clippy::doc_markdown,
    clippy::match_overlapping_arm,
    clippy::match_same_arms,
    clippy::too_many_lines,
    clippy::unreadable_literal,
    reason = "the generated code is data, a row a line"
)]

// The generated rows build these types field by field.
use crate::class::ClassRow;
use crate::dialog::DialogRule;
use crate::header::HeaderObligation;
use crate::line::Usual;
use crate::method::MethodSet;
use crate::phrase::{PhraseOrigin, PhraseVariant};
use crate::q850::{Cause, Gateway, MappingNote, ToCause, ToCode, When};
use crate::retry::{Retry, RetryChange};
use crate::send::Rule;
use crate::source::Source;
use crate::statistics::MetricRow;

include!(concat!(env!("OUT_DIR"), "/enums.rs"));
include!(concat!(env!("OUT_DIR"), "/status_code.rs"));
include!(concat!(env!("OUT_DIR"), "/rows.rs"));
include!(concat!(env!("OUT_DIR"), "/metrics.rs"));
include!(concat!(env!("OUT_DIR"), "/dialog.rs"));
include!(concat!(env!("OUT_DIR"), "/refusals.rs"));
include!(concat!(env!("OUT_DIR"), "/q850.rs"));
include!(concat!(env!("OUT_DIR"), "/proxy.rs"));

/// The element for `code` of an array with one element a code.
#[expect(
    clippy::indexing_slicing,
    reason = "`index` is below 600 for every variant, and the compiler drops the check"
)]
#[inline]
pub(crate) const fn by_code<T: Copy>(column: &[T; 600], code: StatusCode) -> T {
    column[code.index()]
}

/// The element for `code` of a column with one element a row.
#[inline]
pub(crate) const fn by_row<T: Copy>(column: &[T; ROWS], code: StatusCode) -> T {
    of_row(column, by_code(&ROW, code))
}

/// The element of a row.
#[inline]
pub(crate) const fn of_row<T: Copy>(column: &[T; ROWS], row: Row) -> T {
    *at_row(column, row)
}

/// The element of a row, where it is.
#[expect(
    clippy::indexing_slicing,
    reason = "`Row` has `ROWS` variants, and the compiler drops the check"
)]
#[inline]
pub(crate) const fn at_row<T>(column: &[T; ROWS], row: Row) -> &T {
    &column[row as usize]
}
