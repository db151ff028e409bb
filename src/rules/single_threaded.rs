//! `single-threaded`: a customer whom we know through one person only.

use crate::book::Record;
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::Kind;
use crate::model::account::{Account, Contact};
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::date::days_between;

crate::rule! {
    /// An important account hangs on at most one contact.
    ///
    /// When that one person changes jobs, the relation goes with them, and nobody else at the customer
    /// knows what we are worth.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/haichuan.toml
    /// id = "haichuan"
    /// #    ^^^^^^^^^^ account `haichuan` has only one contact, Chen Jie
    /// name = "Haichuan Software"
    /// tier = "key"
    /// owner = "li"
    ///
    /// [[contact]]
    /// id = "chen"
    /// name = "Chen Jie"
    ///
    /// [[contact]]
    /// id = "zhou"
    /// name = "Zhou Min"
    /// left = 2025-12-31
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml accounts/haichuan.toml
    /// id = "haichuan"
    /// #    ^^^^^^^^^^ in the last 180 days Chen Jie was our only contact at account `haichuan`
    /// name = "Haichuan Software"
    /// tier = "key"
    /// owner = "li"
    ///
    /// [[contact]]
    /// id = "chen"
    /// name = "Chen Jie"
    ///
    /// [[contact]]
    /// id = "zhou"
    /// name = "Zhou Min"
    /// ```
    ///
    /// ```toml interactions/2026-03-20.toml
    /// account = "haichuan"
    /// date = 2026-03-20
    /// channel = "visit"
    /// people = ["li"]
    /// contacts = ["chen"]
    /// summary = "Walked through the plan for the second quarter"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml accounts/haichuan.toml
    /// name = "Haichuan Software"
    /// tier = "key"
    /// owner = "li"
    ///
    /// [[contact]]
    /// id = "chen"
    /// name = "Chen Jie"
    ///
    /// [[contact]]
    /// id = "zhou"
    /// name = "Zhou Min"
    /// ```
    ///
    /// ```toml interactions/2026-03-20.toml
    /// account = "haichuan"
    /// date = 2026-03-20
    /// channel = "visit"
    /// people = ["li"]
    /// contacts = ["chen", "zhou"]
    /// summary = "Walked through the plan for the second quarter"
    /// ```
    ///
    /// ## Way out
    ///
    /// Get to know a second person there, add them as a `[[contact]]` and bring them into the next meeting.
    Note "single-threaded" Accountability
    reads ["contact", "tier", "status"]
    zh "重要客户只靠至多一个联系人维系。"
    "这个人一旦换了工作，关系也就断了，客户那边再没有人知道我们的价值。"
    "请再结识一位对方人员，写入 `[[contact]]`，并请其参加下一次会面。"
}

/// How far back interactions count, in days.
const DAYS: i64 = 180;

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for (at, account) in facts.book.accounts.iter().enumerate() {
        let rank = facts.book.settings.tier(account.tier.0).and_then(|tier| tier.rank);
        if !account.status.is_active() || rank.is_none_or(|rank| rank.0 > 2) {
            continue;
        }
        let mut here = account.contact.iter().filter(|contact| !contact.has_left(facts.as_of));
        let (first, second) = (here.next(), here.next());
        if second.is_none() {
            out.push(finding(account, few_contacts(account.id, first)));
        } else if !facts.book.blind(Kind::Interaction, Some(account.id)) {
            match spoken_to(facts, at, account) {
                Spoken::Nobody => out.push(finding(account, nobody_spoken_to(account.id))),
                Spoken::One(name) => out.push(finding(account, one_spoken_to(account.id, name))),
                Spoken::Several => {}
            }
        }
    }
}

/// Who of theirs took part in interactions of late.
enum Spoken<'a> {
    Nobody,
    One(&'a str),
    Several,
}

fn spoken_to<'a>(facts: &Facts<'_, 'a>, at: usize, account: &Account<'a>) -> Spoken<'a> {
    let interactions = facts.of_account[at].interactions.iter().rev();
    let lately = interactions
        .map(|at| &facts.book.interactions.all[*at as usize])
        .skip_while(|one| one.date > facts.as_of)
        .take_while(|one| days_between(one.date, facts.as_of) <= DAYS);
    let mut only: Option<&'a str> = None;
    for one in lately {
        // Who cannot be read may be anybody.
        if !one.sound(&["contacts", "date"]) {
            return Spoken::Several;
        }
        for id in one.contacts.iter().map(|contact| contact.0) {
            let known = account.contact.iter().find(|contact| contact.id.0 == id);
            if only == Some(id) || known.is_some_and(|contact| contact.has_left(facts.as_of)) {
                continue;
            }
            if only.is_some() {
                return Spoken::Several;
            }
            only = Some(id);
        }
    }
    let Some(id) = only else { return Spoken::Nobody };
    let contact = account.contact.iter().find(|contact| contact.id.0 == id);
    Spoken::One(contact.map_or(id, |contact| contact.name))
}

fn few_contacts(id: &str, only: Option<&Contact<'_>>) -> Said {
    match only {
        Some(contact) => said!(
            "account `{id}` has only one contact, {name}",
            "客户 `{id}` 只有一个联系人：{name}",
            name = contact.name
        ),
        None => said!("account `{id}` has no contact", "客户 `{id}` 没有联系人"),
    }
}

fn nobody_spoken_to(id: &str) -> Said {
    said!(
        "in the last {DAYS} days we were in touch with nobody at account `{id}`",
        "近 {DAYS} 天没有与客户 `{id}` 的任何联系人沟通"
    )
}

fn one_spoken_to(id: &str, name: &str) -> Said {
    said!(
        "in the last {DAYS} days {name} was our only contact at account `{id}`",
        "近 {DAYS} 天与客户 `{id}` 的沟通只通过{name}一人"
    )
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
                "bring a second person of theirs into the next meeting",
                "请让对方再有一人参加下一次会面"
            ),
        )
    }
}
