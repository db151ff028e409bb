//! `self-supervised`: an owner who watches over themself.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::place::Route;
use crate::said;

crate::rule! {
    /// The supervisor of an account is its owner.
    ///
    /// What is overdue for long goes up to the supervisor. Where that is the same person, it goes nowhere.
    ///
    /// ## Fails
    ///
    /// ```toml people/li.toml
    /// name = "Li Na"
    /// ```
    ///
    /// ```toml accounts/haichuan.toml
    /// name = "Haichuan Software"
    /// tier = "growth"
    /// owner = "li"
    /// supervisor = "li"
    /// #            ^^^^ Li Na is both owner and supervisor of account `haichuan`
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml accounts/haichuan.toml
    /// name = "Haichuan Software"
    /// tier = "growth"
    /// owner = "li"
    /// supervisor = "zhao"
    /// ```
    ///
    /// ## Way out
    ///
    /// Name somebody else as `supervisor`: whoever the owner reports to.
    Warning "self-supervised" Accountability
    reads ["owner", "supervisor", "status"]
    zh "客户的监督人就是负责人自己。"
    "长期逾期的事项要上报给监督人。监督人若是本人，就等于没有上报。"
    "请另选一人作为 `supervisor`，例如负责人的上级。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for account in facts.book.accounts.iter().filter(|account| account.status.is_active()) {
        let Some(owner) = account.owner.filter(|owner| account.supervisor == Some(*owner)) else {
            continue;
        };
        let person = facts.book.people.get(owner.0);
        out.push(Finding {
            account: Some(account.id),
            owner: Some(
                person
                    .and_then(|person| person.manager)
                    .map_or(owner.0, |manager| manager.0),
            ),
            ..Finding::new(
                Place::new(account.file, Route::key("supervisor")),
                format!("account/{}", account.id),
                said!(
                    "{name} is both owner and supervisor of account `{id}`",
                    "{name}既是客户 `{id}` 的负责人，又是监督人",
                    name = person.map_or(owner.0, |person| person.name),
                    id = account.id
                ),
                said!("name somebody else as `supervisor`", "请另选一人作为 `supervisor`"),
            )
        });
    }
}
