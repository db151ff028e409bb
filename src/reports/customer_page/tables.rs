//! The page's tables of what stands by itself: the team, contracts, goals, requests, what was shared.

use std::cmp::Reverse;

use crate::book::Record;
use crate::document::{Cell, Column, Importance, Kind, Row, Table, column};
use crate::facts::service::came_to;
use crate::facts::{Facts, digest, terms};
use crate::model::contract::{Contract, ContractStatus};
use crate::model::goal::{Better, Goal, Kpi, KpiTarget};
use crate::model::interaction::Channel;
use crate::model::request::{Request, RequestStatus};
use crate::say::{Said, Word};
use crate::values::date::{Date, Moment};
use crate::word;

use super::super::cells;

const TEAM: [Column; 2] = [
    column("name", word!("Name", "姓名"), Kind::Text, Importance::Always),
    column("role", word!("Role", "职务"), Kind::List, Importance::Always),
];

const CONTRACTS: [Column; 3] = [
    column("contract", word!("Contract", "合同"), Kind::Text, Importance::Always),
    column("start", word!("From", "起始日"), Kind::Date, Importance::High),
    column("end", word!("Until", "到期日"), Kind::Date, Importance::Always),
];

const GOALS: [Column; 5] = [
    column("goal", word!("Goal", "目标"), Kind::Text, Importance::High),
    column("period", word!("Period", "期间"), Kind::Text, Importance::High),
    column("kpi", word!("KPI", "指标"), Kind::Text, Importance::Always),
    column("target", word!("Target", "目标值"), Kind::Number, Importance::Always),
    column("unit", word!("Unit", "单位"), Kind::Text, Importance::Medium),
];

const REQUESTS: [Column; 6] = [
    column("request", word!("Request", "服务请求"), Kind::Text, Importance::Always),
    column("opened", word!("Opened", "提出日期"), Kind::Date, Importance::High),
    column("state", word!("State", "状态"), Kind::Word, Importance::Always),
    column("responded", word!("Answered", "响应日期"), Kind::Date, Importance::Medium),
    column("resolved", word!("Resolved", "解决日期"), Kind::Date, Importance::High),
    column("closed", word!("Closed", "关闭日期"), Kind::Date, Importance::Low),
];

const SHARED: [Column; 2] = [
    column("date", word!("Date", "日期"), Kind::Date, Importance::Always),
    column("type", word!("What", "内容"), Kind::Word, Importance::Always),
];

/// A table of the page. Its rows bear no sources.
pub fn table(name: &'static str, title: Word, columns: &[Column], rows: Vec<Vec<Cell>>, empty: Word) -> Table {
    Table {
        name,
        title,
        columns: columns.to_vec(),
        rows: rows.into_iter().map(Row::from).collect(),
        identity: &[],
        totals: None,
        charts: Vec::new(),
        empty,
        notes: Vec::new(),
    }
}

/// Who looks after the customer as of the day: each with their roles, in the order of the account's team.
/// Whoever is not among our people has no name to show.
pub fn team(facts: &Facts<'_, '_>, account: usize) -> Table {
    let book = facts.book;
    let mut people: Vec<(&str, &str, Vec<Said>)> = Vec::new();
    for member in book.accounts.all[account].team.iter().filter(|member| member.holds(facts.as_of)) {
        let person = book.people.get(member.person.0);
        let Some(person) = person.filter(|person| !person.has_left(facts.as_of)) else { continue };
        let role = cells::role_title(book, member.role.0);
        match people.iter_mut().find(|(id, _, _)| *id == person.id) {
            Some((_, _, roles)) if roles.contains(&role) => {}
            Some((_, _, roles)) => roles.push(role),
            None => people.push((person.id, person.name, vec![role])),
        }
    }
    let row = |(_, name, roles): (_, &str, Vec<Said>)| {
        let roles = roles.into_iter().map(Cell::from);
        vec![Cell::text(name), Cell::list(roles)]
    };
    table(
        "team",
        word!("Your team", "服务团队"),
        &TEAM,
        people.into_iter().map(row).collect(),
        word!("Nobody is named yet.", "暂未指定人员。"),
    )
}

/// What was signed, the latest term first. Drafts are ours alone.
pub fn contracts(facts: &Facts<'_, '_>, account: usize) -> Table {
    let book = facts.book;
    let records = facts.of_account[account].contracts.iter();
    let signed = records.map(|at| &book.contracts.all[*at as usize]).filter(|one| is_signed(one, facts.as_of));
    let mut found: Vec<_> = signed
        .filter_map(|contract| Some((contract, terms::in_force(book, contract, facts.as_of)?)))
        .collect();
    found.sort_by_key(|(contract, term)| (Reverse(term.end), contract.title));
    let row = |(contract, term): (&Record<'_, Contract<'_>>, terms::ContractTerm)| {
        let end = match contract.status {
            ContractStatus::Terminated => Cell::unknown().marked(word!("ended early", "已提前终止")),
            ContractStatus::Draft | ContractStatus::Signed | ContractStatus::Active | ContractStatus::Expired => {
                Cell::from(term.end)
            }
        };
        vec![Cell::text(contract.title), Cell::from(contract.start), end]
    };
    table(
        "contracts",
        word!("Contracts", "合同"),
        &CONTRACTS,
        found.into_iter().map(row).collect(),
        word!("No contracts.", "暂无合同。"),
    )
}

