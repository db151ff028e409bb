//! From the files to the linked book.

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::pages::{Page, read_page};
use super::{Book, Fault, FileId, Records, cycles, known, links, shelf, unique};
use crate::model::Kind;
use crate::model::settings::Settings;
use crate::source::{Source, Texts};

/// Reads and links the whole book. `faults` are those of `kam.toml`.
pub fn read<'a>(
    settings: Settings<'a>,
    settings_source: &'a Source,
    sources: &'a [Source],
    texts: &'a Texts,
    faults: Vec<Fault>,
) -> Book<'a> {
    let terms = settings.terms.clone();
    let pages: Vec<Page<'a>> = (sources.par_iter())
        .map(|source| read_page(source, &terms, texts))
        .collect();
    let files = Files {
        settings: settings_source,
        sources,
        faults,
    };
    link(settings, files, pages)
}

/// The files of a book.
#[derive(Debug, Clone)]
pub struct Files<'a> {
    /// `kam.toml`.
    pub settings: &'a Source,
    /// The others, in the order of their paths.
    pub sources: &'a [Source],
    /// What is wrong with `kam.toml`.
    pub faults: Vec<Fault>,
}

/// Reads two states of a book by the same settings. What is the same in both is read once.
pub fn read_both<'a>(
    settings: &Settings<'a>,
    earlier: Files<'a>,
    later: Files<'a>,
    texts: &'a Texts,
) -> (Book<'a>, Book<'a>) {
    let read = |source| read_page(source, &settings.terms, texts);
    let pages: Vec<Page<'a>> = later.sources.par_iter().map(read).collect();
    let same = |source: &'a Source| {
        let at = later
            .sources
            .binary_search_by(|other| other.path.cmp(&source.path))
            .ok()?;
        (later.sources[at].text == source.text).then(|| pages[at].clone())
    };
    let pages_earlier: Vec<Page<'a>> = (earlier.sources.par_iter())
        .map(|source| same(source).unwrap_or_else(|| read(source)))
        .collect();
    rayon::join(
        || link(settings.clone(), earlier, pages_earlier),
        || link(settings.clone(), later, pages),
    )
}

/// Links the files of a book that were read.
fn link<'a>(settings: Settings<'a>, files: Files<'a>, mut pages: Vec<Page<'a>>) -> Book<'a> {
    let Files {
        settings: settings_source,
        sources,
        faults,
    } = files;
    let mut book = Book {
        settings,
        settings_source,
        sources,
        files: Vec::with_capacity(pages.len()),
        dark: Vec::new(),
        blind: HashSet::new(),
        dropped: HashMap::new(),
        faults,
        people: Records::default(),
        accounts: Records::default(),
        contracts: Records::default(),
        goals: Records::default(),
        tasks: Records::default(),
        interactions: Records::default(),
        surveys: Records::default(),
        reviews: Records::default(),
        improvements: Records::default(),
        opportunities: Records::default(),
        orders: Records::default(),
        requests: Records::default(),
    };
    for (at, page) in pages.iter_mut().enumerate() {
        let file = at as FileId;
        for (span, rule, message, help) in page.faults.drain(..) {
            book.faults.push(Fault {
                file,
                span,
                rule,
                message,
                help,
                related: Vec::new(),
            });
        }
        if !page.dropped.is_empty() {
            book.dropped.insert(file, std::mem::take(&mut page.dropped));
        }
        if let Some(reading) = page.reading.take() {
            shelf::shelve(&mut book, file, page.file.id, reading);
        }
    }
    book.settle();
    let index = known::Index::of(&pages);
    unique::duplicates(&mut book, &pages, &index.twice);
    links::check(&mut book, &index, &pages);
    let lost = known::lost(&index, &pages);
    cycles::check(&mut book);
    drop(index);
    book.files = pages.into_iter().map(|page| page.file).collect();
    owners_by_account(&mut book);
    for (file, account) in lost {
        book.dark.push(file);
        let file = &mut book.files[file as usize];
        file.account = account;
        book.blind.extend(file.kind.map(|kind| (kind, account)));
    }
    book
}

/// Who answers for an order or an interaction: the account's owner, since neither names one.
fn owners_by_account(book: &mut Book<'_>) {
    for file in &mut book.files {
        if let (Some(Kind::Order | Kind::Interaction), None) = (file.kind, file.owner) {
            let account = file.account.and_then(|id| book.accounts.get(id));
            file.owner = account.and_then(|account| account.owner).map(|owner| owner.0);
        }
    }
}
