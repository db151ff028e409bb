//! `dates-out-of-order`: two dates of which the later one comes first.

use crate::book::FileId;
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::task::TaskStatus;
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::date::Date;

crate::rule! {
    /// Two dates are the wrong way round: an end before the start, an `until` before the `from`, a `due`
    /// before the start.
    ///
    /// One of the two is mistyped, mostly the year, and everything that is reckoned from it is wrong: when
    /// notice is due, which obligations still run, who is on the team. A contract signed after its start is
    /// nothing out of order.
    ///
    /// ## Fails
    ///
    /// ```toml contracts/acme-msa.toml
    /// id = "acme-msa"
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// signed = 2026-02-10
    /// start = 2026-01-01
    /// end = 2025-12-31
    /// #     ^^^^^^^^^^ contract `acme-msa` ends on 2025-12-31, before its start on 2026-01-01
    ///
    /// [[obligation]]
    /// id = "uptime-report"
    /// party = "us"
    /// title = "Monthly uptime report"
    /// every = "monthly"
    /// from = 2026-03-05
    /// until = 2026-02-05
    /// #       ^^^^^^^^^^ obligation `uptime-report` of contract `acme-msa` runs until 2026-02-05, before its start on 2026-03-05
    ///
    /// [[obligation]]
    /// id = "kick-off"
    /// party = "us"
    /// title = "The project begins"
    /// due = 2025-01-15
    /// #     ^^^^^^^^^^ obligation `kick-off` is due on 2025-01-15, before the start of contract `acme-msa` on 2026-01-01
    /// ```
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// start = 2026-03-20
    /// due = 2026-03-02
    /// #     ^^^^^^^^^^ task `renewal` is due on 2026-03-02, before its start on 2026-03-20
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// id = "acme"
    /// name = "Acme"
    /// tier = "key"
    /// owner = "li"
    ///
    /// [[team]]
    /// person = "li"
    /// role = "sales"
    /// from = 2026-02-01
    /// until = 2025-06-30
    /// #       ^^^^^^^^^^ `li` is on the team of account `acme` until 2025-06-30, before the start on 2026-02-01
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml contracts/acme-msa.toml
    /// id = "acme-msa"
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// signed = 2026-02-10
    /// start = 2026-01-01
    /// end = 2026-12-31
    ///
    /// [[obligation]]
    /// id = "uptime-report"
    /// party = "us"
    /// title = "Monthly uptime report"
    /// every = "monthly"
    /// from = 2026-03-05
    /// until = 2026-12-05
    /// ```
    ///
    /// ## Way out
    ///
    /// Look at the signed paper and put the wrong date right.
    Error "dates-out-of-order" Contracts
    reads ["start", "end", "due", "status", "obligation", "renewal", "team"]
    zh "日期先后颠倒：结束早于开始，或到期早于开始。"
    "多半是写错了，常见的是年份。凡由它推算的都会出错：续约通知何时到期、哪些义务还在执行、谁还在团队里。签署晚于生效不算颠倒。"
    "核对原件，改正写错的日期。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    contracts(facts, out);
    for task in &facts.book.tasks {
        let (Some(start), Some(due)) = (task.start, task.due) else {
            continue;
        };
        if due >= start || task.status_on(facts.as_of) == TaskStatus::Cancelled {
            continue;
        }
        let id = task.id;
        let message = said!(
            "task `{id}` is due on {due}, before its start on {start}",
            "任务 `{id}` 的截止日期 {due} 早于开始日期 {start}"
        );
        out.push(Finding {
            account: task.account.map(|account| account.0),
            owner: Some(task.owner.0),
            ..pair(
                task.file,
                format!("task/{id}"),
                Route::key("due"),
                Route::key("start"),
                message,
            )
        });
    }
    for account in &facts.book.accounts {
        for (at, member) in account.team.iter().enumerate() {
            let Some((from, until)) = wrong_way_round(member.from, member.until) else {
                continue;
            };
            let (id, person) = (account.id, member.person.0);
            let message = said!(
                "`{person}` is on the team of account `{id}` until {until}, before the start on {from}",
                "`{person}` 在客户 `{id}` 团队的结束日期 {until} 早于开始日期 {from}"
            );
            let (wrong, other) = (
                Route::in_part("team", at, "until"),
                Route::in_part("team", at, "from"),
            );
            out.push(Finding {
                account: Some(id),
                owner: account.owner.map(|owner| owner.0),
                ..pair(account.file, format!("account/{id}"), wrong, other, message)
            });
        }
    }
}

fn contracts<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for contract in &facts.book.contracts {
        let (id, start, end) = (contract.id, contract.start, contract.end);
        let mut push = |part: Option<&str>, wrong: Route, other: Route, message: Said| {
            let part = part.map_or_else(String::new, |part| format!("#{part}"));
            out.push(Finding {
                account: Some(contract.account.0),
                owner: Some(contract.owner.0),
                ..pair(contract.file, format!("contract/{id}{part}"), wrong, other, message)
            });
        };
        if end < start {
            let message = said!(
                "contract `{id}` ends on {end}, before its start on {start}",
                "合同 `{id}` 的结束日期 {end} 早于开始日期 {start}"
            );
            push(None, Route::key("end"), Route::key("start"), message);
        }
        for (at, renewal) in contract.renewal.iter().enumerate() {
            if let Some((_, until)) = wrong_way_round(Some(start), renewal.until) {
                let message = said!(
                    "a renewal of contract `{id}` runs until {until}, before the contract's start on {start}",
                    "合同 `{id}` 续约后的结束日期 {until} 早于开始日期 {start}"
                );
                let wrong = Route::in_part("renewal", at, "until");
                push(None, wrong, Route::key("start"), message);
            }
        }
        for (at, one) in contract.obligation.iter().enumerate() {
            let name = one.id.0;
            if let Some((_, due)) = wrong_way_round(Some(start), one.due) {
                let message = said!(
                    "obligation `{name}` is due on {due}, before the start of contract `{id}` on {start}",
                    "义务 `{name}` 的期限 {due} 早于合同 `{id}` 的开始日期 {start}"
                );
                let wrong = Route::in_part("obligation", at, "due");
                push(Some(name), wrong, Route::key("start"), message);
            }
            if let Some((from, until)) = wrong_way_round(one.from.or(Some(start)), one.until) {
                let message = said!(
                    "obligation `{name}` of contract `{id}` runs until {until}, before its start on {from}",
                    "合同 `{id}` 的义务 `{name}` 的结束日期 {until} 早于开始日期 {from}"
                );
                let wrong = Route::in_part("obligation", at, "until");
                let other = match one.from {
                    Some(_) => Route::in_part("obligation", at, "from"),
                    None => Route::key("start"),
                };
                push(Some(name), wrong, other, message);
            }
        }
    }
}

/// Both dates, where the second one comes first.
fn wrong_way_round(from: Option<Date>, until: Option<Date>) -> Option<(Date, Date)> {
    let pair = (from?, until?);
    (pair.1 < pair.0).then_some(pair)
}

fn pair<'a>(file: FileId, reference: String, wrong: Route, other: Route, message: Said) -> Finding<'a> {
    let help = said!("put the wrong one of the two right", "请改正两者中写错的日期");
    let related = (
        Place::new(file, other),
        said!("the date that should come first", "本应在前的日期"),
    );
    Finding {
        related: vec![related],
        ..Finding::new(Place::new(file, wrong), reference, message, help)
    }
}
