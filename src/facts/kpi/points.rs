//! The points that KPIs earn their owners in a period.

use std::collections::BTreeMap;

use crate::facts::Facts;
use crate::values::figure::Figure;
use crate::values::period::{Period, Unit};

use super::Bounds;

/// What somebody's KPIs of a period have earned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Points {
    /// Σ weight × min(attainment, cap) / 100.
    pub earned: Figure,
    /// A sum among them still runs.
    pub provisional: bool,
    /// The KPIs behind it: positions in `book.goals` and in the goal's `kpi`.
    pub scored: Vec<(u32, u32)>,
    /// Those of the person's KPIs that have no figure, or none that could be read.
    pub without: Vec<(u32, u32)>,
}

/// The calendar quarter that ended last before as-of: what points are told of unless a period is named.
pub fn last_quarter(facts: &Facts<'_, '_>) -> Period {
    Period::holding(facts.as_of, Unit::Quarter, None).previous()
}

/// The points by owner, from the goals whose period ends in `period`.
pub fn points<'a>(facts: &Facts<'_, 'a>, period: &Period) -> BTreeMap<&'a str, Points> {
    let bounds = Bounds::of(facts);
    let mut all: BTreeMap<&'a str, Points> = BTreeMap::new();
    for (goal_at, (goal, standing)) in facts.book.goals.iter().zip(&facts.goals).enumerate() {
        if !period.contains(goal.period.last()) {
            continue;
        }
        for (kpi_at, (kpi, kpi_standing)) in goal.kpi.iter().zip(&standing.kpis).enumerate() {
            let owner = kpi.owner.map_or(goal.owner.0, |owner| owner.0);
            let of = all.entry(owner).or_default();
            let place = (goal_at as u32, kpi_at as u32);
            match kpi_standing.points(kpi, &bounds) {
                Some(earned) => {
                    of.earned = &of.earned + &earned;
                    of.provisional |= kpi_standing.provisional;
                    of.scored.push(place);
                }
                None => of.without.push(place),
            }
        }
    }
    all
}
