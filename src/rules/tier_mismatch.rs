//! `tier-mismatch`: a tier that an account's revenue does not reach.

use crate::facts::Facts;
use crate::facts::{money, sales};
use crate::findings::{Finding, Findings, Place};
use crate::place::Route;
use crate::said;
use crate::values::money::Money;
use crate::values::period::Period;

crate::rule! {
    /// An account buys less in a year than its tier asks for, and nobody says why it is in it.
    ///
    /// The best people's time goes by tier: a tier without its figures, and without a reason, is a habit.
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [tiers.strategic]
    /// rank = 1
    /// revenue_from = "5000000 CNY"
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "strategic"
    /// #      ^^^^^^^^^^^ `acme` is `strategic`, yet its revenue of 2025, 1200000.00 CNY, is under 5000000.00 CNY
    /// owner = "li"
    /// revenue = { 2025 = 1200000 }
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
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
    /// revenue_from = "5000000 CNY"
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "strategic"
    /// tier_reason = "the reference customer of its industry"
    /// owner = "li"
    /// revenue = { 2025 = 1200000 }
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Put the account into the tier that its figures reach, or say in `tier_reason` why it is in this one.
    Note "tier-mismatch" Data
    reads ["tier", "tier_reason", "revenue", "status", "since"]
    zh "客户一年的采购额达不到所在级别的要求，也没有说明理由。"
    "最得力的人手是按级别分配的：既没有数字、又没有理由的级别，只是习惯。"
    "请按数字调整级别，或在 `tier_reason` 中说明理由。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let settings = &facts.book.settings;
    let Ok(year) = Period::parse(&format!("{:04}", facts.as_of.year() - 1), 1) else {
        return;
    };
    for (at, account) in facts.book.accounts.iter().enumerate() {
        let least = settings.tier(account.tier.0).and_then(|tier| tier.revenue_from);
        let Some(least) = least.filter(|_| account.status.is_active() && account.tier_reason.is_none()) else {
            continue;
        };
        // Who became a customer within the year has no full year yet.
        if account.since.is_some_and(|since| since > year.first()) {
            continue;
        }
        let Some(least) = money::in_book(settings, least) else { continue };
        let revenue = sales::revenue(facts, at, Some(&year));
        let told = revenue.orders > 0 || revenue.basis != sales::Basis::Orders || !account_is_new(facts, at);
        let Some(found) = revenue.figure().filter(|found| told && **found < least) else {
            continue;
        };
        let currency = settings.terms.currency;
        let shown = |figure: &crate::values::figure::Figure| {
            let amount = figure.rounded(currency.minor_units());
            format!("{} {}", Money { amount, currency }.shown(), currency.code())
        };
        let (id, tier) = (account.id, account.tier.0);
        let (found, least) = (shown(found), shown(&least));
        out.push(Finding {
            account: Some(id),
            owner: account.owner.map(|owner| owner.0),
            ..Finding::new(
                Place::new(account.file, Route::key("tier")),
                format!("account/{id}"),
                said!(
                    "`{id}` is `{tier}`, yet its revenue of {year}, {found}, is under {least}",
                    "`{id}` 定为 `{tier}`，但 {year} 年收入 {found}，低于要求的 {least}",
                    id = id,
                    tier = tier,
                    year = year,
                    found = found,
                    least = least
                ),
                said!(
                    "choose the tier that the figures reach, or say why in `tier_reason`",
                    "请按数字调整级别，或在 `tier_reason` 中说明理由"
                ),
            )
        });
    }
}

/// Whether nothing tells of an account's business before this year: no order, and no table of its own.
fn account_is_new(facts: &Facts<'_, '_>, account: usize) -> bool {
    let book = facts.book;
    let first = facts.of_account[account].orders.first();
    first.is_none_or(|at| book.orders.all[*at as usize].date.year() >= facts.as_of.year())
}
