//! A key customer: who they are, how much they matter, who looks after them.

use crate::model::Reference;
use crate::shape::scalars::{AccountId, ContactId, DutyId, PartId, PersonId, RoleId, TierId, Whole};
use crate::shape::tables::Map;
use crate::values::date::Date;
use crate::values::every::Every;
use crate::values::money::Money;

use super::interaction::Channel;

crate::choices! {
    /// Where a customer stands with us.
    pub enum AccountStatus {
        /// Not a customer yet.
        Prospect "prospect" "prospect" "潜在",
        /// A customer.
        Active "active" "active" "合作中",
        /// A customer whom we may lose.
        AtRisk "at-risk" "at risk" "有流失风险",
        /// A customer who buys nothing for now.
        Dormant "dormant" "dormant" "休眠",
        /// No customer any more.
        Lost "lost" "lost" "已流失",
    }

    /// What a contact is in the customer's decisions.
    pub enum ContactRole {
        /// Decides.
        DecisionMaker "decision-maker" "decision maker" "决策人",
        /// Holds the budget.
        EconomicBuyer "economic-buyer" "economic buyer" "预算负责人",
        /// Speaks for us.
        Champion "champion" "champion" "支持者",
        /// Is listened to.
        Influencer "influencer" "influencer" "影响者",
        /// Uses what we deliver.
        User "user" "user" "使用者",
        /// Lets through or keeps out.
        Gatekeeper "gatekeeper" "gatekeeper" "把关人",
        /// Speaks against us.
        Blocker "blocker" "blocker" "反对者",
    }

    /// How a contact thinks of us.
    pub enum Attitude {
        /// For us.
        Supportive "supportive" "supportive" "支持",
        /// Neither.
        Neutral "neutral" "neutral" "中立",
        /// Against us.
        Resistant "resistant" "resistant" "抵触",
    }
}

impl AccountStatus {
    /// Whether rules treat the account as a customer to be looked after.
    pub fn is_active(self) -> bool {
        match self {
            AccountStatus::Active | AccountStatus::AtRisk => true,
            AccountStatus::Prospect | AccountStatus::Dormant | AccountStatus::Lost => false,
        }
    }
}

crate::table! {
    /// A key customer: who they are, how much they matter, who looks after them.
    pub struct Account<'a> {
        /// The customer's name.
        name: &'a str,
        /// How much they matter: a tier of `kam.toml`.
        tier: TierId<'a>,
        /// The one person of ours who answers for this customer.
        owner: Option<PersonId<'a>>,
        /// Where they stand with us.
        status: AccountStatus = AccountStatus::Active,
        /// Other names they are known by.
        aliases: Vec<&'a str>,
        /// Their industry.
        industry: Option<&'a str>,
        /// Their region.
        region: Option<&'a str>,
        /// Where they are.
        address: Option<&'a str>,
        /// Their page on the web.
        website: Option<&'a str>,
        /// Why the tier was set by hand against their figures.
        tier_reason: Option<&'a str>,
        /// The group that they belong to.
        parent: Option<AccountId<'a>>,
        /// Who watches over the owner's work: a person other than the owner.
        supervisor: Option<PersonId<'a>>,
        /// Since when they are a customer.
        since: Option<Date>,
        /// When a person last confirmed this page.
        reviewed: Option<Date>,
        /// What they buy from us in a year, by year.
        revenue: Option<Map<Year, Money>>,
        /// Their numbers in public registers.
        identifiers: Option<Identifiers<'a>>,
        /// What we want to reach with them, and how.
        strategy: Option<Strategy<'a>>,
        /// The customer's people.
        contact: Vec<Contact<'a>>,
        /// What they expect.
        need: Vec<Need<'a>>,
        /// Who does what for this customer.
        team: Vec<Team<'a>>,
        /// What this customer is owed beyond its tier.
        cadence: Vec<Cadence<'a>>,
    }
}

crate::table! {
    /// Numbers in public registers.
    pub struct Identifiers<'a> {
        /// 统一社会信用代码, GB 32100-2015; its check digits are verified.
        uscc: Option<&'a str>,
        /// Legal Entity Identifier, ISO 17442; its check digits are verified.
        lei: Option<&'a str>,
        /// D-U-N-S number, nine digits.
        duns: Option<&'a str>,
    }
}

