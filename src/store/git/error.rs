//! What git cannot tell, and why.

use std::io::ErrorKind;
use std::path::Path;

use crate::said;
use crate::say::Said;
use crate::store::error::{Act, StoreError, one_line};

/// Why git could not tell what it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitError {
    /// The git program is not installed, or not to be found.
    NotInstalled,
    /// The folder lies in no repository.
    NoRepository {
        /// The folder.
        path: String,
    },
    /// The repository belongs to another user, and git reads it only when told that it is safe.
    OtherOwner {
        /// The folder that git wants to be told of.
        path: String,
    },
    /// There is no such revision.
    NoRevision {
        /// As the user wrote it.
        revision: String,
        /// Why, as far as that is known.
        why: NoRevision,
    },
    /// The repository has no commits yet.
    NoCommits,
    /// An object is not in this clone.
    Missing {
        /// What it is: a file's path, else the object's name.
        what: String,
    },
    /// A symbolic link of that time leads out of the repository.
    LinkOut {
        /// The link.
        path: String,
    },
    /// Anything else, in git's own words.
    Other {
        /// Its first line.
        detail: String,
    },
}

/// Why there is no such revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRevision {
    /// Nothing bears this name.
    Unknown,
    /// More than one thing bears it.
    Ambiguous,
    /// It names two.
    Range,
    /// It may be among the commits that this shallow clone lacks.
    Shallow,
}

impl From<GitError> for StoreError {
    fn from(error: GitError) -> StoreError {
        StoreError::Git(error)
    }
}

impl GitError {
    /// The path that it is about; empty where it is about none.
    pub fn path(&self) -> &str {
        match self {
            GitError::NoRepository { path } | GitError::OtherOwner { path } | GitError::LinkOut { path } => path,
            GitError::Missing { what } => what,
            GitError::NotInstalled | GitError::NoRevision { .. } | GitError::NoCommits | GitError::Other { .. } => "",
        }
    }

    /// The error as one line.
    pub fn said(&self) -> Said {
        let path = &one_line(self.path());
        match self {
            GitError::NotInstalled => said!(
                "git is needed for this, and there is no program `git` here",
                "此功能需要 git，但找不到 `git` 程序"
            ),
            GitError::NoRepository { path: _ } => said!(
                "`{path}` is not in a git repository, so there are no earlier versions; `git init` begins one",
                "`{path}` 不在 git 仓库中，没有历史版本；可用 `git init` 新建仓库"
            ),
            GitError::OtherOwner { path: _ } => said!(
                "git does not read `{path}`, which belongs to another user; if it can be trusted: `git config --global --add safe.directory {path}`",
                "`{path}` 属于其他用户，git 拒绝读取；如可信任，请执行 `git config --global --add safe.directory {path}`"
            ),
            GitError::NoRevision { revision, why } => no_revision(&one_line(revision), *why),
            GitError::NoCommits => said!(
                "this repository has no commits yet, so there are no earlier versions",
                "该仓库还没有任何提交，没有历史版本"
            ),
            GitError::Missing { what: _ } => said!(
                "this clone does not hold `{path}`; `git fetch` may bring it",
                "本地仓库中缺少 `{path}`，可用 `git fetch` 获取"
            ),
            GitError::LinkOut { path: _ } => said!(
                "`{path}` was a link out of the repository then, and what it led to is not on record",
                "`{path}` 当时是指向仓库以外的链接，所指内容没有留存"
            ),
            GitError::Other { detail } => {
                let detail = one_line(detail);
                said!("git could not tell: {detail}", "git 执行失败：{detail}")
            }
        }
    }
}

fn no_revision(revision: &str, why: NoRevision) -> Said {
    match why {
        NoRevision::Unknown => said!(
            "there is no revision `{revision}`; a branch, a tag or a commit is expected, such as `main` or `HEAD~1`",
            "没有版本 `{revision}`；应写分支、标签或提交，例如 `main`、`HEAD~1`"
        ),
        NoRevision::Ambiguous => said!(
            "`{revision}` is short for more than one commit; write more of it",
            "`{revision}` 对应不止一个提交，请多写几位"
        ),
        NoRevision::Range => said!(
            "`{revision}` names two revisions, and one is expected",
            "`{revision}` 是两个版本之间的范围，这里只能写一个版本"
        ),
        NoRevision::Shallow => said!(
            "there is no revision `{revision}` in this clone, which is shallow; `git fetch --unshallow` brings the rest",
            "本地仓库是浅克隆，其中没有版本 `{revision}`；请执行 `git fetch --unshallow` 取回完整历史"
        ),
    }
}

/// Git could not be started.
pub(super) fn not_run(error: &std::io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::NotFound => GitError::NotInstalled.into(),
        _ => StoreError::io(Act::Read, "git", error),
    }
}

/// Git was started in a folder, and complained.
pub(super) fn refused(folder: &Path, stderr: &[u8]) -> StoreError {
    let text = String::from_utf8_lossy(stderr);
    let path = folder.to_string_lossy().into_owned();
    if text.contains("dubious ownership") {
        // Git says which folder it means, which may be one above.
        let path = text.lines().find_map(|line| line.trim().rsplit_once("safe.directory "));
        let path = path.map_or(folder.to_string_lossy().into_owned(), |(_, path)| path.to_owned());
        return GitError::OtherOwner { path }.into();
    }
    if text.contains("not a git repository") {
        return GitError::NoRepository { path }.into();
    }
    let fatal = text.lines().find_map(|line| line.strip_prefix("fatal: "));
    let detail = fatal.or_else(|| text.lines().next()).unwrap_or("git").to_owned();
    GitError::Other { detail }.into()
}
