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
mod summary;
mod target;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use hashbrown::HashSet;

use crate::document::{Body, Detail, Document, Part, Table};
use crate::facts::Facts;
use crate::facts::ledger::told;
use crate::facts::range::Range;
use crate::findings::Finding;
use crate::findings::locate::{Known, Located, locate};
use crate::findings::since::New;
use crate::model::Kind;
use crate::reports::{self, Ask};
use crate::rules::Group;
use crate::say::{Said, Word};
use crate::{said, word};
use edits::{Edit, Fate, Touched};
use section::Section;

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

    /// How often a date that was pushed back has been moved, this time included: by git or by the updates, whichever
    /// knows of more; none where nobody counts.
    fn times(&self, touched: &Touched<'_>, edit: &Edit) -> Option<u32> {
        let is_counted = edit.way.last() == "due" && fields::days(edit).is_some_and(|days| days > 0);
        let task = self
            .facts
            .book
            .tasks
            .get(touched.id)
            .filter(|_| touched.kind == Kind::Task);
        let told = task.map_or(0, |task| told(task, self.facts.as_of).moved);
        is_counted.then(|| self.range.moves.times(&edit.reference).max(told).max(1))
    }
}

const LOOSENED: Word = word!("Requirements that were loosened", "放宽的要求");
const NEW: Word = word!("New findings", "新增的问题");
const SETTLED: Word = word!("Settled findings", "已解决的问题");
const GONE: Word = word!(
    "Findings that vanished with a removed record, a date pushed back or a changed target",
    "因删除记录、推迟日期或改目标而消失的问题"
);

/// The change as a document: first what was loosened, then by sections, then what it comes to.
pub fn document(compared: &Compared<'_, '_, '_>, names: &Names, detail: Detail) -> Document {
    let facts = compared.facts;
    let before = compared.range.before.book;
    let differing = records::differing(before, facts.book, compared.range);
    let mut touched = edits::touched(before, facts.book, &differing.pairs);
    touched.retain(|one| compared.wants(one.account, one.owner));
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

    let mut parts = summary::parts(compared, &touched, &found, differing.moved);
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

/// What the change brings and settles.
struct Found<'c, 'a> {
    loosened: Vec<&'c Located<'a>>,
    new: Vec<&'c Located<'a>>,
    settled: Vec<Located<'a>>,
    /// Those whose record was removed, whose date was pushed back or whose target was changed: nobody settled them.
    gone: Vec<Located<'a>>,
}

impl<'c, 'a> Found<'c, 'a> {
    fn of(compared: &Compared<'c, '_, 'a>, touched: &[Touched<'_>]) -> Found<'c, 'a> {
        let is_wanted = |one: &&Located<'a>| compared.wants(one.finding.account, one.finding.owner);
        let is_new = |one: &&Located<'a>| one.new == Some(New::Change);
        let new = compared.now.iter().filter(is_new).filter(is_wanted);
        let (loosened, new) = new.partition(|one| one.finding.rule.name == "loosened");
        let left: HashSet<&str> = compared.now.iter().map(|one| one.fingerprint.as_str()).collect();
        let vanished = compared
            .before
            .iter()
            .filter(|one| !left.contains(one.fingerprint.as_str()));
        let vanished: Vec<Finding<'a>> = vanished.map(|one| one.finding.clone()).collect();
        let moved_away = moved_away(touched);
        let is_gone = |one: &Located<'a>| {
            let reference = one.finding.reference.as_deref().unwrap_or_default();
            let record = reference.split(['#', '@']).next().unwrap_or_default();
            let is = |of: &str| moved_away.get(of).is_some_and(|away| away.hides(one));
            is(reference) || is(record)
        };
        let located = locate(compared.range.before.book, vanished).into_iter();
        let (gone, settled) = located.filter(|one| is_wanted(&one)).partition(is_gone);
        Found {
            loosened,
            new,
            settled,
            gone,
        }
    }
}

/// What a change did with a record or its part, so that something is not found any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Away {
    PushedBack,
    Retargeted,
    Removed,
}

impl Away {
    /// Whether it may be why a finding vanished.
    fn hides(self, located: &Located<'_>) -> bool {
        let finding = &located.finding;
        match self {
            Away::Removed => true,
            Away::Retargeted => finding.rule.group == Group::Goals,
            Away::PushedBack => finding.due.is_some() || finding.rule.group == Group::Work,
        }
    }
}

/// The references of what was removed, pushed back or given another target.
fn moved_away<'t>(touched: &'t [Touched<'_>]) -> BTreeMap<&'t str, Away> {
    let mut all = BTreeMap::new();
    for one in touched {
        if one.fate == Fate::Removed {
            all.insert(one.origin.reference.as_str(), Away::Removed);
        }
        for edit in &one.edits {
            let away = match Section::of(one.kind, &edit.way, edit.of) {
                Section::Dates => fields::days(edit).filter(|days| *days > 0).map(|_| Away::PushedBack),
                Section::Targets if edit.way.top() == "actual" || edit.is_new() => None,
                Section::Targets => Some(Away::Retargeted),
                Section::Owners | Section::Amounts | Section::Obligations | Section::Statuses | Section::Others => None,
            };
            if let Some(away) = away {
                let known = all.entry(edit.reference.as_str()).or_insert(away);
                *known = away.max(*known);
            }
        }
    }
    all
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
            "{more} more: `kam diff --format json` has all of them.",
            "另有 {more} 行，`kam diff --format json` 列出全部。"
        ));
    }
}
