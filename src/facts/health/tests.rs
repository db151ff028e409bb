//! The health of accounts: its parts, its weights, and what is left out.

use super::*;
use crate::facts::little;

const ACCOUNT: (&str, &str) = (
    "accounts/a.toml",
    "name = \"A\"\ntier = \"growth\"\nsince = 2026-01-01\nowner = \"li\"\n",
);
const PERSON: (&str, &str) = ("people/li.toml", "name = \"Li\"\n");

/// 120 against 100, and one without a figure.
const GOAL: &str = "account = \"a\"\ntitle = \"T\"\nowner = \"li\"\nperiod = \"2026-Q1\"\n[[kpi]]\nid = \"k\"\nname = \
                    \"K\"\nweight = 50\ntarget = 100\n[[kpi]]\nid = \"l\"\nname = \"L\"\nweight = 50\ntarget = \
                    100\n[[actual]]\nkpi = \"k\"\nperiod = \"2026-Q1\"\nvalue = 150\n";

fn task(due: &str, done: &str) -> String {
    format!("title = \"T\"\nowner = \"li\"\naccount = \"a\"\ndue = {due}\n{done}\n")
}

#[test]
fn the_mean_of_what_is_known_and_the_worst_beside() {
    let (kept, late) = (
        task("2026-03-01", "done = 2026-03-01"),
        task("2026-03-01", "done = 2026-03-02"),
    );
    let (old, today) = (task("2025-12-01", ""), task("2026-04-01", ""));
    let survey = "account = \"a\"\ndate = 2025-04-02\nmethod = \"phone\"\nowner = \"li\"\n[[response]]\nanswers = { \
                  product_quality = 5, service_attitude = 4, response_speed = 3 }\n";
    let before = survey.replace("2025-04-02", "2025-04-01").replace("= 5", "= 1");
    let files = [
        ACCOUNT,
        PERSON,
        ("goals/g.toml", GOAL),
        ("tasks/a.toml", &kept),
        ("tasks/b.toml", &late),
        ("tasks/c.toml", &old),
        ("tasks/d.toml", &today),
        ("surveys/s.toml", survey),
        ("surveys/t.toml", &before),
    ];
    little::facts(&files, "2026-04-01", |facts| {
        let health = health(facts, 0);
        let figure = |part: Part| {
            let found = health.parts.iter().find(|one| one.part == part).unwrap();
            found.figure.as_ref().map(|figure| figure.text(1))
        };
        // (120 × 50 + 0 × 50) / 100, and it says that a figure is missing.
        assert_eq!(figure(Part::Kpi).as_deref(), Some("60.0"));
        assert!(health.parts[0].incomplete);
        assert_eq!(figure(Part::Satisfaction).as_deref(), Some("66.7"));
        assert_eq!(figure(Part::Tasks).as_deref(), Some("50.0"));
        assert_eq!(health.parts[2].rate, Some(Rate { kept: 1, of: 2 }));
        assert_eq!(health.parts[2].sources, [(Kind::Task, 0), (Kind::Task, 1)]);
        assert_eq!(figure(Part::Contracts), None);
        assert_eq!(figure(Part::Service), None);
        let left_out: Vec<Part> = health.left_out().collect();
        assert!(left_out.contains(&Part::Contracts) && left_out.contains(&Part::Service));
        assert_eq!(health.worst().map(|worst| worst.part), worst_of(&health));
    });
}

fn worst_of(health: &Health) -> Option<Part> {
    let known = health
        .parts
        .iter()
        .filter_map(|part| Some((part.figure.clone()?, part.part)));
    known.min().map(|(_, part)| part)
}

#[test]
fn an_account_of_which_nothing_is_known_has_no_health() {
    let account = ("accounts/a.toml", "name = \"A\"\ntier = \"growth\"\n");
    little::facts(&[account], "2026-04-01", |facts| {
        let health = health(facts, 0);
        assert_eq!((&health.score, health.colour), (&None, None));
        assert!(health.worst().is_none());
        assert_eq!(health.left_out().count(), 6);
    });
}

#[test]
fn the_kpi_part_is_at_most_100_and_weights_decide() {
    let goal = GOAL.replace(
        "[[actual]]",
        "[[actual]]\nkpi = \"l\"\nperiod = \"2026-Q1\"\nvalue = 110\n[[actual]]",
    );
    let late = task("2026-03-01", "");
    let settings = "[book]\nname = \"B\"\n[health]\nweights = { kpi = 60, tasks = 20, communication = 0 }\n";
    let files = [
        ("kam.toml", settings),
        ACCOUNT,
        PERSON,
        ("goals/g.toml", &goal),
        ("tasks/a.toml", &late),
    ];
    little::facts(&files, "2026-04-01", |facts| {
        let health = health(facts, 0);
        // (100 × 60 + 0 × 20) / 80
        assert_eq!(health.score, Some(Figure::from(75)));
        assert_eq!(health.colour, Some(Colour::Amber));
        assert_eq!(health.worst().map(|worst| worst.part), Some(Part::Tasks));
        assert_eq!(health.worst().and_then(|worst| worst.colour), Some(Colour::Red));
    });
}
