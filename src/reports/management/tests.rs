//! The management review over little books.

use crate::document::{Body, Document, Part};
use crate::facts::little;
use crate::reports::Ask;

use super::REPORT;

const ACCOUNT: &str = "name = \"Acme\"\ntier = \"growth\"\nowner = \"li\"\nsupervisor = \"boss\"\nsince = 2026-03-31\n";
const SETTINGS: &str = "[book]\nname = \"Little\"\n\n[tiers.growth]\nrank = 3\nescalate_after = \"7 days\"\n";

/// The points below each heading.
fn sections(document: &Document) -> Vec<(String, Vec<String>)> {
    let Body::Composed(parts) = &document.body else { panic!("a composed document") };
    let mut sections: Vec<(String, Vec<String>)> = Vec::new();
    for part in parts {
        match part {
            Part::Heading(said) => sections.push((said.en.clone(), Vec::new())),
            Part::Points(points) => {
                let section = sections.last_mut().expect("a heading first");
                section.1.extend(points.iter().map(|point| point.text.en.clone()));
            }
            Part::Text(_) | Part::Table(_) => {}
        }
    }
    sections.retain(|(_, points)| !points.is_empty());
    sections
}

fn review(more: &[(&str, &str)], run: impl FnOnce(&Document)) {
    let mut files = vec![
        ("kam.toml", SETTINGS),
        ("people/li.toml", "name = \"Li\"\n"),
        ("people/boss.toml", "name = \"Boss\"\n"),
        ("accounts/acme.toml", ACCOUNT),
    ];
    files.extend(more);
    little::facts(&files, "2026-04-01", |facts| {
        run(&(REPORT.make)(facts, &Ask::default()).expect("it can be made"));
    });
}

#[test]
fn money_at_stake_comes_first() {
    let order = |amount: &str| format!("account = \"acme\"\ndate = 2026-01-01\npromised = 2026-03-30\namount = \"{amount} CNY\"\n");
    let (small, large) = (order("100.00"), order("2000.00"));
    let more = [
        ("orders/a.toml", small.as_str()),
        ("orders/b.toml", large.as_str()),
        (
            "tasks/old.toml",
            "account = \"acme\"\ntitle = \"Old\"\nowner = \"li\"\ndue = 2026-03-01\n",
        ),
        (
            "tasks/new.toml",
            "account = \"acme\"\ntitle = \"New\"\nowner = \"li\"\ndue = 2026-03-31\n",
        ),
    ];
    review(&more, |document| {
        let expected = [
            (
                "Money at stake",
                vec![
                    "Acme: Deliver order b · Li · 2 days late · 2,000.00 CNY",
                    "Acme: Deliver order a · Li · 2 days late · 100.00 CNY",
                ],
            ),
            ("Escalated", vec!["Acme: Old · Li · 31 days late · escalated to Boss"]),
        ];
        let expected = expected.map(|(heading, points)| {
            let points = points.into_iter().map(str::to_owned).collect();
            (heading.to_owned(), points)
        });
        assert_eq!(sections(document), expected);
    });
}

#[test]
fn that_nothing_is_wrong_is_said() {
    review(&[], |document| {
        let sections = sections(document);
        assert_eq!(sections.len(), 1);
        assert_eq!(sections[0].0, "Exceptions");
    });
}

#[test]
fn a_missed_kpi_without_an_answer_is_an_exception() {
    let goal = r#"account = "acme"
title = "Quarter"
period = "2026-Q1"
owner = "li"

[[kpi]]
id = "up"
name = "Uptime"
target = 100
weight = 100

[[actual]]
kpi = "up"
period = "2026-Q1"
value = 80
date = 2026-04-01
"#;
    let answer = "account = \"acme\"\nproblem = \"p\"\ngoal = \"g\"\nowner = \"li\"\ndue = 2026-05-01\nsource = \"goal/q1#up\"\n\n[[measure]]\nid = \"m\"\ntitle = \"t\"\nowner = \"li\"\ndue = 2026-05-01\n";
    review(&[("goals/q1.toml", goal)], |document| {
        let point = "Acme: Uptime reached 80.0% of its target in 2026-Q1; nothing is done about it yet";
        let heading = "Missed KPIs without an answer".to_owned();
        assert_eq!(sections(document), [(heading, vec![point.to_owned()])]);
    });
    review(&[("goals/q1.toml", goal), ("improvements/i.toml", answer)], |document| {
        assert_eq!(sections(document)[0].0, "Exceptions", "an improvement answers it");
    });
}

