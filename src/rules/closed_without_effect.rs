//! `closed-without-effect`: an improvement that was closed before anybody saw that it helped.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::improvement::{Improvement, ImprovementStatus};
use crate::place::Route;
use crate::said;
use crate::values::date::Date;

crate::rule! {
    /// An improvement is closed, and no effect shows that it helped.
    ///
    /// Measures that were carried out are not yet a problem that is gone. Without a figure from before and
    /// one from after, the same finding comes back in the next review.
    ///
    /// ## Fails
    ///
    /// ```toml improvements/late-reports.toml
    /// problem = "The monthly reports come late"
    /// goal = "Every report is there by the 5th"
    /// owner = "li"
    /// due = 2026-03-31
    /// status = "closed"
    /// closed = 2026-03-27
    /// #        ^^^^^^^^^^ improvement `late-reports` is closed, but no effective `[[effect]]` shows that it helped
    ///
    /// [[measure]]
    /// id = "template"
    /// title = "A template that fills itself"
    /// owner = "wang"
    /// due = 2026-03-20
    /// done = 2026-03-19
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml improvements/late-reports.toml
    /// problem = "The monthly reports come late"
    /// goal = "Every report is there by the 5th"
    /// owner = "li"
    /// due = 2026-03-31
    /// status = "closed"
    /// closed = 2026-03-27
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
    /// Measure what came of it and write an `[[effect]]`; where it did not help, open the improvement again
    /// and add a measure.
    Error "closed-without-effect" Improvement
    reads ["status", "closed", "effect"]
    zh "整改项已关闭，却没有有效的效果验证。"
    "动作做完了，不等于问题没了。没有整改前后的数据，同样的问题下次审查还会出现。"
    "量一量结果，写一条 `[[effect]]`；没有改善的，请重新打开并补充措施。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in &facts.book.improvements {
        let mut effects = one.effect.iter().filter(|effect| effect.date <= facts.as_of);
        if !is_closed(one, facts.as_of) || effects.any(|effect| effect.effective) {
            continue;
        }
        let id = one.id;
        let key = if one.closed.is_some() { "closed" } else { "status" };
        let message = said!(
            "improvement `{id}` is closed, but no effective `[[effect]]` shows that it helped",
            "整改项 `{id}` 已关闭，却没有有效的 `[[effect]]` 证明问题已经改善"
        );
        let help = said!(
            "measure what came of it and write an `[[effect]]`, or open it again",
            "请验证效果并写一条 `[[effect]]`，或重新打开"
        );
        out.push(Finding {
            account: one.account.map(|account| account.0),
            owner: Some(one.owner.0),
            ..Finding::new(
                Place::new(one.file, Route::key(key)),
                format!("improvement/{id}"),
                message,
                help,
            )
        });
    }
}

/// Whether it was closed by a day, by its date or, without one, by its status.
fn is_closed(one: &Improvement<'_>, as_of: Date) -> bool {
    match (one.status, one.closed) {
        (ImprovementStatus::Cancelled, _) => false,
        (ImprovementStatus::Closed, None) => true,
        (
            ImprovementStatus::Open
            | ImprovementStatus::InProgress
            | ImprovementStatus::Verifying
            | ImprovementStatus::Closed,
            Some(closed),
        ) => closed <= as_of,
        (ImprovementStatus::Open | ImprovementStatus::InProgress | ImprovementStatus::Verifying, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings;

    fn told(more: &str) -> bool {
        let text = format!("problem = \"P\"\ngoal = \"G\"\nowner = \"li\"\ndue = 2026-05-01\n{more}");
        let mut told = false;
        little::facts(&[("improvements/i.toml", &text)], "2026-04-01", |facts| {
            let found = findings::find(facts);
            told = found.iter().any(|one| one.rule.name == "closed-without-effect");
        });
        told
    }

    #[test]
    fn only_an_effect_that_helped_by_the_day_counts() {
        let closed = "status = \"closed\"\nclosed = 2026-03-01\n";
        let effect = |date: &str, effective: bool| {
            format!(
                "{closed}[[effect]]\ndate = {date}\nby = \"wu\"\neffective = {effective}\nmetric = \"m\"\nbefore = \
                 2\nafter = 1\n"
            )
        };
        assert!(told(closed));
        assert!(told("status = \"closed\""));
        assert!(told(&effect("2026-02-20", false)));
        assert!(told(&effect("2026-04-02", true)));
        assert!(!told(&effect("2026-04-01", true)));
        assert!(!told("status = \"closed\"\nclosed = 2026-04-02"));
        assert!(!told("status = \"cancelled\""));
        assert!(!told("status = \"verifying\""));
    }
}
