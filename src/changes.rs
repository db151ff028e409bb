//! What differs between two versions of a record or of `kam.toml`, key by key, whatever format, order and spelling
//! they are written in.
//!
//! Parts are known again by their ids, else by what they are about, else by how much they are alike, so that a
//! part that moved or got another id is the same part. It judges nothing.

mod alike;
mod equal;

use crate::model::settings::Written;
use crate::model::{Common, Kind};
use crate::place::name_of_item;
use crate::shape::{Key, Table, Type};
use crate::syntax::{Entry, Node, Tree, Value};

/// One difference.
#[derive(Debug, Clone)]
pub struct Change<'n, 'a> {
    /// Where.
    pub way: Way,
    /// What the key holds.
    pub kind: Type,
    /// The value before; none: it was not written, or the part was not there.
    pub before: Option<&'n Node<'a>>,
    /// The value after; none: it is not written, or the part is not there.
    pub after: Option<&'n Node<'a>>,
}

/// The way to a value through a record, by names that outlast moved lines: `kpi`, the part `k1`, `target`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Way(Vec<Step>);

/// One step of a way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into a part of a list of tables: its id, what it is about, or its position.
    Part(String),
}

impl Way {
    /// Its steps.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The key of the record that it leads through first; empty for the whole record.
    pub fn top(&self) -> &str {
        self.0.iter().find_map(Step::key).unwrap_or_default()
    }

    /// The first part on the way: `k1`.
    pub fn part(&self) -> Option<&str> {
        self.0.iter().find_map(|step| match step {
            Step::Part(name) => Some(name.as_str()),
            Step::Key(_) => None,
        })
    }

    /// The key that it ends at; empty where it leads to a whole record or part.
    pub fn last(&self) -> &str {
        self.0.last().and_then(Step::key).unwrap_or_default()
    }

    fn key(&self, key: &str) -> Way {
        self.then(Step::Key(key.to_owned()))
    }

    fn then(&self, step: Step) -> Way {
        Way(self.0.iter().cloned().chain([step]).collect())
    }
}

impl FromIterator<Step> for Way {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Way {
        Way(steps.into_iter().collect())
    }
}

impl Step {
    fn key(&self) -> Option<&str> {
        match self {
            Step::Key(key) => Some(key),
            Step::Part(_) => None,
        }
    }
}

/// As findings write it in their fingerprints: `.kpi[k1].target`.
impl std::fmt::Display for Way {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for step in &self.0 {
            match step {
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Part(name) => write!(f, "[{name}]")?,
            }
        }
        Ok(())
    }
}

/// What differs between two versions of a record, in the order of the reference. Where one of them could not be read
/// whole, nothing is: what it seems to say or to lack may be otherwise.
pub fn of_record<'n, 'a>(kind: Kind, before: &'n Tree<'a>, after: &'n Tree<'a>) -> Vec<Change<'n, 'a>> {
    between(&[kind.shape().keys, Common::KEYS], before, after)
}

/// The same of `kam.toml`.
pub fn of_settings<'n, 'a>(before: &'n Tree<'a>, after: &'n Tree<'a>) -> Vec<Change<'n, 'a>> {
    between(&[<Written<'_> as Table<'_>>::SHAPE.keys], before, after)
}

