//! The head of a SIP message (RFC 3261 §7), as far as two of the examples need
//! it: to answer a request, and to check a response.

use std::borrow::Cow;

use sip_status::HeaderName;

/// A header field, with its folding undone.
pub struct Field<'a> {
    pub known: Option<HeaderName>,
    pub value: Cow<'a, [u8]>,
}

/// What stands between the start line and the body.
pub struct Fields<'a> {
    pub all: Vec<Field<'a>>,
    /// What follows the empty line.
    pub body: &'a [u8],
    /// The first thing wrong with the fields; what could be read is there.
    pub fault: Option<&'static str>,
}

impl Fields<'_> {
    /// Whether the message has the field.
    pub fn has(&self, name: HeaderName) -> bool {
        self.first(name).is_some()
    }

    /// The value of the first field of this name.
    pub fn first(&self, name: HeaderName) -> Option<&[u8]> {
        self.every(name).next()
    }

    /// The values of the fields of this name, in order.
    pub fn every(&self, name: HeaderName) -> impl Iterator<Item = &[u8]> {
        let of_name = self.all.iter().filter(move |f| f.known == Some(name));
        of_name.map(|field| field.value.as_ref())
    }

    /// The length of the body, if there is a Content-Length; or what is wrong with
    /// that field (RFC 3261 §18.3).
    pub fn body_length(&self) -> Result<Option<usize>, &'static str> {
        let mut values = self.every(HeaderName::ContentLength);
        let Some(value) = values.next() else {
            return Ok(None);
        };
        if values.next().is_some() {
            return Err("more than one Content-Length");
        }
        let Some(digits) = digits(value) else {
            return Err("a Content-Length that is not a number");
        };
        match digits.parse() {
            Ok(length) if length <= self.body.len() => Ok(Some(length)),
            // Longer than any body, if it does not fit.
            _ => Err("a body shorter than its Content-Length"),
        }
    }
}

/// Reads header fields up to the empty line, or to a line that begins the next
/// message.
///
/// A line may end with LF alone, as in logs. A CR or a NUL within a line is a
/// fault. Such a line is left out with the lines folded to it, so that nothing of it
/// is written again.
pub fn read_fields(mut input: &[u8], begins_message: impl Fn(&[u8]) -> bool) -> Fields<'_> {
    let mut all: Vec<Field<'_>> = Vec::new();
    let mut fault = None;
    // Whether a folded line continues the last field.
    let mut goes_on = false;
    loop {
        let next = split_line(input).filter(|(line, _)| !begins_message(line));
        let Some((line, rest)) = next else {
            fault.get_or_insert("no empty line after the header fields");
            return Fields {
                all,
                body: &[],
                fault,
            };
        };
        input = rest;
        if line.is_empty() {
            return Fields {
                all,
                body: rest,
                fault,
            };
        }
        let read = if line.iter().any(|octet| matches!(octet, b'\r' | 0)) {
            Err("a CR or a NUL in a header field")
        } else if matches!(line, [b' ' | b'\t', ..]) {
            unfold(all.last_mut().filter(|_| goes_on), line)
        } else {
            let field = field(line).ok_or("a header field without a name and a colon");
            field.map(|field| all.push(field))
        };
        goes_on = read.is_ok();
        fault = fault.or(read.err());
    }
}

/// The line up to CRLF or LF, and what follows.
pub fn split_line(input: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = input.iter().position(|octet| *octet == b'\n')?;
    let line = &input[..end];
    Some((line.strip_suffix(b"\r").unwrap_or(line), &input[end + 1..]))
}

fn field(line: &[u8]) -> Option<Field<'_>> {
    let colon = line.iter().position(|octet| *octet == b':')?;
    let name = line[..colon].trim_ascii_end();
    is_token(name).then(|| Field {
        known: HeaderName::from_bytes(name),
        value: Cow::Borrowed(line[colon + 1..].trim_ascii()),
    })
}

/// A method, or the name of a field (RFC 3261 §25.1).
pub fn is_token(word: &[u8]) -> bool {
    let of_token = |octet: &u8| octet.is_ascii_alphanumeric() || b"-.!%*_+`'~".contains(octet);
    !word.is_empty() && word.iter().all(of_token)
}

/// One digit or more, and nothing else: no sign.
pub fn digits(word: &[u8]) -> Option<&str> {
    let all = !word.is_empty() && word.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(word).ok().filter(|_| all)
}

fn unfold(field: Option<&mut Field<'_>>, line: &[u8]) -> Result<(), &'static str> {
    let field = field.ok_or("a folded line that continues no header field")?;
    let value = field.value.to_mut();
    value.push(b' ');
    value.extend_from_slice(line.trim_ascii());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::read_fields;

    #[test]
    fn a_line_that_is_left_out_takes_its_folded_lines_along() {
        // Lines, and what they are read as.
        let rows: [(&str, &[&str], bool); 9] = [
            ("a: b\n\n", &["b"], true),
            ("a: b\n c\n\td \n\n", &["b c d"], true),
            (" c\na: b\n\n", &["b"], false),
            ("a: b\nbad\n c\n\n", &["b"], false),
            ("a: b\nbad\n c\n d\ne: f\n g\n\n", &["b", "f g"], false),
            ("a: b\nx: \r.\n c\n\n", &["b"], false),
            ("a: b\n c\0\n d\n\n", &["b"], false),
            ("a: b\n: c\n d\n\n", &["b"], false),
            ("a: b\n c", &["b"], false),
        ];
        for (input, values, sound) in rows {
            let fields = read_fields(input.as_bytes(), |_| false);
            let found: Vec<_> = fields.all.iter().map(|field| &field.value[..]).collect();
            let values: Vec<_> = values.iter().map(|value| value.as_bytes()).collect();
            assert_eq!(found, values, "{input:?}");
            assert_eq!(fields.fault.is_none(), sound, "{input:?}");
        }
    }
}
