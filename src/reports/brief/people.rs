//! The customer's people and what they expect.

use std::cmp::Reverse;

use crate::book::Record;
use crate::document::{Cell, Column, Importance, Kind, Table, Tone, column};
use crate::facts::Facts;
use crate::model;
use crate::model::account::{Account, Attitude, Contact, ContactRole};
use crate::model::interaction::Channel;
use crate::place::Route;
use crate::values::date::Date;
use crate::word;

use super::super::rows::{Rows, Spot, Trail};
use super::super::{Ask, sections};
use super::person;

const CONTACTS: [Column; 8] = [
    column("contact", word!("Contact", "联系人"), Kind::Named, Importance::Always),
    column("title", word!("Position", "职务"), Kind::Text, Importance::High),
    column("role", word!("Role", "决策角色"), Kind::Word, Importance::High),
    column("power", word!("Power", "影响力"), Kind::Number, Importance::High)
        .means(word!("how much they can decide, 1 to 5", "决策影响力，1 至 5")),
    column("interest", word!("Interest", "关注度"), Kind::Number, Importance::Low)
        .means(word!("how much we matter to them, 1 to 5", "对我方的关注程度，1 至 5")),
    column("attitude", word!("Attitude", "态度"), Kind::Word, Importance::Medium),
    column("owner", word!("Kept by", "我方对接人"), Kind::Person, Importance::Medium),
    column("last_contact", word!("Last contact", "最近联系"), Kind::Date, Importance::High)
        .means(word!("the last talk that names them", "最近一次有其参加的沟通")),
];

const NEEDS: [Column; 5] = [
    column("need", word!("Need", "需求"), Kind::Text, Importance::Always),
    column("category", word!("Sort", "类别"), Kind::Text, Importance::Low),
    column("date", word!("Since", "提出日期"), Kind::Date, Importance::High),
    column("owner", word!("Owner", "负责人"), Kind::Person, Importance::High),
    column("goals", word!("Served by", "对应目标"), Kind::List, Importance::Medium),
];

/// The customer's people, who decides first, then by their power.
pub fn contacts(facts: &Facts<'_, '_>, ask: &Ask<'_>, at: usize) -> Table {
    let account = &facts.book.accounts.all[at];
    let mut rows = Rows::of(ask);
    for (part, contact) in account.contact.iter().enumerate() {
        if contact.has_left(facts.as_of) {
            continue;
        }
        let decides = match contact.role {
            Some(ContactRole::DecisionMaker | ContactRole::EconomicBuyer) => 0,
            Some(
                ContactRole::Champion
                | ContactRole::Influencer
                | ContactRole::User
                | ContactRole::Gatekeeper
                | ContactRole::Blocker,
            )
            | None => 1,
        };
        let power = contact.power.map(|power| power.0);
        let (last, interaction) = last_talk(facts, at, contact).unzip();
        let mut trail = Trail::of(ask);
        trail.whole_row(|| Spot::part(model::Kind::Account, account, contact.id.0, Route::part("contact", part)));
        if let Some(interaction) = interaction {
            trail.figure("last_contact", || Spot::record(facts, model::Kind::Interaction, interaction));
        }
        let cells = vec![
            Cell::named(contact.id.0, contact.name),
            Cell::from(contact.title.map(Cell::text)),
            Cell::from(contact.role.map(role)),
            Cell::from(power),
            Cell::from(contact.interest.map(|interest| interest.0)),
            Cell::from(contact.attitude.map(attitude)),
            person(facts, contact.owner.map(|owner| owner.0)),
            Cell::from(last),
        ];
        rows.push((decides, Reverse(power), part), cells, || trail);
    }
    let empty = word!("No contacts are written down.", "尚未登记联系人。");
    sections::table("contacts", word!("Their people", "客户方联系人"), &CONTACTS, rows.sorted(facts), empty)
}

fn role(role: ContactRole) -> Cell {
    let tone = match role {
        ContactRole::Blocker => Tone::Warn,
        ContactRole::Champion => Tone::Good,
        ContactRole::DecisionMaker
        | ContactRole::EconomicBuyer
        | ContactRole::Influencer
        | ContactRole::User
        | ContactRole::Gatekeeper => Tone::None,
    };
    Cell::word(role.name(), role.word()).toned(tone)
}

fn attitude(attitude: Attitude) -> Cell {
    let tone = match attitude {
        Attitude::Supportive => Tone::Good,
        Attitude::Neutral => Tone::None,
        Attitude::Resistant => Tone::Warn,
    };
    Cell::word(attitude.name(), attitude.word()).toned(tone)
}

/// When a contact took part in a talk last, and which it was.
fn last_talk(facts: &Facts<'_, '_>, account: usize, contact: &Contact<'_>) -> Option<(Date, usize)> {
    let talks = facts.of_account[account].interactions.iter().rev();
    talks.map(|at| *at as usize).find_map(|at| {
        let one = &facts.book.interactions.all[at];
        let took_part = one.date <= facts.as_of
            && one.channel != Channel::Internal
            && one.contacts.iter().any(|with| with.0 == contact.id.0);
        took_part.then_some((one.date, at))
    })
}

/// What they expect and did not get yet, the oldest first.
pub fn needs(facts: &Facts<'_, '_>, ask: &Ask<'_>, at: usize) -> Table {
    let account: &Record<'_, Account<'_>> = &facts.book.accounts.all[at];
    let past = |date: Option<Date>| date.is_some_and(|date| date <= facts.as_of);
    let mut rows = Rows::of(ask);
    for (part, need) in account.need.iter().enumerate() {
        if past(need.served) || past(need.dropped) || need.date.is_some_and(|date| date > facts.as_of) {
            continue;
        }
        let goals = facts.of_account[at].goals.iter().map(|goal| &facts.book.goals.all[*goal as usize]);
        let serving = goals.filter(|goal| goal.needs.iter().any(|served| served.0 == need.id.0));
        let serving: Vec<_> = serving.map(|goal| Cell::named(goal.id, goal.title)).collect();
        let mut trail = Trail::of(ask);
        trail.whole_row(|| Spot::part(model::Kind::Account, account, need.id.0, Route::part("need", part)));
        let cells = vec![
            Cell::text(need.text),
            Cell::from(need.category.map(Cell::text)),
            Cell::from(need.date),
            person(facts, need.owner.map(|owner| owner.0)),
            Cell::list(serving),
        ];
        rows.push((need.date, part), cells, || trail);
    }
    let empty = word!("No open needs.", "没有未满足的需求。");
    sections::table("needs", word!("Open needs", "未满足的需求"), &NEEDS, rows.sorted(facts), empty)
}
