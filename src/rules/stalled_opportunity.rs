//! `stalled-opportunity`: a deal that should have been made or lost by now.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::place::Route;
use crate::said;
use crate::values::date::days_between;

crate::rule! {
    /// An open opportunity is past its expected close.
    ///
    /// The forecast still counts on it. Either the date was a wish, or the deal is dead and nobody has said
    /// so.
    ///
    /// ## Fails
    ///
    /// ```toml opportunities/phase-two.toml
    /// account = "acme"
    /// title = "Phase two"
    /// owner = "li"
    /// stage = "negotiate"
    /// expected_close = 2026-03-10
    /// #                ^^^^^^^^^^ opportunity `phase-two` should have been closed by 2026-03-10, 22 days ago, and is still open
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml opportunities/phase-two.toml
    /// account = "acme"
    /// title = "Phase two"
    /// owner = "li"
    /// stage = "won"
    /// expected_close = 2026-03-10
    /// closed = 2026-03-24
    /// ```
    ///
    /// ## Way out
    ///
    /// Ask the customer where it stands: write a new `expected_close`, or that it is won or lost, and why.
    Warning "stalled-opportunity" Business
    reads ["stage", "expected_close", "closed"]
    zh "销售机会已过预计成交日期，仍未结束。"
    "销售预测还在指望它。要么日期只是愿望，要么已经丢单却没人说。"
    "向客户问清进展：更新 `expected_close`，或写明赢单、输单及原因。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for one in &facts.book.opportunities {
        let Some(expected) = one.expected_close.filter(|expected| *expected < facts.as_of) else {
            continue;
        };
        let Some(stage) = facts.book.settings.stage(one.stage.0) else {
            continue;
        };
        let is_open = match one.closed {
            Some(closed) => closed > facts.as_of,
            None => stage.outcome.is_none(),
        };
        if !is_open {
            continue;
        }
        let days = days_between(expected, facts.as_of);
        let message = said!(
            "opportunity `{id}` should have been closed by {expected}, {ago} ago, and is still open",
            "销售机会 `{id}` 预计 {expected} 成交，已过 {days} 天，仍未结束",
            ago = crate::say::count(days, "day"),
            id = one.id,
            expected = expected,
            days = days
        );
        let help = said!(
            "write a new `expected_close`, or that it is won or lost",
            "请更新 `expected_close`，或写明赢单、输单"
        );
        out.push(Finding {
            account: Some(one.account.0),
            owner: Some(one.owner.0),
            due: Some(expected),
            days_late: Some(days),
            ..Finding::new(
                Place::new(one.file, Route::key("expected_close")),
                format!("opportunity/{}", one.id),
                message,
                help,
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings;

    #[test]
    fn open_and_past_on_the_day() {
        for (more, told) in [
            ("stage = \"lead\"\nexpected_close = 2026-03-31", true),
            ("stage = \"lead\"\nexpected_close = 2026-04-01", false),
            ("stage = \"lost\"\nexpected_close = 2026-03-31", false),
            ("stage = \"won\"\nexpected_close = 2026-03-31\nclosed = 2026-04-02", true),
            ("stage = \"won\"\nexpected_close = 2026-03-31\nclosed = 2026-04-01", false),
            ("stage = \"nowhere\"\nexpected_close = 2026-03-31", false),
        ] {
            let text = format!("account = \"a\"\ntitle = \"T\"\nowner = \"li\"\n{more}");
            little::facts(&[("opportunities/o.toml", &text)], "2026-04-01", |facts| {
                let found = findings::find(facts);
                let found = found.iter().any(|one| one.rule.name == "stalled-opportunity");
                assert_eq!(found, told, "{more}");
            });
        }
    }
}
