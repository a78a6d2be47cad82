//! The octets of a line: where one stops, and which ones a phrase may have.

/// Eight octets at a time, the first in the lowest place.
const LANES: usize = 8;
const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = ONES << 7;

/// The place of the first octet below 0x0E, which CR, LF and NUL are.
pub(super) const fn find_control(octets: &[u8]) -> Option<usize> {
    let mut rest = octets;
    let mut passed = 0_usize;
    while let Some((chunk, tail)) = rest.split_first_chunk::<LANES>() {
        let word = u64::from_le_bytes(*chunk);
        // The top bit of each octet that is below 0x0E, and perhaps of some
        // behind the first of them.
        let found = word.wrapping_sub(ONES.wrapping_mul(0x0E)) & !word & TOPS;
        if found != 0 {
            return Some(passed.wrapping_add(found.trailing_zeros() as usize / LANES));
        }
        passed = passed.wrapping_add(LANES);
        rest = tail;
    }
    while let [octet, tail @ ..] = rest {
        if *octet < 0x0E {
            return Some(passed);
        }
        passed = passed.wrapping_add(1);
        rest = tail;
    }
    None
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
    let mut rest = phrase;
    let mut passed = 0_usize;
    loop {
        // Most phrases are plain throughout, and that is told many at a time.
        while let Some((chunk, tail)) = rest.split_first_chunk::<16>() {
            if !all_plain(chunk) {
                break;
            }
            passed = passed.wrapping_add(16);
            rest = tail;
        }
        let [octet, tail @ ..] = rest else {
            return None;
        };
        let length = match (Octet::of(*octet), tail) {
            (Octet::Plain, _) => 1,
            (Octet::Percent, [a, b, ..]) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => 3,
            (Octet::Lead(wanted), _) if has_continuations(tail, wanted) => {
                1_usize.wrapping_add(wanted as usize)
            }
            _ => return Some(passed),
        };
        let Some((_, behind)) = rest.split_at_checked(length) else {
            return None;
        };
        passed = passed.wrapping_add(length);
        rest = behind;
    }
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

/// Whether all octets are [`Octet::Plain`]. Without a branch, so that the
/// compiler can look at all of them at once.
#[expect(clippy::needless_bitwise_bool, reason = "`||` would be a branch")]
const fn all_plain(chunk: &[u8; 16]) -> bool {
    let mut other = false;
    let mut rest: &[u8] = chunk;
    while let [octet, tail @ ..] = rest {
        let o = *octet;
        other |= (o < 0x20) & (o != b'\t');
        other |= (o == b'"') | (o == b'#') | (o == b'%') | (o == b'<') | (o == b'>');
        // [ \ ] ^ and the backquote; { | } without the tilde, and DEL.
        other |= (o.wrapping_sub(b'[') < 4) | (o == b'`') | (o.wrapping_sub(b'{') < 3);
        other |= (o == 0x7F) | (o >= 0xC0);
        rest = tail;
    }
    !other
}
