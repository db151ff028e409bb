//! `weights`: the KPIs of a goal do not make a whole.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::number::{Decimal, plain};

crate::rule! {
    /// The weights of a goal's KPIs do not sum to 100.
    ///
    /// The customer agreed to what each figure counts. Where the weights make more or less than a whole,
    /// nobody can say what was agreed; the score is still told, normalised.
    ///
    /// ## Fails
    ///
    /// ```toml goals/haichuan-2026-q1.toml
    /// id = "haichuan-2026-q1"
    /// #    ^^^^^^^^^^^^^^^^^^ the weights of the 2 KPIs of goal `haichuan-2026-q1` sum to 90, not to 100
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
    /// weight = 30
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
    /// weight = 66.7
    ///
    /// [[kpi]]
    /// id = "response"
    /// name = "Response within 15 minutes"
    /// target = 95
    /// weight = 33.3
    /// ```
    ///
    /// ## Way out
    ///
    /// Correct the `weight`s, so that they sum to 100, and have the customer agree where they did before.
    Error "weights" Goals
    reads ["kpi"]
    zh "目标各项 KPI 的权重之和不等于 100。"
    "每个指标占多少，是和客户商定的。权重之和不是 100，就说不清当初商定的是什么；得分仍会按比例折算给出。"
    "请更正各项 `weight`，使其合计为 100；若此前已与客户商定，请重新确认。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for goal in facts.book.goals.iter().filter(|goal| !goal.kpi.is_empty()) {
        let mut weights = goal.kpi.iter().map(|kpi| kpi.weight.0);
        let sum = weights.try_fold(Decimal::ZERO, |sum, weight| sum.checked_add(weight));
        if sum == Some(Decimal::ONE_HUNDRED) {
            continue;
        }
        out.push(Finding {
            account: Some(goal.account.0),
            owner: Some(goal.owner.0),
            ..Finding::new(
                Place::new(goal.file, Route::RECORD),
                format!("goal/{}", goal.id),
                message(goal.id, goal.kpi.len(), sum),
                said!(
                    "correct the `weight`s, so that they sum to 100",
                    "请更正各项 `weight`，使其合计为 100"
                ),
            )
        });
    }
}

fn message(id: &str, kpis: usize, sum: Option<Decimal>) -> Said {
    match (kpis, sum.map(plain)) {
        (1, Some(weight)) => said!(
            "the weight of the only KPI of goal `{id}` is {weight}, not 100",
            "目标 `{id}` 唯一一项 KPI 的权重是 {weight}，应为 100"
        ),
        (_, Some(sum)) => said!(
            "the weights of the {kpis} KPIs of goal `{id}` sum to {sum}, not to 100",
            "目标 `{id}` 的 {kpis} 项 KPI 权重合计为 {sum}，应为 100"
        ),
        (_, None) => said!(
            "the weights of the {kpis} KPIs of goal `{id}` do not sum to 100",
            "目标 `{id}` 的 {kpis} 项 KPI 权重合计不是 100"
        ),
    }
}
