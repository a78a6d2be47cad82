//! The octets of a line: where one stops, and which ones a phrase may have.

/// So many octets are looked at together: as many as a vector register has on every
/// x86-64.
const AT_ONCE: usize = 16;
type Chunk = [u8; AT_ONCE];

/// Eight octets as one number, the first in the lowest place.
const LANES: usize = 8;
const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = ONES << 7;

/// CR, LF and NUL are below this, and no octet that is common in a line.
const FIRST_ABOVE: u8 = 0x0E;

/// The place of the first octet below 0x0E, which CR, LF and NUL are.
#[inline]
pub(super) fn find_control(octets: &[u8]) -> Option<usize> {
    find_end(octets, 0)
}

/// Whether all octets from `from` on are at or above 0x0E. If they are 16 or fewer,
/// all of the line's last 16 have to be, as they are asked together.
#[inline]
pub(super) fn is_clean(line: &[u8], from: usize) -> bool {
    match (line.last_chunk(), line.len().checked_sub(from)) {
        (Some(last), Some(..=AT_ONCE)) => !has_control(last),
        (_, Some(_)) => line.get(from..).and_then(find_control).is_none(),
        (_, None) => false,
    }
}

/// Takes chunks off `$rest` until `$step` breaks or returns, or none is left. Four in
/// each round, as every jump back costs. With a closure, the compiler would ask the
/// octets one by one.
macro_rules! each_chunk {
    ($rest:ident, $chunk:ident, $step:expr) => {
        loop {
            each_chunk!(@one $rest, $chunk, $step);
            each_chunk!(@one $rest, $chunk, $step);
            each_chunk!(@one $rest, $chunk, $step);
            each_chunk!(@one $rest, $chunk, $step);
        }
    };
    (@one $rest:ident, $chunk:ident, $step:expr) => {
        let Some(($chunk, behind)) = $rest.split_first_chunk() else {
            break;
        };
        $step;
        $rest = behind;
    };
}

/// The place of the first octet below 0x0E, of which there is none before `from`.
#[expect(clippy::inline_always, reason = "a call would save registers")]
#[inline(always)]
pub(super) fn find_end(line: &[u8], from: usize) -> Option<usize> {
    let mut rest = line.get(from..)?;
    each_chunk!(rest, chunk, {
        if has_control(chunk) {
            return place_before_end(line, rest.len(), chunk);
        }
    });
    // The last chunk is made full with octets before it.
    if let Some(last) = line.last_chunk() {
        return place_before_end(line, AT_ONCE, last);
    }
    let few = rest.iter().position(|octet| *octet < FIRST_ABOVE)?;
    Some(line.len().wrapping_sub(rest.len()).wrapping_add(few))
}

/// As [`find_end`], if there are only common octets before it, as there are before
/// `from`.
#[expect(clippy::inline_always, reason = "a call would save registers")]
#[inline(always)]
pub(super) fn find_end_of_common(line: &[u8], from: usize) -> Option<usize> {
    // A chunk of common octets has no end, so it need not be looked for there.
    let mut rest = line.get(from..)?;
    each_chunk!(rest, chunk, {
        if !all_common::<AT_ONCE>(chunk) {
            break;
        }
    });
    let (next, from_end) = match rest.first_chunk() {
        Some(next) => (next, rest.len()),
        None => (line.last_chunk()?, AT_ONCE),
    };
    let end = place_before_end(line, from_end, next)?;
    // The octets before the end that were not asked yet are asked together with those
    // before them.
    let last = line.get(..end)?.last_chunk::<AT_ONCE>()?;
    all_common(last).then_some(end)
}

/// The place in `line` of the first octet below 0x0E in a chunk of it that begins so
/// far before its end.
#[expect(clippy::inline_always, reason = "a call would save registers")]
#[inline(always)]
fn place_before_end(line: &[u8], from_end: usize, chunk: &Chunk) -> Option<usize> {
    let at = line.len().wrapping_sub(from_end);
    Some(at.wrapping_add(place(chunk)?))
}

