//! Rows under columns as a picture: which columns there is room for, and where each word stands.

use super::text::{self, Face, INK, MUTED, Side, Weight};
use crate::document::{Cell, Column, Content, Kind, Row, Tone};
use crate::render::fit::{Slot, Wish, fit};
use crate::render::show::{self, Piece};
use crate::render::wrap::{self, Line};
use crate::say::Lang;

/// The columns of a table are those that a terminal this wide has room for.
const WIDTH: usize = 124;
/// So wide is the table then, which makes a picture as wide as a slide.
const ROOM: usize = 156;
/// A cell has so many lines at most.
const LINES: usize = 5;
/// From one line of a cell to the next.
const LEADING: usize = 21;
/// Above and below the lines of a row.
const PADDING: usize = 9;
/// Between two columns.
const GAP: usize = 28;
/// Left and right of a row.
const EDGE: usize = 14;
/// From the top of a line to its foot.
const FOOT: usize = 16;

const HEAD: Face = Face {
    size: 13,
    weight: Weight::Bold,
    ink: "#475467",
};
const CELL: Face = Face {
    size: 15,
    weight: Weight::Regular,
    ink: INK,
};
const MARKED: Face = Face {
    weight: Weight::Bold,
    ..CELL
};

/// A table as it is drawn.
pub struct Drawn {
    /// Its elements, from y = 0.
    pub body: String,
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// The headings of the columns that there was no room for.
    pub left_out: Vec<&'static str>,
}

/// Draws rows under columns at the given place.
pub fn draw(columns: &[Column], rows: &[Row], (left, top): (usize, usize), lang: Lang) -> Drawn {
    let grid = Grid::of(columns, rows, lang);
    let is_shown = |i: usize| grid.tracks.iter().any(|track| track.column == i);
    // A change goes with its figure, whose key it has.
    let is_change = |i: usize| i > 0 && columns[i - 1].key == columns[i].key;
    let left_out = (0..columns.len()).filter(|i| !is_shown(*i) && !is_change(*i));
    let left_out = left_out.map(|i| columns[i].title.get(lang)).collect();
    let mut body = String::new();
    let mut y = top;
    let width = grid.width();
    let height = grid.head_height();
    body.push_str(&format!(
        "<rect x=\"{left}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"#f2f4f7\"/>\n"
    ));
    grid.heads(&mut body, left, y);
    y += height;
    for (i, row) in rows.iter().enumerate() {
        let height = grid.row_height(i);
        grid.row(&mut body, columns, row, i, (left, y));
        y += height;
        let right = left + width;
        body.push_str(&format!(
            "<line x1=\"{left}\" y1=\"{y}\" x2=\"{right}\" y2=\"{y}\" stroke=\"#e4e7ec\"/>\n"
        ));
    }
    Drawn {
        body,
        width,
        height: y - top,
        left_out,
    }
}

/// A column that is shown.
struct Track {
    column: usize,
    side: Side,
    /// From the left edge of the table.
    at: usize,
    width: usize,
    head: Vec<Line>,
    /// The lines of each row's cell.
    cells: Vec<Vec<Line>>,
}

struct Grid {
    tracks: Vec<Track>,
}

impl Grid {
    fn of(columns: &[Column], rows: &[Row], lang: Lang) -> Grid {
        let heads: Vec<Line> = columns
            .iter()
            .map(|column| wrap::atoms(&[Piece::soft(column.title.get(lang), Tone::None)]))
            .collect();
        let atoms = |row: &Row| {
            let cells = row.cells.iter().map(|cell| wrap::atoms(&show::pieces(cell, lang)));
            cells.collect::<Vec<Line>>()
        };
        let cells: Vec<Vec<Line>> = rows.iter().map(atoms).collect();
        let wishes: Vec<Wish> = columns
            .iter()
            .enumerate()
            .map(|(i, column)| Wish::of(column, i, &heads[i], &cells, rows))
            .collect();
        let mut at = EDGE;
        let mut tracks = Vec::new();
        for slot in slots(&wishes) {
            // Its letters are smaller than those of cells.
            let head = wrap::wrap(&heads[slot.column], slot.width * CELL.size / HEAD.size + 1);
            let of_cell = |row: &Vec<Line>| bounded(row.get(slot.column).map_or(&[], Vec::as_slice), slot.width);
            let cells: Vec<Vec<Line>> = cells.iter().map(of_cell).collect();
            let of_head = head.iter().map(|line| text::width(line, HEAD));
            let of_cells = cells.iter().flatten().map(|line| text::width(line, MARKED));
            let width = of_head.chain(of_cells).max().unwrap_or(0);
            let side = if columns[slot.column].kind.is_figure() {
                Side::Ends
            } else {
                Side::Begins
            };
            tracks.push(Track {
                column: slot.column,
                side,
                at,
                width,
                head,
                cells,
            });
            at += width + GAP;
        }
        Grid { tracks }
    }

