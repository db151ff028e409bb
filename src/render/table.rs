//! Documents for a terminal: columns under a thin rule, as wide as the terminal and no wider. What
//! does not fit is wrapped, and then left out, the least important first, and that is said. In a
//! pipe nothing is wrapped or left out.
//!
//! It lays out by itself, since no table library found both colours a cell's parts and never breaks
//! an amount, a date or an id.

use unicode_width::UnicodeWidthStr;

use super::colour::{heading, paint};
use super::fit::{GAP, Slot, TIGHT, Wish, fit};
use super::wrap::{self, Line};
use super::{Look, clean, explain, show, since};
use crate::document::{Body, Column, Document, Part, Row, Table, Tone};
use crate::say::{Lang, Said, Word};
use crate::word;

const AS_OF: Word = word!("as of", "截至");
const COMPARED: Word = word!("compared with", "对比");
const TOTALS: Word = word!("Totals", "合计");

/// The narrowest terminal that is written for.
const NARROWEST: usize = 20;

/// The document as lines of text, ended by a line feed.
pub fn write(document: &Document, look: &Look) -> String {
    let mut page = Page {
        look,
        width: look.width.map(|w| usize::from(w).max(NARROWEST)),
        out: String::new(),
    };
    page.title(document);
    match &document.body {
        Body::Report(table) => {
            page.table(document, table);
            page.explain(document, table);
            page.notes(&[table.notes.as_slice(), &document.notes].concat());
        }
        Body::Composed(parts) => {
            for part in parts {
                page.part(document, part);
            }
            page.notes(&document.notes);
        }
    }
    page.out
}

struct Page<'a> {
    look: &'a Look<'a>,
    width: Option<usize>,
    out: String,
}

