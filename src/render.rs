//! Documents to text and files: one function a format, over any document. A writer decides nothing
//! about figures; it only shows them, and makes the text of records harmless on the way.

pub mod chart;
pub mod clean;
pub mod colour;
pub mod csv;
pub mod explain;
mod fit;
pub mod html;
pub mod json;
pub mod markdown;
pub mod show;
pub mod since;
pub mod svg;
pub mod table;
pub(crate) mod wrap;
pub mod xlsx;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use crate::document::{Detail, Document};
use crate::say::Lang;

/// The formats of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For a terminal.
    #[default]
    Table,
    /// For a pull request's comment.
    Markdown,
    /// For spreadsheets and programs.
    Csv,
    /// For programs; whole and exact.
    Json,
    /// For people: one file to read on a phone, to sort and to print.
    Html,
    /// For Excel and its kin.
    Xlsx,
    /// A picture for a slide or a chat.
    Svg,
}

impl Format {
    /// All of them, under the names by which they are asked for.
    pub const ALL: [(&'static str, Format); 7] = [
        ("table", Format::Table),
        ("markdown", Format::Markdown),
        ("csv", Format::Csv),
        ("json", Format::Json),
        ("html", Format::Html),
        ("xlsx", Format::Xlsx),
        ("svg", Format::Svg),
    ];

    /// The endings of files in this format; the first is the usual one.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Table => &["txt"],
            Format::Markdown => &["md", "markdown"],
            Format::Csv => &["csv"],
            Format::Json => &["json"],
            Format::Html => &["html", "htm"],
            Format::Xlsx => &["xlsx"],
            Format::Svg => &["svg"],
        }
    }

    /// How much a document in this format tells of where its figures come from, unless asked for more.
    pub const fn detail(self) -> Detail {
        match self {
            Format::Table | Format::Markdown | Format::Csv | Format::Svg => Detail::Figures,
            Format::Json | Format::Html | Format::Xlsx => Detail::Sources,
        }
    }

    /// Whether it is text, fit for a terminal.
    pub const fn is_text(self) -> bool {
        match self {
            Format::Table | Format::Markdown | Format::Csv | Format::Json | Format::Html | Format::Svg => true,
            Format::Xlsx => false,
        }
    }

    /// The format of files with that ending, in whatever case.
    pub fn of_ending(ending: &str) -> Option<Format> {
        let formats = Format::ALL.into_iter().map(|(_, format)| format);
        let is = |format: &Format| format.endings().iter().any(|known| known.eq_ignore_ascii_case(ending));
        formats.into_iter().find(is)
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL
            .into_iter()
            .find(|(known, _)| *known == name)
            .map(|(_, format)| format)
    }
}

/// How a document is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look<'l> {
    /// The language for people.
    pub lang: Lang,
    /// The terminal's width in columns; none: a pipe or a file, where nothing is wrapped.
    pub width: Option<u16>,
    /// Whether the terminal shows colours.
    pub colour: bool,
    /// The way from the folder of the file that is written to the book's, with `/`: empty where they are the same,
    /// and for standard output; none: records are not linked.
    pub book: Option<&'l str>,
}

/// The document in that format. The same document and look give the same bytes.
pub fn render(document: &Document, format: Format, look: &Look<'_>) -> Vec<u8> {
    match format {
        Format::Table => table::write(document, look).into_bytes(),
        Format::Markdown => markdown::write(document, look.lang).into_bytes(),
        Format::Csv => csv::write(document, look.lang),
        Format::Json => json::write(document, look.lang).into_bytes(),
        Format::Html => html::write(document, look).into_bytes(),
        Format::Xlsx => xlsx::write(document, look.lang),
        Format::Svg => svg::write(document, look.lang).into_bytes(),
    }
}
