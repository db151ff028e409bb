//! The later side of a change as it is read: the work tree, or a commit.

use std::mem::ManuallyDrop;

use super::Sides;
use crate::facts::range::SplitOff;
use crate::store::{self, At, Beside, Folder, Ignore, Repository, Snapshot, StoreError};

/// The later side as it was read.
pub enum Later {
    WorkTree(Folder),
    Commit(Snapshot),
}

impl Later {
    pub fn folder(&self) -> &Folder {
        match self {
            Later::WorkTree(folder) => folder,
            Later::Commit(snapshot) => &snapshot.folder,
        }
    }

    pub fn folder_mut(&mut self) -> &mut Folder {
        match self {
            Later::WorkTree(folder) => folder,
            Later::Commit(snapshot) => &mut snapshot.folder,
        }
    }

    pub fn beside(&self) -> Beside<'_> {
        match self {
            Later::WorkTree(folder) => Beside::WorkTree(folder),
            Later::Commit(snapshot) => Beside::Commit(snapshot),
        }
    }
}

/// The commits of both sides. Git lists them at once, and looks meanwhile what of the later one, or of the only one,
/// differs in the work tree.
pub fn commits<'r>(
    repository: &'r Repository,
    from: &str,
    to: Option<&str>,
) -> (Result<At<'r>, StoreError>, Result<Option<At<'r>>, StoreError>) {
    let Some(to) = to else {
        return (repository.at_beside_work_tree(from.to_owned()), Ok(None));
    };
    let at_from = || repository.at(from.to_owned());
    let at_to = || match repository.bare {
        true => repository.at(to.to_owned()),
        false => repository.at_beside_work_tree(to.to_owned()),
    };
    let (from, to) = rayon::join(at_from, at_to);
    (from, to.map(Some))
}

/// What the book held at a commit. Most of that mostly lies in the work tree too, which is read faster than what git
/// keeps; a work tree that cannot be read is none.
pub fn at_commit(sides: &Sides<'_>, at: &At<'_>, ignore: &Ignore) -> Result<Snapshot, StoreError> {
    let work_tree = if sides.then.repository.bare {
        None
    } else {
        store::read_folder(sides.root, ignore).ok()
    };
    let work_tree = ManuallyDrop::new(work_tree);
    at.read_folder(ignore, work_tree.as_ref().map_or(Beside::Nothing, Beside::WorkTree))
}

/// Takes in again what the change made books of their own, so that nothing is hidden in them.
pub fn keep_known(sides: &Sides<'_>, later: &mut Later, before: &Folder) -> Result<Vec<SplitOff>, StoreError> {
    let read = |nested: &str| match sides.to {
        None => store::read_folder(&sides.root.join(nested), &Ignore::nothing()),
        Some((_, commit)) => {
            let below = sides.then.repository.below(nested);
            let at = below.at(commit.to_owned())?;
            Ok(at.read_folder(&Ignore::nothing(), Beside::Nothing)?.folder)
        }
    };
    let kept = store::keep_known(later.folder_mut(), before, read)?;
    let split_off = kept.into_iter().map(|(folder, records)| SplitOff { folder, records });
    Ok(split_off.collect())
}
