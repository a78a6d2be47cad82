//! What a stateful proxy does with responses: `[class.proxy]`, and
//! `[code.proxy]` where a code differs from its class.

use super::faults::{Faults, Place};
use super::fields::Fields;
use super::read::no_owner;
use super::rows::{Source, Tables};
use super::toml::Table;

/// The rules of the classes and of the codes that have one.
#[derive(Debug, Default)]
pub struct ProxyRules {
    pub classes: Vec<ProxyRule>,
    pub codes: Vec<ProxyRule>,
}

/// A rule; what is not given holds as for the class, or not at all.
#[derive(Debug)]
pub struct ProxyRule {
    /// The class or the code.
    pub of: u32,
    at: Place,
    pub arrival: Option<String>,
    /// What to do instead where the code may not answer the method.
    pub other_methods: Option<String>,
    /// The methods for which it is forwarded after a final response, too.
    pub late: Vec<String>,
    /// The place of the class in the choice, from 1.
    pub place: u32,
    /// 0 after the others of the class, 1 among them, 2 before them.
    pub choice: u8,
    pub sent_as: Option<u32>,
    pub collect: Vec<String>,
    pub sources: Vec<Source>,
}

/// Reads a `[class.proxy]`.
pub fn class_rule(table: &Table, tables: &mut Tables, faults: &mut Faults) {
    let keys = ["arrival", "other_methods", "late", "place", "sources"];
    let mut fields = Fields::open(table, &keys, faults);
    let mut rule = shared(&mut fields, tables);
    if !fields.has("arrival") {
        let found = "[class.proxy] without `arrival`";
        fields.faults.add(table.at, found, "that key");
    }
    rule.late = fields.words("late", "method", tables);
    if let Some((at, place)) = fields.number("place") {
        let taken = tables.proxy.classes.iter().any(|r| r.place == place);
        if taken || !(1..=6).contains(&place) {
            let expected = "1 to 6, each once";
            fields.faults.add(at, format!("place {place}"), expected);
        }
        rule.place = place;
    }
    let rules = &mut tables.proxy.classes;
    match tables.classes.last() {
        Some(class) if rules.iter().all(|rule| rule.of != class.class) => {
            rule.of = class.class;
            rules.push(rule);
        }
        _ => no_owner(table, "[[class]]", faults),
    }
}

/// Reads the `[code.proxy]` of a code.
pub fn code_rule(code: u32, table: &Table, tables: &mut Tables, faults: &mut Faults) {
    if tables.proxy.codes.iter().any(|rule| rule.of == code) {
        return no_owner(table, "[[code]]", faults);
    }
    let keys = [
        "arrival",
        "other_methods",
        "choice",
        "sent_as",
        "collect",
        "sources",
    ];
    let mut fields = Fields::open(table, &keys, faults);
    if keys[..5].iter().all(|key| !fields.has(key)) {
        let found = "[code.proxy] without a rule";
        let expected = "a key that differs from the class";
        fields.faults.add(table.at, found, expected);
    }
    let mut rule = shared(&mut fields, tables);
    rule.of = code;
    if let Some((at, word)) = fields.optional_text("choice") {
        match word {
            "first" => rule.choice = 2,
            "last" => rule.choice = 0,
            _ => {
                let expected = "`first` or `last`";
                fields.faults.add(at, format!("`{word}`"), expected);
            }
        }
    }
    if fields.has("sent_as") {
        rule.sent_as = fields.number("sent_as").map(|(_, code)| code);
    }
    rule.collect = fields.words("collect", "header", tables);
    tables.proxy.codes.push(rule);
}

/// The keys of both tables.
fn shared(fields: &mut Fields<'_>, tables: &Tables) -> ProxyRule {
    let rule = ProxyRule {
        of: 0,
        at: fields.table.at,
        arrival: fields.optional_word("arrival", "arrival", tables),
        other_methods: fields.optional_word("other_methods", "arrival", tables),
        late: Vec::new(),
        place: 0,
        choice: 1,
        sent_as: None,
        collect: Vec::new(),
        sources: fields.sources("sources"),
    };
    if rule.sources.is_empty() {
        let head = &fields.table.head;
        let found = format!("{head} without a sound source in `sources`");
        fields.faults.add(rule.at, found, "one or more");
    }
    rule
}

/// What can be seen only when everything is read: each class has a rule, and
/// what is sent instead has a row and no rule of the kind itself.
pub fn check(tables: &Tables, faults: &mut Faults) {
    let rules = &tables.proxy;
    if rules.classes.len() != 6 {
        let found = format!("{} [class.proxy]", rules.classes.len());
        let at = Place {
            file: "classes.toml",
            line: 1,
        };
        faults.add(at, found, "six, one in each class");
    }
    for rule in &rules.codes {
        let Some(sent) = rule.sent_as else { continue };
        let sent_as_it_is = |code: u32| {
            let mut changed = rules.codes.iter().filter(|rule| rule.sent_as.is_some());
            changed.all(|rule| rule.of != code)
        };
        if !tables.codes.iter().any(|code| code.code == sent) || !sent_as_it_is(sent) {
            let expected = "a code that has a row and is sent as it is";
            faults.add(rule.at, format!("{sent} as `sent_as`"), expected);
        }
    }
}
