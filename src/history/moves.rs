//! How the due dates of many records moved, out of one walk over the commits.
//!
//! A record is followed through renames by git's own word and by what paths tell of kind and id. Of a merge only what is
//! as it was on no side counts; a commit that brings a date to where another had brought it already is no move.

mod dates;
mod walk;

use std::collections::{BTreeMap, HashMap};

use super::Wanted;
use crate::book::Book;
use crate::book::identify::identify;
use crate::facts::moves::{Moved, Moves, Step};
use crate::facts::range::{Renames, pushed_back};
use crate::model::Kind;
use crate::store::{Commit, Difference, Repository, Side, StoreError, Version};
use crate::values::date::Date;

use dates::Dates;
use walk::{Event, Way};

/// The kinds of records whose dates somebody writes and may move.
const KINDS: [Kind; 4] = [Kind::Task, Kind::Contract, Kind::Improvement, Kind::Interaction];

/// How the dates of all tasks, obligations, improvements, measures and promises of a book moved. The book is what it
/// was at the commit `newest`, or, with [`Side::WorkTree`], what lies in the work tree above it.
///
/// # Errors
/// Git cannot tell.
pub fn of_book(repository: &Repository, newest: &str, side: Side<'_>, book: &Book<'_>) -> Result<Moves, StoreError> {
    let changed = match side {
        Side::Commit(_) => Vec::new(),
        Side::WorkTree => repository.changed(newest, Side::WorkTree)?,
    };
    let places = Places::before(&changed);
    let mut wanted = Vec::new();
    for (file, source) in book.files.iter().zip(book.sources) {
        let (Some(kind), Ok(text)) = (file.kind.filter(|kind| KINDS.contains(kind)), &source.text) else {
            continue;
        };
        let path = source.path.as_str();
        let old = places.of(path, Some((kind, file.id)));
        let is_changed = old.is_some() || places.of_changed.contains_key(path);
        wanted.push(Wanted {
            kind,
            id: file.id,
            path: if is_changed { old } else { Some(path) },
            uncommitted: is_changed.then_some((path, text.as_str())),
        });
    }
    let log = repository.log(newest)?;
    of_records(repository, &log, &wanted)
}

/// How the dates moved that a change pushed back, or took out: of these few records alone. `now` is the book after the
/// change: what it was at the commit `to`, else what lies in the work tree. Where nothing was pushed back, git is not
/// asked; where nothing is committed, nothing moved.
///
/// # Errors
/// Git cannot tell.
pub fn of_change(
    repository: &Repository,
    to: Option<&str>,
    before: &Book<'_>,
    now: &Book<'_>,
    renames: &Renames<'_>,
) -> Result<Moves, StoreError> {
    let mut wanted_files = Vec::new();
    for (kind, id, file) in pushed_back(before, now, renames) {
        let source = now.source(file);
        if let Ok(text) = &source.text {
            wanted_files.push((kind, id, source.path.as_str(), text.as_str()));
        }
    }
    if wanted_files.is_empty() {
        return Ok(Moves::default());
    }
    let newest = match (to, repository.commit("HEAD")) {
        (Some(to), _) => to.to_owned(),
        (None, Ok(head)) => head,
        (None, Err(_)) => return Ok(Moves::default()),
    };
    let newest = newest.as_str();
    let mut questions = repository.questions()?;
    let mut is_there = Vec::with_capacity(wanted_files.len());
    for (_, _, path, _) in &wanted_files {
        is_there.push(questions.blob_at(newest, path)?.is_some());
    }
    let changed = match is_there.iter().all(|there| *there) {
        true => Vec::new(),
        false => repository.changed(newest, Side::WorkTree)?,
    };
    let places = Places::before(&changed);
    let wanted: Vec<Wanted<'_>> = (wanted_files.into_iter().zip(is_there))
        .map(|((kind, id, path, text), is_there)| Wanted {
            kind,
            id,
            path: if is_there {
                Some(path)
            } else {
                places.of(path, told(path))
            },
            uncommitted: Some((path, text)),
        })
        .collect();
    let log = walk::log_of(repository, newest, &wanted)?;
    of_records(repository, &log, &wanted)
}