/// The place in a chunk of the first octet below 0x0E.
#[expect(clippy::inline_always, reason = "a call would save registers")]
#[inline(always)]
pub(super) fn place(chunk: &Chunk) -> Option<usize> {
    let mut rest: &[u8] = chunk;
    let mut passed = 0_usize;
    while let Some((lanes, behind)) = rest.split_first_chunk() {
        let word = u64::from_le_bytes(*lanes);
        // The top bit of each octet that is below, and perhaps of some behind the
        // first of them.
        let found = word.wrapping_sub(ONES.wrapping_mul(FIRST_ABOVE.into())) & !word & TOPS;
        if found != 0 {
            return Some(passed.wrapping_add(found.trailing_zeros() as usize / LANES));
        }
        passed = passed.wrapping_add(LANES);
        rest = behind;
    }
    None
}

// `has_control`, `all_common` and `all_plain` have no branch for an octet, so that the
// compiler looks at all of a chunk at once.

/// Whether there is an octet below 0x0E.
#[expect(
    clippy::indexing_slicing,
    reason = "the index is below the array's length"
)]
#[expect(clippy::inline_always, reason = "a call would save registers")]
#[inline(always)]
pub(super) const fn has_control(chunk: &Chunk) -> bool {
    let mut found = false;
    let mut next = 0_usize;
    while next < AT_ONCE {
        found |= chunk[next] < FIRST_ABOVE;
        next = next.wrapping_add(1);
    }
    found
}

/// Whether all octets are letters, SP, digits or one of `& ' ( ) * + , - . / : ;`:
/// the plain ones that are told in the fewest steps.
#[expect(clippy::needless_bitwise_bool, reason = "`||` would be a branch")]
#[expect(
    clippy::indexing_slicing,
    reason = "the index is below the array's length"
)]
#[expect(clippy::inline_always, reason = "a call would save registers")]
#[inline(always)]
pub(super) const fn all_common<const N: usize>(chunk: &[u8; N]) -> bool {
    let mut common = true;
    let mut next = 0_usize;
    while next < N {
        let o = chunk[next];
        let letter = is_within(o | 0x20, b'a', b'z');
        let middle = is_within(o, b'&', b';');
        common &= letter | (o == b' ') | middle;
        next = next.wrapping_add(1);
    }
    common
}

/// Whether an octet is in a range. Told with a sign: x86-64 compares vectors of octets
/// for "greater than" only as signed numbers. So the range is moved up until it ends
/// at 0x7F.
#[inline]
const fn is_within(octet: u8, first: u8, last: u8) -> bool {
    const GREATEST: u8 = 0x7F;
    let up = GREATEST.wrapping_sub(last);
    i8::from_le_bytes([octet.wrapping_add(up)]) >= i8::from_le_bytes([first.wrapping_add(up)])
}

/// Whether all octets are [`Octet::Plain`].
#[expect(clippy::needless_bitwise_bool, reason = "`||` would be a branch")]
#[expect(
    clippy::indexing_slicing,
    reason = "the index is below the array's length"
)]
#[expect(clippy::inline_always, reason = "a call would save registers")]
#[inline(always)]
pub(super) const fn all_plain<const N: usize>(chunk: &[u8; N]) -> bool {
    let mut other = false;
    let mut next = 0_usize;
    while next < N {
        let o = chunk[next];
        let control = (o < 0x20) & (o != b'\t');
        let quoting = (o == b'"') | (o == b'#') | (o == b'%') | (o == b'<') | (o == b'>');
        // [ \ ] ^ and the backquote; { | } without the tilde, and DEL.
        let bracket = (o.wrapping_sub(b'[') < 4) | (o == b'`') | (o.wrapping_sub(b'{') < 3);
        other |= control | quoting | bracket | (o == 0x7F) | (o >= 0xC0);
        next = next.wrapping_add(1);
    }
    !other
}

