//! Reports over little books, for tests.

use crate::document::Document;
use crate::facts::little;
use crate::render::{Format, Look, render};

use super::{Ask, Report};

/// Runs a test on a report over a book of these files as of the first of April 2026: the document, and
/// its JSON.
pub fn report(report: &Report, files: &[(&str, &str)], ask: &Ask<'_>, run: impl FnOnce(&Document, serde_json::Value)) {
    little::facts(files, "2026-04-01", |facts| {
        let document = (report.make)(facts, ask).expect("the report can be made");
        for table in document.tables() {
            for row in &table.rows {
                assert_eq!(row.cells.len(), table.columns.len(), "a cell a column");
            }
        }
        let json = render(&document, Format::Json, &Look::default());
        run(&document, serde_json::from_slice(&json).expect("JSON"));
    });
}

/// The values of a column, as text.
pub fn column(json: &serde_json::Value, key: &str) -> Vec<String> {
    let rows = json["rows"].as_array().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    rows.iter().map(|row| text(&row[key])).collect()
}
