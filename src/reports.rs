//! The reports, one a file: facts in, a document of typed cells out. A report knows no format, no
//! language and no terminal.

mod amounts;
pub(crate) mod cells;
mod charts;
mod compare;
mod dark;
pub mod due;
mod lines;
mod missed;
mod rows;
mod scope;
pub(crate) mod sections;
mod subject;
#[cfg(test)]
mod trial;
mod weight;

use crate::document::{Body, Detail, Document, Part, Table};
use crate::facts::Facts;
use crate::say::{Said, Word};
use crate::values::period::Period;

pub use crate::facts::market::By;
pub use compare::compared;
pub(crate) use scope::{joined, scope as narrowed};
pub use scope::{read_in_part, unread};

/// What a report is asked for. Whoever asks sees to it that the report [takes](Report::takes) it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ask<'q> {
    /// Only this account: its id.
    pub account: Option<&'q str>,
    /// Only what this person answers for: their id.
    pub owner: Option<&'q str>,
    /// Only this period; none: all records up to the date.
    pub period: Option<Period>,
    /// What the market is divided by.
    pub by: By,
    /// How much to tell of where the figures come from.
    pub detail: Detail,
    /// Of which rows to tell it.
    pub traced: Traced,
}

/// The rows of which it is told where their figures come from, as far as the detail goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Traced {
    /// All of them.
    #[default]
    All,
    /// The first so many: whoever asks keeps no more.
    First(usize),
    /// All of them, but only the record that each is about: a figure's are told elsewhere.
    Subjects,
}

impl Ask<'_> {
    /// Whether an account is asked for; what belongs to none is not, once one is named.
    fn wants_account(&self, id: Option<&str>) -> bool {
        self.account.is_none() || self.account == id
    }

    /// Whether what this person answers for is asked for; nobody's is not, once somebody is named.
    fn wants_owner(&self, id: Option<&str>) -> bool {
        self.owner.is_none() || self.owner == id
    }
}

/// A way to ask for a part of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrow {
    /// `--account`.
    Account,
    /// `--owner`.
    Owner,
    /// `--period`.
    Period,
    /// `--by`.
    By,
    /// `--since`: the same as of an earlier date beside it.
    Since,
    /// `--history`: how dates moved by the commits of the repository too ([`Facts::moves`]).
    History,
}

impl Narrow {
    /// All of them.
    pub const ALL: [Narrow; 6] = [
        Narrow::Account,
        Narrow::Owner,
        Narrow::Period,
        Narrow::By,
        Narrow::Since,
        Narrow::History,
    ];

    /// The option that asks for it.
    pub const fn option(self) -> &'static str {
        match self {
            Narrow::Account => "--account",
            Narrow::Owner => "--owner",
            Narrow::Period => "--period",
            Narrow::By => "--by",
            Narrow::Since => "--since",
            Narrow::History => "--history",
        }
    }
}

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The whole book, or the part that is asked for.
    Book,
    /// One account, which must be named.
    Account,
}

/// A report, or a document made of several.
pub struct Report {
    /// As it is asked for; never translated.
    pub name: &'static str,
    /// Its title.
    pub title: Word,
    /// What it tells, in one short sentence.
    pub about: Word,
    /// Who reads it, and what for, in one sentence.
    pub readers: Word,
    /// What it is about.
    pub subject: Subject,
    /// The ways in which it can be narrowed.
    pub takes: &'static [Narrow],
    /// Makes it, or says why it cannot be made.
    pub make: for<'f, 'a, 'q> fn(&'f Facts<'f, 'a>, &Ask<'q>) -> Result<Document, Said>,
}

impl std::fmt::Debug for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Report {
    /// The document of this report's one table.
    fn document(&self, facts: &Facts<'_, '_>, ask: &Ask<'_>, table: Table) -> Document {
        self.whole(facts, ask, Body::Report(Box::new(table)))
    }

    /// A document composed of several parts.
    fn composed(&self, facts: &Facts<'_, '_>, ask: &Ask<'_>, parts: Vec<Part>) -> Document {
        self.whole(facts, ask, Body::Composed(parts))
    }

    fn whole(&self, facts: &Facts<'_, '_>, ask: &Ask<'_>, body: Body) -> Document {
        Document {
            name: self.name,
            title: self.title.into(),
            scope: scope::scope(facts, ask),
            as_of: facts.as_of,
            since: None,
            detail: ask.detail,
            body,
            notes: scope::read_in_part(facts)
                .into_iter()
                .chain(unread(facts.book))
                .collect(),
        }
    }
}

macro_rules! reports {
    ($($module:ident)*) => {
        $( pub mod $module; )*
        static ALL: &[&Report] = &[$( &$module::REPORT, )*];
    };
}

reports! {
    accountability
    raci
    commitments
    tasks
    scorecard
    contracts
    communication
    satisfaction
    reviews
    improvements
    sales
    service
    market
    people
    health
    pillars
    account
    brief
    management
    weekly
    customer_page
}

/// Every report, in the order of the reference.
pub fn all() -> &'static [&'static Report] {
    ALL
}

/// The report of this name.
pub fn named(name: &str) -> Option<&'static Report> {
    ALL.iter().copied().find(|report| report.name == name)
}
