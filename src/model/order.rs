//! A purchase.

use crate::shape::scalars::{AccountId, ContractId, OpportunityId};
use crate::values::date::Date;
use crate::values::money::Money;
use crate::values::number::Decimal;

crate::table! {
    /// A purchase.
    pub struct Order<'a> {
        /// Whose.
        account: AccountId<'a>,
        /// When it was placed.
        date: Date,
        /// Under which contract.
        contract: Option<ContractId<'a>>,
        /// Out of which opportunity.
        opportunity: Option<OpportunityId<'a>>,
        /// What it comes to; the sum of its lines when left out.
        amount: Option<Money>,
        /// By when it was promised.
        promised: Option<Date>,
        /// When it was delivered.
        delivered: Option<Date>,
        /// Whether it was cancelled.
        cancelled: bool = false,
        /// What was bought.
        line: Vec<Line<'a>>,
    }
}

crate::table! {
    /// One product of an order.
    pub struct Line<'a> {
        /// What.
        product: &'a str,
        /// How many.
        quantity: Decimal,
        /// The price of one.
        price: Money,
    }
}
