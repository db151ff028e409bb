//! Contracts in the ledger: the obligations of both sides, and the decision before each term ends.

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::book::Record;
use crate::facts::terms::{self, ContractTerm, Origin, Settled};
use crate::model::Kind;
use crate::model::contract::{Contract, ContractStatus, Obligation};
use crate::values::date::Date;
use crate::values::every::Every;

use super::desk::{Answer, Desk};
use super::{Commitment, Occurrence, Source};

pub(super) fn put<'a>(desk: &Desk<'_, 'a>, all: &mut Vec<Commitment<'a>>) {
    let each = desk.book.contracts.all.par_iter().enumerate();
    all.par_extend(each.flat_map_iter(|(at, contract)| of_contract(desk, at, contract)));
}

fn of_contract<'a>(desk: &Desk<'_, 'a>, at: usize, contract: &Record<'a, Contract<'a>>) -> Vec<Commitment<'a>> {
    let to_come = contract.signed.is_some_and(|signed| signed > desk.as_of);
    let mut owed = Vec::new();
    if contract.status == ContractStatus::Draft || to_come {
        return owed;
    }
    let terms = terms::terms(desk.book, contract, desk.as_of);
    if contract.sound(&["obligation", "fulfilled"]) {
        obligations(desk, at, contract, terms.last(), &mut owed);
    }
    let has_notice = match contract.status {
        ContractStatus::Active | ContractStatus::Terminated => true,
        ContractStatus::Draft | ContractStatus::Signed | ContractStatus::Expired => false,
    };
    if has_notice {
        notices(desk, at, contract, &terms, &mut owed);
    }
    owed
}

fn obligations<'a>(
    desk: &Desk<'_, 'a>,
    at: usize,
    contract: &Record<'a, Contract<'a>>,
    in_force: Option<&ContractTerm>,
    owed: &mut Vec<Commitment<'a>>,
) {
    let account = desk.account(contract.account.0).0;
    let mut fulfilled: HashMap<(&str, Date), Date> = HashMap::new();
    for one in &contract.fulfilled {
        let on = fulfilled.entry((one.obligation.0, one.due)).or_insert(one.on);
        *on = one.on.min(*on);
    }
    let owe = |part: usize, obligation: &Obligation<'a>, due: Date| {
        let answer = desk.done_on(fulfilled.get(&(obligation.id.0, due)).copied());
        let owner = obligation.owner.map_or(contract.owner.0, |owner| owner.0);
        desk.ours(Source::Obligation, at, Some(due), answer)
            .part(part)
            .owed_to(account, Some(owner))
            .by(obligation.party)
    };
    for (part, obligation) in contract.obligation.iter().enumerate() {
        match (obligation.due, obligation.every) {
            (Some(due), _) => owed.push(owe(part, obligation, due)),
            (None, Some(every)) => {
                let Some(until) = obligation.until.or(in_force.map(|term| term.end)) else {
                    continue;
                };
                let from = obligation.from.unwrap_or(contract.start);
                for due in dates(desk, contract.status, every, from, until) {
                    owed.push(owe(part, obligation, due).at(Occurrence::Day(due)));
                }
            }
            (None, None) => {}
        }
    }
}

/// The dates of a recurring obligation: all up to as-of and, while the contract goes on, the next one;
/// none before the book began.
fn dates(desk: &Desk<'_, '_>, status: ContractStatus, every: Every, from: Date, until: Date) -> Vec<Date> {
    let goes_on = match status {
        ContractStatus::Signed | ContractStatus::Active => true,
        ContractStatus::Draft | ContractStatus::Expired | ContractStatus::Terminated => false,
    };
    let mut dates = Vec::new();
    for n in 0.. {
        let date = every.after(from, n);
        if date > until || (date > desk.as_of && !goes_on) {
            break;
        }
        if desk.book.settings.began.is_none_or(|began| began <= date) {
            dates.push(date);
        }
        if date > desk.as_of || date == Date::MAX {
            break;
        }
    }
    dates
}

fn notices<'a>(
    desk: &Desk<'_, 'a>,
    at: usize,
    contract: &Record<'a, Contract<'a>>,
    terms: &[ContractTerm],
    owed: &mut Vec<Commitment<'a>>,
) {
    let (account, _) = desk.account(contract.account.0);
    let blind = desk.blind(Kind::Contract, contract.account.0);
    for term in terms {
        let Some(due) = term.deadline else { return };
        if term.origin == Origin::Rolled && desk.book.settings.began.is_some_and(|began| due < began) {
            continue;
        }
        let following = account.map_or(Settled::No, |account| {
            let records = &desk.of_account[account as usize];
            terms::followed(desk.book, records, at, term.end, desk.as_of)
        });
        let answer = match (term.settled, following) {
            (Settled::On(date), Settled::On(other)) => Answer::On(date.min(other)),
            (Settled::On(date), _) | (_, Settled::On(date)) => Answer::On(date),
            (Settled::Sometime, _) | (_, Settled::Sometime) => Answer::Sometime,
            (Settled::No, Settled::No) if blind => continue,
            (Settled::No, Settled::No) => Answer::No,
        };
        let notice = desk
            .ours(Source::Notice, at, Some(due), answer)
            .owed_to(account, Some(contract.owner.0));
        owed.push(match term.origin {
            Origin::Signed | Origin::Renewed => notice,
            Origin::Rolled => notice.at(Occurrence::Day(term.end)),
        });
    }
}
