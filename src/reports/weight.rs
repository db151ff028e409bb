//! What comes first: the money that depends on commitments, in the book's currency, so that rows can
//! be put in order by it. What has no rate comes before all else, since it may be the most.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, State, exposure, stake};
use crate::facts::money::in_book;
use crate::said;
use crate::say::Said;
use crate::values::figure::Figure;
use crate::values::money::{Currency, Money};

use super::lines;

/// Money at stake, of one commitment or of several.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stake {
    /// What is in currencies that `[rates]` has no rate for.
    without_rate: BTreeMap<Currency, Figure>,
    /// All else, in the book's currency.
    in_book: Figure,
}

impl Stake {
    /// Both together.
    pub fn plus(self, other: Stake) -> Stake {
        let mut without_rate = self.without_rate;
        for (currency, more) in other.without_rate {
            let sum = without_rate.entry(currency).or_default();
            *sum = &*sum + &more;
        }
        Stake {
            without_rate,
            in_book: self.in_book + other.in_book,
        }
    }

    /// What has a rate, for people: `1,200,000.00 CNY`.
    pub fn in_book(&self, book: &Book<'_>) -> String {
        lines::in_book(book, &self.in_book)
    }

    /// What is not in that sum, to stand behind it; nothing where everything has a rate.
    pub fn lacking(&self) -> Said {
        let amount = |(currency, sum): (&Currency, &Figure)| {
            lines::money(Money {
                amount: sum.rounded(currency.minor_units()),
                currency: *currency,
            })
        };
        let amounts: Vec<String> = self.without_rate.iter().map(amount).collect();
        if amounts.is_empty() {
            return Said::default();
        }
        let sum = amounts.join(" + ");
        said!(
            ", not counting {sum}, for which kam.toml has no rate",
            "（另有 {sum} 未计入，kam.toml 中没有其汇率）"
        )
    }
}

/// The money at stake with these commitments; `None` without any.
pub fn together<'c, 'a: 'c>(
    facts: &Facts<'_, 'a>,
    commitments: impl IntoIterator<Item = &'c Commitment<'a>>,
) -> Option<Stake> {
    let stakes = commitments.into_iter().filter_map(|one| at_stake(facts, one));
    stakes.reduce(Stake::plus)
}

/// The money at stake with a commitment that is overdue or due soon, or what its lateness has cost once
/// it was done late. `None` where there is none; what is due some day puts nothing at stake yet.
pub fn at_stake(facts: &Facts<'_, '_>, commitment: &Commitment<'_>) -> Option<Stake> {
    let settings = &facts.book.settings;
    let money = match commitment.state {
        State::DueSoon | State::Overdue => stake(facts, commitment)?,
        State::DoneLate => {
            let (cost, of) = exposure(facts, commitment)?;
            let amount = cost.rounded(of.currency.minor_units());
            Money { amount, ..of }
        }
        State::Open | State::NoDate | State::Done | State::Cancelled => return None,
    };
    let amount = Figure::from(money.amount);
    if amount.is_zero() || amount.is_negative() {
        return None;
    }
    let mut stake = Stake::default();
    match in_book(settings, money) {
        Some(figure) => stake.in_book = figure,
        None => drop(stake.without_rate.insert(money.currency, amount)),
    }
    Some(stake)
}

/// How bad a state is, the worst first.
pub fn rank(state: State) -> u8 {
    match state {
        State::Overdue => 0,
        State::DueSoon => 1,
        State::Open => 2,
        State::NoDate => 3,
        State::DoneLate => 4,
        State::Done => 5,
        State::Cancelled => 6,
    }
}
