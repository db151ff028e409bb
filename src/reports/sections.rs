//! The tables of composed documents: those made for one, and those of other reports, taken over with the
//! columns and rows that fit there.

use crate::document::{Body, Column, Content, Detail, Part, Point, Row, Table};
use crate::facts::Facts;
use crate::said;
use crate::say::{Said, Word};

use super::{Ask, Narrow, Report, Traced};

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

/// What a document takes of another report.
pub struct Excerpt {
    /// The report.
    pub report: &'static Report,
    /// The columns that stay, by their keys: the rows' and the totals'.
    pub columns: &'static [&'static str],
    /// The rows that stay: a column of words, and the words; all rows without one.
    pub only: Option<(&'static str, &'static [&'static str])>,
    /// At most so many rows, the first ones.
    pub most: usize,
}

impl Excerpt {
    /// An excerpt of all rows.
    pub const fn whole(report: &'static Report, columns: &'static [&'static str]) -> Excerpt {
        Excerpt {
            report,
            columns,
            only: None,
            most: usize::MAX,
        }
    }

    /// The table over what is asked for, as far as the report can be narrowed to it.
    pub fn table(&self, facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<Table, Said> {
        let takes = |narrow| self.report.takes.contains(&narrow);
        let ask = Ask {
            owner: ask.owner.filter(|_| takes(Narrow::Owner)),
            period: ask.period.filter(|_| takes(Narrow::Period)),
            traced: self.traced(ask),
            ..*ask
        };
        let mut table = match (self.report.make)(facts, &ask)?.body {
            Body::Report(table) => *table,
            Body::Composed(_) => unreachable!("`{}` is one table", self.report.name),
        };
        if let Some((key, words)) = self.only {
            let at = table.columns.iter().position(|column| column.key == key);
            table.rows.retain(|row| at.is_some_and(|at| has_word(row, at, words)));
        }
        self.shorten(&mut table);
        self.narrow(&mut table);
        if ask.traced == Traced::Subjects && ask.detail > Detail::Figures {
            let name = self.report.name;
            table.notes.push(said!(
                "The records behind these figures: `kam report {name}`",
                "各项数据的来源记录见 `kam report {name}`"
            ));
        }
        Ok(table)
    }

    fn traced(&self, ask: &Ask<'_>) -> Traced {
        match (ask.traced, self.only) {
            (Traced::Subjects, _) => Traced::Subjects,
            // Where rows are picked by a word, any may stay.
            (Traced::All | Traced::First(_), Some(_)) => Traced::All,
            (Traced::All | Traced::First(_), None) => Traced::First(self.most),
        }
    }

    fn shorten(&self, table: &mut Table) {
        let more = table.rows.len().saturating_sub(self.most);
        table.rows.truncate(self.most);
        if more > 0 {
            let name = self.report.name;
            table.notes.push(said!(
                "{more} more: `kam report {name}`",
                "另有 {more} 行，见 `kam report {name}`"
            ));
        }
    }

    fn narrow(&self, table: &mut Table) {
        self.keep(&mut table.columns, &mut table.rows);
        table.identity = &[];
        // Of one row, the sums say the same again.
        let (columns, rows) = (&table.columns, table.rows.len());
        let again = |key| rows < 2 && columns.iter().any(|column| column.key == key);
        table.totals.take_if(|totals| {
            totals
                .columns
                .iter()
                .filter(|column| self.columns.contains(&column.key))
                .all(|column| again(column.key))
        });
        if let Some(totals) = &mut table.totals {
            self.keep(&mut totals.columns, &mut totals.rows);
            totals.identity = &[];
        }
    }

    fn keep(&self, columns: &mut Vec<Column>, rows: &mut [Row]) {
        let stays: Vec<bool> = columns
            .iter()
            .map(|column| self.columns.contains(&column.key))
            .collect();
        for row in rows {
            let cells = std::mem::take(&mut row.cells).into_iter().zip(&stays);
            row.cells = cells.filter(|(_, stays)| **stays).map(|(cell, _)| cell).collect();
            row.sources
                .retain(|origin| origin.key.is_none_or(|key| self.columns.contains(&key)));
            row.workings.retain(|working| self.columns.contains(&working.key));
        }
        columns.retain(|column| self.columns.contains(&column.key));
    }
}

fn has_word(row: &Row, at: usize, words: &[&str]) -> bool {
    match row.cells.get(at).map(|cell| &cell.content) {
        Some(Content::Word { key, word: _ }) => words.contains(key),
        Some(
            Content::Unknown
            | Content::Text(_)
            | Content::Said(_)
            | Content::Id(_)
            | Content::Ref(_)
            | Content::Named { .. }
            | Content::Person { .. }
            | Content::Account { .. }
            | Content::Date(_)
            | Content::Number(_)
            | Content::Quantity { .. }
            | Content::Percent(_)
            | Content::Money { .. }
            | Content::Bool(_)
            | Content::List(_)
            | Content::Map(_),
        )
        | None => false,
    }
}

/// A section of a document: its heading, and what it takes.
pub struct Section {
    /// Its heading.
    pub heading: Word,
    /// Its tables, in order.
    pub excerpts: &'static [Excerpt],
}

/// The sections one after the other.
pub fn put(parts: &mut Vec<Part>, sections: &[Section], facts: &Facts<'_, '_>, ask: &Ask<'_>) -> Result<(), Said> {
    for section in sections {
        parts.push(Part::Heading(section.heading.into()));
        for excerpt in section.excerpts {
            parts.push(Part::Table(Box::new(excerpt.table(facts, ask)?)));
        }
    }
    Ok(())
}
