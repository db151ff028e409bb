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

/// Whether an interval surely is longer than another: what may be the same time is not.
pub fn is_longer(one: Every, than: Every) -> bool {
    match (span(one), span(than)) {
        (Span::Days(one), Span::Days(than)) | (Span::Months(one), Span::Months(than)) => one > than,
        (Span::Months(one), Span::Days(than)) => one * 30 > than,
        // Of 30 and 31 days by turns, so that a year has 366.
        (Span::Days(one), Span::Months(than)) => one > (than * 61).div_ceil(2),
    }
}

/// How long an interval is, in what has no exact length in the other.
enum Span {
    Days(u64),
    Months(u64),
}

fn span(every: Every) -> Span {
    let (count, step) = every.parts();
    let count = u64::from(count);
    match step {
        Step::Day => Span::Days(count),
        Step::Week => Span::Days(count * 7),
        Step::Month => Span::Months(count),
        Step::Quarter => Span::Months(count * 3),
        Step::Year => Span::Months(count * 12),
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

#[cfg(test)]
mod tests {
    use super::is_longer;
    use crate::values::every::Every;

    fn every(text: &str) -> Every {
        Every::parse(text).expect("an interval")
    }

    #[test]
    fn the_same_time_in_other_words_is_not_longer() {
        for same in [
            ["quarterly", "3 months"],
            ["yearly", "12 months"],
            ["yearly", "4 quarters"],
            ["weekly", "7 days"],
            ["monthly", "30 days"],
            ["monthly", "31 days"],
            ["quarterly", "90 days"],
            ["quarterly", "13 weeks"],
            ["2 quarters", "26 weeks"],
            ["yearly", "360 days"],
            ["yearly", "52 weeks"],
            ["yearly", "366 days"],
        ] {
            let [one, other] = same.map(every);
            assert!(!is_longer(one, other) && !is_longer(other, one), "{same:?}");
        }
    }

    #[test]
    fn more_time_is_longer() {
        for [long, short] in [
            ["8 days", "weekly"],
            ["monthly", "4 weeks"],
            ["5 weeks", "monthly"],
            ["quarterly", "2 months"],
            ["4 months", "quarterly"],
            ["yearly", "3 quarters"],
            ["53 weeks", "yearly"],
            ["2 years", "yearly"],
        ] {
            assert!(is_longer(every(long), every(short)), "{long} {short}");
            assert!(!is_longer(every(short), every(long)), "{short} {long}");
        }
    }
}
