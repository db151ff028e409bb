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
    /// How many open ones say no amount, and add nothing to either.
    pub open_without_amount: u32,
    /// How many open ones with an amount have no probability, nor has their stage: how much of them to
    /// weigh is not known.
    pub open_without_probability: u32,
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
    /// How many of those won or lost say no amount.
    pub ended_without_amount: u32,
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

    /// Won of won and lost in percent, by value; `None` where that is not known, or 0. Where some
    /// say no amount it is not known: people write what they won, and leave out what they lost.
    pub fn win_rate_by_value(&self) -> Option<Figure> {
        if self.ended_without_amount > 0 {
            return None;
        }
        let (won, lost) = (self.won_value.figure()?, self.lost_value.figure()?);
        (won * &Figure::from(100)).checked_div(&(won + lost))
    }

    /// The mean number of days from opened to closed, of those won that have both; `None` without any.
    pub fn mean_cycle(&self) -> Option<Figure> {
        Figure::ratio(self.cycle_days, i64::from(self.cycles))
    }

    /// How many deals [`Deals::mean_cycle`] is the mean of.
    pub fn cycles(&self) -> u32 {
        self.cycles
    }

    fn take_open(
        &mut self,
        settings: &Settings<'_>,
        deal: &Record<'a, Opportunity<'a>>,
        state: State<'_>,
        as_of: Date,
    ) {
        self.open += 1;
        self.open_without_amount += lacks_amount(deal);
        self.stalled += u32::from(deal.expected_close.is_some_and(|expected| expected < as_of));
        add_amount(&mut self.pipeline, settings, deal, &Figure::from(1));
        // Of an earlier stage it is the stage's: the deal's own is today's.
        let own = deal.probability.filter(|_| state.current);
        if !deal.sound(&["probability"]) {
            self.weighted.unread += 1;
        } else if let Some(probability) = own.or_else(|| state.stage.and_then(|stage| stage.probability)) {
            let part = Figure::from(probability.0).checked_div(&Figure::from(100));
            add_amount(&mut self.weighted, settings, deal, &part.unwrap_or_default());
        } else if deal.amount.is_some() {
            self.open_without_probability += 1;
            self.weighted.unwritten += 1;
        }
    }

    fn take_won(&mut self, settings: &Settings<'_>, deal: &Record<'a, Opportunity<'a>>) {
        self.won += 1;
        self.ended_without_amount += lacks_amount(deal);
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
        self.ended_without_amount += lacks_amount(deal);
        add_amount(&mut self.lost_value, settings, deal, &Figure::from(1));
        if deal.sound(&["reason"]) {
            *self.loss_reasons.entry(deal.reason).or_default() += 1;
        }
    }
}

fn lacks_amount(deal: &Record<'_, Opportunity<'_>>) -> u32 {
    u32::from(deal.amount.is_none() && deal.sound(&["amount"]))
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

/// What a deal counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// Not ended at the end of as-of.
    Open,
    /// Won in the period.
    Won,
    /// Lost in the period.
    Lost,
}

/// What a deal counts as: open as of the date, won or lost where it was closed in the period, or by as-of
/// without one, where one that nobody wrote the day of counts too. `None`: it does not count.
pub fn course(facts: &Facts<'_, '_>, deal: &Record<'_, Opportunity<'_>>, period: Option<&Period>) -> Option<Course> {
    found(facts, deal, period).map(|(course, _)| course)
}

fn found<'f>(
    facts: &'f Facts<'_, '_>,
    deal: &Record<'_, Opportunity<'_>>,
    period: Option<&Period>,
) -> Option<(Course, State<'f>)> {
    if deal.opened.is_some_and(|opened| opened > facts.as_of) {
        return None;
    }
    let state = state(&facts.book.settings, deal, facts.as_of);
    if state.current && state.stage.is_none() {
        return None;
    }
    let counted = || match (deal.closed, period) {
        (Some(closed), Some(period)) => period.contains(closed),
        (Some(_), None) => true,
        (None, period) => deal.sound(&["closed"]) && period.is_none(),
    };
    let course = match state.stage.and_then(|stage| stage.outcome) {
        None => Course::Open,
        Some(Outcome::Won) => Course::Won,
        Some(Outcome::Lost) => Course::Lost,
    };
    (course == Course::Open || counted()).then_some((course, state))
}

/// What these opportunities come to: open ones as of the date, won and lost ones closed in the period; see
/// [`course`].
pub fn deals<'s, 'a: 's>(
    facts: &Facts<'_, 'a>,
    opportunities: impl IntoIterator<Item = &'s Record<'a, Opportunity<'a>>>,
    period: Option<&Period>,
) -> Deals<'a> {
    let settings = &facts.book.settings;
    let mut all = Deals::default();
    for deal in opportunities {
        match found(facts, deal, period) {
            Some((Course::Open, state)) => all.take_open(settings, deal, state, facts.as_of),
            Some((Course::Won, _)) => all.take_won(settings, deal),
            Some((Course::Lost, _)) => all.take_lost(settings, deal),
            None => {}
        }
    }
    all
}

/// The open deals of a stage.
#[derive(Debug, Clone)]
pub struct StageSum<'b> {
    /// Which one; `None` where nobody wrote which one it was on the day.
    pub stage: Option<&'b Stage<'b>>,
    /// How many there are.
    pub open: u32,
    /// What they are worth.
    pub worth: Total,
}

/// The open ones of these opportunities by stage, in the order of the settings; stages without any are
/// there too.
pub fn by_stage<'f, 's, 'a: 's>(
    facts: &'f Facts<'_, 'a>,
    opportunities: impl IntoIterator<Item = &'s Record<'a, Opportunity<'a>>>,
) -> Vec<StageSum<'f>> {
    let settings = &facts.book.settings;
    let open = settings.stages.iter().filter(|stage| stage.outcome.is_none());
    let sum = |stage| StageSum {
        stage,
        open: 0,
        worth: Total::default(),
    };
    let mut sums: Vec<StageSum<'f>> = open.map(|stage| sum(Some(stage))).collect();
    let mut unknown = sum(None);
    for deal in opportunities {
        let Some((Course::Open, state)) = found(facts, deal, None) else {
            continue;
        };
        let id = state.stage.map(|stage| stage.id.0);
        let known = sums.iter_mut().find(|sum| sum.stage.map(|stage| stage.id.0) == id);
        let of = known.unwrap_or(&mut unknown);
        of.open += 1;
        add_amount(&mut of.worth, settings, deal, &Figure::from(1));
    }
    if unknown.open > 0 {
        sums.push(unknown);
    }
    sums
}

/// What the opportunities of an account come to; see [`deals`].
pub fn deals_of_account<'a>(facts: &Facts<'_, 'a>, account: usize, period: Option<&Period>) -> Deals<'a> {
    let all = &facts.book.opportunities.all;
    let positions = facts.of_account[account].opportunities.iter();
    deals(facts, positions.map(|at| &all[*at as usize]), period)
}
