//! `accountability`: who answers for which customer, what is open, and what nobody does.

mod feedback;
mod gaps;
mod workings;

use std::cmp::Reverse;

use crate::book::Record;
use crate::document::{self, Cell, Column, Document, Entry, Importance, Table, Tone, column};
use crate::facts::Facts;
use crate::facts::contact::last_contact;
use crate::facts::gaps::has_left;
use crate::facts::ledger::{Commitment, State};
use crate::model::account::{Account, AccountStatus, Contact, ContactRole};
use crate::model::contract::Party;
use crate::said;
use crate::say::{Said, count};
use crate::word;

use super::rows::Rows;
use super::{Ask, Narrow, Report, Subject, cells, weight};

/// The report.
pub static REPORT: Report = Report {
    name: "accountability",
    title: word!("Who answers for which account", "大客户管理分工表"),
    about: word!(
        "who answers for each account, what is open and late, and what nobody does",
        "每个客户由谁负责、有哪些未完成和逾期事项、哪些角色或职责无人承担"
    ),
    readers: word!(
        "For account managers at the start of the week, and for directors before a review",
        "供客户经理每周安排工作，供主管在审查前了解全局"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Period, Narrow::Since],
    make,
};

const COLUMNS: [Column; 13] = [
    column("account", word!("Account", "客户编号"), document::Kind::Id, Importance::Low),
    column("name", word!("Name", "客户名称"), document::Kind::Text, Importance::Always),
    column("tier", word!("Tier", "级别"), document::Kind::Named, Importance::Medium),
    column("industry", word!("Industry", "行业"), document::Kind::Text, Importance::Low),
    column("contact", word!("Contact", "主要联系人"), document::Kind::Named, Importance::Low)
        .means(word!("whom we turn to: who decides, else who has most power, else who is written first", "优先取决策人，其次影响力最大者，再次按记录中的顺序")),
    column("accountable", word!("Accountable", "责任人"), document::Kind::Person, Importance::Always),
    column("team", word!("Team", "团队"), document::Kind::Map, Importance::Low),
    column("open", word!("Open", "未完成"), document::Kind::Number, Importance::High)
        .means(word!("what we owe the account and have not done: overdue, due soon, open and without a date", "我方对该客户尚未完成的事项：已逾期、即将到期、未到期和无期限的合计")),
    column("overdue", word!("Overdue", "逾期"), document::Kind::Number, Importance::Always)
        .means(word!("those of them whose due date is past", "其中到期日已过的事项")),
    column("next_due", word!("Next due", "下一到期日"), document::Kind::Date, Importance::High)
        .means(word!("the first due date of ours from the day of the report on", "报表日期当天及以后最早的我方到期日")),
    column("last_contact", word!("Last contact", "最近联系"), document::Kind::Date, Importance::High)
        .means(word!("the last interaction with somebody of theirs; a mail or message only with feedback", "最近一次有客户方人员参与的沟通；邮件和消息须有客户反馈才算")),
    column("feedback", word!("Latest feedback", "最近反馈"), document::Kind::Map, Importance::Low)
        .means(word!("the latest thing that the customer said of us, in the period where one is named", "客户最近一次反馈；指定期间时只看该期间")),
    column("gaps", word!("Gaps", "缺口"), document::Kind::List, Importance::High)
        .means(word!("roles that the tier asks for and nobody has, and its duties without anybody accountable or responsible", "该级别要求但空缺的角色，以及无人负责或无人执行的职责")),
];

/// Where a row stands: what carries the most money first, then what has the most overdue, the longest,
/// and the most gaps, then by id.
type Place<'a> = (Reverse<Option<weight::Stake>>, Reverse<usize>, Reverse<i64>, Reverse<usize>, &'a str);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let mut rows = Rows::of(ask);
    let mut lost = 0;
    for (at, account) in facts.book.accounts.iter().enumerate() {
        if !ask.wants_account(Some(account.id)) || !ask.wants_owner(account.owner.map(|owner| owner.0)) {
            continue;
        }
        let work = Work::of(facts, at);
        if is_over(account, &work) && ask.account.is_none() {
            lost += 1;
            continue;
        }
        put(&mut rows, facts, ask, at, &work);
    }
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: COLUMNS.to_vec(),
        rows: rows.sorted(facts),
        identity: &["account"],
        charts: Vec::new(),
        totals: None,
        empty: word!("No accounts.", "没有客户。"),
        notes: note(lost).into_iter().collect(),
    };
    Ok(REPORT.document(facts, ask, table))
}

/// What we owe an account, counted.
#[derive(Default)]
struct Work<'f, 'a> {
    open: usize,
    overdue: usize,
    longest: i64,
    next: Option<&'f Commitment<'a>>,
    stake: Option<weight::Stake>,
}

impl<'f, 'a> Work<'f, 'a> {
    fn of(facts: &'f Facts<'_, 'a>, account: usize) -> Work<'f, 'a> {
        let mut work = Work::default();
        for one in facts.ledger.of_account(account).iter().filter(|one| one.state.is_open()) {
            // Whoever owes it: what the customer does not pay is at stake too.
            work.stake = match (work.stake, weight::at_stake(facts, one)) {
                (Some(sum), Some(stake)) => Some(sum.plus(stake)),
                (sum, stake) => sum.or(stake),
            };
            if one.party != Party::Us {
                continue;
            }
            work.open += 1;
            work.overdue += usize::from(one.state == State::Overdue);
            work.longest = work.longest.max(one.days_late);
            if work.next.is_none() && one.due.is_some_and(|due| due >= facts.as_of) {
                work.next = Some(one);
            }
        }
        work
    }
}

