//! `status-mismatch`: a record whose status and dates tell two stories.

use crate::book::FileId;
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::improvement::{Improvement, ImprovementStatus};
use crate::model::opportunity::Opportunity;
use crate::model::request::{Request, RequestStatus};
use crate::model::task::{Task, TaskStatus};
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::date::{Date, Moment};
use crate::values::number::Decimal;

crate::rule! {
    /// Status and dates of a record contradict each other: done, closed, won or lost without a date, or a
    /// date and not done.
    ///
    /// One of the two is out of date, and nobody knows which. What is done without a date counts as on time
    /// and what has a date but is not done counts as open, so every rate that it is part of is wrong.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// status = "done"
    /// #        ^^^^^^ task `renewal` is done, but has no `done` date
    /// ```
    ///
    /// ```toml tasks/training.toml
    /// title = "Train the key users"
    /// owner = "li"
    /// status = "in-progress"
    /// done = 2026-03-20
    /// #      ^^^^^^^^^^ task `training` was done on 2026-03-20, but its status is in progress
    /// ```
    ///
    /// ```toml tasks/uat.toml
    /// title = "Acceptance test"
    /// owner = "li"
    /// progress = 100
    /// #          ^^^ progress of task `uat` is 100 %, but it is not done
    /// ```
    ///
    /// ```toml requests/outage.toml
    /// account = "acme"
    /// type = "incident"
    /// title = "The system is down"
    /// severity = "high"
    /// opened = 2026-03-02T09:00:00
    /// resolved = 2026-03-02T15:00:00
    /// status = "closed"
    /// #        ^^^^^^^^ request `outage` is closed, but has no `closed` date
    /// ```
    ///
    /// ```toml opportunities/phase-two.toml
    /// account = "acme"
    /// title = "Phase two"
    /// owner = "li"
    /// stage = "won"
    /// #       ^^^^^ opportunity `phase-two` is won, but has no `closed` date
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// status = "done"
    /// done = 2026-03-20
    /// ```
    ///
    /// ```toml tasks/training.toml
    /// title = "Train the key users"
    /// owner = "li"
    /// done = 2026-03-20
    /// ```
    ///
    /// ## Way out
    ///
    /// Write the date, or put the status right.
    Error "status-mismatch" Work
    reads ["status", "done", "progress", "closed", "resolved", "stage"]
    zh "状态与日期互相矛盾：已完成、已关闭、赢单或输单却没有日期，或有日期却未完成。"
    "两者必有一个过时了，而谁也不知道是哪个。完成却没有日期的会算作按时，有日期却未完成的会算作未结，相关的比率都会出错。"
    "补上日期，或改正状态。"
}

/// What contradicts what: the key to show, and the words.
type Mismatch = (&'static str, Said);

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let book = facts.book;
    for task in &book.tasks {
        if let Some(mismatch) = of_task(task.id, task, facts.as_of) {
            let account = task.account.map(|account| account.0);
            push(out, task.file, format!("task/{}", task.id), account, Some(task.owner.0), mismatch);
        }
    }
    for one in &book.improvements {
        if let Some(mismatch) = of_improvement(one.id, one, facts.as_of) {
            let account = one.account.map(|account| account.0);
            push(out, one.file, format!("improvement/{}", one.id), account, Some(one.owner.0), mismatch);
        }
    }
    for one in &book.requests {
        if let Some(mismatch) = of_request(one.id, one, facts.end_of_day) {
            let owner = one.owner.map(|owner| owner.0);
            push(out, one.file, format!("request/{}", one.id), Some(one.account.0), owner, mismatch);
        }
    }
    for one in &book.opportunities {
        if let Some(mismatch) = of_opportunity(facts, one.id, one) {
            let (account, owner) = (Some(one.account.0), Some(one.owner.0));
            push(out, one.file, format!("opportunity/{}", one.id), account, owner, mismatch);
        }
    }
}

fn push<'a>(
    out: &mut Findings<'_, 'a>,
    file: FileId,
    reference: String,
    account: Option<&'a str>,
    owner: Option<&'a str>,
    (key, message): Mismatch,
) {
    let help = said!("write the date, or put the status right", "请补上日期，或改正状态");
    out.push(Finding {
        account,
        owner,
        ..Finding::new(Place::new(file, Route::key(key)), reference, message, help)
    });
}

