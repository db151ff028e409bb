//! `behind-schedule`: a task of which less is done than of its time is gone.

use crate::facts::{Facts, progress};
use crate::findings::{Finding, Findings, Place};
use crate::place::Route;
use crate::said;
use crate::values::number::{Decimal, plain};

crate::rule! {
    /// A task in progress is behind schedule.
    ///
    /// Its progress lies more than 20 points under the share of its days that have gone, from `start` to
    /// `due`, both counted. Told now, there is still time to help; told on the last day, there is not.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/gateway.toml
    /// title = "Connect the gateway"
    /// owner = "li"
    /// status = "in-progress"
    /// start = 2026-03-01
    /// due = 2026-04-30
    /// progress = 20
    /// #          ^^ task `gateway` is 20 % done after 32 of 61 days (52.5 %)
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/gateway.toml
    /// title = "Connect the gateway"
    /// owner = "li"
    /// status = "in-progress"
    /// start = 2026-03-01
    /// due = 2026-04-30
    /// progress = 35
    /// ```
    ///
    /// ## Way out
    ///
    /// Ask what holds it up; help, make it smaller, or agree on a new date in an `[[update]]`. Where more is
    /// done than is written, write the `progress`.
    Warning "behind-schedule" Work
    reads ["status", "done", "progress", "start", "due", "update"]
    zh "进行中的任务进度落后。"
    "进度比已过去的时间（从 `start` 到 `due`，首尾都算）低 20 个百分点以上。现在知道还来得及帮忙，最后一天才知道就晚了。"
    "问清卡在哪里：支援、缩小范围，或用 `[[update]]` 商定新日期。实际进度更高的，请更新 `progress`。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for task in &facts.book.tasks {
        if !progress::is_behind(task, facts.as_of) {
            continue;
        }
        let (Some((gone, all)), Some(expected)) =
            (progress::days(task, facts.as_of), progress::expected(task, facts.as_of))
        else {
            continue;
        };
        let done = progress::progress(task, facts.as_of).unwrap_or(Decimal::ZERO);
        let message = said!(
            "task `{id}` is {done} % done after {gone} of {days} ({share} %)",
            "任务 `{id}` 进度 {done}%，而 {all} 天已过去 {gone} 天（{share}%）",
            days = crate::say::count(all, "day"),
            id = task.id,
            done = plain(done),
            gone = gone,
            all = all,
            share = expected.text(1)
        );
        let help = said!(
            "ask what holds it up: help, make it smaller, or agree on a new date",
            "请问清卡在哪里：支援、缩小范围或商定新日期"
        );
        out.push(Finding {
            account: task.account.map(|account| account.0),
            owner: Some(task.owner.0),
            due: task.due,
            ..Finding::new(
                Place::new(task.file, Route::key("progress")),
                format!("task/{}", task.id),
                message,
                help,
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings;

    /// Whether a task of the ten days from 2026-03-01 to 2026-03-10 is told, on a day.
    fn told(more: &str, as_of: &str) -> bool {
        let text = format!("title = \"T\"\nowner = \"li\"\nstart = 2026-03-01\ndue = 2026-03-10\n{more}");
        let mut told = false;
        little::facts(&[("tasks/t.toml", &text)], as_of, |facts| {
            told = findings::find(facts).iter().any(|one| one.rule.name == "behind-schedule");
        });
        told
    }

    #[test]
    fn by_more_than_twenty_points_of_the_days_that_have_gone() {
        // 4 of 10 days.
        assert!(!told("progress = 20", "2026-03-04"));
        assert!(told("progress = 19.9", "2026-03-04"));
        assert!(told("progress = 20", "2026-03-05"));
        // What nobody wrote down is nothing; the last update's word counts.
        assert!(told("status = \"in-progress\"", "2026-03-04"));
        let update = "status = \"in-progress\"\n[[update]]\ndate = 2026-03-02\nby = \"li\"\nprogress = 30\n";
        assert!(!told(update, "2026-03-05"));
        // Never more than the whole.
        assert!(!told("progress = 80", "2026-03-20"));
        for other in ["", "status = \"blocked\"", "status = \"done\"", "status = \"cancelled\""] {
            assert!(!told(other, "2026-03-10"), "{other}");
        }
        assert!(!told("progress = 1", "2026-02-20"));
    }
}
