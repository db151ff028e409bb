//! What a host of CI says in the environment, and what it wants besides the result.

use std::path::PathBuf;

use super::Context;
use crate::annotate::{Outcome, markdown};
use crate::said;
use crate::say::{Lang, Said};
use crate::store;

/// Where CI put the repository that it works on: GitHub and those like it, GitLab.
pub fn checked_out() -> Option<PathBuf> {
    ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter().find_map(path)
}

/// Adds the whole list to the summary of the step, where GitHub Actions wants one. It is no part of the
/// result: that it cannot be written is told, and fails nothing.
pub fn summarize(context: &Context, lang: Lang, outcome: &Outcome<'_, '_>) {
    let Some(path) = path("GITHUB_STEP_SUMMARY") else {
        return;
    };
    let there = usize::try_from(store::length(&path)).unwrap_or(usize::MAX);
    let text = markdown::write(outcome, lang, markdown::SUMMARY.without(there));
    let done = if text.is_empty() {
        Err(said!("it is full", "已满"))
    } else {
        store::append(&path, &text).map_err(|error| error.said())
    };
    if let Err(Said { en, zh }) = done {
        let told = said!(
            "note: the summary of the step was left as it is: {en}",
            "提示：未写入步骤摘要：{zh}"
        );
        context.screen.tell(told.get(lang));
    }
}

fn path(name: &str) -> Option<PathBuf> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
    Some(PathBuf::from(value))
}
