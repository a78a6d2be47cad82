//! The rows of `q850.toml` as Rust.

use super::columns::source;
use super::generate::{HEAD, line};
use crate::reader::q850::{Interworking, Note};
use crate::reader::rows::Tables;
use std::fmt::Write;

/// The causes with their names, and the mappings of each interworking.
pub fn q850(tables: &Tables) -> String {
    let mut out = HEAD.to_owned();
    causes(&mut out, tables);
    line!(
        out,
        "#[inline]\npub(crate) const fn gateway(of: Interworking) -> &'static Gateway {{\n    match of {{"
    );
    for interworking in &tables.q850.interworkings {
        let name = &interworking.name;
        line!(out, "        Interworking::{name} => &{},", upper(name));
    }
    line!(out, "    }}\n}}\n");
    for interworking in &tables.q850.interworkings {
        mappings(&mut out, interworking, tables);
    }
    out
}

fn causes(out: &mut String, tables: &Tables) {
    line!(out, "impl Cause {{");
    for cause in &tables.q850.causes {
        let (number, name) = (cause.number, &cause.name);
        let text = format!(" {number}: {name}. {}", cause.source.markdown());
        line!(out, "    #[doc = {text:?}]");
        line!(out, "    #[doc(alias = \"{number}\")]");
        line!(
            out,
            "    pub const {}: Self = Self({number});",
            cause.constant
        );
    }
    line!(
        out,
        "\n    /// The causes that have a name, in ascending order."
    );
    line!(out, "    pub const NAMED: &'static [Self] = &[");
    for cause in &tables.q850.causes {
        line!(out, "        Self::{},", cause.constant);
    }
    line!(out, "    ];\n}}\n");
    line!(
        out,
        "pub(crate) const fn cause_row(cause: Cause) -> Option<(&'static str, Source)> {{\n    Some(match cause {{"
    );
    for cause in &tables.q850.causes {
        line!(
            out,
            "        Cause::{} => ({:?}, {}),",
            cause.constant,
            cause.name,
            source(&cause.source)
        );
    }
    line!(out, "        _ => return None,\n    }})\n}}\n");
}

fn mappings(out: &mut String, of: &Interworking, tables: &Tables) {
    let prefix = upper(&of.name);
    let code = |code: u32| {
        let row = tables.codes.iter().find(|c| c.code == code);
        format!("StatusCode::{}", row.map_or("", |c| &c.name))
    };
    let cause = |number: u32| {
        let row = tables.q850.causes.iter().find(|c| c.number == number);
        format!("Cause::{}", row.map_or("", |c| &c.constant))
    };
    let note = |note: Option<usize>| option(note.map(|place| format!("&{prefix}_NOTE_{place}")));
    for (place, note) in of.notes.iter().enumerate() {
        line!(
            out,
            "static {prefix}_NOTE_{place}: MappingNote = {};",
            note_value(note)
        );
    }
    line!(out, "\nstatic {prefix}: Gateway = Gateway {{");
    line!(out, "    default_code: {},", code(of.default_code));
    line!(out, "    to_code_source: {},", source(&of.to_code_source));
    line!(out, "    default_cause: {},", cause(of.default_cause));
    line!(out, "    to_cause_source: {},", source(&of.to_cause_source));
    let location = |name: &Option<String>| variant("CauseLocation", name.as_ref());
    line!(
        out,
        "    global_failure_location: {},",
        location(&of.global_failure_location)
    );
    line!(out, "    other_location: {},", location(&of.other_location));
    line!(out, "    to_code: &[");
    for row in &of.to_code {
        line!(
            out,
            "        ToCode {{ cause: {}, when: When::{}, code: {}, note: {} }},",
            cause(row.cause),
            row.when.unwrap_or("Always"),
            option(row.code.map(code)),
            note(row.note)
        );
    }
    line!(out, "    ],\n    to_cause: &[");
    for row in &of.to_cause {
        line!(
            out,
            "        ToCause {{ code: {}, when: When::{}, cause: {}, note: {} }},",
            row.code,
            row.when.unwrap_or("Always"),
            option(row.cause.map(cause)),
            note(row.note)
        );
    }
    line!(out, "    ],\n}};\n");
}

fn note_value(note: &Note) -> String {
    format!(
        "MappingNote {{ mark: {:?}, text: {:?}, try_first: {}, field: {}, source: {} }}",
        note.mark,
        note.text,
        variant("TryFirst", note.try_first.as_ref()),
        variant("HeaderName", note.field.as_ref()),
        source(&note.source)
    )
}

fn variant(kind: &str, name: Option<&String>) -> String {
    option(name.map(|name| format!("{kind}::{name}")))
}

fn option(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

fn upper(name: &str) -> String {
    name.to_ascii_uppercase()
}
