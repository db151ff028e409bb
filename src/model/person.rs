//! Somebody on our side: who can own, answer for, be asked.

use crate::shape::scalars::{PersonId, RoleId, Whole};
use crate::values::date::Date;

crate::table! {
    /// Somebody on our side: who can own, answer for, be asked.
    pub struct Person<'a> {
        /// As people call them.
        name: &'a str,
        /// Their e-mail address.
        email: Option<&'a str>,
        /// Their telephone number, E.164: `+8613800000000`.
        phone: Option<&'a str>,
        /// What they can be: roles of `kam.toml`.
        roles: Vec<RoleId<'a>>,
        /// The team or department.
        team: Option<&'a str>,
        /// Whom they report to.
        manager: Option<PersonId<'a>>,
        /// The first day with us.
        joined: Option<Date>,
        /// The last day with us.
        left: Option<Date>,
        /// How many open commitments are still reasonable.
        capacity: Option<Whole<0, { i64::MAX }>>,
        /// Who stands in for them.
        deputy: Option<PersonId<'a>>,
        /// What they are able to do.
        skills: Vec<&'a str>,
        /// What they were trained in.
        training: Vec<Training<'a>>,
    }
}

crate::table! {
    /// A training that somebody had.
    pub struct Training<'a> {
        /// What it was about.
        topic: &'a str,
        /// When it was.
        date: Date,
        /// The last day on which it counts.
        valid_until: Option<Date>,
    }
}

impl Person<'_> {
    /// Whether their last day with us lies before a day.
    pub fn has_left(&self, day: Date) -> bool {
        self.left.is_some_and(|left| left < day)
    }
}
