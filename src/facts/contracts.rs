//! Figures over contracts: what lateness costs, how much was done on time, which clauses are missing.

use std::collections::BTreeMap;

use crate::book::Record;
use crate::model::contract::{Contract, ContractStatus, Party, Topic};
use crate::values::figure::Figure;
use crate::values::money::Currency;
use crate::values::period::Period;

use super::Facts;
use super::ledger::{self, Commitment, Source, exposure};
use super::rate::Rate;
use super::{money, terms};

/// The commitments of a contract (obligations and notices), by its position in `book.contracts`.
pub fn of_contract<'c, 'a>(facts: &'c Facts<'_, 'a>, contract: usize) -> impl Iterator<Item = &'c Commitment<'a>> {
    let account = facts.book.contracts.all[contract].account.0;
    let owed = match facts.book.accounts.position(account) {
        Some(account) => facts.ledger.of_account(account),
        None => facts.ledger.of_none(),
    };
    owed.iter()
        .filter(move |one| one.record as usize == contract && matches!(one.source, Source::Obligation | Source::Notice))
}

/// What the lateness of our obligations among these costs, by currency: `of` × `per_day` % × days late,
/// at most `cap` % of `of`, added up over what is late or was done late. Exact.
pub fn exposures<'c, 'a: 'c>(
    facts: &Facts<'_, 'a>,
    commitments: impl IntoIterator<Item = &'c Commitment<'a>>,
) -> BTreeMap<Currency, Figure> {
    let mut sums: BTreeMap<Currency, Figure> = BTreeMap::new();
    for (cost, of) in commitments.into_iter().filter_map(|one| exposure(facts, one)) {
        let sum = sums.entry(of.currency).or_default();
        *sum = &*sum + &cost;
    }
    sums
}

/// What the lateness of our obligations under a contract costs, of these commitments of it, in one currency:
/// that of its penalties, and the book's where they are in several; nothing in the contract's own currency
/// where nothing was late. `None` where a penalty is a part of an amount that nobody wrote, or an amount
/// has no rate.
pub fn exposure_of<'c, 'a: 'c>(
    facts: &Facts<'_, 'a>,
    contract: &Record<'a, Contract<'a>>,
    commitments: &[&'c Commitment<'a>],
) -> Option<(Figure, Currency)> {
    if commitments.iter().any(|one| costs_unknown(facts, contract, one)) {
        return None;
    }
    let settings = &facts.book.settings;
    let sums = exposures(facts, commitments.iter().copied());
    match sums.len() {
        0 => {
            let currency = contract.value.map_or(settings.terms.currency, |value| value.currency);
            Some((Figure::zero(), currency))
        }
        1 => sums.into_iter().next().map(|(currency, sum)| (sum, currency)),
        _ => {
            let in_book = |(currency, sum)| Some(sum * money::rate(settings, currency)?);
            let sum: Option<Vec<Figure>> = sums.into_iter().map(in_book).collect();
            Some((sum?.into_iter().sum(), settings.terms.currency))
        }
    }
}

/// Whether an obligation of ours is or was late, and what its penalty is a part of is not known.
fn costs_unknown<'a>(facts: &Facts<'_, 'a>, contract: &Contract<'a>, one: &Commitment<'a>) -> bool {
    let late = one.source == Source::Obligation && one.party == Party::Us && one.days_late > 0;
    let obligation = contract.obligation.get(one.part as usize);
    late && obligation.is_some_and(|of| of.penalty.is_some()) && exposure(facts, one).is_none()
}

/// Whether a contract is said to be active though its term in force is over.
pub fn is_over_but_active(facts: &Facts<'_, '_>, contract: &Record<'_, Contract<'_>>) -> bool {
    let term = terms::in_force(facts.book, contract, facts.as_of);
    contract.status == ContractStatus::Active && term.is_some_and(|term| term.end < facts.as_of)
}

/// How much of what a party owed under contracts was done on time: of these commitments, the obligations
/// that were due in the period and before as-of. `None` takes any due date.
pub fn on_time<'c, 'a: 'c>(
    facts: &Facts<'_, 'a>,
    commitments: impl IntoIterator<Item = &'c Commitment<'a>>,
    party: Party,
    due_in: Option<Period>,
) -> Rate {
    let obligations = commitments
        .into_iter()
        .filter(|one| one.source == Source::Obligation && one.party == party);
    ledger::on_time(obligations, facts.as_of, due_in)
}

/// The topics that the settings require and the contract has no clause on, in their order; none where
/// the clauses could not be read.
pub fn missing_clauses(facts: &Facts<'_, '_>, contract: &Record<'_, Contract<'_>>) -> Vec<Topic> {
    if !contract.sound(&["clause"]) {
        return Vec::new();
    }
    let required = facts.book.settings.required_clauses.iter().copied();
    required
        .filter(|topic| !contract.clause.iter().any(|clause| clause.topic == *topic))
        .collect()
}

#[cfg(test)]
mod tests;
