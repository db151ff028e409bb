//! A deal in the making.

use crate::shape::scalars::{AccountId, Percent, PersonId, StageId};
use crate::values::date::Date;
use crate::values::money::Money;

crate::table! {
    /// A deal in the making.
    pub struct Opportunity<'a> {
        /// With whom.
        account: AccountId<'a>,
        /// What it is about.
        title: &'a str,
        /// Who of ours answers for it.
        owner: PersonId<'a>,
        /// How far it has come: a stage of `kam.toml`.
        stage: StageId<'a>,
        /// What it is worth.
        amount: Option<Money>,
        /// How likely it is, 0 to 100; the stage's when left out.
        probability: Option<Percent>,
        /// When it came up.
        opened: Option<Date>,
        /// When it should be won.
        expected_close: Option<Date>,
        /// When it was won or lost.
        closed: Option<Date>,
        /// What they would buy.
        products: Vec<&'a str>,
        /// Who else is after it.
        competitor: Option<&'a str>,
        /// Why it was won or lost.
        reason: Option<&'a str>,
        /// How it came along.
        history: Vec<StageChange<'a>>,
    }
}

crate::table! {
    /// A step of a deal.
    pub struct StageChange<'a> {
        /// When.
        date: Date,
        /// To which stage.
        stage: StageId<'a>,
        /// What is to be said.
        note: Option<&'a str>,
    }
}
