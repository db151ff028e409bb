//! `late-delivery`: an order that was promised and not delivered.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::Source;
use crate::findings::{Finding, overdue};
use crate::said;
use crate::say::count;

crate::rule! {
    /// An order was promised for a day that has passed, and is not delivered.
    ///
    /// The customer planned with that day.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "growth"
    /// owner = "li"
    /// ```
    ///
    /// ```toml orders/o-1.toml
    /// account = "acme"
    /// date = 2026-02-01
    /// amount = 5000
    /// promised = 2026-03-20
    /// #          ^^^^^^^^^^ order `o-1` of `acme` is 12 days late: promised for 2026-03-20
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
    /// ```toml orders/o-1.toml
    /// account = "acme"
    /// date = 2026-02-01
    /// amount = 5000
    /// promised = 2026-03-20
    /// delivered = 2026-03-19
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
    /// ```toml orders/o-1.toml
    /// account = "acme"
    /// date = 2026-02-01
    /// amount = 5000
    /// promised = 2026-03-20
    /// cancelled = true
    /// ```
    ///
    /// ## Way out
    ///
    /// Deliver it and write `delivered`; tell the customer a new day before they ask.
    Warning "late-delivery" Business
    reads ["promised", "delivered", "cancelled"]
    zh "订单已过承诺日期仍未交付。"
    "客户是按那一天安排的。"
    "交付后填写 `delivered`；在客户追问之前告知新的日期。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::Delivery) {
        let id = one.record_id(facts);
        let days = one.days_late;
        let late = count(days, "day");
        let due = one.due.map_or_else(String::new, |due| due.to_string());
        let of = one.account_id(facts).unwrap_or("");
        let who = one.owner.unwrap_or("");
        let message = said!(
            "order `{id}` of `{of}` is {late} late: promised for {due}",
            "客户 `{of}` 的订单 `{id}` 已晚 {days} 天：承诺于 {due} 交付",
        );
        let help = said!("`{who}`: write `delivered` once it is, and tell the customer a new day", "请 `{who}` 交付后填写 `delivered`，并告知客户新的日期");
        out.push(Finding::owed(facts, one, message, help));
    }
}
