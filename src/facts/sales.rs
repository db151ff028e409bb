//! What customers buy: revenue by account and period, how it grows, and whether orders came in time.

mod concentration;
mod deals;

pub use concentration::{Class, Portfolio, Standing, portfolio};
pub use deals::{Course, Deals, StageSum, by_stage, course, deals, deals_of_account};

use crate::book::Record;
use crate::model::Kind;
use crate::model::order::Order;
use crate::model::settings::Settings;
use crate::values::date::Date;
use crate::values::figure::Figure;
use crate::values::money::Money;
use crate::values::period::{Period, Unit};

use super::money::Total;
use super::rate::Rate;
use super::{Facts, dated};

/// What an account bought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revenue {
    /// The sum, in the book's currency.
    pub total: Total,
    /// How many orders it is made of.
    pub orders: u32,
    /// Where it comes from.
    pub basis: Basis,
}

/// Where revenue comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Basis {
    /// Orders; none is a revenue of 0.
    #[default]
    Orders,
    /// The account's own table, so many whole years of it.
    Table(u16),
}

impl Revenue {
    /// The revenue in the book's currency. `None` where an amount is not known, and where the account's
    /// own table tells of no whole year in the period.
    pub fn figure(&self) -> Option<&Figure> {
        match self.basis {
            Basis::Table(0) => None,
            Basis::Table(_) | Basis::Orders => self.total.figure(),
        }
    }
}

/// Whether an order counts: it was placed by as-of and is not cancelled. `None` where that could not be
/// read.
fn counts(order: &Record<'_, Order<'_>>, as_of: Date) -> Option<bool> {
    order
        .sound(&["cancelled"])
        .then_some(order.date <= as_of && !order.cancelled)
}

/// Adds what an order comes to: its amount, else the sum of its lines; one with neither leaves the total
/// unknown.
pub fn add_order(total: &mut Total, settings: &Settings<'_>, order: &Record<'_, Order<'_>>) {
    if !order.sound(&["amount"]) {
        total.unread += 1;
        return;
    }
    if let Some(amount) = order.amount {
        total.add_money(settings, amount);
        return;
    }
    if !order.sound(&["line"]) {
        total.unread += 1;
        return;
    }
    if order.line.is_empty() {
        total.unwritten += 1;
    }
    for line in &order.line {
        add_times(total, settings, line.price, &Figure::from(line.quantity));
    }
}

/// Adds so many times an amount.
pub fn add_times(total: &mut Total, settings: &Settings<'_>, price: Money, times: &Figure) {
    match super::money::in_book(settings, price) {
        Some(price) => total.add(&(price * times)),
        None => {
            total.without_rate.insert(price.currency);
        }
    }
}

/// The orders of an account that count, dated in the period, or at any time without one. One of which it
/// could not be read whether it was cancelled is left out.
pub fn orders_of<'f, 'a>(
    facts: &'f Facts<'_, 'a>,
    account: usize,
    period: Option<&Period>,
) -> impl Iterator<Item = &'f Record<'a, Order<'a>>> {
    let all = &facts.book.orders.all;
    order_positions(facts, account, period).map(|at| &all[at as usize])
}

/// The positions in the book of [`orders_of`].
pub fn order_positions<'f>(
    facts: &'f Facts<'_, '_>,
    account: usize,
    period: Option<&Period>,
) -> impl Iterator<Item = u32> + 'f {
    let all = &facts.book.orders.all;
    let positions = &facts.of_account[account].orders;
    let dated = dated::within(positions, period, facts.as_of, |at| all[at].date);
    dated
        .iter()
        .copied()
        .filter(|at| counts(&all[*at as usize], facts.as_of) == Some(true))
}

/// How many orders of the period there are of which it could not be read whether they were cancelled.
fn unsure(facts: &Facts<'_, '_>, account: usize, period: Option<&Period>) -> u32 {
    let all = &facts.book.orders.all;
    let positions = &facts.of_account[account].orders;
    let dated = dated::within(positions, period, facts.as_of, |at| all[at].date);
    let unsure = dated
        .iter()
        .filter(|at| counts(&all[**at as usize], facts.as_of).is_none());
    unsure.count() as u32
}

