//! Where the faults of a run are gathered: all of them, each with its place.

use std::fmt::Display;

/// Every fault found so far, in the order of discovery.
#[derive(Debug, Default)]
pub struct Faults {
    messages: Vec<String>,
}

impl Faults {
    /// Notes the fault at a place: what was found and what was expected.
    pub fn add(&mut self, at: Place, found: impl Display, expected: impl Display) {
        self.messages.push(format!(
            "data/{}:{}: found {found}, expected {expected}",
            at.file, at.line
        ));
    }

    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    pub fn messages(&self) -> &[String] {
        &self.messages
    }
}

/// A line of a file below `data/`, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub file: &'static str,
    pub line: usize,
}
