//! Writes the code that the tables stand for.

pub mod columns;
pub mod dialog;
pub mod docs;
pub mod generate;
pub mod proxy;
pub mod q850;
pub mod send;
pub mod statistics;
