//! How often something is due or measured: `monthly`, `2 weeks`.

use std::fmt;

use super::date::{Date, add_days, add_months};
use super::{counted, quoted};
use crate::said;
use crate::say::Said;

/// An interval that repeats. As text it is written in one way: `weekly`, `1 week`, `2 weeks`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Every {
    /// `daily` to `yearly`: once in each calendar unit.
    Each(Step),
    /// `N weeks`: from wherever the count begins; N is at least 1.
    Counted(u32, Step),
}

/// What an interval counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Twelve months.
    Year,
}

const STEPS: [(Step, &str, &str); 5] = [
    (Step::Day, "daily", "day"),
    (Step::Week, "weekly", "week"),
    (Step::Month, "monthly", "month"),
    (Step::Quarter, "quarterly", "quarter"),
    (Step::Year, "yearly", "year"),
];

impl Every {
    /// `daily`, `weekly`, `monthly`, `quarterly`, `yearly`, or `N days|weeks|months|quarters|years`.
    pub fn parse(raw: &str) -> Result<Every, Said> {
        if let Some((step, _, _)) = STEPS.iter().find(|(_, adverb, _)| *adverb == raw) {
            return Ok(Every::Each(*step));
        }
        let shown = quoted(raw);
        let found = counted::split(raw)
            .and_then(|(count, unit)| Some((count, STEPS.iter().find(|(_, _, noun)| counted::names(unit, noun))?.0)));
        match found {
            Some((Some(0), _)) => Err(said!(
                "`{shown}` is no interval: it must be at least 1",
                "`{shown}` 不是有效的间隔：数目至少为 1"
            )),
            Some((Some(count), step)) => Ok(Every::Counted(count, step)),
            Some((None, _)) => Err(counted::too_many(raw)),
            None => Err(said!(
                "`{shown}` is no interval: expected is `daily`, `weekly`, `monthly`, `quarterly`, `yearly`, or a number \
                 of days, weeks, months, quarters or years such as `2 weeks`",
                "`{shown}` 不是有效的间隔：应为 `daily`（每天）、`weekly`（每周）、`monthly`（每月）、`quarterly`（每季度）、\
                 `yearly`（每年），或数字加 days、weeks、months、quarters、years，例如 `2 weeks`"
            )),
        }
    }

    /// The date `n` intervals after `date`, worked out from `date` itself, so that short months do
    /// not add up: 31 January, 28 February, 31 March. The last date there is where that is out of
    /// reach.
    pub fn after(&self, date: Date, n: u32) -> Date {
        let (count, step) = self.parts();
        let steps = i64::from(count) * i64::from(n);
        match step {
            Step::Day => add_days(date, steps),
            Step::Week => add_days(date, steps.saturating_mul(7)),
            Step::Month => add_months(date, steps),
            Step::Quarter => add_months(date, steps.saturating_mul(3)),
            Step::Year => add_months(date, steps.saturating_mul(12)),
        }
    }

    /// How many of what: `monthly` is 1 month.
    pub fn parts(&self) -> (u32, Step) {
        match *self {
            Every::Each(step) => (1, step),
            Every::Counted(count, step) => (count, step),
        }
    }
}

impl Every {
    /// For people: `monthly`, `2 weeks`; in Chinese `每月`, `每 2 周`.
    pub fn said(&self) -> Said {
        let (alone, counted) = match self.parts().1 {
            Step::Day => ("每天", "天"),
            Step::Week => ("每周", "周"),
            Step::Month => ("每月", "个月"),
            Step::Quarter => ("每季度", "个季度"),
            Step::Year => ("每年", "年"),
        };
        let zh = match self {
            Every::Each(_) | Every::Counted(1, _) => alone.to_owned(),
            Every::Counted(count, _) => format!("每 {count} {counted}"),
        };
        let en = self.to_string();
        Said { en, zh }
    }
}

impl fmt::Display for Every {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, own) = self.parts();
        let Some((_, adverb, noun)) = STEPS.iter().find(|(step, _, _)| *step == own) else {
            return Ok(());
        };
        match self {
            Every::Each(_) => f.write_str(adverb),
            Every::Counted(count, _) => f.write_str(&counted::text(*count, noun)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn intervals_in_their_forms() {
        for (raw, shown) in [
            ("monthly", "monthly"),
            ("2 weeks", "2 weeks"),
            ("1 days", "1 day"),
            ("1 quarter", "1 quarter"),
        ] {
            assert_eq!(Every::parse(raw).unwrap().to_string(), shown);
        }
        for raw in [
            "twice a year",
            "2",
            "weeks",
            "-1 days",
            "1.5 days",
            "Monthly",
            "2 weekss",
            "2weeks",
            "3 hours",
            "",
        ] {
            assert!(Every::parse(raw).unwrap_err().en.contains("`2 weeks`"), "{raw}");
        }
        assert!(Every::parse("0 days").unwrap_err().en.contains("at least 1"));
        assert!(Every::parse("999999999999 days").unwrap_err().en.contains("1000000"));
    }

    #[test]
    fn intervals_are_said_in_both_languages() {
        for (raw, en, zh) in [
            ("daily", "daily", "每天"),
            ("weekly", "weekly", "每周"),
            ("monthly", "monthly", "每月"),
            ("quarterly", "quarterly", "每季度"),
            ("yearly", "yearly", "每年"),
            ("1 month", "1 month", "每月"),
            ("10 days", "10 days", "每 10 天"),
            ("2 weeks", "2 weeks", "每 2 周"),
            ("3 months", "3 months", "每 3 个月"),
            ("2 quarters", "2 quarters", "每 2 个季度"),
            ("2 years", "2 years", "每 2 年"),
        ] {
            let said = Every::parse(raw).unwrap().said();
            assert_eq!((said.en.as_str(), said.zh.as_str()), (en, zh));
        }
    }

    #[test]
    fn month_ends_do_not_add_up() {
        let monthly = Every::parse("monthly").unwrap();
        let days: Vec<Date> = (0..4).map(|n| monthly.after(date(2026, 1, 31), n)).collect();
        assert_eq!(
            days,
            [
                date(2026, 1, 31),
                date(2026, 2, 28),
                date(2026, 3, 31),
                date(2026, 4, 30)
            ]
        );
        let leap = Every::parse("yearly").unwrap();
        assert_eq!(leap.after(date(2024, 2, 29), 1), date(2025, 2, 28));
        assert_eq!(leap.after(date(2024, 2, 29), 4), date(2028, 2, 29));
        assert_eq!(leap.after(date(2024, 2, 29), u32::MAX), Date::MAX);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(raw in "\\PC*") {
            let _ = Every::parse(&raw);
        }

        #[test]
        fn what_is_shown_reads_back(raw in "[0-9]{1,12} (day|week|month|quarter|year)s?", n in any::<u32>()) {
            if let Ok(every) = Every::parse(&raw) {
                prop_assert_eq!(Every::parse(&every.to_string()), Ok(every));
                every.after(date(2026, 1, 31), n);
            }
        }
    }
}
