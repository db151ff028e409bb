//! `overdue-improvement`: an improvement, measure or effect check whose date has passed.

use crate::facts::Facts;
use crate::findings::Findings;

use std::collections::BTreeSet;

use crate::facts::ledger::Source;
use crate::findings::{Finding, overdue};
use crate::said;
use crate::say::count;

crate::rule! {
    /// An improvement, one of its measures, or the look at its effect is overdue.
    ///
    /// A promise to mend something is the last one that may be broken.
    ///
    /// ## Fails
    ///
    /// ```toml improvements/reports.toml
    /// problem = "Reports come late"
    /// goal = "Reports on Mondays"
    /// owner = "li"
    /// due = 2026-04-30
    /// opened = 2026-02-01
    ///
    /// [[measure]]
    /// id = "template"
    /// title = "A template"
    /// owner = "wang"
    /// due = 2026-03-20
    /// #     ^^^^^^^^^^ measure `template` of improvement `reports` is 12 days overdue: due 2026-03-20
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml improvements/reports.toml
    /// problem = "Reports come late"
    /// goal = "Reports on Mondays"
    /// owner = "li"
    /// due = 2026-03-25
    /// #     ^^^^^^^^^^ improvement `reports` is 7 days overdue: due 2026-03-25
    /// opened = 2026-02-01
    ///
    /// [[measure]]
    /// id = "template"
    /// title = "A template"
    /// owner = "wang"
    /// due = 2026-03-20
    /// done = 2026-03-20
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml improvements/reports.toml
    /// id = "reports"
    /// #    ^^^^^^^^^ what improvement `reports` brought has not been looked at: due 2026-03-22, 10 days ago
    /// problem = "Reports come late"
    /// goal = "Reports on Mondays"
    /// owner = "li"
    /// due = 2026-04-30
    /// opened = 2026-02-01
    ///
    /// [[measure]]
    /// id = "template"
    /// title = "A template"
    /// owner = "wang"
    /// due = 2026-02-20
    /// done = 2026-02-20
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml improvements/reports.toml
    /// problem = "Reports come late"
    /// goal = "Reports on Mondays"
    /// owner = "li"
    /// due = 2026-04-30
    /// opened = 2026-02-01
    ///
    /// [[measure]]
    /// id = "template"
    /// title = "A template"
    /// owner = "wang"
    /// due = 2026-03-20
    /// done = 2026-03-19
    /// ```
    ///
    /// ## Way out
    ///
    /// Do it and write `done` or `closed`; look at the effect within 30 days of the last measure and write an
    /// `[[effect]]`.
    Error "overdue-improvement" Improvement
    reads ["due", "closed", "status", "measure", "effect"]
    zh "整改项、其中某项措施或效果验证已逾期。"
    "答应整改的事，是最不能再食言的。"
    "完成后填写 `done` 或 `closed`；最后一项措施完成后 30 天内验证效果，并写 `[[effect]]`。"
}

/// Finds: each overdue measure; the improvement itself where none of its measures is; its effect check.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let late: BTreeSet<u32> = overdue(facts, Source::Measure).map(|one| one.record).collect();
    for source in [Source::Measure, Source::Improvement, Source::Effect] {
        for one in overdue(facts, source).filter(|one| source != Source::Improvement || !late.contains(&one.record)) {
            let Some(due) = one.due else { continue };
            let id = one.record_id(facts);
            let (time, days) = (count(one.days_late, "day"), one.days_late);
            let measures = facts.book.improvements.all.get(one.record as usize).map(|improvement| &improvement.measure);
            let measure = measures.and_then(|all| all.get(one.part as usize)).map_or("", |measure| measure.id.0);
            let message = match source {
                Source::Measure => said!(
                    "measure `{measure}` of improvement `{id}` is {time} overdue: due {due}",
                    "整改项 `{id}` 的措施 `{measure}` 已逾期 {days} 天：应于 {due} 完成"
                ),
                Source::Effect => said!(
                    "what improvement `{id}` brought has not been looked at: due {due}, {time} ago",
                    "整改项 `{id}` 的效果尚未验证：应于 {due} 验证，已过 {days} 天"
                ),
                _ => said!(
                    "improvement `{id}` is {time} overdue: due {due}",
                    "整改项 `{id}` 已逾期 {days} 天：应于 {due} 完成"
                ),
            };
            let who = one.owner.unwrap_or("");
            let help = match source {
                Source::Measure => said!("`{who}`: write `done` once it is", "请 `{who}` 完成后填写 `done`"),
                Source::Effect => said!("`{who}`: compare before and after, and write an `[[effect]]`", "请 `{who}` 对比前后数据，并写 `[[effect]]`"),
                _ => said!("`{who}`: close it with `closed` and its effect, or agree on a new date", "请 `{who}` 填写 `closed` 和效果，或重新商定日期"),
            };
            out.push(Finding::owed(facts, one, message, help));
        }
    }
}
