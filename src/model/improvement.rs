//! A corrective action: problem, cause, goal, measures, proof of effect.

use crate::model::References;
use crate::shape::scalars::{AccountId, PartId, PersonId, TextOrNumber};
use crate::values::date::Date;

crate::choices! {
    /// How far an improvement has come.
    pub enum ImprovementStatus {
        /// Not begun.
        Open "open" "open" "待处理",
        /// Under way.
        InProgress "in-progress" "in progress" "整改中",
        /// Done, its effect being looked at.
        Verifying "verifying" "verifying" "验证中",
        /// Closed.
        Closed "closed" "closed" "已关闭",
        /// Given up.
        Cancelled "cancelled" "cancelled" "已取消",
    }
}

crate::table! {
    /// A corrective action: problem, cause, goal, measures, proof of effect.
    pub struct Improvement<'a> {
        /// What is wrong.
        problem: &'a str,
        /// What will be true.
        goal: &'a str,
        /// Who answers for it.
        owner: PersonId<'a>,
        /// By when.
        due: Date,
        /// At which customer.
        account: Option<AccountId<'a>>,
        /// The business link (环节) that it lives in.
        function: Option<&'a str>,
        /// What it answers: the very parts, such as `goal/g1#uptime`.
        source: References<'a>,
        /// Why it came to be.
        cause: Option<&'a str>,
        /// Who works on it.
        team: Vec<PersonId<'a>>,
        /// How far it has come.
        status: ImprovementStatus = ImprovementStatus::Open,
        /// When it was opened.
        opened: Option<Date>,
        /// When it was closed.
        closed: Option<Date>,
        /// What is done.
        measure: Vec<Measure<'a>>,
        /// What came of it.
        effect: Vec<Effect<'a>>,
    }
}

crate::table! {
    /// One thing that is done.
    pub struct Measure<'a> {
        /// Unique within the improvement.
        id: PartId<'a>,
        /// What.
        title: &'a str,
        /// Who answers for it.
        owner: PersonId<'a>,
        /// By when.
        due: Date,
        /// When it was done.
        done: Option<Date>,
    }
}

crate::table! {
    /// What came of an improvement.
    pub struct Effect<'a> {
        /// When it was looked at.
        date: Date,
        /// By whom.
        by: PersonId<'a>,
        /// Whether it helped.
        effective: bool,
        /// What was measured.
        metric: &'a str,
        /// What it was.
        before: TextOrNumber<'a>,
        /// What it is now.
        after: TextOrNumber<'a>,
        /// What else is to be said.
        note: Option<&'a str>,
    }
}
