//! The linked book: every record that could be read, by kind and id, and all that is wrong with the
//! files and the links between them.
//!
//! What failed an earlier stage is withheld but remembered, so that whoever refers to it is not blamed.

mod cycles;
pub mod identify;
mod links;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::model::account::Account;
use crate::model::contract::Contract;
use crate::model::goal::Goal;
use crate::model::improvement::Improvement;
use crate::model::interaction::Interaction;
use crate::model::opportunity::Opportunity;
use crate::model::order::Order;
use crate::model::person::Person;
use crate::model::request::Request;
use crate::model::review::Review;
use crate::model::settings::Settings;
use crate::model::survey::Survey;
use crate::model::task::Task;
use crate::model::{Common, Data, Kind, Reading};
use crate::say::Said;
use crate::shape::{Link, Part, Reader, Terms};
use crate::source::{Source, Texts, Unreadable};
use crate::syntax::{self, Format, Span};
use crate::{model, said};

/// The number of a file in the book's sources; [`SETTINGS`] is `kam.toml`.
pub type FileId = u32;

/// `kam.toml`.
pub const SETTINGS: FileId = u32::MAX;

/// One record: what every kind has, and its own data, which it dereferences to.
#[derive(Debug)]
pub struct Record<'a, T> {
    /// Its id, unique within its kind.
    pub id: &'a str,
    /// The file that it stands in.
    pub file: FileId,
    /// What every kind has.
    pub common: Common<'a>,
    /// The top-level keys that hold something that could not be read.
    pub broken: Vec<&'static str>,
    /// The kind's own data.
    pub data: Box<T>,
}

impl<T> std::ops::Deref for Record<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T> Record<'_, T> {
    /// Whether all of these keys could be read.
    pub fn sound(&self, keys: &[&str]) -> bool {
        self.broken.is_empty() || !self.broken.iter().any(|broken| keys.contains(broken))
    }
}

/// The records of one kind, by id.
#[derive(Debug)]
pub struct Records<'a, T> {
    /// Those that could be read, sorted by id.
    pub all: Vec<Record<'a, T>>,
    index: HashMap<&'a str, u32>,
}

impl<'a, T> Default for Records<'a, T> {
    fn default() -> Records<'a, T> {
        Records {
            all: Vec::new(),
            index: HashMap::new(),
        }
    }
}

impl<'a, T> Records<'a, T> {
    /// The record of this id.
    pub fn get(&self, id: &str) -> Option<&Record<'a, T>> {
        self.index.get(id).map(|at| &self.all[*at as usize])
    }

    /// The position in `all` of the record of this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.index.get(id).map(|at| *at as usize)
    }

    /// All of them, in the order of their ids.
    pub fn iter(&self) -> std::slice::Iter<'_, Record<'a, T>> {
        self.all.iter()
    }

    fn settle(&mut self) {
        self.all
            .sort_unstable_by(|a, b| a.id.cmp(b.id).then(a.file.cmp(&b.file)));
        // Of two with the same id, which is a finding, the one whose path comes first stands.
        self.all.dedup_by(|later, first| later.id == first.id);
        self.index = self
            .all
            .iter()
            .enumerate()
            .map(|(at, record)| (record.id, at as u32))
            .collect();
    }
}

impl<'r, 'a, T> IntoIterator for &'r Records<'a, T> {
    type Item = &'r Record<'a, T>;
    type IntoIter = std::slice::Iter<'r, Record<'a, T>>;
    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// It is a record, of which at most single keys could not be read.
    Record,
    /// Its id is known, but it lacks what a record needs.
    Withheld,
    /// It could not be read: its text, or so much of it that its id may not be what it seems.
    Unread,
}

/// A file and what it was taken for.
#[derive(Debug)]
pub struct File<'a> {
    /// The kind, told by its name or folder.
    pub kind: Option<Kind>,
    /// Its id.
    pub id: &'a str,
    /// What became of it.
    pub state: FileState,
    /// The account that it belongs to, as far as it says one.
    pub account: Option<&'a str>,
    /// The top-level keys that hold something that could not be read.
    pub broken: Vec<&'static str>,
}

/// Something wrong with a file or a link: the rule, the very place, and the words.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Where.
    pub file: FileId,
    /// The place in it.
    pub span: FaultPlace,
    /// The rule's name.
    pub rule: &'static str,
    /// What is wrong.
    pub message: Said,
    /// What to do.
    pub help: Said,
    /// Places that have to do with it.
    pub related: Vec<(FileId, Span, Said)>,
}

/// Where a fault stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultPlace {
    /// In the text.
    Text(Span),
    /// In a file without text: line and column.
    At(usize, usize),
}

