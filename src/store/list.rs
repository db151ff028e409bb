//! The names in one folder, and what each of them is. Nothing is opened for it.

use std::ffi::OsString;
use std::path::Path;

use super::error::{Act, StoreError};

/// One name in a folder.
pub(super) struct Entry {
    pub(super) name: OsString,
    pub(super) what: What,
}

/// What bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Folder,
    File,
    Link,
    /// A pipe, a socket, a device.
    Other,
}

/// The names in the folder `real`, known as `path`. What each is comes with the name on common file systems,
/// without a question per file.
pub(super) fn list(real: &Path, path: &str) -> Result<Vec<Entry>, StoreError> {
    let path = if path.is_empty() {
        "."
    } else {
        path.trim_end_matches('/')
    };
    let refused = |e: std::io::Error| StoreError::io(Act::Read, path, &e);
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(real).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let kind = entry.file_type().map_err(refused)?;
        let what = if kind.is_file() {
            What::File
        } else if kind.is_dir() {
            What::Folder
        } else if kind.is_symlink() {
            What::Link
        } else {
            What::Other
        };
        let name = entry.file_name();
        entries.push(Entry { name, what });
    }
    Ok(entries)
}

/// Whether a file of this name is a record.
pub(super) fn names_record(name: &[u8]) -> bool {
    let ends =
        |ending: &[u8]| name.len() > ending.len() && name[name.len() - ending.len()..].eq_ignore_ascii_case(ending);
    ends(b".toml") || ends(b".yaml") || ends(b".yml")
}
