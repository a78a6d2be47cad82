//! What the API guidelines ask of every type: to go between threads, to be shown to
//! a programmer, to be copied, compared and hashed where it is a value.

use std::error::Error;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::iter::FusedIterator;
use std::panic::{RefUnwindSafe, UnwindSafe};

use sip_status::q850::{
    Cause, CauseLocation, CauseMap, CauseMapping, Interworking, InvalidCause, InvalidCauseKind,
    MappingBasis, MappingNote, Rejection, Release, StatusMapping, TryFirst,
};
use sip_status::{
    Answer, Arrival, BranchRefused, BranchSet, Branches, BufferTooSmall, Candidate, Circumstance,
    Clock, ContextState, Counted, Counts, DelayMetric, DelayScope, DelayWindow, Deviation,
    DeviationSet, Deviations, DialogCondition, DialogContext, DialogEffect, DialogRule,
    DialogState, DialogStep, DialogUsage, Elsewhere, FieldText, HeaderName, HeaderObligation,
    InvalidFieldValue, InvalidFieldValueKind, InvalidPattern, InvalidPatternKind, InvalidPhrase,
    InvalidStatusCode, InvalidStatusCodeKind, Link, Method, MethodSet, Methods, Metric,
    MissingHeader, MissingHeaders, NextStep, NextSteps, Outcome, Parameter, ParseError,
    ParseErrorKind, Parsed, PhraseKind, PhraseOrigin, PhraseVariant, Progress, Prohibition, Ratio,
    Reading, Reason, ReasonPhrase, ReasonProtocol, Reasons, Record, Refusal, Refusals,
    Registration, Remedy, Remember, RequirementLevel, ResponseContext, ResponseCounts,
    ResponsePreference, Retry, RetryAfter, RetryChange, RetryContext, RetryDelay, Role, Sending,
    SetupResult, SipVersion, Source, StatusClass, StatusCode, StatusCodeSet, StatusCodes,
    StatusLine, StatusLineParser, Steps, Token, Unchanged, UnknownWord, Wait,
};

fn anything<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Clone + Debug>() {}
fn value<T: Copy + Eq + Hash>() {}
fn word<
    T: Copy + Eq + Hash + Ord + Display + AsRef<str> + Into<&'static str> + for<'a> TryFrom<&'a str>,
>() {
}
fn text<T: AsRef<str> + Display>() {}
fn error<T: Error + Copy + Eq + Hash + 'static>() {}
fn set<T: Copy + Eq + Hash + Default + Display + IntoIterator>()
where
    T::IntoIter: DoubleEndedIterator + ExactSizeIterator + FusedIterator,
{
}
fn iterator<T: FusedIterator>() {}

macro_rules! all {
    ($bound:ident: $($name:ty),* $(,)?) => {$(
        anything::<$name>();
        $bound::<$name>();
    )*};
}

#[test]
fn enums_are_words() {
    all!(word:
        Arrival, CauseLocation, Circumstance, Clock, ContextState, Counted, DelayMetric,
        DelayScope, Deviation, DialogCondition, DialogEffect, DialogState, DialogStep, DialogUsage,
        Elsewhere, HeaderName, Interworking, MappingBasis, Method, Metric, Prohibition, Reading,
        Registration, Remedy, Remember, RequirementLevel, RetryDelay, Role, SetupResult,
        StatusClass, StatusCode, TryFirst, Unchanged,
    );
}

#[test]
fn values() {
    all!(value:
        Answer, Candidate, Cause, CauseMap<'_>, CauseMapping,
        DelayWindow, DialogContext, DialogRule, FieldText<'_>, HeaderObligation,
        InvalidCauseKind, InvalidFieldValueKind, InvalidPatternKind, InvalidStatusCodeKind, Link,
        MappingNote, MissingHeader, NextStep, NextSteps, Outcome, Parameter<'_>,
        ParseErrorKind, Parsed<'_>, PhraseKind, PhraseOrigin, PhraseVariant, Progress<'_>, Ratio,
        Reason<'_>, ReasonPhrase<'_>, ReasonProtocol<'_>, Record, Rejection, Release,
        ResponseContext, ResponsePreference, Retry, RetryAfter<'_>, RetryChange, RetryContext,
        Sending, SipVersion<'_>, Source, StatusLine<'_>, StatusMapping, Token<'_>, Wait,
    );
    all!(text: ReasonProtocol<'_>, SipVersion<'_>, Token<'_>);
    // Large, or with a place in a stream.
    all!(anything: ResponseCounts, StatusLineParser);
}

#[test]
fn sets_and_iterators() {
    all!(set: BranchSet, DeviationSet, MethodSet, StatusCodeSet);
    all!(iterator:
        Branches, Deviations, Methods, MissingHeaders<fn(HeaderName) -> bool>, Reasons<'_>,
        Refusals, StatusCodes, Steps, Counts<'_>,
    );
}

#[test]
fn errors() {
    all!(error:
        BranchRefused, BufferTooSmall, InvalidCause, InvalidFieldValue, InvalidPattern,
        InvalidPhrase, InvalidStatusCode, ParseError, Refusal, UnknownWord,
    );
}
