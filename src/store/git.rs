//! The git program: the one place where it is started. It is asked for what it knows and never told to change
//! anything.
//!
//! What a hook that runs this program has set in the environment is kept from git, for it may be about another
//! repository; so is the repository's own wish to have a program run, and whatever makes two people see a
//! different history of the same commits (replacements, grafts).

mod blobs;
mod changed;
mod error;
mod find;
mod found;
mod links;
mod log;
mod raw;
mod tree;

use std::path::Path;
use std::process::{Command, Output, Stdio};

pub use changed::{Difference, Side};
pub use error::GitError;
pub use find::Repository;
pub use log::{Change, Commit, Old, Questions, Version, Who};
pub use raw::Status;
pub use tree::{At, Beside, Snapshot};

use super::error::StoreError;

/// Above this many paths the whole list is asked for: an argument list has an end.
const MOST_PATHS: usize = 200;

/// What git sets for the programs that it runs, and what points it at other places. What says how to behave
/// (`GIT_CONFIG_COUNT`, which names safe folders in a container) is the user's own, and stays.
const OF_ANOTHER: [&str; 17] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_SHALLOW_FILE",
    "GIT_REPLACE_REF_BASE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_DIFF_OPTS",
];

/// The git program, to be run in a folder, with what goes before its command.
fn program(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for name in OF_ANOTHER {
        command.env_remove(name);
    }
    command
        // Its complaints are read, in the words it has everywhere.
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        // Git understands this name on every system.
        .env("GIT_GRAFT_FILE", "/dev/null")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.arg("-C").arg(folder).args([
        "-c",
        "core.fsmonitor=false",
        "-c",
        "advice.graftFileDeprecated=false",
        "--literal-pathspecs",
    ]);
    command
}

/// What git prints.
///
/// # Errors
/// Git is not installed, or ended with a complaint.
fn asked(folder: &Path, args: &[&str]) -> Result<Vec<u8>, StoreError> {
    let mut command = program(folder);
    command.args(args);
    let Output { status, stdout, stderr } = command.output().map_err(|e| error::not_run(&e))?;
    if status.success() {
        Ok(stdout)
    } else {
        Err(error::refused(folder, &stderr))
    }
}

/// The e-mail address that git would write into a commit here; none where it is not set, or git is not there.
pub fn user_email(folder: &Path) -> Option<String> {
    let email = String::from_utf8(asked(folder, &["config", "--get", "user.email"]).ok()?).ok()?;
    Some(email.trim().to_owned()).filter(|email| !email.is_empty())
}

/// The tracked files among `paths`, or in the folders among them; more where that is simpler to ask. Paths are
/// relative to `top`, with `/`. None where git is not there or refuses.
pub(super) fn tracked(top: &Path, paths: &[&str]) -> Option<Vec<Vec<u8>>> {
    let mut args = vec!["ls-files", "-z", "--cached", "--"];
    if paths.len() <= MOST_PATHS {
        args.extend(paths);
    }
    let stdout = asked(top, &args).ok()?;
    Some(lines(&stdout).map(<[u8]>::to_vec).collect())
}

/// What stands between NUL bytes.
fn lines(output: &[u8]) -> impl Iterator<Item = &[u8]> {
    output.split(|&b| b == 0).filter(|line| !line.is_empty())
}
