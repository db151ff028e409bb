//! `training-expired`: a training that no longer counts.

use crate::facts::Facts;
use crate::findings::{Finding, Findings, Place};
use crate::model::person::Training;
use crate::place::Route;
use crate::said;
use crate::say::count;
use crate::values::date::{Date, days_between};

crate::rule! {
    /// A training is no longer valid and was not repeated.
    ///
    /// Certificates that a customer's contract or the law asks for are worth nothing from the day they
    /// run out, and the customer's auditor looks at that date.
    ///
    /// ## Fails
    ///
    /// ```toml people/li.toml
    /// name = "Li Na"
    ///
    /// [[training]]
    /// topic = "Data protection"
    /// date = 2024-03-15
    /// valid_until = 2026-03-15
    /// #             ^^^^^^^^^^ the training of Li Na in `Data protection` expired 17 days ago
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml people/li.toml
    /// name = "Li Na"
    ///
    /// [[training]]
    /// topic = "Data protection"
    /// date = 2024-03-15
    /// valid_until = 2026-03-15
    ///
    /// [[training]]
    /// topic = "Data protection"
    /// date = 2026-03-10
    /// valid_until = 2028-03-10
    /// ```
    ///
    /// ## Way out
    ///
    /// Repeat the training and add it as a new `[[training]]`; the old one may stand.
    Warning "training-expired" Accountability
    reads ["training", "left"]
    zh "培训已过有效期，且没有复训。"
    "合同或法规要求的资质，过期之日起即失效；客户审核时看的正是这个日期。"
    "请完成复训，并新增一条 `[[training]]`；旧的可以保留。"
}

/// Finds. Of several trainings on a topic only the one that counted longest is told.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for person in facts.book.people.iter().filter(|person| !person.has_left(facts.as_of)) {
        let had = || {
            person
                .training
                .iter()
                .enumerate()
                .filter(|(_, training)| training.date <= facts.as_of)
        };
        for (at, training) in had() {
            let Some(until) = training.valid_until.filter(|until| *until < facts.as_of) else {
                continue;
            };
            let followed = had()
                .any(|(other_at, other)| same_topic(other, training) && (counts_until(other), other_at) > (until, at));
            if followed {
                continue;
            }
            let days = days_between(until, facts.as_of);
            out.push(Finding {
                owner: Some(person.id),
                due: Some(until),
                days_late: Some(days),
                ..Finding::new(
                    Place::new(person.file, Route::in_part("training", at, "valid_until")),
                    format!("person/{}", person.id),
                    said!(
                        "the training of {name} in `{topic}` expired {ago} ago",
                        "{name}的培训「{topic}」已过期 {days} 天",
                        name = person.name,
                        topic = training.topic,
                        ago = count(days, "day")
                    ),
                    said!(
                        "repeat it and add it as a new `[[training]]`",
                        "请完成复训，并新增一条 `[[training]]`"
                    ),
                )
            });
        }
    }
}

fn counts_until(training: &Training<'_>) -> Date {
    training.valid_until.unwrap_or(Date::MAX)
}

fn same_topic(a: &Training<'_>, b: &Training<'_>) -> bool {
    a.topic.trim().to_lowercase() == b.topic.trim().to_lowercase()
}