/// The whole book.
#[derive(Debug)]
pub struct Book<'a> {
    /// The settings in force.
    pub settings: Settings<'a>,
    /// `kam.toml` as it was read.
    pub settings_source: &'a Source,
    /// The files, in the order of their paths.
    pub sources: &'a [Source],
    /// What each file was taken for, in the same order.
    pub files: Vec<File<'a>>,
    /// The files that are no sound record.
    pub dark: Vec<FileId>,
    /// All that is wrong with files and links.
    pub faults: Vec<Fault>,
    /// `people/`
    pub people: Records<'a, Person<'a>>,
    /// `accounts/`
    pub accounts: Records<'a, Account<'a>>,
    /// `contracts/`
    pub contracts: Records<'a, Contract<'a>>,
    /// `goals/`
    pub goals: Records<'a, Goal<'a>>,
    /// `tasks/`
    pub tasks: Records<'a, Task<'a>>,
    /// `interactions/`
    pub interactions: Records<'a, Interaction<'a>>,
    /// `surveys/`
    pub surveys: Records<'a, Survey<'a>>,
    /// `reviews/`
    pub reviews: Records<'a, Review<'a>>,
    /// `improvements/`
    pub improvements: Records<'a, Improvement<'a>>,
    /// `opportunities/`
    pub opportunities: Records<'a, Opportunity<'a>>,
    /// `orders/`
    pub orders: Records<'a, Order<'a>>,
    /// `requests/`
    pub requests: Records<'a, Request<'a>>,
}

/// One file after reading, before linking.
struct Page<'a> {
    file: File<'a>,
    reading: Option<Reading<'a>>,
    parent: Option<&'a str>,
    links: Vec<Link<'a>>,
    parts: Vec<Part<'a>>,
    faults: Vec<(FaultPlace, &'static str, Said, Said)>,
}

/// Reads `kam.toml`. The settings, or nothing where it cannot even be told what the book is; and all
/// that is wrong with it.
pub fn read_settings<'a>(source: &'a Source, texts: &'a Texts) -> (Option<Settings<'a>>, Vec<Fault>) {
    let text = match &source.text {
        Ok(text) => text,
        Err(why) => {
            let (place, rule, message, help) = unreadable(why);
            return (
                None,
                vec![Fault {
                    file: SETTINGS,
                    span: place,
                    rule,
                    message,
                    help,
                    related: Vec::new(),
                }],
            );
        }
    };
    let tree = syntax::read(Format::Toml, text, texts);
    let terms = model::settings::terms(&tree.root, texts);
    let mut reader = Reader::new(&terms, texts, !tree.whole);
    let settings = model::settings::read(&tree.root, &mut reader);
    let mut faults: Vec<Fault> = tree
        .complaints
        .into_iter()
        .chain(std::mem::take(&mut reader.complaints))
        .map(|c| Fault {
            file: SETTINGS,
            span: FaultPlace::Text(c.span),
            rule: c.rule,
            message: c.message,
            help: c.help,
            related: Vec::new(),
        })
        .collect();
    if let Some(settings) = &settings {
        links::check_settings(settings, &reader.links, &mut faults);
    }
    (settings, faults)
}

/// Reads and links the whole book. `faults` are those of `kam.toml`.
pub fn read<'a>(
    settings: Settings<'a>,
    settings_source: &'a Source,
    sources: &'a [Source],
    texts: &'a Texts,
    faults: Vec<Fault>,
) -> Book<'a> {
    let terms = settings.terms.clone();
    let mut pages: Vec<Page<'a>> = sources
        .par_iter()
        .map(|source| read_page(source, &terms, texts))
        .collect();
    let mut book = Book {
        settings,
        settings_source,
        sources,
        files: Vec::with_capacity(pages.len()),
        dark: Vec::new(),
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
        if let Some(reading) = page.reading.take() {
            shelve(&mut book, file, page.file.id, reading);
        }
    }
    book.settle();
    links::check(&mut book, &pages);
    cycles::check(&mut book);
    book.files = pages.into_iter().map(|page| page.file).collect();
    book.dark = (0..)
        .zip(&book.files)
        .filter(|(_, file)| file.state != FileState::Record)
        .map(|(at, _)| at)
        .collect();
    book
}

