//! The whole table on one page.
//!
//! The codes lead to all that is known about them. "Must carry" lists the
//! header fields that every such response needs; what depends on a condition,
//! what should and what may be there is on the page of the code.
//!
#![doc = include_str!(concat!(env!("OUT_DIR"), "/table.md"))]