/// The revenue of an account in the period, or of all time without one: its orders by their dates; of an
/// account that never had one, the whole calendar years in its own table that ended by as-of.
pub fn revenue(facts: &Facts<'_, '_>, account: usize, period: Option<&Period>) -> Revenue {
    let settings = &facts.book.settings;
    if orders_of(facts, account, None).next().is_none()
        && let Some(revenue) = from_table(facts, account, period)
    {
        return revenue;
    }
    let mut found = Revenue::default();
    for order in orders_of(facts, account, period) {
        found.orders += 1;
        add_order(&mut found.total, settings, order);
    }
    found.total.unread += unsure(facts, account, period);
    found
}

/// `None` where the account has no table.
fn from_table(facts: &Facts<'_, '_>, account: usize, period: Option<&Period>) -> Option<Revenue> {
    let record = &facts.book.accounts.all[account];
    let table_read = record.sound(&["revenue"]);
    if table_read && record.revenue.is_none() {
        return None;
    }
    let mut found = Revenue {
        basis: Basis::Table(0),
        ..Revenue::default()
    };
    if !table_read || unsure(facts, account, None) > 0 || facts.book.blind(Kind::Order, Some(record.id)) {
        // It may have had an order after all.
        found.total.unread += 1;
        return Some(found);
    }
    let mut years = 0;
    for (year, money) in record.revenue.iter().flat_map(|table| table.iter()) {
        let (Ok(first), Ok(last)) = (Date::new(year.0, 1, 1), Date::new(year.0, 12, 31)) else {
            continue;
        };
        let inside = period.is_none_or(|period| period.first() <= first && last <= period.last());
        if inside && last <= facts.as_of {
            years += 1;
            found.total.add_money(&facts.book.settings, *money);
        }
    }
    found.basis = Basis::Table(years);
    Some(found)
}

/// How the revenue of an account grew against the period before, in percent; `None` where either is not
/// known, or the one before is not above 0.
pub fn growth(facts: &Facts<'_, '_>, account: usize, period: &Period) -> Option<Figure> {
    let now = revenue(facts, account, Some(period));
    let before = revenue(facts, account, Some(&period_before(period)));
    grown(now.figure()?, before.figure()?)
}

/// Growth in percent; `None` where there was nothing before.
pub fn grown(now: &Figure, before: &Figure) -> Option<Figure> {
    if before.is_zero() || before.is_negative() {
        return None;
    }
    let ratio = now.checked_div(before)?;
    Some((ratio - Figure::from(1)) * Figure::from(100))
}

/// The period before, in calendar units also where a unit is written as its first and last day.
pub fn period_before(period: &Period) -> Period {
    let units = [Unit::Year, Unit::Half, Unit::Quarter, Unit::Month];
    let unit = units
        .into_iter()
        .map(|unit| Period::holding(period.first(), unit, None))
        .find(|unit| unit.same_days(period));
    match period.unit() {
        Unit::Range => unit.as_ref().unwrap_or(period).previous(),
        Unit::Week | Unit::Month | Unit::Quarter | Unit::Half | Unit::Year => period.previous(),
    }
}

/// Of the orders (not cancelled) of an account that were promised in the period, or at any time without
/// one, and before as-of, those delivered on or before the promised day.
pub fn on_time(facts: &Facts<'_, '_>, account: usize, period: Option<&Period>) -> Rate {
    let mut found = Rate::default();
    for order in promised(facts, account, period) {
        found.count(
            order
                .delivered
                .is_some_and(|delivered| Some(delivered) <= order.promised),
        );
    }
    found
}

/// The orders that the rate of [`on_time`] is of.
pub fn promised<'f, 'a>(
    facts: &'f Facts<'_, 'a>,
    account: usize,
    period: Option<&Period>,
) -> impl Iterator<Item = &'f Record<'a, Order<'a>>> {
    let orders = facts.of_account[account].orders.iter();
    let orders = orders.map(|at| &facts.book.orders.all[*at as usize]);
    orders.filter(move |order| {
        let wanted = |promised: Date| promised < facts.as_of && period.is_none_or(|period| period.contains(promised));
        let known = order.sound(&["promised", "delivered"]) && counts(order, facts.as_of) == Some(true);
        known && order.promised.is_some_and(wanted)
    })
}

#[cfg(test)]
mod tests;
