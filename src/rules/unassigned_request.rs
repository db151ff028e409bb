//! `unassigned-request`: a request that nobody has taken.

use crate::facts::{Facts, service};
use crate::findings::{Finding, Findings, Place};
use crate::place::Route;
use crate::said;

crate::rule! {
    /// An open request has no owner.
    ///
    /// The customer waits and nobody is working on it. Everybody thinks that somebody else is.
    ///
    /// ## Fails
    ///
    /// ```toml requests/outage.toml
    /// id = "outage"
    /// #    ^^^^^^^^ nobody has taken request `outage` of `acme`: The system is down
    /// account = "acme"
    /// type = "incident"
    /// title = "The system is down"
    /// severity = "high"
    /// opened = 2026-03-31T09:00:00
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml requests/outage.toml
    /// id = "outage"
    /// account = "acme"
    /// type = "incident"
    /// title = "The system is down"
    /// severity = "high"
    /// opened = 2026-03-31T09:00:00
    /// owner = "li"
    /// status = "assigned"
    /// ```
    ///
    /// ## Way out
    ///
    /// Name the one who sees to it: `owner`.
    Error "unassigned-request" Business
    reads ["owner", "status", "opened", "resolved", "closed"]
    zh "未解决的服务请求没有负责人。"
    "客户在等，却没有人在处理。人人都以为别人在办。"
    "指定负责人：填写 `owner`。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for request in &facts.book.requests {
        if request.owner.is_some()
            || request.opened >= facts.end_of_day
            || !service::is_open(request, facts.end_of_day)
        {
            continue;
        }
        let account = facts.book.accounts.get(request.account.0);
        let message = said!(
            "nobody has taken request `{id}` of `{account}`: {title}",
            "客户 `{account}` 的服务请求 `{id}` 没有负责人：{title}",
            id = request.id,
            account = request.account.0,
            title = request.title
        );
        let help = said!("name the one who sees to it: `owner`", "请填写 `owner`，指定负责人");
        out.push(Finding {
            account: Some(request.account.0),
            // Whoever answers for the customer must find somebody.
            owner: account.and_then(|account| account.owner).map(|owner| owner.0),
            ..Finding::new(
                Place::new(request.file, Route::RECORD),
                format!("request/{}", request.id),
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
    fn only_what_is_open_on_the_day() {
        for (more, told) in [
            ("", true),
            ("status = \"waiting\"", true),
            ("resolved = 2026-04-02T09:00:00", true),
            ("resolved = 2026-03-02T09:00:00", false),
            ("status = \"resolved\"", false),
            ("status = \"closed\"", false),
        ] {
            let text = format!(
                "account = \"a\"\ntype = \"incident\"\ntitle = \"T\"\nseverity = \"low\"\nopened = \
                 2026-03-01T09:00:00\n{more}"
            );
            for (day, told) in [("2026-04-01", told), ("2026-02-28", false)] {
                little::facts(&[("requests/r.toml", &text)], day, |facts| {
                    let found = findings::find(facts);
                    let found = found.iter().any(|one| one.rule.name == "unassigned-request");
                    assert_eq!(found, told, "{more} {day}");
                });
            }
        }
    }
}
