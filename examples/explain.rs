//! Explains status codes: what they mean, which header fields they carry, what a
//! client may do next, and what they end in a dialog.
//!
//! ```console
//! $ cargo run --example explain -- 486
//! $ cargo run --example explain -- 4xx
//! $ cargo run --example explain -- "not acceptable" 503
//! $ cargo run --example explain -- "SIP/2.0 420 Bad Extension"
//! $ cargo run --example explain < log.txt
//! ```

use std::env;
use std::fmt::{self, Display};
use std::io::{self, Read, Write};
use std::process::ExitCode;

use sip_status::{
    DelayScope, Deviation, DeviationSet, DialogCondition, DialogRule, HeaderObligation, Parsed,
    PhraseKind, RequirementLevel, RetryDelay, StatusClass, StatusCode, StatusLine,
};

const USAGE: &str = "usage: explain [CODE | CLASS | PHRASE | LINE ...]

CODE    three digits, such as 486
CLASS   such as 4xx: its named codes, a line each
PHRASE  a reason phrase, such as \"busy here\": the codes that have it
LINE    a status line, such as \"SIP/2.0 420 Bad Extension\"

Without arguments, reads status lines from standard input, and explains each in
one line.";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let mut out = String::new();
    let mut unknown = false;
    if words.iter().any(|word| word == "--help" || word == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    for word in &words {
        if let Err(problem) = explain(word, &mut out) {
            eprintln!("explain: {problem}");
            unknown = true;
        }
    }
    if words.is_empty() {
        let mut input = Vec::new();
        if let Err(error) = io::stdin().read_to_end(&mut input) {
            eprintln!("explain: standard input: {error}");
            return ExitCode::FAILURE;
        }
        if input.is_empty() {
            eprintln!("{USAGE}");
            return ExitCode::FAILURE;
        }
        unknown = !explain_lines(&input, &mut out);
    }
    // A reader that has seen enough may close the pipe.
    match io::stdout().write_all(out.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("explain: {error}");
            ExitCode::FAILURE
        }
        _ if unknown => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

/// Writes a line for each line of the input. Says whether all are status lines.
fn explain_lines(input: &[u8], out: &mut String) -> bool {
    let mut all = true;
    for raw in input.split_inclusive(|octet| *octet == b'\n') {
        let shown = raw.trim_ascii_end().escape_ascii();
        match StatusLine::parse_sipfrag(raw) {
            Ok(parsed) => {
                let code = parsed.code();
                *out += &format!("{code:#}: {}", code.summary());
                *out += &notes(parsed);
                out.push('\n');
            }
            Err(error) => {
                all = false;
                *out += &format!("not a status line: {error}: {shown}\n");
            }
        }
    }
    all
}

/// The phrase, with nothing in it that a terminal would act on.
fn shown(parsed: Parsed<'_>) -> String {
    parsed.phrase().to_string().escape_debug().to_string()
}

/// What is to be said about the line itself, in square brackets.
fn notes(parsed: Parsed<'_>) -> String {
    // Text from logs, and arguments, seldom have the line's end.
    const END: DeviationSet = DeviationSet::of(&[Deviation::BareLf, Deviation::NoLineEnd]);

    let found = parsed.deviations() - END;
    let mut notes: Vec<_> = found.iter().map(|d| d.summary().to_owned()).collect();
    match parsed.line().phrase_kind() {
        PhraseKind::Empty => notes.push("no phrase".to_owned()),
        PhraseKind::OwnWords => notes.push(format!("own words: {}", shown(parsed))),
        PhraseKind::Variant(_) => notes.push(format!("phrase: {}", shown(parsed))),
        PhraseKind::Canonical => {}
    }
    if !parsed.line().version().is_2_0() {
        notes.push(format!("version: {}", parsed.line().version()));
    }
    if notes.is_empty() {
        String::new()
    } else {
        format!(" [{}]", notes.join("; "))
    }
}

/// Explains one argument, or says what is wrong with it.
fn explain(word: &str, out: &mut String) -> Result<(), String> {
    if let Ok(class) = word.parse() {
        describe_class(class, out).expect("a String takes everything");
        return Ok(());
    }
    let begins_as_line = word
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("SIP/"));
    if begins_as_line {
        let parsed = StatusLine::parse_sipfrag(word.as_bytes());
        let parsed = parsed.map_err(|error| format!("{word:?}: {error}"))?;
        describe(parsed.code(), out).expect("a String takes everything");
        let line = parsed.line().to_string();
        *out += &format!("  the line    {}{}\n\n", line.escape_debug(), notes(parsed));
        return Ok(());
    }
    if word.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+') {
        let code: StatusCode = word.parse().map_err(|error| format!("{word:?}: {error}"))?;
        describe(code, out).expect("a String takes everything");
        return Ok(());
    }
    let codes = StatusCode::from_phrase(word.as_bytes());
    if codes.is_empty() {
        return Err(format!(
            "{word:?} is not a status code, class, status line or known reason phrase"
        ));
    }
    for code in codes {
        describe(*code, out).expect("a String takes everything");
    }
    Ok(())
}

