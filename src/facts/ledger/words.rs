//! What commitments are called: their names, references and titles.

use crate::facts::Facts;
use crate::model::Kind;
use crate::said;
use crate::say::{Said, Word};
use crate::word;

use super::{Commitment, Occurrence, Source, State};

macro_rules! names {
    ($type:ident: $( $variant:ident $name:literal $en:literal $zh:literal; )*) => {
        impl $type {
            /// All of them.
            pub const ALL: &'static [$type] = &[$( $type::$variant, )*];

            /// As it is written in JSON, CSV and SQL.
            pub const fn name(self) -> &'static str {
                match self { $( $type::$variant => $name, )* }
            }

            /// For people.
            pub const fn word(self) -> Word {
                match self { $( $type::$variant => word!($en, $zh), )* }
            }
        }
    };
}

names! { Source:
    Task "task" "task" "任务";
    Duty "duty" "duty" "职责";
    Obligation "obligation" "contract obligation" "合同义务";
    Notice "notice" "contract notice" "合同续约通知";
    Improvement "improvement" "improvement" "整改项";
    Measure "measure" "improvement measure" "措施";
    Effect "effect" "improvement effect" "整改效果";
    ReviewFinding "review-finding" "review finding" "审查发现";
    ReviewReport "review-report" "review report" "审查报告";
    NextReview "review" "next review" "下次审查";
    Survey "survey" "survey" "满意度调查";
    Contact "contact" "contact" "客户联系";
    Cadence "cadence" "agreed contact" "约定联系";
    FaceToFace "face-to-face" "face to face" "面对面沟通";
    Share "share" "information shared" "信息提供";
    Promise "promise" "promise" "承诺";
    Feedback "feedback" "feedback" "客户反馈";
    SurveyIssue "survey-issue" "survey issue" "调查问题";
    KpiFigure "kpi-figure" "KPI figure" "指标填报";
    Respond "respond" "response" "响应";
    Resolve "resolve" "resolution" "解决";
    Delivery "delivery" "delivery" "订单交付";
    NextStep "next-step" "next step" "下一步";
    AccountPage "account-page" "account page" "客户档案";
}

names! { State:
    Done "done" "done" "已完成";
    DoneLate "done-late" "done late" "逾期完成";
    Open "open" "open" "未完成";
    DueSoon "due-soon" "due soon" "即将到期";
    Overdue "overdue" "overdue" "已逾期";
    Cancelled "cancelled" "cancelled" "已取消";
    NoDate "no-date" "no date" "无期限";
}

impl Source {
    /// The kind of record that it stands in; an account for what is owed again and again (`@…`).
    pub const fn kind(self) -> Kind {
        match self {
            Source::Task => Kind::Task,
            Source::Obligation | Source::Notice => Kind::Contract,
            Source::Improvement | Source::Measure | Source::Effect => Kind::Improvement,
            Source::ReviewFinding | Source::ReviewReport => Kind::Review,
            Source::Promise | Source::Feedback | Source::NextStep => Kind::Interaction,
            Source::SurveyIssue => Kind::Survey,
            Source::KpiFigure => Kind::Goal,
            Source::Respond | Source::Resolve => Kind::Request,
            Source::Delivery => Kind::Order,
            Source::Duty
            | Source::NextReview
            | Source::Survey
            | Source::Contact
            | Source::Cadence
            | Source::FaceToFace
            | Source::Share
            | Source::AccountPage => Kind::Account,
        }
    }
}

impl<'a> Commitment<'a> {
    /// The kind of its record.
    pub fn kind(&self) -> Kind {
        self.source.kind()
    }

