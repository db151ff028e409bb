//! Clocks of requests, service levels and the complaint rate, of little books.

use crate::facts::little;

use super::*;

const SETTINGS: &str = "[book]\nname = \"Little\"\n\
    [sla.high]\nrespond = \"2 working hours\"\nresolve = \"2 working days\"\n\
    [sla.low]\nresolve = \"3 days\"\n\
    [tiers.key]\n[tiers.key.sla.high]\nresolve = \"1 days\"\n[tiers.growth]\n";
const ACME: (&str, &str) = ("accounts/acme.toml", "name = \"Acme\"\ntier = \"growth\"\n");
const KEY: (&str, &str) = ("accounts/key.toml", "name = \"Key\"\ntier = \"key\"\n");
const CONTRACT: (&str, &str) = (
    "contracts/c.toml",
    "account = \"key\"\ntitle = \"C\"\nstatus = \"active\"\nowner = \"li\"\nstart = 2026-01-01\nend = 2026-12-31\n\
     [sla.high]\nrespond = \"30 minutes\"\n",
);
const LI: (&str, &str) = ("people/li.toml", "name = \"Li\"\n");

fn request(account: &str, severity: &str, opened: &str, rest: &str) -> String {
    format!(
        "account = \"{account}\"\ntype = \"incident\"\ntitle = \"T\"\nseverity = \"{severity}\"\nopened = {opened}\n{rest}"
    )
}

fn with(texts: &[String], as_of: &str, check: impl FnOnce(&Facts<'_, '_>)) {
    with_settings(SETTINGS, texts, as_of, check);
}

