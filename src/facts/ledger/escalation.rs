//! Who is named when something stays overdue, and how often dates were moved.

use crate::facts::range::Range;
use crate::facts::{Facts, spans};
use crate::model::task::Task;
use crate::values::date::Date;
use crate::values::term::Term;

use super::{Commitment, Source, State};

/// How a date was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Slippage {
    /// The earliest date that it was moved from; by git, the first that was committed.
    pub first_due: Option<Date>,
    /// How often it was moved.
    pub moved: u32,
}

/// How the date of a commitment was moved up to the day, by the updates of its task and, where the commits were asked
/// for, by them: whichever tells of more. None where nothing could tell, or the updates could not be read.
pub fn slippage(facts: &Facts<'_, '_>, one: &Commitment<'_>) -> Option<Slippage> {
    if !has_moves(one) {
        return None;
    }
    let told = if one.source == Source::Task {
        let task = &facts.book.tasks.all[one.record as usize];
        Some(told(task.sound(&["update"]).then_some(task)?, facts.as_of))
    } else {
        None
    };
    let Some(moves) = &facts.moves else { return told };
    let reference = one.reference(facts);
    if let Some(moved) = moves.of.get(&reference) {
        return Some(Slippage {
            first_due: Some(moved.first_due),
            moved: moved.times().max(told.map_or(0, |told| told.moved)),
        });
    }
    let record = reference.split('#').next().unwrap_or(&reference);
    if !moves.still.contains(record) {
        return told;
    }
    let told = told.unwrap_or_default();
    Some(Slippage {
        first_due: told.first_due.into_iter().chain(one.due).min(),
        moved: told.moved,
    })
}

/// Whether it has a date of its own that somebody wrote and may move.
fn has_moves(one: &Commitment<'_>) -> bool {
    let is_written = matches!(
        one.source,
        Source::Task | Source::Obligation | Source::Improvement | Source::Measure | Source::Promise
    );
    is_written && one.occurrence.is_none()
}

/// How a task's date was moved up to a day, by its updates.
pub fn told(task: &Task<'_>, as_of: Date) -> Slippage {
    let moves = task.update.iter().filter(|update| {
        let moved = update.due_from.is_some() || update.due_to.is_some();
        moved && update.date <= as_of && update.due_from != update.due_to
    });
    moves.fold(Slippage::default(), |slippage, update| Slippage {
        first_due: slippage.first_due.into_iter().chain(update.due_from).min(),
        moved: slippage.moved + 1,
    })
}

/// How often a date that a change pushes back has been moved, this time included: by git, or by the updates of before
/// and now, whichever knows of more.
pub fn moved_times(range: &Range<'_, '_>, reference: &str, told_before: Option<u32>, told_now: Option<u32>) -> u32 {
    let by_git = range.moves.times(reference);
    by_git
        .max(told_before.map_or(1, |moved| moved + 1))
        .max(told_now.unwrap_or(1))
}

/// The person whom the ledger names for something overdue longer than its account's tier bears: the
/// account's supervisor, and for each further such time the next manager up from there, as far as
/// managers are named. With a time of 0 days, the supervisor from the first day on.
pub fn escalated_to<'a>(facts: &Facts<'_, 'a>, commitment: &Commitment<'a>) -> Option<&'a str> {
    let (State::Overdue, Some(due)) = (commitment.state, commitment.due) else {
        return None;
    };
    let account = &facts.book.accounts.all[commitment.account? as usize];
    if !account.sound(&["tier", "supervisor"]) {
        return None;
    }
    let bears = facts.book.settings.tier(account.tier.0)?.escalate_after?;
    let over = |times: u32| {
        let span = Term {
            count: bears.count.saturating_mul(times),
            ..bears
        };
        spans::after(facts.book, due, span) < facts.as_of
    };
    if !over(1) {
        return None;
    }
    let mut named = account.supervisor?.0;
    if bears.count == 0 {
        return Some(named);
    }
    // Managers in a circle are a finding; here everybody is asked once.
    let mut asked = vec![named];
    while over(asked.len() as u32 + 1) {
        let manager = facts.book.people.get(named).and_then(|person| person.manager);
        match manager.filter(|manager| !asked.contains(&manager.0)) {
            Some(manager) => named = manager.0,
            None => break,
        }
        asked.push(named);
    }
    Some(named)
}
