//! The terms of a contract as of a day: how renewals and rolling on moved its end, by when notice must be
//! given, and whether that is settled.

use crate::book::{Book, Record};
use crate::model::contract::{Contract, ContractStatus, Decision, Renewal};
use crate::values::date::{Date, add_days, add_months, days_between};

use super::accounts::AccountRecords;
use super::spans;

/// A contract that starts within so many days before the day after a term's end follows that term.
const FOLLOWS_DAYS: i64 = 31;

/// Whether it was decided what comes after a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// Not yet.
    No,
    /// On this day.
    On(Date),
    /// Nobody wrote when.
    Sometime,
}

/// How a term came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// As signed.
    Signed,
    /// A renewal moved the end.
    Renewed,
    /// It rolled on, since nobody decided otherwise.
    Rolled,
}

/// One term of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContractTerm {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
    /// The last day for a notice; `None` where the contract has none.
    pub deadline: Option<Date>,
    /// Whether it was decided what comes after it.
    pub settled: Settled,
    /// How it came to be.
    pub origin: Origin,
}

/// The keys of a contract that its terms depend on.
pub const KEYS: &[&str] = &["status", "start", "end", "notice", "auto_renew", "renewal"];

/// The terms of a contract from the one as signed to the one in force as of a day, which is the last;
/// empty where what they depend on could not be read.
///
/// A renewal's `until` after the end opens a term the day after it; one before it shortens the term.
/// With `auto_renew` and nothing else decided by the notice deadline (without `notice`, the end), the
/// term rolls on, the day after it ends, by its own length, in whole months where it has such, at most a
/// year at a time. A renewal decides about the first end that no earlier one has moved. What was decided
/// to `end` or to `renegotiate` by the deadline keeps it from rolling, unless `renew` came after.
pub fn terms(book: &Book<'_>, contract: &Record<'_, Contract<'_>>, as_of: Date) -> Vec<ContractTerm> {
    if !contract.sound(KEYS) {
        return Vec::new();
    }
    let mut renewals: Vec<&Renewal<'_>> = contract.renewal.iter().filter(|one| one.date <= as_of).collect();
    renewals.sort_by_key(|one| one.date);
    let mut left = renewals.into_iter().peekable();
    let mut all = Vec::new();
    let mut length = Length::of(contract.start, contract.end);
    let mut term = term(book, contract, contract.start, contract.end, Origin::Signed);
    loop {
        let outcome = decide(contract, &mut term, &mut left, as_of);
        all.push(term);
        let Ok(start) = term.end.tomorrow() else { return all };
        let (end, origin) = match outcome {
            Outcome::Stays => return all,
            Outcome::Moved(end) => {
                length = Length::of(start, end);
                (end, Origin::Renewed)
            }
            Outcome::Rolls => (length.next(), Origin::Rolled),
        };
        if end < start {
            return all;
        }
        term = self::term(book, contract, start, end, origin);
    }
}

/// The term in force as of a day: the last one.
pub fn in_force(book: &Book<'_>, contract: &Record<'_, Contract<'_>>, as_of: Date) -> Option<ContractTerm> {
    terms(book, contract, as_of).pop()
}

/// Another contract of the account, not a draft, that starts within the 31 days before, or on, the day
/// after `end`: whether one follows, and since when that is known. `records` are the account's.
pub fn followed(book: &Book<'_>, records: &AccountRecords, contract: usize, end: Date, as_of: Date) -> Settled {
    let last = add_days(end, 1);
    let first = add_days(last, -FOLLOWS_DAYS);
    let start_of = |at: &u32| book.contracts.all[*at as usize].start;
    let from = records.contracts.partition_point(|at| start_of(at) < first);
    let following = records.contracts[from..].iter().take_while(|at| start_of(at) <= last);
    let mut settled = Settled::No;
    for at in following.filter(|at| **at as usize != contract) {
        let other = &book.contracts.all[*at as usize];
        if other.status == ContractStatus::Draft {
            continue;
        }
        settled = match (other.signed, settled) {
            (Some(signed), _) if signed > as_of => settled,
            (Some(signed), Settled::On(earlier)) => Settled::On(signed.min(earlier)),
            (Some(signed), Settled::No | Settled::Sometime) => Settled::On(signed),
            (None, Settled::No) => Settled::Sometime,
            (None, Settled::On(_) | Settled::Sometime) => settled,
        };
    }
    settled
}

