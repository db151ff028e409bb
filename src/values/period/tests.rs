//! Periods: what is read, and how they follow each other.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn period(raw: &str) -> Period {
    Period::parse(raw, 4).unwrap()
}

fn within(raw: &str, every: &str) -> Vec<String> {
    period(raw)
        .units_within(Every::parse(every).unwrap())
        .map(|unit| unit.to_string())
        .collect()
}

#[test]
fn every_form_has_its_days() {
    for (raw, first, last) in [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-W10", date(2026, 3, 2), date(2026, 3, 8)),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("FY2026", date(2026, 4, 1), date(2027, 3, 31)),
        ("FY2026-H2", date(2026, 10, 1), date(2027, 3, 31)),
        ("FY2026-Q4", date(2027, 1, 1), date(2027, 3, 31)),
        ("2026-01-15..2026-03-31", date(2026, 1, 15), date(2026, 3, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ] {
        let read = period(raw);
        assert_eq!((read.first(), read.last()), (first, last), "{raw}");
        assert_eq!(read.to_string(), raw);
    }
    assert_eq!(period("2026-Q1").days(), 90);
    assert!(period("2026-Q1").same_days(&period("2026-01-01..2026-03-31")));
    assert!(period("2026-Q1").contains(date(2026, 3, 31)) && !period("2026-Q1").contains(date(2026, 4, 1)));
}

#[test]
fn what_is_no_period_is_told_why() {
    let said = |raw: &str| Period::parse(raw, 4).unwrap_err().en;
    assert_eq!(
        said("2026-Q5"),
        "`2026-Q5` is no period: the quarters of a year are Q1 to Q4"
    );
    assert_eq!(
        said("2026-13"),
        "`2026-13` is no period: the months of a year are 01 to 12"
    );
    assert_eq!(
        said("2026-00"),
        "`2026-00` is no period: the months of a year are 01 to 12"
    );
    assert_eq!(
        said("2025-W53"),
        "`2025-W53` is no period: 2025 has the weeks W01 to W52"
    );
    assert_eq!(
        said("2026-03-31..2026-01-15"),
        "`2026-03-31..2026-01-15` is no period: it ends before it starts"
    );
    assert_eq!(
        said("2026-02-30..2026-03-31"),
        "`2026-02-30` is no date: February 2026 has 28 days"
    );
    assert_eq!(said("FY9999"), "`FY9999` is no period: it ends after the year 9999");
    assert!(said("9999-W52").contains("9999"));
    for raw in [
        "",
        "26",
        "2026-",
        "2026-Q",
        "2026-q1",
        "2026-Q01",
        "2026-3",
        "FY2026-03",
        "FY2026-W10",
        "FY",
        "0000",
        "2026-Q1-1",
    ] {
        assert!(said(raw).contains("expected is `2026`"), "{raw}");
    }
}

#[test]
fn the_period_before() {
    for (raw, before) in [
        ("2026", "2025"),
        ("2026-H1", "2025-H2"),
        ("2026-Q1", "2025-Q4"),
        ("2026-01", "2025-12"),
        ("2026-W01", "2025-W52"),
        ("FY2026", "FY2025"),
        ("FY2026-Q1", "FY2025-Q4"),
        ("2026-01-11..2026-01-20", "2026-01-01..2026-01-10"),
    ] {
        assert_eq!(period(raw).previous().to_string(), before);
        assert_eq!(period(before).next().unwrap().to_string(), raw);
    }
    assert_eq!(period("9999").next(), None);
    period("9999").previous().previous();
}

#[test]
fn measuring_periods_are_the_units_that_end_within() {
    assert_eq!(within("2026-Q1", "monthly"), ["2026-01", "2026-02", "2026-03"]);
    assert_eq!(within("2026-Q1", "quarterly"), ["2026-Q1"]);
    assert_eq!(
        within("2026-01", "weekly"),
        ["2026-W01", "2026-W02", "2026-W03", "2026-W04"]
    );
    assert_eq!(
        within("2026-01-15..2026-04-20", "monthly"),
        ["2026-01", "2026-02", "2026-03"]
    );
    assert_eq!(
        within("FY2026", "quarterly"),
        ["FY2026-Q1", "FY2026-Q2", "FY2026-Q3", "FY2026-Q4"]
    );
    assert_eq!(within("FY2026-Q1", "monthly"), ["2026-04", "2026-05", "2026-06"]);
    assert_eq!(within("2026-W10", "daily").len(), 7);
    assert_eq!(within("2026-W10", "daily")[0], "2026-03-02..2026-03-02");
}

#[test]
fn counted_measuring_periods_run_from_the_start() {
    assert_eq!(
        within("2026-01", "2 weeks"),
        ["2026-01-01..2026-01-14", "2026-01-15..2026-01-28"]
    );
    assert_eq!(
        within("2026-01-31..2026-04-29", "1 months"),
        [
            "2026-01-31..2026-02-27",
            "2026-02-28..2026-03-30",
            "2026-03-31..2026-04-29"
        ]
    );
}

#[test]
fn a_period_without_a_whole_unit_is_measured_as_one() {
    assert_eq!(within("2026-03", "quarterly"), ["2026-Q1"]);
    assert_eq!(within("2026-02", "quarterly"), ["2026-02"]);
    assert_eq!(within("2026-W10", "2 weeks"), ["2026-W10"]);
    assert_eq!(within("2026", "1000000 years"), ["2026"]);
}

#[test]
fn units_compare_by_length() {
    assert!(Unit::Year > Unit::Half && Unit::Half > Unit::Quarter && Unit::Quarter > Unit::Month);
    assert!(Unit::Month > Unit::Week && Unit::Week > Unit::Range);
    assert_eq!(Unit::of(Every::parse("6 months").unwrap()), Some(Unit::Half));
    assert_eq!(Unit::of(Every::parse("2 weeks").unwrap()), None);
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(raw in "\\PC*", month in any::<u8>()) {
        let _ = Period::parse(&raw, month);
    }

    #[test]
    fn what_is_read_is_written_alike(raw in "(FY)?[0-9]{4}(-([HQ][0-9]|W?[0-9]{2}))?", month in any::<u8>()) {
        if let Ok(read) = Period::parse(&raw, month) {
            prop_assert_eq!(read.to_string(), raw);
            prop_assert!(read.contains(read.first()) && read.contains(read.last()));
            prop_assert_eq!(Period::holding(read.last(), read.unit(), read.fiscal_year_starts()), read);
            prop_assert_eq!(add_days(read.previous().last(), 1), read.first());
            read.next();
        }
    }

    #[test]
    fn measuring_periods_follow_each_other(
        year in 1i16..9999, from in 0i64..400, days in 0i64..2000,
        every in "daily|weekly|monthly|quarterly|yearly|[1-9] (day|week|month|quarter|year)s",
    ) {
        let first = add_days(date(year, 1, 1), from);
        let whole = Period::range(first, add_days(first, days));
        let units: Vec<Period> = whole.units_within(Every::parse(&every).unwrap()).collect();
        prop_assert!(!units.is_empty());
        prop_assert!(units.iter().all(|unit| unit.last() <= whole.last()));
        for pair in units.windows(2) {
            prop_assert_eq!(add_days(pair[0].last(), 1), pair[1].first());
        }
    }

    #[test]
    fn holding_never_fails(days in -7_304_484i64..2_932_897, month in any::<u8>()) {
        let at = add_days(date(1970, 1, 1), days);
        for unit in [Unit::Range, Unit::Week, Unit::Month, Unit::Quarter, Unit::Half, Unit::Year] {
            let held = Period::holding(at, unit, Some(month));
            prop_assert!(held.contains(at));
            held.previous();
            held.next();
        }
    }
}
