//! Writes RESULTS.md, chart.svg and a table in README from what criterion measured.
//! `run` calls it, in the folder of this crate, with the folder of criterion's results.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use sip_status_peers::inputs::{self, Input};
use sip_status_peers::parsers::{self, ByOctet, Memchr, Parse, Parser, Visitor};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What a parser makes of the lines of an input.
#[derive(Default)]
struct Verdict {
    /// It reads code and phrase as they are on the wire.
    read: usize,
    /// It accepts the line, but shows another phrase, or none.
    altered: usize,
    refused: usize,
}

/// One parser over one input.
struct Cell {
    parser: &'static str,
    /// Per line.
    nanoseconds: f64,
    verdict: Verdict,
}

/// All parsers over one input.
struct Row {
    input: Input,
    cells: Vec<Cell>,
}

impl Row {
    /// The nanoseconds of a parser.
    fn of(&self, parser: &str) -> f64 {
        let cell = self.cells.iter().find(|cell| cell.parser == parser);
        cell.expect("a row has all parsers").nanoseconds
    }
}

/// Makes the cells of a row.
struct Cells<'a> {
    measured: &'a Path,
    input: &'a Input,
    made: Result<Vec<Cell>>,
}

impl Visitor for Cells<'_> {
    fn visit<P: Parser>(&mut self) {
        let Ok(made) = &mut self.made else { return };
        match cell::<P>(self.measured, self.input) {
            Ok(cell) => made.push(cell),
            Err(error) => self.made = Err(error),
        }
    }
}

/// The fastest sample of all rounds: other work on the machine only ever adds.
fn cell<P: Parser>(measured: &Path, input: &Input) -> Result<Cell> {
    let mut fastest = f64::INFINITY;
    for round in fs::read_dir(measured)? {
        let path = round?
            .path()
            .join(&input.id)
            .join(P::NAME)
            .join("new/sample.json");
        let fault = |error: &str| format!("{}: {error}", path.display());
        let text = fs::read_to_string(&path).map_err(|error| fault(&error.to_string()))?;
        let samples: Value = serde_json::from_str(&text)?;
        let column = |name: &str| {
            samples[name]
                .as_array()
                .ok_or_else(|| fault(&format!("no {name}")))
        };
        for (time, times) in column("times")?.iter().zip(column("iters")?) {
            let each = time
                .as_f64()
                .zip(times.as_f64())
                .map(|(time, times)| time / times);
            fastest = fastest.min(each.ok_or_else(|| fault("not a number"))?);
        }
    }
    Ok(Cell {
        parser: P::NAME,
        nanoseconds: fastest / f64::from(u32::try_from(input.lines.len())?),
        verdict: verdict::<P>(input),
    })
}

fn verdict<P: Parser>(input: &Input) -> Verdict {
    let mut verdict = Verdict::default();
    for line in &input.lines {
        let mut exact = false;
        let accepted = P::read(P::input(line).leak(), |code, phrase| {
            let start = format!("SIP/2.0 {code} ");
            exact = *line == [start.as_bytes(), phrase, b"\r\n"].concat();
        });
        match (accepted, exact) {
            (true, true) => verdict.read += 1,
            (true, false) => verdict.altered += 1,
            (false, _) => verdict.refused += 1,
        }
    }
    verdict
}

/// The mark behind a number; `NOTES` has the legend.
fn mark(cell: &Cell) -> &'static str {
    let Verdict {
        read,
        altered,
        refused,
    } = cell.verdict;
    match cell.parser {
        Memchr::NAME => "",
        _ if read == 0 && refused == 0 => " °",
        _ if read == 0 && altered == 0 => " ✗",
        _ => "",
    }
}

/// A number with as many digits as mean something.
fn digits(number: f64) -> String {
    match number {
        100.0.. => format!("{number:.0}"),
        10.0.. => format!("{number:.1}"),
        _ => format!("{number:.2}"),
    }
}

/// A line of a Markdown table.
fn line(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = cells.into_iter().collect();
    format!("| {} |\n", cells.join(" | "))
}

/// A Markdown table: labels on the left, numbers on the right.
fn table(heads: &[String], rows: impl Iterator<Item = (String, Vec<String>)>) -> String {
    let mut text = line(heads.iter().cloned());
    let rules = (0..heads.len()).map(|at| if at == 0 { "---" } else { "---:" });
    text += &line(rules.map(str::to_owned));
    for (label, cells) in rows {
        text += &line([label].into_iter().chain(cells));
    }
    text + "\n"
}

