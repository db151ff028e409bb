//! The measures that KPIs can be computed from: one figure of an account over a period.

use crate::model::goal::Computed;
use crate::values::figure::Figure;
use crate::values::period::Period;

use super::{Facts, contact, sales, satisfaction, service};

/// A computed measure of an account, by its position in the book, over a period, up to as-of. Percentages
/// are numbers from 0 to 100, the NPS from −100 to 100, revenue is in the book's currency. `None` where
/// there is nothing to work it out from, or it is not known.
pub fn computed(facts: &Facts<'_, '_>, account: usize, what: Computed, period: &Period) -> Option<Figure> {
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

#[cfg(test)]
mod tests;
