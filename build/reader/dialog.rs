//! What a response ends in a dialog: `[[code.ends]]` and `[[class.ends]]`.

use super::codes::methods;
use super::faults::{Faults, Place};
use super::fields::Fields;
use super::rows::{Source, Tables};
use super::toml::Table;

/// One rule. Of the rules of a code and then of its class, the first one that
/// fits decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends {
    pub what: String,
    /// `None` stands for all methods.
    pub methods: Option<Vec<String>>,
    pub when: Option<String>,
    /// `None` stands for every reading.
    pub reading: Option<String>,
    pub bye: Option<String>,
    pub note: Option<String>,
    pub source: Source,
}

impl Ends {
    /// Whether it fits every request, so that no rule behind it is ever asked.
    pub fn is_last(&self) -> bool {
        self.methods.is_none() && self.when.is_none() && self.reading.is_none()
    }

    /// Whether it fits whatever the other fits.
    fn covers(&self, other: &Self) -> bool {
        let methods = match (&self.methods, &other.methods) {
            (None, _) => true,
            (Some(own), Some(others)) => others.iter().all(|method| own.contains(method)),
            (Some(_), None) => false,
        };
        methods
            && (self.when.is_none() || self.when == other.when)
            && (self.reading.is_none() || self.reading == other.reading)
    }
}

/// The row of one `[[code.ends]]` or `[[class.ends]]`.
pub fn ends_row(table: &Table, tables: &Tables, faults: &mut Faults) -> Option<Ends> {
    let keys = [
        "what", "methods", "when", "reading", "bye", "note", "source",
    ];
    let mut fields = Fields::open(table, &keys, faults);
    let what = fields.word("what", "dialog_effect", tables);
    let methods = methods(&mut fields, tables);
    let when = fields.optional_word("when", "ends_when", tables);
    let reading = fields.optional_word("reading", "reading", tables);
    let bye = fields.optional_word("bye", "level", tables);
    let note = fields.has("note").then(|| fields.prose("note"));
    let source = fields.source("source");
    Some(Ends {
        what: what?,
        methods,
        when,
        reading,
        bye,
        note,
        source: source?,
    })
}

/// Adds a rule, unless those before it leave nothing for it to decide.
pub fn push(table: &Table, rules: &mut Vec<Ends>, rule: Option<Ends>, faults: &mut Faults) {
    let Some(rule) = rule else { return };
    if rules.iter().any(|before| before.covers(&rule)) {
        let expected = "a rule that none before it covers";
        faults.add(table.at, format!("{} out of reach", table.head), expected);
    }
    rules.push(rule);
}

/// Every class needs a rule that always fits, so that every code has an answer;
/// and its default code no rules of its own, lest the unassigned codes, which
/// count as that code, miss them.
pub fn check(tables: &Tables, faults: &mut Faults) {
    let file = "classes.toml";
    for class in &tables.classes {
        if !class.ends.last().is_some_and(Ends::is_last) {
            let found = format!("class {} without a last [[class.ends]]", class.class);
            let expected = "one without `methods`, `when` and `reading`";
            faults.add(Place { file, line: 1 }, found, expected);
        }
        let default = tables.codes.iter().find(|c| c.code == class.default);
        if default.is_some_and(|code| !code.ends.is_empty()) {
            let file = "status-codes.toml";
            let (code, expected) = (class.default, "them as [[class.ends]]");
            let found = format!("[[code.ends]] at code {code}, the default of its class");
            faults.add(Place { file, line: 1 }, found, expected);
        }
    }
}
