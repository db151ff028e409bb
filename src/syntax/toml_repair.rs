//! TOML with mistakes. Each is reported and blanked out, every other byte staying at its place,
//! and the rest is read again, until it reads: so one mistake never hides or makes another.

use toml_spanner::{Arena, ErrorKind};

use super::toml::{after_quote, header, tree};
use super::{Complaint, Entry, MAX_COMPLAINTS, Node, Span, Tree, Value, toml_words as words};
use crate::source::Texts;

/// Of so many broken values at most the keys are remembered.
const MOST_BROKEN: usize = 1000;

/// Reads a text that is not sound TOML.
pub(super) fn read<'a>(text: &'a str, texts: &'a Texts) -> Tree<'a> {
    let statements = statements(text);
    let mut repair = Repair {
        text,
        statements: &statements,
        complaints: Vec::new(),
        broken: Vec::new(),
    };
    let sound = repair.blank_mistakes(text.to_owned());
    let arena = Arena::new();
    let mut tree = match toml_spanner::parse(&sound, &arena) {
        Ok(document) => tree(text, &sound, texts, document.table()),
        // Too many mistakes: nothing of the file is believed but what is wrong with it.
        Err(_) => Tree {
            root: Node {
                span: Span::new(0, text.len()),
                value: Value::Table(Vec::new()),
            },
            whole: false,
            complaints: Vec::new(),
        },
    };
    for statement in repair.broken.into_iter().take(MOST_BROKEN) {
        insert_broken(text, texts, &statements, statement, &mut tree.root);
    }
    tree.complaints.append(&mut repair.complaints);
    tree.complaints.sort_by_key(|complaint| complaint.span.start);
    let mut deep = false;
    tree.complaints
        .retain(|complaint| complaint.rule != "too-large" || !std::mem::replace(&mut deep, true));
    tree.whole = tree
        .complaints
        .iter()
        .all(|complaint| complaint.rule == "duplicate-key");
    tree
}

/// A header or a `key = value`, as far as can be told without believing the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) start: usize,
    /// After its last byte, before the line break.
    pub(super) end: usize,
    pub(super) header: bool,
    /// A bracket of it that was never closed, as the next line shows.
    pub(super) open: Option<usize>,
}

struct Repair<'a, 's> {
    text: &'a str,
    statements: &'s [Statement],
    complaints: Vec<Complaint>,
    /// Statements (by number) whose value could not be read.
    broken: Vec<usize>,
}

impl Repair<'_, '_> {
    /// Reports mistake after mistake and blanks each out, until the text reads or there are too many.
    fn blank_mistakes(&mut self, mut sound: String) -> String {
        while self.complaints.len() < MAX_COMPLAINTS {
            let arena = Arena::new();
            let Err(error) = toml_spanner::parse(&sound, &arena) else {
                break;
            };
            let at = (error.span().start as usize).min(self.text.len());
            let Some(number) = self.statement_at(at) else {
                // A wrong byte in a comment or between statements.
                let (start, end) = line_around(self.text, at);
                let line = Statement {
                    start,
                    end,
                    header: false,
                    open: None,
                };
                self.complaints.push(words::mistake(self.text, &error, line));
                if !blank(&mut sound, start, end) {
                    break;
                }
                continue;
            };
            if let Some(unclosed) = self.unclosed_before(number, &sound) {
                let statement = self.statements[unclosed];
                self.complaints.push(words::unclosed_bracket(self.text, statement));
                self.broken.push(unclosed);
                if !blank(&mut sound, statement.start, statement.end) {
                    break;
                }
                continue;
            }
            let statement = self.statements[number];
            let complaint = words::mistake(self.text, &error, statement);
            let end = if statement.header {
                self.body_end(number)
            } else {
                statement.end
            };
            if statement.header && complaint.rule == "syntax"
                || !statement.header && !repeats_key(&error, statement, self.text)
            {
                self.broken.push(number);
            }
            if statement.header {
                // Nobody is to miss a key that stands there.
                self.broken
                    .extend((number + 1..self.statements.len()).take_while(|next| self.statements[*next].start < end));
            }
            self.complaints.push(complaint);
            let body = statement.header.then(|| only(&sound, statement.end, end));
            if !blank(&mut sound, statement.start, end) {
                break;
            }
            // What stands under a wrong header belongs nowhere, but its own mistakes are mistakes.
            if let Some(body) = body {
                self.blank_mistakes(body);
            }
        }
        sound
    }

    /// The statement that a byte belongs to, its line break included.
    fn statement_at(&self, at: usize) -> Option<usize> {
        let number = self
            .statements
            .partition_point(|statement| statement.start <= at)
            .checked_sub(1)?;
        let statement = self.statements[number];
        let crlf = usize::from(self.text[statement.end..].starts_with("\r\n"));
        (at <= statement.end + crlf).then_some(number)
    }

