//! The whole table on one page: every code that has a name.
//!
//! Each code links to all that is known about it. "Must carry" lists the header
//! fields that every response with the code needs, or every such response to the
//! method in parentheses; of the three fields of 415, one is enough. What depends on
//! a condition, and what should or may be there, is at the code itself.
//!
#![doc = include_str!(concat!(env!("OUT_DIR"), "/table.md"))]
