//! The linked book: every record that could be read, by kind and id, and all that is wrong with the
//! files and the links between them.
//!
//! What failed an earlier stage is withheld but remembered, so that whoever refers to it is not blamed.

mod cycles;
pub mod identify;
mod known;
mod links;
mod shelf;
mod pages;
mod read;
mod unique;

use hashbrown::{HashMap, HashSet};

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
use crate::model::{Common, Kind};
use crate::say::Said;
use crate::source::Source;
use crate::syntax::Span;

pub use pages::settings;
pub use read::{Files, read, read_both};

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
#[derive(Debug, Clone)]
pub struct File<'a> {
    /// The kind, told by its name or folder; the one that was probably meant where a name is misspelt.
    pub kind: Option<Kind>,
    /// Its id.
    pub id: &'a str,
    /// What became of it.
    pub state: FileState,
    /// The account that it belongs to, as far as it says one; the one that was probably meant where it is
    /// misspelt.
    pub account: Option<&'a str>,
    /// Who answers for it, as far as it says so.
    pub owner: Option<&'a str>,
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
    /// The files that may be missing where they belong: those that are no sound record, those that do not
    /// say in a readable way whose they are, and those that gave way to another of the same id.
    pub dark: Vec<FileId>,
    /// The same by kind and account; an account that is not known may be any.
    blind: HashSet<(Kind, Option<&'a str>)>,
    /// Where the items of a file's lists stand that could not be read: a position in a list of a record
    /// counts without them.
    pub dropped: HashMap<FileId, Vec<Span>>,
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

    /// A file's path, relative to the book.
    pub fn path(&self, file: FileId) -> &'a str {
        if file == SETTINGS {
            "kam.toml"
        } else {
            &self.sources[file as usize].path
        }
    }

    /// A record's file and id, by its kind and its position in the list of that kind.
    pub fn record(&self, kind: Kind, at: usize) -> (FileId, &'a str) {
        fn of<'a, T>(records: &Records<'a, T>, at: usize) -> (FileId, &'a str) {
            let record = &records.all[at];
            (record.file, record.id)
        }
        match kind {
            Kind::Person => of(&self.people, at),
            Kind::Account => of(&self.accounts, at),
            Kind::Contract => of(&self.contracts, at),
            Kind::Goal => of(&self.goals, at),
            Kind::Task => of(&self.tasks, at),
            Kind::Interaction => of(&self.interactions, at),
            Kind::Survey => of(&self.surveys, at),
            Kind::Review => of(&self.reviews, at),
            Kind::Improvement => of(&self.improvements, at),
            Kind::Opportunity => of(&self.opportunities, at),
            Kind::Order => of(&self.orders, at),
            Kind::Request => of(&self.requests, at),
        }
    }

    /// Whether a record of this kind that may belong to the account could not be read: whoever finds
    /// something missing there cannot be sure. `None` asks for any account.
    pub fn blind(&self, kind: Kind, account: Option<&str>) -> bool {
        match account {
            Some(account) => self.blind.contains(&(kind, None)) || self.blind.contains(&(kind, Some(account))),
            None => self.blind.iter().any(|(of, _)| *of == kind),
        }
    }
}
