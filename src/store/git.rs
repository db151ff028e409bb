//! Questions to the git program. It is asked for what it knows and never told to change anything.

use std::path::Path;
use std::process::{Command, Stdio};

/// Above this many paths the whole list is asked for: an argument list has an end.
const MOST_PATHS: usize = 200;

/// The e-mail address that git would write into a commit here; none where it is not set, or git is not there.
pub fn user_email(folder: &Path) -> Option<String> {
    let mut command = git(folder);
    let output = command.args(["config", "--get", "user.email"]).output().ok()?;
    let email = String::from_utf8(output.stdout)
        .ok()
        .filter(|_| output.status.success())?;
    Some(email.trim().to_owned()).filter(|email| !email.is_empty())
}

/// The tracked files among `paths`, or in the folders among them; more where that is simpler to ask. Paths are
/// relative to `top`, with `/`. None where git is not there or refuses.
pub(super) fn tracked(top: &Path, paths: &[&str]) -> Option<Vec<Vec<u8>>> {
    let mut command = git(top);
    command.args(["ls-files", "-z", "--cached", "--"]);
    if paths.len() <= MOST_PATHS {
        command.args(paths);
    }
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(
        output
            .stdout
            .split(|&b| b == 0)
            .filter(|path| !path.is_empty())
            .map(<[u8]>::to_vec)
            .collect(),
    )
}

/// Git in a folder, still to be told what to do.
///
/// What a hook that runs this program has set in the environment is kept from git, for it may be about another
/// repository, and so is the repository's wish to have a program of its own run.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for name in [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_PREFIX",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE",
    ] {
        command.env_remove(name);
    }
    command
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
        .arg("-C")
        .arg(folder)
        .args(["-c", "core.fsmonitor=false", "--literal-pathspecs"]);
    command
}
