//! What was changed of each record, field by field, with the names under which people know it.

use rayon::prelude::*;

use super::records::Pair;
use crate::book::identify::identify;
use crate::book::{Book, File, FileId, FileState};
use crate::changes::{self, Change, Step, Way};
use crate::document::{Cell, Content, Origin};
use crate::facts::range::Range;
use crate::history::{place, value};
use crate::model::Kind;
use crate::place::name_of_item;
use crate::reports::cells;
use crate::said;
use crate::shape::{SettingId, Type};
use crate::source::{Source, Texts};
use crate::syntax::{self, Node, Tree, Value};

/// A record that differs, and what of it.
#[derive(Debug, Clone)]
pub struct Touched<'d> {
    /// Its kind.
    pub kind: Kind,
    /// Its id; the one it had, where it is gone.
    pub id: &'d str,
    /// The account that it belongs to, as far as it says one.
    pub account: Option<&'d str>,
    /// Who answers for it, as far as it says so.
    pub owner: Option<&'d str>,
    /// The accounts that it belonged to before, under their ids of now, and belongs to after.
    pub accounts: Vec<Option<&'d str>>,
    /// The same of those who answer for it.
    pub owners: Vec<Option<&'d str>>,
    /// What it is called; its id where it has no name.
    pub title: String,
    /// Where it stands, or stood.
    pub origin: Origin,
    /// What became of it.
    pub fate: Fate<'d>,
    /// Whether something of it cannot be read any more.
    pub torn: bool,
    /// What was changed of it, in the order of the reference.
    pub edits: Vec<Edit>,
}

impl Touched<'_> {
    /// The id that it had.
    pub fn id_before(&self) -> &str {
        match self.fate {
            Fate::Renamed(id) => id,
            Fate::Made | Fate::Removed | Fate::Changed | Fate::Unreadable => self.id,
        }
    }
}

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate<'d> {
    /// It is new.
    Made,
    /// It is gone.
    Removed,
    /// It was changed.
    Changed,
    /// It had this id before.
    Renamed(&'d str),
    /// One of its versions could not be read whole, so that they cannot be compared.
    Unreadable,
}

/// One field, or part, that was changed.
#[derive(Debug, Clone)]
pub struct Edit {
    /// `kind/id`, or `kind/id#part`.
    pub reference: String,
    /// Where in the record.
    pub way: Way,
    /// What the key holds.
    pub of: Type,
    /// Who answers for the part, where it names somebody itself.
    pub owner: Option<String>,
    /// The part's own name, where it has one; else the record's.
    pub title: String,
    /// The value before; unknown: not written.
    pub before: Cell,
    /// The value after; unknown: not written.
    pub after: Cell,
    /// What the part said that is new or gone, by its plain keys: who reads the change looks for reasons here.
    pub part: Vec<(String, String)>,
    /// Where it stands; where the record does, if it is gone.
    pub origin: Origin,
}

impl Edit {
    /// What a new or removed part said of a key.
    pub fn said(&self, key: &str) -> Option<&str> {
        let said = self.part.iter().find(|(name, _)| name == key);
        said.map(|(_, text)| text.as_str())
    }

    /// Whether a whole part is not there any more.
    pub fn is_part_gone(&self) -> bool {
        is_whole_part(&self.way) && self.after.content == Content::Unknown
    }

    /// Whether it takes something from a person or gives it to them.
    pub fn names(&self, person: Option<&str>) -> bool {
        let is = |cell: &Cell| matches!(&cell.content, Content::Person { id, .. } if Some(id.as_str()) == person);
        is(&self.before) || is(&self.after)
    }

    /// Whether nothing was there before.
    pub fn is_new(&self) -> bool {
        self.before.content == Content::Unknown
    }

    /// The field in words, with the whole way for programs. The part that it is of is told by the title.
    pub fn field(&self) -> Cell {
        let steps = self.way.steps();
        let part = steps.iter().position(|step| matches!(step, Step::Part(_)));
        let said = match (self.of, self.way.last(), part) {
            (Type::Money, "value", _) => said!("value", "合同金额"),
            (_, _, Some(at)) if at + 1 < steps.len() => place(&steps[at + 1..].iter().cloned().collect()),
            (_, _, Some(at)) => place(&steps[..at].iter().cloned().collect()),
            (_, _, None) => place(&self.way),
        };
        Cell::told(self.way.to_string().trim_start_matches('.'), said)
    }
}

/// Reads both versions of each record and compares them.
pub fn touched<'d>(range: &'d Range<'_, '_>, after: &'d Book<'_>, pairs: &[Pair]) -> Vec<Touched<'d>> {
    let touched = pairs.par_iter().map(|pair| of_pair(range, after, *pair));
    // What is only written otherwise says the same.
    let says_more = |one: &Touched<'_>| one.fate != Fate::Changed || !one.edits.is_empty();
    touched.filter(says_more).collect()
}

