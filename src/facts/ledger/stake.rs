//! What money depends on a commitment. Amounts stay in the currency they are written in.

use crate::facts::Facts;
use crate::model::contract::{Contract, Obligation, Party};
use crate::values::figure::Figure;
use crate::values::money::Money;

use super::{Commitment, Source, State};

/// What lateness of one of our obligations costs so far: `of` × `per_day` % × days late, at most `cap` %
/// of `of`. `None` where it has no penalty or is not late. Exact: rounded where it is shown.
pub fn exposure(facts: &Facts<'_, '_>, commitment: &Commitment<'_>) -> Option<(Figure, Money)> {
    let late = match commitment.state {
        State::Overdue | State::DoneLate => commitment.days_late,
        State::Done | State::Open | State::DueSoon | State::Cancelled | State::NoDate => return None,
    };
    if commitment.source != Source::Obligation || commitment.party != Party::Us {
        return None;
    }
    let contract = &facts.book.contracts.all[commitment.record as usize];
    let obligation = contract.obligation.get(commitment.part as usize)?;
    let penalty = obligation.penalty.as_ref()?;
    if penalty.of.is_none() && !contract.sound(&["value"]) {
        return None;
    }
    let of = penalty.of.or(contract.value)?;
    let percent = Figure::from(penalty.per_day.0) * Figure::from(late);
    let percent = match &penalty.cap {
        Some(cap) => percent.min(Figure::from(cap.0)),
        None => percent,
    };
    let cost = (Figure::from(of.amount) * percent).checked_div(&Figure::from(100))?;
    Some((cost, of))
}

/// The money that depends on a commitment: of an obligation its amount, else what its lateness costs so
/// far; of a notice the contract's value; of a delivery the order's amount. `None` for all else.
pub fn stake(facts: &Facts<'_, '_>, commitment: &Commitment<'_>) -> Option<Money> {
    let book = facts.book;
    let record = commitment.record as usize;
    match commitment.source {
        Source::Obligation => {
            let contract: &Contract<'_> = &book.contracts.all[record];
            let obligation: &Obligation<'_> = contract.obligation.get(commitment.part as usize)?;
            obligation.amount.or_else(|| {
                let (cost, of) = exposure(facts, commitment)?;
                let amount = cost.rounded(of.currency.minor_units());
                Some(Money { amount, ..of })
            })
        }
        Source::Notice => book.contracts.all[record].value,
        Source::Delivery => {
            let order = &book.orders.all[record];
            if order.amount.is_some() || !order.sound(&["line", "amount"]) {
                return order.amount;
            }
            let currency = order.line.first()?.price.currency;
            if order.line.iter().any(|line| line.price.currency != currency) {
                return None;
            }
            let lines = order.line.iter();
            let sum: Figure = lines
                .map(|line| Figure::from(line.quantity) * Figure::from(line.price.amount))
                .sum();
            Some(Money {
                currency,
                amount: sum.exact().unwrap_or_else(|| sum.rounded(currency.minor_units())),
            })
        }
        Source::Task
        | Source::Duty
        | Source::Improvement
        | Source::Measure
        | Source::Effect
        | Source::ReviewFinding
        | Source::ReviewReport
        | Source::NextReview
        | Source::Survey
        | Source::Contact
        | Source::Cadence
        | Source::FaceToFace
        | Source::Share
        | Source::Promise
        | Source::Feedback
        | Source::SurveyIssue
        | Source::KpiFigure
        | Source::Respond
        | Source::Resolve
        | Source::NextStep
        | Source::AccountPage => None,
    }
}
