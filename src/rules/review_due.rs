//! `review-due`: a customer who was not reviewed in time.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::Source;
use crate::findings::{Finding, overdue};
use crate::said;
use crate::say::{Said, count};

crate::rule! {
    /// A customer has not been reviewed in time.
    ///
    /// A review is where goals, contracts and satisfaction are looked at together; without it each looks fine by
    /// itself.
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [tiers.strategic]
    /// rank = 1
    /// review_every = "2 months"
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// id = "acme"
    /// #    ^^^^^^ a review of account `acme` is 31 days overdue: due 2026-03-01 (2 months)
    /// name = "Acme"
    /// tier = "strategic"
    /// owner = "li"
    /// since = 2026-01-01
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [tiers.strategic]
    /// rank = 1
    /// review_every = "2 months"
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// id = "acme"
    /// name = "Acme"
    /// tier = "strategic"
    /// owner = "li"
    /// since = 2026-01-01
    /// ```
    ///
    /// ```toml reviews/q1.toml
    /// period = "2026-Q1"
    /// date = 2026-03-20
    /// reviewers = ["wang"]
    /// areas = ["goals", "kpis", "contracts", "satisfaction"]
    /// reported = { date = 2026-03-25, to = ["zhao"] }
    /// ```
    ///
    /// ## Way out
    ///
    /// Hold the review, and write a `review` whose `accounts` name the customer, or none for all.
    Warning "review-due" Improvement
    reads ["status", "tier", "since"]
    zh "内部审查已逾期。"
    "审查把目标、合同和满意度放在一起看；没有审查，单看每一项似乎都没问题。"
    "开展审查，并写一条 `accounts` 包含该客户（或不写表示全部）的审查记录。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::NextReview) {
        let days = one.days_late;
        let late = count(days, "day");
        let due = one.due.map_or_else(String::new, |due| due.to_string());
        let of = one.account_id(facts).unwrap_or("");
        let who = one.owner.unwrap_or("");
        let tier = one.account.and_then(|at| facts.book.settings.tier(&facts.book.accounts.all[at as usize].tier));
        let Said { en: every, zh: often } = tier.and_then(|tier| tier.review_every).map(|every| every.said()).unwrap_or_default();
        let message = said!(
            "a review of account `{of}` is {late} overdue: due {due} ({every})",
            "对客户 `{of}` 的内部审查已逾期 {days} 天：应于 {due} 开展（频率：{often}）",
        );
        let help = said!("`{who}`: have it reviewed", "请 `{who}` 安排审查");
        out.push(Finding::owed(facts, one, message, help));
    }
}
