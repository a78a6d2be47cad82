//! The tables of `data/`, read a second time with another reader, against what
//! the public API says: every value, in both directions.

#![allow(missing_docs)]

mod data;

use std::collections::BTreeSet;

use data::{covers, methods, number, read, source, sources, tables, text, texts};
use sip_status::{HeaderName, HeaderObligation, MethodSet, Registration, StatusClass, StatusCode};
use toml::Table;

/// The methods that a code may answer: without those that a refusal rules out
/// whoever sends it and however.
fn answered(row: &Table) -> MethodSet {
    let limits = ["roles", "circumstances", "when"];
    let never = tables(row, "refuse").into_iter().filter(|refusal| {
        text(refusal, "level") != Some("SHOULD NOT")
            && refusal.contains_key("methods")
            && !limits.iter().any(|key| refusal.contains_key(*key))
    });
    let never: Vec<_> = never.flat_map(|refusal| methods(refusal).iter()).collect();
    methods(row).iter().filter(|m| !never.contains(m)).collect()
}

fn strings<T: ToString>(items: &[T]) -> Vec<String> {
    items.iter().map(T::to_string).collect()
}

/// An obligation as a line of text, from the API and from the table.
fn of_api(o: &HeaderObligation) -> String {
    let (when, group) = (o.condition(), o.group());
    format!(
        "{} {} {when:?} {} {group:?} {}",
        o.level(),
        o.field(),
        o.methods(),
        source(o.source())
    )
}

fn of_table(o: &Table, limit: MethodSet) -> Option<String> {
    let (when, group) = (text(o, "when"), text(o, "group"));
    let methods: MethodSet = methods(o).iter().filter(|m| limit.contains(*m)).collect();
    // What holds for all the methods that the code may answer has no limit.
    let methods = if methods == limit || !o.contains_key("methods") {
        MethodSet::ANSWERED
    } else {
        methods
    };
    (!methods.is_empty()).then(|| {
        format!(
            "{} {} {when:?} {methods} {group:?} {}",
            text(o, "level").unwrap(),
            text(o, "field").unwrap(),
            text(o, "source").unwrap()
        )
    })
}

/// The obligations that ranges give to a code.
fn of_ranges(code: u16, limit: MethodSet, classes: &Table) -> Vec<String> {
    let ranges = tables(classes, "range");
    let headers = ranges
        .iter()
        .filter(|range| covers(range, code))
        .flat_map(|range| tables(range, "header"));
    headers
        .filter_map(|header| of_table(header, limit))
        .collect()
}

#[test]
fn every_value_of_every_code() {
    let (codes, classes) = (read("status-codes.toml"), read("classes.toml"));
    let rows = tables(&codes, "code");
    let numbers: Vec<u16> = rows.iter().filter_map(|row| number(row, "code")).collect();
    assert_eq!(
        numbers,
        StatusCode::NAMED
            .iter()
            .map(|c| c.as_u16())
            .collect::<Vec<_>>()
    );

    for row in rows {
        let code = StatusCode::from_u16(number(row, "code").unwrap()).unwrap();
        assert_eq!(code.name(), text(row, "name"));
        assert_eq!(format!("{code:?}"), text(row, "name").unwrap());
        assert_eq!(code.canonical_phrase(), text(row, "phrase"));
        assert_eq!(Some(code.reason_phrase()), text(row, "phrase"));
        assert_eq!(
            Some(code.registration().as_str()),
            text(row, "registration")
        );
        assert_eq!(code.source().map(source).as_deref(), text(row, "source"));
        let changed_by: Vec<_> = code.changed_by().iter().copied().map(source).collect();
        assert_eq!(changed_by, texts(row, "changed_by"), "{code}");
        assert_eq!(Some(code.summary()), text(row, "summary"));
        assert_eq!(code.details(), texts(row, "details"), "{code}");
        assert_eq!(strings(code.sent_by()), texts(row, "sent_by"), "{code}");
        assert_eq!(code.methods(), answered(row), "{code}");

        let variants: Vec<_> = code
            .phrase_variants()
            .iter()
            .map(|variant| (variant.phrase(), variant.origin().to_string()))
            .collect();
        let expected: Vec<_> = tables(row, "variant")
            .iter()
            .map(|v| {
                (
                    text(v, "phrase").unwrap(),
                    text(v, "origin").unwrap().to_owned(),
                )
            })
            .collect();
        assert_eq!(variants, expected, "{code}");

        let found: Vec<_> = code.headers().iter().map(of_api).collect();
        let own = tables(row, "header").into_iter();
        let mut expected: Vec<_> = own
            .filter_map(|o| of_table(o, MethodSet::ANSWERED))
            .collect();
        expected.extend(of_ranges(code.as_u16(), code.methods(), &classes));
        let levels = ["MUST", "SHOULD", "MAY"];
        expected.sort_by_key(|line| levels.iter().position(|level| line.starts_with(level)));
        assert_eq!(found, expected, "{code}");

        check_retry(code, row, &classes);
    }
}

