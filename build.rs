//! Reads the tables in `data/`, refuses what is not right in them, and writes
//! the code that they stand for. The tables are described in `data/README.md`.

include!("build/reader.rs");

// Those that write the code.
#[path = "build/causes.rs"]
mod causes;
#[path = "build/columns.rs"]
mod columns;
#[path = "build/dialog_rows.rs"]
mod dialog_rows;
#[path = "build/docs.rs"]
mod docs;
#[path = "build/generate.rs"]
mod generate;
#[path = "build/proxy_code.rs"]
mod proxy_code;
#[path = "build/refusals.rs"]
mod refusals;
#[path = "build/statistics_code.rs"]
mod statistics_code;

use std::path::Path;
use std::{env, fs, process};

use faults::Faults;

fn main() {
    // The script itself is watched by cargo only as long as nothing else is
    // named, so it is named, too.
    for part in ["build.rs", "build"] {
        println!("cargo::rerun-if-changed={part}");
    }
    let texts = read::FILES.map(text_of);
    let metrics = text_of(statistics::FILE);
    let mut faults = Faults::default();
    let tables = read::read(texts.each_ref().map(String::as_str), &mut faults);
    let metrics = statistics::read(&metrics, &tables, &mut faults);
    let rows = merge::merge(&tables, &mut faults);
    dialog::check(&tables, &mut faults);
    proxy::check(&tables, &mut faults);
    if !faults.is_empty() {
        stop(faults.messages());
    }
    write("enums.rs", &generate::enums(&tables));
    write("status_code.rs", &generate::status_code(&rows, &tables));
    write("rows.rs", &columns::rows(&rows, &tables));
    write("metrics.rs", &statistics_code::metrics(&metrics));
    write("dialog.rs", &dialog_rows::rules(&tables));
    write("refusals.rs", &refusals::refusals(&tables));
    write("q850.rs", &causes::q850(&tables));
    write("proxy.rs", &proxy_code::proxy(&tables));
    write("table.md", &docs::whole_table(&rows, &tables));
}

/// The text of a file below `data/`, which cargo watches from now on.
fn text_of(file: &str) -> String {
    println!("cargo::rerun-if-changed=data/{file}");
    let path = Path::new("data").join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| stop(&[format!("data/{file}: {error}")]))
}

fn write(file: &str, text: &str) {
    let folder = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
    let path = Path::new(&folder).join(file);
    if let Err(error) = fs::write(&path, text) {
        stop(&[format!("{}: {error}", path.display())]);
    }
}

/// Tells every fault and ends the build.
fn stop(messages: &[String]) -> ! {
    for message in messages {
        println!("cargo::error={message}");
    }
    process::exit(1)
}
