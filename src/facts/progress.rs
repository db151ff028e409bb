//! How far tasks have come, and how far they should have.

use crate::model::task::{Task, TaskStatus};
use crate::values::date::{Date, days_between};
use crate::values::figure::Figure;
use crate::values::number::Decimal;

/// By so many points may a task lie under what is expected of it.
const TOLERATED: i64 = 20;

/// How much of a task is done, in percent: its `progress`, else that of its latest update by the day;
/// `None` where nobody wrote any.
pub fn progress(task: &Task<'_>, day: Date) -> Option<Decimal> {
    let updates = task.update.iter().filter(|update| update.date <= day);
    let latest = updates
        .filter_map(|update| Some((update.date, update.progress?)))
        .max_by_key(|(date, _)| *date);
    task.progress.or(latest.map(|(_, progress)| progress)).map(|one| one.0)
}

/// The days of a task that have gone by the end of a day, and all of them: from `start` to `due`, both
/// counted. `None` where one of the two is not written, or `due` comes first.
pub fn days(task: &Task<'_>, day: Date) -> Option<(i64, i64)> {
    let (start, due) = (task.start?, task.due?);
    let all = days_between(start, due) + 1;
    let gone = days_between(start, day) + 1;
    (all > 0).then_some((gone.clamp(0, all), all))
}

/// How much of a task should be done, in percent: days gone / days × 100, at most 100.
pub fn expected(task: &Task<'_>, day: Date) -> Option<Figure> {
    let (gone, all) = days(task, day)?;
    Figure::ratio(100 * gone, all)
}

/// Whether a task in progress has come less far than expected, by more than is tolerated; what nobody wrote
/// is 0.
pub fn is_behind(task: &Task<'_>, day: Date) -> bool {
    let running = task.status_on(day) == TaskStatus::InProgress;
    let done = progress(task, day).unwrap_or(Decimal::ZERO);
    running && expected(task, day).is_some_and(|expected| Figure::from(done) + Figure::from(TOLERATED) < expected)
}
