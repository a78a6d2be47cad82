//! What the benchmark and the report share: the inputs and the parsers.

pub mod inputs;
pub mod parsers;
