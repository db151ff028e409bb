//! `overdue-task`: a task whose date has passed.

use crate::facts::Facts;
use crate::findings::Findings;

crate::rule! {
    /// A task is overdue.
    ///
    /// Somebody counts on it. A date that passes without a word teaches everybody that dates mean nothing.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-03-20
    /// #     ^^^^^^^^^^ task `renewal` is 12 days overdue
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-03-20
    /// done = 2026-03-19
    /// ```
    ///
    /// ## Way out
    ///
    /// Do it and write `done`; or agree on a new date and write an `[[update]]` that says why.
    Error "overdue-task" Work
    reads ["due", "done", "status"]
    zh "任务已逾期。"
    "有人在等它的结果。日期过了却没有交代，大家就会觉得日期不算数。"
    "完成后填写 `done`；或重新商定日期，并用 `[[update]]` 说明原因。"
}

/// Finds.
pub fn check<'a>(_: &Facts<'_, 'a>, _: &mut Findings<'_, 'a>) {}
