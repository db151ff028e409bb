//! What a change means for the people: which settings were loosened, which targets, dates, owners and amounts were
//! changed, what it found and settled, and what it does to the scores.
//!
//! It compares two states of the book that are worked out as of one day. It judges nothing by itself: what is
//! wrong with a change is found by the rules about changes.

mod columns;
mod edits;
mod fields;
mod listed;
mod reasons;
mod records;
mod results;
mod section;
mod settled;
mod summary;
mod target;
#[cfg(test)]
mod tests;

use crate::book::Book;
use crate::document::{Body, Detail, Document, Part, Table};
use crate::facts::Facts;
use crate::facts::ledger::{moved_times, told};
use crate::facts::range::Range;
use crate::findings::locate::{Known, Located};
use crate::model::Kind;
use crate::reports::{self, Ask};
use crate::say::{Said, Word};
use crate::{said, word};
use edits::{Edit, Touched};
use section::Section;
use settled::Found;

/// Two states of a book.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'c, 'f, 'a> {
    /// The later one, judged by the earlier one's settings.
    pub facts: &'c Facts<'f, 'a>,
    /// What it is compared with: the range of these facts.
    pub range: &'c Range<'f, 'a>,
    /// What is found in the earlier one.
    pub before: &'c [Known<'a>],
    /// What is found in the later one, each with whether it is new.
    pub now: &'c [Located<'a>],
    /// Only what concerns this account.
    pub account: Option<&'c str>,
    /// Only what this person answers for.
    pub owner: Option<&'c str>,
}

/// The states in words.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The earlier one: `main`.
    pub from: String,
    /// The later one; none: the files as they lie in the book's folder.
    pub to: Option<String>,
}

impl<'c, 'f, 'a> Compared<'c, 'f, 'a> {
    /// The later state with nothing put back.
    fn plain(&self) -> &'c Facts<'f, 'a> {
        self.range.plain.unwrap_or(self.facts)
    }

    fn wants(&self, account: Option<&str>, owner: Option<&str>) -> bool {
        (self.account.is_none() || self.account == account) && (self.owner.is_none() || self.owner == owner)
    }

    /// Whether something of a record is wanted; of one whose owner is not, only those parts stay whose own is. Who had
    /// it before the change counts as well as who has it now.
    fn narrow(&self, touched: &mut Touched<'_>) -> bool {
        let any = |all: &[Option<&str>], wanted: Option<&str>| wanted.is_none() || all.contains(&wanted);
        if !any(&touched.accounts, self.account) {
            return false;
        }
        let is_own = any(&touched.owners, self.owner);
        touched.edits.retain(|edit| match edit.owner.as_deref() {
            None => is_own,
            own => any(&[own], self.owner) || edit.names(self.owner),
        });
        is_own || !touched.edits.is_empty()
    }

    /// How often a date that was pushed back has been moved, this time included, as [`moved_times`] tells; none where
    /// nobody counts.
    fn times(&self, touched: &Touched<'_>, edit: &Edit) -> Option<u32> {
        let is_counted = edit.way.last() == "due" && fields::days(edit).is_some_and(|days| days > 0);
        let task = |book: &Book<'a>, id: &str| book.tasks.get(id).map(|task| told(task, self.facts.as_of).moved);
        let (old, new) = match touched.kind {
            Kind::Task => (
                task(self.range.before.book, touched.id_before()),
                task(self.facts.book, touched.id),
            ),
            Kind::Person
            | Kind::Account
            | Kind::Contract
            | Kind::Goal
            | Kind::Interaction
            | Kind::Survey
            | Kind::Review
            | Kind::Improvement
            | Kind::Opportunity
            | Kind::Order
            | Kind::Request => (None, None),
        };
        is_counted.then(|| moved_times(self.range, &edit.reference, old, new))
    }
}

const LOOSENED: Word = word!("Requirements that were loosened", "放宽的要求");
const NEW: Word = word!("New findings", "新增的问题");
const SETTLED: Word = word!("Settled findings", "已解决的问题");
const GONE: Word = word!("Findings that vanished without being settled", "未经解决而消失的问题");

