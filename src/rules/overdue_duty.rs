//! `overdue-duty`: a duty that was not done in time.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::Source;
use crate::findings::{Finding, overdue};
use crate::said;
use crate::say::{Said, count};

crate::rule! {
    /// A duty of an account is overdue.
    ///
    /// Duties come back again and again, so nobody writes a task for each time; without a date they are the first
    /// thing to be forgotten.
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    /// began = 2025-01-01
    ///
    /// [duties.check-up]
    /// title = "Health check"
    /// tiers = ["key"]
    /// every = "quarterly"
    ///
    /// [tiers.key]
    /// rank = 2
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// id = "acme"
    /// #    ^^^^^^ duty `check-up` of account `acme` is 61 days overdue: due 2026-01-30 (quarterly)
    /// name = "Acme"
    /// tier = "key"
    /// owner = "li"
    /// team = [{ person = "li", role = "account-manager", accountable = ["check-up"], responsible = ["check-up"] }]
    /// ```
    ///
    /// ```toml tasks/check.toml
    /// account = "acme"
    /// title = "Health check"
    /// owner = "li"
    /// duty = "check-up"
    /// done = 2025-10-30
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    /// began = 2025-01-01
    ///
    /// [duties.check-up]
    /// title = "Health check"
    /// tiers = ["key"]
    /// every = "quarterly"
    ///
    /// [tiers.key]
    /// rank = 2
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// id = "acme"
    /// name = "Acme"
    /// tier = "key"
    /// owner = "li"
    /// team = [{ person = "li", role = "account-manager", accountable = ["check-up"], responsible = ["check-up"] }]
    /// ```
    ///
    /// ```toml tasks/check.toml
    /// account = "acme"
    /// title = "Health check"
    /// owner = "li"
    /// duty = "check-up"
    /// done = 2026-02-10
    /// ```
    ///
    /// ## Way out
    ///
    /// Do it, and write a task with this `duty` and its `done`.
    Warning "overdue-duty" Work
    reads ["team", "owner", "status", "tier", "since"]
    zh "职责到期未履行。"
    "职责周而复始，没有人会每次都建任务；没有日期约束，它们最先被遗忘。"
    "履行职责，并写一条带有该 `duty` 和 `done` 的任务。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::Duty) {
        let days = one.days_late;
        let late = count(days, "day");
        let due = one.due.map_or_else(String::new, |due| due.to_string());
        let of = one.account_id(facts).unwrap_or("");
        let who = one.owner.unwrap_or("");
        let Some((duty, settings)) = facts.book.settings.duties.get(one.part as usize) else { continue };
        let Said { en: every, zh: often } = settings.every.map(|every| every.said()).unwrap_or_default();
        let message = said!(
            "duty `{duty}` of account `{of}` is {late} overdue: due {due} ({every})",
            "客户 `{of}` 的职责 `{duty}` 已逾期 {days} 天：应于 {due} 履行（频率：{often}）",
        );
        let help = said!("`{who}`: do it and write a done task with `duty = \"{duty}\"`", "请 `{who}` 履行，并写一条 `duty = \"{duty}\"` 的已完成任务");
        out.push(Finding::owed(facts, one, message, help));
    }
}
