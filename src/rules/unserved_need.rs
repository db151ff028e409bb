//! `unserved-need`: something that the customer has long expected and no goal takes up.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::Kind;
use crate::place::Route;
use crate::said;
use crate::values::date::days_between;

crate::rule! {
    /// A need has been open for 90 days or more, and no goal serves it.
    ///
    /// They told us, and we wrote it down. When nothing follows, they tell a competitor.
    ///
    /// ## Fails
    ///
    /// ```toml accounts/haichuan.toml
    /// name = "Haichuan Software"
    /// tier = "growth"
    /// owner = "li"
    ///
    /// [[need]]
    /// id = "faster-support"
    /// #    ^^^^^^^^^^^^^^^^ need `faster-support` of account `haichuan` has been open for 101 days and no goal serves it
    /// text = "Answers within 15 minutes when production stands still"
    /// date = 2025-12-21
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml accounts/haichuan.toml
    /// name = "Haichuan Software"
    /// tier = "growth"
    /// owner = "li"
    ///
    /// [[need]]
    /// id = "faster-support"
    /// text = "Answers within 15 minutes when production stands still"
    /// date = 2025-12-21
    ///
    /// [[need]]
    /// id = "on-site"
    /// text = "An engineer on site"
    /// date = 2025-10-08
    /// dropped = 2026-01-15
    /// ```
    ///
    /// ```toml goals/haichuan-2026-q2.toml
    /// account = "haichuan"
    /// title = "Quick help"
    /// period = "2026-Q2"
    /// owner = "li"
    /// needs = ["faster-support"]
    /// ```
    ///
    /// ## Way out
    ///
    /// Name the need in `needs` of a goal; or write `served` or `dropped` where it is settled.
    Note "unserved-need" Goals
    reads ["need", "status"]
    zh "需求已搁置 90 天以上，且没有任何目标回应它。"
    "客户说了，我们也记了。若迟迟没有下文，他们就会去找竞争对手。"
    "请在某个目标的 `needs` 中引用该需求；若已了结，请填写 `served` 或 `dropped`。"
}

/// From how many days on an open need is told.
const DAYS: i64 = 90;

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for (at, account) in facts.book.accounts.iter().enumerate() {
        if account.need.is_empty() || !account.status.is_active() {
            continue;
        }
        let goals = || {
            facts.of_account[at]
                .goals
                .iter()
                .map(|at| &facts.book.goals.all[*at as usize])
        };
        if facts.book.blind(Kind::Goal, Some(account.id)) || goals().any(|goal| !goal.sound(&["needs"])) {
            continue;
        }
        for (need_at, need) in account.need.iter().enumerate() {
            let settled = [need.served, need.dropped].into_iter().flatten();
            let days = need.date.map_or(0, |date| days_between(date, facts.as_of));
            if days < DAYS
                || settled.into_iter().any(|date| date <= facts.as_of)
                || goals().any(|goal| goal.needs.iter().any(|served| served.0 == need.id.0))
            {
                continue;
            }
            let owner = need.owner.or(account.owner);
            out.push(Finding {
                account: Some(account.id),
                owner: owner.map(|owner| owner.0),
                ..Finding::new(
                    Place::new(account.file, Route::part("need", need_at)),
                    format!("account/{}#{}", account.id, need.id.0),
                    said!(
                        "need `{need}` of account `{id}` has been open for {days} days and no goal serves it",
                        "客户 `{id}` 的需求 `{need}` 已提出 {days} 天，没有目标回应它",
                        need = need.id.0,
                        id = account.id
                    ),
                    said!(
                        "name it in `needs` of a goal, or write `served` or `dropped`",
                        "请在某个目标的 `needs` 中引用它，或填写 `served` 或 `dropped`"
                    ),
                )
            });
        }
    }
}
