//! `raci`: who is accountable, responsible, consulted and informed for every duty of every account.

use crate::book::Record;
use crate::document::{self, Cell, Column, Document, Entry, Importance, Table, Tone, column};
use crate::facts::Facts;
use crate::facts::duties::{self, Held};
use crate::facts::gaps::{Gaps, Lack, gaps, has_left};
use crate::model::Kind;
use crate::model::account::{Account, AccountStatus};
use crate::place::Route;
use crate::said;
use crate::say::{Said, Word, count};
use crate::word;

use super::rows::{Rows, Spot, Trail};
use super::{Ask, Narrow, Report, Subject, cells};

/// The report.
pub static REPORT: Report = Report {
    name: "raci",
    title: word!("RACI matrix", "责任分配矩阵（RACI）"),
    about: word!(
        "who is accountable, responsible, consulted and informed for each duty of each account",
        "每个客户的每项职责由谁负责、谁执行、征询谁、知会谁"
    ),
    readers: word!(
        "For directors who hand out duties, and for whoever wants to know whom to ask",
        "供主管分配职责，供团队成员查询某件事该找谁"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Since],
    make,
};

const COLUMNS: [Column; 3] = [
    column("account", word!("Account", "客户"), document::Kind::Account, Importance::Always),
    column("duty", word!("Duty", "职责"), document::Kind::Named, Importance::Always)
        .means(word!("a duty that the account's tier asks for, or that somebody on its team holds", "客户级别要求的职责，或团队中有人承担的职责")),
    column("people", word!("People", "人员"), document::Kind::Map, Importance::Always)
        .means(word!("who on the team of the day is A accountable, R responsible, C consulted, I informed; who has no part in it is left out", "当日团队中每个人的角色：A 负责，R 执行，C 征询，I 知会；与该职责无关的人不列出")),
];

/// What the letters stand for.
const LETTERS: Word = word!(
    "A accountable: the one who answers for it; R responsible: does it; C consulted: asked before; I informed: told after.",
    "A 负责：对结果负责的唯一一人；R 执行：具体去做；C 征询：事前征求意见；I 知会：事后告知。"
);

/// How badly a duty is held, the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    NobodyAccountable,
    SeveralAccountable,
    NobodyResponsible,
    SomebodyHasLeft,
    Held,
}

/// Where a row stands: the worst first, then by account and in the order of the settings.
type Place<'a> = (Standing, &'a str, usize);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let mut rows: Rows<Place<'_>> = Rows::of(ask);
    let mut unread = 0;
    for account in facts.book.accounts.iter().filter(|account| ask.wants_account(Some(account.id))) {
        let Some(gaps) = gaps(facts, account) else {
            unread += 1;
            continue;
        };
        for held in duties::held(facts.book, account, facts.as_of) {
            let owner = held.accountable.first().copied();
            let owner = owner.or(account.owner.map(|owner| owner.0));
            if is_wanted(account, &held) && ask.wants_owner(owner) {
                put(&mut rows, facts, ask, account, &gaps, &held);
            }
        }
    }
    let rows = rows.sorted(facts);
    let letters = (!rows.is_empty()).then(|| LETTERS.into());
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: COLUMNS.to_vec(),
        rows,
        identity: &["account", "duty"],
        totals: None,
        charts: Vec::new(),
        empty: word!("No duties.", "没有职责。"),
        notes: letters.into_iter().chain(note(unread)).collect(),
    };
    Ok(REPORT.document(facts, ask, table))
}

/// What a tier asks for is asked for active customers only; of others a row is what somebody does all the
/// same, and of lost ones nothing.
fn is_wanted(account: &Account<'_>, held: &Held<'_>) -> bool {
    match account.status {
        AccountStatus::Active | AccountStatus::AtRisk => true,
        AccountStatus::Prospect | AccountStatus::Dormant => !held.is_free(),
        AccountStatus::Lost => false,
    }
}

