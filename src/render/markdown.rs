//! Documents as GitHub's Markdown, for a comment on a pull request. Text of records stays text: no
//! markup, no link, no image, no mention.

use super::{clean, explain, show, since};
use crate::document::{Body, Cell, Column, Content, Document, Part, Row, Table, Tone};
use crate::say::{Lang, Said, Word};
use crate::word;

const AS_OF: Word = word!("As of", "截至");
const COMPARED: Word = word!("compared with", "对比");
const TOTALS: Word = word!("Totals", "合计");

/// The document as Markdown, ended by a line feed.
pub fn write(document: &Document, lang: Lang) -> String {
    let mut out = format!(
        "## {}\n\n{}\n",
        clean::markdown_block(document.title.get(lang)),
        dateline(document, lang)
    );
    match &document.body {
        Body::Report(table) => {
            write_table(document, table, lang, &mut out);
            write_explained(document, table, lang, &mut out);
            write_notes(&[table.notes.as_slice(), &document.notes].concat(), lang, &mut out);
        }
        Body::Composed(parts) => {
            for part in parts {
                write_part(document, part, lang, &mut out);
            }
            write_notes(&document.notes, lang, &mut out);
        }
    }
    out
}

fn dateline(document: &Document, lang: Lang) -> String {
    let mut out = format!("{} {}", AS_OF.get(lang), document.as_of);
    if let Some(since) = document.since {
        out.push_str(&format!(" · {} {since}", COMPARED.get(lang)));
    }
    if let Some(scope) = &document.scope {
        out.push_str(&format!(" · {}", clean::markdown(scope.get(lang))));
    }
    out
}

fn write_part(document: &Document, part: &Part, lang: Lang, out: &mut String) {
    match part {
        Part::Heading(said) => out.push_str(&format!("\n### {}\n", clean::markdown_block(said.get(lang)))),
        Part::Text(said) => out.push_str(&format!("\n{}\n", clean::markdown_block(said.get(lang)))),
        Part::Points(points) => {
            out.push('\n');
            for point in points {
                out.push_str(&format!("- {}\n", clean::markdown_block(point.text.get(lang))));
            }
        }
        Part::Table(table) => {
            out.push_str(&format!("\n**{}**\n", clean::markdown(table.title.get(lang))));
            write_table(document, table, lang, out);
            write_explained(document, table, lang, out);
            write_notes(&table.notes, lang, out);
        }
    }
}

fn write_table(document: &Document, table: &Table, lang: Lang, out: &mut String) {
    out.push('\n');
    if table.rows.is_empty() {
        out.push_str(&format!("{}\n", clean::markdown_block(table.empty.get(lang))));
    } else {
        let (columns, rows) = since::of_table(document, table);
        write_grid(&columns, &rows, lang, out);
    }
    if let Some(totals) = table.totals.as_ref().filter(|totals| !totals.rows.is_empty()) {
        out.push_str(&format!("\n**{}**\n\n", TOTALS.get(lang)));
        let (columns, rows) = since::beside(document, &totals.columns, &totals.rows);
        write_grid(&columns, &rows, lang, out);
    }
}

/// How the figures came about: a list of rows, and below each what is said of its figures.
fn write_explained(document: &Document, table: &Table, lang: Lang, out: &mut String) {
    let colon = explain::colon(lang);
    for line in explain::lines(document, table, lang) {
        match line {
            explain::Line::Heading(text) => out.push_str(&format!("\n**{text}**\n\n")),
            explain::Line::Meaning { title, text } => {
                out.push_str(&format!(
                    "- {}{colon}{}\n",
                    clean::markdown_block(title),
                    clean::markdown(text)
                ));
            }
            explain::Line::Row { name, places } => {
                let name: Vec<String> = name.iter().map(|part| written(part, lang)).collect();
                let (name, places) = (name.join(explain::BETWEEN), listed(&places, " ", ""));
                out.push_str(&format!("- **{name}**{places}\n"));
            }
            explain::Line::Figure { title, text, places } => {
                let (open, close) = match lang {
                    _ if text.is_empty() => ("", ""),
                    Lang::En => (" (", ")"),
                    Lang::Zh => ("（", "）"),
                };
                let (title, text, places) = (
                    clean::markdown_block(title),
                    clean::markdown(&text),
                    listed(&places, open, close),
                );
                out.push_str(&format!("  - {title}{colon}{text}{places}\n"));
            }
        }
    }
}

/// The places behind a figure; nothing where there are none.
fn listed(places: &[explain::Place], open: &str, close: &str) -> String {
    if places.is_empty() {
        return String::new();
    }
    let one = |place: &explain::Place| {
        let references: Vec<String> = place.references.iter().map(|reference| code(reference)).collect();
        let at = code(&place.at);
        if references.is_empty() {
            at
        } else {
            format!("{at} {}", references.join(" "))
        }
    };
    let all: Vec<String> = places.iter().map(one).collect();
    format!("{open}{}{close}", all.join(", "))
}

/// A path or reference as a code span where it can be one.
fn code(text: &str) -> String {
    let (path, line) = text.rsplit_once(':').unwrap_or((text, ""));
    if is_plain_id(path) && line.bytes().all(|b| b.is_ascii_digit()) {
        format!("`{text}`")
    } else {
        clean::markdown(text)
    }
}

fn write_grid(columns: &[Column], rows: &[Row], lang: Lang, out: &mut String) {
    out.push('|');
    for column in columns {
        out.push_str(&format!(" {} |", clean::markdown(column.title.get(lang))));
    }
    out.push_str("\n|");
    for column in columns {
        out.push_str(if column.kind.is_figure() { " ---: |" } else { " --- |" });
    }
    out.push('\n');
    for row in rows {
        out.push('|');
        for cell in row.cells.iter().take(columns.len()) {
            out.push_str(&format!(" {} |", written(cell, lang)));
        }
        out.push('\n');
    }
}

fn written(cell: &Cell, lang: Lang) -> String {
    match (&cell.content, cell.tone) {
        (Content::Ref(text) | Content::Id(text), _) if is_plain_id(text) => format!("`{text}`"),
        (Content::Word { .. }, Tone::Bad) => format!("**{}**", clean::markdown(&show::text(cell, lang))),
        _ => show::pieces(cell, lang)
            .iter()
            .map(|piece| piece_text(&piece.text))
            .collect(),
    }
}

/// Cleaned, with the spaces that keep it apart from its neighbours.
fn piece_text(text: &str) -> String {
    let gap = if text.ends_with(' ') { " " } else { "" };
    format!("{}{gap}", clean::markdown(text))
}

/// Fit for a code span, where nothing is a mention or a link.
fn is_plain_id(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '#' | '@'))
}

fn write_notes(notes: &[Said], lang: Lang, out: &mut String) {
    for (i, note) in notes.iter().enumerate() {
        let gap = if i == 0 { "\n" } else { "" };
        out.push_str(&format!("{gap}- {}\n", clean::markdown_block(note.get(lang))));
    }
}
