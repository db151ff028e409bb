//! A book as it stood at a commit: the same files by the same rules as in the work tree, out of what git keeps.
//!
//! Contents are as they were committed: no filter is run over them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::blobs::{self, Content};
use super::changed::differing_from_work_tree;
use super::error::GitError;
use super::find::Repository;
use super::found::Found;
use super::links;
use super::{asked, lines};
use crate::source::{Source, Unreadable, decode};
use crate::store::error::StoreError;
use crate::store::ignored::Ignore;
use crate::store::list::names_record;
use crate::store::{Folder, Only, SETTINGS};

/// A commit, and the files that it holds.
#[derive(Debug)]
pub struct At<'r> {
    repository: &'r Repository,
    /// The full name of the commit.
    pub commit: String,
    pub(super) tree: Tree,
    /// The paths of the book that may differ in the work tree, where that is known already.
    differing: Option<HashSet<String>>,
}

/// A book as it stood at a commit.
#[derive(Debug)]
pub struct Snapshot {
    /// What it held.
    pub folder: Folder,
    /// The objects of the sources, in their order.
    blobs: Vec<String>,
}

/// What the same book is known to hold at another time, so that the texts that did not change need not be read
/// again.
#[derive(Debug, Clone, Copy)]
pub enum Beside<'s> {
    /// Nothing.
    Nothing,
    /// What was just read from the work tree.
    WorkTree(&'s Folder),
    /// What it held at another commit.
    Commit(&'s Snapshot),
}

/// All files of a commit, by folder: each folder's path with its last `/`, empty for the top.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) folders: HashMap<String, BTreeMap<String, Item>>,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    Folder,
    File(String),
    Link(String),
    /// Another repository.
    Module,
}

impl Repository {
    /// The book as it stood at a commit, by its full name ([`Repository::commit`]).
    ///
    /// # Errors
    /// The book's folder was not there, or a name in it is no UTF-8.
    pub fn at(&self, commit: String) -> Result<At<'_>, StoreError> {
        let within = self.within.trim_end_matches('/');
        let listing = asked(
            &self.folder,
            &["ls-tree", "-r", "-z", "--full-tree", &format!("{commit}:{within}")],
        );
        let listing = match listing {
            Ok(listing) => listing,
            // Git has no other way to say that a folder is not there.
            Err(StoreError::Git(GitError::Other { .. })) => return Err(self.no_book()),
            Err(e) => return Err(e),
        };
        let mut tree = Tree::default();
        tree.fill(&listing, &self.within)?;
        if tree.has_links() && !within.is_empty() {
            // They may lead out of the book's folder.
            let listing = asked(&self.folder, &["ls-tree", "-r", "-z", "--full-tree", &commit])?;
            tree = Tree::default();
            tree.fill(&listing, "")?;
        }
        Ok(At {
            repository: self,
            commit,
            tree,
            differing: None,
        })
    }

    /// The same, to be read [beside](Beside::WorkTree) the work tree, which git looks through meanwhile.
    ///
    /// # Errors
    /// As of [`Repository::at`].
    pub fn at_beside_work_tree(&self, commit: String) -> Result<At<'_>, StoreError> {
        let name = commit.clone();
        std::thread::scope(|scope| {
            let differing = scope.spawn(|| differing_from_work_tree(self, &name));
            let at = self.at(commit);
            // Where there is no work tree, whoever reads beside one is told so.
            let differing = differing.join().ok().and_then(Result::ok);
            Ok(At { differing, ..at? })
        })
    }

    fn no_book(&self) -> StoreError {
        StoreError::NoBook {
            start: self.folder.to_string_lossy().into_owned(),
        }
    }
}

impl Tree {
    /// Takes in what git lists: `MODE KIND OBJECT\tPATH` between NUL bytes.
    fn fill(&mut self, listing: &[u8], within: &str) -> Result<(), StoreError> {
        // Files of a folder mostly stand together.
        let mut last: (&str, BTreeMap<String, Item>) = ("", BTreeMap::new());
        for line in lines(listing) {
            let Some(tab) = line.iter().position(|&b| b == b'\t') else {
                continue;
            };
            let (head, path) = (&line[..tab], &line[tab + 1..]);
            let head = String::from_utf8_lossy(head);
            let mut words = head.split(' ');
            let (mode, kind, object) = (words.next(), words.next(), words.next().unwrap_or_default());
            let Ok(path) = std::str::from_utf8(path) else {
                let path = format!("{within}{}", String::from_utf8_lossy(path));
                if path.split('/').any(|part| part.starts_with('.')) || !names_record(path.as_bytes()) {
                    continue;
                }
                return Err(StoreError::BadName { path });
            };
            let item = match (mode, kind) {
                (Some("120000"), _) => Item::Link(object.to_owned()),
                (_, Some("commit")) => Item::Module,
                _ => Item::File(object.to_owned()),
            };
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            if last.0 != folder {
                self.keep(within, &mut last);
                last.0 = folder;
            }
            last.1.insert(name.to_owned(), item);
        }
        self.keep(within, &mut last);
        self.join();
        Ok(())
    }

    fn keep(&mut self, within: &str, (folder, items): &mut (&str, BTreeMap<String, Item>)) {
        let slash = if folder.is_empty() { "" } else { "/" };
        let there = self.folders.entry(format!("{within}{folder}{slash}")).or_default();
        there.append(items);
    }

    /// Tells every folder of those in it.
    fn join(&mut self) {
        let all: Vec<String> = self.folders.keys().cloned().collect();
        for folder in all {
            let mut path = folder.trim_end_matches('/');
            while !path.is_empty() {
                let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
                let slash = if above.is_empty() { "" } else { "/" };
                let items = self.folders.entry(format!("{above}{slash}")).or_default();
                if items.insert(name.to_owned(), Item::Folder) == Some(Item::Folder) {
                    break;
                }
                path = above;
            }
        }
    }

