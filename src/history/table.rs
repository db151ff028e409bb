//! The history of a record as a document.

use super::{Edit, What, words};
use crate::document::{Body, Cell, Column, Content, Detail, Document, Importance, Kind, Row, Table, Tone, column};
use crate::facts::Facts;
use crate::model::Reference;
use crate::said;
use crate::say::Said;
use crate::store::{Commit, Who};
use crate::values::date::{Date, Moment};
use crate::word;

/// What is shown of a history.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'s> {
    /// The record, or the part of one.
    pub reference: Reference<'s>,
    /// What it is called, where that is known.
    pub name: Option<&'s str>,
    /// The commits that the edits stand in.
    pub log: &'s [Commit],
    /// What was changed, the newest first.
    pub edits: &'s [Edit],
    /// Whether the clone is shallow, so that earlier changes may be missing.
    pub shallow: bool,
}

const COLUMNS: [Column; 9] = [
    column("date", word!("Date", "日期"), Kind::Date, Importance::High).means(word!(
        "when its author made the change, in the book's time zone",
        "作者作出改动的日期（按台账时区）"
    )),
    column("author", word!("Author", "作者"), Kind::Text, Importance::Always).means(word!(
        "as the commit says; the person whose e-mail address it is",
        "以提交为准；邮箱与台账中的人员相符时显示该人员"
    )),
    column("field", word!("Field", "字段"), Kind::Named, Importance::Always),
    column("before", word!("Before", "改动前"), Kind::Text, Importance::High),
    column("after", word!("After", "改动后"), Kind::Text, Importance::Always),
    column("commit", word!("Commit", "提交"), Kind::Named, Importance::Medium),
    column("committed", word!("Committed", "提交日期"), Kind::Date, Importance::Low)
        .means(word!("when it was put into the repository", "写入仓库的日期")),
    column(
        "reviewed_by",
        word!("Reviewed by", "评审人"),
        Kind::List,
        Importance::Low,
    )
    .means(word!(
        "`Reviewed-by` and `Approved-by` of the commit",
        "提交中的 `Reviewed-by` 和 `Approved-by`"
    )),
    column("path", word!("File", "文件"), Kind::Text, Importance::Low),
];

/// The history as a table, the newest change first. With a part in the reference, only what concerns it.
pub fn document(facts: &Facts<'_, '_>, detail: Detail, shown: &Shown<'_>) -> Document {
    let part = shown.reference.part_id();
    let wanted = shown.edits.iter().filter(|edit| concerns(edit, part));
    let table = Table {
        name: "history",
        title: word!("History", "变更历史"),
        columns: COLUMNS.to_vec(),
        rows: wanted.map(|edit| Row::from(cells(facts, shown, edit))).collect(),
        identity: &["commit", "field"],
        totals: None,
        charts: Vec::new(),
        empty: word!("No changes.", "没有变更。"),
        notes: Vec::new(),
    };
    let (kind, reference) = (shown.reference.kind.word(), shown.reference);
    let (en, zh) = (kind.en, kind.zh);
    let title = match shown.name {
        Some(name) => said!(
            "History of {en} {name} ({reference})",
            "变更历史：{zh}“{name}”（{reference}）"
        ),
        None => said!("History of {en} ({reference})", "变更历史：{zh}（{reference}）"),
    };
    Document {
        name: "history",
        title,
        scope: None,
        as_of: facts.as_of,
        since: None,
        detail,
        body: Body::Report(Box::new(table)),
        notes: shown.shallow.then(shallow).into_iter().collect(),
    }
}

/// What is said of a clone that lacks a part of its history.
pub fn shallow() -> Said {
    said!(
        "This clone is shallow: earlier changes are not in it, and are missing here. `git fetch --unshallow` brings them.",
        "本地仓库是浅克隆，不含更早的变更，此处无法列出。可用 `git fetch --unshallow` 取回。"
    )
}

