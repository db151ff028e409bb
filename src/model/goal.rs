//! What was agreed with the customer for a period, and its KPIs.

use crate::said;
use crate::shape::scalars::{
    AccountId, ContactId, ContractId, ContractKpiId, GoalId, KpiId, NeedId, NotNegative, PartId, PersonId,
};
use crate::shape::tables::Map;
use crate::shape::{Read, Reader, Type};
use crate::syntax::{Node, Value};
use crate::values::date::Date;
use crate::values::every::Every;
use crate::values::number::Decimal;
use crate::values::period::Period;

crate::choices! {
    /// Which side of a target is good.
    pub enum Better {
        /// At the target or above.
        Higher "higher" "higher" "越高越好",
        /// At the target or below.
        Lower "lower" "lower" "越低越好",
    }

    /// How the actuals of measuring periods make the goal's.
    pub enum Combine {
        /// The last one.
        Last "last" "last" "取最近一期",
        /// All together.
        Sum "sum" "sum" "求和",
        /// Their mean.
        Average "average" "average" "取平均",
        /// The largest.
        Max "max" "max" "取最大",
        /// The smallest.
        Min "min" "min" "取最小",
    }

    /// A measure that is worked out from other records.
    pub enum Computed {
        /// Satisfaction.
        Csat "csat" "satisfaction (CSAT)" "满意度（CSAT）",
        /// Net promoter score.
        Nps "nps" "net promoter score (NPS)" "净推荐值（NPS）",
        /// Complaints per request or order.
        ComplaintRate "complaint-rate" "complaint rate" "投诉率",
        /// Orders delivered in time.
        OnTimeDelivery "on-time-delivery" "on-time delivery" "准时交付率",
        /// What was ordered.
        OrderRevenue "order-revenue" "order revenue" "订单收入",
        /// Its growth against the period before.
        OrderGrowth "order-growth" "order growth" "订单增长率",
        /// Requests answered in time.
        ResponseSla "response-sla" "response SLA" "响应达标率",
        /// Requests solved in time.
        ResolutionSla "resolution-sla" "resolution SLA" "解决达标率",
        /// Gaps between contacts within the limit.
        ContactCoverage "contact-coverage" "contact coverage" "沟通覆盖率",
    }

    /// What an adjustment changed.
    pub enum AdjustedField {
        /// The target.
        Target "target" "target" "目标值",
        /// The weight.
        Weight "weight" "weight" "权重",
        /// The value worth 0 %.
        ZeroAt "zero_at" "zero_at" "零分值",
    }
}

crate::table! {
    /// What was agreed with the customer for a period, and its KPIs.
    pub struct Goal<'a> {
        /// With whom.
        account: AccountId<'a>,
        /// What is to be reached.
        title: &'a str,
        /// When.
        period: Period,
        /// Who of ours answers for it.
        owner: PersonId<'a>,
        /// The goal that it is a part of.
        parent: Option<GoalId<'a>>,
        /// Its weight in its parent, or of a top-level goal in the account.
        weight: NotNegative = crate::shape::scalars::Within(Decimal::ONE_HUNDRED),
        /// The business link (环节) that it lives in: sales, delivery, support.
        function: Option<&'a str>,
        /// The needs of the account that it serves.
        needs: Vec<NeedId<'a>>,
        /// The contract that its KPIs come from.
        contract: Option<ContractId<'a>>,
        /// How it was agreed with the customer.
        agreed: Option<Agreed<'a>>,
        /// How it is measured.
        kpi: Vec<Kpi<'a>>,
        /// What was measured.
        actual: Vec<Actual<'a>>,
        /// What was changed on the way.
        adjustment: Vec<Adjustment<'a>>,
    }
}

crate::table! {
    /// How a goal was agreed with the customer.
    pub struct Agreed<'a> {
        /// When.
        date: Date,
        /// By whom of ours.
        by: PersonId<'a>,
        /// With whom of theirs.
        with: ContactId<'a>,
        /// What proves it.
        evidence: Option<&'a str>,
        /// A digest of what was agreed; where it is missing or no longer matches, the finding names it.
        digest: Option<&'a str>,
    }
}

