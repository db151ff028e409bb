//! Cuts TOML into headers and `key = value` lines without believing it: what the repair of a
//! broken file goes by. It never fails and need not be right, only never lose a byte.

use super::Span;
use super::toml::after_quote;

/// A header or a `key = value`, as far as can be told without believing the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) start: usize,
    /// After its last byte, before the line break.
    pub(super) end: usize,
    pub(super) header: bool,
    /// A bracket of it that was never closed, as the next line or the end of the text shows.
    pub(super) open: Option<usize>,
}

/// Cuts a text into statements. Brackets and quotes that are never closed do not swallow the file:
/// a line that begins, unindented, with `key =` or `[header]` is taken for a new statement.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let bytes = text.as_bytes();
    let mut statements = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            b'#' => at = line_end(bytes, at),
            b'[' => {
                let end = trimmed(bytes, at, line_end(bytes, at));
                statements.push(Statement {
                    start: at,
                    end,
                    header: true,
                    open: None,
                });
                at = line_end(bytes, at);
            }
            _ => {
                let (end, open) = pair_end(bytes, at);
                statements.push(Statement {
                    start: at,
                    end: trimmed(bytes, at, end),
                    header: false,
                    open,
                });
                at = end;
            }
        }
    }
    statements
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end)
}

fn trimmed(bytes: &[u8], start: usize, end: usize) -> usize {
    if end > start && bytes[end - 1] == b'\r' {
        end - 1
    } else {
        end
    }
}

/// Where a `key = value` that begins at `at` ends, and which bracket it left open.
fn pair_end(bytes: &[u8], mut at: usize) -> (usize, Option<usize>) {
    let (mut open, mut value) = (Vec::new(), false);
    while at < bytes.len() {
        match bytes[at] {
            b'\n' if open.is_empty() || begins_statement(&bytes[at + 1..]) => return (at, open.pop()),
            b'#' => {
                at = line_end(bytes, at);
                continue;
            }
            b'=' => value = true,
            b'[' | b'{' if value => open.push(at),
            b']' | b'}' => drop(open.pop()),
            quote @ (b'"' | b'\'') => {
                at = if value {
                    after_text(bytes, at, quote)
                } else {
                    after_quote(bytes, at, quote)
                };
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), open.pop())
}

/// After the text that is quoted at `at`, over several lines if it has three quotes.
fn after_text(bytes: &[u8], at: usize, quote: u8) -> usize {
    let three = [quote; 3];
    if !bytes[at..].starts_with(&three) {
        return after_quote(bytes, at, quote).min(bytes.len());
    }
    let mut at = at + 3;
    while at < bytes.len() {
        if bytes[at] == b'\\' && quote == b'"' {
            at += 2;
        } else if bytes[at..].starts_with(&three) {
            return at + 3;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

/// Whether a line begins as a header or as `key =`, not indented.
fn begins_statement(rest: &[u8]) -> bool {
    let line = &rest[..line_end(rest, 0)];
    if let [b'[', inner @ ..] = line {
        let inner = inner.strip_prefix(b"[").unwrap_or(inner);
        let name = inner.iter().take_while(|b| is_bare(**b) || **b == b'.').count();
        return name > 0
            && inner.get(name) == Some(&b']')
            && !inner[..name].iter().all(|b| b.is_ascii_digit() || *b == b'.');
    }
    let name = line.iter().take_while(|b| is_bare(**b) || **b == b'.').count();
    name > 0 && line[name..].trim_ascii_start().starts_with(b"=")
}

fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// The keys of a statement, `a.b` being two, as far as they can be read: each with its place.
pub(super) fn keys(text: &str, statement: Statement) -> Vec<(String, Span)> {
    let bytes = &text.as_bytes()[..statement.end];
    let mut at = statement.start;
    let mut keys = Vec::new();
    let skip = |mut at: usize, which: &[u8]| {
        while at < bytes.len() && which.contains(&bytes[at]) {
            at += 1;
        }
        at
    };
    at = skip(at, if statement.header { b"[ \t" } else { b" \t" });
    while at < bytes.len() {
        let start = at;
        at = match bytes[at] {
            quote @ (b'"' | b'\'') => after_quote(bytes, at, quote).min(bytes.len()),
            _ => at + bytes[at..].iter().take_while(|b| is_bare(**b)).count(),
        };
        let name = text.get(start..at).unwrap_or_default().trim_matches(['"', '\'']);
        if at == start {
            break;
        }
        keys.push((name.to_owned(), Span::new(start, at)));
        let dot = skip(at, b" \t");
        if bytes.get(dot) != Some(&b'.') {
            break;
        }
        at = skip(dot + 1, b" \t");
    }
    keys
}
