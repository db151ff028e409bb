//! `self-verified`: an improvement whose effect was judged by the one who answers for it.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::improvement::ImprovementStatus;
use crate::place::Route;
use crate::said;

crate::rule! {
    /// The effect of an improvement was judged by its own owner.
    ///
    /// Nobody sees the holes in their own work. Whoever judges whether it helped is somebody else, as in
    /// every audit.
    ///
    /// ## Fails
    ///
    /// ```toml improvements/late-reports.toml
    /// problem = "The monthly reports come late"
    /// goal = "Every report is there by the 5th"
    /// owner = "li"
    /// due = 2026-05-31
    ///
    /// [[measure]]
    /// id = "template"
    /// title = "A template that fills itself"
    /// owner = "wang"
    /// due = 2026-02-20
    /// done = 2026-02-19
    ///
    /// [[effect]]
    /// date = 2026-03-26
    /// by = "li"
    /// #    ^^^^ `li` owns improvement `late-reports` and judged its effect too
    /// effective = true
    /// metric = "days late"
    /// before = 4
    /// after = 0
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml improvements/late-reports.toml
    /// problem = "The monthly reports come late"
    /// goal = "Every report is there by the 5th"
    /// owner = "li"
    /// due = 2026-05-31
    ///
    /// [[measure]]
    /// id = "template"
    /// title = "A template that fills itself"
    /// owner = "wang"
    /// due = 2026-02-20
    /// done = 2026-02-19
    ///
    /// [[effect]]
    /// date = 2026-03-26
    /// by = "lin"
    /// effective = true
    /// metric = "days late"
    /// before = 4
    /// after = 0
    /// ```
    ///
    /// ## Way out
    ///
    /// Have somebody else look at the effect, and write who did.
    Warning "self-verified" Improvement
    reads ["owner", "status", "effect"]
    zh "整改项的效果由其负责人自己验证。"
    "自己的工作有什么漏洞，自己往往看不见。和审计一样，判断是否有效的应当是另一个人。"
    "请另一个人验证效果，并写明验证人。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in &facts.book.improvements {
        if one.status == ImprovementStatus::Cancelled {
            continue;
        }
        for (at, effect) in one.effect.iter().enumerate() {
            if effect.by != one.owner || effect.date > facts.as_of {
                continue;
            }
            let message = said!(
                "`{owner}` owns improvement `{id}` and judged its effect too",
                "`{owner}` 是整改项 `{id}` 的负责人，效果也由其自己验证",
                owner = one.owner.0,
                id = one.id
            );
            let help = said!(
                "have somebody else look at the effect, and write who did",
                "请另一个人验证效果，并写明验证人"
            );
            out.push(Finding {
                account: one.account.map(|account| account.0),
                owner: Some(one.owner.0),
                ..Finding::new(
                    Place::new(one.file, Route::in_part("effect", at, "by")),
                    format!("improvement/{}", one.id),
                    message,
                    help,
                )
            });
        }
    }
}
