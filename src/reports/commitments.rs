//! `commitments`: the ledger of everything that is owed, row by row.

mod chart;
mod workings;

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::book::Record;
use crate::document::{Cell, Column, Document, Importance, Kind, Table, Tone, column};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, Slippage, Source, State, escalated_to, slippage};
use crate::model::contract::Party;
use crate::model::task::Task;
use crate::say::{Said, Word};
use crate::values::date::Date;
use crate::word;

use super::rows::{Rows, Trail};
use super::{Ask, Narrow, Report, Subject, cells, weight};

/// The report.
pub static REPORT: Report = Report {
    name: "commitments",
    title: word!("Commitments", "责任事项台账"),
    about: word!(
        "who owes what to which customer, by when, and whether it was done",
        "谁对哪个客户承诺了什么、何时到期、是否完成"
    ),
    readers: word!(
        "For whoever owes something, and for supervisors who follow what is late",
        "供责任人核对自己的事项，供主管跟进逾期事项"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Period, Narrow::Since, Narrow::History],
    make,
};

/// The columns; each is described where its cell is made.
const COLUMNS: [Column; 12] = [
    column("ref", word!("Ref", "编号"), Kind::Ref, Importance::Low),
    column("account", word!("Account", "客户"), Kind::Account, Importance::High),
    column("party", word!("Party", "责任方"), Kind::Word, Importance::Medium),
    column("owner", word!("Owner", "负责人"), Kind::Person, Importance::High),
    column("title", word!("What", "事项"), Kind::Text, Importance::Always),
    column("due", word!("Due", "到期日"), Kind::Date, Importance::Always)
        .means(word!("by when: the date that was written, or the last one done plus how often it is owed", "到期日：记录中写明的日期，或上次完成之后加上规定的周期")),
    column("state", word!("State", "状态"), Kind::Word, Importance::Always),
    column("done", word!("Done", "完成日"), Kind::Date, Importance::Low),
    column("days_late", word!("Days late", "逾期天数"), Kind::Number, Importance::High)
        .means(word!("calendar days from the due date to the day it was done, or to the day of the report", "从到期日到完成日（未完成的到报表日期）的日历天数")),
    column("escalated_to", word!("Escalated to", "上报至"), Kind::Person, Importance::Medium)
        .means(word!("the account's supervisor once it is overdue for longer than the tier's escalate_after, and for each further such time the next manager up", "逾期超过该级别的 escalate_after 即上报客户的主管，每再超过同样的时长再上报一级")),
    column("first_due", word!("First due", "原定日期"), Kind::Date, Importance::Low)
        .means(word!("the earliest date that a task's updates moved it from", "任务更新中最早的原到期日")),
    column("moved", word!("Moved", "改期次数"), Kind::Number, Importance::Low)
        .means(word!("how often a task's updates moved its date", "任务更新中改期的次数")),
];

/// The columns, with what they mean where the commits were asked for.
fn columns(facts: &Facts<'_, '_>) -> Vec<Column> {
    const FIRST: Word = word!(
        "the first due date ever committed to the repository; where the updates of that version tell of an earlier one, that",
        "首次提交到仓库时的到期日；该版本的进展记录中有更早的原到期日时，以更早的为准"
    );
    const MOVED: Word = word!(
        "how often the date was moved: by the updates, or by the commits (with what the updates of the first one tell), whichever is more",
        "改期次数：取进展记录中的次数与 git 提交记录中的次数（含首次提交时进展记录已记的）两者中较大的"
    );
    let by_git = |column: &Column| match column.key {
        "first_due" if facts.moves.is_some() => column.means(FIRST),
        "moved" if facts.moves.is_some() => column.means(MOVED),
        _ => *column,
    };
    COLUMNS.iter().map(by_git).collect()
}

