//! What the tables say, as values: the words already turned into Rust names.

#![allow(
    clippy::struct_field_names,
    reason = "the fields have the names of the columns"
)]

use super::dialog::Ends;
use super::proxy::ProxyRules;
use super::send::{OnlyMethods, Refusal};

/// Where a fact stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    pub rfc: u32,
    pub section: String,
}

impl Source {
    /// Reads `RFC 3261 §21.4.24` or, for an appendix, `RFC 6665 §B.27`.
    pub fn parse(text: &str) -> Option<Self> {
        let (rfc, section) = text.strip_prefix("RFC ")?.split_once(" §")?;
        let plain =
            |n: &str| !n.is_empty() && !n.starts_with('0') && n.bytes().all(|b| b.is_ascii_digit());
        let mut parts = section.split('.');
        let first = parts.next()?;
        let appendix = matches!(first.as_bytes(), [b'A'..=b'Z']);
        let sound = plain(rfc) && (plain(first) || appendix) && parts.all(plain);
        sound.then_some(Self {
            rfc: rfc.parse().ok().filter(|rfc| *rfc <= 9999)?,
            section: section.to_owned(),
        })
    }

    /// The address of the section's text.
    pub fn link(&self) -> String {
        let kind = if self.section.starts_with(|c: char| c.is_ascii_digit()) {
            "section"
        } else {
            "appendix"
        };
        format!(
            "https://www.rfc-editor.org/rfc/rfc{}.html#{kind}-{}",
            self.rfc, self.section
        )
    }

    /// A Markdown link to the section.
    pub fn markdown(&self) -> String {
        format!("[RFC {} §{}]({})", self.rfc, self.section, self.link())
    }
}

/// An enum made from the vocabulary.
#[derive(Debug)]
pub struct Kind {
    pub kind: String,
    pub name: String,
    /// Whether variants may be added without a breaking change.
    pub open: bool,
    pub summary: String,
    pub details: Vec<String>,
    pub words: Vec<Word>,
}

#[derive(Debug)]
pub struct Word {
    pub word: String,
    pub name: String,
    pub summary: String,
    pub source: Option<Source>,
}

#[derive(Debug)]
pub struct Header {
    pub field: String,
    pub name: String,
    pub compact: Option<char>,
    pub source: Source,
}

#[derive(Debug)]
pub struct Code {
    pub code: u32,
    pub name: String,
    pub phrase: String,
    pub registration: String,
    pub source: Source,
    pub changed_by: Vec<Source>,
    pub summary: String,
    pub details: Vec<String>,
    pub sent_by: Vec<String>,
    /// `None` stands for all methods.
    pub methods: Option<Vec<String>>,
    pub only_methods: Option<OnlyMethods>,
    pub refusals: Vec<Refusal>,
    pub variants: Vec<Variant>,
    pub headers: Vec<Obligation>,
    pub retry: Option<Retry>,
    pub remedies: Vec<Remedy>,
    pub ends: Vec<Ends>,
}

#[derive(Debug)]
pub struct Variant {
    pub phrase: String,
    pub origin: Origin,
}

#[derive(Debug)]
pub enum Origin {
    Rfc(Source),
    Document(String),
    InTheWild,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    pub field: String,
    pub level: String,
    pub when: Option<String>,
    pub methods: Option<Vec<String>>,
    pub group: Option<String>,
    pub source: Source,
}

/// The retry keys of a code or class; what is `None` is inherited.
#[derive(Debug, Clone)]
pub struct Retry {
    pub unchanged: Option<String>,
    pub delay: Option<String>,
    pub delay_scope: Option<String>,
    pub elsewhere: Option<String>,
    pub remember: Option<String>,
    pub sources: Vec<Source>,
}

#[derive(Debug)]
pub struct Remedy {
    pub change: String,
    pub fields: Vec<String>,
    pub methods: Option<Vec<String>>,
    pub when: Option<String>,
    pub source: Source,
}

#[derive(Debug)]
pub struct Class {
    pub class: u32,
    pub name: String,
    pub default: u32,
    pub summary: String,
    pub details: Vec<String>,
    pub source: Source,
    pub retry: Option<Retry>,
    pub ends: Vec<Ends>,
}

#[derive(Debug)]
pub struct Range {
    pub first: u32,
    pub last: u32,
    pub headers: Vec<Obligation>,
    pub refusals: Vec<Refusal>,
}

/// All that stands in `data/`.
#[derive(Debug, Default)]
pub struct Tables {
    pub kinds: Vec<Kind>,
    pub headers: Vec<Header>,
    pub classes: Vec<Class>,
    pub ranges: Vec<Range>,
    pub codes: Vec<Code>,
    pub q850: super::q850::Q850,
    pub proxy: ProxyRules,
}

impl Tables {
    /// The Rust name behind a word: of `[[header]]` or of a vocabulary kind.
    pub fn name_of(&self, kind: &str, word: &str) -> Option<String> {
        if kind == "header" {
            let header = self.headers.iter().find(|h| h.field == word)?;
            return Some(header.name.clone());
        }
        let kind = self.kinds.iter().find(|k| k.kind == kind)?;
        let word = kind.words.iter().find(|w| w.word == word)?;
        Some(word.name.clone())
    }

    /// The words of a vocabulary kind, in order.
    pub fn words(&self, kind: &str) -> &[Word] {
        let kind = self.kinds.iter().find(|k| k.kind == kind);
        kind.map_or(&[], |kind| &kind.words)
    }

    /// The word of a kind whose variant has this name.
    pub fn word(&self, kind: &str, name: &str) -> Option<&Word> {
        self.words(kind).iter().find(|word| word.name == name)
    }
}
