//! The reports, one a file: facts in, a document of typed cells out. A report knows no format, no
//! language and no terminal.

use crate::document::Document;
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

/// A report.
pub struct Report {
    /// As it is asked for; never translated.
    pub name: &'static str,
    /// Its title.
    pub title: Word,
    /// What it tells, in one short sentence.
    pub about: Word,
    /// Makes it.
    pub make: for<'f, 'a, 'q> fn(&'f Facts<'f, 'a>, &Ask<'q>) -> Document,
}

impl std::fmt::Debug for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

macro_rules! reports {
    ($($module:ident)*) => {
        $( pub mod $module; )*
        static ALL: &[&Report] = &[$( &$module::REPORT, )*];
    };
}

reports! {}

/// Every report, in the order of the reference.
pub fn all() -> &'static [&'static Report] {
    ALL
}

/// The report of this name.
pub fn named(name: &str) -> Option<&'static Report> {
    ALL.iter().copied().find(|report| report.name == name)
}
