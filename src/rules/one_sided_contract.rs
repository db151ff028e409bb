//! `one-sided-contract`: a contract in which only one party owes anything.

use crate::book::Record;
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::contract::{Contract, Party};
use crate::place::Route;
use crate::said;

crate::rule! {
    /// A contract has obligations of one party only.
    ///
    /// Both sides owe something: we deliver, they pay, accept, give access. What they owe and nobody wrote
    /// down is not asked for, and our own delay that it causes looks like ours alone.
    ///
    /// ## Fails
    ///
    /// ```toml contracts/acme-msa.toml
    /// id = "acme-msa"
    /// #    ^^^^^^^^^^ contract `acme-msa` has obligations of ours only, none of the customer's
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2026-01-01
    /// end = 2026-12-31
    ///
    /// [[obligation]]
    /// id = "go-live"
    /// party = "us"
    /// title = "The system is in use"
    /// due = 2026-09-30
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml contracts/acme-msa.toml
    /// id = "acme-msa"
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2026-01-01
    /// end = 2026-12-31
    ///
    /// [[obligation]]
    /// id = "go-live"
    /// party = "us"
    /// title = "The system is in use"
    /// due = 2026-09-30
    ///
    /// [[obligation]]
    /// id = "payment"
    /// party = "customer"
    /// title = "The second instalment is paid"
    /// due = 2026-10-31
    /// ```
    ///
    /// ## Way out
    ///
    /// Write an `[[obligation]]` for what the other party owes: payments, acceptance, data, access, people.
    Warning "one-sided-contract" Contracts
    reads ["obligation"]
    zh "合同只写了一方的义务。"
    "双方都有义务：我方交付，客户付款、验收、提供条件。客户的义务没人记下来，就没人去催；由此造成的延误，看上去也全是我方的责任。"
    "把另一方的义务写成 `[[obligation]]`：付款、验收、提供数据、场地或人员等。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for contract in &facts.book.contracts {
        let has = |party: Party| contract.obligation.iter().any(|one| one.party == party);
        match (has(Party::Us), has(Party::Customer)) {
            (true, false) => out.push(of(contract, Party::Us)),
            (false, true) => out.push(of(contract, Party::Customer)),
            (true, true) | (false, false) => {}
        }
    }
}

fn of<'a>(contract: &Record<'a, Contract<'a>>, only: Party) -> Finding<'a> {
    let id = contract.id;
    let (message, help) = match only {
        Party::Us => (
            said!(
                "contract `{id}` has obligations of ours only, none of the customer's",
                "合同 `{id}` 只写了我方的义务，没有写客户的义务"
            ),
            said!(
                "write an `[[obligation]]` for what the customer owes: payment, acceptance, access",
                "请把客户的义务写成 `[[obligation]]`：付款、验收、提供条件等"
            ),
        ),
        Party::Customer => (
            said!(
                "contract `{id}` has obligations of the customer's only, none of ours",
                "合同 `{id}` 只写了客户的义务，没有写我方的义务"
            ),
            said!(
                "write an `[[obligation]]` for what we owe: what we deliver, and by when",
                "请把我方的义务写成 `[[obligation]]`：交付什么、何时交付"
            ),
        ),
    };
    Finding {
        account: Some(contract.account.0),
        owner: Some(contract.owner.0),
        ..Finding::new(
            Place::new(contract.file, Route::RECORD),
            format!("contract/{id}"),
            message,
            help,
        )
    }
}
