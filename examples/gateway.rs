//! Tells to which Q.850 cause a gateway to the telephone network maps a status code,
//! or to which status code it maps a cause.
//!
//! ```console
//! $ cargo run --example gateway -- 486
//! $ cargo run --example gateway -- 480 --reason 20
//! $ cargo run --example gateway -- 488 --bearer --qsig
//! $ cargo run --example gateway -- q850 17
//! $ cargo run --example gateway -- q850 21 --qsig --location U
//! $ cargo run --example gateway -- q850 22 --new-number
//! ```

use std::env;
use std::fmt::Display;
use std::process::ExitCode;

use sip_status::q850::{
    Cause, CauseLocation, CauseMapping, Interworking, MappingBasis, MappingNote, Rejection,
    Release, StatusMapping, TryFirst,
};
use sip_status::{Source, StatusCode};

const USAGE: &str = "usage: gateway CODE [--qsig] [--reason CAUSE [--location WORD]] [--bearer]
       gateway q850 CAUSE [--qsig] [--location WORD] [--new-number]

CODE          a status code, such as 486: prints the cause to release the call with
CAUSE         a Q.850 cause, 0 to 127: prints the status code to answer with
--qsig        a gateway to QSIG (RFC 4497); to ISUP (RFC 3398) without it
--reason      the cause in the Reason header field of the response
--location    the location of the cause: U, LPN, LN, TN, RLN, RPN, INTL, BI, ...
--bearer      the Warning says that a bearer capability is not available
--new-number  the diagnostic has a number that the gateway can put into Contact";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    if words.iter().any(|word| word == "--help" || word == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match answer(&words) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("gateway: {problem}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// The options, each of which may be given once.
#[derive(Default)]
struct Options {
    qsig: bool,
    bearer: bool,
    new_number: bool,
    reason: Option<Cause>,
    location: Option<CauseLocation>,
}

impl Options {
    fn interworking(&self) -> Interworking {
        if self.qsig {
            Interworking::Qsig
        } else {
            Interworking::Isup
        }
    }
}

fn answer(words: &[String]) -> Result<String, String> {
    let (first, rest) = words.split_first().ok_or("nothing to map")?;
    if first != "q850" {
        let code: StatusCode = parse(first)?;
        let options = read_options(rest, &["--qsig", "--reason", "--location", "--bearer"])?;
        if options.location.is_some() && options.reason.is_none() {
            return Err("--location without --reason, whose location it is".to_owned());
        }
        let rejection = Rejection::new(code)
            .with_reason(options.reason)
            .with_location(options.location)
            .with_bearer_unavailable(options.bearer);
        let mapping = rejection.to_cause(options.interworking());
        return Ok(for_code(code, mapping));
    }
    let (cause, rest) = rest.split_first().ok_or("no cause after q850")?;
    let cause: Cause = parse(cause)?;
    let options = read_options(rest, &["--qsig", "--location", "--new-number"])?;
    let release = Release::new(cause)
        .with_location(options.location)
        .with_new_number(options.new_number);
    let mapping = release.to_status(options.interworking());
    Ok(for_cause(cause, mapping))
}

fn parse<T: std::str::FromStr<Err: Display>>(word: &str) -> Result<T, String> {
    word.parse().map_err(|error| format!("{word}: {error}"))
}

fn read_options(words: &[String], known: &[&str]) -> Result<Options, String> {
    let mut options = Options::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if !known.contains(&word.as_str()) {
            return Err(format!("{word}: not an option here"));
        }
        let mut value = || words.next().ok_or(format!("{word}: no value after it"));
        let again = match word.as_str() {
            "--qsig" => std::mem::replace(&mut options.qsig, true),
            "--bearer" => std::mem::replace(&mut options.bearer, true),
            "--new-number" => std::mem::replace(&mut options.new_number, true),
            "--reason" => options.reason.replace(parse(value()?)?).is_some(),
            _ => options.location.replace(parse(value()?)?).is_some(),
        };
        if again {
            return Err(format!("{word}: given twice"));
        }
    }
    Ok(options)
}

fn for_code(code: StatusCode, mapping: CauseMapping) -> String {
    let mut out = match mapping.cause() {
        Some(cause) => format!("{code:#} -> cause {}\n", named(cause)),
        None => format!("{code:#} -> no cause\n"),
    };
    if let Some(location) = mapping.location() {
        out += &format!("location: {location} ({})\n", location.summary());
    }
    out + &rest(
        mapping.try_first(),
        mapping.basis(),
        mapping.source(),
        mapping.note(),
    )
}

fn for_cause(cause: Cause, mapping: StatusMapping) -> String {
    let mut out = match mapping.code() {
        Some(code) => format!("cause {} -> {code:#}\n", named(cause)),
        None => format!("cause {} -> no response\n", named(cause)),
    };
    out += &rest(
        mapping.try_first(),
        mapping.basis(),
        mapping.source(),
        mapping.note(),
    );
    out
}

fn named(cause: Cause) -> String {
    let name = cause.name().map(|name| format!(" ({name})"));
    format!("{cause}{}", name.unwrap_or_default())
}

/// What both directions have in common.
fn rest(
    first: Option<TryFirst>,
    basis: MappingBasis,
    source: Option<Source>,
    note: Option<&MappingNote>,
) -> String {
    let mut out = String::new();
    if let Some(first) = first {
        out += &format!("first: {}\n", first.summary());
    }
    if let Some(note) = note {
        let mark = note.mark().map(|mark| format!("{mark} "));
        out += &format!("note: {}{}\n", mark.unwrap_or_default(), note.text());
    }
    if basis != MappingBasis::Table {
        out += &format!("basis: {}\n", basis.summary());
    }
    if let Some(source) = source {
        out += &format!("source: {source}, {}\n", source.link());
    }
    out
}
