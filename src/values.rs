//! The small values that records are written in, each with its parser: numbers, money, dates,
//! periods, intervals, spans, calendars, identifiers. Nothing here panics or reads a clock.

pub mod number;

pub mod date;
pub mod figure;
pub mod id;
pub mod identifier;
pub mod money;

mod counted;
pub mod every;
pub mod term;

pub mod hours;
pub mod period;

pub mod calendar;
pub mod clock;

/// A value as it is repeated in a message: the whole of it, or its beginning where it is long.
fn quoted(raw: &str) -> String {
    const LONGEST: usize = 48;
    match raw.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &raw[..end]),
        None => raw.to_owned(),
    }
}
