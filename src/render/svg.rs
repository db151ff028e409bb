//! Documents as a picture to paste into a slide or a chat: title, day, tables and notes on white. It
//! loads nothing, runs nothing and has no more rows than can be read; what is missing is said.

mod grid;
mod text;

use super::show::Piece;
use super::{clean, since, wrap};
use crate::document::{Body, Column, Document, Part, Point, Row, Table, Tone};
use crate::said;
use crate::say::{Lang, Said, Word, count};
use crate::word;
use grid::{ASIDE, bounded};
use text::{FONTS, Face, INK, MUTED, Side, Weight, escaped, ink};

const AS_OF: Word = word!("As of", "截至");
const COMPARED: Word = word!("compared with", "对比");
const TOTALS: Word = word!("Totals", "合计");

/// Around everything.
const MARGIN: usize = 36;
/// The narrowest picture.
const NARROWEST: usize = 560;
/// Sentences are as wide as so many columns of a terminal.
const SENTENCE: usize = 104;
/// So many rows of a report are shown.
const ROWS: usize = 40;
/// So many rows of a table within a composed document, and so many points of a list.
const FEWER: usize = 12;
/// So many parts of a composed document.
const PARTS: usize = 40;
/// So many notes.
const NOTES: usize = 6;

const TITLE: Face = Face {
    size: 26,
    weight: Weight::Bold,
    ink: INK,
};
const HEADING: Face = Face {
    size: 18,
    weight: Weight::Bold,
    ink: INK,
};
const SENTENCES: Face = Face {
    size: 15,
    weight: Weight::Regular,
    ink: INK,
};

/// The document as SVG.
pub fn write(document: &Document, lang: Lang) -> String {
    let mut page = Page {
        lang,
        width: NARROWEST,
        y: MARGIN,
        out: String::new(),
    };
    page.title(document);
    match &document.body {
        Body::Report(table) => {
            page.table(document, table, ROWS);
            page.notes(&[table.notes.as_slice(), &document.notes].concat());
        }
        Body::Composed(parts) => {
            for part in parts.iter().take(PARTS) {
                page.part(document, part);
            }
            page.more(parts.len(), PARTS, word!("part", "部分"));
            page.notes(&document.notes);
        }
    }
    page.whole(document)
}

struct Page {
    lang: Lang,
    width: usize,
    y: usize,
    out: String,
}

impl Page {
    /// All that was drawn, on its ground, with its text alternative.
    fn whole(self, document: &Document) -> String {
        let (width, height) = (self.width + 2 * MARGIN, self.y + MARGIN);
        let title = escaped(&clean::line(document.title.get(self.lang)));
        let about = escaped(&about(document, self.lang));
        let lang = match self.lang {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"kam-title kam-about\" xml:lang=\"{lang}\" xml:space=\"preserve\" font-family=\"{FONTS}\">\n<title id=\"kam-title\">{title}</title>\n<desc id=\"kam-about\">{about}</desc>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            self.out
        )
    }

    fn title(&mut self, document: &Document) {
        let lang = self.lang;
        self.sentence(document.title.get(lang), Tone::None, TITLE);
        let mut line = dateline(document, lang);
        if let Some(scope) = &document.scope {
            line.push_str(&format!(" · {}", clean::line(scope.get(lang))));
        }
        self.sentence(&line, Tone::Muted, SENTENCES);
        self.y += 18;
    }

    fn part(&mut self, document: &Document, part: &Part) {
        match part {
            Part::Heading(said) => {
                self.y += 14;
                self.sentence(said.get(self.lang), Tone::None, HEADING);
                self.y += 6;
            }
            Part::Text(said) => {
                self.sentence(said.get(self.lang), Tone::None, SENTENCES);
                self.y += 8;
            }
            Part::Points(points) => self.points(points),
            Part::Table(table) => {
                self.sentence(table.title.get(self.lang), Tone::Muted, SENTENCES);
                self.y += 4;
                self.table(document, table, FEWER);
                for note in table.notes.iter().take(NOTES) {
                    self.sentence(note.get(self.lang), Tone::Muted, ASIDE);
                }
                self.y += 10;
            }
        }
    }

