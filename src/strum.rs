//! The traits of `strum`, for the enums. Written by hand: a derive would expand
//! `StatusCode` for each of its 600 variants.

use core::iter::Copied;
use core::slice::Iter;

use strum::{EnumCount, IntoEnumIterator, VariantArray, VariantNames};

use crate::class::StatusClass;
use crate::table::{
    Arrival, CauseLocation, Circumstance, DelayMetric, DelayScope, DialogCondition, DialogEffect,
    DialogState, DialogStep, DialogUsage, Elsewhere, HeaderName, Interworking, Method, Metric,
    Prohibition, Reading, Registration, Remedy, Remember, RequirementLevel, RetryDelay, Role,
    SetupResult, StatusCode, TryFirst, Unchanged,
};

macro_rules! enums {
    ($($name:ident)*) => {$(
        impl IntoEnumIterator for $name {
            type Iterator = Copied<Iter<'static, Self>>;

            fn iter() -> Self::Iterator {
                Self::ALL.iter().copied()
            }
        }

        impl EnumCount for $name {
            const COUNT: usize = Self::ALL.len();
        }

        impl VariantArray for $name {
            const VARIANTS: &'static [Self] = Self::ALL;
        }
    )*};
}

macro_rules! names {
    ($($name:ident)*) => {$(
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time")]
        impl VariantNames for $name {
            const VARIANTS: &'static [&'static str] = &{
                let mut words = [""; Self::ALL.len()];
                let mut next = 0;
                while next < words.len() {
                    words[next] = Self::ALL[next].as_str();
                    next += 1_usize;
                }
                words
            };
        }
    )*};
}

enums! { StatusCode }

enums! {
    Arrival CauseLocation Circumstance DelayMetric DelayScope DialogCondition DialogEffect
    DialogState DialogStep DialogUsage Elsewhere HeaderName Interworking Method Metric
    Prohibition Reading Registration Remedy Remember RequirementLevel RetryDelay Role
    SetupResult StatusClass TryFirst Unchanged
}

// The digits of a code, and the words of the others.
names! {
    StatusCode Arrival CauseLocation Circumstance DelayMetric DelayScope DialogCondition
    DialogEffect DialogState DialogStep DialogUsage Elsewhere HeaderName Interworking Method
    Metric Prohibition Reading Registration Remedy Remember RequirementLevel RetryDelay Role
    SetupResult StatusClass TryFirst Unchanged
}
