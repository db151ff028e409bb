//! Everything worked out as of a date, once: what is owed, how the KPIs stand, who answers for what.
//!
//! Rules and reports only read facts, so no figure differs between two of them.

pub mod accounts;
mod dated;
pub mod rate;
pub mod money;
pub mod owed;
pub mod spans;
pub mod terms;
pub mod progress;
pub mod duties;
pub mod gaps;
pub mod contact;
pub mod service;
pub mod moves;
pub mod ledger;
pub mod contracts;
pub mod satisfaction;
pub mod sales;
pub mod measures;
pub mod digest;
pub mod kpi;
pub mod answers;
pub mod improvements;
pub mod pillars;
pub mod members;
pub mod market;
pub mod health;
pub mod range;
#[cfg(test)]
pub mod little;

use crate::book::Book;
use crate::values::clock::Clock;
use crate::values::date::{Date, Moment};

use accounts::AccountRecords;
use answers::Citations;
use kpi::GoalStanding;
use ledger::Ledger;
use moves::Moves;
use range::Range;

/// The book as of a date.
#[derive(Debug)]
pub struct Facts<'f, 'a> {
    /// The records.
    pub book: &'f Book<'a>,
    /// The day by which everything is judged; what is dated after it has not happened yet.
    pub as_of: Date,
    /// The end of that day, in the book's time zone.
    pub end_of_day: Moment,
    /// The records of each account, by the account's position in `book.accounts`.
    pub of_account: Vec<AccountRecords>,
    /// Everything that is owed.
    pub ledger: Ledger<'a>,
    /// How each goal and its KPIs stand, by the goal's position in `book.goals`.
    pub goals: Vec<GoalStanding>,
    /// What the improvements cite.
    pub citations: Citations<'a>,
    /// The change that led to the book, where it is compared with an earlier revision.
    pub range: Option<Range<'f, 'a>>,
    /// How the due dates moved by the commits of the repository, where that was asked for.
    pub moves: Option<Moves>,
}

impl<'f, 'a> Facts<'f, 'a> {
    /// Works everything out.
    pub fn new(book: &'f Book<'a>, as_of: Date) -> Facts<'f, 'a> {
        let clock = Clock {
            calendar: &book.settings.calendar,
            zone: &book.settings.terms.timezone,
        };
        let end_of_day = clock.end_of_day(as_of);
        let of_account = accounts::group(book);
        let ledger = ledger::work_out(book, &of_account, as_of, end_of_day);
        let mut facts = Facts {
            book,
            as_of,
            end_of_day,
            of_account,
            ledger,
            goals: Vec::new(),
            citations: answers::citations(book),
            range: None,
            moves: None,
        };
        facts.goals = kpi::standings(&facts);
        facts
    }

    /// The clock of the book's working hours and time zone.
    pub fn clock(&self) -> Clock<'f> {
        Clock {
            calendar: &self.book.settings.calendar,
            zone: &self.book.settings.terms.timezone,
        }
    }
}
