//! What is behind the figures, a sheet each: what columns mean, how figures came about, and from which
//! records.

use super::datum::Datum;
use super::grid::{Grid, Head};
use super::names::Names;
use super::table::known_as;
use crate::document::{Detail, Document, Table, Tone};
use crate::say::{Lang, Word};
use crate::word;

const TABLE: Word = word!("Table", "表");
const ROW: Word = word!("Row", "行");
const COLUMN: Word = word!("Column", "列");

/// The sheets that the document's detail asks for, where they would not be empty.
pub fn grids(document: &Document, names: &mut Names, lang: Lang) -> Vec<Grid> {
    let mut grids = match document.detail {
        Detail::Figures => Vec::new(),
        Detail::Sources => vec![sources(document, lang)],
        Detail::Workings => vec![
            meanings(document, lang),
            workings(document, lang),
            sources(document, lang),
        ],
    };
    grids.retain(|grid| !grid.rows.is_empty());
    for grid in &mut grids {
        grid.name = names.free(&grid.name);
    }
    grids
}

fn grid(name: Word, heads: &[Word], rows: Vec<Vec<Datum>>, lang: Lang) -> Grid {
    let head = |word: &Word| Head {
        title: word.get(lang).to_owned(),
        is_figure: false,
    };
    Grid {
        name: name.get(lang).to_owned(),
        heads: heads.iter().map(head).collect(),
        rows,
        frozen: 0,
        empty: None,
    }
}

fn text(text: &str) -> Datum {
    Datum::text(text, Tone::None)
}

fn heading_of(table: &Table, key: &str, lang: Lang) -> &'static str {
    let column = table.columns.iter().find(|column| column.key == key);
    column.map_or("", |column| column.title.get(lang))
}

fn meanings(document: &Document, lang: Lang) -> Grid {
    let of_table = |table: &&Table| {
        let totals = table.totals.iter().flat_map(|totals| &totals.columns);
        let columns = table.columns.iter().chain(totals);
        let row = |column: &crate::document::Column| {
            let means = column.means?;
            Some(vec![
                text(table.title.get(lang)),
                text(column.title.get(lang)),
                text(means.get(lang)),
            ])
        };
        columns.filter_map(row).collect::<Vec<_>>()
    };
    let rows = document.tables().iter().flat_map(of_table).collect();
    let heads = [TABLE, COLUMN, word!("What it means", "含义与算法")];
    grid(word!("Columns", "列说明"), &heads, rows, lang)
}

fn workings(document: &Document, lang: Lang) -> Grid {
    let mut rows = Vec::new();
    for table in document.tables() {
        let totals = table.totals.iter().flat_map(|totals| &totals.rows);
        for row in table.rows.iter().chain(totals) {
            for working in &row.workings {
                rows.push(vec![
                    text(table.title.get(lang)),
                    text(&known_as(table, row, lang)),
                    text(heading_of(table, working.key, lang)),
                    text(working.said.get(lang)),
                ]);
            }
        }
    }
    let heads = [TABLE, ROW, COLUMN, word!("How it came about", "计算过程")];
    grid(word!("Workings", "计算过程"), &heads, rows, lang)
}

fn sources(document: &Document, lang: Lang) -> Grid {
    let mut rows = Vec::new();
    for table in document.tables() {
        for row in &table.rows {
            for origin in &row.sources {
                let column = origin.key.map_or(word!("whole row", "整行").get(lang), |key| {
                    heading_of(table, key, lang)
                });
                let line = crate::document::Cell::from(origin.line);
                rows.push(vec![
                    text(table.title.get(lang)),
                    text(&known_as(table, row, lang)),
                    text(column),
                    text(&origin.reference),
                    text(&origin.path),
                    Datum::of(&line, lang),
                ]);
            }
        }
    }
    let heads = [
        TABLE,
        ROW,
        COLUMN,
        word!("Record", "记录"),
        word!("File", "文件"),
        word!("Line", "行号"),
    ];
    grid(word!("Sources", "来源"), &heads, rows, lang)
}
