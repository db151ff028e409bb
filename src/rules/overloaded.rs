//! `overloaded`: somebody who answers for more than they can.

use crate::facts::Facts;
use crate::facts::members::members;
use crate::findings::{Finding, Findings, Place};
use crate::place::Route;
use crate::said;
use crate::say::count;

crate::rule! {
    /// Somebody has more open commitments than their capacity.
    ///
    /// Promises are broken first where one person made too many of them. It shows here before it shows at
    /// the customer's.
    ///
    /// ## Fails
    ///
    /// ```toml people/li.toml
    /// name = "Li Na"
    /// capacity = 1
    /// #          ^ Li Na has 2 open commitments, 1 more than the capacity of 1
    /// ```
    ///
    /// ```toml tasks/offer.toml
    /// title = "Write the offer"
    /// owner = "li"
    /// due = 2026-04-20
    /// ```
    ///
    /// ```toml tasks/training.toml
    /// title = "Train the users"
    /// owner = "li"
    /// due = 2026-05-20
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml people/li.toml
    /// name = "Li Na"
    /// capacity = 1
    /// ```
    ///
    /// ```toml tasks/offer.toml
    /// title = "Write the offer"
    /// owner = "li"
    /// due = 2026-04-20
    /// ```
    ///
    /// ```toml tasks/training.toml
    /// title = "Train the users"
    /// owner = "li"
    /// due = 2026-03-20
    /// done = 2026-03-18
    /// ```
    ///
    /// ## Way out
    ///
    /// Hand something over, agree on what will not be done, or correct `capacity` if they can carry more.
    Warning "overloaded" Accountability
    reads ["capacity", "left"]
    zh "未完成的责任事项超过了本人的承载量。"
    "一个人答应得太多，最先落空的就是承诺。在客户察觉之前，这里先能看到。"
    "请转交一部分，商定哪些不做；若确能承担更多，请更正 `capacity`。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let people = &facts.book.people;
    if people.iter().all(|person| person.capacity.is_none()) {
        return;
    }
    for (person, member) in people.iter().zip(members(facts, None)) {
        let open = i64::from(member.accountable.open);
        let Some(capacity) = member.capacity.filter(|capacity| open > *capacity) else {
            continue;
        };
        // What somebody who has left still holds is told of elsewhere.
        if person.has_left(facts.as_of) {
            continue;
        }
        out.push(Finding {
            owner: Some(person.manager.map_or(person.id, |manager| manager.0)),
            ..Finding::new(
                Place::new(person.file, Route::key("capacity")),
                format!("person/{}", person.id),
                said!(
                    "{name} has {commitments}, {over} more than the capacity of {capacity}",
                    "{name}有 {open} 项未完成的责任事项，比承载量 {capacity} 多 {over} 项",
                    name = person.name,
                    commitments = count(open, "open commitment"),
                    open = open,
                    over = open - capacity,
                    capacity = capacity
                ),
                said!(
                    "hand something over, or agree on what will not be done; `kam report commitments --owner {id}` lists them",
                    "请转交一部分，或商定哪些不做；用 `kam report commitments --owner {id}` 查看清单",
                    id = person.id
                ),
            )
        });
    }
}