fn term(book: &Book<'_>, contract: &Contract<'_>, start: Date, end: Date, origin: Origin) -> ContractTerm {
    ContractTerm {
        start,
        end,
        deadline: contract.notice.map(|notice| spans::before(book, end, notice)),
        settled: Settled::No,
        origin,
    }
}

/// What comes after a term.
enum Outcome {
    Stays,
    Moved(Date),
    Rolls,
}

/// Lets the renewals that are left decide about a term.
fn decide<'r, 'a: 'r>(
    contract: &Contract<'a>,
    term: &mut ContractTerm,
    left: &mut std::iter::Peekable<impl Iterator<Item = &'r Renewal<'a>>>,
    as_of: Date,
) -> Outcome {
    let last_day = term.deadline.unwrap_or(term.end);
    let may_roll = contract.auto_renew
        && match contract.status {
            ContractStatus::Signed | ContractStatus::Active => true,
            ContractStatus::Draft | ContractStatus::Expired | ContractStatus::Terminated => false,
        };
    let (mut rolls, mut decided) = (may_roll, None);
    let mut moved = None;
    while let Some(renewal) = left.next_if(|renewal| renewal.date <= term.end) {
        // One dated before the term says nothing of this term's notice.
        if renewal.date >= term.start {
            decided = decided.or(Some(renewal.date));
        }
        if renewal.date <= last_day {
            rolls = match renewal.decision {
                Decision::Renew => may_roll,
                Decision::End | Decision::Renegotiate => false,
            };
        }
        match renewal.until {
            Some(until) if until > term.end => {
                moved = Some(until);
                break;
            }
            Some(until) if until < term.end => {
                term.end = until.max(term.start.min(term.end));
                rolls = false;
            }
            Some(_) | None => {}
        }
    }
    let ended = term.end < as_of;
    if moved.is_none() && ended && !rolls {
        // Decided late: it moves the end all the same.
        for renewal in left.by_ref() {
            if let Some(until) = renewal.until.filter(|until| *until > term.end) {
                decided = decided.or(Some(renewal.date));
                moved = Some(until);
                break;
            }
        }
    }
    if may_roll && last_day < as_of && decided.is_none_or(|date| date > last_day) {
        decided = Some(last_day);
    }
    term.settled = match decided {
        Some(date) => Settled::On(date),
        None if contract.status == ContractStatus::Terminated => Settled::Sometime,
        None => Settled::No,
    };
    match moved {
        Some(end) => Outcome::Moved(end),
        None if rolls && ended => Outcome::Rolls,
        None => Outcome::Stays,
    }
}

/// By how much a term rolls on. Ends are counted from the first one, so that short months do not add up.
enum Length {
    /// Months from the first day of the count; how many times so far.
    Months { from: Date, months: i64, times: i64 },
    /// Days, and the end so far.
    Days { end: Date, days: i64 },
}

impl Length {
    fn of(start: Date, end: Date) -> Length {
        let after = add_days(end, 1);
        if after > add_months(start, 12) {
            return Length::Months {
                from: after,
                months: 12,
                times: 0,
            };
        }
        let months = i64::from(after.year() - start.year()) * 12 + i64::from(after.month() - start.month());
        if months > 0 && add_months(start, months) == after {
            return Length::Months {
                from: start,
                months,
                times: 1,
            };
        }
        Length::Days {
            end,
            days: days_between(start, end) + 1,
        }
    }

    /// The end of the next term.
    fn next(&mut self) -> Date {
        match self {
            Length::Months { from, months, times } => {
                *times += 1;
                add_days(add_months(*from, *months * *times), -1)
            }
            Length::Days { end, days } => {
                *end = add_days(*end, *days);
                *end
            }
        }
    }
}

#[cfg(test)]
mod tests;
