//! Where a document goes and in which format: `--format` and `-o FILE`, alike for every command that
//! makes one.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches};

use super::Context;
use super::fail::Failure;
use super::open::Opened;
use crate::annotate::github::inert_text;
use crate::document::Document;
use crate::render::{Format, Look, clean, render};
use crate::said;
use crate::say::{Lang, Word};
use crate::store;
use crate::word;

/// The options.
pub fn arguments(lang: Lang) -> [Arg; 2] {
    const FORMAT: Word = word!(
        "table, markdown, csv, json, html, xlsx or svg [default: table, or by the file's ending]",
        "table（默认）、markdown、csv、json、html、xlsx、svg；或依扩展名"
    );
    const FILE: Word = word!(
        "Write into this file: .html, .md, .csv, .json, .xlsx, .svg, .txt",
        "写入文件：.html、.md、.csv、.json、.xlsx、.svg、.txt"
    );
    let option = |name: &'static str, value: &'static str, help: Word| {
        Arg::new(name)
            .long(name)
            .value_name(value)
            .help(help.get(lang))
            .hide_possible_values(true)
    };
    [
        option("format", "FORMAT", FORMAT).value_parser(Format::ALL.map(|(name, _)| name)),
        option("output", "FILE", FILE)
            .short('o')
            .value_parser(clap::value_parser!(PathBuf)),
    ]
}

/// In place of a file: standard output.
pub const STANDARD: &str = "-";

/// A format, and a file to write it into; none: standard output.
pub struct Target<'m> {
    /// The format asked for, else the one of the file's ending, else a table.
    pub format: Format,
    file: Option<&'m Path>,
}

impl<'m> Target<'m> {
    /// What was asked for.
    pub fn of(context: &Context, matches: &'m ArgMatches) -> Result<Target<'m>, Failure> {
        let file = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
        let file = file.filter(|file| *file != Path::new(STANDARD));
        let asked = matches.get_one::<String>("format").and_then(|name| Format::named(name));
        let format = match (asked, file) {
            (Some(format), _) => format,
            (None, Some(file)) => of_ending(file)?,
            (None, None) => Format::Table,
        };
        if file.is_none() && !format.is_text() && context.screen.width.is_some() {
            return Err(said!(
                "this format is not for a terminal: name a file with `-o FILE`",
                "该格式不能显示在终端上：请用 `-o 文件` 指定文件"
            )
            .into());
        }
        Ok(Target { format, file })
    }

    /// Writes the document there; a file as a whole or not at all. Nothing is linked at another revision: the
    /// files that lie in the book's folder now are not those that it shows.
    pub fn write(&self, context: &Context, opened: &Opened<'_, '_>, document: &Document) -> Result<(), Failure> {
        let lang = opened.lang;
        match self.file {
            None => {
                let mut look = context.screen.look(lang);
                if opened.at.is_some() {
                    look.book = None;
                }
                let page = render(document, self.format, &look);
                // A table may stand in the log of a host, which obeys some lines. Other formats are kept to the byte.
                let page = if self.format == Format::Table {
                    inert_text(&String::from_utf8_lossy(&page)).into_bytes()
                } else {
                    page
                };
                context.screen.write(&page)?;
            }
            Some(path) => {
                let book = if opened.at.is_some() {
                    None
                } else {
                    way(path, opened.root)
                };
                let look = Look {
                    lang,
                    book: book.as_deref(),
                    ..Look::default()
                };
                store::write_atomic(path, &render(document, self.format, &look))?;
            }
        }
        Ok(())
    }
}

/// The way from a file's folder to the book's, with `/`; empty where they are the same, none where there is no way.
fn way(file: &Path, book: &Path) -> Option<String> {
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    let (from, to) = (
        folder.unwrap_or(Path::new(".")).canonicalize().ok()?,
        book.canonicalize().ok()?,
    );
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(a, b)| a == b)
        .count();
    // Nothing shared: another drive.
    let up = (shared > 0).then(|| from.components().skip(shared).map(|_| Some("..")))?;
    let down = to.components().skip(shared).map(|part| part.as_os_str().to_str());
    let parts: Option<Vec<&str>> = up.chain(down).collect();
    Some(parts?.join("/"))
}

fn of_ending(file: &Path) -> Result<Format, Failure> {
    let ending = file.extension().and_then(|ending| ending.to_str());
    ending.and_then(Format::of_ending).ok_or_else(|| {
        let shown = file.to_string_lossy();
        let shown = clean::line(&shown);
        let endings: Vec<String> = Format::ALL
            .into_iter()
            .filter_map(|(_, format)| format.endings().first())
            .map(|ending| format!(".{ending}"))
            .collect();
        let (en, zh) = (endings.join(", "), endings.join("、"));
        said!(
            "the ending of `{shown}` names no format; say `--format`, or end it in one of {en}",
            "从 `{shown}` 的扩展名看不出格式；请用 `--format` 指定，或使用 {zh}"
        )
        .into()
    })
}
