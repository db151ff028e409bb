//! `management`: the written report of a review: the exceptions by the money at stake, then the portfolio,
//! goals, contracts, satisfaction, reviews and people, each in a sentence and a table.

mod exceptions;
mod words;

use crate::document::{Document, Part};
use crate::facts::Facts;
use crate::model::Kind;
use crate::said;
use crate::say::Said;
use crate::word;

use super::sections::Excerpt;
use super::{Ask, Narrow, Report, Subject, Traced};
use super::{accountability, communication, contracts, health, improvements, people, pillars};
use super::{reviews, sales, satisfaction, scorecard, service};

/// The report.
pub static REPORT: Report = Report {
    name: "management",
    title: word!("Management review", "管理层审查报告"),
    about: word!(
        "exceptions first, by the money at stake; then portfolio, goals, contracts, satisfaction, reviews, people",
        "先列异常事项（按涉及金额），再列客户组合、目标、合同、满意度、审查整改和成员"
    ),
    readers: word!(
        "For directors before and in a review; it can be handed out as it is",
        "供主管审查前准备和会上使用，可直接分发"
    ),
    subject: Subject::Book,
    takes: &[Narrow::Period, Narrow::History],
    make,
};

/// So many rows of a table that may be long; of more people, what is behind their figures is told in their report.
const MOST: usize = 15;

const fn first(report: &'static Report, columns: &'static [&'static str]) -> Excerpt {
    Excerpt {
        report,
        columns,
        only: None,
        most: MOST,
    }
}

static PORTFOLIO: [Excerpt; 4] = [
    first(
        &accountability::REPORT,
        &["name", "tier", "accountable", "open", "overdue", "next_due", "last_contact", "gaps"],
    ),
    first(
        &sales::REPORT,
        &["account", "revenue", "share", "class", "on_time", "pipeline", "weighted", "win_rate", "stalled"],
    ),
    first(&health::REPORT, &["account", "health", "colour", "worst"]),
    first(
        &pillars::REPORT,
        &["account", "goals", "communication", "contracts", "satisfaction", "review"],
    ),
];

static GOALS: [Excerpt; 1] = [first(
    &scorecard::REPORT,
    &["account", "goal", "name", "owner", "target", "actual", "attainment", "colour", "missed", "score"],
)];

static CONTRACTS: [Excerpt; 1] = [first(
    &contracts::REPORT,
    &["account", "title", "end", "notice_deadline", "value", "us_on_time", "customer_on_time", "exposure"],
)];

static SATISFACTION: [Excerpt; 3] = [
    first(
        &satisfaction::REPORT,
        &["account", "surveys", "response_rate", "csat", "nps", "nps_margin", "issues_open"],
    ),
    first(
        &service::REPORT,
        &["account", "requests", "open", "response_sla", "resolution_sla", "complaints", "rating"],
    ),
    first(
        &communication::REPORT,
        &["account", "last_contact", "next_due", "gaps_over", "coverage", "open_feedback", "open_promises"],
    ),
];

static REVIEWS: [Excerpt; 2] = [
    first(
        &reviews::REPORT,
        &["finding", "area", "account", "severity", "owner", "improvement", "state"],
    ),
    first(
        &improvements::REPORT,
        &["account", "problem", "owner", "due", "measures_done", "measures", "effective", "state", "days_late"],
    ),
];

static PEOPLE: [Excerpt; 1] = [Excerpt::whole(
    &people::REPORT,
    &["person", "accounts", "open", "overdue", "done", "on_time", "few", "moved", "load", "points"],
)];

fn make(facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let period = ask.period;
    let opening = words::as_far_as_known(facts, Kind::ALL, words::opening(facts));
    let mut parts = vec![Part::Text(opening)];
    exceptions::put(&mut parts, facts, period);
    let many = facts.book.people.all.len() > MOST;
    let of_people = Ask {
        traced: if many { Traced::Subjects } else { ask.traced },
        ..*ask
    };
    let sections: [(Said, Said, &[Kind], &[Excerpt]); 6] = [
        (
            said!("Portfolio", "客户组合"),
            words::portfolio(facts, period),
            &[Kind::Account, Kind::Order],
            &PORTFOLIO,
        ),
        (said!("Goals", "目标与绩效"), words::goals(facts, period), &[Kind::Goal], &GOALS),
        (
            said!("Contracts", "合同履约"),
            words::contracts(facts, period),
            &[Kind::Contract],
            &CONTRACTS,
        ),
        (
            said!("Satisfaction, service and contact", "满意度、服务与沟通"),
            words::satisfaction(facts, period),
            &[Kind::Survey, Kind::Request, Kind::Interaction],
            &SATISFACTION,
        ),
        (
            said!("Reviews and improvements", "审查与整改"),
            words::reviews(facts, period),
            &[Kind::Review, Kind::Improvement],
            &REVIEWS,
        ),
        (said!("People", "成员"), words::people(facts), Kind::ALL, &PEOPLE),
    ];
    for (heading, told, kinds, excerpts) in sections {
        parts.push(Part::Heading(heading));
        parts.push(Part::Text(words::as_far_as_known(facts, kinds, told)));
        for excerpt in excerpts {
            let ask = if excerpt.report.name == people::REPORT.name { &of_people } else { ask };
            parts.push(Part::Table(Box::new(excerpt.table(facts, ask)?)));
        }
    }
    Ok(REPORT.composed(facts, ask, parts))
}

#[cfg(test)]
mod tests;
