//! The documentation that is made from the tables, as Markdown.

use super::{dialog, proxy, send};
use crate::reader::merge::Row;
use crate::reader::rows::{Code, Obligation, Origin, Remedy, Source, Tables};

/// Turns each `RFC 3261 §16.7` in a text into a link to that section.
pub fn linked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("RFC ") {
        let (before, found) = rest.split_at(start);
        out.push_str(before);
        let length = source_length(found);
        let (candidate, after) = found.split_at(length.unwrap_or("RFC ".len()));
        match Source::parse(candidate) {
            Some(source) => out.push_str(&source.markdown()),
            None => out.push_str(candidate),
        }
        rest = after;
    }
    out + rest
}

/// The length of the source at the start of a text, if there is one.
fn source_length(text: &str) -> Option<usize> {
    let section = text.find(" §").filter(|at| *at <= "RFC 9999".len())? + " §".len();
    let tail = text.get(section..)?;
    let end = tail.find(|c: char| !c.is_ascii_alphanumeric() && c != '.');
    let section_text = &tail[..end.unwrap_or(tail.len())];
    Some(section + section_text.trim_end_matches('.').len())
}

/// The page of a variant.
pub fn variant(code: &Code, row: &Row<'_>, tables: &Tables) -> String {
    let mut page = format!(
        "**{} {}**: {}\n\n[{} ({}xx)](crate::StatusClass::{}), {}, {}.",
        code.code,
        code.phrase,
        linked(&code.summary),
        row.class.name,
        row.class.class,
        row.class.name.replace(' ', ""),
        summary_word(&code.registration, tables),
        code.source.markdown(),
    );
    if !code.changed_by.is_empty() {
        let links: Vec<_> = code.changed_by.iter().map(Source::markdown).collect();
        page += &format!(" Changed or extended by {}.", and_list(&links));
    }
    page += "\n";
    for paragraph in &code.details {
        page += &format!("\n{}\n", linked(paragraph));
    }
    page += &senders(code, tables);
    page += &send::page(code, tables);
    page += &other_phrases(code);
    if !row.headers.is_empty() {
        page += "\n# Header fields\n\n";
        page += &header_table(&row.headers, tables);
    }
    page += "\n# Retry\n\n";
    page += &retry_list(row, tables);
    page += &dialog::section(code, tables);
    page += &proxy::section(code, tables);
    page
}

fn summary_word(registration: &str, tables: &Tables) -> String {
    let word = tables.word("registration", registration);
    word.map_or_else(String::new, |word| word.word.clone())
}

fn senders(code: &Code, tables: &Tables) -> String {
    let name = |kind: &str, name: &String| {
        let word = tables.word(kind, name);
        word.map_or_else(String::new, |word| spaced(&word.word))
    };
    let roles: Vec<_> = code.sent_by.iter().map(|r| name("role", r)).collect();
    let mut text = match roles.as_slice() {
        [] => "\nNo RFC names an element that sends it.".to_owned(),
        _ => format!("\nSent by: {}.", roles.join(", ")),
    };
    match &code.methods {
        None => text += " Answers any method but ACK.\n",
        Some(methods) => text += &format!(" Answers {}.\n", answered(methods, tables)),
    }
    text
}

/// A word as it stands in a sentence: only `back-to-back` keeps its hyphens.
pub fn spaced(word: &str) -> String {
    word.replace('-', " ")
        .replace("back to back", "back-to-back")
}

/// The methods that a code answers; where nearly all, those that it does not.
fn answered(methods: &[String], tables: &Tables) -> String {
    let mut others: Vec<_> = tables.words("method").iter().collect();
    others.retain(|word| !methods.contains(&word.name));
    let others: Vec<_> = others.iter().map(|word| word.name.clone()).collect();
    if others.len() <= 4 {
        format!(
            "any method but {}",
            and_list(&method_names(&others, tables))
        )
    } else {
        format!("only {}", and_list(&method_names(methods, tables)))
    }
}

/// The names of methods for a sentence or a table.
pub fn method_names(methods: &[String], tables: &Tables) -> Vec<String> {
    let words = method_words(methods, tables).into_iter();
    let named = words.map(|word| match word.as_str() {
        "extension-method" => "extension methods".to_owned(),
        _ => word,
    });
    named.collect()
}

/// The names of methods, as they stand in requests.
pub fn method_words(methods: &[String], tables: &Tables) -> Vec<String> {
    let words = methods.iter().filter_map(|name| {
        let word = tables.word("method", name)?;
        Some(word.word.clone())
    });
    words.collect()
}

fn other_phrases(code: &Code) -> String {
    if code.variants.is_empty() {
        return String::new();
    }
    let each = code.variants.iter().map(|variant| {
        let origin = match &variant.origin {
            Origin::Rfc(source) => source.markdown(),
            Origin::Document(name) => name.clone(),
            Origin::InTheWild => "in the wild".to_owned(),
        };
        format!("`{}` ({origin})", variant.phrase)
    });
    format!(
        "\nOther reason phrases: {}.\n",
        each.collect::<Vec<_>>().join(", ")
    )
}

