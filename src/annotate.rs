//! Findings to text and files: one function a format, over the same outcome. A writer decides nothing
//! about findings; it only shows them, and makes the text of records harmless on the way.

pub mod github;
pub mod gitlab;
mod group;
#[cfg(test)]
mod hostile_tests;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod markdown;
pub mod sarif;
mod snippet;
#[cfg(test)]
mod tests;
pub mod text;

use crate::book::Book;
use crate::findings::Severity;
use crate::findings::locate::Located;
use crate::findings::since::New;
use crate::model::settings::Level;
use crate::render::Look;
use crate::rules::Rule;
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
    /// For programs that read line by line.
    Jsonl,
    /// For the log of GitHub Actions.
    Github,
    /// For GitLab's Code Quality.
    Gitlab,
    /// For GitHub's code scanning and other viewers of results.
    Sarif,
    /// For whatever shows tests.
    Junit,
    /// For a comment on a pull request.
    Markdown,
}

impl Format {
    /// All of them, under the names by which they are asked for.
    pub const ALL: [(&'static str, Format); 8] = [
        ("text", Format::Text),
        ("json", Format::Json),
        ("jsonl", Format::Jsonl),
        ("github", Format::Github),
        ("gitlab", Format::Gitlab),
        ("sarif", Format::Sarif),
        ("junit", Format::Junit),
        ("markdown", Format::Markdown),
    ];

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
    /// The rules asked for, in the order of the reference.
    pub rules: Vec<&'static Rule>,
    /// The least severity that fails the check; none: nothing does.
    pub failing: Option<Severity>,
    /// The way from the top of the repository to the book, with a `/` at its end; empty where they are the
    /// same. Hosts know a file by its path in the repository.
    pub base: String,
    /// What must be known to read the findings.
    pub notes: Vec<Said>,
}

impl Outcome<'_, '_> {
    /// A file of the book as the repository knows it.
    fn path(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Whether a finding fails the check: one that is heavy enough and, where the book was compared with an earlier
    /// revision, new by the change.
    pub fn fails(&self, located: &Located<'_>) -> bool {
        let is_old = match located.new {
            None | Some(New::Change) => false,
            Some(New::Time | New::Before) => true,
        };
        !is_old && self.failing.is_some_and(|least| located.finding.severity >= least)
    }

    /// What `kam.toml` says of a rule.
    fn level(&self, rule: &Rule) -> Option<Level> {
        let all = &self.book.settings.severity;
        all.iter().find(|(name, _)| *name == rule.name).map(|(_, level)| *level)
    }

    /// Whether a rule was judged: it is not off, and what it needs of `kam.toml` could be read.
    fn judged(&self, rule: &Rule) -> bool {
        self.level(rule) != Some(Level::Off) && (self.book.settings.sure || rule.is_sure_without_settings())
    }
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
            summary.add(located.finding.severity);
        }
        summary
    }

    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Note => self.note += 1,
        }
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
        Format::Jsonl => jsonl::write(outcome, look.lang).into_bytes(),
        Format::Github => github::write(outcome, look.lang).into_bytes(),
        Format::Gitlab => gitlab::write(outcome, look.lang).into_bytes(),
        Format::Sarif => sarif::write(outcome, look.lang).into_bytes(),
        Format::Junit => junit::write(outcome, look.lang).into_bytes(),
        Format::Markdown => markdown::write(outcome, look.lang, markdown::COMMENT).into_bytes(),
    }
}
