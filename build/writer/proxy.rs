//! The rules for proxies as documentation, and as Rust code: a `match` for each
//! question, with an arm for each answer, because most codes have the same one.

use std::fmt::Write;

use super::columns::{list, method_set, sources};
use super::docs;
use super::generate::{HEAD, line};
use crate::reader::proxy::ProxyRule;
use crate::reader::rows::{Code, Source, Tables};

/// The rule of a code's class, and its own.
struct Rules<'a> {
    class: &'a ProxyRule,
    own: Option<&'a ProxyRule>,
}

impl<'a> Rules<'a> {
    fn of(code: u32, tables: &'a Tables) -> Self {
        let mut classes = tables.proxy.classes.iter();
        let class = classes.find(|rule| rule.of == code / 100);
        Self {
            class: class.expect("check() has seen six classes"),
            own: tables.proxy.codes.iter().find(|rule| rule.of == code),
        }
    }

    /// A word of its own, or else of its class.
    fn word(&self, of: fn(&ProxyRule) -> &Option<String>) -> Option<&'a str> {
        let own = self.own.and_then(|rule| of(rule).as_deref());
        own.or(of(self.class).as_deref())
    }
}

pub fn proxy(tables: &Tables) -> String {
    let mut out = HEAD.to_owned();
    let mut ask = |name: &str, kind: &str, answer: &dyn Fn(u32, &Rules<'_>) -> String| {
        question(&mut out, name, kind, &|code| {
            answer(code, &Rules::of(code, tables))
        });
    };
    ask("arrival", "Arrival", &|_, rules| {
        let word = rules.word(|rule| &rule.arrival);
        format!("Arrival::{}", word.unwrap_or_default())
    });
    ask("other_methods", "Option<Arrival>", &|_, rules| {
        let word = rules.word(|rule| &rule.other_methods);
        word.map_or("None".to_owned(), |word| format!("Some(Arrival::{word})"))
    });
    ask("late", "MethodSet", &|_, rules| {
        method_set(Some(&rules.class.late), tables)
    });
    // Larger is better.
    ask("standing", "u16", &|_, rules| {
        let choice = rules.own.map_or(1, |rule| rule.choice);
        ((6 - rules.class.place) * 3 + u32::from(choice)).to_string()
    });
    let named = |code: u32| {
        let row = tables.codes.iter().find(|row| row.code == code);
        row.map_or("None".to_owned(), |row| {
            format!("Some(StatusCode::{})", row.name)
        })
    };
    ask("sent_as", "Option<StatusCode>", &|_, rules| {
        let code = rules.own.and_then(|rule| rule.sent_as);
        code.map_or("None".to_owned(), named)
    });
    ask("collect", "&'static [HeaderName]", &|_, rules| {
        list("HeaderName", rules.own.map_or(&[], |rule| &rule.collect))
    });
    ask("proxy_sources", "&'static [Source]", &|_, rules| {
        let mut all = rules.own.map_or(Vec::new(), |rule| rule.sources.clone());
        for source in &rules.class.sources {
            if !all.contains(source) {
                all.push(source.clone());
            }
        }
        sources(&all)
    });
    out
}

/// The section on a variant's page; none where the code is as its class.
pub fn section(code: &Code, tables: &Tables) -> String {
    let Some(rule) = tables.proxy.codes.iter().find(|rule| rule.of == code.code) else {
        return String::new();
    };
    let does = |word: &Option<String>| {
        let word = tables.word("arrival", word.as_ref()?)?;
        Some(docs::lower(&word.summary))
    };
    let mut items = Vec::new();
    if let Some(does) = does(&rule.arrival) {
        items.push(format!("As it arrives: {does}"));
    }
    if let Some(does) = does(&rule.other_methods) {
        items.push(format!("Where it may not answer the method: {does}"));
    }
    match rule.choice {
        0 => items.push(
            "Ranks below most others of its class when the best response is chosen.".to_owned(),
        ),
        2 => items.push(
            "Ranks above most others of its class when the best response is chosen.".to_owned(),
        ),
        _ => {}
    }
    if let Some(sent_as) = rule.sent_as {
        let named = tables.codes.iter().find(|code| code.code == sent_as);
        let name = named.map_or("", |code| &code.name);
        items.push(format!("Goes upstream as [{sent_as}](Self::{name})."));
    }
    if !rule.collect.is_empty() {
        let fields = rule.collect.iter();
        let fields: Vec<_> = fields.map(|name| docs::field_link(name, tables)).collect();
        let fields = docs::and_list(&fields);
        items.push(format!(
            "Goes upstream with the {fields} values of all challenges."
        ));
    }
    let mut text = "\n# In a stateful proxy\n\n".to_owned();
    for item in items {
        line!(text, "* {item}");
    }
    let links: Vec<_> = rule.sources.iter().map(Source::markdown).collect();
    text + &format!(
        "\n{} See [`arrival`](Self::arrival) and [`preference`](Self::preference).\n",
        docs::source_list(&links)
    )
}

/// A function from a code's number to its answer.
fn question(out: &mut String, name: &str, kind: &str, answer: &dyn Fn(u32) -> String) {
    // Each answer with the ranges of codes that have it.
    let mut answers: Vec<(String, Vec<(u32, u32)>)> = Vec::new();
    for code in 100..700 {
        let answer = answer(code);
        match answers.iter_mut().find(|(known, _)| *known == answer) {
            Some((_, ranges)) => match ranges.last_mut() {
                Some((_, last)) if *last + 1 == code => *last = code,
                _ => ranges.push((code, code)),
            },
            None => answers.push((answer, vec![(code, code)])),
        }
    }
    // The one with most codes needs no arm.
    let codes = |ranges: &[(u32, u32)]| -> u32 { ranges.iter().map(|(a, b)| b - a + 1).sum() };
    answers.sort_by_key(|(_, ranges)| codes(ranges));
    let usual = answers.pop().expect("600 codes have an answer");
    line!(
        out,
        "#[inline]\npub(crate) const fn {name}(code: StatusCode) -> {kind} {{\n    match code.as_u16() {{"
    );
    // A gap whose codes have all had their arm splits no range.
    let mut had: Vec<u32> = Vec::new();
    for (answer, ranges) in &answers {
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for &(first, last) in ranges {
            match joined.last_mut() {
                Some((_, end)) if (*end + 1..first).all(|code| had.contains(&code)) => *end = last,
                _ => joined.push((first, last)),
            }
        }
        had.extend(ranges.iter().flat_map(|(first, last)| *first..=*last));
        let ranges = joined.iter().map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}..={last}")
            }
        });
        let pattern = ranges.collect::<Vec<_>>().join(" | ");
        line!(out, "        {pattern} => {answer},");
    }
    line!(out, "        _ => {},\n    }}\n}}\n", usual.0);
}
