//! What to say: what we owe first, then what they wait to hear, what they owe, what must be decided, and
//! what they praised. Every line says what is so; what to make of it is the reader's.

use std::cmp::Reverse;

use crate::document::{Point, Tone};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, Source, State};
use crate::facts::{contracts, terms};
use crate::model::contract::Party;
use crate::model::interaction::FeedbackType;
use crate::said;
use crate::say::count;
use crate::values::date::{Date, add_days, days_between};

use super::super::lines::{self, Naming};
use super::super::{missed, weight};
use super::talks::RECENT_DAYS;

/// So many points are made.
const MOST: usize = 10;

/// As wide as what they said is quoted.
const QUOTE: usize = 80;

/// What to say to an account.
pub fn points(facts: &Facts<'_, '_>, account: usize) -> Vec<Point> {
    let ledger = facts.ledger.of_account(account);
    let heard = |one: &&Commitment<'_>| is_known_to_them(one.source);
    let of = |party: Party, state: State| {
        let mut some: Vec<_> = ledger
            .iter()
            .filter(heard)
            .filter(|one| one.party == party && one.state == state)
            .collect();
        some.sort_by_cached_key(|one| (Reverse(weight::at_stake(facts, one)), one.due, one.reference(facts)));
        some.into_iter().map(|one| owed(facts, one)).collect::<Vec<_>>()
    };
    let all = [
        of(Party::Us, State::Overdue),
        unanswered(facts, ledger),
        of(Party::Customer, State::Overdue),
        notices(facts, account),
        of(Party::Us, State::DueSoon),
        of(Party::Customer, State::DueSoon),
        missed(facts, account),
        praise(facts, account).into_iter().collect(),
    ];
    lines::first(all.into_iter().flatten().collect(), MOST)
}

/// Whether the customer knows that it is owed: what we owe ourselves is nothing to talk about.
fn is_known_to_them(source: Source) -> bool {
    match source {
        Source::Obligation | Source::Promise | Source::Delivery | Source::Respond | Source::Resolve => true,
        Source::NextStep => true,
        Source::Task | Source::Duty | Source::Notice | Source::Improvement | Source::Measure | Source::Effect => false,
        Source::ReviewFinding | Source::ReviewReport | Source::NextReview | Source::Survey | Source::Contact => false,
        Source::Cadence | Source::FaceToFace | Source::Share | Source::Feedback | Source::SurveyIssue => false,
        Source::KpiFigure | Source::AccountPage => false,
    }
}

fn owed<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>) -> Point {
    let what = lines::what(facts, one);
    let (en, zh) = (what.en, what.zh);
    let due = one.due.map_or_else(String::new, |due| due.to_string());
    let days = one.days_late;
    let late = count(days, "day");
    let money = lines::stake_of(facts, one).map_or_else(String::new, |money| format!(" · {money}"));
    let who = one.owner.map_or_else(String::new, |id| format!(" · {}", lines::person(facts.book, id)));
    match (one.party, one.state == State::Overdue) {
        (Party::Us, true) => Point {
            tone: Tone::Bad,
            text: said!(
                "We are {late} late ({due}): {en}{money}{who}",
                "我方逾期 {days} 天（{due} 到期）：{zh}{money}{who}"
            ),
        },
        (Party::Customer, true) => Point {
            tone: Tone::Bad,
            text: said!(
                "They are {late} late ({due}): {en}{money}{who}",
                "客户逾期 {days} 天（{due} 到期）：{zh}{money}{who}"
            ),
        },
        (Party::Us, false) => Point {
            tone: Tone::Warn,
            text: said!("We owe by {due}: {en}{money}{who}", "我方应于 {due} 前完成：{zh}{money}{who}"),
        },
        (Party::Customer, false) => Point {
            tone: Tone::Warn,
            text: said!("They owe by {due}: {en}{money}{who}", "客户应于 {due} 前完成：{zh}{money}{who}"),
        },
    }
}

