//! Scores of goals, of goals with sub-goals, and of accounts in a period.

use crate::book::{Book, Record};
use crate::facts::Facts;
use crate::model::Kind;
use crate::model::goal::Goal;
use crate::values::date::Date;
use crate::values::figure::Figure;
use crate::values::number::Decimal;
use crate::values::period::{Period, Unit};

use super::{Bounds, Course, GoalStanding, KpiStanding};

/// A score between what is certain and what is possible, from 0 to the cap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// With 0 for what has no figure though its period is over; `None` where nothing is scored yet.
    pub low: Option<Figure>,
    /// With the cap for it.
    pub high: Option<Figure>,
    /// A sum in it still runs.
    pub provisional: bool,
    /// Something in it has no figure though its period is over.
    pub incomplete: bool,
    /// Something in it could not be read, so that nothing is told.
    pub unknown: bool,
}

impl Score {
    /// Nothing is known.
    pub fn unknown() -> Score {
        Score {
            unknown: true,
            ..Score::default()
        }
    }

    /// The score; `None` where it is incomplete, unknown, or nothing is scored yet.
    pub fn value(&self) -> Option<&Figure> {
        if self.incomplete { None } else { self.low.as_ref() }
    }
}

/// A weighted mean of scores in the making.
#[derive(Debug, Clone, Default)]
struct Mean {
    low: Figure,
    high: Figure,
    weight: Figure,
    provisional: bool,
    incomplete: bool,
    unknown: bool,
}

impl Mean {
    fn add(&mut self, low: &Figure, high: &Figure, weight: &Figure) {
        let weighted = weight * low;
        self.high = if low == high {
            &self.high + &weighted
        } else {
            &self.high + &(weight * high)
        };
        self.low = &self.low + &weighted;
        self.weight = &self.weight + weight;
    }

    fn add_score(&mut self, score: &Score, weight: &Figure) {
        self.provisional |= score.provisional;
        self.incomplete |= score.incomplete;
        self.unknown |= score.unknown;
        if let (Some(low), Some(high)) = (&score.low, &score.high) {
            self.add(low, high, weight);
        }
    }

    fn score(self) -> Score {
        if self.unknown {
            return Score::unknown();
        }
        let low = self.low.checked_div(&self.weight);
        let high = if self.low == self.high {
            low.clone()
        } else {
            self.high.checked_div(&self.weight)
        };
        Score {
            low,
            high,
            provisional: self.provisional,
            incomplete: self.incomplete,
            unknown: false,
        }
    }
}

/// The score of a goal's own KPIs: Σ weight × min(attainment, cap) / Σ weight.
pub(super) fn of_kpis(goal: &Goal<'_>, kpis: &[KpiStanding], course: Course, bounds: &Bounds) -> Score {
    let mut mean = Mean::default();
    for (kpi, standing) in goal.kpi.iter().zip(kpis) {
        let weight = Figure::from(kpi.weight.0);
        mean.unknown |= !standing.known;
        mean.provisional |= standing.provisional;
        match (&standing.attainment, course) {
            (Some(attainment), _) => {
                let counted = attainment.min(&bounds.cap);
                mean.add(counted, counted, &weight);
            }
            (None, Course::Over) => {
                mean.incomplete = true;
                mean.add(&Figure::zero(), &bounds.cap, &weight);
            }
            // What has no figure yet is left out.
            (None, Course::Running | Course::Ahead) => {}
        }
    }
    mean.score()
}

/// The score of a goal's own KPIs alone, without its sub-goals.
pub fn own_score(goal: &Goal<'_>, standing: &GoalStanding, bounds: &Bounds) -> Score {
    of_kpis(goal, &standing.kpis, standing.course, bounds)
}

/// The weight of a goal in its parent or account; `None` where it could not be read.
fn weight_of(goal: &Record<'_, Goal<'_>>) -> Option<Figure> {
    goal.sound(&["weight"]).then(|| Figure::from(goal.weight.0))
}

