//! The search through the octets of a line, beside plain loops. In the whole parser a
//! fault here may be only slow, as the general reader makes up for it.

#![allow(missing_docs)]

#[path = "../src/line/octets.rs"]
mod octets;

use octets::{
    Octet, all_common, all_plain, find_control, find_end, find_end_of_common, find_illegal,
    has_control, is_clean, is_common, is_plain, place,
};

/// CR, LF and NUL are, and some more that no phrase has.
fn stops(octet: u8) -> bool {
    octet < 0x0E
}

/// The letters, digits and marks that are told in the fewest steps.
fn common(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || b" &'()*+,-./:;".contains(&octet)
}

/// RFC 3261 §25.1: reserved, unreserved, UTF8-CONT, SP and HTAB.
fn plain(octet: u8) -> bool {
    octet.is_ascii_alphanumeric()
        || b";/?:@&=+$,-_.!~*'() \t".contains(&octet)
        || (0x80..=0xBF).contains(&octet)
}

/// Every octet at every place among so many others.
fn each(length: usize, mut check: impl FnMut(&[u8], usize, u8)) {
    for at in 0..length {
        let mut octets = vec![b'x'; length];
        for octet in 0..=255 {
            octets[at] = octet;
            check(&octets, at, octet);
        }
    }
}

#[test]
fn all_of_a_chunk() {
    each(16, |octets, at, octet| {
        let chunk: &[u8; 16] = octets.try_into().unwrap();
        let row = format!("{octet:#04x} at {at}");
        assert_eq!(has_control(chunk), stops(octet), "{row}");
        assert_eq!(place(chunk), stops(octet).then_some(at), "{row}");
        assert_eq!(all_common(chunk), common(octet), "{row}");
        assert_eq!(all_plain(chunk), plain(octet), "{row}");
    });
}

/// What stands behind the first, even next to it, does not matter.
#[test]
fn the_first_of_two() {
    for first in 0..16 {
        for second in first + 1..16 {
            for (a, b) in [(b'\r', b'\n'), (0, 0), (0x0D, 0x0E), (0, 1), (0x0C, 0x8D)] {
                let mut chunk = [0xFF; 16];
                (chunk[first], chunk[second]) = (a, b);
                assert_eq!(
                    place(&chunk),
                    Some(first),
                    "{a} at {first}, {b} at {second}"
                );
            }
        }
    }
}

#[test]
fn all_of_any_number() {
    assert!(is_common(b"") && is_plain(b""));
    for length in 1..=70 {
        each(length, |octets, at, octet| {
            let row = format!("{octet:#04x} at {at} of {length}");
            assert_eq!(is_common(octets), common(octet), "{row}");
            assert_eq!(is_plain(octets), plain(octet), "{row}");
            assert_eq!(find_control(octets), stops(octet).then_some(at), "{row}");
            // Nothing follows that an escape or a character needs.
            let wrong = (!plain(octet)).then_some(at);
            assert_eq!(find_illegal(octets), wrong, "{row}");
        });
    }
}

#[test]
fn from_any_place_on() {
    for length in 0..=50 {
        let line = vec![b'x'; length];
        for from in 0..=length {
            assert_eq!(find_end(&line, from), None);
            for at in from..length {
                let mut line = line.clone();
                line[at] = b'\r';
                assert_eq!(find_end(&line, from), Some(at), "{from} {at} of {length}");
            }
        }
        assert_eq!(find_end(&line, length + 1), None);
    }
}

/// Whether there is a stop at or behind a place. One among the last 16 octets counts,
/// too, if all octets from that place on are among them.
#[test]
fn clean_from_any_place_on() {
    for length in 0..=50 {
        let line = vec![b'x'; length];
        assert!(!is_clean(&line, length + 1), "{length}");
        for from in 0..=length {
            assert!(is_clean(&line, from), "{from} of {length}");
            let asked = match length.checked_sub(16) {
                Some(last) if last <= from => last,
                _ => from,
            };
            for at in 0..length {
                let mut line = line.clone();
                line[at] = b'\r';
                assert_eq!(is_clean(&line, from), at < asked, "{from} {at} of {length}");
            }
        }
    }
}

/// A line of the least length has 16 octets before its end. A shorter one, and one
/// with an octet that is not common, is left to another reader.
#[test]
fn the_end_of_common_octets() {
    const FROM: usize = 12;
    for behind in [&b""[..], b"\n", b"\nVia: SIP/2.0/UDP host.example.com"] {
        for length in FROM..=60 {
            let line = [
                b"SIP/2.0 480 ",
                &vec![b'x'; length - FROM][..],
                b"\r",
                behind,
            ]
            .concat();
            let end = (length >= 16).then_some(length);
            assert_eq!(find_end_of_common(&line, FROM), end, "{length}");
            for at in FROM..length {
                for octet in 0..=255_u8 {
                    let mut line = line.clone();
                    line[at] = octet;
                    let end = match octet {
                        _ if stops(octet) => (at >= 16).then_some(at),
                        _ => end.filter(|_| common(octet)),
                    };
                    let row = format!("{octet:#04x} at {at} of {length}");
                    assert_eq!(find_end_of_common(&line, FROM), end, "{row}");
                }
            }
        }
    }
    let endless = [b'x'; 60];
    for length in 0..=60 {
        assert_eq!(find_end_of_common(&endless[..length], FROM), None);
    }
}

#[test]
fn kinds_of_octets() {
    for octet in 0..=255_u8 {
        let kind = Octet::of(octet);
        assert_eq!(kind == Octet::Plain, plain(octet), "{octet:#04x}");
        assert_eq!(kind == Octet::Percent, octet == b'%', "{octet:#04x}");
        // As many continuations as the first octet has ones behind the top one.
        let wanted = match octet.leading_ones() {
            ones @ 2..=6 => u8::try_from(ones - 1).ok(),
            _ => None,
        };
        let found = match kind {
            Octet::Lead(wanted) => Some(wanted),
            _ => None,
        };
        assert_eq!(found, wanted, "{octet:#04x}");
    }
}
