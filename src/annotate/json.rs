//! Findings as JSON: whole, exact, with English keys in every language. The shape is this file's own and
//! is kept stable, whatever becomes of the types within.

use serde::Serialize;

use super::{Outcome, Summary};
use crate::findings::locate::Located;
use crate::findings::since::New;
use crate::render::json::escaped;
use crate::say::Lang;

/// The version of this shape.
const SCHEMA: u8 = 1;

#[derive(Serialize)]
struct Whole<'o> {
    schema: u8,
    kam: &'static str,
    as_of: String,
    records: usize,
    summary: Counts,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'o str>,
    findings: Vec<Finding<'o>>,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    note: usize,
}

/// One finding.
#[derive(Serialize)]
pub(super) struct Finding<'o> {
    rule: &'static str,
    severity: &'static str,
    message: &'o str,
    #[serde(skip_serializing_if = "str::is_empty")]
    help: &'o str,
    path: &'o str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    reference: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days_late: Option<i64>,
    fingerprint: &'o str,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answered_by: Option<&'o str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'o>>,
}

#[derive(Serialize)]
struct Related<'o> {
    path: &'o str,
    line: usize,
    column: usize,
    message: &'o str,
}

/// The outcome as JSON, ended by a line feed. Messages and help are in the given language.
pub fn write(outcome: &Outcome<'_, '_>, lang: Lang) -> String {
    let summary = Summary::of(&outcome.located);
    let whole = Whole {
        schema: SCHEMA,
        kam: env!("CARGO_PKG_VERSION"),
        as_of: outcome.as_of.to_string(),
        records: outcome.records,
        summary: Counts {
            error: summary.error,
            warning: summary.warning,
            note: summary.note,
        },
        notes: outcome.notes.iter().map(|note| note.get(lang)).collect(),
        findings: outcome.located.iter().map(|located| finding(located, lang)).collect(),
    };
    let text = serde_json::to_string_pretty(&whole).expect("every key is text and every number an integer");
    let mut text = escaped(&text);
    text.push('\n');
    text
}

/// One finding; its message and help in the given language.
pub(super) fn finding<'l>(located: &'l Located<'_>, lang: Lang) -> Finding<'l> {
    let finding = &located.finding;
    let related = located.related.iter().zip(&finding.related);
    Finding {
        rule: finding.rule.name,
        severity: finding.severity.name(),
        message: finding.message.get(lang),
        help: finding.help.get(lang),
        path: located.path,
        line: located.place.line,
        column: located.place.column,
        end_line: located.place.end_line,
        end_column: located.place.end_column,
        reference: finding.reference.as_deref(),
        account: finding.account,
        owner: finding.owner,
        due: finding.due.map(|due| due.to_string()),
        days_late: finding.days_late,
        fingerprint: &located.fingerprint,
        new: located.new.map(New::name),
        answered_by: finding.answered_by.as_deref(),
        related: related
            .map(|((path, place), (_, said))| Related {
                path,
                line: place.line,
                column: place.column,
                message: said.get(lang),
            })
            .collect(),
    }
}
