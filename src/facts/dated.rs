//! The stretch of a list of records, sorted by date, that lies in a period and has happened.

use crate::values::date::{Date, Moment};
use crate::values::period::Period;

use super::Facts;

/// The positions of the records dated in the period, or at any time without one, and not after as-of.
/// `date` tells the date of the record at a position; the positions are sorted by it.
pub fn within<'p>(
    positions: &'p [u32],
    period: Option<&Period>,
    as_of: Date,
    date: impl Fn(usize) -> Date,
) -> &'p [u32] {
    let last = period.map_or(as_of, |period| period.last().min(as_of));
    let end = positions.partition_point(|at| date(*at as usize) <= last);
    let start = period.map_or(0, |period| {
        positions.partition_point(|at| date(*at as usize) < period.first())
    });
    positions.get(start..end).unwrap_or_default()
}

/// [`within`] for records that have a moment: the first moment that counts (`None`: any), and the first
/// that no longer does.
pub fn moments(facts: &Facts<'_, '_>, period: Option<&Period>) -> (Option<Moment>, Moment) {
    let clock = facts.clock();
    let end = period.map_or(facts.end_of_day, |period| {
        clock.end_of_day(period.last()).min(facts.end_of_day)
    });
    let eve = period.and_then(|period| period.first().yesterday().ok());
    (eve.map(|eve| clock.end_of_day(eve)), end)
}
