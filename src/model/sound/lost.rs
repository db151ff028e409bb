//! Whether a key of a part was written though it could not be read: what was written is never called missing.

use super::Judge;
use crate::shape::{Table, nearest};
use crate::syntax::{Entry, Node, Value};

impl<'a> Judge<'_, 'a, '_, '_> {
    /// Whether one of these keys, each with whether it was read, stands in the part unread, or misspelt. The
    /// position is among the parts that could be read.
    pub(super) fn lost<'t, T: Table<'t>>(&self, list: &'static str, at: usize, keys: &[(&str, bool)]) -> bool {
        let Some(part) = self.part(list, at) else { return false };
        let names = || T::SHAPE.keys.iter().map(|key| key.name);
        entries(part)
            .iter()
            .filter(|entry| entry.value.value != Value::Null)
            .any(|entry| {
                let known = names().any(|name| name == entry.key);
                let meant = if known {
                    Some(entry.key)
                } else {
                    nearest(entry.key, names())
                };
                keys.iter().any(|(key, read)| !read && meant == Some(*key))
            })
    }

    fn part(&self, list: &'static str, at: usize) -> Option<&Node<'a>> {
        let list = entries(self.root).iter().find(|entry| entry.key == list)?;
        let Value::List(items) = &list.value.value else {
            return None;
        };
        items
            .iter()
            .filter(|item| !self.reader.dropped.contains(&item.span))
            .nth(at)
    }
}

fn entries<'n, 'a>(node: &'n Node<'a>) -> &'n [Entry<'a>] {
    match &node.value {
        Value::Table(entries) => entries,
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Date(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Broken => &[],
    }
}
