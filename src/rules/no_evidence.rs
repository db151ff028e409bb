//! `no-evidence`: something said to be done, or measured, that nothing proves.

use crate::book::Record;
use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::contract::{Contract, ContractStatus};
use crate::model::goal::{Actual, Goal};
use crate::model::settings::Level;
use crate::place::Route;
use crate::said;

use super::self_assessed;

crate::rule! {
    /// A fulfilled obligation or an actual has no evidence.
    ///
    /// When the customer, a successor or an auditor asks, "we did" is not enough. A link to the mail, the
    /// signed report or the export is found in a minute today and in a day next year.
    ///
    /// ## Fails
    ///
    /// ```toml contracts/acme-msa.toml
    /// id = "acme-msa"
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2026-01-01
    /// end = 2026-12-31
    ///
    /// [[obligation]]
    /// id = "uptime-report"
    /// party = "us"
    /// title = "Monthly uptime report"
    /// every = "monthly"
    /// from = 2026-03-05
    ///
    /// [[fulfilled]]
    /// obligation = "uptime-report"
    /// due = 2026-03-05
    /// on = 2026-03-04
    /// #    ^^^^^^^^^^ nothing proves that `uptime-report` of contract `acme-msa`, due on 2026-03-05, was done on 2026-03-04
    /// ```
    ///
    /// ```toml goals/acme-2026-q1.toml
    /// account = "acme"
    /// title = "A system that is up"
    /// period = "2026-Q1"
    /// owner = "li"
    ///
    /// [[kpi]]
    /// id = "uptime"
    /// name = "Uptime"
    /// target = 99.5
    /// weight = 100
    ///
    /// [[actual]]
    /// kpi = "uptime"
    /// period = "2026-Q1"
    /// value = 99.7
    /// #       ^^^^ nothing proves the figure of KPI `uptime` of goal `acme-2026-q1` for 2026-Q1
    /// by = "wang"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml contracts/acme-msa.toml
    /// id = "acme-msa"
    /// account = "acme"
    /// title = "Master service agreement"
    /// status = "active"
    /// owner = "li"
    /// start = 2026-01-01
    /// end = 2026-12-31
    ///
    /// [[obligation]]
    /// id = "uptime-report"
    /// party = "us"
    /// title = "Monthly uptime report"
    /// every = "monthly"
    /// from = 2026-03-05
    ///
    /// [[fulfilled]]
    /// obligation = "uptime-report"
    /// due = 2026-03-05
    /// on = 2026-03-04
    /// evidence = "reports/2026-03.pdf"
    /// ```
    ///
    /// ## Way out
    ///
    /// Write `evidence`: a link, a path, the number of the signed paper.
    Warning "no-evidence" Contracts
    reads ["status", "obligation", "fulfilled", "kpi", "actual"]
    zh "义务的履行或指标的实际值没有证据。"
    "客户、接手的同事或审计问起来，一句“做了”是不够的。邮件、签收单、系统导出的链接，今天补一分钟，明年找一整天。"
    "填写 `evidence`：链接、文件路径或签收单编号。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for contract in &facts.book.contracts {
        of_contract(facts, contract, out);
    }
    for goal in &facts.book.goals {
        of_goal(facts, goal, out);
    }
}

