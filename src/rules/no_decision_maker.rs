//! `no-decision-maker`: a customer of the first rank of whom we do not know who decides.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::account::ContactRole;
use crate::place::Route;
use crate::said;

crate::rule! {
    /// Nobody among the contacts of a first-rank account decides or holds the budget.
    ///
    /// Whoever uses the product does not sign the renewal. Where the roles are kept and none of them
    /// decides, we are speaking with the wrong people, or with too few.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/haichuan.toml
    /// id = "haichuan"
    /// #    ^^^^^^^^^^ no contact of account `haichuan` is a decision maker or economic buyer
    /// name = "Haichuan Software"
    /// tier = "strategic"
    /// owner = "li"
    ///
    /// [[contact]]
    /// id = "chen"
    /// name = "Chen Jie"
    /// role = "user"
    ///
    /// [[contact]]
    /// id = "zhou"
    /// name = "Zhou Min"
    /// role = "decision-maker"
    /// left = 2025-12-31
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml accounts/haichuan.toml
    /// name = "Haichuan Software"
    /// tier = "strategic"
    /// owner = "li"
    ///
    /// [[contact]]
    /// id = "chen"
    /// name = "Chen Jie"
    /// role = "user"
    ///
    /// [[contact]]
    /// id = "zhou"
    /// name = "Zhou Min"
    /// role = "economic-buyer"
    /// ```
    ///
    /// ## Way out
    ///
    /// Find out who decides and who pays, add them as a `[[contact]]` with their `role`, and meet them.
    Warning "no-decision-maker" Accountability
    reads ["contact", "tier", "status"]
    zh "最高级别客户的联系人中，没有人能拍板或掌握预算。"
    "使用产品的人不签续约。角色都填了，却没有决策人，说明我们找错了人，或者认识的人太少。"
    "请弄清谁拍板、谁出钱，写入 `[[contact]]` 并填写 `role`，然后去拜访。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for account in facts.book.accounts.iter().filter(|account| account.status.is_active()) {
        let rank = facts.book.settings.tier(account.tier.0).and_then(|tier| tier.rank);
        let decides = account.contact.iter().any(|contact| {
            let role = [Some(ContactRole::DecisionMaker), Some(ContactRole::EconomicBuyer)];
            role.contains(&contact.role) && !contact.has_left(facts.as_of)
        });
        let kept = account.contact.iter().any(|contact| contact.role.is_some());
        if rank.is_none_or(|rank| rank.0 != 1) || !kept || decides {
            continue;
        }
        out.push(Finding {
            account: Some(account.id),
            owner: account.owner.map(|owner| owner.0),
            ..Finding::new(
                Place::new(account.file, Route::RECORD),
                format!("account/{}", account.id),
                said!(
                    "no contact of account `{id}` is a decision maker or economic buyer",
                    "客户 `{id}` 的联系人中没有决策人或预算负责人",
                    id = account.id
                ),
                said!(
                    "add who decides or pays as a `[[contact]]` with their `role`",
                    "请把拍板或出钱的人写入 `[[contact]]`，并填写 `role`"
                ),
            )
        });
    }
}
