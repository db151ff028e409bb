//! `kpi-at-risk`: a KPI that will miss its target if it goes on like this.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::place::Route;
use crate::said;

use super::missed_kpi::{shown, wanted};

crate::rule! {
    /// A KPI lies behind what is expected of it by now.
    ///
    /// Its period still runs, so there is still time. What is expected is its `plan`; without one, of a sum
    /// the target's share of the days that its figures cover, else the target itself.
    ///
    /// ## Fails
    ///
    /// ```toml goals/acme-2026-h1.toml
    /// account = "acme"
    /// title = "All modules are in use"
    /// period = "2026-H1"
    /// owner = "li"
    ///
    /// [[kpi]]
    /// id = "modules"
    /// name = "Modules in use"
    /// target = 181
    /// #        ^^^ KPI `modules` of goal `acme-2026-h1` is at 40 on 2026-03-31, and should be at least 90 by then
    /// weight = 100
    /// combine = "sum"
    /// measured = "quarterly"
    ///
    /// [[actual]]
    /// kpi = "modules"
    /// period = "2026-Q1"
    /// value = 40
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml goals/acme-2026-h1.toml
    /// account = "acme"
    /// title = "All modules are in use"
    /// period = "2026-H1"
    /// owner = "li"
    ///
    /// [[kpi]]
    /// id = "modules"
    /// name = "Modules in use"
    /// target = 181
    /// weight = 100
    /// combine = "sum"
    /// measured = "quarterly"
    /// plan = { 2026-Q1 = 30, 2026-Q2 = 151 }
    ///
    /// [[actual]]
    /// kpi = "modules"
    /// period = "2026-Q1"
    /// value = 40
    /// ```
    ///
    /// ## Way out
    ///
    /// Find out what holds it back and help now; tell the customer before they ask. Where it was never to
    /// grow evenly, write a `plan`.
    Warning "kpi-at-risk" Goals
    reads ["kpi", "actual", "period"]
    zh "指标落后于当前应达到的水平。"
    "期间还没结束，还来得及。应达到的水平按 `plan`；没有计划的，求和指标按已统计天数占比折算目标值，其余就是目标值本身。"
    "查明原因，现在就支援，并在客户问起之前主动说明。本来就不是匀速推进的，请写 `plan`。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for (goal, standing) in facts.book.goals.iter().zip(&facts.goals) {
        for (at, (kpi, standing)) in goal.kpi.iter().zip(&standing.kpis).enumerate() {
            let Some(actual) = standing.actual.as_ref().filter(|_| standing.at_risk) else {
                continue;
            };
            let (Some(aim), Some(until)) = (standing.expected(goal, kpi), standing.covered_until) else {
                continue;
            };
            let (figure, wanted) = (shown(actual, kpi.unit), wanted(&aim, kpi.unit));
            let message = said!(
                "KPI `{name}` of goal `{id}` is at {figure_en} on {until}, and should be {wanted_en} by then",
                "目标 `{id}` 的指标 `{name}` 截至 {until} 为 {figure_zh}，此时应{wanted_zh}",
                name = kpi.id.0,
                id = goal.id,
                until = until,
                figure_en = figure.en,
                figure_zh = figure.zh,
                wanted_en = wanted.en,
                wanted_zh = wanted.zh
            );
            let help = said!(
                "find out what holds it back while there is time, until {last}",
                "期间到 {last} 才结束，请趁早查明原因",
                last = goal.period.last()
            );
            out.push(Finding {
                account: Some(goal.account.0),
                owner: Some(kpi.owner.unwrap_or(goal.owner).0),
                due: Some(goal.period.last()),
                ..Finding::new(
                    Place::new(goal.file, Route::in_part("kpi", at, "target")),
                    format!("goal/{}#{}", goal.id, kpi.id.0),
                    message,
                    help,
                )
            });
        }
    }
}
