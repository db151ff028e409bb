//! Tasks in the ledger.

use rayon::prelude::*;

use crate::model::task::TaskStatus;

use super::desk::{Answer, Desk};
use super::{Commitment, Source};

pub(super) fn put<'a>(desk: &Desk<'_, 'a>, all: &mut Vec<Commitment<'a>>) {
    all.par_extend(desk.book.tasks.all.par_iter().enumerate().filter_map(|(at, task)| {
        if !task.sound(&["due", "done", "status", "account"]) {
            return None;
        }
        let account = task.account.and_then(|account| desk.account(account.0).0);
        let answer = match task.status_on(desk.as_of) {
            TaskStatus::Done if task.done.is_none() => Answer::Sometime,
            TaskStatus::Done
            | TaskStatus::Todo
            | TaskStatus::InProgress
            | TaskStatus::Blocked
            | TaskStatus::Cancelled => desk.done_on(task.done),
        };
        let owed = desk
            .ours(Source::Task, at, task.due, answer)
            .owed_to(account, Some(task.owner.0));
        Some(match task.status_on(desk.as_of) {
            TaskStatus::Cancelled => owed.cancelled(),
            TaskStatus::Todo | TaskStatus::InProgress | TaskStatus::Blocked | TaskStatus::Done => owed,
        })
    }));
}