fn of_task(id: &str, task: &Task<'_>, as_of: Date) -> Option<Mismatch> {
    if task.done.is_some_and(|done| done > as_of) {
        return None;
    }
    match (task.status, task.done) {
        (Some(TaskStatus::Done), None) => Some((
            "status",
            said!(
                "task `{id}` is done, but has no `done` date",
                "任务 `{id}` 状态为已完成，却没有写 `done` 日期"
            ),
        )),
        (
            Some(
                status @ (TaskStatus::Todo | TaskStatus::InProgress | TaskStatus::Blocked | TaskStatus::Cancelled),
            ),
            Some(done),
        ) => Some((
            "done",
            said!(
                "task `{id}` was done on {done}, but its status is {en}",
                "任务 `{id}` 已于 {done} 完成，状态却是{zh}",
                id = id,
                done = done,
                en = status.word().en,
                zh = status.word().zh
            ),
        )),
        (Some(TaskStatus::Todo | TaskStatus::InProgress | TaskStatus::Blocked) | None, None)
            if task.progress.is_some_and(|progress| progress.0 == Decimal::ONE_HUNDRED) =>
        {
            Some((
                "progress",
                said!(
                    "progress of task `{id}` is 100 %, but it is not done",
                    "任务 `{id}` 进度已达 100%，却没有完成"
                ),
            ))
        }
        (Some(_), None) | (Some(TaskStatus::Done) | None, Some(_)) | (None, None) => None,
    }
}

fn of_improvement(id: &str, one: &Improvement<'_>, as_of: Date) -> Option<Mismatch> {
    match (one.status, one.closed) {
        (ImprovementStatus::Closed, None) => Some((
            "status",
            said!(
                "improvement `{id}` is closed, but has no `closed` date",
                "整改项 `{id}` 状态为已关闭，却没有写 `closed` 日期"
            ),
        )),
        (
            status @ (ImprovementStatus::Open | ImprovementStatus::InProgress | ImprovementStatus::Verifying),
            Some(closed),
        ) if closed <= as_of => Some((
            "closed",
            said!(
                "improvement `{id}` was closed on {closed}, but its status is {en}",
                "整改项 `{id}` 已于 {closed} 关闭，状态却是{zh}",
                id = id,
                closed = closed,
                en = status.word().en,
                zh = status.word().zh
            ),
        )),
        (
            ImprovementStatus::Open
            | ImprovementStatus::InProgress
            | ImprovementStatus::Verifying
            | ImprovementStatus::Closed
            | ImprovementStatus::Cancelled,
            Some(_) | None,
        ) => None,
    }
}

fn of_request(id: &str, one: &Request<'_>, end_of_day: Moment) -> Option<Mismatch> {
    let past = |moment: Option<Moment>| moment.is_some_and(|moment| moment < end_of_day);
    let without = |word: &str, zh: &str| {
        said!(
            "request `{id}` is {word}, but has no `{word}` date",
            "服务请求 `{id}` 状态为{zh}，却没有写 `{word}` 时间",
            id = id,
            word = word,
            zh = zh
        )
    };
    let with = |word: &str, zh: &str| {
        said!(
            "request `{id}` has a `{word}` date, but its status is {en}",
            "服务请求 `{id}` 写了 `{word}` 时间，状态却是{zh}",
            id = id,
            word = word,
            en = one.status.word().en,
            zh = zh
        )
    };
    let zh = one.status.word().zh;
    match one.status {
        RequestStatus::Closed => one.closed.is_none().then(|| ("status", without("closed", zh))),
        RequestStatus::Resolved if one.resolved.is_none() => Some(("status", without("resolved", zh))),
        RequestStatus::Resolved => past(one.closed).then(|| ("closed", with("closed", zh))),
        RequestStatus::New | RequestStatus::Assigned | RequestStatus::InProgress | RequestStatus::Waiting => {
            if past(one.closed) {
                Some(("closed", with("closed", zh)))
            } else {
                past(one.resolved).then(|| ("resolved", with("resolved", zh)))
            }
        }
    }
}

