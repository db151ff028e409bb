//! `stale-record`: an account's page that nobody has confirmed for long.

use crate::facts::Facts;
use crate::facts::ledger::Source;
use crate::findings::{Finding, Findings, overdue};
use crate::said;
use crate::say::count;

crate::rule! {
    /// Nobody has confirmed an account's page for longer than `stale_after`.
    ///
    /// People move, tiers change; what nobody has looked at for a quarter is what somebody will rely on tomorrow.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/acme.toml
    /// id = "acme"
    /// #    ^^^^^^ nobody has confirmed the page of `acme` since 2025-12-01: 31 days too long
    /// name = "Acme"
    /// tier = "growth"
    /// owner = "li"
    /// reviewed = 2025-12-01
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "growth"
    /// owner = "li"
    /// reviewed = 2026-03-01
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Read the page through with whoever knows the customer, correct it, and write the day into `reviewed`.
    Warning "stale-record" Data
    reads ["reviewed", "status"]
    zh "客户档案很久没有人确认。"
    "人员会变动，级别会调整；一个季度没有人看过的内容，明天就会有人拿来用。"
    "请与熟悉该客户的人通读一遍并更正，然后把日期写入 `reviewed`。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::AccountPage) {
        let account = &facts.book.accounts.all[one.record as usize];
        let id = account.id;
        let (days, late) = (one.days_late, count(one.days_late, "day"));
        let message = match account.reviewed.filter(|day| *day <= facts.as_of) {
            Some(day) => said!(
                "nobody has confirmed the page of `{id}` since {day}: {late} too long",
                "`{id}` 的客户档案自 {day} 以来没有人确认，已超期 {days} 天",
                id = id,
                day = day,
                late = late,
                days = days
            ),
            None => said!(
                "nobody has ever confirmed the page of `{id}`: {late} overdue",
                "`{id}` 的客户档案从未有人确认，已超期 {days} 天",
                id = id,
                late = late,
                days = days
            ),
        };
        let help = said!(
            "read it through, correct it, and write the day into `reviewed`",
            "请通读并更正，然后把日期写入 `reviewed`"
        );
        out.push(Finding::owed(facts, one, message, help));
    }
}
