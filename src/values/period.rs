//! Periods: calendar and fiscal units, and ranges of dates, each with its first and last day.

use std::fmt;

use jiff::civil::{ISOWeekDate, Weekday};

use super::date::{Date, add_days, add_months, days_between, parse_date};
use super::every::{Every, Step};
use super::quoted;
use crate::said;
use crate::say::Said;

/// A stretch of days. Ordered by its first day, then its last.
///
/// Two periods are equal when they are written alike: `2026-Q1` and `2026-01-01..2026-03-31` are two,
/// see [`Period::same_days`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Date,
    last: Date,
    unit: Unit,
    /// The month that the fiscal year starts with; 0 in calendar periods.
    fiscal: u8,
    /// The year it is named after, and which one of that year it is, from 1.
    year: i16,
    number: u8,
}

/// The units of periods, the shortest first; a range has no unit and comes before all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// From a date to a date.
    Range,
    /// An ISO 8601 week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// Twelve months.
    Year,
}

impl Unit {
    /// The unit of an interval's length: `quarterly`, `1 quarter` and `3 months` are a quarter,
    /// `6 months` a half; days and, say, `2 weeks` none.
    pub fn of(every: Every) -> Option<Unit> {
        match every.parts() {
            (1, Step::Week) => Some(Unit::Week),
            (1, Step::Month) => Some(Unit::Month),
            (1, Step::Quarter) | (3, Step::Month) => Some(Unit::Quarter),
            (2, Step::Quarter) | (6, Step::Month) => Some(Unit::Half),
            (1, Step::Year) | (4, Step::Quarter) | (12, Step::Month) => Some(Unit::Year),
            (_, Step::Day | Step::Week | Step::Month | Step::Quarter | Step::Year) => None,
        }
    }

    /// Its length in months; weeks and ranges have none.
    fn months(self) -> Option<u8> {
        match self {
            Unit::Range | Unit::Week => None,
            Unit::Month => Some(1),
            Unit::Quarter => Some(3),
            Unit::Half => Some(6),
            Unit::Year => Some(12),
        }
    }
}

impl Period {
    /// `2026`, `2026-H1`, `2026-Q1`, `2026-03`, `2026-W10`, `FY2026`, `FY2026-H1`, `FY2026-Q1`, or
    /// `2026-01-15..2026-03-31`, both ends included. `FY2026` is the fiscal year that starts in 2026
    /// in the month `fiscal_year_starts` (1 to 12; any other counts as 1).
    pub fn parse(raw: &str, fiscal_year_starts: u8) -> Result<Period, Said> {
        if let Some((first, last)) = raw.split_once("..") {
            return parse_range(raw, first, last);
        }
        let (fiscal, text) = match raw.strip_prefix("FY") {
            Some(text) => (fiscal_start(Some(fiscal_year_starts)), text),
            None => (0, raw),
        };
        let (year, part) = match text.split_once('-') {
            Some((year, part)) => (year, Some(part)),
            None => (text, None),
        };
        let year = match number_of(year, 4) {
            Some(0) | None => return Err(no_period(raw)),
            Some(year) => year as i16,
        };
        let (unit, most, digits) = match part {
            None => (Unit::Year, 1, "1"),
            Some(part) => match part.as_bytes() {
                [b'H', ..] => (Unit::Half, 2, &part[1..]),
                [b'Q', ..] => (Unit::Quarter, 4, &part[1..]),
                [b'W', ..] if fiscal == 0 => (Unit::Week, weeks_of(year), &part[1..]),
                [b'0'..=b'9', ..] if fiscal == 0 => (Unit::Month, 12, part),
                _ => return Err(no_period(raw)),
            },
        };
        let length = if matches!(unit, Unit::Week | Unit::Month) { 2 } else { 1 };
        let number = number_of(digits, length).ok_or_else(|| no_period(raw))?;
        if number == 0 || number > most {
            return Err(no_such(raw, unit, year, most));
        }
        Period::numbered(unit, fiscal, year, number as u8).ok_or_else(|| beyond(raw))
    }

    /// The range of these days, both included; the other way round where `last` is before `first`.
    pub fn range(first: Date, last: Date) -> Period {
        let (first, last) = (first.min(last), first.max(last));
        Period {
            first,
            last,
            unit: Unit::Range,
            fiscal: 0,
            year: 0,
            number: 0,
        }
    }

