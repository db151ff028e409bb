//! `kam.toml`: what the book is called, and by which terms it is judged.

use crate::shape::scalars::{NotNegative, Percent, RoleId, TierId, Whole};
use crate::shape::tables::{Listed, Map};
use crate::values::date::Date;
use crate::values::every::Every;
use crate::values::money::Money;
use crate::values::number::Decimal;
use crate::values::term::Term;

use super::contract::Topic;
use super::interaction::ShareType;
use super::request::Sla;

crate::choices! {
    /// A language of reports and messages, as `kam.toml` names it.
    pub enum Language {
        /// English.
        En "en" "English" "英语",
        /// Chinese.
        Zh "zh-CN" "Chinese" "中文",
    }

    /// A day of the week.
    pub enum DayName {
        /// Monday.
        Mon "mon" "Monday" "星期一",
        /// Tuesday.
        Tue "tue" "Tuesday" "星期二",
        /// Wednesday.
        Wed "wed" "Wednesday" "星期三",
        /// Thursday.
        Thu "thu" "Thursday" "星期四",
        /// Friday.
        Fri "fri" "Friday" "星期五",
        /// Saturday.
        Sat "sat" "Saturday" "星期六",
        /// Sunday.
        Sun "sun" "Sunday" "星期日",
    }

    /// Public holidays that are built in.
    pub enum CalendarBase {
        /// China.
        Cn "cn" "China" "中国",
    }

    /// How a stage of the pipeline ends.
    pub enum Outcome {
        /// The deal is made.
        Won "won" "won" "赢单",
        /// The deal is off.
        Lost "lost" "lost" "输单",
    }

    /// What complaints are counted against.
    pub enum ComplaintBase {
        /// Requests.
        Requests "requests" "requests" "服务请求",
        /// Orders.
        Orders "orders" "orders" "订单",
    }

    /// How heavily a rule weighs.
    pub enum Level {
        /// It fails the check.
        Error "error" "error" "错误",
        /// It should be seen to.
        Warning "warning" "warning" "警告",
        /// Good to know.
        Note "note" "note" "提示",
        /// The rule is not applied.
        Off "off" "off" "关闭",
    }
}

crate::table! {
    /// `kam.toml`.
    pub struct Written<'a> {
        /// What the book is.
        book: BookTable<'a>,
        /// Working days and hours.
        calendar: Option<CalendarTable>,
        /// One unit of a currency in the book's.
        rates: Option<Map<CurrencyKey, Rate>>,
        /// The roles on an account's team.
        roles: Option<Map<NewId<'a>, Role<'a>>>,
        /// What is done for customers.
        duties: Option<Map<NewId<'a>, Duty<'a>>>,
        /// How much customers matter, and what they are owed.
        tiers: Option<Map<NewId<'a>, Tier<'a>>>,
        /// When an attainment is green, amber, red.
        kpi: Option<KpiTable>,
        /// What contracts must have.
        contracts: Option<ContractsTable<'a>>,
        /// What surveys ask.
        survey: Option<SurveyTable<'a>>,
        /// What complaints are counted against.
        complaints: Option<ComplaintsTable>,
        /// What is promised for requests, unless the tier or the contract promises its own.
        sla: Option<Sla>,
        /// How deals come along.
        pipeline: Option<PipelineTable<'a>>,
        /// How an account's health is weighed.
        health: Option<HealthTable>,
        /// How the rules judge.
        checks: Option<ChecksTable<'a>>,
    }
}

crate::table! {
    /// `[book]`
    pub struct BookTable<'a> {
        /// What it is called.
        name: &'a str,
        /// The language of reports and messages.
        language: Option<Language>,
        /// What bare amounts are in, and totals are told in; `CNY` when left out.
        currency: Option<CurrencyKey>,
        /// Where local times stand; `Asia/Shanghai` when left out.
        timezone: Option<Zone<'a>>,
        /// Files that are no records: patterns such as `templates/**`.
        ignore: Vec<&'a str>,
        /// Nothing before this day is owed.
        began: Option<Date>,
    }
}

crate::table! {
    /// `[calendar]`
    pub struct CalendarTable {
        /// Built-in public holidays and worked weekend days.
        base: Option<CalendarBase>,
        /// The days off in a week; Saturday and Sunday when left out.
        weekend: Option<Listed<DayName>>,
        /// The month in which fiscal years start.
        fiscal_year_starts: Option<Whole<1, 12>>,
        /// Days off.
        holidays: Vec<Date>,
        /// Weekend days that are worked.
        workdays: Vec<Date>,
        /// Working hours, such as `09:00-12:00`.
        hours: Option<WorkingHours>,
    }
}

crate::table! {
    /// `[roles.ID]`
    pub struct Role<'a> {
        /// For people.
        title: Option<&'a str>,
        /// What a person in it must have.
        skills: Vec<&'a str>,
    }
}