crate::table! {
    /// One measure of a goal.
    pub struct Kpi<'a> {
        /// Unique within the goal.
        id: PartId<'a>,
        /// What is measured.
        name: &'a str,
        /// What is to be reached: a number, or `{min, max}`.
        target: KpiTarget,
        /// How much it counts; a goal's weights make 100.
        weight: NotNegative,
        /// Which side of the goal it shows.
        dimension: Option<&'a str>,
        /// In what it is measured.
        unit: Option<&'a str>,
        /// The value worth 0 %.
        zero_at: Option<Decimal>,
        /// Of a range: the distance outside it worth 0 %.
        tolerance: Option<NotNegative>,
        /// The KPI of the goal's contract that it stands for.
        contract_kpi: Option<ContractKpiId<'a>>,
        /// Which side of the target is good; `higher` when left out.
        better: Option<Better>,
        /// How often it is measured; once, over the goal's period, when left out.
        measured: Option<Measured<'a>>,
        /// How the measuring periods make the goal's figure; `last` when left out.
        combine: Option<Combine>,
        /// How it is measured, in words.
        method: Option<&'a str>,
        /// Where the figures come from.
        source: Option<&'a str>,
        /// Who answers for it; the goal's owner when left out.
        owner: Option<PersonId<'a>>,
        /// Worked out by `kam` from other records in place of typed actuals.
        computed: Option<Computed>,
        /// What is expected by period.
        plan: Option<Map<Period, Decimal>>,
    }
}

crate::table! {
    /// What was measured in a period.
    pub struct Actual<'a> {
        /// Which KPI.
        kpi: KpiId<'a>,
        /// When.
        period: Period,
        /// How much; either this or `num` and `den`.
        value: Option<Decimal>,
        /// The numerator of a rate.
        num: Option<Decimal>,
        /// The denominator of a rate.
        den: Option<Decimal>,
        /// When it was recorded.
        date: Option<Date>,
        /// Who recorded it.
        by: Option<PersonId<'a>>,
        /// What proves it.
        evidence: Option<&'a str>,
        /// What else is to be said.
        note: Option<&'a str>,
    }
}

crate::table! {
    /// A change to a KPI while its goal runs.
    pub struct Adjustment<'a> {
        /// When.
        date: Date,
        /// Of which KPI.
        kpi: KpiId<'a>,
        /// What was changed.
        field: AdjustedField,
        /// What it was.
        from: KpiTarget,
        /// What it became.
        to: KpiTarget,
        /// Why.
        reason: &'a str,
        /// Who of ours approved.
        approved_by: PersonId<'a>,
        /// Who of theirs agreed.
        agreed_with: Option<ContactId<'a>>,
    }
}

/// How often a KPI is measured, with the words it was written in, which the agreed digest is made of:
/// `1 quarters` is not `1 quarter` there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured<'a> {
    /// How often.
    pub every: Every,
    /// As written.
    pub written: &'a str,
}

impl<'a> Read<'a> for Measured<'a> {
    const TYPE: Type = Type::Every;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Measured<'a>> {
        let every = Every::read(key, node, reader)?;
        match node.value {
            Value::Text(written) => Some(Measured { every, written }),
            Value::Null
            | Value::Bool(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Date(_)
            | Value::List(_)
            | Value::Table(_)
            | Value::Broken => None,
        }
    }
}

/// What a KPI is to reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum KpiTarget {
    /// A number.
    Value(Decimal),
    /// A range, both ends within it.
    Range(Decimal, Decimal),
}

crate::table! {
    /// A range target.
    pub struct Bounds {
        /// The lower end.
        min: Decimal,
        /// The upper end.
        max: Decimal,
    }
}

impl<'a> Read<'a> for KpiTarget {
    const TYPE: Type = Type::Target;
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<KpiTarget> {
        let Value::Table(_) = node.value else {
            return Decimal::read(key, node, reader).map(KpiTarget::Value);
        };
        let bounds = Bounds::read(key, node, reader)?;
        if bounds.min > bounds.max {
            reader.bad_value(
                node.span,
                said!(
                    "`{key}` runs from {min} down to {max}",
                    "`{key}` 的下限 {min} 大于上限 {max}",
                    key = key,
                    min = bounds.min,
                    max = bounds.max
                ),
                said!("`min` is the smaller one", "`min` 应不大于 `max`"),
            );
            return None;
        }
        Some(KpiTarget::Range(bounds.min, bounds.max))
    }
}
