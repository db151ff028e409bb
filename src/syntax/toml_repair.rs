//! TOML with mistakes. Each is reported and blanked out, every other byte staying at its place,
//! and the rest is read again, until it reads: so one mistake never hides or makes another.

use std::borrow::Cow;

use toml_spanner::{Arena, ErrorKind};

use super::toml::{header, tree};
use super::toml_statements::{Statement, keys, statements};
use super::{Complaint, Entry, MAX_COMPLAINTS, Node, Span, Tree, Value, toml_impossible, toml_words as words};
use crate::source::Texts;

/// Of so many broken values at most the keys are remembered.
const MOST_BROKEN: usize = 1000;

/// Of so many impossible dates and numbers the file is read again for each; more are mistakes.
const MOST_IMPOSSIBLE: usize = 200;

/// Reads a text that is not sound TOML.
pub(super) fn read<'a>(text: &'a str, texts: &'a Texts) -> Tree<'a> {
    let lone = lone_cr(text);
    let lines = match lone {
        Some(_) => Cow::Owned(ended(text)),
        None => Cow::Borrowed(text),
    };
    let statements = statements(&lines);
    let mut repair = Repair {
        text: &lines,
        statements: &statements,
        complaints: lone.map(words::lone_cr).into_iter().collect(),
        broken: Vec::new(),
        impossible: 0,
    };
    let sound = repair.blank_mistakes(lines.to_string());
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

/// The first carriage return that no line feed follows: TOML has no place for one.
fn lone_cr(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'\r', bytes).find(|at| bytes.get(at + 1) != Some(&b'\n'))
}

/// The text with a line feed for every lone carriage return: what its writer meant.
fn ended(text: &str) -> String {
    text.split_inclusive("\r\n")
        .map(|part| match part.strip_suffix("\r\n") {
            Some(line) => line.replace('\r', "\n") + "\r\n",
            None => part.replace('\r', "\n"),
        })
        .collect()
}

struct Repair<'a, 's> {
    text: &'a str,
    statements: &'s [Statement],
    complaints: Vec<Complaint>,
    /// Statements (by number) whose value could not be read.
    broken: Vec<usize>,
    /// How many impossible values were given a stand-in.
    impossible: usize,
}

impl Repair<'_, '_> {
    /// Reports mistake after mistake and blanks each out, until the text reads or there are too many.
    fn blank_mistakes(&mut self, mut sound: String) -> String {
        while self.complaints.len() < MAX_COMPLAINTS {
            let arena = Arena::new();
            let Err(error) = toml_spanner::parse(&sound, &arena) else {
                break;
            };
            if self.impossible < MOST_IMPOSSIBLE
                && let Some((start, stand_in)) = toml_impossible::stand_in(&sound, &error)
            {
                self.impossible += 1;
                sound.replace_range(start..start + stand_in.len(), &stand_in);
                continue;
            }
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
            let body = if statement.header {
                only(&sound, statement.end, end)
            } else {
                None
            };
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

/// The text with everything blanked but one stretch; none if nothing stands there.
fn only(text: &str, start: usize, end: usize) -> Option<String> {
    if text[start..end].trim().is_empty() {
        return None;
    }
    let mut text = text.to_owned();
    let whole = text.len();
    blank(&mut text, 0, start);
    blank(&mut text, end, whole);
    Some(text)
}

fn line_around(text: &str, at: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end);
    (start, end)
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
