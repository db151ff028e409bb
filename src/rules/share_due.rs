//! `share-due`: information that was not shared in time.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::Source;
use crate::findings::{Finding, overdue};
use crate::said;
use crate::say::{Said, count};

crate::rule! {
    /// Information that a customer is owed was not shared in time.
    ///
    /// Who hears nothing assumes the worst; the same facts told late are an excuse.
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [tiers.strategic]
    /// rank = 1
    /// share_every = { project-progress = "monthly" }
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// id = "acme"
    /// #    ^^^^^^ `project-progress` for account `acme` is 59 days overdue: due 2026-02-01 (monthly)
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
    /// share_every = { project-progress = "monthly" }
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
    /// ```toml interactions/call.toml
    /// account = "acme"
    /// date = 2026-03-25
    /// channel = "call"
    /// people = ["li"]
    /// contacts = ["chen"]
    /// summary = "How the roll-out goes"
    /// shared = [{ type = "project-progress", title = "Week 12" }]
    /// ```
    ///
    /// ## Way out
    ///
    /// Share it, and write it as `[[shared]]` of an interaction.
    Warning "share-due" Communication
    reads ["status", "tier", "since"]
    zh "应当共享给客户的信息逾期未共享。"
    "听不到消息的人会往坏处想；同样的事实，晚说就成了借口。"
    "共享信息，并在沟通记录的 `[[shared]]` 中写明。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::Share) {
        let days = one.days_late;
        let late = count(days, "day");
        let due = one.due.map_or_else(String::new, |due| due.to_string());
        let of = one.account_id(facts).unwrap_or("");
        let who = one.owner.unwrap_or("");
        let tier = one.account.and_then(|at| facts.book.settings.tier(&facts.book.accounts.all[at as usize].tier));
        let entry = tier.and_then(|tier| tier.share_every.as_ref()).and_then(|share| share.0.get(one.part as usize));
        let Some((sort, every)) = entry else { continue };
        let Said { en: every, zh: often } = every.said();
        let (name, word) = (sort.name(), sort.word().zh);
        let message = said!(
            "`{name}` for account `{of}` is {late} overdue: due {due} ({every})",
            "应共享给客户 `{of}` 的{word}已逾期 {days} 天：应于 {due} 共享（频率：{often}）",
        );
        let help = said!("`{who}`: share it, and write it as `[[shared]]`", "请 `{who}` 共享信息，并写入 `[[shared]]`");
        out.push(Finding::owed(facts, one, message, help));
    }
}
