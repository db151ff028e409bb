//! A service request or a complaint.

use crate::shape::scalars::{AccountId, ContactId, ContractId, PersonId, Whole};
use crate::values::date::{Date, Moment};
use crate::values::term::Term;

crate::choices! {
    /// What the customer asks for.
    pub enum RequestType {
        /// To know something.
        Question "question" "question" "咨询",
        /// That something works again.
        Incident "incident" "incident" "故障",
        /// That something wrong is put right.
        Complaint "complaint" "complaint" "投诉",
        /// That something is changed.
        Change "change" "change" "变更",
        /// To be trained.
        Training "training" "training" "培训",
    }

    /// How much it hurts.
    pub enum Severity {
        /// A little.
        Low "low" "low" "低",
        /// As usual.
        Normal "normal" "normal" "普通",
        /// Much.
        High "high" "high" "高",
        /// Work stands still.
        Critical "critical" "critical" "紧急",
    }

    /// How far a request has come.
    pub enum RequestStatus {
        /// Nobody has taken it.
        New "new" "new" "新建",
        /// Somebody has taken it.
        Assigned "assigned" "assigned" "已分派",
        /// Somebody works on it.
        InProgress "in-progress" "in progress" "处理中",
        /// It waits for the customer.
        Waiting "waiting" "waiting" "等待客户",
        /// It is solved.
        Resolved "resolved" "resolved" "已解决",
        /// It is closed.
        Closed "closed" "closed" "已关闭",
    }
}

crate::table! {
    /// A service request or a complaint.
    pub struct Request<'a> {
        /// Whose.
        account: AccountId<'a>,
        /// What sort.
        sort["type"]: RequestType,
        /// What it is about.
        title: &'a str,
        /// How much it hurts.
        severity: Severity,
        /// When it came in.
        opened: Moment,
        /// Who of ours answers for it.
        owner: Option<PersonId<'a>>,
        /// Who asked.
        contact: Option<ContactId<'a>>,
        /// Under which contract.
        contract: Option<ContractId<'a>>,
        /// How far it has come.
        status: RequestStatus = RequestStatus::New,
        /// When it was first answered.
        responded: Option<Moment>,
        /// When it was solved.
        resolved: Option<Moment>,
        /// When it was closed.
        closed: Option<Moment>,
        /// Why it came to be.
        cause: Option<&'a str>,
        /// What the customer says of how it was handled, 1 to 5.
        rating: Option<Whole<1, 5>>,
        /// When the clock stands still.
        pause: Vec<Pause<'a>>,
        /// What happened on the way.
        update: Vec<RequestUpdate<'a>>,
    }
}

crate::table! {
    /// A time in which the clock stands still.
    pub struct Pause<'a> {
        /// From when.
        from: Moment,
        /// Until when; it still stands when left out.
        to: Option<Moment>,
        /// Why.
        reason: &'a str,
    }
}

crate::table! {
    /// A word on how a request goes.
    pub struct RequestUpdate<'a> {
        /// When.
        date: Date,
        /// By whom.
        by: PersonId<'a>,
        /// What is to be said.
        note: &'a str,
    }
}

crate::table! {
    /// What is promised for requests, by severity.
    pub struct Sla {
        /// For low ones.
        low: Option<SlaTimes>,
        /// For normal ones.
        normal: Option<SlaTimes>,
        /// For high ones.
        high: Option<SlaTimes>,
        /// For critical ones.
        critical: Option<SlaTimes>,
    }
}

impl Sla {
    /// The times for a severity.
    pub fn times(&self, severity: Severity) -> Option<&SlaTimes> {
        match severity {
            Severity::Low => self.low.as_ref(),
            Severity::Normal => self.normal.as_ref(),
            Severity::High => self.high.as_ref(),
            Severity::Critical => self.critical.as_ref(),
        }
    }
}

crate::table! {
    /// How fast we promise to be.
    pub struct SlaTimes {
        /// Until the first answer.
        respond: Option<Term>,
        /// Until it is solved.
        resolve: Option<Term>,
    }
}
