//! Long tables: in parts, of which a browser lays out only those that are seen. For that the page must say how
//! wide the columns are, since a browser that has not looked at every row cannot know.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

use crate::document::{Cell, Column, Content, Kind, Row};
use crate::render::show;
use crate::say::Lang;

/// From so many rows on, a table is long.
const LONG: usize = 300;
/// So many rows make a part.
const PART: usize = 50;

/// Whether a table of these rows is long.
pub fn is_long(rows: &[Row]) -> bool {
    rows.len() >= LONG
}

/// The rows, a part after the other; those of a table that is not long are one part.
pub fn parts(rows: &[Row]) -> std::slice::Chunks<'_, Row> {
    rows.chunks(if is_long(rows) { PART } else { LONG })
}

/// The rules of a style sheet that give the columns of a long table their widths: each has at least what its words
/// need when they are broken, and of the room that is left as much as they want to stand in one line.
pub fn widths(id: &str, columns: &[Column], rows: &[Row], lang: Lang) -> String {
    let mut rules = String::new();
    let mut all = 0.0;
    for (at, column) in columns.iter().enumerate() {
        let cells = rows.iter().filter_map(|row| row.cells.get(at));
        let longest = cells.map(|cell| em(cell, column, lang)).fold(0.0, f64::max);
        let (low, high) = range(column.kind);
        let heading = heading(column.title.get(lang));
        let least = (longest.min(low).max(heading) + PADDING) * ROOT;
        let wanted = (longest.min(high).max(heading) + PADDING) * ROOT;
        all += least;
        // Where there is more room than anything wants, text takes most of it.
        let (nth, grow) = (at + 1, wanted - least + wanted / 20.0);
        // Writing into a text cannot fail.
        let _ = write!(rules, "#{id} tr>:nth-child({nth}){{flex:{grow:.2} 0 {least:.2}rem}}");
    }
    format!("@media screen and (min-width:46.01rem){{#{id}{{min-width:{all:.2}rem}}{rules}}}\n")
}

/// The em of a table in that of the page, as the style sheet has it.
const ROOT: f64 = 0.8125;
/// To the left and right of a cell, in em.
const PADDING: f64 = 1.4;
/// A letter or digit in em: a little more than in the widest of the usual fonts.
const NARROW: f64 = 0.62;

fn width(text: &str) -> f64 {
    let one = |c: char| match c.width() {
        Some(0) | None => 0.0,
        Some(1) => NARROW,
        Some(_) => 1.0,
    };
    text.chars().map(one).sum()
}

/// How wide a cell is in one line, in em.
fn em(cell: &Cell, column: &Column, lang: Lang) -> f64 {
    match &cell.content {
        Content::Map(entries) => {
            let lines = entries.iter().filter(|entry| show::is_shown(entry)).map(|entry| {
                let colon = 2.0 * NARROW;
                width(entry.title(lang)) + colon + width(&show::text(&entry.cell, lang))
            });
            lines.fold(0.0, f64::max)
        }
        Content::Word { .. } if column.kind == Kind::Word => width(&show::text(cell, lang)) + CHIP,
        Content::Unknown | Content::Text(_) | Content::Said(_) | Content::Word { .. } | Content::Id(_) => {
            width(&show::text(cell, lang))
        }
        Content::Ref(_) | Content::Named { .. } | Content::Person { .. } | Content::Account { .. } => {
            width(&show::text(cell, lang))
        }
        Content::Date(_) | Content::Bool(_) | Content::List(_) => width(&show::text(cell, lang)),
        Content::Number(_) | Content::Quantity { .. } | Content::Percent(_) | Content::Money { .. } => {
            width(&show::text(cell, lang))
        }
    }
}

/// What a coloured word has around it, in em.
const CHIP: f64 = 1.0;

/// The longest word of a heading, which is not broken, and the sign of sorting behind it.
fn heading(title: &str) -> f64 {
    const SIGN: f64 = 1.2;
    title.split_whitespace().map(width).fold(0.0, f64::max) + SIGN
}

/// The least and the most that a column is given for its words, in em, as the style sheet has it for tables that are
/// not long. Figures, dates and names are not broken.
fn range(kind: Kind) -> (f64, f64) {
    match kind {
        Kind::Number | Kind::Percent | Kind::Money => (24.0, 24.0),
        Kind::Word | Kind::Date | Kind::Person | Kind::Bool | Kind::Id => (16.0, 24.0),
        Kind::Ref => (9.0, 17.0),
        Kind::Text => (11.0, 26.0),
        Kind::Named | Kind::Account => (7.0, 20.0),
        Kind::List | Kind::Map => (9.0, 30.0),
    }
}
