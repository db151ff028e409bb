//! The service clock: how much of a span has passed between two moments, and when it runs out, in
//! working hours or plain ones, pauses left out. It counts whole seconds; parts of a second are cut off.

use jiff::tz::TimeZone;

use super::calendar::Calendar;
use super::date::{Date, Moment, add_days, add_months};
use super::term::{Term, TermUnit};

/// How far ahead the end of a span of working time is looked for: a century.
const FURTHEST_DAYS: i64 = 36_525;

/// A stretch in which the clock stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pause {
    /// When it stops.
    pub from: Moment,
    /// When it goes on; `None`: not yet.
    pub to: Option<Moment>,
}

/// A calendar in its time zone.
#[derive(Debug, Clone, Copy)]
pub struct Clock<'a> {
    /// The days and hours that are worked.
    pub calendar: &'a Calendar,
    /// Where the hours are local time.
    pub zone: &'a TimeZone,
}

/// Seconds since 1970 in UTC, from the first up to, not including, the second.
type Stretch = (i64, i64);

impl Clock<'_> {
    /// How many seconds of its clock a span has that starts at `start`: working days are as many
    /// times a day's hours, days 24 hours, months run to the same local time. `None` for a span of
    /// working time in a calendar that has none.
    pub fn seconds(&self, target: Term, start: Moment) -> Option<i64> {
        let count = i64::from(target.count);
        if target.is_working() && self.calendar.hours.seconds() == 0 {
            return None;
        }
        match target.unit {
            TermUnit::Minute => Some(count * 60),
            TermUnit::Hour | TermUnit::WorkingHour => Some(count * 3600),
            TermUnit::Day => Some(count * 86_400),
            TermUnit::Week => Some(count * 7 * 86_400),
            TermUnit::WorkingDay => Some(count * self.calendar.hours.seconds()),
            TermUnit::Month => {
                let local = self.zone.to_datetime(start);
                let end = add_months(local.date(), count).to_datetime(local.time());
                Some(self.zone.to_timestamp(end).ok()?.as_second() - start.as_second())
            }
        }
    }

    /// The seconds that have passed from `start` to `end` on the clock that `target` is counted on. A
    /// pause that goes on lasts until `end`. 0 where `end` is before `start`.
    pub fn elapsed(&self, target: Term, start: Moment, end: Moment, pauses: &[Pause]) -> i64 {
        let running = running(start.as_second(), end.as_second(), pauses, end);
        if target.is_working() {
            running
                .iter()
                .map(|&(from, to)| self.worked(from, to).map(|(from, to)| to - from).sum::<i64>())
                .sum()
        } else {
            running.iter().map(|(from, to)| to - from).sum()
        }
    }

    /// The first moment at which the clock has run for all of `target`. A start outside hours begins
    /// at the next opening; a pause that goes on lasts until `now`, at least. `None` where that never
    /// comes, or not within a century of working time.
    pub fn due(&self, start: Moment, target: Term, pauses: &[Pause], now: Moment) -> Option<Moment> {
        let mut left = self.seconds(target, start)?;
        for (from, to) in running(start.as_second(), Moment::MAX.as_second(), pauses, now) {
            let mut take = |(from, to): Stretch| {
                if to - from >= left {
                    return Some(from + left);
                }
                left -= to - from;
                None
            };
            let found = if target.is_working() {
                self.worked(from, to).find_map(take)
            } else {
                take((from, to))
            };
            if let Some(second) = found {
                return Moment::from_second(second).ok();
            }
        }
        None
    }

    /// The end of a day: the first moment of the next one; the last moment there is after the last day.
    pub fn end_of_day(&self, date: Date) -> Moment {
        let next = date
            .tomorrow()
            .ok()
            .and_then(|next| self.zone.to_timestamp(next.to_datetime(MIDNIGHT)).ok());
        next.unwrap_or(Moment::MAX)
    }

    /// The local date of a moment.
    pub fn date_of(&self, moment: Moment) -> Date {
        self.zone.to_datetime(moment).date()
    }

    /// The worked stretches between two seconds, in order. A window's ends are local time, so that it
    /// is shorter or longer on the day of a clock change.
    fn worked(&self, from: i64, to: i64) -> impl Iterator<Item = Stretch> {
        let first = Moment::from_second(from).map_or(Date::MAX, |moment| self.date_of(moment));
        let last = self.calendar.last_working_day();
        let end = if to == Moment::MAX.as_second() {
            add_days(first, FURTHEST_DAYS)
        } else {
            Date::MAX
        };
        std::iter::successors(Some(first), |day| day.tomorrow().ok())
            .take_while(move |day| *day <= last.min(end))
            .map_while(move |day| self.second_of(day, 0).filter(|&begin| begin < to).map(|_| day))
            .filter(|&day| self.calendar.is_working(day))
            .flat_map(move |day| {
                let windows = self.calendar.hours.windows().iter();
                windows.filter_map(move |window| {
                    let opens = self.second_of(day, window.from_second())?.max(from);
                    let closes = self.second_of(day, window.to_second())?.min(to);
                    (opens < closes).then_some((opens, closes))
                })
            })
    }

    /// A local time of day; one that a clock change skips is moved on, of one that comes twice it is
    /// the earlier.
    fn second_of(&self, day: Date, second: u32) -> Option<i64> {
        let (day, second) = if second >= 86_400 {
            (day.tomorrow().ok()?, 0)
        } else {
            (day, second)
        };
        let (hour, minute) = ((second / 3600) as i8, (second / 60 % 60) as i8);
        Some(self.zone.to_timestamp(day.at(hour, minute, 0, 0)).ok()?.as_second())
    }
}

const MIDNIGHT: jiff::civil::Time = jiff::civil::Time::midnight();

/// The stretches between two seconds that no pause covers, in order, none of them empty.
fn running(start: i64, end: i64, pauses: &[Pause], open_until: Moment) -> Vec<Stretch> {
    let mut still: Vec<Stretch> = pauses
        .iter()
        .map(|pause| (pause.from.as_second(), pause.to.unwrap_or(open_until).as_second()))
        .collect();
    still.retain(|(from, to)| from < to);
    still.sort_unstable();
    let mut running = Vec::with_capacity(still.len() + 1);
    let mut at = start;
    for (from, to) in still {
        if from.min(end) > at {
            running.push((at, from.min(end)));
        }
        at = at.max(to);
    }
    if at < end {
        running.push((at, end));
    }
    running
}

#[cfg(test)]
mod tests;
