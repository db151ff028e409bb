//! The axis of a chart: from where to where it goes, and which round values it names.

use rust_decimal::Decimal;

use super::{Share, rough, show};
use crate::document::{Chart, Form, Unit};
use crate::say::Lang;

/// The values along an axis, in order: the first and the last are its ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    pub ticks: Vec<Decimal>,
}

/// About so many steps.
const STEPS: i64 = 4;

impl Axis {
    /// The axis that a chart's values, its guide and zero fit on.
    pub fn of(chart: &Chart) -> Axis {
        let stacked = |values: &[Option<Decimal>]| {
            let known = || values.iter().flatten().copied();
            match chart.form {
                Form::Columns => vec![
                    sum(known().filter(|value| value.is_sign_positive())),
                    sum(known().filter(|value| value.is_sign_negative())),
                ],
                Form::Bars | Form::Lines => known().collect(),
            }
        };
        let mut values: Vec<Decimal> = chart.marks.iter().flat_map(|mark| stacked(&mark.values)).collect();
        values.extend(chart.guide.as_ref().map(|guide| guide.value));
        let low = values.iter().copied().min().unwrap_or_default().min(Decimal::ZERO);
        let high = values.iter().copied().max().unwrap_or_default().max(Decimal::ZERO);
        Axis::between(low, high)
    }

    /// From a round value at or below the one to a round value at or above the other.
    fn between(low: Decimal, high: Decimal) -> Axis {
        let step = round_step(high.checked_sub(low).unwrap_or(Decimal::MAX));
        let end = |value: Decimal, whole: fn(&Decimal) -> Decimal| {
            (value.checked_div(step))
                .and_then(|steps| whole(&steps).checked_mul(step))
                .unwrap_or(value)
        };
        let (first, last) = (end(low, Decimal::floor), end(high, Decimal::ceil));
        let mut ticks = vec![first];
        while let Some(next) = ticks
            .last()
            .and_then(|tick| tick.checked_add(step))
            .filter(|next| *next <= last)
        {
            ticks.push(next.normalize());
        }
        if ticks.len() == 1 {
            ticks.push(first.checked_add(step).unwrap_or(Decimal::MAX));
        }
        Axis { ticks }
    }

    /// Where a value lies between the ends.
    pub fn at(&self, value: Decimal) -> Share {
        let (Some(first), Some(last)) = (self.ticks.first(), self.ticks.last()) else {
            return Share(0.0);
        };
        let (first, last) = (rough(*first), rough(*last));
        Share(((rough(value) - first) / (last - first)).clamp(0.0, 1.0))
    }
}

pub fn sum(values: impl Iterator<Item = Decimal>) -> Decimal {
    values.fold(Decimal::ZERO, Decimal::saturating_add)
}

/// A step of 1, 2 or 5 times a power of ten by which a range has at most about four.
fn round_step(range: Decimal) -> Decimal {
    let (one, ten) = (Decimal::ONE, Decimal::TEN);
    let wanted = range / Decimal::from(STEPS);
    if wanted <= Decimal::ZERO {
        return one;
    }
    let mut power = one;
    while let Some(more) = power.checked_mul(ten).filter(|more| *more <= wanted) {
        power = more;
    }
    while power > wanted && power.scale() < 12 {
        power /= ten;
    }
    let times = [1, 2, 5, 10].map(Decimal::from);
    let step = times
        .into_iter()
        .filter_map(|times| power.checked_mul(times))
        .find(|step| *step >= wanted);
    step.unwrap_or(power)
}

/// A value of an axis in few characters: `1.2M`, `120万`.
pub fn short(value: Decimal, unit: &Unit, lang: Lang) -> String {
    let scales: [(i64, &str); 3] = match lang {
        Lang::En => [(1_000_000_000, "bn"), (1_000_000, "M"), (1_000, "k")],
        Lang::Zh => [(1_000_000_000_000, "万亿"), (100_000_000, "亿"), (10_000, "万")],
    };
    let fits = |(scale, _): &(i64, &str)| value.abs() >= Decimal::from(*scale);
    let long = value.abs() >= Decimal::from(10_000);
    let number = match scales.into_iter().find(fits).filter(|_| long) {
        Some((scale, name)) => format!(
            "{}{name}",
            show::plain((value / Decimal::from(scale)).round_dp(2).normalize())
        ),
        None => show::plain(value.normalize()),
    };
    match unit {
        Unit::Number | Unit::Money(_) => number,
        Unit::Percent => format!("{number}%"),
    }
}
