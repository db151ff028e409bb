//! How long each stage takes over the worked example: reading and linking, working out the facts, finding, and placing
//! what was found. `cargo bench --bench stages`.
#![allow(missing_docs, reason = "a program of its own")]

use std::path::Path;

use kam::book::{self, Book};
use kam::facts::Facts;
use kam::findings::{self, locate};
use kam::source::{Source, Texts};
use kam::store::{self, Ignore};
use kam::values::date::parse_date;

fn main() {
    divan::main();
}

/// The example's `kam.toml` and records, read from the disk once.
fn sources() -> (Source, Vec<Source>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/software");
    let settings = store::read_settings(&root).expect("the example's kam.toml");
    let folder = store::read_folder(&root, &Ignore::nothing()).expect("the example's records");
    (settings, folder.sources)
}

fn read<'a>(settings: &'a Source, sources: &'a [Source], texts: &'a Texts) -> Book<'a> {
    let (in_force, faults) = book::settings(settings, texts);
    book::read(in_force, settings, sources, texts, faults)
}

#[divan::bench]
fn reading_and_linking(bencher: divan::Bencher) {
    let (settings, sources) = sources();
    bencher.bench(|| {
        let texts = Texts::default();
        read(&settings, &sources, &texts).files.len()
    });
}

#[divan::bench]
fn facts(bencher: divan::Bencher) {
    let (settings, sources) = sources();
    let texts = Texts::default();
    let book = read(&settings, &sources, &texts);
    let day = parse_date("2026-04-01").expect("a date");
    bencher.bench(|| Facts::new(&book, day).ledger.all.len());
}

#[divan::bench]
fn rules(bencher: divan::Bencher) {
    let (settings, sources) = sources();
    let texts = Texts::default();
    let book = read(&settings, &sources, &texts);
    let facts = Facts::new(&book, parse_date("2026-04-01").expect("a date"));
    bencher.bench(|| findings::find(&facts).len());
}

#[divan::bench]
fn placing(bencher: divan::Bencher) {
    let (settings, sources) = sources();
    let texts = Texts::default();
    let book = read(&settings, &sources, &texts);
    let facts = Facts::new(&book, parse_date("2026-04-01").expect("a date"));
    bencher
        .with_inputs(|| findings::find(&facts))
        .bench_values(|found| locate::locate(&book, found).len());
}
