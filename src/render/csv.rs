//! Documents as CSV, for spreadsheets and for programs: the flat sister of the JSON, with the same
//! English keys in every language, so that the columns are the same whoever makes the file.
//!
//! Ids stay ids, and beside a person, an account or anything else with a name stands a column
//! `KEY_name`; beside money stands `KEY_currency`, so that the amounts can be added up. Compared with
//! an earlier date, all but free text and what a row is known by is followed by `KEY_before`. Totals and notes are left
//! out, since a block after the rows would break whatever reads them. A composed document is its
//! tables, one after the other, each after a line with its name. UTF-8 with a byte-order mark and
//! line ends of two characters, as Excel wants them; every record is one line.

use std::borrow::Cow;

use super::{clean, show, since};
use crate::document::{Body, Cell, Column, Content, Document, Kind, Row, Table};
use crate::say::Lang;

/// The document as a CSV file. The language reaches only sentences.
pub fn write(document: &Document, lang: Lang) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    let named = match document.body {
        Body::Report(_) => false,
        Body::Composed(_) => true,
    };
    for table in document.tables() {
        if named {
            put(&mut writer, &[Cow::Borrowed(table.name)]);
        }
        write_table(&mut writer, document, table, lang);
    }
    writer.into_inner().unwrap_or_default()
}

fn put(writer: &mut csv::Writer<Vec<u8>>, fields: &[Cow<'_, str>]) {
    // Writing into memory does not fail, and a flexible writer takes rows of any length.
    let _ = writer.write_record(fields.iter().map(|field| field.as_bytes()));
}

fn write_table(writer: &mut csv::Writer<Vec<u8>>, document: &Document, table: &Table, lang: Lang) {
    let fields: Vec<(usize, Field)> = table
        .columns
        .iter()
        .enumerate()
        .flat_map(|(i, column)| fields(column, document, table.identity).map(move |f| (i, f)))
        .collect();
    let head: Vec<_> = fields
        .iter()
        .map(|(i, field)| Cow::Owned(field.title(table.columns[*i].key)))
        .collect();
    put(writer, &head);
    for row in &table.rows {
        let line: Vec<_> = fields.iter().map(|(i, field)| field.of(row, *i, lang)).collect();
        put(writer, &line);
    }
}

/// What a field of the file says of its column's cell.
#[derive(Clone, Copy)]
enum Field {
    Value,
    Name,
    Currency,
    Before,
}

fn fields(column: &Column, document: &Document, identity: &[&str]) -> impl Iterator<Item = Field> {
    let second = match column.kind {
        Kind::Person | Kind::Account | Kind::Named => Some(Field::Name),
        Kind::Money => Some(Field::Currency),
        Kind::Text | Kind::Word | Kind::Id | Kind::Ref | Kind::Date | Kind::Number => None,
        Kind::Percent | Kind::Bool | Kind::List | Kind::Map => None,
    };
    let before = document
        .since
        .filter(|_| since::is_compared(column.kind) && !identity.contains(&column.key))
        .map(|_| Field::Before);
    [Some(Field::Value), second, before].into_iter().flatten()
}

impl Field {
    fn title(self, key: &str) -> String {
        match self {
            Field::Value => key.to_owned(),
            Field::Name => format!("{key}_name"),
            Field::Currency => format!("{key}_currency"),
            Field::Before => format!("{key}_before"),
        }
    }

    fn of(self, row: &Row, i: usize, lang: Lang) -> Cow<'_, str> {
        let cell = match self {
            Field::Value | Field::Name | Field::Currency => row.cells.get(i),
            Field::Before => row.before.as_ref().and_then(|cells| cells.get(i)),
        };
        let Some(cell) = cell else { return Cow::Borrowed("") };
        match self {
            Field::Value | Field::Before => value(cell, lang),
            Field::Name => name(cell, lang),
            Field::Currency => currency(cell),
        }
    }
}

fn name(cell: &Cell, lang: Lang) -> Cow<'_, str> {
    match &cell.content {
        Content::Named { id: _, name } => clean::csv(name.get(lang)),
        Content::Person { id: _, name } | Content::Account { id: _, name } => clean::csv(name),
        Content::Unknown | Content::Text(_) | Content::Said(_) | Content::Word { .. } | Content::Id(_) => "".into(),
        Content::Ref(_) | Content::Date(_) | Content::Number(_) | Content::Quantity { .. } => "".into(),
        Content::Percent(_) | Content::Money { .. } | Content::Bool(_) | Content::List(_) | Content::Map(_) => {
            "".into()
        }
    }
}

fn currency(cell: &Cell) -> Cow<'_, str> {
    match &cell.content {
        Content::Money { amount: _, currency } => clean::csv(currency),
        Content::Unknown | Content::Text(_) | Content::Said(_) | Content::Word { .. } | Content::Id(_) => "".into(),
        Content::Ref(_) | Content::Named { .. } | Content::Person { .. } | Content::Account { .. } => "".into(),
        Content::Date(_) | Content::Number(_) | Content::Quantity { .. } | Content::Percent(_) => "".into(),
        Content::Bool(_) | Content::List(_) | Content::Map(_) => "".into(),
    }
}

/// A cell as one field: figures are plain numbers, whatever could be text is made harmless.
fn value(cell: &Cell, lang: Lang) -> Cow<'_, str> {
    match &cell.content {
        Content::Unknown => "".into(),
        Content::Text(text) | Content::Id(text) | Content::Ref(text) => clean::csv(text),
        Content::Said(said) => clean::csv(said.get(lang)),
        Content::Word { key, word: _ } => Cow::Borrowed(key),
        Content::Named { id, name: _ } | Content::Person { id, name: _ } | Content::Account { id, name: _ } => {
            clean::csv(id)
        }
        Content::Date(date) => date.to_string().into(),
        Content::Number(value) | Content::Quantity { value, unit: _ } => show::plain(*value).into(),
        Content::Percent(percent) => show::one_place(*percent).into(),
        Content::Money { amount, currency: _ } if is_number(amount) => Cow::Borrowed(amount),
        Content::Money { amount, currency: _ } => clean::csv(amount),
        Content::Bool(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
        Content::List(_) | Content::Map(_) => clean::csv(&several(cell, lang, "; ")).into_owned().into(),
    }
}

/// A list or a map in one field: `a; b`, `key: a, b; key: c`.
fn several(cell: &Cell, lang: Lang, separator: &str) -> String {
    match &cell.content {
        Content::List(cells) => cells
            .iter()
            .map(|cell| several(cell, lang, ", "))
            .collect::<Vec<_>>()
            .join(separator),
        Content::Map(entries) => entries
            .iter()
            .map(|entry| format!("{}: {}", entry.key, several(&entry.cell, lang, ", ")))
            .collect::<Vec<_>>()
            .join(separator),
        Content::Money { amount, currency } => format!("{amount} {currency}"),
        Content::Unknown | Content::Text(_) | Content::Said(_) | Content::Word { .. } | Content::Id(_) => {
            value(cell, lang).into_owned()
        }
        Content::Ref(_) | Content::Named { .. } | Content::Person { .. } | Content::Account { .. } => {
            value(cell, lang).into_owned()
        }
        Content::Date(_) | Content::Number(_) | Content::Quantity { .. } | Content::Percent(_) | Content::Bool(_) => {
            value(cell, lang).into_owned()
        }
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}
