//! `left-person`: what somebody who has left still answers for.

use std::collections::BTreeMap;

use crate::book::Record;
use crate::facts::Facts;
use crate::facts::duties;
use crate::facts::ledger::Source;
use crate::findings::{Finding, Findings, Place};
use crate::model::person::Person;
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::date::Date;

crate::rule! {
    /// Somebody who has left still answers for open duties or commitments.
    ///
    /// Nobody works on them, and nobody else knows that they should. The customer finds out last.
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
    /// ```toml people/wang.toml
    /// name = "Wang Qiang"
    /// left = 2026-02-28
    /// #      ^^^^^^^^^^ Wang Qiang left on 2026-02-28 and still holds 2 open duties and commitments of account `haichuan`
    /// ```
    ///
    /// ```toml accounts/haichuan.toml
    /// name = "Haichuan Software"
    /// tier = "growth"
    /// owner = "li"
    ///
    /// [[team]]
    /// person = "wang"
    /// role = "sales"
    /// accountable = ["renewal"]
    /// ```
    ///
    /// ```toml tasks/offer.toml
    /// title = "Write the offer"
    /// account = "haichuan"
    /// owner = "wang"
    /// due = 2026-04-20
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml people/wang.toml
    /// name = "Wang Qiang"
    /// left = 2026-02-28
    /// #      ^^^^^^^^^^ Wang Qiang left on 2026-02-28 and is still the owner of account `haichuan`
    /// #      ^^^^^^^^^^ Wang Qiang left on 2026-02-28 and still holds 1 open commitment without an account
    /// ```
    ///
    /// ```toml accounts/haichuan.toml
    /// name = "Haichuan Software"
    /// tier = "growth"
    /// owner = "wang"
    /// ```
    ///
    /// ```toml tasks/handbook.toml
    /// title = "Renew the handbook"
    /// owner = "wang"
    /// due = 2026-04-20
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml people/wang.toml
    /// name = "Wang Qiang"
    /// left = 2026-04-30
    /// ```
    ///
    /// ```toml people/zhou.toml
    /// name = "Zhou Min"
    /// left = 2026-02-28
    /// ```
    ///
    /// ```toml accounts/haichuan.toml
    /// name = "Haichuan Software"
    /// tier = "growth"
    /// owner = "wang"
    ///
    /// [[team]]
    /// person = "zhou"
    /// role = "sales"
    /// until = 2026-02-28
    /// ```
    ///
    /// ```toml tasks/offer.toml
    /// title = "Write the offer"
    /// account = "haichuan"
    /// owner = "zhou"
    /// due = 2026-02-20
    /// done = 2026-02-20
    /// ```
    ///
    /// ## Way out
    ///
    /// Give what is open to somebody else, and end their entries in `[[team]]` with `until`.
    Error "left-person" Links
    reads ["left"]
    zh "已离职的人名下还有未了结的职责或责任事项。"
    "没有人在做，别人也不知道该由自己来做，最后才由客户发现。"
    "请把未完成的事项交接给他人，并在 `[[team]]` 中用 `until` 结束其条目。"
}

/// What one person still holds at one account.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    /// Open commitments in the ledger.
    commitments: usize,
    /// Duties that the ledger does not have.
    duties: usize,
    /// Whether they own the account.
    owns: bool,
}

/// By the person's position and the account's id.
type Left<'a> = BTreeMap<(usize, Option<&'a str>), Held>;

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let people = &facts.book.people;
    if !people.iter().any(|person| person.has_left(facts.as_of)) {
        return;
    }
    let mut all = Left::new();
    for one in facts.ledger.all.iter().filter(|one| one.state.is_open()) {
        if let Some(person) = one.owner.and_then(|owner| gone(facts, owner)) {
            all.entry((person, one.account_id(facts))).or_default().commitments += 1;
        }
    }
    for at in 0..facts.book.accounts.all.len() {
        of_account(facts, at, &mut all);
    }
    for ((person, account), held) in all {
        let person = &people.all[person];
        if let Some(left) = person.left {
            out.push(finding(facts, person, left, account, held));
        }
    }
}