/// Where a file of the work tree stood at a commit; none where it is new.
///
/// # Errors
/// Git cannot tell.
pub fn committed(repository: &Repository, commit: &str, path: &str) -> Result<Option<String>, StoreError> {
    if repository.questions()?.blob_at(commit, path)?.is_some() {
        return Ok(Some(path.to_owned()));
    }
    let changed = repository.changed(commit, Side::WorkTree)?;
    Ok(Places::before(&changed).of(path, told(path)).map(str::to_owned))
}

/// Where the files that a change touched stood before it.
struct Places<'c> {
    /// By their paths after it; none where nothing is known to have been there.
    of_changed: HashMap<&'c str, Option<&'c str>>,
    /// Those that are not there after it.
    gone: HashMap<(Kind, &'c str), &'c str>,
}

impl<'c> Places<'c> {
    fn before(changed: &'c [Difference]) -> Places<'c> {
        let mut places = Places {
            of_changed: HashMap::new(),
            gone: HashMap::new(),
        };
        for Difference { before, after, .. } in changed {
            match (before.as_deref(), after.as_deref()) {
                (before, Some(after)) => drop(places.of_changed.insert(after, before)),
                (Some(before), None) => {
                    if let Some(identity) = told(before) {
                        places.gone.entry(identity).or_insert(before);
                    }
                }
                (None, None) => {}
            }
        }
        places
    }

    /// Where the file stood that is at `path` now and was changed, moved or added; none where it is new.
    fn of(&self, path: &str, identity: Option<(Kind, &str)>) -> Option<&'c str> {
        // Of a file that git does not track yet it does not know that it was another's.
        let gone = || self.gone.get(&identity?).copied();
        self.of_changed.get(path).copied().flatten().or_else(gone)
    }
}

/// Kind and id as a path alone tells them.
fn told(path: &str) -> Option<(Kind, &str)> {
    let identity = identify(path);
    Some((identity.kind.ok()?, identity.id))
}

/// How the dates of these records moved, by a log that holds all commits that lead to its first
/// ([`Repository::log`]), or those of them that changed the records. One walk serves all; records with one version are
/// not read.
///
/// # Errors
/// Git cannot tell.
pub fn of_records(repository: &Repository, log: &[Commit], wanted: &[Wanted<'_>]) -> Result<Moves, StoreError> {
    let ways = walk::walk(log, wanted);
    let mut moves = Moves {
        shallow: repository.shallow,
        ..Moves::default()
    };
    let is_still = |way: &Way<'_>, one: &Wanted<'_>| {
        one.uncommitted.is_none() && matches!(way.events.as_slice(), [only] if only.old.is_empty())
    };
    let mut read = Vec::new();
    for (way, one) in ways.iter().zip(wanted) {
        if is_still(way, one) {
            moves.still.insert(format!("{}/{}", one.kind.name(), one.id));
        } else if !way.events.is_empty() {
            read.push((way, one));
        }
    }
    let newest = newest(repository, log, &read)?;
    let versions = Versions::of(repository, &read, &newest)?;
    for ((way, one), newest) in read.into_iter().zip(newest) {
        let mut count = Count {
            versions: &versions,
            log,
            kind: one.kind,
            known: HashMap::new(),
            now: BTreeMap::new(),
            moved: BTreeMap::new(),
        };
        way.events.iter().rev().for_each(|event| count.event(event));
        if let Some((path, text)) = one.uncommitted {
            count.uncommitted(newest.as_deref(), &Dates::of(one.kind, path, text).unwrap_or_default());
        }
        let reference = |part: String| format!("{}/{}{part}", one.kind.name(), one.id);
        moves
            .of
            .extend(count.moved.into_iter().map(|(part, moved)| (reference(part), moved)));
    }
    Ok(moves)
}

/// The object of each record at the newest commit, where the work tree has another text.
fn newest(
    repository: &Repository,
    log: &[Commit],
    read: &[(&Way<'_>, &Wanted<'_>)],
) -> Result<Vec<Option<String>>, StoreError> {
    if read.iter().all(|(_, one)| one.uncommitted.is_none()) {
        return Ok(vec![None; read.len()]);
    }
    let mut questions = repository.questions()?;
    let mut all = Vec::with_capacity(read.len());
    for (_, one) in read {
        all.push(match (one.uncommitted, one.path, log.first()) {
            (Some(_), Some(path), Some(commit)) => questions.blob_at(&commit.id, path)?,
            _ => None,
        });
    }
    Ok(all)
}

/// What the versions say, by object; what could not be read is not there.
struct Versions(HashMap<String, Dates>);

impl Versions {
    /// Reads them, each once, out of one process.
    fn of(
        repository: &Repository,
        read: &[(&Way<'_>, &Wanted<'_>)],
        newest: &[Option<String>],
    ) -> Result<Versions, StoreError> {
        let mut all: BTreeMap<&str, (Kind, &str)> = BTreeMap::new();
        for ((way, one), newest) in read.iter().zip(newest) {
            let versions = way.events.iter().flat_map(|event| event.old.iter().chain([&event.new]));
            all.extend(versions.map(|version| (version.blob.as_str(), (one.kind, version.path.as_str()))));
            if let (Some(blob), Some(path)) = (newest, one.path) {
                all.insert(blob, (one.kind, path));
            }
        }
        let blobs: Vec<String> = all.keys().map(|blob| (*blob).to_owned()).collect();
        let texts = repository.texts(&blobs)?;
        let said = blobs.into_iter().zip(texts).zip(all.into_values());
        let said = said.filter_map(|((blob, text), (kind, path))| Some((blob, Dates::of(kind, path, &text.ok()?)?)));
        Ok(Versions(said.collect()))
    }
}

/// The dates of one record as they are followed, the oldest first.
struct Count<'c> {
    versions: &'c Versions,
    log: &'c [Commit],
    kind: Kind,
    /// What each version says, and of what it does not say, or could not be read, what was said last before it.
    known: HashMap<&'c str, BTreeMap<String, Date>>,
    /// The dates as they were moved last.
    now: BTreeMap<String, Date>,
    moved: BTreeMap<String, Moved>,
}

