//! Rows under headings as a sheet: frozen headings, filters, widths, and how it is printed.

use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};

use super::datum::{Datum, Value};
use super::layout;
use crate::document::Tone;
use crate::render::clean;

/// A sheet of rows under headings.
pub struct Grid {
    /// The name of the sheet.
    pub name: String,
    /// The headings; no two alike.
    pub heads: Vec<Head>,
    /// The rows, each with a datum for every heading.
    pub rows: Vec<Vec<Datum>>,
    /// How many columns stay in sight when one moves to the right.
    pub frozen: usize,
    /// What stands in place of rows.
    pub empty: Option<String>,
}

/// The heading of a column.
pub struct Head {
    /// What it says.
    pub title: String,
    /// Whether its cells are read from the right.
    pub is_figure: bool,
}

/// What is printed around every sheet.
pub struct Paper {
    /// On the left above.
    pub title: String,
    /// On the right above.
    pub dateline: String,
}

/// So many rows has a sheet, the headings among them.
pub const ROWS: usize = 1_048_576;
/// A printed title is cut here: Excel takes 255 characters of a header with all its signs.
const PRINTED: usize = 80;
/// Columns stay in sight up to this width together.
const FROZEN: usize = 50;
/// A4.
const PAPER: u8 = 9;

/// Adds the sheet.
pub fn put(workbook: &mut Workbook, grid: &Grid, paper: &Paper) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(&grid.name)?;
    let widths: Vec<usize> = grid
        .heads
        .iter()
        .enumerate()
        .map(|(i, head)| layout::column(&head.title, grid.rows.iter().filter_map(|row| row.get(i))))
        .collect();
    for ((at, head), width) in (0..).zip(&grid.heads).zip(&widths) {
        sheet.set_column_width(at, *width as f64)?;
        sheet.write_string_with_format(0, at, &head.title, &heading())?;
    }
    let titles = grid.heads.iter().map(|head| head.title.as_str());
    // The button of the filter takes room of the heading.
    if let Some(height) = layout::row(titles.zip(widths.iter().map(|width| width - 3))) {
        sheet.set_row_height(0, height)?;
    }
    for (at, row) in (1..).zip(grid.rows.iter().take(ROWS - 1)) {
        put_row(sheet, at, row, grid, &widths)?;
    }
    if let (true, Some(empty)) = (grid.rows.is_empty(), &grid.empty) {
        sheet.write_string_with_format(1, 0, empty, &Format::new().set_font_color(MUTED).set_italic())?;
    }
    finish(sheet, grid, &widths)?;
    print(sheet, paper)
}

fn put_row(sheet: &mut Worksheet, at: u32, row: &[Datum], grid: &Grid, widths: &[usize]) -> Result<(), XlsxError> {
    for ((column, datum), head) in (0..).zip(row).zip(&grid.heads) {
        put_datum(sheet, at, column, datum, head)?;
    }
    let texts = row.iter().zip(widths).filter(|(datum, _)| datum.value == Value::Text);
    if let Some(height) = layout::row(texts.map(|(datum, width)| (datum.shown.as_str(), *width))) {
        sheet.set_row_height(at, height)?;
    }
    Ok(())
}

fn put_datum(sheet: &mut Worksheet, row: u32, column: u16, datum: &Datum, head: &Head) -> Result<(), XlsxError> {
    let format = toned(datum.tone);
    match &datum.value {
        Value::Blank => {
            sheet.write_blank(row, column, &format)?;
        }
        Value::Text => {
            let format = format.set_text_wrap();
            let format = if head.is_figure {
                format.set_align(FormatAlign::Right).set_indent(1)
            } else {
                format
            };
            // Text stays text when somebody types it anew.
            let risky = clean::begins_formula(&datum.shown);
            let format = if risky { format.set_quote_prefix() } else { format };
            sheet.write_string_with_format(row, column, &datum.shown, &format)?;
        }
        Value::Number(number, pattern) => {
            // Away from what stands on the right.
            let format = format.set_num_format(pattern).set_align(FormatAlign::Right);
            sheet.write_number_with_format(row, column, *number, &format.set_indent(1))?;
        }
        Value::Date(date, pattern) => {
            let format = format.set_num_format(pattern).set_align(FormatAlign::Left);
            let day = ExcelDateTime::from_ymd(date.year().unsigned_abs(), month(date), day(date))?;
            sheet.write_datetime_with_format(row, column, &day, &format)?;
        }
    }
    Ok(())
}

fn month(date: &jiff::civil::Date) -> u8 {
    date.month().unsigned_abs()
}

fn day(date: &jiff::civil::Date) -> u8 {
    date.day().unsigned_abs()
}

fn finish(sheet: &mut Worksheet, grid: &Grid, widths: &[usize]) -> Result<(), XlsxError> {
    let mut frozen = grid.frozen.min(widths.len());
    while frozen > 0 && widths[..frozen].iter().sum::<usize>() > FROZEN {
        frozen -= 1;
    }
    sheet.set_freeze_panes(1, u16::try_from(frozen).unwrap_or(0))?;
    let last_row = u32::try_from(grid.rows.len().min(ROWS - 1)).unwrap_or(0);
    if let (Some(last), 1..) = (
        u16::try_from(grid.heads.len()).ok().and_then(|n| n.checked_sub(1)),
        last_row,
    ) {
        sheet.autofilter(0, 0, last_row, last)?;
        // Ids of digits are meant to be text.
        sheet.ignore_error_range(1, 0, last_row, last, IgnoreError::NumberStoredAsText)?;
    }
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// How a sheet is printed: lying, as wide as the page, with a title and page numbers.
pub fn print(sheet: &mut Worksheet, paper: &Paper) -> Result<(), XlsxError> {
    let printed = |text: &str| text.chars().take(PRINTED).collect::<String>().replace('&', "&&");
    sheet
        .set_paper_size(PAPER)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.5, 0.5, 0.7, 0.6, 0.3, 0.3)
        .set_header(format!("&L{}&R{}", printed(&paper.title), printed(&paper.dateline)))
        .set_footer("&C&P / &N");
    Ok(())
}

const LINE: Color = Color::RGB(0x00D0_D5DD);
const MUTED: Color = Color::RGB(0x0066_7085);

fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0x00E4_E7EC))
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(LINE)
}

/// The format of a tone: the words or the sign in the cell say the same.
fn toned(tone: Tone) -> Format {
    let format = Format::new()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Hair)
        .set_border_bottom_color(LINE);
    let filled = |ground: u32, ink: u32| {
        let format = format.clone().set_background_color(Color::RGB(ground));
        format.set_font_color(Color::RGB(ink))
    };
    match tone {
        Tone::None => format,
        Tone::Good => filled(0x00DC_FAE6, 0x0006_5F46),
        Tone::Warn => filled(0x00FE_F0C7, 0x0093_370D),
        Tone::Bad => filled(0x00FE_E4E2, 0x00B4_2318),
        Tone::Muted => format.set_font_color(MUTED),
    }
}
