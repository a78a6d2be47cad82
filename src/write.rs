//! Writing lines, values and lists, piece by piece.

use core::fmt::{self, Write};

use crate::error::BufferTooSmall;

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

/// As text, with U+FFFD for what is not UTF-8; with width and fill.
pub(crate) fn display(
    f: &mut fmt::Formatter<'_>,
    write: impl Fn(&mut Out<'_>) -> Option<()>,
) -> fmt::Result {
    pad(f, |out| {
        write(&mut |piece| Lossy(piece).write(out).ok()).ok_or(fmt::Error)
    })
}

/// As `Formatter::pad` with width and fill, for text that is not in one piece.
pub(crate) fn pad(
    f: &mut fmt::Formatter<'_>,
    write: impl Fn(&mut dyn Write) -> fmt::Result,
) -> fmt::Result {
    let Some(width) = f.width() else {
        return write(f);
    };
    let mut length = Length(0);
    write(&mut length)?;
    let room = width.saturating_sub(length.0);
    let before = match f.align() {
        Some(fmt::Alignment::Right) => room,
        Some(fmt::Alignment::Center) => room / 2,
        Some(fmt::Alignment::Left) | None => 0,
    };
    let fill = f.fill();
    for _ in 0..before {
        f.write_char(fill)?;
    }
    write(f)?;
    for _ in before..room {
        f.write_char(fill)?;
    }
    Ok(())
}

/// Counts the characters that are written.
struct Length(usize);

impl Write for Length {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.saturating_add(text.chars().count());
        Ok(())
    }
}

/// The items with a separator between them; with width and fill.
pub(crate) fn pad_list<T: fmt::Display, I: Iterator<Item = T>>(
    f: &mut fmt::Formatter<'_>,
    separator: &str,
    items: impl Fn() -> I,
) -> fmt::Result {
    pad(f, |out| {
        for (position, item) in items().enumerate() {
            if position > 0 {
                out.write_str(separator)?;
            }
            write!(out, "{item}")?;
        }
        Ok(())
    })
}

/// Octets as text, with U+FFFD for what is not UTF-8.
pub(crate) struct Lossy<'a>(pub(crate) &'a [u8]);

impl Lossy<'_> {
    pub(crate) fn write(&self, out: &mut dyn Write) -> fmt::Result {
        for chunk in self.0.utf8_chunks() {
            out.write_str(chunk.valid())?;
            if !chunk.invalid().is_empty() {
                out.write_str("\u{FFFD}")?;
            }
        }
        Ok(())
    }
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

/// A buffer that is filled from its start.
pub(crate) struct Place<'a> {
    size: usize,
    free: &'a mut [u8],
}

impl<'a> Place<'a> {
    pub(crate) const fn new(buffer: &'a mut [u8]) -> Self {
        Self {
            size: buffer.len(),
            free: buffer,
        }
    }

    /// Takes a piece, if there is room.
    #[inline]
    pub(crate) fn take(&mut self, piece: &[u8]) -> Option<()> {
        let free = core::mem::take(&mut self.free);
        let (place, rest) = free.split_at_mut_checked(piece.len())?;
        place.copy_from_slice(piece);
        self.free = rest;
        Some(())
    }

    pub(crate) const fn written(&self) -> usize {
        self.size.saturating_sub(self.free.len())
    }
}

/// To the start of `buffer`, octet by octet as they came.
pub(crate) fn write_to(
    buffer: &mut [u8],
    write: impl Fn(&mut Out<'_>) -> Option<()>,
) -> Result<usize, BufferTooSmall> {
    let mut place = Place::new(buffer);
    let written = write(&mut |piece| place.take(piece));
    match written {
        Some(()) => Ok(place.written()),
        None => Err(BufferTooSmall {
            needed: encoded_len(write),
        }),
    }
}
