//! What holds for a fork whatever comes in whatever order (RFC 3261 §16.7 steps 5
//! and 6, RFC 4320, RFC 6026), over all orders of small forks and over many
//! random ones, beside a naive model that remembers everything.

#![allow(missing_docs)]

mod fork;
mod random;

use fork::{TIMEOUT, TRANSPORT, context, outcome};
use random::Random;
use sip_status::{Answer, Arrival, Candidate, Method, ResponseContext, StatusCode};

const METHODS: [Method; 3] = [Method::Invite, Method::Options, Method::Extension];

/// Final codes of every kind that §16.7 tells apart, and what is no response.
const FINALS: [u16; 15] = [
    TIMEOUT, TRANSPORT, 200, 202, 302, 401, 404, 407, 408, 430, 484, 500, 503, 504, 603,
];

fn number_of(what: u16) -> u16 {
    match what {
        TIMEOUT => 408,
        TRANSPORT => 503,
        number => number,
    }
}

/// The classes in the order of §16.7 step 6.
fn class_place(what: u16) -> u16 {
    match number_of(what) / 100 {
        2 => 0,
        6 => 1,
        class => class,
    }
}

/// Whether a proxy may choose it (RFC 4320 §4.2).
fn is_candidate(method: Method, what: u16) -> bool {
    method == Method::Invite || number_of(what) != 408
}

/// What went upstream for a fork with these finals, in their order: each with its
/// branch, and the code that was sent.
fn run(method: Method, finals: &[(u8, u16)]) -> Vec<(Option<u8>, u16)> {
    let branches = u8::try_from(finals.len()).unwrap();
    let mut context = context(method, branches);
    let mut sent = Vec::new();
    for (branch, what) in finals {
        assert_eq!(context.answer(), None);
        let arrival = context.receive(*branch, outcome(*what));
        assert_ne!(arrival, Arrival::Forward);
        if arrival.is_forwarded() {
            sent.push((Some(*branch), *what));
        }
    }
    match context.take_answer() {
        Some(Answer::Forward { branch, code }) => sent.push((Some(branch), code.as_u16())),
        Some(Answer::Generate { code }) => sent.push((None, code.as_u16())),
        _ => {}
    }
    assert_eq!(context.take_answer(), None);
    sent
}

/// What §16.7 says of the finals of a whole fork, in their order of arrival.
fn check(method: Method, finals: &[(u8, u16)]) -> Vec<u16> {
    let sent = run(method, finals);
    let codes = sent.iter().map(|(_, code)| *code).collect();
    let say = || format!("{method} {finals:?} sent {sent:?}");
    let successes = finals.iter().filter(|(_, what)| what / 100 == 2);
    let successes: Vec<_> = successes.map(|(b, what)| (Some(*b), *what)).collect();
    if !successes.is_empty() {
        // Every 2xx to INVITE, in order; of others the first; and nothing else.
        let due = if method == Method::Invite {
            successes.len()
        } else {
            1
        };
        assert_eq!(sent, successes[..due], "{}", say());
        return codes;
    }
    let candidates = finals.iter().filter(|(_, w)| is_candidate(method, *w));
    let best = candidates.clone().map(|(_, w)| class_place(*w)).min();
    let Some(best) = best else {
        // "If there are no final responses in the context": RFC 4320 §4.2.
        assert_eq!(sent, [], "{}", say());
        return codes;
    };
    // Exactly one, of the class that has to be chosen, and never a 503.
    assert_eq!(sent.len(), 1, "{}", say());
    let (branch, code) = sent[0];
    assert_eq!(class_place(code), best, "{}", say());
    assert_ne!(code, 503, "{}", say());
    let of_class: Vec<_> = candidates
        .filter(|(_, w)| class_place(*w) == best)
        .collect();
    // What helps to send the request again is preferred in 4xx.
    let helps = |code: u16| [401, 407, 415, 420, 484].contains(&code);
    if best == 4 && of_class.iter().any(|(_, what)| helps(*what)) {
        assert!(helps(code), "{}", say());
    }
    // What was not received cannot be forwarded; what is forwarded came there,
    // as the first with its code.
    if let Some(branch) = branch {
        let first = of_class.iter().find(|(_, what)| *what == code);
        assert_eq!(first.map(|(b, _)| *b), Some(branch), "{}", say());
    } else if best == 4 {
        assert!(of_class.iter().all(|(_, w)| *w == TIMEOUT), "{}", say());
    } else {
        let nothing_else = |w: u16| [503, TRANSPORT].contains(&w);
        assert!(of_class.iter().all(|(_, w)| nothing_else(*w)), "{}", say());
    }
    codes
}

/// Every order of the finals.
fn permutations(finals: &[u16]) -> Vec<Vec<u16>> {
    if finals.len() < 2 {
        return vec![finals.to_vec()];
    }
    let mut all = Vec::new();
    for position in 0..finals.len() {
        let mut rest = finals.to_vec();
        let first = rest.remove(position);
        for mut tail in permutations(&rest) {
            tail.insert(0, first);
            all.push(tail);
        }
    }
    all
}

/// All multisets of one to four finals, in all orders: the laws hold, and the code
/// that is answered is the same in each order.
#[expect(
    clippy::needless_range_loop,
    reason = "each loop begins where it is in the one around it"
)]
#[test]
fn all_orders_of_small_forks() {
    let mut orders = 0;
    for method in METHODS {
        for a in 0..FINALS.len() {
            one_fork(method, &[FINALS[a]]);
            for b in a..FINALS.len() {
                for c in b..FINALS.len() {
                    for d in c..FINALS.len() {
                        let fork = [a, b, c, d].map(|i| FINALS[i]);
                        orders += one_fork(method, &fork);
                    }
                    one_fork(method, &[a, b, c].map(|i| FINALS[i]));
                }
                one_fork(method, &[a, b].map(|i| FINALS[i]));
            }
        }
    }
    assert!(orders > 200_000, "{orders}");
}