/// Whether both sides know of a contract.
fn is_signed(contract: &Contract<'_>, as_of: Date) -> bool {
    let status = match contract.status {
        ContractStatus::Draft => false,
        ContractStatus::Signed | ContractStatus::Active | ContractStatus::Expired | ContractStatus::Terminated => true,
    };
    status && contract.signed.is_none_or(|signed| signed <= as_of)
}

/// The KPIs of what was agreed and not changed since, the latest period first: what was agreed on, not
/// what we measured.
pub fn goals(facts: &Facts<'_, '_>, account: usize) -> Table {
    let records = facts.of_account[account].goals.iter();
    let mut goals: Vec<_> = records
        .map(|at| &facts.book.goals.all[*at as usize])
        .filter(|goal| is_agreed(goal, facts.as_of))
        .collect();
    goals.sort_by_key(|goal| (Reverse(goal.period.last()), Reverse(goal.period.first()), goal.title));
    let mut rows = Vec::new();
    for goal in goals {
        let of_goal = || [Cell::text(goal.title), Cell::text(goal.period.to_string())];
        if goal.kpi.is_empty() {
            rows.push([of_goal().to_vec(), vec![Cell::unknown(); 3]].concat());
        }
        rows.extend(goal.kpi.iter().map(|kpi| [of_goal().to_vec(), of_kpi(kpi)].concat()));
    }
    let empty = word!("No goals were agreed yet.", "暂无约定目标。");
    table("goals", word!("Agreed goals", "约定目标"), &GOALS, rows, empty)
}

/// Agreed by the day, and still what was agreed.
fn is_agreed(goal: &Goal<'_>, as_of: Date) -> bool {
    let agreed = goal.agreed.as_ref().filter(|agreed| agreed.date <= as_of);
    agreed.is_some_and(|agreed| {
        let same = |written: &str| written.eq_ignore_ascii_case(&digest::digest(goal));
        agreed.digest.is_none_or(same)
    })
}

fn of_kpi(kpi: &Kpi<'_>) -> Vec<Cell> {
    let target = match (kpi.target, kpi.better) {
        (KpiTarget::Range(min, max), _) => Cell::text(format!("{}..{}", min.normalize(), max.normalize())),
        (KpiTarget::Value(target), Some(Better::Lower)) => Cell::from(target.normalize()).marked(cells::AT_MOST),
        (KpiTarget::Value(target), Some(Better::Higher) | None) => Cell::from(target.normalize()),
    };
    vec![Cell::text(kpi.name), target, Cell::from(kpi.unit.map(Cell::text))]
}

/// What the customer asked us for, what is open first, then the latest.
pub fn requests(facts: &Facts<'_, '_>, account: usize) -> Table {
    let (clock, end_of_day) = (facts.clock(), facts.end_of_day);
    let records = facts.of_account[account].requests.iter().rev();
    let opened = records
        .map(|at| &facts.book.requests.all[*at as usize])
        .filter(|request| request.opened < end_of_day);
    let mut found: Vec<_> = opened.map(|request| (request, came_to(request, end_of_day))).collect();
    found.sort_by_key(|(_, state)| matches!(state, RequestStatus::Resolved | RequestStatus::Closed));
    let row = |(request, state): (&Record<'_, Request<'_>>, RequestStatus)| {
        let day = |moment: Option<Moment>| {
            let past = moment.filter(|moment| *moment < end_of_day);
            Cell::from(past.map(|moment| clock.date_of(moment)))
        };
        vec![
            Cell::text(request.title),
            day(Some(request.opened)),
            Cell::word(state.name(), state.word()),
            day(request.responded),
            day(request.resolved),
            day(request.closed),
        ]
    };
    table(
        "requests",
        word!("Your requests", "服务请求"),
        &REQUESTS,
        found.into_iter().map(row).collect(),
        word!("No requests.", "暂无服务请求。"),
    )
}

/// What the customer was given, the latest first; each sort once a day.
pub fn shared(facts: &Facts<'_, '_>, account: usize) -> Table {
    let records = facts.of_account[account].interactions.iter().rev();
    let interactions = records
        .map(|at| &facts.book.interactions.all[*at as usize])
        // What was said among ourselves was not shared with anybody.
        .filter(|one| one.date <= facts.as_of && one.channel != Channel::Internal);
    let mut found = Vec::new();
    for (date, sort) in interactions.flat_map(|one| one.shared.iter().map(|shared| (one.date, shared.sort))) {
        if !found.contains(&(date, sort)) {
            found.push((date, sort));
        }
    }
    let rows = found.into_iter().map(|(date, sort)| vec![Cell::from(date), Cell::word(sort.name(), sort.word())]);
    table(
        "shared",
        word!("Information shared with you", "已提供的资料"),
        &SHARED,
        rows.collect(),
        word!("Nothing was shared yet.", "暂未提供资料。"),
    )
}
