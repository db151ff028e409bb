//! The figures of KPIs: one for each measuring period that has begun.

use rayon::prelude::*;

use crate::book::Record;
use crate::model::goal::{Goal, Kpi};
use crate::model::sound::measuring_periods;
use crate::values::date::add_days;
use crate::values::period::Period;

use super::desk::{Answer, Desk};
use super::{Commitment, Occurrence, Source};

/// So many days after its measuring period a figure is due.
const FIGURE_DAYS: i64 = 10;

pub(super) fn put<'a>(desk: &Desk<'_, 'a>, all: &mut Vec<Commitment<'a>>) {
    let each = desk.book.goals.all.par_iter().enumerate();
    all.par_extend(each.flat_map_iter(|(at, goal)| of_goal(desk, at, goal)));
}

fn of_goal<'a>(desk: &Desk<'_, 'a>, at: usize, goal: &Record<'a, Goal<'a>>) -> Vec<Commitment<'a>> {
    let mut owed = Vec::new();
    if !goal.sound(&["kpi", "actual", "period"]) {
        return owed;
    }
    let account = desk.account(goal.account.0).0;
    for (part, kpi) in goal.kpi.iter().enumerate() {
        if kpi.computed.is_some() {
            continue;
        }
        let owner = kpi.owner.map_or(goal.owner.0, |owner| owner.0);
        for period in measuring_periods(goal, kpi).take_while(|period| period.first() <= desk.as_of) {
            let due = add_days(period.last(), FIGURE_DAYS);
            if desk.book.settings.began.is_some_and(|began| due < began) {
                continue;
            }
            let answer = figure(desk, goal, kpi, period);
            owed.push(
                desk.ours(Source::KpiFigure, at, Some(due), answer)
                    .part(part)
                    .owed_to(account, Some(owner))
                    .at(Occurrence::Period(period)),
            );
        }
    }
    owed
}

/// An actual without a date counts from the last day of its period.
fn figure(desk: &Desk<'_, '_>, goal: &Goal<'_>, kpi: &Kpi<'_>, period: Period) -> Answer {
    let actual = goal
        .actual
        .iter()
        .find(|actual| actual.kpi.0 == kpi.id.0 && actual.period.same_days(&period));
    match actual.map(|actual| actual.date) {
        Some(Some(date)) => desk.done_on(Some(date)),
        Some(None) if period.last() <= desk.as_of => Answer::Sometime,
        Some(None) | None => Answer::No,
    }
}