fn of_contract<'a>(facts: &Facts<'_, 'a>, contract: &Record<'a, Contract<'a>>, out: &mut Findings<'_, 'a>) {
    if contract.status == ContractStatus::Draft {
        return;
    }
    for (at, done) in contract.fulfilled.iter().enumerate() {
        if done.evidence.is_some() || done.on > facts.as_of {
            continue;
        }
        let name = done.obligation.0;
        let Some(obligation) = contract.obligation.iter().find(|one| one.id.0 == name) else {
            continue;
        };
        let occurrence = obligation
            .every
            .map_or_else(String::new, |_| format!("@{}", done.due));
        let place = Place::new(contract.file, Route::in_part("fulfilled", at, "on"));
        let message = said!(
            "nothing proves that `{name}` of contract `{id}`, due on {due}, was done on {on}",
            "合同 `{id}` 的义务 `{name}`（期限 {due}）记为已于 {on} 履行，但没有证据",
            id = contract.id,
            due = done.due,
            on = done.on
        );
        let help = said!(
            "write `evidence`: a link, a path, the number of a paper",
            "请填写 `evidence`：链接、路径或单据编号"
        );
        out.push(Finding {
            account: Some(contract.account.0),
            owner: Some(obligation.owner.unwrap_or(contract.owner).0),
            due: Some(done.due),
            ..Finding::new(
                place,
                format!("contract/{}#{name}{occurrence}", contract.id),
                message,
                help,
            )
        });
    }
}

fn of_goal<'a>(facts: &Facts<'_, 'a>, goal: &Record<'a, Goal<'a>>, out: &mut Findings<'_, 'a>) {
    let mut levels = facts.book.settings.severity.iter();
    let silenced = levels.any(|(rule, level)| *rule == self_assessed::RULE.name && *level == Level::Off);
    for (at, actual) in goal.actual.iter().enumerate() {
        if actual.evidence.is_some() || actual.date.unwrap_or(actual.period.last()) > facts.as_of {
            continue;
        }
        let name = actual.kpi.0;
        let Some(kpi) = goal.kpi.iter().find(|kpi| kpi.id.0 == name) else {
            continue;
        };
        let owner = kpi.owner.unwrap_or(goal.owner);
        // Typed by the one who is judged by it: `self-assessed` says so, unless it is turned off.
        if actual.by == Some(owner) && !silenced {
            continue;
        }
        let place = Place::new(goal.file, Route::in_part("actual", at, figure_key(actual)));
        let message = said!(
            "nothing proves the figure of KPI `{name}` of goal `{id}` for {period}",
            "目标 `{id}` 的指标 `{name}` 在 {period} 的实际值没有证据",
            id = goal.id,
            period = actual.period
        );
        let help = said!(
            "write `evidence`: a link, a path, the export it was taken from",
            "请填写 `evidence`：链接、路径或所依据的报表"
        );
        out.push(Finding {
            account: Some(goal.account.0),
            owner: Some(owner.0),
            ..Finding::new(
                place,
                format!("goal/{}#{name}@{}", goal.id, actual.period),
                message,
                help,
            )
        });
    }
}

fn figure_key(actual: &Actual<'_>) -> &'static str {
    if actual.value.is_some() { "value" } else { "num" }
}

#[cfg(test)]
mod tests {
    use crate::facts::little;
    use crate::findings;

    fn count(actual: &str, as_of: &str) -> usize {
        let text = format!(
            "account = \"a\"\ntitle = \"T\"\nperiod = \"2026-Q1\"\nowner = \"li\"\n[[kpi]]\nid = \"k\"\nname = \
             \"K\"\ntarget = 1\nweight = 100\n[[actual]]\nkpi = \"k\"\nperiod = \"2026-Q1\"\n{actual}\n"
        );
        let mut count = 0;
        little::facts(&[("goals/g.toml", &text)], as_of, |facts| {
            let found = findings::find(facts);
            count = found.iter().filter(|one| one.rule.name == "no-evidence").count();
        });
        count
    }

    #[test]
    fn it_leaves_to_others_what_is_theirs_and_waits_for_the_day() {
        assert_eq!(count("value = 1", "2026-03-31"), 1);
        assert_eq!(count("value = 1", "2026-03-30"), 0);
        assert_eq!(count("value = 1\ndate = 2026-02-01", "2026-02-01"), 1);
        assert_eq!(count("value = 1\nby = \"li\"", "2026-04-01"), 0);
        assert_eq!(count("num = 1\nden = 2\nby = \"wu\"", "2026-04-01"), 1);
        assert_eq!(count("value = 1\nevidence = \"e\"", "2026-04-01"), 0);
    }
}
