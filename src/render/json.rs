//! Documents as JSON: whole, exact, with English keys in every language. The shape is this file's
//! own and is kept stable, whatever becomes of the types within.
//!
//! Characters that would steer a terminal or reorder text are written as `\u` escapes, so nothing is
//! lost and nothing is printed.

use std::collections::BTreeMap;

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};

use super::{clean, explain, show};
use crate::document::{Body, Cell, Column, Content, Detail, Document, Entry, Origin, Part, Row, Table, Tone};
use crate::say::Lang;

/// The version of this shape.
const SCHEMA: u8 = 1;

/// The document as JSON, ended by a line feed. Titles and notes are in the given language.
pub fn write(document: &Document, lang: Lang) -> String {
    let said = |notes: &[crate::say::Said]| notes.iter().map(|note| note.get(lang).to_owned()).collect::<Vec<_>>();
    let head = Head {
        schema: SCHEMA,
        report: document.name,
        as_of: document.as_of.to_string(),
        since: document.since.map(|since| since.to_string()),
    };
    let text = match &document.body {
        Body::Report(table) => {
            let mut body = grid(table, document.detail, lang);
            body.notes.extend(said(&document.notes));
            serde_json::to_string_pretty(&Report { head, body })
        }
        Body::Composed(parts) => serde_json::to_string_pretty(&Composed {
            head,
            title: document.title.get(lang),
            parts: parts.iter().map(|part| section(part, document.detail, lang)).collect(),
            notes: said(&document.notes),
        }),
    };
    // Every key is text and every number came out of a decimal, so there is nothing to fail.
    let mut text = escaped(&text.unwrap_or_default());
    text.push('\n');
    text
}

/// Within JSON such characters stand only inside of strings, where an escape means the same; so does `##[`, which
/// the log of GitHub Actions obeys wherever it stands.
pub(crate) fn escaped(json: &str) -> String {
    let json = json.replace("##[", "#\\u0023[");
    if !json.contains(|c| clean::is_unsafe(c) && c != '\n') {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if clean::is_unsafe(c) && c != '\n' {
            let mut units = [0; 2];
            out.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}

#[derive(Serialize)]
struct Head {
    schema: u8,
    report: &'static str,
    as_of: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
}

#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    head: Head,
    #[serde(flatten)]
    body: Grid<'a>,
}

#[derive(Serialize)]
struct Composed<'a> {
    #[serde(flatten)]
    head: Head,
    title: &'a str,
    parts: Vec<Section<'a>>,
    notes: Vec<String>,
}

#[derive(Serialize)]
#[serde(tag = "part", rename_all = "lowercase")]
enum Section<'a> {
    Heading {
        text: &'a str,
    },
    Text {
        text: &'a str,
    },
    Points {
        points: Vec<Item<'a>>,
    },
    Table {
        table: &'static str,
        title: &'static str,
        #[serde(flatten)]
        grid: Grid<'a>,
    },
}

#[derive(Serialize)]
struct Item<'a> {
    tone: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct Grid<'a> {
    columns: Vec<Heading>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    totals_columns: Vec<Heading>,
    rows: Vec<Line<'a>>,
    totals: Vec<Line<'a>>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Heading {
    key: &'static str,
    title: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    means: Option<&'static str>,
}

fn section(part: &Part, detail: Detail, lang: Lang) -> Section<'_> {
    match part {
        Part::Heading(said) => Section::Heading { text: said.get(lang) },
        Part::Text(said) => Section::Text { text: said.get(lang) },
        Part::Points(points) => Section::Points {
            points: points
                .iter()
                .map(|p| Item {
                    tone: tone(p.tone),
                    text: p.text.get(lang),
                })
                .collect(),
        },
        Part::Table(table) => Section::Table {
            table: table.name,
            title: table.title.get(lang),
            grid: grid(table, detail, lang),
        },
    }
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::None => "none",
        Tone::Good => "good",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
        Tone::Muted => "muted",
    }
}

