//! The typed cells of tables. They say what is so; how it is shown is each writer's business.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::say::{Lang, Said, Word};

/// One cell: what it says, and how that is to be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it says.
    pub content: Content,
    /// Good or bad news, for colour. Colour is never alone: a word says the same by itself, and a
    /// figure gets a sign.
    pub tone: Tone,
    /// A word shown beside it for people (`provisional`), or in place of what is not known (`nobody`);
    /// JSON and CSV leave it out.
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
        /// Its name: a record's own in every language, or a sentence in each.
        name: Said,
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
    /// A percentage, rounded to one decimal place; people see a `%`. Scores are numbers.
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
    /// What people see in its place; empty: nothing.
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

    /// An id with its name out of the records, the same in every language.
    pub fn named(id: impl Into<String>, name: &str) -> Cell {
        Cell::told(id, same(name))
    }

    /// An id, and what it says to people.
    pub fn told(id: impl Into<String>, name: Said) -> Cell {
        Content::Named { id: id.into(), name }.into()
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

    /// A percentage that has been rounded to one place.
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
        Entry {
            key: key.into(),
            title: same(name),
            cell: cell.into(),
        }
    }

    /// Under no title: what it says speaks for itself, and nothing is said where it is not known.
    pub fn bare(key: &str, cell: impl Into<Cell>) -> Entry {
        Entry {
            key: key.to_owned(),
            title: Said::default(),
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

/// The same text in every language.
fn same(text: &str) -> Said {
    Said {
        en: text.to_owned(),
        zh: text.to_owned(),
    }
}