    /// The id of its record.
    pub fn record_id(&self, facts: &Facts<'_, 'a>) -> &'a str {
        facts.book.record(self.kind(), self.record as usize).1
    }

    /// What stands behind the record's id, with its `#` or `@`: a part's id, a fixed word, or nothing.
    fn behind(&self, facts: &Facts<'_, 'a>) -> (&'static str, &'a str) {
        let (book, at, part) = (facts.book, self.record as usize, self.part as usize);
        match self.source {
            Source::Task | Source::Improvement | Source::Delivery => ("", ""),
            Source::Duty => ("@duty/", book.settings.duties[part].0),
            Source::Obligation => ("#", book.contracts.all[at].obligation[part].id.0),
            Source::Notice => ("#notice", ""),
            Source::Measure => ("#", book.improvements.all[at].measure[part].id.0),
            Source::Effect => ("#effect", ""),
            Source::ReviewFinding => ("#", book.reviews.all[at].finding[part].id.0),
            Source::ReviewReport => ("#report", ""),
            Source::NextReview => ("@review", ""),
            Source::Survey => ("@survey", ""),
            Source::Contact => ("@contact", ""),
            Source::Cadence => ("@cadence/", book.accounts.all[at].cadence[part].id.0),
            Source::FaceToFace => ("@face-to-face", ""),
            Source::Share => ("@share/", self.shared(facts).map_or("", |sort| sort.name())),
            Source::Promise => ("#", book.interactions.all[at].promise[part].id.0),
            Source::Feedback => ("#", book.interactions.all[at].feedback[part].id.0),
            Source::SurveyIssue => ("#", book.surveys.all[at].issue[part].id.0),
            Source::KpiFigure => ("#", book.goals.all[at].kpi[part].id.0),
            Source::Respond => ("#respond", ""),
            Source::Resolve => ("#resolve", ""),
            Source::NextStep => ("#next", ""),
            Source::AccountPage => ("@reviewed", ""),
        }
    }

    fn shared(&self, facts: &Facts<'_, 'a>) -> Option<crate::model::interaction::ShareType> {
        let account = &facts.book.accounts.all[self.record as usize];
        let shares = facts.book.settings.tier(account.tier.0)?.share_every.as_ref()?;
        shares.get(self.part as usize).map(|(sort, _)| *sort)
    }

    /// How others refer to it: `contract/msa#uptime@2026-03-05`.
    pub fn reference(&self, facts: &Facts<'_, 'a>) -> String {
        let (fixed, part) = self.behind(facts);
        let mut text = format!("{}/{}{fixed}{part}", self.kind().name(), self.record_id(facts));
        match self.occurrence {
            Some(Occurrence::Day(day)) => text.push_str(&format!("@{day}")),
            Some(Occurrence::Period(period)) => text.push_str(&format!("@{period}")),
            None => {}
        }
        text
    }

    /// What is owed: the record's own text where it has one, else a sentence.
    pub fn title(&self, facts: &Facts<'_, 'a>) -> Said {
        let (book, at, part) = (facts.book, self.record as usize, self.part as usize);
        match self.source {
            Source::Task => same(book.tasks.all[at].title),
            Source::Duty => {
                let (id, duty) = &book.settings.duties[part];
                same(duty.title.unwrap_or(id))
            }
            Source::Obligation => same(book.contracts.all[at].obligation[part].title),
            Source::Notice => {
                let title = book.contracts.all[at].title;
                said!("Renew or give notice: {title}", "决定续约或终止：{title}")
            }
            Source::Improvement => same(book.improvements.all[at].problem),
            Source::Measure => same(book.improvements.all[at].measure[part].title),
            Source::Effect => {
                let problem = book.improvements.all[at].problem;
                said!("Verify the effect: {problem}", "验证整改效果：{problem}")
            }
            Source::ReviewFinding => same(book.reviews.all[at].finding[part].text),
            Source::ReviewReport => {
                let period = book.reviews.all[at].period;
                said!("Report the review of {period}", "报告 {period} 的审查结果")
            }
            Source::NextReview => said!("Internal review", "内部审查"),
            Source::Survey => said!("Satisfaction survey", "满意度调查"),
            Source::Contact => contact(),
            Source::Cadence => book.accounts.all[at].cadence[part].purpose.map_or_else(contact, same),
            Source::FaceToFace => said!("Meeting face to face", "与客户面对面沟通"),
            Source::Share => {
                let sort = self
                    .shared(facts)
                    .map_or(word!("information", "信息"), |sort| sort.word());
                let (en, zh) = (sort.en, sort.zh);
                said!("Share with the customer: {en}", "向客户提供：{zh}", en = en, zh = zh)
            }
            Source::Promise => same(book.interactions.all[at].promise[part].text),
            Source::Feedback => same(book.interactions.all[at].feedback[part].text),
            Source::SurveyIssue => same(book.surveys.all[at].issue[part].text),
            Source::KpiFigure => self.figure(facts),
            Source::Respond => {
                let title = book.requests.all[at].title;
                said!("Respond: {title}", "响应：{title}")
            }
            Source::Resolve => {
                let title = book.requests.all[at].title;
                said!("Resolve: {title}", "解决：{title}")
            }
            Source::Delivery => {
                let id = book.orders.all[at].id;
                said!("Deliver order {id}", "交付订单 {id}")
            }
            Source::NextStep => {
                let date = book.interactions.all[at].date;
                said!("Next step agreed on {date}", "{date} 约定的下一步")
            }
            Source::AccountPage => said!("Confirm the account's page", "确认客户档案"),
        }
    }

    fn figure(&self, facts: &Facts<'_, 'a>) -> Said {
        let name = facts.book.goals.all[self.record as usize].kpi[self.part as usize].name;
        match self.occurrence {
            Some(Occurrence::Period(period)) => {
                said!("Figure for {period}: {name}", "填报 {period} 的指标：{name}")
            }
            Some(Occurrence::Day(_)) | None => said!("Figure: {name}", "填报指标：{name}"),
        }
    }
}

fn contact() -> Said {
    said!("Contact with the customer", "与客户联系")
}

fn same(text: &str) -> Said {
    Said {
        en: text.to_owned(),
        zh: text.to_owned(),
    }
}
