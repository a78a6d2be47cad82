//! Nothing allocates: every path is walked under a counting allocator.

#![allow(missing_docs)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fmt::{self, Write};
use std::hint::black_box;

use sip_status::{
    HeaderName, Method, Metric, Outcome, Progress, Reason, ResponseContext, ResponseCounts,
    RetryAfter, RetryContext, StatusCode, StatusLine, StatusLineParser,
};

struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

#[expect(
    unsafe_code,
    reason = "an allocator is unsafe by nature; this one only counts"
)]
// SAFETY: every call goes on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Takes any text, keeps none.
struct Sink;

impl Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        black_box(text);
        Ok(())
    }
}

fn count(work: impl FnOnce()) -> usize {
    let before = COUNT.with(Cell::get);
    work();
    COUNT.with(Cell::get) - before
}

#[test]
fn the_counter_counts() {
    assert!(count(|| drop(black_box(Box::new(1)))) > 0);
}

/// Reads, asks and writes all that can be of a line.
fn walk(input: &[u8], buffer: &mut [u8]) {
    let mut parser = StatusLineParser::new();
    for length in 0..input.len() {
        let _ = black_box(parser.parse(&input[..length]));
    }
    let results = [
        StatusLine::parse(input),
        StatusLine::parse_strict(input),
        StatusLine::parse_sipfrag(input).map(Progress::Complete),
    ];
    for result in results {
        match result {
            Ok(Progress::Complete(parsed)) => {
                for deviation in parsed.deviations() {
                    write!(Sink, "{deviation}").unwrap();
                }
                for line in [parsed.line(), parsed.line().escaped()] {
                    write!(Sink, "{line} {line:?} {}", line.version().minor()).unwrap();
                    line.write_into(&mut Sink).unwrap();
                    black_box(line.write_to(buffer)).unwrap();
                    black_box((line.encoded_len(), line.known_phrase()));
                }
            }
            Ok(Progress::Incomplete { .. }) => {}
            Err(error) => write!(Sink, "{error}").unwrap(),
        }
    }
    let own = StatusLine::with_phrase(StatusCode::Ok, input);
    if let Err(error) = own {
        write!(Sink, "{error}").unwrap();
    }
    write!(
        Sink,
        "{}",
        StatusLine::with_escaped_phrase(StatusCode::Ok, input)
    )
    .unwrap();
}

#[test]
fn nothing_allocates() {
    let walked = count(|| {
        for code in StatusCode::ALL {
            write!(Sink, "{code} {code:#} {code:>9} {code:?} {code:#?}").unwrap();
            black_box(code.as_str().parse::<StatusCode>()).unwrap();
            black_box(StatusCode::from_phrase(code.reason_phrase().as_bytes()));
            black_box(code.classify_phrase(b"Out to lunch"));
            for obligation in code.headers() {
                write!(Sink, "{obligation}").unwrap();
                black_box(HeaderName::from_bytes(
                    obligation.field().as_str().as_bytes(),
                ));
            }
            for missing in code.missing_headers(Method::Invite, |_| false) {
                write!(Sink, "{missing}").unwrap();
            }
            for source in code.retry().sources() {
                write!(Sink, "{source} {}", source.link()).unwrap();
            }
        }
        let mut counts: ResponseCounts = StatusCode::ALL.iter().copied().collect();
        counts.merge(&ResponseCounts::from_fn(|code| code.as_u16().into()));
        for metric in Metric::ALL {
            let ratio = counts.ratio(*metric).unwrap();
            write!(Sink, "{metric} {ratio:.1} {ratio} {}", ratio.per_mille()).unwrap();
        }
        write!(Sink, "{counts:?} {}", counts.total()).unwrap();
        for text in ["", "48", "48x", "700", "+86"] {
            write!(Sink, "{}", text.parse::<StatusCode>().unwrap_err()).unwrap();
        }
    });
    assert_eq!(walked, 0);
    let walked = count(|| {
        let mut buffer = [0; 256];
        for code in StatusCode::ALL {
            walk(code.status_line(), &mut buffer);
        }
        let lines: &[&[u8]] = &[
            b"",
            b"INVITE",
            b"SIP/2.0",
            b"SIP/2.0  200OK <\x01% \xFF\n",
            b"SIP/2.0 200 a\rb\r\n",
            b"SIP/2.0 9999 Nope\r\n",
            b"\r\n\r\nsip/7.1 480 [gone] \xE7\x84\xA1\r\nVia: x",
        ];
        for line in lines {
            walk(line, &mut buffer);
        }
    });
    assert_eq!(walked, 0);
}

/// A fork with each code beside a failure, and all that can be asked of it.
#[test]
fn a_fork_does_not_allocate() {
    let walked = count(|| {
        for code in StatusCode::ALL {
            let mut context = ResponseContext::new(Method::Invite);
            for branch in 0..=64 {
                if let Err(error) = context.open(branch) {
                    write!(Sink, "{error}").unwrap();
                }
            }
            for branch in 0..64 {
                black_box(context.receive(branch, StatusCode::Ringing));
                black_box(context.receive(branch, *code));
                black_box(context.receive(branch, Outcome::Timeout));
            }
            write!(Sink, "{context:?} {}", context.challenges()).unwrap();
            black_box((context.take_cancels(), context.take_answer()));
        }
    });
    assert_eq!(walked, 0);
}

#[test]
fn field_values_do_not_allocate() {
    let walked = count(|| {
        let mut buffer = [0; 256];
        let values: &[&[u8]] = &[
            b"",
            b"120 (in a (small)\r\n meeting \\) \xFF);duration=7;a;b=\"c\\\"d\"",
            b"120\r\nTo: x",
            b"120 (",
        ];
        for value in values {
            match RetryAfter::parse(value) {
                Ok(after) => {
                    write!(Sink, "{after} {after:?}").unwrap();
                    black_box((after.write_to(&mut buffer), after == after))
                        .0
                        .unwrap();
                    for parameter in after.parameters() {
                        write!(Sink, "{parameter} {parameter:?}").unwrap();
                    }
                }
                Err(error) => write!(Sink, "{error}").unwrap(),
            }
        }
        let field = b"SIP;cause=486;text=\"a\\\"b\r\n c\xFF\", Q.850;location=LN;x=y, \"";
        for reason in Reason::list(field) {
            match reason {
                Ok(reason) => {
                    write!(Sink, "{reason} {reason:?} {:?}", reason.status()).unwrap();
                    black_box(reason.write_to(&mut buffer)).unwrap();
                }
                Err(error) => write!(Sink, "{error}").unwrap(),
            }
        }
        for code in StatusCode::ALL {
            let after = Some(RetryAfter::for_overlap(1 << 31));
            let steps = Outcome::from(*code)
                .next_steps(RetryContext::new(Method::Invite).with_retry_after(after));
            for step in steps {
                write!(Sink, "{step:?}").unwrap();
            }
        }
        let own = Reason::from_status(StatusCode::Ok)
            .with_text("\u{7F}")
            .unwrap();
        write!(Sink, "{own}").unwrap();
        let own = RetryAfter::new(5).with_comment("back \\ soon :)").unwrap();
        write!(Sink, "{own}").unwrap();
    });
    assert_eq!(walked, 0);
}
