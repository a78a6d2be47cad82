//! Every parser over every input. `../run` also writes the results down.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use sip_status_peers::inputs::{self, Input};
use sip_status_peers::parsers::{self, Parser, Visitor};

/// Measures each parser that it visits over one input.
struct Bench<'a> {
    criterion: &'a mut Criterion,
    input: &'a Input,
}

impl Visitor for Bench<'_> {
    fn visit<P: Parser>(&mut self) {
        let lines: Vec<&'static [u8]> = self
            .input
            .lines
            .iter()
            .map(|line| &*P::input(line).leak())
            .collect();
        let mut group = self.criterion.benchmark_group(&self.input.id);
        // A single line does not pay for a loop.
        if let [line] = lines[..] {
            group.bench_function(P::NAME, |bencher| bencher.iter(|| read::<P>(line)));
        } else {
            group.bench_function(P::NAME, |bencher| {
                bencher.iter(|| {
                    for line in &lines {
                        black_box(read::<P>(line));
                    }
                });
            });
        }
        group.finish();
    }
}

/// Reads a line that the compiler does not know, and looks at code and phrase.
fn read<P: Parser>(line: &'static [u8]) -> bool {
    P::read(black_box(line), |code, phrase| {
        black_box(code);
        black_box(phrase);
    })
}

fn status_line(criterion: &mut Criterion) {
    for input in &inputs::all() {
        parsers::each(&mut Bench { criterion, input });
    }
}

/// Short, as there are some 200 of them.
fn settings() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(300))
        .nresamples(10_000)
}

criterion_group!(name = benches; config = settings(); targets = status_line);
criterion_main!(benches);
