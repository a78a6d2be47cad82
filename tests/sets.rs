//! The sets: those of methods, of deviations and of branches have the same laws.

use sip_status::{
    BranchSet, Branches, Deviation, DeviationSet, Deviations, Method, MethodSet, Methods,
    ResponseContext, StatusCode, StatusCodeSet, StatusCodes, UnknownWord,
};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::iter::FusedIterator;

/// What an iterator over a set can do.
trait Members: Iterator + DoubleEndedIterator + ExactSizeIterator + FusedIterator + Clone {}

impl Members for Methods {}
impl Members for Deviations {}
impl Members for Branches {}
impl Members for StatusCodes {}

/// From both ends, each once, and in order.
fn walked<T: Ord + Copy + Debug>(members: impl Members<Item = T>, expected: &[T]) {
    assert_eq!(members.len(), expected.len());
    assert!(members.clone().eq(expected.iter().copied()));
    assert!(members.clone().rev().eq(expected.iter().rev().copied()));
    let mut both = members;
    let mut left = expected;
    for turn in 0.. {
        assert_eq!(both.len(), left.len());
        let (found, wanted);
        (found, wanted, left) = match (turn % 2, left) {
            (0, [first, rest @ ..]) => (both.next(), Some(*first), rest),
            (1, [rest @ .., last]) => (both.next_back(), Some(*last), rest),
            _ => (both.next(), None, left),
        };
        assert_eq!(found, wanted);
        if wanted.is_none() {
            break;
        }
    }
    assert_eq!((both.next(), both.next_back()), (None, None));
}

/// The laws of a set beside a model.
macro_rules! laws {
    ($set:ident, $all:expr, $some:expr) => {{
        type Model<T> = BTreeSet<T>;
        const SOME: $set = $set::of($some);

        for (round, seed) in [0x9E37_79B9_u32, 0x85EB_CA6B, 0xC2B2_AE35, 0]
            .iter()
            .enumerate()
        {
            let part = |bits: u32| {
                $all.iter()
                    .enumerate()
                    .filter(move |(at, _)| bits >> at & 1 == 1)
            };
            let a: Model<_> = part(*seed).map(|(_, one)| *one).collect();
            let b: Model<_> = part(seed.rotate_left(7) ^ 0x55)
                .map(|(_, one)| *one)
                .collect();
            let set = |model: &Model<_>| model.iter().copied().collect::<$set>();
            let (x, y) = (set(&a), set(&b));
            let pairs = [
                (x | y, &a | &b, x.union(y)),
                (x & y, &a & &b, x.intersection(y)),
                (x - y, &a - &b, x.difference(y)),
                (x ^ y, &a ^ &b, x.symmetric_difference(y)),
            ];
            for (operator, model, method) in pairs {
                assert_eq!(operator, method);
                let members: Vec<_> = model.iter().copied().collect();
                walked(operator.iter(), &members);
                walked(operator.into_iter(), &members);
                assert_eq!(
                    (operator.len(), operator.is_empty()),
                    (model.len(), model.is_empty())
                );
                assert_eq!($set::of(&members), operator);
            }
            assert_eq!(x.is_subset(y), a.is_subset(&b), "round {round}");
            assert_eq!(x.is_disjoint(y), a.is_disjoint(&b));
            assert_eq!(x.is_superset(y), a.is_superset(&b));
            assert!((x | y).is_superset(x));
            let (mut or, mut and, mut less, mut one_of) = (x, x, x, x);
            or |= y;
            and &= y;
            less -= y;
            one_of ^= y;
            assert_eq!([or, and, less, one_of], [x | y, x & y, x - y, x ^ y]);
            assert!((x & y).is_subset(x) && (x - y).is_disjoint(y));
            let (mut grown, mut shrunk) = (x, x);
            for one in $all {
                assert_eq!(x.contains(*one), a.contains(one));
                assert_eq!(x.with(*one).without(*one), x - $set::from(*one));
                assert_eq!(grown.insert(*one), !a.contains(one));
                assert_eq!(shrunk.remove(*one), a.contains(one));
            }
            assert_eq!((grown.len(), shrunk), ($all.len(), $set::default()));
            let mut both = x;
            both.extend(y);
            assert_eq!(both, x | y);
        }
        let words: Vec<_> = SOME.iter().map(|one| one.to_string()).collect();
        assert_eq!(SOME.to_string(), words.join(", "));
        assert_eq!(
            format!("{SOME:?}"),
            format!("{:?}", $some.iter().collect::<BTreeSet<_>>())
        );
        assert_eq!($set::default(), $set::EMPTY);
    }};
}

#[test]
fn methods() {
    // In the order in which they are declared, which `Ord` has as well.
    laws!(MethodSet, Method::ALL, &[Method::Invite, Method::Update]);
    assert_eq!(MethodSet::ALL, Method::ALL.iter().copied().collect());
    assert_eq!(MethodSet::ALL - MethodSet::ANSWERED, Method::Ack.into());
}

#[test]
fn deviations() {
    laws!(
        DeviationSet,
        Deviation::ALL,
        &[Deviation::TabAfterCode, Deviation::BareLf]
    );
    assert_eq!(DeviationSet::ALL.len(), Deviation::ALL.len());
}

#[test]
fn branches() {
    let mut context = ResponseContext::new(Method::Invite);
    let opened = [0, 1, 31, 32, 62, 63];
    for branch in opened {
        context.open(branch).unwrap();
    }
    let all = context.unfinished();
    walked(all.iter(), &opened);
    walked(all.into_iter(), &opened);
    assert_eq!(all.to_string(), "0, 1, 31, 32, 62, 63");
    context.receive(31, StatusCode::NotFound);
    let left = context.unfinished();
    walked((all - left).iter(), &[31]);
    assert_eq!(left | (all ^ left), all);
    assert!(left.is_subset(all) && !all.is_subset(left));
    for none in [64, 65, 127, 128, 255] {
        assert!(!all.contains(none));
    }
    walked(BranchSet::EMPTY.iter(), &[]);
}

#[test]
fn codes() {
    let set = StatusCodeSet::of(&[StatusCode::Trying, StatusCode::Ok, StatusCode::Rejected]);
    walked(
        set.iter(),
        &[StatusCode::Trying, StatusCode::Ok, StatusCode::Rejected],
    );
    walked(StatusCodeSet::ALL.iter(), StatusCode::ALL);
    let mut others = StatusCodeSet::ALL;
    others -= set;
    assert!(others.is_superset(!set) && !others.is_superset(set));
    others ^= StatusCodeSet::ALL;
    assert_eq!(others, set);
    others &= StatusCode::Ok.into();
    others |= StatusCode::Trying.into();
    walked(others.iter(), &[StatusCode::Trying, StatusCode::Ok]);
}

/// Every deviation has a word of its own, by which it is read.
#[test]
fn deviations_are_words() {
    for deviation in Deviation::ALL {
        let word = deviation.as_str();
        assert_eq!(word.parse(), Ok(*deviation));
        assert_eq!(Deviation::try_from(word), Ok(*deviation));
        assert_eq!(format!("{deviation:>30}"), format!("{word:>30}"));
        assert!(
            word.bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'8'),
            "{word}"
        );
        assert!(deviation.summary().contains(' '));
    }
    let error: UnknownWord = "no end of the line".parse::<Deviation>().unwrap_err();
    assert_eq!(error.expected(), "Deviation");
    assert_eq!(
        error.to_string(),
        "found an unknown word, expected one for Deviation"
    );
}
