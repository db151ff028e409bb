//! Records through the commits of their repository: who changed which field of one, when, from what to what; how the
//! due dates of many moved; who stands behind the approvals that a range of commits wrote.
//!
//! It follows the record, not the file: by kind and id, through renames, moves and a change of format.

mod compare;
mod follow;
mod merges;
pub mod moves;
mod signed;
mod table;
mod values;
mod words;

use crate::book::Book;
use crate::model::Kind;
use crate::store::{Commit, Repository, StoreError};

pub use compare::{Edit, What};
pub use follow::id_in;
pub use signed::signed;
pub use table::{Shown, document, shallow};
pub use values::{cell as value, setting};
pub use words::place;

/// The record whose history is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'w> {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: &'w str,
    /// The file that it stands in at the newest commit of the log; none: it is not there any more, or not yet.
    pub path: Option<&'w str>,
    /// Its file in the work tree and its text, where that is not committed.
    pub uncommitted: Option<(&'w str, &'w str)>,
}

/// What was changed of a record, the newest first. `log` is what [`Repository::log`] gives, and holds all commits
/// that lead to its first; the book tells the names of people.
///
/// # Errors
/// Git cannot tell.
pub fn of_record(
    repository: &Repository,
    log: &[Commit],
    wanted: &Wanted<'_>,
    book: &Book<'_>,
) -> Result<Vec<Edit>, StoreError> {
    let mut questions = repository.questions()?;
    let mut steps = follow::follow(repository, &mut questions, log, wanted)?;
    merges::add(&mut questions, log, &mut steps)?;
    let newest = match (wanted.path, log.first()) {
        (Some(path), Some(commit)) => questions.blob_at(&commit.id, path)?.map(|blob| File {
            path: path.to_owned(),
            blob,
        }),
        _ => None,
    };
    compare::edits(repository, log, wanted, book, &steps, newest)
}

/// A commit at which the record's file changed.
#[derive(Debug)]
struct Step {
    /// Its position in the log.
    commit: usize,
    /// The file in each parent that had it.
    before: Vec<Option<File>>,
    /// The file at the commit; none: it was deleted.
    after: Option<File>,
    /// Of a merge: the file where its parents parted.
    base: Option<File>,
}

/// One version of the record's file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct File {
    path: String,
    blob: String,
}

/// What there is to be followed, as `follow` finds it.
#[derive(Debug, Default)]
struct Steps {
    /// The newest first.
    all: Vec<Step>,
    /// The record's path at each commit of the log that had it.
    paths: Vec<Option<String>>,
}
