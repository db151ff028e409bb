//! What comes first: the money that depends on commitments, in the book's currency, so that rows can
//! be put in order by it. It is never shown.

use crate::facts::Facts;
use crate::facts::ledger::{Commitment, State, exposure, stake};
use crate::facts::money::in_book;
use crate::values::figure::Figure;
use crate::values::money::Money;

/// The money at stake with a commitment that is overdue or due soon, or what its lateness has cost once
/// it was done late. `None` where there is none, or its currency has no rate; what is due some day puts
/// nothing at stake yet.
pub fn at_stake(facts: &Facts<'_, '_>, commitment: &Commitment<'_>) -> Option<Figure> {
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
    in_book(settings, money).filter(|figure| !figure.is_zero() && !figure.is_negative())
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
