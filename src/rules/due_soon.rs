//! `due-soon`: what comes due within days.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::{Source, State};
use crate::findings::Finding;
use crate::model::contract::Party;
use crate::said;
use crate::say::count;
use crate::values::date::days_between;
use crate::word;

crate::rule! {
    /// A task, promise, obligation or measure is due soon.
    ///
    /// What is seen a week before can still be done in time.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-04-05
    /// #     ^^^^^^^^^^ task `renewal` is due in 4 days, on 2026-04-05
    /// ```
    ///
    /// ## Fails
    ///
    /// ```toml tasks/call.toml
    /// title = "Call back"
    /// owner = "li"
    /// due = 2026-04-01
    /// #     ^^^^^^^^^^ task `call` is due today
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-04-09
    /// ```
    ///
    /// ## Way out
    ///
    /// Do it in time; nothing else is asked for. `[checks] due_soon` sets how early this is told.
    Note "due-soon" Work
    reads ["due", "done", "status", "progress", "promise", "obligation", "measure", "fulfilled"]
    zh "任务、承诺、义务或措施即将到期。"
    "提前一周看到，还来得及按时完成。"
    "按时完成即可。提前多久提示由 `[checks] due_soon` 设定。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in facts.ledger.all.iter().filter(|one| one.state == State::DueSoon) {
        let what = match one.source {
            Source::Task => word!("task", "任务"),
            Source::Promise => word!("promise", "承诺"),
            Source::Obligation => word!("obligation", "合同义务"),
            Source::Measure => word!("measure", "整改措施"),
            Source::Duty
            | Source::Notice
            | Source::Improvement
            | Source::Effect
            | Source::ReviewFinding
            | Source::ReviewReport
            | Source::NextReview
            | Source::Survey
            | Source::Contact
            | Source::Cadence
            | Source::FaceToFace
            | Source::Share
            | Source::Feedback
            | Source::SurveyIssue
            | Source::KpiFigure
            | Source::Respond
            | Source::Resolve
            | Source::Delivery
            | Source::NextStep
            | Source::AccountPage => continue,
        };
        let Some(due) = one.due else { continue };
        let reference = one.reference(facts);
        let id = reference.split_once(['#', '/']).map_or(reference.as_str(), |(_, id)| id);
        let id = reference.split_once('#').map_or(id, |(_, part)| part);
        let (en, zh) = (what.en, what.zh);
        let days = days_between(facts.as_of, due);
        let message = match days {
            0 => said!("{en} `{id}` is due today", "{zh} `{id}` 今天到期"),
            _ => {
                let within = count(days, "day");
                said!("{en} `{id}` is due in {within}, on {due}", "{zh} `{id}` 还有 {days} 天到期：{due}")
            }
        };
        let who = one.owner.unwrap_or("");
        let help = match one.party {
            Party::Us => said!("`{who}` answers for it", "由 `{who}` 负责"),
            Party::Customer => said!("the customer owes it; `{who}` watches it", "由客户履行，`{who}` 负责跟进"),
        };
        out.push(Finding::owed(facts, one, message, help));
    }
}
