//! Writes the whole table, for use in other languages, wikis and spreadsheets.
//!
//! ```console
//! $ cargo run --features serde --example table -- json
//! $ cargo run --features serde --example table -- csv
//! $ cargo run --features serde --example table -- markdown
//! ```

use std::env;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use sip_status::{HeaderObligation, Record, RequirementLevel, StatusCode};

fn main() -> ExitCode {
    let format = env::args().nth(1).unwrap_or_default();
    let mut out = BufWriter::new(io::stdout().lock());
    let done = match format.as_str() {
        "json" => json(&mut out),
        "csv" => csv(&mut out),
        "markdown" => markdown(&mut out),
        _ => {
            eprintln!("usage: table json | csv | markdown");
            return ExitCode::FAILURE;
        }
    };
    match done.and_then(|()| out.flush()) {
        // A reader that has seen enough may close the pipe.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("table: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

/// An array of objects, one a code.
fn json(out: &mut impl Write) -> io::Result<()> {
    let records: Vec<_> = StatusCode::NAMED
        .iter()
        .copied()
        .map(Record::from)
        .collect();
    serde_json::to_writer_pretty(&mut *out, &records)?;
    writeln!(out)
}

/// RFC 4180: a head line, then a line for each code.
fn csv(out: &mut impl Write) -> io::Result<()> {
    let head = [
        "code",
        "name",
        "phrase",
        "class",
        "registration",
        "source",
        "methods",
        "must",
        "should",
        "unchanged",
        "delay",
        "changes",
        "elsewhere",
        "summary",
    ];
    write!(out, "{}\r\n", head.join(","))?;
    for code in StatusCode::NAMED {
        let cells = row(*code).map(|cell| quoted(&cell));
        write!(out, "{}\r\n", cells.join(","))?;
    }
    Ok(())
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn markdown(out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "| code | phrase | meaning | must carry | same again | change | elsewhere | source |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|---|---|")?;
    for code in StatusCode::NAMED {
        let [
            number,
            _,
            phrase,
            _,
            _,
            source,
            _,
            must,
            _,
            unchanged,
            _,
            changes,
            elsewhere,
            summary,
        ] = row(*code).map(|cell| cell.replace('|', "\\|"));
        writeln!(
            out,
            "| {number} | {phrase} | {summary} | {must} | {unchanged} | {changes} | {elsewhere} | {source} |"
        )?;
    }
    Ok(())
}

/// The cells of a code, in the order of the CSV's head line.
fn row(code: StatusCode) -> [String; 14] {
    let retry = code.retry();
    let methods = if code.methods().covers_answered() {
        String::new()
    } else {
        code.methods().to_string()
    };
    [
        code.to_string(),
        code.name().unwrap_or_default().to_owned(),
        code.reason_phrase().to_owned(),
        code.class().to_string(),
        code.registration().to_string(),
        code.source()
            .map(|source| source.to_string())
            .unwrap_or_default(),
        methods,
        fields(code.headers(), RequirementLevel::Must),
        fields(code.headers(), RequirementLevel::Should),
        retry.unchanged().to_string(),
        retry.delay().to_string(),
        retry
            .changes()
            .iter()
            .map(|c| c.remedy().as_str())
            .collect::<Vec<_>>()
            .join("; "),
        retry.elsewhere().to_string(),
        code.summary().to_owned(),
    ]
}

/// The fields of a level, with their conditions in round brackets.
fn fields(headers: &[HeaderObligation], level: RequirementLevel) -> String {
    let of_level = headers.iter().filter(|h| h.level() == level);
    let each = of_level.map(|h| {
        let mut limits = Vec::new();
        if !h.methods().covers_answered() {
            limits.push(format!("for {}", h.methods()));
        }
        limits.extend(h.condition().map(|condition| format!("when {condition}")));
        if limits.is_empty() {
            h.field().to_string()
        } else {
            format!("{} ({})", h.field(), limits.join(" "))
        }
    });
    each.collect::<Vec<_>>().join("; ")
}
