//! The terms of contracts: renewals, terms that roll on, notice.

use crate::facts::little;

use super::terms;

/// `start..end` of the terms of a contract.
fn spans(contract: &str, as_of: &str) -> Vec<String> {
    let text = format!("account = \"a\"\ntitle = \"T\"\nowner = \"li\"\nstatus = \"active\"\n{contract}");
    let mut found = Vec::new();
    little::facts(&[("contracts/c.toml", &text)], as_of, |facts| {
        let all = terms(facts.book, &facts.book.contracts.all[0], facts.as_of);
        found = all.iter().map(|term| format!("{}..{}", term.start, term.end)).collect();
    });
    found
}

fn decided(date: &str, rest: &str) -> String {
    format!("[[renewal]]\ndate = {date}\nby = \"li\"\ndecision = {rest}\n")
}

#[test]
fn a_term_rolls_on_by_its_own_length() {
    let half = "start = 2025-01-31\nend = 2025-07-30\nauto_renew = true\n";
    assert_eq!(spans(half, "2025-07-30"), ["2025-01-31..2025-07-30"]);
    assert_eq!(
        spans(half, "2026-02-01"),
        [
            "2025-01-31..2025-07-30",
            "2025-07-31..2026-01-30",
            "2026-01-31..2026-07-30"
        ]
    );
    let days = "start = 2025-01-01\nend = 2025-01-10\nauto_renew = true\n";
    assert_eq!(
        spans(days, "2025-01-25"),
        [
            "2025-01-01..2025-01-10",
            "2025-01-11..2025-01-20",
            "2025-01-21..2025-01-30"
        ]
    );
}

#[test]
fn at_most_a_year_at_a_time() {
    let long = "start = 2022-03-01\nend = 2024-02-29\nauto_renew = true\n";
    assert_eq!(
        spans(long, "2025-06-01"),
        [
            "2022-03-01..2024-02-29",
            "2024-03-01..2025-02-28",
            "2025-03-01..2026-02-28"
        ]
    );
}

#[test]
fn what_was_decided_by_the_deadline_keeps_it_from_rolling() {
    let base = "start = 2025-01-01\nend = 2025-12-31\nnotice = \"1 months\"\nauto_renew = true\n";
    let stays = |more: String| spans(&format!("{base}{more}"), "2026-02-01").len();
    assert_eq!(stays(String::new()), 2);
    assert_eq!(stays(decided("2025-11-30", "\"end\"")), 1);
    assert_eq!(stays(decided("2025-11-30", "\"renegotiate\"")), 1);
    // Too late, or taken back.
    assert_eq!(stays(decided("2025-12-01", "\"end\"")), 2);
    assert_eq!(
        stays(decided("2025-11-01", "\"renegotiate\"") + &decided("2025-11-20", "\"renew\"")),
        2
    );
}

#[test]
fn a_renewal_moves_the_end() {
    let base = "start = 2025-01-01\nend = 2025-12-31\nnotice = \"1 months\"\n";
    let moved = |more: String, as_of| spans(&format!("{base}{more}"), as_of);
    let year = decided("2025-11-01", "\"renew\"\nuntil = 2026-12-31");
    assert_eq!(
        moved(year.clone(), "2025-11-01"),
        ["2025-01-01..2025-12-31", "2026-01-01..2026-12-31"]
    );
    assert_eq!(moved(year, "2025-10-31"), ["2025-01-01..2025-12-31"]);
    let late = decided("2026-01-20", "\"renew\"\nuntil = 2026-06-30");
    assert_eq!(
        moved(late, "2026-02-01"),
        ["2025-01-01..2025-12-31", "2026-01-01..2026-06-30"]
    );
    let early = decided("2025-05-01", "\"end\"\nuntil = 2025-06-30");
    assert_eq!(moved(early, "2026-02-01"), ["2025-01-01..2025-06-30"]);
}