fn grid(table: &Table, detail: Detail, lang: Lang) -> Grid<'_> {
    let means = |column: &Column| match detail {
        Detail::Figures | Detail::Sources => None,
        Detail::Workings => column.means.map(|means| means.get(lang)),
    };
    let heading = |column: &Column| Heading {
        key: column.key,
        title: column.title.get(lang),
        kind: column.kind.name(),
        means: means(column),
    };
    let totals = table.totals.iter().flat_map(|totals| &totals.columns);
    // What the totals have besides is told only with what it means.
    let totals = match detail {
        Detail::Figures | Detail::Sources => Vec::new(),
        Detail::Workings => totals.map(heading).collect(),
    };
    Grid {
        columns: table.columns.iter().map(heading).collect(),
        totals_columns: totals,
        rows: table
            .rows
            .iter()
            .map(|row| Line {
                columns: &table.columns,
                row,
                lang,
            })
            .collect(),
        totals: table
            .totals
            .iter()
            .flat_map(|totals| {
                totals.rows.iter().map(|row| Line {
                    columns: &totals.columns,
                    row,
                    lang,
                })
            })
            .collect(),
        notes: table.notes.iter().map(|note| note.get(lang).to_owned()).collect(),
    }
}

/// A row as an object, its keys in the order of the columns.
struct Line<'a> {
    columns: &'a [Column],
    row: &'a Row,
    lang: Lang,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (column, cell) in self.columns.iter().zip(&self.row.cells) {
            map.serialize_entry(column.key, &Value { cell, lang: self.lang })?;
        }
        if let Some(cells) = &self.row.before {
            map.serialize_entry(
                "before",
                &Before {
                    columns: self.columns,
                    cells,
                    lang: self.lang,
                },
            )?;
        }
        if !self.row.sources.is_empty() {
            map.serialize_entry("sources", &self.row.sources.iter().map(source).collect::<Vec<_>>())?;
        }
        if !self.row.workings.is_empty() {
            let mut workings: BTreeMap<&str, String> = BTreeMap::new();
            for working in &self.row.workings {
                let said = workings.entry(working.key).or_default();
                if !said.is_empty() {
                    said.push_str(explain::between(self.lang));
                }
                said.push_str(working.said.get(self.lang));
            }
            map.serialize_entry("workings", &workings)?;
        }
        map.end()
    }
}

/// The cells of a row as they were.
struct Before<'a> {
    columns: &'a [Column],
    cells: &'a [Cell],
    lang: Lang,
}

impl Serialize for Before<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = self.cells.iter().map(|cell| Value { cell, lang: self.lang });
        serializer.collect_map(self.columns.iter().map(|column| column.key).zip(cells))
    }
}

#[derive(Serialize)]
struct Source<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'static str>,
    #[serde(rename = "ref")]
    reference: &'a str,
    path: &'a str,
    line: usize,
}

fn source(origin: &Origin) -> Source<'_> {
    Source {
        key: origin.key,
        reference: &origin.reference,
        path: &origin.path,
        line: origin.line,
    }
}

/// A cell's value: ids and keys, never names.
struct Value<'a> {
    cell: &'a Cell,
    lang: Lang,
}

#[derive(Serialize)]
struct Money<'a> {
    amount: &'a str,
    currency: &'a str,
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let lang = self.lang;
        match &self.cell.content {
            Content::Unknown => serializer.serialize_unit(),
            Content::Text(text) | Content::Id(text) | Content::Ref(text) => serializer.serialize_str(text),
            Content::Said(said) => serializer.serialize_str(said.get(lang)),
            Content::Word { key, word: _ } => serializer.serialize_str(key),
            Content::Named { id, name: _ } | Content::Person { id, name: _ } | Content::Account { id, name: _ } => {
                serializer.serialize_str(id)
            }
            Content::Date(date) => serializer.collect_str(date),
            Content::Number(value) | Content::Quantity { value, unit: _ } => number(&show::plain(*value), serializer),
            Content::Percent(percent) => number(&show::one_place(*percent), serializer),
            Content::Money { amount, currency } => Money { amount, currency }.serialize(serializer),
            Content::Bool(yes) => serializer.serialize_bool(*yes),
            Content::List(cells) => serializer.collect_seq(cells.iter().map(|cell| Value { cell, lang })),
            Content::Map(entries) => serializer.collect_map(entries.iter().map(|entry| pair(entry, lang))),
        }
    }
}

fn pair(entry: &Entry, lang: Lang) -> (&str, Value<'_>) {
    (
        &entry.key,
        Value {
            cell: &entry.cell,
            lang,
        },
    )
}

/// The number with the very digits of the text.
fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serde_json::from_str::<serde_json::Number>(text)
        .map_err(S::Error::custom)?
        .serialize(serializer)
}
