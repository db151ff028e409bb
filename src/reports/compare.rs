//! A report beside what it said as of an earlier date: the same rows, each with its cells as they were.

use hashbrown::HashMap;

use crate::document::{Body, Cell, Column, Content, Detail, Document, Row};
use crate::facts::Facts;
use crate::said;
use crate::say::{Said, count};
use crate::values::date::Date;

use super::{Ask, Report};

/// The report as of one date, with what each of its rows said as of an earlier one. Both are of the same
/// records: it shows what time and dated entries changed, not what was rewritten.
pub fn compared(report: &Report, now: &Facts<'_, '_>, then: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let mut document = (report.make)(now, ask)?;
    // Of what was only the figures are shown.
    let figures = Ask {
        detail: Detail::Figures,
        ..*ask
    };
    let earlier = (report.make)(then, &figures)?;
    document.since = Some(earlier.as_of);
    // A composed document takes no earlier date: its shortened tables cannot tell new rows from moved ones.
    if let (Body::Report(table), Body::Report(before)) = (&mut document.body, &earlier.body) {
        let gone = compare(&table.columns, table.identity, &mut table.rows, &before.rows);
        table.notes.extend(note(gone, then.as_of));
        if let (Some(totals), Some(before)) = (&mut table.totals, &before.totals) {
            compare(&totals.columns, totals.identity, &mut totals.rows, &before.rows);
        }
    }
    Ok(document)
}

/// What is said of rows that are no more.
fn note(gone: usize, since: Date) -> Option<Said> {
    let rows = count(gone as i64, "row");
    (gone > 0).then(|| {
        said!(
            "Gone since {since}: {rows} of this report.",
            "{since} 的报表中有 {gone} 行现已不在其中。"
        )
    })
}

/// Gives each row its cells as they were; a row that was not there has none. Tells how many are no more.
fn compare(columns: &[Column], identity: &[&str], rows: &mut [Row], before: &[Row]) -> usize {
    let by: Vec<usize> = (0..columns.len())
        .filter(|at| identity.contains(&columns[*at].key))
        .collect();
    let earlier: HashMap<Vec<String>, &Row> = before.iter().map(|row| (name(row, &by), row)).collect();
    let mut found = 0;
    for row in rows {
        row.before = earlier.get(&name(row, &by)).map(|row| row.cells.clone());
        found += usize::from(row.before.is_some());
    }
    before.len().saturating_sub(found)
}

/// What a row is known by: the ids of its identity's cells.
fn name(row: &Row, by: &[usize]) -> Vec<String> {
    by.iter().filter_map(|at| row.cells.get(*at)).map(id).collect()
}

fn id(cell: &Cell) -> String {
    match &cell.content {
        Content::Text(id) | Content::Id(id) | Content::Ref(id) => id.clone(),
        Content::Named { id, name: _ } | Content::Person { id, name: _ } | Content::Account { id, name: _ } => {
            id.clone()
        }
        Content::Word { key, word: _ } => (*key).to_owned(),
        Content::Date(date) => date.to_string(),
        Content::Unknown | Content::Said(_) | Content::Number(_) | Content::Quantity { .. } => String::new(),
        Content::Percent(_) | Content::Money { .. } | Content::Bool(_) | Content::List(_) | Content::Map(_) => {
            String::new()
        }
    }
}