/// Where a row stands: the worst state first, in it what carries the most money, is the latest, is due
/// first, and then by reference.
type Place = (u8, Reverse<Option<weight::Stake>>, Reverse<i64>, Date, String);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let mut rows: Rows<Place> = Rows::of(ask);
    let mut weeks = chart::ByWeek::around(facts.as_of);
    let wanted: Vec<&Commitment<'_>> = facts.ledger.all.iter().filter(|one| is_wanted(facts, ask, one)).collect();
    // The longest of all reports.
    let made: Vec<_> = wanted.par_iter().map(|one| row(facts, ask, one)).collect();
    for (one, (place, cells, trail)) in wanted.into_iter().zip(made) {
        weeks.count(one);
        rows.push(place, cells, || trail);
    }
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: columns(facts),
        rows: rows.sorted(facts),
        identity: &["ref"],
        totals: None,
        charts: weeks.chart().into_iter().collect(),
        empty: word!("Nothing is owed.", "没有责任事项。"),
        notes: Vec::new(),
    };
    Ok(REPORT.document(facts, ask, table))
}

fn row<'a>(facts: &Facts<'_, 'a>, ask: &Ask<'_>, one: &Commitment<'a>) -> (Place, Vec<Cell>, Trail) {
    let reference = one.reference(facts);
    let place = (
        weight::rank(one.state),
        Reverse(weight::at_stake(facts, one)),
        Reverse(one.days_late),
        one.due.unwrap_or(Date::MAX),
        reference.clone(),
    );
    (place, cells(facts, one, reference), workings::trail(facts, ask, one))
}

fn is_wanted(facts: &Facts<'_, '_>, ask: &Ask<'_>, one: &Commitment<'_>) -> bool {
    ask.wants_owner(one.owner)
        && ask.wants_account(account_id(facts, one))
        && ask.period.is_none_or(|period| one.due.is_some_and(|due| period.contains(due)))
}

fn account_id<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>) -> Option<&'a str> {
    one.account_id(facts)
}

fn cells<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>, reference: String) -> Vec<Cell> {
    let book = facts.book;
    let moves = slippage(facts, one);
    let person = |id: Option<&str>| Cell::from(id.map(|id| cells::person(book, id)));
    vec![
        Cell::reference(reference),
        Cell::from(account_id(facts, one).map(|id| cells::account(book, id))),
        party(one.party),
        person(one.owner),
        title(facts, one),
        Cell::from(one.due),
        cells::state(one.state),
        Cell::from(one.done),
        Cell::from(days_late(one)),
        person(escalated_to(facts, one)),
        Cell::from(moves.and_then(|moves| moves.first_due)),
        Cell::from(moves.map(moved)),
    ]
}

/// The task behind a commitment, where the moves of its date could be read.
fn task_of<'f, 'a>(facts: &'f Facts<'_, 'a>, one: &Commitment<'a>) -> Option<&'f Record<'a, Task<'a>>> {
    (one.source == Source::Task)
        .then(|| &facts.book.tasks.all[one.record as usize])
        .filter(|task| task.sound(&["update"]))
}

fn party(party: Party) -> Cell {
    Cell::word(party.name(), party.word())
}

/// The record's own words stay text; what the ledger calls the rest is said in the reader's language.
pub(super) fn title<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>) -> Cell {
    let title = one.title(facts);
    if title.en == title.zh {
        Cell::text(title.en)
    } else {
        Cell::from(title)
    }
}

/// How many days it is or was late; not told where nothing says by when, or it was given up.
pub(super) fn days_late(one: &Commitment<'_>) -> Option<Cell> {
    let known = match one.state {
        State::Open | State::DueSoon | State::Overdue | State::Done | State::DoneLate => one.due.is_some(),
        State::Cancelled | State::NoDate => false,
    };
    known.then(|| {
        let tone = match one.state {
            State::Overdue => Tone::Bad,
            State::DoneLate => Tone::Warn,
            State::Open | State::DueSoon | State::Done | State::Cancelled | State::NoDate => Tone::Muted,
        };
        Cell::from(one.days_late).toned(tone)
    })
}

fn moved(slippage: Slippage) -> Cell {
    Cell::from(i64::from(slippage.moved)).toned(if slippage.moved == 0 { Tone::Muted } else { Tone::None })
}

#[cfg(test)]
mod tests;