fn note(unread: i64) -> Option<Said> {
    let accounts = count(unread, "account");
    (unread > 0).then(|| {
        said!(
            "Left out: {accounts} of which the team, the tier or the status could not be read.",
            "未列出 {unread} 个客户：其团队、级别或状态无法读取。"
        )
    })
}

fn put<'a>(
    rows: &mut Rows<Place<'a>>,
    facts: &Facts<'_, 'a>,
    ask: &Ask<'_>,
    account: &Record<'a, Account<'a>>,
    gaps: &Gaps<'a>,
    held: &Held<'a>,
) {
    let (id, duty) = &facts.book.settings.duties[held.duty];
    let people = people(held);
    let standing = standing(facts, gaps, held, &people);
    let map = Cell::map(people.iter().map(|(person, letters)| entry(facts, person, letters)));
    let cells = vec![
        cells::account(facts.book, account.id),
        Cell::named(*id, duty.title.unwrap_or(id)),
        match trouble(standing, people.is_empty()) {
            Some(mark) => map.toned(Tone::Bad).marked(mark),
            None => map,
        },
    ];
    let mut trail = Trail::of(ask);
    trail.whole_row(|| Spot::of(Kind::Account, account, Route::RECORD));
    trail.figures("people", || {
        let members = account.team.iter().enumerate();
        let here = members.filter(|(_, member)| member.holds(facts.as_of));
        let lists = |at: usize| {
            let member = &account.team[at];
            [&member.accountable, &member.responsible, &member.consulted, &member.informed]
        };
        here.filter(move |(at, _)| lists(*at).iter().any(|list| list.iter().any(|held| held.0 == *id)))
            .map(|(at, _)| Spot::of(Kind::Account, account, Route::part("team", at)))
    });
    rows.push((standing, account.id, held.duty), cells, || trail);
}

/// Who has which letters, in the order A, R, C, I and of the team.
fn people<'a>(held: &Held<'a>) -> Vec<(&'a str, String)> {
    let lists = [
        ('A', &held.accountable),
        ('R', &held.responsible),
        ('C', &held.consulted),
        ('I', &held.informed),
    ];
    let mut people: Vec<(&'a str, String)> = Vec::new();
    for (letter, list) in lists {
        for person in list {
            match people.iter_mut().find(|(known, _)| known == person) {
                Some((_, letters)) => letters.push(letter),
                None => people.push((person, letter.to_string())),
            }
        }
    }
    people
}

fn entry(facts: &Facts<'_, '_>, id: &str, letters: &str) -> Entry {
    let name = facts.book.people.get(id).map_or(id, |person| person.name);
    let cell = Cell::text(letters);
    let cell = if has_left(facts, id) {
        cell.toned(Tone::Bad).marked(word!("has left,", "已离职，"))
    } else {
        cell
    };
    Entry::named(id, name, cell)
}

fn standing(facts: &Facts<'_, '_>, gaps: &Gaps<'_>, held: &Held<'_>, people: &[(&str, String)]) -> Standing {
    let here = held.accountable.iter().filter(|id| !has_left(facts, id)).count();
    match gaps.of_duty(held.duty) {
        Some(Lack::Accountable) => Standing::NobodyAccountable,
        Some(Lack::Responsible) => Standing::NobodyResponsible,
        None if here > 1 => Standing::SeveralAccountable,
        None if people.iter().any(|(id, _)| has_left(facts, id)) => Standing::SomebodyHasLeft,
        None => Standing::Held,
    }
}

/// What is wrong, in front of the people; who has left is said at their name.
fn trouble(standing: Standing, alone: bool) -> Option<Word> {
    match standing {
        Standing::NobodyAccountable if alone => Some(word!("nobody", "无人承担")),
        Standing::NobodyAccountable => Some(word!("nobody accountable,", "无人负责，")),
        Standing::SeveralAccountable => Some(word!("more than one accountable,", "负责人不止一人，")),
        Standing::NobodyResponsible => Some(word!("nobody responsible,", "无人执行，")),
        Standing::SomebodyHasLeft | Standing::Held => None,
    }
}

#[cfg(test)]
mod tests;
