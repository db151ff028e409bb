//! What interactions leave to be done: promises, feedback, next steps.

use rayon::prelude::*;

use crate::book::Record;
use crate::facts::contact;
use crate::model::Kind;
use crate::model::interaction::{FeedbackType, Interaction};
use crate::values::date::{Date, add_days};

use super::desk::{Answer, Desk};
use super::{Commitment, Source};

/// Within so many days feedback is followed up.
const FEEDBACK_DAYS: i64 = 7;

pub(super) fn put<'a>(desk: &Desk<'_, 'a>, all: &mut Vec<Commitment<'a>>) {
    let each = desk.book.interactions.all.par_iter().enumerate();
    all.par_extend(each.flat_map_iter(|(at, one)| {
        let mut owed = Vec::new();
        if one.date <= desk.as_of {
            let (account, owner) = desk.account(one.account.0);
            promises(desk, at, one, (account, owner), &mut owed);
            feedback(desk, at, one, (account, owner), &mut owed);
        }
        owed
    }));
    let accounts = desk.of_account.par_iter().enumerate();
    all.par_extend(accounts.flat_map_iter(|(at, records)| next_steps(desk, at, &records.interactions)));
}

type Account<'a> = (Option<u32>, Option<&'a str>);

fn promises<'a>(
    desk: &Desk<'_, 'a>,
    at: usize,
    one: &Record<'a, Interaction<'a>>,
    (account, owner): Account<'a>,
    owed: &mut Vec<Commitment<'a>>,
) {
    if !one.sound(&["promise"]) {
        return;
    }
    for (part, promise) in one.promise.iter().enumerate() {
        let owner = promise.owner.map(|owner| owner.0).or(owner);
        let answer = desk.done_on(promise.done);
        owed.push(
            desk.ours(Source::Promise, at, Some(promise.due), answer)
                .part(part)
                .owed_to(account, owner)
                .by(promise.party),
        );
    }
}

fn feedback<'a>(
    desk: &Desk<'_, 'a>,
    at: usize,
    one: &Record<'a, Interaction<'a>>,
    (account, owner): Account<'a>,
    owed: &mut Vec<Commitment<'a>>,
) {
    if !one.sound(&["feedback"]) {
        return;
    }
    let due = add_days(one.date, FEEDBACK_DAYS);
    for (part, feedback) in one.feedback.iter().enumerate() {
        match feedback.sort {
            FeedbackType::Praise => continue,
            FeedbackType::Need | FeedbackType::Complaint | FeedbackType::Question => {}
        }
        let answered = !feedback.follow_up.is_empty() || feedback.resolution.is_some();
        let answer = if answered { Answer::Sometime } else { Answer::No };
        let commitment = desk.ours(Source::Feedback, at, Some(due), answer);
        owed.push(commitment.part(part).owed_to(account, owner));
    }
}

/// The next steps of an account, whose interactions stand in the order of their dates: each is done by
/// the first contact after the day on which it was agreed.
fn next_steps<'a>(desk: &Desk<'_, 'a>, account: usize, interactions: &[u32]) -> Vec<Commitment<'a>> {
    let book = desk.book;
    let blind = desk.blind(Kind::Interaction, book.accounts.all[account].id);
    let mut owed = Vec::new();
    // The first contact after the day that is looked at, and whether it is sure to be one.
    let mut later: Option<(Date, bool)> = None;
    let mut today: Option<(Date, bool)> = None;
    for at in interactions.iter().rev().map(|at| *at as usize) {
        let one = &book.interactions.all[at];
        if one.date > desk.as_of {
            continue;
        }
        if let Some(contact) = today
            && contact.0 != one.date
        {
            later = today.take();
        }
        if let Some(next) = one.next {
            let owner = one.people.first().map(|person| person.0);
            let answer = match later {
                Some((_, false)) => None,
                Some((date, true)) => Some(Answer::On(date)),
                None if blind => None,
                None => Some(Answer::No),
            };
            owed.extend(answer.map(|answer| {
                let commitment = desk.ours(Source::NextStep, at, Some(next), answer);
                commitment.owed_to(Some(account as u32), owner)
            }));
        }
        if contact::qualifies(one) {
            today = Some((one.date, true));
        } else if !one.sound(&["contacts", "feedback"]) && today.is_none() {
            today = Some((one.date, false));
        }
    }
    owed
}