fn with_settings(settings: &str, texts: &[String], as_of: &str, check: impl FnOnce(&Facts<'_, '_>)) {
    let paths: Vec<String> = (0..texts.len()).map(|at| format!("requests/r{at}.toml")).collect();
    let mut files = vec![("kam.toml", settings), ACME, KEY, CONTRACT, LI];
    files.extend(
        paths
            .iter()
            .zip(texts)
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    little::facts(&files, as_of, |facts| {
        assert!(facts.book.faults.is_empty(), "{:?}", facts.book.faults);
        check(facts);
    });
}

fn clock_of(facts: &Facts<'_, '_>, at: usize) -> Clocks {
    clocks(facts.book, facts.end_of_day, at)
}

fn due(clock: Option<ClockState>) -> String {
    clock.map_or("-".to_owned(), |clock| clock.due.to_string())
}

// 2026-03-06 is a Friday; hours are 09:00-12:00 and 13:00-18:00 in Shanghai, UTC+8.

#[test]
fn the_promise_is_the_contracts_else_the_tiers_else_the_books() {
    let texts = [
        request("key", "high", "2026-03-02T09:00:00+08:00", "contract = \"c\"\n"),
        request("key", "high", "2026-03-02T09:00:00+08:00", ""),
        request("acme", "high", "2026-03-02T09:00:00+08:00", ""),
        request("key", "low", "2026-03-02T09:00:00+08:00", "contract = \"c\"\n"),
        request("acme", "normal", "2026-03-02T09:00:00+08:00", ""),
    ];
    with(&texts, "2026-03-02", |facts| {
        let dues: Vec<(String, String)> = (0..5)
            .map(|at| clock_of(facts, at))
            .map(|clocks| (due(clocks.respond), due(clocks.resolve)))
            .collect();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(dues[0], pair("2026-03-02T01:30:00Z", "-"));
        assert_eq!(dues[1], pair("-", "2026-03-03T01:00:00Z"));
        assert_eq!(dues[2], pair("2026-03-02T03:00:00Z", "2026-03-03T10:00:00Z"));
        assert_eq!(dues[3], pair("-", "2026-03-05T01:00:00Z"));
        assert_eq!(dues[4], pair("-", "-"));
    });
}

#[test]
fn a_start_outside_hours_begins_at_the_next_opening_and_pauses_count_where_work_is_done() {
    // Opened Friday 19:00. The pause from Saturday to Monday 10:00 covers one working hour.
    let pause = "responded = 2026-03-09T12:00:00+08:00\n[[pause]]\nfrom = 2026-03-07T00:00:00+08:00\n\
                 to = 2026-03-09T10:00:00+08:00\nreason = \"R\"\n";
    let texts = [
        request("acme", "high", "2026-03-06T19:00:00+08:00", ""),
        request("acme", "high", "2026-03-06T19:00:00+08:00", pause),
    ];
    with(&texts, "2026-03-09", |facts| {
        assert_eq!(due(clock_of(facts, 0).respond), "2026-03-09T03:00:00Z");
        let paused = clock_of(facts, 1).respond.unwrap();
        assert_eq!(paused.due.to_string(), "2026-03-09T04:00:00Z");
        // Just as long as was promised is in time.
        assert_eq!((paused.elapsed, paused.target, paused.met), (7200, 7200, Some(true)));
    });
}

#[test]
fn an_open_clock_is_overdue_when_it_ran_out_before_the_end_of_as_of() {
    let texts = [request("acme", "low", "2026-03-02T00:00:00+08:00", "")];
    // Due at the very end of 4 March: not before it.
    with(&texts, "2026-03-04", |facts| {
        let clock = clock_of(facts, 0).resolve.unwrap();
        assert_eq!((clock.met, clock.overdue(), clock.at_risk()), (None, false, true));
    });
    with(&texts, "2026-03-05", |facts| {
        let clock = clock_of(facts, 0).resolve.unwrap();
        assert_eq!(
            (clock.met, clock.overdue(), clock.at_risk()),
            (Some(false), true, false)
        );
    });
    // Two of three days are not four fifths of them.
    with(&texts, "2026-03-03", |facts| {
        assert!(!clock_of(facts, 0).resolve.unwrap().at_risk())
    });
}

#[test]
fn solved_without_an_answer_counts_as_answered_then() {
    let texts = [request(
        "acme",
        "high",
        "2026-03-02T09:00:00+08:00",
        "status = \"resolved\"\nresolved = 2026-03-02T10:30:00+08:00\n",
    )];
    with(&texts, "2026-03-02", |facts| {
        let clocks = clock_of(facts, 0);
        assert_eq!(clocks.respond.unwrap().elapsed, 5400);
        assert_eq!(clocks.respond.unwrap().met, Some(true));
        assert_eq!(clocks.resolve.unwrap().met, Some(true));
    });
}

#[test]
fn what_is_dated_after_as_of_has_not_happened() {
    let texts = [
        request(
            "acme",
            "high",
            "2026-03-02T09:00:00+08:00",
            "status = \"resolved\"\nresponded = 2026-03-03T00:00:00+08:00\nresolved = 2026-03-03T00:00:00+08:00\n",
        ),
        request("acme", "high", "2026-03-03T00:00:00+08:00", ""),
    ];
    with(&texts, "2026-03-02", |facts| {
        let clocks = clock_of(facts, 0);
        assert_eq!(clocks.respond.unwrap().stopped, None);
        assert!(clocks.respond.unwrap().overdue());
        assert_eq!(clocks.resolve.unwrap().met, None);
        assert_eq!(clock_of(facts, 1), Clocks::default());
        let found = of_account(facts, 0, None);
        assert_eq!((found.requests, found.open), (1, 1));
    });
}

#[test]
fn a_request_said_to_be_solved_with_no_moment_is_in_no_rate() {
    let texts = [request(
        "acme",
        "high",
        "2026-03-02T09:00:00+08:00",
        "status = \"resolved\"\n",
    )];
    with(&texts, "2026-03-31", |facts| {
        let clock = clock_of(facts, 0).resolve.unwrap();
        assert_eq!((clock.ended, clock.met, clock.stopped), (true, None, None));
        let found = of_account(facts, 0, None);
        assert_eq!((found.open, found.resolve.of), (0, 0));
    });
}

#[test]
fn rates_are_those_met_of_all_stopped_or_run_out() {
    let texts = [
        request(
            "acme",
            "low",
            "2026-03-02T09:00:00+08:00",
            "resolved = 2026-03-04T09:00:00+08:00\n",
        ),
        request(
            "acme",
            "low",
            "2026-03-02T09:00:00+08:00",
            "resolved = 2026-03-05T09:00:01+08:00\n",
        ),
        request("acme", "low", "2026-03-02T09:00:00+08:00", ""),
        request("acme", "low", "2026-03-19T09:00:00+08:00", ""),
    ];
    with(&texts, "2026-03-20", |facts| {
        let found = of_account(facts, 0, None);
        assert_eq!(found.resolve, Rate { kept: 1, of: 3 });
        assert_eq!(found.resolve.percent().unwrap().text(1), "33.3");
        assert_eq!((found.requests, found.open), (4, 2));
        assert_eq!(found.respond, Rate::default());
    });
}

#[test]
fn the_ninetieth_percentile_is_by_nearest_rank_and_the_median_in_the_middle() {
    let hours = |all: &[i64]| Durations::new(all.iter().map(|hours| hours * 3600).collect());
    let ten = hours(&[10, 1, 2, 3, 4, 5, 6, 7, 8, 99]);
    assert_eq!(ten.median().unwrap().text(1), "5.5");
    assert_eq!(ten.ninetieth().unwrap().text(1), "10.0");
    assert_eq!(ten.mean().unwrap().text(1), "14.5");
    let three = hours(&[1, 2, 9]);
    assert_eq!(three.median().unwrap().text(1), "2.0");
    assert_eq!(three.ninetieth().unwrap().text(1), "9.0");
    assert_eq!(Durations::default().median(), None);
    assert_eq!(Durations::default().ninetieth(), None);
    assert_eq!(Durations::default().mean(), None);
}

#[test]
fn times_are_in_hours_on_the_promised_clock_and_in_plain_ones_without() {
    let answered = "responded = 2026-03-09T10:00:00+08:00\n";
    let texts = [
        request("acme", "high", "2026-03-06T17:00:00+08:00", answered),
        request("acme", "normal", "2026-03-06T17:00:00+08:00", answered),
        request(
            "acme",
            "normal",
            "2026-03-09T08:00:00+08:00",
            "responded = 2026-03-09T12:00:00+08:00\n[[pause]]\nfrom = 2026-03-09T08:30:00+08:00\n\
             to = 2026-03-09T09:00:00+08:00\nreason = \"R\"\n",
        ),
    ];
    with(&texts, "2026-03-09", |facts| {
        let all: Vec<String> = (0..3)
            .map(|at| of_requests(facts, [at]).response_times.median().unwrap().text(1))
            .collect();
        assert_eq!(all, ["2.0", "65.0", "3.5"]);
    });
}

#[test]
fn complaints_are_counted_against_requests_or_orders() {
    let complaint = |opened| request("acme", "normal", opened, "").replace("incident", "complaint");
    let texts = [
        complaint("2026-03-31T23:59:59+08:00"),
        complaint("2026-04-01T00:00:00+08:00"),
        request("acme", "normal", "2026-02-01T09:00:00+08:00", ""),
        request("acme", "normal", "2026-01-01T00:00:00+08:00", ""),
    ];
    let quarter = Period::parse("2026-Q1", 1).unwrap();
    with(&texts, "2026-05-01", |facts| {
        assert_eq!(complaint_rate(facts, 0, Some(&quarter)).unwrap().text(1), "33.3");
        assert_eq!(complaint_rate(facts, 0, None).unwrap().text(1), "50.0");
        assert_eq!(complaint_rate(facts, 1, None), None);
    });
    let orders = format!("{SETTINGS}[complaints]\nbase = \"orders\"\n");
    with_settings(&orders, &texts, "2026-05-01", |facts| {
        assert_eq!(complaint_rate(facts, 0, Some(&quarter)), None);
    });
}