    /// The statement before one, if it is still there and ran into it for want of a bracket.
    fn unclosed_before(&self, number: usize, sound: &str) -> Option<usize> {
        let before = number.checked_sub(1)?;
        let statement = self.statements[before];
        (statement.open.is_some() && !sound[statement.start..statement.end].trim().is_empty()).then_some(before)
    }

    /// Where the statements under a header end: before the next header.
    fn body_end(&self, header: usize) -> usize {
        let after = self.statements[header + 1..].iter().find(|statement| statement.header);
        after.map_or(self.text.len(), |statement| statement.start)
    }
}

/// Whether the mistake is no more than a key that stands twice, the value being sound.
fn repeats_key(error: &toml_spanner::Error, statement: Statement, text: &str) -> bool {
    let keys = keys(text, statement);
    let own = keys.iter().any(|(_, span)| span.start == error.span().start);
    own && matches!(
        error.kind(),
        ErrorKind::DuplicateKey { .. } | ErrorKind::DottedKeyInvalidType { .. }
    )
}

/// Puts spaces in place of a stretch of lines; false if there was nothing to blank.
fn blank(text: &mut String, start: usize, end: usize) -> bool {
    let spaces: String = text[start..end]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    let changed = spaces != text[start..end];
    text.replace_range(start..end, &spaces);
    changed
}

/// The text with everything blanked but one stretch.
fn only(text: &str, start: usize, end: usize) -> String {
    let mut text = text.to_owned();
    let whole = text.len();
    blank(&mut text, 0, start);
    blank(&mut text, end, whole);
    text
}

fn line_around(text: &str, at: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end);
    (start, end)
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
    (bytes.len(), None)
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

/// Puts a broken value where the value of a broken statement would have stood, so that nobody
/// misses its key.
fn insert_broken<'a>(text: &'a str, texts: &'a Texts, statements: &[Statement], number: usize, root: &mut Node<'a>) {
    let statement = statements[number];
    let mut path = Vec::new();
    if !statement.header
        && let Some(above) = statements[..number].iter().rev().find(|above| above.header)
    {
        path = keys(text, *above);
    }
    path.extend(keys(text, statement));
    let Some((name, key_span)) = path.pop() else { return };
    let Some(entries) = descend(texts, root, &path, statement.start) else {
        return;
    };
    if entries.iter().any(|entry| entry.key == name) {
        return;
    }
    let span = Span::new(statement.start, statement.end);
    let span = if statement.header {
        header(text, span).within(text)
    } else {
        span
    };
    let value = Node {
        span: value_span(text, statement, key_span).unwrap_or(span),
        value: Value::Broken,
    };
    let at = entries.partition_point(|entry| entry.key_span.start < key_span.start);
    entries.insert(
        at,
        Entry {
            key: texts.keep(name),
            key_span,
            value,
        },
    );
}

/// What stands after the `=`.
fn value_span(text: &str, statement: Statement, key: Span) -> Option<Span> {
    let rest = text.get(key.end as usize..statement.end)?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start();
    let start = statement.end - value.len();
    let value = value.trim_end();
    (!value.is_empty() && !statement.header).then(|| Span::new(start, start + value.len()))
}

/// The entries of the table at a path; of a list of tables the last that begins before `before`.
fn descend<'n, 'a>(
    texts: &'a Texts,
    root: &'n mut Node<'a>,
    path: &[(String, Span)],
    before: usize,
) -> Option<&'n mut Vec<Entry<'a>>> {
    let mut node = root;
    for (name, key_span) in path {
        let Value::Table(entries) = &mut node.value else {
            return None;
        };
        let at = match entries.iter().position(|entry| entry.key == name) {
            Some(at) => at,
            None => {
                let value = Node {
                    span: *key_span,
                    value: Value::Table(Vec::new()),
                };
                entries.push(Entry {
                    key: texts.keep(name.clone()),
                    key_span: *key_span,
                    value,
                });
                entries.len() - 1
            }
        };
        node = last_before(&mut entries[at].value, before)?;
    }
    match &mut node.value {
        Value::Table(entries) => Some(entries),
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Date(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Broken => None,
    }
}

/// The last table of a list that begins before a place; what is no list is given back.
fn last_before<'n, 'a>(node: &'n mut Node<'a>, before: usize) -> Option<&'n mut Node<'a>> {
    if !matches!(node.value, Value::List(_)) {
        return Some(node);
    }
    let Value::List(nodes) = &mut node.value else {
        return None;
    };
    let last = nodes
        .partition_point(|node| (node.span.start as usize) < before)
        .checked_sub(1)?;
    nodes.get_mut(last)
}
