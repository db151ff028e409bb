//! The figure of a goal's period out of the actuals of its measuring periods.

use crate::model::goal::{Actual, Combine, Goal, Kpi};
use crate::model::sound;
use crate::values::date::Date;
use crate::values::figure::Figure;
use crate::values::period::Period;

/// A goal's figure, and the last day that it covers.
pub(super) struct ActualFigure {
    pub(super) figure: Figure,
    pub(super) covered_until: Date,
}

/// A goal's actuals, by KPI and period.
pub(super) struct Actuals<'g, 'a> {
    sorted: Vec<&'g Actual<'a>>,
}

impl<'g, 'a> Actuals<'g, 'a> {
    pub(super) fn of(goal: &'g Goal<'a>) -> Actuals<'g, 'a> {
        let mut sorted: Vec<&Actual<'_>> = goal.actual.iter().collect();
        sorted.sort_by_key(|actual| (actual.kpi.0, actual.period.last()));
        Actuals { sorted }
    }

    /// The actuals of a KPI, the earliest period first.
    fn of_kpi(&self, kpi: &Kpi<'_>) -> &[&'g Actual<'a>] {
        let id = kpi.id.0;
        let start = self.sorted.partition_point(|actual| actual.kpi.0 < id);
        let length = self.sorted[start..].partition_point(|actual| actual.kpi.0 == id);
        &self.sorted[start..start + length]
    }

    /// The figure as of a day; `None` where no actual counts yet.
    pub(super) fn figure(&self, kpi: &Kpi<'_>, period: &Period, as_of: Date) -> Option<ActualFigure> {
        let counted = || {
            self.of_kpi(kpi)
                .iter()
                .copied()
                .filter(move |actual| counts_from(actual) <= as_of)
        };
        let covered_until = counted()
            .map(|actual| actual.period.last())
            .max()?
            .min(period.last())
            .min(as_of);
        let percent = matches!(kpi.unit, Some("%"));
        let figure = if counted().all(|actual| actual.num.is_some()) {
            rate(
                counted().filter_map(|actual| actual.num).map(Figure::from).sum(),
                counted().filter_map(|actual| actual.den).map(Figure::from).sum(),
                percent,
            )
        } else {
            combined(counted().filter_map(|actual| own(actual, percent)), sound::combine(kpi))
        };
        Some(ActualFigure {
            figure: figure?,
            covered_until,
        })
    }
}

/// The day from which an actual is known.
pub fn counts_from(actual: &Actual<'_>) -> Date {
    actual.date.unwrap_or(actual.period.last())
}

fn rate(num: Figure, den: Figure, percent: bool) -> Option<Figure> {
    let rate = num.checked_div(&den)?;
    Some(if percent { rate * Figure::from(100) } else { rate })
}

fn own(actual: &Actual<'_>, percent: bool) -> Option<Figure> {
    match (actual.value, actual.num, actual.den) {
        (Some(value), _, _) => Some(Figure::from(value)),
        (None, Some(num), Some(den)) => rate(Figure::from(num), Figure::from(den), percent),
        (None, Some(_) | None, None) | (None, None, Some(_)) => None,
    }
}

fn combined(figures: impl Iterator<Item = Figure>, combine: Combine) -> Option<Figure> {
    match combine {
        Combine::Last => figures.last(),
        Combine::Max => figures.max(),
        Combine::Min => figures.min(),
        Combine::Sum => figures.reduce(|sum, figure| sum + figure),
        Combine::Average => {
            let (sum, count) = figures.fold((Figure::zero(), 0), |(sum, count), figure| (sum + figure, count + 1));
            sum.checked_div(&Figure::from(count))
        }
    }
}