    fn width(&self) -> usize {
        self.tracks.last().map_or(EDGE, |track| track.at + track.width) + EDGE
    }

    fn head_height(&self) -> usize {
        let lines = self.tracks.iter().map(|track| track.head.len()).max().unwrap_or(1);
        lines * LEADING + PADDING
    }

    fn row_height(&self, row: usize) -> usize {
        let lines = self
            .tracks
            .iter()
            .filter_map(|track| track.cells.get(row))
            .map(Vec::len);
        lines.max().unwrap_or(1) * LEADING + 2 * PADDING
    }

    fn heads(&self, out: &mut String, left: usize, top: usize) {
        let foot = top + self.head_height() - PADDING;
        for track in &self.tracks {
            // Headings stand at the bottom, over their column.
            for (i, line) in track.head.iter().rev().enumerate() {
                text::put(out, line, (track.x(left), foot - i * LEADING), HEAD, track.side);
            }
        }
    }

    fn row(&self, out: &mut String, columns: &[Column], row: &Row, at: usize, (left, top): (usize, usize)) {
        for track in &self.tracks {
            let (Some(cell), Some(lines)) = (row.cells.get(track.column), track.cells.get(at)) else {
                continue;
            };
            let is_word = columns[track.column].kind == Kind::Word && !matches!(cell.content, Content::Unknown);
            let face = face(cell);
            for (i, line) in lines.iter().enumerate() {
                let foot = top + PADDING + FOOT + i * LEADING;
                if let Some(ground) = text::ground(cell.tone).filter(|_| is_word && lines.len() == 1) {
                    badge(out, track.x(left), foot, text::width(line, face), ground);
                }
                text::put(out, line, (track.x(left), foot), face, track.side);
            }
        }
    }
}

impl Track {
    /// Where its text begins, or ends.
    fn x(&self, left: usize) -> usize {
        match self.side {
            Side::Begins => left + self.at,
            Side::Ends => left + self.at + self.width,
        }
    }
}

/// What is good or bad news is bold and coloured; that something is not known is neither.
fn face(cell: &Cell) -> Face {
    let is_said = match &cell.content {
        Content::Unknown => cell.mark.is_some(),
        Content::List(cells) => !cells.is_empty(),
        Content::Map(entries) => !entries.is_empty(),
        Content::Text(_) | Content::Said(_) | Content::Word { .. } | Content::Id(_) | Content::Ref(_) => true,
        Content::Named { .. } | Content::Person { .. } | Content::Account { .. } | Content::Date(_) => true,
        Content::Number(_) | Content::Quantity { .. } | Content::Percent(_) | Content::Money { .. } => true,
        Content::Bool(_) => true,
    };
    match text::ink(cell.tone) {
        Some(ink) if is_said && text::ground(cell.tone).is_some() => Face { ink, ..MARKED },
        Some(_) | None => CELL,
    }
}

/// The ground behind a word.
fn badge(out: &mut String, x: usize, foot: usize, width: usize, ground: &str) {
    let (x, y, width) = (x - 8, foot - FOOT, width + 16);
    out.push_str(&format!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"22\" rx=\"11\" fill=\"{ground}\"/>\n"
    ));
}

/// The columns that there is room for; where even those that must stay need more, the picture is wider.
fn slots(wishes: &[Wish]) -> Vec<Slot> {
    let mut width = WIDTH;
    let chosen = loop {
        if let Some(slots) = fit(wishes, Some(width)) {
            break slots;
        }
        // Every cell can be broken somewhere, so this ends.
        width *= 2;
    };
    // A picture is not held to columns of a terminal: what was chosen gets more room.
    let kept: Vec<Wish> = chosen.iter().map(|slot| wishes[slot.column]).collect();
    let roomy = fit(&kept, Some(width.max(ROOM))).unwrap_or_default();
    let of_all = |slot: Slot| Slot {
        column: chosen[slot.column].column,
        width: slot.width,
    };
    roomy.into_iter().map(of_all).collect()
}

/// The lines of a cell, no more than a picture has room for; that some are missing is shown.
pub fn bounded(atoms: &[wrap::Atom], width: usize) -> Vec<Line> {
    let mut lines = wrap::wrap(atoms, width);
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.extend(wrap::atoms(&[Piece::soft("…", Tone::None)]));
        }
    }
    lines
}

/// What is said below a table of which not all is shown.
pub const ASIDE: Face = Face {
    size: 13,
    weight: Weight::Regular,
    ink: MUTED,
};
