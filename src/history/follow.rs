//! The way of a record's file back through the commits, under all the names that it had.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{File, Step, Steps, Wanted};
use crate::book::identify::identify;
use crate::model::Kind;
use crate::source::Texts;
use crate::store::{Change, Commit, Questions, Repository, Status, StoreError, Version};
use crate::syntax::{self, Value};

impl From<&Version> for File {
    fn from(version: &Version) -> File {
        File {
            path: version.path.clone(),
            blob: version.blob.clone(),
        }
    }
}

/// Kind and id as a path alone tells them.
fn told(path: &str) -> Option<(Kind, &str)> {
    let identity = identify(path);
    Some((identity.kind.ok()?, identity.id))
}

fn is_of(path: &str, kind: Kind) -> bool {
    told(path).is_some_and(|(of, _)| of == kind)
}

/// The commits at which the record's file changed by itself; merges are another matter.
pub(super) fn follow(
    repository: &Repository,
    questions: &mut Questions<'_>,
    log: &[Commit],
    wanted: &Wanted<'_>,
) -> Result<Steps, StoreError> {
    let positions: HashMap<&str, usize> = log.iter().enumerate().map(|(at, c)| (c.id.as_str(), at)).collect();
    let mut steps = Steps {
        all: Vec::new(),
        paths: vec![None; log.len()],
    };
    match (wanted.path, steps.paths.first_mut()) {
        (Some(path), Some(newest)) => *newest = Some(path.to_owned()),
        _ => dig(repository, log, &positions, wanted, 0, &mut steps)?,
    }
    let names = names(log, &steps);
    for (at, commit) in log.iter().enumerate() {
        let Some(path) = steps.paths[at].clone() else { continue };
        let changed = commit
            .changes
            .iter()
            .find(|change| path_of(change.new.as_ref()) == Some(&path));
        if commit.parents.len() > 1 {
            for parent in &commit.parents {
                let there = parent_path(questions, parent, &path, &names)?;
                lead(&mut steps, &positions, parent, there);
            }
            continue;
        }
        let before = match changed {
            None => {
                lead_all(&mut steps, &positions, commit, Some(path));
                continue;
            }
            Some(change) => before(repository, commit, change, wanted)?,
        };
        let next = before.as_ref().map(|file| file.path.clone());
        if next.is_none() {
            // It may have been there before, and been deleted.
            dig(repository, log, &positions, wanted, at + 1, &mut steps)?;
        }
        steps.all.push(Step {
            commit: at,
            before: vec![before],
            after: changed.and_then(|change| change.new.as_ref()).map(File::from),
            base: None,
        });
        lead_all(&mut steps, &positions, commit, next);
    }
    Ok(steps)
}

fn lead_all(steps: &mut Steps, positions: &HashMap<&str, usize>, commit: &Commit, path: Option<String>) {
    for parent in &commit.parents {
        lead(steps, positions, parent, path.clone());
    }
}

/// Says under which path a parent has the record, unless another child has said so already.
fn lead(steps: &mut Steps, positions: &HashMap<&str, usize>, parent: &str, path: Option<String>) {
    let slot = positions.get(parent).map(|&at| &mut steps.paths[at]);
    if let Some(slot) = slot.filter(|slot| slot.is_none()) {
        *slot = path;
    }
}

fn path_of(version: Option<&Version>) -> Option<&String> {
    version.map(|version| &version.path)
}

/// The file before a commit with one parent that made or changed it: the same record elsewhere, else what git takes
/// for the same file.
fn before(
    repository: &Repository,
    commit: &Commit,
    change: &Change,
    wanted: &Wanted<'_>,
) -> Result<Option<File>, StoreError> {
    let old = change.old.first().and_then(Option::as_ref);
    let Some(new) = change.new.as_ref().filter(|_| change.status != Status::Modified) else {
        return Ok(old.map(File::from));
    };
    let same = |version: &&Version| told(&version.path).is_some_and(|old| Some(old) == told(&new.path));
    if let Some(gone) = gone(commit).find(same) {
        return Ok(Some(gone.into()));
    }
    let of_kind: Vec<&Version> = gone(commit).filter(|old| is_of(&old.path, wanted.kind)).collect();
    if of_kind.is_empty() {
        return Ok(None);
    }
    let blobs: Vec<String> = of_kind
        .iter()
        .chain([&new])
        .map(|version| version.blob.clone())
        .collect();
    let texts = repository.texts(&blobs)?;
    let id = |version: &Version, text: &Result<String, _>| {
        let text = text.as_ref().ok()?;
        id_in(&version.path, text)
    };
    let is = id(new, &texts[of_kind.len()]);
    let same = of_kind
        .iter()
        .zip(&texts)
        .find(|(old, text)| id(old, text) == is && is.is_some());
    if let Some((old, _)) = same {
        return Ok(Some((*old).into()));
    }
    // Another id: it is the same record all the same if git sees the same file, unless somebody else bears the old
    // id now.
    let Some(old) = old.filter(|old| is_of(&old.path, wanted.kind)) else {
        return Ok(None);
    };
    let taken = |change: &Change| {
        change
            .new
            .as_ref()
            .is_some_and(|new| told(&new.path) == told(&old.path))
    };
    Ok((!commit.changes.iter().any(taken)).then(|| old.into()))
}

