//! `account`: all about one customer, what needs attention first.

use std::cmp::Reverse;

use crate::document::{Document, Part, Point, Tone};
use crate::facts::Facts;
use crate::facts::ledger::State;
use crate::said;
use crate::say::Said;
use crate::word;

use super::lines::{self, Naming};
use super::sections::{self, Excerpt, Section};
use super::{Ask, Narrow, Report, Subject, brief, missed, subject, weight};
use super::{accountability, commitments, communication, contracts, health, improvements, pillars, raci};
use super::{reviews, sales, satisfaction, scorecard, service, tasks};

/// The report.
pub static REPORT: Report = Report {
    name: "account",
    title: word!("Account analysis", "客户分析报告"),
    about: word!(
        "all about one account, with what needs attention first",
        "单个客户的全貌，先列需要关注的事项"
    ),
    readers: word!(
        "For whoever takes an account over, plans its quarter or reviews it",
        "供接手客户、制定季度计划或审查客户时使用"
    ),
    subject: Subject::Account,
    takes: &[Narrow::Period],
    make,
};

/// So many points need attention first.
const MOST: usize = 10;

/// What is still to be done.
const OPEN: &[&str] = &["overdue", "due-soon", "open", "no-date"];

static SECTIONS: [Section; 7] = [
    Section {
        heading: word!("How it stands", "总体情况"),
        excerpts: &[
            Excerpt::whole(&health::REPORT, &["health", "colour", "worst", "parts"]),
            Excerpt::whole(
                &pillars::REPORT,
                &["goals", "communication", "contracts", "satisfaction", "review"],
            ),
        ],
    },
    Section {
        heading: word!("Who does what", "责任分工"),
        excerpts: &[
            Excerpt::whole(&accountability::REPORT, &["accountable", "team", "open", "overdue", "gaps"]),
            Excerpt::whole(&raci::REPORT, &["duty", "people"]),
        ],
    },
    Section {
        heading: word!("Goals", "目标与绩效"),
        excerpts: &[Excerpt::whole(
            &scorecard::REPORT,
            &["goal", "name", "owner", "target", "actual", "attainment", "weight", "points", "colour", "missed", "score"],
        )],
    },
    Section {
        heading: word!("Contracts and commitments", "合同与责任事项"),
        excerpts: &[
            Excerpt::whole(
                &contracts::REPORT,
                &[
                    "title",
                    "status",
                    "start",
                    "end",
                    "notice_deadline",
                    "value",
                    "us_on_time",
                    "customer_on_time",
                    "exposure",
                    "missing_clauses",
                ],
            ),
            Excerpt {
                report: &commitments::REPORT,
                columns: &["title", "party", "owner", "due", "state", "days_late", "escalated_to"],
                only: Some(("state", OPEN)),
                most: 30,
            },
            Excerpt {
                report: &tasks::REPORT,
                columns: &["title", "owner", "status", "progress", "expected_progress", "due", "days_late"],
                only: None,
                most: 20,
            },
        ],
    },
    Section {
        heading: word!("Communication and satisfaction", "沟通与满意度"),
        excerpts: &[
            Excerpt::whole(
                &communication::REPORT,
                &[
                    "last_contact",
                    "next_due",
                    "interactions",
                    "gaps_over",
                    "coverage",
                    "shared",
                    "open_feedback",
                    "open_promises",
                ],
            ),
            Excerpt::whole(
                &satisfaction::REPORT,
                &["surveys", "response_rate", "csat", "dimensions", "nps", "nps_margin", "ces", "issues_open"],
            ),
            Excerpt::whole(
                &service::REPORT,
                &[
                    "requests",
                    "open",
                    "response_sla",
                    "resolution_sla",
                    "median_response",
                    "complaints",
                    "complaint_rate",
                    "rating",
                ],
            ),
        ],
    },
    Section {
        heading: word!("Sales", "销售"),
        excerpts: &[Excerpt::whole(
            &sales::REPORT,
            &["orders", "revenue", "on_time", "pipeline", "weighted", "won", "lost", "win_rate", "stalled"],
        )],
    },
    Section {
        heading: word!("Reviews and improvements", "审查与整改"),
        excerpts: &[
            Excerpt::whole(
                &reviews::REPORT,
                &["review", "finding", "area", "severity", "owner", "improvement", "state"],
            ),
            Excerpt::whole(
                &improvements::REPORT,
                &["problem", "goal", "owner", "due", "measures_done", "measures", "effective", "state", "days_late"],
            ),
        ],
    },
];

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let account = subject::account(facts, ask)?;
    let name = facts.book.accounts.all[account].name;
    let mut parts = vec![
        Part::Text(brief::summary(facts, account)),
        Part::Heading(said!("What needs attention", "需要关注")),
    ];
    let attention = attention(facts, account);
    if attention.is_empty() {
        let text = said!("Nothing on record is late, missed or waiting.", "台账中没有逾期、未达标或待答复的事项。");
        parts.push(Part::Points(vec![Point { tone: Tone::Good, text }]));
    } else {
        parts.push(Part::Points(attention));
    }
    sections::put(&mut parts, &SECTIONS, facts, ask)?;
    parts.push(Part::Heading(said!("The customer", "客户方")));
    let tables = [brief::contacts(facts, ask, account), brief::needs(facts, ask, account)];
    parts.extend(tables.map(|table| Part::Table(Box::new(table))));
    // The title names the account already.
    let ask = Ask { account: None, ..*ask };
    Ok(Document {
        title: said!("Account analysis: {name}", "客户分析报告：{name}"),
        ..REPORT.composed(facts, &ask, parts)
    })
}

/// What is late, by the money at stake and then the days; what has no answer; contracts to be decided
/// about; missed KPIs.
fn attention(facts: &Facts<'_, '_>, account: usize) -> Vec<Point> {
    let ledger = facts.ledger.of_account(account);
    let mut late: Vec<_> = ledger.iter().filter(|one| one.state == State::Overdue).collect();
    late.sort_by_cached_key(|one| {
        let stake = Reverse(weight::at_stake(facts, one));
        (stake, Reverse(one.days_late), one.reference(facts))
    });
    let late = late.into_iter().map(|one| lines::line(facts, one, Naming::Nothing));
    let goals = facts.of_account[account].goals.iter();
    let missed = goals.flat_map(|at| missed::of_goal(facts, *at as usize, Naming::Nothing));
    let open = missed.filter(|missed| missed.answered != Some(true)).map(|missed| missed.point);
    // A notice that is overdue stands among what is late already.
    let notices = brief::notices(facts, account).into_iter().filter(|point| point.tone != Tone::Bad);
    let points = late.chain(notices).chain(open);
    lines::first(points.collect(), MOST)
}

#[cfg(test)]
mod tests;
