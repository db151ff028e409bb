//! `expired-active`: a contract that has ended and is still called active.

use crate::book::Record;
use crate::facts::{Facts, contracts, terms};
use crate::findings::{Finding, Findings, Place};
use crate::model::contract::Contract;
use crate::place::Route;
use crate::said;
use crate::values::date::{Date, days_between};

crate::rule! {
    /// A contract is past its end and still active.
    ///
    /// Either we work without a contract, with no price, no limit of liability and no term of payment that
    /// binds; or it went on and nobody wrote that down.
    ///
    /// ## Fails
    ///
    /// ```toml contracts/acme-msa.toml
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2025-03-01
    /// end = 2026-02-28
    /// #     ^^^^^^^^^^ contract `acme-msa` ended on 2026-02-28, 32 days ago, and is still active
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml contracts/acme-msa.toml
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2025-03-01
    /// end = 2026-02-28
    ///
    /// [[renewal]]
    /// date = 2026-01-20
    /// by = "li"
    /// decision = "renew"
    /// until = 2027-02-28
    /// ```
    ///
    /// ## Way out
    ///
    /// Write the `[[renewal]]` with its new end, `auto_renew` where the contract says so, or the status
    /// `expired`.
    Error "expired-active" Contracts
    reads ["status", "start", "end", "notice", "auto_renew", "renewal"]
    zh "合同已过期，状态仍是执行中。"
    "要么是在没有合同的情况下做事：价格、责任上限、付款条件都没有约束；要么已经续约却没人记下来。"
    "补写 `[[renewal]]` 及新的结束日期；合同约定自动续期的写 `auto_renew`；否则把状态改为 `expired`。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for contract in &facts.book.contracts {
        if !contracts::is_over_but_active(facts, contract) {
            continue;
        }
        let Some(term) = terms::in_force(facts.book, contract, facts.as_of) else {
            continue;
        };
        let end = term.end;
        let days = days_between(end, facts.as_of);
        let message = said!(
            "contract `{id}` ended on {end}, {ago} ago, and is still active",
            "合同 `{id}` 已于 {end} 到期（{days} 天前），状态仍是执行中",
            ago = crate::say::count(days, "day"),
            id = contract.id,
            end = end,
            days = days
        );
        let help = said!(
            "write the `[[renewal]]`, or the status `expired`",
            "请补写 `[[renewal]]`，或把状态改为 `expired`"
        );
        out.push(Finding {
            account: Some(contract.account.0),
            owner: Some(contract.owner.0),
            due: Some(end),
            days_late: Some(days),
            ..Finding::new(
                Place::new(contract.file, end_place(contract, end, facts.as_of)),
                format!("contract/{}", contract.id),
                message,
                help,
            )
        });
    }
}

/// Where the end of the term in force is written: in the renewal that set it, else in `end`.
fn end_place(contract: &Record<'_, Contract<'_>>, end: Date, as_of: Date) -> Route {
    let sets = |at: &usize| {
        let renewal = &contract.renewal[*at];
        renewal.until == Some(end) && renewal.date <= as_of
    };
    match (0..contract.renewal.len()).rev().find(sets) {
        Some(at) if end != contract.end => Route::in_part("renewal", at, "until"),
        Some(_) | None => Route::key("end"),
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings::{self, At};
    use crate::place::Route;

    fn place(more: &str, status: &str, as_of: &str) -> Option<Route> {
        let text = format!(
            "account = \"a\"\ntitle = \"T\"\nstatus = \"{status}\"\nowner = \"li\"\nstart = 2025-01-01\nend = \
             2025-12-31\n{more}"
        );
        let mut place = None;
        little::facts(&[("contracts/c.toml", &text)], as_of, |facts| {
            let found = findings::find(facts);
            place = found
                .iter()
                .find(|one| one.rule.name == "expired-active")
                .map(|one| match one.place.at {
                    At::Route(route) => route,
                    At::Text(_) | At::Line(..) => Route::RECORD,
                });
        });
        place
    }

    #[test]
    fn past_the_term_in_force() {
        let renewal = "[[renewal]]\ndate = 2025-11-01\nby = \"li\"\ndecision = \"renew\"\nuntil = 2026-03-31\n";
        assert_eq!(place("", "active", "2025-12-31"), None);
        assert_eq!(place("", "active", "2026-01-01"), Some(Route::key("end")));
        assert_eq!(place("", "signed", "2026-01-01"), None);
        assert_eq!(place("", "expired", "2026-01-01"), None);
        assert_eq!(place("auto_renew = true", "active", "2026-06-01"), None);
        assert_eq!(place(renewal, "active", "2026-03-31"), None);
        assert_eq!(
            place(renewal, "active", "2026-04-01"),
            Some(Route::in_part("renewal", 0, "until"))
        );
    }
}
