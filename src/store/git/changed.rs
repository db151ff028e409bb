//! The files that differ between two commits, or between a commit and the work tree.

use std::collections::HashSet;

use super::find::Repository;
use super::raw::{self, Status};
use super::{asked, lines};
use crate::store::error::StoreError;

/// The later of two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side<'s> {
    /// A commit, by its full name.
    Commit(&'s str),
    /// The files as they lie in the work tree, as far as git tracks them.
    WorkTree,
}

/// One file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What happened to it.
    pub status: Status,
    /// Its path before, relative to the book; none: it was not there.
    pub before: Option<String>,
    /// Its path after; none: it is gone.
    pub after: Option<String>,
}

impl Repository {
    /// The files of the book that differ between a commit and a later side, in the order of their paths. Renames are
    /// told as far as git sees them.
    ///
    /// Of the work tree a file may be listed that is the same after all: git goes by size and time.
    ///
    /// # Errors
    /// Git cannot tell.
    pub fn changed(&self, before: &str, after: Side<'_>) -> Result<Vec<Difference>, StoreError> {
        let mut args = match after {
            Side::Commit(_) => vec!["diff-tree", "-r"],
            Side::WorkTree => vec!["diff-index", "--ignore-submodules=all"],
        };
        args.extend(["-z", "--raw", "--find-renames", "--no-abbrev", before]);
        if let Side::Commit(after) = after {
            args.push(after);
        }
        args.extend(["--", "."]);
        let listed = asked(&self.folder, &args)?;
        let mut words = lines(&listed);
        let mut changed = Vec::new();
        while let Some(first) = words.next() {
            let Some(raw) = raw::take(first, &mut words) else { break };
            let path = |file: Option<raw::File<'_>>| file.and_then(|file| self.in_book(file.path));
            changed.push(Difference {
                status: raw.status,
                before: path(raw.old.first().copied().flatten()),
                after: path(raw.new),
            });
        }
        Ok(changed)
    }

    /// The path relative to the book of a path in the repository.
    pub(super) fn in_book(&self, path: &[u8]) -> Option<String> {
        let path = path.strip_prefix(self.within.as_bytes())?;
        std::str::from_utf8(path).ok().map(str::to_owned)
    }
}

/// The paths in the book that may differ between a commit and the work tree; all tracked others are the same.
pub(super) fn differing_from_work_tree(repository: &Repository, commit: &str) -> Result<HashSet<String>, StoreError> {
    let listed = asked(
        &repository.folder,
        &[
            "diff-index",
            "--ignore-submodules=all",
            "-z",
            "--raw",
            "--no-renames",
            "--no-abbrev",
            commit,
            "--",
            ".",
        ],
    )?;
    let mut words = lines(&listed);
    let mut differing = HashSet::new();
    while let Some(first) = words.next() {
        let Some(raw) = raw::take(first, &mut words) else { break };
        let files = raw.old.into_iter().flatten().chain(raw.new);
        differing.extend(files.filter_map(|file| repository.in_book(file.path)));
    }
    Ok(differing)
}
