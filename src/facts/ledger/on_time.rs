//! How much of what was due was done on time.

use crate::facts::rate::Rate;
use crate::values::date::Date;
use crate::values::period::Period;

use super::{Commitment, State};

/// What was done on time of what was due before as-of, and in the period where one is given; cancelled
/// commitments are left out.
pub fn on_time<'c, 'a: 'c>(
    commitments: impl IntoIterator<Item = &'c Commitment<'a>>,
    as_of: Date,
    due_in: Option<Period>,
) -> Rate {
    let mut rate = Rate::default();
    for one in commitments {
        count_on_time(&mut rate, one, as_of, due_in);
    }
    rate
}

/// Counts one more as [`on_time`] does.
pub fn count_on_time(rate: &mut Rate, one: &Commitment<'_>, as_of: Date, due_in: Option<Period>) {
    let within = due_in.is_none_or(|period| one.due.is_some_and(|due| period.contains(due)));
    if within && one.was_due_before(as_of) {
        rate.count(one.state == State::Done);
    }
}
