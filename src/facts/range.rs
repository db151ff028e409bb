//! What the book was before a change, beside the facts of what it is now: what the rules about changes read.

use crate::book::identify::identify;
use crate::book::{Book, FileId};
use crate::model::Kind;
use crate::model::account::AccountStatus;
use crate::model::improvement::ImprovementStatus;
use crate::model::settings::Settings;
use crate::model::task::TaskStatus;
use crate::source::Texts;
use crate::syntax::{self, Node, Value};
use crate::values::date::Date;

use super::Facts;
use super::moves::Moves;

/// A change, from the revision where it began to the work tree.
#[derive(Debug)]
pub struct Range<'f, 'a> {
    /// The book before it, as of the same day.
    pub before: &'f Facts<'f, 'a>,
    /// What `kam.toml` said before it, and says now.
    pub settings: [&'f Settings<'a>; 2],
    /// What was put back to judge the book as if it had not been changed.
    pub put_back: Vec<PutBack<'a>>,
    /// The book as it is, with nothing put back; none where nothing was.
    pub plain: Option<&'f Facts<'f, 'a>>,
    /// The approvals that its commits wrote.
    pub signed: Vec<Signed>,
    /// How the dates moved that it pushed back ([`pushed_back`]), by all commits.
    pub moves: Moves,
}

/// A value that was put back.
#[derive(Debug, Clone, Copy)]
pub struct PutBack<'a> {
    /// The kind of its record.
    pub kind: Kind,
    /// The id of its record.
    pub id: &'a str,
    /// The file of its record.
    pub file: FileId,
    /// `tier` or `status`.
    pub key: &'static str,
    /// What it was.
    pub was: &'a str,
    /// What the change makes it.
    pub is: &'a str,
}

/// A commit that wrote approvals, and the people who stand behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Names and e-mail addresses: of its author, and of those whom its message names as reviewers, approvers or
    /// signers, `Name <address>`.
    pub people: Vec<String>,
    /// What it wrote.
    pub approvals: Vec<Approval>,
}

/// An approval as it is written in a goal's adjustment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The goal.
    pub goal: String,
    /// The KPI.
    pub kpi: String,
    /// The date of the adjustment.
    pub date: String,
    /// Who approved.
    pub by: String,
}

/// Puts back what makes findings vanish without anything having been done: a lower tier, an account given up, a task
/// or improvement cancelled.
pub fn put_back<'a>(book: &mut Book<'a>, before: &Book<'a>) -> Vec<PutBack<'a>> {
    let mut all = Vec::new();
    let rank = |id: &str| before.settings.tier(id).and_then(|tier| tier.rank).map(|rank| rank.0);
    for account in &mut book.accounts.all {
        let Some(old) = before.accounts.get(account.id) else {
            continue;
        };
        let mut put = |key, was, is| {
            all.push(PutBack {
                kind: Kind::Account,
                id: account.id,
                file: account.file,
                key,
                was,
                is,
            });
        };
        let is_lower = match (rank(old.tier.0), rank(account.data.tier.0)) {
            (Some(was), Some(is)) => is > was,
            (None, _) | (_, None) => true,
        };
        if old.tier.0 != account.data.tier.0 && is_lower {
            put("tier", old.tier.0, account.data.tier.0);
            account.data.tier = old.tier;
        }
        let is_given_up = |status| matches!(status, AccountStatus::Dormant | AccountStatus::Lost);
        if !is_given_up(old.status) && is_given_up(account.data.status) {
            put("status", old.status.name(), account.data.status.name());
            account.data.status = old.status;
        }
    }
    for task in &mut book.tasks.all {
        let Some(old) = before.tasks.get(task.id) else { continue };
        let is_cancelled = |status| status == Some(TaskStatus::Cancelled);
        if !is_cancelled(old.status) && is_cancelled(task.data.status) {
            all.push(PutBack {
                kind: Kind::Task,
                id: task.id,
                file: task.file,
                key: "status",
                was: old.status.map_or("-", TaskStatus::name),
                is: TaskStatus::Cancelled.name(),
            });
            task.data.status = old.status;
        }
    }
    for improvement in &mut book.improvements.all {
        let Some(old) = before.improvements.get(improvement.id) else {
            continue;
        };
        let is_cancelled = |status| status == ImprovementStatus::Cancelled;
        if !is_cancelled(old.status) && is_cancelled(improvement.data.status) {
            all.push(PutBack {
                kind: Kind::Improvement,
                id: improvement.id,
                file: improvement.file,
                key: "status",
                was: old.status.name(),
                is: ImprovementStatus::Cancelled.name(),
            });
            improvement.data.status = old.status;
        }
    }
    all
}

/// The records of which a change pushed a due date back, or took it out, each with its file.
pub fn pushed_back<'a>(before: &Book<'a>, now: &Book<'a>) -> Vec<(Kind, &'a str, FileId)> {
    let mut all = Vec::new();
    let later = |was: Option<Date>, is: Option<Date>| was.is_some_and(|was| is.is_none_or(|is| is > was));
    for task in &now.tasks {
        let old = before.tasks.get(task.id);
        if old.is_some_and(|old| later(old.due, task.due)) {
            all.push((Kind::Task, task.id, task.file));
        }
    }
    for one in &now.improvements {
        let Some(old) = before.improvements.get(one.id) else { continue };
        let measure = |id| old.measure.iter().find(|old| old.id == id).map(|old| old.due);
        if one.due > old.due || one.measure.iter().any(|one| later(measure(one.id), Some(one.due))) {
            all.push((Kind::Improvement, one.id, one.file));
        }
    }
    for one in &now.contracts {
        let Some(old) = before.contracts.get(one.id) else { continue };
        let due = |id| old.obligation.iter().find(|old| old.id == id).and_then(|old| old.due);
        if one.obligation.iter().any(|one| later(due(one.id), one.due)) {
            all.push((Kind::Contract, one.id, one.file));
        }
    }
    for one in &now.interactions {
        let Some(old) = before.interactions.get(one.id) else { continue };
        let due = |id| old.promise.iter().find(|old| old.id == id).map(|old| old.due);
        if one.promise.iter().any(|one| later(due(one.id), Some(one.due))) {
            all.push((Kind::Interaction, one.id, one.file));
        }
    }
    all
}

/// The approvals in the text of a goal.
pub fn approvals(path: &str, text: &str) -> Vec<Approval> {
    let texts = Texts::default();
    let identity = identify(path);
    let tree = syntax::read(identity.format, text, &texts);
    let word = |node: &Node<'_>, key: &str| match &node.value {
        Value::Table(entries) => {
            entries
                .iter()
                .find(|entry| entry.key == key)
                .and_then(|entry| match entry.value.value {
                    Value::Text(text) | Value::Date(text) => Some(text.to_owned()),
                    _ => None,
                })
        }
        _ => None,
    };
    let goal = word(&tree.root, "id").unwrap_or_else(|| identity.id.to_owned());
    let Value::Table(entries) = &tree.root.value else {
        return Vec::new();
    };
    let Some(list) = entries.iter().find(|entry| entry.key == "adjustment") else {
        return Vec::new();
    };
    let Value::List(items) = &list.value.value else {
        return Vec::new();
    };
    let approval = |node: &Node<'_>| {
        Some(Approval {
            goal: goal.clone(),
            kpi: word(node, "kpi")?,
            date: word(node, "date")?,
            by: word(node, "approved_by")?,
        })
    };
    items.iter().filter_map(approval).collect()
}
