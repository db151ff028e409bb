//! The due dates that one version of a record writes, without reading anything else of it.

use std::collections::BTreeMap;

use crate::book::identify::identify;
use crate::model::Kind;
use crate::source::Texts;
use crate::syntax::{self, Entry, Node, Value};
use crate::values::date::{Date, parse_date};

/// What a version says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Dates {
    /// By part as references write it: empty for the record itself, `#o1` for a part.
    pub(super) due: BTreeMap<String, Date>,
    /// The earliest date that its updates say it was moved from.
    pub(super) first: Option<Date>,
    /// How often its updates say that it was moved.
    pub(super) told: u32,
}

impl Dates {
    /// None where it is no record, or could not be read whole.
    pub(super) fn of(kind: Kind, path: &str, text: &str) -> Option<Dates> {
        let texts = Texts::default();
        let tree = syntax::read(identify(path).format, text, &texts);
        let Value::Table(entries) = &tree.root.value else {
            return None;
        };
        if !tree.whole {
            return None;
        }
        let mut dates = Dates::default();
        let (own, parts) = written(kind);
        if own {
            dates.due.extend(date(entries, "due").map(|due| (String::new(), due)));
        }
        for part in parts.map_or(&[][..], |key| items(entries, key)) {
            if let Value::Table(entries) = &part.value
                && let (Some(id), Some(due)) = (text_of(entries, "id"), date(entries, "due"))
            {
                dates.due.insert(format!("#{id}"), due);
            }
        }
        if kind == Kind::Task {
            dates.updates(items(entries, "update"));
        }
        Some(dates)
    }

    /// Takes in what the updates tell, as figures count it.
    fn updates(&mut self, updates: &[Node<'_>]) {
        for update in updates {
            let Value::Table(entries) = &update.value else { continue };
            let (from, to) = (date(entries, "due_from"), date(entries, "due_to"));
            if from != to {
                self.told += 1;
                self.first = self.first.into_iter().chain(from).min();
            }
        }
    }
}

/// Whether a record of a kind has a due date itself, and the list whose parts have one.
fn written(kind: Kind) -> (bool, Option<&'static str>) {
    match kind {
        Kind::Task => (true, None),
        Kind::Improvement => (true, Some("measure")),
        Kind::Contract => (false, Some("obligation")),
        Kind::Interaction => (false, Some("promise")),
        Kind::Person
        | Kind::Account
        | Kind::Goal
        | Kind::Survey
        | Kind::Review
        | Kind::Opportunity
        | Kind::Order
        | Kind::Request => (false, None),
    }
}

fn value<'n, 'a>(entries: &'n [Entry<'a>], key: &str) -> Option<&'n Value<'a>> {
    let entry = entries.iter().find(|entry| entry.key == key)?;
    Some(&entry.value.value)
}

fn items<'n, 'a>(entries: &'n [Entry<'a>], key: &str) -> &'n [Node<'a>] {
    let Some(Value::List(items)) = value(entries, key) else {
        return &[];
    };
    items
}

fn text_of<'a>(entries: &[Entry<'a>], key: &str) -> Option<&'a str> {
    let (Value::Text(text) | Value::Date(text) | Value::Integer(text)) = value(entries, key)? else {
        return None;
    };
    Some(text)
}

fn date(entries: &[Entry<'_>], key: &str) -> Option<Date> {
    parse_date(text_of(entries, key)?).ok()
}
