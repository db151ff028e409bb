//! `improvement-incomplete`: an improvement that says what is wrong and not what is done about it.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::improvement::ImprovementStatus;
use crate::place::Route;
use crate::said;

crate::rule! {
    /// An improvement has no measure.
    ///
    /// A problem and a wish change nothing. Somebody must do something by a day; until that is written, the
    /// improvement answers no miss either.
    ///
    /// ## Fails
    ///
    /// ```toml improvements/late-reports.toml
    /// id = "late-reports"
    /// #    ^^^^^^^^^^^^^^ improvement `late-reports` has no measure
    /// problem = "The monthly reports come late"
    /// goal = "Every report is there by the 5th"
    /// owner = "li"
    /// due = 2026-05-31
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml improvements/late-reports.toml
    /// id = "late-reports"
    /// problem = "The monthly reports come late"
    /// goal = "Every report is there by the 5th"
    /// owner = "li"
    /// due = 2026-05-31
    ///
    /// [[measure]]
    /// id = "template"
    /// title = "A template that fills itself"
    /// owner = "wang"
    /// due = 2026-04-30
    /// ```
    ///
    /// ## Way out
    ///
    /// Write a `[[measure]]` for each thing that is done, with its owner and its date.
    Error "improvement-incomplete" Improvement
    reads ["measure", "status", "opened"]
    zh "整改项没有措施。"
    "只有问题和愿望，什么也不会改变。必须有人在某一天之前做某件事；没写明之前，它也不能作为未达标的整改答复。"
    "每件要做的事写一条 `[[measure]]`，注明负责人和期限。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in &facts.book.improvements {
        let to_come = one.opened.is_some_and(|opened| opened > facts.as_of);
        if !one.measure.is_empty() || one.status == ImprovementStatus::Cancelled || to_come {
            continue;
        }
        let id = one.id;
        let message = said!("improvement `{id}` has no measure", "整改项 `{id}` 没有措施");
        let help = said!(
            "write a `[[measure]]` for each thing that is done, with its owner and its date",
            "每件要做的事请写一条 `[[measure]]`，注明负责人和期限"
        );
        out.push(Finding {
            account: one.account.map(|account| account.0),
            owner: Some(one.owner.0),
            due: Some(one.due),
            ..Finding::new(
                Place::new(one.file, Route::RECORD),
                format!("improvement/{id}"),
                message,
                help,
            )
        });
    }
}