/// What they said and nobody has answered, complaints first, then the oldest.
fn unanswered(facts: &Facts<'_, '_>, ledger: &[Commitment<'_>]) -> Vec<Point> {
    let waiting = ledger.iter().filter(|one| one.source == Source::Feedback && one.state.is_open());
    let mut said: Vec<_> = waiting
        .filter_map(|one| {
            let talk = &facts.book.interactions.all[one.record as usize];
            let feedback = talk.feedback.get(one.part as usize)?;
            let sort = feedback.sort;
            Some((sort != FeedbackType::Complaint, talk.date, sort, lines::cut(feedback.text, QUOTE)))
        })
        .collect();
    said.sort_by_key(|(other, date, _, _)| (*other, *date));
    let point = |(_, date, sort, text): (bool, Date, FeedbackType, String)| {
        let (en, zh) = (sort.word().en, sort.word().zh);
        Point {
            tone: Tone::Warn,
            text: said!(
                "Their {en} of {date} has no answer: {text}",
                "{date} 的{zh}尚未答复：{text}"
            ),
        }
    };
    said.into_iter().map(point).collect()
}

/// The contracts whose end must be decided about, from the day on that the book wants it told.
pub fn notices(facts: &Facts<'_, '_>, account: usize) -> Vec<Point> {
    let soon = crate::facts::spans::after(facts.book, facts.as_of, facts.book.settings.notice_soon);
    let mut found = Vec::new();
    for at in facts.of_account[account].contracts.iter().map(|at| *at as usize) {
        let notice = contracts::of_contract(facts, at)
            .find(|one| one.source == Source::Notice && one.state.is_open() && one.due.is_some_and(|due| due <= soon));
        let contract = &facts.book.contracts.all[at];
        let term = terms::in_force(facts.book, contract, facts.as_of);
        if let (Some(notice), Some(term)) = (notice, term) {
            found.extend(notice.due.map(|due| (due, contract.title, term.end)));
        }
    }
    found.sort_unstable();
    let point = |(due, title, end): (Date, &str, Date)| {
        let (title, days) = (lines::cut(title, QUOTE), days_between(facts.as_of, due));
        if days < 0 {
            let (days, late) = (-days, count(-days, "day"));
            let text = said!(
                "“{title}” ends on {end}; whether it goes on was to be decided by {due}, {late} ago",
                "合同“{title}”{end} 到期，续约与否本应于 {due} 前决定，已过 {days} 天"
            );
            return Point { tone: Tone::Bad, text };
        }
        let left = match days {
            0 => said!("today", "即今天"),
            n => said!("in {days}", "还有 {n} 天", days = count(n, "day")),
        };
        let text = said!(
            "“{title}” ends on {end}; decide by {due}, {en}, whether it goes on",
            "合同“{title}”{end} 到期，须在 {due} 前决定是否续约（{zh}）",
            en = left.en,
            zh = left.zh
        );
        Point { tone: Tone::Warn, text }
    };
    found.into_iter().map(point).collect()
}

/// The KPIs missed in periods that ended lately.
fn missed(facts: &Facts<'_, '_>, account: usize) -> Vec<Point> {
    let recent = add_days(facts.as_of, -RECENT_DAYS);
    let goals = facts.of_account[account].goals.iter().map(|at| *at as usize);
    let lately = goals.filter(|at| facts.book.goals.all[*at].period.last() >= recent);
    let missed = lately.flat_map(|at| missed::of_goal(facts, at, Naming::Nothing));
    missed.map(|missed| missed.point).collect()
}

/// The latest praise of the last months.
fn praise(facts: &Facts<'_, '_>, account: usize) -> Option<Point> {
    let recent = add_days(facts.as_of, -RECENT_DAYS);
    let talks = facts.of_account[account].interactions.iter().rev();
    let talks = talks.map(|at| &facts.book.interactions.all[*at as usize]);
    let mut lately = talks.filter(|one| one.date <= facts.as_of && one.date >= recent);
    let (date, text) = lately.find_map(|one| {
        let praise = one.feedback.iter().find(|feedback| feedback.sort == FeedbackType::Praise)?;
        Some((one.date, lines::cut(praise.text, QUOTE)))
    })?;
    Some(Point {
        tone: Tone::Good,
        text: said!("Their praise of {date}: {text}", "{date} 的表扬：{text}"),
    })
}
