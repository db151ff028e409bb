//! The KPIs that missed their targets, in one line each, for the lists of composed documents.

use crate::document::{Point, Tone};
use crate::facts::Facts;
use crate::facts::answers::{Miss, answer, in_doubt};
use crate::facts::kpi::Course;
use crate::model::{Kind, Reference};
use crate::said;
use crate::values::figure::Figure;

use super::lines::{self, Naming};

/// As wide as a KPI's name may be in a line; Chinese characters count two.
const NAME: usize = 60;

/// A KPI whose period is over and whose figure is on the wrong side of the target.
pub struct Missed {
    /// In percent of the target.
    pub attainment: Figure,
    /// Whether an improvement answers it; `None` where that cannot be told.
    pub answered: Option<bool>,
    /// What is said of it.
    pub point: Point,
}

/// The missed KPIs of a goal, by its position in the book.
pub fn of_goal(facts: &Facts<'_, '_>, at: usize, naming: Naming) -> Vec<Missed> {
    let (goal, standing) = (&facts.book.goals.all[at], &facts.goals[at]);
    if standing.course != Course::Over {
        return Vec::new();
    }
    let kpis = goal.kpi.iter().zip(&standing.kpis).filter(|(_, of_kpi)| of_kpi.missed);
    kpis.filter_map(|(kpi, of_kpi)| {
        let attainment = of_kpi.attainment.clone()?;
        let part = format!("#{}", kpi.id.0);
        let miss = Miss {
            reference: Reference {
                kind: Kind::Goal,
                id: goal.id,
                part: Some(&part),
            },
            date: goal.period.last(),
        };
        let answered = match answer(facts, &miss) {
            Some(_) => Some(true),
            None if in_doubt(facts, &miss, Some(goal.account.0)) => None,
            None => Some(false),
        };
        let account = match naming {
            Naming::Account => lines::account(facts.book, goal.account.0),
            Naming::Nothing => "",
        };
        let (colon, zh_colon) = if account.is_empty() { ("", "") } else { (": ", "：") };
        let (name, period, reached) = (lines::cut(kpi.name, NAME), goal.period, attainment.text(1));
        let (more, zh_more) = match answered {
            Some(true) => ("; an improvement is under way", "，已有整改"),
            Some(false) => ("; nothing is done about it yet", "，尚无整改"),
            None => ("", ""),
        };
        let text = said!(
            "{account}{colon}{name} reached {reached}% of its target in {period}{more}",
            "{account}{zh_colon}{period} {name}未达标，达成率 {reached}%{zh_more}"
        );
        let tone = if answered == Some(true) { Tone::Warn } else { Tone::Bad };
        Some(Missed {
            attainment,
            answered,
            point: Point { tone, text },
        })
    })
    .collect()
}