fn read_page<'a>(source: &'a Source, terms: &Terms, texts: &'a Texts) -> Page<'a> {
    let mut page = Page {
        file: File {
            kind: None,
            id: "",
            state: FileState::Unread,
            account: None,
            broken: Vec::new(),
        },
        reading: None,
        parent: None,
        links: Vec::new(),
        parts: Vec::new(),
        faults: Vec::new(),
    };
    let identity = identify::identify(&source.path);
    page.file.id = identity.id;
    let kind = match identity.kind {
        Ok(kind) => kind,
        Err((message, help)) => {
            page.faults.push((FaultPlace::At(1, 1), "unknown-kind", message, help));
            return page;
        }
    };
    page.file.kind = Some(kind);
    let text = match &source.text {
        Ok(text) => text,
        Err(why) => {
            page.faults.push(unreadable(why));
            return page;
        }
    };
    let tree = syntax::read(identity.format, text, texts);
    let mut reader = Reader::new(terms, texts, !tree.whole);
    let mut reading = model::read(kind, &tree.root, &mut reader);
    if let Some(data) = &reading.data {
        model::sound::check(data, &reading.common, &tree.root, &mut reader, &mut reading.broken);
    }
    links::unique_parts(&reader.parts, &mut reader.complaints);
    if let Some(id) = reading.common.id {
        page.file.id = id;
    } else if !reader.torn
        && !reading.broken.contains(&"id")
        && let Err(why) = crate::values::id::is_id(page.file.id)
    {
        reader.bad_value(
            Span::default(),
            why,
            said!("write an `id` into the file", "请在文件里写明 `id`"),
        );
        reading.broken.push("id");
    }
    page.file.state = match &reading.data {
        _ if reader.torn || reading.broken.contains(&"id") => FileState::Unread,
        Some(_) => FileState::Record,
        None => FileState::Withheld,
    };
    page.file.account = match kind {
        Kind::Account => Some(page.file.id),
        _ => links::account_of(&tree.root),
    };
    page.faults.extend(
        tree.complaints
            .into_iter()
            .chain(reader.complaints)
            .map(|c| (FaultPlace::Text(c.span), c.rule, c.message, c.help)),
    );
    if let Some(Data::Account(account)) = &reading.data {
        page.parent = account.parent.map(|parent| parent.0);
    }
    page.file.broken.clone_from(&reading.broken);
    page.links = reader.links;
    page.parts = reader.parts;
    page.reading = (page.file.state == FileState::Record).then_some(reading);
    page
}

fn unreadable(why: &Unreadable) -> (FaultPlace, &'static str, Said, Said) {
    match why {
        Unreadable::Encoding { line, column } => (
            FaultPlace::At(*line, *column),
            "encoding",
            said!("the file is not UTF-8 from here on", "文件从这里起不是 UTF-8 编码"),
            said!("save it as UTF-8", "请另存为 UTF-8 编码"),
        ),
        Unreadable::TooLarge { bytes } => (
            FaultPlace::At(1, 1),
            "too-large",
            said!(
                "the file has {bytes} bytes: more than the 1 MiB that a record may have",
                "文件有 {bytes} 字节，超过单条记录 1 MiB 的上限",
                bytes = bytes
            ),
            said!(
                "keep attachments beside the book and link to them",
                "请把附件放在台账之外，在记录中写链接"
            ),
        ),
    }
}

fn shelve<'a>(book: &mut Book<'a>, file: FileId, id: &'a str, reading: Reading<'a>) {
    fn put<'a, T>(
        records: &mut Records<'a, T>,
        file: FileId,
        id: &'a str,
        data: Box<T>,
        common: Common<'a>,
        broken: Vec<&'static str>,
    ) {
        records.all.push(Record {
            id,
            file,
            common,
            broken,
            data,
        });
    }
    let Reading { common, data, broken } = reading;
    match data {
        None => {}
        Some(Data::Person(data)) => put(&mut book.people, file, id, data, common, broken),
        Some(Data::Account(data)) => put(&mut book.accounts, file, id, data, common, broken),
        Some(Data::Contract(data)) => put(&mut book.contracts, file, id, data, common, broken),
        Some(Data::Goal(data)) => put(&mut book.goals, file, id, data, common, broken),
        Some(Data::Task(data)) => put(&mut book.tasks, file, id, data, common, broken),
        Some(Data::Interaction(data)) => put(&mut book.interactions, file, id, data, common, broken),
        Some(Data::Survey(data)) => put(&mut book.surveys, file, id, data, common, broken),
        Some(Data::Review(data)) => put(&mut book.reviews, file, id, data, common, broken),
        Some(Data::Improvement(data)) => put(&mut book.improvements, file, id, data, common, broken),
        Some(Data::Opportunity(data)) => put(&mut book.opportunities, file, id, data, common, broken),
        Some(Data::Order(data)) => put(&mut book.orders, file, id, data, common, broken),
        Some(Data::Request(data)) => put(&mut book.requests, file, id, data, common, broken),
    }
}

impl<'a> Book<'a> {
    fn settle(&mut self) {
        self.people.settle();
        self.accounts.settle();
        self.contracts.settle();
        self.goals.settle();
        self.tasks.settle();
        self.interactions.settle();
        self.surveys.settle();
        self.reviews.settle();
        self.improvements.settle();
        self.opportunities.settle();
        self.orders.settle();
        self.requests.settle();
    }

    /// A file's source.
    pub fn source(&self, file: FileId) -> &'a Source {
        if file == SETTINGS {
            self.settings_source
        } else {
            &self.sources[file as usize]
        }
    }

    /// Whether a record of this kind that may belong to the account could not be read: whoever finds
    /// something missing there cannot be sure. `None` asks for any account.
    pub fn blind(&self, kind: Kind, account: Option<&str>) -> bool {
        self.dark.iter().map(|file| &self.files[*file as usize]).any(|file| {
            file.kind == Some(kind) && (account.is_none() || file.account.is_none() || file.account == account)
        })
    }
}
