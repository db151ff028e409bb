//! `moved-due-date`: a date was pushed back, and nobody says why.

use crate::book::{Book, FileId};
use crate::facts::Facts;
use crate::facts::ledger::{moved_times, told};
use crate::facts::range::Range;
use crate::findings::{Finding, Findings, Place};
use crate::model::Kind;
use crate::model::task::TaskUpdate;
use crate::place::Route;
use crate::said;
use crate::say::{count, ordinal};
use crate::values::date::{Date, days_between};

crate::rule! {
    /// A due date was pushed back, and nobody says why.
    ///
    /// A date that moves whenever it comes near binds nobody. Moving it is allowed; doing so in silence is not.
    ///
    /// ## Fails
    ///
    /// ```toml tasks/renewal.toml before
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-03-20
    /// ```
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-05-20
    /// #     ^^^^^^^^^^ pushed back by 61 days, from 2026-03-20 to 2026-05-20, without a word why
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/renewal.toml before
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-03-20
    /// ```
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-05-20
    ///
    /// [[update]]
    /// date = 2026-03-18
    /// by = "li"
    /// due_from = 2026-03-20
    /// due_to = 2026-05-20
    /// note = "the customer's board meets in May"
    /// ```
    ///
    /// ## Way out
    ///
    /// Add an `[[update]]` with `due_from`, `due_to` and a `note` that says why; in a contract an `[[amendment]]`; in
    /// other records a word in `notes`.
    Warning "moved-due-date" History
    reads ["due", "update"]
    zh "到期日被推迟，却没有说明原因。"
    "一到期就往后推的日期约束不了任何人。可以推迟，但不能不说明。"
    "请加一条 `[[update]]`，写明 `due_from`、`due_to`，并用 `note` 说明原因；合同写 `[[amendment]]`，其他记录写在 `notes` 里。"
}

/// One date before and after.
struct Moved<'a> {
    kind: Kind,
    file: FileId,
    reference: String,
    route: Route,
    account: Option<&'a str>,
    owner: Option<&'a str>,
    was: Date,
    is: Option<Date>,
    /// How often updates tell that it was moved, before the change and now.
    told: [Option<u32>; 2],
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let Some(range) = &facts.range else { return };
    tasks(facts, range, out);
    improvements(facts.book, range, out);
    contracts(facts.book, range, out);
    interactions(facts.book, range, out);
    orders(facts.book, range, out);
}

fn tasks<'a>(facts: &Facts<'_, 'a>, range: &Range<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for task in &facts.book.tasks {
        let id = range.id_before(Kind::Task, task.id);
        let Some(old) = range.before.book.tasks.get(id) else { continue };
        // An update about another move says nothing of this one.
        let is_of_this = |one: &TaskUpdate<'_>| one.due_to.is_none() || one.due_to == task.due;
        let says_why = |one: &&TaskUpdate<'_>| one.note.is_some_and(|note| !note.trim().is_empty());
        let mut new = task.update.iter().filter(|one| !old.update.contains(one));
        let noted = new.any(|one| is_of_this(one) && says_why(&one));
        if let Some(was) = old.due.filter(|_| old.done.is_none() && !noted) {
            let moved = Moved {
                kind: Kind::Task,
                file: task.file,
                reference: format!("task/{}", task.id),
                route: Route::key("due"),
                account: task.account.map(|account| account.0),
                owner: Some(task.owner.0),
                was,
                is: task.due,
                told: [old, task].map(|task| Some(told(task, facts.as_of).moved)),
            };
            push(out, range, moved);
        }
    }
}

fn improvements<'a>(book: &Book<'a>, range: &Range<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for improvement in &book.improvements {
        let id = range.id_before(Kind::Improvement, improvement.id);
        let Some(old) = range.before.book.improvements.get(id) else { continue };
        if improvement.common.notes != old.common.notes {
            continue;
        }
        let moved = |part: &str, route, was, is| Moved {
            kind: Kind::Improvement,
            file: improvement.file,
            reference: format!("improvement/{}{part}", improvement.id),
            route,
            account: improvement.account.map(|account| account.0),
            owner: Some(improvement.owner.0),
            was,
            is: Some(is),
            told: [None, None],
        };
        push(out, range, moved("", Route::key("due"), old.due, improvement.due));
        for (at, measure) in improvement.measure.iter().enumerate() {
            if let Some(old) = old.measure.iter().find(|one| one.id == measure.id && one.done.is_none()) {
                let route = Route::in_part("measure", at, "due");
                push(out, range, moved(&format!("#{}", measure.id.0), route, old.due, measure.due));
            }
        }
    }
}

