//! `no-due-date`: an open task that nobody said by when.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::place::Route;
use crate::said;

use super::duplicate_task::is_open;

crate::rule! {
    /// An open task has no due date.
    ///
    /// A task without a date is never late, so nobody is ever reminded of it.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/offer.toml
    /// id = "offer"
    /// #    ^^^^^^^ task `offer` has no due date
    /// title = "Write the offer"
    /// owner = "li"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/offer.toml
    /// title = "Write the offer"
    /// owner = "li"
    /// due = 2026-04-20
    /// ```
    ///
    /// ```toml tasks/old-offer.toml
    /// title = "Write the first offer"
    /// owner = "li"
    /// status = "cancelled"
    /// ```
    ///
    /// ## Way out
    ///
    /// Agree on a date with the owner and write `due`; or cancel the task.
    Warning "no-due-date" Accountability
    reads ["due", "status", "done"]
    zh "未完成的任务没有截止日期。"
    "没有日期的任务永远不会逾期，也就永远没有人被提醒。"
    "请与负责人商定日期并填写 `due`；或取消该任务。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for task in &facts.book.tasks {
        if task.due.is_none() && is_open(task, facts) {
            out.push(Finding {
                account: task.account.map(|account| account.0),
                owner: Some(task.owner.0),
                ..Finding::new(
                    Place::new(task.file, Route::RECORD),
                    format!("task/{}", task.id),
                    said!("task `{id}` has no due date", "任务 `{id}` 没有截止日期", id = task.id),
                    said!("agree on a date and write `due`", "请商定日期并填写 `due`"),
                )
            });
        }
    }
}
