//! The versions of a record, field by field.

use std::collections::HashMap;

use super::{File, Step, Steps, Wanted, values};
use crate::book::Book;
use crate::book::identify::identify;
use crate::changes::{self, Change, Way};
use crate::document::Cell;
use crate::shape::Type;
use crate::source::{Texts, Unreadable};
use crate::store::{Commit, Repository, StoreError};
use crate::syntax::{self, Format, Node, Tree, Value};

/// One thing that was changed of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The position in the log of the commit that changed it; none: it is not committed yet.
    pub commit: Option<usize>,
    /// The record's file then; the last one, where it was deleted.
    pub path: String,
    /// What was changed.
    pub what: What,
}

/// What was changed.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The record was made: what it said.
    Made(Cell),
    /// A shallow clone knows nothing earlier: what it said by then.
    Known(Cell),
    /// The record was deleted.
    Deleted,
    /// Its file was moved from there.
    Moved(String),
    /// The file could not be read from then on.
    Unreadable,
    /// A field, or a part, was changed.
    Field {
        /// Where.
        way: Way,
        /// Before; unknown: it was not there.
        before: Cell,
        /// After; unknown: it is not there.
        after: Cell,
    },
}

/// All texts of a record.
struct Versions {
    texts: HashMap<File, Result<String, Unreadable>>,
}

impl Versions {
    fn of(repository: &Repository, steps: &Steps) -> Result<Versions, StoreError> {
        let all = steps.all.iter().flat_map(|step| {
            let before = step.before.iter().flatten();
            before.chain(&step.after).chain(&step.base)
        });
        let mut files: Vec<&File> = all.collect();
        files.sort_by(|a, b| (&a.path, &a.blob).cmp(&(&b.path, &b.blob)));
        files.dedup();
        let blobs: Vec<String> = files.iter().map(|file| file.blob.clone()).collect();
        let texts = repository.texts(&blobs)?;
        Ok(Versions {
            texts: files.into_iter().cloned().zip(texts).collect(),
        })
    }
}

/// What the steps changed, the newest first.
pub(super) fn edits(
    repository: &Repository,
    log: &[Commit],
    wanted: &Wanted<'_>,
    book: &Book<'_>,
    steps: &Steps,
    newest: Option<File>,
) -> Result<Vec<Edit>, StoreError> {
    let mut versions = Versions::of(repository, steps)?;
    if let Some(newest) = &newest {
        let text = repository.texts(std::slice::from_ref(&newest.blob))?;
        versions
            .texts
            .extend(text.into_iter().map(|text| (newest.clone(), text)));
    }
    let texts = Texts::default();
    let trees: HashMap<&File, Tree<'_>> = (versions.texts.iter())
        .filter_map(|(file, text)| Some((file, read(&file.path, text.as_ref().ok()?, &texts)?)))
        .collect();
    let mut compare = Compare {
        wanted,
        book,
        trees: &trees,
        stands_for: HashMap::new(),
        edits: Vec::new(),
    };
    // The oldest first, so that what could not be read is known.
    for step in steps.all.iter().rev() {
        let is_cut = repository.shallow && log[step.commit].parents.is_empty();
        compare.step(step, if is_cut { Beginning::Cut } else { Beginning::Made });
    }
    if let Some((path, text)) = wanted.uncommitted {
        let now = read(path, text, &texts);
        compare.uncommitted(newest.as_ref(), path, now.as_ref());
    }
    compare.edits.reverse();
    Ok(compare.edits)
}

/// A version's tree; none where it is no record, or could not be read whole.
fn read<'a>(path: &str, text: &'a str, texts: &'a Texts) -> Option<Tree<'a>> {
    let format: Format = identify(path).format;
    let tree = syntax::read(format, text, texts);
    (tree.whole && matches!(tree.root.value, Value::Table(_))).then_some(tree)
}

/// What a version with nothing before it is.
#[derive(Debug, Clone, Copy)]
enum Beginning {
    /// The first one there was.
    Made,
    /// The first one that a shallow clone has.
    Cut,
}

struct Compare<'c, 'a> {
    wanted: &'c Wanted<'c>,
    book: &'c Book<'c>,
    trees: &'c HashMap<&'c File, Tree<'a>>,
    /// The last version that could be read, for each that could not.
    stands_for: HashMap<&'c File, &'c File>,
    edits: Vec<Edit>,
}

impl<'c, 'a> Compare<'c, 'a> {
    /// A version that can be read: this one, else the last one before it.
    fn tree(&self, file: &File) -> Option<&'c Tree<'a>> {
        let file = self.stands_for.get(file).copied().unwrap_or(file);
        self.trees.get(file)
    }

