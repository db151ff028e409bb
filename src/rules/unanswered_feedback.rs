//! `unanswered-feedback`: a complaint, need or question that nobody took up.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::Source;
use crate::findings::{Finding, overdue};
use crate::said;
use crate::say::count;
use crate::values::date::days_between;

crate::rule! {
    /// A customer's complaint, need or question was not answered within seven days.
    ///
    /// Who speaks up and hears nothing does not speak up again; the next word is the notice.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "growth"
    /// owner = "li"
    /// ```
    ///
    /// ```toml interactions/visit.toml
    /// account = "acme"
    /// date = 2026-03-10
    /// channel = "visit"
    /// people = ["li"]
    /// contacts = ["chen"]
    /// summary = "Quarterly visit"
    ///
    /// [[feedback]]
    /// id = "reports"
    /// #    ^^^^^^^^^ the complaint `reports` of `acme` from 2026-03-10 has had no answer for 22 days
    /// type = "complaint"
    /// text = "Reports come late"
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
    /// ```toml interactions/visit.toml
    /// account = "acme"
    /// date = 2026-03-10
    /// channel = "visit"
    /// people = ["li"]
    /// contacts = ["chen"]
    /// summary = "Quarterly visit"
    ///
    /// [[feedback]]
    /// id = "reports"
    /// type = "complaint"
    /// text = "Reports come late"
    /// resolution = "Sent on Mondays from now on"
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
    /// ```toml interactions/visit.toml
    /// account = "acme"
    /// date = 2026-03-10
    /// channel = "visit"
    /// people = ["li"]
    /// contacts = ["chen"]
    /// summary = "Quarterly visit"
    ///
    /// [[feedback]]
    /// id = "reports"
    /// type = "praise"
    /// text = "Reports come late"
    /// ```
    ///
    /// ## Way out
    ///
    /// Write `follow_up` with what was made of it (a task, a request, an improvement), or `resolution` with the
    /// answer.
    Warning "unanswered-feedback" Communication
    reads ["feedback", "date"]
    zh "客户的投诉、需求或咨询七天内没有得到回应。"
    "说了没人理的客户不会再说第二次；下一次就是解约通知。"
    "在 `follow_up` 中写明后续事项（任务、服务请求、整改项），或在 `resolution` 中写明答复。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in overdue(facts, Source::Feedback) {
        let Some(interaction) = facts.book.interactions.all.get(one.record as usize) else { continue };
        let Some(feedback) = interaction.feedback.get(one.part as usize) else { continue };
        let (id, of, date) = (feedback.id.0, interaction.account.0, interaction.date);
        let (en, zh) = (feedback.sort.word().en, feedback.sort.word().zh);
        let days = days_between(date, facts.as_of);
        let time = count(days, "day");
        let who = one.owner.unwrap_or("");
        let message = said!(
            "the {en} `{id}` of `{of}` from {date} has had no answer for {time}",
            "客户 `{of}` 在 {date} 提出的{zh} `{id}` 已 {days} 天没有回应"
        );
        let help = said!(
            "`{who}`: write `follow_up` with what was made of it, or `resolution` with the answer",
            "请 `{who}` 填写 `follow_up`（后续事项）或 `resolution`（答复）"
        );
        out.push(Finding::owed(facts, one, message, help));
    }
}
