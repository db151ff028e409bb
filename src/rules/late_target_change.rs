//! `late-target-change`: the target was moved when the result was known.

use crate::book::Record;
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::Kind;
use crate::model::goal::{Goal, Kpi, KpiTarget};
use crate::place::Route;
use crate::said;
use crate::say::{Said, Word};
use crate::word;

use super::adjustment_mismatch::shown;

crate::rule! {
    /// A target was changed after its period had ended.
    ///
    /// Whoever moves the target when the result is known meets every target. What was agreed stands; a miss is
    /// answered, not edited.
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
    /// target = 99.0
    /// #        ^^^^ the target of KPI `uptime` was changed from 99.5 to 99 after its period had ended on 2026-03-31
    /// weight = 100
    /// ```
    ///
    /// ## Passes on 2026-03-01
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
    /// target = 99.0
    /// weight = 100
    /// ```
    ///
    /// ## Way out
    ///
    /// Put the old value back, and answer the miss with an improvement that cites the KPI.
    Error "late-target-change" History
    reads ["kpi", "period", "weight"]
    zh "考核期结束后修改了目标。"
    "结果已经知道再改目标，就没有完不成的目标。约定的目标不变；没完成就作出交代，而不是改数。"
    "请恢复原值，并用一条引用该 KPI 的整改项作出交代。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let Some(range) = &facts.range else { return };
    for goal in &facts.book.goals {
        let Some(before) = range.before.book.goals.get(range.id_before(Kind::Goal, goal.id)) else { continue };
        if before.period.last() >= facts.as_of || !before.sound(&["kpi", "period", "weight"]) {
            continue;
        }
        if before.weight != goal.weight {
            let number = |goal: &Goal<'_>| shown(KpiTarget::Value(goal.weight.0));
            let said = changed(before, "", word!("weight", "权重"), &number(before), &number(goal));
            out.push(finding(goal, Route::key("weight"), None, said));
        }
        for kpi in &before.kpi {
            let at = goal.kpi.iter().position(|one| one.id == kpi.id);
            let Some(at) = at else {
                out.push(finding(goal, Route::RECORD, Some(kpi), gone(before, kpi)));
                continue;
            };
            let (was, is) = (values(kpi), values(&goal.kpi[at]));
            for ((key, word, was), (_, _, is)) in was.into_iter().zip(is).filter(|(was, is)| was.2 != is.2) {
                let route = Route::in_part("kpi", at, key);
                out.push(finding(goal, route, Some(kpi), changed(before, kpi.id.0, word, &was, &is)));
            }
        }
    }
}

fn values(kpi: &Kpi<'_>) -> [(&'static str, Word, String); 4] {
    let number = |value: Option<_>| value.map_or_else(|| "-".to_owned(), |value| shown(KpiTarget::Value(value)));
    [
        ("target", word!("target", "目标值"), shown(kpi.target)),
        ("weight", word!("weight", "权重"), number(Some(kpi.weight.0))),
        ("zero_at", word!("zero_at", "零分值"), number(kpi.zero_at)),
        ("tolerance", word!("tolerance", "容差"), number(kpi.tolerance.map(|it| it.0))),
    ]
}

fn changed(before: &Goal<'_>, kpi: &str, word: Word, was: &str, is: &str) -> Said {
    let (en, zh, last) = (word.en, word.zh, before.period.last());
    if kpi.is_empty() {
        return said!(
            "the {en} of the goal was changed from {was} to {is} after its period had ended on {last}",
            "该目标的{zh}在考核期于 {last} 结束后由 {was} 改为 {is}"
        );
    }
    said!(
        "the {en} of KPI `{kpi}` was changed from {was} to {is} after its period had ended on {last}",
        "KPI `{kpi}` 的{zh}在考核期于 {last} 结束后由 {was} 改为 {is}"
    )
}

fn gone(before: &Goal<'_>, kpi: &Kpi<'_>) -> Said {
    let (id, last) = (kpi.id.0, before.period.last());
    said!(
        "KPI `{id}` was taken out after its period had ended on {last}",
        "KPI `{id}` 在考核期于 {last} 结束后被删除"
    )
}

fn finding<'a>(goal: &Record<'a, Goal<'a>>, route: Route, kpi: Option<&Kpi<'a>>, message: Said) -> Finding<'a> {
    let part = kpi.map_or_else(String::new, |kpi| format!("#{}", kpi.id.0));
    Finding {
        account: Some(goal.account.0),
        owner: Some(goal.owner.0),
        ..Finding::new(
            Place::new(goal.file, route),
            format!("goal/{}{part}", goal.id),
            message,
            said!(
                "put the old value back, and answer a miss with an improvement",
                "请恢复原值；未完成的，用整改项作出交代"
            ),
        )
    }
}
