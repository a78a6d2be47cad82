//! From the tables of classes and codes to rows.

use super::dialog;
use super::faults::{Faults, Place};
use super::fields::Fields;
use super::proxy;
use super::read::{no_owner, unknown_table, variant_name};
use super::rows::{Class, Code, Obligation, Origin, Range, Remedy, Retry, Source, Tables, Variant};
use super::send::{only_methods, push_refusal, refusal_row, take_out};
use super::toml::Table;

// --- classes.toml ------------------------------------------------------------

pub fn class_table(table: &Table, tables: &mut Tables, faults: &mut Faults) {
    match table.head.as_str() {
        "[[class]]" => {
            if let Some(class) = class_row(table, tables, faults) {
                tables.classes.push(class);
            }
        }
        "[class.retry]" => class_retry(table, tables, faults),
        "[[class.ends]]" => {
            let rule = dialog::ends_row(table, tables, faults);
            match tables.classes.last_mut() {
                Some(class) => dialog::push(table, &mut class.ends, rule, faults),
                None => no_owner(table, "[[class]]", faults),
            }
        }
        "[class.proxy]" => proxy::class_rule(table, tables, faults),
        "[[range]]" => {
            if let Some(range) = range_row(table, faults) {
                tables.ranges.push(range);
            }
        }
        "[[range.header]]" => {
            let obligation = obligation(table, tables, faults);
            match tables.ranges.last_mut() {
                Some(range) => push_obligation(table, &mut range.headers, obligation, faults),
                None => no_owner(table, "[[range]]", faults),
            }
        }
        "[[range.refuse]]" => {
            let refusal = refusal_row(table, tables, faults);
            match tables.ranges.last_mut() {
                Some(range) => push_refusal(table, &mut range.refusals, refusal, faults),
                None => no_owner(table, "[[range]]", faults),
            }
        }
        _ => unknown_table(
            table,
            "`[[class]]`, `[class.retry]`, `[[class.ends]]`, `[class.proxy]`, `[[range]]`, `[[range.header]]` or `[[range.refuse]]`",
            faults,
        ),
    }
}

/// The retry rule of the class that stands before, with every key.
fn class_retry(table: &Table, tables: &mut Tables, faults: &mut Faults) {
    let retry = retry_rule(table, tables, faults);
    let missing = [
        ("unchanged", &retry.unchanged),
        ("delay", &retry.delay),
        ("delay_scope", &retry.delay_scope),
        ("elsewhere", &retry.elsewhere),
        ("remember", &retry.remember),
    ];
    for (key, _) in missing.iter().filter(|(_, value)| value.is_none()) {
        faults.add(
            table.at,
            format!("[class.retry] without a sound `{key}`"),
            "every key",
        );
    }
    match tables.classes.last_mut() {
        Some(class) if class.retry.is_none() => class.retry = Some(retry),
        _ => no_owner(table, "[[class]]", faults),
    }
}

fn class_row(table: &Table, tables: &Tables, faults: &mut Faults) -> Option<Class> {
    let keys = ["class", "name", "default", "summary", "details", "source"];
    let mut fields = Fields::open(table, &keys, faults);
    let (at, class) = fields.number("class")?;
    if class as usize != tables.classes.len() + 1 || class > 6 {
        fields
            .faults
            .add(at, format!("class {class}"), "1 to 6 in order");
    }
    let (at, default) = fields.number("default")?;
    if default / 100 != class {
        fields.faults.add(
            at,
            format!("code {default}"),
            format!("a code of class {class}"),
        );
    }
    let (at, name) = fields.text("name")?;
    check_phrase(at, name, fields.faults);
    Some(Class {
        class,
        name: name.to_owned(),
        default,
        summary: fields.prose("summary"),
        details: fields.paragraphs("details"),
        source: fields.source("source")?,
        retry: None,
        ends: Vec::new(),
    })
}

fn range_row(table: &Table, faults: &mut Faults) -> Option<Range> {
    let mut fields = Fields::open(table, &["codes"], faults);
    let (at, codes) = fields.text("codes")?;
    let bound = |text: &str| {
        let number = text.parse().ok().filter(|n| (100..=699).contains(n))?;
        (text.len() == 3).then_some(number)
    };
    let bounds = match codes.split_once('-') {
        Some((first, last)) => bound(first).zip(bound(last)).filter(|(f, l)| f < l),
        None => bound(codes).map(|code| (code, code)),
    };
    let Some((first, last)) = bounds else {
        fields.faults.add(
            at,
            format!("`{codes}`"),
            "a code of 100 to 699, or two as `300-699`",
        );
        return None;
    };
    Some(Range {
        first,
        last,
        headers: Vec::new(),
        refusals: Vec::new(),
    })
}

// --- status-codes.toml -------------------------------------------------------

