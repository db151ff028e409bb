//! The walk over a book's folder, on all cores: who finds a file reads it, so that its folder is still at hand.
//!
//! Real folders come first and links to folders after them, in the order of their paths, so that the same book is
//! read whichever thread is faster.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::Scope;

use super::error::{Act, StoreError};
use super::git;
use super::ignored::{self, Ignore, Level, Repository};
use super::list::{Entry, What, list, names_record};
use super::read::read_source;
use super::{Folder, Only, SETTINGS};
use crate::source::Source;

/// Files that one task reads: enough to be worth handing over, few enough to share a folder of thousands.
const BATCH: usize = 64;

/// What a walk knows from the beginning, and what its tasks bring home.
struct Walk<'a> {
    ignore: &'a Ignore,
    only: Only<'a>,
    root: PathBuf,
    repository: Option<Repository>,
    found: Mutex<Found>,
}

#[derive(Default)]
struct Found {
    batches: Vec<Vec<Source>>,
    nested: BTreeSet<String>,
    /// Links to folders, by path: where they lead.
    links: BTreeMap<String, PathBuf>,
    excluded: Vec<Excluded>,
    /// Folders that were walked, without links.
    walked: HashSet<PathBuf>,
    errors: Vec<StoreError>,
}

/// A folder to be walked.
struct Place {
    /// Without links.
    real: PathBuf,
    /// Its path in the book, with its last `/`; empty for the book itself.
    path: String,
    git: Option<InGit>,
}

/// Where a folder stands in the repository.
#[derive(Clone)]
struct InGit {
    /// Its path in the repository, with its last `/`.
    within: String,
    level: Option<Arc<Level>>,
}

/// What `.gitignore` excludes, unless git tracks something of it.
struct Excluded {
    /// Its path in the repository.
    within: String,
    /// Its path in the book.
    path: String,
}

pub(super) fn read_folder(root: &Path, ignore: &Ignore, only: Only<'_>) -> Result<Folder, StoreError> {
    let real = root
        .canonicalize()
        .map_err(|e| StoreError::io(Act::Read, &root.to_string_lossy(), &e))?;
    let repository = ignored::repository_of(&real);
    let mut walk = Walk {
        ignore,
        only,
        root: real.clone(),
        repository,
        found: Mutex::default(),
    };
    let git = walk.stand(&real)?;
    walk.run(Place {
        real,
        path: String::new(),
        git,
    });
    loop {
        while let Some((path, target)) = walk.next_link() {
            walk.follow(path, target);
        }
        let excluded = std::mem::take(&mut walk.found().excluded);
        if excluded.is_empty() {
            break;
        }
        walk.read_tracked(&excluded);
    }
    let found = std::mem::take(walk.found.get_mut().unwrap_or_else(PoisonError::into_inner));
    if let Some(first) = found.errors.into_iter().min_by(|a, b| a.path().cmp(b.path())) {
        return Err(first);
    }
    Ok(Folder {
        sources: in_order(found.batches),
        nested: found.nested.into_iter().collect(),
        modules: Vec::new(),
    })
}

