//! Says what a client can do next, and after how long.
//!
//! ```console
//! $ cargo run --example retry -- INVITE 503 "120 (in a meeting);duration=3600"
//! $ cargo run --example retry -- --owns-call-id INVITE 491
//! $ cargo run --example retry -- --provisional INVITE timeout
//! ```

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use sip_status::{Method, NextStep, Outcome, RetryAfter, RetryChange, RetryContext, Wait};

const USAGE: &str = "usage: retry [OPTION ...] METHOD OUTCOME [RETRY-AFTER]

METHOD          the method of the request, such as INVITE
OUTCOME         a status code, `timeout` or `transport-error`
RETRY-AFTER     the value of the response's Retry-After, such as \"120;duration=60\"

--owns-call-id  this side generated the Call-ID of the dialog
--provisional   a provisional response has come
--last-server   there is no other server";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    if words.iter().any(|word| word == "--help" || word == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match plan(&words) {
        // A reader that has seen enough may close the pipe.
        Ok(text) => match io::stdout().write_all(text.as_bytes()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                eprintln!("retry: {error}");
                ExitCode::FAILURE
            }
            _ => ExitCode::SUCCESS,
        },
        Err(problem) => {
            eprintln!("retry: {problem}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn plan(words: &[String]) -> Result<String, String> {
    // What the options say; the method comes later.
    let (mut owner, mut provisional, mut last) = (false, false, false);
    let mut rest = Vec::new();
    for word in words {
        match word.as_str() {
            "--owns-call-id" => owner = true,
            "--provisional" => provisional = true,
            "--last-server" => last = true,
            option if option.starts_with("--") => return Err(format!("{option}: no such option")),
            argument => rest.push(argument),
        }
    }
    let (method, outcome, field) = match rest[..] {
        [method, outcome] => (method, outcome, None),
        [method, outcome, field] => (method, outcome, Some(field)),
        _ => return Err("expected a method, an outcome, and perhaps a Retry-After".to_owned()),
    };
    let method = method_named(method)?;
    let outcome = outcome_named(outcome)?;
    let field = field.map(RetryAfter::try_from).transpose();
    let field = field.map_err(|error| format!("Retry-After: {error}"))?;
    let context = RetryContext::new(method)
        .with_call_id_owner(owner)
        .with_provisional(provisional)
        .with_last_server(last)
        .with_retry_after(field);
    Ok(describe(outcome, field, context))
}

/// A method by its name. A misspelt one is a method, too, and would mislead.
fn method_named(name: &str) -> Result<Method, String> {
    if name.is_empty() {
        return Err("expected a method".to_owned());
    }
    let method = Method::from(name);
    let meant = Method::from(name.to_uppercase().as_str());
    if method != meant {
        return Err(format!(
            "{name}: method names are case-sensitive, expected {meant}"
        ));
    }
    Ok(method)
}

fn outcome_named(name: &str) -> Result<Outcome, String> {
    name.parse()
        .map_err(|error| format!("{name:?}: {error}, or `timeout` or `transport-error`"))
}

fn describe(outcome: Outcome, field: Option<RetryAfter<'_>>, context: RetryContext) -> String {
    let method = context.method();
    let mut out = match outcome.response() {
        Some(code) => format!("{code:#} to {method}\n"),
        None => format!("{outcome} of {method}, as {:#}\n", outcome.counts_as()),
    };
    if let Some(field) = field {
        out += &format!("Retry-After: {}", field.to_string().escape_debug());
        if outcome.is_local() {
            out += " (ignored, as no response came)";
        }
        out.push('\n');
    }
    let steps = outcome.next_steps(context);
    for (place, step) in steps.iter().enumerate() {
        out += &format!("{}. {}\n", place + 1, sentence(step));
    }
    if let Some(pause) = steps.server_pause() {
        out += &format!("Nothing else to that server for {pause:?}.\n");
    }
    out
}

fn sentence(step: NextStep) -> String {
    match step {
        NextStep::AwaitFinal => "Wait for the final response.".to_owned(),
        NextStep::Done => "Nothing: the request has succeeded.".to_owned(),
        NextStep::NextServer => "At once, to the next server (RFC 3263).".to_owned(),
        NextStep::Change(change) => changed(change),
        NextStep::Repeat(wait) => format!("The same again, {}.", after(wait)),
        NextStep::Elsewhere(elsewhere) => format!("Elsewhere: {}", elsewhere.summary()),
        NextStep::GiveUp => "Give up.".to_owned(),
        other => format!("{other:?}"),
    }
}

fn changed(change: &RetryChange) -> String {
    let mut text = change.remedy().summary().trim_end_matches('.').to_owned();
    let fields: Vec<_> = change.fields().iter().map(|field| field.as_str()).collect();
    if !fields.is_empty() {
        text += &format!(", see {}", fields.join(", "));
    }
    if let Some(condition) = change.condition() {
        text += &format!(", when {condition}");
    }
    format!("{text} ({}).", change.source())
}

fn after(wait: Wait) -> String {
    match (wait, wait.max()) {
        (Wait::AtOnce, _) => "at once".to_owned(),
        (Wait::RetryAfter { .. }, None) => format!("after {:?}", wait.min()),
        (Wait::RetryAfter { .. }, Some(end)) => {
            format!("after {:?} and before {end:?}", wait.min())
        }
        (Wait::Random(window), _) => format!(
            "after a random time from {:?} to {:?} in steps of {:?}",
            window.min(),
            window.max(),
            window.step()
        ),
        (Wait::SeveralSeconds, _) => "after several seconds".to_owned(),
        _ => "whenever it suits".to_owned(),
    }
}
