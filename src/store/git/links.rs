//! Where the symbolic links of a commit led, told by the commit alone.

use std::collections::HashMap;

use super::blobs;
use super::error::GitError;
use super::find::Repository;
use super::tree::{Item, Tree};
use crate::store::error::StoreError;

/// After so many links on one way it is a circle.
const MOST: usize = 40;

/// The links of a commit.
pub(super) struct Links<'t> {
    tree: &'t Tree,
    /// What each link's object says.
    targets: HashMap<&'t str, String>,
}

/// What a path leads to in the end.
pub(super) enum End<'t> {
    /// A file: its object.
    File(&'t str),
    /// A folder without links, with its last `/`.
    Folder(String),
}

impl<'t> Links<'t> {
    /// Reads all links of a tree.
    pub(super) fn of(repository: &Repository, tree: &'t Tree) -> Result<Links<'t>, StoreError> {
        let items = tree.folders.values().flat_map(|items| items.values());
        let objects: Vec<&str> = items
            .filter_map(|item| match item {
                Item::Link(object) => Some(object.as_str()),
                Item::Folder | Item::File(_) | Item::Module => None,
            })
            .collect();
        let asked: Vec<String> = objects.iter().map(|&object| object.to_owned()).collect();
        let read = blobs::contents(repository, &asked)?;
        let targets = objects.into_iter().zip(read);
        let text = |content| match content {
            Some(Ok(bytes)) => String::from_utf8(bytes).ok(),
            Some(Err(_)) | None => None,
        };
        Ok(Links {
            tree,
            targets: targets
                .filter_map(|(object, content)| Some((object, text(content)?)))
                .collect(),
        })
    }

    /// What a path in the repository leads to, through all links on the way; none where it leads nowhere that the
    /// commit knows of.
    pub(super) fn follow(&self, path: &str) -> Option<End<'t>> {
        let mut rest: Vec<String> = path.rsplit('/').map(str::to_owned).collect();
        // The way so far: folders without links, each with its `/`.
        let mut way = String::new();
        let mut followed = 0;
        while let Some(part) = rest.pop() {
            match part.as_str() {
                "" | "." => continue,
                ".." => {
                    let above = way.trim_end_matches('/');
                    if above.is_empty() {
                        return None;
                    }
                    way.truncate(above.rfind('/').map_or(0, |slash| slash + 1));
                    continue;
                }
                _ => {}
            }
            match self.tree.folders.get(&way)?.get(&part)? {
                Item::Folder => way = way + &part + "/",
                Item::File(blob) if rest.iter().all(String::is_empty) => return Some(End::File(blob)),
                Item::File(_) | Item::Module => return None,
                Item::Link(object) => {
                    followed += 1;
                    let target = self.targets.get(object.as_str()).filter(|_| followed <= MOST)?;
                    if target.starts_with('/') {
                        return None;
                    }
                    rest.extend(target.rsplit('/').map(str::to_owned));
                }
            }
        }
        Some(End::Folder(way))
    }

    /// Why a link of the book leads nowhere.
    pub(super) fn lost(&self, object: &str, path: String) -> StoreError {
        let target = self.targets.get(object).map_or("", String::as_str);
        // How far up it goes, against how deep the book's own path is, does not tell where the repository ends; an
        // absolute target surely lies outside.
        if target.starts_with('/') {
            GitError::LinkOut { path }.into()
        } else {
            StoreError::BrokenLink { path }
        }
    }
}
