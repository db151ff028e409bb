//! TOML and YAML to one spanned tree. Reading never fails: it gives what could be read and reports
//! the rest, all of it.

use crate::say::Said;

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
    /// A number with a fraction or an exponent as written; also `inf`, `nan` in either spelling.
    Float(&'a str),
    /// A TOML date, time or date-time as written. YAML's are text.
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

/// The two formats of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `.toml`
    Toml,
    /// `.yaml`, `.yml`
    Yaml,
}
