//! `two-accountable`: a duty that several people answer for.

use crate::book::Record;
use crate::facts::Facts;
use crate::facts::duties;
use crate::findings::{Finding, Findings, Place};
use crate::model::account::Account;
use crate::place::Route;
use crate::said;
use crate::say::Said;

use super::no_accountable::{duty_name, of_duty};

crate::rule! {
    /// A duty has more than one person accountable.
    ///
    /// Many may carry a duty out, but one answers for it. Where two answer, each can believe that the
    /// other one does.
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Key accounts"
    ///
    /// [duties.renewal]
    /// ```
    ///
    /// ```toml people/li.toml
    /// name = "Li Na"
    /// ```
    ///
    /// ```toml people/wang.toml
    /// name = "Wang Qiang"
    /// ```
    ///
    /// ```toml accounts/haichuan.toml
    /// id = "haichuan"
    /// #    ^^^^^^^^^^ duty `renewal` of account `haichuan` has 2 people accountable: Li Na, Wang Qiang
    /// name = "Haichuan Software"
    /// tier = "key"
    /// owner = "li"
    ///
    /// [[team]]
    /// person = "li"
    /// role = "account-manager"
    /// accountable = ["renewal"]
    ///
    /// [[team]]
    /// person = "wang"
    /// role = "sales"
    /// accountable = ["renewal"]
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Key accounts"
    ///
    /// [duties.renewal]
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
    ///
    /// [[team]]
    /// person = "wang"
    /// role = "sales"
    /// responsible = ["renewal"]
    /// ```
    ///
    /// ## Way out
    ///
    /// Agree on the one who answers for the duty; the others become `responsible`. Where one took over from
    /// the other, end the first one's entry with `until`.
    Error "two-accountable" Accountability
    reads ["status", "team"]
    zh "一项职责有不止一个负责人。"
    "执行的可以有很多人，负责的只能有一个。两个人都负责，就会互相以为对方在管。"
    "请商定由谁负责，其余的人改为 `responsible`；若是交接，请用 `until` 结束前任的条目。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let people = &facts.book.people;
    for account in facts.book.accounts.iter().filter(|account| account.status.is_active()) {
        for held in duties::held(facts.book, account, facts.as_of) {
            // Those who have left are told of elsewhere: one of two who has left leaves one.
            let here: Vec<&'a str> = held
                .accountable
                .iter()
                .copied()
                .filter(|id| people.get(id).is_none_or(|person| !person.has_left(facts.as_of)))
                .collect();
            if here.len() < 2 {
                continue;
            }
            let names: Vec<&str> = here
                .iter()
                .map(|id| people.get(id).map_or(*id, |person| person.name))
                .collect();
            let duty = duty_name(facts, &held);
            let (duty_en, duty_zh) = (&duty.en, &duty.zh);
            let message = said!(
                "{duty_en} of account `{id}` has {count} people accountable: {en}",
                "客户 `{id}` 的{duty_zh}有 {count} 个负责人：{zh}",
                id = account.id,
                count = here.len(),
                en = names.join(", "),
                zh = names.join("、")
            );
            let help = said!(
                "leave one of them `accountable`; the others can be `responsible`",
                "请只留一人为 `accountable`，其余的人可改为 `responsible`"
            );
            let finding = of_duty(facts, account, &held, message, help);
            let duty = facts.book.settings.duties[held.duty].0;
            out.push(Finding {
                related: where_written(facts, account, duty, &here),
                ..finding
            });
        }
    }
}

/// The places at which these people are named as accountable for a duty.
fn where_written<'a>(
    facts: &Facts<'_, 'a>,
    account: &Record<'a, Account<'a>>,
    duty: &str,
    people: &[&str],
) -> Vec<(Place, Said)> {
    let team = account.team.iter().enumerate();
    team.filter(|(_, member)| member.holds(facts.as_of) && people.contains(&member.person.0))
        .filter_map(|(at, member)| {
            let item = member.accountable.iter().position(|held| held.0 == duty)?;
            let route = Route::in_part("team", at, "accountable").item(item);
            let said = said!(
                "`{person}` is accountable by this entry",
                "该条目写明由 `{person}` 负责",
                person = member.person.0
            );
            Some((Place::new(account.file, route), said))
        })
        .collect()
}