pub fn code_table(table: &Table, tables: &mut Tables, faults: &mut Faults) {
    if table.head == "[[code]]" {
        let code = code_row(table, tables, faults);
        tables.codes.push(code);
        return;
    }
    let known = [
        "[[code.variant]]",
        "[[code.refuse]]",
        "[[code.header]]",
        "[code.retry]",
        "[[code.remedy]]",
        "[[code.ends]]",
        "[code.proxy]",
    ];
    if !known.contains(&table.head.as_str()) {
        let expected = format!("`[[code]]`, `{}`", known.join("`, `"));
        return unknown_table(table, &expected, faults);
    }
    let Some(mut code) = tables.codes.pop() else {
        return no_owner(table, "[[code]]", faults);
    };
    match table.head.as_str() {
        "[[code.variant]]" => variant_row(table, &mut code, faults),
        "[[code.refuse]]" => {
            let refusal = refusal_row(table, tables, faults);
            push_refusal(table, &mut code.refusals, refusal, faults);
            take_out(&mut code, tables);
        }
        "[[code.header]]" => {
            let obligation = obligation(table, tables, faults);
            push_obligation(table, &mut code.headers, obligation, faults);
        }
        "[code.retry]" if code.retry.is_some() => no_owner(table, "[[code]]", faults),
        "[code.retry]" => code.retry = Some(retry_rule(table, tables, faults)),
        "[[code.ends]]" => {
            let rule = dialog::ends_row(table, tables, faults);
            dialog::push(table, &mut code.ends, rule, faults);
        }
        "[code.proxy]" => proxy::code_rule(code.code, table, tables, faults),
        _ => code.remedies.extend(remedy_row(table, tables, faults)),
    }
    tables.codes.push(code);
}

/// A row even where keys are missing, so that its sub-tables have an owner.
const CODE_KEYS: [&str; 12] = [
    "code",
    "name",
    "phrase",
    "registration",
    "source",
    "changed_by",
    "summary",
    "details",
    "sent_by",
    "methods",
    "methods_level",
    "methods_source",
];

fn code_row(table: &Table, tables: &Tables, faults: &mut Faults) -> Code {
    let mut fields = Fields::open(table, &CODE_KEYS, faults);
    let code = code_number(
        &mut fields,
        tables.codes.last().map_or(99, |last| last.code),
    );
    let taken: Vec<_> = tables.codes.iter().map(|c| c.name.as_str()).collect();
    let name = variant_name(&mut fields, &taken);
    let phrase = match fields.text("phrase") {
        Some((at, phrase)) => {
            check_phrase(at, phrase, fields.faults);
            phrase.to_owned()
        }
        None => String::new(),
    };
    let registration = fields.word("registration", "registration", tables);
    let source = fields.source("source").unwrap_or_default();
    let changed_by = fields.sources("changed_by");
    let summary = fields.prose("summary");
    let details = fields.paragraphs("details");
    if !fields.has("sent_by") {
        fields
            .faults
            .add(table.at, "[[code]] without `sent_by`", "that key");
    }
    let sent_by = fields.words("sent_by", "role", tables);
    let only_methods = only_methods(&mut fields, tables);
    Code {
        code,
        name,
        phrase,
        registration: registration.unwrap_or_default(),
        source,
        changed_by,
        summary,
        details,
        sent_by,
        methods: only_methods.as_ref().map(|only| only.methods.clone()),
        only_methods,
        refusals: Vec::new(),
        variants: Vec::new(),
        headers: Vec::new(),
        retry: None,
        remedies: Vec::new(),
        ends: Vec::new(),
    }
}

/// The key `code`, larger than the one before; where it is missing, a number
/// that leads to no further fault.
fn code_number(fields: &mut Fields<'_>, before: u32) -> u32 {
    let Some((at, code)) = fields.number("code") else {
        return before.saturating_add(1);
    };
    let found = format!("code {code}");
    if !(100..=699).contains(&code) {
        fields.faults.add(at, found, "100 to 699");
    } else if code <= before {
        let expected = "codes in ascending order, each once";
        fields.faults.add(at, found, expected);
    }
    code
}

/// The key `methods`; `None` stands for all of them.
pub fn methods(fields: &mut Fields<'_>, tables: &Tables) -> Option<Vec<String>> {
    if !fields.has("methods") {
        return None;
    }
    let methods = fields.words("methods", "method", tables);
    if methods.is_empty() {
        let found = "no method in `methods`";
        fields
            .faults
            .add(fields.table.at, found, "one or more, or no such key");
    }
    Some(methods)
}

