//! `overdue-task`: a task whose date has passed.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::Source;
use crate::findings::{Finding, overdue};
use crate::said;
use crate::say::count;

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
    /// #     ^^^^^^^^^^ task `renewal` is 12 days overdue: due 2026-03-20
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
    /// ## Passes
    ///
    /// ```yaml tasks/today.yaml
    /// title: Call back
    /// owner: li
    /// due: 2026-04-01
    /// ```
    ///
    /// ## Way out
    ///
    /// Do it and write `done`; or agree on a new date and write an `[[update]]` with `due_from`, `due_to` and the
    /// reason.
    Error "overdue-task" Work
    reads ["due", "done", "status", "progress"]
    zh "任务已逾期。"
    "有人在等它的结果。日期过了却没有交代，大家就会觉得日期不算数。"
    "完成后填写 `done`；或重新商定日期，并用 `[[update]]` 写明 `due_from`、`due_to` 和原因。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::Task) {
        let id = one.record_id(facts);
        let days = one.days_late;
        let late = count(days, "day");
        let due = one.due.map_or_else(String::new, |due| due.to_string());
        let who = one.owner.unwrap_or("");
        let message = said!(
            "task `{id}` is {late} overdue: due {due}",
            "任务 `{id}` 已逾期 {days} 天：应于 {due} 完成",
        );
        let help = said!("`{who}`: write `done`, or move `due` with an `[[update]]` that says why", "请 `{who}` 填写 `done`；如需改期，请用 `[[update]]` 说明原因");
        out.push(Finding::owed(facts, one, message, help));
    }
}
