//! `loosened`: the change makes findings vanish without anything having been done.

mod gone;

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
    for split in &range.split_off {
        let (folder, n) = (&split.folder, split.records);
        let n_en = count(n as i64, "record");
        let message = said!(
            "`{folder}` became a book of its own: {n_en} would not be judged any more",
            "`{folder}` 改成了另一份台账，{n} 条记录将不再受检查"
        );
        out.push(Finding {
            reference: None,
            ..Finding::new(Place::new(SETTINGS, Route::RECORD), String::new(), message, help())
        });
    }
    waivers(facts, range, out);
    gone::put(facts, range, out);
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
            let of_rule = || old.iter().filter(|old| old.rule == waive.rule);
            let covering = of_rule().filter(|old| old.part.is_none() || old.part == waive.part);
            let until = covering.map(|old| old.until).max();
            let (rule, is) = (waive.rule, waive.until);
            let (key, message) = match (until, of_rule().next().and_then(|old| old.part)) {
                (Some(was), _) if was >= is => continue,
                (Some(was), _) => (
                    "until",
                    said!(
                        "the waiver of `{rule}` was prolonged from {was} to {is}",
                        "对 `{rule}` 的豁免由 {was} 延长到 {is}"
                    ),
                ),
                (None, Some(part)) if waive.part.is_none() => (
                    "rule",
                    said!(
                        "the waiver of `{rule}` was widened from the part `{was}` to the whole record, until {is}",
                        "对 `{rule}` 的豁免由 `{was}` 这一项扩大到整条记录，至 {is}",
                        was = part.0
                    ),
                ),
                (None, _) => (
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

/// The rules whose findings a change may not make vanish.
fn wanted(rule: &Rule) -> bool {
    rule.can_be_waived() && rule.group != Group::History
}

/// What was put back is told where findings hang on it.
fn put_back<'a>(facts: &Facts<'_, 'a>, plain: &Facts<'_, 'a>, all: &[PutBack<'a>], out: &mut Findings<'_, 'a>) {
    let some = |facts: &Facts<'_, 'a>| {
        let found = find_some(facts, facts, &wanted).into_iter();
        found.filter(|one| one.severity > Severity::Note).collect::<Vec<_>>()
    };
    let key = |one: &Finding<'a>| (one.rule.name, one.reference.clone());
    let left: HashSet<_> = some(plain).iter().map(key).collect();
    let behind = Behind::of(all);
    let mut vanished: Vec<i64> = vec![0; all.len()];
    for finding in some(facts).iter().filter(|one| !left.contains(&key(one))) {
        for at in behind.of_finding(facts, finding) {
            vanished[*at] += 1;
        }
    }
    for (one, n) in all.iter().zip(vanished).filter(|(_, n)| *n > 0) {
        let (name, was, is, n_en) = (&one.key, &one.was, &one.is, count(n, "finding"));
        let message = said!(
            "`{name}` was changed from `{was}` to `{is}`: {n_en} would vanish",
            "`{name}` 由 `{was}` 改为 `{is}`，会使 {n} 个问题消失"
        );
        let file = &facts.book.files[one.file as usize];
        let reference = format!("{}/{}", one.kind.name(), one.id);
        out.push(Finding {
            account: file.account,
            owner: file.owner,
            ..Finding::new(Place::new(one.file, one.route), reference, message, help())
        });
    }
}

/// By which record a finding hangs on what was put back, as positions in the list of it.
struct Behind<'p> {
    records: HashMap<String, Vec<usize>>,
    /// By the contract that promises the times.
    promises: HashMap<&'p str, Vec<usize>>,
    accounts: HashMap<&'p str, Vec<usize>>,
}

impl<'p> Behind<'p> {
    fn of(all: &'p [PutBack<'_>]) -> Behind<'p> {
        let mut behind = Behind {
            records: HashMap::new(),
            promises: HashMap::new(),
            accounts: HashMap::new(),
        };
        for (at, one) in all.iter().enumerate() {
            let known = match one.kind {
                Kind::Account => behind.accounts.entry(one.id).or_default(),
                Kind::Contract if one.route.last() == "sla" => behind.promises.entry(one.id).or_default(),
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
                    let record = format!("{}/{}", one.kind.name(), one.id);
                    behind.records.entry(record).or_default()
                }
            };
            known.push(at);
        }
        behind
    }

    /// The record's own, else the contract's that promised it, else the account's.
    fn of_finding(&self, facts: &Facts<'_, '_>, finding: &Finding<'_>) -> &[usize] {
        let reference = finding.reference.as_deref().unwrap_or_default();
        let record = reference.split(['#', '@']).next().unwrap_or_default();
        let request = record.strip_prefix("request/").and_then(|id| facts.book.requests.get(id));
        let contract = request.and_then(|request| request.contract).map(|contract| contract.0);
        let own = self.records.get(record);
        let own = own.or_else(|| self.promises.get(contract?));
        let own = own.or_else(|| self.accounts.get(finding.account?));
        own.map_or(&[], Vec::as_slice)
    }
}