fn one_fork(method: Method, fork: &[u16]) -> usize {
    let orders = permutations(fork);
    let mut codes = Vec::new();
    for order in &orders {
        let finals: Vec<_> = (0..).zip(order.iter().copied()).collect();
        let mut sent = check(method, &finals);
        sent.sort_unstable();
        codes.push(sent);
    }
    // Of several 2xx to one that is no INVITE, the first goes.
    if method == Method::Invite || !fork.iter().any(|what| what / 100 == 2) {
        codes.dedup();
        assert_eq!(codes.len(), 1, "{method} {fork:?}");
    }
    orders.len()
}

/// A context that remembers every event, and answers by looking through them.
struct Model {
    method: Method,
    opened: Vec<u8>,
    events: Vec<(u8, u16)>,
    kept: Vec<(u8, u16)>,
    stopped: bool,
    answered: bool,
}

impl Model {
    fn has_final(&self, branch: u8) -> bool {
        let is_final = |what: u16| !(100..200).contains(&what);
        let mut events = self.events.iter();
        events.any(|(b, what)| *b == branch && is_final(*what))
    }

    fn receive(&mut self, branch: u8, what: u16) -> Arrival {
        let number = number_of(what);
        let invite = self.method == Method::Invite;
        if !self.opened.contains(&branch) {
            return Arrival::Absorb;
        }
        let done = self.has_final(branch);
        self.events.push((branch, what));
        match number {
            200..=299 if invite || !done && !self.answered => {
                self.answered = true;
                self.stopped = true;
                Arrival::ForwardAndStop
            }
            _ if self.answered || done => Arrival::Absorb,
            101..=199 if invite => Arrival::Forward,
            100..=199 => Arrival::Absorb,
            _ if !is_candidate(self.method, what) => Arrival::Absorb,
            _ => {
                self.kept.push((branch, what));
                self.stopped |= number >= 600;
                if number >= 600 {
                    Arrival::KeepAndStop
                } else {
                    Arrival::Keep
                }
            }
        }
    }

    fn unfinished(&self) -> Vec<u8> {
        let mut open = self.opened.clone();
        open.retain(|branch| !self.has_final(*branch));
        open.sort_unstable();
        open
    }
}

/// Long random runs on up to 64 branches, with anything on any branch.
#[test]
fn random_runs_beside_the_model() {
    let mut random = Random(0x5349_5020_3220_3031);
    let mut answers = 0;
    for _ in 0..4_000 {
        let method = METHODS[random.below(METHODS.len())];
        let mut real = ResponseContext::new(method);
        let mut model = Model {
            method,
            opened: Vec::new(),
            events: Vec::new(),
            kept: Vec::new(),
            stopped: false,
            answered: false,
        };
        let branches = 1 + random.below(8) * random.below(9);
        for _ in 0..branches * 4 {
            let branch = u8::try_from(random.below(branches + 1)).unwrap();
            if random.below(4) == 0 && !model.opened.contains(&branch) {
                let opened = real.open(branch);
                assert_eq!(opened.is_ok(), !model.stopped && branch < 64);
                if opened.is_ok() {
                    model.opened.push(branch);
                }
            }
            let what = match random.below(5) {
                // Few 2xx and 6xx, lest the runs be short.
                0 => FINALS[random.below(FINALS.len())],
                1 => u16::try_from(300 + random.below(300)).unwrap(),
                _ => u16::try_from(100 + random.below(100)).unwrap(),
            };
            let arrival = real.receive(branch, outcome(what));
            assert_eq!(arrival, model.receive(branch, what), "{branch}:{what}");
            assert_ne!((arrival.is_forwarded(), what), (true, 100));
            let unfinished: Vec<_> = real.unfinished().iter().collect();
            assert_eq!(unfinished, model.unfinished());
            assert_eq!(real.is_stopped(), model.stopped);
            let best = model.kept.iter().map(|(_, what)| outcome(*what));
            let best = best.max_by_key(|outcome| outcome.preference());
            assert_eq!(real.best().map(Candidate::outcome), best);
            let due = !model.answered && !model.opened.is_empty() && unfinished.is_empty();
            assert_eq!(real.answer().is_some(), due);
            if due && random.below(3) == 0 {
                answers += 1;
                assert!(real.take_answer().is_some());
                model.answered = true;
                model.stopped = true;
            }
        }
    }
    assert!(answers > 200, "{answers}");
}

/// The 600 codes on one branch of two: only what §16.7 step 5 names goes at once,
/// a 100 never, and a 6xx always wins against any other that is kept.
#[test]
fn every_code_beside_every_other() {
    for method in METHODS {
        for first in StatusCode::ALL.iter().copied() {
            for second in [302, 404, 486, 503, 603] {
                let mut context = context(method, 2);
                let arrival = context.receive(0, first);
                context.receive(1, outcome(second));
                let at_once = match first.as_u16() {
                    101..=199 => method == Method::Invite,
                    number => number / 100 == 2,
                };
                assert_eq!(arrival.is_forwarded(), at_once, "{first} to {method}");
                let answer = context.take_answer().and_then(Answer::code);
                if first.is_provisional() || first.is_success() {
                    assert_eq!(answer, None);
                } else if first.is_global_failure() || second == 603 {
                    assert!(answer.unwrap().is_global_failure());
                }
            }
        }
    }
}
