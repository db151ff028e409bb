//! `deleted-open`: what was owed is not on record any more.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use crate::book::{Book, FileId, SETTINGS};
use crate::facts::Facts;
use crate::facts::ledger::{Commitment, Source, State};
use crate::facts::range::Range;
use crate::findings::{Finding, Findings, Place};
use crate::model::Kind;
use crate::place::Route;
use crate::said;
use crate::say::count;

crate::rule! {
    /// The record of an open commitment was deleted.
    ///
    /// What is deleted is never late again. A commitment ends when it is done, or when somebody answers for giving
    /// it up.
    ///
    /// ## Fails
    ///
    /// ```toml interactions/visit.toml before
    /// account = "acme"
    /// date = 2026-03-02
    /// channel = "visit"
    /// people = ["li"]
    /// summary = "Spoke about the renewal"
    ///
    /// [[promise]]
    /// id = "offer"
    /// party = "us"
    /// text = "Send the offer"
    /// due = 2026-03-20
    /// ```
    ///
    /// ```toml interactions/visit.toml
    /// account = "acme"
    /// #         ^^^^^^ `interaction/visit#offer` was deleted while it was open
    /// date = 2026-03-02
    /// channel = "visit"
    /// people = ["li"]
    /// summary = "Spoke about the renewal"
    /// ```
    ///
    /// ## Passes
    ///
    /// ```toml interactions/visit.toml before
    /// account = "acme"
    /// date = 2026-03-02
    /// channel = "visit"
    /// people = ["li"]
    /// summary = "Spoke about the renewal"
    ///
    /// [[promise]]
    /// id = "offer"
    /// party = "us"
    /// text = "Send the offer"
    /// due = 2026-03-20
    /// done = 2026-03-18
    /// ```
    ///
    /// ```toml interactions/visit.toml
    /// account = "acme"
    /// date = 2026-03-02
    /// channel = "visit"
    /// people = ["li"]
    /// summary = "Spoke about the renewal"
    /// ```
    ///
    /// ## Way out
    ///
    /// Put the record back. What is given up is `cancelled`, with a word why. A record that gets another id is known
    /// again by what it says: change its id by itself.
    Error "deleted-open" History
    reads []
    zh "未完成的责任事项，其记录被删除。"
    "删掉的事项永远不会再逾期。责任事项只能因完成而结束，或由负责人说明后取消。"
    "请恢复该记录。不再做的改为 `cancelled` 并说明原因。更换编号时按内容识别为同一记录，请不要同时改动其他内容。"
}

/// Finds.
pub fn check<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let Some(range) = &facts.range else { return };
    let before = range.before;
    // Of two files of one record the first is kept.
    let files = facts.book.files.iter().enumerate().rev();
    let there = files.filter_map(|(at, file)| Some(((file.kind?, file.id), at as FileId)));
    let there: HashMap<(Kind, &str), FileId> = there.collect();
    let file_now = |kind: Kind, id: &str| there.get(&(kind, range.id_now(kind, id))).copied();
    let is_gone = |kind: Kind, id: &str| file_now(kind, id).is_none();
    let mut gone: BTreeMap<(Kind, &'a str), Vec<&Commitment<'a>>> = BTreeMap::new();
    for commitment in before.ledger.all.iter().filter(|one| one.state.is_open()) {
        let (kind, id) = (commitment.kind(), commitment.record_id(before));
        let Some(file) = file_now(kind, id) else {
            gone.entry((kind, id)).or_default().push(commitment);
            continue;
        };
        if part_is_gone(range, facts.book, commitment) {
            let reference = commitment.reference(before);
            let message = said!(
                "`{reference}` was deleted while it was open",
                "`{reference}` 尚未完成就被删除"
            );
            let place = Place::new(file, Route::key("account"));
            out.push(finding(range, commitment, place, reference, message));
        }
    }
    dates(facts, range, out);
    for ((kind, id), open) in gone {
        let (reference, n) = (format!("{}/{id}", kind.name()), open.len());
        let n_en = count(n as i64, "open commitment");
        let message = said!(
            "the record `{reference}` was deleted with {n_en} in it",
            "记录 `{reference}` 被删除，其中有 {n} 项责任事项尚未完成"
        );
        if let Some(first) = open.first() {
            let place = nearest(facts, account_now(range, first));
            out.push(finding(range, first, place, reference, message));
        }
    }
    for (goal, standing) in before.book.goals.iter().zip(&before.goals) {
        let missed = standing.kpis.iter().filter(|kpi| kpi.missed).count();
        if missed > 0 && is_gone(Kind::Goal, goal.id) {
            let (id, n_en) = (goal.id, count(missed as i64, "missed KPI"));
            let message = said!(
                "the record `goal/{id}` was deleted with {n_en} in it",
                "记录 `goal/{id}` 被删除，其中有 {missed} 项 KPI 未达标"
            );
            let account = range.id_now(Kind::Account, goal.account.0);
            out.push(Finding {
                account: Some(account),
                owner: Some(range.id_now(Kind::Person, goal.owner.0)),
                ..Finding::new(nearest(facts, Some(account)), format!("goal/{id}"), message, help())
            });
        }
    }
}

