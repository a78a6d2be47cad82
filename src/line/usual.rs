//! The usual line: told by its digits, and compared with the whole line that it
//! must be then. Nothing is searched.

use super::Parsed;
use crate::table::{Row, StatusCode, USUAL, USUAL_FACTOR, USUAL_SHIFT, USUAL_SLOTS, at_row};

/// What is compared at once.
const AT_ONCE: usize = 16;

type Piece = [u8; AT_ONCE];

/// The line with the canonical phrase of a named code, in pieces that are compared
/// at once; they may overlap, so that they cover a line of 16 to 48 octets. Its size
/// is that of a cache line, and none lies across two.
#[derive(Debug)]
#[repr(C, align(64))]
pub(crate) struct Usual {
    /// Octets 0 to 15: up to the digits, and the start of the phrase.
    pub(crate) first: Piece,
    /// Octets 16 to 31, as far as the line has them.
    pub(crate) middle: Piece,
    /// The last 16 octets. In a row that no line is, they begin where `first` does,
    /// and differ.
    pub(crate) last: Piece,
    /// Where `last` begins: the line is 16 octets longer than that.
    pub(crate) last_at: u8,
    pub(crate) code: StatusCode,
}

impl Usual {
    /// The row of an input with a named code's digits where those of a status line
    /// are; of any other input, some row. `None` where the input is too short.
    #[inline]
    pub(super) fn of(input: &[u8]) -> Option<&'static Self> {
        let [_, _, _, _, _, _, _, _, digits @ .., _, _, _, _] = input.first_chunk::<AT_ONCE>()?;
        let slot = u32::from_le_bytes(*digits).wrapping_mul(USUAL_FACTOR) >> USUAL_SHIFT;
        let row: Row = *USUAL_SLOTS.get(slot as usize)?;
        Some(at_row(&USUAL, row))
    }

    /// The line, if `input` begins with it.
    #[inline]
    pub(super) fn read<'a>(&self, input: &'a [u8]) -> Option<Parsed<'a>> {
        let last_at = usize::from(self.last_at);
        let last = piece(input, last_at)?;
        let first = piece(input, 0)?;
        let covered = last_at <= AT_ONCE || piece(input, AT_ONCE) == Some(&self.middle);
        if !covered || *first != self.first || *last != self.last {
            return None;
        }
        let end = u32::from(self.last_at).wrapping_add(14);
        Parsed::plain(input, self.code, end)
    }

    /// The code's digits, and the space behind them.
    #[inline]
    pub(super) fn digits(&self) -> &[u8] {
        let [_, _, _, _, _, _, _, _, digits @ .., _, _, _, _] = &self.first;
        digits
    }
}

/// The octets from `at` on.
#[inline]
fn piece(input: &[u8], at: usize) -> Option<&Piece> {
    input.get(at..at.wrapping_add(AT_ONCE))?.first_chunk()
}
