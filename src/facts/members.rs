//! What each of our people has to do: what they answer for, what they carry out, and how full their desk
//! is. It never ranks anybody.

use crate::model::contract::Party;
use crate::values::figure::Figure;
use crate::values::period::Period;

use super::Facts;
use super::ledger::{Commitment, Source, State, count_on_time, slippage};
use super::rate::Rate;

/// Under so many items a rate is marked as standing on few.
pub const FEW: u32 = 5;

/// Counts over commitments of ours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Still to be done: open, due soon, overdue and without a date together. As of the day, whatever the
    /// period.
    pub open: u32,
    /// Overdue among them.
    pub overdue: u32,
    /// Done, in time or late; of those due in the period where one is given.
    pub done: u32,
    /// What was due before as-of, in the period where one is given, and done on time.
    pub on_time: Rate,
    /// How often the dates of their tasks were moved, and of all else where the commits were asked for (of those due
    /// in the period where one is given).
    pub moved: u32,
}

/// What one of ours has to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Member {
    /// What they answer for, from every source.
    pub accountable: Counts,
    /// The tasks that they carry out.
    pub responsible: Counts,
    /// How many open commitments are still reasonable.
    pub capacity: Option<i64>,
}

impl Member {
    /// Whether so little was due that the rate of what was done on time says little.
    pub fn few(&self) -> bool {
        self.accountable.on_time.of < FEW
    }

    /// Open commitments by capacity: 1 is full. `None` without a capacity, or where it is 0.
    pub fn load(&self) -> Option<Figure> {
        Figure::ratio(i64::from(self.accountable.open), self.capacity?)
    }
}

/// What everybody has to do, by the position in `book.people`. A period narrows what was due in the past;
/// what is open is so as of the day.
pub fn members(facts: &Facts<'_, '_>, due_in: Option<Period>) -> Vec<Member> {
    let people = facts.book.people.iter();
    let mut members: Vec<Member> = people
        .map(|person| Member {
            capacity: person.capacity.map(|capacity| capacity.0),
            ..Member::default()
        })
        .collect();
    for one in facts.ledger.all.iter().filter(|one| one.party == Party::Us) {
        let moved = moves(facts, one, due_in);
        if let Some(at) = one.owner.and_then(|owner| facts.book.people.position(owner)) {
            count(&mut members[at].accountable, facts, one, due_in, moved);
        }
        if one.source != Source::Task {
            continue;
        }
        let responsible = &facts.book.tasks.all[one.record as usize].responsible;
        for (nth, person) in responsible.iter().enumerate() {
            let again = responsible[..nth].contains(person);
            if let Some(at) = facts.book.people.position(person.0).filter(|_| !again) {
                count(&mut members[at].responsible, facts, one, due_in, moved);
            }
        }
    }
    members
}

fn count(counts: &mut Counts, facts: &Facts<'_, '_>, one: &Commitment<'_>, due_in: Option<Period>, moved: u32) {
    counts.open += u32::from(one.state.is_open());
    counts.overdue += u32::from(one.state == State::Overdue);
    counts.done += u32::from(one.state.is_done() && is_due_in(one, due_in));
    count_on_time(&mut counts.on_time, one, facts.as_of, due_in);
    counts.moved += moved;
}

/// Whether it is due in the period, where one is given.
pub fn is_due_in(one: &Commitment<'_>, due_in: Option<Period>) -> bool {
    due_in.is_none_or(|period| one.due.is_some_and(|due| period.contains(due)))
}

fn moves(facts: &Facts<'_, '_>, one: &Commitment<'_>, due_in: Option<Period>) -> u32 {
    if one.state == State::Cancelled || !is_due_in(one, due_in) {
        return 0;
    }
    slippage(facts, one).map_or(0, |slippage| slippage.moved)
}

#[cfg(test)]
mod tests;
