//! What changed since an earlier date, as columns of their own beside the figures, so that figures
//! still line up.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::show;
use crate::document::{Cell, Column, Content, Document, Entry, Importance, Kind, Row, Table, Tone};
use crate::say::Word;
use crate::word;

const CHANGE: Word = word!("Change", "变化");
const BEFORE: Word = word!("Before", "此前");
/// A row that was not there at the earlier date.
pub const NEW: Word = word!("new", "新增");
const WAS: Word = word!("was", "原为");

/// What is to be said beside a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It is as it was, or was not there to compare with.
    Nothing,
    /// The row was not there before.
    New,
    /// The figure now less the figure before, in one unit.
    Step(Decimal),
    /// What it was.
    Was(Cell),
}

/// For each column what to say beside the cell of each row; none where nothing is compared or nothing
/// changed.
pub fn changes(document: &Document, columns: &[Column], rows: &[Row]) -> Vec<Option<Vec<Change>>> {
    if document.since.is_none() || rows.iter().all(|row| row.before.is_none()) {
        return columns.iter().map(|_| None).collect();
    }
    let mut changes: Vec<Vec<Change>> = (0..columns.len())
        .map(|i| rows.iter().map(|row| change(row, i)).collect())
        .collect();
    let mut shown: Vec<bool> = changes.iter().map(|of| of.iter().any(is_worth_a_column)).collect();
    if rows.iter().any(|row| row.before.is_none()) {
        // Said once a row, and in a column that is there anyway if there is one.
        let figure = columns.iter().position(|column| column.kind.is_figure());
        let there = shown.iter().position(|shown| *shown).or(figure);
        let at = there.unwrap_or(columns.len().saturating_sub(1));
        shown[at] = true;
        for (change, row) in changes[at].iter_mut().zip(rows) {
            if row.before.is_none() {
                *change = Change::New;
            }
        }
    }
    let kept = changes.into_iter().zip(shown);
    kept.map(|(changes, shown)| shown.then_some(changes)).collect()
}

/// That nothing was known is not, by itself.
fn is_worth_a_column(change: &Change) -> bool {
    match change {
        Change::Nothing => false,
        Change::New | Change::Step(_) => true,
        Change::Was(cell) => cell.content != Content::Unknown,
    }
}

/// The columns and rows as people see them: where the document is compared with an earlier date,
/// each figure is followed by its change, and everything else by what it was, if any row changed.
pub fn beside(document: &Document, columns: &[Column], rows: &[Row]) -> (Vec<Column>, Vec<Row>) {
    let mut wide_columns = Vec::new();
    let mut wide_rows: Vec<Row> = rows
        .iter()
        .map(|row| Row {
            cells: Vec::new(),
            ..row.clone()
        })
        .collect();
    for (i, (column, changes)) in columns.iter().zip(changes(document, columns, rows)).enumerate() {
        wide_columns.push(*column);
        for (wide, row) in wide_rows.iter_mut().zip(rows) {
            wide.cells.extend(row.cells.get(i).cloned());
        }
        if let Some(changes) = changes {
            let title = if column.kind.is_figure() { CHANGE } else { BEFORE };
            wide_columns.push(Column {
                title,
                importance: column.importance.min(Importance::High),
                ..*column
            });
            for (wide, change) in wide_rows.iter_mut().zip(changes) {
                wide.cells.push(said(change));
            }
        }
    }
    (wide_columns, wide_rows)
}

/// As [`beside`], of a table's rows.
pub fn of_table(document: &Document, table: &Table) -> (Vec<Column>, Vec<Row>) {
    beside(document, &table.columns, &table.rows)
}

/// A change as a cell for people; an empty text for nothing.
fn said(change: Change) -> Cell {
    match change {
        Change::Nothing => Cell::text(""),
        Change::New => Cell::word("new", NEW).toned(Tone::Muted),
        Change::Step(step) => Cell::text(show::step(step)),
        Change::Was(cell) => cell,
    }
}