crate::table! {
    /// `[duties.ID]`
    pub struct Duty<'a> {
        /// For people.
        title: Option<&'a str>,
        /// The tiers whose accounts must have it covered; none: optional.
        tiers: Vec<TierId<'a>>,
        /// How often it is done; no date when left out.
        every: Option<Every>,
    }
}

crate::table! {
    /// `[tiers.ID]`
    pub struct Tier<'a> {
        /// For people.
        title: Option<&'a str>,
        /// 1 is the highest.
        rank: Option<Whole<1, { i64::MAX }>>,
        /// The roles that must be on the team.
        roles: Vec<RoleId<'a>>,
        /// How often there must be contact.
        contact_every: Option<Every>,
        /// How often they are asked how satisfied they are.
        survey_every: Option<Every>,
        /// How often they are reviewed.
        review_every: Option<Every>,
        /// How often goals are agreed.
        goals_every: Option<Every>,
        /// How often people meet face to face.
        face_to_face_every: Option<Every>,
        /// How often each sort of information is shared.
        share_every: Option<Map<ShareType, Every>>,
        /// What their yearly revenue must reach.
        revenue_from: Option<Money>,
        /// Overdue longer than this, the ledger names the next one up.
        escalate_after: Option<Term>,
        /// What is promised for requests.
        sla: Option<Sla>,
    }
}

crate::table! {
    /// `[kpi]`
    pub struct KpiTable {
        /// Attainment at or above it is green; 100 when left out.
        green: Option<NotNegative>,
        /// At or above it amber, below it red; 90 when left out.
        amber: Option<NotNegative>,
        /// An attainment counts at most this much in a weighted score; 120 when left out.
        cap: Option<NotNegative>,
    }
}

crate::table! {
    /// `[contracts]`
    pub struct ContractsTable<'a> {
        /// The topics that a contract must have clauses on.
        required_clauses: Option<Listed<Topic>>,
        /// Words that bind nobody.
        vague: Option<Listed<&'a str>>,
    }
}

crate::table! {
    /// `[survey]`
    pub struct SurveyTable<'a> {
        /// What is asked about: id and title.
        dimensions: Option<Map<NewId<'a>, &'a str>>,
        /// The least CSAT; 80 when left out.
        csat_min: Option<Percent>,
        /// The least NPS; 0 when left out.
        nps_min: Option<crate::shape::scalars::Within<-100, 100>>,
    }
}

crate::table! {
    /// `[complaints]`
    pub struct ComplaintsTable {
        /// What complaints are counted against; requests when left out.
        base: Option<ComplaintBase>,
    }
}

crate::table! {
    /// `[pipeline]`
    pub struct PipelineTable<'a> {
        /// The stages in their order.
        stages: Option<Listed<Stage<'a>>>,
    }
}

crate::table! {
    /// A stage of the pipeline.
    pub struct Stage<'a> {
        /// Its id.
        id: NewId<'a>,
        /// For people.
        title: Option<&'a str>,
        /// How likely a deal in it is won, 0 to 100.
        probability: Option<Percent>,
        /// Whether a deal ends in it, and how.
        outcome: Option<Outcome>,
    }
}

crate::table! {
    /// `[health]`
    pub struct HealthTable {
        /// Health at or above it is green; 80 when left out.
        green: Option<Percent>,
        /// At or above it amber, below it red; 60 when left out.
        amber: Option<Percent>,
        /// How much each part weighs.
        weights: Option<WeightsTable>,
    }
}

crate::table! {
    /// `[health] weights`
    pub struct WeightsTable {
        /// Goals; 35 when left out.
        kpi: Option<NotNegative>,
        /// Satisfaction; 20 when left out.
        satisfaction: Option<NotNegative>,
        /// Tasks; 15 when left out.
        tasks: Option<NotNegative>,
        /// Contracts; 15 when left out.
        contracts: Option<NotNegative>,
        /// Service; 10 when left out.
        service: Option<NotNegative>,
        /// Communication; 5 when left out.
        communication: Option<NotNegative>,
    }
}

crate::table! {
    /// `[checks]`
    pub struct ChecksTable<'a> {
        /// How long before its date something is due soon; 7 days when left out.
        due_soon: Option<Term>,
        /// How long after it was confirmed an account's page is stale; 90 days when left out.
        stale_after: Option<Term>,
        /// How far ahead a waiver may reach; 90 days when left out.
        longest_waiver: Option<Term>,
        /// How long before its deadline a contract's notice is told; 60 days when left out.
        notice_soon: Option<Term>,
        /// How heavily single rules weigh.
        severity: Option<Map<RuleName<'a>, Level>>,
    }
}

pub use force::{read, terms};
pub use keys::{CurrencyKey, NewId, Rate, RuleName, WorkingHours, Zone};

mod defaults;
pub use defaults::{default_role_title, default_tier_title};
mod force;
mod keys;

