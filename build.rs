//! Reads the tables in `data/`, refuses what is not right in them, and writes
//! the code that they stand for. The tables are described in `data/README.md`.

#[path = "build/reader/mod.rs"]
mod reader;
#[path = "build/writer/mod.rs"]
mod writer;

use std::path::Path;
use std::{env, fs, process};

use reader::faults::Faults;
use reader::{merge, read, statistics};

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
    reader::dialog::check(&tables, &mut faults);
    reader::proxy::check(&tables, &mut faults);
    if !faults.is_empty() {
        stop(faults.messages());
    }
    write("enums.rs", &writer::generate::enums(&tables));
    write(
        "status_code.rs",
        &writer::generate::status_code(&rows, &tables),
    );
    write("rows.rs", &writer::columns::rows(&rows, &tables));
    write("dialog.rs", &writer::dialog::rules(&tables));
    write("metrics.rs", &writer::statistics::metrics(&metrics));
    write("proxy.rs", &writer::proxy::proxy(&tables));
    write("q850.rs", &writer::q850::q850(&tables));
    write("refusals.rs", &writer::send::refusals(&tables));
    write("table.md", &writer::docs::whole_table(&rows, &tables));
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
