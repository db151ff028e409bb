//! `no-responsible`: a duty that somebody answers for and others are told of, but nobody carries out.

use crate::facts::Facts;
use crate::facts::gaps::{Lack, gaps};
use crate::findings::Findings;
use crate::said;

use super::no_accountable::{duty_name, of_duty};

crate::rule! {
    /// A duty that the tier asks for is answered for and talked about, but nobody carries it out.
    ///
    /// The one who answers for a duty need not do the work. Where others are asked and told, but no one is
    /// named to do it, everybody waits for somebody else.
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Key accounts"
    ///
    /// [duties.training]
    /// title = "User training"
    /// tiers = ["key"]
    /// ```
    ///
    /// ```toml accounts/haichuan.toml
    /// id = "haichuan"
    /// #    ^^^^^^^^^^ nobody is responsible for carrying out duty `training` (User training) of account `haichuan`
    /// name = "Haichuan Software"
    /// tier = "key"
    /// owner = "li"
    ///
    /// [[team]]
    /// person = "li"
    /// role = "account-manager"
    /// accountable = ["training"]
    ///
    /// [[team]]
    /// person = "wang"
    /// role = "sales"
    /// informed = ["training"]
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Key accounts"
    ///
    /// [duties.training]
    /// title = "User training"
    /// tiers = ["key"]
    /// ```
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
    /// accountable = ["training"]
    /// responsible = ["training"]
    ///
    /// [[team]]
    /// person = "wang"
    /// role = "sales"
    /// informed = ["training"]
    /// ```
    ///
    /// ## Way out
    ///
    /// Add the duty to `responsible` of whoever does the work; that may be the one who answers for it.
    Error "no-responsible" Accountability
    reads ["status", "tier", "team"]
    zh "级别要求的职责有人负责、有人知会，却没有人执行。"
    "对职责负责的人不一定亲自动手。若只写了征询谁、知会谁，却没写谁来做，大家就会互相等待。"
    "请把该职责写进实际执行者的 `responsible`；也可以就是负责人本人。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for account in &facts.book.accounts {
        let lacking = gaps(facts, account).into_iter().flat_map(|gaps| gaps.duties);
        for (held, _) in lacking.filter(|(_, lack)| *lack == Lack::Responsible) {
            let duty = duty_name(facts, &held);
            let (en, zh) = (&duty.en, &duty.zh);
            let message = said!(
                "nobody is responsible for carrying out {en} of account `{id}`",
                "客户 `{id}` 的{zh}没有执行人",
                id = account.id
            );
            let help = said!(
                "add the duty to `responsible` of whoever does the work in `[[team]]`",
                "请在 `[[team]]` 中把该职责写进实际执行者的 `responsible`"
            );
            out.push(of_duty(facts, account, &held, message, help));
        }
    }
}
