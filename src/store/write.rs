//! Writing files so that nothing is lost: a file is whole and old, or whole and new, and never over another by
//! mistake.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::error::{Act, StoreError};

/// Writes a file that was not there, and the folders above it.
///
/// # Errors
/// [`StoreError::Exists`] where there is something of that name, be it a link that leads nowhere.
pub fn write_new(path: &Path, text: &str) -> Result<(), StoreError> {
    let refused = |e: std::io::Error| match e.kind() {
        ErrorKind::AlreadyExists => StoreError::Exists {
            path: path.to_string_lossy().into_owned(),
        },
        _ => StoreError::io(Act::Write, &path.to_string_lossy(), &e),
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| StoreError::io(Act::Write, &folder.to_string_lossy(), &e))?;
    }
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(refused)?;
    fill(file, text.as_bytes()).map_err(|e| {
        // Half a file is worse than none. That it cannot be removed either adds nothing to the error.
        let _ = std::fs::remove_file(path);
        refused(e)
    })
}

/// Writes a file that a person named, in place of the one that is there, if any: in one step, so that whoever reads
/// it meanwhile, or a crash, finds the old text or the new. It keeps the permissions of the old one.
///
/// A link is followed, so that it stays a link. What is no regular file (a terminal, a pipe) is written to, not
/// replaced.
///
/// # Errors
/// [`StoreError::Io`]; also for a file that is marked read-only.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    replace(path, bytes).map_err(|e| StoreError::io(Act::Write, &path.to_string_lossy(), &e))
}

/// Adds text at the end of a file that a host reads, such as the summary of a step in CI.
///
/// # Errors
/// [`StoreError::Io`].
pub fn append(path: &Path, text: &str) -> Result<(), StoreError> {
    let opened = OpenOptions::new().append(true).create(true).open(path);
    opened
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|e| StoreError::io(Act::Write, &path.to_string_lossy(), &e))
}

/// Writes a record of the book at `root`, as [`write_atomic`]; `path` is relative to the book, with `/`.
///
/// # Errors
/// [`StoreError::Outside`] where links lead out of the book or into a hidden folder: a book from elsewhere must not
/// get at other files of its reader.
pub fn write_record(root: &Path, path: &str, bytes: &[u8]) -> Result<(), StoreError> {
    let refused = |e: std::io::Error| StoreError::io(Act::Write, path, &e);
    let outside = || StoreError::Outside { path: path.to_owned() };
    let root = root.canonicalize().map_err(refused)?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if path.split('/').any(|part| part.is_empty() || part.starts_with('.')) {
        return Err(outside());
    }
    // The folders that are there say where the new ones would be.
    let mut there = root.join(folder);
    while !there.exists() && there.symlink_metadata().is_err() && there.pop() {}
    inside(&root, &there.canonicalize().map_err(refused)?).ok_or_else(outside)?;
    std::fs::create_dir_all(root.join(folder)).map_err(refused)?;
    let file = root.join(folder).canonicalize().map_err(refused)?.join(name);
    if file.symlink_metadata().is_ok() {
        inside(&root, &file.canonicalize().map_err(refused)?).ok_or_else(outside)?;
    }
    inside(&root, &file).ok_or_else(outside)?;
    replace(&file, bytes).map_err(refused)
}

fn inside(root: &Path, real: &Path) -> Option<()> {
    let below = real.strip_prefix(root).ok()?;
    let hidden = below.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
    (!hidden).then_some(())
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let old = match std::fs::metadata(path) {
        Ok(meta) if meta.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        Ok(meta) if !meta.is_file() => return OpenOptions::new().write(true).open(path)?.write_all(bytes),
        Ok(meta) if meta.permissions().readonly() => return Err(ErrorKind::PermissionDenied.into()),
        Ok(meta) => Some(meta.permissions()),
        // A link that leads nowhere gets no file at its far end.
        Err(e) if e.kind() == ErrorKind::NotFound && path.symlink_metadata().is_err() => None,
        Err(e) => return Err(e),
    };
    let target = if old.is_some() {
        path.canonicalize()?
    } else {
        path.to_owned()
    };
    let folder = match target.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        Some(_) | None => PathBuf::from("."),
    };
    let (file, beside) = new_beside(&folder, &target)?;
    let done = (|| {
        if let Some(permissions) = old {
            file.set_permissions(permissions)?;
        }
        fill(file, bytes)?;
        std::fs::rename(&beside, &target)
    })();
    if done.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    done?;
    // The name reaches the disk with its folder. Not every system lets a folder be opened for that.
    if let Ok(folder) = File::open(&folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// An empty file in the same folder, with a hidden name, which no reader of the book takes for a record.
fn new_beside(folder: &Path, target: &Path) -> std::io::Result<(File, PathBuf)> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    // A long name of many bytes must leave room for what is put around it.
    let name: String = name.chars().take(40).collect();
    let mut attempt = 0;
    loop {
        let beside = folder.join(format!(".{name}.{}-{attempt}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((file, beside)),
            Err(e) if e.kind() == ErrorKind::AlreadyExists && attempt < 1000 => attempt += 1,
            Err(e) => return Err(e),
        }
    }
}

fn fill(mut file: File, bytes: &[u8]) -> std::io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}
