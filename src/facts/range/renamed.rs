//! Records that a change gave another id: the same record, neither deleted nor added.

use hashbrown::{HashMap, HashSet};

use crate::book::{Book, Record, Records};
use crate::model::{Kind, Reference};
use crate::shape::scalars::AccountId;

/// A record and its two ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renamed<'a> {
    /// The kind of record.
    pub kind: Kind,
    /// Its id before.
    pub was: &'a str,
    /// Its id now.
    pub is: &'a str,
}

/// The records that have another id, to be asked from either side.
#[derive(Debug, Default)]
pub struct Renames<'a> {
    /// All of them, by kind and their id now.
    pub all: Vec<Renamed<'a>>,
    was: HashMap<(Kind, &'a str), &'a str>,
    is: HashMap<(Kind, &'a str), &'a str>,
}

impl<'a> Renames<'a> {
    /// Those between two versions of a book.
    pub fn of(before: &Book<'a>, now: &Book<'a>) -> Renames<'a> {
        let all = renamed(before, now);
        Renames {
            was: all.iter().map(|one| ((one.kind, one.is), one.was)).collect(),
            is: all.iter().map(|one| ((one.kind, one.was), one.is)).collect(),
            all,
        }
    }

    /// The id before of what has this id now: the same unless it was renamed.
    pub fn id_before<'i>(&self, kind: Kind, id: &'i str) -> &'i str
    where
        'a: 'i,
    {
        self.was.get(&(kind, id)).copied().unwrap_or(id)
    }

    /// The id now of what had this id before: the same unless it was renamed.
    pub fn id_now<'i>(&self, kind: Kind, id: &'i str) -> &'i str
    where
        'a: 'i,
    {
        self.is.get(&(kind, id)).copied().unwrap_or(id)
    }

    /// How a reference before is written now; none where its record was not renamed.
    pub fn reference_now(&self, reference: &str) -> Option<String> {
        if self.all.is_empty() {
            return None;
        }
        let of = Reference::parse(reference).ok()?;
        let id = self.is.get(&(of.kind, of.id))?;
        Some(Reference { id, ..of }.to_string())
    }
}

/// The records of `before` that have another id in `now`. Only what is evidently the same record is: the same content
/// but for the id, else the same account and title, where no other record that came or went has them.
pub fn renamed<'a>(before: &Book<'a>, now: &Book<'a>) -> Vec<Renamed<'a>> {
    let there = |book: &Book<'a>| -> HashSet<(Kind, &'a str)> {
        let files = book.files.iter();
        files.filter_map(|file| Some((file.kind?, file.id))).collect()
    };
    let mut search = Search {
        there: [there(before), there(now)],
        accounts: HashMap::new(),
        found: Vec::new(),
    };
    // The accounts first, since other records are known again by theirs.
    search.kind(Kind::Account, [&before.accounts, &now.accounts], |one| (None, one.name));
    let accounts = search.found.iter().map(|one| (one.was, one.is));
    search.accounts = accounts.collect();
    search.kind(Kind::Person, [&before.people, &now.people], |one| (None, one.name));
    search.kind(Kind::Contract, [&before.contracts, &now.contracts], |one| {
        (of(one.account), one.title)
    });
    search.kind(Kind::Goal, [&before.goals, &now.goals], |one| {
        (of(one.account), (one.title, one.period))
    });
    search.kind(Kind::Task, [&before.tasks, &now.tasks], |one| {
        (one.account.and_then(of), one.title)
    });
    search.kind(Kind::Interaction, [&before.interactions, &now.interactions], |one| {
        (of(one.account), (one.date, one.channel.name()))
    });
    search.kind(Kind::Survey, [&before.surveys, &now.surveys], |one| {
        (of(one.account), one.date)
    });
    search.kind(Kind::Review, [&before.reviews, &now.reviews], |one| {
        (None, (one.period, one.date))
    });
    search.kind(Kind::Improvement, [&before.improvements, &now.improvements], |one| {
        (one.account.and_then(of), one.problem)
    });
    search.kind(Kind::Opportunity, [&before.opportunities, &now.opportunities], |one| {
        (of(one.account), one.title)
    });
    search.kind(Kind::Order, [&before.orders, &now.orders], |one| {
        (of(one.account), one.date)
    });
    search.kind(Kind::Request, [&before.requests, &now.requests], |one| {
        (of(one.account), (one.title, one.opened))
    });
    search.found.sort_by_key(|one| (one.kind, one.is));
    search.found
}

fn of(account: AccountId<'_>) -> Option<&str> {
    Some(account.0)
}

struct Search<'a> {
    /// What stands in the files before and now, readable or not.
    there: [HashSet<(Kind, &'a str)>; 2],
    /// The accounts that were renamed, from their id before to that now.
    accounts: HashMap<&'a str, &'a str>,
    found: Vec<Renamed<'a>>,
}

/// The ids of the records that say the same.
type Same<'a, K> = HashMap<K, [Vec<&'a str>; 2]>;

impl<'a> Search<'a> {
    /// Pairs what is left over of a kind; `about` gives its account and what else it is known by.
    fn kind<T, K>(&mut self, kind: Kind, records: [&Records<'a, T>; 2], about: impl Fn(&T) -> (Option<&'a str>, K))
    where
        T: std::fmt::Debug,
        K: std::hash::Hash + Eq,
    {
        let [there_before, there_now] = &self.there;
        let left = [
            left_over(kind, records[0], there_now),
            left_over(kind, records[1], there_before),
        ];
        if left.iter().any(Vec::is_empty) {
            return;
        }
        let mut same: Same<'a, String> = HashMap::new();
        for (side, record) in sided(&left) {
            same.entry(content(record)).or_default()[side].push(record.id);
        }
        // Of several that say the same it does not matter which became which.
        let mut pairs: Vec<(&'a str, &'a str)> = Vec::new();
        for [before, now] in same.into_values() {
            pairs.extend(before.into_iter().zip(now));
        }
        let paired: HashSet<&str> = pairs.iter().flat_map(|(was, is)| [*was, *is]).collect();
        let mut same: Same<'a, (Option<&'a str>, K)> = HashMap::new();
        for (side, record) in sided(&left).filter(|(_, record)| !paired.contains(record.id)) {
            let (account, rest) = about(&record.data);
            let account = account.map(|id| self.accounts.get(id).copied().filter(|_| side == 0).unwrap_or(id));
            same.entry((account, rest)).or_default()[side].push(record.id);
        }
        for ids in same.into_values() {
            if let [[was], [is]] = ids.each_ref().map(Vec::as_slice) {
                pairs.push((was, is));
            }
        }
        let found = pairs.into_iter().map(|(was, is)| Renamed { kind, was, is });
        self.found.extend(found);
    }
}

/// The records of one side that are not on the other, not even in a file that could not be read.
fn left_over<'r, 'a, T>(
    kind: Kind,
    records: &'r Records<'a, T>,
    there: &HashSet<(Kind, &'a str)>,
) -> Vec<&'r Record<'a, T>> {
    records
        .iter()
        .filter(|record| !there.contains(&(kind, record.id)))
        .collect()
}

fn sided<'r, 'a, T>(left: &[Vec<&'r Record<'a, T>>; 2]) -> impl Iterator<Item = (usize, &'r Record<'a, T>)> {
    let of = |side: usize| left[side].iter().map(move |record| (side, *record));
    of(0).chain(of(1))
}

/// All that a record says but its id.
fn content<T: std::fmt::Debug>(record: &Record<'_, T>) -> String {
    let mut common = record.common.clone();
    common.id = None;
    format!("{:?} {common:?}", record.data)
}
