//! What a review looks at first: what carries money and is late or due, what was escalated, and the KPIs
//! that were missed without an answer.

use std::cmp::Reverse;

use crate::document::{Part, Point, Tone};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, State, escalated_to};
use crate::said;
use crate::say::Said;
use crate::values::period::Period;

use super::super::lines::{self, Naming};
use super::super::missed::Missed;
use super::super::{missed, sections, weight};

/// So many points stand under a heading.
const MOST: usize = 10;

/// The exceptions, each sort under its heading; that there are none is said.
pub fn put(parts: &mut Vec<Part>, facts: &Facts<'_, '_>, period: Option<Period>) {
    let before = parts.len();
    sections::points(parts, said!("Money at stake", "涉及金额的事项"), at_stake(facts));
    sections::points(parts, said!("Escalated", "已升级上报"), escalated(facts));
    let unanswered = unanswered(facts, period);
    sections::points(parts, said!("Missed KPIs without an answer", "未达标且无整改的指标"), unanswered);
    let ownerless = without_owner(facts);
    sections::points(parts, said!("Accounts without an owner", "没有负责人的客户"), ownerless);
    if parts.len() == before {
        parts.push(Part::Heading(said!("Exceptions", "异常事项")));
        let kpis = if missed(facts, period).next().is_some() {
            said!("every missed KPI has an answer", "未达标指标均已有整改")
        } else {
            said!("no KPI was missed", "没有未达标的指标")
        };
        let (en, zh) = (kpis.en, kpis.zh);
        let text = said!(
            "No money is at stake, nothing was escalated, and {en}.",
            "没有涉及金额的逾期或临期事项，没有升级上报的事项，{zh}。"
        );
        parts.push(Part::Points(vec![Point { tone: Tone::Good, text }]));
    }
}

/// What carries money and is overdue or due soon, the most first.
fn at_stake(facts: &Facts<'_, '_>) -> Vec<Point> {
    let open = facts.ledger.all.iter().filter(|one| one.state.is_open());
    let mut found: Vec<_> = open.filter_map(|one| Some((weight::at_stake(facts, one)?, one))).collect();
    found.sort_by_cached_key(|(stake, one)| (Reverse(stake.clone()), one.reference(facts)));
    let more = found.len().saturating_sub(MOST);
    let first = found.into_iter().take(MOST);
    let points = first.map(|(_, one)| escalation(facts, one, lines::line(facts, one, Naming::Account)));
    lines::and_more(points.collect(), more)
}

/// What was escalated and carries no money, the latest first.
fn escalated(facts: &Facts<'_, '_>) -> Vec<Point> {
    let overdue = facts.ledger.all.iter().filter(|one| one.state == State::Overdue);
    let mut found: Vec<_> = overdue
        .filter(|one| weight::at_stake(facts, one).is_none() && escalated_to(facts, one).is_some())
        .collect();
    found.sort_by_cached_key(|one| (Reverse(one.days_late), one.reference(facts)));
    let more = found.len().saturating_sub(MOST);
    let first = found.into_iter().take(MOST);
    let points = first.map(|one| escalation(facts, one, lines::line(facts, one, Naming::Account)));
    lines::and_more(points.collect(), more)
}

/// The line with whom it was escalated to.
fn escalation<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>, line: Point) -> Point {
    let Some(to) = escalated_to(facts, one) else { return line };
    let name = lines::person(facts.book, to);
    let Said { en, zh } = line.text;
    Point {
        tone: line.tone,
        text: said!("{en} · escalated to {name}", "{zh} · 已上报{name}"),
    }
}

/// The missed KPIs that nothing answers, the farthest from their targets first.
fn unanswered(facts: &Facts<'_, '_>, period: Option<Period>) -> Vec<Point> {
    let mut found: Vec<_> = missed(facts, period).filter(|missed| missed.answered == Some(false)).collect();
    found.sort_by(|a, b| a.attainment.cmp(&b.attainment));
    lines::first(found.into_iter().map(|missed| missed.point).collect(), MOST)
}

/// The missed KPIs of goals that end in the period.
fn missed(facts: &Facts<'_, '_>, period: Option<Period>) -> impl Iterator<Item = Missed> {
    let goals = facts.book.goals.iter().enumerate();
    let wanted = goals.filter(move |(_, goal)| period.is_none_or(|period| period.contains(goal.period.last())));
    wanted.flat_map(move |(at, _)| missed::of_goal(facts, at, Naming::Account))
}

/// The active accounts that nobody owns, in the order of their ids.
fn without_owner(facts: &Facts<'_, '_>) -> Vec<Point> {
    let active = facts.book.accounts.iter().filter(|account| account.status.is_active());
    let found = active.filter(|account| account.owner.is_none() && account.sound(&["owner", "status"]));
    let point = |name: &str| Point {
        tone: Tone::Bad,
        text: said!("{name}: nobody owns this account", "{name}：未指定负责人"),
    };
    lines::first(found.map(|account| point(account.name)).collect(), MOST)
}
