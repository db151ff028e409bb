//! Which records belong to which account, so that nobody searches the whole book for them.

use crate::book::{Book, Records};

/// The positions, in the book's lists, of an account's records; in the order of their dates where they
/// have one, else of their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountRecords {
    /// In `book.contracts`, by start.
    pub contracts: Vec<u32>,
    /// In `book.goals`, by the first day of the period.
    pub goals: Vec<u32>,
    /// In `book.tasks`, by id.
    pub tasks: Vec<u32>,
    /// In `book.interactions`, by date.
    pub interactions: Vec<u32>,
    /// In `book.surveys`, by date.
    pub surveys: Vec<u32>,
    /// In `book.improvements`, by id.
    pub improvements: Vec<u32>,
    /// In `book.opportunities`, by id.
    pub opportunities: Vec<u32>,
    /// In `book.orders`, by date.
    pub orders: Vec<u32>,
    /// In `book.requests`, by the moment they were opened.
    pub requests: Vec<u32>,
}

fn deal<'a, T>(
    book: &Book<'a>,
    all: &mut [AccountRecords],
    records: &Records<'a, T>,
    account: impl Fn(&T) -> Option<&'a str>,
    list: impl Fn(&mut AccountRecords) -> &mut Vec<u32>,
) {
    for (at, record) in records.iter().enumerate() {
        if let Some(of) = account(record).and_then(|id| book.accounts.position(id)) {
            list(&mut all[of]).push(at as u32);
        }
    }
}

/// The records of each account, by the account's position in the book.
pub(super) fn group(book: &Book<'_>) -> Vec<AccountRecords> {
    let mut all = vec![AccountRecords::default(); book.accounts.all.len()];
    deal(
        book,
        &mut all,
        &book.contracts,
        |contract| Some(contract.account.0),
        |of| &mut of.contracts,
    );
    deal(
        book,
        &mut all,
        &book.goals,
        |goal| Some(goal.account.0),
        |of| &mut of.goals,
    );
    deal(
        book,
        &mut all,
        &book.tasks,
        |task| task.account.map(|id| id.0),
        |of| &mut of.tasks,
    );
    deal(
        book,
        &mut all,
        &book.interactions,
        |one| Some(one.account.0),
        |of| &mut of.interactions,
    );
    deal(
        book,
        &mut all,
        &book.surveys,
        |survey| Some(survey.account.0),
        |of| &mut of.surveys,
    );
    deal(
        book,
        &mut all,
        &book.improvements,
        |one| one.account.map(|id| id.0),
        |of| &mut of.improvements,
    );
    deal(
        book,
        &mut all,
        &book.opportunities,
        |one| Some(one.account.0),
        |of| &mut of.opportunities,
    );
    deal(
        book,
        &mut all,
        &book.orders,
        |order| Some(order.account.0),
        |of| &mut of.orders,
    );
    deal(
        book,
        &mut all,
        &book.requests,
        |request| Some(request.account.0),
        |of| &mut of.requests,
    );
    for of in &mut all {
        of.contracts.sort_by_key(|at| book.contracts.all[*at as usize].start);
        of.goals.sort_by_key(|at| book.goals.all[*at as usize].period.first());
        of.interactions
            .sort_by_key(|at| book.interactions.all[*at as usize].date);
        of.surveys.sort_by_key(|at| book.surveys.all[*at as usize].date);
        of.orders.sort_by_key(|at| book.orders.all[*at as usize].date);
        of.requests.sort_by_key(|at| book.requests.all[*at as usize].opened);
    }
    all
}
