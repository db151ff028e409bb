//! What there is of each pillar of an account, and what is wrong with it.

use crate::facts::answers::{Miss, answer, in_doubt};
use crate::facts::ledger::{Commitment, Source, State};
use crate::facts::satisfaction::{has_come, low};
use crate::facts::{Facts, contact, contracts as contract_facts, terms};
use crate::model::contract::{ContractStatus, Party};
use crate::model::{Kind, Reference};

use super::{Standing, Trouble, overdue};

/// What was found of a pillar.
#[derive(Debug, Default)]
pub(super) struct Found<'f, 'a> {
    pub there: Option<(Kind, u32)>,
    pub troubles: Vec<Trouble<'f, 'a>>,
    /// Something that it depends on could not be read.
    pub doubt: bool,
}

impl Found<'_, '_> {
    /// What is there and late is so whatever else could not be read.
    pub fn standing(&self) -> Option<Standing> {
        match (self.there, self.troubles.is_empty(), self.doubt) {
            (Some(_), false, _) => Some(Standing::Late),
            (_, _, true) => None,
            (Some(_), true, false) => Some(Standing::Ok),
            (None, _, false) => Some(Standing::Missing),
        }
    }
}

/// A goal whose period holds the day; late while a KPI of any goal is missed and unanswered, its figure is
/// overdue, or it is at risk.
pub(super) fn goals<'f, 'a>(facts: &'f Facts<'_, 'a>, at: usize) -> Found<'f, 'a> {
    let (book, id) = (facts.book, facts.book.accounts.all[at].id);
    let mut found = Found {
        doubt: book.blind(Kind::Goal, Some(id)),
        ..Found::default()
    };
    let mut at_risk = Vec::new();
    for nth in facts.of_account[at].goals.iter().copied() {
        let (goal, standing) = (&book.goals.all[nth as usize], &facts.goals[nth as usize]);
        if goal.period.contains(facts.as_of) && goal.sound(&["period"]) {
            found.there = Some((Kind::Goal, nth));
        }
        found.doubt |= !goal.sound(&["period", "kpi"]);
        for (part, (kpi, standing)) in (0..).zip(goal.kpi.iter().zip(&standing.kpis)) {
            found.doubt |= !standing.known;
            if standing.at_risk {
                at_risk.push(Trouble::AtRisk { goal: nth, kpi: part });
            }
            if standing.missed {
                let of_kpi = format!("#{}", kpi.id.0);
                let reference = Reference {
                    kind: Kind::Goal,
                    id: goal.id,
                    part: Some(&of_kpi),
                };
                let miss = Miss {
                    reference,
                    date: goal.period.last(),
                };
                found.miss(facts, &miss, id, Trouble::Missed { goal: nth, kpi: part });
            }
        }
    }
    found
        .troubles
        .extend(overdue(facts, at, |one| one.source == Source::KpiFigure));
    found.troubles.extend(at_risk);
    found
}

/// Contact that counts; late while contact of any sort, shared information, an answer or a promise of ours
/// is overdue.
pub(super) fn communication<'f, 'a>(facts: &'f Facts<'_, 'a>, at: usize) -> Found<'f, 'a> {
    let (book, account) = (facts.book, &facts.book.accounts.all[at]);
    let keys = ["contacts", "feedback", "shared", "promise", "next"];
    let mut found = Found {
        doubt: book.blind(Kind::Interaction, Some(account.id)) || !account.sound(&["cadence", "since"]),
        ..Found::default()
    };
    for nth in facts.of_account[at].interactions.iter().copied() {
        let one = &book.interactions.all[nth as usize];
        found.doubt |= !one.sound(&keys);
        if one.date <= facts.as_of && contact::qualifies(one) {
            found.there = Some((Kind::Interaction, nth));
        }
    }
    let answers = |one: &Commitment<'_>| {
        one.source == Source::Feedback || (one.source == Source::Promise && one.party == Party::Us)
    };
    let contact = |one: &Commitment<'_>| {
        matches!(
            one.source,
            Source::Contact | Source::Cadence | Source::FaceToFace | Source::Share | Source::NextStep
        )
    };
    found.troubles = overdue(facts, at, answers);
    found.troubles.extend(overdue(facts, at, contact));
    found
}

