//! What a book's files are known by: every id there is, those that may be there, and what was probably meant
//! by one that is not.

use hashbrown::{HashMap, HashSet};

use crate::model::Kind;
use crate::shape::nearest;

use super::pages::Page;
use super::{FileId, FileState};

/// A record as the links see it.
pub(super) struct Known<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    pub(super) file: FileId,
}

/// What there is to refer to.
pub(super) struct Index<'p, 'a> {
    pub(super) records: HashMap<(Kind, &'a str), Known<'p, 'a>>,
    /// The ids of each kind in their order.
    ids: HashMap<Kind, Vec<&'a str>>,
    /// Kinds of which a file could not be read.
    unread: HashSet<Kind>,
    /// The ids of files whose kind nobody knows.
    strangers: HashSet<&'a str>,
    /// The files that bear the id of an earlier one: the first and the later one.
    pub(super) twice: Vec<(FileId, FileId)>,
    /// The ids that several bear.
    pub(super) shared: HashSet<(Kind, &'a str)>,
}

impl<'p, 'a> Index<'p, 'a> {
    pub(super) fn of(pages: &'p [Page<'a>]) -> Index<'p, 'a> {
        let mut index = Index {
            records: HashMap::with_capacity(pages.len()),
            ids: HashMap::new(),
            unread: HashSet::new(),
            strangers: HashSet::new(),
            twice: Vec::new(),
            shared: HashSet::new(),
        };
        for (page, file) in pages.iter().zip(0..) {
            let id = page.file.id;
            match (page.file.kind, page.file.state) {
                (_, _) if page.stranger => drop(index.strangers.insert(id)),
                (None, _) => {}
                (Some(kind), FileState::Unread) => drop(index.unread.insert(kind)),
                (Some(kind), FileState::Record | FileState::Withheld) => {
                    if let Some(first) = index.records.get(&(kind, id)) {
                        index.twice.push((first.file, file));
                        index.shared.insert((kind, id));
                    } else {
                        index.records.insert((kind, id), Known { page, file });
                        index.ids.entry(kind).or_default().push(id);
                    }
                }
            }
        }
        index.ids.values_mut().for_each(|ids| ids.sort_unstable());
        index
    }

    /// Whether a reference that names no record may name one that could not be read.
    pub(super) fn may_be(&self, kind: Kind, id: &str) -> bool {
        self.unread.contains(&kind) || self.strangers.contains(id)
    }
}

/// What was probably meant by ids that name nothing. Comparing is slow and a book may be large: after so
/// many comparisons nobody guesses any more.
pub(super) struct Guesses<'i, 'p, 'a> {
    index: &'i Index<'p, 'a>,
    known: HashMap<(Kind, &'a str), Option<&'a str>>,
    left: usize,
}

const COMPARISONS: usize = 3_000_000;

impl<'i, 'p, 'a> Guesses<'i, 'p, 'a> {
    pub(super) fn new(index: &'i Index<'p, 'a>) -> Guesses<'i, 'p, 'a> {
        Guesses {
            index,
            known: HashMap::new(),
            left: COMPARISONS,
        }
    }

    pub(super) fn meant(&mut self, kind: Kind, id: &'a str) -> Option<&'a str> {
        if let Some(known) = self.known.get(&(kind, id)) {
            return *known;
        }
        let ids = self.index.ids.get(&kind)?;
        self.left = self.left.checked_sub(ids.len())?;
        let near = nearest(id, ids.iter().copied());
        self.known.insert((kind, id), near);
        near
    }
}

/// The files that may be missing where they belong, each with the account that it may be missing at; `None`
/// where that may be any.
pub(super) fn lost<'a>(index: &Index<'_, 'a>, pages: &[Page<'a>]) -> Vec<(FileId, Option<&'a str>)> {
    let mut guesses = Guesses::new(index);
    let mut lost = Vec::new();
    for (page, file) in pages.iter().zip(0..) {
        let written = page.file.account;
        let astray = written.filter(|id| {
            page.file.kind != Some(Kind::Account)
                && !index.records.contains_key(&(Kind::Account, *id))
                && !index.may_be(Kind::Account, id)
        });
        let meant = astray.and_then(|id| guesses.meant(Kind::Account, id));
        let unsaid = page.file.broken.contains(&"account");
        if page.file.state != FileState::Record || meant.is_some() || unsaid {
            lost.push((file, if unsaid { None } else { meant.or(written) }));
        }
    }
    for (_, later) in &index.twice {
        let page = &pages[*later as usize];
        if page.file.state == FileState::Record {
            lost.push((*later, page.file.account));
        }
    }
    lost.sort_unstable();
    lost.dedup_by_key(|(file, _)| *file);
    lost
}
