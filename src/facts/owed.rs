//! From when on an account is owed what every customer of its tier is owed again and again.

use crate::book::Book;
use crate::model::Kind;
use crate::model::contract::ContractStatus;
use crate::values::date::Date;

use super::Facts;
use super::accounts::AccountRecords;

/// From when on what an account is owed again and again (`@…`) counts, where it never had one: the later
/// of `[book] began` and the account's `since`; without both the start of its earliest contract. `None`:
/// it is not owed, since it is no active account, or nothing says from when, or that cannot be read.
pub fn owed_since(facts: &Facts<'_, '_>, account: usize) -> Option<Date> {
    since(facts.book, facts.of_account.get(account)?, account)
}

/// Like [`owed_since`], before there are facts.
pub(super) fn since(book: &Book<'_>, records: &AccountRecords, account: usize) -> Option<Date> {
    let record = &book.accounts.all[account];
    if !record.status.is_active() || !record.sound(&["status", "since"]) {
        return None;
    }
    match (book.settings.began, record.since) {
        (Some(began), Some(since)) => Some(began.max(since)),
        (Some(date), None) | (None, Some(date)) => Some(date),
        (None, None) if book.blind(Kind::Contract, Some(record.id)) => None,
        (None, None) => {
            let contracts = records.contracts.iter().map(|at| &book.contracts.all[*at as usize]);
            contracts
                .filter(|contract| contract.status != ContractStatus::Draft)
                .map(|contract| contract.start)
                .min()
        }
    }
}
