//! Books in real repositories: at a revision, beside the work tree, through their history, and what a change brings.
#![allow(clippy::disallowed_methods, reason = "these tests are about files and git")]

mod diff;
#[path = "../hostile/harmless.rs"]
mod harmless;
mod history;
mod hostile;
mod merging;
mod new_since;
mod reading;
mod revisions;
mod scratch;
mod shapes;
