//! `rewritten-actual`: a figure that was on record is another one now.

use crate::book::Record;
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::Kind;
use crate::model::goal::{Actual, Goal};
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::date::Date;
use crate::values::number::plain;

crate::rule! {
    /// An actual that was on record was rewritten.
    ///
    /// People were judged by the figure that was there. If figures can be replaced in silence, no score is worth
    /// anything.
    ///
    /// ## Fails
    ///
    /// ```toml goals/q1.toml before
    /// account = "acme"
    /// title = "Stable service"
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
    /// value = 98.7
    /// ```
    ///
    /// ```toml goals/q1.toml
    /// account = "acme"
    /// title = "Stable service"
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
    /// value = 99.6
    /// #       ^^^^ the actual of KPI `uptime` for 2026-Q1 was rewritten from 98.7 to 99.6
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml goals/q1.toml before
    /// account = "acme"
    /// title = "Stable service"
    /// period = "2026-Q1"
    /// owner = "li"
    ///
    /// [[kpi]]
    /// id = "uptime"
    /// name = "Uptime"
    /// target = 99.5
    /// weight = 100
    /// ```
    ///
    /// ```toml goals/q1.toml
    /// account = "acme"
    /// title = "Stable service"
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
    /// value = 99.6
    /// ```
    ///
    /// ## Way out
    ///
    /// Put the old figure back. Where it was a mistake, have whoever approves the change see both figures and the
    /// evidence.
    Error "rewritten-actual" History
    reads ["actual"]
    zh "已登记的实际值被改写。"
    "考核依据的就是当时的数字。数字可以悄悄替换，得分就没有意义。"
    "请恢复原来的数字。确属登记错误的，请让审批人看到前后两个数字和证据。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let Some(range) = &facts.range else { return };
    for goal in &facts.book.goals {
        let Some(before) = range.before.book.goals.get(range.id_before(Kind::Goal, goal.id)) else { continue };
        if before.actual == goal.actual {
            continue;
        }
        for old in &before.actual {
            let is_same = |one: &&Actual<'_>| one.kpi == old.kpi && one.period == old.period;
            let mut rivals = goal.actual.iter().filter(is_same);
            let same_figure = |one: &&Actual<'_>| (one.value, one.num, one.den) == (old.value, old.num, old.den);
            if let Some(one) = rivals.find(same_figure) {
                // Dated later, it counts no more.
                let counts = |actual: &Actual<'_>| actual.date.is_none_or(|date| date <= facts.as_of);
                if counts(old) && !counts(one) {
                    out.push(post_dated(facts.as_of, goal, one));
                }
                continue;
            }
            let at = goal.actual.iter().position(|one| is_same(&one));
            let (kpi, period, was) = (old.kpi.0, old.period, figure(old));
            let message: Said = match at.map(|at| figure(&goal.actual[at])) {
                Some(is) => said!(
                    "the actual of KPI `{kpi}` for {period} was rewritten from {was} to {is}",
                    "KPI `{kpi}` 在 {period} 的实际值由 {was} 被改写为 {is}"
                ),
                None => said!(
                    "the actual of KPI `{kpi}` for {period}, {was}, was taken out",
                    "KPI `{kpi}` 在 {period} 的实际值 {was} 被删除"
                ),
            };
            let key = if old.value.is_some() { "value" } else { "num" };
            let route = at.map_or(Route::RECORD, |at| Route::in_part("actual", at, key));
            out.push(Finding {
                account: Some(goal.account.0),
                owner: Some(goal.owner.0),
                ..Finding::new(
                    Place::new(goal.file, route),
                    format!("goal/{}#{kpi}", goal.id),
                    message,
                    said!("put the old figure back", "请恢复原来的数字"),
                )
            });
        }
    }
}

fn post_dated<'a>(as_of: Date, goal: &Record<'a, Goal<'a>>, actual: &Actual<'a>) -> Finding<'a> {
    let (kpi, period) = (actual.kpi.0, actual.period);
    let at = goal.actual.iter().position(|one| one == actual).unwrap_or_default();
    let date = actual.date.unwrap_or(as_of);
    Finding {
        account: Some(goal.account.0),
        owner: Some(goal.owner.0),
        ..Finding::new(
            Place::new(goal.file, Route::in_part("actual", at, "date")),
            format!("goal/{}#{kpi}", goal.id),
            said!(
                "the actual of KPI `{kpi}` for {period} was dated {date}, so that it does not count yet",
                "KPI `{kpi}` 在 {period} 的实际值日期被改为 {date}，因而暂不计入"
            ),
            said!("put the old date back", "请恢复原来的日期"),
        )
    }
}

/// As it is written: a number, or a numerator and a denominator.
fn figure(actual: &Actual<'_>) -> String {
    let number = |value: Option<_>| value.map_or_else(|| "-".to_owned(), plain);
    match actual.value {
        Some(value) => plain(value),
        None => format!("{}/{}", number(actual.num), number(actual.den)),
    }
}
