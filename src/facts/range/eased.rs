//! Which of two spans of time asks for less.

use crate::model::request::{Severity, Sla};
use crate::values::every::{Every, Step};
use crate::values::term::{Term, TermUnit};

/// A time promised for requests that became longer, or is promised no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eased {
    /// `critical.resolve`.
    pub key: String,
    /// What it was.
    pub was: Term,
    /// What it is.
    pub is: Option<Term>,
}

/// The times of `was` that are longer in `is`, or are not promised there. Of several promises the first that says
/// something of a severity holds.
pub fn times(was: &[Option<&Sla>], is: &[Option<&Sla>]) -> Vec<Eased> {
    let mut all = Vec::new();
    for severity in [Severity::Low, Severity::Normal, Severity::High, Severity::Critical] {
        let of = |promises: &[Option<&Sla>]| {
            let times = promises.iter().flatten().find_map(|sla| sla.times(severity));
            [
                times.and_then(|times| times.respond),
                times.and_then(|times| times.resolve),
            ]
        };
        for (key, (was, is)) in ["respond", "resolve"].into_iter().zip(of(was).into_iter().zip(of(is))) {
            let Some(was) = was.filter(|was| is.is_none_or(|is| length(is) > length(*was))) else {
                continue;
            };
            let key = format!("{}.{key}", severity.name());
            all.push(Eased { key, was, is });
        }
    }
    all
}

/// About how many days an interval has.
pub fn interval(every: Every) -> u64 {
    let days = |step| match step {
        Step::Day => 1,
        Step::Week => 7,
        Step::Month => 30,
        Step::Quarter => 91,
        Step::Year => 365,
    };
    match every {
        Every::Each(step) => days(step),
        Every::Counted(n, step) => u64::from(n) * days(step),
    }
}

/// About how many minutes of the clock a span has, in weeks of five days of eight hours.
pub fn length(term: Term) -> u64 {
    let minutes = match term.unit {
        TermUnit::Minute => 1,
        TermUnit::Hour => 60,
        TermUnit::WorkingHour => 252,
        TermUnit::Day => 1440,
        TermUnit::Week => 7 * 1440,
        TermUnit::Month => 30 * 1440,
        TermUnit::WorkingDay => 8 * 252,
    };
    u64::from(term.count) * minutes
}
