//! A report beside what it said as of an earlier date: the same rows, each with its cells as they were.

use hashbrown::HashMap;

use crate::document::{Body, Cell, Column, Content, Document, Part, Row};
use crate::facts::Facts;
use crate::say::Said;

use super::{Ask, Report};

/// The report as of one date, with what each of its rows said as of an earlier one. Both are of the same
/// records: it shows what time and dated entries changed, not what was rewritten.
pub fn compared(report: &Report, now: &Facts<'_, '_>, then: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Document, Said> {
    let mut document = (report.make)(now, ask)?;
    let earlier = (report.make)(then, ask)?;
    document.since = Some(earlier.as_of);
    match (&mut document.body, &earlier.body) {
        (Body::Report(table), Body::Report(before)) => {
            compare(&table.columns, table.identity, &mut table.rows, &before.rows);
            if let (Some(totals), Some(before)) = (&mut table.totals, &before.totals) {
                compare(&totals.columns, totals.identity, &mut totals.rows, &before.rows);
            }
        }
        (Body::Composed(parts), Body::Composed(before)) => {
            let tables = |part| match part {
                Part::Table(table) => Some(table),
                Part::Heading(_) | Part::Text(_) | Part::Points(_) => None,
            };
            let earlier: Vec<_> = before.iter().cloned().filter_map(tables).collect();
            for part in parts {
                let Part::Table(table) = part else { continue };
                if let Some(before) = earlier.iter().find(|before| before.name == table.name) {
                    compare(&table.columns, table.identity, &mut table.rows, &before.rows);
                }
            }
        }
        (Body::Report(_), Body::Composed(_)) | (Body::Composed(_), Body::Report(_)) => {}
    }
    Ok(document)
}

/// Gives each row its cells as they were; a row that was not there has none.
fn compare(columns: &[Column], identity: &[&str], rows: &mut [Row], before: &[Row]) {
    let by: Vec<usize> = (0..columns.len())
        .filter(|at| identity.contains(&columns[*at].key))
        .collect();
    let earlier: HashMap<Vec<String>, &Row> = before.iter().map(|row| (name(row, &by), row)).collect();
    for row in rows {
        row.before = earlier.get(&name(row, &by)).map(|row| row.cells.clone());
    }
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
