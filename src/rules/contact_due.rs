//! `contact-due`: an account with which nobody has spoken in time.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::{Commitment, Source};
use crate::findings::{Finding, overdue};
use crate::said;
use crate::say::{Said, count};

crate::rule! {
    /// Contact with a customer is overdue: by its tier, by a cadence, or a next step that was agreed on.
    ///
    /// Customers leave in silence long before they leave on paper.
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [tiers.strategic]
    /// rank = 1
    /// contact_every = "2 weeks"
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// id = "acme"
    /// #    ^^^^^^ contact with account `acme` is 76 days overdue: due 2026-01-15 (2 weeks)
    /// name = "Acme"
    /// tier = "strategic"
    /// owner = "li"
    /// since = 2026-01-01
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "growth"
    /// owner = "li"
    /// ```
    ///
    /// ```toml interactions/visit.toml
    /// account = "acme"
    /// date = 2026-03-10
    /// channel = "call"
    /// people = ["li"]
    /// contacts = ["chen"]
    /// summary = "How the roll-out goes"
    /// next = 2026-03-24
    /// #      ^^^^^^^^^^ the next step with `acme`, agreed on 2026-03-10, is 8 days overdue: due 2026-03-24
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
    /// contact_every = "2 weeks"
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
    /// ```
    ///
    /// ## Way out
    ///
    /// Speak with them and write an interaction with `contacts`; mail and messages count when they hold feedback.
    Warning "contact-due" Communication
    reads ["status", "tier", "since", "cadence", "next"]
    zh "与客户的沟通已逾期：按客户级别、按约定的频率，或上次约定的下一步。"
    "客户在书面上离开之前，早已在沉默中离开。"
    "与客户沟通，并写一条带 `contacts` 的沟通记录；邮件和消息须有客户反馈才算数。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for source in [Source::Contact, Source::Cadence, Source::NextStep] {
        for one in overdue(facts, source) {
            let who = one.owner.unwrap_or("");
            let help = said!("`{who}`: speak with them, and write an interaction", "请 `{who}` 与客户沟通，并写一条沟通记录");
            if let Some(message) = message(facts, one) {
                out.push(Finding::owed(facts, one, message, help));
            }
        }
    }
}

fn message(facts: &Facts<'_, '_>, one: &Commitment<'_>) -> Option<Said> {
    let book = facts.book;
    let due = one.due?;
    let (late, days) = (count(one.days_late, "day"), one.days_late);
    let account = &book.accounts.all[one.account? as usize];
    let of = account.id;
    match one.source {
        Source::Cadence => {
            let cadence = account.cadence.get(one.part as usize)?;
            let id = cadence.id.0;
            let Said { en: every, zh: often } = cadence.every.said();
            Some(said!(
                "contact with account `{of}` by cadence `{id}` is {late} overdue: due {due} ({every})",
                "与客户 `{of}` 的约定沟通 `{id}` 已逾期 {days} 天：应于 {due} 进行（频率：{often}）"
            ))
        }
        Source::NextStep => {
            let date = book.interactions.all.get(one.record as usize)?.date;
            Some(said!(
                "the next step with `{of}`, agreed on {date}, is {late} overdue: due {due}",
                "{date} 与 `{of}` 约定的下一步已逾期 {days} 天：应于 {due} 进行"
            ))
        }
        _ => {
            let Said { en: every, zh: often } = book.settings.tier(&account.tier)?.contact_every?.said();
            Some(said!(
                "contact with account `{of}` is {late} overdue: due {due} ({every})",
                "与客户 `{of}` 的沟通已逾期 {days} 天：应于 {due} 进行（频率：{often}）"
            ))
        }
    }
}
