//! Follows a fork: what a stateful proxy does with each response, and what it
//! answers.
//!
//! ```console
//! $ cargo run --example fork -- INVITE 180 486 183 503 timeout 200
//! $ cargo run --example fork -- INVITE 1:180 2:183 1:603 2:487
//! $ cargo run --example fork -- OPTIONS timeout timeout
//! ```

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use sip_status::{Answer, Arrival, HeaderName, Method, Outcome, ResponseContext, StatusCode};

const USAGE: &str = "usage: fork METHOD EVENT ...

METHOD  of the request, such as INVITE
EVENT   what comes, in order: a status code, `timeout` or `transport-error`, with
        its branch in front, such as `2:486`; without a branch, on the first
        branch that has no final response yet

The branches are numbered from 1 to 64, and all of them are opened at the start.";

/// A branch, counted from 0, and what came of it.
type Event = (u8, Outcome);

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    if words.iter().any(|word| word == "--help" || word == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let (method, events) = match read(&words) {
        Ok(read) => read,
        Err(problem) => {
            eprintln!("fork: {problem}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let text = follow(method, &events);
    // A reader that has seen enough may close the pipe.
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("fork: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn read(words: &[String]) -> Result<(Method, Vec<Event>), String> {
    let (name, words) = words.split_first().ok_or("found no method, expected one")?;
    if words.is_empty() {
        return Err("found no event, expected one or more".to_owned());
    }
    let is_name = |name: &str| name.bytes().all(|b| b.is_ascii_uppercase());
    if name.is_empty() || !is_name(name) {
        return Err(format!("found `{name}`, expected a method such as INVITE"));
    }
    let mut events: Vec<Event> = Vec::new();
    for word in words {
        let (branch, what) = match word.split_once(':') {
            Some((branch, what)) => (Some(number(branch)?), what),
            None => (None, word.as_str()),
        };
        let outcome = outcome_named(what)?;
        let branch = match branch {
            Some(branch) => branch,
            None => next_branch(&events)?,
        };
        events.push((branch, outcome));
    }
    Ok((Method::from(name.as_str()), events))
}

fn number(text: &str) -> Result<u8, String> {
    let number = text.parse::<u8>().ok();
    let number = number.filter(|n| (1..=ResponseContext::MAX_BRANCHES).contains(&(*n).into()));
    let problem = || format!("found branch `{text}`, expected 1 to 64");
    number.map(|number| number - 1).ok_or_else(problem)
}

fn outcome_named(what: &str) -> Result<Outcome, String> {
    what.parse()
        .map_err(|error| format!("{what:?}: {error}, or `timeout` or `transport-error`"))
}

fn is_final(outcome: Outcome) -> bool {
    outcome.counts_as().is_final()
}

/// The first branch without a final response.
fn next_branch(events: &[Event]) -> Result<u8, String> {
    let mut finals = events.iter().filter(|(_, outcome)| is_final(*outcome));
    let free = (0..64).find(|branch| finals.clone().all(|(done, _)| done != branch));
    let count = finals.by_ref().count();
    free.ok_or_else(|| format!("found more than {count} branches, expected 64 at most"))
}

fn follow(method: Method, events: &[Event]) -> String {
    let mut context = ResponseContext::new(method);
    let branches = events.iter().map(|(branch, _)| *branch + 1).max();
    for branch in 0..branches.unwrap_or(0) {
        if context.open(branch).is_err() {
            return "no such branch\n".to_owned();
        }
    }
    let mut out = format!("{method}, branches: {}\n", branches.unwrap_or(0));
    for (branch, outcome) in events.iter().copied() {
        let arrival = context.receive(branch, outcome);
        out += &format!("{:>2}: {}\n", branch + 1, arrived(outcome, arrival));
        if let Outcome::Response(code) = outcome {
            if code.resets_timer_c(method) {
                out += "    restart timer C of the branch\n";
            }
        }
        if is_final(outcome) && context.ends_early_dialogs(branch) {
            out += "    send 199 for its early dialogs, if the client supports it\n";
        }
        let cancels = context.take_cancels();
        for branch in cancels {
            out += &format!("    cancel branch {}\n", branch + 1);
        }
        let challenges = context.challenges();
        if let Some(answer) = context.take_answer() {
            out += &format!("upstream: {}\n", answered(answer));
            for branch in challenges {
                let fields = StatusCode::Unauthorized.collected_challenges();
                let fields: Vec<_> = fields.iter().map(HeaderName::to_string).collect();
                let fields = fields.join(" and ");
                out += &format!("    with the {fields} of branch {}\n", branch + 1);
            }
        }
    }
    if !context.unfinished().is_empty() {
        let open = context.unfinished().iter();
        let open: Vec<_> = open.map(|branch| (branch + 1).to_string()).collect();
        out += &format!("no final response yet on: {}\n", open.join(", "));
    }
    out
}

fn arrived(outcome: Outcome, arrival: Arrival) -> String {
    match outcome {
        Outcome::Response(code) => format!("{code:#}: {}", arrival.summary()),
        _ if arrival.is_kept() => format!("{outcome}: Counts as {}.", outcome.counts_as()),
        _ => format!("{outcome}: Counts for nothing."),
    }
}

fn answered(answer: Answer) -> String {
    match answer {
        Answer::Forward { branch, code } => {
            format!("{code:#}, the response of branch {}", branch + 1)
        }
        Answer::Generate { code } => format!("{code:#}, made by the proxy itself"),
        Answer::Nothing => "nothing (RFC 4320 §4.2)".to_owned(),
    }
}
