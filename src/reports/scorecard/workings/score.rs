//! How the score of a goal came about: of its own KPIs, and of its sub-goals.

use hashbrown::HashMap;

use crate::book::{Book, Record};
use crate::facts::Facts;
use crate::facts::kpi::{Bounds, Course, GoalStanding, Score, own_score};
use crate::model;
use crate::model::goal::Goal;
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::figure::Figure;

use super::super::super::Ask;
use super::super::super::rows::{Spot, Trail};
use super::{counted, judged, precise, sequence};

/// The sub-goals of each goal, by its id: their positions in the book.
#[derive(Debug, Default)]
pub struct Family<'a>(HashMap<&'a str, Vec<usize>>);

impl<'a> Family<'a> {
    /// Of all goals of the book.
    pub fn of(book: &Book<'a>) -> Family<'a> {
        let mut all: HashMap<&'a str, Vec<usize>> = HashMap::new();
        for (at, goal) in book.goals.iter().enumerate() {
            if let Some(parent) = goal.parent {
                all.entry(parent.0).or_default().push(at);
            }
        }
        Family(all)
    }

    fn children(&self, goal: &str) -> &[usize] {
        self.0.get(goal).map_or(&[], Vec::as_slice)
    }
}

/// Which end of a score is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Low,
    High,
}

impl End {
    fn of(self, score: &Score) -> Option<&Figure> {
        match self {
            End::Low => score.low.as_ref(),
            End::High => score.high.as_ref(),
        }
    }
}

struct Scored<'s, 'f, 'a> {
    facts: &'s Facts<'f, 'a>,
    bounds: &'s Bounds,
    goal: &'s Record<'a, Goal<'a>>,
    standing: &'s GoalStanding,
    children: &'s [usize],
}

/// The records behind a goal's score, and its formula; where it has none, why.
pub fn of_score<'a>(
    facts: &Facts<'_, 'a>,
    bounds: &Bounds,
    family: &Family<'a>,
    (goal, standing): (&Record<'a, Goal<'a>>, &GoalStanding),
    ask: &Ask<'_>,
) -> Trail {
    let children = family.children(goal.id);
    let scored = Scored { facts, bounds, goal, standing, children };
    let mut trail = Trail::of(ask);
    trail.whole_row(|| Spot::of(model::Kind::Goal, goal, Route::RECORD));
    trail.figures("score", || {
        let kpis = goal.kpi.iter().enumerate();
        let kpis = kpis.map(|(at, kpi)| Spot::part(model::Kind::Goal, goal, kpi.id.0, Route::part("kpi", at)));
        let children = children.iter().map(|at| &facts.book.goals.all[*at]);
        kpis.chain(children.map(|child| Spot::of(model::Kind::Goal, child, Route::key("weight")))).collect::<Vec<_>>()
    });
    trail.working("score", || scored.score());
    if standing.score.incomplete {
        trail.working("score_low", || {
            let said = scored.formula(End::Low);
            said!("with 0 for what is missing: {en}", "缺失的按 0 计：{zh}", en = said.en, zh = said.zh)
        });
        trail.working("score_high", || {
            let cap = precise(&bounds.cap);
            let said = scored.formula(End::High);
            said!("with {cap} for what is missing: {en}", "缺失的按 {cap} 计：{zh}", en = said.en, zh = said.zh)
        });
    }
    if let (Some(low), false, false) = (&standing.score.low, standing.score.provisional, standing.score.incomplete) {
        trail.working("colour", || judged(low, bounds));
    }
    trail
}

