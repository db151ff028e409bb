//! The service clock against hand-worked days, and against counting minute by minute.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::values::calendar::{Base, parse_weekday};
use crate::values::date::parse_moment;
use crate::values::hours::{Hours, Window};

fn shanghai() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

fn cn() -> Calendar {
    Calendar {
        base: Some(Base::Cn),
        ..Calendar::default()
    }
}

fn at(raw: &str) -> Moment {
    parse_moment(raw, &shanghai()).unwrap()
}

fn term(raw: &str) -> Term {
    Term::parse(raw).unwrap()
}

fn pause(from: &str, to: &str) -> Pause {
    Pause {
        from: at(from),
        to: (!to.is_empty()).then(|| at(to)),
    }
}

fn due(start: &str, target: &str, pauses: &[Pause]) -> String {
    let (calendar, zone) = (cn(), shanghai());
    let clock = Clock {
        calendar: &calendar,
        zone: &zone,
    };
    let due = clock
        .due(at(start), term(target), pauses, at("2026-04-01 00:00"))
        .unwrap();
    zone.to_datetime(due).strftime("%Y-%m-%d %H:%M").to_string()
}

fn elapsed(target: &str, start: &str, end: &str, pauses: &[Pause]) -> i64 {
    let (calendar, zone) = (cn(), shanghai());
    Clock {
        calendar: &calendar,
        zone: &zone,
    }
    .elapsed(term(target), at(start), at(end), pauses)
}

#[test]
fn due_in_working_time() {
    for (start, target, expected) in [
        ("2026-03-02 10:00", "2 working hours", "2026-03-02 12:00"),
        ("2026-03-02 10:00", "3 working hours", "2026-03-02 14:00"),
        ("2026-03-02 10:00", "8 working hours", "2026-03-03 10:00"),
        ("2026-03-02 10:00", "1 working day", "2026-03-03 10:00"),
        ("2026-03-02 12:30", "1 working hours", "2026-03-02 14:00"),
        ("2026-03-02 03:00", "1 working hours", "2026-03-02 10:00"),
        ("2026-03-06 17:30", "1 working hours", "2026-03-09 09:30"),
        // Friday before the Spring Festival: the Saturday is worked, then nine days are off.
        ("2026-02-13 17:00", "9 working hours", "2026-02-14 18:00"),
        ("2026-02-14 17:00", "2 working hours", "2026-02-24 10:00"),
        ("2026-03-07 10:00", "0 working hours", "2026-03-09 09:00"),
    ] {
        assert_eq!(due(start, target, &[]), expected, "{start} + {target}");
    }
}

#[test]
fn due_in_plain_time() {
    for (start, target, expected) in [
        ("2026-03-06 17:30", "4 hours", "2026-03-06 21:30"),
        ("2026-03-06 17:30", "30 minutes", "2026-03-06 18:00"),
        ("2026-03-06 17:30", "2 days", "2026-03-08 17:30"),
        ("2026-03-06 17:30", "1 weeks", "2026-03-13 17:30"),
        ("2026-01-31 17:30", "1 months", "2026-02-28 17:30"),
    ] {
        assert_eq!(due(start, target, &[]), expected, "{start} + {target}");
    }
}

#[test]
fn pauses_count_where_they_overlap_working_time_and_once() {
    let lunch = pause("2026-03-02 11:00", "2026-03-02 14:00");
    assert_eq!(due("2026-03-02 10:00", "2 working hours", &[lunch]), "2026-03-02 15:00");
    let again = pause("2026-03-02 11:30", "2026-03-02 14:30");
    assert_eq!(
        due("2026-03-02 10:00", "2 working hours", &[again, lunch, lunch]),
        "2026-03-02 15:30"
    );
    assert_eq!(due("2026-03-02 10:00", "2 hours", &[again, lunch]), "2026-03-02 15:30");
    let night = pause("2026-03-02 18:00", "2026-03-03 09:00");
    assert_eq!(due("2026-03-02 10:00", "8 working hours", &[night]), "2026-03-03 10:00");
    assert_eq!(
        elapsed(
            "8 working hours",
            "2026-03-02 10:00",
            "2026-03-02 16:00",
            &[lunch, again]
        ),
        150 * 60
    );
    assert_eq!(
        elapsed("8 hours", "2026-03-02 10:00", "2026-03-02 16:00", &[lunch, again]),
        150 * 60
    );
    let before = pause("2026-03-01 10:00", "2026-03-02 11:00");
    assert_eq!(
        elapsed("8 hours", "2026-03-02 10:00", "2026-03-02 16:00", &[before]),
        5 * 3600
    );
    let backwards = pause("2026-03-02 14:00", "2026-03-02 11:00");
    assert_eq!(
        elapsed("8 hours", "2026-03-02 10:00", "2026-03-02 16:00", &[backwards]),
        6 * 3600
    );
}

#[test]
fn an_open_pause_lasts_until_the_end() {
    let open = pause("2026-03-02 11:00", "");
    assert_eq!(
        elapsed("8 working hours", "2026-03-02 10:00", "2026-03-09 10:00", &[open]),
        3600
    );
    assert_eq!(due("2026-03-02 10:00", "2 working hours", &[open]), "2026-04-01 10:00");
    assert_eq!(due("2026-03-02 10:00", "1 working hours", &[open]), "2026-03-02 11:00");
    assert_eq!(
        due("2026-05-06 10:00", "1 working hours", &[pause("2026-05-06 10:30", "")]),
        "2026-05-06 11:00"
    );
}