fn describe_class(class: StatusClass, out: &mut dyn fmt::Write) -> fmt::Result {
    writeln!(out, "{class} {}\n", class.name())?;
    paragraph(out, class.summary())?;
    for detail in class.details() {
        paragraph(out, detail)?;
    }
    writeln!(out)?;
    for code in StatusCode::NAMED
        .iter()
        .filter(|code| code.class() == class)
    {
        writeln!(out, "  {code:#}")?;
    }
    writeln!(out)
}

fn describe(code: StatusCode, out: &mut dyn fmt::Write) -> fmt::Result {
    writeln!(out, "{code:#}\n")?;
    paragraph(out, code.summary())?;
    for detail in code.details() {
        paragraph(out, detail)?;
    }
    writeln!(out)?;
    let class = code.class();
    line(out, "class", format_args!("{} ({class})", class.name()))?;
    line(out, "registration", code.registration())?;
    if let Some(source) = code.source() {
        line(
            out,
            "defined in",
            format_args!("{source}  {}", source.link()),
        )?;
    }
    if !code.changed_by().is_empty() {
        line(out, "changed by", join(code.changed_by()))?;
    }
    if !code.sent_by().is_empty() {
        line(out, "sent by", join(code.sent_by()))?;
    }
    if !code.methods().covers_answered() {
        line(out, "answers", code.methods())?;
    }
    for variant in code.phrase_variants() {
        let (phrase, origin) = (variant.phrase(), variant.origin());
        line(out, "other phrase", format_args!("{phrase} ({origin})"))?;
    }
    describe_headers(code.headers(), out)?;
    describe_retry(code, out)?;
    describe_dialog(code, out)?;
    writeln!(out)
}

fn describe_headers(headers: &[HeaderObligation], out: &mut dyn fmt::Write) -> fmt::Result {
    for level in RequirementLevel::ALL {
        let mut of_level = headers.iter().filter(|h| h.level() == *level).peekable();
        if of_level.peek().is_some() {
            writeln!(out, "\n  {level} carry")?;
        }
        for header in of_level {
            write!(out, "    {}", header.field())?;
            if !header.methods().covers_answered() {
                write!(out, ", for {}", header.methods())?;
            }
            if let Some(condition) = header.condition() {
                write!(out, ", when {condition}")?;
            }
            let others = |h: &&HeaderObligation| h.group() == header.group() && *h != header;
            if header.group().is_some() {
                let names: Vec<_> = headers
                    .iter()
                    .filter(others)
                    .map(HeaderObligation::field)
                    .collect();
                write!(out, ", or {} instead", join(&names))?;
            }
            writeln!(out, " ({})", header.source())?;
        }
    }
    Ok(())
}

