//! What can go wrong between the program and the disk, and how it is said.

use std::io::ErrorKind;

use super::git::GitError;
use crate::said;
use crate::say::Said;

/// What was being done to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Reading a file or a folder.
    Read,
    /// Writing a file or making its folder.
    Write,
}

/// Why a book or file could not be read or written. Paths are relative to the book, with `/`, or as the user gave
/// them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// There is no `kam.toml` here or above.
    NoBook {
        /// Where the search began.
        start: String,
    },
    /// The operating system refused.
    Io {
        /// What was being done.
        act: Act,
        /// The file or folder.
        path: String,
        /// The kind of refusal.
        kind: ErrorKind,
        /// The refusal in the operating system's words.
        detail: String,
    },
    /// A symbolic link leads nowhere, or round in a circle.
    BrokenLink {
        /// The link.
        path: String,
    },
    /// A record's name on something that is neither a file nor a link to one. It was not opened.
    NotRegular {
        /// The thing.
        path: String,
    },
    /// A name that is no UTF-8.
    BadName {
        /// The name, with a replacement character for what is wrong.
        path: String,
    },
    /// A `.gitignore` of over 1 MiB.
    HugeGitignore {
        /// The file.
        path: String,
    },
    /// A new file was to be written where there is one already. It was left as it is.
    Exists {
        /// The file.
        path: String,
    },
    /// A record's path leads out of the book by a link, or into a hidden folder. Nothing was written.
    Outside {
        /// The path.
        path: String,
    },
    /// Git could not tell what it was asked for.
    Git(GitError),
}

impl StoreError {
    pub(super) fn io(act: Act, path: &str, error: &std::io::Error) -> StoreError {
        StoreError::Io {
            act,
            path: path.to_owned(),
            kind: error.kind(),
            detail: error.to_string(),
        }
    }

    /// The path that it is about.
    pub fn path(&self) -> &str {
        match self {
            StoreError::NoBook { start: path }
            | StoreError::Io { path, .. }
            | StoreError::BrokenLink { path }
            | StoreError::NotRegular { path }
            | StoreError::BadName { path }
            | StoreError::HugeGitignore { path }
            | StoreError::Exists { path }
            | StoreError::Outside { path } => path,
            StoreError::Git(error) => error.path(),
        }
    }

    /// The error as one line.
    pub fn said(&self) -> Said {
        let path = &one_line(self.path());
        match self {
            StoreError::NoBook { .. } => said!(
                "no book: there is no `kam.toml` in `{path}` or any folder above it; `kam init` makes a new book",
                "找不到客户台账：`{path}` 及其上级目录中都没有 `kam.toml`；可用 `kam init` 新建"
            ),
            StoreError::Io { act, kind, detail, .. } => {
                let why = refusal(*kind, detail);
                let (en, zh) = (&why.en, &why.zh);
                match act {
                    Act::Read => said!("cannot read `{path}`: {en}", "无法读取 `{path}`：{zh}"),
                    Act::Write => said!("cannot write `{path}`: {en}", "无法写入 `{path}`：{zh}"),
                }
            }
            StoreError::BrokenLink { path: _ } => {
                said!(
                    "`{path}` is a symbolic link that leads nowhere",
                    "`{path}` 是失效的符号链接"
                )
            }
            StoreError::NotRegular { path: _ } => said!(
                "`{path}` has a record's name but is not a regular file",
                "`{path}` 的名称像是记录文件，但它不是普通文件"
            ),
            StoreError::BadName { path: _ } => said!(
                "`{path}`: this name is not valid UTF-8; rename it",
                "`{path}`：名称不是有效的 UTF-8 编码，请改名"
            ),
            StoreError::HugeGitignore { path: _ } => {
                said!("`{path}` is over 1 MiB; it was not read", "`{path}` 超过 1 MiB，未读取")
            }
            StoreError::Exists { path: _ } => said!(
                "`{path}` already exists and was left as it is",
                "`{path}` 已存在，未作改动"
            ),
            StoreError::Outside { path: _ } => said!(
                "`{path}` leads out of the book or into a hidden folder; nothing was written",
                "`{path}` 指向台账以外或隐藏目录，未写入"
            ),
            StoreError::Git(error) => error.said(),
        }
    }
}

/// The common refusals in both languages, any other in the operating system's words.
fn refusal(kind: ErrorKind, detail: &str) -> Said {
    let known = match kind {
        ErrorKind::NotFound => ("there is no such file or folder", "文件或目录不存在"),
        ErrorKind::PermissionDenied => ("permission denied", "没有权限"),
        ErrorKind::AlreadyExists => ("it already exists", "已存在"),
        ErrorKind::NotADirectory => ("a part of the path is not a folder", "路径中有一部分不是目录"),
        ErrorKind::IsADirectory => ("it is a folder", "这是一个目录"),
        ErrorKind::StorageFull => ("the disk is full", "磁盘空间不足"),
        ErrorKind::QuotaExceeded => ("the disk quota is used up", "磁盘配额已用完"),
        ErrorKind::ReadOnlyFilesystem => ("the file system is read-only", "文件系统为只读"),
        ErrorKind::InvalidFilename => ("the name is too long or not allowed", "名称过长或不合规"),
        // The operating system's own list is open.
        _ => {
            return Said {
                en: one_line(detail),
                zh: one_line(detail),
            };
        }
    };
    Said {
        en: known.0.to_owned(),
        zh: known.1.to_owned(),
    }
}

/// The text with control and bidirectional characters escaped, so that a file's name cannot break the line or
/// steer a terminal.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}
