//! How the figures of a table came about, as plain lines in reading order: what its columns mean, and row by
//! row the workings and the records behind each figure. Their text is not clean yet: each writer cleans it
//! for its own place.

use super::show;
use crate::document::{Cell, Column, Content, Detail, Document, Kind, Origin, Row, Table, Tone};
use crate::document::{Importance, Working};
use crate::say::{Lang, Said, Word};
use crate::word;

const FIGURES: Word = word!("How the figures came about", "数据由来");
const TOTALS: Word = word!("How the totals came about", "合计由来");

/// A row that nothing names.
const NAMELESS: Word = word!("(none)", "（无）");
/// A row of totals that nothing names.
const ALL: Word = word!("All", "全部");

/// Between the parts of a row's name.
pub const BETWEEN: &str = " · ";

/// One line of an explanation.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// Begins the explanation of a table's rows, or of its totals.
    Heading(&'static str),
    /// What a column means.
    Meaning {
        /// The column's heading.
        title: &'static str,
        /// What it means.
        text: &'static str,
    },
    /// Begins what is said of one row.
    Row {
        /// What the row is known by, in parts.
        name: Vec<Cell>,
        /// The records behind the whole row.
        places: Vec<Place>,
    },
    /// How one figure of the row came about.
    Figure {
        /// The heading of its column.
        title: &'static str,
        /// The formula with its inputs in place; the figure itself where there is none.
        text: String,
        /// The records behind it.
        places: Vec<Place>,
    },
}

/// A line of a file that a figure comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// `path:line`, the path relative to the book.
    pub at: String,
    /// What stands there, where that is not the row's own record: `task/t1`.
    pub references: Vec<String>,
}

/// The explanation of a table; nothing unless the document tells its workings.
pub fn lines(document: &Document, table: &Table, lang: Lang) -> Vec<Line> {
    match document.detail {
        Detail::Figures | Detail::Sources => return Vec::new(),
        Detail::Workings => {}
    }
    let mut lines = Vec::new();
    explain(
        [FIGURES, NAMELESS],
        &table.columns,
        table.identity,
        &table.rows,
        lang,
        &mut lines,
    );
    if let Some(totals) = table.totals.as_ref().filter(|totals| !totals.rows.is_empty()) {
        explain(
            [TOTALS, ALL],
            &totals.columns,
            totals.identity,
            &totals.rows,
            lang,
            &mut lines,
        );
    }
    lines
}

/// What separates a title from what is said of it.
pub fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ": ",
        Lang::Zh => "：",
    }
}

/// What separates two sentences about one figure.
pub fn between(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "; ",
        Lang::Zh => "；",
    }
}

fn explain(
    [heading, nameless]: [Word; 2],
    columns: &[Column],
    identity: &[&str],
    rows: &[Row],
    lang: Lang,
    lines: &mut Vec<Line>,
) {
    let mut told: Vec<Line> = columns.iter().filter_map(|column| meaning(column, lang)).collect();
    for row in rows {
        let mut name = name(columns, identity, row);
        if name.is_empty() {
            name.push(Cell::from(Said::from(nameless)));
        }
        explain_row(columns, name, row, lang, &mut told);
    }
    if !told.is_empty() {
        lines.push(Line::Heading(heading.get(lang)));
        lines.append(&mut told);
    }
}

fn meaning(column: &Column, lang: Lang) -> Option<Line> {
    Some(Line::Meaning {
        title: column.title.get(lang),
        text: column.means?.get(lang),
    })
}

fn explain_row(columns: &[Column], name: Vec<Cell>, row: &Row, lang: Lang, lines: &mut Vec<Line>) {
    let own: Vec<&Origin> = row.sources.iter().filter(|origin| origin.key.is_none()).collect();
    let known: Vec<&str> = own.iter().map(|origin| origin.reference.as_str()).collect();
    let mut told = Vec::new();
    for (column, cell) in columns.iter().zip(&row.cells) {
        let of_column = row.sources.iter().filter(|origin| origin.key == Some(column.key));
        let places = places(of_column, &known);
        let mut workings = row
            .workings
            .iter()
            .filter(|working| working.key == column.key)
            .peekable();
        let text = match workings.peek() {
            None if places.is_empty() || is_silent(cell) => continue,
            None => figure(cell, lang),
            Some(_) => joined(workings, lang),
        };
        told.push(Line::Figure {
            title: column.title.get(lang),
            text,
            places,
        });
    }
    if !own.is_empty() || !told.is_empty() {
        lines.push(Line::Row {
            name,
            // The row is about these very records: their references say nothing more.
            places: places(own.into_iter(), &known),
        });
        lines.append(&mut told);
    }
}

fn joined<'w>(workings: impl Iterator<Item = &'w Working>, lang: Lang) -> String {
    workings
        .map(|working| working.said.get(lang))
        .collect::<Vec<_>>()
        .join(between(lang))
}

/// A figure as its table shows it, but for the signs of good and bad news; several things speak for
/// themselves in their table.
fn figure(cell: &Cell, lang: Lang) -> String {
    match &cell.content {
        Content::List(_) | Content::Map(_) => String::new(),
        Content::Unknown | Content::Text(_) | Content::Said(_) | Content::Word { .. } | Content::Id(_) => {
            plain(cell, lang)
        }
        Content::Ref(_) | Content::Named { .. } | Content::Person { .. } | Content::Account { .. } => plain(cell, lang),
        Content::Date(_) | Content::Number(_) | Content::Quantity { .. } | Content::Percent(_) => plain(cell, lang),
        Content::Money { .. } | Content::Bool(_) => plain(cell, lang),
    }
}

fn plain(cell: &Cell, lang: Lang) -> String {
    show::text(&cell.clone().toned(Tone::None), lang)
}

/// Whether a cell shows nothing but that nothing is known.
fn is_silent(cell: &Cell) -> bool {
    cell.content == Content::Unknown && cell.mark.is_none()
}

/// What a row is known by, in words too: its identity, and the texts that it means nothing without.
fn name(columns: &[Column], identity: &[&str], row: &Row) -> Vec<Cell> {
    let names = columns.iter().zip(&row.cells).filter(|(column, cell)| {
        let told = match column.kind {
            Kind::Text | Kind::Named | Kind::Account | Kind::Ref | Kind::Id => column.importance == Importance::Always,
            Kind::Word | Kind::Person | Kind::Date | Kind::Number | Kind::Percent | Kind::Money => false,
            Kind::Bool | Kind::List | Kind::Map => false,
        };
        (told || identity.contains(&column.key)) && !is_silent(cell)
    });
    names.map(|(_, cell)| cell.clone().toned(Tone::None)).collect()
}

/// Each line of each file once, in order, with what stands there.
fn places<'o>(origins: impl Iterator<Item = &'o Origin>, known: &[&str]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for origin in origins {
        let at = format!("{}:{}", origin.path, origin.line);
        let references = (!known.contains(&origin.reference.as_str())).then(|| origin.reference.clone());
        // What stands on one line comes one after the other, but for what a recurring thing owes.
        match places.iter_mut().rev().take(NEAR).find(|place| place.at == at) {
            Some(place) => place.references.extend(references),
            None => places.push(Place {
                at,
                references: references.into_iter().collect(),
            }),
        }
    }
    places
}

/// So far back a line is looked for that was named before.
const NEAR: usize = 64;
