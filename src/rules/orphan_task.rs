//! `orphan-task`: an open task that serves nothing that is written down.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::place::Route;
use crate::said;

use super::duplicate_task::is_open;

crate::rule! {
    /// An open task says neither what it is for nor which duty it carries out.
    ///
    /// Work that serves no goal, contract, promise or duty is either not needed, or the goal that it
    /// serves was never written down.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/slides.toml
    /// id = "slides"
    /// #    ^^^^^^^^ task `slides` has neither `for` nor `duty`: nobody can tell what it serves
    /// title = "Prepare slides"
    /// owner = "li"
    /// due = 2026-04-20
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/slides.toml
    /// title = "Prepare slides"
    /// owner = "li"
    /// due = 2026-04-20
    /// for = "goal/haichuan-2026-q2"
    /// ```
    ///
    /// ## Way out
    ///
    /// Name in `for` what the task serves, or the `duty` that it carries out.
    Note "orphan-task" Accountability
    reads ["for", "duty", "status", "done"]
    zh "未完成的任务既没写为了什么，也没写属于哪项职责。"
    "不服务于任何目标、合同、承诺或职责的工作，要么没有必要，要么它所服务的目标从未写下来。"
    "请在 `for` 中写明任务服务于什么，或填写它所属的 `duty`。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for task in &facts.book.tasks {
        if task.serves.0.is_empty() && task.duty.is_none() && is_open(task, facts) {
            out.push(Finding {
                account: task.account.map(|account| account.0),
                owner: Some(task.owner.0),
                due: task.due,
                ..Finding::new(
                    Place::new(task.file, Route::RECORD),
                    format!("task/{}", task.id),
                    said!(
                        "task `{id}` has neither `for` nor `duty`: nobody can tell what it serves",
                        "任务 `{id}` 既没有 `for`，也没有 `duty`，看不出它服务于什么",
                        id = task.id
                    ),
                    said!(
                        "name in `for` what it serves, or the `duty` that it carries out",
                        "请在 `for` 中写明它服务于什么，或填写所属的 `duty`"
                    ),
                )
            });
        }
    }
}
