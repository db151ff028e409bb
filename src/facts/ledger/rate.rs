//! How much was done on time.

use crate::values::date::Date;
use crate::values::figure::Figure;
use crate::values::period::Period;

use super::{Commitment, State};

/// What was due before as-of, and what of it was done on time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rate {
    /// Done on time.
    pub on_time: u32,
    /// Due before as-of, cancelled ones left out.
    pub all: u32,
}

impl Rate {
    /// The rate over these, as far as they were due before as-of, and in the period where one is given.
    pub fn of<'c, 'a: 'c>(
        commitments: impl IntoIterator<Item = &'c Commitment<'a>>,
        as_of: Date,
        due_in: Option<Period>,
    ) -> Rate {
        let mut rate = Rate::default();
        commitments.into_iter().for_each(|one| rate.count(one, as_of, due_in));
        rate
    }

    /// Counts one more.
    pub fn count(&mut self, one: &Commitment<'_>, as_of: Date, due_in: Option<Period>) {
        let within = due_in.is_none_or(|period| one.due.is_some_and(|due| period.contains(due)));
        if within && one.was_due_before(as_of) {
            self.all += 1;
            self.on_time += u32::from(one.state == State::Done);
        }
    }

    /// In percent; `None` of nothing.
    pub fn percent(&self) -> Option<Figure> {
        Figure::ratio(i64::from(self.on_time) * 100, i64::from(self.all))
    }
}