    /// The period of this unit that holds a date: of fiscal years where the month they start with is
    /// given. Months and weeks are the calendar's in fiscal years too. Of [`Unit::Range`], the day.
    pub fn holding(date: Date, unit: Unit, fiscal_year_starts: Option<u8>) -> Period {
        let fiscal = fiscal_start(fiscal_year_starts);
        let Some(months) = unit.months() else {
            return if unit == Unit::Week {
                week_holding(date)
            } else {
                Period::range(date, date)
            };
        };
        let fiscal = if unit == Unit::Month { 0 } else { fiscal };
        let shift = i32::from(fiscal.max(1)) - 1;
        let index = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 - shift;
        let year = index.div_euclid(12) as i16;
        let number = (index.rem_euclid(12) / i32::from(months)) as u8 + 1;
        Period::numbered(unit, fiscal, year, number).unwrap_or_else(|| Period::range(date, date))
    }

    /// Its first day.
    pub fn first(&self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(&self) -> Date {
        self.last
    }

    /// Its unit.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// The month that its fiscal year starts with, where it is written as a fiscal one.
    pub fn fiscal_year_starts(&self) -> Option<u8> {
        (self.fiscal > 0).then_some(self.fiscal)
    }

    /// Whether a date lies in it.
    pub fn contains(&self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }

    /// Whether both cover the same days, however they are written.
    pub fn same_days(&self, other: &Period) -> bool {
        self.first == other.first && self.last == other.last
    }

    /// How many days it has, at least 1.
    pub fn days(&self) -> i64 {
        days_between(self.first, self.last) + 1
    }

    /// The period before it: the unit before (2025-Q4 for 2026-Q1), or as many days before a range.
    pub fn previous(&self) -> Period {
        let eve = add_days(self.first, -1);
        match self.unit {
            Unit::Range => Period::range(add_days(self.first, -self.days()), eve),
            Unit::Week | Unit::Month | Unit::Quarter | Unit::Half | Unit::Year => {
                Period::holding(eve, self.unit, self.fiscal_year_starts())
            }
        }
    }

    /// The period after it, like [`Period::previous`]; `None` at the end of time.
    pub fn next(&self) -> Option<Period> {
        let morrow = self.last.tomorrow().ok()?;
        match self.unit {
            Unit::Range => {
                let last = add_days(self.last, self.days());
                (last < Date::MAX).then(|| Period::range(morrow, last))
            }
            Unit::Week | Unit::Month | Unit::Quarter | Unit::Half | Unit::Year => {
                let next = Period::holding(morrow, self.unit, self.fiscal_year_starts());
                (next.first == morrow && next.unit == self.unit).then_some(next)
            }
        }
    }

    /// The measuring periods within it, in order. `monthly`, say: the calendar units that end within
    /// it (fiscal quarters and years in a fiscal period); `N units` and `daily`: ranges that follow
    /// each other from its first day, as long as they end within it. Itself where none does.
    pub fn units_within(&self, every: Every) -> impl Iterator<Item = Period> + use<> {
        let whole = *self;
        let mut n = 0;
        let mut upcoming = Some(whole.first_unit(every)).filter(|first| first.last <= whole.last);
        let alone = upcoming.is_none().then_some(whole);
        let units = std::iter::from_fn(move || {
            let unit = upcoming.take()?;
            n += 1;
            upcoming = whole
                .following_unit(every, unit, n)
                .filter(|next| next.last <= whole.last);
            Some(unit)
        });
        units.chain(alone)
    }

    fn first_unit(&self, every: Every) -> Period {
        match (every, Unit::of(every)) {
            (Every::Each(_), Some(unit)) => Period::holding(self.first, unit, self.fiscal_year_starts()),
            (Every::Each(_), None) | (Every::Counted(..), _) => {
                Period::range(self.first, add_days(every.after(self.first, 1), -1))
            }
        }
    }

    /// The measuring period after `unit`, which is number `n` of them, counted from 1.
    fn following_unit(&self, every: Every, unit: Period, n: u32) -> Option<Period> {
        match unit.unit {
            Unit::Range => {
                let (from, until) = (every.after(self.first, n), every.after(self.first, n.checked_add(1)?));
                (from < until).then(|| Period::range(from, add_days(until, -1)))
            }
            Unit::Week | Unit::Month | Unit::Quarter | Unit::Half | Unit::Year => unit.next(),
        }
    }

    /// A unit by its number in a year; `None` where it is not wholly within the dates there are.
    fn numbered(unit: Unit, fiscal: u8, year: i16, number: u8) -> Option<Period> {
        if unit == Unit::Week {
            let first = ISOWeekDate::new(year, number as i8, Weekday::Monday).ok()?.date();
            let last = ISOWeekDate::new(year, number as i8, Weekday::Sunday).ok()?.date();
            return Some(Period {
                first,
                last,
                unit,
                fiscal,
                year,
                number,
            });
        }
        let months = i64::from(unit.months()?);
        let start = Date::new(year, fiscal.max(1) as i8, 1).ok()?;
        let first = add_months(start, (i64::from(number) - 1) * months);
        let last_month = add_months(first, months - 1);
        let last = last_month.last_of_month();
        if days_between(first, last) < 27 * months {
            return None;
        }
        Some(Period {
            first,
            last,
            unit,
            fiscal,
            year,
            number,
        })
    }
}

/// In the one way it is written: `2026-Q1`, `FY2026`, `2026-01-15..2026-03-31`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (fiscal, year, number) = (if self.fiscal > 0 { "FY" } else { "" }, self.year, self.number);
        let text = match self.unit {
            Unit::Range => format!("{}..{}", self.first, self.last),
            Unit::Week => format!("{year:04}-W{number:02}"),
            Unit::Month => format!("{year:04}-{number:02}"),
            Unit::Quarter => format!("{fiscal}{year:04}-Q{number}"),
            Unit::Half => format!("{fiscal}{year:04}-H{number}"),
            Unit::Year => format!("{fiscal}{year:04}"),
        };
        f.pad(&text)
    }
}

