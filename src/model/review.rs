//! An internal review (audit) and its findings.

use crate::shape::scalars::{AccountId, ImprovementId, PartId, PersonId};
use crate::shape::tables::AtLeastOne;
use crate::values::date::Date;
use crate::values::period::Period;

use super::survey::Grade;

crate::choices! {
    /// What a review looked at.
    pub enum Area {
        /// Goals.
        Goals "goals" "goals" "目标设定",
        /// KPIs.
        Kpis "kpis" "KPIs" "绩效指标",
        /// Contracts.
        Contracts "contracts" "contracts" "合同管理",
        /// Communication.
        Communication "communication" "communication" "客户沟通",
        /// Satisfaction.
        Satisfaction "satisfaction" "satisfaction" "客户满意度",
        /// Tasks.
        Tasks "tasks" "tasks" "任务",
        /// The team.
        Team "team" "team" "团队",
        /// Sales.
        Sales "sales" "sales" "销售",
        /// Service.
        Service "service" "service" "服务",
    }
}

crate::table! {
    /// An internal review (audit) and its findings.
    pub struct Review<'a> {
        /// The time that it looks at.
        period: Period,
        /// When it was held.
        date: Date,
        /// Who held it; the first one answers for the report.
        reviewers: AtLeastOne<PersonId<'a>>,
        /// Which customers it looked at; all of them when left out.
        accounts: Vec<AccountId<'a>>,
        /// What it looked at.
        areas: AtLeastOne<Area>,
        /// What it comes to.
        conclusion: Option<&'a str>,
        /// When the next one is.
        next: Option<Date>,
        /// To whom it was reported.
        reported: Option<Reported<'a>>,
        /// What it found.
        finding: Vec<ReviewFinding<'a>>,
    }
}

crate::table! {
    /// To whom a review was reported.
    pub struct Reported<'a> {
        /// When.
        date: Date,
        /// To whom.
        to: AtLeastOne<PersonId<'a>>,
    }
}

crate::table! {
    /// Something that a review found.
    pub struct ReviewFinding<'a> {
        /// Unique within the review.
        id: PartId<'a>,
        /// Where.
        area: Area,
        /// How bad it is.
        severity: Grade,
        /// What.
        text: &'a str,
        /// Who answers for its mending.
        owner: PersonId<'a>,
        /// At which customer.
        account: Option<AccountId<'a>>,
        /// What is done about it.
        improvement: Option<ImprovementId<'a>>,
    }
}
