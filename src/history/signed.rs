//! The commits of a change that wrote approvals, with the people who stand behind each.

use std::collections::HashMap;

use crate::book::identify::identify;
use crate::facts::range::{self, Approval, Signed};
use crate::model::Kind;
use crate::store::{Change, Commit, Repository, StoreError, Version};

/// Behind what a commit's message names those who looked at it.
const NAMES: [&str; 3] = ["Reviewed-by", "Approved-by", "Signed-off-by"];

/// The commits from one to another, or to the newest, that wrote approvals.
///
/// # Errors
/// Git cannot tell.
pub fn signed(repository: &Repository, from: &str, to: Option<&str>) -> Result<Vec<Signed>, StoreError> {
    let head = match to {
        Some(to) => to.to_owned(),
        None => match repository.commit("HEAD") {
            Ok(head) => head,
            Err(_) => return Ok(Vec::new()),
        },
    };
    let log = repository.log(&format!("{from}..{head}"))?;
    // All texts are asked for at once: a process for each would cost more than all the rest.
    let of_goals = |commit: &Commit| -> Vec<Versions> { commit.changes.iter().filter_map(Versions::of).collect() };
    let changed: Vec<(&Commit, Vec<Versions>)> = log.iter().map(|commit| (commit, of_goals(commit))).collect();
    let versions = || {
        changed
            .iter()
            .flat_map(|(_, all)| all)
            .flat_map(|one| one.before.iter().chain([&one.after]))
    };
    let blobs: Vec<String> = versions().map(|version| version.blob.clone()).collect();
    let texts = repository.texts(&blobs)?;
    let approvals: HashMap<&str, Vec<Approval>> = (versions().zip(&texts))
        .filter_map(|(version, text)| {
            let text = text.as_ref().ok()?;
            Some((version.blob.as_str(), range::approvals(&version.path, text)))
        })
        .collect();
    let of = |version: &Version| approvals.get(version.blob.as_str()).map_or(&[][..], Vec::as_slice);
    let wrote = |one: &Versions| -> Vec<Approval> {
        let old: Vec<&Approval> = one.before.iter().flat_map(of).collect();
        let new = of(&one.after).iter();
        new.filter(|approval| !old.contains(approval)).cloned().collect()
    };
    let signed = changed.iter().map(|(commit, all)| Signed {
        people: people(commit),
        approvals: all.iter().flat_map(wrote).collect(),
    });
    Ok(signed.filter(|signed| !signed.approvals.is_empty()).collect())
}

/// The versions of a goal at one commit.
struct Versions {
    before: Vec<Version>,
    after: Version,
}

impl Versions {
    /// None where the file is no goal, or is gone.
    fn of(change: &Change) -> Option<Versions> {
        Some(Versions {
            before: change.old.iter().flatten().cloned().collect(),
            after: change.new.clone().filter(|new| is_goal(&new.path))?,
        })
    }
}

/// Whoever stands behind a commit: its author, and those whom its message names.
fn people(commit: &Commit) -> Vec<String> {
    let is_named = |key: &str| NAMES.iter().any(|name| name.eq_ignore_ascii_case(key));
    let named = commit.trailers.iter().filter(|(key, _)| is_named(key));
    let author = [commit.author.name.clone(), commit.author.email.clone()];
    author.into_iter().chain(named.map(|(_, who)| who.clone())).collect()
}

fn is_goal(path: &str) -> bool {
    identify(path).kind == Ok(Kind::Goal)
}
