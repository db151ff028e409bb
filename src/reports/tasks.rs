//! `tasks`: how far every task has come, and how far it should have.

use std::cmp::Reverse;

use crate::book::Record;
use crate::document::{
    self, Cell, Chart, Column, Document, Form, Importance, Mark, Series, Table, Tone, Unit, column,
};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, State};
use crate::facts::progress;
use crate::model::Kind;
use crate::model::task::{Priority, Task, TaskStatus};
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::date::Date;
use crate::values::figure::Figure;
use crate::values::number::Decimal;
use crate::word;

use super::rows::{Rows, Spot, Trail};
use super::{Ask, Narrow, Report, Subject, cells, commitments, weight};

/// The report.
pub static REPORT: Report = Report {
    name: "tasks",
    title: word!("Tasks", "任务进度表"),
    about: word!(
        "how far each task has come and how far it should have, who answers for it and who does it",
        "每项任务的负责人、执行人、实际进度与应有进度"
    ),
    readers: word!(
        "For account managers who keep work moving, and for whoever does it",
        "供客户经理跟进任务，供执行人核对进度"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Period, Narrow::Since],
    make,
};

const COLUMNS: [Column; 11] = [
    column("task", word!("Task id", "任务编号"), document::Kind::Id, Importance::Low),
    column("account", word!("Account", "客户"), document::Kind::Account, Importance::High),
    column("title", word!("Task", "任务"), document::Kind::Text, Importance::Always),
    column("owner", word!("Owner", "负责人"), document::Kind::Person, Importance::High),
    column("responsible", word!("Responsible", "执行人"), document::Kind::List, Importance::Low),
    column("priority", word!("Priority", "优先级"), document::Kind::Word, Importance::Medium),
    column("status", word!("Status", "状态"), document::Kind::Word, Importance::High)
        .means(word!("as written; where it is not, a done date says done, and progress above 0 in progress", "以填写为准；未填写时，有完成日即为已完成，进度大于 0 即为进行中")),
    column("progress", word!("Progress", "进度"), document::Kind::Percent, Importance::High)
        .means(word!("as written, else that of the latest update; unknown where nobody wrote any", "以填写为准，未填写时取最近一次更新；都没有则未知")),
    column("expected_progress", word!("Expected", "应有进度"), document::Kind::Percent, Importance::Medium)
        .means(word!("of an open task with a start and a due date: days from the start to the day, both counted / days from the start to the due date, both counted × 100, at most 100", "未完成且有开始日和到期日的任务：开始日至当日的天数 ÷ 开始日至到期日的天数 × 100，首尾都计，最高 100")),
    column("due", word!("Due", "到期日"), document::Kind::Date, Importance::Always),
    column("days_late", word!("Days late", "逾期天数"), document::Kind::Number, Importance::High)
        .means(word!("calendar days from the due date to the day, or to the day it was done; 0 when in time", "到期日至当日（已完成的至完成日）的自然天数；未逾期为 0")),
];

/// Where a row stands: the worst state first, then what is latest, most urgent, due first, then by id.
type Place<'a> = (u8, Reverse<i64>, Reverse<Priority>, Date, &'a str);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let mut rows: Rows<Place<'_>> = Rows::of(ask);
    let mut states: Vec<State> = Vec::new();
    for (at, task) in facts.book.tasks.iter().enumerate().filter(|(_, task)| is_wanted(ask, task)) {
        let owed = facts.ledger.of_task(at);
        states.extend(owed.map(|one| one.state));
        let place = (
            owed.map_or(u8::MAX, |one| weight::rank(one.state)),
            Reverse(owed.map_or(0, |one| one.days_late)),
            Reverse(task.priority),
            task.due.unwrap_or(Date::MAX),
            task.id,
        );
        rows.push(place, cells(facts, task, owed), || trail(facts, ask, task));
    }
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: COLUMNS.to_vec(),
        rows: rows.sorted(facts),
        identity: &["task"],
        totals: None,
        charts: chart(&states).into_iter().collect(),
        empty: word!("No tasks.", "没有任务。"),
        notes: Vec::new(),
    };
    Ok(REPORT.document(facts, ask, table))
}

/// Of a period, the tasks that are due in it.
fn is_wanted(ask: &Ask<'_>, task: &Record<'_, Task<'_>>) -> bool {
    ask.wants_owner(Some(task.owner.0))
        && ask.wants_account(task.account.map(|account| account.0))
        && ask.period.is_none_or(|period| task.due.is_some_and(|due| period.contains(due)))
}

fn cells<'a>(facts: &Facts<'_, 'a>, task: &Record<'a, Task<'a>>, owed: Option<&Commitment<'a>>) -> Vec<Cell> {
    let book = facts.book;
    let people = || task.responsible.iter().map(|person| cells::person(book, person.0));
    let status = task.sound(&["status", "done", "progress"]).then(|| status(task.status_on(facts.as_of)));
    let progress = progress_of(facts, task);
    let expected = expected(facts, task);
    let behind = match expected {
        Some(_) if progress::is_behind(task, facts.as_of) => Tone::Warn,
        Some(_) | None => Tone::None,
    };
    // Where nobody wrote how far it is, what is expected bears the sign.
    let (of_progress, of_expected) = if progress.is_some() { (behind, Tone::None) } else { (Tone::None, behind) };
    let percent = |figure: Option<&Figure>, tone| Cell::from(figure.map(|figure| cells::percent(figure).toned(tone)));
    vec![
        // The title stands beside it.
        Cell::id(task.id),
        Cell::from(task.account.map(|account| cells::account(book, account.0))),
        Cell::text(task.title),
        cells::person(book, task.owner.0),
        if task.sound(&["responsible"]) { Cell::list(people()) } else { Cell::unknown() },
        priority(task),
        Cell::from(status),
        percent(progress.as_ref(), of_progress),
        percent(expected.as_ref(), of_expected),
        Cell::from(task.due),
        Cell::from(owed.and_then(commitments::days_late)),
    ]
}