/// What to say beside the row's i-th cell.
fn change(row: &Row, i: usize) -> Change {
    let (Some(now), Some(before)) = (row.cells.get(i), row.before.as_ref().and_then(|cells| cells.get(i))) else {
        return Change::Nothing;
    };
    if bare(now).content == bare(before).content {
        return Change::Nothing;
    }
    // It stands under a heading for changes, and is none.
    let was = || Change::Was(before.clone().toned(Tone::None).marked(WAS));
    match (value(now), value(before)) {
        (Some((new, unit)), Some((old, old_unit))) if unit == old_unit => match new.checked_sub(old) {
            Some(step) if !step.is_zero() => Change::Step(step),
            Some(_) => Change::Nothing,
            None => was(),
        },
        (_, Some(_)) => was(),
        (Some(_), None) => Change::New,
        (None, None) if is_told(before) => Change::Was(before.clone()),
        (None, None) if before.content == Content::Unknown && is_told(now) => Change::Was(Cell::unknown()),
        (None, None) => Change::Nothing,
    }
}

/// The cell without its colours and those within it: they alone are no change.
fn bare(cell: &Cell) -> Cell {
    let content = match &cell.content {
        Content::List(cells) => Content::List(cells.iter().map(bare).collect()),
        Content::Map(entries) => {
            let entry = |entry: &Entry| Entry {
                cell: bare(&entry.cell),
                ..entry.clone()
            };
            Content::Map(entries.iter().map(entry).collect())
        }
        Content::Unknown | Content::Text(_) | Content::Said(_) | Content::Word { .. } | Content::Id(_) => {
            cell.content.clone()
        }
        Content::Ref(_) | Content::Named { .. } | Content::Person { .. } | Content::Account { .. } => {
            cell.content.clone()
        }
        Content::Date(_) | Content::Bool(_) | Content::Number(_) | Content::Quantity { .. } => cell.content.clone(),
        Content::Percent(_) | Content::Money { .. } => cell.content.clone(),
    };
    Cell {
        content,
        tone: Tone::None,
        mark: cell.mark,
    }
}

/// Whether what is no figure is shown as it was.
fn is_told(cell: &Cell) -> bool {
    match &cell.content {
        Content::Word { .. } | Content::Date(_) | Content::Bool(_) | Content::Text(_) | Content::Said(_) => true,
        Content::Named { .. } | Content::Person { .. } | Content::Account { .. } => true,
        Content::List(_) | Content::Map(_) | Content::Id(_) | Content::Ref(_) => true,
        Content::Number(_) | Content::Quantity { .. } | Content::Percent(_) | Content::Money { .. } => false,
        Content::Unknown => false,
    }
}

/// A figure's number and the unit that its change has.
fn value(cell: &Cell) -> Option<(Decimal, String)> {
    match &cell.content {
        Content::Number(number) => Some((*number, String::new())),
        Content::Quantity { value, unit } => Some((*value, unit.trim().to_owned())),
        Content::Percent(percent) => Some((*percent, String::new())),
        Content::Money { amount, currency } => Some((Decimal::from_str(amount).ok()?, currency.clone())),
        Content::Unknown | Content::Text(_) | Content::Said(_) | Content::Word { .. } | Content::Id(_) => None,
        Content::Ref(_) | Content::Named { .. } | Content::Person { .. } | Content::Account { .. } => None,
        Content::Date(_) | Content::Bool(_) | Content::List(_) | Content::Map(_) => None,
    }
}

/// Whether a column is followed by its value at the earlier date where programs read it.
pub fn is_compared(kind: Kind) -> bool {
    match kind {
        Kind::Number | Kind::Percent | Kind::Money | Kind::Word | Kind::Date => true,
        Kind::Named | Kind::Person | Kind::List | Kind::Map => true,
        Kind::Text | Kind::Id | Kind::Ref | Kind::Account | Kind::Bool => false,
    }
}