fn between<'n, 'a>(keys: &[&'static [Key]], before: &'n Tree<'a>, after: &'n Tree<'a>) -> Vec<Change<'n, 'a>> {
    let mut search = Search { found: Vec::new() };
    if !before.whole || !after.whole {
        return search.found;
    }
    if let (Value::Table(b), Value::Table(a)) = (&before.root.value, &after.root.value) {
        search.tables(&Way::default(), keys, b, a);
    }
    search.found
}

struct Search<'n, 'a> {
    found: Vec<Change<'n, 'a>>,
}

impl<'n, 'a> Search<'n, 'a> {
    fn tables(&mut self, way: &Way, keys: &[&'static [Key]], before: &'n [Entry<'a>], after: &'n [Entry<'a>]) {
        let known = || keys.iter().copied().flatten();
        for key in known() {
            let (b, a) = (written(before, key.name), written(after, key.name));
            self.values(&way.key(key.name), key.kind, b, a);
        }
        // What the reference does not know stands last, in the order written.
        let strange = |entry: &&Entry<'a>| known().all(|key| key.name != entry.key);
        for entry in after.iter().filter(strange) {
            let (b, a) = (written(before, entry.key), written(after, entry.key));
            self.values(&way.key(entry.key), Type::Free, b, a);
        }
        for entry in before.iter().filter(strange) {
            if after.iter().all(|other| other.key != entry.key) {
                self.values(&way.key(entry.key), Type::Free, written(before, entry.key), None);
            }
        }
    }

    fn values(&mut self, way: &Way, kind: Type, before: Option<&'n Node<'a>>, after: Option<&'n Node<'a>>) {
        match kind {
            Type::Table(shape) => match (entries(before), entries(after)) {
                (Some(b), Some(a)) => return self.tables(way, &[shape.keys], b, a),
                // A whole table that came or went is one change, unless it holds more than one line can say.
                (None, Some(a)) if before.is_none() && is_deep(a) => return self.tables(way, &[shape.keys], &[], a),
                (Some(b), None) if after.is_none() && is_deep(b) => return self.tables(way, &[shape.keys], b, &[]),
                (Some(_) | None, None) | (None, Some(_)) => {}
            },
            Type::Map(_, value) if is_table(before) && is_table(after) => {
                let (b, a) = (entries(before).unwrap_or(&[]), entries(after).unwrap_or(&[]));
                return self.map(way, *value, b, a);
            }
            Type::Free => {
                if let (Some(b), Some(a)) = (entries(before), entries(after)) {
                    return self.tables(way, &[], b, a);
                }
            }
            Type::List(Type::Table(shape)) => {
                if let (Some(b), Some(a)) = (items(before), items(after)) {
                    return self.parts(way, shape.keys, b, a);
                }
            }
            Type::Text
            | Type::Id
            | Type::PartId
            | Type::Bool
            | Type::Whole(..)
            | Type::Number
            | Type::Percent
            | Type::Date
            | Type::Moment
            | Type::Money
            | Type::Period
            | Type::Every
            | Type::Term
            | Type::Ref(_)
            | Type::AnyRef
            | Type::Contact
            | Type::Need
            | Type::Own(_)
            | Type::OwnPart
            | Type::ContractKpi
            | Type::Setting(_)
            | Type::Enum(_)
            | Type::Target
            | Type::TextOrNumber
            | Type::List(_)
            | Type::OneOrMany(_)
            | Type::Map(..) => {}
        }
        let same = match (before, after) {
            (None, None) => true,
            (Some(b), Some(a)) => equal::equal(kind, b, a),
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !same {
            self.push(way.clone(), kind, before, after);
        }
    }

    fn push(&mut self, way: Way, kind: Type, before: Option<&'n Node<'a>>, after: Option<&'n Node<'a>>) {
        self.found.push(Change {
            way,
            kind,
            before,
            after,
        });
    }

    /// A table from key to value.
    fn map(&mut self, way: &Way, value: Type, before: &'n [Entry<'a>], after: &'n [Entry<'a>]) {
        for entry in before {
            self.values(
                &way.key(entry.key),
                value,
                written(before, entry.key),
                written(after, entry.key),
            );
        }
        for entry in after {
            if before.iter().all(|other| other.key != entry.key) {
                self.values(&way.key(entry.key), value, None, written(after, entry.key));
            }
        }
    }

    /// Lists of tables, part by part: those that stayed and those that are new in the order after, then those that
    /// are gone.
    fn parts(&mut self, way: &Way, keys: &'static [Key], before: &'n [Node<'a>], after: &'n [Node<'a>]) {
        let pairs = alike::pairs(before, after);
        let kind = Type::Free;
        for (at, a) in after.iter().enumerate() {
            let way = way.then(Step::Part(name(a, at)));
            match pairs.iter().find(|(_, after)| *after == at) {
                Some((b, _)) => match (entries(before.get(*b)), entries(Some(a))) {
                    (Some(b), Some(a)) => self.tables(&way, &[keys], b, a),
                    _ => self.values(&way, kind, before.get(*b), Some(a)),
                },
                None => self.push(way, kind, None, Some(a)),
            }
        }
        for (at, b) in before.iter().enumerate() {
            if pairs.iter().all(|(before, _)| *before != at) {
                self.push(way.then(Step::Part(name(b, at))), kind, Some(b), None);
            }
        }
    }
}

/// What a part is known by, else its position.
fn name(part: &Node<'_>, at: usize) -> String {
    name_of_item(part).unwrap_or_else(|| at.to_string())
}

/// The value of a key; an empty one of YAML is not written.
fn written<'n, 'a>(entries: &'n [Entry<'a>], key: &str) -> Option<&'n Node<'a>> {
    let value = entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value);
    value.filter(|value| value.value != Value::Null)
}

fn entries<'n, 'a>(node: Option<&'n Node<'a>>) -> Option<&'n [Entry<'a>]> {
    match node.map(|node| &node.value) {
        Some(Value::Table(entries)) => Some(entries),
        None
        | Some(
            Value::Null
            | Value::Bool(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Date(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Broken,
        ) => None,
    }
}

/// Whether it is a table, or nothing, which is an empty one.
fn is_table(node: Option<&Node<'_>>) -> bool {
    node.is_none() || entries(node).is_some()
}

/// Whether it holds tables or lists.
fn is_deep(entries: &[Entry<'_>]) -> bool {
    entries
        .iter()
        .any(|entry| matches!(entry.value.value, Value::Table(_) | Value::List(_)))
}

/// The items of a list; nothing is an empty one. None where it is something else.
fn items<'n, 'a>(node: Option<&'n Node<'a>>) -> Option<&'n [Node<'a>]> {
    match node.map(|node| &node.value) {
        None => Some(&[]),
        Some(Value::List(items)) => Some(items),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests;
