//! Findings as JSON, one a line and nothing else, each just as [`super::json`] has it: for programs that read
//! line by line. Where nothing was found there is no line.

use super::{Outcome, json};
use crate::render::json::escaped;
use crate::say::Lang;

/// The outcome, a line a finding. Messages and help are in the given language.
pub fn write(outcome: &Outcome<'_, '_>, lang: Lang) -> String {
    let mut out = String::with_capacity(outcome.located.len() * 400);
    for located in &outcome.located {
        let line = serde_json::to_string(&json::finding(located, lang));
        let line = line.expect("every key is text and every number an integer");
        out.push_str(&escaped(&line));
        out.push('\n');
    }
    out
}
