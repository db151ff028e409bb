//! `loosened`: the change makes findings vanish without anything having been done.

use hashbrown::{HashMap, HashSet};

use crate::book::SETTINGS;
use crate::facts::Facts;
use crate::facts::range::{PutBack, Range};
use crate::findings::waivers::records_with_waivers;
use crate::findings::{Finding, Findings, Place, Severity, find_some, looser};
use crate::model::Kind;
use crate::place::Route;
use crate::said;
use crate::say::count;

use super::{Group, Rule};

crate::rule! {
    /// The change makes findings vanish by loosening what is asked.
    ///
    /// The quickest way to a green check is a rule less. Such a change may be right, but it is decided by itself and
    /// in the open, not in passing: the check goes on as if it had not been made.
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
    /// due = 2026-03-20
    ///
    /// [[waive]]
    /// rule = "overdue-task"
    /// #      ^^^^^^^^^^^^^^ a new waiver of `overdue-task`, until 2026-04-28
    /// reason = "the customer is moving house"
    /// by = "wang"
    /// until = 2026-04-28
    /// ```
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
    /// due = 2026-03-20
    /// status = "cancelled"
    /// #        ^^^^^^^^^^^ `status` was changed from `-` to `cancelled`: 1 finding would vanish
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml tasks/renewal.toml before
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-05-20
    /// ```
    ///
    /// ```toml tasks/renewal.toml
    /// title = "Prepare the renewal"
    /// owner = "li"
    /// due = 2026-05-20
    /// status = "cancelled"
    /// ```
    ///
    /// ## Way out
    ///
    /// Do what is asked. Where the loosening is right, make it a change of its own, and have those see it who answer
    /// for the book.
    Error "loosened" History
    reads []
    zh "改动放宽了要求，使问题消失。"
    "让检查变绿最快的办法就是少一条规则。这样的改动也许有道理，但必须单独、公开地决定，不能顺带完成；检查仍按改动之前的要求进行。"
    "请按要求解决问题。确实应当放宽的，请单独提交，并请对台账负责的人审阅。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let Some(range) = &facts.range else { return };
    let [was, is] = range.settings;
    for (route, message) in looser::settings(was, is) {
        out.push(Finding {
            reference: None,
            ..Finding::new(Place::new(SETTINGS, route), String::new(), message, help())
        });
    }
    waivers(facts, range, out);
    if let Some(plain) = range.plain {
        put_back(facts, plain, &range.put_back, out);
    }
}

fn help() -> crate::say::Said {
    said!(
        "do what is asked; where less should be asked, make that a change of its own",
        "请按要求解决；确实应当放宽的，请单独提交"
    )
}

fn waivers<'a>(facts: &Facts<'_, 'a>, range: &Range<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let now = |reference: String| range.renames.reference_now(&reference).unwrap_or(reference);
    let before = records_with_waivers(range.before).into_iter();
    let before: HashMap<String, _> = before.map(|record| (now(record.reference), record.common)).collect();
    for record in records_with_waivers(facts) {
        let old = before.get(&record.reference).map_or(&[][..], |common| &common.waive);
        for (at, waive) in record.common.waive.iter().enumerate() {
            let is_about = |old: &&crate::model::Waive<'_>| {
                old.rule == waive.rule && (old.part.is_none() || old.part == waive.part)
            };
            let until = old.iter().filter(is_about).map(|old| old.until).max();
            let (rule, is) = (waive.rule, waive.until);
            let (key, message) = match until {
                Some(was) if was >= is => continue,
                Some(was) => (
                    "until",
                    said!(
                        "the waiver of `{rule}` was prolonged from {was} to {is}",
                        "对 `{rule}` 的豁免由 {was} 延长到 {is}"
                    ),
                ),
                None => (
                    "rule",
                    said!("a new waiver of `{rule}`, until {is}", "新增对 `{rule}` 的豁免，至 {is}"),
                ),
            };
            let file = &facts.book.files[record.file as usize];
            out.push(Finding {
                account: file.account,
                owner: file.owner,
                ..Finding::new(
                    Place::new(record.file, Route::in_part("waive", at, key)),
                    record.reference.clone(),
                    message,
                    help(),
                )
            });
        }
    }
}

/// What was put back is told where findings hang on it.
fn put_back<'a>(facts: &Facts<'_, 'a>, plain: &Facts<'_, 'a>, all: &[PutBack<'a>], out: &mut Findings<'_, 'a>) {
    let wanted = |rule: &Rule| rule.can_be_waived() && rule.group != Group::History;
    let some = |facts: &Facts<'_, 'a>| {
        let found = find_some(facts, facts, &wanted).into_iter();
        found.filter(|one| one.severity > Severity::Note).collect::<Vec<_>>()
    };
    let key = |one: &Finding<'a>| (one.rule.name, one.reference.clone());
    let left: HashSet<_> = some(plain).iter().map(key).collect();
    let vanished: Vec<Finding<'a>> = some(facts).into_iter().filter(|one| !left.contains(&key(one))).collect();
    for one in all {
        let reference = format!("{}/{}", one.kind.name(), one.id);
        let hangs = |finding: &&Finding<'a>| match one.kind {
            Kind::Account => finding.account == Some(one.id),
            Kind::Person
            | Kind::Contract
            | Kind::Goal
            | Kind::Task
            | Kind::Interaction
            | Kind::Survey
            | Kind::Review
            | Kind::Improvement
            | Kind::Opportunity
            | Kind::Order
            | Kind::Request => {
                let behind = finding.reference.as_deref().and_then(|of| of.strip_prefix(reference.as_str()));
                behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(['#', '@']))
            }
        };
        let n = vanished.iter().filter(hangs).count();
        if n == 0 {
            continue;
        }
        let (name, was, is, n_en) = (one.key, one.was, one.is, count(n as i64, "finding"));
        let message = said!(
            "`{name}` was changed from `{was}` to `{is}`: {n_en} would vanish",
            "`{name}` 由 `{was}` 改为 `{is}`，会使 {n} 个问题消失"
        );
        let file = &facts.book.files[one.file as usize];
        out.push(Finding {
            account: file.account,
            owner: file.owner,
            ..Finding::new(Place::new(one.file, Route::key(one.key)), reference, message, help())
        });
    }
}
