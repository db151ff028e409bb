//! Which days are worked: weekends, public holidays, and weekend days worked in their place.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

use jiff::civil::Weekday;

use super::date::{Date, add_days};
use super::hours::Hours;
use super::quoted;
use crate::said;
use crate::say::Said;

/// The days and hours that are worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The built-in holidays it starts from.
    pub base: Option<Base>,
    /// The days of the week that are not worked.
    pub weekend: Vec<Weekday>,
    /// Days off besides.
    pub holidays: BTreeSet<Date>,
    /// Days that are worked whatever else is said of them.
    pub workdays: BTreeSet<Date>,
    /// The hours of a working day.
    pub hours: Hours,
}

/// Built-in public holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// China, with the weekend days worked in their place.
    Cn,
}

/// A base's days in order, and whether each is worked.
struct Days {
    days: Vec<(Date, bool)>,
    years: RangeInclusive<i16>,
}

impl Base {
    /// `cn`.
    pub fn parse(raw: &str) -> Result<Base, Said> {
        match raw {
            "cn" => Ok(Base::Cn),
            _ => {
                let shown = quoted(raw);
                Err(said!(
                    "there is no built-in calendar `{shown}`: there is `cn`",
                    "没有内置日历 `{shown}`：可用的是 `cn`"
                ))
            }
        }
    }

    /// The years it knows.
    pub fn years(self) -> RangeInclusive<i16> {
        self.days().years.clone()
    }

    fn days(self) -> &'static Days {
        static CN: OnceLock<Days> = OnceLock::new();
        match self {
            Base::Cn => CN.get_or_init(|| read_days(include_str!("calendar/cn.txt"))),
        }
    }

    /// Whether it says that this day is worked, or off; `None` of an ordinary day.
    fn says(self, date: Date) -> Option<bool> {
        let days = &self.days().days;
        days.binary_search_by_key(&date, |&(day, _)| day)
            .ok()
            .map(|at| days[at].1)
    }
}

/// Saturday and Sunday off, the default hours, no holidays.
impl Default for Calendar {
    fn default() -> Calendar {
        Calendar {
            base: None,
            weekend: vec![Weekday::Saturday, Weekday::Sunday],
            holidays: BTreeSet::new(),
            workdays: BTreeSet::new(),
            hours: Hours::default(),
        }
    }
}

impl Calendar {
    /// Whether a day is worked. What stands first counts: its own workdays, its own holidays, what the
    /// base says, the weekend.
    pub fn is_working(&self, date: Date) -> bool {
        if self.workdays.contains(&date) {
            return true;
        }
        if self.holidays.contains(&date) {
            return false;
        }
        match self.base.and_then(|base| base.says(date)) {
            Some(worked) => worked,
            None => !self.weekend.contains(&date.weekday()),
        }
    }

    /// The years that its base knows; `None` without one.
    pub fn years_known(&self) -> Option<RangeInclusive<i16>> {
        self.base.map(Base::years)
    }

    /// Whether its base knows a year. Without one there is nothing to know.
    pub fn knows(&self, year: i16) -> bool {
        self.years_known().is_none_or(|years| years.contains(&year))
    }

    /// How many of the days from `first` to `last`, both included, are worked.
    pub fn working_days(&self, first: Date, last: Date) -> i64 {
        let mut count = 0;
        let mut next = Some(first);
        while let Some(day) = next.filter(|&day| day <= last) {
            count += i64::from(self.is_working(day));
            next = day.tomorrow().ok();
        }
        count
    }

    /// The working day that is so many working days after `date`, before it where `count` is
    /// negative; `date` itself for 0. `None` where the calendar has no so many.
    pub fn working_day_from(&self, date: Date, count: i64) -> Option<Date> {
        let step = count.signum();
        let (mut left, mut day) = (count.unsigned_abs(), date);
        while left > 0 {
            let next = add_days(day, step);
            if next == day || (step > 0 && next > self.last_working_day()) {
                return None;
            }
            day = next;
            left -= u64::from(self.is_working(day));
        }
        Some(day)
    }

    /// The last day that may be worked: the last one there is, unless every day of the week is off.
    pub(super) fn last_working_day(&self) -> Date {
        const WEEK: [Weekday; 7] = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ];
        if WEEK.iter().any(|day| !self.weekend.contains(day)) {
            return Date::MAX;
        }
        let of_base = self
            .base
            .and_then(|base| base.days().days.iter().rev().find(|(_, worked)| *worked));
        self.workdays
            .last()
            .copied()
            .max(of_base.map(|&(day, _)| day))
            .unwrap_or(Date::MIN)
    }
}