/// What a command says.
fn said_by(program: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program).args(arguments).output()?;
    if !output.status.success() {
        return Err(format!("{program} {}: {}", arguments.join(" "), output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// The name of the processor.
fn processor() -> Result<String> {
    let facts = fs::read_to_string("/proc/cpuinfo")?;
    let name = facts.lines().find_map(|fact| {
        let (key, value) = fact.split_once(':')?;
        (key.trim() == "model name").then(|| value.trim().to_owned())
    });
    Ok(name.ok_or("/proc/cpuinfo: no model name")?)
}

/// Name and version of what this crate depends on, as built.
fn versions() -> Result<String> {
    let tree = said_by(
        "cargo",
        &["tree", "--depth=1", "--prefix=none", "--edges=normal"],
    )?;
    // The first line is this crate; a path may follow name and version.
    let crates = tree.lines().skip(1).map(|line| {
        let mut words = line.split(' ');
        let name = words.next().unwrap_or_default();
        let version = words.next().unwrap_or_default();
        format!("{name} {}", version.trim_start_matches('v'))
    });
    let kept: Vec<String> = crates
        .filter(|name| !name.starts_with("serde_json ") && !name.starts_with("bytes "))
        .collect();
    Ok(kept.join(", "))
}

const NOTES: &str = "\
✗ the parser refuses the line. ° it accepts the line, but shows another phrase \
than the line has, or none.

Not every parser does the same work:

- `memchr` is the floor: it finds the line's end and reads nothing.
- `sip-status` is `StatusLine::parse`, `sip-status-strict` is `StatusLine::parse_strict`.
- `sip-status-by-octet` is `StatusLineParser::parse`, called each time an octet more has \
come: as often as the line has octets.
- `httparse` (`Response::parse`) reads the HTTP twin of the line, `HTTP/1.1` for \
`SIP/2.0`, and an empty line for the header fields. It shows no phrase that is not ASCII.
- `parsip` (`Response::parse`), `rsip` (`Response::try_from`) and `rvoip-sip-core` \
(`parse_message`) can only read whole messages. They get the smallest that they \
accept: the line and an empty line. `rvoip-sip-core` reads the `INVITE` as the \
request it is, and is slower for that.
- `ezk-sip-types` cuts off the line (`PullParser`), and reads it (`StatusLine::parse`); \
an empty line follows, as it looks at what comes next.
- `rsip` keeps the phrase only of codes it does not know, and `rvoip-sip-core` copies \
it. The others borrow it.

";

fn markdown(rows: &[Row]) -> Result<String> {
    let names: Vec<&str> = rows[0].cells.iter().map(|cell| cell.parser).collect();
    let heads = |first: &str, rest: &mut dyn Iterator<Item = String>| -> Vec<String> {
        [first.to_owned()].into_iter().chain(rest).collect()
    };
    let mut text = String::from(
        "# Reading one status line\n\n\
         Written by `benches/peers/run`; not to be edited. Measured by criterion.\n\n\
         ![Bars: nanoseconds per line of the weighted mix, for each parser](chart.svg)\n\n",
    );
    text += &format!("- {}, {}", processor()?, said_by("rustc", &["--version"])?);
    text += &format!("- {}\n", versions()?);
    text += "- cargo's plain bench profile\n";
    text +=
        "- the fastest sample of several rounds, as other work on the machine only ever adds\n\n";

    text += "## Nanoseconds per line\n\n";
    text += &table(
        &heads("line", &mut names.iter().map(|name| format!("`{name}`"))),
        rows.iter().map(|row| {
            let cell = |cell: &Cell| digits(cell.nanoseconds) + mark(cell);
            (
                row.input.label.clone(),
                row.cells.iter().map(cell).collect(),
            )
        }),
    );
    text += NOTES;

    text += "## Ratios\n\n\
             How many times the time of `sip-status` the others take; in the first \
             column, how many times that of `memchr` it takes itself.\n\n";
    let others = || {
        names
            .iter()
            .filter(|name| ![Memchr::NAME, Parse::NAME].contains(name))
    };
    let own = format!("`{}` ÷ `{}`", Parse::NAME, Memchr::NAME);
    let ratios = others().map(|name| format!("`{name}` ÷ `{}`", Parse::NAME));
    text += &table(
        &heads("line", &mut [own].into_iter().chain(ratios)),
        rows.iter().map(|row| {
            let own = row.of(Parse::NAME);
            let ratios = others().map(|name| digits(row.of(name) / own));
            let first = digits(own / row.of(Memchr::NAME));
            (
                row.input.label.clone(),
                [first].into_iter().chain(ratios).collect(),
            )
        }),
    );

    text += "## What becomes of the mix\n\n";
    let mix = rows.iter().find(|row| row.input.id == inputs::MIX);
    let cells = &mix.ok_or("no mix")?.cells;
    text += &table(
        &heads(
            "lines",
            &mut names.iter().skip(1).map(|name| format!("`{name}`")),
        ),
        [
            ("read as they are", (|it| it.read) as fn(&Verdict) -> usize),
            ("another phrase, or none °", |it| it.altered),
            ("refused ✗", |it| it.refused),
        ]
        .into_iter()
        .map(|(label, count)| {
            let counts = cells
                .iter()
                .skip(1)
                .map(|cell| count(&cell.verdict).to_string());
            (label.to_owned(), counts.collect())
        }),
    );
    Ok(text.trim_end().to_owned() + "\n")
}

const README: &str = "../../README.md";

/// The lines that README shows.
const IN_README: &[&str] = &[inputs::MIX, "top-1", "own-phrase", "utf8"];

/// README with a table of these lines in place of the one that it has.
fn readme(old: &str, rows: &[Row]) -> Result<String> {
    const BEGIN: &str = "<!-- benches/peers/run writes what follows -->\n";
    const END: &str = "<!-- until here -->";
    let (before, rest) = old.split_once(BEGIN).ok_or("README: no begin")?;
    let (_, behind) = rest.split_once(END).ok_or("README: no end")?;
    let shown = |cell: &&Cell| ![Parse::NAME, ByOctet::NAME].contains(&cell.parser);
    let names = rows[0].cells.iter().filter(shown).map(|cell| cell.parser);
    let heads: Vec<String> = ["line".to_owned(), format!("`{}`", Parse::NAME)]
        .into_iter()
        .chain(names.map(|name| format!("`{name}`")))
        .collect();
    let rows = rows
        .iter()
        .filter(|row| IN_README.contains(&row.input.id.as_str()));
    let table = table(
        &heads,
        rows.map(|row| {
            let own = row.of(Parse::NAME);
            let ratio = |cell: &Cell| format!("{} ×{}", digits(cell.nanoseconds / own), mark(cell));
            let ratios = row.cells.iter().filter(shown).map(ratio);
            let cells = [format!("{} ns", digits(own))].into_iter().chain(ratios);
            (row.input.label.clone(), cells.collect())
        }),
    );
    Ok([before, BEGIN, &table, END, behind].concat())
}

/// Bars for one row, of those that read a line at once. The grey of the text is legible
/// on white and on black.
fn chart(row: &Row) -> String {
    const STEP: usize = 30;
    const LEFT: usize = 150;
    const WIDEST: f64 = 470.0;
    let at_once = row.cells.iter().filter(|cell| cell.parser != ByOctet::NAME);
    let height = STEP * at_once.clone().count() + 40;
    let most = at_once
        .clone()
        .map(|cell| cell.nanoseconds)
        .fold(0.0, f64::max);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"700\" height=\"{height}\" \
         viewBox=\"0 0 700 {height}\" font-family=\"sans-serif\" font-size=\"14\" fill=\"#6e7781\" \
         role=\"img\">\n\
         <title>Nanoseconds per status line, weighted mix</title>\n\
         <text x=\"10\" y=\"22\" font-weight=\"bold\">Nanoseconds per status line, weighted mix \
         (shorter is better)</text>\n"
    );
    for (at, cell) in at_once.enumerate() {
        let top = 40 + at * STEP;
        let base = top + 15;
        // Never thinner than what can be seen.
        let width = (cell.nanoseconds / most * WIDEST).max(1.0);
        let colour = if cell.parser.starts_with("sip-status") {
            "#2f81f7"
        } else {
            "#8b949e"
        };
        let end = f64::from(u32::try_from(LEFT).unwrap_or(0)) + width + 6.0;
        text += &format!(
            "<text x=\"{}\" y=\"{base}\" text-anchor=\"end\">{}</text>\n\
             <rect x=\"{LEFT}\" y=\"{top}\" width=\"{width:.1}\" height=\"20\" fill=\"{colour}\"/>\n\
             <text x=\"{end:.1}\" y=\"{base}\">{}</text>\n",
            LEFT - 8,
            cell.parser,
            digits(cell.nanoseconds),
        );
    }
    text + "</svg>\n"
}

fn main() -> Result<()> {
    let measured = std::env::args_os().nth(1).map(PathBuf::from);
    let measured = measured.ok_or("usage: report FOLDER_OF_CRITERION")?;
    let mut rows = Vec::new();
    for input in inputs::all() {
        let mut cells = Cells {
            measured: &measured,
            input: &input,
            made: Ok(Vec::new()),
        };
        parsers::each(&mut cells);
        let cells = cells.made?;
        rows.push(Row { input, cells });
    }
    let mix = rows.iter().find(|row| row.input.id == inputs::MIX);
    let chart = chart(mix.ok_or("no mix")?);
    let readme = readme(&fs::read_to_string(README)?, &rows)?;
    // Only now, so that a fault leaves the old files alone.
    fs::write(README, readme)?;
    fs::write("RESULTS.md", markdown(&rows)?)?;
    fs::write("chart.svg", chart)?;
    Ok(())
}
