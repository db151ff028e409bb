//! A report as a pure value: typed cells in tables, headings and sentences. It knows no format, no
//! language and no terminal; what it says for people it says in both languages.
//!
//! Cells hold text exactly as the records say it. Making it harmless is the business of each writer.

mod cell;
mod chart;

use jiff::civil::Date;

pub use cell::{Cell, Content, Entry, Tone};
pub use chart::{Chart, Form, Guide, Mark, Series, Unit};

use crate::say::{Said, Word};

/// What a report or a composed document says.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The name by which it is asked for (`scorecard`); never translated.
    pub name: &'static str,
    /// Its title, with the name of its subject where it has one (`Account analysis: Acme`).
    pub title: Said,
    /// What it was narrowed to, in words (`2026-Q1, owner Wang Qiang`); none: the whole book.
    pub scope: Option<Said>,
    /// The date that everything in it is as of.
    pub as_of: Date,
    /// The earlier date it is compared with: each row's `before` is as of then.
    pub since: Option<Date>,
    /// How much it tells of where its figures come from.
    pub detail: Detail,
    /// The report itself.
    pub body: Body,
    /// What the reader must know about the whole, such as files that could not be read.
    pub notes: Vec<Said>,
}

/// How much a document tells of where its figures come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Detail {
    /// Only the figures.
    #[default]
    Figures,
    /// The records and lines behind them too: `sources` of rows.
    Sources,
    /// What columns mean and how each figure came about too: `means` of columns, `workings` of rows.
    Workings,
}

/// The two shapes of documents.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// A report: one table.
    Report(Box<Table>),
    /// A composed document: headings, sentences and tables in reading order.
    Composed(Vec<Part>),
}

/// A piece of a composed document.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Begins a section.
    Heading(Said),
    /// A paragraph. It is shown as text: it holds no markup.
    Text(Said),
    /// Short items, one a line.
    Points(Vec<Point>),
    /// A table.
    Table(Box<Table>),
}

/// One item of a list, whose words say all that its tone says.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// How it is coloured.
    pub tone: Tone,
    /// What it says.
    pub text: Said,
}

/// Rows of typed cells under columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Which table it is within its document (`scorecard`); never translated.
    pub name: &'static str,
    /// Its title. Shown in composed documents; a report shows the document's.
    pub title: Word,
    /// What its rows say, in reading order. No two have the same key.
    pub columns: Vec<Column>,
    /// Its rows, sorted; each has one cell for every column.
    pub rows: Vec<Row>,
    /// The columns by which a row is known again in the same table as of another date.
    pub identity: &'static [&'static str],
    /// Sums and means over the rows, with columns of their own.
    pub totals: Option<Totals>,
    /// The same figures as pictures, for formats that show any.
    pub charts: Vec<Chart>,
    /// What is said when there are no rows (`No open commitments.`).
    pub empty: Word,
    /// What the reader must know about these figures.
    pub notes: Vec<Said>,
}

/// The rows below a table. Their columns may be other than the table's.
#[derive(Debug, Clone, PartialEq)]
pub struct Totals {
    /// What the totals say.
    pub columns: Vec<Column>,
    /// The columns by which a row is known again; none where there is only one row.
    pub identity: &'static [&'static str],
    /// The totals; each has one cell for every column.
    pub rows: Vec<Row>,
}

/// What one cell of every row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its key in JSON: English, `snake_case`. `sources`, `before` and `workings` are taken.
    pub key: &'static str,
    /// Its heading.
    pub title: Word,
    /// What its cells hold.
    pub kind: Kind,
    /// How long it stays when the terminal is narrow.
    pub importance: Importance,
    /// What it means and how it is worked out, for whoever asks.
    pub means: Option<Word>,
}

impl Column {
    /// The same column with what it means; fit for a `const` list.
    pub const fn means(self, means: Word) -> Column {
        Column {
            means: Some(means),
            ..self
        }
    }
}

/// A column without an explanation; fit for a `const` list.
pub const fn column(key: &'static str, title: Word, kind: Kind, importance: Importance) -> Column {
    Column {
        key,
        title,
        kind,
        importance,
        means: None,
    }
}

/// What the cells of a column hold, any of which may also be unknown; a number's column may hold
/// text where a figure is none (a range target).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Free text of a record.
    Text,
    /// One of a fixed set of words.
    Word,
    /// A bare id that has no name to show.
    Id,
    /// An id with a name: of a tier, a duty, a contract.
    Named,
    /// `kind/id#part@occurrence`.
    Ref,
    /// A person.
    Person,
    /// An account.
    Account,
    /// A calendar date.
    Date,
    /// A number; a score.
    Number,
    /// A percentage with one decimal place.
    Percent,
    /// An amount of money.
    Money,
    /// Yes or no.
    Bool,
    /// Several of something.
    List,
    /// Something for each of several keys.
    Map,
}

impl Kind {
    /// Its name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Word => "word",
            Kind::Id | Kind::Named => "id",
            Kind::Ref => "ref",
            Kind::Person => "person",
            Kind::Account => "account",
            Kind::Date => "date",
            Kind::Number => "number",
            Kind::Percent => "percent",
            Kind::Money => "money",
            Kind::Bool => "bool",
            Kind::List => "list",
            Kind::Map => "map",
        }
    }

    /// Whether its cells are read from the right: figures of every sort.
    pub const fn is_figure(self) -> bool {
        match self {
            Kind::Number | Kind::Percent | Kind::Money => true,
            Kind::Text | Kind::Word | Kind::Id | Kind::Named | Kind::Ref => false,
            Kind::Person | Kind::Account | Kind::Date | Kind::Bool | Kind::List | Kind::Map => false,
        }
    }
}

/// How long a column stays when the terminal is narrow; of equals, the rightmost goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Importance {
    /// The first to go.
    Low,
    /// Useful.
    Medium,
    /// Among the last to go.
    High,
    /// The row means nothing without it.
    Always,
}

/// One row, with what it said before and where it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// One cell for every column, in their order.
    pub cells: Vec<Cell>,
    /// The same cells as of the document's `since`; none: the row was not there, or nothing is
    /// compared.
    pub before: Option<Vec<Cell>>,
    /// The records it was worked out from; empty unless the document's detail asks for them.
    pub sources: Vec<Origin>,
    /// How its figures came about; empty unless the document's detail asks for it.
    pub workings: Vec<Working>,
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Row {
        Row {
            cells,
            before: None,
            sources: Vec::new(),
            workings: Vec::new(),
        }
    }
}

/// How one figure of a row came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Working {
    /// The column whose figure it is.
    pub key: &'static str,
    /// The formula with its inputs in place: `(47 − 0) / (50 − 0) × 100 = 94.0`.
    pub said: Said,
}

/// A record, or its part, that a figure came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The column whose figure it is; none: the whole row.
    pub key: Option<&'static str>,
    /// `kind/id#part@occurrence`.
    pub reference: String,
    /// The file, relative to the book, with `/`.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
}

impl Document {
    /// All its tables, in order.
    pub fn tables(&self) -> Vec<&Table> {
        match &self.body {
            Body::Report(table) => vec![table.as_ref()],
            Body::Composed(parts) => parts
                .iter()
                .filter_map(|part| match part {
                    Part::Table(table) => Some(table.as_ref()),
                    Part::Heading(_) | Part::Text(_) | Part::Points(_) => None,
                })
                .collect(),
        }
    }
}
