#![doc = include_str!("docs/crate.md")]
#![no_std]
// On docs.rs, each implementation names the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![warn(unreachable_pub)]
// No panic is reachable. Tests, examples and the build script may.
#![warn(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]
// Users compile only the functions that they call: that saves a quarter of this
// crate's own build time.
#![warn(clippy::missing_inline_in_public_items)]

mod bits;
mod class;
mod code;
pub mod codes;
mod convert;
mod dialog;
mod error;
mod field;
mod grammar;
mod header;
mod line;
mod method;
mod outcome;
mod phrase;
mod proxy;
#[doc(alias = "Q.850")]
#[doc(alias = "ISUP")]
#[doc(alias = "QSIG")]
pub mod q850;
mod reason;
mod record;
mod retry;
mod send;
#[cfg(feature = "serde")]
mod serde;
mod set;
mod source;
mod statistics;
#[cfg(feature = "strum")]
mod strum;
mod table;
mod unknown;
mod words;
mod write;

pub use class::StatusClass;
pub use dialog::{DialogContext, DialogRule};
pub use error::{
    BranchRefused, BufferTooSmall, InvalidFieldValue, InvalidFieldValueKind, InvalidPattern,
    InvalidPatternKind, InvalidPhrase, InvalidStatusCode, InvalidStatusCodeKind, ParseError,
    ParseErrorKind, UnknownWord,
};
pub use field::{FieldText, Parameter, Token};
pub use header::{HeaderObligation, MissingHeader, MissingHeaders};
pub use line::{
    Deviation, DeviationSet, Deviations, Parsed, Progress, ReasonPhrase, SipVersion, StatusLine,
    StatusLineParser,
};
pub use method::{MethodSet, Methods};
pub use outcome::Outcome;
pub use phrase::{PhraseKind, PhraseOrigin, PhraseVariant};
pub use proxy::{Answer, BranchSet, Branches, Candidate};
// An alias counts where an item is seen, which is here.
#[doc(alias = "best response")]
#[doc(alias = "fork")]
pub use proxy::{ResponseContext, ResponsePreference};
pub use reason::{Reason, ReasonProtocol, Reasons};
pub use record::Record;
#[doc(alias = "Retry-After")]
pub use retry::RetryAfter;
pub use retry::{DelayWindow, NextStep, NextSteps, Retry, RetryChange, RetryContext, Steps, Wait};
pub use send::{Refusal, Refusals, Sending};
pub use set::{StatusCodeSet, StatusCodes};
pub use source::{Link, Source};
pub use statistics::{Counts, Ratio, ResponseCounts};
#[doc(inline)]
pub use table::{
    Arrival, Circumstance, Clock, ContextState, Counted, DelayMetric, DelayScope, DialogCondition,
    DialogEffect, DialogState, DialogStep, DialogUsage, Elsewhere, HeaderName, Method, Metric,
    Prohibition, Reading, Registration, Remedy, Remember, RequirementLevel, RetryDelay, Role,
    SetupResult, StatusCode, Unchanged,
};

/// The README's examples are tests, too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
