//! What holds where `kam.toml` says nothing: every default that is more than a number.

use crate::say::Word;
use crate::shape::scalars::{RoleId, Whole, Within};
use crate::values::every::Every;
use crate::values::number::Decimal;
use crate::values::term::{Term, TermUnit};
use crate::word;

use super::{NewId, Outcome, Role, Stage, Tier, Topic};

pub(super) fn default_clauses() -> Vec<Topic> {
    vec![
        Topic::Rights,
        Topic::Obligations,
        Topic::Kpi,
        Topic::Breach,
        Topic::Disputes,
    ]
}

pub(super) fn default_vague<'a>() -> Vec<&'a str> {
    vec!["尽快", "适当", "as soon as possible", "reasonable efforts"]
}

pub(super) fn default_dimensions<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("product_quality", "产品质量"),
        ("service_attitude", "服务态度"),
        ("response_speed", "响应速度"),
    ]
}

pub(super) fn days(n: u32) -> Term {
    Term {
        count: n,
        unit: TermUnit::Day,
    }
}

/// The four roles of the default tiers.
pub(super) fn default_roles<'a>() -> Vec<(&'a str, Role<'a>)> {
    ["account-manager", "sales", "technical-support", "after-sales"]
        .into_iter()
        .map(|id| {
            (
                id,
                Role {
                    title: None,
                    skills: Vec::new(),
                },
            )
        })
        .collect()
}

pub(super) fn default_tiers<'a>() -> Vec<(&'a str, Tier<'a>)> {
    let every = |text: &str| Every::parse(text).ok();
    let tier = |rank: i64, roles: &[&'a str], contact: &str, other: Option<&str>| Tier {
        title: None,
        rank: Some(Whole(rank)),
        roles: roles.iter().map(|role| RoleId(role)).collect(),
        contact_every: every(contact),
        survey_every: other.and_then(every),
        review_every: other.and_then(every),
        goals_every: other.and_then(every),
        face_to_face_every: None,
        share_every: None,
        revenue_from: None,
        escalate_after: None,
        sla: None,
    };
    let four = ["account-manager", "sales", "technical-support", "after-sales"];
    let mut strategic = tier(1, &four, "2 weeks", Some("quarterly"));
    strategic.face_to_face_every = every("quarterly");
    vec![
        ("strategic", strategic),
        ("key", tier(2, &four[..2], "monthly", Some("2 quarters"))),
        ("growth", tier(3, &[], "quarterly", None)),
    ]
}

/// How a default tier is called where the book gives no title.
pub fn default_tier_title(id: &str) -> Option<Word> {
    match id {
        "strategic" => Some(word!("Strategic account", "战略客户")),
        "key" => Some(word!("Key account", "重点客户")),
        "growth" => Some(word!("Growth account", "成长客户")),
        _ => None,
    }
}

/// How a default role is called where the book gives no title.
pub fn default_role_title(id: &str) -> Option<Word> {
    match id {
        "account-manager" => Some(word!("Account manager", "客户经理")),
        "sales" => Some(word!("Sales representative", "销售代表")),
        "technical-support" => Some(word!("Technical support", "技术支持")),
        "after-sales" => Some(word!("After-sales service", "售后服务")),
        _ => None,
    }
}

pub(super) fn default_stages<'a>() -> Vec<Stage<'a>> {
    let stage = |id: &'a str, probability: i64, outcome: Option<Outcome>| Stage {
        id: NewId(id),
        title: None,
        probability: Some(Within(Decimal::from(probability))),
        outcome,
    };
    vec![
        stage("lead", 10, None),
        stage("qualify", 20, None),
        stage("propose", 40, None),
        stage("negotiate", 70, None),
        stage("won", 100, Some(Outcome::Won)),
        stage("lost", 0, Some(Outcome::Lost)),
    ]
}
