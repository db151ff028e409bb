//! `missing-actual`: a KPI that nobody has measured.

use crate::facts::Facts;
use crate::facts::ledger::{Commitment, Occurrence, Source};
use crate::findings::{Finding, Findings, overdue};
use crate::said;
use crate::say::count;

crate::rule! {
    /// The figure of a KPI is missing.
    ///
    /// It is due 10 days after each measuring period. A figure that comes at the end of the year cannot be
    /// acted upon any more, and until it comes the score of the goal is only a range.
    ///
    /// ## Fails
    ///
    /// ```toml goals/acme-2026-h1.toml
    /// account = "acme"
    /// title = "A system that is up"
    /// period = "2026-H1"
    /// owner = "li"
    ///
    /// [[kpi]]
    /// id = "uptime"
    /// #    ^^^^^^^^ the figure of KPI `uptime` of goal `acme-2026-h1` for 2026-02 is 22 days overdue
    /// name = "Uptime"
    /// target = 99.5
    /// weight = 100
    /// measured = "monthly"
    ///
    /// [[actual]]
    /// kpi = "uptime"
    /// period = "2026-01"
    /// value = 99.7
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml goals/acme-2026-h1.toml
    /// account = "acme"
    /// title = "A system that is up"
    /// period = "2026-H1"
    /// owner = "li"
    ///
    /// [[kpi]]
    /// id = "uptime"
    /// name = "Uptime"
    /// target = 99.5
    /// weight = 100
    /// measured = "monthly"
    ///
    /// [[actual]]
    /// kpi = "uptime"
    /// period = "2026-01"
    /// value = 99.7
    ///
    /// [[actual]]
    /// kpi = "uptime"
    /// period = "2026-02"
    /// value = 99.4
    /// ```
    ///
    /// ## Way out
    ///
    /// Write an `[[actual]]` for the period; where nothing can be measured any more, agree on another KPI.
    Warning "missing-actual" Goals
    reads ["kpi", "actual", "period"]
    zh "指标的实际值没有填报。"
    "每个考核期结束后 10 天内应填报。年底才来的数字已经没法据以行动；没有它，目标得分也只能是一个区间。"
    "为该期间补一条 `[[actual]]`；确实无法再统计的，请与客户商定别的指标。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::KpiFigure) {
        out.push(of(facts, one));
    }
}

fn of<'a>(facts: &Facts<'_, 'a>, one: &Commitment<'a>) -> Finding<'a> {
    let goal = &facts.book.goals.all[one.record as usize];
    let period = match one.occurrence {
        Some(Occurrence::Period(period)) => period,
        Some(Occurrence::Day(_)) | None => goal.period,
    };
    let days = one.days_late;
    let message = said!(
        "the figure of KPI `{kpi}` of goal `{id}` for {period} is {late} overdue",
        "目标 `{id}` 的指标 `{kpi}` 在 {period} 的实际值已逾期 {days} 天未填报",
        late = count(days, "day"),
        kpi = goal.kpi[one.part as usize].id.0,
        id = goal.id,
        period = period,
        days = days
    );
    let help = said!(
        "write an `[[actual]]` with `period = \"{period}\"`",
        "请补一条 `period = \"{period}\"` 的 `[[actual]]`"
    );
    Finding::owed(facts, one, message, help)
}