/// The change as a document: first what was loosened, then by sections, then what it comes to.
pub fn document(compared: &Compared<'_, '_, '_>, names: &Names, detail: Detail) -> Document {
    let facts = compared.facts;
    let before = compared.range.before.book;
    let differing = records::differing(before, facts.book, compared.range);
    let mut touched = edits::touched(compared.range, facts.book, &differing.pairs);
    touched.retain_mut(|one| compared.narrow(one));
    let moved = differing.moved.iter().filter(|file| {
        let file = &facts.book.files[**file as usize];
        compared.wants(file.account, file.owner)
    });
    let moved = moved.count();
    let found = Found::of(compared, &touched);
    let changes = fields_and_records(compared, &touched);
    let results: Vec<Table> = [
        results::findings(compared, "new", NEW, &found.new),
        results::findings(compared, "settled", SETTLED, &found.settled.iter().collect::<Vec<_>>()),
        results::findings(compared, "gone", GONE, &found.gone.iter().collect::<Vec<_>>()),
        results::scores(compared, &touched),
    ]
    .into_iter()
    .flatten()
    .collect();
    let loosened = results::findings(compared, "loosened", LOOSENED, &found.loosened);

    let mut parts = summary::parts(compared, &touched, &found, moved);
    let mut put = |heading: Word, tables: Vec<Table>| {
        if !tables.is_empty() {
            parts.push(Part::Heading(heading.into()));
        }
        for mut table in tables {
            if detail < Detail::Sources {
                table.rows.iter_mut().for_each(|row| row.sources.clear());
            }
            parts.push(Part::Table(Box::new(table)));
        }
    };
    put(word!("Loosened", "放宽"), loosened.into_iter().collect());
    put(word!("Changes", "具体改动"), changes);
    put(word!("What it comes to", "改动的结果"), results);
    Document {
        name: "diff",
        title: word!("What was changed", "改动内容").into(),
        scope: scope(compared, names),
        as_of: facts.as_of,
        since: None,
        detail,
        body: Body::Composed(parts),
        notes: Vec::new(),
    }
}

/// The tables of what was changed, in order.
fn fields_and_records(compared: &Compared<'_, '_, '_>, touched: &[Touched<'_>]) -> Vec<Table> {
    let of_section = |section| fields::table(compared, section, &fields::of_section(section, touched));
    let mut tables: Vec<Table> = Section::ALL.into_iter().filter_map(of_section).collect();
    // What is left over stands behind whole records.
    let others = tables.pop_if(|table| table.name == Section::Others.name());
    tables.extend(listed::records(compared, touched));
    tables.extend(others);
    tables.extend(listed::settings(compared).filter(|_| compared.wants(None, None)));
    tables
}

/// What is compared, and what it was narrowed to.
fn scope(compared: &Compared<'_, '_, '_>, names: &Names) -> Option<Said> {
    let from = &names.from;
    let sides = match &names.to {
        Some(to) => said!("from {from} to {to}", "从 {from} 到 {to}"),
        None => said!("from {from} to the files as they are now", "从 {from} 到当前文件"),
    };
    let ask = Ask {
        account: compared.account,
        owner: compared.owner,
        ..Ask::default()
    };
    let narrowed = reports::narrowed(compared.facts, &ask);
    reports::joined(&[vec![sides], narrowed.into_iter().collect()].concat())
}

/// The same with at most so many rows in each table; how many more there are stands below it.
pub fn shortened(document: &Document, most: usize) -> Document {
    let mut document = document.clone();
    if let Body::Composed(parts) = &mut document.body {
        for part in parts {
            match part {
                Part::Table(table) => shorten(table, most),
                Part::Heading(_) | Part::Text(_) | Part::Points(_) => {}
            }
        }
    }
    document
}

fn shorten(table: &mut Table, most: usize) {
    let more = table.rows.len().saturating_sub(most);
    table.rows.truncate(most);
    if more > 0 {
        table.notes.push(said!(
            "{more} more rows; the other formats have all of them.",
            "另有 {more} 行，其他格式列出全部。"
        ));
    }
}
