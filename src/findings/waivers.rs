//! Excuses in the open: a finding that a valid waiver excuses is a note that says so.

use hashbrown::HashMap;

use crate::book::{Fault, File, FileId, Records, SETTINGS};
use crate::facts::{Facts, spans};
use crate::model::settings::Level;
use crate::model::{Common, Kind, Waive};
use crate::place::Route;
use crate::rules::{Rule, expired_waiver, unused_waiver};
use crate::said;
use crate::say::Said;
use crate::shape::nearest;
use crate::source::Texts;
use crate::syntax::{self, Format, Span, Value};
use crate::values::date::Date;

use super::{At, Finding, Findings, Place, Severity};

/// A record that has waivers.
pub struct WithWaivers<'f, 'a> {
    /// Its kind and id.
    pub reference: String,
    /// Its file.
    pub file: FileId,
    /// Its waivers, as far as they could be read.
    pub common: &'f Common<'a>,
}

/// The records that have waivers.
pub fn records_with_waivers<'f, 'a>(facts: &'f Facts<'_, 'a>) -> Vec<WithWaivers<'f, 'a>> {
    fn of<'f, 'a, T>(all: &mut Vec<WithWaivers<'f, 'a>>, kind: Kind, records: &'f Records<'a, T>) {
        for record in records.iter().filter(|record| !record.common.waive.is_empty()) {
            all.push(WithWaivers {
                reference: format!("{}/{}", kind.name(), record.id),
                file: record.file,
                common: &record.common,
            });
        }
    }
    let book = facts.book;
    let mut all = Vec::new();
    of(&mut all, Kind::Person, &book.people);
    of(&mut all, Kind::Account, &book.accounts);
    of(&mut all, Kind::Contract, &book.contracts);
    of(&mut all, Kind::Goal, &book.goals);
    of(&mut all, Kind::Task, &book.tasks);
    of(&mut all, Kind::Interaction, &book.interactions);
    of(&mut all, Kind::Survey, &book.surveys);
    of(&mut all, Kind::Review, &book.reviews);
    of(&mut all, Kind::Improvement, &book.improvements);
    of(&mut all, Kind::Opportunity, &book.opportunities);
    of(&mut all, Kind::Order, &book.orders);
    of(&mut all, Kind::Request, &book.requests);
    all
}

/// The last day to which a waiver may reach.
fn farthest(facts: &Facts<'_, '_>) -> Date {
    let settings = &facts.book.settings;
    if settings.is_sound("checks") {
        spans::after(facts.book, facts.as_of, settings.longest_waiver)
    } else {
        Date::MAX
    }
}

/// Whether a reference is the record's, or of the part that a waiver names.
fn covers(record: &str, part: Option<&str>, reference: &str) -> bool {
    let Some(rest) = reference.strip_prefix(record) else {
        return false;
    };
    match (rest.chars().next(), part) {
        (None, None) | (Some('#' | '@'), None) => true,
        (None, Some(_)) => false,
        (Some('#' | '@'), Some(part)) => {
            let rest = &rest[1..];
            let part = part.trim_start_matches(['#', '@']);
            rest == part || rest.split('@').next() == Some(part)
        }
        (Some(_), _) => false,
    }
}

/// Whether a waiver holds: of a rule that can be waived, not longer than allowed, and not by the record's
/// own owner. Of one that does not, something else is told.
fn holds(facts: &Facts<'_, '_>, file: FileId, waive: &Waive<'_>, farthest: Date) -> Option<&'static Rule> {
    let owner = facts.book.files[file as usize].owner;
    crate::rules::named(waive.rule)
        .filter(|rule| rule.can_be_waived() && waive.until <= farthest && owner != Some(waive.by.0))
}

/// Applies the waivers to what was found, and adds what is wrong with the waivers themselves. The waivers that
/// excuse are those of `excusing`: the same book, or what it was at an earlier revision.
pub fn apply<'a>(
    facts: &Facts<'_, 'a>,
    excusing: &Facts<'_, 'a>,
    all: &mut Vec<Finding<'a>>,
    level: &dyn Fn(&Rule) -> Option<Level>,
) {
    let (with_waivers, mut with_excuses) = (records_with_waivers(facts), records_with_waivers(excusing));
    if let Some(range) = &facts.range {
        for record in &mut with_excuses {
            if let Some(now) = range.renames.reference_now(&record.reference) {
                record.reference = now;
            }
        }
    }
    if with_waivers.is_empty() && with_excuses.is_empty() || !facts.book.settings.sure {
        return;
    }
    let mut by_record: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, finding) in all.iter().enumerate() {
        if let Some(reference) = finding.reference.as_ref().filter(|_| finding.rule.can_be_waived()) {
            let end = reference.find(['#', '@']).unwrap_or(reference.len());
            by_record.entry(reference[..end].to_owned()).or_default().push(at);
        }
    }
    let farthest = farthest(facts);
    let mut more = Vec::new();
    let found = |record: &WithWaivers<'_, 'a>| by_record.get(&record.reference).map_or(&[][..], Vec::as_slice);
    for record in &with_waivers {
        let found = found(record);
        for (at, waive) in record.common.waive.iter().enumerate() {
            let Some(rule) = holds(facts, record.file, waive, farthest) else {
                continue;
            };
            if waive.until < facts.as_of {
                more.push((&expired_waiver::RULE, expired(facts, record, at, waive)));
            } else if !found.iter().any(|one| fits(record, waive, rule, &all[*one]))
                && !in_the_dark(facts, record.file, waive, rule)
            {
                more.push((&unused_waiver::RULE, unused(facts, record, at, waive)));
            }
        }
    }
    for record in &with_excuses {
        for waive in &record.common.waive {
            let rule = holds(excusing, record.file, waive, farthest).filter(|_| waive.until >= facts.as_of);
            for one in found(record) {
                if rule.is_some_and(|rule| fits(record, waive, rule, &all[*one])) {
                    excuse(&mut all[*one], &record.reference, waive);
                }
            }
        }
    }
    for (rule, finding) in more {
        let severity = match level(rule) {
            Some(Level::Off) => continue,
            Some(Level::Note) => Severity::Note,
            Some(Level::Warning) => Severity::Warning,
            Some(Level::Error) => Severity::Error,
            None => rule.severity,
        };
        all.push(Finding {
            rule,
            severity,
            ..finding
        });
    }
}

