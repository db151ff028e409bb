//! The records that differ between two states of a book, each state's version with the other's.

use hashbrown::{HashMap, HashSet};

use crate::book::{Book, FileId};
use crate::facts::range::Range;
use crate::model::Kind;

/// A record that differs: its file before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Its kind.
    pub kind: Kind,
    /// Its file before; none: it is new.
    pub before: Option<FileId>,
    /// Its file after; none: it is gone.
    pub after: Option<FileId>,
}

/// What differs.
#[derive(Debug, Default)]
pub struct Differing {
    /// The records whose texts differ, in the order of their files, those that are gone last.
    pub pairs: Vec<Pair>,
    /// Those that stand in another file and say the same: their files after.
    pub moved: Vec<FileId>,
}

/// Compares all files of two states of a book. Files that are no records are left out: findings tell them.
pub fn differing(before: &Book<'_>, after: &Book<'_>, range: &Range<'_, '_>) -> Differing {
    let at: HashMap<&str, FileId> = (before.sources.iter().zip(0..))
        .map(|(source, file)| (source.path.as_str(), file))
        .collect();
    let mut stayed: HashSet<FileId> = HashSet::new();
    let mut others: Vec<FileId> = Vec::new();
    for (source, file) in after.sources.iter().zip(0..) {
        let old = at.get(source.path.as_str()).copied();
        match old.filter(|old| before.sources[*old as usize].text == source.text) {
            Some(old) => drop(stayed.insert(old)),
            None => others.push(file),
        }
    }
    let mut gone: HashMap<(Kind, &str), FileId> = HashMap::new();
    for (file, number) in before.files.iter().zip(0..) {
        let Some(kind) = file.kind.filter(|_| !stayed.contains(&number)) else {
            continue;
        };
        gone.insert((kind, range.id_now(kind, file.id)), number);
    }
    let mut differing = Differing::default();
    for number in others {
        let file = &after.files[number as usize];
        let Some(kind) = file.kind else { continue };
        let old = gone.remove(&(kind, file.id));
        let text = |old: FileId| &before.sources[old as usize].text;
        let same_id = |old: FileId| before.files[old as usize].id == file.id;
        if old.is_some_and(|old| same_id(old) && *text(old) == after.sources[number as usize].text) {
            differing.moved.push(number);
            continue;
        }
        differing.pairs.push(Pair {
            kind,
            before: old,
            after: Some(number),
        });
    }
    let mut gone: Vec<(FileId, Kind)> = gone.into_iter().map(|((kind, _), file)| (file, kind)).collect();
    gone.sort_unstable();
    differing.pairs.extend(gone.into_iter().map(|(file, kind)| Pair {
        kind,
        before: Some(file),
        after: None,
    }));
    differing
}
