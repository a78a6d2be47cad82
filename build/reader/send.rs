//! What keeps a code from being sent: the `refuse` tables, and the level and
//! the source of `methods`.

use super::codes::methods;
use super::faults::Faults;
use super::fields::Fields;
use super::rows::{Code, Source, Tables};
use super::toml::Table;

/// A row of `[[code.refuse]]` or `[[range.refuse]]`. An empty list stands for
/// all of its kind, and no circumstance for any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub methods: Option<Vec<String>>,
    pub roles: Vec<String>,
    pub circumstances: Vec<String>,
    pub when: Option<String>,
    pub level: String,
    pub reason: String,
    pub source: Source,
}

/// The key `methods` of a code with those that say why: the only methods that
/// it may answer.
#[derive(Debug, PartialEq, Eq)]
pub struct OnlyMethods {
    pub methods: Vec<String>,
    pub level: String,
    pub source: Source,
}

/// The keys `methods`, `methods_level` and `methods_source` of a code: all
/// three of them or none.
pub fn only_methods(fields: &mut Fields<'_>, tables: &Tables) -> Option<OnlyMethods> {
    let Some(methods) = methods(fields, tables) else {
        for key in ["methods_level", "methods_source"] {
            if fields.has(key) {
                let found = format!("`{key}` without `methods`");
                fields
                    .faults
                    .add(fields.table.at, found, "both, or no such key");
            }
        }
        return None;
    };
    let level = fields.word("methods_level", "prohibition", tables);
    let source = fields.source("methods_source");
    Some(OnlyMethods {
        methods,
        level: level?,
        source: source?,
    })
}

pub fn refusal_row(table: &Table, tables: &Tables, faults: &mut Faults) -> Option<Refusal> {
    let keys = [
        "methods",
        "roles",
        "circumstances",
        "when",
        "level",
        "reason",
        "source",
    ];
    let mut fields = Fields::open(table, &keys, faults);
    let methods = methods(&mut fields, tables);
    let roles = fields.words("roles", "role", tables);
    let circumstances = fields.words("circumstances", "circumstance", tables);
    let when = fields.condition("when");
    let level = fields.word("level", "prohibition", tables);
    let reason = reason(&mut fields);
    let source = fields.source("source");
    Some(Refusal {
        methods,
        roles,
        circumstances,
        when,
        level: level?,
        reason: reason?,
        source: source?,
    })
}

/// The key `reason`: as it follows the word "because".
fn reason(fields: &mut Fields<'_>) -> Option<String> {
    let (at, reason) = fields.text("reason")?;
    if reason.ends_with('.') {
        let found = format!("\"{reason}\"");
        fields.faults.add(at, found, "no full stop at the end");
    }
    Some(reason.to_owned())
}

pub fn push_refusal(
    table: &Table,
    refusals: &mut Vec<Refusal>,
    refusal: Option<Refusal>,
    faults: &mut Faults,
) {
    let Some(refusal) = refusal else { return };
    if refusals.contains(&refusal) {
        faults.add(table.at, "a refusal that is there already", "each once");
    }
    refusals.push(refusal);
}

/// Takes the methods that the code never answers, whoever sends it and however,
/// out of those that it may answer.
pub fn take_out(code: &mut Code, tables: &Tables) {
    let never = code.refusals.iter().filter(|refusal| {
        refusal.level != "ShouldNot"
            && refusal.roles.is_empty()
            && refusal.circumstances.is_empty()
            && refusal.when.is_none()
    });
    let never: Vec<_> = never.filter_map(|r| r.methods.clone()).flatten().collect();
    if !never.is_empty() {
        let all = || all_methods(tables);
        let mut methods = code.methods.take().unwrap_or_else(all);
        methods.retain(|method| !never.contains(method));
        code.methods = Some(methods);
    }
}

/// Every method that is ever answered, which is all but ACK.
pub fn all_methods(tables: &Tables) -> Vec<String> {
    let words = tables.words("method").iter();
    let answered = words.filter(|word| word.word != "ACK");
    answered.map(|word| word.name.clone()).collect()
}
