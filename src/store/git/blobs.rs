//! The contents of many objects, out of one process.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::error::{GitError, not_run, refused};
use super::find::Repository;
use super::program;
use crate::source::MAX_BYTES;
use crate::store::error::{Act, StoreError};

/// Why there is no object of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoName {
    Missing,
    Ambiguous,
}

/// The bytes of an object, or its size where that is over [`MAX_BYTES`].
pub(super) type Content = Result<Vec<u8>, u64>;

/// The full names of the objects that other names mean (`main^{commit}`, `COMMIT:path`), in order. No name may hold
/// a line break.
pub(super) fn names(repository: &Repository, asked: &[String]) -> Result<Vec<Result<String, NoName>>, StoreError> {
    let mut names = Vec::with_capacity(asked.len());
    converse(repository, "--batch-check", asked, |answer, _| {
        names.push(answer.map(|(name, _)| name.to_owned()));
        Ok(())
    })?;
    Ok(names)
}

/// The contents of objects, in order; `None` for what is not there. No name may hold a line break.
pub(super) fn contents(repository: &Repository, asked: &[String]) -> Result<Vec<Option<Content>>, StoreError> {
    let mut contents = Vec::with_capacity(asked.len());
    converse(repository, "--batch", asked, |answer, out| {
        let Ok((_, size)) = answer else {
            contents.push(None);
            return Ok(());
        };
        // One more: the line break behind it.
        if size > MAX_BYTES {
            let passed = std::io::copy(&mut out.take(size + 1), &mut std::io::sink())?;
            debug_assert_eq!(passed, size + 1);
            contents.push(Some(Err(size)));
            return Ok(());
        }
        let mut bytes = vec![0; size as usize + 1];
        out.read_exact(&mut bytes)?;
        bytes.pop();
        contents.push(Some(Ok(bytes)));
        Ok(())
    })?;
    Ok(contents)
}

/// What git answers to one name: the object's full name and its size.
type Answer<'l> = Result<(&'l str, u64), NoName>;

/// Asks for all objects and hears the answers meanwhile: a pipe holds only so much, and whoever first says all and
/// then listens waits for ever.
fn converse(
    repository: &Repository,
    how: &str,
    asked: &[String],
    mut hear: impl FnMut(Answer<'_>, &mut BufReader<ChildStdout>) -> std::io::Result<()>,
) -> Result<(), StoreError> {
    if asked.is_empty() {
        return Ok(());
    }
    let mut command = program(&repository.folder);
    command.args(["cat-file", how, "--buffer"]);
    let mut child = command.stdin(Stdio::piped()).spawn().map_err(|e| not_run(&e))?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(mut stdin), Some(stdout), Some(mut stderr)) = (stdin, stdout, stderr) else {
        return Err(GitError::NotInstalled.into());
    };
    let mut complaint = Vec::new();
    let heard = std::thread::scope(|scope| {
        // Git going away early is told by what it answers.
        scope.spawn(move || {
            let mut all = asked.join("\n");
            all.push('\n');
            let _ = stdin.write_all(all.as_bytes());
        });
        let complaint = &mut complaint;
        scope.spawn(move || stderr.read_to_end(complaint));
        let mut out = BufReader::with_capacity(1 << 16, stdout);
        let mut line = String::new();
        for _ in asked {
            line.clear();
            if out.read_line(&mut line)? == 0 {
                return Ok(false);
            }
            hear(answer(line.trim_end_matches('\n')), &mut out)?;
        }
        Ok(true)
    });
    let ended = child.wait().map_err(|e| not_run(&e))?;
    match heard {
        Ok(true) if ended.success() => Ok(()),
        Ok(_) => Err(refused(&repository.folder, &complaint)),
        Err(e) => {
            let error: std::io::Error = e;
            Err(StoreError::io(Act::Read, "git", &error))
        }
    }
}

/// A process that is asked for the names of objects, each time after the last was answered.
#[derive(Debug)]
pub(super) struct Talk {
    folder: PathBuf,
    child: Child,
    ask: Option<ChildStdin>,
    hear: BufReader<ChildStdout>,
}

impl Talk {
    pub(super) fn begin(repository: &Repository) -> Result<Talk, StoreError> {
        let mut command = program(&repository.folder);
        command.args(["cat-file", "--batch-check"]);
        let command = command.stdin(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|e| not_run(&e))?;
        let (ask, Some(hear)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(GitError::NotInstalled.into());
        };
        Ok(Talk {
            folder: repository.folder.clone(),
            child,
            ask,
            hear: BufReader::new(hear),
        })
    }

    /// The full name of the object that another name means. It may hold no line break.
    pub(super) fn name(&mut self, name: &str) -> Result<Option<String>, StoreError> {
        let refused = |e: std::io::Error| StoreError::io(Act::Read, "git", &e);
        if let Some(ask) = &mut self.ask {
            ask.write_all(format!("{name}\n").as_bytes()).map_err(refused)?;
        }
        let mut line = String::new();
        if self.hear.read_line(&mut line).map_err(refused)? == 0 {
            return Err(super::error::refused(&self.folder, b""));
        }
        Ok(answer(line.trim_end_matches('\n'))
            .ok()
            .map(|(name, _)| name.to_owned()))
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        // It ends when nobody can ask any more.
        drop(self.ask.take());
        let _ = self.child.wait();
    }
}

fn answer(line: &str) -> Answer<'_> {
    let mut words = line.rsplitn(3, ' ');
    let (last, _kind, first) = (words.next(), words.next(), words.next());
    match (first, last.map(str::parse)) {
        // A name that was not found may end in anything, but a found one has no space and only such digits.
        (Some(name), Some(Ok(size))) if name.bytes().all(|b| b.is_ascii_hexdigit()) => Ok((name, size)),
        _ if last == Some("ambiguous") => Err(NoName::Ambiguous),
        _ => Err(NoName::Missing),
    }
}
