//! `overdue-promise`: a promise that was not kept.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::Source;
use crate::findings::{Finding, overdue};
use crate::model::contract::Party;
use crate::said;
use crate::say::count;

crate::rule! {
    /// A promise is overdue.
    ///
    /// What was promised face to face is remembered longest. A promise of the customer's that nobody asks after is
    /// a promise that nobody will keep next time.
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
    /// channel = "visit"
    /// people = ["li"]
    /// contacts = ["chen"]
    /// summary = "Quarterly visit"
    ///
    /// [[promise]]
    /// id = "quote"
    /// party = "us"
    /// text = "Send the quote"
    /// due = 2026-03-25
    /// #     ^^^^^^^^^^ our promise `quote` of 2026-03-10 to `acme` is 7 days overdue: due 2026-03-25
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
    /// channel = "visit"
    /// people = ["li"]
    /// contacts = ["chen"]
    /// summary = "Quarterly visit"
    ///
    /// [[promise]]
    /// id = "quote"
    /// party = "customer"
    /// text = "Send the quote"
    /// due = 2026-03-31
    /// #     ^^^^^^^^^^ the promise `quote` of 2026-03-10 by `acme` is 1 day overdue: due 2026-03-31
    /// ```
    ///
    /// ## Passes
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
    /// channel = "visit"
    /// people = ["li"]
    /// contacts = ["chen"]
    /// summary = "Quarterly visit"
    ///
    /// [[promise]]
    /// id = "quote"
    /// party = "us"
    /// text = "Send the quote"
    /// due = 2026-03-25
    /// done = 2026-03-24
    /// ```
    ///
    /// ## Way out
    ///
    /// Keep it and write `done`; or tell the customer, and write the new promise into the interaction in which you
    /// did.
    Error "overdue-promise" Work
    reads ["promise"]
    zh "承诺已逾期。"
    "当面许下的承诺，客户记得最久；客户的承诺没有人追问，下次也不会兑现。"
    "兑现后填写 `done`；或向客户说明，并在那次沟通记录中写下新的承诺。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::Promise) {
        let Some((due, interaction)) = one.due.zip(facts.book.interactions.all.get(one.record as usize)) else { continue };
        let Some(promise) = interaction.promise.get(one.part as usize) else { continue };
        let (id, of, date) = (promise.id.0, interaction.account.0, interaction.date);
        let (late, days) = (count(one.days_late, "day"), one.days_late);
        let message = match promise.party {
            Party::Us => said!(
                "our promise `{id}` of {date} to `{of}` is {late} overdue: due {due}",
                "我方 {date} 对 `{of}` 的承诺 `{id}` 已逾期 {days} 天：应于 {due} 兑现"
            ),
            Party::Customer => said!(
                "the promise `{id}` of {date} by `{of}` is {late} overdue: due {due}",
                "客户 `{of}` 在 {date} 的承诺 `{id}` 已逾期 {days} 天：应于 {due} 兑现"
            ),
        };
        let who = one.owner.unwrap_or("");
        let help = match promise.party {
            Party::Us => said!("`{who}`: keep it and write `done`", "请 `{who}` 兑现后填写 `done`"),
            Party::Customer => said!("`{who}`: ask for it, and write `done` when it is kept", "请 `{who}` 跟进，兑现后填写 `done`"),
        };
        out.push(Finding::owed(facts, one, message, help));
    }
}
