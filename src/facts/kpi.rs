//! How every goal and its KPIs stand as of the day: the figure, what it is worth, and whether it is
//! enough. What could not be read has no standing; nothing is guessed.

mod actual;
pub mod aim;
mod expected;
#[cfg(test)]
mod laws;
pub mod points;
pub mod score;
#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::book::Record;
use crate::model::goal::{Combine, Goal, Kpi};
use crate::model::sound;
use crate::values::date::{Date, days_between};
use crate::values::figure::Figure;
use crate::values::period::Period;

use super::Facts;
pub use actual::counts_from;
use actual::{ActualFigure, Actuals};
use aim::Aim;
pub use points::{Points, points};
pub use score::{AccountScore, Score, account_score, latest_ended, own_score};

/// Where a period lies as of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// It has not begun.
    Ahead,
    /// It runs; its last day is today or later.
    Running,
    /// Its last day is past.
    Over,
}

impl Course {
    /// Where `period` lies on the day `as_of`.
    pub fn of(period: &Period, as_of: Date) -> Course {
        if period.last() < as_of {
            Course::Over
        } else if period.first() <= as_of {
            Course::Running
        } else {
            Course::Ahead
        }
    }
}

/// Green, amber or red, by `[kpi]` and `[health]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    /// Good.
    Green,
    /// Nearly.
    Amber,
    /// Not enough.
    Red,
}

impl Colour {
    /// The colour of a figure that is green or amber from these bounds on.
    pub fn of(figure: &Figure, green: &Figure, amber: &Figure) -> Colour {
        if figure >= green {
            Colour::Green
        } else if figure >= amber {
            Colour::Amber
        } else {
            Colour::Red
        }
    }
}

/// How one KPI stands. What needs the goal besides is told by methods.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KpiStanding {
    /// Whether the KPI and its actuals could be read; nothing else is known otherwise.
    pub known: bool,
    /// The figure of the goal's period so far, in the KPI's unit; `None` where there is none yet.
    pub actual: Option<Figure>,
    /// What the figure is worth against the whole period's target, in percent, not below 0 and not
    /// capped.
    pub attainment: Option<Figure>,
    /// The last day that the figure covers: the last of the periods that have an actual, not after the
    /// goal's last day nor as-of.
    pub covered_until: Option<Date>,
    /// By the attainment; of a sum that runs, by the attainment of what is expected by now.
    pub colour: Option<Colour>,
    /// The period is over and the figure is on the wrong side of the target.
    pub missed: bool,
    /// The period runs and the figure is on the wrong side of what is expected by now.
    pub at_risk: bool,
    /// A sum whose period runs: its attainment and points still grow.
    pub provisional: bool,
}

/// How one goal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalStanding {
    /// Where its period lies.
    pub course: Course,
    /// Its KPIs, in the order of `goal.kpi`.
    pub kpis: Vec<KpiStanding>,
    /// Its score, of its KPIs and its sub-goals.
    pub score: Score,
}

/// The bounds by which KPIs are judged, as figures.
#[derive(Debug, Clone)]
pub struct Bounds {
    /// Attainment from which on a KPI is green, in percent.
    pub green: Figure,
    /// Attainment from which on it is amber, in percent.
    pub amber: Figure,
    /// The most that an attainment counts in a score, in percent.
    pub cap: Figure,
}

impl Bounds {
    /// Those of the book.
    pub fn of(facts: &Facts<'_, '_>) -> Bounds {
        let settings = &facts.book.settings;
        Bounds {
            green: Figure::from(settings.green),
            amber: Figure::from(settings.amber),
            cap: Figure::from(settings.cap),
        }
    }
}

impl KpiStanding {
    /// What the attainment counts in a score: at most the cap.
    pub fn counted(&self, bounds: &Bounds) -> Option<Figure> {
        self.attainment
            .as_ref()
            .map(|attainment| attainment.min(&bounds.cap).clone())
    }

    /// The points that it earns its owner: weight × what its attainment counts / 100.
    pub fn points(&self, kpi: &Kpi<'_>, bounds: &Bounds) -> Option<Figure> {
        (self.counted(bounds)? * Figure::from(kpi.weight.0)).checked_div(&Figure::from(100))
    }

