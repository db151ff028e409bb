//! `review-not-reported`: a review that was not reported.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::Source;
use crate::findings::{Finding, overdue};
use crate::said;
use crate::say::count;

crate::rule! {
    /// A review was not reported to the management two weeks later.
    ///
    /// What the management has not seen it cannot decide on.
    ///
    /// ## Fails
    ///
    /// ```toml reviews/q1.toml
    /// id = "q1"
    /// period = "2026-Q1"
    /// date = 2026-03-10
    /// #      ^^^^^^^^^^ review `q1` of 2026-03-10 was not reported: due 2026-03-24, 8 days ago
    /// reviewers = ["wang", "li"]
    /// areas = ["goals", "kpis", "contracts", "satisfaction"]
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml reviews/q1.toml
    /// id = "q1"
    /// period = "2026-Q1"
    /// date = 2026-03-10
    /// reviewers = ["wang", "li"]
    /// areas = ["goals", "kpis", "contracts", "satisfaction"]
    /// reported = { date = 2026-03-20, to = ["zhao"] }
    /// ```
    ///
    /// ## Way out
    ///
    /// Report it, and write `[reported]` with the date and to whom.
    Warning "review-not-reported" Improvement
    reads ["reported", "date", "reviewers"]
    zh "审查结束两周后仍未向管理层报告。"
    "管理层没看到的事，就无从决定。"
    "提交报告，并在 `[reported]` 中写明日期和对象。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::ReviewReport) {
        let id = one.record_id(facts);
        let days = one.days_late;
        let late = count(days, "day");
        let due = one.due.map_or_else(String::new, |due| due.to_string());
        let who = one.owner.unwrap_or("");
        let date = facts.book.reviews.all.get(one.record as usize).map_or_else(String::new, |review| review.date.to_string());
        let message = said!(
            "review `{id}` of {date} was not reported: due {due}, {late} ago",
            "{date} 的审查 `{id}` 尚未报告：应于 {due} 提交，已过 {days} 天",
        );
        let help = said!("`{who}`: report it, and write `[reported]`", "请 `{who}` 提交报告，并填写 `[reported]`");
        out.push(Finding::owed(facts, one, message, help));
    }
}
