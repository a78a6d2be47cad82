//! What holds for every header field value.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The same for the same value, in every run.
pub(crate) fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What differs spreads over a map: no two of these have the same hash.
#[allow(dead_code, reason = "not every test needs it")]
pub(crate) fn assert_spread<T: Hash>(values: impl IntoIterator<Item = T>) {
    let mut hashes: Vec<u64> = values.into_iter().map(|value| hash(&value)).collect();
    let all = hashes.len();
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(hashes.len(), all);
}

/// What is read is written in one line, and read again as the same.
macro_rules! round_trip {
    ($type:ident, $value:expr) => {
        let value: &[u8] = $value;
        let shown = value.escape_ascii();
        if let Ok(read) = $type::parse(value) {
            let mut octets = vec![0; read.encoded_len()];
            assert_eq!(read.write_to(&mut octets), Ok(octets.len()), "{shown}");
            let again = $type::parse(&octets).unwrap_or_else(|e| panic!("{shown}: {e}"));
            assert_eq!(again, read, "{shown}");
            let different = std::collections::HashSet::from([read, again]).len();
            assert_eq!(different, 1, "{shown}");
            for octet in *b"\r\n\0" {
                assert!(!octets.contains(&octet), "{shown}");
            }
            let text = String::from_utf8_lossy(&octets);
            assert_eq!(read.to_string(), text, "{shown}");
            let needed = octets.len();
            let error = read.write_to(&mut octets[1..]).unwrap_err();
            assert_eq!(error.needed(), needed, "{shown}");
        }
    };
}

pub(crate) use round_trip;
