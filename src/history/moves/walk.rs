//! Which commits changed which of many records, under all the names that their files had.

use std::collections::{HashMap, HashSet};

use super::told;
use crate::history::Wanted;
use crate::model::Kind;
use crate::store::{Change, Commit, Repository, Status, StoreError, Version};

/// So many names of one file are followed: they may go round in a circle.
const MOST_NAMES: usize = 100;
/// Of more records than these the whole log is asked for.
const MOST_RECORDS: usize = 100;

/// A commit that made a version of a record.
pub(super) struct Event<'l> {
    /// Its position in the log.
    pub(super) commit: usize,
    /// The versions before, of each parent that had it; none: it was made.
    pub(super) old: Vec<&'l Version>,
    /// The version after.
    pub(super) new: &'l Version,
}

/// The way of one record.
#[derive(Default)]
pub(super) struct Way<'l> {
    /// The newest first.
    pub(super) events: Vec<Event<'l>>,
}

/// The ways of records through a log, in their order.
pub(super) fn walk<'l>(log: &'l [Commit], wanted: &'l [Wanted<'_>]) -> Vec<Way<'l>> {
    let mut ways: Vec<Way<'l>> = wanted.iter().map(|_| Way::default()).collect();
    // Who bears a path, from the newest commit back; two that are known by the same path are one mistake more.
    let mut bearers: HashMap<&str, usize> = HashMap::new();
    let mut named: HashMap<(Kind, &str), usize> = HashMap::new();
    for (at, one) in wanted.iter().enumerate() {
        bearers.extend(one.path.map(|path| (path, at)));
        named.entry((one.kind, one.id)).or_insert(at);
    }
    let later = renamed(log);
    for (at, commit) in log.iter().enumerate() {
        let gone = Gone::of(commit);
        let mut found = Vec::new();
        for change in &commit.changes {
            let Some(new) = &change.new else { continue };
            let bearer = bearer(&mut bearers, &later, &new.path)
                .or_else(|| told(&new.path).and_then(|identity| named.get(&identity).copied()));
            if let Some(one) = bearer {
                found.push((one, gone.before(change), new));
            }
        }
        // What a commit moves bears its old path only in the commits before.
        for (one, old, new) in found {
            for old in &old {
                bearers.insert(&old.path, one);
            }
            ways[one].events.push(Event { commit: at, old, new });
        }
    }
    ways
}

/// Who bears a path: by itself, or by what it was called later.
fn bearer<'l>(
    bearers: &mut HashMap<&'l str, usize>,
    later: &HashMap<&'l str, &'l str>,
    path: &'l str,
) -> Option<usize> {
    let mut name = path;
    for _ in 0..MOST_NAMES {
        if let Some(one) = bearers.get(name).copied() {
            bearers.insert(path, one);
            return Some(one);
        }
        name = later.get(name)?;
    }
    None
}

/// What each path was renamed to, the last time.
fn renamed(log: &[Commit]) -> HashMap<&str, &str> {
    let mut later = HashMap::new();
    for commit in log.iter().filter(|commit| commit.parents.len() == 1) {
        let gone = Gone::of(commit);
        for change in commit.changes.iter().filter(|change| moves(change)) {
            let Some(new) = &change.new else { continue };
            for old in gone.before(change) {
                later.entry(old.path.as_str()).or_insert(new.path.as_str());
            }
        }
    }
    later
}

/// Whether the file is new at its path.
fn moves(change: &Change) -> bool {
    match change.status {
        Status::Added | Status::Renamed => true,
        Status::Deleted | Status::Modified => false,
    }
}

/// What a commit took away from where it was, by what its path tells.
struct Gone<'l>(HashMap<(Kind, &'l str), &'l Version>);

impl<'l> Gone<'l> {
    fn of(commit: &'l Commit) -> Gone<'l> {
        // A merge moves nothing by itself.
        let all = commit.changes.iter().filter(|change| match change.status {
            Status::Deleted | Status::Renamed => commit.parents.len() == 1,
            Status::Added | Status::Modified => false,
        });
        let all = all.filter_map(|change| change.old.first().and_then(Option::as_ref));
        Gone(all.filter_map(|old| Some((told(&old.path)?, old))).collect())
    }

    /// The versions before a change: of a file that is new at its path the same record elsewhere, else what git takes
    /// for the same file, if it is of the same kind.
    fn before(&self, change: &'l Change) -> Vec<&'l Version> {
        let old = || change.old.iter().flatten();
        let Some(new) = change.new.as_ref().filter(|_| moves(change)) else {
            return old().collect();
        };
        let Some(identity) = told(&new.path) else {
            return Vec::new();
        };
        let same = self.0.get(&identity).copied();
        let is_of_kind = |old: &&Version| told(&old.path).is_some_and(|(kind, _)| kind == identity.0);
        match same {
            Some(same) => vec![same],
            None => old().filter(is_of_kind).collect(),
        }
    }
}

/// The log of a few records alone: of each commit what it did to them. A file that was added is looked for under another
/// name in the commit that added it.
pub(super) fn log_of(repository: &Repository, newest: &str, wanted: &[Wanted<'_>]) -> Result<Vec<Commit>, StoreError> {
    if wanted.len() > MOST_RECORDS {
        return repository.log(newest);
    }
    let mut paths: HashSet<String> = wanted.iter().filter_map(|one| one.path.map(str::to_owned)).collect();
    let mut whole: HashMap<String, Commit> = HashMap::new();
    loop {
        let mut known: Vec<&str> = paths.iter().map(String::as_str).collect();
        known.sort_unstable();
        let mut log = repository.log_of(newest, &known)?;
        let adds = |commit: &&Commit| commit.parents.len() == 1 && commit.changes.iter().any(moves);
        let unknown: Vec<&str> = (log.iter().filter(adds))
            .map(|commit| commit.id.as_str())
            .filter(|id| !whole.contains_key(*id))
            .collect();
        let more = repository
            .whole(&unknown)?
            .into_iter()
            .map(|commit| (commit.id.clone(), commit));
        whole.extend(more);
        let mut found: HashSet<String> = HashSet::new();
        for commit in whole.values() {
            let gone = Gone::of(commit);
            let is_ours = |change: &&Change| change.new.as_ref().is_some_and(|new| paths.contains(&new.path));
            for change in commit.changes.iter().filter(is_ours).filter(|change| moves(change)) {
                found.extend(gone.before(change).into_iter().map(|old| old.path.clone()));
            }
        }
        let before = paths.len();
        paths.extend(found);
        if paths.len() == before {
            for commit in &mut log {
                if let Some(whole) = whole.remove(&commit.id) {
                    *commit = whole;
                }
            }
            return Ok(log);
        }
    }
}
