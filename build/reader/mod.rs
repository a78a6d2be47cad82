//! Reads the tables, and refuses what is not right in them.

pub mod codes;
pub mod dialog;
pub mod faults;
pub mod fields;
pub mod merge;
pub mod proxy;
pub mod q850;
pub mod read;
pub mod rows;
pub mod send;
pub mod statistics;
pub mod toml;