/// A day of the week by the three letters that records use: `mon` to `sun`.
pub fn parse_weekday(raw: &str) -> Result<Weekday, Said> {
    match raw {
        "mon" => Ok(Weekday::Monday),
        "tue" => Ok(Weekday::Tuesday),
        "wed" => Ok(Weekday::Wednesday),
        "thu" => Ok(Weekday::Thursday),
        "fri" => Ok(Weekday::Friday),
        "sat" => Ok(Weekday::Saturday),
        "sun" => Ok(Weekday::Sunday),
        _ => {
            let shown = quoted(raw);
            Err(said!(
                "`{shown}` is no day of the week: expected is `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`",
                "`{shown}` 不是星期：应为 `mon`、`tue`、`wed`、`thu`、`fri`、`sat` 或 `sun`"
            ))
        }
    }
}

/// A data file's days: lines of a year, `off` or `work`, and days as `MM-DD` or `MM-DD..MM-DD`.
fn read_days(text: &str) -> Days {
    let mut days = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let (Some(year), Some(kind)) = (words.next(), words.next()) else {
            continue;
        };
        for word in words {
            let (first, last) = word.split_once("..").unwrap_or((word, word));
            let day = |text: &str| format!("{year}-{text}").parse::<Date>().ok();
            let mut next = day(first);
            while let (Some(date), Some(last)) = (next, day(last))
                && date <= last
            {
                days.push((date, kind == "work"));
                next = date.tomorrow().ok();
            }
        }
    }
    days.sort();
    let year_of = |day: Option<&(Date, bool)>| day.map_or(0, |(date, _)| date.year());
    Days {
        years: year_of(days.first())..=year_of(days.last()),
        days,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn cn() -> Calendar {
        Calendar {
            base: Some(Base::Cn),
            ..Calendar::default()
        }
    }

    #[test]
    fn the_data_are_whole() {
        let days = Base::Cn.days();
        assert_eq!(days.years, 2004..=2026);
        assert_eq!(days.days.iter().filter(|(_, worked)| !worked).count(), 621);
        assert_eq!(days.days.iter().filter(|(_, worked)| *worked).count(), 150);
        assert!(days.days.windows(2).all(|pair| pair[0].0 < pair[1].0));
        let weekend = Calendar::default();
        assert!(
            days.days
                .iter()
                .all(|&(day, worked)| !worked || !weekend.is_working(day))
        );
    }

    #[test]
    fn workdays_of_china() {
        let cn = cn();
        assert_eq!(cn.working_days(date(2026, 1, 1), date(2026, 3, 31)), 59);
        assert_eq!(cn.working_days(date(2026, 1, 1), date(2026, 12, 31)), 248);
        assert!(cn.is_working(date(2026, 2, 14)) && !cn.is_working(date(2026, 2, 17)));
        assert!(cn.is_working(date(2027, 2, 17)));
        assert!(cn.knows(2026) && !cn.knows(2027) && !cn.knows(2003));
        assert!(Calendar::default().knows(2027) && Calendar::default().years_known().is_none());
    }

    #[test]
    fn what_the_book_says_comes_first() {
        let mut cn = cn();
        cn.holidays = BTreeSet::from([date(2026, 2, 14), date(2026, 3, 2), date(2026, 3, 3)]);
        cn.workdays = BTreeSet::from([date(2026, 2, 17), date(2026, 3, 3)]);
        assert!(!cn.is_working(date(2026, 2, 14)));
        assert!(cn.is_working(date(2026, 2, 17)));
        assert!(!cn.is_working(date(2026, 3, 2)));
        assert!(cn.is_working(date(2026, 3, 3)));
    }

    #[test]
    fn counting_working_days_ends() {
        let cn = cn();
        assert_eq!(cn.working_day_from(date(2026, 2, 13), 2), Some(date(2026, 2, 24)));
        assert_eq!(cn.working_day_from(date(2026, 2, 24), -2), Some(date(2026, 2, 13)));
        assert_eq!(cn.working_day_from(date(2026, 2, 15), 0), Some(date(2026, 2, 15)));
        let week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|day| parse_weekday(day).unwrap());
        let idle = Calendar {
            weekend: week.to_vec(),
            ..Calendar::default()
        };
        assert_eq!(idle.working_day_from(date(2026, 2, 15), 1), None);
        assert_eq!(idle.last_working_day(), Date::MIN);
    }
}
