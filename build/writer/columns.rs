//! The columns of the table as Rust arrays.

use std::fmt::Write;

use super::generate::{HEAD, line};
use crate::reader::merge::Row;
use crate::reader::rows::{Code, Obligation, Origin, Source, Tables, Variant};

/// The columns: one array each, so that a program holds only what it asks for.
pub fn rows(rows: &[Row<'_>], tables: &Tables) -> String {
    let mut out = HEAD.to_owned();
    row_enum(&mut out, rows);
    columns(&mut out, rows, tables);
    usual_slots(&mut out, tables);
    classes(&mut out, tables);
    phrases(&mut out, tables);
    out
}

fn row_enum(out: &mut String, rows: &[Row<'_>]) {
    let count = rows.len();
    line!(
        out,
        "/// The rows. An enum, so that the compiler knows that no index is out of bounds."
    );
    line!(
        out,
        "#[derive(Clone, Copy)]\n#[repr(u8)]\npub(crate) enum Row {{"
    );
    for row in rows {
        line!(out, "    {},", row.ident);
    }
    line!(out, "}}\n\npub(crate) const ROWS: usize = {count};\n");
    line!(
        out,
        "/// The row of each code.\npub(crate) static ROW: [Row; 600] = ["
    );
    for code in 100..700 {
        let row = rows.iter().find(|row| row.codes.contains(&code));
        line!(
            out,
            "    Row::{}, // {code}",
            row.map_or("", |row| &row.ident)
        );
    }
    line!(out, "];\n");
}

/// An array for each column, with an element a row.
fn columns(out: &mut String, rows: &[Row<'_>], tables: &Tables) {
    let mut column = |name: &str, kind: &str, cell: &dyn Fn(&Row<'_>) -> String| {
        line!(out, "pub(crate) static {name}: [{kind}; ROWS] = [");
        for row in rows {
            line!(out, "    {}, // {}", cell(row), row.codes[0]);
        }
        line!(out, "];\n");
    };
    let named = |row: &Row<'_>, of: &dyn Fn(&Code) -> String, other: &str| {
        row.named.map_or_else(|| other.to_owned(), of)
    };
    column("NAMES", "&str", &|row| {
        named(row, &|c| format!("{:?}", c.name), "\"\"")
    });
    column("PHRASES", "&str", &|row| {
        format!(
            "{:?}",
            row.named.map_or(&row.class.name, |code| &code.phrase)
        )
    });
    column("USUAL", "Usual", &|row| named(row, &usual, NO_USUAL));
    column("REGISTRATIONS", "Registration", &|row| {
        named(
            row,
            &|c| format!("Registration::{}", c.registration),
            "Registration::Unassigned",
        )
    });
    column("SOURCES", "Option<Source>", &|row| {
        named(row, &|c| format!("Some({})", source(&c.source)), "None")
    });
    column("CHANGED_BY", "&[Source]", &|row| {
        named(row, &|c| sources(&c.changed_by), "&[]")
    });
    column("SUMMARIES", "&str", &|row| {
        format!(
            "{:?}",
            row.named.map_or(&row.class.summary, |code| &code.summary)
        )
    });
    column("DETAILS", "&[&str]", &|row| {
        named(row, &|c| format!("&{:?}", c.details), "&[]")
    });
    column("SENT_BY", "&[Role]", &|row| {
        named(row, &|c| list("Role", &c.sent_by), "&[]")
    });
    column("METHODS", "MethodSet", &|row| {
        method_set(row.methods, tables)
    });
    column("VARIANTS", "&[PhraseVariant]", &|row| {
        named(row, &|c| variants(&c.variants), "&[]")
    });
    column("HEADERS", "&[HeaderObligation]", &|row| {
        obligations(&row.headers, tables)
    });
    column("RETRIES", "&Retry", &|row| retry(row, tables));
}

/// What stands in `USUAL` for a class, which has no digits: no slot has it.
const NO_USUAL: &str =
    "Usual { first: [0; 16], middle: [0; 16], last: [1; 16], last_at: 0, code: StatusCode::_100 }";

/// The line of a named code in pieces. A line that three of them do not cover has
/// its start; its last piece is not there, and it is read as any other.
fn usual(code: &Code) -> String {
    let line = format!("SIP/2.0 {} {}\r\n", code.code, code.phrase);
    let piece = |at: usize| {
        let mut piece = [0; 16];
        let octets = line.bytes().skip(at);
        piece
            .iter_mut()
            .zip(octets)
            .for_each(|(to, octet)| *to = octet);
        format!("*b\"{}\"", piece.escape_ascii())
    };
    let (last, last_at) = match line.len() {
        16..=48 => (piece(line.len() - 16), line.len() - 16),
        _ => ("[1; 16]".to_owned(), 0),
    };
    format!(
        "Usual {{ first: {}, middle: {}, last: {last}, last_at: {last_at}, code: StatusCode::{} }}",
        piece(0),
        piece(16),
        code.name
    )
}

/// The row of a named code by its digits and the space behind them, read as one
/// number: times a factor under which no two of them meet, the top bits.
fn usual_slots(out: &mut String, tables: &Tables) {
    let digits = |code: &Code| {
        let text = format!("{} ", code.code);
        u32::from_le_bytes(
            text.as_bytes()
                .try_into()
                .expect("three digits and a space"),
        )
    };
    let fill = |factor: u32, bits: u32| {
        let mut slots: Vec<Option<&Code>> = vec![None; 1 << bits];
        let placed = tables.codes.iter().all(|code| {
            let slot = digits(code).wrapping_mul(factor) >> (32 - bits);
            slots[slot as usize].replace(code).is_none()
        });
        placed.then_some((factor, bits, slots))
    };
    // Any odd numbers do; these are the same for every build. With more bits than
    // there are codes for, nearly every number fits.
    let factors = || (0..5000_u32).map(|n| n.wrapping_mul(0x9E37_79B9) | 1);
    let tries = (9..=20).flat_map(|bits| factors().map(move |factor| (factor, bits)));
    let found = tries
        .into_iter()
        .find_map(|(factor, bits)| fill(factor, bits));
    let (factor, bits, slots) = found.expect("600 codes fit into a million slots");
    line!(out, "pub(crate) const USUAL_FACTOR: u32 = {factor:#x};");
    line!(out, "pub(crate) const USUAL_SHIFT: u32 = {};\n", 32 - bits);
    line!(
        out,
        "/// By digits: `digits * USUAL_FACTOR >> USUAL_SHIFT`. A free slot has any row."
    );
    line!(
        out,
        "pub(crate) static USUAL_SLOTS: [Row; {}] = [",
        slots.len()
    );
    let any = tables.codes.first().map_or("", |code| &code.name);
    for code in slots {
        line!(out, "    Row::{},", code.map_or(any, |code| &code.name));
    }
    line!(out, "];\n");
}

fn classes(out: &mut String, tables: &Tables) {
    line!(
        out,
        "/// Name, default code, summary, details and source of each class."
    );
    line!(out, "pub(crate) static CLASSES: [ClassRow; 6] = [");
    for class in &tables.classes {
        let default = tables.codes.iter().find(|c| c.code == class.default);
        line!(
            out,
            "    ClassRow {{ name: {:?}, default: StatusCode::{}, summary: {:?}, details: &{:?}, source: {} }},",
            class.name,
            default.map_or("", |code| &code.name),
            class.summary,
            class.details,
            source(&class.source),
        );
    }
    line!(out, "];\n");
}

pub fn source(source: &Source) -> String {
    format!(
        "Source {{ rfc: {}, section: {:?} }}",
        source.rfc, source.section
    )
}

pub fn sources(sources: &[Source]) -> String {
    let each: Vec<_> = sources.iter().map(source).collect();
    format!("&[{}]", each.join(", "))
}

pub fn list(kind: &str, names: &[String]) -> String {
    let each: Vec<_> = names.iter().map(|name| format!("{kind}::{name}")).collect();
    format!("&[{}]", each.join(", "))
}

/// The bits of a `MethodSet`, worked out here: hundreds of calls of
/// `MethodSet::of` would cost every user a tenth of a second.
pub fn method_set(methods: Option<&[String]>, tables: &Tables) -> String {
    let words = tables.words("method");
    methods.map_or_else(
        || "MethodSet::ANSWERED".to_owned(),
        |methods| {
            let known = |name: &String| words.iter().position(|word| word.name == *name);
            let bits = methods
                .iter()
                .filter_map(known)
                .map(|position| 1_u32 << position);
            format!("MethodSet({:#x})", bits.fold(0, |all, bit| all | bit))
        },
    )
}

fn variants(variants: &[Variant]) -> String {
    let each = variants.iter().map(|variant| {
        let origin = match &variant.origin {
            Origin::Rfc(found) => format!("PhraseOrigin::Rfc({})", source(found)),
            Origin::Document(name) => format!("PhraseOrigin::Document({name:?})"),
            Origin::InTheWild => "PhraseOrigin::InTheWild".to_owned(),
        };
        format!(
            "PhraseVariant {{ phrase: {:?}, origin: {origin} }}",
            variant.phrase
        )
    });
    format!("&[{}]", each.collect::<Vec<_>>().join(", "))
}

fn obligations(headers: &[Obligation], tables: &Tables) -> String {
    let each = headers.iter().map(|o| {
        format!(
            "\n        HeaderObligation {{ field: HeaderName::{}, level: RequirementLevel::{}, condition: {:?}, methods: {}, group: {:?}, source: {} }},",
            o.field,
            o.level,
            o.when,
            method_set(o.methods.as_deref(), tables),
            o.group,
            source(&o.source),
        )
    });
    format!("&[{}]", each.collect::<String>())
}

fn retry(row: &Row<'_>, tables: &Tables) -> String {
    let rule = &row.retry;
    let remedies = row.remedies.iter().map(|r| {
        format!(
            "\n        RetryChange {{ remedy: Remedy::{}, fields: {}, methods: {}, condition: {:?}, source: {} }},",
            r.change,
            list("HeaderName", &r.fields),
            method_set(r.methods.as_deref(), tables),
            r.when,
            source(&r.source),
        )
    });
    format!(
        "&Retry {{ unchanged: Unchanged::{}, delay: RetryDelay::{}, delay_scope: DelayScope::{}, elsewhere: Elsewhere::{}, remember: Remember::{}, changes: &[{}], sources: {} }}",
        rule.unchanged,
        rule.delay,
        rule.delay_scope,
        rule.elsewhere,
        rule.remember,
        remedies.collect::<String>(),
        sources(&rule.sources),
    )
}

/// The look-up by phrase: canonical owners first, then by code.
fn phrases(out: &mut String, tables: &Tables) {
    let mut owners: Vec<(String, Vec<&Code>)> = Vec::new();
    let canonical = tables.codes.iter().map(|code| (&code.phrase, code));
    let variants = tables
        .codes
        .iter()
        .flat_map(|code| code.variants.iter().map(move |v| (&v.phrase, code)));
    for (phrase, code) in canonical.chain(variants) {
        let phrase = phrase.to_ascii_lowercase();
        match owners.iter_mut().find(|(known, _)| *known == phrase) {
            Some((_, codes)) => codes.push(code),
            None => owners.push((phrase, vec![code])),
        }
    }
    let longest = owners
        .iter()
        .map(|(phrase, _)| phrase.len())
        .max()
        .unwrap_or(0);
    line!(out, "/// The length of the longest phrase that is known.");
    line!(out, "pub(crate) const LONGEST_PHRASE: usize = {longest};\n");
    let mut map = phf_codegen::Map::new();
    for (phrase, codes) in owners {
        let codes: Vec<_> = codes.iter().map(|code| code.name.clone()).collect();
        map.entry(phrase, list("StatusCode", &codes));
    }
    line!(
        out,
        "/// The codes that a phrase belongs to, by its lower-case form."
    );
    line!(
        out,
        "pub(crate) static CODES_BY_PHRASE: phf::Map<&'static str, &'static [StatusCode]> = {};",
        map.build()
    );
}
