//! Figures over contracts: what lateness costs, how much was done on time, which clauses are missing.

use std::collections::BTreeMap;

use crate::book::Record;
use crate::model::contract::{Contract, Party, Topic};
use crate::values::figure::Figure;
use crate::values::money::Currency;
use crate::values::period::Period;

use super::Facts;
use super::ledger::{self, Commitment, Source, exposure};
use super::rate::Rate;

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
