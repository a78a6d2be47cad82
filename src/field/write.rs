//! Writing a header field value, piece by piece.

use core::fmt;

use crate::error::BufferTooSmall;
use crate::line::Lossy;

/// Takes a value piece by piece; `None` if it takes no more. A piece ends where a
/// character does, if what it comes from is UTF-8.
pub(crate) type Out<'a> = dyn FnMut(&[u8]) -> Option<()> + 'a;

/// The digits of a number.
pub(crate) fn write_number(number: u32, out: &mut Out<'_>) -> Option<()> {
    let mut digits = [0; 10];
    let mut left = number;
    let mut used = 0_usize;
    for place in digits.iter_mut().rev() {
        // Below 10.
        *place = b'0'.wrapping_add((left % 10) as u8);
        used = used.wrapping_add(1);
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out(digits.get(digits.len().saturating_sub(used)..)?)
}

/// As text, with U+FFFD for what is not UTF-8.
pub(crate) fn display(
    f: &mut fmt::Formatter<'_>,
    write: impl FnOnce(&mut Out<'_>) -> Option<()>,
) -> fmt::Result {
    write(&mut |piece| Lossy(piece).fmt(f).ok()).ok_or(fmt::Error)
}

/// The number of octets.
pub(crate) fn encoded_len(write: impl FnOnce(&mut Out<'_>) -> Option<()>) -> usize {
    let mut length = 0_usize;
    write(&mut |piece| {
        length = length.saturating_add(piece.len());
        Some(())
    });
    length
}

/// To the start of `buffer`, octet by octet as they came.
pub(crate) fn write_to(
    buffer: &mut [u8],
    write: impl Fn(&mut Out<'_>) -> Option<()>,
) -> Result<usize, BufferTooSmall> {
    let size = buffer.len();
    let mut free = buffer;
    let written = write(&mut |piece| {
        let (place, rest) = core::mem::take(&mut free).split_at_mut_checked(piece.len())?;
        place.copy_from_slice(piece);
        free = rest;
        Some(())
    });
    match written {
        Some(()) => Ok(size.saturating_sub(free.len())),
        None => Err(BufferTooSmall {
            needed: encoded_len(write),
        }),
    }
}
