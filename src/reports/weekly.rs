//! `weekly`: what got late, what was settled and what comes, short enough for a chat robot.

use std::cmp::Reverse;

use crate::document::{Document, Part, Point, Tone};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, Source, State};
use crate::model::contract::Party;
use crate::said;
use crate::say::Said;
use crate::values::date::{Date, add_days};
use crate::word;

use super::lines::{self, Naming};
use super::{Ask, Narrow, Report, Subject, weight};

/// The report.
pub static REPORT: Report = Report {
    name: "weekly",
    title: word!("The week in key accounts", "大客户周报"),
    about: word!(
        "what got late in the last seven days, what was settled, and what comes in the next seven",
        "近七天新增逾期、已完成的事项，以及未来七天到期的事项"
    ),
    readers: word!(
        "For the team's chat on Monday morning; it fits into one message",
        "供周一早晨发到团队群，一条消息即可放下"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner],
    make,
};

/// So many lines stand in a section: with titles as long as they may be, the whole stays under 4,096
/// bytes, which chat robots take.
const LATE: usize = 6;
const SETTLED: usize = 3;
const COMING: usize = 5;

/// A week, in days.
const WEEK: i64 = 7;

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let wanted = |one: &&Commitment<'_>| ask.wants_owner(one.owner) && ask.wants_account(one.account_id(facts));
    let all: Vec<&Commitment<'_>> = facts.ledger.all.iter().filter(wanted).collect();
    let since = add_days(facts.as_of, -WEEK);
    let overdue = |one: &&&Commitment<'_>| one.state == State::Overdue;
    let got_late = |one: &&&Commitment<'_>| one.due.is_some_and(|due| due >= since);
    let late: Vec<_> = all.iter().filter(overdue).filter(got_late).copied().collect();
    let longer: Vec<_> = all.iter().filter(overdue).filter(|one| !got_late(one)).copied().collect();
    let settled = |one: &&&Commitment<'_>| one.state.is_done() && one.done.is_some_and(|done| done > since);
    let settled: Vec<_> = all.iter().filter(settled).copied().collect();
    let soon = add_days(facts.as_of, WEEK);
    let comes = |one: &&&Commitment<'_>| match one.state {
        State::Open | State::DueSoon => one.due.is_some_and(|due| due < soon),
        State::Overdue | State::NoDate | State::Done | State::DoneLate | State::Cancelled => false,
    };
    let coming: Vec<_> = all.iter().filter(comes).copied().collect();

    let counts = (late.len(), longer.len(), settled.len(), coming.len());
    let mut parts = vec![Part::Text(summary(facts, counts, &late, &longer))];
    let none = |tone, text: Said| vec![Point { tone, text }];
    let mut section = |heading: Said, points: Vec<Point>| {
        parts.push(Part::Heading(heading));
        parts.push(Part::Points(points));
    };
    section(
        said!("Newly overdue this week", "本周新增逾期"),
        listed(facts, late, LATE).unwrap_or_else(|| none(Tone::Good, said!("Nothing new.", "无新增逾期。"))),
    );
    if let Some(points) = listed(facts, longer, SETTLED) {
        section(said!("Overdue for longer", "逾期超过一周"), points);
    }
    section(
        said!("Settled", "本周完成"),
        listed(facts, settled, SETTLED).unwrap_or_else(|| none(Tone::None, said!("Nothing.", "无。"))),
    );
    section(
        said!("In the next seven days", "未来七天到期"),
        listed(facts, coming, COMING).unwrap_or_else(|| none(Tone::None, said!("Nothing.", "无。"))),
    );
    Ok(REPORT.composed(facts, ask, parts))
}

/// The week in one sentence.
fn summary(
    facts: &Facts<'_, '_>,
    (late, longer, settled, coming): (usize, usize, usize, usize),
    got_late: &[&Commitment<'_>],
    been_late: &[&Commitment<'_>],
) -> Said {
    let overdue = late + longer;
    let all = got_late.iter().chain(been_late).copied();
    let Said { en, zh } = weight::together(facts, all).map_or_else(Said::default, |stake| {
        let (sum, lacking) = (stake.in_book(facts.book), stake.lacking());
        said!(", {sum} at stake{en}", "，涉及金额 {sum}{zh}", en = lacking.en, zh = lacking.zh)
    });
    said!(
        "{overdue} overdue, {late} of them new{en}; {settled} settled; {coming} due in seven days.",
        "逾期 {overdue} 项（新增 {late} 项）{zh}；完成 {settled} 项；未来七天到期 {coming} 项。"
    )
}

/// What counts most first: the money at stake; then what the customer sees; then the latest, or the next;
/// at last by reference. `None` where there is nothing.
fn listed(facts: &Facts<'_, '_>, of: Vec<&Commitment<'_>>, most: usize) -> Option<Vec<Point>> {
    type Place = (Reverse<Option<weight::Stake>>, u8, Reverse<i64>, Date);
    let place = |one: &Commitment<'_>| -> Place {
        (
            Reverse(weight::at_stake(facts, one)),
            distance(one),
            Reverse(one.days_late),
            one.due.unwrap_or(Date::MAX),
        )
    };
    let mut of = of;
    of.sort_by_cached_key(|one| (place(one), one.reference(facts)));
    let points: Vec<_> = of.iter().take(most).map(|one| lines::line(facts, one, Naming::Account)).collect();
    let more = of.len() - points.len();
    (!points.is_empty()).then(|| lines::and_more(points, more))
}

/// How far something is from the customer: what either side promised comes first, then what they wait
/// for, then what we do for them, then what we write down.
fn distance(one: &Commitment<'_>) -> u8 {
    if one.party == Party::Customer {
        return 0;
    }
    match one.source {
        Source::Obligation | Source::Notice | Source::Promise | Source::Delivery => 0,
        Source::Feedback | Source::Respond | Source::Resolve => 1,
        Source::Task | Source::Duty | Source::NextStep | Source::Improvement | Source::Measure => 2,
        Source::Contact | Source::Cadence | Source::FaceToFace | Source::Share => 2,
        Source::SurveyIssue | Source::ReviewFinding | Source::Effect | Source::Survey => 3,
        Source::NextReview | Source::ReviewReport | Source::KpiFigure | Source::AccountPage => 4,
    }
}

#[cfg(test)]
mod tests;
