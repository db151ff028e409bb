//! The repository that a book lies in, and the commits that its users name.

use std::path::{Path, PathBuf};

use super::error::{GitError, NoRevision};
use super::{asked, blobs};
use crate::store::error::StoreError;

/// The repository that a book lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// The book's folder, in which git is run.
    pub(super) folder: PathBuf,
    /// The book's folder within the repository, with `/` behind each folder; empty where it is the top.
    pub within: String,
    /// Whether a part of its history was left behind when it was cloned: what seems the first commit may have had
    /// others before it.
    pub shallow: bool,
    /// Whether it has no work tree.
    pub bare: bool,
}

impl Repository {
    /// The repository that the folder `book` lies in.
    ///
    /// # Errors
    /// There is none, git is not installed, or it refuses to read a repository of another user.
    pub fn find(book: &Path) -> Result<Repository, StoreError> {
        let asked = asked(
            book,
            &[
                "rev-parse",
                "--is-bare-repository",
                "--is-shallow-repository",
                "--show-prefix",
            ],
        )?;
        let text = String::from_utf8(asked).map_err(|e| StoreError::BadName {
            path: String::from_utf8_lossy(e.as_bytes()).trim().to_owned(),
        })?;
        let mut lines = text.splitn(3, '\n');
        let mut next = || lines.next().unwrap_or_default();
        let (bare, shallow, within) = (next() == "true", next() == "true", next());
        Ok(Repository {
            folder: book.to_owned(),
            within: within.strip_suffix('\n').unwrap_or(within).to_owned(),
            shallow,
            bare,
        })
    }

    /// The same repository with the book in a folder below, by its path within this one.
    pub fn below(&self, folder: &str) -> Repository {
        Repository {
            within: format!("{}{folder}/", self.within),
            ..self.clone()
        }
    }

    /// The full name of the commit that a revision names.
    ///
    /// # Errors
    /// There is no such commit; which is said in words for the person who wrote it.
    pub fn commit(&self, revision: &str) -> Result<String, StoreError> {
        let refused = |why| {
            let revision = revision.to_owned();
            StoreError::from(GitError::NoRevision { revision, why })
        };
        // A line break would make two questions of one.
        if revision.trim().is_empty() || revision.contains(['\n', '\r', '\0']) {
            return Err(refused(NoRevision::Unknown));
        }
        // A search in messages takes all that follows for its words, and finds only commits.
        let suffix = if revision.starts_with(":/") { "" } else { "^{commit}" };
        let asked = [format!("{revision}{suffix}"), "HEAD^{commit}".to_owned()];
        match blobs::names(self, &asked)?.as_slice() {
            [Ok(commit), ..] => Ok(commit.clone()),
            [Err(blobs::NoName::Ambiguous), ..] => Err(refused(NoRevision::Ambiguous)),
            [_, Err(_)] if self.is_unborn() => Err(GitError::NoCommits.into()),
            _ if revision.contains("..") => Err(refused(NoRevision::Range)),
            _ if self.shallow => Err(refused(NoRevision::Shallow)),
            _ => Err(refused(NoRevision::Unknown)),
        }
    }

    /// When a commit was put into the repository, in seconds since 1970.
    ///
    /// # Errors
    /// Git cannot tell.
    pub fn committed(&self, commit: &str) -> Result<i64, StoreError> {
        let args = [
            "rev-list",
            "--timestamp",
            "--max-count=1",
            "--end-of-options",
            commit,
            "--",
        ];
        let told = asked(&self.folder, &args)?;
        let told = String::from_utf8_lossy(&told);
        let seconds = told.split(' ').next().and_then(|seconds| seconds.parse().ok());
        seconds.ok_or_else(|| {
            GitError::Missing {
                what: commit.to_owned(),
            }
            .into()
        })
    }

    /// The commit where two lines of work parted; none where they have nothing in common, or a shallow clone does not
    /// reach so far.
    pub fn merge_base(&self, one: &str, other: &str) -> Option<String> {
        let told = asked(&self.folder, &["merge-base", one, other]).ok()?;
        let told = String::from_utf8(told).ok()?;
        Some(told.trim().to_owned()).filter(|commit| !commit.is_empty())
    }

    /// Whether there is no commit at all, on any branch.
    pub fn is_unborn(&self) -> bool {
        asked(&self.folder, &["rev-list", "--all", "--max-count=1"]).is_ok_and(|found| found.is_empty())
    }
}
