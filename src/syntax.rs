//! TOML and YAML to one spanned tree. Reading never fails: it gives what could be read and reports
//! the rest, all of it.

use crate::said;
use crate::say::Said;
use crate::source::Texts;

/// A stretch of a file's text, in bytes; `end` is after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// After the last byte.
    pub end: u32,
}

/// A value and where it stands: all of it, quotes included.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    /// Its place.
    pub span: Span,
    /// What it is.
    pub value: Value<'a>,
}

/// What a file can say, in either format.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// YAML's `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer as written (`42`, `0x1F`, TOML's `1_000`, YAML's `0o14`).
    Integer(&'a str),
    /// A number with a fraction or an exponent as written, however large; also `inf`, `nan` in either spelling.
    Float(&'a str),
    /// A TOML date, time or date-time as written, be it a possible one or not. YAML's are text.
    Date(&'a str),
    /// Text, escapes resolved.
    Text(&'a str),
    /// A list.
    List(Vec<Node<'a>>),
    /// A table in the order written; keys are unique.
    Table(Vec<Entry<'a>>),
    /// Something that could not be read and has been reported: nobody complains of it again.
    Broken,
}

/// One key of a table with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'a> {
    /// The key, escapes resolved.
    pub key: &'a str,
    /// Where the key stands, quotes included.
    pub key_span: Span,
    /// Its value.
    pub value: Node<'a>,
}

/// A file as a tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree<'a> {
    /// The file's table; what could not be read is missing from it or [`Value::Broken`] in it.
    pub root: Node<'a>,
    /// Whether the file was read whole: no complaint but repeated keys. When not, a key that seems
    /// missing may stand in the part that could not be read.
    pub whole: bool,
    /// All that is wrong with it, in the order of the text.
    pub complaints: Vec<Complaint>,
}

/// Something wrong with a file's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Complaint {
    /// The rule: `syntax`, `duplicate-key` or `too-large`.
    pub rule: &'static str,
    /// The very place.
    pub span: Span,
    /// What is wrong.
    pub message: Said,
    /// What to do.
    pub help: Said,
}

/// How deep lists and tables may be nested.
pub const MAX_DEPTH: usize = 64;

/// After so many complaints about one file no more are made of it.
pub const MAX_COMPLAINTS: usize = 50;

/// The two formats of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `.toml`
    Toml,
    /// `.yaml`, `.yml`
    Yaml,
}

mod core_schema;
mod plain_scalars;
mod toml_impossible;
mod toml_repair;
mod toml_statements;
mod toml_words;
mod yaml_scalars;
mod yaml_words;

pub mod plain;
pub mod toml;
pub mod yaml;

/// Reads one file's text, without a byte-order mark.
///
/// Text that stands in the file as it is meant is borrowed from it; what had to be made (escapes,
/// folded lines) is kept in `texts`. An empty file is an empty table. A file that is a list or a
/// single value is given as such; whoever wants a table complains.
pub fn read<'a>(format: Format, text: &'a str, texts: &'a Texts) -> Tree<'a> {
    match format {
        Format::Toml => toml::read(text, texts),
        Format::Yaml => plain::read(text, texts).unwrap_or_else(|| yaml::read(text, texts)),
    }
}

/// The line of a place, counted from 1.
fn line_of(text: &str, at: u32) -> usize {
    text.as_bytes()
        .iter()
        .take(at as usize)
        .filter(|byte| **byte == b'\n')
        .count()
        + 1
}

impl Span {
    /// From two byte offsets.
    pub(crate) fn new(start: usize, end: usize) -> Span {
        Span {
            start: offset(start),
            end: offset(end),
        }
    }

    /// The stretch of text; none if it is not in the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// The same place moved outwards onto character boundaries inside the text.
    fn within(self, text: &str) -> Span {
        let mut start = (self.start as usize).min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (self.end as usize).clamp(start, text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Span::new(start, end)
    }
}

/// A byte offset as spans hold it; texts are at most [`crate::source::MAX_BYTES`] long.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Complaint {
    fn syntax(span: Span, message: Said, help: Said) -> Complaint {
        Complaint {
            rule: "syntax",
            span,
            message,
            help,
        }
    }

    fn duplicate_key(text: &str, key: &str, span: Span, first: u32) -> Complaint {
        let line = line_of(text, first);
        let key = shown(key);
        Complaint {
            rule: "duplicate-key",
            span,
            message: said!(
                "`{key}` is written twice: it already stands on line {line}",
                "`{key}` 写了两次：第 {line} 行已经有它",
                key = key,
                line = line
            ),
            help: said!(
                "Only the first one counts. Remove one of the two, or rename it.",
                "只有第一个生效。请删去其中一个，或者改名。"
            ),
        }
    }

    fn too_deep(span: Span) -> Complaint {
        Complaint {
            rule: "too-large",
            span,
            message: said!(
                "lists and tables are nested more than {MAX_DEPTH} deep here",
                "列表和表在这里嵌套超过了 {MAX_DEPTH} 层"
            ),
            help: said!(
                "A record is at most a few levels deep. Look for brackets or indentation that went wrong.",
                "一条记录只有几层。请检查括号或缩进是否写错了。"
            ),
        }
    }
}

/// A piece of a file as a message shows it: without control characters and not long.
fn shown(text: &str) -> String {
    let mut out: String = text.chars().filter(|c| !c.is_control()).take(60).collect();
    if text.chars().count() > 60 {
        out.push('…');
    }
    out
}
