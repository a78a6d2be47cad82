//! One complete row for each code: its own facts joined with those of its
//! class and of the ranges that cover it.

use super::faults::{Faults, Place};
use super::rows::{Class, Code, Obligation, Remedy, Retry, Source, Tables};

/// A row of the generated tables. Unassigned codes of a class that are covered
/// by the same ranges share one.
#[derive(Debug)]
pub struct Row<'a> {
    /// The name in the generated `Row` enum.
    pub ident: String,
    /// The codes that this row stands for.
    pub codes: Vec<u32>,
    pub class: &'a Class,
    /// The row of a named code; `None` for the unassigned.
    pub named: Option<&'a Code>,
    pub methods: Option<&'a [String]>,
    pub headers: Vec<Obligation>,
    pub retry: FullRetry,
    pub remedies: &'a [Remedy],
}

/// A retry rule with every key filled in.
#[derive(Debug, Clone)]
pub struct FullRetry {
    pub unchanged: String,
    pub delay: String,
    pub delay_scope: String,
    pub elsewhere: String,
    pub remember: String,
    pub sources: Vec<Source>,
}

/// The rows, named ones first; faults where the tables do not fit together.
pub fn merge<'a>(tables: &'a Tables, faults: &mut Faults) -> Vec<Row<'a>> {
    let file = "classes.toml";
    if tables.classes.len() != 6 || tables.classes.iter().any(|c| c.retry.is_none()) {
        let found = format!("{} classes", tables.classes.len());
        faults.add(
            Place { file, line: 1 },
            found,
            "six, each with its [class.retry]",
        );
    }
    for class in &tables.classes {
        if !tables.codes.iter().any(|code| code.code == class.default) {
            let found = format!("{} as default of class {}", class.default, class.class);
            faults.add(Place { file, line: 1 }, found, "a code that has a row");
        }
    }
    if !faults.is_empty() {
        return Vec::new();
    }
    let mut rows: Vec<_> = tables
        .codes
        .iter()
        .map(|code| named_row(code, tables))
        .collect();
    for code in 100..700 {
        if tables.codes.iter().any(|named| named.code == code) {
            continue;
        }
        let row = unassigned_row(code, tables);
        let twin = rows.iter_mut().find(|r| {
            r.named.is_none() && r.class.class == row.class.class && r.headers == row.headers
        });
        match twin {
            Some(twin) => twin.codes.push(code),
            None => rows.push(row),
        }
    }
    rows
}

fn class_of(code: u32, tables: &Tables) -> &Class {
    let class = tables.classes.iter().find(|c| c.class == code / 100);
    class.expect("merge() has seen six classes")
}

fn named_row<'a>(code: &'a Code, tables: &'a Tables) -> Row<'a> {
    let class = class_of(code.code, tables);
    Row {
        ident: code.name.clone(),
        codes: vec![code.code],
        class,
        named: Some(code),
        methods: code.methods.as_deref(),
        headers: headers(code.code, &code.headers, code.methods.as_deref(), tables),
        retry: full_retry(class, code.retry.as_ref()),
        remedies: &code.remedies,
    }
}

/// An unassigned code is treated as its class's default code, except for the
/// header fields, which that code has for reasons of its own.
fn unassigned_row(code: u32, tables: &Tables) -> Row<'_> {
    let class = class_of(code, tables);
    let default = tables.codes.iter().find(|c| c.code == class.default);
    let default = default.expect("merge() has seen the default codes");
    Row {
        ident: format!("Unassigned{code}"),
        codes: vec![code],
        class,
        named: None,
        methods: default.methods.as_deref(),
        headers: headers(code, &[], default.methods.as_deref(), tables),
        retry: full_retry(class, default.retry.as_ref()),
        remedies: &default.remedies,
    }
}

/// Its own obligations and those of the ranges that apply to its methods, the
/// strongest first.
fn headers(
    code: u32,
    own: &[Obligation],
    methods: Option<&[String]>,
    tables: &Tables,
) -> Vec<Obligation> {
    let ranges = tables
        .ranges
        .iter()
        .filter(|r| (r.first..=r.last).contains(&code));
    let general = ranges.flat_map(|range| &range.headers).cloned();
    let general = general.filter_map(|mut obligation| {
        obligation.methods = match (obligation.methods, methods) {
            (None, _) => None,
            (Some(of_range), None) => Some(of_range),
            (Some(mut of_range), Some(of_code)) => {
                of_range.retain(|method| of_code.contains(method));
                Some(of_range)
            }
        };
        // All that the code may answer is the same as no limit.
        if methods.is_some_and(|all| {
            obligation
                .methods
                .as_ref()
                .is_some_and(|m| m.len() == all.len())
        }) {
            obligation.methods = None;
        }
        (obligation.methods.as_deref() != Some(&[])).then_some(obligation)
    });
    let mut all: Vec<_> = own.iter().cloned().chain(general).collect();
    let levels = tables.words("level");
    all.sort_by_key(|o| levels.iter().position(|level| level.name == o.level));
    all
}

fn full_retry(class: &Class, own: Option<&Retry>) -> FullRetry {
    let general = class
        .retry
        .as_ref()
        .expect("merge() has seen the retry rules");
    let pick = |of: fn(&Retry) -> &Option<String>| {
        let own = own.and_then(|retry| of(retry).clone());
        own.or_else(|| of(general).clone())
            .expect("read() wants every key of a class")
    };
    let mut sources = own.map_or_else(Vec::new, |own| own.sources.clone());
    for source in &general.sources {
        if !sources.contains(source) {
            sources.push(source.clone());
        }
    }
    FullRetry {
        unchanged: pick(|r| &r.unchanged),
        delay: pick(|r| &r.delay),
        delay_scope: pick(|r| &r.delay_scope),
        elsewhere: pick(|r| &r.elsewhere),
        remember: pick(|r| &r.remember),
        sources,
    }
}
