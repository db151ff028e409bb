//! What a KPI is to have reached by now.

use crate::model::goal::{Combine, Goal, Kpi};
use crate::model::sound;
use crate::values::date::{Date, days_between};
use crate::values::figure::Figure;
use crate::values::number::Decimal;
use crate::values::period::Period;

use super::KpiStanding;
use super::aim::Aim;

/// See [`KpiStanding::expected`].
pub(super) fn expected(goal: &Goal<'_>, kpi: &Kpi<'_>, standing: &KpiStanding) -> Option<Aim> {
    let whole = Aim::of(kpi);
    let until = standing.covered_until?;
    let sums = sound::combine(kpi) == Combine::Sum;
    match (kpi.plan.as_deref(), sums) {
        (Some(plan), true) => Some(planned(&whole, added_up(plan, until))),
        (Some(plan), false) => Some(planned(&whole, read_at(plan, until)?)),
        (None, true) => {
            let share = Figure::ratio(standing.days_elapsed(goal)?, goal.period.days())?;
            Some(whole.scaled(&share))
        }
        (None, false) => Some(whole),
    }
}

/// A plan's figures up to a day; of a period that runs then, its share of the days.
fn added_up(plan: &[(Period, Decimal)], until: Date) -> Figure {
    plan.iter()
        .filter(|(period, _)| period.first() <= until)
        .map(|(period, figure)| {
            let days = days_between(period.first(), until.min(period.last())) + 1;
            let share = Figure::ratio(days, period.days()).unwrap_or_else(Figure::zero);
            share * Figure::from(figure)
        })
        .sum()
}

/// A plan's figure of the last period that has one by a day: one that runs then has not come to its own.
fn read_at(plan: &[(Period, Decimal)], until: Date) -> Option<Figure> {
    plan.iter()
        .filter(|(period, _)| period.last() <= until)
        .max_by_key(|(period, _)| period.last())
        .map(|(_, figure)| Figure::from(figure))
}

/// The aim moved to a plan's figure: what it is worth 0 % at moves in proportion, where there is one.
/// A range moves with its middle.
fn planned(whole: &Aim, plan: Figure) -> Aim {
    let middle = match whole {
        Aim::Higher { target, .. } | Aim::Lower { target, .. } => target.clone(),
        Aim::Range { min, max, .. } => (min + max).checked_div(&Figure::from(2)).unwrap_or_else(Figure::zero),
    };
    if let Some(share) = plan.checked_div(&middle)
        && !share.is_negative()
    {
        return whole.scaled(&share);
    }
    match whole {
        Aim::Higher { zero_at, .. } => Aim::Higher {
            target: plan,
            zero_at: zero_at.clone(),
        },
        Aim::Lower { zero_at, .. } => Aim::Lower {
            target: plan,
            zero_at: zero_at.clone(),
        },
        Aim::Range { min, max, tolerance } => {
            let shift = plan - middle;
            Aim::Range {
                min: min + &shift,
                max: max + &shift,
                tolerance: tolerance.clone(),
            }
        }
    }
}
