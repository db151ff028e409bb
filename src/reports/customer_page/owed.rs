//! The page's tables of what is to be done: obligations and promises of both sides, and the tasks and
//! improvements that may be shown.

use std::cmp::Reverse;

use crate::document::{Cell, Column, Importance, Kind, Table, column};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, Source, State};
use crate::model::contract::Party;
use crate::model::interaction::Channel;
use crate::values::date::Date;
use crate::word;

use super::super::cells;
use super::tables::table;

const OWED: [Column; 5] = [
    column("what", word!("What", "事项"), Kind::Text, Importance::Always),
    column("contract", word!("Under", "依据"), Kind::Text, Importance::Low),
    column("due", word!("Due", "到期日"), Kind::Date, Importance::Always),
    column("state", word!("State", "状态"), Kind::Word, Importance::Always),
    column("done", word!("Done", "完成日"), Kind::Date, Importance::Medium),
];

const TASKS: [Column; 5] = [
    column("task", word!("Task", "任务"), Kind::Text, Importance::Always),
    column("start", word!("Start", "开始日"), Kind::Date, Importance::Low),
    column("due", word!("Due", "到期日"), Kind::Date, Importance::Always),
    column("state", word!("State", "状态"), Kind::Word, Importance::Always),
    column("done", word!("Done", "完成日"), Kind::Date, Importance::Medium),
];

const IMPROVEMENTS: [Column; 5] = [
    column("improvement", word!("Improvement", "改进事项"), Kind::Text, Importance::Always),
    column("opened", word!("Opened", "提出日"), Kind::Date, Importance::Low),
    column("due", word!("Due", "到期日"), Kind::Date, Importance::Always),
    column("state", word!("State", "状态"), Kind::Word, Importance::Always),
    column("done", word!("Closed", "关闭日"), Kind::Date, Importance::Medium),
];

/// Our obligations and promises.
pub fn by_us(facts: &Facts<'_, '_>, account: usize) -> Table {
    table(
        "owed_by_us",
        word!("By us", "我方事项"),
        &OWED,
        owed(facts, account, Party::Us),
        word!("We owe you nothing.", "我方暂无事项。"),
    )
}

/// Theirs.
pub fn by_customer(facts: &Facts<'_, '_>, account: usize) -> Table {
    table(
        "owed_by_you",
        word!("By you", "贵方事项"),
        &OWED,
        owed(facts, account, Party::Customer),
        word!("You owe us nothing.", "贵方暂无事项。"),
    )
}

fn owed(facts: &Facts<'_, '_>, account: usize, party: Party) -> Vec<Vec<Cell>> {
    let book = facts.book;
    rows(facts, account, |one| {
        let (record, part) = (one.record as usize, one.part as usize);
        if one.party != party {
            return None;
        }
        if one.source == Source::Obligation {
            let contract = &book.contracts.all[record];
            return Some((contract.obligation.get(part)?.title, Cell::text(contract.title)));
        }
        if one.source == Source::Promise {
            let interaction = &book.interactions.all[record];
            // What was promised among ourselves, the customer never heard.
            let heard = interaction.channel != Channel::Internal;
            let promise = interaction.promise.get(part).filter(|_| heard)?;
            return Some((promise.text, Cell::unknown().marked(word!("promise", "沟通承诺"))));
        }
        None
    })
}

/// The tasks that may be shown.
pub fn tasks(facts: &Facts<'_, '_>, account: usize) -> Table {
    let shown = rows(facts, account, |one| {
        let task = facts.book.tasks.all.get(one.record as usize).filter(|_| one.source == Source::Task)?;
        task.common.share.then(|| (task.title, Cell::from(task.start)))
    });
    let empty = word!("No tasks.", "暂无任务。");
    table("tasks", word!("Tasks", "任务"), &TASKS, shown, empty)
}

/// The improvements that may be shown, under the problem that each is about.
pub fn improvements(facts: &Facts<'_, '_>, account: usize) -> Table {
    let shown = rows(facts, account, |one| {
        let all = &facts.book.improvements.all;
        let improvement = all.get(one.record as usize).filter(|_| one.source == Source::Improvement)?;
        let begun = improvement.opened.is_none_or(|opened| opened <= facts.as_of);
        (improvement.common.share && begun).then(|| (improvement.problem, Cell::from(improvement.opened)))
    });
    let empty = word!("No improvements.", "暂无改进事项。");
    table("improvements", word!("Improvements", "改进事项"), &IMPROVEMENTS, shown, empty)
}

/// The rows of what the page shows of an account's ledger: what `shown` gives a title and a second cell
/// for. What is open comes first, by its date; then what is done, the latest first.
fn rows<'f, 'a>(
    facts: &'f Facts<'_, 'a>,
    account: usize,
    shown: impl Fn(&Commitment<'a>) -> Option<(&'f str, Cell)>,
) -> Vec<Vec<Cell>> {
    let (mut open, mut done) = (Vec::new(), Vec::new());
    for one in facts.ledger.of_account(account) {
        let Some((title, second)) = shown(one) else { continue };
        let due = one.due.unwrap_or(Date::MAX);
        let row = vec![
            Cell::text(title),
            second,
            Cell::from(one.due),
            cells::state(one.state),
            Cell::from(one.done),
        ];
        match one.state {
            State::Open | State::DueSoon | State::Overdue | State::NoDate => open.push((due, title, row)),
            State::Done | State::DoneLate => done.push((Reverse(due), title, row)),
            State::Cancelled => {}
        }
    }
    open.sort_by_key(|(due, title, _)| (*due, *title));
    done.sort_by_key(|(due, title, _)| (*due, *title));
    let open = open.into_iter().map(|(_, _, row)| row);
    open.chain(done.into_iter().map(|(_, _, row)| row)).collect()
}
