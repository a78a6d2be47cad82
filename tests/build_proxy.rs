//! Every refusal of the build script's reader of the rules for proxies, provoked
//! once in the tables as they are.

#![allow(missing_docs, dead_code, reason = "the build script's own modules")]

mod data;
#[path = "../build/reader/mod.rs"]
mod reader;

use reader::faults::Faults;
use reader::{proxy, read};

type Texts = [String; read::FILES.len()];

fn texts() -> Texts {
    read::FILES.map(data::file)
}

fn messages(texts: &Texts) -> Vec<String> {
    let mut faults = Faults::default();
    let tables = read::read(texts.each_ref().map(String::as_str), &mut faults);
    proxy::check(&tables, &mut faults);
    faults.messages().to_vec()
}

#[test]
fn the_tables_are_sound() {
    assert_eq!(messages(&texts()), [""; 0]);
}

const CLASSES: &str = "classes.toml";
const CODES: &str = "status-codes.toml";

/// The file; what is replaced in it, by what; the text at whose line the fault is;
/// and what is said of it. `{1}` stands for the first line.
type Refusal = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const REFUSALS: &[Refusal] = &[
    // --- classes
    (CLASSES, "place = 6\n", "place = 6\ncolour = 1\n", "colour", "found key `colour`, expected one of `arrival`, `other_methods`, `late`, `place`, `sources`"),
    (CLASSES, "[class.proxy]\narrival = \"keep-and-stop\"\n", "[class.proxy]\n", "[class.proxy]\nplace = 2", "found [class.proxy] without `arrival`, expected that key"),
    (CLASSES, "arrival = \"keep-and-stop\"", "arrival = \"hold\"", "arrival = \"hold\"", "found `hold`, expected a word of [[arrival]] in vocabulary.toml"),
    (CLASSES, "other_methods = \"absorb\"", "other_methods = \"drop\"", "other_methods = \"drop\"", "found `drop`, expected a word of [[arrival]] in vocabulary.toml"),
    (CLASSES, "late = [\"INVITE\"]", "late = [\"INVIT\"]", "late", "found `INVIT`, expected a word of [[method]] in vocabulary.toml"),
    (CLASSES, "place = 2\n", "", "[class.proxy]\narrival = \"keep-and-stop\"", "found [class.proxy] without `place`, expected that key"),
    (CLASSES, "place = 2\n", "place = 5\n", "place = 5\nsources = [\"RFC 3261 §16.7\"]\n\n[[range]]", "found place 5, expected 1 to 6, each once"),
    (CLASSES, "place = 2\n", "place = 7\n", "place = 7", "found place 7, expected 1 to 6, each once"),
    (CLASSES, "place = 2\nsources = [\"RFC 3261 §16.7\"]\n", "place = 2\n", "[class.proxy]\narrival = \"keep-and-stop\"", "found [class.proxy] without a sound source in `sources`, expected one or more"),
    (CLASSES, "place = 2\nsources = [\"RFC 3261 §16.7\"]\n", "place = 2\nsources = [\"RFC 3261\"]\n", "sources = [\"RFC 3261\"]", "found `RFC 3261`, expected a source such as `RFC 3261 §21.4.24` or `RFC 6665 §B.27`"),
    (CLASSES, "[class.proxy]\narrival = \"keep-and-stop\"\nplace = 2\nsources = [\"RFC 3261 §16.7\"]\n", "", "{1}", "found 5 [class.proxy], expected six, one in each class"),
    // --- codes
    (CODES, "sent_as = 500\n", "sent_as = 500\nplace = 1\n", "place = 1", "found key `place`, expected one of `arrival`, `other_methods`, `choice`, `sent_as`, `collect`, `sources`"),
    (CODES, "[code.proxy]\narrival = \"absorb\"\n", "[code.proxy]\n", "[code.proxy]\nsources", "found [code.proxy] without a rule, expected a key that differs from the class"),
    (CODES, "choice = \"first\"", "choice = \"second\"", "choice = \"second\"", "found `second`, expected `first` or `last`"),
    (CODES, "sent_as = 500", "sent_as = \"500\"", "sent_as = \"500\"", "found a string as `sent_as`, expected a number"),
    (CODES, "sent_as = 500", "sent_as = 599", "[code.proxy]\nchoice = \"last\"\nsent_as = 599", "found 599 as `sent_as`, expected a code that has a row and is sent as it is"),
    (CODES, "sent_as = 500", "sent_as = 503", "[code.proxy]\nchoice = \"last\"\nsent_as = 503", "found 503 as `sent_as`, expected a code that has a row and is sent as it is"),
    (CODES, "collect = [\"WWW-Authenticate\"", "collect = [\"WWW\"", "collect = [\"WWW\"", "found `WWW`, expected a header field name of headers.toml"),
    (CODES, "sent_as = 500\nsources = [\"RFC 3261 §16.7\"]\n", "sent_as = 500\n", "[code.proxy]\nchoice = \"last\"\nsent_as", "found [code.proxy] without a sound source in `sources`, expected one or more"),
    (CODES, "[code.proxy]\narrival = \"absorb\"\n", "[code.proxy]\nchoice = \"last\"\nsources = [\"RFC 3261 §16.7\"]\n\n[code.proxy]\narrival = \"absorb\"\n", "[code.proxy]\narrival = \"absorb\"", "found `[code.proxy]`, expected a sound `[[code]]` before it"),
];

#[test]
fn every_refusal() {
    for (file, from, to, at, said) in REFUSALS {
        let mut texts = texts();
        let index = read::FILES.iter().position(|f| f == file).unwrap();
        assert!(texts[index].contains(from), "{from}");
        texts[index] = texts[index].replacen(from, to, 1);
        let place = if *at == "{1}" {
            Some(0)
        } else {
            texts[index].find(at)
        };
        let place = place.unwrap_or_else(|| panic!("no {at}"));
        let line = texts[index][..place].matches('\n').count() + 1;
        let expected = format!("data/{file}:{line}: {said}");
        let found = messages(&texts);
        assert!(found.contains(&expected), "{expected}\nin {found:#?}");
    }
}

/// A second rule for a class, and one before any class.
#[test]
fn rules_without_an_owner() {
    let rule = "[class.proxy]\narrival = \"keep\"\nplace = 1\nsources = [\"RFC 1 §1\"]\n\n";
    let said = "found `[class.proxy]`, expected a sound `[[class]]` before it";
    let [_, _, classes, ..] = texts();
    for text in [
        format!("{rule}{classes}"),
        classes.replacen("[[range]]", &format!("{rule}[[range]]"), 1),
    ] {
        let mut texts = texts();
        texts[2] = text;
        let found = messages(&texts);
        assert!(found.iter().any(|m| m.ends_with(said)), "{found:#?}");
    }
}