impl<'c> Count<'c> {
    fn event(&mut self, event: &Event<'c>) {
        let versions: &'c Versions = self.versions;
        let before: Vec<BTreeMap<String, Date>> = event.old.iter().map(|old| self.known(old)).collect();
        let mut known = before.first().cloned().unwrap_or_default();
        if let Some(said) = versions.0.get(&event.new.blob) {
            for (part, date) in &said.due {
                let was: Vec<Date> = before.iter().filter_map(|side| side.get(part).copied()).collect();
                self.say(part, *date, &was, said, Some(event.commit));
                known.insert(part.clone(), *date);
            }
        }
        self.known.insert(&event.new.blob, known);
    }

    fn known(&self, version: &Version) -> BTreeMap<String, Date> {
        let own = || self.versions.0.get(&version.blob).map(|said| said.due.clone());
        self.known
            .get(version.blob.as_str())
            .cloned()
            .or_else(own)
            .unwrap_or_default()
    }

    /// What lies in the work tree above the newest version.
    fn uncommitted(&mut self, newest: Option<&str>, said: &Dates) {
        let before = newest
            .and_then(|blob| self.known.get(blob))
            .unwrap_or(&self.now)
            .clone();
        for (part, date) in &said.due {
            // What git has never seen has no first date yet.
            if let Some(was) = before.get(part) {
                self.now.insert(part.clone(), *was);
                self.say(part, *date, &[*was], said, None);
            }
        }
    }

    fn say(&mut self, part: &str, date: Date, before: &[Date], said: &Dates, commit: Option<usize>) {
        let was = self.now.insert(part.to_owned(), date);
        let moved = self.moved.entry(part.to_owned()).or_insert_with(|| {
            // Only a task tells by itself of earlier moves.
            let first = said.first.filter(|_| self.kind == Kind::Task);
            Moved {
                first_due: first
                    .into_iter()
                    .fold(before.first().copied().unwrap_or(date), Date::min),
                told: said.told,
                steps: Vec::new(),
            }
        });
        let from = before.first().copied().or(was);
        let is_new = before.iter().all(|was| *was != date) && was != Some(date);
        if let (Some(from), true) = (from, is_new) {
            moved.steps.push(Step {
                from,
                to: date,
                commit: commit.and_then(|at| self.log.get(at)).map(|commit| commit.id.clone()),
            });
        }
    }
}
