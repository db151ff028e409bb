//! Findings as JSON, one a line and nothing else, each just as [`super::json`] has it: for programs that read
//! line by line. Where nothing was found there is no line.

use super::{Outcome, json};
use crate::render::json::escaped;
use crate::say::Lang;

/// The outcome, a line a finding. Messages and help are in the given language.
pub fn write(outcome: &Outcome<'_, '_>, lang: Lang) -> String {
    let mut out = String::with_capacity(outcome.located.len() * 400);
    for located in &outcome.located {
        // Every key is text and every number an integer, so there is nothing to fail.
        let line = serde_json::to_string(&json::finding(located, lang)).unwrap_or_default();
        out.push_str(&escaped(&line));
        out.push('\n');
    }
    out
}
