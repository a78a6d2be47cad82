//! No parser panics, and they agree with one another: what the strict one takes
//! the tolerant one takes, too, with the same pieces and without a deviation;
//! and a stream that brings the input in pieces ends the same, by either rules, with
//! the CRLFs before the line and without them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_status::{Progress, StatusLine, StatusLineParser};

fuzz_target!(|input: &[u8]| {
    let tolerant = StatusLine::parse(input);
    let strict = StatusLine::parse_strict(input);
    match (tolerant, strict) {
        (Ok(Progress::Complete(t)), Ok(Progress::Complete(s))) => {
            assert_eq!(t, s);
            assert!(t.deviations().is_empty());
        }
        (Ok(Progress::Complete(t)), Err(error)) => {
            assert!(!t.deviations().is_empty());
            assert!(error.offset() <= input.len());
        }
        (Ok(Progress::Incomplete { skip: a }), Ok(Progress::Incomplete { skip: b })) => {
            assert_eq!(a, b);
            assert!(a <= input.len());
        }
        (Err(t), Err(s)) => assert!(s.offset() <= t.offset()),
        other => panic!("{other:?}"),
    }
    if let Ok(Progress::Complete(parsed)) = tolerant {
        let content = parsed.phrase().as_bytes();
        assert!(!content.iter().any(|o| matches!(o, b'\r' | b'\n' | 0)));
        let _ = (parsed.line().to_string(), parsed.line().known_phrase());
    }
    if let Ok(parsed) = StatusLine::parse_sipfrag(input) {
        assert!(parsed.raw().len() + parsed.rest().len() <= input.len());
    }
    // The first and the last octet say where the input is cut.
    let place = |octet: Option<&u8>| octet.map_or(0, |o| usize::from(*o).min(input.len()));
    let cut = place(input.first());
    let later = cut.max(place(input.last()));
    for (max, strict) in [(20, false), (40, true), (8192, false), (8192, true)] {
        let parser = StatusLineParser::new()
            .with_max_length(max)
            .with_strict(strict);
        let whole = parser.clone().parse(input);
        let mut parser = parser;
        let mut pieces = parser.parse(&input[..cut]);
        if matches!(pieces, Ok(Progress::Incomplete { .. })) {
            // What was seen of a part is no help to whoever takes it for another line.
            let other = input.get(cut..).unwrap_or_default();
            if let Ok(sipfrag) = parser.clone().with_sipfrag(true).parse(other) {
                let parsed = sipfrag.complete().expect("the input ends the line");
                let phrase = parsed.phrase().as_bytes();
                assert!(!phrase.iter().any(|o| matches!(o, b'\r' | b'\n' | 0)));
            }
        }
        for length in [later, input.len()] {
            if matches!(pieces, Ok(Progress::Incomplete { .. })) {
                pieces = parser.parse(&input[..length]);
            }
        }
        match (pieces, whole) {
            (Ok(Progress::Complete(a)), Ok(Progress::Complete(b))) => {
                assert_eq!((a.line(), a.raw()), (b.line(), b.raw()));
            }
            (pieces, whole) => assert_eq!(pieces, whole),
        }
    }
    // In equal pieces. Their size and whether CRLFs are left out depend on the length.
    let length = input.len();
    let (size, leave_out) = (length % 3 + 1, length / 3 % 2 == 1);
    for strict in [false, true] {
        let new = StatusLineParser::new().with_strict(strict);
        let (mut parser, mut from) = (new.clone(), 0);
        for to in (0..length).step_by(size).chain([length]) {
            let piece = &input[from..to];
            let result = parser.parse(piece);
            assert_eq!(result, new.clone().parse(piece));
            match result {
                Ok(Progress::Incomplete { skip }) if leave_out => from += skip,
                Ok(Progress::Incomplete { .. }) => {}
                _ => break,
            }
        }
    }
});
