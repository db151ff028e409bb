//! The reports, one a file: facts in, a document of typed cells out. A report knows no format, no
//! language and no terminal.

mod cells;
mod scope;
#[cfg(test)]
mod trial;
mod weight;

use crate::document::{Body, Document, Table};
use crate::facts::Facts;
use crate::say::Word;
use crate::values::period::Period;

/// What a report is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ask<'q> {
    /// Only this account: its id.
    pub account: Option<&'q str>,
    /// Only what this person answers for: their id.
    pub owner: Option<&'q str>,
    /// Only this period; none: all records up to the date.
    pub period: Option<Period>,
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

/// A report.
pub struct Report {
    /// As it is asked for; never translated.
    pub name: &'static str,
    /// Its title.
    pub title: Word,
    /// What it tells, in one short sentence.
    pub about: Word,
    /// Who reads it, and what for, in one sentence.
    pub readers: Word,
    /// Makes it.
    pub make: for<'f, 'a, 'q> fn(&'f Facts<'f, 'a>, &Ask<'q>) -> Document,
}

impl std::fmt::Debug for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Report {
    /// The document of this report's one table.
    fn document(&self, facts: &Facts<'_, '_>, ask: &Ask<'_>, table: Table) -> Document {
        Document {
            name: self.name,
            title: self.title.into(),
            scope: scope::scope(facts, ask),
            as_of: facts.as_of,
            since: None,
            body: Body::Report(table),
            notes: scope::read_in_part(facts).into_iter().collect(),
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
    commitments
    scorecard
}

/// Every report, in the order of the reference.
pub fn all() -> &'static [&'static Report] {
    ALL
}

/// The report of this name.
pub fn named(name: &str) -> Option<&'static Report> {
    ALL.iter().copied().find(|report| report.name == name)
}
