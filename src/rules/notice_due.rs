//! `notice-due`: a contract about whose end somebody must decide.

use crate::facts::ledger::{Commitment, Occurrence, Source};
use crate::facts::{Facts, spans};
use crate::findings::{Finding, Findings};
use crate::said;
use crate::say::count;
use crate::values::date::days_between;

crate::rule! {
    /// The deadline for notice on a contract is near or past, and nobody has decided.
    ///
    /// Whoever misses it has decided as well: the contract runs out, or rolls on at the old price. It is told
    /// `notice_soon` of `[checks]` ahead, 60 days unless told.
    ///
    /// ## Fails
    ///
    /// ```toml contracts/acme-msa.toml
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2025-07-01
    /// end = 2026-06-30
    /// notice = "60 days"
    /// #        ^^^^^^^^^ contract `acme-msa` ends on 2026-06-30: notice is due by 2026-05-01, in 30 days
    /// ```
    ///
    /// ```toml contracts/acme-support.toml
    /// account = "acme"
    /// title = "Support"
    /// status = "active"
    /// owner = "li"
    /// start = 2025-05-01
    /// end = 2026-04-30
    /// notice = "1 month"
    /// #        ^^^^^^^^^ contract `acme-support` ends on 2026-04-30: notice was due by 2026-03-30, 2 days ago
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml contracts/acme-msa.toml
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2025-07-01
    /// end = 2026-06-30
    /// notice = "60 days"
    ///
    /// [[renewal]]
    /// date = 2026-03-16
    /// by = "li"
    /// decision = "renew"
    /// until = 2027-06-30
    /// ```
    ///
    /// ## Way out
    ///
    /// Decide, tell the customer, and write a `[[renewal]]`: `renew`, `end` or `renegotiate`.
    Warning "notice-due" Contracts
    reads ["status", "start", "end", "notice", "auto_renew", "renewal"]
    zh "合同的续约通知期限将至或已过，仍未作出决定。"
    "错过期限也是一种决定：合同到期终止，或按老价格自动续期。提前多久提醒由 `[checks]` 的 `notice_soon` 决定，默认 60 天。"
    "作出决定并告知客户，写一条 `[[renewal]]`：`renew`、`end` 或 `renegotiate`。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let soon = spans::after(facts.book, facts.as_of, facts.book.settings.notice_soon);
    for one in &facts.ledger.all {
        let near = one.due.is_some_and(|due| due <= soon);
        if one.source == Source::Notice && one.state.is_open() && near {
            out.push(of(facts, one));
        }
    }
}

fn of<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>) -> Finding<'a> {
    let contract = &facts.book.contracts.all[one.record as usize];
    let end = match one.occurrence {
        Some(Occurrence::Day(end)) => end,
        Some(Occurrence::Period(_)) | None => contract.end,
    };
    let (id, due) = (contract.id, one.due.unwrap_or(end));
    let days = days_between(facts.as_of, due);
    let message = match days {
        0 => said!(
            "contract `{id}` ends on {end}: notice is due today, {due}",
            "合同 `{id}` 将于 {end} 到期：今天（{due}）是续约通知的最后一天"
        ),
        1.. => said!(
            "contract `{id}` ends on {end}: notice is due by {due}, in {left}",
            "合同 `{id}` 将于 {end} 到期：续约通知须在 {due} 前作出，还剩 {days} 天",
            left = count(days, "day"),
            id = id,
            end = end,
            due = due,
            days = days
        ),
        _ => said!(
            "contract `{id}` ends on {end}: notice was due by {due}, {ago} ago",
            "合同 `{id}` 到期日为 {end}：续约通知应在 {due} 前作出，已过 {days} 天",
            ago = count(-days, "day"),
            id = id,
            end = end,
            due = due,
            days = -days
        ),
    };
    let help = said!(
        "decide, tell the customer, and write a `[[renewal]]`",
        "请作出决定、告知客户，并写一条 `[[renewal]]`"
    );
    Finding::owed(facts, one, message, help)
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings;

    fn told(settings: &str, as_of: &str) -> bool {
        let settings = format!("[book]\nname = \"B\"\n{settings}");
        let contract = "account = \"a\"\ntitle = \"T\"\nstatus = \"active\"\nowner = \"li\"\nstart = 2025-07-01\nend = \
                        2026-06-30\nnotice = \"60 days\"\n";
        let mut told = false;
        little::facts(
            &[("kam.toml", &settings), ("contracts/c.toml", contract)],
            as_of,
            |facts| {
                told = findings::find(facts).iter().any(|one| one.rule.name == "notice-due");
            },
        );
        told
    }

    #[test]
    fn within_notice_soon_of_the_deadline() {
        // The deadline is 2026-05-01.
        assert!(!told("", "2026-03-01"));
        assert!(told("", "2026-03-02"));
        assert!(told("", "2026-05-02"));
        let ten = "[checks]\nnotice_soon = \"10 days\"\n";
        assert!(!told(ten, "2026-04-20"));
        assert!(told(ten, "2026-04-21"));
    }
}