/// The retry rule: the row's keys, and the class's where the row has none.
fn check_retry(code: StatusCode, row: &Table, classes: &Table) {
    let class = tables(classes, "class")[usize::from(code.class().as_u8()) - 1];
    let general = class["retry"].as_table().unwrap();
    let empty = Table::new();
    let own = row
        .get("retry")
        .map_or(&empty, |retry| retry.as_table().unwrap());
    let key = |key| text(own, key).or_else(|| text(general, key)).unwrap();
    let rule = code.retry();
    assert_eq!(rule.unchanged().as_str(), key("unchanged"), "{code}");
    assert_eq!(rule.delay().as_str(), key("delay"), "{code}");
    assert_eq!(rule.delay_scope().as_str(), key("delay_scope"), "{code}");
    assert_eq!(rule.elsewhere().as_str(), key("elsewhere"), "{code}");
    assert_eq!(rule.remember().as_str(), key("remember"), "{code}");
    let found: Vec<_> = rule.sources().iter().copied().map(source).collect();
    assert_eq!(found, sources(own, general), "{code}");

    let changes = tables(row, "remedy");
    assert_eq!(rule.changes().len(), changes.len(), "{code}");
    for (change, expected) in rule.changes().iter().zip(changes) {
        assert_eq!(
            Some(change.remedy().as_str()),
            text(expected, "change"),
            "{code}"
        );
        assert_eq!(
            strings(change.fields()),
            texts(expected, "fields"),
            "{code}"
        );
        assert_eq!(change.methods(), methods(expected), "{code}");
        assert_eq!(change.condition(), text(expected, "when"), "{code}");
        assert_eq!(
            Some(source(change.source()).as_str()),
            text(expected, "source"),
            "{code}"
        );
    }
}

#[test]
fn unassigned_codes_have_what_their_class_and_ranges_have() {
    let classes = read("classes.toml");
    for code in StatusCode::ALL
        .iter()
        .copied()
        .filter(|code| !code.is_named())
    {
        let default = code.class().default_code();
        assert_eq!(code.registration(), Registration::Unassigned);
        assert_eq!(
            (code.name(), code.canonical_phrase(), code.source()),
            (None, None, None)
        );
        assert_eq!(code.reason_phrase(), code.class().name());
        assert_eq!(code.summary(), code.class().summary());
        assert_eq!(code.retry(), default.retry());
        assert_eq!(code.methods(), default.methods());
        assert!(code.details().is_empty() && code.phrase_variants().is_empty());
        assert!(code.sent_by().is_empty() && code.changed_by().is_empty());
        let found: Vec<_> = code.headers().iter().map(of_api).collect();
        let mut expected = of_ranges(code.as_u16(), code.methods(), &classes);
        let levels = ["MUST", "SHOULD", "MAY"];
        expected.sort_by_key(|line| levels.iter().position(|level| line.starts_with(level)));
        assert_eq!(found, expected, "{code}");
    }
}

#[test]
fn every_value_of_every_class() {
    let classes = read("classes.toml");
    let rows = tables(&classes, "class");
    assert_eq!(rows.len(), StatusClass::ALL.len());
    for (row, class) in rows.into_iter().zip(StatusClass::ALL) {
        assert_eq!(Some(class.as_u8()), number(row, "class"));
        assert_eq!(Some(class.name()), text(row, "name"));
        assert_eq!(class.default_code(), number::<u16>(row, "default").unwrap());
        assert_eq!(Some(class.summary()), text(row, "summary"));
        assert_eq!(class.details(), texts(row, "details"));
        assert_eq!(Some(source(class.source()).as_str()), text(row, "source"));
    }
}

