//! The measures that KPIs can be computed from: one figure of an account over a period.

use crate::model::Kind;
use crate::model::goal::Computed;
use crate::model::settings::ComplaintBase;
use crate::values::figure::Figure;
use crate::values::period::Period;

use super::{Facts, contact, sales, satisfaction, service};

/// A computed measure of an account, by its position in the book, over a period, up to as-of. Percentages
/// are numbers from 0 to 100, the NPS from −100 to 100, revenue is in the book's currency. `None` where
/// there is nothing to work it out from, or it is not known: a record that it is drawn from could not be
/// read.
pub fn computed(facts: &Facts<'_, '_>, account: usize, what: Computed, period: &Period) -> Option<Figure> {
    let id = facts.book.accounts.all[account].id;
    if drawn_from(what, facts.book.settings.complaints)
        .iter()
        .any(|kind| facts.book.blind(*kind, Some(id)))
    {
        return None;
    }
    let within = Some(period);
    match what {
        Computed::Csat => satisfaction::of_account(facts, account, within).all.csat(),
        Computed::Nps => satisfaction::of_account(facts, account, within).recommendation.nps(),
        Computed::ComplaintRate => service::complaint_rate(facts, account, within),
        Computed::OnTimeDelivery => sales::on_time(facts, account, within).percent(),
        Computed::OrderRevenue => sales::revenue(facts, account, within).figure().cloned(),
        Computed::OrderGrowth => sales::growth(facts, account, period),
        Computed::ResponseSla => service::of_account(facts, account, within).respond.percent(),
        Computed::ResolutionSla => service::of_account(facts, account, within).resolve.percent(),
        Computed::ContactCoverage => contact::of_account(facts, account, within)?.percent(),
    }
}

/// The kinds of records that a measure is worked out from.
pub const fn drawn_from(what: Computed, base: ComplaintBase) -> &'static [Kind] {
    match what {
        Computed::Csat | Computed::Nps => &[Kind::Survey],
        Computed::ComplaintRate => match base {
            ComplaintBase::Requests => &[Kind::Request],
            ComplaintBase::Orders => &[Kind::Request, Kind::Order],
        },
        Computed::OnTimeDelivery | Computed::OrderRevenue | Computed::OrderGrowth => &[Kind::Order],
        Computed::ResponseSla | Computed::ResolutionSla => &[Kind::Request, Kind::Contract],
        Computed::ContactCoverage => &[Kind::Interaction],
    }
}

#[cfg(test)]
mod tests;
