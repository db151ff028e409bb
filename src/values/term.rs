//! Spans of time as records write them: `60 days`, `8 working hours`.

use std::fmt;

use super::date::{Date, add_days, add_months};
use super::{counted, quoted};
use crate::said;
use crate::say::Said;

/// A span of time. Its count is a whole number and may be 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Term {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: TermUnit,
}

/// What a span counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermUnit {
    /// Minutes of the clock.
    Minute,
    /// Hours of the clock.
    Hour,
    /// Calendar days.
    Day,
    /// Seven calendar days.
    Week,
    /// Calendar months.
    Month,
    /// Hours within working hours.
    WorkingHour,
    /// A working day's hours.
    WorkingDay,
}

const UNITS: [(TermUnit, &str); 7] = [
    (TermUnit::Minute, "minute"),
    (TermUnit::Hour, "hour"),
    (TermUnit::Day, "day"),
    (TermUnit::Week, "week"),
    (TermUnit::Month, "month"),
    (TermUnit::WorkingHour, "working hour"),
    (TermUnit::WorkingDay, "working day"),
];

impl Term {
    /// `N days|weeks|months|hours|minutes|working days|working hours`.
    pub fn parse(raw: &str) -> Result<Term, Said> {
        let found = counted::split(raw)
            .and_then(|(count, unit)| Some((count, UNITS.iter().find(|(_, noun)| counted::names(unit, noun))?.0)));
        match found {
            Some((Some(count), unit)) => Ok(Term { count, unit }),
            Some((None, _)) => Err(counted::too_many(raw)),
            None => {
                let shown = quoted(raw);
                Err(said!(
                    "`{shown}` is no span of time: expected is a number of days, weeks, months, hours, minutes, working \
                     days or working hours, such as `60 days`",
                    "`{shown}` 不是有效的时长：应为数字加 days、weeks、months、hours、minutes、working days 或 working \
                     hours，例如 `60 days`"
                ))
            }
        }
    }

    /// The date this long before `date`, a month's end where the month is short; `None` unless it is
    /// in days, weeks or months. The first date there is where that is out of reach.
    pub fn before(&self, date: Date) -> Option<Date> {
        self.moved(date, -1)
    }

    /// The date this long after `date`, like [`Term::before`].
    pub fn after(&self, date: Date) -> Option<Date> {
        self.moved(date, 1)
    }

    /// Whether it is counted in working time.
    pub fn is_working(&self) -> bool {
        match self.unit {
            TermUnit::WorkingHour | TermUnit::WorkingDay => true,
            TermUnit::Minute | TermUnit::Hour | TermUnit::Day | TermUnit::Week | TermUnit::Month => false,
        }
    }

    /// For people: `30 days`, `4 working hours`; in Chinese `30 天`, `4 个工作小时`.
    pub fn said(&self) -> Said {
        let unit = match self.unit {
            TermUnit::Minute => "分钟",
            TermUnit::Hour => "小时",
            TermUnit::Day => "天",
            TermUnit::Week => "周",
            TermUnit::Month => "个月",
            TermUnit::WorkingHour => "个工作小时",
            TermUnit::WorkingDay => "个工作日",
        };
        let (en, zh) = (self.to_string(), format!("{} {unit}", self.count));
        Said { en, zh }
    }

    fn moved(&self, date: Date, direction: i64) -> Option<Date> {
        let count = i64::from(self.count) * direction;
        match self.unit {
            TermUnit::Day => Some(add_days(date, count)),
            TermUnit::Week => Some(add_days(date, count * 7)),
            TermUnit::Month => Some(add_months(date, count)),
            TermUnit::Minute | TermUnit::Hour | TermUnit::WorkingHour | TermUnit::WorkingDay => None,
        }
    }
}

/// In the one way it is written: `1 day`, `8 working hours`.
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match UNITS.iter().find(|(unit, _)| *unit == self.unit) {
            Some((_, noun)) => f.write_str(&counted::text(self.count, noun)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn spans_in_their_forms() {
        for (raw, shown) in [
            ("60 days", "60 days"),
            ("1 working hours", "1 working hour"),
            ("8 working hours", "8 working hours"),
            ("2 working days", "2 working days"),
            ("0 days", "0 days"),
            ("30 minutes", "30 minutes"),
        ] {
            assert_eq!(Term::parse(raw).unwrap().to_string(), shown);
        }
        for raw in [
            "60",
            "days",
            "60 d",
            "P30D",
            "1 year",
            "-1 days",
            "1.5 hours",
            "8 working weeks",
            "６ days",
            "",
        ] {
            assert!(Term::parse(raw).unwrap_err().en.contains("`60 days`"), "{raw}");
        }
        assert!(Term::parse("999999999999 days").is_err());
        assert!(Term::parse("1000001 days").is_err());
    }

    #[test]
    fn spans_are_said_in_both_languages() {
        for (raw, en, zh) in [
            ("30 minutes", "30 minutes", "30 分钟"),
            ("4 hours", "4 hours", "4 小时"),
            ("1 days", "1 day", "1 天"),
            ("2 weeks", "2 weeks", "2 周"),
            ("3 months", "3 months", "3 个月"),
            ("4 working hours", "4 working hours", "4 个工作小时"),
            ("3 working days", "3 working days", "3 个工作日"),
        ] {
            let said = Term::parse(raw).unwrap().said();
            assert_eq!((said.en.as_str(), said.zh.as_str()), (en, zh));
        }
    }

    #[test]
    fn calendar_spans_move_dates() {
        let moved = |raw: &str, from| Term::parse(raw).unwrap().before(from);
        assert_eq!(moved("1 month", date(2026, 3, 31)), Some(date(2026, 2, 28)));
        assert_eq!(moved("60 days", date(2026, 3, 31)), Some(date(2026, 1, 30)));
        assert_eq!(moved("2 weeks", date(2026, 3, 31)), Some(date(2026, 3, 17)));
        assert_eq!(moved("2 hours", date(2026, 3, 31)), None);
        assert_eq!(moved("1000000 months", date(2026, 3, 31)), Some(Date::MIN));
        assert_eq!(
            Term::parse("1 month").unwrap().after(date(2026, 1, 31)),
            Some(date(2026, 2, 28))
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(raw in "\\PC*") {
            let _ = Term::parse(&raw);
        }
    }
}
