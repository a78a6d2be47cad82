//! Every refusal of the build script, provoked once, with its message.

#![allow(missing_docs, dead_code, reason = "the build script's own modules")]

mod data;
#[path = "../build/reader/mod.rs"]
mod reader;
mod refused;

use reader::faults::Faults;
use reader::{merge, read};
use refused::Refusal;

const VOCABULARY: &str = r#"[[enum]]
kind = "method"
name = "Method"
growth = "open"
summary = "A method."

[[method]]
word = "INVITE"
name = "Invite"
summary = "Invites."

[[enum]]
kind = "level"
name = "Level"
growth = "closed"
summary = "A level."

[[level]]
word = "MUST"
name = "Must"
summary = "Has to."

[[level]]
word = "MAY"
name = "May"
summary = "May."

[[enum]]
kind = "role"
name = "Role"
growth = "open"
summary = "A role."

[[role]]
word = "proxy"
name = "Proxy"
summary = "A proxy."
source = "RFC 3261 §16"

[[enum]]
kind = "prohibition"
name = "Prohibition"
growth = "closed"
summary = "A prohibition."

[[prohibition]]
word = "MUST NOT"
name = "MustNot"
summary = "Has not to."

[[enum]]
kind = "circumstance"
name = "Circumstance"
growth = "open"
summary = "A circumstance."

[[circumstance]]
word = "early"
name = "Early"
summary = "Early."

[[enum]]
kind = "registration"
name = "Registration"
growth = "closed"
summary = "A standing."

[[registration]]
word = "registered"
name = "Registered"
summary = "Registered."

[[enum]]
kind = "unchanged"
name = "Unchanged"
growth = "closed"
summary = "Again."

[[unchanged]]
word = "never"
name = "Never"
summary = "No."

[[enum]]
kind = "delay"
name = "Delay"
growth = "closed"
summary = "When."

[[delay]]
word = "none"
name = "None"
summary = "None."

[[enum]]
kind = "delay_scope"
name = "DelayScope"
growth = "closed"
summary = "What waits."

[[delay_scope]]
word = "request"
name = "Request"
summary = "The request."

[[enum]]
kind = "elsewhere"
name = "Elsewhere"
growth = "closed"
summary = "Where."

[[elsewhere]]
word = "nowhere"
name = "Nowhere"
summary = "Nowhere."

[[enum]]
kind = "remember"
name = "Remember"
growth = "closed"
summary = "How long."

[[remember]]
word = "nothing"
name = "Nothing"
summary = "Nothing."

[[enum]]
kind = "remedy"
name = "Remedy"
growth = "open"
summary = "What to change."

[[remedy]]
word = "credentials"
name = "Credentials"
summary = "Add credentials."
"#;

const HEADERS: &str = r#"[[header]]
field = "Accept"
name = "Accept"
source = "RFC 3261 §20.1"

[[header]]
field = "Contact"
name = "Contact"
compact = "m"
source = "RFC 3261 §20.10"
"#;

/// Six classes, and a range.
fn classes() -> String {
    let mut text = String::new();
    for (class, default) in (1..).zip([183, 200, 300, 400, 500, 600]) {
        text += &format!(
            r#"[[class]]
class = {class}
name = "Class {class}"
default = {default}
summary = "Class {class}."
source = "RFC 3261 §21.{class}"

[class.retry]
unchanged = "never"
delay = "none"
delay_scope = "request"
elsewhere = "nowhere"
remember = "nothing"
sources = ["RFC 3261 §21.{class}"]

"#
        );
    }
    text + r#"[[range]]
codes = "300-699"

[[range.header]]
field = "Accept"
level = "MAY"
source = "RFC 3261 §20.18"
"#
}

/// The default codes of the classes; 400 has a row of every kind.
fn codes() -> String {
    let mut text = String::new();
    for (code, name) in [
        (183, "Progress"),
        (200, "Ok"),
        (300, "Choices"),
        (400, "BadRequest"),
    ] {
        text += &plain_code(code, name);
    }
    text += r#"
[[code.variant]]
phrase = "Request Bad"
origin = "in the wild"

[[code.header]]
field = "Contact"
level = "MUST"
when = "it helps"
methods = ["INVITE"]
group = "g"
source = "RFC 3261 §20.10"

[code.retry]
unchanged = "never"
sources = [
  "RFC 3261 §21.4",
]

[[code.remedy]]
change = "credentials"
fields = ["Contact"]
when = "asked"
source = "RFC 3261 §22"

"#;
    text + &plain_code(500, "Internal") + &plain_code(600, "Busy")
}