crate::table! {
    /// What we want to reach with a customer, and how.
    pub struct Strategy<'a> {
        /// What we want to reach.
        objective: Option<&'a str>,
        /// Where we stand.
        position: Option<&'a str>,
        /// What may go wrong.
        risks: Option<&'a str>,
        /// What they do not buy from us yet.
        whitespace: Vec<&'a str>,
    }
}

crate::table! {
    /// One of the customer's people.
    pub struct Contact<'a> {
        /// Unique within the account.
        id: PartId<'a>,
        /// As people call them.
        name: &'a str,
        /// Their position.
        title: Option<&'a str>,
        /// Their e-mail address.
        email: Option<&'a str>,
        /// Their telephone number, E.164.
        phone: Option<&'a str>,
        /// Their WeChat name.
        wechat: Option<&'a str>,
        /// What they are in the customer's decisions.
        role: Option<ContactRole>,
        /// How much they can decide, 1 to 5.
        power: Option<Whole<1, 5>>,
        /// How much we matter to them, 1 to 5.
        interest: Option<Whole<1, 5>>,
        /// Whom they report to.
        reports_to: Option<ContactId<'a>>,
        /// The person of ours who keeps the relation.
        owner: Option<PersonId<'a>>,
        /// How they think of us.
        attitude: Option<Attitude>,
        /// When they left the customer.
        left: Option<Date>,
    }
}

impl Contact<'_> {
    /// Whether their last day at the customer lies before a day.
    pub fn has_left(&self, day: Date) -> bool {
        self.left.is_some_and(|left| left < day)
    }
}

crate::table! {
    /// Something that the customer expects.
    pub struct Need<'a> {
        /// Unique within the account.
        id: PartId<'a>,
        /// What they expect.
        text: &'a str,
        /// Which sort of need it is.
        category: Option<&'a str>,
        /// Where it was said.
        source: Option<Reference<'a>>,
        /// When it was said.
        date: Option<Date>,
        /// Who of ours sees to it.
        owner: Option<PersonId<'a>>,
        /// When it was met.
        served: Option<Date>,
        /// When it was given up.
        dropped: Option<Date>,
    }
}

crate::table! {
    /// What one of ours does for the customer.
    pub struct Team<'a> {
        /// Who.
        person: PersonId<'a>,
        /// In which role.
        role: RoleId<'a>,
        /// The duties they answer for.
        accountable: Vec<DutyId<'a>>,
        /// The duties they carry out.
        responsible: Vec<DutyId<'a>>,
        /// The duties on which they are asked first.
        consulted: Vec<DutyId<'a>>,
        /// The duties of which they are told.
        informed: Vec<DutyId<'a>>,
        /// The first day in the role.
        from: Option<Date>,
        /// The last day in the role.
        until: Option<Date>,
    }
}

impl Team<'_> {
    /// Whether it holds on a day; both ends count.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

crate::table! {
    /// Contact that this customer is owed beyond its tier.
    pub struct Cadence<'a> {
        /// Unique within the account.
        id: PartId<'a>,
        /// How often.
        every: Every,
        /// By which channel; any when left out.
        channel: Option<Channel>,
        /// With whom; anybody when left out.
        contact: Option<ContactId<'a>>,
        /// Who answers for it; the account's owner when left out.
        owner: Option<PersonId<'a>>,
        /// What for.
        purpose: Option<&'a str>,
    }
}

/// A calendar year as the key of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Year(pub i16);

impl<'a> crate::shape::Read<'a> for Year {
    const TYPE: crate::shape::Type = crate::shape::Type::Period;
    fn read(key: &str, node: &crate::syntax::Node<'a>, reader: &mut crate::shape::Reader<'a, '_>) -> Option<Year> {
        let text = <&str>::read(key, node, reader)?;
        let year = text
            .parse::<i16>()
            .ok()
            .filter(|year| text.len() == 4 && (1900..=9999).contains(year));
        if year.is_none() {
            reader.bad_value(
                node.span,
                crate::said!("`{text}` is no year", "`{text}` 不是有效的年份", text = text),
                crate::said!("write a calendar year: 2025", "请写公历年份，例如 2025"),
            );
        }
        year.map(Year)
    }
}