    fn points(&mut self, points: &[Point]) {
        for point in points.iter().take(FEWER) {
            let (x, y) = (MARGIN + 6, self.y + 12);
            let fill = ink(point.tone).unwrap_or(MUTED);
            self.out
                .push_str(&format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"4\" fill=\"{fill}\"/>\n"));
            self.indented(point.text.get(self.lang), point.tone, SENTENCES, 20);
            self.y += 2;
        }
        self.more(points.len(), FEWER, word!("point", "条"));
        self.y += 8;
    }

    fn table(&mut self, document: &Document, table: &Table, most: usize) {
        let lang = self.lang;
        if table.rows.is_empty() {
            self.sentence(table.empty.get(lang), Tone::None, SENTENCES);
        } else {
            let shown = &table.rows[..table.rows.len().min(most)];
            let (columns, rows) = since::beside(document, &table.columns, shown);
            self.grid(&columns, &rows);
            self.more(table.rows.len(), most, word!("row", "行"));
        }
        if let Some(totals) = table.totals.as_ref().filter(|totals| !totals.rows.is_empty()) {
            self.y += 16;
            self.sentence(TOTALS.get(lang), Tone::None, HEADING);
            self.y += 6;
            let shown = &totals.rows[..totals.rows.len().min(most)];
            let (columns, rows) = since::beside(document, &totals.columns, shown);
            self.grid(&columns, &rows);
            self.more(totals.rows.len(), most, word!("row", "行"));
        }
    }

    fn grid(&mut self, columns: &[Column], rows: &[Row]) {
        let drawn = grid::draw(columns, rows, (MARGIN, self.y), self.lang);
        self.out.push_str(&drawn.body);
        self.width = self.width.max(drawn.width);
        self.y += drawn.height + 8;
        if !drawn.left_out.is_empty() {
            let (en, zh) = (drawn.left_out.join(", "), drawn.left_out.join("、"));
            let said = said!("No room for: {en}.", "宽度有限，未显示：{zh}。");
            self.sentence(said.get(self.lang), Tone::Muted, ASIDE);
        }
    }

    /// That not all is shown.
    fn more(&mut self, all: usize, shown: usize, what: Word) {
        let Some(more) = all.checked_sub(shown).filter(|more| *more > 0) else {
            return;
        };
        let en = count(i64::try_from(more).unwrap_or(i64::MAX), &format!("more {}", what.en));
        let zh = what.zh;
        let said = said!("… and {en}", "……另有 {more} {zh}未显示");
        self.sentence(said.get(self.lang), Tone::Muted, ASIDE);
    }

    fn notes(&mut self, notes: &[Said]) {
        if !notes.is_empty() {
            self.y += 10;
        }
        for note in notes.iter().take(NOTES) {
            self.sentence(note.get(self.lang), Tone::Muted, ASIDE);
        }
        self.more(notes.len(), NOTES, word!("note", "条说明"));
    }

    fn sentence(&mut self, text: &str, tone: Tone, face: Face) {
        self.indented(text, tone, face, 0);
    }

    fn indented(&mut self, text: &str, tone: Tone, face: Face, indent: usize) {
        // Larger letters, fewer of them; below a wide table there is more room.
        let room = (SENTENCE * SENTENCES.size).max(self.width * 19 / 10) / face.size;
        let leading = face.size * 3 / 2;
        for line in bounded(&wrap::atoms(&[Piece::soft(text, tone)]), room) {
            let foot = self.y + face.size * 23 / 20;
            self::text::put(&mut self.out, &line, (MARGIN + indent, foot), face, Side::Begins);
            self.width = self.width.max(indent + self::text::width(&line, face));
            self.y += leading;
        }
    }
}

fn dateline(document: &Document, lang: Lang) -> String {
    let mut out = format!("{} {}", AS_OF.get(lang), document.as_of);
    if let Some(since) = document.since {
        out.push_str(&format!(" · {} {since}", COMPARED.get(lang)));
    }
    out
}

/// What the picture shows, in words.
fn about(document: &Document, lang: Lang) -> String {
    let mut out = vec![dateline(document, lang)];
    if let Some(scope) = &document.scope {
        out.push(clean::line(scope.get(lang)).into_owned());
    }
    for table in document.tables() {
        let rows = table.rows.len();
        let en_rows = count(i64::try_from(rows).unwrap_or(i64::MAX), "row");
        let (en, zh) = (table.title.en, table.title.zh);
        let said = said!("{en}: {en_rows}", "{zh}：{rows} 行");
        out.push(said.get(lang).to_owned());
    }
    out.join(" · ")
}
