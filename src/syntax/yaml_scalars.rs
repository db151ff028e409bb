//! What a YAML scalar says by its tag, and where a block scalar stands: what the library's events
//! leave to the reader.

use granit_parser::Tag;

use super::{Span, Value, core_schema};

/// What a scalar means by its tag; none if the tag is not of the core schema or does not fit.
pub(super) fn tagged<'a>(tag: &Tag, text: &'a str) -> Option<Value<'a>> {
    let number = core_schema::number(text.as_bytes());
    match tag.core_suffix() {
        Some("str") => Some(Value::Text(text)),
        Some("null") => core_schema::is_null(text).then_some(Value::Null),
        Some("bool") => core_schema::bool(text).map(Value::Bool),
        Some("int") => (number == Some(core_schema::Number::Integer)).then_some(Value::Integer(text)),
        Some("float") => number.map(|_| Value::Float(text)),
        Some(_) => None,
        // `! x` is text, whatever it looks like.
        None => (tag.parts() == ("", "!")).then_some(Value::Text(text)),
    }
}

/// From the `|` or `>` of a block scalar, which stands after `from`, to the end of its text.
pub(super) fn block_span(text: &str, from: u32, content: Span) -> Span {
    let bytes = text.as_bytes();
    let mut at = from as usize;
    while at < bytes.len() {
        let after_space = at == 0 || matches!(bytes[at - 1], b' ' | b'\t' | b'\n' | b'\r');
        match bytes[at] {
            b'#' if after_space => at += memchr::memchr(b'\n', &bytes[at..]).unwrap_or(bytes.len() - at),
            b'|' | b'>' if after_space => break,
            _ => at += 1,
        }
    }
    let header = bytes[at.min(bytes.len())..]
        .iter()
        .take_while(|b| matches!(b, b'|' | b'>' | b'+' | b'-' | b'0'..=b'9'));
    let header_end = at + header.count();
    let written = text[..content.end as usize].trim_end_matches([' ', '\n', '\r']).len();
    Span::new(
        at,
        if content.start as usize >= written {
            header_end
        } else {
            written.max(header_end)
        },
    )
    .within(text)
}

/// Whether a tab stands between the beginning of the line and the place.
pub(super) fn indented_by_tab(text: &str, at: u32) -> bool {
    let before = &text[..at as usize];
    let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
    line.contains('\t') && line.bytes().all(|b| matches!(b, b' ' | b'\t'))
}