/// Puts the scores of sub-goals into their parents'. Those in a circle, which is a finding, have none.
pub(super) fn nest(book: &Book<'_>, all: &mut [GoalStanding]) {
    let parents: Vec<Option<usize>> = book
        .goals
        .iter()
        .map(|goal| book.goals.position(goal.parent?.0))
        .collect();
    if parents.iter().all(Option::is_none) {
        return;
    }
    let mut waiting = vec![0u32; all.len()];
    for parent in parents.iter().flatten() {
        waiting[*parent] += 1;
    }
    let is_parent: Vec<bool> = waiting.iter().map(|count| *count > 0).collect();
    let mut means: Vec<Option<Mean>> = vec![None; all.len()];
    let mut ready: Vec<usize> = (0..all.len()).filter(|at| !is_parent[*at]).collect();
    // Leaves first; no recursion, since a chain may be as long as the book.
    while let Some(at) = ready.pop() {
        if let Some(mut mean) = means[at].take() {
            mean.add_score(&all[at].score, &Figure::from(Decimal::ONE_HUNDRED));
            all[at].score = mean.score();
        }
        let Some(parent) = parents[at] else { continue };
        let mean = means[parent].get_or_insert_default();
        match weight_of(&book.goals.all[at]) {
            Some(weight) => mean.add_score(&all[at].score, &weight),
            None => mean.unknown = true,
        }
        waiting[parent] -= 1;
        if waiting[parent] == 0 {
            ready.push(parent);
        }
    }
    for (at, waiting) in waiting.iter().enumerate() {
        if *waiting > 0 {
            all[at].score = Score::unknown();
        }
    }
}

/// An account's score, and the goals that it is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountScore {
    /// Over its top-level goals by their weights.
    pub score: Score,
    /// Their positions in `book.goals`.
    pub goals: Vec<u32>,
}

/// The score of an account (by its position in the book) over its top-level goals whose period ends in
/// `period`, of those the ones of the longest unit.
pub fn account_score(facts: &Facts<'_, '_>, account: usize, period: &Period) -> AccountScore {
    let book = facts.book;
    if book.blind(Kind::Goal, Some(book.accounts.all[account].id)) {
        return AccountScore {
            score: Score::unknown(),
            goals: Vec::new(),
        };
    }
    let ending = || top_level(facts, account).filter(|at| period.contains(book.goals.all[*at as usize].period.last()));
    let longest = ending().map(|at| length(&book.goals.all[at as usize].period)).max();
    let goals: Vec<u32> = ending()
        .filter(|at| Some(length(&book.goals.all[*at as usize].period)) == longest)
        .collect();
    let mut mean = Mean::default();
    for at in &goals {
        let goal = &book.goals.all[*at as usize];
        match weight_of(goal) {
            Some(weight) if goal.sound(&["parent"]) => mean.add_score(&facts.goals[*at as usize].score, &weight),
            Some(_) | None => mean.unknown = true,
        }
    }
    AccountScore {
        score: mean.score(),
        goals,
    }
}

/// The period of the account's top-level goals that has ended last before as-of; of several that ended
/// on that day the longest.
pub fn latest_ended(facts: &Facts<'_, '_>, account: usize) -> Option<Period> {
    top_level(facts, account)
        .map(|at| facts.book.goals.all[at as usize].period)
        .filter(|period| period.last() < facts.as_of)
        .max_by_key(|period: &Period| -> (Date, Unit) { (period.last(), length(period)) })
}

fn top_level(facts: &Facts<'_, '_>, account: usize) -> impl Iterator<Item = u32> {
    let goals = &facts.book.goals.all;
    facts
        .of_account
        .get(account)
        .into_iter()
        .flat_map(|of| of.goals.iter().copied())
        .filter(move |at| goals[*at as usize].parent.is_none())
}

/// The unit of a period; of a range of days the longest unit that it fills.
fn length(period: &Period) -> Unit {
    match period.unit() {
        Unit::Range => match period.days() {
            365.. => Unit::Year,
            181.. => Unit::Half,
            90.. => Unit::Quarter,
            28.. => Unit::Month,
            7.. => Unit::Week,
            _ => Unit::Range,
        },
        unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Half | Unit::Year) => unit,
    }
}