fn of_opportunity(facts: &Facts<'_, '_>, id: &str, one: &Opportunity<'_>) -> Option<Mismatch> {
    let stage = facts.book.settings.stage(one.stage.0)?;
    match (stage.outcome, one.closed) {
        (Some(outcome), None) => Some((
            "stage",
            said!(
                "opportunity `{id}` is {en}, but has no `closed` date",
                "销售机会 `{id}` 已{zh}，却没有写 `closed` 日期",
                id = id,
                en = outcome.word().en,
                zh = outcome.word().zh
            ),
        )),
        (None, Some(closed)) if closed <= facts.as_of => Some((
            "closed",
            said!(
                "opportunity `{id}` was closed on {closed}, but its stage `{stage}` is neither won nor lost",
                "销售机会 `{id}` 已于 {closed} 关闭，但阶段 `{stage}` 既不是赢单也不是输单",
                id = id,
                closed = closed,
                stage = one.stage.0
            ),
        )),
        (Some(_), Some(_)) | (None, Some(_) | None) => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings;

    fn messages(path: &str, text: &str) -> Vec<String> {
        let mut all = Vec::new();
        little::facts(&[(path, text)], "2026-04-01", |facts| {
            let found = findings::find(facts);
            all.extend(
                found
                    .into_iter()
                    .filter(|one| one.rule.name == "status-mismatch")
                    .map(|one| one.message.en),
            );
        });
        all
    }

    #[test]
    fn tasks() {
        let task = |more: &str| messages("tasks/t.toml", &format!("title = \"T\"\nowner = \"li\"\n{more}"));
        for sound in [
            "",
            "status = \"cancelled\"",
            "status = \"cancelled\"\nprogress = 100",
            "progress = 99.9",
            "done = 2026-03-01\nprogress = 100",
            "done = 2026-03-01\nprogress = 50",
            "status = \"done\"\ndone = 2026-05-01",
            "status = \"in-progress\"\ndone = 2026-05-01\nprogress = 100",
        ] {
            assert!(task(sound).is_empty(), "{sound}");
        }
        for wrong in [
            "status = \"done\"\nprogress = 100",
            "status = \"blocked\"\ndone = 2026-04-01\nprogress = 100",
            "status = \"cancelled\"\ndone = 2026-03-01",
            "status = \"todo\"\nprogress = 100",
        ] {
            assert_eq!(task(wrong).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn improvements_requests_and_opportunities() {
        let improvement = |more: &str| {
            let text = format!("problem = \"P\"\ngoal = \"G\"\nowner = \"li\"\ndue = 2026-05-01\n{more}");
            messages("improvements/i.toml", &text).len()
        };
        assert_eq!(improvement("closed = 2026-03-01"), 1);
        assert_eq!(improvement("status = \"closed\""), 1);
        assert_eq!(improvement("status = \"closed\"\nclosed = 2026-03-01"), 0);
        assert_eq!(improvement("status = \"cancelled\"\nclosed = 2026-03-01"), 0);
        let request = |more: &str| {
            let text = format!(
                "account = \"a\"\ntype = \"incident\"\ntitle = \"T\"\nseverity = \"low\"\nopened = \
                 2026-03-01T09:00:00\n{more}"
            );
            messages("requests/r.toml", &text).len()
        };
        assert_eq!(request("status = \"resolved\""), 1);
        assert_eq!(request("status = \"closed\"\nclosed = 2026-03-02T09:00:00"), 0);
        assert_eq!(request("status = \"waiting\"\nresolved = 2026-03-02T09:00:00"), 1);
        assert_eq!(request("status = \"waiting\"\nresolved = 2026-04-02T09:00:00"), 0);
        assert_eq!(
            request("status = \"resolved\"\nresolved = 2026-03-02T09:00:00\nclosed = 2026-03-03T09:00:00"),
            1
        );
        let deal = |more: &str| {
            let text = format!("account = \"a\"\ntitle = \"T\"\nowner = \"li\"\n{more}");
            messages("opportunities/o.toml", &text).len()
        };
        assert_eq!(deal("stage = \"lost\""), 1);
        assert_eq!(deal("stage = \"lost\"\nclosed = 2026-03-01"), 0);
        assert_eq!(deal("stage = \"qualify\"\nclosed = 2026-03-01"), 1);
        assert_eq!(deal("stage = \"qualify\"\nclosed = 2026-04-02"), 0);
    }
}