/// An active contract; late while an obligation of either side or a notice is overdue, one of ours was met
/// late and nothing answers that, or a contract is past its end and still active.
pub(super) fn contracts<'f, 'a>(facts: &'f Facts<'_, 'a>, at: usize) -> Found<'f, 'a> {
    let (book, id) = (facts.book, facts.book.accounts.all[at].id);
    let mut found = Found {
        doubt: book.blind(Kind::Contract, Some(id)),
        ..Found::default()
    };
    for nth in facts.of_account[at].contracts.iter().copied() {
        let contract = &book.contracts.all[nth as usize];
        if contract.signed.is_some_and(|signed| signed > facts.as_of) {
            continue;
        }
        found.doubt |= !contract.sound(terms::KEYS) || !contract.sound(&["obligation", "fulfilled", "signed"]);
        if contract.status == ContractStatus::Active && contract.sound(&["status"]) {
            found.there = Some((Kind::Contract, nth));
        }
        if contract.sound(terms::KEYS) && contract_facts::is_over_but_active(facts, contract) {
            found.troubles.push(Trouble::PastEnd(nth));
        }
    }
    let owed = |one: &Commitment<'_>| matches!(one.source, Source::Obligation | Source::Notice);
    found.troubles.extend(overdue(facts, at, owed));
    for one in facts.ledger.of_account(at) {
        let late = one.source == Source::Obligation && one.party == Party::Us && one.state == State::DoneLate;
        let Some(due) = one.due.filter(|_| late) else { continue };
        let reference = one.reference(facts);
        let part = reference.find('#').map(|at| &reference[at..]);
        let reference = Reference {
            kind: Kind::Contract,
            id: one.record_id(facts),
            part,
        };
        found.miss(facts, &Miss { reference, date: due }, id, Trouble::MetLate(one));
    }
    found
}

/// A survey with an answer; late while the next survey or an answer to an issue is overdue, or a low
/// figure is unanswered.
pub(super) fn satisfaction<'f, 'a>(facts: &'f Facts<'_, 'a>, at: usize) -> Found<'f, 'a> {
    let (book, id) = (facts.book, facts.book.accounts.all[at].id);
    let mut found = Found {
        doubt: book.blind(Kind::Survey, Some(id)),
        ..Found::default()
    };
    for nth in facts.of_account[at].surveys.iter().copied() {
        let survey = &book.surveys.all[nth as usize];
        if survey.date > facts.as_of {
            continue;
        }
        found.doubt |= !survey.sound(&["response", "scale", "issue"]);
        if survey.response.iter().any(|response| has_come(response, facts.as_of)) {
            found.there = Some((Kind::Survey, nth));
        }
        if survey.sound(&["response", "scale"]) && !low(facts, survey).is_empty() {
            let reference = Reference {
                kind: Kind::Survey,
                id: survey.id,
                part: None,
            };
            let miss = Miss {
                reference,
                date: survey.date,
            };
            found.miss(facts, &miss, id, Trouble::Low(nth));
        }
    }
    let owed = |one: &Commitment<'_>| matches!(one.source, Source::Survey | Source::SurveyIssue);
    found.troubles.extend(overdue(facts, at, owed));
    found
}

impl<'f, 'a> Found<'f, 'a> {
    /// A miss is a trouble until it is answered.
    fn miss(&mut self, facts: &Facts<'_, 'a>, miss: &Miss<'_>, account: &str, trouble: Trouble<'f, 'a>) {
        if in_doubt(facts, miss, Some(account)) {
            self.doubt = true;
        } else if answer(facts, miss).is_none() {
            self.troubles.push(trouble);
        }
    }
}