/// Whether a finding is one that a waiver is about.
fn fits(record: &WithWaivers<'_, '_>, waive: &Waive<'_>, rule: &Rule, finding: &Finding<'_>) -> bool {
    let part = waive.part.map(|part| part.0);
    let reference = finding.reference.as_deref();
    finding.rule.name == rule.name && reference.is_some_and(|reference| covers(&record.reference, part, reference))
}

fn excuse<'a>(finding: &mut Finding<'a>, record: &str, waive: &Waive<'a>) {
    finding.severity = Severity::Note;
    finding.waived = Some(super::Waived {
        by: waive.by.0,
        reason: waive.reason,
        until: waive.until,
    });
    finding.answered_by.get_or_insert_with(|| record.to_owned());
}

/// Whether the rule may be silent only because something could not be read: then nobody says that there is
/// nothing to excuse.
fn in_the_dark(facts: &Facts<'_, '_>, file: FileId, waive: &Waive<'_>, rule: &Rule) -> bool {
    let book = facts.book;
    let of = &book.files[file as usize];
    let wrong_link = |fault: &Fault| fault.file == file && fault.rule == "unknown-reference";
    let torn = |file: &File<'_>| {
        let related = file.account.is_none() || of.account.is_none() || file.account == of.account;
        related && !file.broken.is_empty()
    };
    !book.settings.unread.is_empty()
        || rule.reads.iter().any(|key| of.broken.contains(key))
        || book.files.iter().any(torn)
        || Kind::ALL.iter().any(|kind| book.blind(*kind, of.account))
        || (waive.part.is_some() && book.faults.iter().any(wrong_link))
}

fn expired<'a>(facts: &Facts<'_, 'a>, record: &WithWaivers<'_, 'a>, at: usize, waive: &Waive<'a>) -> Finding<'a> {
    let (name, until, by) = (waive.rule, waive.until, waive.by.0);
    let days = crate::values::date::days_between(until, facts.as_of);
    let days_en = crate::say::count(days, "day");
    Finding {
        owner: Some(by),
        account: facts.book.files[record.file as usize].account,
        due: Some(until),
        days_late: Some(days),
        ..Finding::new(
            Place::new(record.file, Route::in_part("waive", at, "until")),
            record.reference.clone(),
            said!(
                "the waiver of `{name}` ended on {until}, {days_en} ago",
                "对 `{name}` 的豁免已于 {until} 到期，至今 {days} 天",
                name = name,
                until = until,
                days_en = days_en,
                days = days
            ),
            said!(
                "mend what it excused, or have `{by}` decide anew; take the waiver out",
                "请解决被豁免的问题，或请 `{by}` 重新决定，并删除这条豁免",
                by = by
            ),
        )
    }
}

fn unused<'a>(facts: &Facts<'_, 'a>, record: &WithWaivers<'_, 'a>, at: usize, waive: &Waive<'a>) -> Finding<'a> {
    Finding {
        account: facts.book.files[record.file as usize].account,
        owner: Some(waive.by.0),
        ..Finding::new(
            Place::new(record.file, Route::in_part("waive", at, "rule")),
            record.reference.clone(),
            said!(
                "the waiver of `{name}` excuses nothing",
                "对 `{name}` 的豁免没有对应的问题",
                name = waive.rule
            ),
            said!("take it out", "请删除这条豁免"),
        )
    }
}

