//! `vacant-role`: a role that the tier asks for and nobody on the team has.

use crate::book::Record;
use crate::facts::Facts;
use crate::facts::gaps::gaps;
use crate::findings::{Finding, Findings, Place};
use crate::model::account::Account;
use crate::place::Route;
use crate::said;
use crate::say::Said;

crate::rule! {
    /// A role that the account's tier asks for is vacant.
    ///
    /// The tier promises the customer a team. A role that nobody fills is work that falls to whoever
    /// happens to be asked, or to nobody.
    ///
    /// ## Fails
    ///
    /// ```toml people/wang.toml
    /// name = "Wang Qiang"
    /// left = 2026-02-28
    /// ```
    ///
    /// ```toml accounts/haichuan.toml
    /// id = "haichuan"
    /// #    ^^^^^^^^^^ role `sales` of account `haichuan` is vacant: Wang Qiang left on 2026-02-28
    /// name = "Haichuan Software"
    /// tier = "key"
    /// owner = "li"
    ///
    /// [[team]]
    /// person = "li"
    /// role = "account-manager"
    ///
    /// [[team]]
    /// person = "wang"
    /// role = "sales"
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml accounts/haichuan.toml
    /// id = "haichuan"
    /// #    ^^^^^^^^^^ role `account-manager` of account `haichuan` is vacant
    /// #    ^^^^^^^^^^ role `sales` of account `haichuan` is vacant
    /// name = "Haichuan Software"
    /// tier = "key"
    /// owner = "li"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml accounts/haichuan.toml
    /// id = "haichuan"
    /// name = "Haichuan Software"
    /// tier = "key"
    /// owner = "li"
    ///
    /// [[team]]
    /// person = "li"
    /// role = "account-manager"
    ///
    /// [[team]]
    /// person = "li"
    /// role = "sales"
    /// ```
    ///
    /// ## Way out
    ///
    /// Name somebody for the role in `[[team]]`; one person may have several. If accounts of this tier do
    /// not need the role, take it out of the tier's `roles` in `kam.toml`.
    Warning "vacant-role" Accountability
    reads ["status", "tier", "team"]
    zh "客户级别要求的角色无人担任。"
    "客户级别意味着配备一个团队。没有人担任的角色，工作就会落到随便谁头上，或者没人做。"
    "请在 `[[team]]` 中指定人选，一人可以兼任；若该级别不需要此角色，请从 `kam.toml` 中该级别的 `roles` 里去掉。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for account in &facts.book.accounts {
        for vacant in gaps(facts, account).into_iter().flat_map(|gaps| gaps.vacancies) {
            let title = facts.book.settings.role(vacant.role).and_then(|role| role.title);
            let mut message = vacancy(vacant.role, title, account.id);
            if let Some((name, left)) = vacant.gone {
                message.en.push_str(&format!(": {name} left on {left}"));
                message.zh.push_str(&format!("：{name}已于 {left} 离职"));
            }
            out.push(finding(account, message));
        }
    }
}

fn vacancy(role: &str, title: Option<&str>, account: &str) -> Said {
    match title {
        Some(title) => said!(
            "role `{role}` ({title}) of account `{account}` is vacant",
            "客户 `{account}` 的角色 `{role}`（{title}）无人担任"
        ),
        None => said!(
            "role `{role}` of account `{account}` is vacant",
            "客户 `{account}` 的角色 `{role}` 无人担任"
        ),
    }
}

fn finding<'a>(account: &Record<'a, Account<'a>>, message: Said) -> Finding<'a> {
    Finding {
        account: Some(account.id),
        owner: account.owner.map(|owner| owner.0),
        ..Finding::new(
            Place::new(account.file, Route::RECORD),
            format!("account/{}", account.id),
            message,
            said!(
                "name somebody for the role in `[[team]]`",
                "请在 `[[team]]` 中指定担任该角色的人"
            ),
        )
    }
}
