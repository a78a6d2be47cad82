// The modules that read the tables: for build.rs, and for the tests that give
// them wrong ones.

mod codes;
mod dialog;
mod faults;
mod fields;
mod merge;
mod proxy;
mod q850;
mod read;
mod rows;
mod send;
mod statistics;
mod toml;
