//! `self-assessed`: a result that its own owner recorded, without evidence.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::goal::{Actual, Goal};
use crate::model::sound::measuring_periods;
use crate::place::Route;
use crate::said;
use crate::values::period::Period;

crate::rule! {
    /// The owner of a KPI recorded its figure without evidence.
    ///
    /// People are judged by these figures. A figure that only the judged one vouches for convinces
    /// neither the customer nor a reviewer.
    ///
    /// ## Fails
    ///
    /// ```toml people/li.toml
    /// name = "Li Na"
    /// ```
    ///
    /// ```toml goals/haichuan-2026-q1.toml
    /// account = "haichuan"
    /// title = "A stable platform"
    /// period = "2026-Q1"
    /// owner = "li"
    ///
    /// [[kpi]]
    /// id = "uptime"
    /// name = "Uptime"
    /// target = 99.5
    /// weight = 100
    ///
    /// [[actual]]
    /// kpi = "uptime"
    /// period = "2026-Q1"
    /// value = 99.7
    /// by = "li"
    /// #    ^^^^ Li Na owns KPI `uptime` and recorded its figure for 2026-Q1 without evidence
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml goals/haichuan-2026-q1.toml
    /// account = "haichuan"
    /// title = "A stable platform"
    /// period = "2026-Q1"
    /// owner = "li"
    ///
    /// [[kpi]]
    /// id = "uptime"
    /// name = "Uptime"
    /// target = 99.5
    /// weight = 60
    ///
    /// [[kpi]]
    /// id = "response"
    /// name = "Response within 15 minutes"
    /// target = 95
    /// weight = 40
    /// owner = "wang"
    ///
    /// [[actual]]
    /// kpi = "uptime"
    /// period = "2026-Q1"
    /// value = 99.7
    /// by = "li"
    /// evidence = "https://status.example.com/2026-q1"
    ///
    /// [[actual]]
    /// kpi = "response"
    /// period = "2026-Q1"
    /// value = 96
    /// by = "li"
    /// ```
    ///
    /// ## Way out
    ///
    /// Say in `evidence` where the figure can be checked, or have somebody else take it.
    Warning "self-assessed" Accountability
    reads ["owner", "kpi", "actual"]
    zh "指标的负责人自己填报结果，且没有凭证。"
    "考核看的就是这些数字。只有被考核者自己作证的数字，客户和审查人都不会信服。"
    "请在 `evidence` 中写明可以核对的出处，或由他人填报。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for goal in &facts.book.goals {
        for (at, actual) in goal.actual.iter().enumerate() {
            let (Some(by), None) = (actual.by, actual.evidence) else {
                continue;
            };
            let Some(kpi) = goal.kpi.iter().find(|kpi| kpi.id.0 == actual.kpi.0) else {
                continue;
            };
            let recorded = actual.date.unwrap_or_else(|| actual.period.last());
            if by != kpi.owner.unwrap_or(goal.owner) || recorded > facts.as_of {
                continue;
            }
            let period = measuring_period(goal, actual);
            out.push(Finding {
                account: Some(goal.account.0),
                owner: Some(by.0),
                ..Finding::new(
                    Place::new(goal.file, Route::in_part("actual", at, "by")),
                    format!("goal/{}#{}@{period}", goal.id, actual.kpi.0),
                    said!(
                        "{name} owns KPI `{kpi}` and recorded its figure for {period} without evidence",
                        "{name}是 KPI `{kpi}` 的负责人，自己填报了 {period} 的结果，且没有凭证",
                        name = facts.book.people.get(by.0).map_or(by.0, |person| person.name),
                        kpi = actual.kpi.0
                    ),
                    said!(
                        "say in `evidence` where the figure can be checked, or have somebody else take it",
                        "请在 `evidence` 中写明可以核对的出处，或由他人填报"
                    ),
                )
            });
        }
    }
}

/// The measuring period as the ledger names it, whatever way the actual writes it.
fn measuring_period(goal: &Goal<'_>, actual: &Actual<'_>) -> Period {
    let kpi = goal.kpi.iter().find(|kpi| kpi.id.0 == actual.kpi.0);
    kpi.and_then(|kpi| measuring_periods(goal, kpi).find(|period| period.same_days(&actual.period)))
        .unwrap_or(actual.period)
}
