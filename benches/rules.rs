//! The rules that stand on the path of every response: membership of a set, what a
//! proxy does on arrival, the choice among the responses of a fork.
//! `cargo bench --bench rules`
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sip_status::{
    ContextState, Method, Outcome, ResponseContext, StatusCode, StatusCodeSet, status_codes,
};

const FAILOVER: StatusCodeSet = status_codes!("408, 480-487, 5xx, !503");

/// A benchmark that asks each of the 600 codes one question.
fn ask<T>(c: &mut Criterion, name: &str, question: impl Fn(StatusCode) -> T) {
    let mut group = c.benchmark_group(name);
    group.throughput(Throughput::Elements(600));
    group.bench_function("600 codes", |b| {
        b.iter(|| {
            for code in StatusCode::ALL {
                black_box(question(black_box(*code)));
            }
        });
    });
    group.finish();
}

fn questions(c: &mut Criterion) {
    let (invite, open) = (Method::Invite, ContextState::Open);
    ask(c, "set_contains", |code| FAILOVER.contains(code));
    ask(c, "treated_as", |code| code.treated_as(FAILOVER));
    ask(c, "arrival", |code| {
        code.arrival(black_box(invite), black_box(open))
    });
    ask(c, "preference", StatusCode::preference);
}

/// Failures as they come, none of which ends a search.
fn failures(count: u8) -> Vec<StatusCode> {
    let failures = StatusCode::NAMED.iter().copied();
    let failures = failures.filter(|code| code.is_failure() && !code.is_global_failure());
    let shuffled = failures.clone().skip(7).step_by(5).chain(failures);
    shuffled.cycle().take(count.into()).collect()
}

/// From the first branch to the answer, and the bare choice of the best.
fn forks(c: &mut Criterion) {
    let mut group = c.benchmark_group("fork");
    for branches in [2_u8, 8, 32] {
        let codes = failures(branches);
        group.throughput(Throughput::Elements(branches.into()));
        let id = |name| BenchmarkId::new(name, branches);
        group.bench_with_input(id("context"), &codes, |b, codes| {
            b.iter(|| {
                let mut context = ResponseContext::new(black_box(Method::Invite));
                for branch in 0..branches {
                    let _ = black_box(context.open(branch));
                }
                for (branch, code) in (0..).zip(black_box(codes)) {
                    let outcome = Outcome::Response(*code);
                    black_box(context.receive_outcome(branch, outcome));
                }
                black_box(context.take_answer())
            });
        });
        group.bench_with_input(id("max_by_key"), &codes, |b, codes| {
            b.iter(|| {
                let codes = black_box(codes).iter().copied();
                codes.max_by_key(|code| code.preference())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, questions, forks);
criterion_main!(benches);
