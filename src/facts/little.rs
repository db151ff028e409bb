//! Little books out of texts, for the tests of facts; it never judges what is wrong with them.

use crate::book;
use crate::source::{Source, Texts};
use crate::values::date::parse_date;

use super::Facts;

const SETTINGS: &str = "kam.toml";
const SMALLEST: &str = "[book]\nname = \"Little\"\n";

/// Runs a test on the facts of a book of these files (path and text) as of a day. Where no `kam.toml`
/// is among them, it has nothing but a name.
pub fn facts(files: &[(&str, &str)], as_of: &str, run: impl FnOnce(&Facts<'_, '_>)) {
    let source = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: Ok(text.to_owned()),
    };
    let settings_text = files.iter().find(|(path, _)| *path == SETTINGS);
    let settings_source = source(SETTINGS, settings_text.map_or(SMALLEST, |(_, text)| text));
    let mut sources: Vec<Source> = files
        .iter()
        .filter(|(path, _)| *path != SETTINGS)
        .map(|(path, text)| source(path, text))
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let texts = Texts::default();
    let (settings, faults) = book::settings(&settings_source, &texts);
    let book = book::read(settings, &settings_source, &sources, &texts, faults);
    let as_of = parse_date(as_of).expect("the day is a date");
    run(&Facts::new(&book, as_of));
}