fn plain_code(code: u32, name: &str) -> String {
    format!(
        r#"[[code]]
code = {code}
name = "{name}"
phrase = "{name} ({code})"
registration = "registered"
source = "RFC 3261 §21"
summary = "Means {code}."
sent_by = ["proxy"]
"#
    )
}

/// The faults of the files but `q850.toml`, for which see `q850_table.rs`.
fn messages([vocabulary, headers, classes, codes]: [&str; 4]) -> Vec<String> {
    let mut faults = Faults::default();
    let texts = [vocabulary, headers, classes, codes, "# none\n"];
    let tables = read::read(texts, &mut faults);
    if faults.is_empty() {
        merge::merge(&tables, &mut faults);
    }
    faults.messages().to_vec()
}

const V: usize = 0;
const H: usize = 1;
const C: usize = 2;
const S: usize = 3;

#[rustfmt::skip]
const REFUSALS: &[Refusal] = &[
    // --- the form
    (S, "code = 183\n", "code = 183 \n", &["data/status-codes.toml:2: found a trailing blank, expected none"]),
    (S, "code = 183\n", "code = 183\r\n", &["data/status-codes.toml:2: found a trailing blank, expected none"]),
    (S, "code = 183\n", "code=183\n", &["data/status-codes.toml:2: found `code=183`, expected `key = value`", "data/status-codes.toml:1: found [[code]] without `code`, expected that key"]),
    (S, "code = 183\n", "code = 0183\n", &["data/status-codes.toml:2: found `0183`, expected a number, a plain string or an array of plain strings", "data/status-codes.toml:1: found [[code]] without `code`, expected that key"]),
    (S, "name = \"Progress\"", "name = 'Progress'", &["data/status-codes.toml:3: found `'Progress'`, expected a number, a plain string or an array of plain strings", "data/status-codes.toml:1: found [[code]] without `name`, expected that key"]),
    (S, "\"Progress (183)\"", "\"Pro\\u0067ress\"", &["data/status-codes.toml:4: found `\"Pro\\u0067ress\"`, expected a number, a plain string or an array of plain strings", "data/status-codes.toml:1: found [[code]] without `phrase`, expected that key"]),
    (S, "\"Progress (183)\"", "\"a\tb\"", &["data/status-codes.toml:4: found `\"a\tb\"`, expected a number, a plain string or an array of plain strings", "data/status-codes.toml:1: found [[code]] without `phrase`, expected that key"]),
    (S, "\"Progress (183)\"", "\"a\"b\"", &["data/status-codes.toml:4: found `\"a\"b\"`, expected a number, a plain string or an array of plain strings", "data/status-codes.toml:1: found [[code]] without `phrase`, expected that key"]),
    (S, "[\"proxy\"]", "[\"proxy\",\"proxy\"]", &["data/status-codes.toml:8: found `[\"proxy\",\"proxy\"]`, expected a number, a plain string or an array of plain strings", "data/status-codes.toml:1: found [[code]] without `sent_by`, expected that key"]),
    (S, "  \"RFC 3261 §21.4\",", "\"RFC 3261 §21.4\",", &["data/status-codes.toml:49: found `\"RFC 3261 §21.4\",`, expected two blanks, a plain string and a comma, or `]`", "data/status-codes.toml:46: found [code.retry] without a sound source in `sources`, expected one or more"]),
    (H, "source = \"RFC 3261 §20.10\"\n", "source = [\n", &["data/headers.toml:10: found an array without an end, expected `]` on a line of its own", "data/headers.toml:10: found an array as `source`, expected a string", "data/status-codes.toml:39: found `Contact`, expected a header field name of headers.toml", "data/status-codes.toml:54: found `Contact`, expected a header field name of headers.toml"]),
    (H, "[[header]]\nfield = \"Accept\"", "field = \"Accept\"", &["data/headers.toml:1: found key `field`, expected a table first", "data/headers.toml:2: found key `name`, expected a table first", "data/headers.toml:3: found key `source`, expected a table first", "data/classes.toml:95: found `Accept`, expected a header field name of headers.toml"]),
    (S, "[[code.remedy]]", "[[code.Remedy]]", &["data/status-codes.toml:52: found `[[code.Remedy]]`, expected `[table]` or `[[table]]`", "data/status-codes.toml:52: found `[[code.Remedy]]`, expected `[[code]]`, `[[code.variant]]`, `[[code.refuse]]`, `[[code.header]]`, `[code.retry]`, `[[code.remedy]]`, `[[code.ends]]`, `[code.proxy]`"]),
    (H, "source = \"RFC 3261 §20.10\"\n", "source = \"RFC 3261 §20.10\"", &["data/headers.toml:10: found no line feed, expected one at the end"]),
    // --- tables and keys
    (V, "[[level]]", "[[grade]]", &["data/vocabulary.toml:18: found `[[grade]]`, expected `[[enum]]` or the kind of one before it", "data/status-codes.toml:40: found `MUST`, expected a word of [[level]] in vocabulary.toml"]),
    (H, "[[header]]", "[[field]]", &["data/headers.toml:1: found `[[field]]`, expected `[[header]]`", "data/classes.toml:95: found `Accept`, expected a header field name of headers.toml"]),
    (C, "[[range]]", "[[span]]", &["data/classes.toml:91: found `[[span]]`, expected `[[class]]`, `[class.retry]`, `[[class.ends]]`, `[class.proxy]`, `[[range]]`, `[[range.header]]` or `[[range.refuse]]`", "data/classes.toml:94: found `[[range.header]]`, expected a sound `[[range]]` before it"]),
    (C, "[[class]]", "[class.retry]\n[[class]]", &["data/classes.toml:1: found [class.retry] without a sound source in `sources`, expected one or more", "data/classes.toml:1: found [class.retry] without a sound `unchanged`, expected every key", "data/classes.toml:1: found [class.retry] without a sound `delay`, expected every key", "data/classes.toml:1: found [class.retry] without a sound `delay_scope`, expected every key", "data/classes.toml:1: found [class.retry] without a sound `elsewhere`, expected every key", "data/classes.toml:1: found [class.retry] without a sound `remember`, expected every key", "data/classes.toml:1: found `[class.retry]`, expected a sound `[[class]]` before it"]),
    (S, "[[code]]\ncode = 183", "[[code.variant]]\n[[code]]\ncode = 183", &["data/status-codes.toml:1: found `[[code.variant]]`, expected a sound `[[code]]` before it"]),
    (S, "[[code.remedy]]", "[code.retry]\nsources = [\"RFC 1 §1\"]\n[[code.remedy]]", &["data/status-codes.toml:52: found `[code.retry]`, expected a sound `[[code]]` before it"]),
    (S, "code = 183\n", "code = 183\ncolour = 1\n", &["data/status-codes.toml:3: found key `colour`, expected one of `code`, `name`, `phrase`, `registration`, `source`, `changed_by`, `summary`, `details`, `sent_by`, `methods`, `methods_level`, `methods_source`"]),
    (S, "code = 183\n", "code = 183\ncode = 184\n", &["data/status-codes.toml:3: found key `code`, expected each key once, in the order `code`"]),
    (H, "field = \"Accept\"\nname = \"Accept\"", "name = \"Accept\"\nfield = \"Accept\"", &["data/headers.toml:3: found key `field`, expected each key once, in the order `field`, `name`"]),
    (S, "registration = \"registered\"\n", "", &["data/status-codes.toml:1: found [[code]] without `registration`, expected that key"]),
    (S, "summary = \"Means 183.\"\n", "", &["data/status-codes.toml:1: found [[code]] without `summary`, expected that key"]),
    (S, "sent_by = [\"proxy\"]\n", "", &["data/status-codes.toml:1: found [[code]] without `sent_by`, expected that key"]),
    (S, "code = 183\n", "code = \"183\"\n", &["data/status-codes.toml:2: found a string as `code`, expected a number"]),
    (S, "sent_by = [\"proxy\"]", "sent_by = \"proxy\"", &["data/status-codes.toml:8: found a string as `sent_by`, expected an array"]),
    (S, "name = \"Progress\"", "name = 1", &["data/status-codes.toml:3: found a number as `name`, expected a string"]),
    // --- numbers and names
    (S, "code = 183", "code = 99", &["data/status-codes.toml:2: found code 99, expected 100 to 699"]),
    (S, "code = 600", "code = 700", &["data/status-codes.toml:67: found code 700, expected 100 to 699"]),
    (S, "code = 200", "code = 183", &["data/status-codes.toml:10: found code 183, expected codes in ascending order, each once"]),
    (S, "code = 200", "code = 182", &["data/status-codes.toml:10: found code 182, expected codes in ascending order, each once"]),
    (S, "\"Progress\"", "\"progress\"", &["data/status-codes.toml:3: found `progress`, expected an UpperCamelCase name"]),
    (S, "\"Progress\"", "\"Self\"", &["data/status-codes.toml:3: found `Self`, expected an UpperCamelCase name"]),
    (V, "kind = \"level\"", "kind = \"method\"", &["data/vocabulary.toml:12: found kind `method` again, expected each kind once", "data/vocabulary.toml:18: found `[[level]]`, expected `[[enum]]` or the kind of one before it", "data/vocabulary.toml:23: found `[[level]]`, expected `[[enum]]` or the kind of one before it", "data/classes.toml:96: found `MAY`, expected a word of [[level]] in vocabulary.toml", "data/status-codes.toml:40: found `MUST`, expected a word of [[level]] in vocabulary.toml"]),
    (H, "name = \"Contact\"\ncompact = \"m\"\nsource = \"RFC 3261 §20.10\"\n", "name = \"Contact\"\ncompact = \"m\"\nsource = \"RFC 3261 §20.10\"\n\n[[header]]\nfield = \"M\"\nname = \"M\"\nsource = \"RFC 3261 §20.10\"\n", &["data/headers.toml:13: found `M` again, expected a name that is no compact form"]),
    (C, "\"300-699\"", "\"300-0699\"", &["data/classes.toml:92: found `300-0699`, expected a code of 100 to 699, or two as `300-699`", "data/classes.toml:94: found `[[range.header]]`, expected a sound `[[range]]` before it"]),
    (C, "\"300-699\"", "\"300-300\"", &["data/classes.toml:92: found `300-300`, expected a code of 100 to 699, or two as `300-699`", "data/classes.toml:94: found `[[range.header]]`, expected a sound `[[range]]` before it"]),
    (C, "\"300-699\"", "\"99\"", &["data/classes.toml:92: found `99`, expected a code of 100 to 699, or two as `300-699`", "data/classes.toml:94: found `[[range.header]]`, expected a sound `[[range]]` before it"]),
    (C, "\"300-699\"", "\"+303\"", &["data/classes.toml:92: found `+303`, expected a code of 100 to 699, or two as `300-699`", "data/classes.toml:94: found `[[range.header]]`, expected a sound `[[range]]` before it"]),
    (S, "code = 183", "code = 4294967295", &["data/status-codes.toml:2: found code 4294967295, expected 100 to 699", "data/status-codes.toml:10: found code 200, expected codes in ascending order, each once"]),
    (S, "\"Progress\"", "\"SessionPROGRESS\"", &["data/status-codes.toml:3: found `SessionPROGRESS`, expected an UpperCamelCase name"]),
    (S, "\"Progress\"", "\"Session_Progress\"", &["data/status-codes.toml:3: found `Session_Progress`, expected an UpperCamelCase name"]),
    (S, "\"Ok\"", "\"Progress\"", &["data/status-codes.toml:11: found `Progress` again, expected each name once"]),
    (V, "name = \"May\"", "name = \"Must\"", &["data/vocabulary.toml:25: found `Must` again, expected each name once"]),
    (V, "word = \"MAY\"", "word = \"MUST\"", &["data/vocabulary.toml:24: found `MUST` again, expected each word once", "data/classes.toml:96: found `MAY`, expected a word of [[level]] in vocabulary.toml"]),
    (V, "growth = \"open\"", "growth = \"some\"", &["data/vocabulary.toml:4: found `some`, expected `open` or `closed`"]),
    // --- texts
    (S, "\"Progress (183)\"", "\" Progress\"", &["data/status-codes.toml:4: found \" Progress\", expected text without blanks at its ends"]),
    (S, "\"Progress (183)\"", "\"\"", &["data/status-codes.toml:4: found \"\", expected text without blanks at its ends"]),
    (S, "\"Progress (183)\"", "\"Progress <183>\"", &["data/status-codes.toml:4: found \"Progress <183>\", expected a Reason-Phrase of RFC 3261 §25.1 in ASCII"]),
    (S, "\"Progress (183)\"", "\"Prögress\"", &["data/status-codes.toml:4: found \"Prögress\", expected a Reason-Phrase of RFC 3261 §25.1 in ASCII"]),
    (S, "\"Means 183.\"", "\"Means 183\"", &["data/status-codes.toml:7: found \"Means 183\", expected a full stop at the end"]),
    (S, "summary = \"Means 183.\"", "summary = \"Means 183.\"\ndetails = [\"No stop\"]", &["data/status-codes.toml:8: found \"No stop\", expected a full stop at the end"]),
    (S, "when = \"it helps\"", "when = \"it helps.\"", &["data/status-codes.toml:41: found \"it helps.\", expected no full stop at the end"]),
    (S, "phrase = \"Request Bad\"", "phrase = \"BADREQUEST (400)\"", &["data/status-codes.toml:35: found \"BADREQUEST (400)\", expected a spelling that differs from the others by more than case"]),
    (S, "origin = \"in the wild\"", "origin = \"RFC 3261\"", &["data/status-codes.toml:36: found `RFC 3261`, expected a source, the name of another document, or `in the wild`"]),
    // --- words of other tables
    (S, "registration = \"registered\"", "registration = \"known\"", &["data/status-codes.toml:5: found `known`, expected a word of [[registration]] in vocabulary.toml"]),
    (S, "sent_by = [\"proxy\"]", "sent_by = [\"phone\"]", &["data/status-codes.toml:8: found `phone`, expected a word of [[role]] in vocabulary.toml"]),
    (S, "sent_by = [\"proxy\"]", "sent_by = [\"proxy\", \"proxy\"]", &["data/status-codes.toml:8: found `proxy` again, expected each once"]),
    (S, "level = \"MUST\"", "level = \"MIGHT\"", &["data/status-codes.toml:40: found `MIGHT`, expected a word of [[level]] in vocabulary.toml"]),
    (S, "methods = [\"INVITE\"]", "methods = [\"INVIT\"]", &["data/status-codes.toml:42: found `INVIT`, expected a word of [[method]] in vocabulary.toml", "data/status-codes.toml:38: found no method in `methods`, expected one or more, or no such key"]),
    (S, "change = \"credentials\"", "change = \"luck\"", &["data/status-codes.toml:53: found `luck`, expected a word of [[remedy]] in vocabulary.toml"]),
    (S, "unchanged = \"never\"", "unchanged = \"always\"", &["data/status-codes.toml:47: found `always`, expected a word of [[unchanged]] in vocabulary.toml"]),
    (S, "field = \"Contact\"", "field = \"Contacts\"", &["data/status-codes.toml:39: found `Contacts`, expected a header field name of headers.toml"]),
    // --- sources
    (S, "\"RFC 3261 §21\"", "\"RFC 3261 21\"", &["data/status-codes.toml:6: found `RFC 3261 21`, expected a source such as `RFC 3261 §21.4.24` or `RFC 6665 §B.27`"]),
    (S, "\"RFC 3261 §21\"", "\"RFC 3261 §21.\"", &["data/status-codes.toml:6: found `RFC 3261 §21.`, expected a source such as `RFC 3261 §21.4.24` or `RFC 6665 §B.27`"]),
    (S, "\"RFC 3261 §21\"", "\"RFC 3261 §21.x\"", &["data/status-codes.toml:6: found `RFC 3261 §21.x`, expected a source such as `RFC 3261 §21.4.24` or `RFC 6665 §B.27`"]),
    (S, "\"RFC 3261 §21\"", "\"RFC 99999 §21\"", &["data/status-codes.toml:6: found `RFC 99999 §21`, expected a source such as `RFC 3261 §21.4.24` or `RFC 6665 §B.27`"]),
    (S, "\"RFC 3261 §21\"", "\"RFC 3261 §AB.1\"", &["data/status-codes.toml:6: found `RFC 3261 §AB.1`, expected a source such as `RFC 3261 §21.4.24` or `RFC 6665 §B.27`"]),
    // --- header fields
    (H, "field = \"Accept\"", "field = \"Accept It\"", &["data/headers.toml:2: found `Accept It`, expected a token as header field name", "data/classes.toml:95: found `Accept`, expected a header field name of headers.toml"]),
    (H, "field = \"Accept\"", "field = \"Date\"", &["data/headers.toml:7: found `Contact`, expected names in ascending order, each once", "data/classes.toml:95: found `Accept`, expected a header field name of headers.toml"]),
    (H, "field = \"Contact\"", "field = \"accept\"", &["data/headers.toml:7: found `accept`, expected names in ascending order, each once", "data/status-codes.toml:39: found `Contact`, expected a header field name of headers.toml", "data/status-codes.toml:54: found `Contact`, expected a header field name of headers.toml"]),
    (H, "compact = \"m\"", "compact = \"M\"", &["data/headers.toml:9: found `M`, expected one lower-case letter"]),
    (H, "name = \"Accept\"\n", "name = \"Accept\"\ncompact = \"m\"\n", &["data/headers.toml:10: found `m` again, expected each compact form once"]),
    // --- obligations
    (S, "[code.retry]", "[[code.header]]\nfield = \"Contact\"\nlevel = \"MUST\"\nwhen = \"it helps\"\nmethods = [\"INVITE\"]\ngroup = \"g\"\nsource = \"RFC 3261 §20.10\"\n\n[code.retry]", &["data/status-codes.toml:46: found an obligation that is there already, expected each once"]),
    (S, "[code.retry]", "[[code.header]]\nfield = \"Accept\"\nlevel = \"MAY\"\nwhen = \"it helps\"\nmethods = [\"INVITE\"]\ngroup = \"g\"\nsource = \"RFC 3261 §20.10\"\n\n[code.retry]", &["data/status-codes.toml:46: found group `g` with others, expected one level, condition and list of methods in a group"]),
    (S, "[code.retry]", "[[code.header]]\nfield = \"Accept\"\nlevel = \"MAY\"\nsource = \"RFC 3261 §20.10\"\n\n[[code.header]]\nfield = \"Accept\"\nlevel = \"MUST\"\nwhen = \"it helps\"\nmethods = [\"INVITE\"]\ngroup = \"g\"\nsource = \"RFC 3261 §20.10\"\n\n[code.retry]", &["data/status-codes.toml:51: found group `g` again, expected a group in one piece"]),
    // --- classes and ranges
    (C, "class = 1", "class = 2", &["data/classes.toml:2: found class 2, expected 1 to 6 in order", "data/classes.toml:4: found code 183, expected a code of class 2"]),
    (C, "default = 183", "default = 200", &["data/classes.toml:4: found code 200, expected a code of class 1"]),
    (C, "default = 183", "default = 199", &["data/classes.toml:1: found 199 as default of class 1, expected a code that has a row"]),
    (C, "delay = \"none\"\n", "", &["data/classes.toml:8: found [class.retry] without a sound `delay`, expected every key"]),
    (C, "sources = [\"RFC 3261 §21.1\"]", "sources = []", &["data/classes.toml:8: found [class.retry] without a sound source in `sources`, expected one or more"]),
    (C, "\"300-699\"", "\"300-700\"", &["data/classes.toml:92: found `300-700`, expected a code of 100 to 699, or two as `300-699`", "data/classes.toml:94: found `[[range.header]]`, expected a sound `[[range]]` before it"]),
    (C, "\"300-699\"", "\"699-300\"", &["data/classes.toml:92: found `699-300`, expected a code of 100 to 699, or two as `300-699`", "data/classes.toml:94: found `[[range.header]]`, expected a sound `[[range]]` before it"]),
];

