//! The record files of a book in the tree of a commit: a walk by the same rules as through the folder on disk.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::find::Repository;
use super::links::{End, Links};
use super::tree::{Item, Tree};
use crate::store::SETTINGS;
use crate::store::error::StoreError;
use crate::store::ignored::Ignore;
use crate::store::list::names_record;

/// What a walk over the tree brings home.
#[derive(Default)]
pub(super) struct Found {
    /// The objects of the record files, by path.
    pub(super) files: BTreeMap<String, String>,
    pub(super) nested: BTreeSet<String>,
    pub(super) modules: BTreeSet<String>,
    /// Links to folders, by path: the folders that they lead to.
    folders: BTreeMap<String, String>,
    /// Folders that were walked.
    walked: HashSet<String>,
}

impl Found {
    /// Walks the book's folder, and what links in it lead to.
    pub(super) fn of(repository: &Repository, tree: &Tree, ignore: &Ignore) -> Result<Found, StoreError> {
        let within = &repository.within;
        let links = Links::of(repository, tree)?;
        let mut found = Found::default();
        found.walk(tree, &links, ignore, within.clone(), String::new())?;
        while let Some((path, target)) = found.folders.pop_first() {
            // Never back up to a folder that the book lies in.
            if !within.starts_with(&target) {
                found.walk(tree, &links, ignore, target, path + "/")?;
            }
        }
        Ok(found)
    }

    /// Walks a folder of the repository that is known as `path` in the book, both with their last `/`.
    fn walk(
        &mut self,
        tree: &Tree,
        links: &Links<'_>,
        ignore: &Ignore,
        real: String,
        path: String,
    ) -> Result<(), StoreError> {
        let mut todo = vec![(real, path)];
        while let Some((real, path)) = todo.pop() {
            let Some(items) = tree.folders.get(&real).filter(|_| self.walked.insert(real.clone())) else {
                continue;
            };
            let is_book = |item: &Item| !matches!(item, Item::Folder | Item::Module);
            if !path.is_empty()
                && items.get(SETTINGS).is_some_and(is_book)
                && !ignore.matches(&format!("{path}{SETTINGS}"), false)
            {
                self.nested.insert(path.trim_end_matches('/').to_owned());
                continue;
            }
            for (name, item) in items {
                let is_settings = path.is_empty() && name == SETTINGS;
                let is_record = names_record(name.as_bytes());
                if name.starts_with('.') || is_settings || matches!(item, Item::File(_)) && !is_record {
                    continue;
                }
                let inner = format!("{path}{name}");
                let led = match item {
                    Item::Link(_) => links.follow(&format!("{real}{name}")),
                    Item::File(_) | Item::Folder | Item::Module => None,
                };
                let is_folder = matches!(item, Item::Folder | Item::Module) || matches!(led, Some(End::Folder(_)));
                if ignore.matches(&inner, is_folder) {
                    continue;
                }
                match (item, led) {
                    (Item::File(blob), _) => drop(self.files.insert(inner, blob.clone())),
                    (Item::Folder, _) => todo.push((format!("{real}{name}/"), inner + "/")),
                    (Item::Module, _) => drop(self.modules.insert(inner)),
                    (Item::Link(_), Some(End::Folder(target))) => drop(self.folders.insert(inner, target)),
                    (Item::Link(_), Some(End::File(blob))) if is_record => {
                        self.files.insert(inner, blob.to_owned());
                    }
                    (Item::Link(_), Some(End::File(_))) => {}
                    // A link to a document that is not there is none of ours; one without an ending may have been a
                    // folder.
                    (Item::Link(_), None) if !is_record && name.contains('.') => {}
                    (Item::Link(blob), None) => return Err(links.lost(blob, inner)),
                }
            }
        }
        Ok(())
    }
}