fn describe_retry(code: StatusCode, out: &mut dyn fmt::Write) -> fmt::Result {
    let rule = code.retry();
    writeln!(out, "\n  What a client may do next")?;
    if !rule.is_retryable() {
        return line(out, "  retry", "There is nothing to try again.");
    }
    line(out, "  same again", rule.unchanged().summary())?;
    if rule.delay() != RetryDelay::None {
        line(out, "  after", rule.delay().summary())?;
    }
    if rule.delay_scope() != DelayScope::Request {
        line(out, "  waits", rule.delay_scope().summary())?;
    }
    for change in rule.changes() {
        let mut text = change.remedy().summary().trim_end_matches('.').to_owned();
        if !change.fields().is_empty() {
            text += &format!(", see {}", join(change.fields()));
        }
        if !change.methods().covers_answered() {
            text += &format!(", for {}", change.methods());
        }
        if let Some(condition) = change.condition() {
            text += &format!(", when {condition}");
        }
        line(
            out,
            "  change",
            format_args!("{text} ({})", change.source()),
        )?;
    }
    line(out, "  elsewhere", rule.elsewhere().summary())?;
    if code.class().is_redirection() {
        line(out, "  remember", rule.remember().summary())?;
    }
    line(out, "  by", join(rule.sources()))
}

fn describe_dialog(code: StatusCode, out: &mut dyn fmt::Write) -> fmt::Result {
    writeln!(out, "\n  What it ends in a dialog, by the first that fits")?;
    let initial = |rule: &&DialogRule| rule.condition() == Some(DialogCondition::Initial);
    let of_class = code.class().dialog_rules().iter();
    let (before, after): (Vec<_>, Vec<_>) = of_class.partition(initial);
    let own = code.dialog_rules().iter();
    for rule in before.into_iter().chain(own).chain(after) {
        let mut text = rule.effect().to_string();
        if !rule.methods().covers_answered() {
            text += &format!(", for {}", rule.methods());
        }
        if let Some(condition) = rule.condition() {
            text += &format!(", if {condition}");
        }
        if let Some(reading) = rule.reading() {
            text += &format!(", by {reading}");
        }
        text += &format!(" ({})", rule.source());
        if let Some(bye) = rule.bye() {
            text += &format!(", {bye} send BYE");
        }
        if let Some(note) = rule.note() {
            text += &format!(": {note}");
        }
        line(out, "  ends", text)?;
        if rule.methods().covers_answered()
            && rule.condition().is_none()
            && rule.reading().is_none()
        {
            // It always fits.
            break;
        }
    }
    Ok(())
}

fn line(out: &mut dyn fmt::Write, label: &str, value: impl Display) -> fmt::Result {
    writeln!(out, "  {label:<13}{value}")
}

fn join<T: Display>(items: &[T]) -> String {
    let each: Vec<_> = items.iter().map(T::to_string).collect();
    each.join(", ")
}

/// Writes a paragraph in lines of at most 78 columns.
fn paragraph(out: &mut dyn fmt::Write, text: &str) -> fmt::Result {
    let mut column = 0;
    for word in text.split(' ') {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > 78 {
            writeln!(out)?;
            column = 0;
        }
        if column == 0 {
            write!(out, "  {word}")?;
            column = 2 + width;
        } else {
            write!(out, " {word}")?;
            column += 1 + width;
        }
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::explain;

    #[test]
    fn no_terminal_escape_comes_back() {
        let arguments = ["\x1b[31m", "4\x1b[31m", "-\x1b", "SIP/2.0 \x1b[31m"];
        let accepted = ["SIP/2.0 486 \x1b[31m", "sip/2.0 486\x1b"];
        for argument in arguments.into_iter().chain(accepted) {
            let mut out = String::new();
            let problem = explain(argument, &mut out).err().unwrap_or_default();
            let said = out + &problem;
            assert!(!said.is_empty(), "{argument:?}");
            let harmless = |c: char| c == '\n' || !c.is_control();
            assert!(said.chars().all(harmless), "{argument:?}: {said:?}");
        }
    }
}
