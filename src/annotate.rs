//! Findings to text and files: one function a format, over the same outcome. A writer decides nothing
//! about findings; it only shows them, and makes the text of records harmless on the way.

pub mod json;
mod snippet;
pub mod text;

#[cfg(test)]
mod tests;

use crate::book::Book;
use crate::findings::Severity;
use crate::findings::locate::Located;
use crate::render::Look;
use crate::say::{Said, count};
use crate::values::date::Date;

/// The formats of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs; whole and exact.
    Json,
}

impl Format {
    /// All of them, under the names by which they are asked for.
    pub const ALL: [(&'static str, Format); 2] = [("text", Format::Text), ("json", Format::Json)];

    /// The format of that name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL
            .into_iter()
            .find(|(known, _)| *known == name)
            .map(|(_, format)| format)
    }
}

/// What a check came to.
#[derive(Debug)]
pub struct Outcome<'o, 'a> {
    /// The book, for the lines shown and the names of accounts and people.
    pub book: &'o Book<'a>,
    /// The date by which it was judged.
    pub as_of: Date,
    /// The record files that were found, sound or not.
    pub records: usize,
    /// The findings asked for, sorted by path, line, column, rule, reference.
    pub located: Vec<Located<'a>>,
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Notes.
    pub note: usize,
}

impl Summary {
    /// Counts.
    pub fn of<'l, 'a: 'l>(all: impl IntoIterator<Item = &'l Located<'a>>) -> Summary {
        let mut summary = Summary::default();
        for located in all {
            match located.finding.severity {
                Severity::Error => summary.error += 1,
                Severity::Warning => summary.warning += 1,
                Severity::Note => summary.note += 1,
            }
        }
        summary
    }

    /// `3 errors, 5 warnings, 1 note`: what there is none of is left out.
    fn said(self) -> Said {
        let all = [
            (self.error, "error", "个错误"),
            (self.warning, "warning", "个警告"),
            (self.note, "note", "个提示"),
        ];
        let some = || all.iter().filter(|(n, _, _)| *n > 0);
        Said {
            en: some()
                .map(|(n, en, _)| count(*n as i64, en))
                .collect::<Vec<_>>()
                .join(", "),
            zh: some()
                .map(|(n, _, zh)| format!("{n} {zh}"))
                .collect::<Vec<_>>()
                .join("、"),
        }
    }
}

/// The outcome in that format. The same outcome and look give the same bytes.
pub fn annotate(outcome: &Outcome<'_, '_>, format: Format, look: &Look) -> Vec<u8> {
    match format {
        Format::Text => text::write(outcome, look).into_bytes(),
        Format::Json => json::write(outcome, look.lang).into_bytes(),
    }
}