impl Scored<'_, '_, '_> {
    fn score(&self) -> Said {
        let score = &self.standing.score;
        if score.unknown {
            return said!("not known: something it is made of could not be read", "未知：有相关内容无法读取");
        }
        if score.low.is_none() {
            return said!("none yet: nothing in it has a figure", "暂无：其中尚无任何数据");
        }
        let mut parts = Vec::new();
        if score.incomplete {
            let missing = self.missing();
            let (en, zh) = (missing.join(", "), missing.join("、"));
            parts.push(said!("not told: no figure for {en}", "不给出：{zh} 没有数据"));
        } else {
            parts.push(self.formula(End::Low));
        }
        let waiting = self.waiting();
        if !waiting.is_empty() {
            let (en, zh) = (waiting.join(", "), waiting.join("、"));
            parts.push(said!("left out, no figure yet: {en}", "尚无数据、未计入：{zh}"));
        }
        sequence(&parts)
    }

    /// Σ weight × score / Σ weight, over the KPIs, or over the KPIs together and the sub-goals.
    fn formula(&self, end: End) -> Said {
        let result = end.of(&self.standing.score).map_or_else(String::new, |figure| figure.text(1));
        let own = self.own(end);
        if self.children.is_empty() {
            let formula = mean(&own);
            return said!("{formula} = {result}", "{formula} = {result}");
        }
        let of_kpis = own_score(self.goal, self.standing, self.bounds);
        let mut terms: Vec<(String, String)> = Vec::new();
        if let Some(own) = end.of(&of_kpis) {
            terms.push(("100".to_owned(), precise(own)));
        }
        let mut named = Vec::new();
        for at in self.children {
            let child = &self.facts.book.goals.all[*at];
            if let Some(score) = end.of(&self.facts.goals[*at].score) {
                let weight = child.weight.0.to_string();
                named.push(format!("{} {weight} × {}", child.id, precise(score)));
                terms.push((weight, precise(score)));
            }
        }
        let formula = mean(&terms);
        let (en, zh) = (named.join(", "), named.join("、"));
        let whole = said!("{formula} = {result} (sub-goals: {en})", "{formula} = {result}（子目标：{zh}）");
        if own.is_empty() {
            return whole;
        }
        let (of_own, result) = (mean(&own), end.of(&of_kpis).map_or_else(String::new, precise));
        let own = said!("its own KPIs: {of_own} = {result}", "自身指标：{of_own} = {result}");
        sequence(&[whole, own])
    }

    /// Weight and what counts of each of the goal's own KPIs.
    fn own(&self, end: End) -> Vec<(String, String)> {
        let kpis = self.goal.kpi.iter().zip(&self.standing.kpis);
        let counts = |attainment: &Option<Figure>| match (attainment, self.standing.course, end) {
            (Some(attainment), _, _) => Some(counted(attainment, self.bounds)),
            (None, Course::Over, End::Low) => Some("0".to_owned()),
            (None, Course::Over, End::High) => Some(precise(&self.bounds.cap)),
            (None, Course::Running | Course::Ahead, _) => None,
        };
        kpis.filter_map(|(kpi, standing)| Some((kpi.weight.0.to_string(), counts(&standing.attainment)?))).collect()
    }

    /// What has no figure though its period is over: KPIs, and sub-goals with such.
    fn missing(&self) -> Vec<&str> {
        let own = self.without().filter(|_| self.standing.course == Course::Over);
        let incomplete = |at: &&usize| self.facts.goals[**at].score.incomplete;
        own.chain(self.children.iter().filter(incomplete).map(|at| self.id(*at))).collect()
    }

    /// What has no figure yet.
    fn waiting(&self) -> Vec<&str> {
        let own = self.without().filter(|_| self.standing.course != Course::Over);
        let unscored = |at: &&usize| self.facts.goals[**at].score.low.is_none();
        own.chain(self.children.iter().filter(unscored).map(|at| self.id(*at))).collect()
    }

    fn without(&self) -> impl Iterator<Item = &str> {
        let kpis = self.goal.kpi.iter().zip(&self.standing.kpis);
        kpis.filter(|(_, standing)| standing.attainment.is_none()).map(|(kpi, _)| kpi.id.0)
    }

    fn id(&self, goal: usize) -> &str {
        self.facts.book.goals.all[goal].id
    }
}

/// `(50 × 92.5 + 50 × 94.1) / (50 + 50)`
fn mean(terms: &[(String, String)]) -> String {
    let sum: Vec<String> = terms.iter().map(|(weight, score)| format!("{weight} × {score}")).collect();
    let weights: Vec<&str> = terms.iter().map(|(weight, _)| weight.as_str()).collect();
    match terms {
        [(weight, score)] => format!("{weight} × {score} / {weight}"),
        _ => format!("({}) / ({})", sum.join(" + "), weights.join(" + ")),
    }
}