    fn push(&mut self, commit: Option<usize>, path: &str, what: What) {
        let path = path.to_owned();
        self.edits.push(Edit { commit, path, what });
    }

    fn step(&mut self, step: &'c Step, beginning: Beginning) {
        let before: Vec<&'c File> = step.before.iter().flatten().collect();
        let commit = Some(step.commit);
        let (after, first) = match (&step.after, before.as_slice()) {
            (None, []) => return,
            (None, [first, ..]) => return self.push(commit, &first.path, What::Deleted),
            (Some(after), []) => {
                let tree = self.trees.get(after);
                let said = tree.map_or_else(Cell::unknown, |tree| self.whole(&tree.root));
                let what = match beginning {
                    Beginning::Made => What::Made(said),
                    Beginning::Cut => What::Known(said),
                };
                return self.push(commit, &after.path, what);
            }
            (Some(after), [first, ..]) => (after, *first),
        };
        let is_merge = step.before.len() > 1;
        if !self.trees.contains_key(after) {
            self.push(commit, &after.path, What::Unreadable);
            let last = self.stands_for.get(first).copied().unwrap_or(first);
            self.stands_for.insert(after, last);
        } else {
            let fields = if is_merge {
                self.merged(step, after)
            } else {
                self.between(first, after)
            };
            let fields = fields.iter().map(|change| self.cells(change)).collect();
            self.put(commit, &after.path, fields);
        }
        // The list is turned round in the end: where it was moved stands before what was changed.
        if !is_merge && first.path != after.path {
            self.push(commit, &after.path, What::Moved(first.path.clone()));
        }
    }

    fn between(&self, before: &File, after: &File) -> Vec<Change<'c, 'a>> {
        match (self.tree(before), self.tree(after)) {
            (Some(b), Some(a)) => changes::of_record(self.wanted.kind, b, a),
            _ => Vec::new(),
        }
    }

    /// What a merge itself decided: what is as it was on no side, and where a side's change was not taken.
    fn merged(&self, step: &Step, after: &File) -> Vec<Change<'c, 'a>> {
        let sides: Vec<(&File, Vec<Change<'c, 'a>>)> = (step.before.iter().flatten())
            .map(|before| (before, self.between(before, after)))
            .collect();
        let mut fields: Vec<Change<'c, 'a>> = Vec::new();
        for (before, changed) in &sides {
            let of_side = step.base.as_ref().map(|base| self.between(base, before));
            for change in changed {
                let has = |changes: &[Change<'_, '_>]| changes.iter().any(|other| other.way == change.way);
                let on_no_side = sides.iter().all(|(_, changed)| has(changed));
                let dropped = of_side.as_deref().is_some_and(has);
                if (on_no_side || dropped) && !has(&fields) {
                    fields.push(change.clone());
                }
            }
        }
        fields
    }

    fn uncommitted(&mut self, newest: Option<&File>, path: &str, now: Option<&Tree<'a>>) {
        let Some(newest) = newest else {
            let said = now.map_or_else(Cell::unknown, |tree| self.whole(&tree.root));
            return self.push(None, path, What::Made(said));
        };
        match (self.tree(newest), now) {
            (Some(_) | None, None) if self.trees.contains_key(newest) => self.push(None, path, What::Unreadable),
            (Some(before), Some(now)) => {
                let fields = changes::of_record(self.wanted.kind, before, now);
                let fields = fields.iter().map(|change| self.cells(change)).collect();
                self.put(None, path, fields);
            }
            (Some(_) | None, None) | (None, Some(_)) => {}
        }
        if newest.path != path {
            self.push(None, path, What::Moved(newest.path.clone()));
        }
    }

    fn put(&mut self, commit: Option<usize>, path: &str, fields: Vec<(Way, Cell, Cell)>) {
        // Of one commit the order of the reference stands, when the list is turned round.
        for (way, before, after) in fields.into_iter().rev() {
            self.push(commit, path, What::Field { way, before, after });
        }
    }

    fn cells(&self, change: &Change<'_, '_>) -> (Way, Cell, Cell) {
        let cell = |node: Option<&Node<'_>>| match node {
            Some(node) => values::cell(self.book, self.wanted.kind, &change.way, change.kind, node),
            None => Cell::unknown(),
        };
        (change.way.clone(), cell(change.before), cell(change.after))
    }

    /// What a whole record says.
    fn whole(&self, root: &Node<'_>) -> Cell {
        values::cell(self.book, self.wanted.kind, &Way::default(), Type::Free, root)
    }
}
