//! The health of an account: a weighted mean of what is known about it, and the worst of it beside, since
//! a mean hides. A part without data is left out and named, never guessed.

use crate::model::Kind;
use crate::model::contract::Party;
use crate::values::date::{add_days, add_months};
use crate::values::figure::Figure;
use crate::values::period::Period;

use super::kpi::{Colour, account_score, latest_ended};
use super::ledger::{self, Commitment, Source};
use super::rate::Rate;
use super::{Facts, contact, satisfaction, service};

crate::choices! {
    /// A part of an account's health, as `[health] weights` names it.
    pub enum Part {
        /// The account's score of the latest period that has ended.
        Kpi "kpi" "KPIs" "指标",
        /// CSAT of the last 12 months.
        Satisfaction "satisfaction" "satisfaction" "满意度",
        /// How much of our tasks, improvements and promises of the last 90 days was done on time.
        Tasks "tasks" "tasks" "任务",
        /// How much of our obligations of the last 12 months was done on time.
        Contracts "contracts" "contracts" "合同",
        /// How many requests of the last 12 months were solved in time.
        Service "service" "service" "服务",
        /// How much of the last 90 days was covered by contact.
        Communication "communication" "communication" "沟通",
    }
}

/// How one part stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartHealth {
    /// Which part.
    pub part: Part,
    /// 0 to 100; `None` where there are no data.
    pub figure: Option<Figure>,
    /// What it weighs, by the settings.
    pub weight: Figure,
    /// Its own colour.
    pub colour: Option<Colour>,
    /// The counts behind the figure, where it is a rate.
    pub rate: Option<Rate>,
    /// Some KPI lacks its figure, which counts as 0 here.
    pub incomplete: bool,
    /// The days that it is about; `None` where no goal has ended yet.
    pub period: Option<Period>,
    /// The records behind the figure: kinds and positions in the book's lists, in this order.
    pub sources: Vec<(Kind, u32)>,
}

/// The health of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Every part, in the order of [`Part::ALL`].
    pub parts: Vec<PartHealth>,
    /// The weighted mean of the parts that are known, 0 to 100.
    pub score: Option<Figure>,
    /// The mean's colour.
    pub colour: Option<Colour>,
    /// Where in `parts` the lowest stands, of several the first; parts that weigh nothing are no
    /// candidates.
    worst: Option<usize>,
}

impl Health {
    /// The part with the lowest figure.
    pub fn worst(&self) -> Option<&PartHealth> {
        self.parts.get(self.worst?)
    }

    /// The parts that are left out, since there are no data.
    pub fn left_out(&self) -> impl Iterator<Item = Part> {
        self.parts
            .iter()
            .filter(|part| part.figure.is_none())
            .map(|part| part.part)
    }
}

/// What a part is found to be: its figure, and the rest of [`PartHealth`].
#[derive(Default)]
struct Found {
    figure: Option<Figure>,
    rate: Option<Rate>,
    incomplete: bool,
    period: Option<Period>,
    sources: Vec<(Kind, u32)>,
}

/// The health of an account, by its position in the book.
pub fn health(facts: &Facts<'_, '_>, account: usize) -> Health {
    let settings = &facts.book.settings;
    let (green, amber) = (Figure::from(settings.health_green), Figure::from(settings.health_amber));
    let parts: Vec<PartHealth> = Part::ALL
        .iter()
        .zip(&settings.health_weights)
        .map(|(part, weight)| {
            let found = find(facts, account, *part);
            PartHealth {
                part: *part,
                weight: Figure::from(weight),
                colour: found.figure.as_ref().map(|figure| Colour::of(figure, &green, &amber)),
                figure: found.figure,
                rate: found.rate,
                incomplete: found.incomplete,
                period: found.period,
                sources: found.sources,
            }
        })
        .collect();
    let known = || parts.iter().filter_map(|part| Some((part, part.figure.as_ref()?)));
    let sum: Figure = known().map(|(part, figure)| figure * &part.weight).sum();
    let weight: Figure = known().map(|(part, _)| &part.weight).sum();
    let score = sum.checked_div(&weight);
    let worst = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| !part.weight.is_zero())
        .filter_map(|(at, part)| Some((at, part.figure.as_ref()?)))
        .min_by_key(|(_, figure)| *figure)
        .map(|(at, _)| at);
    Health {
        colour: score.as_ref().map(|score| Colour::of(score, &green, &amber)),
        score,
        worst,
        parts,
    }
}

