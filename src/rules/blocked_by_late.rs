//! `blocked-by-late`: a task that waits for a late one.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::State;
use crate::findings::{Finding, Place};
use crate::place::Route;
use crate::said;
use crate::say::count;

crate::rule! {
    /// A task waits for another one that is overdue.
    ///
    /// The second date falls with the first. Whoever waits should know it before their own date has passed.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/design.toml
    /// title = "Design"
    /// owner = "li"
    /// due = 2026-03-25
    /// ```
    ///
    /// ```toml tasks/build.toml
    /// title = "Build"
    /// owner = "wang"
    /// due = 2026-04-20
    /// depends_on = ["design"]
    /// #             ^^^^^^^^ task `build` waits for `design`, which is 7 days overdue
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/design.toml
    /// title = "Design"
    /// owner = "li"
    /// due = 2026-03-25
    /// done = 2026-03-25
    /// ```
    ///
    /// ```toml tasks/build.toml
    /// title = "Build"
    /// owner = "wang"
    /// due = 2026-04-20
    /// depends_on = ["design"]
    /// ```
    ///
    /// ## Way out
    ///
    /// Get the first one done, or agree on new dates for both.
    Warning "blocked-by-late" Work
    reads ["depends_on", "due", "done", "status", "progress"]
    zh "任务所依赖的任务已逾期。"
    "前一个日期落空，后一个也跟着落空。等待的人应当在自己的日期过去之前知道。"
    "先完成前一个任务，或为两个任务重新商定日期。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for (at, task) in facts.book.tasks.iter().enumerate().filter(|(_, task)| !task.depends_on.is_empty()) {
        let Some(waiting) = facts.ledger.of_task(at).filter(|one| one.state.is_open()) else { continue };
        for (item, on) in task.depends_on.iter().enumerate() {
            let first = facts.book.tasks.position(on).and_then(|position| facts.ledger.of_task(position));
            // A task that waits for itself is told as a circle.
            let Some(first) = first.filter(|first| first.state == State::Overdue && first.record as usize != at) else { continue };
            let (id, on) = (task.id, on.0);
            let (late, days) = (count(first.days_late, "day"), first.days_late);
            let message = said!(
                "task `{id}` waits for `{on}`, which is {late} overdue",
                "任务 `{id}` 依赖的 `{on}` 已逾期 {days} 天"
            );
            let who = first.owner.unwrap_or("");
            let help = said!("ask `{who}` when `{on}` will be done, and settle both dates", "请向 `{who}` 确认 `{on}` 的完成日期，并调整两个任务的日期");
            let (file, route) = first.place(facts);
            out.push(Finding {
                place: Place::new(task.file, Route::key("depends_on").item(item)),
                days_late: None,
                related: vec![(Place::new(file, route), said!("it was due here", "它应在此日期完成"))],
                ..Finding::owed(facts, waiting, message, help)
            });
        }
    }
}
