//! The tables of `data/`, read with another reader than the build script's.

#![allow(dead_code, reason = "not every test needs all of it")]

use sip_status::{Method, MethodSet, Source};
use toml::{Table, Value};

/// The text of a file of `data/`.
pub fn file(name: &str) -> String {
    let path = format!("{}/data/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

pub fn read(name: &str) -> Table {
    file(name).parse().unwrap()
}

fn array<'a>(of: &'a Table, key: &str) -> impl Iterator<Item = &'a Value> {
    let array = of.get(key).map(|value| value.as_array().unwrap());
    array.into_iter().flatten()
}

pub fn tables<'a>(of: &'a Table, key: &str) -> Vec<&'a Table> {
    let each = array(of, key);
    each.map(|value| value.as_table().unwrap()).collect()
}

pub fn text<'a>(of: &'a Table, key: &str) -> Option<&'a str> {
    of.get(key).map(|value| value.as_str().unwrap())
}

pub fn texts<'a>(of: &'a Table, key: &str) -> Vec<&'a str> {
    let each = array(of, key);
    each.map(|value| value.as_str().unwrap()).collect()
}

pub fn number<T: TryFrom<i64>>(of: &Table, key: &str) -> Option<T> {
    let number = of.get(key)?.as_integer().unwrap();
    Some(T::try_from(number).ok().unwrap())
}

/// The methods that a row is about: all of them, unless it names some.
pub fn methods(of: &Table) -> MethodSet {
    if !of.contains_key("methods") {
        return MethodSet::ANSWERED;
    }
    texts(of, "methods").into_iter().map(Method::from).collect()
}

/// Whether a `[[range]]` is about a code.
pub fn covers(range: &Table, code: u16) -> bool {
    let codes = text(range, "codes").unwrap();
    let (first, last) = codes.split_once('-').unwrap_or((codes, codes));
    (first.parse::<u16>().unwrap()..=last.parse().unwrap()).contains(&code)
}

/// The sources of a code's own rule, and behind them what its class has besides.
pub fn sources<'a>(own: &'a Table, class: &'a Table) -> Vec<&'a str> {
    let mut sources = texts(own, "sources");
    for general in texts(class, "sources") {
        if !sources.contains(&general) {
            sources.push(general);
        }
    }
    sources
}

/// As the tables write a source.
pub fn source(source: Source) -> String {
    format!("RFC {} §{}", source.rfc(), source.section())
}