/// The settings in force: what is written, and the defaults for what is not.
#[derive(Debug, Clone)]
pub struct Settings<'a> {
    /// What the book is called.
    pub name: &'a str,
    /// The book's language where it names one.
    pub language: Option<Language>,
    /// What bare values mean.
    pub terms: crate::shape::Terms,
    /// Files that are no records.
    pub ignore: Vec<&'a str>,
    /// Nothing before this day is owed.
    pub began: Option<Date>,
    /// Working days and hours.
    pub calendar: crate::values::calendar::Calendar,
    /// One unit of a currency in the book's.
    pub rates: Vec<(crate::values::money::Currency, Decimal)>,
    /// The roles.
    pub roles: Vec<(&'a str, Role<'a>)>,
    /// The duties.
    pub duties: Vec<(&'a str, Duty<'a>)>,
    /// The tiers.
    pub tiers: Vec<(&'a str, Tier<'a>)>,
    /// Attainment at or above it is green.
    pub green: Decimal,
    /// At or above it amber.
    pub amber: Decimal,
    /// An attainment counts at most this much.
    pub cap: Decimal,
    /// The topics that a contract must have clauses on.
    pub required_clauses: Vec<Topic>,
    /// Words that bind nobody.
    pub vague: Vec<&'a str>,
    /// What surveys ask about: id and title.
    pub dimensions: Vec<(&'a str, &'a str)>,
    /// The least CSAT.
    pub csat_min: Decimal,
    /// The least NPS.
    pub nps_min: Decimal,
    /// What complaints are counted against.
    pub complaints: ComplaintBase,
    /// What is promised for requests.
    pub sla: Option<Sla>,
    /// The stages of the pipeline.
    pub stages: Vec<Stage<'a>>,
    /// Health at or above it is green.
    pub health_green: Decimal,
    /// At or above it amber.
    pub health_amber: Decimal,
    /// How much each part of the health weighs: kpi, satisfaction, tasks, contracts, service,
    /// communication.
    pub health_weights: [Decimal; 6],
    /// How long before its date something is due soon.
    pub due_soon: Term,
    /// How long after it was confirmed an account's page is stale.
    pub stale_after: Term,
    /// How far ahead a waiver may reach.
    pub longest_waiver: Term,
    /// How long before its deadline a contract's notice is told.
    pub notice_soon: Term,
    /// How heavily single rules weigh.
    pub severity: Vec<(&'a str, Level)>,
    /// The tables of `kam.toml` that hold something that could not be read.
    pub unread: Vec<&'static str>,
    /// Whether it can be told what is owed at all: not where the text of `kam.toml`, or from when things are
    /// owed, could not be read. Then only files and links can be judged.
    pub sure: bool,
}

impl<'a> Settings<'a> {
    /// Whether all that this table of `kam.toml` says could be read.
    pub fn is_sound(&self, table: &str) -> bool {
        self.sure && !self.unread.contains(&table)
    }

    /// The tier of this id.
    pub fn tier(&self, id: &str) -> Option<&Tier<'a>> {
        self.tiers.iter().find(|(name, _)| *name == id).map(|(_, tier)| tier)
    }

    /// The duty of this id.
    pub fn duty(&self, id: &str) -> Option<&Duty<'a>> {
        self.duties.iter().find(|(name, _)| *name == id).map(|(_, duty)| duty)
    }

    /// The role of this id.
    pub fn role(&self, id: &str) -> Option<&Role<'a>> {
        self.roles.iter().find(|(name, _)| *name == id).map(|(_, role)| role)
    }

    /// The stage of this id.
    pub fn stage(&self, id: &str) -> Option<&Stage<'a>> {
        self.stages.iter().find(|stage| stage.id.0 == id)
    }

    /// Whether `kam.toml` gives this id.
    pub fn has(&self, of: crate::shape::SettingId, id: &str) -> bool {
        use crate::shape::SettingId;
        match of {
            SettingId::Tier => self.tier(id).is_some(),
            SettingId::Role => self.role(id).is_some(),
            SettingId::Duty => self.duty(id).is_some(),
            SettingId::Stage => self.stage(id).is_some(),
            SettingId::Dimension => self.dimensions.iter().any(|(known, _)| *known == id),
        }
    }

    /// The ids that `kam.toml` gives to one sort of thing.
    pub fn ids(&self, of: crate::shape::SettingId) -> Vec<&'a str> {
        use crate::shape::SettingId;
        match of {
            SettingId::Tier => self.tiers.iter().map(|(id, _)| *id).collect(),
            SettingId::Role => self.roles.iter().map(|(id, _)| *id).collect(),
            SettingId::Duty => self.duties.iter().map(|(id, _)| *id).collect(),
            SettingId::Stage => self.stages.iter().map(|stage| stage.id.0).collect(),
            SettingId::Dimension => self.dimensions.iter().map(|(id, _)| *id).collect(),
        }
    }
}