/// What an octet can be in a phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Octet {
    /// It stands for itself: reserved, unreserved, SP, HTAB, UTF8-CONT.
    Plain,
    /// `%`, which begins an escape.
    Percent,
    /// It begins a UTF8-NONASCII and wants so many UTF8-CONT after it.
    Lead(u8),
    /// It must be escaped: `"`, `<`, `[`, ... or a control, or 0xFE or 0xFF.
    Illegal,
}

impl Octet {
    #[expect(clippy::match_same_arms, reason = "an arm a rule of the grammar")]
    pub(super) const fn of(octet: u8) -> Self {
        match octet {
            // reserved
            b';' | b'/' | b'?' | b':' | b'@' | b'&' | b'=' | b'+' | b'$' | b',' => Self::Plain,
            // unreserved
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Self::Plain,
            b'-' | b'_' | b'.' | b'!' | b'~' | b'*' | b'\'' | b'(' | b')' => Self::Plain,
            b' ' | b'\t' | 0x80..=0xBF => Self::Plain,
            b'%' => Self::Percent,
            0xC0..=0xDF => Self::Lead(1),
            0xE0..=0xEF => Self::Lead(2),
            0xF0..=0xF7 => Self::Lead(3),
            0xF8..=0xFB => Self::Lead(4),
            0xFC..=0xFD => Self::Lead(5),
            _ => Self::Illegal,
        }
    }
}

/// The place of the first octet that the grammar of a phrase does not allow.
pub(super) const fn find_illegal(phrase: &[u8]) -> Option<usize> {
    // Most phrases are plain throughout, and that is told many at a time.
    if is_common(phrase) || is_plain(phrase) {
        return None;
    }
    let mut rest = phrase;
    let mut passed = 0_usize;
    while let Some((chunk, tail)) = rest.split_first_chunk::<AT_ONCE>() {
        if !all_plain(chunk) {
            break;
        }
        passed = passed.wrapping_add(AT_ONCE);
        rest = tail;
    }
    while let [octet, tail @ ..] = rest {
        let length = match (Octet::of(*octet), tail) {
            (Octet::Plain, _) => 1,
            (Octet::Percent, [a, b, ..]) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => 3,
            (Octet::Lead(wanted), _) if has_continuations(tail, wanted) => {
                1_usize.wrapping_add(wanted as usize)
            }
            _ => return Some(passed),
        };
        let Some((_, behind)) = rest.split_at_checked(length) else {
            return Some(passed);
        };
        passed = passed.wrapping_add(length);
        rest = behind;
    }
    None
}

const fn has_continuations(octets: &[u8], wanted: u8) -> bool {
    let mut rest = octets;
    let mut left = wanted;
    while left > 0 {
        match rest {
            [0x80..=0xBF, tail @ ..] => rest = tail,
            _ => return false,
        }
        left = left.wrapping_sub(1);
    }
    true
}

/// A function that asks `$all` of all octets, in chunks as large as may be. The
/// last is taken together with octets before it, which were asked already.
macro_rules! in_chunks {
    ($name:ident, $all:ident) => {
        pub(super) const fn $name(octets: &[u8]) -> bool {
            if let Some(last) = octets.last_chunk::<32>() {
                let mut rest = octets;
                while let Some((chunk, tail)) = rest.split_first_chunk::<32>() {
                    if !$all(chunk) {
                        return false;
                    }
                    rest = tail;
                }
                return rest.is_empty() || $all(last);
            }
            if let (Some(first), Some(last)) =
                (octets.first_chunk::<16>(), octets.last_chunk::<16>())
            {
                return $all(first) && $all(last);
            }
            if let (Some(first), Some(last)) = (octets.first_chunk::<8>(), octets.last_chunk::<8>())
            {
                return $all(first) && $all(last);
            }
            let mut rest = octets;
            while let Some((chunk, tail)) = rest.split_first_chunk::<1>() {
                if !$all(chunk) {
                    return false;
                }
                rest = tail;
            }
            true
        }
    };
}

in_chunks!(is_common, all_common);
in_chunks!(is_plain, all_plain);
