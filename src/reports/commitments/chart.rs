//! Commitments by the week that they are due in.

use crate::document::{Chart, Series, Tone};
use crate::facts::ledger::{Commitment, State};
use crate::said;
use crate::values::date::Date;
use crate::word;

use super::super::charts::Weeks;

const DONE: usize = 0;
const DONE_LATE: usize = 1;
const OVERDUE: usize = 2;
const OPEN: usize = 3;

/// The counts.
pub struct ByWeek(Weeks<4>);

impl ByWeek {
    /// None yet, of the weeks around a day.
    pub fn around(as_of: Date) -> ByWeek {
        ByWeek(Weeks::around(as_of))
    }

    /// Counts a commitment; what has no date or was given up stands in no week.
    pub fn count(&mut self, one: &Commitment<'_>) {
        let sort = match one.state {
            State::Done => DONE,
            State::DoneLate => DONE_LATE,
            State::Overdue => OVERDUE,
            State::Open | State::DueSoon => OPEN,
            State::Cancelled | State::NoDate => return,
        };
        if let Some(due) = one.due {
            self.0.count(due, sort);
        }
    }

    /// The picture.
    pub fn chart(&self) -> Option<Chart> {
        let series = [
            (word!("done in time", "按期完成"), Tone::Good),
            (word!("done late", "逾期完成"), Tone::Warn),
            (word!("overdue", "已逾期"), Tone::Bad),
            (word!("to be done", "待完成"), Tone::None),
        ];
        let (first, last) = self.0.days();
        let [done, late, overdue, open] = [DONE, DONE_LATE, OVERDUE, OPEN].map(|sort| self.0.sum(sort));
        let summary = said!(
            "Due from {first} to {last}, by week: {done} done in time, {late} done late, {overdue} overdue, {open} to be done.",
            "{first} 至 {last} 到期的事项（按周）：按期完成 {done} 项，逾期完成 {late} 项，已逾期 {overdue} 项，待完成 {open} 项。"
        );
        let series = series.map(|(title, tone)| Series { title, tone });
        self.0.chart("weeks", word!("Commitments by the week they are due", "按到期周统计的责任事项"), series, summary)
    }
}
