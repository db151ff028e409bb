//! A report as a pure value: typed cells in tables, headings and sentences. It knows no format, no
//! language and no terminal; what it says for people it says in both languages.
//!
//! Cells hold text exactly as the records say it. Making it harmless is the business of each writer.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::say::{Lang, Said, Word};

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
    /// The report itself.
    pub body: Body,
    /// What the reader must know about the whole, such as files that could not be read.
    pub notes: Vec<Said>,
}

/// The two shapes of documents.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// A report: one table.
    Report(Table),
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
    Table(Table),
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
    /// Sums and means over the rows, with columns of their own.
    pub totals: Option<Totals>,
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
    /// The totals; each has one cell for every column.
    pub rows: Vec<Row>,
}

/// What one cell of every row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its key in JSON: English, `snake_case`. `sources` and `before` are taken.
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
    /// A bare id, alone or with its name.
    Id,
    /// `kind/id#part@occurrence`.
    Ref,
    /// A person.
    Person,
    /// An account.
    Account,
    /// A calendar date.
    Date,
    /// A number.
    Number,
    /// A percentage or a score with one decimal place.
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
            Kind::Id => "id",
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
            Kind::Text | Kind::Word | Kind::Id | Kind::Ref | Kind::Person | Kind::Account => false,
            Kind::Date | Kind::Bool | Kind::List | Kind::Map => false,
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
    /// The records it was worked out from.
    pub sources: Vec<Origin>,
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Row {
        Row {
            cells,
            before: None,
            sources: Vec::new(),
        }
    }
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

/// One cell: what it says, and how that is to be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it says.
    pub content: Content,
    /// Good or bad news, for colour. Colour is never alone: a word says the same by itself, and a
    /// figure gets a sign.
    pub tone: Tone,
    /// A word shown beside it for people (`provisional`); JSON and CSV leave it out.
    pub mark: Option<Word>,
}

/// How a cell is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    None,
    /// As it should be.
    Good,
    /// Soon bad, or somewhat bad.
    Warn,
    /// Bad.
    Bad,
    /// Beside the point.
    Muted,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Not known, or not applicable: null in JSON.
    Unknown,
    /// Text of a record, as it is.
    Text(String),
    /// A sentence of the product's own.
    Said(Said),
    /// A fixed word: its key for programs, the word for people.
    Word {
        /// The key (`overdue`).
        key: &'static str,
        /// The word (`逾期`).
        word: Word,
    },
    /// A bare id that has no name to show.
    Id(String),
    /// `kind/id#part@occurrence`.
    Ref(String),
    /// An id with a name: of a tier, a role, a duty, a contract. Programs get the id, people the
    /// name.
    Named {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// A person.
    Person {
        /// The id.
        id: String,
        /// The name; the id where the person is not known.
        name: String,
    },
    /// An account.
    Account {
        /// The id.
        id: String,
        /// The name; the id where the account is not known.
        name: String,
    },
    /// A date.
    Date(Date),
    /// A number with as many places as are to be shown.
    Number(Decimal),
    /// A number with its unit, which people see and programs do not.
    Quantity {
        /// The number, with as many places as are to be shown.
        value: Decimal,
        /// Its unit as the record says it (`%`, `小时`).
        unit: String,
    },
    /// A percentage or score, rounded to one decimal place.
    Percent(Decimal),
    /// Money, rounded to its currency's minor unit.
    Money {
        /// A plain decimal: `6000.00`, `-0.50`.
        amount: String,
        /// ISO 4217.
        currency: String,
    },
    /// Yes or no.
    Bool(bool),
    /// Several of something, in order.
    List(Vec<Cell>),
    /// Something for each of several keys, in order.
    Map(Vec<Entry>),
}

/// One key of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key for programs: unique within its map, never translated.
    pub key: String,
    /// What people see in its place.
    pub title: Said,
    /// What it maps to.
    pub cell: Cell,
}

impl From<Content> for Cell {
    fn from(content: Content) -> Cell {
        Cell {
            content,
            tone: Tone::None,
            mark: None,
        }
    }
}