#[test]
fn elapsed_time() {
    assert_eq!(
        elapsed("8 working hours", "2026-03-02 10:00", "2026-03-02 12:30", &[]),
        2 * 3600
    );
    assert_eq!(
        elapsed("8 working hours", "2026-03-06 17:00", "2026-03-09 10:00", &[]),
        2 * 3600
    );
    assert_eq!(
        elapsed("8 hours", "2026-03-06 17:00", "2026-03-09 10:00", &[]),
        65 * 3600
    );
    assert_eq!(
        elapsed("1 working day", "2026-01-01 00:00", "2026-04-01 00:00", &[]),
        59 * 8 * 3600
    );
    assert_eq!(elapsed("1 hour", "2026-03-09 10:00", "2026-03-06 17:00", &[]), 0);
    assert_eq!(
        elapsed("1 working hour", "2026-03-09 10:00", "2026-03-06 17:00", &[]),
        0
    );
    assert_eq!(
        elapsed("1 working hours", "1826-01-01 00:00", "2026-01-01 00:00", &[]) % 3600,
        0
    );
}

#[test]
fn a_calendar_without_working_time_never_comes_due() {
    let zone = shanghai();
    let week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|day| parse_weekday(day).unwrap());
    let idle = Calendar {
        weekend: week.to_vec(),
        ..Calendar::default()
    };
    let clock = Clock {
        calendar: &idle,
        zone: &zone,
    };
    let start = at("2026-03-02 10:00");
    assert_eq!(clock.due(start, term("1 working hours"), &[], start), None);
    assert_eq!(
        clock.elapsed(term("1 working hours"), start, at("2027-03-02 10:00"), &[]),
        0
    );
    let once = Calendar {
        workdays: BTreeSet::from([date(2026, 5, 2)]),
        ..idle.clone()
    };
    let clock = Clock {
        calendar: &once,
        zone: &zone,
    };
    assert_eq!(
        clock.due(start, term("8 working hours"), &[], start),
        Some(at("2026-05-02 18:00"))
    );
    assert_eq!(clock.due(start, term("9 working hours"), &[], start), None);
    let closed = Calendar {
        hours: Hours::of(Vec::new()).unwrap(),
        ..Calendar::default()
    };
    let clock = Clock {
        calendar: &closed,
        zone: &zone,
    };
    assert_eq!(clock.due(start, term("1 working days"), &[], start), None);
    assert_eq!(clock.seconds(term("1 working days"), start), None);
    let clock = Clock {
        calendar: &cn(),
        zone: &zone,
    };
    assert_eq!(clock.due(start, term("1000000 working days"), &[], start), None);
    assert_eq!(clock.due(start, term("1000000 months"), &[], start), None);
    assert_eq!(clock.due(Moment::MAX, term("1 hours"), &[], start), None);
}

#[test]
fn clock_changes_shorten_and_lengthen_hours() {
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    let calendar = Calendar {
        weekend: Vec::new(),
        hours: Hours::of(vec![Window::parse("00:00-24:00").unwrap()]).unwrap(),
        ..Calendar::default()
    };
    let clock = Clock {
        calendar: &calendar,
        zone: &zone,
    };
    let passed = |day: Date| {
        let start = clock.end_of_day(day.yesterday().unwrap());
        clock.elapsed(term("1 working hours"), start, clock.end_of_day(day), &[])
    };
    assert_eq!(passed(date(2026, 3, 29)), 23 * 3600);
    assert_eq!(passed(date(2026, 10, 25)), 25 * 3600);
    assert_eq!(passed(date(2026, 6, 1)), 24 * 3600);
}

proptest! {
    #[test]
    fn agrees_with_counting_minute_by_minute(
        start in 0i64..8000, length in 0i64..8000, spans in prop::collection::vec((0i64..12000, 0i64..4000), 0..4)
    ) {
        let (calendar, zone) = (cn(), shanghai());
        let clock = Clock { calendar: &calendar, zone: &zone };
        let origin = at("2026-02-12 00:00").as_second();
        let moment = |minute: i64| Moment::from_second(origin + minute * 60).unwrap();
        let pauses: Vec<Pause> = spans.iter()
            .map(|&(from, long)| Pause { from: moment(from), to: Some(moment(from + long)) })
            .collect();
        let counted = (start..start + length)
            .filter(|minute| {
                let local = zone.to_datetime(moment(*minute));
                let hour = local.hour();
                calendar.is_working(local.date()) && (9..18).contains(&hour) && hour != 12
            })
            .filter(|minute| !spans.iter().any(|&(from, long)| (from..from + long).contains(minute)))
            .count() as i64;
        let target = term("1 working hours");
        prop_assert_eq!(clock.elapsed(target, moment(start), moment(start + length), &pauses), counted * 60);
        let hours = Term { count: (counted / 60) as u32, unit: TermUnit::WorkingHour };
        let due = clock.due(moment(start), hours, &pauses, moment(0)).unwrap();
        if hours.count > 0 {
            prop_assert_eq!(clock.elapsed(target, moment(start), due, &pauses), i64::from(hours.count) * 3600);
        }
    }
}
