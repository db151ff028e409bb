//! `issue-without-improvement`: something a survey brought to light that nobody took up.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::Source;
use crate::findings::{Finding, overdue};
use crate::said;
use crate::say::count;
use crate::values::date::days_between;

crate::rule! {
    /// An issue of a survey names no improvement two weeks later.
    ///
    /// To ask and not to act is worse than not to ask.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "growth"
    /// owner = "li"
    /// ```
    ///
    /// ```toml surveys/q1.toml
    /// account = "acme"
    /// date = 2026-03-10
    /// method = "questionnaire"
    /// owner = "li"
    ///
    /// [[response]]
    /// answers = { product_quality = 5 }
    ///
    /// [[issue]]
    /// id = "calls"
    /// #    ^^^^^^^ issue `calls` of survey `q1` has had no improvement for 22 days
    /// text = "Nobody calls back"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "growth"
    /// owner = "li"
    /// ```
    ///
    /// ```toml surveys/q1.toml
    /// account = "acme"
    /// date = 2026-03-10
    /// method = "questionnaire"
    /// owner = "li"
    ///
    /// [[response]]
    /// answers = { product_quality = 5 }
    ///
    /// [[issue]]
    /// id = "calls"
    /// text = "Nobody calls back"
    /// improvement = "call-back"
    /// ```
    ///
    /// ```toml improvements/call-back.toml
    /// problem = "Nobody calls back"
    /// goal = "Called back within a day"
    /// owner = "li"
    /// due = 2026-05-01
    /// account = "acme"
    /// opened = 2026-03-12
    /// ```
    ///
    /// ## Way out
    ///
    /// Open an improvement, and name it in the issue.
    Warning "issue-without-improvement" Satisfaction
    reads ["issue", "date"]
    zh "调查发现的问题两周后仍没有对应的整改项。"
    "问了却不行动，比不问更糟。"
    "新建一个整改项，并在该问题中写明。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::SurveyIssue) {
        let Some(survey) = facts.book.surveys.all.get(one.record as usize) else { continue };
        let Some(issue) = survey.issue.get(one.part as usize) else { continue };
        let (id, of) = (issue.id.0, survey.id);
        let days = days_between(survey.date, facts.as_of);
        let time = count(days, "day");
        let who = one.owner.unwrap_or("");
        let message = said!(
            "issue `{id}` of survey `{of}` has had no improvement for {time}",
            "调查 `{of}` 发现的问题 `{id}` 已 {days} 天没有整改项"
        );
        let help = said!("`{who}`: open an improvement, and name it here", "请 `{who}` 新建整改项，并在此处写明");
        out.push(Finding::owed(facts, one, message, help));
    }
}
