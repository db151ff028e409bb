//! The clocks of a request: which times were promised, and how they stand at the end of as-of.
//!
//! A request without promised times costs nothing here.

use crate::book::{Book, Record};
use crate::model::contract::Contract;
use crate::model::request::{Request, RequestStatus, SlaTimes};
use crate::values::clock::{Clock, Pause};
use crate::values::date::Moment;
use crate::values::term::Term;

/// How one clock of a request stands at the end of as-of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockState {
    /// What was promised.
    pub promised: Term,
    /// When it runs out, or ran out.
    pub due: Moment,
    /// When it was stopped; `None` while it runs, and where nobody wrote when.
    pub stopped: Option<Moment>,
    /// Whether it has been stopped, even if nobody wrote when.
    pub ended: bool,
    /// Seconds on it until it was stopped, or until the end of as-of; 0 where it was stopped and
    /// nobody wrote when.
    pub elapsed: i64,
    /// Seconds that were promised.
    pub target: i64,
    /// Whether the promise was kept: no once it has run out, nothing while it runs in time, or where
    /// nobody wrote when it was stopped.
    pub met: Option<bool>,
}

impl ClockState {
    /// Whether it still runs though its time is over.
    pub fn overdue(&self) -> bool {
        !self.ended && self.met == Some(false)
    }

    /// Whether it still runs in time, and four fifths of that time are over.
    pub fn at_risk(&self) -> bool {
        !self.ended && self.met.is_none() && self.elapsed.saturating_mul(5) >= self.target.saturating_mul(4)
    }
}

/// The clocks of a request; `None` where nothing was promised, or where what it needs could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clocks {
    /// Until the first answer.
    pub respond: Option<ClockState>,
    /// Until it is solved.
    pub resolve: Option<ClockState>,
}

/// The times promised for a request: its contract's, else its account's tier's, else the book's, each by
/// the request's severity. `None` where there are none, or where the record that would tell could not be
/// read.
pub fn promised<'b>(book: &'b Book<'_>, request: &Record<'_, Request<'_>>) -> Option<&'b SlaTimes> {
    if !request.sound(&["contract"]) {
        return None;
    }
    let severity = request.severity;
    if let Some(id) = &request.contract {
        let contract: &Record<'_, Contract<'_>> = book.contracts.get(id)?;
        if !contract.sound(&["sla"]) {
            return None;
        }
        if let Some(times) = contract.sla.as_ref().and_then(|sla| sla.times(severity)) {
            return Some(times);
        }
    }
    let some_tier = book.settings.tiers.iter().any(|(_, tier)| tier.sla.is_some());
    if some_tier {
        let account = book.accounts.get(request.account.0)?;
        let tier = book.settings.tier(account.tier.0);
        let times = tier.and_then(|tier| tier.sla.as_ref()?.times(severity));
        if times.is_some() {
            return times;
        }
    }
    book.settings.sla.as_ref().and_then(|sla| sla.times(severity))
}

/// How the clocks of a request stand at the end of as-of, by its position in `book.requests`. One that
/// was opened later has none yet.
pub fn clocks(book: &Book<'_>, end_of_day: Moment, request: usize) -> Clocks {
    let request = &book.requests.all[request];
    if request.opened >= end_of_day || !request.sound(&["opened", "resolved", "closed", "status", "pause"]) {
        return Clocks::default();
    }
    let Some(times) = promised(book, request) else {
        return Clocks::default();
    };
    let clock = Clock {
        calendar: &book.settings.calendar,
        zone: &book.settings.terms.timezone,
    };
    let pauses = pauses(request, end_of_day);
    let solved = solved(request, end_of_day);
    let answered = answered(request, end_of_day);
    let state = |term: Option<Term>, stop| state(&clock, term?, request.opened, stop, &pauses, end_of_day);
    Clocks {
        respond: times
            .respond
            .filter(|_| request.sound(&["responded"]))
            .and_then(|term| state(Some(term), answered)),
        resolve: state(times.resolve, solved),
    }
}

/// Whether and when a clock was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// Not yet.
    Running,
    /// Then.
    At(Moment),
    /// Nobody wrote when.
    Sometime,
}

/// A moment that has come by the end of as-of.
pub(super) fn happened(moment: Option<Moment>, end_of_day: Moment) -> Option<Moment> {
    moment.filter(|moment| *moment < end_of_day)
}

/// When a request was solved: `resolved`, without it `closed`. One that is only said to be solved was so
/// sometime, unless a later date says when.
pub(super) fn solved(request: &Request<'_>, end_of_day: Moment) -> Stop {
    let written = request.resolved.or(request.closed);
    match (happened(written, end_of_day), request.status) {
        (Some(moment), _) => Stop::At(moment),
        (None, RequestStatus::Resolved | RequestStatus::Closed) if written.is_none() => Stop::Sometime,
        (
            None,
            RequestStatus::New
            | RequestStatus::Assigned
            | RequestStatus::InProgress
            | RequestStatus::Waiting
            | RequestStatus::Resolved
            | RequestStatus::Closed,
        ) => Stop::Running,
    }
}

/// When a request was first answered: one that was solved without an answer was answered then.
pub(super) fn answered(request: &Request<'_>, end_of_day: Moment) -> Stop {
    match happened(request.responded, end_of_day) {
        Some(responded) => Stop::At(responded),
        None => solved(request, end_of_day),
    }
}

/// The pauses that have begun; one that ends after as-of goes on.
pub(super) fn pauses(request: &Request<'_>, end_of_day: Moment) -> Vec<Pause> {
    request
        .pause
        .iter()
        .filter(|pause| pause.from < end_of_day)
        .map(|pause| Pause {
            from: pause.from,
            to: happened(pause.to, end_of_day),
        })
        .collect()
}

/// `None` for working time in a calendar that has none.
fn state(
    clock: &Clock<'_>,
    promised: Term,
    opened: Moment,
    stop: Stop,
    pauses: &[Pause],
    end_of_day: Moment,
) -> Option<ClockState> {
    let target = clock.seconds(promised, opened)?;
    let (stopped, until) = match stop {
        Stop::At(moment) => (Some(moment), moment),
        Stop::Running | Stop::Sometime => (None, end_of_day),
    };
    let due = clock.due(opened, promised, pauses, until)?;
    let (ended, elapsed, met) = match stop {
        Stop::At(moment) => {
            let elapsed = clock.elapsed(promised, opened, moment, pauses);
            (true, elapsed, Some(elapsed <= target))
        }
        Stop::Running => {
            let elapsed = clock.elapsed(promised, opened, end_of_day, pauses);
            (false, elapsed, (due < end_of_day).then_some(false))
        }
        Stop::Sometime => (true, 0, None),
    };
    Some(ClockState {
        promised,
        due,
        stopped,
        ended,
        elapsed,
        target,
        met,
    })
}
