//! What merges did to a record by themselves: where neither side's version was taken as it was, or one side's
//! change was dropped.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use super::{File, Step, Steps};
use crate::store::{Commit, Questions, StoreError};

/// Adds the merges at which the record's versions met, and puts all steps in the order of the log.
pub(super) fn add(questions: &mut Questions<'_>, log: &[Commit], steps: &mut Steps) -> Result<(), StoreError> {
    let positions: HashMap<&str, usize> = log.iter().enumerate().map(|(at, c)| (c.id.as_str(), at)).collect();
    let mut touched: HashSet<usize> = steps.all.iter().map(|step| step.commit).collect();
    // The oldest first: what a merge did counts for the merges above it.
    for (at, commit) in log
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, commit)| commit.parents.len() > 1)
    {
        let Some(path) = steps.paths[at].clone() else { continue };
        let parents: Vec<usize> = (commit.parents.iter())
            .filter_map(|id| positions.get(id.as_str()).copied())
            .collect();
        let own = commit
            .changes
            .iter()
            .find(|c| c.new.as_ref().is_some_and(|new| new.path == path));
        let parting = parting(log, &positions, &parents, &touched);
        if own.is_none() && !parting.touched {
            continue;
        }
        let mut file = |commit: usize, path: Option<&String>| -> Result<Option<File>, StoreError> {
            let Some(path) = path else { return Ok(None) };
            let blob = questions.blob_at(&log[commit].id, path)?;
            Ok(blob.map(|blob| File {
                path: path.clone(),
                blob,
            }))
        };
        let after = file(at, Some(&path))?;
        let before = parents
            .iter()
            .map(|&parent| file(parent, steps.paths[parent].as_ref()))
            .collect::<Result<Vec<_>, StoreError>>()?;
        if before.iter().flatten().all(|before| Some(before) == after.as_ref()) {
            continue;
        }
        let base = match parting.at {
            Some(base) => file(base, steps.paths[base].as_ref())?,
            None => None,
        };
        touched.insert(at);
        steps.all.push(Step {
            commit: at,
            before,
            after,
            base,
        });
    }
    steps.all.sort_by_key(|step| step.commit);
    Ok(())
}

/// Where the parents of a merge parted.
struct Parting {
    /// The newest commit that leads to all of them.
    at: Option<usize>,
    /// Whether one of those after it is among the touched.
    touched: bool,
}

/// Walks back from all parents at once, the newest commit first, until their ways are one.
fn parting(log: &[Commit], positions: &HashMap<&str, usize>, parents: &[usize], touched: &HashSet<usize>) -> Parting {
    let mut ways: HashMap<usize, HashSet<usize>> = HashMap::new();
    let mut next: BinaryHeap<Reverse<usize>> = BinaryHeap::new();
    for (way, &parent) in parents.iter().enumerate() {
        ways.entry(parent).or_default().insert(way);
        next.push(Reverse(parent));
    }
    let mut parting = Parting {
        at: None,
        touched: false,
    };
    let mut last = None;
    while let Some(Reverse(at)) = next.pop() {
        // The same commit may have been reached more than once.
        if last.replace(at) == Some(at) {
            continue;
        }
        let of_this = ways.remove(&at).unwrap_or_default();
        if of_this.len() == parents.len() {
            parting.at = Some(at);
            break;
        }
        parting.touched |= touched.contains(&at);
        for parent in log[at].parents.iter().filter_map(|id| positions.get(id.as_str())) {
            ways.entry(*parent).or_default().extend(&of_this);
            next.push(Reverse(*parent));
        }
    }
    parting
}
