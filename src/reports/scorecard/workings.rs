//! How the figures of a scorecard came about: each formula with its inputs in place. Inputs stand as people
//! wrote them, results as the table rounds them; what has no figure says why.

mod actual;
mod score;

use crate::document::Detail;
use crate::facts::kpi::aim::Aim;
use crate::facts::kpi::{Bounds, Colour, Course};
use crate::model;
use crate::model::goal::KpiTarget;
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::figure::Figure;
use crate::values::number::{Decimal, plain};

use super::super::Ask;
use super::super::rows::{Spot, Trail};
use super::{Line, rounded};

pub(super) use score::{Family, of_score};

/// Figures that go into a formula and were not written by anybody have so many places at most.
const PLACES: u32 = 4;

impl Line<'_, '_, '_> {
    /// The records behind the row of the goal's KPI at that position, and how its figures came about.
    pub(super) fn trail(&self, ask: &Ask<'_>, at: usize) -> Trail {
        let mut trail = Trail::of(ask);
        if ask.detail == Detail::Figures {
            return trail;
        }
        let of_kpi = |route| Spot::part(model::Kind::Goal, self.goal, self.kpi.id.0, route);
        trail.whole_row(|| of_kpi(Route::part("kpi", at)));
        actual::tell(self, &mut trail);
        self.tell_attainment(&mut trail);
        self.tell_colour(&mut trail);
        self.tell_missed(&mut trail);
        if let Some(points) = self.standing.points(self.kpi, self.bounds) {
            trail.working("points", || {
                let (weight, points) = (self.kpi.weight.0, points.text(1));
                let counted = self.counted();
                said!("{weight} × {counted} / 100 = {points}", "{weight} × {counted} / 100 = {points}")
            });
        }
        if let Some(forecast) = self.standing.forecast(self.goal) {
            trail.working("forecast", || {
                let actual = self.standing.actual.as_ref().map_or_else(String::new, |actual| self.number(actual));
                let (days, elapsed) = (self.goal.period.days(), self.standing.days_elapsed(self.goal).unwrap_or(0));
                let forecast = plain(rounded(self.kpi, &forecast));
                said!(
                    "{actual} × {days} days / {elapsed} days = {forecast}",
                    "{actual} × {days} 天 / {elapsed} 天 = {forecast}"
                )
            });
        }
        trail
    }

    fn tell_attainment(&self, trail: &mut Trail) {
        let (Some(actual), Some(attainment)) = (&self.standing.actual, &self.standing.attainment) else {
            return;
        };
        trail.working("attainment", || {
            worth(&Aim::of(self.kpi), actual, attainment, |figure| self.number(figure))
        });
    }

    /// By which bounds the colour was found; of a sum that runs, against what is expected by now.
    fn tell_colour(&self, trail: &mut Trail) {
        let (Some(actual), Some(attainment)) = (&self.standing.actual, &self.standing.attainment) else {
            return;
        };
        if !self.standing.provisional {
            trail.working("colour", || judged(attainment, self.bounds));
            return;
        }
        let Some(aim) = self.standing.expected(self.goal, self.kpi) else {
            trail.working("colour", || {
                said!(
                    "none: the plan tells nothing of the days that the figure covers",
                    "暂无：分期计划未覆盖已有数据的日期"
                )
            });
            return;
        };
        trail.working("colour", || {
            let by_now = aim.attainment(actual);
            let worth = worth(&aim, actual, &by_now, |figure| self.number(figure));
            let against = said!("against that {en}", "按此计算 {zh}", en = worth.en, zh = worth.zh);
            sequence(&[self.expected(&aim), against, judged(&by_now, self.bounds)])
        });
    }

    /// What is expected by the last day that the figure covers, and why.
    fn expected(&self, aim: &Aim) -> Said {
        let until = self.standing.covered_until.unwrap_or(self.facts.as_of);
        let value = shown_aim(aim, precise);
        if self.kpi.plan.is_some() {
            return said!("expected by {until}, by the plan: {value}", "按分期计划，截至 {until} 应达到 {value}");
        }
        let target = shown_aim(&Aim::of(self.kpi), |figure| self.number(figure));
        let (days, elapsed) = (self.goal.period.days(), self.standing.days_elapsed(self.goal).unwrap_or(0));
        said!(
            "expected by {until}: {target} × {elapsed} days / {days} days = {value}",
            "截至 {until} 应达到 {target} × {elapsed} 天 / {days} 天 = {value}"
        )
    }

    fn tell_missed(&self, trail: &mut Trail) {
        let last = self.goal.period.last();
        match (self.of_goal.course, &self.standing.actual) {
            (Course::Over, Some(actual)) => trail.working("missed", || {
                let (actual, target) = (self.precise(actual), self.target());
                let range = match self.kpi.target {
                    KpiTarget::Value(_) => false,
                    KpiTarget::Range(..) => true,
                };
                match (range, self.standing.missed) {
                    (false, false) => said!("{actual} reaches the target {target}", "{actual} 达到目标 {target}"),
                    (false, true) => said!("{actual} misses the target {target}", "{actual} 未达到目标 {target}"),
                    (true, false) => said!("{actual} lies within {target}", "{actual} 在目标区间 {target} 之内"),
                    (true, true) => said!("{actual} lies outside {target}", "{actual} 在目标区间 {target} 之外"),
                }
            }),
            (Course::Over, None) => {}
            (Course::Running | Course::Ahead, _) => trail.working("missed", || {
                said!("not judged before the period ends on {last}", "期间于 {last} 结束后才判定")
            }),
        }
    }

    /// The target as it was written.
    fn target(&self) -> String {
        match self.kpi.target {
            KpiTarget::Value(target) => target.to_string(),
            KpiTarget::Range(min, max) => format!("{min}..{max}"),
        }
    }

    /// What the attainment counts, and the cap where it does more.
    fn counted(&self) -> String {
        let attainment = self.standing.attainment.clone().unwrap_or_else(Figure::zero);
        counted(&attainment, self.bounds)
    }

    /// A figure as people wrote it where it is one of theirs, else with a few places; in brackets below 0,
    /// fit for a formula.
    fn number(&self, figure: &Figure) -> String {
        bracketed(self.precise(figure))
    }

    fn precise(&self, figure: &Figure) -> String {
        let target = match self.kpi.target {
            KpiTarget::Value(target) => vec![target],
            KpiTarget::Range(min, max) => vec![min, max],
        };
        let of_kpi = self.goal.actual.iter().filter(|actual| actual.kpi.0 == self.kpi.id.0);
        let written = of_kpi.filter_map(|actual| actual.value);
        let zero_at = self.kpi.zero_at.into_iter();
        let all = target.into_iter().chain(zero_at).chain(self.kpi.tolerance.map(|tolerance| tolerance.0));
        let mut all = all.chain(written);
        all.find(|number| Figure::from(number) == *figure)
            .map_or_else(|| precise(figure), |number| number.to_string())
    }
}

