//! The look-ups of `StatusCode`, over all codes, beside `http::StatusCode` doing
//! the same where it can. `cargo bench --bench codes`
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use sip_status::{HeaderName, StatusCode};

/// The codes that both know: 100 to 599.
fn numbers() -> Vec<u16> {
    (100..600).collect()
}

fn from_u16(c: &mut Criterion) {
    let numbers = numbers();
    let mut group = c.benchmark_group("from_u16");
    group.throughput(Throughput::Elements(numbers.len() as u64));
    group.bench_function("sip-status", |b| {
        b.iter(|| {
            for number in &numbers {
                black_box(StatusCode::from_u16(black_box(*number)));
            }
        });
    });
    group.bench_function("http", |b| {
        b.iter(|| {
            for number in &numbers {
                black_box(http::StatusCode::from_u16(black_box(*number)).ok());
            }
        });
    });
    group.finish();
}

fn from_bytes(c: &mut Criterion) {
    let texts: Vec<String> = numbers().iter().map(u16::to_string).collect();
    let mut group = c.benchmark_group("from_bytes");
    group.throughput(Throughput::Elements(texts.len() as u64));
    group.bench_function("sip-status", |b| {
        b.iter(|| {
            for text in &texts {
                let _ = black_box(StatusCode::from_bytes(black_box(text.as_bytes())));
            }
        });
    });
    group.bench_function("http", |b| {
        b.iter(|| {
            for text in &texts {
                let _ = black_box(http::StatusCode::from_bytes(black_box(text.as_bytes())));
            }
        });
    });
    group.finish();
}

/// A benchmark that asks each of both crates' codes one question.
macro_rules! ask {
    ($name:ident, $ours:expr, $theirs:expr) => {
        fn $name(c: &mut Criterion) {
            let numbers = numbers();
            let ours: Vec<_> = numbers
                .iter()
                .filter_map(|n| StatusCode::from_u16(*n))
                .collect();
            let theirs: Vec<_> = numbers
                .iter()
                .flat_map(|n| http::StatusCode::from_u16(*n))
                .collect();
            let mut group = c.benchmark_group(stringify!($name));
            group.throughput(Throughput::Elements(numbers.len() as u64));
            group.bench_function("sip-status", |b| {
                b.iter(|| {
                    for code in &ours {
                        black_box($ours(black_box(*code)));
                    }
                });
            });
            group.bench_function("http", |b| {
                b.iter(|| {
                    for code in &theirs {
                        black_box($theirs(black_box(*code)));
                    }
                });
            });
            group.finish();
        }
    };
}

ask!(class, StatusCode::class, |code: http::StatusCode| code
    .as_u16()
    / 100);
ask!(
    is_success,
    StatusCode::is_success,
    |code: http::StatusCode| code.is_success()
);
ask!(as_str, StatusCode::as_str, |code: http::StatusCode| {
    // Its text borrows from the code, so its length is what can leave.
    code.as_str().len()
});
ask!(
    canonical_phrase,
    StatusCode::canonical_phrase,
    |code: http::StatusCode| { code.canonical_reason() }
);
// `http` has no phrase for a code without a name.
ask!(
    reason_phrase,
    StatusCode::reason_phrase,
    |code: http::StatusCode| { code.canonical_reason().unwrap_or("") }
);

fn phrase_look_up(c: &mut Criterion) {
    let phrases: Vec<_> = StatusCode::NAMED
        .iter()
        .map(|code| code.reason_phrase())
        .collect();
    let mut group = c.benchmark_group("from_phrase");
    group.throughput(Throughput::Elements(phrases.len() as u64));
    group.bench_function("sip-status", |b| {
        b.iter(|| {
            for phrase in &phrases {
                black_box(StatusCode::from_phrase(black_box(phrase.as_bytes())));
            }
        });
    });
    group.finish();
}

fn header_look_up(c: &mut Criterion) {
    let names: Vec<_> = HeaderName::ALL
        .iter()
        .map(|name| name.as_str().as_bytes())
        .collect();
    let mut group = c.benchmark_group("header_name");
    group.throughput(Throughput::Elements(names.len() as u64));
    group.bench_function("sip-status", |b| {
        b.iter(|| {
            for name in &names {
                black_box(HeaderName::from_bytes(black_box(name)));
            }
        });
    });
    // `http` keeps a name that it does not know, so it has more to do.
    group.bench_function("http", |b| {
        b.iter_batched(
            || (),
            |()| {
                for name in &names {
                    let _ = black_box(http::HeaderName::from_bytes(black_box(name)));
                }
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(
    benches,
    from_u16,
    from_bytes,
    class,
    is_success,
    as_str,
    canonical_phrase,
    reason_phrase,
    phrase_look_up,
    header_look_up
);
criterion_main!(benches);
