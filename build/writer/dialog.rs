//! The rules of `dialog` as Rust code and as documentation.

use std::fmt::Write;

use super::columns::{method_set, source};
use super::docs::{and_list, linked, lower, method_names};
use super::generate::{HEAD, line};
use crate::reader::dialog::Ends;
use crate::reader::rows::{Code, Tables};

/// The rules of the codes that have some, and those of the classes.
pub fn rules(tables: &Tables) -> String {
    let mut out = HEAD.to_owned();
    let own = || tables.codes.iter().filter(|code| !code.ends.is_empty());
    line!(
        out,
        "/// The rules that a code has beyond those of its class."
    );
    line!(
        out,
        "pub(crate) const fn dialog_rules(code: StatusCode) -> &'static [DialogRule] {{\n    match code {{"
    );
    for code in own() {
        line!(
            out,
            "        StatusCode::{} => &DIALOG_{},",
            code.name,
            code.code
        );
    }
    line!(out, "        _ => &[],\n    }}\n}}\n");
    for code in own() {
        let (number, rules) = (code.code, &code.ends);
        line!(
            out,
            "static DIALOG_{number}: [DialogRule; {}] = {};\n",
            rules.len(),
            list(rules, tables)
        );
    }
    line!(out, "/// The rules of each class.");
    line!(
        out,
        "pub(crate) static CLASS_DIALOG_RULES: [&[DialogRule]; 6] = ["
    );
    for class in &tables.classes {
        line!(
            out,
            "    &{}, // {}xx",
            list(&class.ends, tables),
            class.class
        );
    }
    line!(out, "];");
    out
}

fn list(rules: &[Ends], tables: &Tables) -> String {
    let each = rules.iter().map(|rule| {
        format!(
            "\n    DialogRule {{ effect: DialogEffect::{}, methods: {}, condition: {}, reading: {}, bye: {}, note: {:?}, source: {} }},",
            rule.what,
            method_set(rule.methods.as_deref(), tables),
            optional("DialogCondition", rule.when.as_ref()),
            optional("Reading", rule.reading.as_ref()),
            optional("RequirementLevel", rule.bye.as_ref()),
            rule.note,
            source(&rule.source),
        )
    });
    format!("[{}\n]", each.collect::<String>())
}

fn optional(kind: &str, name: Option<&String>) -> String {
    name.map_or_else(|| "None".to_owned(), |name| format!("Some({kind}::{name})"))
}

/// The section on a variant's page; none where its class's rules are all.
pub fn section(code: &Code, tables: &Tables) -> String {
    if code.ends.is_empty() {
        return String::new();
    }
    let mut text = "\n# In a dialog\n\n".to_owned();
    for rule in &code.ends {
        let _ = writeln!(text, "* {}", sentence(rule, tables));
    }
    // One rule that always fits needs no word on how it is found.
    if code.ends.first().is_some_and(Ends::is_last) {
        return text;
    }
    text += "\nThe first rule that fits decides; if none fits, the [rules of the class](crate::StatusClass::dialog_rules) decide. See [`dialog_effect`](Self::dialog_effect).\n";
    text
}

fn sentence(rule: &Ends, tables: &Tables) -> String {
    let summary =
        |kind: &str, name: &Option<String>| name.as_ref().and_then(|name| tables.word(kind, name));
    let effect = summary("dialog_effect", &Some(rule.what.clone()));
    let effect = match effect.map_or("", |word| word.word.as_str()) {
        "nothing" => "nothing ends".to_owned(),
        "transaction" => "only the transaction fails".to_owned(),
        other => format!("the {other} ends"),
    };
    let mut conditions = Vec::new();
    if let Some(methods) = &rule.methods {
        conditions.push(format!("for {}", and_list(&method_names(methods, tables))));
    }
    if let Some(when) = summary("ends_when", &rule.when) {
        conditions.push(format!(
            "when {}",
            lower(&when.summary).trim_end_matches('.')
        ));
    }
    if let Some(reading) = summary("reading", &rule.reading) {
        let name = &reading.name;
        conditions.push(format!("by [`Reading::{name}`](crate::Reading::{name})"));
    }
    let mut text = match conditions.as_slice() {
        [] => upper(&effect),
        _ => format!("{}: {effect}", upper(&conditions.join(", "))),
    };
    text += &format!(" ({}).", rule.source.markdown());
    if let Some(bye) = summary("level", &rule.bye) {
        text += &format!(" The client {} send BYE for an INVITE usage.", bye.word);
    }
    if let Some(note) = &rule.note {
        text += &format!(" {}", linked(note));
    }
    text
}

/// A text as it begins a sentence.
fn upper(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