/// Whether there is nothing more to be done for it.
fn is_over(account: &Account<'_>, work: &Work<'_, '_>) -> bool {
    match account.status {
        AccountStatus::Lost => work.open == 0,
        AccountStatus::Prospect | AccountStatus::Active | AccountStatus::AtRisk | AccountStatus::Dormant => false,
    }
}

fn note(lost: i64) -> Option<Said> {
    let accounts = count(lost, "lost account");
    (lost > 0).then(|| {
        said!(
            "Left out: {accounts} with nothing open.",
            "未列出 {lost} 个已流失且没有未完成事项的客户。"
        )
    })
}

fn put<'a>(rows: &mut Rows<Place<'a>>, facts: &Facts<'_, 'a>, ask: &Ask<'_>, at: usize, work: &Work<'_, 'a>) {
    let book = facts.book;
    let account = &book.accounts.all[at];
    let gaps = gaps::gaps(facts, account);
    let place = (
        Reverse(work.stake.clone()),
        Reverse(work.overdue),
        Reverse(work.longest),
        Reverse(gaps.as_ref().map_or(0, Vec::len)),
        account.id,
    );
    let cells = vec![
        // The name stands beside it.
        Cell::id(account.id),
        Cell::text(account.name),
        tier(facts, account),
        Cell::from(account.industry.map(Cell::text)),
        Cell::from(main_contact(facts, account).map(contact)),
        accountable(facts, account),
        team(facts, account),
        Cell::from(work.open),
        cells::count(work.overdue, Tone::Bad),
        Cell::from(work.next.and_then(|one| one.due)),
        Cell::from(last_contact(facts, at)),
        Cell::from(feedback::latest(facts, at, ask.period)),
        Cell::from(gaps.clone().map(|gaps| Cell::list(gaps).toned(Tone::Warn))),
    ];
    rows.push(place, cells, || workings::trail(facts, ask, at, work, gaps.as_deref()));
}

/// The tier, and for people where the customer stands with us, unless all is as usual.
fn tier<'a>(facts: &Facts<'_, 'a>, account: &Record<'a, Account<'a>>) -> Cell {
    let cell = cells::tier(facts.book, account.tier.0);
    match account.status {
        AccountStatus::Active => cell,
        AccountStatus::AtRisk => cell.marked(word!("at risk,", "有流失风险，")).toned(Tone::Warn),
        AccountStatus::Prospect => cell.marked(word!("prospect,", "潜在客户，")),
        AccountStatus::Dormant => cell.marked(word!("dormant,", "休眠，")),
        AccountStatus::Lost => cell.marked(word!("lost,", "已流失，")),
    }
}

/// The account's owner; said where there is none, or who has left.
fn accountable<'a>(facts: &Facts<'_, 'a>, account: &Record<'a, Account<'a>>) -> Cell {
    match account.owner {
        Some(owner) if has_left(facts, owner.0) => {
            let left = word!("has left:", "已离职：");
            cells::person(facts.book, owner.0).toned(Tone::Bad).marked(left)
        }
        Some(owner) => cells::person(facts.book, owner.0),
        None if account.sound(&["owner"]) && account.status.is_active() => {
            Cell::unknown().toned(Tone::Bad).marked(word!("nobody", "无人"))
        }
        None => Cell::unknown(),
    }
}

/// Whom we turn to: who decides, else who has most power, else who stands first; not who has left.
fn main_contact<'f, 'a>(facts: &Facts<'_, 'a>, account: &'f Record<'a, Account<'a>>) -> Option<&'f Contact<'a>> {
    let there = account.contact.iter().filter(|contact| !contact.has_left(facts.as_of));
    // Of equals the first: `max_by_key` would take the last.
    there.rev().max_by_key(|contact| {
        let power = contact.power.map(|power| power.0);
        (contact.role == Some(ContactRole::DecisionMaker), power)
    })
}

fn contact(contact: &Contact<'_>) -> Cell {
    let name = match contact.title {
        Some(title) => format!("{} · {title}", contact.name),
        None => contact.name.to_owned(),
    };
    Cell::named(contact.id.0, &name)
}

/// Who is on the team as of the day, by role, in the order of the settings.
fn team<'a>(facts: &Facts<'_, 'a>, account: &Record<'a, Account<'a>>) -> Cell {
    if !account.sound(&["team"]) {
        return Cell::unknown();
    }
    let now: Vec<_> = account.team.iter().filter(|member| member.holds(facts.as_of)).collect();
    let known = facts.book.settings.roles.iter().map(|(id, _)| *id);
    let unknown = now.iter().map(|member| member.role.0);
    let mut roles: Vec<&str> = Vec::new();
    for role in known.chain(unknown) {
        if !roles.contains(&role) && now.iter().any(|member| member.role.0 == role) {
            roles.push(role);
        }
    }
    Cell::map(roles.into_iter().map(|role| {
        let mut people: Vec<&str> = Vec::new();
        for member in now.iter().filter(|member| member.role.0 == role) {
            if !people.contains(&member.person.0) {
                people.push(member.person.0);
            }
        }
        let people = people.into_iter().map(|id| cells::person(facts.book, id));
        Entry {
            key: role.to_owned(),
            title: cells::role_title(facts.book, role),
            cell: Cell::list(people),
        }
    }))
}

#[cfg(test)]
mod tests;