pub fn field_link(name: &str, tables: &Tables) -> String {
    let header = tables.headers.iter().find(|h| h.name == name);
    let field = header.map_or(name, |header| header.field.as_str());
    format!("[{field}](crate::HeaderName::{name})")
}

fn header_table(headers: &[Obligation], tables: &Tables) -> String {
    let mut text =
        "| level | header field | when | methods | source |\n|---|---|---|---|---|\n".to_owned();
    for header in headers {
        let level = tables.word("level", &header.level);
        let mut when = header
            .when
            .as_deref()
            .map_or_else(|| "always".to_owned(), linked);
        if header.group.is_some() {
            let others = headers
                .iter()
                .filter(|h| h.group == header.group && *h != header);
            let others: Vec<_> = others.map(|h| field_link(&h.field, tables)).collect();
            when += &format!(" (or {} instead)", others.join(" or "));
        }
        text += &format!(
            "| {} | {} | {} | {} | {} |\n",
            level.map_or("", |level| &level.word),
            field_link(&header.field, tables),
            when,
            header
                .methods
                .as_ref()
                .map_or("all".to_owned(), |m| method_names(m, tables).join(", ")),
            header.source.markdown(),
        );
    }
    text
}

fn retry_list(row: &Row<'_>, tables: &Tables) -> String {
    let summary = |kind: &str, name: &str| match name {
        // The next items say what else to do.
        "Later" => "Yes, after a delay.",
        "Never" => "No.",
        _ => tables
            .word(kind, name)
            .map_or("", |word| word.summary.as_str()),
    };
    let retry = &row.retry;
    if retry.unchanged == "Never" && retry.elsewhere == "Nowhere" && row.remedies.is_empty() {
        return "Nothing is to be tried again.\n".to_owned();
    }
    let mut text = format!(
        "* The same request to the same target: {}\n",
        lower(summary("unchanged", &retry.unchanged))
    );
    if retry.delay != "None" {
        text += &format!(
            "* Delay: {} {}\n",
            lower(summary("delay", &retry.delay)),
            summary("delay_scope", &retry.delay_scope)
        );
    }
    for remedy in row.remedies {
        text += &format!(
            "* {}\n",
            remedy_line(remedy, summary("remedy", &remedy.change), tables)
        );
    }
    text += &format!(
        "* Elsewhere: {}\n",
        lower(summary("elsewhere", &retry.elsewhere))
    );
    if row.class.class == 3 {
        text += &format!(
            "* Remember the new target: {}\n",
            lower(summary("remember", &retry.remember))
        );
    }
    let links: Vec<_> = retry.sources.iter().map(Source::markdown).collect();
    text + &format!("\n{} See [`retry`](Self::retry).\n", source_list(&links))
}

/// The line on where a section's facts stand.
pub fn source_list(links: &[String]) -> String {
    let word = if links.len() == 1 {
        "Source"
    } else {
        "Sources"
    };
    format!("{word}: {}.", and_list(links))
}

fn remedy_line(remedy: &Remedy, summary: &str, tables: &Tables) -> String {
    let mut line = format!("With a change: {}", lower(summary).trim_end_matches('.'));
    if !remedy.fields.is_empty() {
        let fields: Vec<_> = remedy
            .fields
            .iter()
            .map(|f| field_link(f, tables))
            .collect();
        line += &format!("; see {}", and_list(&fields));
    }
    if let Some(methods) = &remedy.methods {
        line += &format!("; for {}", and_list(&method_names(methods, tables)));
    }
    if let Some(when) = &remedy.when {
        line += &format!("; when {}", linked(when));
    }
    line + &format!(" ({}).", remedy.source.markdown())
}

pub fn lower(sentence: &str) -> String {
    let mut chars = sentence.chars();
    match (chars.next(), chars.clone().next()) {
        // Not the words that are all capitals, such as SIPS.
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => sentence.to_owned(),
    }
}

pub fn and_list(items: &[String]) -> String {
    list(items, "and")
}

pub fn or_list(items: &[String]) -> String {
    list(items, "or")
}

fn list(items: &[String], conjunction: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}

/// The whole table, one line a code.
pub fn whole_table(rows: &[Row<'_>], tables: &Tables) -> String {
    let mut text =
        "| code | phrase | meaning | must carry | source |\n|---|---|---|---|---|\n".to_owned();
    for (code, row) in rows.iter().filter_map(|row| Some((row.named?, row))) {
        let must = row
            .headers
            .iter()
            .filter(|h| h.level == "Must" && h.when.is_none());
        let must: Vec<_> = must
            .map(|h| {
                let field = field_link(&h.field, tables);
                match &h.methods {
                    Some(methods) => {
                        format!("{field} ({})", method_names(methods, tables).join(", "))
                    }
                    None => field,
                }
            })
            .collect();
        text += &format!(
            "| [{}](crate::StatusCode::{}) | {} | {} | {} | {} |\n",
            code.code,
            code.name,
            code.phrase,
            linked(&code.summary),
            must.join(", "),
            code.source.markdown(),
        );
    }
    text
}
