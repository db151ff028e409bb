//! Pictures that several reports draw alike.

use crate::document::{Chart, Form, Guide, Mark, Series, Tone, Unit};
use crate::said;
use crate::say::{Said, Word};
use crate::values::date::{Date, add_days};
use crate::values::number::Decimal;
use crate::word;

/// So many bars are drawn at most; the table has the rest.
pub const BARS: usize = 30;
/// So many weeks are shown before the week of as-of, and after it.
const WEEKS: i64 = 8;
const DAYS: i64 = 7;

/// A bar of a percentage: its label, how much, and whether that is good.
#[derive(Debug, Clone)]
pub struct Bar {
    /// What it stands for.
    pub label: Said,
    /// In percent, rounded as in the table.
    pub percent: Decimal,
    /// Good or bad news.
    pub tone: Tone,
}

/// Bars of percentages against a line at 100, in the order given; `None` where there are none. The summary
/// is followed by how many are not drawn.
pub fn percentages(name: &'static str, title: Word, series: Word, bars: Vec<Bar>, summary: Said) -> Option<Chart> {
    if bars.is_empty() {
        return None;
    }
    let all = bars.len();
    let summary = match all.checked_sub(BARS) {
        None | Some(0) => summary,
        Some(more) => {
            let (en, zh) = (summary.en, summary.zh);
            said!(
                "{en} Drawn are the first {BARS} of {all}; the table has the other {more}.",
                "{zh}共 {all} 项，图中只画前 {BARS} 项，其余 {more} 项见表格。"
            )
        }
    };
    let mark = |bar: Bar| Mark {
        label: bar.label,
        values: vec![Some(bar.percent)],
        tone: bar.tone,
    };
    Some(Chart {
        name,
        title,
        summary,
        form: Form::Bars,
        unit: Unit::Percent,
        series: vec![Series {
            title: series,
            tone: Tone::None,
        }],
        marks: bars.into_iter().take(BARS).map(mark).collect(),
        guide: Some(Guide {
            value: Decimal::ONE_HUNDRED,
            label: word!("target", "目标"),
        }),
    })
}

/// Counts by ISO week around as-of, of several sorts.
#[derive(Debug)]
pub struct Weeks<const SORTS: usize> {
    /// The Monday of the first week.
    first: Date,
    counts: Vec<[u32; SORTS]>,
}

impl<const SORTS: usize> Weeks<SORTS> {
    /// From 8 weeks before the week of a day to 8 weeks after it.
    pub fn around(as_of: Date) -> Weeks<SORTS> {
        Weeks {
            first: add_days(monday(as_of), -WEEKS * DAYS),
            counts: vec![[0; SORTS]; (2 * WEEKS + 1) as usize],
        }
    }

    /// Counts one more of a sort; what lies outside of the weeks is passed over.
    pub fn count(&mut self, date: Date, sort: usize) {
        let days = crate::values::date::days_between(self.first, date);
        let week = usize::try_from(days.div_euclid(DAYS)).ok();
        if let Some(week) = week.and_then(|week| self.counts.get_mut(week)) {
            week[sort] += 1;
        }
    }

    /// How many there are of a sort in all weeks.
    pub fn sum(&self, sort: usize) -> u32 {
        self.counts.iter().map(|week| week[sort]).sum()
    }

    /// The first Monday and the last Sunday.
    pub fn days(&self) -> (Date, Date) {
        (self.first, add_days(self.first, self.counts.len() as i64 * DAYS - 1))
    }

    /// Columns by week, the sorts on top of each other; `None` where nothing was counted.
    pub fn chart(&self, name: &'static str, title: Word, series: [Series; SORTS], summary: Said) -> Option<Chart> {
        if (0..SORTS).all(|sort| self.sum(sort) == 0) {
            return None;
        }
        let mark = |(week, counts): (usize, &[u32; SORTS])| {
            let monday = add_days(self.first, week as i64 * DAYS);
            Mark {
                label: said!("{monday}", "{monday}"),
                values: counts.iter().map(|count| Some(Decimal::from(*count))).collect(),
                tone: Tone::None,
            }
        };
        Some(Chart {
            name,
            title,
            summary,
            form: Form::Columns,
            unit: Unit::Number,
            series: series.into(),
            marks: self.counts.iter().enumerate().map(mark).collect(),
            guide: None,
        })
    }
}

/// The Monday of a day's ISO week.
fn monday(date: Date) -> Date {
    add_days(date, -i64::from(date.weekday().to_monday_zero_offset()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_are_those_of_iso_by_their_monday() {
        // A Wednesday.
        let mut weeks: Weeks<2> = Weeks::around(date(2026, 4, 1));
        assert_eq!(weeks.days(), (date(2026, 2, 2), date(2026, 5, 31)));
        for day in [
            date(2026, 2, 1),
            date(2026, 2, 2),
            date(2026, 3, 29),
            date(2026, 3, 30),
            date(2026, 6, 1),
        ] {
            weeks.count(day, 0);
        }
        weeks.count(date(2026, 4, 5), 1);
        assert_eq!((weeks.sum(0), weeks.sum(1)), (3, 1));
        let series = [Tone::Good, Tone::Bad].map(|tone| Series {
            title: word!("x", "x"),
            tone,
        });
        let chart = weeks
            .chart("weeks", word!("x", "x"), series, Said::default())
            .expect("something was counted");
        assert_eq!(chart.marks.len(), 17);
        let now = &chart.marks[8];
        assert_eq!(
            (now.label.en.as_str(), &now.values),
            ("2026-03-30", &vec![Some(1.into()), Some(1.into())])
        );
    }

    #[test]
    fn no_more_bars_than_can_be_read_and_it_is_said() {
        let bar = Bar {
            label: Said::default(),
            percent: Decimal::ONE_HUNDRED,
            tone: Tone::None,
        };
        let title = word!("x", "x");
        let of = |n: usize| percentages("x", title, title, vec![bar.clone(); n], said!("All.", "全部。"));
        assert!(of(0).is_none());
        assert_eq!(of(30).expect("a chart").summary.en, "All.");
        let many = of(31).expect("a chart");
        assert_eq!(many.marks.len(), 30);
        assert_eq!(
            many.summary.en,
            "All. Drawn are the first 30 of 31; the table has the other 1."
        );
    }
}