fn find(facts: &Facts<'_, '_>, account: usize, part: Part) -> Found {
    match part {
        Part::Kpi => of_kpis(facts, account),
        Part::Satisfaction => of_satisfaction(facts, account, last_year(facts)),
        Part::Tasks => {
            let ours = |one: &Commitment<'_>| {
                one.party == Party::Us && matches!(one.source, Source::Task | Source::Improvement | Source::Promise)
            };
            on_time(facts, account, last_days(facts), ours)
        }
        Part::Contracts => {
            let ours = |one: &Commitment<'_>| one.party == Party::Us && one.source == Source::Obligation;
            on_time(facts, account, last_year(facts), ours)
        }
        Part::Service => {
            let period = last_year(facts);
            let requests = service::requests_of(facts, account, Some(&period));
            let rate = service::of_account(facts, account, Some(&period)).resolve;
            Found {
                figure: rate.percent(),
                rate: Some(rate),
                sources: requests.iter().map(|at| (Kind::Request, *at)).collect(),
                period: Some(period),
                ..Found::default()
            }
        }
        Part::Communication => of_contact(facts, account, last_days(facts)),
    }
}

/// The 12 months that end with as-of: from 2 April 2025 to 1 April 2026.
fn last_year(facts: &Facts<'_, '_>) -> Period {
    Period::range(add_days(add_months(facts.as_of, -12), 1), facts.as_of)
}

/// The 90 days that end with as-of.
fn last_days(facts: &Facts<'_, '_>) -> Period {
    Period::range(add_days(facts.as_of, -89), facts.as_of)
}

fn of_kpis(facts: &Facts<'_, '_>, account: usize) -> Found {
    let Some(period) = latest_ended(facts, account) else {
        return Found::default();
    };
    let found = account_score(facts, account, &period);
    Found {
        figure: found.score.low.map(|low| low.min(Figure::from(100))),
        rate: None,
        incomplete: found.score.incomplete,
        period: Some(period),
        sources: found.goals.into_iter().map(|at| (Kind::Goal, at)).collect(),
    }
}

fn of_satisfaction(facts: &Facts<'_, '_>, account: usize, period: Period) -> Found {
    let dated = facts.of_account[account]
        .surveys
        .iter()
        .filter(|at| period.contains(facts.book.surveys.all[**at as usize].date));
    let answers = satisfaction::of_account(facts, account, Some(&period)).all;
    Found {
        figure: answers.csat(),
        rate: Some(Rate {
            kept: answers.top,
            of: answers.of,
        }),
        sources: dated.map(|at| (Kind::Survey, *at)).collect(),
        period: Some(period),
        ..Found::default()
    }
}

fn on_time(facts: &Facts<'_, '_>, account: usize, period: Period, wanted: fn(&Commitment<'_>) -> bool) -> Found {
    let owed = facts.ledger.of_account(account).iter().filter(|one| wanted(one));
    let rate = ledger::on_time(owed.clone(), facts.as_of, Some(period));
    let counted = owed.filter(|one| one.was_due_before(facts.as_of) && one.due.is_some_and(|due| period.contains(due)));
    let mut sources: Vec<(Kind, u32)> = counted.map(|one| (one.kind(), one.record)).collect();
    sources.sort_unstable();
    sources.dedup();
    Found {
        figure: rate.percent(),
        rate: Some(rate),
        period: Some(period),
        sources,
        ..Found::default()
    }
}

fn of_contact(facts: &Facts<'_, '_>, account: usize, period: Period) -> Found {
    let all = &facts.book.interactions.all;
    let contacts = facts.of_account[account].interactions.iter().filter(|at| {
        let interaction = &all[**at as usize];
        period.contains(interaction.date) && contact::qualifies(interaction)
    });
    let rate = contact::of_account(facts, account, Some(&period));
    Found {
        figure: rate.and_then(|rate| rate.percent()),
        rate,
        sources: contacts.map(|at| (Kind::Interaction, *at)).collect(),
        period: Some(period),
        ..Found::default()
    }
}

#[cfg(test)]
mod tests;
