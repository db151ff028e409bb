//! What the book was before a change, beside the facts of what it is now: what the rules about changes read.

pub mod eased;
mod pushed_back;
mod put_back;
mod renamed;

use crate::book::FileId;
use crate::book::identify::identify;
use crate::model::Kind;
use crate::model::settings::Settings;
use crate::place::Route;
use crate::source::Texts;
use crate::syntax::{self, Node, Value};

use super::Facts;
use super::moves::Moves;

pub use pushed_back::pushed_back;
pub use put_back::put_back;
pub use renamed::{Renamed, Renames, renamed};

/// A change, from the revision where it began to the work tree or a later commit.
#[derive(Debug)]
pub struct Range<'f, 'a> {
    /// The book before it, as of the same day.
    pub before: &'f Facts<'f, 'a>,
    /// What `kam.toml` said before it, and says now.
    pub settings: [&'f Settings<'a>; 2],
    /// The records that it gave another id.
    pub renames: Renames<'a>,
    /// The folders of records that it made books of their own. Their records are judged all the same.
    pub split_off: Vec<SplitOff>,
    /// What was put back to judge the book as if it had not been changed.
    pub put_back: Vec<PutBack<'a>>,
    /// The book as it is, with nothing put back; none where nothing was.
    pub plain: Option<&'f Facts<'f, 'a>>,
    /// The approvals that its commits wrote.
    pub signed: Vec<Signed>,
    /// How the dates moved that it pushed back ([`pushed_back`]), by all commits.
    pub moves: Moves,
}

impl<'a> Range<'_, 'a> {
    /// The id before the change of the record that has this id now: the same unless the change renamed it.
    pub fn id_before<'i>(&self, kind: Kind, id: &'i str) -> &'i str
    where
        'a: 'i,
    {
        self.renames.id_before(kind, id)
    }

    /// The id now of the record that had this id before the change: the same unless the change renamed it.
    pub fn id_now<'i>(&self, kind: Kind, id: &'i str) -> &'i str
    where
        'a: 'i,
    {
        self.renames.id_now(kind, id)
    }
}

/// A folder that got a `kam.toml` of its own, and so would not be read as part of the book any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitOff {
    /// Its path in the book.
    pub folder: String,
    /// How many records of the book lie in it.
    pub records: usize,
}

/// A value that was put back.
#[derive(Debug, Clone)]
pub struct PutBack<'a> {
    /// The kind of its record.
    pub kind: Kind,
    /// The id of its record.
    pub id: &'a str,
    /// The file of its record.
    pub file: FileId,
    /// Where in the record.
    pub route: Route,
    /// What it is called: `tier`, `sla.critical.resolve`.
    pub key: String,
    /// What it was.
    pub was: String,
    /// What the change makes it.
    pub is: String,
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

/// The approvals in the text of a goal.
pub fn approvals(path: &str, text: &str) -> Vec<Approval> {
    let texts = Texts::default();
    let identity = identify(path);
    let tree = syntax::read(identity.format, text, &texts);
    let word = |node: &Node<'_>, key: &str| {
        let Value::Table(entries) = &node.value else {
            return None;
        };
        let entry = entries.iter().find(|entry| entry.key == key)?;
        let (Value::Text(text) | Value::Date(text)) = entry.value.value else {
            return None;
        };
        Some(text.to_owned())
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