#[test]
fn an_account_that_nobody_owns_is_an_exception() {
    review(&[], |document| {
        let all = sections(document);
        let told = all.iter().flat_map(|(_, points)| points).any(|point| point.ends_with("and no KPI was missed."));
        assert!(told, "{all:?}");
    });
    let more = [
        ("accounts/beta.toml", "name = \"Beta\"\ntier = \"growth\"\n"),
        ("accounts/gone.toml", "name = \"Gone\"\ntier = \"growth\"\nstatus = \"lost\"\n"),
    ];
    review(&more, |document| {
        let all = sections(document);
        let points = vec!["Beta: nobody owns this account".to_owned()];
        assert!(all.contains(&("Accounts without an owner".to_owned(), points)), "{all:?}");
    });
}

/// All that the document says between its tables, in English.
fn texts(document: &Document) -> String {
    let Body::Composed(parts) = &document.body else { panic!("a composed document") };
    let texts = parts.iter().filter_map(|part| match part {
        Part::Text(said) => Some(said.en.as_str()),
        Part::Heading(_) | Part::Points(_) | Part::Table(_) => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn money_without_a_rate_is_told_in_its_own_currency() {
    let order = |amount: &str| format!("account = \"acme\"\ndate = 2026-01-01\npromised = 2026-03-30\namount = \"{amount}\"\n");
    let (foreign, own) = (order("5000000 USD"), order("100.00 CNY"));
    let more = [("orders/a.toml", own.as_str()), ("orders/b.toml", foreign.as_str())];
    review(&more, |document| {
        let points = [
            "Acme: Deliver order b · Li · 2 days late · 5,000,000.00 USD",
            "Acme: Deliver order a · Li · 2 days late · 100.00 CNY",
        ];
        assert_eq!(sections(document)[0], ("Money at stake".to_owned(), points.map(str::to_owned).to_vec()));
        let texts = texts(document);
        let told = "due soon: 100.00 CNY, not counting 5,000,000.00 USD, for which kam.toml has no rate.";
        assert!(texts.contains(told), "{texts}");
    });
}

#[test]
fn a_finding_waits_until_its_improvement_was_opened() {
    let review_of = "period = \"2026-Q1\"\ndate = 2026-03-25\nreviewers = [\"li\"]\nareas = [\"contracts\"]\n\
                     [[finding]]\nid = \"f\"\narea = \"contracts\"\ntext = \"t\"\nseverity = \"major\"\nowner = \"li\"\nimprovement = \"i\"\n";
    let improvement = |opened: &str| {
        format!(
            "account = \"acme\"\nproblem = \"p\"\ngoal = \"g\"\nowner = \"li\"\ndue = 2026-05-01\nopened = {opened}\n\
             source = \"review/r#f\"\n\n[[measure]]\nid = \"m\"\ntitle = \"t\"\nowner = \"li\"\ndue = 2026-05-01\n"
        )
    };
    for (opened, waiting) in [("2026-04-02", 1), ("2026-04-01", 0)] {
        let improvement = improvement(opened);
        let more = [("reviews/r.toml", review_of), ("improvements/i.toml", improvement.as_str())];
        review(&more, |document| {
            let texts = texts(document);
            let told = format!("1 review with 1 finding, {waiting} of them without an improvement.");
            assert!(texts.contains(&told), "{texts}");
        });
    }
}
