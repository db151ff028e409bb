//! TOML 1.1, from `toml-spanner`'s items to a tree. A sound file is read once and without looking
//! back; one with mistakes goes to `toml_repair`.

use toml_spanner::{Arena, ArrayStyle, Item, Key, Table, TableStyle, Value as Toml};

use super::{Complaint, Entry, MAX_DEPTH, Node, Span, Tree, Value, toml_repair};
use crate::source::Texts;

/// Reads any TOML text.
///
/// A table under a header has the header as its place (`[sla.high]`, `[[kpi]]`), a list of such
/// tables its first header; a table that stands only in a dotted key has that part of the key.
pub fn read<'a>(text: &'a str, texts: &'a Texts) -> Tree<'a> {
    let arena = Arena::new();
    match toml_spanner::parse(text, &arena) {
        Ok(document) => tree(text, text, texts, document.table()),
        Err(_) => toml_repair::read(text, texts),
    }
}

/// The tree of a table that was read from `read`: the text itself, or a copy of it with the
/// mistakes blanked out, every byte at its place.
pub(super) fn tree<'a>(text: &'a str, read: &str, texts: &'a Texts, table: &Table<'_>) -> Tree<'a> {
    let mut walk = Walk {
        text,
        read,
        texts,
        too_deep: None,
    };
    let entries = walk.entries(table, 0);
    let complaints: Vec<Complaint> = walk.too_deep.map(Complaint::too_deep).into_iter().collect();
    let root = Node {
        span: Span::new(0, text.len()),
        value: Value::Table(entries),
    };
    Tree {
        root,
        whole: complaints.is_empty(),
        complaints,
    }
}

struct Walk<'a, 'r> {
    text: &'a str,
    read: &'r str,
    texts: &'a Texts,
    too_deep: Option<Span>,
}

impl<'a> Walk<'a, '_> {
    fn entries(&mut self, table: &Table<'_>, depth: usize) -> Vec<Entry<'a>> {
        let mut entries = Vec::with_capacity(table.len());
        for (key, item) in table {
            let key_span = span(key.span);
            let value = self.node(item, depth + 1);
            entries.push(Entry {
                key: self.borrow(key_name(key)),
                key_span,
                value,
            });
        }
        entries
    }

    /// A list or table at `depth` (the root is at 0), or a value in one at `depth - 1`.
    fn node(&mut self, item: &Item<'_>, depth: usize) -> Node<'a> {
        let place = span(item.span());
        let raw = || place.of(self.text);
        let value = match item.value() {
            Toml::String(text) => Value::Text(self.borrow(text)),
            Toml::Integer(_) => Value::Integer(raw()),
            Toml::Float(_) => Value::Float(raw()),
            Toml::Boolean(value) => Value::Bool(*value),
            Toml::DateTime(_) => Value::Date(raw().trim_end()),
            Toml::Array(array) => {
                let headed = matches!(array.style(), ArrayStyle::Header);
                let place = if headed { header(self.text, place) } else { place };
                if depth > MAX_DEPTH {
                    return self.deep(place);
                }
                let mut nodes = Vec::with_capacity(array.len());
                for item in array {
                    nodes.push(self.node(item, depth + 1));
                }
                return Node {
                    span: place,
                    value: Value::List(nodes),
                };
            }
            Toml::Table(table) => {
                let headed = matches!(table.style(), TableStyle::Header);
                let place = if headed { header(self.text, place) } else { place };
                if depth > MAX_DEPTH {
                    return self.deep(place);
                }
                return Node {
                    span: place,
                    value: Value::Table(self.entries(table, depth)),
                };
            }
        };
        Node { span: place, value }
    }

    fn deep(&mut self, place: Span) -> Node<'a> {
        self.too_deep.get_or_insert(place);
        Node {
            span: place,
            value: Value::Broken,
        }
    }

    /// The same text, borrowed from the file if it stands there and kept if it had to be made.
    fn borrow(&self, made: &str) -> &'a str {
        let from = (made.as_ptr() as usize).wrapping_sub(self.read.as_ptr() as usize);
        match self.text.get(from..from.wrapping_add(made.len())) {
            Some(text) if from < self.text.len() || made.is_empty() => text,
            Some(_) | None if made.is_empty() => "",
            Some(_) | None => self.texts.keep(made.to_owned()),
        }
    }
}

fn key_name<'k>(key: &'k Key<'_>) -> &'k str {
    key.name
}

fn span(place: toml_spanner::Span) -> Span {
    Span {
        start: place.start,
        end: place.end,
    }
}

/// The header that a table's place begins with: from its first to its last bracket.
pub(super) fn header(text: &str, place: Span) -> Span {
    let bytes = text.as_bytes();
    let start = place.start as usize;
    let double = bytes[start..].starts_with(b"[[");
    let mut at = start + 1 + usize::from(double);
    while at < bytes.len() {
        match bytes[at] {
            b']' => return Span::new(start, (at + 1 + usize::from(double)).min(bytes.len())),
            b'\n' => break,
            quote @ (b'"' | b'\'') => at = after_quote(bytes, at, quote),
            _ => at += 1,
        }
    }
    Span::new(start, at)
}

/// After the quoted text on one line that begins at `at`.
pub(super) fn after_quote(bytes: &[u8], at: usize, quote: u8) -> usize {
    let mut at = at + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => return at,
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}
