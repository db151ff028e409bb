//! `duplicate-task`: the same work written down twice.

use std::hash::{DefaultHasher, Hash, Hasher};

use hashbrown::HashMap;

use crate::book::Record;
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::Reference;
use crate::model::task::{Task, TaskStatus};
use crate::place::Route;
use crate::said;
use crate::say::Said;

crate::rule! {
    /// Two open tasks of an account are the same.
    ///
    /// Two people do the work, or each leaves it to the other; and the list looks longer than it is.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/haichuan.toml
    /// name = "Haichuan Software"
    /// tier = "growth"
    /// owner = "li"
    /// ```
    ///
    /// ```toml tasks/t-1.toml
    /// title = "Prepare the renewal"
    /// account = "haichuan"
    /// owner = "li"
    /// ```
    ///
    /// ```toml tasks/t-2.toml
    /// title = "prepare the  renewal"
    /// #       ^^^^^^^^^^^^^^^^^^^^^^ task `t-2` has the same title as task `t-1`, which is open too
    /// account = "haichuan"
    /// owner = "wang"
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml accounts/haichuan.toml
    /// name = "Haichuan Software"
    /// tier = "growth"
    /// owner = "li"
    /// ```
    ///
    /// ```toml tasks/t-1.toml
    /// title = "Write the uptime report"
    /// account = "haichuan"
    /// owner = "li"
    /// for = "contract/haichuan-msa#report"
    /// due = 2026-04-10
    /// ```
    ///
    /// ```toml tasks/t-2.toml
    /// title = "Monthly report on uptime"
    /// #       ^^^^^^^^^^^^^^^^^^^^^^^^^^ tasks `t-2` and `t-1` are both open, for the same and due on the same day, 2026-04-10
    /// account = "haichuan"
    /// owner = "wang"
    /// for = "contract/haichuan-msa#report"
    /// due = 2026-04-10
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml accounts/haichuan.toml
    /// name = "Haichuan Software"
    /// tier = "growth"
    /// owner = "li"
    /// ```
    ///
    /// ```toml tasks/t-1.toml
    /// title = "Write the uptime report"
    /// account = "haichuan"
    /// owner = "li"
    /// for = "contract/haichuan-msa#report"
    /// due = 2026-03-10
    /// done = 2026-03-09
    /// ```
    ///
    /// ```toml tasks/t-2.toml
    /// title = "Write the uptime report"
    /// account = "haichuan"
    /// owner = "li"
    /// for = "contract/haichuan-msa#report"
    /// due = 2026-04-10
    /// ```
    ///
    /// ## Way out
    ///
    /// Cancel one of the two, or say in the titles how they differ.
    Warning "duplicate-task" Accountability
    reads ["account", "status", "done"]
    zh "同一客户有两项相同的未完成任务。"
    "两个人做同一件事，或者都以为对方在做；清单也显得比实际更长。"
    "请取消其中一项，或在标题中写明区别。"
}

/// Finds. Of several that are the same, each but the first is told, beside the first.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let tasks = &facts.book.tasks.all;
    let mut seen: HashMap<u64, usize> = HashMap::new();
    for of_account in &facts.of_account {
        seen.clear();
        for at in of_account.tasks.iter().map(|at| *at as usize) {
            let task = &tasks[at];
            if !task.sound(&["status", "done"]) || !is_open(task, facts) {
                continue;
            }
            let by_title = *seen.entry(title_key(task)).or_insert(at);
            let by_purpose = purpose_key(task).map_or(at, |key| *seen.entry(key).or_insert(at));
            if by_title != at && same_title(&tasks[by_title], task) {
                let message = said!(
                    "task `{id}` has the same title as task `{other}`, which is open too",
                    "任务 `{id}` 与另一项未完成的任务 `{other}` 标题相同",
                    id = task.id,
                    other = tasks[by_title].id
                );
                out.push(finding(task, &tasks[by_title], message));
            } else if let Some(due) = task.due
                && by_purpose != at
                && same_purpose(&tasks[by_purpose], task)
            {
                let message = said!(
                    "tasks `{id}` and `{other}` are both open, for the same and due on the same day, {due}",
                    "未完成的任务 `{id}` 与 `{other}` 用途相同，且都在 {due} 到期",
                    id = task.id,
                    other = tasks[by_purpose].id,
                    due = due
                );
                out.push(finding(task, &tasks[by_purpose], message));
            }
        }
    }
}

/// Whether a task is still to be done.
pub(super) fn is_open(task: &Task<'_>, facts: &Facts<'_, '_>) -> bool {
    match task.status_on(facts.as_of) {
        TaskStatus::Todo | TaskStatus::InProgress | TaskStatus::Blocked => true,
        TaskStatus::Done | TaskStatus::Cancelled => false,
    }
}

/// The characters by which titles are the same: spaces and case aside.
fn letters<'t>(task: &Task<'t>) -> impl Iterator<Item = char> + use<'t> {
    let characters = task.title.chars().filter(|c| !c.is_whitespace());
    characters.flat_map(char::to_lowercase)
}

fn title_key(task: &Task<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    letters(task).for_each(|c| hasher.write_u32(u32::from(c)));
    hasher.finish()
}

fn same_title(a: &Task<'_>, b: &Task<'_>) -> bool {
    letters(a).eq(letters(b))
}

fn purposes<'a>(task: &Task<'a>) -> Vec<Reference<'a>> {
    let mut all = task.serves.0.clone();
    all.sort_unstable();
    all.dedup();
    all
}

/// Of a task that says what it is for and by when.
fn purpose_key(task: &Record<'_, Task<'_>>) -> Option<u64> {
    let due = task.due?;
    if task.serves.0.is_empty() || !task.sound(&["for", "due"]) {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    (due, purposes(task)).hash(&mut hasher);
    Some(hasher.finish())
}

fn same_purpose(a: &Task<'_>, b: &Task<'_>) -> bool {
    a.due == b.due && purposes(a) == purposes(b)
}

fn finding<'a>(task: &Record<'a, Task<'a>>, other: &Record<'a, Task<'a>>, message: Said) -> Finding<'a> {
    Finding {
        account: task.account.map(|account| account.0),
        owner: Some(task.owner.0),
        due: task.due,
        related: vec![(
            Place::new(other.file, Route::key("title")),
            said!("the other one, `{id}`", "另一项任务 `{id}`", id = other.id),
        )],
        ..Finding::new(
            Place::new(task.file, Route::key("title")),
            format!("task/{}", task.id),
            message,
            said!(
                "cancel one of the two, or say in the titles how they differ",
                "请取消其中一项，或在标题中写明区别"
            ),
        )
    }
}
