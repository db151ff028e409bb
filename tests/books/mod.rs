//! Whole books for the tests: the worked examples as they lie on disk, and what is found in any book. It
//! uses the library alone, as the command line does, and never writes a file.

use std::path::Path;

use kam::book::{self, Book};
use kam::facts::Facts;
use kam::findings::locate::{Located, locate};
use kam::findings::{self};
use kam::source::{self, Source, Texts};
use kam::store;
use kam::values::date::{Date, parse_date};

/// One file: path and bytes.
pub type File = (String, Vec<u8>);

/// The path of the settings.
pub const SETTINGS: &str = "kam.toml";

/// The files of one of the example books, `kam.toml` first, then in the order of their paths.
pub fn example(name: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let folder = store::read_folder(&root, &store::Ignore::nothing()).expect("the example can be read");
    let settings = store::read_settings(&root).expect("the example has a kam.toml");
    let sources = std::iter::once(settings).chain(folder.sources);
    sources
        .map(|source| (source.path, source.text.expect("the example is text").into_bytes()))
        .collect()
}

/// The day by which the worked example is judged.
pub fn day() -> Date {
    parse_date("2026-04-01").expect("a date")
}

/// Reads the book in the order of its files, works it out as of a day, and looks at what is found.
pub fn check<R>(files: &[File], as_of: Date, look: impl FnOnce(&Book<'_>, Vec<Located<'_>>) -> R) -> R {
    let texts = Texts::default();
    let source = |(path, bytes): &File| Source {
        path: path.clone(),
        text: source::decode(bytes.clone()),
    };
    let settings = files.iter().find(|(path, _)| path == SETTINGS);
    let settings = source(settings.expect("a book has a kam.toml"));
    let sources: Vec<Source> = (files.iter().filter(|(path, _)| path != SETTINGS))
        .map(source)
        .collect();
    let (in_force, faults) = book::settings(&settings, &texts);
    let book = book::read(in_force, &settings, &sources, &texts, faults);
    let found = findings::find(&Facts::new(&book, as_of));
    let located = locate(&book, found);
    look(&book, located)
}