impl Page<'_> {
    fn title(&mut self, document: &Document) {
        let lang = self.look.lang;
        let mut line = format!("{} {}", AS_OF.get(lang), document.as_of);
        if let Some(since) = document.since {
            line.push_str(&format!(" · {} {since}", COMPARED.get(lang)));
        }
        if let Some(scope) = &document.scope {
            line.push_str(&format!(" · {}", clean::line(scope.get(lang))));
        }
        let title = clean::line(document.title.get(lang)).into_owned();
        if self
            .width
            .is_none_or(|width| title.width() + " · ".width() + line.width() <= width)
        {
            let title = heading(&title, self.look.colour);
            self.out
                .push_str(&format!("{title} · {}\n", paint(Tone::Muted, &line, self.look.colour)));
        } else {
            self.heading(&title);
            self.sentence("", &line, Tone::Muted);
        }
    }

    fn heading(&mut self, text: &str) {
        let limit = self.width.unwrap_or(usize::MAX);
        for line in wrap::wrap(&wrap::atoms(&[show::Piece::soft(text, Tone::None)]), limit) {
            self.out.push_str(&format!(
                "{}\n",
                heading(&wrap::painted(&line, false), self.look.colour)
            ));
        }
    }

    fn part(&mut self, document: &Document, part: &Part) {
        let lang = self.look.lang;
        match part {
            Part::Heading(said) => {
                self.out.push('\n');
                self.heading(said.get(lang));
            }
            Part::Text(said) => {
                self.out.push('\n');
                self.sentence("", said.get(lang), Tone::None);
            }
            Part::Points(points) => {
                self.out.push('\n');
                for point in points {
                    self.sentence("- ", point.text.get(lang), point.tone);
                }
            }
            Part::Table(table) => {
                self.out.push('\n');
                self.sentence("", table.title.get(lang), Tone::Muted);
                self.table(document, table);
                self.explain(document, table);
                self.notes(&table.notes);
            }
        }
    }

    /// A sentence, wrapped, its later lines under its first.
    fn sentence(&mut self, bullet: &str, text: &str, tone: Tone) {
        let piece = show::Piece::soft(text, tone);
        let limit = self.width.map_or(usize::MAX, |width| width - bullet.len());
        for (i, line) in wrap::wrap(&wrap::atoms(&[piece]), limit).iter().enumerate() {
            let lead = if i == 0 { bullet } else { &"  "[..bullet.len()] };
            self.out
                .push_str(&format!("{lead}{}\n", wrap::painted(line, self.look.colour)));
        }
    }

    fn notes(&mut self, notes: &[Said]) {
        if !notes.is_empty() {
            self.out.push('\n');
        }
        for note in notes {
            self.sentence("- ", note.get(self.look.lang), Tone::Muted);
        }
    }

    /// How the figures came about, below them: rows, and indented what is said of each of their figures.
    fn explain(&mut self, document: &Document, table: &Table) {
        let colon = explain::colon(self.look.lang);
        // Rows of which nothing more is said stand line by line.
        let mut after_row = false;
        for line in explain::lines(document, table, self.look.lang) {
            let is_row = matches!(line, explain::Line::Row { .. });
            if is_row && !after_row {
                self.out.push('\n');
            }
            after_row = is_row;
            match line {
                explain::Line::Heading(text) => {
                    self.out.push('\n');
                    self.heading(text);
                }
                explain::Line::Meaning { title, text } => {
                    self.sentence("- ", &format!("{title}{colon}{text}"), Tone::Muted);
                }
                explain::Line::Row { name, places } => {
                    let name: Vec<String> = name.iter().map(|part| show::text(part, self.look.lang)).collect();
                    let (name, places) = (name.join(explain::BETWEEN), listed(&places, "  ", ""));
                    self.sentence("", &format!("{name}{places}"), Tone::None);
                }
                explain::Line::Figure { title, text, places } => {
                    let (open, close) = if text.is_empty() { ("", "") } else { ("  [", "]") };
                    let places = listed(&places, open, close);
                    self.sentence("  ", &format!("{title}{colon}{text}{places}"), Tone::None);
                }
            }
        }
    }

    fn table(&mut self, document: &Document, table: &Table) {
        self.out.push('\n');
        if table.rows.is_empty() {
            self.sentence("", table.empty.get(self.look.lang), Tone::None);
        } else {
            let (columns, rows) = since::of_table(document, table);
            self.grid(&columns, &rows);
        }
        if let Some(totals) = table.totals.as_ref().filter(|totals| !totals.rows.is_empty()) {
            self.out.push_str(&format!(
                "\n{}\n",
                heading(TOTALS.get(self.look.lang), self.look.colour)
            ));
            let (columns, rows) = since::beside(document, &totals.columns, &totals.rows);
            if rows.len() == 1 {
                self.stack(&columns, &rows);
            } else {
                self.grid(&columns, &rows);
            }
        }
    }

    fn grid(&mut self, columns: &[Column], rows: &[Row]) {
        let lang = self.look.lang;
        let heads: Vec<Line> = columns.iter().map(|column| header(column, lang)).collect();
        let cells: Vec<Vec<Line>> = rows
            .iter()
            .map(|row| {
                row.cells
                    .iter()
                    .map(|cell| wrap::atoms(&show::pieces(cell, lang)))
                    .collect()
            })
            .collect();
        let wishes: Vec<Wish> = columns
            .iter()
            .enumerate()
            .map(|(i, column)| Wish::of(column, i, &heads[i], &cells, rows))
            .collect();
        let Some(slots) = fit(&wishes, self.width) else {
            return self.stack(columns, rows);
        };
        let figures: Vec<bool> = columns.iter().map(|column| column.kind.is_figure()).collect();
        self.head_lines(&heads, &slots, &figures);
        for row in &cells {
            self.row_lines(row, &slots, &figures);
        }
        self.left_out(columns, &slots);
    }

    /// Headings stand at the bottom of their lines, over the rule.
    fn head_lines(&mut self, heads: &[Line], slots: &[Slot], figures: &[bool]) {
        let wrapped: Vec<Vec<Line>> = slots
            .iter()
            .map(|slot| wrap::wrap(&heads[slot.column], slot.width))
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = Padded::default();
            for (slot, lines) in slots.iter().zip(&wrapped) {
                let from_top = at + lines.len();
                let part = (from_top >= height).then(|| lines.get(from_top - height)).flatten();
                let part: &[wrap::Atom] = part.map_or(&[], Vec::as_slice);
                let text = heading(&wrap::painted(part, false), self.look.colour);
                line.push(&text, wrap::width(part), slot.width, figures[slot.column]);
            }
            line.end(&mut self.out);
        }
        let rule = slots
            .iter()
            .map(|slot| "─".repeat(slot.width))
            .collect::<Vec<_>>()
            .join(&" ".repeat(GAP));
        self.out.push_str(&paint(Tone::Muted, &rule, self.look.colour));
        self.out.push('\n');
    }

    fn row_lines(&mut self, row: &[Line], slots: &[Slot], figures: &[bool]) {
        let wrapped: Vec<Vec<Line>> = slots
            .iter()
            .map(|slot| wrap::wrap(row.get(slot.column).map_or(&[], Vec::as_slice), slot.width))
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = Padded::default();
            for (slot, lines) in slots.iter().zip(&wrapped) {
                let part: &[wrap::Atom] = lines.get(at).map_or(&[], Vec::as_slice);
                let text = wrap::painted(part, self.look.colour);
                line.push(&text, wrap::width(part), slot.width, figures[slot.column]);
            }
            line.end(&mut self.out);
        }
    }

    fn left_out(&mut self, columns: &[Column], slots: &[Slot]) {
        let lang = self.look.lang;
        let gone: Vec<&str> = columns
            .iter()
            .enumerate()
            .filter(|(i, _)| slots.iter().all(|slot| slot.column != *i))
            .map(|(_, column)| column.title.get(lang))
            .collect();
        if gone.is_empty() {
            return;
        }
        let said = match lang {
            Lang::En => format!(
                "No room for: {}. A wider terminal, or a pipe, shows all.",
                gone.join(", ")
            ),
            Lang::Zh => format!("宽度不够，未显示：{}。加宽终端或用管道输出可看全部。", gone.join("、")),
        };
        self.out.push('\n');
        self.sentence("", &said, Tone::Muted);
    }

    /// Each row as lines of title and value, where even the columns that must stay do not fit.
    fn stack(&mut self, columns: &[Column], rows: &[Row]) {
        let lang = self.look.lang;
        let titles = columns
            .iter()
            .map(|column| column.title.get(lang).width())
            .max()
            .unwrap_or(0);
        let limit = self
            .width
            .map_or(usize::MAX, |width| width.saturating_sub(titles + GAP).max(TIGHT));
        for (i, row) in rows.iter().enumerate() {
            if i > 0 {
                self.out.push('\n');
            }
            for (column, cell) in columns.iter().zip(&row.cells) {
                let title = column.title.get(lang);
                let lines = wrap::wrap(&wrap::atoms(&show::pieces(cell, lang)), limit);
                for (at, line) in lines.iter().enumerate() {
                    let lead = if at == 0 { title } else { "" };
                    let mut padded = Padded::default();
                    padded.push(&paint(Tone::Muted, lead, self.look.colour), lead.width(), titles, false);
                    padded.push(&wrap::painted(line, self.look.colour), wrap::width(line), 0, false);
                    padded.end(&mut self.out);
                }
            }
        }
    }
}