fn trail<'a>(facts: &Facts<'_, 'a>, ask: &Ask<'_>, task: &Record<'a, Task<'a>>) -> Trail {
    let mut trail = Trail::of(ask);
    trail.whole_row(|| Spot::of(Kind::Task, task, Route::RECORD));
    if progress_of(facts, task).is_some() {
        trail.figure("progress", || Spot::of(Kind::Task, task, progress_route(facts, task)));
    }
    if let (Some(expected), Some((gone, all))) = (expected(facts, task), progress::days(task, facts.as_of)) {
        let expected = expected.text(1);
        trail.working("expected_progress", || {
            said!(
                "{gone} of {all} days, from the start to the due date: {gone} / {all} × 100 = {expected}",
                "开始日至到期日共 {all} 天，已过 {gone} 天：{gone} ÷ {all} × 100 = {expected}"
            )
        });
        trail.figures("expected_progress", || {
            ["start", "due"].map(|key| Spot::of(Kind::Task, task, Route::key(key)))
        });
    }
    trail
}

/// Where the progress is written: in the task, else in the update that told it last.
fn progress_route(facts: &Facts<'_, '_>, task: &Task<'_>) -> Route {
    let updates = task.update.iter().enumerate();
    let past = updates.filter(|(_, update)| update.date <= facts.as_of && update.progress.is_some());
    match past.max_by_key(|(at, update)| (update.date, *at)) {
        Some((at, _)) if task.progress.is_none() => Route::in_part("update", at, "progress"),
        Some(_) | None => Route::key("progress"),
    }
}

fn progress_of(facts: &Facts<'_, '_>, task: &Record<'_, Task<'_>>) -> Option<Figure> {
    let sound = task.sound(&["progress", "update"]);
    sound.then(|| progress::progress(task, facts.as_of).map(Figure::from)).flatten()
}

/// What is expected of a task that is still to be done.
fn expected(facts: &Facts<'_, '_>, task: &Record<'_, Task<'_>>) -> Option<Figure> {
    let open = match task.status_on(facts.as_of) {
        TaskStatus::Todo | TaskStatus::InProgress | TaskStatus::Blocked => true,
        TaskStatus::Done | TaskStatus::Cancelled => false,
    };
    let sound = task.sound(&["status", "done", "progress", "start", "due"]);
    (open && sound).then(|| progress::expected(task, facts.as_of)).flatten()
}

fn status(status: TaskStatus) -> Cell {
    let tone = match status {
        TaskStatus::Done => Tone::Good,
        TaskStatus::Blocked => Tone::Warn,
        TaskStatus::Todo | TaskStatus::InProgress => Tone::None,
        TaskStatus::Cancelled => Tone::Muted,
    };
    Cell::word(status.name(), status.word()).toned(tone)
}

fn priority(task: &Record<'_, Task<'_>>) -> Cell {
    if !task.sound(&["priority"]) {
        return Cell::unknown();
    }
    let tone = match task.priority {
        Priority::Urgent => Tone::Warn,
        Priority::High | Priority::Normal => Tone::None,
        Priority::Low => Tone::Muted,
    };
    Cell::word(task.priority.name(), task.priority.word()).toned(tone)
}

/// How many tasks are in which state; none where there are no tasks.
fn chart(states: &[State]) -> Option<Chart> {
    const SHOWN: [(State, Tone); 6] = [
        (State::Overdue, Tone::Bad),
        (State::DueSoon, Tone::Warn),
        (State::Open, Tone::None),
        (State::NoDate, Tone::Warn),
        (State::DoneLate, Tone::Warn),
        (State::Done, Tone::Good),
    ];
    let of = |state: State| states.iter().filter(|one| **one == state).count();
    let all = SHOWN.iter().map(|(state, _)| of(*state)).sum::<usize>();
    let marks = SHOWN.iter().map(|(state, tone)| Mark {
        label: state.word().into(),
        values: vec![Some(Decimal::from(of(*state)))],
        tone: *tone,
    });
    let (overdue, soon) = (of(State::Overdue), of(State::DueSoon));
    (all > 0).then(|| Chart {
        name: "states",
        title: word!("Tasks by state", "任务状态分布"),
        summary: said!(
            "{overdue} of {all} tasks overdue, {soon} due soon.",
            "共 {all} 项任务：已逾期 {overdue} 项，即将到期 {soon} 项。"
        ),
        form: Form::Bars,
        unit: Unit::Number,
        series: vec![Series {
            title: word!("Tasks", "任务数"),
            tone: Tone::None,
        }],
        marks: marks.collect(),
        guide: None,
    })
}

#[cfg(test)]
mod tests;