fn parse_range(raw: &str, first: &str, last: &str) -> Result<Period, Said> {
    let (first, last) = (parse_date(first)?, parse_date(last)?);
    if last < first {
        let shown = quoted(raw);
        return Err(said!(
            "`{shown}` is no period: it ends before it starts",
            "`{shown}` 不是有效的期间：结束日期早于开始日期"
        ));
    }
    Ok(Period::range(first, last))
}

fn week_holding(date: Date) -> Period {
    let week = date.iso_week_date();
    Period::numbered(Unit::Week, 0, week.year(), week.week() as u8).unwrap_or_else(|| Period::range(date, date))
}

fn weeks_of(year: i16) -> u16 {
    match ISOWeekDate::new(year, 53, Weekday::Monday) {
        Ok(_) => 53,
        Err(_) => 52,
    }
}

/// The month a fiscal year starts with as [`Period`] keeps it.
fn fiscal_start(month: Option<u8>) -> u8 {
    match month {
        None => 0,
        Some(month @ 1..=12) => month,
        Some(_) => 1,
    }
}

/// The number of just so many ASCII digits.
fn number_of(digits: &str, length: usize) -> Option<u16> {
    if digits.len() != length || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

fn no_period(raw: &str) -> Said {
    let shown = quoted(raw);
    said!(
        "`{shown}` is no period: expected is `2026`, `2026-H1`, `2026-Q1`, `2026-03`, `2026-W10`, the fiscal `FY2026`, \
         `FY2026-H1`, `FY2026-Q1`, or two dates as in `2026-01-15..2026-03-31`",
        "`{shown}` 不是有效的期间：应写作 `2026`、`2026-H1`、`2026-Q1`、`2026-03`、`2026-W10`，财年 `FY2026`、\
         `FY2026-H1`、`FY2026-Q1`，或起止日期 `2026-01-15..2026-03-31`"
    )
}

fn no_such(raw: &str, unit: Unit, year: i16, most: u16) -> Said {
    let shown = quoted(raw);
    match unit {
        Unit::Half => said!(
            "`{shown}` is no period: the halves of a year are H1 and H2",
            "`{shown}` 不是有效的期间：半年只有 H1 和 H2"
        ),
        Unit::Quarter => said!(
            "`{shown}` is no period: the quarters of a year are Q1 to Q4",
            "`{shown}` 不是有效的期间：季度只有 Q1 至 Q4"
        ),
        Unit::Month => said!(
            "`{shown}` is no period: the months of a year are 01 to 12",
            "`{shown}` 不是有效的期间：月份只有 01 至 12"
        ),
        Unit::Week => said!(
            "`{shown}` is no period: {year} has the weeks W01 to W{most}",
            "`{shown}` 不是有效的期间：{year} 年只有 W01 至 W{most} 周"
        ),
        Unit::Year | Unit::Range => no_period(raw),
    }
}

fn beyond(raw: &str) -> Said {
    let shown = quoted(raw);
    said!(
        "`{shown}` is no period: it ends after the year 9999",
        "`{shown}` 不是有效的期间：结束于 9999 年之后"
    )
}

#[cfg(test)]
mod tests;