    /// The days of the goal's period that the figure covers.
    pub fn days_elapsed(&self, goal: &Goal<'_>) -> Option<i64> {
        let days = days_between(goal.period.first(), self.covered_until?) + 1;
        (days > 0).then_some(days)
    }

    /// What is to be reached by now: by `plan`, else for a sum the target's share of the days elapsed,
    /// else the target. `None` where no figure tells how far the period is, or the plan begins later.
    pub fn expected(&self, goal: &Goal<'_>, kpi: &Kpi<'_>) -> Option<Aim> {
        expected::expected(goal, kpi, self)
    }

    /// Where a sum is heading while its period runs: actual × days in the period / days elapsed.
    pub fn forecast(&self, goal: &Goal<'_>) -> Option<Figure> {
        if !self.provisional {
            return None;
        }
        let days = Figure::ratio(goal.period.days(), self.days_elapsed(goal)?)?;
        Some(self.actual.as_ref()? * days)
    }
}

/// How the goals stand, in the order of `book.goals`.
pub(super) fn standings(facts: &Facts<'_, '_>) -> Vec<GoalStanding> {
    let bounds = Bounds::of(facts);
    let mut all: Vec<GoalStanding> = facts
        .book
        .goals
        .all
        .par_iter()
        .map(|goal| of_goal(facts, &bounds, goal))
        .collect();
    score::nest(facts.book, &mut all);
    all
}

fn of_goal<'a>(facts: &Facts<'_, 'a>, bounds: &Bounds, goal: &Record<'a, Goal<'a>>) -> GoalStanding {
    let course = Course::of(&goal.period, facts.as_of);
    let kpis: Vec<KpiStanding> = if goal.sound(&["kpi", "period"]) {
        let actuals = Actuals::of(goal);
        goal.kpi
            .iter()
            .map(|kpi| of_kpi(facts, bounds, goal, kpi, &actuals, course))
            .collect()
    } else {
        vec![KpiStanding::default(); goal.kpi.len()]
    };
    let score = if goal.sound(&["kpi", "period"]) {
        score::of_kpis(goal, &kpis, course, bounds)
    } else {
        Score::unknown()
    };
    GoalStanding { course, kpis, score }
}

fn of_kpi<'a>(
    facts: &Facts<'_, 'a>,
    bounds: &Bounds,
    goal: &Record<'a, Goal<'a>>,
    kpi: &Kpi<'a>,
    actuals: &Actuals<'_, 'a>,
    course: Course,
) -> KpiStanding {
    let found = match kpi.computed {
        Some(what) => {
            let Some(account) = facts.book.accounts.position(goal.account.0) else {
                return KpiStanding::default();
            };
            match course {
                Course::Ahead => None,
                Course::Running | Course::Over => super::measures::computed(facts, account, what, &goal.period),
            }
            .map(|figure| ActualFigure {
                figure,
                covered_until: facts.as_of.min(goal.period.last()),
            })
        }
        None if goal.sound(&["actual"]) => actuals.figure(kpi, &goal.period, facts.as_of),
        None => return KpiStanding::default(),
    };
    let mut standing = KpiStanding {
        known: true,
        ..KpiStanding::default()
    };
    if let Some(found) = found {
        standing.covered_until = Some(found.covered_until);
        judge(&mut standing, found.figure, bounds, goal, kpi, course);
    }
    standing
}

fn judge(standing: &mut KpiStanding, actual: Figure, bounds: &Bounds, goal: &Goal<'_>, kpi: &Kpi<'_>, course: Course) {
    let aim = Aim::of(kpi);
    let attainment = aim.attainment(&actual);
    let by_attainment = Colour::of(&attainment, &bounds.green, &bounds.amber);
    standing.colour = Some(by_attainment);
    match course {
        Course::Ahead => {}
        Course::Over => standing.missed = !aim.reached(&actual),
        Course::Running => {
            standing.provisional = sound::combine(kpi) == Combine::Sum;
            let expected = standing.expected(goal, kpi);
            standing.at_risk = expected.as_ref().is_some_and(|aim| !aim.reached(&actual));
            if standing.provisional {
                standing.colour =
                    expected.map(|aim| Colour::of(&aim.attainment(&actual), &bounds.green, &bounds.amber));
            }
        }
    }
    standing.attainment = Some(attainment);
    standing.actual = Some(actual);
}
