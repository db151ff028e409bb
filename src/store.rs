//! The one reader of files: it turns a book's folder into texts, and has the safe writing of files beside it.
//!
//! It never looks into a text: what a record says is no concern of it.
#![allow(clippy::disallowed_methods, reason = "this is where the file system and git belong")]

mod error;
mod git;
mod ignored;
mod list;
mod read;
mod walk;
mod write;

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub use error::{Act, StoreError};
pub use git::{
    At, Beside, Change, Commit, Difference, GitError, Old, Questions, Repository, Side, Snapshot, Status, Version, Who,
    user_email,
};
pub use ignored::{BadPattern, Ignore};
pub use write::{append, write_atomic, write_new, write_record};

use crate::source::Source;

/// The name of the file that makes a folder a book.
pub const SETTINGS: &str = "kam.toml";

/// What a book's folder holds.
#[derive(Debug)]
pub struct Folder {
    /// The record files, sorted by path, byte by byte. `kam.toml` is not among them.
    pub sources: Vec<Source>,
    /// Folders below the book that have a `kam.toml` of their own: other books, which were left out. Paths as
    /// those of sources, sorted.
    pub nested: Vec<String>,
    /// Folders that were other repositories within this one (submodules) at the commit that was read, and so were
    /// left out. Of a work tree there are none: their files are there.
    pub modules: Vec<String>,
}

/// The folder of the nearest `kam.toml` at or above `start`, as an absolute path.
///
/// # Errors
/// [`StoreError::NoBook`] where there is none, [`StoreError::Io`] where a folder on the way cannot be looked into.
pub fn find_book(start: &Path) -> Result<PathBuf, StoreError> {
    let absolute = std::path::absolute(start).map_err(|e| StoreError::io(Act::Read, &start.to_string_lossy(), &e))?;
    for folder in absolute.ancestors() {
        let settings = folder.join(SETTINGS);
        match std::fs::metadata(&settings) {
            Ok(meta) if meta.is_file() => return Ok(folder.to_owned()),
            Ok(_) => {}
            Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            Err(e) => return Err(StoreError::io(Act::Read, &settings.to_string_lossy(), &e)),
        }
    }
    Err(StoreError::NoBook {
        start: start.to_string_lossy().into_owned(),
    })
}

/// The text of the book's own `kam.toml`.
///
/// # Errors
/// [`StoreError::NoBook`] where `root` has none, else as [`read_folder`].
pub fn read_settings(root: &Path) -> Result<Source, StoreError> {
    let path = root.join(SETTINGS);
    match std::fs::metadata(&path) {
        Ok(meta) if meta.is_file() => read::read_source(&path, SETTINGS.to_owned()),
        Ok(_) => Err(StoreError::NotRegular {
            path: SETTINGS.to_owned(),
        }),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Err(StoreError::NoBook {
            start: root.to_string_lossy().into_owned(),
        }),
        Err(e) => Err(StoreError::io(Act::Read, SETTINGS, &e)),
    }
}

/// The folder of a book within its repository: `books/east/`, empty at its top. `None` outside a repository.
pub fn within_repository(root: &Path) -> Option<String> {
    let real = root.canonicalize().ok()?;
    ignored::path_within(&ignored::repository_of(&real)?, &real)
}

/// The folder of a book within the repository that CI works on, as [`within_repository`]; empty outside one.
///
/// `checked_out` is where CI put that repository. It counts where it is a repository itself, so that a book in a
/// submodule is known by its path in the whole, and where the book lies in no other.
pub fn within_checked_out(root: &Path, checked_out: Option<&Path>) -> String {
    let top = checked_out.and_then(|folder| folder.canonicalize().ok());
    let within_top = || {
        let repository = ignored::Repository { top: top.clone()? };
        ignored::path_within(&repository, &root.canonicalize().ok()?)
    };
    let is_repository = top
        .as_ref()
        .is_some_and(|top| top.join(".git").symlink_metadata().is_ok());
    is_repository
        .then(within_top)
        .flatten()
        .or_else(|| within_repository(root))
        .or_else(within_top)
        .unwrap_or_default()
}

/// How many bytes a file has; 0 where there is none.
pub fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |meta| meta.len())
}

/// Everything below `root` that ends in `.toml`, `.yaml` or `.yml`, in whatever case, except
///
/// - `kam.toml` itself, and folders that are books of their own ([`Folder::nested`]),
/// - hidden files and folders,
/// - what `.gitignore` files of the repository exclude (those of folders above the book too, but not the user's
///   own or `.git/info/exclude`, so that everybody sees the same book) and git does not track,
/// - what `ignore` lists.
///
/// A link to a file is read as a file. A link to a folder is followed, but each real folder is read once: under
/// its own path where it lies in the book, else under the first link's; and never back up to a folder that the book
/// lies in. A pattern above the book that excludes the book's folder itself does not count: whoever names a book
/// means it.
///
/// # Errors
/// A folder or file that cannot be read, a link that leads nowhere, a record's name that is no UTF-8 or no regular
/// file: the first by path.
pub fn read_folder(root: &Path, ignore: &Ignore) -> Result<Folder, StoreError> {
    walk::read_folder(root, ignore)
}

/// Reads what lies in books of their own below the book that were none before: the files that `before` has of those
/// folders are added to `folder`. `read` reads such a book by its path within this one. Gives each folder with how
/// many they are.
///
/// # Errors
/// Those of `read`.
pub fn keep_known(
    folder: &mut Folder,
    before: &Folder,
    read: impl Fn(&str) -> Result<Folder, StoreError>,
) -> Result<Vec<(String, usize)>, StoreError> {
    let mut kept = Vec::new();
    for nested in folder.nested.iter().filter(|nested| !before.nested.contains(nested)) {
        let within = format!("{nested}/");
        let known = before.sources.iter().map(|source| source.path.as_str());
        let known: BTreeSet<&str> = known.filter(|path| path.starts_with(&within)).collect();
        if known.is_empty() {
            continue;
        }
        let sources = read(nested)?.sources.into_iter().map(|source| Source {
            path: format!("{within}{}", source.path),
            ..source
        });
        let before = folder.sources.len();
        folder
            .sources
            .extend(sources.filter(|source| known.contains(source.path.as_str())));
        let n = folder.sources.len() - before;
        kept.extend((n > 0).then(|| (nested.clone(), n)));
    }
    folder.sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(kept)
}