/// The attainment of a figure held against an aim, by the one formula.
fn worth(aim: &Aim, actual: &Figure, attainment: &Figure, number: impl Fn(&Figure) -> String) -> Said {
    let (percent, shown) = (attainment.text(1), number(actual));
    let (target, zero_at) = match aim {
        Aim::Higher { target, zero_at } | Aim::Lower { target, zero_at } => (target, zero_at),
        Aim::Range { min, max, tolerance } => return of_range(aim, actual, &percent, [min, max, tolerance], number),
    };
    let length = match aim {
        Aim::Higher { .. } => target - zero_at,
        Aim::Lower { .. } | Aim::Range { .. } => zero_at - target,
    };
    let (target, zero) = (number(target), number(zero_at));
    if length.is_zero() || length.is_negative() {
        return if aim.reached(actual) {
            said!("{shown} reaches the target {target}: {percent}", "{shown} 达到目标 {target}：{percent}")
        } else {
            said!(
                "{shown} misses the target {target}, and nothing between counts: {percent}",
                "{shown} 未达到目标 {target}，且无零分值可折算：{percent}"
            )
        };
    }
    let below = match aim {
        Aim::Higher { .. } => actual < zero_at,
        Aim::Lower { .. } | Aim::Range { .. } => actual > zero_at,
    };
    let formula = format!("({shown} − {zero}) / ({target} − {zero}) × 100");
    if below {
        return said!("{formula} is below 0: {percent}", "{formula} 低于 0，按 {percent} 计");
    }
    said!("{formula} = {percent}", "{formula} = {percent}")
}

