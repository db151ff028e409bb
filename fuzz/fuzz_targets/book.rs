//! Any bytes, split into the files of a book, are judged on any day and written out, twice the same.
//!
//! The input is lines of files: each file begins behind a byte 0x1E; its first line is its path, the rest
//! its bytes. What stands before the first such byte is the number of the day, in decimal.
#![no_main]

use std::collections::BTreeMap;

use kam::annotate::{Format, Outcome, annotate};
use kam::book;
use kam::facts::Facts;
use kam::findings::{self, locate::locate};
use kam::render::Look;
use kam::say::Lang;
use kam::source::{self, Source, Texts};
use kam::values::date::{Date, add_days};
use libfuzzer_sys::fuzz_target;

const SETTINGS: &str = "kam.toml";

/// Path and bytes of each file, in the order of the paths; later ones of the same path win.
fn files(input: &[u8]) -> (Date, BTreeMap<String, Vec<u8>>) {
    let mut parts = input.split(|byte| *byte == 0x1e);
    let number = parts.next().unwrap_or_default();
    let days: u32 = std::str::from_utf8(number).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(739_706);
    let files = parts.map(|part| {
        let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let path = String::from_utf8_lossy(&part[..end]).into_owned();
        (path, part.get(end + 1..).unwrap_or_default().to_vec())
    });
    // Day 1 is the first of the year 1.
    let as_of = add_days(Date::constant(1, 1, 1), i64::from(days));
    (as_of, files.collect())
}

fn written(files: &BTreeMap<String, Vec<u8>>, as_of: Date) -> Vec<u8> {
    let texts = Texts::default();
    let source = |path: &str, bytes: &[u8]| Source {
        path: path.to_owned(),
        text: source::decode(bytes.to_vec()),
    };
    let settings = files.get(SETTINGS).map_or(&b"[book]\nname = \"Book\"\n"[..], Vec::as_slice);
    let settings = source(SETTINGS, settings);
    let sources: Vec<Source> = files
        .iter()
        .filter(|(path, _)| *path != SETTINGS)
        .map(|(path, bytes)| source(path, bytes))
        .collect();
    let (in_force, faults) = book::settings(&settings, &texts);
    let book = book::read(in_force, &settings, &sources, &texts, faults);
    let located = locate(&book, findings::find(&Facts::new(&book, as_of)));
    assert!(located.iter().all(|one| one.place.line >= 1 && one.place.column >= 1));
    let outcome = Outcome {
        book: &book,
        as_of,
        records: sources.len(),
        located,
    };
    let look = Look {
        lang: Lang::Zh,
        width: Some(60),
        colour: true,
    };
    let formats = Format::ALL.map(|(_, format)| annotate(&outcome, format, &look));
    formats.concat()
}

fuzz_target!(|input: &[u8]| {
    let (as_of, files) = files(input);
    assert_eq!(written(&files, as_of), written(&files, as_of));
});
