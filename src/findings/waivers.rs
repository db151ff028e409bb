//! Excuses in the open: a finding that a valid waiver excuses is a note that says so.

use hashbrown::HashMap;

use crate::book::{FileId, Records};
use crate::facts::Facts;
use crate::model::settings::Level;
use crate::model::{Common, Kind};
use crate::place::Route;
use crate::rules::{Rule, expired_waiver, unused_waiver};
use crate::said;
use crate::values::date::Date;

use super::{Finding, Place, Severity, Waived};

/// The records that have waivers: reference, file, and what every kind has.
pub fn records_with_waivers<'f, 'a>(facts: &'f Facts<'_, 'a>) -> Vec<(String, FileId, &'f Common<'a>)> {
    fn of<'f, 'a, T>(all: &mut Vec<(String, FileId, &'f Common<'a>)>, kind: Kind, records: &'f Records<'a, T>) {
        for record in records {
            if !record.common.waive.is_empty() && record.sound(&["waive"]) {
                all.push((format!("{}/{}", kind.name(), record.id), record.file, &record.common));
            }
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
pub fn farthest(facts: &Facts<'_, '_>) -> Date {
    facts
        .book
        .settings
        .longest_waiver
        .after(facts.as_of)
        .unwrap_or(Date::MAX)
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

/// Applies the waivers to what was found, and adds what is wrong with the waivers themselves.
pub fn apply<'a>(facts: &Facts<'_, 'a>, all: &mut Vec<Finding<'a>>, level: &dyn Fn(&Rule) -> Option<Level>) {
    let with_waivers = records_with_waivers(facts);
    if with_waivers.is_empty() {
        return;
    }
    let mut by_record: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, finding) in all
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.rule.can_be_waived())
    {
        if let Some(reference) = &finding.reference {
            let end = reference.find(['#', '@']).unwrap_or(reference.len());
            by_record.entry(reference[..end].to_owned()).or_default().push(at);
        }
    }
    let farthest = farthest(facts);
    let mut more = Vec::new();
    for (record, file, common) in &with_waivers {
        for (at, waive) in common.waive.iter().enumerate() {
            let Some(rule) = crate::rules::named(waive.rule) else {
                continue;
            };
            if waive.until > farthest || !rule.can_be_waived() {
                continue;
            }
            let fitting: Vec<usize> = by_record.get(record).map_or_else(Vec::new, |all_of| {
                all_of
                    .iter()
                    .copied()
                    .filter(|one| {
                        let finding = &all[*one];
                        finding.rule.name == waive.rule
                            && finding
                                .reference
                                .as_deref()
                                .is_some_and(|reference| covers(record, waive.part.map(|part| part.0), reference))
                    })
                    .collect()
            });
            let (name, until, by) = (waive.rule, waive.until, waive.by.0);
            if until < facts.as_of {
                let days = crate::values::date::days_between(until, facts.as_of);
                let (days_en, days) = (crate::say::count(days, "day"), days);
                let finding = Finding {
                    owner: Some(by),
                    due: Some(until),
                    days_late: Some(days),
                    ..Finding::new(
                        Place::new(*file, Route::in_part("waive", at, "until")),
                        record.clone(),
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
                };
                more.push((&expired_waiver::RULE, finding));
            } else if fitting.is_empty() {
                let finding = Finding {
                    owner: Some(by),
                    ..Finding::new(
                        Place::new(*file, Route::in_part("waive", at, "rule")),
                        record.clone(),
                        said!(
                            "the waiver of `{name}` excuses nothing",
                            "对 `{name}` 的豁免没有对应的问题",
                            name = name
                        ),
                        said!("take it out", "请删除这条豁免"),
                    )
                };
                more.push((&unused_waiver::RULE, finding));
            } else {
                for one in fitting {
                    let finding = &mut all[one];
                    finding.severity = Severity::Note;
                    finding.waived = Some(Waived {
                        by,
                        reason: waive.reason,
                        until,
                    });
                    finding.answered_by.get_or_insert_with(|| record.clone());
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
