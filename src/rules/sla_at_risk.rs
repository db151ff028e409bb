//! `sla-at-risk`: a request whose time is nearly used up.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::ledger::Source;
use crate::facts::service::clocks;
use crate::findings::Finding;
use crate::said;
use super::sla_breach::hours;

crate::rule! {
    /// A request has used 80 % of the time that was promised for it.
    ///
    /// There is still time, but not for the next meeting.
    ///
    /// ## Fails
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [sla.critical]
    /// respond = "2 working hours"
    /// resolve = "8 working hours"
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "growth"
    /// owner = "li"
    /// ```
    ///
    /// ```toml requests/r-1.toml
    /// account = "acme"
    /// type = "incident"
    /// title = "Orders cannot be placed"
    /// severity = "critical"
    /// owner = "li"
    /// opened = 2026-04-01T10:00:00+08:00
    /// #        ^^^^^^^^^^^^^^^^^^^^^^^^^ request `r-1` of `acme` has used 7.0 of 8.0 hours until it must be solved
    /// responded = 2026-04-01T11:00:00+08:00
    /// status = "in-progress"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml kam.toml
    /// [book]
    /// name = "Example"
    ///
    /// [sla.critical]
    /// respond = "2 working hours"
    /// resolve = "8 working hours"
    /// ```
    ///
    /// ```toml accounts/acme.toml
    /// name = "Acme"
    /// tier = "growth"
    /// owner = "li"
    /// ```
    ///
    /// ```toml requests/r-1.toml
    /// account = "acme"
    /// type = "incident"
    /// title = "Orders cannot be placed"
    /// severity = "critical"
    /// owner = "li"
    /// opened = 2026-04-01T13:00:00+08:00
    /// responded = 2026-04-01T13:30:00+08:00
    /// status = "in-progress"
    /// ```
    ///
    /// ## Way out
    ///
    /// Bring in whoever can solve it; a pause counts only with a reason that the customer knows.
    Warning "sla-at-risk" Business
    reads ["opened", "responded", "resolved", "pause", "severity", "contract", "status"]
    zh "服务请求的承诺时限已用去 80%。"
    "还有时间，但不够再开一次会了。"
    "找来能解决问题的人；只有客户知情的原因才能暂停计时。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in facts.ledger.all.iter().filter(|one| matches!(one.source, Source::Respond | Source::Resolve)) {
        let at = one.record as usize;
        let clocks = clocks(facts.book, facts.end_of_day, at);
        let clock = if one.source == Source::Respond { clocks.respond } else { clocks.resolve };
        let Some(clock) = clock.filter(|clock| clock.at_risk()) else { continue };
        let request = &facts.book.requests.all[at];
        let (id, of) = (request.id, request.account.0);
        let (used, all) = (hours(clock.elapsed), hours(clock.target));
        let message = match one.source {
            Source::Respond => said!(
                "request `{id}` of `{of}` has used {used} of {all} hours until it must be answered",
                "客户 `{of}` 的请求 `{id}` 的响应时限 {all} 小时已用去 {used} 小时"
            ),
            _ => said!(
                "request `{id}` of `{of}` has used {used} of {all} hours until it must be solved",
                "客户 `{of}` 的请求 `{id}` 的解决时限 {all} 小时已用去 {used} 小时"
            ),
        };
        let who = one.owner.unwrap_or("");
        let help = said!("`{who}`: bring in whoever can solve it today", "请 `{who}` 今天就协调能解决问题的人");
        out.push(Finding::owed(facts, one, message, help));
    }
}