/// A phrase that the crate may write: RFC 3261 §25.1 `Reason-Phrase` without
/// its escapes, its HTAB and its non-ASCII octets.
fn check_phrase(at: Place, phrase: &str, faults: &mut Faults) {
    let sound = |b: u8| b.is_ascii_alphanumeric() || b";/?:@&=+$,-_.!~*'() ".contains(&b);
    if !phrase.bytes().all(sound) {
        faults.add(
            at,
            format!("\"{phrase}\""),
            "a Reason-Phrase of RFC 3261 §25.1 in ASCII",
        );
    }
}

fn variant_row(table: &Table, code: &mut Code, faults: &mut Faults) {
    let mut fields = Fields::open(table, &["phrase", "origin"], faults);
    let (Some((at, phrase)), Some((origin_at, origin))) =
        (fields.text("phrase"), fields.text("origin"))
    else {
        return;
    };
    check_phrase(at, phrase, fields.faults);
    let before = code
        .variants
        .iter()
        .map(|v| &v.phrase)
        .chain([&code.phrase]);
    if before.into_iter().any(|p| p.eq_ignore_ascii_case(phrase)) {
        let expected = "a spelling that differs from the others by more than case";
        fields.faults.add(at, format!("\"{phrase}\""), expected);
    }
    let Some(origin) = parse_origin(origin) else {
        let expected = "a source, the name of another document, or `in the wild`";
        let found = format!("`{origin}`");
        return fields.faults.add(origin_at, found, expected);
    };
    code.variants.push(Variant {
        phrase: phrase.to_owned(),
        origin,
    });
}

fn parse_origin(origin: &str) -> Option<Origin> {
    match origin {
        "in the wild" => Some(Origin::InTheWild),
        _ if origin.starts_with("RFC") => Source::parse(origin).map(Origin::Rfc),
        _ => Some(Origin::Document(origin.to_owned())),
    }
}

// --- what codes, classes and ranges share ------------------------------------

fn obligation(table: &Table, tables: &Tables, faults: &mut Faults) -> Option<Obligation> {
    let keys = ["field", "level", "when", "methods", "group", "source"];
    let mut fields = Fields::open(table, &keys, faults);
    let field = fields.word("field", "header", tables);
    let level = fields.word("level", "level", tables);
    let when = fields.condition("when");
    let methods = methods(&mut fields, tables);
    let group = fields
        .optional_text("group")
        .map(|(_, text)| text.to_owned());
    let source = fields.source("source");
    Some(Obligation {
        field: field?,
        level: level?,
        when,
        methods,
        group,
        source: source?,
    })
}

fn push_obligation(
    table: &Table,
    headers: &mut Vec<Obligation>,
    obligation: Option<Obligation>,
    faults: &mut Faults,
) {
    let Some(obligation) = obligation else { return };
    if headers.contains(&obligation) {
        faults.add(table.at, "an obligation that is there already", "each once");
    }
    if let Some(group) = &obligation.group {
        let of_group = |o: &&Obligation| o.group.as_ref() == Some(group);
        let first = headers.iter().find(of_group);
        if first.is_some() && !headers.last().as_ref().is_some_and(of_group) {
            faults.add(
                table.at,
                format!("group `{group}` again"),
                "a group in one piece",
            );
        }
        let key = |o: &Obligation| (o.level.clone(), o.when.clone(), o.methods.clone());
        if first.is_some_and(|first| key(first) != key(&obligation)) {
            let expected = "one level, condition and list of methods in a group";
            faults.add(table.at, format!("group `{group}` with others"), expected);
        }
    }
    headers.push(obligation);
}

fn retry_rule(table: &Table, tables: &Tables, faults: &mut Faults) -> Retry {
    let keys = [
        "unchanged",
        "delay",
        "delay_scope",
        "elsewhere",
        "remember",
        "sources",
    ];
    let mut fields = Fields::open(table, &keys, faults);
    let retry = Retry {
        unchanged: fields.optional_word("unchanged", "unchanged", tables),
        delay: fields.optional_word("delay", "delay", tables),
        delay_scope: fields.optional_word("delay_scope", "delay_scope", tables),
        elsewhere: fields.optional_word("elsewhere", "elsewhere", tables),
        remember: fields.optional_word("remember", "remember", tables),
        sources: fields.sources("sources"),
    };
    if retry.sources.is_empty() {
        let found = format!("{} without a sound source in `sources`", table.head);
        faults.add(table.at, found, "one or more");
    }
    retry
}

fn remedy_row(table: &Table, tables: &Tables, faults: &mut Faults) -> Option<Remedy> {
    let keys = ["change", "fields", "methods", "when", "source"];
    let mut fields = Fields::open(table, &keys, faults);
    let change = fields.word("change", "remedy", tables);
    let named = fields.words("fields", "header", tables);
    let methods = methods(&mut fields, tables);
    let when = fields.condition("when");
    let source = fields.source("source");
    Some(Remedy {
        change: change?,
        fields: named,
        methods,
        when,
        source: source?,
    })
}
