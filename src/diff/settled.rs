//! What a change brings and settles: a finding is settled only where its cause is gone, not where what it was about was
//! removed, moved, rewritten or made unreadable.

use std::collections::BTreeMap;

use hashbrown::HashSet;

use super::edits::{Edit, Fate, Touched};
use super::section::Section;
use super::{Compared, fields, target};
use crate::document::Content;
use crate::findings::Finding;
use crate::findings::locate::{Located, locate};
use crate::findings::since::New;
use crate::model::Kind;
use crate::rules::Group;
use crate::shape::Type;

/// What the change brings and settles.
pub struct Found<'c, 'a> {
    /// Requirements that it loosens.
    pub loosened: Vec<&'c Located<'a>>,
    /// What else is new by it.
    pub new: Vec<&'c Located<'a>>,
    /// What is not found any more, for its cause is gone.
    pub settled: Vec<Located<'a>>,
    /// What is not found any more, and nobody settled it.
    pub gone: Vec<Located<'a>>,
}

impl<'c, 'a> Found<'c, 'a> {
    /// Sorts the findings of both sides.
    pub fn of(compared: &Compared<'c, '_, 'a>, touched: &[Touched<'_>]) -> Found<'c, 'a> {
        let is_wanted = |one: &Located<'a>| compared.wants(one.finding.account, one.finding.owner);
        let is_new = |one: &&Located<'a>| one.new == Some(New::Change);
        let new = compared.now.iter().filter(is_new).filter(|one| is_wanted(one));
        let (loosened, new) = new.partition(|one| one.finding.rule.name == "loosened");
        let left: HashSet<&str> = compared.now.iter().map(|one| one.fingerprint.as_str()).collect();
        let is_left = |fingerprint: &str| left.contains(fingerprint);
        let vanished = compared.before.iter().filter(|one| !is_left(&one.fingerprint));
        let vanished: Vec<Finding<'a>> = vanished.map(|one| one.finding.clone()).collect();
        let away = Away::of(touched);
        let located = locate(compared.range.before.book, vanished).into_iter();
        let (gone, settled) = located.filter(is_wanted).partition(|one| is_gone(&away, one));
        Found {
            loosened,
            new,
            settled,
            gone,
        }
    }
}

/// What a change did with a record or its part, so that something is not found any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Away {
    /// Its date was pushed back, or taken out.
    PushedBack,
    /// Its target, or an actual on record, is another one.
    Retargeted,
    /// A fact on record was replaced.
    Rewritten,
    /// It is not there any more, or cannot be read.
    Removed,
}

impl Away {
    /// All of them, by what the change did them to.
    fn of<'t>(touched: &'t [Touched<'_>]) -> BTreeMap<&'t str, Away> {
        let mut all: BTreeMap<&'t str, Away> = BTreeMap::new();
        let mut put = |reference: &'t str, away: Away| {
            let known = all.entry(reference).or_insert(away);
            *known = away.max(*known);
        };
        for one in touched {
            match one.fate {
                Fate::Removed | Fate::Unreadable => put(&one.origin.reference, Away::Removed),
                Fate::Made | Fate::Changed | Fate::Renamed(_) => {}
            }
            for edit in &one.edits {
                if let Some(away) = Away::of_edit(one.kind, edit) {
                    put(&edit.reference, away);
                }
            }
        }
        all
    }

    fn of_edit(kind: Kind, edit: &Edit) -> Option<Away> {
        if edit.is_part_gone() {
            return Some(if edit.way.top() == "actual" {
                Away::Retargeted
            } else {
                Away::Removed
            });
        }
        if edit.is_new() {
            return None;
        }
        // A date that cannot be read is none.
        let taken_out = !matches!(edit.after.content, Content::Date(_));
        match Section::of(kind, &edit.way, edit.of) {
            Section::Dates => {
                let back = fields::days(edit).is_some_and(|days| days > 0);
                (back || taken_out).then_some(Away::PushedBack)
            }
            Section::Targets if edit.way.top() == "actual" || target::is_measure(&edit.way) => Some(Away::Retargeted),
            Section::Statuses => matches!(edit.of, Type::Date | Type::Moment).then_some(Away::Rewritten),
            Section::Targets | Section::Owners | Section::Amounts | Section::Obligations | Section::Others => None,
        }
    }

    /// Whether it may be why a finding vanished.
    fn hides(self, finding: &Finding<'_>) -> bool {
        match self {
            Away::Removed | Away::Rewritten => true,
            Away::Retargeted => finding.rule.group == Group::Goals,
            Away::PushedBack => finding.due.is_some() || finding.rule.group == Group::Work,
        }
    }
}

fn is_gone(away: &BTreeMap<&str, Away>, one: &Located<'_>) -> bool {
    let finding = &one.finding;
    let reference = finding.reference.as_deref().unwrap_or_default();
    let part = reference.split('@').next().unwrap_or_default();
    let record = reference.split(['#', '@']).next().unwrap_or_default();
    let is = |of: &str| away.get(of).is_some_and(|away| away.hides(finding));
    // What was done with a record itself says nothing of its parts, unless it is gone.
    is(reference) || is(part) || away.get(record) == Some(&Away::Removed)
}
