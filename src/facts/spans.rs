//! Spans of the settings counted from a date, also those written in working time.

use crate::book::Book;
use crate::values::date::{Date, add_days};
use crate::values::term::{Term, TermUnit};

/// The date so long after another; hours and minutes count as the whole days that are in them.
pub fn after(book: &Book<'_>, date: Date, span: Term) -> Date {
    moved(book, date, span, 1)
}

/// The date so long before another, like [`after`]; a span of months falls back to the month's end.
pub fn before(book: &Book<'_>, date: Date, span: Term) -> Date {
    moved(book, date, span, -1)
}

fn moved(book: &Book<'_>, date: Date, span: Term, direction: i64) -> Date {
    let calendar_days = if direction > 0 {
        span.after(date)
    } else {
        span.before(date)
    };
    if let Some(found) = calendar_days {
        return found;
    }
    let count = i64::from(span.count);
    let working = match span.unit {
        TermUnit::WorkingDay => count,
        TermUnit::WorkingHour => (count * 3600)
            .checked_div(book.settings.calendar.hours.seconds())
            .unwrap_or(0),
        TermUnit::Hour | TermUnit::Minute | TermUnit::Day | TermUnit::Week | TermUnit::Month => {
            let minutes = if span.unit == TermUnit::Hour { count * 60 } else { count };
            return add_days(date, direction * (minutes / (24 * 60)));
        }
    };
    let found = book.settings.calendar.working_day_from(date, direction * working);
    found.unwrap_or(if direction > 0 { Date::MAX } else { Date::MIN })
}
