//! Improvements with their measures and effect, and the findings and issues that ask for them.

use rayon::prelude::*;

use crate::book::Record;
use crate::model::improvement::{Improvement, ImprovementStatus};
use crate::model::review::Review;
use crate::model::survey::Survey;
use crate::shape::scalars::ImprovementId;
use crate::values::date::add_days;

use super::desk::{Answer, Desk};
use super::{Commitment, Source};

/// Within so many days a finding or an issue names an improvement, and a review is reported.
const TAKEN_UP_DAYS: i64 = 14;
/// So many days after the last measure the effect is looked at.
const EFFECT_DAYS: i64 = 30;

pub(super) fn put<'a>(desk: &Desk<'_, 'a>, all: &mut Vec<Commitment<'a>>) {
    let improvements = desk.book.improvements.all.par_iter().enumerate();
    all.par_extend(improvements.flat_map_iter(|(at, one)| of_improvement(desk, at, one)));
    for (at, review) in desk.book.reviews.iter().enumerate() {
        of_review(desk, at, review, all);
    }
    let surveys = desk.book.surveys.all.par_iter().enumerate();
    all.par_extend(surveys.flat_map_iter(|(at, survey)| of_survey(desk, at, survey)));
}

fn of_improvement<'a>(desk: &Desk<'_, 'a>, at: usize, one: &Record<'a, Improvement<'a>>) -> Vec<Commitment<'a>> {
    let mut owed = Vec::new();
    let to_come = one.opened.is_some_and(|opened| opened > desk.as_of);
    if to_come || !one.sound(&["status", "account", "opened"]) {
        return owed;
    }
    let cancelled = one.status == ImprovementStatus::Cancelled;
    let account = one.account.and_then(|account| desk.account(account.0).0);
    let give = |commitment: Commitment<'a>| if cancelled { commitment.cancelled() } else { commitment };
    if one.sound(&["closed"]) {
        let answer = match one.status {
            ImprovementStatus::Closed if one.closed.is_none() => Answer::Sometime,
            ImprovementStatus::Closed
            | ImprovementStatus::Open
            | ImprovementStatus::InProgress
            | ImprovementStatus::Verifying
            | ImprovementStatus::Cancelled => desk.done_on(one.closed),
        };
        let commitment = desk.ours(Source::Improvement, at, Some(one.due), answer);
        owed.push(give(commitment.owed_to(account, Some(one.owner.0))));
    }
    if !one.sound(&["measure"]) {
        return owed;
    }
    for (part, measure) in one.measure.iter().enumerate() {
        let answer = desk.done_on(measure.done);
        let commitment = desk.ours(Source::Measure, at, Some(measure.due), answer).part(part);
        owed.push(give(commitment.owed_to(account, Some(measure.owner.0))));
    }
    // `None` is the least of all, so that one measure undone leaves nothing.
    let last = one
        .measure
        .iter()
        .map(|measure| desk.past(measure.done))
        .min()
        .flatten();
    let last = last.and(one.measure.iter().filter_map(|measure| measure.done).max());
    if let Some(last) = last
        && !cancelled
        && one.sound(&["effect"])
    {
        let first = one.effect.iter().map(|effect| effect.date).min();
        let answer = desk.done_on(first);
        let commitment = desk.ours(Source::Effect, at, Some(add_days(last, EFFECT_DAYS)), answer);
        owed.push(commitment.owed_to(account, Some(one.owner.0)));
    }
    owed
}

/// An improvement that is named was so when it was opened; sometime, where nobody wrote when, or where
/// it could not be read.
fn taken_up(desk: &Desk<'_, '_>, improvement: Option<ImprovementId<'_>>) -> Answer {
    let Some(id) = improvement else { return Answer::No };
    let opened = desk.book.improvements.get(id.0).and_then(|one| one.opened);
    match opened {
        Some(opened) => desk.done_on(Some(opened)),
        None => Answer::Sometime,
    }
}

fn of_review<'a>(desk: &Desk<'_, 'a>, at: usize, review: &Record<'a, Review<'a>>, all: &mut Vec<Commitment<'a>>) {
    if review.date > desk.as_of {
        return;
    }
    let due = Some(add_days(review.date, TAKEN_UP_DAYS));
    if review.sound(&["reported"]) {
        let answer = desk.done_on(review.reported.as_ref().map(|reported| reported.date));
        let owner = review.reviewers.first().map(|reviewer| reviewer.0);
        all.push(desk.ours(Source::ReviewReport, at, due, answer).owed_to(None, owner));
    }
    if !review.sound(&["finding"]) {
        return;
    }
    for (part, finding) in review.finding.iter().enumerate() {
        let account = finding.account.and_then(|account| desk.account(account.0).0);
        let answer = taken_up(desk, finding.improvement);
        let commitment = desk.ours(Source::ReviewFinding, at, due, answer).part(part);
        all.push(commitment.owed_to(account, Some(finding.owner.0)));
    }
}

fn of_survey<'a>(desk: &Desk<'_, 'a>, at: usize, survey: &Record<'a, Survey<'a>>) -> Vec<Commitment<'a>> {
    if survey.date > desk.as_of || !survey.sound(&["issue"]) {
        return Vec::new();
    }
    let due = Some(add_days(survey.date, TAKEN_UP_DAYS));
    let account = desk.account(survey.account.0).0;
    let issues = survey.issue.iter().enumerate();
    issues
        .map(|(part, issue)| {
            let answer = taken_up(desk, issue.improvement);
            let commitment = desk.ours(Source::SurveyIssue, at, due, answer).part(part);
            commitment.owed_to(account, Some(survey.owner.0))
        })
        .collect()
}
