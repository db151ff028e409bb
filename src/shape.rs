//! A file's tree held against what its kind says, and read into typed values in the same step.
//!
//! Every departure is reported at its place, all of them; what could be read is kept, and which keys
//! could not is remembered, so that nobody who would read them draws a false conclusion.

pub mod describe;
pub mod scalars;
pub mod tables;

use jiff::tz::TimeZone;

use crate::said;
use crate::say::Said;
use crate::source::Texts;
use crate::syntax::{Complaint, Entry, Node, Span, Value};
use crate::values::money::Currency;

pub use describe::{Choice, Key, Shape, Type};
pub use tables::{OneOrMany, Slot, Table, nearest};

/// What a bare value means in this book.
#[derive(Debug, Clone)]
pub struct Terms {
    /// What a bare amount is in.
    pub currency: Currency,
    /// Where a local time stands.
    pub timezone: TimeZone,
    /// The month in which fiscal years start, 1 to 12.
    pub fiscal_start: u8,
}

/// What a link names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A record of a kind.
    Record(crate::model::Kind),
    /// A contact of the record's account.
    Contact,
    /// A need of the record's account.
    Need,
    /// A part of the same record, in the list of this name.
    Own(&'static str),
    /// Any part of the same record, or what the ledger calls one.
    OwnPart,
    /// A KPI of the contract that the goal names.
    ContractKpi,
    /// A tier, role, duty, stage or survey dimension of `kam.toml`.
    Setting(SettingId),
}

/// What `kam.toml` gives ids to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SettingId {
    /// `[tiers.ID]`
    Tier,
    /// `[roles.ID]`
    Role,
    /// `[duties.ID]`
    Duty,
    /// `[pipeline] stages`
    Stage,
    /// `[survey] dimensions`
    Dimension,
}

/// A reference as it was met while reading, to be checked once the whole book is known.
#[derive(Debug, Clone, Copy)]
pub struct Link<'a> {
    /// What it should name.
    pub target: Target,
    /// The id.
    pub id: &'a str,
    /// The part behind `#` or `@`, as written with its sign, of a `kind/id#part`.
    pub part: Option<&'a str>,
    /// Where it stands.
    pub span: Span,
}

/// A part of a record that has an id of its own.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Its id.
    pub id: &'a str,
    /// The list that it stands in.
    pub list: &'static str,
    /// Where its id stands.
    pub span: Span,
}

/// Reads one file: the terms it is read by, and what was met on the way.
pub struct Reader<'a, 't> {
    /// What bare values mean.
    pub terms: &'t Terms,
    /// Keeps what had to be made.
    pub texts: &'a Texts,
    /// All that is wrong.
    pub complaints: Vec<Complaint>,
    /// All references.
    pub links: Vec<Link<'a>>,
    /// The ids of the parts, with their places.
    pub parts: Vec<Part<'a>>,
    /// How many of the complaints leave a key unread (an unknown key alone does not).
    pub unread: usize,
    /// Whether a key that is not there may stand in text that could not be read.
    pub torn: bool,
    /// Where the items of lists, and the keys of tables of the writer's own, stand that could not be read
    /// and are left out of what was read: positions there count without them.
    pub dropped: Vec<Span>,
}

impl<'a, 't> Reader<'a, 't> {
    /// A reader of one file; `torn` when its text could not be read whole.
    pub fn new(terms: &'t Terms, texts: &'a Texts, torn: bool) -> Reader<'a, 't> {
        Reader {
            terms,
            texts,
            complaints: Vec::new(),
            links: Vec::new(),
            parts: Vec::new(),
            unread: 0,
            torn,
            dropped: Vec::new(),
        }
    }

    /// Reports something that leaves a key unread.
    pub fn complain(&mut self, rule: &'static str, span: Span, message: Said, help: Said) {
        self.unread += 1;
        self.complaints.push(Complaint {
            rule,
            span,
            message,
            help,
        });
    }

    /// Right type, impossible value.
    pub fn bad_value(&mut self, span: Span, message: Said, help: Said) {
        self.complain("bad-value", span, message, help);
    }

    /// A value of the wrong type; says nothing of what was reported already.
    pub fn wrong_type(&mut self, key: &str, node: &Node<'a>, wanted: &Said, help: Said) {
        if node.value == Value::Broken {
            self.unread += 1;
            return;
        }
        let found = name_of(&node.value);
        let (en, zh) = (&wanted.en, spaced(&wanted.zh));
        let (found_en, found_zh) = (found.en, found.zh);
        self.complain(
            "wrong-type",
            node.span,
            said!(
                "`{key}` must be {en}, not {found_en}",
                "`{key}` 应为{zh}，而这里是{found_zh}",
                key = key,
                en = en,
                zh = zh,
                found_en = found_en,
                found_zh = found_zh
            ),
            help,
        );
    }

    /// The entries of a table, or a complaint.
    pub fn entries<'n>(&mut self, key: &str, node: &'n Node<'a>) -> Option<&'n [Entry<'a>]> {
        match &node.value {
            Value::Table(entries) => Some(entries),
            Value::Null
            | Value::Bool(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Date(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Broken => {
                if key.is_empty() {
                    self.no_record(node);
                } else {
                    self.wrong_type(key, node, &said!("a table", "一个表（table）"), Said::default());
                }
                None
            }
        }
    }
}

impl<'a> Reader<'a, '_> {
    /// A file that is no table at all.
    fn no_record(&mut self, node: &Node<'a>) {
        if node.value == Value::Broken {
            self.unread += 1;
            return;
        }
        let found = name_of(&node.value);
        self.complain(
            "wrong-type",
            node.span,
            said!(
                "a record is a table of keys and values, not {en}",
                "一条记录应由键和值组成，而这里是{zh}",
                en = found.en,
                zh = found.zh
            ),
            said!(
                "write one record a file, its keys at the top: `name: ...`",
                "每个文件写一条记录，键写在最外层，例如 `name: ...`"
            ),
        );
    }
}

/// What a value is, in words.
fn name_of(value: &Value<'_>) -> crate::say::Word {
    match value {
        Value::Null => crate::word!("nothing", "空值"),
        Value::Bool(_) => crate::word!("true or false", "布尔值"),
        Value::Integer(_) | Value::Float(_) => crate::word!("a number", "数字"),
        Value::Date(_) => crate::word!("a date", "日期"),
        Value::Text(_) => crate::word!("text", "文本"),
        Value::List(_) => crate::word!("a list", "列表"),
        Value::Table(_) => crate::word!("a table", "表（table）"),
        Value::Broken => crate::word!("something unreadable", "无法读取的内容"),
    }
}

/// A value that can be read from a node.
pub trait Read<'a>: Sized {
    /// What it is, for the reference and the schema.
    const TYPE: Type;

    /// Reads it; `None` when it could not be read, which has been reported.
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Self>;

    /// What stands in for a required key of a record that could not be read, so that all else that the
    /// record says is judged still: words only, never a figure, a date or a link.
    fn stand_in() -> Option<Self> {
        None
    }
}

/// Chinese text to stand behind other Chinese text: with a space before it where it begins with code.
fn spaced(zh: &str) -> String {
    let gap = if zh.starts_with('`') { " " } else { "" };
    format!("{gap}{zh}")
}
