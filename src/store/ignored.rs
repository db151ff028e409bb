//! What is left out of a book: by its own settings, and by the `.gitignore` files of its repository.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{ErrorKind, GlobBuilder};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::error::{Act, StoreError};
use super::read::read_bytes;
use crate::said;
use crate::say::Said;

/// The files and folders that `[book] ignore` lists.
#[derive(Debug, Clone)]
pub struct Ignore {
    patterns: Gitignore,
    /// Folders that are left out whole. Such patterns are the common ones, and cost no question per file.
    folders: Vec<String>,
}

/// A pattern of `[book] ignore` that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPattern {
    /// Which one, counted from 0.
    pub index: usize,
    /// What is wrong with it.
    pub why: Said,
}

impl Ignore {
    /// Nothing is left out.
    pub fn nothing() -> Ignore {
        Ignore {
            patterns: Gitignore::empty(),
            folders: Vec::new(),
        }
    }

    /// Patterns as in a `.gitignore` at the book's root: `templates/**` is all that lies in that folder, `templates/`
    /// any folder of that name with all that lies in it, `*.draft.toml` such files in any folder, `/x.toml` only the
    /// one beside `kam.toml`, and a later `!keep.toml` takes back what an earlier one left out.
    ///
    /// # Errors
    /// The first pattern that is none.
    pub fn new<T: AsRef<str>>(patterns: &[T]) -> Result<Ignore, BadPattern> {
        let mut builder = GitignoreBuilder::new("");
        // Git shrugs at `[`; here a pattern that cannot match is a mistake to be told.
        builder.allow_unclosed_class(false);
        let mut folders = Vec::new();
        let takes_back = patterns.iter().any(|pattern| pattern.as_ref().starts_with('!'));
        for (index, pattern) in patterns.iter().enumerate() {
            let bad = |why| BadPattern { index, why };
            let pattern = pattern.as_ref();
            if pattern.trim().is_empty() || pattern.starts_with('#') {
                return Err(bad(said!("it is not a pattern", "不是有效的匹配模式")));
            }
            // `./x` is how people write "here"; to a .gitignore it is a folder named `.`.
            let anchored = pattern.strip_prefix("./").map(|rest| format!("/{rest}"));
            let line = anchored.as_deref().unwrap_or(pattern);
            if let Some(folder) = whole_folder(line).filter(|_| !takes_back) {
                folders.push(folder.to_owned());
                continue;
            }
            builder.add_line(None, line).map_err(|e| bad(why_bad(line, &e)))?;
        }
        match builder.build() {
            Ok(patterns) => Ok(Ignore { patterns, folders }),
            // Each pattern was sound; what remains is that all together are too large.
            Err(e) => Err(BadPattern {
                index: 0,
                why: Said {
                    en: e.to_string(),
                    zh: e.to_string(),
                },
            }),
        }
    }

    /// Whether the file `path` is left out, by itself or with a folder that it lies in. `path` is relative to the
    /// book, with `/`.
    pub fn lists(&self, path: &str) -> bool {
        let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        folders.any(|folder| self.matches(folder, true)) || self.matches(path, false)
    }

    /// Whether this very file or folder is left out; its folders have been asked before.
    pub(super) fn matches(&self, path: &str, is_folder: bool) -> bool {
        (is_folder && self.folders.iter().any(|folder| folder == path))
            || self.patterns.matched(path, is_folder).is_ignore()
    }

    /// Whether a file in a folder that is not left out could be.
    pub(super) fn looks_at_files(&self) -> bool {
        !self.patterns.is_empty()
    }
}

/// `a/b` of a pattern `a/b/**` in which nothing else stands for anything.
fn whole_folder(pattern: &str) -> Option<&str> {
    let folder = pattern.strip_suffix("/**")?.trim_start_matches('/');
    let plain = !folder.is_empty() && !folder.contains(['*', '?', '[', ']', '{', '}', '\\', '!']);
    plain.then_some(folder)
}