/// Joins batches, each sorted, by path. Put in the order of their beginnings they are nearly sorted as a whole, and
/// a stable sort takes what is in order as it is.
fn in_order(mut batches: Vec<Vec<Source>>) -> Vec<Source> {
    batches.retain(|batch| !batch.is_empty());
    batches.sort_unstable_by(|a, b| a[0].path.cmp(&b[0].path));
    let mut sources = Vec::with_capacity(batches.iter().map(Vec::len).sum());
    batches.iter_mut().for_each(|batch| sources.append(batch));
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

impl Walk<'_> {
    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next_link(&self) -> Option<(String, PathBuf)> {
        self.found().links.pop_first()
    }

    /// Where a folder without links stands in the repository of the book.
    fn stand(&self, real: &Path) -> Result<Option<InGit>, StoreError> {
        let Some(repository) = &self.repository else {
            return Ok(None);
        };
        let Some(within) = ignored::path_within(repository, real) else {
            return Ok(None);
        };
        // A folder in another repository inside of this one obeys that other one.
        if ignored::repository_of(real).is_none_or(|nearest| nearest.top != repository.top) {
            return Ok(None);
        }
        let level = ignored::levels_above(repository, &within)?;
        Ok(Some(InGit { within, level }))
    }

    fn run(&self, place: Place) {
        rayon::scope(|scope| self.visit(scope, place));
    }

    /// Walks a link's folder, unless it was walked already or holds the book itself.
    fn follow(&self, path: String, target: PathBuf) {
        if self.root.starts_with(&target) || self.found().walked.contains(&target) {
            return;
        }
        match self.stand(&target) {
            Ok(git) => self.run(Place {
                real: target,
                path: path + "/",
                git,
            }),
            Err(e) => self.found().errors.push(e),
        }
    }

    /// Reads a folder's names, hands on the folders among them, and reads the files.
    fn visit<'s>(&'s self, scope: &Scope<'s>, mut place: Place) {
        if !self.found().walked.insert(place.real.clone()) {
            return;
        }
        let mut entries = match list(&place.real, &place.path) {
            Ok(entries) => entries,
            Err(e) => return self.found().errors.push(e),
        };
        if let Err(e) = self.read_gitignore(&mut place, &entries) {
            return self.found().errors.push(e);
        }
        if !place.path.is_empty() && entries.iter().any(|entry| self.makes_book(&place, entry)) {
            self.found().nested.insert(place.path.trim_end_matches('/').to_owned());
            return;
        }
        entries.retain(|entry| self.takes(&place, entry));
        let mut files = Vec::new();
        for Entry { name, what } in entries {
            match (what, name.to_str()) {
                (_, None) => {
                    let path = format!("{}{}", place.path, name.to_string_lossy());
                    self.found().errors.push(StoreError::BadName { path });
                }
                (What::Folder, Some(name)) => {
                    let inner = place.inner(name);
                    scope.spawn(move |scope| self.visit(scope, inner));
                }
                (What::File, Some(name)) => files.push(format!("{}{name}", place.path)),
                (What::Link, Some(name)) => self.take_link(&place.real, &place.path, name, &mut files),
                (What::Other, Some(name)) => {
                    let path = format!("{}{name}", place.path);
                    self.found().errors.push(StoreError::NotRegular { path });
                }
            }
        }
        files.sort_unstable();
        let folder = Arc::new(place.real);
        let mut files = files.into_iter();
        loop {
            let batch: Vec<String> = files.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            let folder = Arc::clone(&folder);
            scope.spawn(move |_| self.read_batch(&folder, batch));
        }
    }

    /// Adds the folder's own `.gitignore` to what the folders above say.
    fn read_gitignore(&self, place: &mut Place, entries: &[Entry]) -> Result<(), StoreError> {
        let Some(git) = &mut place.git else { return Ok(()) };
        if entries.iter().any(|e| e.what == What::File && e.name == ".gitignore") {
            let (file, shown) = (place.real.join(".gitignore"), format!("{}.gitignore", place.path));
            git.level = Some(ignored::read_level(git.level.take(), &file, &git.within, &shown)?);
        }
        Ok(())
    }

    fn makes_book(&self, place: &Place, entry: &Entry) -> bool {
        entry.name == SETTINGS && entry.what != What::Folder && self.takes(place, entry)
    }

    /// Whether the entry is to be looked at: not hidden, possibly a record or a folder, and not left out.
    fn takes(&self, place: &Place, entry: &Entry) -> bool {
        let name = entry.name.as_encoded_bytes();
        let possible = match entry.what {
            What::Folder => true,
            What::File | What::Other => names_record(name),
            // A link to a folder may bear any name; one to something else is sorted out when it is followed.
            What::Link => true,
        };
        if !possible || name.starts_with(b".") {
            return false;
        }
        if place.path.is_empty() && entry.name == SETTINGS {
            return false;
        }
        let level = place.git.as_ref().and_then(|git| Some((git, git.level.as_ref()?)));
        if level.is_none() && entry.what == What::File && !self.ignore.looks_at_files() {
            return true;
        }
        let name = entry.name.to_string_lossy();
        let path = format!("{}{name}", place.path);
        let is_folder = match entry.what {
            What::Folder => true,
            What::Link => place.real.join(&entry.name).is_dir(),
            What::File | What::Other => false,
        };
        if self.ignore.matches(&path, is_folder) {
            return false;
        }
        if let Some((git, level)) = level {
            let within = format!("{}{name}", git.within);
            // To git a link is a file, wherever it leads.
            if ignored::excluded(level, &within, entry.what == What::Folder) {
                self.found().excluded.push(Excluded { within, path });
                return false;
            }
        }
        true
    }

    /// Finds out where a link leads: a file joins `files`, a folder is kept for later.
    fn take_link(&self, real: &Path, folder: &str, name: &str, files: &mut Vec<String>) {
        let path = format!("{folder}{name}");
        let real = real.join(name);
        match std::fs::metadata(&real) {
            Ok(meta) if meta.is_dir() => match real.canonicalize() {
                Ok(target) => drop(self.found().links.insert(path, target)),
                Err(e) => self.found().errors.push(StoreError::io(Act::Read, &path, &e)),
            },
            Ok(_) if !names_record(name.as_bytes()) => {}
            Ok(meta) if meta.is_file() => files.push(path),
            Ok(_) => self.found().errors.push(StoreError::NotRegular { path }),
            // A link to a document that is not there is none of ours; one without an ending may have been a folder.
            Err(_) if !names_record(name.as_bytes()) && name.contains('.') => {}
            Err(e) if e.kind() == ErrorKind::PermissionDenied => {
                self.found().errors.push(StoreError::io(Act::Read, &path, &e));
            }
            Err(_) => self.found().errors.push(StoreError::BrokenLink { path }),
        }
    }

    fn read_batch(&self, folder: &Path, batch: Vec<String>) {
        let mut real = folder.to_owned();
        let mut sources = Vec::with_capacity(batch.len());
        let mut errors = Vec::new();
        for path in batch.into_iter().filter(|path| (self.only)(path)) {
            real.push(path.rsplit('/').next().unwrap_or(&path));
            match read_source(&real, path) {
                Ok(source) => sources.push(source),
                Err(e) => errors.push(e),
            }
            real.pop();
        }
        let mut found = self.found();
        found.batches.push(sources);
        found.errors.append(&mut errors);
    }

    /// Reads what git tracks of that which `.gitignore` excludes: excluding is a wish about new files.
    fn read_tracked(&self, excluded: &[Excluded]) {
        let Some(repository) = &self.repository else { return };
        let asked: Vec<&str> = excluded.iter().map(|e| e.within.as_str()).collect();
        let Some(tracked) = git::tracked(&repository.top, &asked) else {
            return;
        };
        let excluded: HashMap<&str, &str> = excluded.iter().map(|e| (e.within.as_str(), e.path.as_str())).collect();
        for within in tracked {
            if !names_record(&within) {
                continue;
            }
            let Ok(within) = String::from_utf8(within) else {
                continue;
            };
            let heads = within.match_indices('/').map(|(at, _)| at).chain([within.len()]);
            let Some((head, path)) = heads
                .into_iter()
                .find_map(|at| Some((at, *excluded.get(&within[..at])?)))
            else {
                continue;
            };
            let rest = &within[head..];
            let path = format!("{path}{rest}");
            if !rest.contains("/.")
                && !self.ignore.lists(&path)
                && !self.in_nested(repository, &within, head, rest, &path)
            {
                self.read_one(&repository.top.join(&within), path);
            }
        }
    }

    /// Whether an excluded folder on the way to a tracked file is another book.
    fn in_nested(&self, repository: &Repository, within: &str, head: usize, rest: &str, path: &str) -> bool {
        for (at, _) in rest.match_indices('/') {
            if repository.top.join(&within[..head + at]).join(SETTINGS).is_file() {
                self.found()
                    .nested
                    .insert(path[..path.len() - rest.len() + at].to_owned());
                return true;
            }
        }
        false
    }

    /// Reads one tracked file, if it is still there.
    fn read_one(&self, real: &Path, path: String) {
        let (Some(folder), Some(name)) = (real.parent(), real.file_name().and_then(OsStr::to_str)) else {
            return;
        };
        let Ok(meta) = real.symlink_metadata() else { return };
        let mut files = Vec::new();
        if meta.is_symlink() {
            self.take_link(folder, &path[..path.len() - name.len()], name, &mut files);
        } else if meta.is_file() {
            files.push(path);
        }
        self.read_batch(folder, files);
    }
}

impl Place {
    fn inner(&self, name: &str) -> Place {
        let git = self.git.as_ref().map(|git| InGit {
            within: format!("{}{name}/", git.within),
            level: git.level.clone(),
        });
        Place {
            real: self.real.join(name),
            path: format!("{}{name}/", self.path),
            git,
        }
    }
}