#[test]
fn sound_tables_pass() {
    let (classes, codes) = (classes(), codes());
    assert_eq!(messages([VOCABULARY, HEADERS, &classes, &codes]), [""; 0]);
}

#[test]
fn every_fault_is_named_with_its_place() {
    let (classes, codes) = (classes(), codes());
    let sound = [VOCABULARY, HEADERS, &classes, &codes];
    refused::check(sound, REFUSALS.iter().copied(), messages);
}

#[test]
fn too_few_classes() {
    let codes = codes();
    let messages = messages([VOCABULARY, HEADERS, "# none\n", &codes]);
    let expected =
        "data/classes.toml:1: found 0 classes, expected six, each with its [class.retry]";
    assert_eq!(messages, [expected]);
}

/// A group is in one piece after the merge, too: `missing_headers` counts on it.
#[test]
fn groups_stay_together() {
    let texts = read::FILES.map(data::file);
    let mut faults = Faults::default();
    let tables = read::read(texts.each_ref().map(String::as_str), &mut faults);
    let rows = merge::merge(&tables, &mut faults);
    assert_eq!(faults.messages(), [""; 0]);
    for row in rows {
        let mut seen: Vec<&String> = Vec::new();
        let mut last = None;
        for group in row.headers.iter().map(|o| o.group.as_ref()) {
            if let Some(group) = group.filter(|_| group != last) {
                assert!(!seen.contains(&group), "{}: {group}", row.ident);
                seen.push(group);
            }
            last = group;
        }
    }
}
