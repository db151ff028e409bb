//! The ledger: everything that somebody owes, from every source, judged as of a date. Rules and reports
//! read it and never work out a due date themselves.

mod accounts;
mod contracts;
mod desk;
mod escalation;
mod goals;
mod improvements;
mod interactions;
mod on_time;
mod place;
mod service;
mod stake;
mod tasks;
#[cfg(test)]
mod tests;
mod words;

use rayon::prelude::*;

use crate::book::Book;
use crate::model::contract::Party;
use crate::values::date::{Date, Moment};
use crate::values::period::Period;

use super::accounts::AccountRecords;
use desk::Desk;

pub use escalation::{Slippage, escalated_to, moved_times, slippage, told};
pub use on_time::{count_on_time, on_time};
pub use stake::{exposure, stake};

/// What a commitment comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A task.
    Task,
    /// A duty that is done again and again for an account.
    Duty,
    /// An obligation of a contract; of a recurring one each of its dates.
    Obligation,
    /// The decision whether a contract goes on.
    Notice,
    /// An improvement.
    Improvement,
    /// A measure of an improvement.
    Measure,
    /// The look at what an improvement brought.
    Effect,
    /// What a review found, to be taken up.
    ReviewFinding,
    /// The report of a review.
    ReviewReport,
    /// The next review of an account.
    NextReview,
    /// The next survey of an account.
    Survey,
    /// The next contact with an account, by its tier.
    Contact,
    /// The next contact by a cadence of the account.
    Cadence,
    /// The next meeting face to face.
    FaceToFace,
    /// Information of one sort, shared again and again.
    Share,
    /// A promise made in an interaction.
    Promise,
    /// Feedback to be followed up.
    Feedback,
    /// What a survey brought to light, to be taken up.
    SurveyIssue,
    /// The figure of a KPI for a measuring period.
    KpiFigure,
    /// The first answer to a request.
    Respond,
    /// The solution of a request.
    Resolve,
    /// The delivery of an order.
    Delivery,
    /// The next step that an interaction agreed on.
    NextStep,
    /// The account's page, to be confirmed again and again.
    AccountPage,
}

/// How a commitment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Done on or before its date, or with no date known.
    Done,
    /// Done after its date.
    DoneLate,
    /// To be done.
    Open,
    /// To be done within `due_soon`, today included.
    DueSoon,
    /// To be done before as-of, and not done.
    Overdue,
    /// Given up.
    Cancelled,
    /// To be done, nobody said by when.
    NoDate,
}

impl State {
    /// Whether it is still to be done: open, due soon, overdue, or without a date.
    pub fn is_open(self) -> bool {
        match self {
            State::Open | State::DueSoon | State::Overdue | State::NoDate => true,
            State::Done | State::DoneLate | State::Cancelled => false,
        }
    }

    /// Whether it was done, in time or late.
    pub fn is_done(self) -> bool {
        match self {
            State::Done | State::DoneLate => true,
            State::Open | State::DueSoon | State::Overdue | State::Cancelled | State::NoDate => false,
        }
    }
}

/// Which one of a commitment that comes again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occurrence {
    /// The one due on this day; of a notice, for the term that ends on it.
    Day(Date),
    /// The one for this measuring period.
    Period(Period),
}

/// What somebody owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commitment<'a> {
    /// What it comes from.
    pub source: Source,
    /// How it stands.
    pub state: State,
    /// Who owes.
    pub party: Party,
    /// The position of its record in the book's list of its kind; of an account for what it is owed
    /// again and again (`@…`).
    pub record: u32,
    /// The position of its part in the list of the record (of an obligation in `obligation`); of a duty
    /// in the settings' duties, of shared information in the tier's `share_every`; 0 without parts.
    pub part: u32,
    /// The position in `book.accounts` of the account that it is owed to; `None` for our own work, and
    /// where the account is not in the book.
    pub account: Option<u32>,
    /// Which one of several.
    pub occurrence: Option<Occurrence>,
    /// Who of ours answers for it, or watches the customer's.
    pub owner: Option<&'a str>,
    /// By when.
    pub due: Option<Date>,
    /// When it was done, where that is known; never after as-of.
    pub done: Option<Date>,
    /// Calendar days from `due` to `done`, or to as-of, when positive.
    pub days_late: i64,
}

impl Commitment<'_> {
    /// Whether it was due before a day, and is not cancelled: what on-time rates are of.
    pub fn was_due_before(&self, day: Date) -> bool {
        self.state != State::Cancelled && self.due.is_some_and(|due| due < day)
    }
}

/// All commitments, account by account.
#[derive(Debug, Default)]
pub struct Ledger<'a> {
    /// By account id (those of no account last), due date (those without last), source, record, part.
    pub all: Vec<Commitment<'a>>,
    /// Where each account's begin in `all`, and where the last one's end.
    starts: Vec<u32>,
    /// Where each task's is in `all`.
    tasks: Vec<u32>,
}

impl<'a> Ledger<'a> {
    /// What is owed to an account, by its position in `book.accounts`.
    pub fn of_account(&self, account: usize) -> &[Commitment<'a>] {
        match (self.starts.get(account), self.starts.get(account + 1)) {
            (Some(from), Some(to)) => &self.all[*from as usize..*to as usize],
            (Some(_) | None, _) => &[],
        }
    }

    /// What belongs to no account of the book.
    pub fn of_none(&self) -> &[Commitment<'a>] {
        let from = self.starts.last().map_or(0, |from| *from as usize);
        &self.all[from..]
    }

    /// A task's commitment, by its position in `book.tasks`; none where its dates could not be read.
    pub fn of_task(&self, task: usize) -> Option<&Commitment<'a>> {
        self.all.get(*self.tasks.get(task)? as usize)
    }
}

/// Works the ledger out.
pub(super) fn work_out<'a>(
    book: &Book<'a>,
    of_account: &[AccountRecords],
    as_of: Date,
    end_of_day: Moment,
) -> Ledger<'a> {
    let desk = Desk::new(book, of_account, as_of, end_of_day);
    let mut all: Vec<Commitment<'a>> = Vec::with_capacity(book.tasks.all.len() + book.orders.all.len());
    tasks::put(&desk, &mut all);
    contracts::put(&desk, &mut all);
    improvements::put(&desk, &mut all);
    interactions::put(&desk, &mut all);
    goals::put(&desk, &mut all);
    service::put(&desk, &mut all);
    accounts::put(&desk, &mut all);
    all.par_sort_unstable_by_key(|one| {
        (
            one.account.unwrap_or(u32::MAX),
            one.due.unwrap_or(Date::MAX),
            one.source,
            one.record,
            one.part,
            one.occurrence,
        )
    });
    let starts = (0..=book.accounts.all.len() as u32)
        .map(|account| all.partition_point(|one| one.account.unwrap_or(u32::MAX) < account) as u32)
        .collect();
    let mut tasks = vec![u32::MAX; book.tasks.all.len()];
    for (at, one) in all.iter().enumerate() {
        if one.source == Source::Task {
            tasks[one.record as usize] = at as u32;
        }
    }
    Ledger { all, starts, tasks }
}
