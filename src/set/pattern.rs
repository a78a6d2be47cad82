//! Sets as text.
//!
//! ```text
//! pattern = [ item *( "," item ) ]     ; blanks around an item do not count
//! item    = [ "!" ] ( "*" / class / code / code "-" code )
//! class   = ( "1" - "6" ) "xx"         ; in either case
//! code    = 3DIGIT                     ; 100 to 699
//! ```

use core::fmt;
use core::str::FromStr;

use super::StatusCodeSet;
use crate::class::StatusClass;
use crate::error::{InvalidPattern, InvalidPatternKind};
use crate::table::{ALL, StatusCode};
use crate::write::pad;

/// An item: the indices of its first and last code, and whether they go in.
struct Item {
    first: usize,
    last: usize,
    put_in: bool,
}

pub(super) const fn read(pattern: &[u8]) -> Result<StatusCodeSet, InvalidPattern> {
    let mut set = StatusCodeSet::EMPTY;
    let mut rest = pattern.trim_ascii_start();
    if rest.is_empty() {
        return Ok(set);
    }
    loop {
        let offset = pattern.len().wrapping_sub(rest.len());
        let (item, behind) = match item(rest) {
            Ok(found) => found,
            Err(kind) => return Err(InvalidPattern { kind, offset }),
        };
        set = set.with_range(item.first, item.last, item.put_in);
        rest = match behind.trim_ascii_start() {
            [] => return Ok(set),
            [b',', next @ ..] => next.trim_ascii_start(),
            other => {
                let offset = pattern.len().wrapping_sub(other.len());
                let kind = InvalidPatternKind::Separator;
                return Err(InvalidPattern { kind, offset });
            }
        };
    }
}

const fn item(text: &[u8]) -> Result<(Item, &[u8]), InvalidPatternKind> {
    let (put_in, text) = match text {
        [b'!', rest @ ..] => (false, rest),
        _ => (true, text),
    };
    match span(text) {
        Ok((first, last, rest)) => {
            let item = Item {
                first,
                last,
                put_in,
            };
            Ok((item, rest))
        }
        Err(kind) => Err(kind),
    }
}

/// An item without its sign: the indices of its first and last code.
const fn span(text: &[u8]) -> Result<(usize, usize, &[u8]), InvalidPatternKind> {
    if let [b'*', rest @ ..] = text {
        return Ok((0, ALL.len().wrapping_sub(1), rest));
    }
    if let Some((head, rest)) = text.split_at_checked(3) {
        if let Some(class) = StatusClass::from_word(head) {
            let (first, last) = class.indices();
            return Ok((first, last, rest));
        }
    }
    let (first, rest) = match code(text) {
        Ok(found) => found,
        Err(kind) => return Err(kind),
    };
    let [b'-', range @ ..] = rest else {
        return Ok((first, first, rest));
    };
    match code(range) {
        Ok((last, _)) if last < first => Err(InvalidPatternKind::Order),
        Ok((last, rest)) => Ok((first, last, rest)),
        Err(kind) => Err(kind),
    }
}

/// The index of a code of three digits.
const fn code(text: &[u8]) -> Result<(usize, &[u8]), InvalidPatternKind> {
    if let Some((head, rest)) = text.split_at_checked(3) {
        if let Ok(code) = StatusCode::from_bytes(head) {
            return Ok((code.index(), rest));
        }
    }
    Err(InvalidPatternKind::Item)
}

impl FromStr for StatusCodeSet {
    type Err = InvalidPattern;

    #[inline]
    fn from_str(text: &str) -> Result<Self, InvalidPattern> {
        Self::from_pattern(text)
    }
}

impl TryFrom<&str> for StatusCodeSet {
    type Error = InvalidPattern;

    #[inline]
    fn try_from(text: &str) -> Result<Self, InvalidPattern> {
        Self::from_pattern(text)
    }
}

/// Writes a pattern that reads back as the same set, with width and fill. It goes class
/// by class and takes as few items as possible: the runs of codes, or the class without
/// the runs that it lacks. The pattern of the empty set is empty.
impl fmt::Display for StatusCodeSet {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        pad(f, |out| self.write_pattern(out))
    }
}

impl StatusCodeSet {
    fn write_pattern(self, out: &mut dyn fmt::Write) -> fmt::Result {
        let mut separator = "";
        for class in StatusClass::ALL {
            let whole = Self::of_class(*class);
            let there = self.intersection(whole);
            let lacking = whole.difference(self);
            // The class is an item, too. Of two ways that are as short, the one that
            // names fewer codes.
            let ways = (there.runs(), lacking.runs().saturating_add(1));
            let by_codes = ways.0 < ways.1 || (ways.0 == ways.1 && there.len() <= lacking.len());
            let (head, codes, sign) = if by_codes {
                (None, there, "")
            } else {
                (Some(class), lacking, "!")
            };
            if let Some(class) = head {
                write!(out, "{separator}{class}")?;
                separator = ", ";
            }
            let mut rest = codes;
            while let Some((first, last)) = rest.first_run() {
                rest = rest.with_range(first.index(), last.index(), false);
                write!(out, "{separator}{sign}{first}")?;
                if first != last {
                    write!(out, "-{last}")?;
                }
                separator = ", ";
            }
        }
        Ok(())
    }

    /// The first run of codes without a gap.
    fn first_run(self) -> Option<(StatusCode, StatusCode)> {
        let first = self.iter().next()?;
        let steps = self.iter().zip(first.index()..);
        let last = steps
            .take_while(|(code, index)| code.index() == *index)
            .last()?;
        Some((first, last.0))
    }

    fn runs(self) -> usize {
        let mut rest = self;
        let mut count = 0_usize;
        while let Some((first, last)) = rest.first_run() {
            rest = rest.with_range(first.index(), last.index(), false);
            count = count.saturating_add(1);
        }
        count
    }
}
