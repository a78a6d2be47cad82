//! The usual line: told by its digits, and compared with the whole line that it
//! must be then. Nothing is searched.

use super::Parsed;
use crate::table::{Row, StatusCode, USUAL, USUAL_FACTOR, USUAL_SHIFT, USUAL_SLOTS, at_row};

/// What is compared at once.
type Piece = [u8; 16];

/// A line with the canonical phrase of its code, in pieces that are compared at
/// once; they may overlap, so that they cover a line of 16 to 48 octets. Its size
/// is that of a cache line, and none lies across two.
#[derive(Debug)]
#[repr(C, align(64))]
pub(crate) struct Usual {
    /// Octets 0 to 15: up to the digits, and the start of the phrase.
    first: Piece,
    /// Octets 16 to 31, if the line is longer than two pieces.
    middle: Piece,
    /// The last 16 octets.
    last: Piece,
    /// Where `last` begins: the line is 16 octets longer than that.
    last_at: u8,
    code: StatusCode,
}

impl Usual {
    /// No input is that: its first and its last piece are in the same place, and
    /// differ.
    pub(crate) const NONE: Self = Self {
        first: [0; 16],
        middle: [0; 16],
        last: [1; 16],
        last_at: 0,
        code: StatusCode::_199,
    };

    /// The row of `line`; a line that three pieces do not cover is not usual, and
    /// read as any other.
    #[expect(clippy::cast_possible_truncation, reason = "at most 48 - 16")]
    pub(crate) const fn new(line: &str, code: StatusCode) -> Self {
        let line = line.as_bytes();
        let (Some(first), Some(last), 16..=48) =
            (line.first_chunk(), line.last_chunk(), line.len())
        else {
            return Self::NONE;
        };
        let middle = match line.split_first_chunk::<16>() {
            Some((_, behind)) => match behind.first_chunk() {
                Some(middle) => *middle,
                None => [0; 16],
            },
            None => [0; 16],
        };
        Self {
            first: *first,
            middle,
            last: *last,
            last_at: line.len().saturating_sub(16) as u8,
            code,
        }
    }

    /// Whether `input`, whose first octets are `first`, begins with the line.
    #[inline]
    fn begins(&self, input: &[u8], first: &Piece) -> bool {
        let last_at = usize::from(self.last_at);
        let Some(last) = piece(input, last_at) else {
            return false;
        };
        self.first == *first
            && self.last == *last
            && (last_at <= 16 || piece(input, 16) == Some(&self.middle))
    }
}

/// The octets from `at` on.
#[inline]
fn piece(input: &[u8], at: usize) -> Option<&Piece> {
    input.get(at..at.wrapping_add(16))?.first_chunk()
}

/// The row that a line must be of with these digits and the space behind them, if
/// it is of any.
#[inline]
fn row(digits: [u8; 4]) -> Option<&'static Usual> {
    let slot = u32::from_le_bytes(digits).wrapping_mul(USUAL_FACTOR) >> USUAL_SHIFT;
    let row: Row = *USUAL_SLOTS.get(slot as usize)?;
    Some(at_row(&USUAL, row))
}

/// The digits and the space behind them in a line of SIP/2.0.
#[inline]
const fn digits(first: &Piece) -> [u8; 4] {
    let [_, _, _, _, _, _, _, _, a, b, c, space, ..] = *first;
    [a, b, c, space]
}

/// The named code with these digits, which a space follows.
#[inline]
pub(super) fn named(with_space: [u8; 4]) -> Option<StatusCode> {
    let row = row(with_space)?;
    (digits(&row.first) == with_space).then_some(row.code)
}

/// A line with the canonical phrase of its code and without a fault, which
/// nearly every line is.
#[inline]
pub(super) fn usual(input: &[u8]) -> Option<Parsed<'_>> {
    let first = input.first_chunk()?;
    let row = row(digits(first))?;
    if !row.begins(input, first) {
        return None;
    }
    let end = u32::from(row.last_at).wrapping_add(14);
    Parsed::plain(input, (row.code, end))
}
