//! A fast reader of everyday YAML: block tables and lists, one-line flow, scalars on one line,
//! `|` and `>` texts, comments. Whatever is doubtful, above all whatever is wrong, it leaves to
//! [`super::yaml`]; what it does read, it reads the same, to the byte.

use memchr::memchr;

use super::{Entry, MAX_DEPTH, Node, Span, Tree, Value, core_schema};
use crate::source::Texts;

/// Reads the text if it is everyday YAML. It never complains.
pub fn read<'a>(text: &'a str, texts: &'a Texts) -> Option<Tree<'a>> {
    if !is_everyday(text.as_bytes()) {
        return None;
    }
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        texts,
        at: 0,
        indent: None,
    };
    reader.next_line(0);
    if reader.rest().starts_with(b"---") {
        let after = reader.line_break(reader.at + 3)?;
        if reader.indent != Some(0) {
            return None;
        }
        reader.next_line(after);
    }
    let root = match reader.indent {
        None => Node {
            span: Span::default(),
            value: Value::Table(Vec::new()),
        },
        Some(0) => reader.block(0, 0)?,
        Some(_) => return None,
    };
    reader.indent.is_none().then_some(Tree {
        root,
        whole: true,
        complaints: Vec::new(),
    })
}

/// How long a key may be: the library reads keys of up to 1,024 characters.
const LONGEST_KEY: usize = 1000;

/// Tables of more entries than this are not everyday: here keys are compared one by one.
const MOST_ENTRIES: usize = 64;

