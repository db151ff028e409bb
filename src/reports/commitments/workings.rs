//! How the figures of a commitment came about: how late it is, whom that goes to, and how its date was moved.

use crate::document::Detail;
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, State, escalated_to, slippage, told};
use crate::facts::moves::{Moved, Step};
use crate::model::{self, Kind};
use crate::place::Route;
use crate::said;
use crate::say::{Said, count};
use crate::values::date::Date;

use super::super::Ask;
use super::super::rows::{Spot, Trail};
use super::task_of;

/// The records behind a commitment's row, and how its figures came about.
pub fn trail<'a>(facts: &Facts<'_, 'a>, ask: &Ask<'_>, one: &Commitment<'a>) -> Trail {
    let mut trail = Trail::of(ask);
    if ask.detail == Detail::Figures {
        return trail;
    }
    trail.whole_row(|| Spot::commitment(facts, one));
    if let (Some(due), true) = (one.due, one.days_late > 0) {
        trail.working("days_late", || late(facts, one, due));
    }
    tell_escalation(facts, one, &mut trail);
    tell_moves(facts, one, &mut trail);
    tell_commits(facts, one, &mut trail);
    trail
}

fn late(facts: &Facts<'_, '_>, one: &Commitment<'_>, due: Date) -> Said {
    let (n, days) = (one.days_late, count(one.days_late, "day"));
    let as_of = facts.as_of;
    match one.done {
        Some(done) => said!("done on {done}, due {due}: {days}", "{done} 完成，{due} 到期：{n} 天"),
        None => said!("{as_of}, due {due}: {days}", "报表日期 {as_of}，{due} 到期：{n} 天"),
    }
}

fn tell_escalation<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>, trail: &mut Trail) {
    let (State::Overdue, Some(at)) = (one.state, one.account) else {
        return;
    };
    let account = &facts.book.accounts.all[at as usize];
    let settings = &facts.book.settings;
    let Some(bears) = settings.tier(account.tier.0).and_then(|tier| tier.escalate_after) else {
        return;
    };
    let Some(person) = escalated_to(facts, one) else {
        return;
    };
    trail.figure("escalated_to", || Spot::of(Kind::Account, account, Route::key("supervisor")));
    let supervisor = account.supervisor.map(|supervisor| supervisor.0);
    if supervisor != Some(person)
        && let Some(person) = facts.book.people.get(person)
    {
        trail.figure("escalated_to", || Spot::of(Kind::Person, person, Route::RECORD));
    }
    trail.working("escalated_to", || {
        let (n, days) = (one.days_late, count(one.days_late, "day"));
        let (tier, bears) = (account.tier.0, bears.said());
        let (en, zh) = (bears.en, bears.zh);
        let over = said!(
            "overdue for {days}, longer than the {en} of tier {tier}",
            "已逾期 {n} 天，超过 {tier} 级规定的 {zh}"
        );
        let (en, zh) = (over.en, over.zh);
        if supervisor == Some(person) {
            said!("{en}: the account's supervisor", "{zh}：上报客户的主管")
        } else {
            said!(
                "{en} more than once: up the managers from the account's supervisor",
                "{zh}的数倍：由客户的主管逐级上报"
            )
        }
    });
}

/// How git tells that the date moved; none where it tells of no move.
fn told_by_git<'f>(facts: &'f Facts<'_, '_>, one: &Commitment<'_>) -> Option<&'f Moved> {
    let moves = facts.moves.as_ref()?;
    slippage(facts, one)?;
    moves.of.get(&one.reference(facts)).filter(|moved| moved.times() > 0)
}

fn tell_commits(facts: &Facts<'_, '_>, one: &Commitment<'_>, trail: &mut Trail) {
    let Some(moved) = told_by_git(facts, one) else { return };
    trail.working("moved", || {
        let (times, Said { en, zh }) = (moved.times(), steps(moved));
        let by_updates = task_of(facts, one).map_or(0, |task| told(task, facts.as_of).moved);
        if by_updates > times {
            let in_updates = count(by_updates, "move");
            return said!(
                "{in_updates} told by the updates; by git {times}: {en}",
                "进展记录中 {by_updates} 次；git 中 {times} 次：{zh}"
            );
        }
        said!("by git: {en}", "git：{zh}")
    });
    if moved.steps.is_empty() {
        return;
    }
    trail.working("first_due", || {
        let first = moved.first_due;
        if moved.is_first_told() {
            return said!(
                "{first}, as the updates of the first version tell",
                "{first}，首个版本的进展记录所载的原到期日"
            );
        }
        said!("{first}, as it was first committed", "{first}，首次提交时的到期日")
    });
}

/// The moves that git tells, one after another.
fn steps(moved: &Moved) -> Said {
    const ARROW: &str = "→";
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    if moved.told > 0 {
        let (told, times) = (moved.told, count(moved.told, "move"));
        en.push(format!("{times} told by the updates of the first version"));
        zh.push(format!("首个版本的进展记录已记 {told} 次"));
    }
    for Step { from, to, commit } in &moved.steps {
        let commit = commit.as_deref().map(|commit| commit.get(..10).unwrap_or(commit));
        let (in_en, in_zh) = match commit {
            Some(commit) => (format!("commit {commit}"), format!("提交 {commit}")),
            None => ("not committed yet".to_owned(), "尚未提交".to_owned()),
        };
        en.push(format!("{from} {ARROW} {to} ({in_en})"));
        zh.push(format!("{from} {ARROW} {to}（{in_zh}）"));
    }
    let (en, zh) = (en.join(", "), zh.join("，"));
    said!("{en}", "{zh}")
}

fn tell_moves<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>, trail: &mut Trail) {
    let Some(task) = task_of(facts, one) else {
        return;
    };
    let moves = task.update.iter().enumerate().filter(|(_, update)| {
        let moved = update.due_from.is_some() || update.due_to.is_some();
        moved && update.date <= facts.as_of && update.due_from != update.due_to
    });
    let moves: Vec<_> = moves.collect();
    if moves.is_empty() {
        return;
    }
    let spot = |at| Spot::of(model::Kind::Task, task, Route::part("update", at));
    trail.figures("moved", || moves.iter().map(|(at, _)| spot(*at)).collect::<Vec<_>>());
    let earliest = moves.iter().filter(|(_, update)| update.due_from.is_some()).min_by_key(|(_, update)| update.due_from);
    if let Some((at, _)) = earliest {
        trail.figure("first_due", || spot(*at));
    }
    if told_by_git(facts, one).is_some() {
        return;
    }
    trail.working("moved", || {
        let shown = |date: Option<Date>| date.map_or_else(|| "?".to_owned(), |date| date.to_string());
        let step = |(from, to): (Option<Date>, Option<Date>)| format!("{} → {}", shown(from), shown(to));
        let steps: Vec<String> = moves.iter().map(|(_, update)| step((update.due_from, update.due_to))).collect();
        let (en, zh) = (steps.join(", "), steps.join("，"));
        said!("{en}", "{zh}")
    });
}
