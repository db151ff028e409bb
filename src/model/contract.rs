//! What both sides signed: clauses, obligations of each side, dates.

use crate::shape::scalars::{AccountId, ContactId, NotNegative, ObligationId, PartId, PersonId};
use crate::values::date::Date;
use crate::values::every::Every;
use crate::values::money::Money;
use crate::values::term::Term;

use super::goal::{Better, KpiTarget};
use super::request::Sla;

crate::choices! {
    /// How far a contract has come.
    pub enum ContractStatus {
        /// Not signed yet: nothing is owed.
        Draft "draft" "draft" "草稿",
        /// Signed, not in force yet.
        Signed "signed" "signed" "已签署",
        /// In force.
        Active "active" "active" "执行中",
        /// Its term is over.
        Expired "expired" "expired" "已到期",
        /// Ended before its term.
        Terminated "terminated" "terminated" "已终止",
    }

    /// What a clause is about.
    pub enum Topic {
        /// Rights.
        Rights "rights" "rights" "权利",
        /// Obligations.
        Obligations "obligations" "obligations" "义务",
        /// Key performance indicators.
        Kpi "kpi" "KPIs" "关键绩效指标",
        /// Liability for breach.
        Breach "breach" "breach" "违约责任",
        /// How disputes are settled.
        Disputes "disputes" "disputes" "争议解决",
        /// Payment.
        Payment "payment" "payment" "付款",
        /// Confidentiality.
        Confidentiality "confidentiality" "confidentiality" "保密",
        /// Protection of data.
        DataProtection "data" "data" "数据",
        /// How it ends.
        Termination "termination" "termination" "终止",
        /// Anything else.
        Other "other" "other" "其他",
    }

    /// Who owes.
    pub enum Party {
        /// We do.
        Us "us" "us" "我方",
        /// The customer does.
        Customer "customer" "customer" "客户",
    }

    /// What was decided before a term ends.
    pub enum Decision {
        /// It goes on.
        Renew "renew" "renew" "续约",
        /// It ends.
        End "end" "end" "到期终止",
        /// It is negotiated anew.
        Renegotiate "renegotiate" "renegotiate" "重新谈判",
    }
}

crate::table! {
    /// What both sides signed: clauses, obligations of each side, dates.
    pub struct Contract<'a> {
        /// With whom.
        account: AccountId<'a>,
        /// Its name.
        title: &'a str,
        /// How far it has come.
        status: ContractStatus,
        /// Who of ours answers for it.
        owner: PersonId<'a>,
        /// When it was signed.
        signed: Option<Date>,
        /// The first day of its term.
        start: Date,
        /// The last day of its term, as signed.
        end: Date,
        /// What it is worth.
        value: Option<Money>,
        /// How long before `end` notice must be given.
        notice: Option<Term>,
        /// Whether the term rolls on when nobody decides.
        auto_renew: bool = false,
        /// Who signed on the customer's side.
        signatory: Option<ContactId<'a>>,
        /// Where the paper is: a path or a link.
        document: Option<&'a str>,
        /// What it promises for requests of each severity.
        sla: Option<Sla>,
        /// What it lays down.
        clause: Vec<Clause<'a>>,
        /// What each side owes.
        obligation: Vec<Obligation<'a>>,
        /// Which obligations were met, and when.
        fulfilled: Vec<Fulfilled<'a>>,
        /// What the contract itself promises.
        kpi: Vec<ContractKpi<'a>>,
        /// What was decided about its end.
        renewal: Vec<Renewal<'a>>,
        /// What was changed since it was signed.
        amendment: Vec<Amendment<'a>>,
    }
}

crate::table! {
    /// What a contract lays down on a topic.
    pub struct Clause<'a> {
        /// What it is about.
        topic: Topic,
        /// Its words; either these or `where`.
        text: Option<&'a str>,
        /// Its place in `document`, such as `§12`.
        place["where"]: Option<&'a str>,
    }
}

crate::table! {
    /// What one side owes.
    pub struct Obligation<'a> {
        /// Unique within the contract.
        id: PartId<'a>,
        /// Who owes.
        party: Party,
        /// What is owed.
        title: &'a str,
        /// The date; either this or `every`.
        due: Option<Date>,
        /// How often.
        every: Option<Every>,
        /// The first date of a recurring one; the contract's start when left out.
        from: Option<Date>,
        /// The last day of a recurring one; the end of the term in force when left out.
        until: Option<Date>,
        /// Who of ours answers for it, or watches the customer's; the contract's owner when left out.
        owner: Option<PersonId<'a>>,
        /// Whom to ask on the customer's side.
        contact: Option<ContactId<'a>>,
        /// What is to be paid.
        amount: Option<Money>,
        /// What lateness costs.
        penalty: Option<Penalty>,
    }
}

crate::table! {
    /// What lateness costs.
    pub struct Penalty {
        /// Percent of `of` for each day late.
        per_day: NotNegative,
        /// What it is a part of; the contract's value when left out.
        of: Option<Money>,
        /// At most so many percent of `of`.
        cap: Option<NotNegative>,
    }
}

crate::table! {
    /// An obligation that was met.
    pub struct Fulfilled<'a> {
        /// Which one.
        obligation: ObligationId<'a>,
        /// Which of its dates it answers.
        due: Date,
        /// When it was met.
        on: Date,
        /// Who saw to it.
        by: Option<&'a str>,
        /// What proves it.
        evidence: Option<&'a str>,
    }
}

crate::table! {
    /// A KPI that the contract itself promises.
    pub struct ContractKpi<'a> {
        /// Unique within the contract.
        id: PartId<'a>,
        /// What is measured.
        name: &'a str,
        /// What was promised.
        target: KpiTarget,
        /// In what it is measured.
        unit: Option<&'a str>,
        /// Which side of the target is good.
        better: Better = Better::Higher,
        /// How often it is measured.
        measured: Option<Every>,
    }
}

crate::table! {
    /// A decision about the end of a term.
    pub struct Renewal<'a> {
        /// When it was decided.
        date: Date,
        /// Who decided.
        by: PersonId<'a>,
        /// What.
        decision: Decision,
        /// The new end.
        until: Option<Date>,
    }
}

crate::table! {
    /// A change of the contract since it was signed.
    pub struct Amendment<'a> {
        /// When.
        date: Date,
        /// What it is called.
        title: &'a str,
        /// What it changes.
        changes: Option<&'a str>,
    }
}
