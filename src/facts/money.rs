//! Sums of money in the book's currency: a sum that cannot be known is no number, and tells why.

use std::collections::BTreeSet;

use crate::model::settings::Settings;
use crate::values::figure::Figure;
use crate::values::money::{Currency, Money};

/// A sum in the book's currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Total {
    sum: Figure,
    /// The currencies of amounts that `[rates]` has no rate for.
    pub without_rate: BTreeSet<Currency>,
    /// How many amounts could not be read.
    pub unread: u32,
    /// How many amounts nobody wrote, or nobody wrote what part of them counts.
    pub unwritten: u32,
}

impl Total {
    /// The sum; `None` where an amount could not be read, was not written, or is in a currency without a
    /// rate.
    pub fn figure(&self) -> Option<&Figure> {
        (self.without_rate.is_empty() && self.unread == 0 && self.unwritten == 0).then_some(&self.sum)
    }

    /// Adds a figure in the book's currency.
    pub fn add(&mut self, figure: &Figure) {
        self.sum = &self.sum + figure;
    }

    /// Adds an amount, or notes that its currency has no rate.
    pub fn add_money(&mut self, settings: &Settings<'_>, money: Money) {
        match in_book(settings, money) {
            Some(figure) => self.add(&figure),
            None => {
                self.without_rate.insert(money.currency);
            }
        }
    }

    /// Adds another sum, with what it lacks.
    pub fn merge(&mut self, other: &Total) {
        self.add(&other.sum);
        self.unread += other.unread;
        self.unwritten += other.unwritten;
        self.without_rate.extend(other.without_rate.iter().copied());
    }
}

/// An amount in the book's currency, by `[rates]`; `None` for a currency without a rate.
pub fn in_book(settings: &Settings<'_>, money: Money) -> Option<Figure> {
    Some(Figure::from(money.amount) * rate(settings, money.currency)?)
}

/// What one unit of a currency is in the book's, by `[rates]`; `None` without a rate.
pub fn rate(settings: &Settings<'_>, currency: Currency) -> Option<Figure> {
    if currency == settings.terms.currency {
        return Some(Figure::from(1));
    }
    let mut rates = settings.rates.iter();
    let (_, rate) = rates.find(|(known, _)| *known == currency)?;
    Some(Figure::from(rate))
}