/// Overdue dates of obligations that come again and again, which other dates or another rhythm take away.
fn dates<'a>(facts: &Facts<'_, 'a>, range: &Range<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let before = range.before;
    let overdue = before.ledger.all.iter().filter(|one| one.state == State::Overdue && one.source == Source::Obligation);
    let mut lost: BTreeMap<(&str, u32), Vec<&Commitment<'a>>> = BTreeMap::new();
    for one in overdue.filter(|one| one.occurrence.is_some()) {
        let old = &before.book.contracts.all[one.record as usize];
        let at = facts.book.contracts.position(range.id_now(Kind::Contract, old.id));
        let Some((at, now)) = at.map(|at| (at, &facts.book.contracts.all[at])) else { continue };
        if now.obligation == old.obligation && (now.start, now.end) == (old.start, old.end) {
            continue;
        }
        let id = old.obligation[one.part as usize].id;
        let part = now.obligation.iter().position(|obligation| obligation.id == id);
        let Some(part) = part.filter(|_| now.sound(&["obligation", "start", "end"])) else { continue };
        let is_same = |other: &Commitment<'_>| {
            let of = (other.source, other.record as usize, other.part as usize);
            of == (Source::Obligation, at, part) && other.occurrence == one.occurrence
        };
        let account = facts.book.accounts.position(now.account.0);
        let owed = account.map_or_else(|| facts.ledger.of_none(), |account| facts.ledger.of_account(account));
        if !owed.iter().any(is_same) {
            lost.entry((now.id, part as u32)).or_default().push(one);
        }
    }
    for ((contract, part), lost) in lost {
        let Some(now) = facts.book.contracts.get(contract) else { continue };
        let reference = format!("contract/{contract}#{}", now.obligation[part as usize].id.0);
        let (n_en, n) = (count(lost.len() as i64, "overdue date"), lost.len());
        let message = said!(
            "{n_en} of `{reference}` would not be owed any more",
            "`{reference}` 有 {n} 个已逾期的到期日不再计入"
        );
        if let Some(first) = lost.first() {
            let place = Place::new(now.file, Route::in_part("obligation", part as usize, "id"));
            out.push(finding(range, first, place, reference, message));
        }
    }
}

/// The records in which something is open, or a KPI was missed: whose deletion is told here.
pub(super) fn records_with_open<'a>(before: &Facts<'_, 'a>) -> HashSet<(Kind, &'a str)> {
    let open = before.ledger.all.iter().filter(|one| one.state.is_open());
    let goals = before.book.goals.iter().zip(&before.goals);
    let missed = goals.filter(|(_, standing)| standing.kpis.iter().any(|kpi| kpi.missed));
    let missed = missed.map(|(goal, _)| (Kind::Goal, goal.id));
    open.map(|one| (one.kind(), one.record_id(before))).chain(missed).collect()
}

fn help() -> crate::say::Said {
    said!(
        "put it back; what is given up is `cancelled`, with a word why",
        "请恢复；不再做的改为 `cancelled` 并说明原因"
    )
}

/// The page of the account, since the record itself is not there; else `kam.toml`.
pub(super) fn nearest(facts: &Facts<'_, '_>, account: Option<&str>) -> Place {
    let file = account.and_then(|id| facts.book.accounts.get(id)).map_or(SETTINGS, |account| account.file);
    Place::new(file, Route::RECORD)
}

/// The account by the id that it has now.
fn account_now<'a>(range: &Range<'_, 'a>, commitment: &Commitment<'a>) -> Option<&'a str> {
    let account = commitment.account_id(range.before);
    account.map(|id| range.id_now(Kind::Account, id))
}

fn finding<'a>(
    range: &Range<'_, 'a>,
    commitment: &Commitment<'a>,
    place: Place,
    reference: String,
    message: crate::say::Said,
) -> Finding<'a> {
    Finding {
        account: account_now(range, commitment),
        owner: commitment.owner.map(|id| range.id_now(Kind::Person, id)),
        due: commitment.due,
        ..Finding::new(place, reference, message, help())
    }
}

/// Whether the record is still there, and the part of it is not that the commitment comes from.
fn part_is_gone<'a>(range: &Range<'_, 'a>, now: &Book<'a>, commitment: &Commitment<'a>) -> bool {
    let before = range.before.book;
    let (at, part) = (commitment.record as usize, commitment.part as usize);
    macro_rules! gone {
        ($kind:ident $records:ident $list:ident) => {{
            let record = &before.$records.all[at];
            let id = record.$list[part].id;
            let now = now.$records.get(range.id_now(Kind::$kind, record.id)).filter(|now| now.sound(&[stringify!($list)]));
            now.is_some_and(|now| now.$list.iter().all(|one| one.id != id))
        }};
    }
    match commitment.source {
        Source::Obligation => gone!(Contract contracts obligation),
        Source::Measure => gone!(Improvement improvements measure),
        Source::Promise => gone!(Interaction interactions promise),
        Source::Feedback => gone!(Interaction interactions feedback),
        Source::ReviewFinding => gone!(Review reviews finding),
        Source::SurveyIssue => gone!(Survey surveys issue),
        Source::Cadence => gone!(Account accounts cadence),
        Source::Task
        | Source::Duty
        | Source::Notice
        | Source::Improvement
        | Source::Effect
        | Source::ReviewReport
        | Source::NextReview
        | Source::Survey
        | Source::Contact
        | Source::FaceToFace
        | Source::Share
        | Source::KpiFigure
        | Source::Respond
        | Source::Resolve
        | Source::Delivery
        | Source::NextStep
        | Source::AccountPage => false,
    }
}