fn concerns(edit: &Edit, part: Option<&str>) -> bool {
    match (&edit.what, part) {
        (_, None) => true,
        (What::Field { way, .. }, Some(part)) => way.part().is_some_and(|name| name.split(',').any(|id| id == part)),
        (What::Made(_) | What::Known(_) | What::Deleted | What::Unreadable, Some(_)) => true,
        (What::Moved(_), Some(_)) => false,
    }
}

fn cells(facts: &Facts<'_, '_>, shown: &Shown<'_>, edit: &Edit) -> Vec<Cell> {
    let commit = edit.commit.and_then(|at| shown.log.get(at));
    let (field, before, after) = what(edit);
    let author = match commit {
        Some(commit) if commit.parents.len() > 1 => who(facts, &commit.author).marked(word!("in a merge:", "合并时：")),
        Some(commit) => who(facts, &commit.author),
        None => Cell::unknown()
            .marked(word!("not committed yet", "尚未提交"))
            .toned(Tone::Warn),
    };
    let id = commit.map(|commit| {
        let short = commit.id.get(..10).unwrap_or(&commit.id).to_owned();
        Cell::named(commit.id.clone(), &short)
    });
    vec![
        commit.and_then(|commit| day(facts, commit.author.time)).into(),
        author,
        field,
        before,
        after,
        id.into(),
        commit.and_then(|commit| day(facts, commit.committer.time)).into(),
        commit.map_or_else(Cell::unknown, reviewers),
        Cell::text(edit.path.clone()),
    ]
}

/// Field, before and after.
fn what(edit: &Edit) -> (Cell, Cell, Cell) {
    let record = || Cell::told("record", said!("whole record", "整条记录"));
    let file = || Cell::told("file", said!("file", "文件"));
    match &edit.what {
        What::Made(said) => (record(), Cell::unknown(), marked(said, word!("new:", "新建："))),
        What::Known(said) => (
            record(),
            Cell::unknown().marked(word!("not in this clone", "不在本地仓库中")),
            marked(said, word!("by then:", "当时：")),
        ),
        What::Deleted => {
            let gone = Cell::word("deleted", word!("deleted", "已删除")).toned(Tone::Warn);
            (record(), Cell::unknown(), gone)
        }
        What::Moved(from) => (file(), Cell::text(from.clone()), Cell::text(edit.path.clone())),
        What::Unreadable => {
            let torn = Cell::word("unreadable", word!("could not be read", "无法读取")).toned(Tone::Warn);
            (record(), Cell::unknown(), torn)
        }
        What::Field { way, before, after } => {
            let field = Cell::told(way.to_string(), words::place(way));
            (field, before.clone(), after.clone())
        }
    }
}

fn marked(said: &Cell, mark: crate::say::Word) -> Cell {
    match said.content {
        Content::Unknown => said.clone(),
        _ => said.clone().marked(mark),
    }
}

/// The person of the book whose address it is, else the name and address as the commit has them.
fn who(facts: &Facts<'_, '_>, who: &Who) -> Cell {
    let is = |email: &str| !who.email.is_empty() && email.eq_ignore_ascii_case(&who.email);
    let mut people = facts.book.people.iter();
    match people.find(|person| person.email.is_some_and(is)) {
        Some(person) => Cell::person(person.id, person.name),
        None if who.email.is_empty() => Cell::text(who.name.clone()),
        None => Cell::text(format!("{} <{}>", who.name, who.email)),
    }
}

fn reviewers(commit: &Commit) -> Cell {
    let all = commit.trailers.iter().filter(|(key, _)| {
        ["Reviewed-by", "Approved-by"]
            .iter()
            .any(|name| key.eq_ignore_ascii_case(name))
    });
    let cells: Vec<Cell> = all.map(|(_, name)| Cell::text(name.clone())).collect();
    Content::List(cells).into()
}

/// The day of a moment in the book's time zone; none where it is not told, or beyond all calendars.
fn day(facts: &Facts<'_, '_>, seconds: Option<i64>) -> Option<Date> {
    let moment = Moment::from_second(seconds?).ok()?;
    let zone = facts.book.settings.terms.timezone.clone();
    Some(moment.to_zoned(zone).date())
}