fn of_pair<'d>(range: &'d Range<'_, '_>, after: &'d Book<'_>, pair: Pair) -> Touched<'d> {
    let before = range.before.book;
    let texts = Texts::default();
    let read = |book: &'d Book<'_>, file: FileId| {
        let source = &book.sources[file as usize];
        let text = source.text.as_ref().ok()?;
        Some(syntax::read(identify(&source.path).format, text, &texts))
    };
    let old = pair.before.and_then(|file| read(before, file));
    let new = pair.after.and_then(|file| read(after, file));
    // Of whatever is there at all there is a file on one side.
    let (book, file) = match (pair.after, pair.before) {
        (Some(file), _) => (after, file),
        (None, file) => (before, file.unwrap_or_default()),
    };
    let of = &book.files[file as usize];
    let source = &book.sources[file as usize];
    let shown = new.as_ref().or(old.as_ref());
    let of_before = pair.before.map(|file| &before.files[file as usize]);
    let id_before = of_before.map(|file| file.id);
    let now = |kind, id: Option<&'d str>| id.map(|id| range.id_now(kind, id));
    let sides =
        |kind, old: Option<Option<&'d str>>, new| old.map(|old| now(kind, old)).into_iter().chain([new]).collect();
    let fate = match (pair.before, pair.after, &old, &new) {
        (None, _, _, _) => Fate::Made,
        (_, None, _, _) => Fate::Removed,
        (_, _, Some(old), Some(new)) if old.whole && new.whole => match id_before {
            Some(id) if id != of.id => Fate::Renamed(id),
            Some(_) | None => Fate::Changed,
        },
        (_, _, _, _) => Fate::Unreadable,
    };
    let reference = format!("{}/{}", pair.kind.name(), of.id);
    let mut touched = Touched {
        kind: pair.kind,
        id: of.id,
        account: of.account,
        owner: of.owner,
        accounts: sides(Kind::Account, of_before.map(|file| file.account), of.account),
        owners: sides(Kind::Person, of_before.map(|file| file.owner), of.owner),
        title: shown
            .and_then(|tree| title(&tree.root))
            .unwrap_or_else(|| of.id.to_owned()),
        origin: Origin {
            key: None,
            reference,
            path: source.path.clone(),
            line: 1,
        },
        fate,
        torn: pair.after.is_some() && is_torn(of_before, of),
        edits: Vec::new(),
    };
    if let (Fate::Changed | Fate::Renamed(_), Some(old), Some(new)) = (fate, &old, &new) {
        let reading = Reading {
            kind: pair.kind,
            before,
            after,
            old,
            new,
            source,
        };
        let found = changes::of_record(pair.kind, old, new);
        let edits = found
            .iter()
            .filter(|change| !is_id(change))
            .filter(|change| !follows(range, change))
            .map(|change| reading.edit(&touched, change));
        // Two spellings of one value are no change: an amount with and without its currency.
        touched.edits = edits.filter(|edit| edit.before.content != edit.after.content).collect();
    }
    touched
}

/// Whether something of a file cannot be read that could be before.
fn is_torn(before: Option<&File<'_>>, after: &File<'_>) -> bool {
    let was_broken = |key: &str| before.is_some_and(|before| before.broken.contains(&key));
    let was_unsound = before.is_some_and(|before| before.state != FileState::Record);
    (after.state != FileState::Record && !was_unsound) || after.broken.iter().any(|key| !was_broken(key))
}

/// Whether only the record's own id differs, which is told of the record.
fn is_id(change: &Change<'_, '_>) -> bool {
    change.way.part().is_none() && change.way.last() == "id"
}

/// Whether a reference only follows what it names to its other id.
fn follows(range: &Range<'_, '_>, change: &Change<'_, '_>) -> bool {
    let (Type::Ref(kind), Some(before), Some(after)) = (change.kind, change.before, change.after) else {
        return false;
    };
    match (&before.value, &after.value) {
        (Value::Text(before), Value::Text(after)) => range.id_now(kind, before) == *after,
        (_, _) => false,
    }
}

/// Both versions of one record.
struct Reading<'r, 'a> {
    kind: Kind,
    before: &'r Book<'r>,
    after: &'r Book<'r>,
    old: &'r Tree<'a>,
    new: &'r Tree<'a>,
    /// The later version's file.
    source: &'r Source,
}

