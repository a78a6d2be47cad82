//! The generated table of what keeps a code from being sent, and its line on
//! the page of a variant.

use std::fmt::Write;

use super::columns::{list, method_set, source};
use super::docs;
use super::generate::{HEAD, line};
use crate::reader::rows::{Code, Tables};
use crate::reader::send::{OnlyMethods, Refusal, all_methods};

/// A row for the codes from `first` to `last`.
struct Row {
    first: u32,
    last: u32,
    refusal: Refusal,
}

/// One row for each rule, not for each code: the strongest first, and of those
/// the ones for single codes.
pub fn refusals(tables: &Tables) -> String {
    let mut rows = Vec::new();
    only_methods(&mut rows, tables);
    for code in &tables.codes {
        let of_code = code
            .refusals
            .iter()
            .map(|refusal| (code.code, code.code, refusal));
        rows.extend(of_code.map(row));
    }
    for range in &tables.ranges {
        let of_range = range.refusals.iter();
        rows.extend(of_range.map(|refusal| row((range.first, range.last, refusal))));
    }
    let levels = tables.words("prohibition");
    rows.sort_by_key(|row| {
        levels
            .iter()
            .position(|word| word.name == row.refusal.level)
    });

    let mut out = HEAD.to_owned();
    line!(
        out,
        "/// What keeps codes from being sent, the strongest first."
    );
    line!(
        out,
        "pub(crate) static REFUSALS: [Rule; {}] = [",
        rows.len()
    );
    for Row {
        first,
        last,
        refusal,
    } in rows
    {
        line!(
            out,
            "    Rule {{ first: {first}, last: {last}, methods: {}, roles: {}, circumstances: {}, condition: {:?}, level: Prohibition::{}, reason: {:?}, source: {} }},",
            method_set(refusal.methods.as_deref(), tables),
            list("Role", &refusal.roles),
            list("Circumstance", &refusal.circumstances),
            refusal.when,
            refusal.level,
            refusal.reason,
            source(&refusal.source),
        );
    }
    line!(out, "];");
    out
}

fn row((first, last, refusal): (u32, u32, &Refusal)) -> Row {
    let refusal = refusal.clone();
    Row {
        first,
        last,
        refusal,
    }
}

/// The limits that stand under `methods`. An unassigned code has that of its
/// class's default code, and codes side by side with the same share a row.
fn only_methods(rows: &mut Vec<Row>, tables: &Tables) {
    let named = |code: u32| tables.codes.iter().find(|c| c.code == code);
    let mut before: Option<&OnlyMethods> = None;
    for number in 100..700 {
        let default = || {
            let class = tables.classes.iter().find(|c| c.class == number / 100);
            class.and_then(|class| named(class.default))
        };
        let limit = named(number).or_else(default);
        let limit = limit.and_then(|code| code.only_methods.as_ref());
        match (limit, rows.last_mut()) {
            (Some(limit), Some(row)) if before == Some(limit) => {
                row.last = number;
            }
            (Some(limit), _) => rows.push(Row {
                first: number,
                last: number,
                refusal: refusal(limit, tables),
            }),
            (None, _) => {}
        }
        before = limit;
    }
}

/// A limit as what it forbids: all the other methods.
fn refusal(limit: &OnlyMethods, tables: &Tables) -> Refusal {
    let mut others = all_methods(tables);
    others.retain(|method| !limit.methods.contains(method));
    let only = docs::method_words(&limit.methods, tables);
    Refusal {
        methods: Some(others),
        roles: Vec::new(),
        circumstances: Vec::new(),
        when: None,
        level: limit.level.clone(),
        reason: format!("it answers only {}", docs::and_list(&only)),
        source: limit.source.clone(),
    }
}

/// The list on the page of a code. What holds for a whole range is said once, in
/// the details of the class.
pub fn page(code: &Code, tables: &Tables) -> String {
    let each = code.refusals.iter().map(|refusal| item(refusal, tables));
    match each.collect::<String>().as_str() {
        "" => String::new(),
        list => format!("\nNot to be sent (see [`may_send`](Self::may_send)):\n\n{list}"),
    }
}

fn item(refusal: &Refusal, tables: &Tables) -> String {
    let words = |kind: &str, names: &[String], of: &str| {
        let words = tables.words(kind).iter();
        let named = words.filter(|word| names.contains(&word.name));
        named
            .map(|word| {
                let text = in_sentence(&word.word);
                format!("[{text}](crate::{of}::{})", word.name)
            })
            .collect::<Vec<_>>()
    };
    let mut limits = Vec::new();
    if let Some(methods) = &refusal.methods {
        let mut others = all_methods(tables);
        others.retain(|method| !methods.contains(method));
        // All but one is said that way.
        limits.push(match others.as_slice() {
            [_] => format!(
                "to any method but {}",
                docs::method_names(&others, tables).join("")
            ),
            _ => format!("to {}", docs::or_list(&docs::method_names(methods, tables))),
        });
    }
    if !refusal.roles.is_empty() {
        limits.push(format!(
            "by: {}",
            words("role", &refusal.roles, "Role").join(", ")
        ));
    }
    if !refusal.circumstances.is_empty() {
        let circumstances = words("circumstance", &refusal.circumstances, "Circumstance");
        limits.push(circumstances.join(" and "));
    }
    if let Some(when) = &refusal.when {
        limits.push(format!("when {}", docs::linked(when)));
    }
    if limits.is_empty() {
        limits.push("at all".to_owned());
    }
    let level = tables.word("prohibition", &refusal.level);
    format!(
        "* {} ({}): {} ({}).\n",
        limits.join("; "),
        level.map_or("", |level| &level.word),
        docs::linked(&refusal.reason),
        refusal.source.markdown(),
    )
}

/// The word for a role or a circumstance as it stands in a sentence.
fn in_sentence(word: &str) -> String {
    match word {
        "unreliable-transport" => "over an unreliable transport".to_owned(),
        "in-dialog" => "within a dialog".to_owned(),
        "outside-dialog" => "outside any dialog".to_owned(),
        _ => docs::spaced(word),
    }
}
