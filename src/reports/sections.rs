//! The tables of composed documents: those made for one, and those of other reports, taken over with the
//! columns and rows that fit there.

use crate::document::{Body, Column, Document, Part, Point, Row, Table};
use crate::facts::Facts;
use crate::say::{Said, Word};

use super::{Ask, Report};

/// A table made for one document. Its rows are not known again as of another day.
pub fn table(name: &'static str, title: Word, columns: &[Column], rows: Vec<Row>, empty: Word) -> Table {
    Table {
        name,
        title,
        columns: columns.to_vec(),
        rows,
        identity: &[],
        totals: None,
        charts: Vec::new(),
        empty,
        notes: Vec::new(),
    }
}

/// A section of points, unless there are none.
pub fn points(parts: &mut Vec<Part>, heading: Said, points: Vec<Point>) {
    if !points.is_empty() {
        parts.push(Part::Heading(heading));
        parts.push(Part::Points(points));
    }
}