impl Reading<'_, '_> {
    fn edit(&self, touched: &Touched<'_>, change: &Change<'_, '_>) -> Edit {
        let way = &change.way;
        let is_gone = is_whole_part(way) && change.after.is_none();
        let new = if is_gone { None } else { part(&self.new.root, way) };
        let part = if is_gone {
            change.before
        } else {
            new.or_else(|| part(&self.old.root, way))
        };
        let id = part.and_then(|part| ["id", "kpi", "obligation"].iter().find_map(|key| text(part, key)));
        let whole = match (change.before, change.after) {
            (Some(gone), None) => Some(gone),
            (None, Some(new)) => Some(new),
            (Some(_), Some(_)) | (None, None) => None,
        };
        let line = match (change.after.or(new), &self.source.text) {
            (Some(node), Ok(text)) => line(text, node.span.start),
            (None, _) | (_, Err(_)) => 1,
        };
        let of_record = &touched.origin.reference;
        let reference = id.map_or_else(|| of_record.clone(), |id| format!("{of_record}#{id}"));
        Edit {
            way: way.clone(),
            of: change.kind,
            owner: part.and_then(|part| text(part, "owner")).map(str::to_owned),
            title: part.and_then(title).unwrap_or_else(|| touched.title.clone()),
            before: self.cell(self.before, change, change.before),
            after: self.cell(self.after, change, change.after),
            part: whole.map(plain_keys).unwrap_or_default(),
            origin: Origin {
                line,
                reference: reference.clone(),
                ..touched.origin.clone()
            },
            reference,
        }
    }

    fn cell(&self, book: &Book<'_>, change: &Change<'_, '_>, node: Option<&Node<'_>>) -> Cell {
        let Some(node) = node else { return Cell::unknown() };
        match (change.kind, &node.value) {
            (Type::Setting(of), Value::Text(id)) => setting(book, of, id),
            (Type::Target, Value::Table(_)) => interval(node),
            _ => value(book, self.kind, &change.way, change.kind, node),
        }
    }
}

/// A range as people write it: `95..105`.
fn interval(node: &Node<'_>) -> Cell {
    let bounds = plain_keys(node);
    let of = |key: &str| {
        bounds
            .iter()
            .find(|(name, _)| name == key)
            .map_or("", |(_, text)| text.as_str())
    };
    Cell::text(format!("{}..{}", of("min"), of("max")))
}

/// What `kam.toml` gives an id to, by its title.
fn setting(book: &Book<'_>, of: SettingId, id: &str) -> Cell {
    let titled = |title: Option<&str>| Cell::named(id, title.unwrap_or(id));
    match of {
        SettingId::Tier => cells::tier(book, id),
        SettingId::Role => Cell::told(id, cells::role_title(book, id)),
        SettingId::Duty => titled(book.settings.duty(id).and_then(|duty| duty.title)),
        SettingId::Stage => titled(book.settings.stage(id).and_then(|stage| stage.title)),
        SettingId::Dimension => titled(None),
    }
}

/// The part of a record that a way leads to or through.
fn part<'n, 'a>(root: &'n Node<'a>, way: &Way) -> Option<&'n Node<'a>> {
    let name = way.part()?;
    let Value::Table(entries) = &root.value else {
        return None;
    };
    let list = entries.iter().find(|entry| entry.key == way.top())?;
    let Value::List(items) = &list.value.value else {
        return None;
    };
    let named = items.iter().find(|item| name_of_item(item).as_deref() == Some(name));
    named.or_else(|| items.get(name.parse::<usize>().ok()?))
}

/// What a record or a part is called.
fn title(node: &Node<'_>) -> Option<String> {
    let names = ["title", "name", "problem", "summary", "text"];
    names.iter().find_map(|key| text(node, key)).map(str::to_owned)
}

fn text<'a>(node: &Node<'a>, key: &str) -> Option<&'a str> {
    let Value::Table(entries) = &node.value else {
        return None;
    };
    let entry = entries.iter().find(|entry| entry.key == key)?;
    match entry.value.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// The plain keys of a table with what they say.
fn plain_keys(node: &Node<'_>) -> Vec<(String, String)> {
    let Value::Table(entries) = &node.value else {
        return Vec::new();
    };
    let plain = entries.iter().filter_map(|entry| match entry.value.value {
        Value::Text(text) | Value::Date(text) | Value::Integer(text) | Value::Float(text) => {
            Some((entry.key.to_owned(), text.to_owned()))
        }
        Value::Null | Value::Bool(_) | Value::List(_) | Value::Table(_) | Value::Broken => None,
    });
    plain.collect()
}

/// The line of a byte, from 1.
fn line(text: &str, byte: u32) -> usize {
    let before = text.as_bytes().get(..byte as usize).unwrap_or_default();
    1 + memchr::memchr_iter(b'\n', before).count()
}

/// Whether a way leads to a part as a whole.
pub fn is_whole_part(way: &Way) -> bool {
    matches!(way.steps().last(), Some(Step::Part(_)))
}