fn gone(facts: &Facts<'_, '_>, id: &str) -> Option<usize> {
    let at = facts.book.people.position(id)?;
    facts.book.people.all[at].has_left(facts.as_of).then_some(at)
}

/// Whether they own an active account, and the duties that they answer for or carry out at it, as far as
/// the ledger does not have them.
fn of_account<'a>(facts: &Facts<'_, 'a>, at: usize, all: &mut Left<'a>) {
    let account = &facts.book.accounts.all[at];
    if !account.status.is_active() || !account.sound(&["status"]) {
        return;
    }
    if let Some(person) = account.owner.and_then(|owner| gone(facts, owner.0)) {
        all.entry((person, Some(account.id))).or_default().owns = true;
    }
    let member_left = |person: &str| gone(facts, person).is_some();
    if !account.sound(&["team"]) || !account.team.iter().any(|member| member_left(member.person.0)) {
        return;
    }
    for duty in duties::held(facts.book, account, facts.as_of) {
        let carriers = duty.responsible.iter().filter(|id| !duty.accountable.contains(id));
        for id in duty.accountable.iter().chain(carriers) {
            let Some(person) = gone(facts, id) else { continue };
            let counted = facts.ledger.of_account(at).iter().any(|one| {
                one.source == Source::Duty
                    && one.part as usize == duty.duty
                    && one.owner == Some(*id)
                    && one.state.is_open()
            });
            if !counted {
                all.entry((person, Some(account.id))).or_default().duties += 1;
            }
        }
    }
}

fn finding<'a>(
    facts: &Facts<'_, 'a>,
    person: &Record<'a, Person<'a>>,
    left: Date,
    id: Option<&'a str>,
    held: Held,
) -> Finding<'a> {
    let account = id.and_then(|id| facts.book.accounts.get(id));
    let here = |id: &&'a str| gone(facts, id).is_none();
    let of_account = account.and_then(|account| {
        let owner = account.owner.map(|owner| owner.0).filter(here);
        owner.or_else(|| account.supervisor.map(|supervisor| supervisor.0).filter(here))
    });
    Finding {
        account: id,
        owner: of_account.or_else(|| person.manager.map(|manager| manager.0).filter(here)),
        ..Finding::new(
            Place::new(person.file, Route::key("left")),
            format!("person/{}", person.id),
            message(person.name, left, id, held),
            said!(
                "name somebody else as `owner`, and end their entry in `[[team]]` with `until`; `kam report commitments --owner {id}` lists what is open",
                "请把 `owner` 改为接手人，并在 `[[team]]` 中用 `until` 结束其条目；用 `kam report commitments --owner {id}` 查看清单",
                id = person.id
            ),
        )
    }
}

fn message(name: &str, left: Date, account: Option<&str>, held: Held) -> Said {
    let n = held.commitments + held.duties;
    let things = match (held.commitments, held.duties) {
        (1, 0) => said!("1 open commitment", "1 项未了结的责任事项"),
        (_, 0) => said!("{n} open commitments", "{n} 项未了结的责任事项"),
        (0, 1) => said!("1 duty", "1 项职责"),
        (0, _) => said!("{n} duties", "{n} 项职责"),
        (_, _) => said!("{n} open duties and commitments", "{n} 项未了结的职责和责任事项"),
    };
    let (en, zh) = (&things.en, &things.zh);
    match account {
        Some(id) if n == 0 => said!(
            "{name} left on {left} and is still the owner of account `{id}`",
            "{name}已于 {left} 离职，但仍是客户 `{id}` 的负责人"
        ),
        Some(id) if held.owns => said!(
            "{name} left on {left} and still holds {en} of account `{id}`, and is its owner",
            "{name}已于 {left} 离职，名下仍有客户 `{id}` 的 {zh}，且仍是其负责人"
        ),
        Some(id) => said!(
            "{name} left on {left} and still holds {en} of account `{id}`",
            "{name}已于 {left} 离职，名下仍有客户 `{id}` 的 {zh}"
        ),
        None => said!(
            "{name} left on {left} and still holds {en} without an account",
            "{name}已于 {left} 离职，名下仍有不属于任何客户的 {zh}"
        ),
    }
}
