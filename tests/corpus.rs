//! Status lines from the field, with a verdict for each.
//!
//! The environment variable `SIP_STATUS_CORPUS` names the file: a JSON object a
//! line with `bytes_hex`, `strict`, `tolerant` (`accept` or `reject`), `code`
//! and `phrase_hex`. Without it there is nothing to do.

#![allow(missing_docs)]

use serde_json::Value;
use sip_status::{Progress, StatusLine};

fn octets(hex: &str) -> Vec<u8> {
    let digits = hex.as_bytes().chunks(2);
    digits
        .map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap())
        .collect()
}

#[test]
fn every_line_of_the_corpus() {
    let Some(path) = std::env::var_os("SIP_STATUS_CORPUS") else {
        return;
    };
    let corpus = std::fs::read_to_string(path).unwrap();
    let mut count = 0;
    for row in corpus.lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let input = octets(row["bytes_hex"].as_str().unwrap());
        let verdicts = [
            ("tolerant", StatusLine::parse(&input)),
            ("strict", StatusLine::parse_strict(&input)),
        ];
        for (name, found) in verdicts {
            let accepted = found.ok().and_then(Progress::complete);
            assert_eq!(
                accepted.is_some(),
                row[name] == "accept",
                "{name}: {row} {found:?}"
            );
            if let Some(parsed) = accepted {
                assert_eq!(parsed.line().code().as_u16(), row["code"], "{row}");
                let phrase = octets(row["phrase_hex"].as_str().unwrap());
                assert_eq!(parsed.line().phrase().as_bytes(), phrase, "{row}");
            }
        }
        // A line without an end is whole for a sipfrag.
        if row["terminator"] == "none" && row["tolerant"] == "reject" {
            assert!(
                !matches!(StatusLine::parse(&input), Ok(Progress::Complete(_))),
                "{row}"
            );
        }
        count += 1;
    }
    assert!(count > 0, "the corpus has no line");
    println!("{count} lines of the corpus agree");
}
