//! Records that are not in the book any more: deleted, or moved to where the book does not look.

use hashbrown::{HashMap, HashSet};

use super::{help, wanted};
use crate::facts::Facts;
use crate::facts::range::Range;
use crate::findings::{Finding, Findings, Severity, find_some};
use crate::model::Kind;
use crate::rules::deleted_open;
use crate::said;
use crate::say::count;

/// The rules whose findings a deletion mends.
const MENDED: &[&str] = &["duplicate-account", "duplicate-task", "orphan-task"];

/// Tells each record that is gone and had findings, unless `deleted-open` tells it.
pub(super) fn put<'a>(facts: &Facts<'_, 'a>, range: &Range<'_, 'a>, out: &mut Findings<'_, 'a>) {
    let before = range.before;
    let there: HashSet<(Kind, &str)> = facts.book.files.iter().filter_map(|file| Some((file.kind?, file.id))).collect();
    let files = before.book.files.iter().filter_map(|file| Some((file.kind?, file.id, file)));
    let gone: HashMap<String, _> = files
        .filter(|(kind, id, _)| !there.contains(&(*kind, range.id_now(*kind, id))))
        .map(|(kind, id, file)| (format!("{}/{id}", kind.name()), file))
        .collect();
    if gone.is_empty() {
        return;
    }
    let told = deleted_open::records_with_open(before);
    let mut lost: HashMap<&str, Vec<Finding<'a>>> = HashMap::new();
    for finding in find_some(before, before, &wanted) {
        let reference = finding.reference.as_deref().unwrap_or_default();
        let record = reference.split(['#', '@']).next().unwrap_or_default();
        let Some((record, file)) = gone.get_key_value(record) else { continue };
        let is_told = file.kind.is_some_and(|kind| told.contains(&(kind, file.id)));
        if finding.severity > Severity::Note && !is_told {
            lost.entry(record).or_default().push(finding);
        }
    }
    let mut lost: Vec<_> = lost.into_iter().collect();
    lost.sort_unstable_by_key(|(record, _)| *record);
    for (record, findings) in lost {
        if findings.iter().any(|one| MENDED.contains(&one.rule.name)) {
            continue;
        }
        let (n, n_en) = (findings.len(), count(findings.len() as i64, "finding"));
        let Some(first) = findings.first() else { continue };
        let account = first.account.map(|id| range.id_now(Kind::Account, id));
        let message = said!(
            "the record `{record}` is not in the book any more: {n_en} would vanish",
            "记录 `{record}` 已不在台账中，会使 {n} 个问题消失"
        );
        out.push(Finding {
            account,
            owner: first.owner.map(|id| range.id_now(Kind::Person, id)),
            ..Finding::new(deleted_open::nearest(facts, account), record.to_owned(), message, help())
        });
    }
}
