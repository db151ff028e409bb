//! Findings as GitLab's Code Quality report, which it shows in a merge request and beside the changed lines.
//!
//! GitLab reads a part of Code Climate's format: <https://docs.gitlab.com/ci/testing/code_quality/>. It
//! shows only one finding of each fingerprint, over all reports of a pipeline.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Outcome;
use crate::findings::Severity;
use crate::findings::locate::Located;
use crate::render::clean;
use crate::render::json::escaped;
use crate::say::Lang;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
    positions: Positions,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

#[derive(Serialize)]
struct Positions {
    begin: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

/// The outcome as a list of issues, ended by a line feed.
pub fn write(outcome: &Outcome<'_, '_>, lang: Lang) -> String {
    let issues: Vec<Issue> = outcome
        .located
        .iter()
        .map(|located| issue(outcome, located, lang))
        .collect();
    let text = serde_json::to_string_pretty(&issues).expect("every key is text and every number an integer");
    let mut text = escaped(&text);
    text.push('\n');
    text
}

fn issue(outcome: &Outcome<'_, '_>, located: &Located<'_>, lang: Lang) -> Issue {
    let place = located.place;
    Issue {
        description: clean::line(located.finding.message.get(lang)).into_owned(),
        check_name: located.finding.rule.name,
        fingerprint: fingerprint(&outcome.base, &located.fingerprint),
        severity: match located.finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Location {
            path: outcome.path(located.path),
            lines: Lines {
                begin: place.line,
                end: place.end_line,
            },
            positions: Positions {
                begin: Position {
                    line: place.line,
                    column: place.column,
                },
                end: Position {
                    line: place.end_line,
                    column: place.end_column,
                },
            },
        },
    }
}

/// Two books of one repository may have a finding of the same fingerprint each.
fn fingerprint(base: &str, own: &str) -> String {
    if base.is_empty() {
        return own.to_owned();
    }
    let hash = Sha256::new().chain_update(base).chain_update([0]).chain_update(own);
    hash.finalize()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
