//! `ineffective-improvement`: an improvement that did not help.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::answers::{Miss, answer, in_doubt};
use crate::facts::improvements::last_look;
use crate::findings::{Finding, Place};
use crate::model::improvement::ImprovementStatus;
use crate::model::{Kind, Reference};
use crate::place::Route;
use crate::said;
use crate::shape::scalars::TextOrNumber;
use crate::values::number::plain;

crate::rule! {
    /// The last look at an improvement's effect says that it did not help.
    ///
    /// The problem is still there, and the customer still has it.
    ///
    /// ## Fails
    ///
    /// ```toml improvements/reports.toml
    /// problem = "Reports come late"
    /// goal = "Reports on Mondays"
    /// owner = "li"
    /// due = 2026-03-25
    /// opened = 2026-01-05
    /// measure = [{ id = "template", title = "A template", owner = "wang", due = 2026-02-10, done = 2026-02-10 }]
    ///
    /// [[effect]]
    /// date = 2026-03-01
    /// by = "zhao"
    /// effective = false
    /// #           ^^^^^ improvement `reports` did not help: reports on time was 60 and is 62 on 2026-03-01
    /// metric = "reports on time"
    /// before = 60
    /// after = 62
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml improvements/reports.toml
    /// problem = "Reports come late"
    /// goal = "Reports on Mondays"
    /// owner = "li"
    /// due = 2026-03-25
    /// opened = 2026-01-05
    /// measure = [{ id = "template", title = "A template", owner = "wang", due = 2026-02-10, done = 2026-02-10 }]
    ///
    /// [[effect]]
    /// date = 2026-03-01
    /// by = "zhao"
    /// effective = true
    /// metric = "reports on time"
    /// before = 60
    /// after = 95
    /// ```
    ///
    /// ## Way out
    ///
    /// Find the cause anew: a further improvement that names this one in `source` answers it.
    Warning "ineffective-improvement" Improvement
    reads ["effect", "status"]
    zh "最近一次验证表明整改没有效果。"
    "问题还在，客户仍在承受。"
    "重新查找原因：另建一个整改项，并在 `source` 中引用本项，即视为已回应。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for improvement in &facts.book.improvements {
        if improvement.status == ImprovementStatus::Cancelled {
            continue;
        }
        let Some((at, effect)) = last_look(improvement, facts.as_of) else { continue };
        if effect.effective {
            continue;
        }
        let reference = Reference { kind: Kind::Improvement, id: improvement.id, part: None };
        let miss = Miss { reference, date: effect.date };
        let account = improvement.account.map(|account| account.0);
        if in_doubt(facts, &miss, account) {
            continue;
        }
        let (id, metric, date) = (improvement.id, effect.metric, effect.date);
        let (before, after) = (shown(&effect.before), shown(&effect.after));
        let message = said!(
            "improvement `{id}` did not help: {metric} was {before} and is {after} on {date}",
            "整改项 `{id}` 没有效果：{metric}原为 {before}，{date} 为 {after}"
        );
        let who = improvement.owner.0;
        let help = said!(
            "`{who}`: find the cause anew; a further improvement with `source = \"improvement/{id}\"` answers this",
            "请 `{who}` 重新查找原因；另建一项写有 `source = \"improvement/{id}\"` 的整改项即为回应"
        );
        let finding = Finding {
            account,
            owner: Some(who),
            ..Finding::new(
                Place::new(improvement.file, Route::in_part("effect", at, "effective")),
                reference.to_string(),
                message,
                help,
            )
        };
        out.push_miss(finding, answer(facts, &miss).map(|answer| answer.to_string()));
    }
}

fn shown(value: &TextOrNumber<'_>) -> String {
    match value {
        TextOrNumber::Text(text) => (*text).to_owned(),
        TextOrNumber::Number(number) => plain(*number),
    }
}
