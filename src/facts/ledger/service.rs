//! Requests by their service clocks, and orders by their promised date.

use rayon::prelude::*;

use crate::facts::service::{self, ClockState};
use crate::values::clock::Clock;

use super::desk::{Answer, Desk};
use super::{Commitment, Source, State};

pub(super) fn put<'a>(desk: &Desk<'_, 'a>, all: &mut Vec<Commitment<'a>>) {
    let requests = desk.book.requests.all.par_iter().enumerate();
    all.par_extend(requests.flat_map_iter(|(at, request)| {
        let clocks = service::clocks(desk.book, desk.end_of_day, at);
        let (account, owner) = match (clocks.respond, clocks.resolve) {
            (None, None) => (None, None),
            (Some(_), _) | (_, Some(_)) => desk.account(request.account.0),
        };
        let owner = request.owner.map(|owner| owner.0).or(owner);
        let owe = move |source, state: ClockState| clocked(desk, source, at, state).owed_to(account, owner);
        let respond = clocks.respond.map(|state| owe(Source::Respond, state));
        respond
            .into_iter()
            .chain(clocks.resolve.map(|state| owe(Source::Resolve, state)))
    }));
    let orders = desk.book.orders.all.par_iter().enumerate();
    all.par_extend(orders.filter_map(|(at, order)| {
        let promised = order.promised?;
        if order.date > desk.as_of || !order.sound(&["promised", "delivered", "cancelled"]) {
            return None;
        }
        let (account, owner) = desk.account(order.account.0);
        let answer = desk.done_on(order.delivered);
        let owed = desk.ours(Source::Delivery, at, Some(promised), answer);
        let owed = owed.owed_to(account, owner);
        Some(if order.cancelled { owed.cancelled() } else { owed })
    }));
}

/// The clock decides between in time and late, also within a day; the dates are its local ones.
fn clocked<'a>(desk: &Desk<'_, 'a>, source: Source, at: usize, clock: ClockState) -> Commitment<'a> {
    let local = Clock {
        calendar: &desk.book.settings.calendar,
        zone: &desk.book.settings.terms.timezone,
    };
    let due = local.date_of(clock.due);
    let answer = match (clock.ended, clock.stopped) {
        (true, Some(stopped)) => Answer::On(local.date_of(stopped)),
        (true, None) => Answer::Sometime,
        (false, _) => Answer::No,
    };
    let owed = desk.ours(source, at, Some(due), answer);
    let state = match (clock.ended, clock.met) {
        (true, Some(true)) => State::Done,
        (true, Some(false)) => State::DoneLate,
        (false, Some(false)) => State::Overdue,
        (true | false, None) | (false, Some(true)) => owed.state,
    };
    let days_late = if state == State::Done { 0 } else { owed.days_late };
    Commitment {
        state,
        days_late,
        ..owed
    }
}