/// The cell that a value makes; what is not there is unknown.
impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or_else(|| Content::Unknown.into(), Into::into)
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Cell {
        Content::Date(date).into()
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Cell {
        Content::Bool(yes).into()
    }
}

impl From<Decimal> for Cell {
    fn from(number: Decimal) -> Cell {
        Content::Number(number).into()
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Cell {
        Decimal::from(count).into()
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Cell {
        Decimal::from(number).into()
    }
}

impl From<Said> for Cell {
    fn from(said: Said) -> Cell {
        Content::Said(said).into()
    }
}

impl Cell {
    /// Not known.
    pub fn unknown() -> Cell {
        Content::Unknown.into()
    }

    /// Text of a record.
    pub fn text(text: impl Into<String>) -> Cell {
        Content::Text(text.into()).into()
    }

    /// A fixed word.
    pub fn word(key: &'static str, word: Word) -> Cell {
        Content::Word { key, word }.into()
    }

    /// A bare id.
    pub fn id(id: impl Into<String>) -> Cell {
        Content::Id(id.into()).into()
    }

    /// A ref.
    pub fn reference(reference: impl Into<String>) -> Cell {
        Content::Ref(reference.into()).into()
    }

    /// An id with its name.
    pub fn named(id: impl Into<String>, name: impl Into<String>) -> Cell {
        Content::Named {
            id: id.into(),
            name: name.into(),
        }
        .into()
    }

    /// A person.
    pub fn person(id: impl Into<String>, name: impl Into<String>) -> Cell {
        Content::Person {
            id: id.into(),
            name: name.into(),
        }
        .into()
    }

    /// An account.
    pub fn account(id: impl Into<String>, name: impl Into<String>) -> Cell {
        Content::Account {
            id: id.into(),
            name: name.into(),
        }
        .into()
    }

    /// A number with a unit.
    pub fn quantity(value: Decimal, unit: impl Into<String>) -> Cell {
        Content::Quantity {
            value,
            unit: unit.into(),
        }
        .into()
    }

    /// A percentage or score that has been rounded to one place.
    pub fn percent(rounded: Decimal) -> Cell {
        Content::Percent(rounded).into()
    }

    /// Money: a plain decimal and an ISO 4217 code.
    pub fn money(amount: impl Into<String>, currency: impl Into<String>) -> Cell {
        Content::Money {
            amount: amount.into(),
            currency: currency.into(),
        }
        .into()
    }

    /// Several cells in one.
    pub fn list(cells: impl IntoIterator<Item = Cell>) -> Cell {
        Content::List(cells.into_iter().collect()).into()
    }

    /// A cell for each of several keys.
    pub fn map(entries: impl IntoIterator<Item = Entry>) -> Cell {
        Content::Map(entries.into_iter().collect()).into()
    }

    /// The same cell, taken so.
    pub fn toned(self, tone: Tone) -> Cell {
        Cell { tone, ..self }
    }

    /// The same cell with a word beside it.
    pub fn marked(self, mark: Word) -> Cell {
        Cell {
            mark: Some(mark),
            ..self
        }
    }
}

impl Entry {
    /// Under a name out of the records, the same in every language.
    pub fn named(key: impl Into<String>, name: &str, cell: impl Into<Cell>) -> Entry {
        let title = Said {
            en: name.to_owned(),
            zh: name.to_owned(),
        };
        Entry {
            key: key.into(),
            title,
            cell: cell.into(),
        }
    }

    /// Under a fixed word.
    pub fn word(key: &str, word: Word, cell: impl Into<Cell>) -> Entry {
        Entry {
            key: key.to_owned(),
            title: word.into(),
            cell: cell.into(),
        }
    }

    /// The title in one language.
    pub fn title(&self, lang: Lang) -> &str {
        self.title.get(lang)
    }
}

impl Document {
    /// All its tables, in order.
    pub fn tables(&self) -> Vec<&Table> {
        match &self.body {
            Body::Report(table) => vec![table],
            Body::Composed(parts) => parts
                .iter()
                .filter_map(|part| match part {
                    Part::Table(table) => Some(table),
                    Part::Heading(_) | Part::Text(_) | Part::Points(_) => None,
                })
                .collect(),
        }
    }
}
