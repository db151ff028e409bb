//! `survey-due`: a customer who was not asked in time.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::Source;
use crate::findings::{Finding, overdue};
use crate::said;
use crate::say::{Said, count};

crate::rule! {
    /// A customer has not been asked in time how satisfied they are.
    ///
    /// Without answers, satisfaction is an opinion of our own.
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [tiers.strategic]
    /// rank = 1
    /// survey_every = "2 months"
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// id = "acme"
    /// #    ^^^^^^ a survey of account `acme` is 31 days overdue: due 2026-03-01 (2 months)
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
    /// survey_every = "2 months"
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
    /// ```toml surveys/q1.toml
    /// account = "acme"
    /// date = 2026-03-10
    /// method = "phone"
    /// owner = "li"
    /// response = [{ answers = { product_quality = 4 } }]
    /// ```
    ///
    /// ## Way out
    ///
    /// Ask them, and write a `survey` with at least one `[[response]]`.
    Warning "survey-due" Satisfaction
    reads ["status", "tier", "since"]
    zh "满意度调查已逾期。"
    "没有客户的回答，满意度只是我们自己的看法。"
    "开展调查，并写一条至少有一个 `[[response]]` 的调查记录。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::Survey) {
        let days = one.days_late;
        let late = count(days, "day");
        let due = one.due.map_or_else(String::new, |due| due.to_string());
        let of = one.account_id(facts).unwrap_or("");
        let who = one.owner.unwrap_or("");
        let tier = one.account.and_then(|at| facts.book.settings.tier(&facts.book.accounts.all[at as usize].tier));
        let Said { en: every, zh: often } = tier.and_then(|tier| tier.survey_every).map(|every| every.said()).unwrap_or_default();
        let message = said!(
            "a survey of account `{of}` is {late} overdue: due {due} ({every})",
            "对客户 `{of}` 的满意度调查已逾期 {days} 天：应于 {due} 开展（频率：{often}）",
        );
        let help = said!("`{who}`: ask them, and write the answers down", "请 `{who}` 开展调查并录入答卷");
        out.push(Finding::owed(facts, one, message, help));
    }
}
