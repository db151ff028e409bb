//! `sla-breach`: a request that was not answered or solved in time.

use crate::facts::Facts;
use crate::findings::Findings;

use crate::facts::answers::{Miss, answer, in_doubt};
use crate::facts::ledger::Source;
use crate::facts::service::clocks;
use crate::findings::{Finding, Place};
use crate::model::{Kind, Reference};
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::figure::Figure;

crate::rule! {
    /// A request was not answered, or not solved, within the time that was promised.
    ///
    /// The time was promised in writing; what it costs is in the contract, and in the next renewal.
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
    /// opened = 2026-03-30T09:00:00+08:00
    /// responded = 2026-03-30T14:00:00+08:00
    /// #           ^^^^^^^^^^^^^^^^^^^^^^^^^ request `r-1` of `acme` was answered after 4.0 hours: promised were 2 working hours
    /// resolved = 2026-03-30T15:00:00+08:00
    /// status = "resolved"
    /// ```
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
    /// opened = 2026-03-30T09:00:00+08:00
    /// #        ^^^^^^^^^^^^^^^^^^^^^^^^^ request `r-1` of `acme` is not solved after 24.0 hours: promised were 8 working hours
    /// responded = 2026-03-30T10:00:00+08:00
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
    /// opened = 2026-03-30T09:00:00+08:00
    /// responded = 2026-03-30T10:00:00+08:00
    /// resolved = 2026-03-30T15:00:00+08:00
    /// status = "resolved"
    /// ```
    ///
    /// ## Way out
    ///
    /// Write the `cause`, or open an improvement that names `request/ID#respond` or `#resolve` in `source`: either
    /// answers the miss.
    Error "sla-breach" Business
    reads ["opened", "responded", "resolved", "pause", "severity", "contract", "cause", "status"]
    zh "服务请求未在承诺时限内响应或解决。"
    "时限是书面承诺的；违约的代价写在合同里，也写在下一次续约里。"
    "填写 `cause`（原因），或新建在 `source` 中引用 `request/ID#respond` 或 `#resolve` 的整改项，二者都算回应。"
}

/// Finds: each clock that ran out.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in facts.ledger.all.iter().filter(|one| matches!(one.source, Source::Respond | Source::Resolve)) {
        let at = one.record as usize;
        let clocks = clocks(facts.book, facts.end_of_day, at);
        let clock = if one.source == Source::Respond { clocks.respond } else { clocks.resolve };
        let Some(clock) = clock.filter(|clock| clock.met == Some(false)) else { continue };
        let request = &facts.book.requests.all[at];
        let (id, of) = (request.id, request.account.0);
        let Said { en: promised, zh: promised_zh } = clock.promised.said();
        let hours = hours(clock.elapsed);
        let (message, key) = match (one.source, clock.stopped) {
            (Source::Respond, Some(_)) => (
                said!(
                    "request `{id}` of `{of}` was answered after {hours} hours: promised were {promised}",
                    "客户 `{of}` 的请求 `{id}` 在 {hours} 小时后才响应：承诺为 {promised_zh}"
                ),
                if request.responded.is_some() { "responded" } else { "resolved" },
            ),
            (Source::Respond, None) => (
                said!(
                    "request `{id}` of `{of}` is not answered after {hours} hours: promised were {promised}",
                    "客户 `{of}` 的请求 `{id}` 已过 {hours} 小时仍未响应：承诺为 {promised_zh}"
                ),
                "opened",
            ),
            (_, Some(_)) => (
                said!(
                    "request `{id}` of `{of}` was solved after {hours} hours: promised were {promised}",
                    "客户 `{of}` 的请求 `{id}` 在 {hours} 小时后才解决：承诺为 {promised_zh}"
                ),
                "resolved",
            ),
            (_, None) => (
                said!(
                    "request `{id}` of `{of}` is not solved after {hours} hours: promised were {promised}",
                    "客户 `{of}` 的请求 `{id}` 已过 {hours} 小时仍未解决：承诺为 {promised_zh}"
                ),
                "opened",
            ),
        };
        let part = if one.source == Source::Respond { "#respond" } else { "#resolve" };
        let reference = Reference { kind: Kind::Request, id, part: Some(part) };
        let miss = Miss { reference, date: facts.clock().date_of(clock.due) };
        if in_doubt(facts, &miss, Some(of)) {
            continue;
        }
        let help = said!(
            "write the `cause`, or open an improvement with `source = \"{reference}\"`",
            "请填写 `cause`，或新建写有 `source = \"{reference}\"` 的整改项"
        );
        let finding = Finding {
            place: Place::new(request.file, Route::key(key)),
            ..Finding::owed(facts, one, message, help)
        };
        out.push_miss(finding, answer(facts, &miss).map(|answer| answer.to_string()));
    }
}

/// Seconds on the clock as hours with one place.
pub(super) fn hours(seconds: i64) -> String {
    Figure::ratio(seconds, 3600).map_or_else(String::new, |hours| hours.text(1))
}
