//! A call, visit, meeting, mail: what was said, shared and asked for.

use crate::model::Reference;
use crate::shape::scalars::{AccountId, ContactId, PartId, PersonId};
use crate::shape::tables::AtLeastOne;
use crate::values::date::Date;

use super::contract::Party;

crate::choices! {
    /// How people met.
    pub enum Channel {
        /// By telephone.
        Call "call" "call" "电话",
        /// By video.
        Video "video" "video" "视频会议",
        /// By e-mail.
        Email "email" "e-mail" "邮件",
        /// At the customer's.
        Visit "visit" "visit" "拜访",
        /// At a table.
        Meeting "meeting" "meeting" "会议",
        /// At an event for customers.
        Event "event" "event" "客户活动",
        /// By text message.
        Message "message" "message" "消息",
        /// By the customer portal.
        Portal "portal" "portal" "门户",
        /// Among ourselves.
        Internal "internal" "internal" "内部",
    }

    /// What was shared with the customer.
    pub enum ShareType {
        /// News of the product.
        ProductUpdate "product-update" "product update" "产品更新",
        /// What moves the market.
        MarketAnalysis "market-analysis" "market analysis" "市场分析",
        /// How the project goes.
        ProjectProgress "project-progress" "project progress" "项目进展",
        /// A report.
        Report "report" "report" "报告",
        /// Anything else.
        Other "other" "other" "其他",
    }

    /// What the customer said.
    pub enum FeedbackType {
        /// Praise.
        Praise "praise" "praise" "表扬",
        /// A need.
        Need "need" "need" "需求",
        /// A complaint.
        Complaint "complaint" "complaint" "投诉",
        /// A question.
        Question "question" "question" "咨询",
    }
}

crate::table! {
    /// A call, visit, meeting, mail: what was said, shared and asked for.
    pub struct Interaction<'a> {
        /// With whom.
        account: AccountId<'a>,
        /// When.
        date: Date,
        /// How.
        channel: Channel,
        /// Who of ours.
        people: AtLeastOne<PersonId<'a>>,
        /// What was said.
        summary: &'a str,
        /// Who of theirs.
        contacts: Vec<ContactId<'a>>,
        /// When to speak again.
        next: Option<Date>,
        /// What they were given.
        shared: Vec<Shared<'a>>,
        /// What either side promised.
        promise: Vec<Promise<'a>>,
        /// What they said of us.
        feedback: Vec<Feedback<'a>>,
    }
}

crate::table! {
    /// Something that the customer was given.
    pub struct Shared<'a> {
        /// What sort.
        sort["type"]: ShareType,
        /// What it is called.
        title: &'a str,
        /// Where it is.
        link: Option<&'a str>,
    }
}

crate::table! {
    /// What one side promised.
    pub struct Promise<'a> {
        /// Unique within the interaction.
        id: PartId<'a>,
        /// Who promised.
        party: Party,
        /// What.
        text: &'a str,
        /// By when.
        due: Date,
        /// Who of ours answers for it, or watches theirs; the account's owner when left out.
        owner: Option<PersonId<'a>>,
        /// Who of theirs.
        contact: Option<ContactId<'a>>,
        /// When it was kept.
        done: Option<Date>,
    }
}

crate::table! {
    /// What the customer said of us.
    pub struct Feedback<'a> {
        /// Unique within the interaction.
        id: PartId<'a>,
        /// What sort.
        sort["type"]: FeedbackType,
        /// What was said.
        text: &'a str,
        /// Who said it.
        contact: Option<ContactId<'a>>,
        /// What was made of it.
        follow_up: Vec<Reference<'a>>,
        /// How it was answered.
        resolution: Option<&'a str>,
    }
}
