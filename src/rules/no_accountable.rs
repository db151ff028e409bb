//! `no-accountable`: a customer, or a duty towards one, that nobody answers for.

use crate::book::Record;
use crate::facts::Facts;
use crate::facts::duties::Held;
use crate::facts::gaps::{Lack, gaps};
use crate::findings::{Finding, Findings, Place};
use crate::model::account::Account;
use crate::place::Route;
use crate::said;
use crate::say::Said;

crate::rule! {
    /// An active account, or a duty that its tier asks for, has no one accountable.
    ///
    /// What everybody looks after, nobody looks after: the customer does not know whom to call, and when
    /// something is dropped there is nobody to ask.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/haichuan.toml
    /// id = "haichuan"
    /// #    ^^^^^^^^^^ nobody is accountable for account `haichuan`
    /// name = "Haichuan Software"
    /// tier = "growth"
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Key accounts"
    ///
    /// [duties.renewal]
    /// title = "Renewal of contracts"
    /// tiers = ["key"]
    /// ```
    ///
    /// ```toml accounts/haichuan.toml
    /// id = "haichuan"
    /// #    ^^^^^^^^^^ nobody is accountable for duty `renewal` (Renewal of contracts) of account `haichuan`
    /// name = "Haichuan Software"
    /// tier = "key"
    /// owner = "li"
    ///
    /// [[team]]
    /// person = "li"
    /// role = "account-manager"
    /// accountable = ["renewal"]
    /// until = 2026-02-28
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Key accounts"
    ///
    /// [duties.renewal]
    /// title = "Renewal of contracts"
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
    /// accountable = ["renewal"]
    /// ```
    ///
    /// ```toml accounts/dongfang.toml
    /// name = "Dongfang Electric"
    /// tier = "key"
    /// status = "prospect"
    /// ```
    ///
    /// ## Way out
    ///
    /// Write the `owner` of the account; of a duty, add it to `accountable` of one person in `[[team]]`.
    Error "no-accountable" Accountability
    reads ["status"]
    zh "合作中的客户，或其级别要求的职责，没有负责人。"
    "人人都管，等于没人管：客户不知道该找谁，事情落空时也无人可问。"
    "请填写客户的 `owner`；若是职责，请把它写进 `[[team]]` 中某一个人的 `accountable`。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for account in facts.book.accounts.iter().filter(|account| account.status.is_active()) {
        if account.owner.is_none() && account.sound(&["owner"]) {
            out.push(without_owner(account));
        }
        let lacking = gaps(facts, account).into_iter().flat_map(|gaps| gaps.duties);
        for (held, _) in lacking.filter(|(_, lack)| *lack == Lack::Accountable) {
            let (duty, id) = (duty_name(facts, &held), account.id);
            let (en, zh) = (&duty.en, &duty.zh);
            let message = said!(
                "nobody is accountable for {en} of account `{id}`",
                "客户 `{id}` 的{zh}没有负责人"
            );
            let help = said!(
                "add the duty to `accountable` of one person in `[[team]]`",
                "请把该职责写进 `[[team]]` 中某一个人的 `accountable`"
            );
            out.push(of_duty(facts, account, &held, message, help));
        }
    }
}

fn without_owner<'a>(account: &Record<'a, Account<'a>>) -> Finding<'a> {
    let id = account.id;
    Finding {
        account: Some(id),
        owner: account.supervisor.map(|supervisor| supervisor.0),
        ..Finding::new(
            Place::new(account.file, Route::RECORD),
            format!("account/{id}"),
            said!("nobody is accountable for account `{id}`", "客户 `{id}` 没有负责人"),
            said!(
                "write `owner`: the one person of ours who answers for this customer",
                "请填写 `owner`：我方对该客户负责的那一个人"
            ),
        )
    }
}

/// What is wrong with how a duty is held at an account, before the rule's own details.
pub(super) fn of_duty<'a>(
    facts: &Facts<'_, 'a>,
    account: &Record<'a, Account<'a>>,
    held: &Held<'a>,
    message: Said,
    help: Said,
) -> Finding<'a> {
    let duty = facts.book.settings.duties[held.duty].0;
    Finding {
        account: Some(account.id),
        owner: account.owner.map(|owner| owner.0),
        ..Finding::new(
            Place::new(account.file, Route::RECORD),
            format!("account/{}@duty/{duty}", account.id),
            message,
            help,
        )
    }
}

/// A duty by its id and its title.
pub(super) fn duty_name(facts: &Facts<'_, '_>, held: &Held<'_>) -> Said {
    let (id, duty) = &facts.book.settings.duties[held.duty];
    match duty.title {
        Some(title) => said!("duty `{id}` ({title})", "职责 `{id}`（{title}）"),
        None => said!("duty `{id}`", "职责 `{id}` "),
    }
}
