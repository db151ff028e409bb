//! The sheet that is read rather than calculated with: title, day, scope and notes, and the sentences of
//! a composed document.

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, XlsxError};

use super::datum::Datum;
use super::grid::{self, Paper};
use super::layout;
use crate::document::{Body, Document, Part, Table, Tone};
use crate::render::clean;
use crate::say::{Lang, Said, Word};
use crate::{said, word};

/// A line of the sheet.
pub struct Line {
    style: Style,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Title,
    Heading,
    Text(Tone),
    Gap,
}

/// The width of its one column.
const WIDTH: usize = 100;

const AS_OF: Word = word!("As of", "截至");
const COMPARED: Word = word!("compared with", "对比");

/// The day of the document, and the day it is compared with.
pub fn dateline(document: &Document, lang: Lang) -> String {
    let mut out = format!("{} {}", AS_OF.get(lang), document.as_of);
    if let Some(since) = document.since {
        out.push_str(&format!(" · {} {since}", COMPARED.get(lang)));
    }
    out
}

/// The lines of the document; `sheets` are the names of the sheets of its tables, in order.
pub fn lines(document: &Document, sheets: &[String], extra: &[Said], lang: Lang) -> Vec<Line> {
    let mut page = Page {
        lang,
        lines: Vec::new(),
    };
    page.push(Style::Title, document.title.get(lang));
    page.push(Style::Text(Tone::Muted), &dateline(document, lang));
    if let Some(scope) = &document.scope {
        page.push(Style::Text(Tone::Muted), scope.get(lang));
    }
    match &document.body {
        Body::Report(table) => page.notes(&[table.notes.as_slice(), &document.notes, extra].concat()),
        Body::Composed(parts) => {
            let mut sheets = sheets.iter();
            for part in parts {
                page.part(part, &mut sheets);
            }
            page.notes(&[document.notes.as_slice(), extra].concat());
        }
    }
    page.lines
}

struct Page {
    lang: Lang,
    lines: Vec<Line>,
}

impl Page {
    fn push(&mut self, style: Style, text: &str) {
        let text = Datum::text(text, Tone::None).shown;
        self.lines.push(Line { style, text });
    }

    fn gap(&mut self) {
        self.push(Style::Gap, "");
    }

    fn notes(&mut self, notes: &[Said]) {
        if notes.is_empty() {
            return;
        }
        self.gap();
        self.push(Style::Heading, word!("Notes", "说明").get(self.lang));
        for note in notes {
            self.push(
                Style::Text(Tone::None),
                &format!("• {}", clean::line(note.get(self.lang))),
            );
        }
    }

    fn part<'s>(&mut self, part: &Part, sheets: &mut impl Iterator<Item = &'s String>) {
        let lang = self.lang;
        match part {
            Part::Heading(said) => {
                self.gap();
                self.push(Style::Heading, said.get(lang));
            }
            Part::Text(said) => self.push(Style::Text(Tone::None), said.get(lang)),
            Part::Points(points) => {
                for point in points {
                    let text = format!("• {}", clean::line(point.text.get(lang)));
                    self.push(Style::Text(point.tone), &text);
                }
            }
            Part::Table(table) => self.table(table, sheets.next().map_or("", String::as_str)),
        }
    }

    fn table(&mut self, table: &Table, sheet: &str) {
        let lang = self.lang;
        let title = table.title.get(lang);
        let said = if table.rows.is_empty() {
            let (en, zh) = (table.empty.en, table.empty.zh);
            said!("{title}: {en}", "{title}：{zh}")
        } else {
            let n = crate::say::count(i64::try_from(table.rows.len()).unwrap_or(i64::MAX), "row");
            let rows = table.rows.len();
            said!(
                "{title}: {n}, on the sheet “{sheet}”",
                "{title}：共 {rows} 行，见工作表“{sheet}”"
            )
        };
        self.push(Style::Text(Tone::Muted), said.get(lang));
        for note in &table.notes {
            self.push(Style::Text(Tone::Muted), &format!("• {}", clean::line(note.get(lang))));
        }
    }
}

/// Adds the sheet. Its tab stands out where there is something that the reader must know.
pub fn put(workbook: &mut Workbook, name: &str, lines: &[Line], paper: &Paper) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    sheet.set_column_width(0, WIDTH as f64)?;
    sheet.set_screen_gridlines(false);
    for (row, line) in (0..).zip(lines) {
        if line.text.is_empty() {
            continue;
        }
        let format = format(line.style);
        let risky = clean::begins_formula(&line.text);
        let format = if risky { format.set_quote_prefix() } else { format };
        sheet.write_string_with_format(row, 0, &line.text, &format)?;
        // Titles are larger, and so sooner on a second line.
        let width = if line.style == Style::Title {
            WIDTH * 2 / 3
        } else {
            WIDTH
        };
        if let Some(height) = layout::row([(line.text.as_str(), width)].into_iter()) {
            sheet.set_row_height(row, height)?;
        }
    }
    grid::print(sheet, paper)
}

fn format(style: Style) -> Format {
    let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let inked = |ink: u32| format.clone().set_font_color(Color::RGB(ink));
    match style {
        Style::Title => format.set_bold().set_font_size(16),
        Style::Heading => format.set_bold().set_font_size(12),
        Style::Gap | Style::Text(Tone::None) => format,
        Style::Text(Tone::Good) => inked(0x0006_5F46),
        Style::Text(Tone::Warn) => inked(0x0093_370D),
        Style::Text(Tone::Bad) => inked(0x00B4_2318),
        Style::Text(Tone::Muted) => inked(0x0066_7085),
    }
}
