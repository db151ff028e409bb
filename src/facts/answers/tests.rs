//! Which misses are answered: what an improvement must be, and cite, to count.

use super::*;
use crate::facts::little;
use crate::values::date::parse_date;

const SOUND: &str = "problem = \"P\"\ngoal = \"G\"\nowner = \"li\"\ndue = 2026-05-01\nopened = 2026-04-02\nsource = \
                     [\"goal/g1#k3\"]\n[[measure]]\nid = \"m\"\ntitle = \"M\"\nowner = \"li\"\ndue = 2026-04-20\n";

/// What answers the miss of `reference` on 2026-03-31, where `improvement` is the book's `ca-1`.
fn answered(improvement: &str, reference: &str, as_of: &str) -> Option<String> {
    let mut found = None;
    let miss = Miss {
        reference: Reference::parse(reference).unwrap(),
        date: parse_date("2026-03-31").unwrap(),
    };
    little::facts(&[("improvements/ca-1.toml", improvement)], as_of, |facts| {
        found = answer(facts, &miss).map(|answer| answer.to_string());
    });
    found
}

#[test]
fn the_very_part_is_cited() {
    let yes = Some("improvement/ca-1".to_owned());
    assert_eq!(answered(SOUND, "goal/g1#k3", "2026-04-10"), yes);
    assert_eq!(answered(SOUND, "goal/g1#k2", "2026-04-10"), None);
    let whole = SOUND.replace("goal/g1#k3", "goal/g1");
    assert_eq!(answered(&whole, "goal/g1#k3", "2026-04-10"), None);
    let survey = SOUND.replace("goal/g1#k3", "survey/s1");
    assert_eq!(answered(&survey, "survey/s1", "2026-04-10"), yes);
    // No improvement answers that it did not help itself.
    let itself = SOUND.replace("goal/g1#k3", "improvement/ca-1");
    assert_eq!(answered(&itself, "improvement/ca-1", "2026-04-10"), None);
}

#[test]
fn of_a_recurring_obligation_the_occurrence_or_afterwards_the_whole() {
    let occurrence = SOUND.replace("goal/g1#k3", "contract/c1#report@2026-03-31");
    let whole = SOUND.replace("goal/g1#k3", "contract/c1#report");
    let miss = "contract/c1#report@2026-03-31";
    assert!(answered(&occurrence, miss, "2026-04-10").is_some());
    assert!(answered(&whole, miss, "2026-04-10").is_some());
    for opened in ["", "opened = 2026-03-31"] {
        let before = whole.replace("opened = 2026-04-02", opened);
        assert!(answered(&before, miss, "2026-04-10").is_none(), "{opened}");
    }
    let other = SOUND.replace("goal/g1#k3", "contract/c1#report@2026-02-28");
    assert!(answered(&other, miss, "2026-04-10").is_none());
}

#[test]
fn only_an_improvement_that_is_alive_answers() {
    for (from, to, yes) in [
        ("opened", "status = \"cancelled\"\nopened", false),
        (
            "[[measure]]\nid = \"m\"\ntitle = \"M\"\nowner = \"li\"\ndue = 2026-04-20\n",
            "",
            false,
        ),
        ("due = 2026-05-01", "due = 2026-04-09", false),
        ("due = 2026-05-01", "due = 2026-04-10", true),
        ("due = 2026-05-01", "due = 2026-04-09\nclosed = 2026-04-08", true),
        ("due = 2026-05-01", "due = 2026-04-09\nstatus = \"closed\"", true),
        // Not closed yet as of the day.
        ("due = 2026-05-01", "due = 2026-04-09\nclosed = 2026-04-11", false),
        ("due = 2026-05-01", "due = 2026-09-27", true),
        ("due = 2026-05-01", "due = 2026-09-28", false),
        ("opened = 2026-04-02", "opened = 2026-04-11", false),
    ] {
        let text = SOUND.replacen(from, to, 1);
        let found = answered(&text, "goal/g1#k3", "2026-04-10").is_some();
        assert_eq!(found, yes, "{to}");
    }
}

#[test]
fn a_request_is_answered_by_its_cause_and_doubt_is_told() {
    let request = "account = \"a\"\ntype = \"incident\"\ntitle = \"T\"\nseverity = \"high\"\nopened = \
                   2026-03-01T09:00:00\ncause = \"a full disk\"\n";
    let miss = Miss {
        reference: Reference::parse("request/r1#resolve").unwrap(),
        date: parse_date("2026-03-02").unwrap(),
    };
    little::facts(&[("requests/r1.toml", request)], "2026-04-10", |facts| {
        let found = answer(facts, &miss).map(|answer| answer.to_string());
        assert_eq!(found.as_deref(), Some("request/r1"));
        assert!(!in_doubt(facts, &miss, Some("a")));
    });
    let silent = request.replace("a full disk", " ");
    let broken = "owner = \"li\"\n";
    little::facts(
        &[("requests/r1.toml", &silent), ("improvements/x.toml", broken)],
        "2026-04-10",
        |facts| {
            assert_eq!(answer(facts, &miss), None);
            assert!(in_doubt(facts, &miss, Some("a")));
        },
    );
}