/// The same of a range: inside, or so far outside.
fn of_range(
    aim: &Aim,
    actual: &Figure,
    percent: &str,
    [min, max, tolerance]: [&Figure; 3],
    number: impl Fn(&Figure) -> String,
) -> Said {
    let (shown, low, high) = (number(actual), number(min), number(max));
    if aim.reached(actual) {
        return said!("{shown} lies within {low}..{high}: {percent}", "{shown} 在 {low}..{high} 之内：{percent}");
    }
    let outside = if actual < min { format!("({low} − {shown})") } else { format!("({shown} − {high})") };
    if tolerance.is_zero() {
        return said!(
            "{shown} lies outside {low}..{high}, and there is no tolerance: {percent}",
            "{shown} 超出 {low}..{high}，且未设容差：{percent}"
        );
    }
    let width = number(tolerance);
    let formula = format!("({width} − {outside}) / {width} × 100");
    let distance = if actual < min { min - actual } else { actual - max };
    if distance > *tolerance {
        return said!("{formula} is below 0: {percent}", "{formula} 低于 0，按 {percent} 计");
    }
    said!("{formula} = {percent}", "{formula} = {percent}")
}

/// An aim's target in one text.
fn shown_aim(aim: &Aim, number: impl Fn(&Figure) -> String) -> String {
    match aim {
        Aim::Higher { target, .. } | Aim::Lower { target, .. } => number(target),
        Aim::Range { min, max, .. } => format!("{}..{}", number(min), number(max)),
    }
}

/// A percentage held against the bounds of the colours, with as many places as tell it from them.
fn judged(percent: &Figure, bounds: &Bounds) -> Said {
    let (green, amber) = (precise(&bounds.green), precise(&bounds.amber));
    let shown = apart(percent, &[&bounds.green, &bounds.amber]);
    match Colour::of(percent, &bounds.green, &bounds.amber) {
        Colour::Green => said!("{shown} ≥ {green}: green", "{shown} ≥ {green}：绿"),
        Colour::Amber => said!("{amber} ≤ {shown} < {green}: amber", "{amber} ≤ {shown} < {green}：黄"),
        Colour::Red => said!("{shown} < {amber}: red", "{shown} < {amber}：红"),
    }
}

/// With one place, or more where it would look like a bound that it is not.
fn apart(figure: &Figure, bounds: &[&Figure]) -> String {
    const MOST: u32 = 12;
    let misleads = |places: &u32| {
        let shown = Figure::from(figure.rounded(*places));
        bounds.iter().any(|bound| shown == **bound && figure != *bound)
    };
    let places = (1..MOST).find(|places| !misleads(places)).unwrap_or(MOST);
    figure.text(places)
}

/// What an attainment counts in a score: at most the cap, and it is said where that is less.
fn counted(attainment: &Figure, bounds: &Bounds) -> String {
    let shown = precise(attainment);
    if *attainment > bounds.cap {
        format!("min({shown}, {})", precise(&bounds.cap))
    } else {
        shown
    }
}

/// A figure that goes into a formula: as it is where it has few places.
fn precise(figure: &Figure) -> String {
    let exact: Option<Decimal> = figure.exact().filter(|exact| exact.scale() <= PLACES);
    exact.map_or_else(|| figure.text(PLACES), plain)
}

fn bracketed(number: String) -> String {
    if number.starts_with('-') { format!("({number})") } else { number }
}

fn sequence(parts: &[Said]) -> Said {
    let en: Vec<&str> = parts.iter().map(|part| part.en.as_str()).collect();
    let zh: Vec<&str> = parts.iter().map(|part| part.zh.as_str()).collect();
    Said {
        en: en.join("; "),
        zh: zh.join("；"),
    }
}

#[cfg(test)]
mod tests;
