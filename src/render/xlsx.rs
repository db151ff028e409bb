//! Documents as Excel workbooks, to calculate with and to pass on: figures are numbers, dates are dates,
//! and whatever could be text is text, never a formula and never a link.
//!
//! A report's table is the first sheet, its headings in the first row, so that filters, pivot tables and
//! programs find it; totals, notes and what is behind the figures have sheets of their own. A composed
//! document begins with its sentences. A percentage is stored as its hundredth (94.0% is 0.94), an amount
//! has its currency in the next column, and a number of more than 15 digits is text, since a spreadsheet
//! would round it.

mod about;
mod behind;
mod datum;
mod grid;
mod layout;
mod names;
mod table;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::clean;
use crate::document::{Body, Document, Table};
use crate::said;
use crate::say::{Lang, Said, Word};
use crate::word;
use grid::{Grid, Paper};
use names::Names;

const TOTALS: Word = word!("Totals", "合计");
/// Excel takes so many characters of a property.
const PROPERTY: usize = 200;

/// The document as an XLSX file.
pub fn write(document: &Document, lang: Lang) -> Vec<u8> {
    // Every limit that the library holds its callers to is kept here, and it writes into memory.
    workbook(document, lang).expect("the sheets keep the limits of a workbook")
}

fn workbook(document: &Document, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(document, lang)?);
    let paper = Paper {
        title: clean::line(document.title.get(lang)).into_owned(),
        dateline: about::dateline(document, lang),
    };
    let mut names = Names::default();
    let tables = document.tables();
    let (page, sheets, totals) = match document.body {
        Body::Report(_) => {
            let sheets = table_names(&tables, &mut names, lang);
            let totals = totals(document, &tables, &mut names, lang);
            (names.free(word!("About", "说明").get(lang)), sheets, totals)
        }
        Body::Composed(_) => {
            let page = names.free(word!("Summary", "概要").get(lang));
            let sheets = table_names(&tables, &mut names, lang);
            let totals = totals(document, &tables, &mut names, lang);
            (page, sheets, totals)
        }
    };
    let grids: Vec<Grid> = tables
        .iter()
        .zip(&sheets)
        .map(|(table, name)| of_table(document, table, name.clone(), lang))
        .collect();
    let behind = behind::grids(document, &mut names, lang);
    let too_long = grids.iter().chain(&behind).filter_map(cut);
    let lines = about::lines(document, &sheets, &too_long.collect::<Vec<_>>(), lang);
    let page_is_first = match document.body {
        Body::Report(_) => false,
        Body::Composed(_) => true,
    };
    if page_is_first {
        about::put(&mut workbook, &page, &lines, &paper)?;
    }
    for grid in grids.iter().chain(&totals) {
        grid::put(&mut workbook, grid, &paper)?;
    }
    if !page_is_first {
        about::put(&mut workbook, &page, &lines, &paper)?;
    }
    for grid in &behind {
        grid::put(&mut workbook, grid, &paper)?;
    }
    workbook.save_to_buffer()
}

/// The day of the document stands for the time of its making, so that the same document gives the same
/// bytes.
fn properties(document: &Document, lang: Lang) -> Result<DocProperties, XlsxError> {
    let day = document.as_of;
    // Spreadsheets know no date before 1900.
    let year = u16::try_from(day.year()).unwrap_or(0).max(1900);
    let made = ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs())?;
    let title: String = clean::line(document.title.get(lang)).chars().take(PROPERTY).collect();
    let properties = DocProperties::new()
        .set_title(title)
        .set_comment(about::dateline(document, lang));
    Ok(properties.set_author("kam").set_creation_datetime(&made))
}

fn table_names(tables: &[&Table], names: &mut Names, lang: Lang) -> Vec<String> {
    tables.iter().map(|table| names.free(table.title.get(lang))).collect()
}

fn of_table(document: &Document, table: &Table, name: String, lang: Lang) -> Grid {
    Grid {
        empty: Some(table.empty.get(lang).to_owned()),
        ..table::grid(document, &table.columns, &table.rows, name, lang)
    }
}

/// Totals have a sheet of their own: under the rows a filter would hide them, and a sum would count them.
fn totals(document: &Document, tables: &[&Table], names: &mut Names, lang: Lang) -> Vec<Grid> {
    let mut grids = Vec::new();
    for table in tables {
        let Some(totals) = table.totals.as_ref().filter(|totals| !totals.rows.is_empty()) else {
            continue;
        };
        let title = table.title.get(lang);
        let name = match (&document.body, lang) {
            (Body::Report(_), _) => TOTALS.get(lang).to_owned(),
            (Body::Composed(_), Lang::En) => format!("{}: {title}", TOTALS.en),
            (Body::Composed(_), Lang::Zh) => format!("{}：{title}", TOTALS.zh),
        };
        let name = names.free(&name);
        grids.push(table::grid(document, &totals.columns, &totals.rows, name, lang));
    }
    grids
}

/// That a sheet has no room for all rows.
fn cut(grid: &Grid) -> Option<Said> {
    let over = grid.rows.len().checked_sub(grid::ROWS - 1).filter(|over| *over > 0)?;
    let name = &grid.name;
    Some(said!(
        "A sheet has no room for all rows of “{name}”: {over} are left out. CSV and JSON have all.",
        "工作表容纳不下“{name}”的全部行，末尾 {over} 行未写入；CSV 和 JSON 中有全部内容。"
    ))
}
