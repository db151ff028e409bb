//! `stale-task`: a task in progress of which nobody has said a word for a month.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::task::{Task, TaskStatus};
use crate::place::Route;
use crate::said;
use crate::values::date::{Date, days_between};

/// So many days without a word are too many.
const SILENT_DAYS: i64 = 30;

crate::rule! {
    /// A task in progress has had no update for 30 days.
    ///
    /// Work of which nobody hears has mostly stopped. A line a month tells the others what to expect, and
    /// shows early what will not be ready.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/gateway.toml
    /// title = "Connect the gateway"
    /// owner = "li"
    /// status = "in-progress"
    /// start = 2026-01-15
    ///
    /// [[update]]
    /// date = 2026-02-20
    /// #      ^^^^^^^^^^ the last update of task `gateway` is 40 days old
    /// by = "li"
    /// note = "waiting for the test system"
    /// ```
    ///
    /// ```toml tasks/training.toml
    /// title = "Train the key users"
    /// owner = "li"
    /// status = "in-progress"
    /// start = 2026-03-02
    /// #       ^^^^^^^^^^ task `training` began 30 days ago and has no update since
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/gateway.toml
    /// title = "Connect the gateway"
    /// owner = "li"
    /// status = "in-progress"
    /// start = 2026-01-15
    ///
    /// [[update]]
    /// date = 2026-03-20
    /// by = "li"
    /// note = "first data came through"
    /// ```
    ///
    /// ## Way out
    ///
    /// Write an `[[update]]`: what was done, what is in the way. Where nobody works on it any more, say so:
    /// `blocked`, `cancelled`, or a new date.
    Warning "stale-task" Work
    reads ["status", "done", "progress", "start", "update"]
    zh "进行中的任务 30 天没有更新。"
    "没有音讯的工作，多半已经停了。每月写一句，别人才知道能指望什么，完不成的也能早些看出来。"
    "写一条 `[[update]]`：做了什么、卡在哪里。已经没人做的，请写明受阻、取消或新的日期。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for task in &facts.book.tasks {
        if task.status_on(facts.as_of) != TaskStatus::InProgress {
            continue;
        }
        let Some((date, update)) = last_word(task, facts.as_of) else {
            continue;
        };
        let days = days_between(date, facts.as_of);
        if days < SILENT_DAYS {
            continue;
        }
        let id = task.id;
        let (route, message) = match update {
            Some(at) => (
                Route::in_part("update", at, "date"),
                said!(
                    "the last update of task `{id}` is {days} days old",
                    "任务 `{id}` 的最近一次更新已是 {days} 天前"
                ),
            ),
            None => (
                Route::key("start"),
                said!(
                    "task `{id}` began {days} days ago and has no update since",
                    "任务 `{id}` 已开始 {days} 天，此后没有任何更新"
                ),
            ),
        };
        let help = said!(
            "write an `[[update]]`: what was done, what is in the way",
            "请写一条 `[[update]]`：做了什么、卡在哪里"
        );
        out.push(Finding {
            account: task.account.map(|account| account.0),
            owner: Some(task.owner.0),
            due: task.due,
            ..Finding::new(Place::new(task.file, route), format!("task/{id}"), message, help)
        });
    }
}

/// The day of the last word on a task, and the position of the update that it is; its start where that
/// is later or there is none.
fn last_word(task: &Task<'_>, as_of: Date) -> Option<(Date, Option<usize>)> {
    let updates = task.update.iter().enumerate();
    let said = updates.map(|(at, update)| (update.date, Some(at)));
    task.start
        .map(|start| (start, None))
        .into_iter()
        .chain(said)
        .filter(|(date, _)| *date <= as_of)
        .max()
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings;

    fn told(more: &str, as_of: &str) -> bool {
        let text = format!("title = \"T\"\nowner = \"li\"\n{more}");
        let mut told = false;
        little::facts(&[("tasks/t.toml", &text)], as_of, |facts| {
            told = findings::find(facts).iter().any(|one| one.rule.name == "stale-task");
        });
        told
    }

    #[test]
    fn thirty_days_since_the_last_word() {
        let silent = "progress = 10\nstart = 2026-03-01\n";
        assert!(!told(silent, "2026-03-30"));
        assert!(told(silent, "2026-03-31"));
        let update = format!("{silent}[[update]]\ndate = 2026-03-10\nby = \"li\"\n");
        assert!(!told(&update, "2026-04-08"));
        assert!(told(&update, "2026-04-09"));
        // What comes later has not been said yet; without any date nothing is known.
        assert!(told(&update.replace("03-10", "04-10"), "2026-04-09"));
        assert!(!told("progress = 10", "2026-04-09"));
        for other in ["todo", "blocked", "done", "cancelled"] {
            assert!(!told(&format!("status = \"{other}\"\n{silent}"), "2026-04-09"), "{other}");
        }
    }
}
