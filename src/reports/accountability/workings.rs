//! What is behind the figures of an account: the commitments that were counted, the last contact, the latest
//! feedback, and where roles and duties are given out.

use crate::document::{Cell, Detail};
use crate::facts::Facts;
use crate::facts::contact;
use crate::facts::ledger::{Commitment, State};
use crate::model::Kind;
use crate::model::contract::Party;
use crate::place::Route;
use crate::said;
use crate::say::{Said, count};

use super::super::Ask;
use super::super::rows::{Spot, Trail};
use super::{Work, feedback};

/// The records behind an account's row (by the account's position), and how its figures came about.
pub(super) fn trail<'a>(
    facts: &Facts<'_, 'a>,
    ask: &Ask<'_>,
    at: usize,
    work: &Work<'_, 'a>,
    gaps: Option<&[Cell]>,
) -> Trail {
    let account = &facts.book.accounts.all[at];
    let mut trail = Trail::of(ask);
    if ask.detail == Detail::Figures {
        return trail;
    }
    trail.whole_row(|| Spot::of(Kind::Account, account, Route::RECORD));
    let ours = || open(facts, at);
    trail.figures("open", || ours().map(|one| Spot::commitment(facts, one)));
    trail.working("open", || states(ours()));
    let overdue = || ours().filter(|one| one.state == State::Overdue);
    trail.figures("overdue", || overdue().map(|one| Spot::commitment(facts, one)));
    if let Some(longest) = overdue().max_by_key(|one| one.days_late) {
        trail.working("overdue", || {
            let (n, days) = (longest.days_late, count(longest.days_late, "day"));
            let overdue = work.overdue;
            said!("{overdue}, the longest for {days}", "{overdue} 项，最久的已逾期 {n} 天")
        });
    }
    if let Some(next) = work.next {
        trail.figure("next_due", || Spot::commitment(facts, next));
        trail.working("next_due", || {
            let (title, due) = (next.title(facts), next.due.unwrap_or(facts.as_of));
            said!("{due}, {en}", "{due}，{zh}", en = title.en, zh = title.zh)
        });
    }
    tell_contact(facts, at, &mut trail);
    if let Some((interaction, part)) = feedback::place(facts, at, ask.period) {
        let record = &facts.book.interactions.all[interaction];
        let id = record.feedback[part].id.0;
        trail.figure("feedback", || Spot::part(Kind::Interaction, record, id, Route::part("feedback", part)));
    }
    if gaps.is_some_and(|gaps| !gaps.is_empty()) {
        trail.figure("gaps", || Spot::of(Kind::Account, account, Route::key("team")));
    }
    trail
}

/// What we owe the account and have not done.
fn open<'f, 'a>(facts: &'f Facts<'_, 'a>, account: usize) -> impl Iterator<Item = &'f Commitment<'a>> {
    let all = facts.ledger.of_account(account).iter();
    all.filter(|one| one.state.is_open() && one.party == Party::Us)
}

/// How many there are of each state, and together.
fn states<'c, 'a: 'c>(open: impl Iterator<Item = &'c Commitment<'a>>) -> Said {
    let states = [State::Overdue, State::DueSoon, State::Open, State::NoDate];
    let mut counts = [0_usize; 4];
    for one in open {
        if let Some(at) = states.iter().position(|state| *state == one.state) {
            counts[at] += 1;
        }
    }
    let all: usize = counts.iter().sum();
    let [overdue, soon, open, no_date] = counts;
    said!(
        "{overdue} overdue + {soon} due soon + {open} open + {no_date} without a date = {all}",
        "已逾期 {overdue} + 即将到期 {soon} + 未到期 {open} + 无期限 {no_date} = {all}"
    )
}

fn tell_contact(facts: &Facts<'_, '_>, account: usize, trail: &mut Trail) {
    let all = &facts.book.interactions.all;
    let mut latest = facts.of_account[account].interactions.iter().rev().map(|at| &all[*at as usize]);
    match latest.find(|one| one.date <= facts.as_of && contact::qualifies(one)) {
        Some(last) => {
            trail.figure("last_contact", || Spot::of(Kind::Interaction, last, Route::key("date")));
            trail.working("last_contact", || {
                let (date, channel) = (last.date, last.channel.word());
                let (en, zh) = (channel.en, channel.zh);
                said!("{date}, {en}", "{date}，{zh}")
            });
        }
        None => trail.working("last_contact", || {
            let as_of = facts.as_of;
            said!("none recorded by {as_of}", "截至 {as_of} 没有记录")
        }),
    }
}