/// The files that a commit took away from where they were.
fn gone(commit: &Commit) -> impl Iterator<Item = &Version> {
    let moved = commit.changes.iter().filter(|change| match change.status {
        Status::Deleted | Status::Renamed => true,
        Status::Added | Status::Modified => false,
    });
    moved.filter_map(|change| change.old.first().and_then(Option::as_ref))
}

/// Those of them that are not there under another path with the same kind and id.
fn lost(commit: &Commit) -> impl Iterator<Item = &Version> {
    let any_gone = gone(commit).next().is_some();
    let new = commit
        .changes
        .iter()
        .filter(|_| any_gone)
        .filter_map(|change| change.new.as_ref());
    let kept: HashSet<(Kind, &str)> = new.filter_map(|new| told(&new.path)).collect();
    gone(commit).filter(move |old| told(&old.path).is_none_or(|old| !kept.contains(&old)))
}

/// The id that a file gives its record.
pub fn id_in(path: &str, text: &str) -> Option<String> {
    let identity = identify(path);
    let texts = Texts::default();
    let tree = syntax::read(identity.format, text, &texts);
    let Value::Table(entries) = &tree.root.value else {
        return None;
    };
    let written = entries
        .iter()
        .find(|entry| entry.key == "id")
        .map(|entry| &entry.value.value);
    Some(match written {
        Some(Value::Text(id) | Value::Integer(id) | Value::Date(id)) => (*id).to_owned(),
        _ => identity.id.to_owned(),
    })
}

/// Finds where a record that is not there was last deleted, from a position of the log on.
fn dig(
    repository: &Repository,
    log: &[Commit],
    positions: &HashMap<&str, usize>,
    wanted: &Wanted<'_>,
    from: usize,
    steps: &mut Steps,
) -> Result<(), StoreError> {
    let deleted = log.iter().enumerate().skip(from).flat_map(|(at, commit)| {
        let lost = lost(commit).map(move |version| (at, version));
        lost.filter(|_| commit.parents.len() == 1)
    });
    let of_kind: Vec<(usize, &Version)> = deleted.filter(|(_, old)| is_of(&old.path, wanted.kind)).collect();
    let by_name = of_kind
        .iter()
        .find(|(_, old)| told(&old.path).is_some_and(|(_, id)| id == wanted.id));
    let found = match by_name {
        Some(found) => Some(*found),
        None => {
            let blobs: Vec<String> = of_kind.iter().map(|(_, old)| old.blob.clone()).collect();
            let texts = repository.texts(&blobs)?;
            let is = |path: &str, text: &str| id_in(path, text).as_deref() == Some(wanted.id);
            let mut all = of_kind.iter().zip(&texts);
            let found = all.find(|((_, old), text)| text.as_ref().is_ok_and(|text| is(&old.path, text)));
            found.map(|(found, _)| *found)
        }
    };
    if let Some((at, old)) = found.filter(|(at, _)| steps.paths[*at].is_none()) {
        steps.all.push(Step {
            commit: at,
            before: vec![Some(old.into())],
            after: None,
            base: None,
        });
        lead_all(steps, positions, &log[at], Some(old.path.clone()));
    }
    Ok(())
}

/// All paths that the record may ever have had: those that renames lead to, and those that tell the same kind and
/// id.
fn names(log: &[Commit], steps: &Steps) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = steps.paths.iter().flatten().cloned().collect();
    loop {
        let known = names.len();
        for change in log.iter().flat_map(|commit| &commit.changes) {
            let Some(new) = &change.new else { continue };
            let same =
                |name: &String| *name == new.path || told(name).is_some_and(|name| Some(name) == told(&new.path));
            if change.status != Status::Modified && names.iter().any(same) {
                names.insert(new.path.clone());
                names.extend(change.old.iter().flatten().map(|old| old.path.clone()));
            }
        }
        if names.len() == known {
            return names;
        }
    }
}

/// The record's path in a parent of a merge.
fn parent_path(
    questions: &mut Questions<'_>,
    parent: &str,
    path: &str,
    names: &BTreeSet<String>,
) -> Result<Option<String>, StoreError> {
    if names.iter().all(|name| name == path) {
        return Ok(Some(path.to_owned()));
    }
    let others = names.iter().map(String::as_str).filter(|name| *name != path);
    for name in std::iter::once(path).chain(others) {
        if questions.blob_at(parent, name)?.is_some() {
            return Ok(Some(name.to_owned()));
        }
    }
    Ok(None)
}