    fn has_links(&self) -> bool {
        let mut items = self.folders.values().flat_map(BTreeMap::values);
        items.any(|item| matches!(item, Item::Link(_)))
    }

    /// What a path without links stands for.
    pub(super) fn item(&self, path: &str) -> Option<&Item> {
        let (folder, name) = path
            .rsplit_once('/')
            .map_or(("", path), |(folder, name)| (folder, name));
        let slash = if folder.is_empty() { "" } else { "/" };
        self.folders.get(&format!("{folder}{slash}"))?.get(name)
    }
}

impl At<'_> {
    /// The text of the book's own `kam.toml`.
    ///
    /// # Errors
    /// [`StoreError::NoBook`] where it had none.
    pub fn settings(&self) -> Result<Source, StoreError> {
        let path = format!("{}{SETTINGS}", self.repository.within);
        let links = links::Links::of(self.repository, &self.tree)?;
        let blob = match links.follow(&path) {
            Some(links::End::File(blob)) => blob.to_owned(),
            Some(links::End::Folder(_)) | None => return Err(self.repository.no_book()),
        };
        let [content] = contents(self.repository, &[(SETTINGS.to_owned(), blob)])?
            .try_into()
            .map_err(|_| self.repository.no_book())?;
        Ok(source(SETTINGS.to_owned(), content))
    }

    /// The same as [`crate::store::read_folder`] gives for the work tree. What git tracks belongs to the book, whatever a
    /// `.gitignore` says. Another repository within this one ([`Folder::modules`]) keeps its own history: its files
    /// are not there.
    ///
    /// # Errors
    /// As there; and a link that led out of the repository.
    pub fn read_folder(&self, ignore: &Ignore, beside: Beside<'_>) -> Result<Snapshot, StoreError> {
        self.read(ignore, beside, &|_| true)
    }

    /// The same of some files alone ([`crate::store::read_some`]).
    ///
    /// # Errors
    /// As [`At::read_folder`].
    pub fn read_some(&self, ignore: &Ignore, only: Only<'_>) -> Result<Snapshot, StoreError> {
        self.read(ignore, Beside::Nothing, only)
    }

    fn read(&self, ignore: &Ignore, beside: Beside<'_>, only: Only<'_>) -> Result<Snapshot, StoreError> {
        let found = Found::of(self.repository, &self.tree, ignore)?;
        let files = found.files.into_iter().filter(|(path, _)| only(path));
        let mut files: Vec<(String, String)> = files.collect();
        let known = self.known(&files, beside)?;
        let wanted: Vec<(String, String)> = (files.iter().zip(&known))
            .filter(|(_, known)| known.is_none())
            .map(|(file, _)| file.clone())
            .collect();
        let mut read = contents(self.repository, &wanted)?.into_iter();
        let mut sources = Vec::with_capacity(files.len());
        let mut blobs = Vec::with_capacity(files.len());
        for ((path, blob), known) in files.drain(..).zip(known) {
            let source = match known {
                Some(text) => Source {
                    path,
                    text: text.clone(),
                },
                None => match read.next() {
                    Some(content) => source(path, content),
                    None => return Err(GitError::Missing { what: path }.into()),
                },
            };
            sources.push(source);
            blobs.push(blob);
        }
        let folder = Folder {
            sources,
            nested: found.nested.into_iter().collect(),
            modules: found.modules.into_iter().collect(),
        };
        Ok(Snapshot { folder, blobs })
    }

    /// The texts that need not be read, in the order of the files.
    fn known<'s>(
        &self,
        files: &[(String, String)],
        beside: Beside<'s>,
    ) -> Result<Vec<Option<&'s Result<String, Unreadable>>>, StoreError> {
        match beside {
            Beside::Nothing => Ok(vec![None; files.len()]),
            Beside::WorkTree(folder) => {
                let asked;
                let differing = match &self.differing {
                    Some(differing) => differing,
                    None => {
                        asked = differing_from_work_tree(self.repository, &self.commit)?;
                        &asked
                    }
                };
                let same = |path: &str| {
                    let at = folder.sources.binary_search_by(|source| source.path.as_str().cmp(path));
                    at.ok().filter(|_| !differing.contains(path))
                };
                // A link's own object says nothing of what it leads to.
                let plain = |path: &str| {
                    let item = self.tree.item(&format!("{}{path}", self.repository.within));
                    matches!(item, Some(Item::File(_)))
                };
                let text = |(path, _): &(String, String)| {
                    same(path).filter(|_| plain(path)).map(|at| &folder.sources[at].text)
                };
                Ok(files.iter().map(text).collect())
            }
            Beside::Commit(other) => {
                let texts = other.folder.sources.iter().map(|source| &source.text);
                let by_blob: HashMap<&str, _> = other.blobs.iter().map(String::as_str).zip(texts).collect();
                Ok(files
                    .iter()
                    .map(|(_, blob)| by_blob.get(blob.as_str()).copied())
                    .collect())
            }
        }
    }
}

/// The contents of files, each with its path and object.
fn contents(repository: &Repository, files: &[(String, String)]) -> Result<Vec<Content>, StoreError> {
    let asked: Vec<String> = files.iter().map(|(_, blob)| blob.clone()).collect();
    let read = blobs::contents(repository, &asked)?.into_iter().zip(files);
    read.map(|(content, (path, _))| content.ok_or_else(|| GitError::Missing { what: path.clone() }.into()))
        .collect()
}

fn source(path: String, content: Content) -> Source {
    let text = match content {
        Ok(bytes) => decode(bytes),
        Err(bytes) => Err(Unreadable::TooLarge { bytes }),
    };
    Source { path, text }
}
