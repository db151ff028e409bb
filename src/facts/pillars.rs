//! The five pillars of an account's accountability: goals, communication, contracts, satisfaction, review.
//! Each is there or missing, and what is there may be late: something of it overdue, or failing and
//! unanswered. What waivers excuse is told all the same.

mod found;
mod reviews;

use crate::book::Record;
use crate::model::Kind;
use crate::model::account::Account;
use crate::model::settings::Tier;

use super::Facts;
use super::ledger::{Commitment, Source, State};
use found::Found;
use reviews::Reviews;

crate::choices! {
    /// A pillar.
    pub enum Pillar {
        /// A goal whose period holds the day.
        Goals "goals" "goals" "目标",
        /// Contact with the customer's people.
        Communication "communication" "communication" "沟通",
        /// A contract in force.
        Contracts "contracts" "contracts" "合同",
        /// A survey that was answered.
        Satisfaction "satisfaction" "satisfaction" "满意度",
        /// A review that looked at the account.
        Review "review" "review" "审查",
    }

    /// How a pillar stands.
    pub enum Standing {
        /// It is there, and nothing of it is late.
        Ok "ok" "ok" "正常",
        /// It is there, and something of it is overdue or failing.
        Late "late" "late" "滞后",
        /// It is not there.
        Missing "missing" "missing" "缺失",
    }
}

/// What is wrong with a pillar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble<'f, 'a> {
    /// A KPI missed its target, and nothing answers that: positions of the goal and the KPI.
    Missed {
        /// In `book.goals`.
        goal: u32,
        /// In `goal.kpi`.
        kpi: u32,
    },
    /// A KPI lies behind what is expected by now.
    AtRisk {
        /// In `book.goals`.
        goal: u32,
        /// In `goal.kpi`.
        kpi: u32,
    },
    /// A commitment is overdue.
    Overdue(&'f Commitment<'a>),
    /// An obligation of ours was met late, and nothing answers that.
    MetLate(&'f Commitment<'a>),
    /// A contract is called active though its term in force is over: its position in `book.contracts`.
    PastEnd(u32),
    /// A survey's satisfaction is low, and nothing answers that: its position in `book.surveys`.
    Low(u32),
}

/// How one pillar of an account stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PillarStanding<'f, 'a> {
    /// Which one.
    pub pillar: Pillar,
    /// `None` where it depends on what could not be read.
    pub standing: Option<Standing>,
    /// Whether the account's tier, or a cadence of its own, asks for it; a contract always is.
    pub asked: bool,
    /// The record that it stands on: of several the latest.
    pub there: Option<(Kind, u32)>,
    /// What is wrong with it, the worst first.
    pub troubles: Vec<Trouble<'f, 'a>>,
}

/// What is looked up once for all accounts.
#[derive(Debug)]
pub struct Pillars<'f, 'b, 'a> {
    facts: &'f Facts<'b, 'a>,
    reviews: Reviews<'f, 'a>,
}

impl<'f, 'b, 'a> Pillars<'f, 'b, 'a> {
    /// Over the whole book.
    pub fn of(facts: &'f Facts<'b, 'a>) -> Pillars<'f, 'b, 'a> {
        Pillars {
            facts,
            reviews: Reviews::of(facts),
        }
    }

    /// How the pillars of an account stand, in the order of [`Pillar::ALL`], by its position in the book.
    pub fn account(&self, at: usize) -> Vec<PillarStanding<'f, 'a>> {
        let account = &self.facts.book.accounts.all[at];
        let tier = self.facts.book.settings.tier(account.tier.0);
        let sure = account.sound(&["status", "tier"]);
        let all = Pillar::ALL.iter().map(|pillar| {
            let found = self.find(*pillar, at);
            PillarStanding {
                pillar: *pillar,
                standing: found.standing().filter(|_| sure),
                asked: asked(*pillar, account, tier),
                there: found.there,
                troubles: found.troubles,
            }
        });
        all.collect()
    }

    fn find(&self, pillar: Pillar, at: usize) -> Found<'f, 'a> {
        match pillar {
            Pillar::Goals => found::goals(self.facts, at),
            Pillar::Communication => found::communication(self.facts, at),
            Pillar::Contracts => found::contracts(self.facts, at),
            Pillar::Satisfaction => {
                let mut found = found::satisfaction(self.facts, at);
                let mending = |one: &Commitment<'_>| self.reviews.mends_survey(one);
                found.troubles.extend(overdue(self.facts, at, mending));
                found
            }
            Pillar::Review => self.review(at),
        }
    }

    fn review(&self, at: usize) -> Found<'f, 'a> {
        let mut found = self.reviews.found(self.facts, at);
        let here = |one: &Commitment<'_>| {
            matches!(one.source, Source::NextReview | Source::ReviewFinding) || self.reviews.mends_finding(one)
        };
        found.troubles.extend(overdue(self.facts, at, here));
        found
    }
}

/// What of an account's commitments is overdue and meant, the latest first.
fn overdue<'f, 'a>(
    facts: &'f Facts<'_, 'a>,
    at: usize,
    meant: impl Fn(&Commitment<'a>) -> bool,
) -> Vec<Trouble<'f, 'a>> {
    let owed = facts.ledger.of_account(at).iter();
    let mut late: Vec<_> = owed.filter(|one| one.state == State::Overdue && meant(one)).collect();
    late.sort_by_key(|one| std::cmp::Reverse(one.days_late));
    late.into_iter().map(Trouble::Overdue).collect()
}

fn asked<'a>(pillar: Pillar, account: &Record<'a, Account<'a>>, tier: Option<&Tier<'a>>) -> bool {
    let by_tier = |asks: fn(&Tier<'_>) -> bool| tier.is_some_and(asks);
    match pillar {
        Pillar::Goals => by_tier(|tier| tier.goals_every.is_some()),
        Pillar::Communication => {
            let contact = by_tier(|tier| tier.contact_every.is_some() || tier.face_to_face_every.is_some());
            contact || !account.cadence.is_empty() || by_tier(|tier| tier.share_every.is_some())
        }
        Pillar::Contracts => true,
        Pillar::Satisfaction => by_tier(|tier| tier.survey_every.is_some()),
        Pillar::Review => by_tier(|tier| tier.review_every.is_some()),
    }
}

#[cfg(test)]
mod tests;
