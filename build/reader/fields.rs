//! The keys of one table, taken out one by one and checked on the way.

use super::faults::{Faults, Place};
use super::rows::{Source, Tables};
use super::toml::{Entry, Table, Value};

/// One table, whose keys are known, stand in order and occur once.
pub struct Fields<'a> {
    pub table: &'a Table,
    pub faults: &'a mut Faults,
}

impl<'a> Fields<'a> {
    /// `keys` are the allowed keys, in the order in which they may stand.
    pub fn open(table: &'a Table, keys: &[&str], faults: &'a mut Faults) -> Self {
        let mut next = 0;
        for entry in &table.entries {
            let found = || format!("key `{}`", entry.key);
            match keys.iter().position(|key| *key == entry.key) {
                None => faults.add(entry.at, found(), format!("one of `{}`", keys.join("`, `"))),
                Some(position) if position < next => {
                    let before = &keys[position..next];
                    faults.add(
                        entry.at,
                        found(),
                        format!("each key once, in the order `{}`", before.join("`, `")),
                    );
                }
                Some(position) => next = position + 1,
            }
        }
        Self { table, faults }
    }

    fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.table.entries.iter().find(|entry| entry.key == key)
    }

    fn wrong_type(&mut self, entry: &Entry, expected: &str) {
        let found = format!("{} as `{}`", entry.value.kind(), entry.key);
        self.faults.add(entry.at, found, expected);
    }

    /// Says that `key` is missing, unless it is there.
    fn require(&mut self, key: &str) {
        if self.entry(key).is_none() {
            let found = format!("{} without `{key}`", self.table.head);
            self.faults.add(self.table.at, found, "that key");
        }
    }

    pub fn number(&mut self, key: &str) -> Option<(Place, u32)> {
        self.require(key);
        let entry = self.entry(key)?;
        let Value::Number(number) = entry.value else {
            self.wrong_type(entry, "a number");
            return None;
        };
        Some((entry.at, number))
    }

    /// A string that may be absent; never empty, no blank at either end.
    pub fn optional_text(&mut self, key: &str) -> Option<(Place, &'a str)> {
        let entry = self.entry(key)?;
        let Value::Text(text) = &entry.value else {
            self.wrong_type(entry, "a string");
            return None;
        };
        self.check_ends(entry.at, text);
        Some((entry.at, text))
    }

    pub fn text(&mut self, key: &str) -> Option<(Place, &'a str)> {
        self.require(key);
        self.optional_text(key)
    }

    /// The strings of an array; none where the key is absent.
    pub fn texts(&mut self, key: &str) -> &'a [(Place, String)] {
        let Some(entry) = self.entry(key) else {
            return &[];
        };
        let Value::List(texts) = &entry.value else {
            self.wrong_type(entry, "an array");
            return &[];
        };
        for (at, text) in texts {
            self.check_ends(*at, text);
        }
        texts
    }

    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    fn check_ends(&mut self, at: Place, text: &str) {
        if text.trim() != text || text.is_empty() {
            self.faults
                .add(at, format!("\"{text}\""), "text without blanks at its ends");
        }
    }

    /// A sentence or more for the docs.
    pub fn prose(&mut self, key: &str) -> String {
        let Some((at, text)) = self.text(key) else {
            return String::new();
        };
        if !text.ends_with('.') {
            self.faults
                .add(at, format!("\"{text}\""), "a full stop at the end");
        }
        text.to_owned()
    }

    pub fn paragraphs(&mut self, key: &str) -> Vec<String> {
        let mut paragraphs = Vec::new();
        for (at, text) in self.texts(key) {
            if !text.ends_with('.') {
                self.faults
                    .add(*at, format!("\"{text}\""), "a full stop at the end");
            }
            paragraphs.push(text.clone());
        }
        paragraphs
    }

    /// A condition, as it follows the word "when".
    pub fn condition(&mut self, key: &str) -> Option<String> {
        let (at, text) = self.optional_text(key)?;
        if text.ends_with('.') {
            self.faults
                .add(at, format!("\"{text}\""), "no full stop at the end");
        }
        Some(text.to_owned())
    }

    pub fn source(&mut self, key: &str) -> Option<Source> {
        let (at, text) = self.text(key)?;
        self.parse_source(at, text)
    }

    pub fn optional_source(&mut self, key: &str) -> Option<Source> {
        let (at, text) = self.optional_text(key)?;
        self.parse_source(at, text)
    }

    pub fn sources(&mut self, key: &str) -> Vec<Source> {
        let texts = self.texts(key);
        texts
            .iter()
            .filter_map(|(at, text)| self.parse_source(*at, text))
            .collect()
    }

    fn parse_source(&mut self, at: Place, text: &str) -> Option<Source> {
        let source = Source::parse(text);
        if source.is_none() {
            let expected = "a source such as `RFC 3261 §21.4.24` or `RFC 6665 §B.27`";
            self.faults.add(at, format!("`{text}`"), expected);
        }
        source
    }

    /// The Rust name behind a word of the vocabulary.
    pub fn word(&mut self, key: &str, kind: &str, tables: &Tables) -> Option<String> {
        let (at, word) = self.text(key)?;
        self.look_up(at, word, kind, tables)
    }

    pub fn optional_word(&mut self, key: &str, kind: &str, tables: &Tables) -> Option<String> {
        let (at, word) = self.optional_text(key)?;
        self.look_up(at, word, kind, tables)
    }

    /// The Rust names behind the words of an array, each of which stands once.
    pub fn words(&mut self, key: &str, kind: &str, tables: &Tables) -> Vec<String> {
        let mut names = Vec::new();
        for (at, word) in self.texts(key) {
            if let Some(name) = self.look_up(*at, word, kind, tables) {
                if names.contains(&name) {
                    self.faults.add(*at, format!("`{word}` again"), "each once");
                }
                names.push(name);
            }
        }
        names
    }

    fn look_up(&mut self, at: Place, word: &str, kind: &str, tables: &Tables) -> Option<String> {
        let name = tables.name_of(kind, word);
        if name.is_none() {
            let expected = match kind {
                "header" => "a header field name of headers.toml".to_owned(),
                _ => format!("a word of [[{kind}]] in vocabulary.toml"),
            };
            self.faults.add(at, format!("`{word}`"), expected);
        }
        name
    }
}