fn why_bad(pattern: &str, error: &ignore::Error) -> Said {
    match GlobBuilder::new(pattern).build().map_err(|e| e.kind().clone()) {
        Err(ErrorKind::UnclosedClass) => said!("`[` has no matching `]`", "`[` 缺少对应的 `]`"),
        Err(ErrorKind::InvalidRange(a, b)) => {
            said!("the range `{a}-{b}` runs backwards", "范围 `{a}-{b}` 的先后次序颠倒")
        }
        Err(ErrorKind::UnclosedAlternates) => said!("`{{` has no matching `}}`", "`{{` 缺少对应的 `}}`"),
        Err(ErrorKind::UnopenedAlternates) => said!("`}}` has no matching `{{`", "`}}` 缺少对应的 `{{`"),
        Err(ErrorKind::DanglingEscape) => said!("it ends in a lone `\\`", "末尾有单独的 `\\`"),
        // The list is open, and what is left of it is rare.
        Err(_) | Ok(_) => Said {
            en: error.to_string(),
            zh: error.to_string(),
        },
    }
}

/// The repository that a book lies in.
#[derive(Debug)]
pub(super) struct Repository {
    /// Its top folder, without links.
    pub(super) top: PathBuf,
}

/// The `.gitignore` of one folder, and those of the folders above.
#[derive(Debug)]
pub(super) struct Level {
    above: Option<Arc<Level>>,
    patterns: Gitignore,
    /// Length of the folder's own path within the repository, with its last `/`.
    skip: usize,
}

/// The nearest folder at or above `real` (a path without links) that has a `.git`.
pub(super) fn repository_of(real: &Path) -> Option<Repository> {
    let top = real
        .ancestors()
        .find(|folder| folder.join(".git").symlink_metadata().is_ok())?;
    Some(Repository { top: top.to_owned() })
}

/// `real` as a path within the repository, with `/` between folders and, unless it is the top itself, at its end.
pub(super) fn path_within(repository: &Repository, real: &Path) -> Option<String> {
    let mut within = String::new();
    for part in real.strip_prefix(&repository.top).ok()? {
        within.push_str(part.to_str()?);
        within.push('/');
    }
    Some(within)
}

/// The `.gitignore` files of the folders above `within`, from the top on.
pub(super) fn levels_above(repository: &Repository, within: &str) -> Result<Option<Arc<Level>>, StoreError> {
    let mut level = None;
    for (at, _) in within.match_indices('/') {
        let begin = within[..at].rfind('/').map_or(0, |slash| slash + 1);
        let file = repository.top.join(&within[..begin]).join(".gitignore");
        if file.symlink_metadata().is_ok_and(|meta| meta.is_file()) {
            level = Some(read_level(level, &file, &within[..begin], &file.to_string_lossy())?);
        }
    }
    Ok(level)
}

/// Reads one `.gitignore`. A pattern that git would never match is none here either.
pub(super) fn read_level(
    above: Option<Arc<Level>>,
    file: &Path,
    within: &str,
    shown: &str,
) -> Result<Arc<Level>, StoreError> {
    let bytes = read_bytes(file)
        .map_err(|e| StoreError::io(Act::Read, shown, &e))?
        .map_err(|_| StoreError::HugeGitignore { path: shown.to_owned() })?;
    let text = String::from_utf8_lossy(&bytes);
    let mut builder = GitignoreBuilder::new("");
    for line in text.trim_start_matches('\u{feff}').lines() {
        // An error is a pattern that matches nothing.
        let _ = builder.add_line(None, line);
    }
    let patterns = builder.build().unwrap_or_else(|_| Gitignore::empty());
    Ok(Arc::new(Level {
        above,
        patterns,
        skip: within.len(),
    }))
}

/// Whether the file or folder is excluded; its folders have been asked before. The nearest `.gitignore` that has
/// an opinion decides.
pub(super) fn excluded(level: &Arc<Level>, within: &str, is_folder: bool) -> bool {
    let mut next = Some(level);
    while let Some(level) = next {
        match level.patterns.matched(&within[level.skip..], is_folder) {
            Match::Ignore(_) => return true,
            Match::Whitelist(_) => return false,
            Match::None => next = level.above.as_ref(),
        }
    }
    false
}
