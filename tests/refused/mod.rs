//! What the build script's reader refuses, one change of a sound text at a time.

/// The file, what is replaced in it (its first occurrence), by what, and all
/// the messages that follow.
pub type Refusal<'a> = (usize, &'a str, &'a str, &'a [&'a str]);

/// Names every row whose messages differ, not just the first.
pub fn check<'a, const N: usize>(
    sound: [&str; N],
    refusals: impl IntoIterator<Item = Refusal<'a>>,
    messages: impl Fn([&str; N]) -> Vec<String>,
) {
    let mut wrong = Vec::new();
    for (file, from, to, expected) in refusals {
        assert!(sound[file].contains(from), "{from:?} is not there");
        let changed = sound[file].replacen(from, to, 1);
        let mut texts = sound;
        texts[file] = &changed;
        let found = messages(texts);
        if found != expected {
            wrong.push(format!("{from:?} -> {to:?}: {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
