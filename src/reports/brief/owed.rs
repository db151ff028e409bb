//! What is late, what either side promised, and the requests that are open.

use std::cmp::Reverse;

use crate::document::{Cell, Column, Importance, Kind, Table, Tone, column};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, Source, State, stake};
use crate::facts::service::{came_to, is_open};
use crate::model;
use crate::model::contract::Party;
use crate::place::Route;
use crate::values::date::{Date, add_days};
use crate::word;

use super::super::rows::{Rows, Spot, Trail};
use super::super::{Ask, cells, lines, sections, weight};
use super::talks::{RECENT_DAYS, contact};
use super::person;

const LATE: [Column; 6] = [
    column("what", word!("What", "事项"), Kind::Text, Importance::Always),
    column("party", word!("Party", "责任方"), Kind::Word, Importance::High),
    column("owner", word!("Owner", "负责人"), Kind::Person, Importance::High),
    column("due", word!("Due", "到期日"), Kind::Date, Importance::High),
    column("days_late", word!("Days late", "逾期天数"), Kind::Number, Importance::Always),
    column("stake", word!("At stake", "涉及金额"), Kind::Money, Importance::High)
        .means(word!("the amount due, or what our lateness costs so far", "应付金额，或我方逾期至今的违约金")),
];

const PROMISES: [Column; 6] = [
    column("what", word!("What", "承诺事项"), Kind::Text, Importance::Always),
    column("party", word!("Party", "责任方"), Kind::Word, Importance::Always),
    column("who", word!("Who of theirs", "客户方"), Kind::Named, Importance::Low),
    column("owner", word!("Owner", "我方负责人"), Kind::Person, Importance::Medium),
    column("due", word!("Due", "到期日"), Kind::Date, Importance::Always),
    column("state", word!("State", "状态"), Kind::Word, Importance::Always),
];

const REQUESTS: [Column; 6] = [
    column("request", word!("Request", "服务请求"), Kind::Text, Importance::Always),
    column("type", word!("Sort", "类型"), Kind::Word, Importance::Medium),
    column("severity", word!("Severity", "严重程度"), Kind::Word, Importance::High),
    column("opened", word!("Opened", "提出日期"), Kind::Date, Importance::High),
    column("status", word!("Status", "状态"), Kind::Word, Importance::High),
    column("owner", word!("Owner", "负责人"), Kind::Person, Importance::Medium),
];

/// All that is overdue, what carries most money first, then the latest.
pub fn late(facts: &Facts<'_, '_>, ask: &Ask<'_>, at: usize) -> Table {
    let mut rows = Rows::of(ask);
    for one in facts.ledger.of_account(at).iter().filter(|one| one.state == State::Overdue) {
        let at_stake = weight::at_stake(facts, one);
        let money = stake(facts, one).filter(|_| at_stake.is_some());
        let cells = vec![
            Cell::from(lines::what(facts, one)),
            party(one.party),
            person(facts, one.owner),
            Cell::from(one.due),
            Cell::from(one.days_late).toned(Tone::Bad),
            Cell::from(money.map(|money| Cell::money(money.shown(), money.currency.code()))),
        ];
        let place = (Reverse(at_stake), Reverse(one.days_late), one.reference(facts));
        rows.push(place, cells, || whole(facts, ask, one));
    }
    let empty = word!("Nothing is late.", "没有逾期事项。");
    sections::table("late", word!("What is late", "逾期事项"), &LATE, rows.sorted(facts), empty)
}

/// What either side promised and has not done yet, ours first, and what was done in the last months.
pub fn promises(facts: &Facts<'_, '_>, ask: &Ask<'_>, at: usize) -> Table {
    let (book, account) = (facts.book, &facts.book.accounts.all[at]);
    let recent = add_days(facts.as_of, -RECENT_DAYS);
    let mut rows = Rows::of(ask);
    let promised = facts.ledger.of_account(at).iter().filter(|one| one.source == Source::Promise);
    for one in promised.filter(|one| one.state.is_open() || one.done.is_some_and(|done| done >= recent)) {
        let interaction = &book.interactions.all[one.record as usize];
        let Some(promise) = interaction.promise.get(one.part as usize) else { continue };
        let cells = vec![
            Cell::text(promise.text),
            party(one.party),
            Cell::from(promise.contact.map(|id| contact(account, id.0))),
            person(facts, one.owner),
            Cell::from(one.due),
            cells::state(one.state),
        ];
        let due = one.due.unwrap_or(Date::MAX);
        let place = (!one.state.is_open(), one.party == Party::Customer, due, one.reference(facts));
        rows.push(place, cells, || whole(facts, ask, one));
    }
    let empty = word!("No promises are open.", "没有未兑现的承诺。");
    sections::table("promises", word!("Promises of both sides", "双方承诺"), &PROMISES, rows.sorted(facts), empty)
}

/// The requests that are not solved yet, the gravest first.
pub fn requests(facts: &Facts<'_, '_>, ask: &Ask<'_>, at: usize) -> Table {
    let (clock, end_of_day) = (facts.clock(), facts.end_of_day);
    let mut rows = Rows::of(ask);
    let all = facts.of_account[at].requests.iter().map(|one| &facts.book.requests.all[*one as usize]);
    for one in all.filter(|one| one.opened < end_of_day && is_open(one, end_of_day)) {
        let mut trail = Trail::of(ask);
        trail.whole_row(|| Spot::of(model::Kind::Request, one, Route::RECORD));
        let status = came_to(one, end_of_day);
        let cells = vec![
            Cell::text(one.title),
            Cell::word(one.sort.name(), one.sort.word()),
            Cell::word(one.severity.name(), one.severity.word()),
            Cell::from(clock.date_of(one.opened)),
            Cell::word(status.name(), status.word()),
            person(facts, one.owner.map(|owner| owner.0)),
        ];
        rows.push((Reverse(one.severity as u8), one.opened, one.id), cells, || trail);
    }
    let empty = word!("No open requests.", "没有未解决的服务请求。");
    sections::table("requests", word!("Open requests", "未解决的服务请求"), &REQUESTS, rows.sorted(facts), empty)
}

fn whole(facts: &Facts<'_, '_>, ask: &Ask<'_>, one: &Commitment<'_>) -> Trail {
    let mut trail = Trail::of(ask);
    trail.whole_row(|| Spot::commitment(facts, one));
    trail
}

fn party(party: Party) -> Cell {
    Cell::word(party.name(), party.word())
}
