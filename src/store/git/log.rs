//! The commits that made a book what it is, with the files that each of them changed: one walk over the whole
//! history.

use std::process::Stdio;

use super::error::{GitError, not_run, refused};
use super::find::Repository;
use super::raw::{self, Status};
use super::{asked, blobs, program};
use crate::source::{Unreadable, decode};
use crate::store::error::StoreError;

/// One commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its full name.
    pub id: String,
    /// Its parents' full names; none: a first commit, or one whose parents a shallow clone lacks.
    pub parents: Vec<String>,
    /// Who made the change.
    pub author: Who,
    /// Who put it into the repository.
    pub committer: Who,
    /// What stands at the end of its message, in order: `Reviewed-by` and the like, each with its value.
    pub trailers: Vec<(String, String)>,
    /// The files of the book that it changed. Of a merge only what differs from all its parents: the rest was changed
    /// by the commits that it brings together.
    pub changes: Vec<Change>,
}

/// Somebody's name and address as the commit has them, which anybody may write as they please; and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// Seconds since 1970; none where the commit has no such number.
    pub time: Option<i64>,
}

/// One changed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened to it.
    pub status: Status,
    /// Its versions before, one for each parent.
    pub old: Vec<Old>,
    /// Its version after; none where it is gone.
    pub new: Option<Version>,
}

/// A version before; none where the file was not there, or lay outside of the book.
pub type Old = Option<Version>;

/// One version of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Version {
    /// Relative to the book.
    pub path: String,
    /// The name of its object, for [`Repository::texts`].
    pub blob: String,
}

/// What is asked of each commit, one a line, since no name holds a line break.
const FORMAT: &str = "--format=%H%n%P%n%an%n%ae%n%at%n%cn%n%ce%n%ct%n%(trailers:only=true,unfold=true,separator=%x0a)";

impl Repository {
    /// The commits of a range (`main`, `BASE..HEAD`; full names, or what [`Repository::commit`] gave), the newest
    /// first, but each before its parents. All ways through merges are followed, so that each change stands at the
    /// commit that made it. Commits that changed nothing of the book are there too, for the way they lead.
    ///
    /// # Errors
    /// Git cannot tell.
    pub fn log(&self, range: &str) -> Result<Vec<Commit>, StoreError> {
        let mut list = program(&self.folder);
        list.args(["rev-list", "--date-order", "--end-of-options", range, "--"]);
        let mut list = list.spawn().map_err(|e| not_run(&e))?;
        let listed = list.stdout.take().map_or_else(Stdio::null, Stdio::from);
        let mut diff = program(&self.folder);
        diff.args(["diff-tree", "--stdin", "--always", "-r", "-z", "--raw", "--root"]);
        diff.args(["-c", "--find-renames", "--combined-all-paths", "--no-abbrev"]);
        diff.args(["--encoding=UTF-8", FORMAT, "--", "."]);
        let told = diff.stdin(listed).output().map_err(|e| not_run(&e))?;
        let listed = list.wait_with_output().map_err(|e| not_run(&e))?;
        for ended in [&listed, &told] {
            if !ended.status.success() {
                return Err(refused(&self.folder, &ended.stderr));
            }
        }
        Ok(self.read_log(&told.stdout))
    }

    fn read_log(&self, told: &[u8]) -> Vec<Commit> {
        let mut words = told.split(|&b| b == 0);
        let mut commits: Vec<Commit> = Vec::new();
        while let Some(word) = words.next() {
            // Some line breaks stand between a commit and its files.
            let breaks = word.iter().take_while(|&&b| b == b'\n').count();
            let word = &word[breaks..];
            if !word.starts_with(b":") {
                commits.extend(head(word));
            } else if let (Some(raw), Some(commit)) = (raw::take(word, &mut words), commits.last_mut()) {
                commit.changes.extend(self.change(&raw));
            }
        }
        commits
    }

    /// None where it lies outside of the book, before and after.
    fn change(&self, raw: &raw::Raw<'_>) -> Option<Change> {
        let version = |file: &raw::File<'_>| {
            let path = self.in_book(file.path)?;
            let blob = String::from_utf8_lossy(file.blob).into_owned();
            Some(Version { path, blob })
        };
        let change = Change {
            status: raw.status,
            old: raw.old.iter().map(|file| file.as_ref().and_then(version)).collect(),
            new: raw.new.as_ref().and_then(version),
        };
        let any = change.new.is_some() || change.old.iter().any(Option::is_some);
        any.then_some(change)
    }

    /// The texts of objects, in order.
    ///
    /// # Errors
    /// One of them is not in this clone.
    pub fn texts(&self, blobs: &[String]) -> Result<Vec<Result<String, Unreadable>>, StoreError> {
        let read = blobs::contents(self, blobs)?.into_iter().zip(blobs);
        read.map(|(content, blob)| match content {
            Some(Ok(bytes)) => Ok(decode(bytes)),
            Some(Err(bytes)) => Ok(Err(Unreadable::TooLarge { bytes })),
            None => Err(GitError::Missing { what: blob.clone() }.into()),
        })
        .collect()
    }
}

/// Questions about single files at single commits, one after the other, to one process.
#[derive(Debug)]
pub struct Questions<'r> {
    repository: &'r Repository,
    talk: blobs::Talk,
}

impl Questions<'_> {
    /// The object of a file of the book at a commit; `None` where there was no such file.
    ///
    /// # Errors
    /// Git cannot tell.
    pub fn blob_at(&mut self, commit: &str, path: &str) -> Result<Option<String>, StoreError> {
        let name = format!("{commit}:{}{path}", self.repository.within);
        if !name.contains('\n') {
            return self.talk.name(&name);
        }
        // No line can hold that name, so it is asked for by itself: `mode type object`, a tab, the path.
        let told = asked(&self.repository.folder, &["ls-tree", "-z", commit, "--", path])?;
        let told = String::from_utf8_lossy(&told);
        let mut words = told.split(['\t', '\0']).next().unwrap_or_default().split(' ').skip(1);
        Ok(match (words.next(), words.next()) {
            (Some("blob"), Some(object)) => Some(object.to_owned()),
            _ => None,
        })
    }
}

impl Repository {
    /// Begins to ask.
    ///
    /// # Errors
    /// Git cannot be started.
    pub fn questions(&self) -> Result<Questions<'_>, StoreError> {
        Ok(Questions {
            repository: self,
            talk: blobs::Talk::begin(self)?,
        })
    }
}

fn head(word: &[u8]) -> Option<Commit> {
    let text = String::from_utf8_lossy(word);
    let mut lines = text.split('\n');
    let mut next = || lines.next().unwrap_or_default().to_owned();
    let id = next();
    if id.is_empty() {
        return None;
    }
    let parents = next()
        .split(' ')
        .filter(|id| !id.is_empty())
        .map(str::to_owned)
        .collect();
    let mut who = || Who {
        name: next(),
        email: next(),
        time: next().parse().ok(),
    };
    let (author, committer) = (who(), who());
    let trailers = lines.filter_map(|line| {
        let (key, value) = line.split_once(':')?;
        Some((key.trim().to_owned(), value.trim().to_owned()))
    });
    Some(Commit {
        id,
        parents,
        author,
        committer,
        trailers: trailers.collect(),
        changes: Vec::new(),
    })
}