fn contracts<'a>(book: &Book<'a>, range: &Range<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for contract in &book.contracts {
        let id = range.id_before(Kind::Contract, contract.id);
        let Some(old) = range.before.book.contracts.get(id) else { continue };
        let amended = contract.amendment.iter().any(|one| !old.amendment.contains(one));
        if amended || contract.common.notes != old.common.notes {
            continue;
        }
        for (at, obligation) in contract.obligation.iter().enumerate() {
            let old = old.obligation.iter().find(|one| one.id == obligation.id);
            if let Some(was) = old.and_then(|old| old.due) {
                let moved = Moved {
                    kind: Kind::Contract,
                    file: contract.file,
                    reference: format!("contract/{}#{}", contract.id, obligation.id.0),
                    route: Route::in_part("obligation", at, "due"),
                    account: Some(contract.account.0),
                    owner: Some(obligation.owner.unwrap_or(contract.owner).0),
                    was,
                    is: obligation.due,
                    told: [None, None],
                };
                push(out, range, moved);
            }
        }
    }
}

fn interactions<'a>(book: &Book<'a>, range: &Range<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for interaction in &book.interactions {
        let id = range.id_before(Kind::Interaction, interaction.id);
        let old = range.before.book.interactions.get(id);
        let Some(old) = old.filter(|old| old.common.notes == interaction.common.notes) else {
            continue;
        };
        for (at, promise) in interaction.promise.iter().enumerate() {
            let old = old.promise.iter().find(|one| one.id == promise.id);
            if let Some(old) = old.filter(|old| old.done.is_none()) {
                let moved = Moved {
                    kind: Kind::Interaction,
                    file: interaction.file,
                    reference: format!("interaction/{}#{}", interaction.id, promise.id.0),
                    route: Route::in_part("promise", at, "due"),
                    account: Some(interaction.account.0),
                    owner: promise.owner.map(|owner| owner.0),
                    was: old.due,
                    is: Some(promise.due),
                    told: [None, None],
                };
                push(out, range, moved);
            }
        }
    }
}

fn orders<'a>(book: &Book<'a>, range: &Range<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for order in &book.orders {
        let id = range.id_before(Kind::Order, order.id);
        let Some(old) = range.before.book.orders.get(id) else { continue };
        let is_open = old.delivered.is_none() && old.common.notes == order.common.notes;
        if let Some(was) = old.promised.filter(|_| is_open) {
            let account = book.accounts.get(order.account.0);
            let moved = Moved {
                kind: Kind::Order,
                file: order.file,
                reference: format!("order/{}", order.id),
                route: Route::key("promised"),
                account: Some(order.account.0),
                owner: account.and_then(|account| account.owner).map(|owner| owner.0),
                was,
                is: order.promised,
                told: [None, None],
            };
            push(out, range, moved);
        }
    }
}

fn push<'a>(out: &mut Findings<'_, 'a>, range: &Range<'_, 'a>, moved: Moved<'a>) {
    let was = moved.was;
    let [before, now] = moved.told;
    let times = moved_times(range, &moved.reference, before, now);
    let message = match moved.is {
        Some(is) if is <= was => return,
        Some(is) => {
            let days = days_between(was, is);
            let days_en = count(days, "day");
            if times < 2 {
                said!(
                    "pushed back by {days_en}, from {was} to {is}, without a word why",
                    "由 {was} 推迟到 {is}，共 {days} 天，没有说明原因"
                )
            } else {
                let nth = ordinal(times);
                said!(
                    "moved for the {nth} time: pushed back by {days_en}, from {was} to {is}, without a word why",
                    "第 {times} 次改期：由 {was} 推迟到 {is}，共 {days} 天，没有说明原因"
                )
            }
        }
        None => said!("its due date, {was}, was taken out without a word why", "到期日 {was} 被删除，没有说明原因"),
    };
    let help = match moved.kind {
        Kind::Task => said!("add an `[[update]]` with a `note` that says why", "请加一条 `[[update]]`，用 `note` 说明原因"),
        Kind::Contract => said!("add the `[[amendment]]` that moved it", "请补上约定改期的 `[[amendment]]`"),
        Kind::Person
        | Kind::Account
        | Kind::Goal
        | Kind::Interaction
        | Kind::Survey
        | Kind::Review
        | Kind::Improvement
        | Kind::Opportunity
        | Kind::Order
        | Kind::Request => said!("say why in `notes`", "请在 `notes` 中说明原因"),
    };
    out.push(Finding {
        account: moved.account,
        owner: moved.owner,
        due: moved.is,
        ..Finding::new(Place::new(moved.file, moved.route), moved.reference, message, help)
    });
}
