//! `finding-without-improvement`: something a review found that nobody took up.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::Source;
use crate::findings::{Finding, overdue};
use crate::said;
use crate::say::count;
use crate::values::date::days_between;

crate::rule! {
    /// A finding of a review names no improvement two weeks later.
    ///
    /// A review whose findings go nowhere is a ceremony.
    ///
    /// ## Fails
    ///
    /// ```toml reviews/q1.toml
    /// period = "2026-Q1"
    /// date = 2026-03-10
    /// reviewers = ["wang"]
    /// areas = ["goals", "kpis", "contracts", "satisfaction"]
    /// reported = { date = 2026-03-12, to = ["zhao"] }
    ///
    /// [[finding]]
    /// id = "payments"
    /// #    ^^^^^^^^^^ finding `payments` of review `q1` has had no improvement for 22 days
    /// area = "contracts"
    /// severity = "major"
    /// text = "Nobody watches the payment dates"
    /// owner = "li"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml reviews/q1.toml
    /// period = "2026-Q1"
    /// date = 2026-03-10
    /// reviewers = ["wang"]
    /// areas = ["goals", "kpis", "contracts", "satisfaction"]
    /// reported = { date = 2026-03-12, to = ["zhao"] }
    ///
    /// [[finding]]
    /// id = "payments"
    /// area = "contracts"
    /// severity = "major"
    /// text = "Nobody watches the payment dates"
    /// owner = "li"
    /// improvement = "payments"
    /// ```
    ///
    /// ```toml improvements/payments.toml
    /// problem = "Nobody watches the payment dates"
    /// goal = "Each date is watched"
    /// owner = "li"
    /// due = 2026-05-01
    /// opened = 2026-03-12
    /// ```
    ///
    /// ## Way out
    ///
    /// Open an improvement, and name it in the finding.
    Error "finding-without-improvement" Improvement
    reads ["finding", "date"]
    zh "审查发现的问题两周后仍没有整改措施。"
    "发现了问题却没有下文，审查就成了走过场。"
    "新建一个整改项，并在该问题中写明。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::ReviewFinding) {
        let Some(review) = facts.book.reviews.all.get(one.record as usize) else { continue };
        let Some(finding) = review.finding.get(one.part as usize) else { continue };
        let (id, of) = (finding.id.0, review.id);
        let days = days_between(review.date, facts.as_of);
        let time = count(days, "day");
        let who = one.owner.unwrap_or("");
        let message = said!(
            "finding `{id}` of review `{of}` has had no improvement for {time}",
            "审查 `{of}` 发现的问题 `{id}` 已 {days} 天没有整改措施"
        );
        let help = said!("`{who}`: open an improvement, and name it here", "请 `{who}` 新建整改项，并在此处写明");
        out.push(Finding::owed(facts, one, message, help));
    }
}
