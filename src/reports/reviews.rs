//! `reviews`: what internal reviews found, and whether it was taken up.

use std::cmp::Reverse;

use hashbrown::HashMap;

use crate::book::Record;
use crate::document::{self, Cell, Column, Document, Importance, Table, Tone, column};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, Source};
use crate::model::Kind;
use crate::model::review::{Review, ReviewFinding};
use crate::model::survey::Grade;
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::word;

use super::rows::{Rows, Spot, Trail};
use super::{Ask, Narrow, Report, Subject, cells, weight};

/// The report.
pub static REPORT: Report = Report {
    name: "reviews",
    title: word!("Findings of reviews", "审查问题清单"),
    about: word!(
        "what internal reviews found, how bad it is, and whether an improvement takes it up",
        "内部审查发现的问题、严重程度以及是否已立项整改"
    ),
    readers: word!(
        "For reviewers and directors, to see that nothing that was found is forgotten",
        "供审查人和管理层确认发现的问题都有着落"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Account, Narrow::Owner, Narrow::Period, Narrow::Since],
    make,
};

const COLUMNS: [Column; 8] = [
    column("review", word!("Review", "审查"), document::Kind::Named, Importance::Medium)
        .means(word!("the period that was looked at, and the day", "审查的期间和日期")),
    column("finding", word!("Finding", "问题"), document::Kind::Named, Importance::Always),
    column("area", word!("Area", "方面"), document::Kind::Word, Importance::Medium),
    column("account", word!("Account", "客户"), document::Kind::Account, Importance::High),
    column("severity", word!("Severity", "严重程度"), document::Kind::Word, Importance::High),
    column("owner", word!("Owner", "负责人"), document::Kind::Person, Importance::High),
    column("improvement", word!("Improvement", "整改项"), document::Kind::Named, Importance::Medium),
    column("state", word!("Taken up", "立项"), document::Kind::Word, Importance::Always)
        .means(word!("whether it names an improvement, due 14 days after the review; how the improvement goes is told by the report `improvements`", "是否已关联整改项，应在审查后 14 天内完成；整改进展见报表 `improvements`")),
];

/// Where a row stands: the worst state first, then the gravest, the latest, and then by review and finding.
type Place<'a> = (u8, Reverse<Grade>, Reverse<i64>, &'a str, &'a str);

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let mut rows: Rows<Place<'_>> = Rows::of(ask);
    let owed = commitments(facts);
    for (at, review) in facts.book.reviews.iter().enumerate().filter(|(_, review)| is_wanted(facts, ask, review)) {
        for (part, finding) in review.finding.iter().enumerate() {
            let account = finding.account.map(|account| account.0);
            if !ask.wants_account(account) || !ask.wants_owner(Some(finding.owner.0)) {
                continue;
            }
            let owed = owed.get(&(at as u32, part as u32)).copied();
            let place = (
                owed.map_or(u8::MAX, |one| weight::rank(one.state)),
                Reverse(finding.severity),
                Reverse(owed.map_or(0, |one| one.days_late)),
                review.id,
                finding.id.0,
            );
            let mut trail = Trail::of(ask);
            trail.whole_row(|| Spot::part(Kind::Review, review, finding.id.0, Route::part("finding", part)));
            if let Some(improvement) = finding.improvement.and_then(|id| facts.book.improvements.get(id.0)) {
                trail.figure("state", || Spot::of(Kind::Improvement, improvement, Route::key("opened")));
            }
            if let Some(working) = owed.and_then(working) {
                trail.working("state", || working);
            }
            rows.push(place, cells(facts, review, finding, owed), || trail);
        }
    }
    let table = Table {
        name: REPORT.name,
        title: REPORT.title,
        columns: COLUMNS.to_vec(),
        rows: rows.sorted(facts),
        identity: &["review", "finding"],
        totals: None,
        charts: Vec::new(),
        empty: word!("No findings.", "没有审查问题。"),
        notes: Vec::new(),
    };
    Ok(REPORT.document(facts, ask, table))
}

/// Of a period, the reviews held in it; none held after as-of.
fn is_wanted(facts: &Facts<'_, '_>, ask: &Ask<'_>, review: &Review<'_>) -> bool {
    review.date <= facts.as_of && ask.period.is_none_or(|period| period.contains(review.date))
}

/// The commitments of findings, by the positions of review and finding.
fn commitments<'f, 'a>(facts: &'f Facts<'_, 'a>) -> HashMap<(u32, u32), &'f Commitment<'a>> {
    let findings = facts.ledger.all.iter().filter(|one| one.source == Source::ReviewFinding);
    findings.map(|one| ((one.record, one.part), one)).collect()
}

fn cells<'a>(
    facts: &Facts<'_, 'a>,
    review: &Record<'a, Review<'a>>,
    finding: &ReviewFinding<'a>,
    owed: Option<&Commitment<'a>>,
) -> Vec<Cell> {
    let book = facts.book;
    let improvement = finding.improvement.map(|id| {
        let known = book.improvements.get(id.0);
        Cell::named(id.0, known.map_or(id.0, |improvement| improvement.problem))
    });
    vec![
        Cell::told(
            review.id,
            said!("{period}, {date}", "{period}，{date}", period = review.period, date = review.date),
        ),
        Cell::named(finding.id.0, finding.text),
        Cell::word(finding.area.name(), finding.area.word()),
        Cell::from(finding.account.map(|account| cells::account(book, account.0))),
        severity(finding.severity),
        cells::person(book, finding.owner.0),
        Cell::from(improvement),
        Cell::from(owed.map(|one| cells::state(one.state))),
    ]
}

fn severity(grade: Grade) -> Cell {
    let tone = match grade {
        Grade::Critical => Tone::Bad,
        Grade::Major => Tone::Warn,
        Grade::Minor => Tone::None,
    };
    Cell::word(grade.name(), grade.word()).toned(tone)
}

/// By when it had to be taken up, and when it was.
fn working(one: &Commitment<'_>) -> Option<Said> {
    let due = one.due?;
    Some(match one.done {
        Some(done) => said!("due {due}, taken up on {done}", "应于 {due} 前立项，已于 {done} 立项"),
        None if one.state.is_done() => said!("due {due}, taken up on a day that nobody wrote", "应于 {due} 前立项，已立项，日期未填写"),
        None => said!("due {due}, not taken up", "应于 {due} 前立项，尚未立项"),
    })
}

#[cfg(test)]
mod tests;