/// No tabs, no control characters but line breaks, none of the invisible ones that YAML forbids
/// or that look like line breaks.
fn is_everyday(bytes: &[u8]) -> bool {
    let odd = |b: u8| (b < 0x20) & (b != b'\n') | (b == 0x7F) | (b == 0xC2) | (b == 0xE2) | (b == 0xEF);
    if !bytes.iter().fold(false, |found, b| found | odd(*b)) {
        return true;
    }
    bytes
        .iter()
        .enumerate()
        .filter(|(_, b)| odd(**b))
        .all(|(at, b)| match (b, &bytes[at + 1..]) {
            (b'\r', [b'\n', ..]) => true,
            (0xC2, [0xA0..=0xBF, ..]) => true,
            (0xE2, [0x80, 0xA8 | 0xA9, ..]) => false,
            (0xEF, [0xBB, 0xBF, ..] | [0xBF, 0xBE | 0xBF, ..]) => false,
            (0xE2 | 0xEF, _) => true,
            (_, _) => false,
        })
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) texts: &'a Texts,
    /// Where reading stands.
    at: usize,
    /// The column in which the line at `at` begins; none at the end of the text.
    indent: Option<usize>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    pub(super) fn byte(&self, at: usize) -> u8 {
        // The end of the text ends its last line.
        self.bytes.get(at).copied().unwrap_or(b'\n')
    }

    pub(super) fn is_break(&self, at: usize) -> bool {
        matches!(self.byte(at), b'\n' | b'\r')
    }

    pub(super) fn is_blank_or_break(&self, at: usize) -> bool {
        self.byte(at) == b' ' || self.is_break(at)
    }

    pub(super) fn after_spaces(&self, mut at: usize) -> usize {
        while self.byte(at) == b' ' {
            at += 1;
        }
        at
    }

    /// After the line break at `at`.
    pub(super) fn line_break(&self, at: usize) -> Option<usize> {
        match self.bytes.get(at) {
            None => Some(at),
            Some(b'\n') => Some(at + 1),
            Some(b'\r') => Some(at + 2),
            Some(_) => None,
        }
    }

    /// After the line that goes on at `at` with nothing but space and perhaps a comment.
    fn line_end(&self, at: usize) -> Option<usize> {
        let end = self.after_spaces(at);
        if self.byte(end) == b'#' && end > at {
            return Some(memchr(b'\n', &self.bytes[end..]).map_or(self.bytes.len(), |found| end + found + 1));
        }
        self.line_break(end)
    }

    /// Goes to the first line from `at` on that says something.
    pub(super) fn next_line(&mut self, mut at: usize) {
        loop {
            let start = self.after_spaces(at);
            match self.bytes.get(start) {
                None => {
                    self.at = self.bytes.len();
                    self.indent = None;
                    return;
                }
                Some(b'\n') => at = start + 1,
                Some(b'\r') => at = start + 2,
                Some(b'#') => {
                    at = memchr(b'\n', &self.bytes[start..]).map_or(self.bytes.len(), |found| start + found + 1);
                }
                Some(_) => {
                    self.at = start;
                    self.indent = Some(start - at);
                    return;
                }
            }
        }
    }

    fn is_dash(&self, at: usize) -> bool {
        self.byte(at) == b'-' && self.is_blank_or_break(at + 1)
    }

    /// A list or table whose lines begin in column `indent`.
    fn block(&mut self, indent: usize, depth: usize) -> Option<Node<'a>> {
        if self.is_dash(self.at) {
            self.list(indent, depth, false)
        } else {
            self.table(indent, depth)
        }
    }

    fn table(&mut self, indent: usize, depth: usize) -> Option<Node<'a>> {
        if depth > MAX_DEPTH {
            return None;
        }
        let start = self.at;
        let mut entries: Vec<Entry<'a>> = Vec::with_capacity(8);
        loop {
            let (key, key_span, after) = self.key(self.at)?;
            if entries.len() >= MOST_ENTRIES || entries.iter().any(|entry| entry.key == key) {
                return None;
            }
            let value = self.table_value(after, indent, depth, key_span)?;
            let end = value.span.end as usize;
            entries.push(Entry { key, key_span, value });
            match self.indent {
                Some(column) if column == indent => {}
                Some(column) if column > indent => return None,
                Some(_) | None => {
                    return Some(Node {
                        span: Span::new(start, end),
                        value: Value::Table(entries),
                    });
                }
            }
        }
    }

    /// The value of a key whose colon ends at `after`.
    fn table_value(&mut self, after: usize, indent: usize, depth: usize, key: Span) -> Option<Node<'a>> {
        let at = self.after_spaces(after);
        if !self.is_break(at) && self.byte(at) != b'#' {
            return self.inline(at, indent, depth + 1);
        }
        self.next_line(self.line_end(after)?);
        match self.indent {
            Some(column) if column > indent => self.block(column, depth + 1),
            Some(column) if column == indent && self.is_dash(self.at) => self.list(indent, depth + 1, true),
            Some(_) | None => Some(Node {
                span: key,
                value: Value::Null,
            }),
        }
    }

    /// A list whose dashes stand in column `indent`; `in_table`: that of its key.
    fn list(&mut self, indent: usize, depth: usize, in_table: bool) -> Option<Node<'a>> {
        if depth > MAX_DEPTH {
            return None;
        }
        let start = self.at;
        let mut nodes = Vec::with_capacity(4);
        loop {
            let at = self.after_spaces(self.at + 1);
            if self.is_break(at) {
                return None;
            }
            let column = indent + at - self.at;
            let node = if self.is_dash(at) {
                self.at = at;
                self.list(column, depth + 1, false)?
            } else if self.key(at).is_some() {
                self.at = at;
                self.table(column, depth + 1)?
            } else {
                self.inline(at, indent, depth + 1)?
            };
            let end = node.span.end as usize;
            nodes.push(node);
            match self.indent {
                Some(column) if column == indent && self.is_dash(self.at) => {}
                Some(column) if column > indent || column == indent && !in_table => return None,
                Some(_) | None => {
                    return Some(Node {
                        span: Span::new(start, end),
                        value: Value::List(nodes),
                    });
                }
            }
        }
    }

    /// A key at `at`, its place, and where its colon ends.
    fn key(&self, at: usize) -> Option<(&'a str, Span, usize)> {
        let (name, end) = match self.byte(at) {
            quote @ (b'"' | b'\'') => self.quoted(at, quote)?,
            byte if is_word(byte) => {
                let mut end = at + 1;
                while is_in_key(self.byte(end)) {
                    end += 1;
                }
                if self.bytes[end - 1] == b' ' {
                    return None;
                }
                (&self.text[at..end], end)
            }
            _ => return None,
        };
        (self.byte(end) == b':' && self.is_blank_or_break(end + 1) && end - at <= LONGEST_KEY)
            .then(|| (name, Span::new(at, end), end + 1))
    }

    /// A value on the line of its key or dash, and then the next line.
    fn inline(&mut self, at: usize, indent: usize, depth: usize) -> Option<Node<'a>> {
        let (value, end) = match self.byte(at) {
            quote @ (b'"' | b'\'') => {
                let (text, end) = self.quoted(at, quote)?;
                (Value::Text(text), end)
            }
            b'[' | b'{' => self.flow(at, depth)?,
            b'|' | b'>' => return self.block_text(at, indent),
            b'&' | b'*' | b'!' | b'%' | b'@' | b'`' | b'#' | b',' | b']' | b'}' => return None,
            b'-' | b'?' | b':' if self.is_blank_or_break(at + 1) => return None,
            _ => {
                let end = self.plain_end(at)?;
                (core_schema::plain(&self.text[at..end]), end)
            }
        };
        let next = self.line_end(end)?;
        self.next_line(next);
        Some(Node {
            span: Span::new(at, end),
            value,
        })
    }

    /// A list in `[ ]` or a table in `{ }` on one line, and where it ends.
    fn flow(&self, at: usize, depth: usize) -> Option<(Value<'a>, usize)> {
        if depth > MAX_DEPTH {
            return None;
        }
        let table = self.byte(at) == b'{';
        let close = if table { b'}' } else { b']' };
        let mut nodes = Vec::new();
        let mut entries: Vec<Entry<'a>> = Vec::new();
        let mut at = self.after_spaces(at + 1);
        while self.byte(at) != close {
            if table {
                let (key, key_span, after) = self.key(at).filter(|(_, _, after)| self.byte(*after) == b' ')?;
                if entries.len() >= MOST_ENTRIES || entries.iter().any(|entry| entry.key == key) {
                    return None;
                }
                let value = self.flow_value(self.after_spaces(after), depth)?;
                at = value.span.end as usize;
                entries.push(Entry { key, key_span, value });
            } else {
                let value = self.flow_value(at, depth)?;
                at = value.span.end as usize;
                nodes.push(value);
            }
            at = self.after_spaces(at);
            if self.byte(at) == b',' {
                at = self.after_spaces(at + 1);
            } else if self.byte(at) != close {
                return None;
            }
        }
        Some((
            if table {
                Value::Table(entries)
            } else {
                Value::List(nodes)
            },
            at + 1,
        ))
    }

    fn flow_value(&self, at: usize, depth: usize) -> Option<Node<'a>> {
        let (value, end) = match self.byte(at) {
            quote @ (b'"' | b'\'') => {
                let (text, end) = self.quoted(at, quote)?;
                (Value::Text(text), end)
            }
            b'[' | b'{' => self.flow(at, depth + 1)?,
            byte if is_word(byte) || matches!(byte, b'-' | b'.' | b'+') && is_word(self.byte(at + 1)) => {
                let mut end = at + 1;
                loop {
                    match self.byte(end) {
                        byte if is_in_key(byte) || byte == b'+' => end += 1,
                        b':' if is_word(self.byte(end + 1)) => end += 1,
                        b',' | b']' | b'}' => break,
                        _ => return None,
                    }
                }
                while self.bytes[end - 1] == b' ' {
                    end -= 1;
                }
                (core_schema::plain(&self.text[at..end]), end)
            }
            _ => return None,
        };
        Some(Node {
            span: Span::new(at, end),
            value,
        })
    }
}

/// What a plain key or word may begin with here.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// What may stand in a plain key here.
fn is_in_key(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'-' | b'.' | b'/' | b' ')
}
