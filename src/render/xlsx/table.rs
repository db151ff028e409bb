//! A table of a document as a sheet: each column with its unit or currency and its change beside it.

use super::datum::Datum;
use super::grid::{Grid, Head};
use crate::document::{Column, Content, Document, Importance, Kind, Row, Table};
use crate::render::{show, since};
use crate::say::Lang;

/// What a column of the sheet says of a column of the table.
enum Field<'c> {
    Value,
    Unit,
    Change(&'c [since::Change]),
}

/// Rows under columns as a sheet of that name.
pub fn grid(document: &Document, columns: &[Column], rows: &[Row], name: String, lang: Lang) -> Grid {
    let changes = since::changes(document, columns, rows);
    let mut fields: Vec<(usize, Field<'_>)> = Vec::new();
    for (i, changes) in changes.iter().enumerate() {
        fields.push((i, Field::Value));
        if has_unit(columns[i].kind, rows, i) {
            fields.push((i, Field::Unit));
        }
        if let Some(changes) = changes {
            fields.push((i, Field::Change(changes)));
        }
    }
    let mut heads: Vec<Head> = Vec::new();
    for (i, field) in &fields {
        let title = field.title(&columns[*i], lang);
        let taken = heads.iter().filter(|head| head.title == title).count();
        heads.push(Head {
            title: if taken == 0 {
                title
            } else {
                format!("{title} {}", columns[*i].key)
            },
            is_figure: columns[*i].kind.is_figure() && !matches!(field, Field::Unit),
        });
    }
    let data = |(at, row): (usize, &Row)| -> Vec<Datum> {
        let datum = |(i, field): &(usize, Field<'_>)| field.datum(row, *i, at, lang);
        fields.iter().map(datum).collect()
    };
    Grid {
        name,
        heads,
        rows: rows.iter().enumerate().map(data).collect(),
        frozen: frozen(columns, &fields),
        empty: None,
    }
}

/// The columns up to the first that no row means anything without.
fn frozen(columns: &[Column], fields: &[(usize, Field<'_>)]) -> usize {
    let first = columns
        .iter()
        .position(|column| column.importance == Importance::Always);
    let first = first.unwrap_or(0);
    fields.iter().take_while(|(i, _)| *i <= first).count()
}

/// Amounts of money always have their currency beside them; other figures a unit, where any has one.
fn has_unit(kind: Kind, rows: &[Row], i: usize) -> bool {
    let said = |row: &Row| row.cells.get(i).is_some_and(|cell| !Datum::unit(cell).shown.is_empty());
    kind == Kind::Money || rows.iter().any(said)
}

impl Field<'_> {
    fn title(&self, column: &Column, lang: Lang) -> String {
        let title = column.title.get(lang);
        let beside = match (self, column.kind) {
            (Field::Value, _) => return title.to_owned(),
            (Field::Unit, Kind::Money) => crate::word!("currency", "币种"),
            (Field::Unit, _) => crate::word!("unit", "单位"),
            (Field::Change(_), Kind::Percent) => crate::word!("change in points", "变化，百分点"),
            (Field::Change(_), kind) if kind.is_figure() => crate::word!("change", "变化"),
            (Field::Change(_), _) => crate::word!("before", "此前"),
        };
        match lang {
            Lang::En => format!("{title} ({})", beside.get(lang)),
            Lang::Zh => format!("{title}（{}）", beside.get(lang)),
        }
    }

    fn datum(&self, row: &Row, i: usize, at: usize, lang: Lang) -> Datum {
        match self {
            Field::Value => row.cells.get(i).map_or_else(Datum::blank, |cell| Datum::of(cell, lang)),
            Field::Unit => row.cells.get(i).map_or_else(Datum::blank, Datum::unit),
            Field::Change(changes) => changes
                .get(at)
                .map_or_else(Datum::blank, |change| Datum::change(change, lang)),
        }
    }
}

/// By what a row is known in other sheets: the cells of its identity.
pub fn known_as(table: &Table, row: &Row, lang: Lang) -> String {
    let of = |key: &&str| table.columns.iter().position(|column| column.key == *key);
    let cells = table.identity.iter().filter_map(of).filter_map(|i| row.cells.get(i));
    let known = cells.filter(|cell| cell.content != Content::Unknown);
    known.map(|cell| show::text(cell, lang)).collect::<Vec<_>>().join(" · ")
}