#[test]
fn every_header_field() {
    let headers = read("headers.toml");
    let rows = tables(&headers, "header");
    assert_eq!(rows.len(), HeaderName::ALL.len());
    for (row, header) in rows.into_iter().zip(HeaderName::ALL) {
        assert_eq!(Some(header.as_str()), text(row, "field"));
        assert_eq!(Some(format!("{header:?}").as_str()), text(row, "name"));
        assert_eq!(header.compact_form(), text(row, "compact"));
        assert_eq!(Some(source(header.source()).as_str()), text(row, "source"));
    }
}

/// Each enum has the words of its kind, in order, and their summaries.
#[test]
fn every_word() {
    let vocabulary = read("vocabulary.toml");
    let mut seen = BTreeSet::new();
    macro_rules! check {
        ($($kind:literal $($name:ident)::+;)*) => {$(
            seen.insert($kind);
            let rows = tables(&vocabulary, $kind);
            let all = sip_status::$($name)::+::ALL;
            assert_eq!(rows.len(), all.len(), $kind);
            for (row, variant) in rows.into_iter().zip(all) {
                assert_eq!(Some(variant.as_str()), text(row, "word"));
                assert_eq!(Some(format!("{variant:?}").as_str()), text(row, "name"));
                assert_eq!(Some(variant.summary()), text(row, "summary"));
            }
        )*};
    }
    check! {
        "arrival" Arrival;
        "cause_location" q850::CauseLocation;
        "circumstance" Circumstance;
        "clock" Clock;
        "context_state" ContextState;
        "counted" Counted;
        "delay" RetryDelay;
        "delay_scope" DelayScope;
        "dialog_effect" DialogEffect;
        "dialog_state" DialogState;
        "dialog_step" DialogStep;
        "dialog_usage" DialogUsage;
        "elsewhere" Elsewhere;
        "ends_when" DialogCondition;
        "interworking" q850::Interworking;
        "level" RequirementLevel;
        "mapping_basis" q850::MappingBasis;
        "method" Method;
        "prohibition" Prohibition;
        "reading" Reading;
        "registration" Registration;
        "remedy" Remedy;
        "remember" Remember;
        "role" Role;
        "setup_result" SetupResult;
        "try_first" q850::TryFirst;
        "unchanged" Unchanged;
    }
    let kinds: BTreeSet<_> = tables(&vocabulary, "enum")
        .into_iter()
        .map(|e| text(e, "kind").unwrap())
        .collect();
    assert_eq!(kinds, seen);
}

/// Every role, remedy and rule of the vocabulary is used by some row.
#[test]
fn no_word_is_idle() {
    let (codes, classes) = (read("status-codes.toml"), read("classes.toml"));
    let rows = tables(&codes, "code");
    let mut used = BTreeSet::new();
    let classes = tables(&classes, "class");
    let rules = rows
        .iter()
        .chain(&classes)
        .filter_map(|row| row.get("retry")?.as_table());
    for rule in rules {
        used.extend(
            ["delay", "delay_scope", "elsewhere", "remember", "unchanged"]
                .iter()
                .filter_map(|key| text(rule, key).map(|word| (*key, word))),
        );
    }
    for row in &rows {
        used.extend(texts(row, "sent_by").into_iter().map(|word| ("role", word)));
        let remedies = tables(row, "remedy").into_iter();
        used.extend(remedies.map(|r| ("remedy", text(r, "change").unwrap())));
    }
    let vocabulary = read("vocabulary.toml");
    for kind in [
        "delay",
        "delay_scope",
        "elsewhere",
        "remember",
        "unchanged",
        "role",
        "remedy",
    ] {
        for word in tables(&vocabulary, kind) {
            let word = text(word, "word").unwrap();
            // The answer that no RFC gives; a caller may still want to match on it.
            if word != "at-once" {
                assert!(used.contains(&(kind, word)), "[[{kind}]] {word}");
            }
        }
    }
}
