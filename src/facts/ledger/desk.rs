//! What every source needs to put its commitments into the ledger: the book, the day, and the judging of
//! dates against it.

use hashbrown::HashSet;

use crate::book::Book;
use crate::model::Kind;
use crate::model::contract::Party;
use crate::values::date::{Date, Moment, days_between};

use super::{AccountRecords, Commitment, Occurrence, Source, State};
use crate::facts::spans;

/// Whether and when something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Not yet.
    No,
    /// On this day.
    On(Date),
    /// Nobody wrote when.
    Sometime,
}

/// Where what is missing cannot be told from what could not be read.
pub(super) struct Blind<'f> {
    everywhere: HashSet<Kind>,
    at: HashSet<(Kind, &'f str)>,
}

pub(super) struct Desk<'f, 'a> {
    pub book: &'f Book<'a>,
    pub of_account: &'f [AccountRecords],
    pub as_of: Date,
    pub end_of_day: Moment,
    /// The last day that is soon.
    soon: Date,
    blind: Blind<'f>,
}

impl<'f, 'a> Desk<'f, 'a> {
    pub fn new(book: &'f Book<'a>, of_account: &'f [AccountRecords], as_of: Date, end_of_day: Moment) -> Desk<'f, 'a> {
        let mut blind = Blind {
            everywhere: HashSet::new(),
            at: HashSet::new(),
        };
        for file in book.dark.iter().map(|file| &book.files[*file as usize]) {
            match (file.kind, file.account) {
                (Some(kind), Some(account)) => drop(blind.at.insert((kind, account))),
                (Some(kind), None) => drop(blind.everywhere.insert(kind)),
                (None, _) => {}
            }
        }
        Desk {
            book,
            of_account,
            as_of,
            end_of_day,
            soon: spans::after(book, as_of, book.settings.due_soon),
            blind,
        }
    }

    /// Like `book.blind`, but at once.
    pub fn blind(&self, kind: Kind, account: &str) -> bool {
        self.blind.everywhere.contains(&kind) || self.blind.at.contains(&(kind, account))
    }

    /// A date that has come by as-of.
    pub fn past(&self, date: Option<Date>) -> Option<Date> {
        date.filter(|date| *date <= self.as_of)
    }

    /// Done on a date that has come, or not done.
    pub fn done_on(&self, date: Option<Date>) -> Answer {
        self.past(date).map_or(Answer::No, Answer::On)
    }

    /// The position of an account, and its owner.
    pub fn account(&self, id: &str) -> (Option<u32>, Option<&'a str>) {
        let at = self.book.accounts.position(id);
        let owner = at.and_then(|at| self.book.accounts.all[at].owner);
        (at.map(|at| at as u32), owner.map(|owner| owner.0))
    }

    /// A commitment of ours, judged by its dates.
    pub fn ours(&self, source: Source, record: usize, due: Option<Date>, answer: Answer) -> Commitment<'a> {
        let (state, done) = self.judge(due, answer);
        let late = due.map_or(0, |due| match state {
            State::DoneLate | State::Overdue => days_between(due, done.unwrap_or(self.as_of)).max(0),
            State::Done | State::Open | State::DueSoon | State::Cancelled | State::NoDate => 0,
        });
        Commitment {
            source,
            state,
            party: Party::Us,
            record: record as u32,
            part: 0,
            account: None,
            occurrence: None,
            owner: None,
            due,
            done,
            days_late: late,
        }
    }

    fn judge(&self, due: Option<Date>, answer: Answer) -> (State, Option<Date>) {
        match (answer, due) {
            (Answer::Sometime, _) => (State::Done, None),
            (Answer::On(done), Some(due)) if done > due => (State::DoneLate, Some(done)),
            (Answer::On(done), _) => (State::Done, Some(done)),
            (Answer::No, None) => (State::NoDate, None),
            (Answer::No, Some(due)) if due < self.as_of => (State::Overdue, None),
            (Answer::No, Some(due)) if due <= self.soon => (State::DueSoon, None),
            (Answer::No, Some(_)) => (State::Open, None),
        }
    }
}

impl<'a> Commitment<'a> {
    pub(super) fn part(self, part: usize) -> Commitment<'a> {
        Commitment {
            part: part as u32,
            ..self
        }
    }

    pub(super) fn owed_to(self, account: Option<u32>, owner: Option<&'a str>) -> Commitment<'a> {
        Commitment { account, owner, ..self }
    }

    pub(super) fn by(self, party: Party) -> Commitment<'a> {
        Commitment { party, ..self }
    }

    pub(super) fn at(self, occurrence: Occurrence) -> Commitment<'a> {
        Commitment {
            occurrence: Some(occurrence),
            ..self
        }
    }

    pub(super) fn cancelled(self) -> Commitment<'a> {
        Commitment {
            state: State::Cancelled,
            days_late: 0,
            ..self
        }
    }
}
