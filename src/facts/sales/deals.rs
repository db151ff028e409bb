//! The pipeline and how deals ended: what is open is as of the date, what was won or lost is by the day it
//! was closed.

use std::collections::BTreeMap;

use crate::book::Record;
use crate::model::opportunity::Opportunity;
use crate::model::settings::{Outcome, Settings, Stage};
use crate::values::date::{Date, days_between};
use crate::values::figure::Figure;
use crate::values::period::Period;

use super::super::Facts;
use super::super::money::Total;
use super::super::rate::Rate;

/// What a set of opportunities comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deals<'a> {
    /// How many are open.
    pub open: u32,
    /// What the open ones are worth.
    pub pipeline: Total,
    /// The same, each by its probability.
    pub weighted: Total,
    /// How many open ones should have been closed before as-of.
    pub stalled: u32,
    /// How many were won.
    pub won: u32,
    /// What those are worth.
    pub won_value: Total,
    /// How many were lost.
    pub lost: u32,
    /// What those would have been worth.
    pub lost_value: Total,
    /// Why they were lost, as written, and how often; `None`: nobody wrote why.
    pub loss_reasons: BTreeMap<Option<&'a str>, u32>,
    cycle_days: i64,
    cycles: u32,
}

impl<'a> Deals<'a> {
    /// Won of won and lost, by count.
    pub fn win_rate(&self) -> Rate {
        Rate {
            kept: self.won,
            of: self.won + self.lost,
        }
    }

    /// Won of won and lost in percent, by value; `None` where that is not known, or 0.
    pub fn win_rate_by_value(&self) -> Option<Figure> {
        let (won, lost) = (self.won_value.figure()?, self.lost_value.figure()?);
        (won * &Figure::from(100)).checked_div(&(won + lost))
    }

    /// The mean number of days from opened to closed, of those won that have both; `None` without any.
    pub fn mean_cycle(&self) -> Option<Figure> {
        Figure::ratio(self.cycle_days, i64::from(self.cycles))
    }

    fn take_open(
        &mut self,
        settings: &Settings<'_>,
        deal: &Record<'a, Opportunity<'a>>,
        state: State<'_>,
        as_of: Date,
    ) {
        self.open += 1;
        self.stalled += u32::from(deal.expected_close.is_some_and(|expected| expected < as_of));
        add_amount(&mut self.pipeline, settings, deal, &Figure::from(1));
        // Of an earlier stage it is the stage's: the deal's own is today's.
        let own = deal.probability.filter(|_| state.current);
        if !deal.sound(&["probability"]) {
            self.weighted.unread += 1;
        } else if let Some(probability) = own.or_else(|| state.stage.and_then(|stage| stage.probability)) {
            let part = Figure::from(probability.0).checked_div(&Figure::from(100));
            add_amount(&mut self.weighted, settings, deal, &part.unwrap_or_default());
        }
    }

    fn take_won(&mut self, settings: &Settings<'_>, deal: &Record<'a, Opportunity<'a>>) {
        self.won += 1;
        add_amount(&mut self.won_value, settings, deal, &Figure::from(1));
        if let (Some(opened), Some(closed)) = (deal.opened, deal.closed)
            && opened <= closed
        {
            self.cycle_days += days_between(opened, closed);
            self.cycles += 1;
        }
    }

    fn take_lost(&mut self, settings: &Settings<'_>, deal: &Record<'a, Opportunity<'a>>) {
        self.lost += 1;
        add_amount(&mut self.lost_value, settings, deal, &Figure::from(1));
        if deal.sound(&["reason"]) {
            *self.loss_reasons.entry(deal.reason).or_default() += 1;
        }
    }
}

fn add_amount(total: &mut Total, settings: &Settings<'_>, deal: &Record<'_, Opportunity<'_>>, times: &Figure) {
    if !deal.sound(&["amount"]) {
        total.unread += 1;
    } else if let Some(amount) = deal.amount {
        super::add_times(total, settings, amount, times);
    }
}

/// The stage of a deal at the end of as-of.
#[derive(Clone, Copy)]
struct State<'b> {
    /// `None` where nobody wrote which one it was then.
    stage: Option<&'b Stage<'b>>,
    /// Whether it is the one that the record names.
    current: bool,
}

/// The stage at the end of as-of: the record's, unless it was reached later; then the last one before by
/// its history.
fn state<'b>(settings: &'b Settings<'b>, deal: &Opportunity<'_>, as_of: Date) -> State<'b> {
    let stage = settings.stage(deal.stage.0);
    let ended = stage.is_some_and(|stage| stage.outcome.is_some());
    let later = ended && deal.closed.is_some_and(|closed| closed > as_of)
        || deal.history.iter().any(|change| change.date > as_of);
    if !later {
        return State { stage, current: true };
    }
    let before = deal.history.iter().filter(|change| change.date <= as_of);
    let last = before.max_by_key(|change| change.date);
    let stage = last.and_then(|change| settings.stage(change.stage.0));
    State {
        stage: stage.filter(|stage| stage.outcome.is_none()),
        current: false,
    }
}

/// What these opportunities come to: open ones as of the date, won and lost ones closed in the period, or
/// by as-of without one, where one that nobody wrote the day of counts too.
pub fn deals<'s, 'a: 's>(
    facts: &Facts<'_, 'a>,
    opportunities: impl IntoIterator<Item = &'s Record<'a, Opportunity<'a>>>,
    period: Option<&Period>,
) -> Deals<'a> {
    let settings = &facts.book.settings;
    let as_of = facts.as_of;
    let mut found = Deals::default();
    for deal in opportunities {
        if deal.opened.is_some_and(|opened| opened > as_of) {
            continue;
        }
        let state = state(settings, deal, as_of);
        let outcome = state.stage.and_then(|stage| stage.outcome);
        let unknown = state.current && state.stage.is_none();
        let counted = match (deal.closed, period) {
            (Some(closed), Some(period)) => period.contains(closed),
            (Some(_), None) => true,
            (None, period) => deal.sound(&["closed"]) && period.is_none(),
        };
        match outcome {
            _ if unknown => {}
            None => found.take_open(settings, deal, state, as_of),
            Some(Outcome::Won) if counted => found.take_won(settings, deal),
            Some(Outcome::Lost) if counted => found.take_lost(settings, deal),
            Some(Outcome::Won | Outcome::Lost) => {}
        }
    }
    found
}

/// What the opportunities of an account come to; see [`deals`].
pub fn deals_of_account<'a>(facts: &Facts<'_, 'a>, account: usize, period: Option<&Period>) -> Deals<'a> {
    let all = &facts.book.opportunities.all;
    let positions = facts.of_account[account].opportunities.iter();
    deals(facts, positions.map(|at| &all[*at as usize]), period)
}