/// Whether the one who waives is the account's owner, who answers for its orders and interactions.
fn by_owner(facts: &Facts<'_, '_>, record: &WithWaivers<'_, '_>, waive: &Waive<'_>) -> bool {
    let file = &facts.book.files[record.file as usize];
    matches!(file.kind, Some(Kind::Order | Kind::Interaction)) && file.owner == Some(waive.by.0)
}

/// Waivers that cannot be: that reach too far, or of a rule that nobody can be excused from.
pub fn impossible<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let farthest = farthest(facts);
    for record in records_with_waivers(facts) {
        for (at, waive) in record.common.waive.iter().enumerate() {
            let Some(rule) = crate::rules::named(waive.rule) else {
                continue;
            };
            let (key, message, help) = if !rule.can_be_waived() {
                (
                    Route::in_part("waive", at, "rule"),
                    said!("`{name}` cannot be waived", "`{name}` 不能豁免", name = rule.name),
                    said!(
                        "what is wrong with files, links and waivers is mended, not excused; take the waiver out",
                        "文件、引用和豁免本身的错误只能改正，不能豁免；请删除这条豁免"
                    ),
                )
            } else if waive.until > farthest {
                (
                    Route::in_part("waive", at, "until"),
                    said!(
                        "the waiver reaches to {until}, and none may reach past {farthest}",
                        "豁免期到 {until}，超过了允许的最晚日期 {farthest}",
                        until = waive.until,
                        farthest = farthest
                    ),
                    said!(
                        "choose an earlier day: `longest_waiver` in `kam.toml` is {longest}",
                        "请提前截止日期：`kam.toml` 中的 `longest_waiver` 为 {longest}",
                        longest = facts.book.settings.longest_waiver
                    ),
                )
            } else if by_owner(facts, &record, waive) {
                (
                    Route::in_part("waive", at, "by"),
                    said!(
                        "`{owner}` answers for this record and cannot excuse it",
                        "`{owner}` 是该记录的负责人，不能自己豁免",
                        owner = waive.by.0
                    ),
                    said!("somebody else must answer for the waiver", "豁免须由负责人以外的人批准"),
                )
            } else {
                continue;
            };
            out.push(about(facts, &record, key, message, help));
        }
    }
}

/// Names of rules that there are not, in waivers and in `[checks.severity]` of `kam.toml`.
pub fn unknown_rules<'a>(facts: &Facts<'_, 'a>, out: &mut Findings<'_, 'a>) {
    for record in records_with_waivers(facts) {
        for (at, waive) in record.common.waive.iter().enumerate() {
            if let Some((message, help)) = unknown_rule(waive.rule) {
                let route = Route::in_part("waive", at, "rule");
                out.push(about(facts, &record, route, message, help));
            }
        }
    }
    for (name, _) in &facts.book.settings.severity {
        if let Some((message, help)) = unknown_rule(name) {
            let place = Place {
                file: SETTINGS,
                at: At::Text(severity_key(facts, name)),
            };
            out.push(Finding {
                reference: None,
                ..Finding::new(place, String::new(), message, help)
            });
        }
    }
}

fn unknown_rule(name: &str) -> Option<(Said, Said)> {
    if crate::rules::named(name).is_some() {
        return None;
    }
    let names = crate::rules::all().iter().map(|rule| rule.name);
    let help = match nearest(name, names) {
        Some(near) => said!("did you mean `{near}`?", "是否想写 `{near}`？", near = near),
        None => said!(
            "`kam explain` lists the rules there are",
            "`kam explain` 会列出全部规则"
        ),
    };
    Some((
        said!("there is no rule `{name}`", "没有名为 `{name}` 的规则", name = name),
        help,
    ))
}

/// Where `kam.toml` names a rule, which is a key there.
fn severity_key(facts: &Facts<'_, '_>, name: &str) -> Span {
    let texts = Texts::default();
    let Ok(text) = &facts.book.settings_source.text else {
        return Span::default();
    };
    let mut node = syntax::read(Format::Toml, text, &texts).root;
    let mut key = Span::default();
    for step in ["checks", "severity", name] {
        let Value::Table(entries) = node.value else {
            return key;
        };
        let Some(entry) = entries.into_iter().find(|entry| entry.key == step) else {
            return key;
        };
        key = entry.key_span;
        node = entry.value;
    }
    key
}

fn about<'a>(
    facts: &Facts<'_, 'a>,
    record: &WithWaivers<'_, 'a>,
    route: Route,
    message: Said,
    help: Said,
) -> Finding<'a> {
    let file = &facts.book.files[record.file as usize];
    Finding {
        account: file.account,
        owner: file.owner,
        ..Finding::new(Place::new(record.file, route), record.reference.clone(), message, help)
    }
}