/// The places behind a figure in one line, after each what stands there; nothing where there are none.
fn listed(places: &[explain::Place], open: &str, close: &str) -> String {
    if places.is_empty() {
        return String::new();
    }
    let one = |place: &explain::Place| match place.references.as_slice() {
        [] => place.at.clone(),
        references => format!("{} ({})", place.at, references.join(", ")),
    };
    let all: Vec<String> = places.iter().map(one).collect();
    format!("{open}{}{close}", all.join(", "))
}

fn header(column: &Column, lang: Lang) -> Line {
    wrap::atoms(&[show::Piece::soft(column.title.get(lang), Tone::None)])
}

/// A line of padded texts; what would only be spaces at its end is not written.
#[derive(Default)]
struct Padded {
    text: String,
    /// Columns owed before the next text.
    owed: usize,
    begun: bool,
}

impl Padded {
    fn push(&mut self, text: &str, text_width: usize, slot: usize, right: bool) {
        let space = slot.saturating_sub(text_width);
        let gap = if self.begun { GAP } else { 0 };
        self.begun = true;
        self.owed += gap + if right { space } else { 0 };
        if !text.is_empty() {
            self.text.extend(std::iter::repeat_n(' ', self.owed));
            self.owed = 0;
            self.text.push_str(text);
        }
        self.owed += if right { 0 } else { space };
    }

    fn end(self, out: &mut String) {
        out.push_str(&self.text);
        out.push('\n');
    }
}
