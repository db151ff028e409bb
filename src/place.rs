//! Symbolic places: a file and a route into its record, which become line and column only when a
//! finding is shown.

use crate::shape::tables::place_of_table;
use crate::syntax::{Entry, Node, Span, Value};

const NONE: u32 = u32::MAX;

/// A route into a record: `due`; `obligation`, 2, `due`; `agreed`, `with`; `for`, item 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    table: &'static str,
    index: u32,
    key: &'static str,
    item: u32,
}

impl Route {
    /// The record as a whole: its `id`.
    pub const RECORD: Route = Route {
        table: "",
        index: NONE,
        key: "",
        item: NONE,
    };

    /// A key of the record.
    pub const fn key(key: &'static str) -> Route {
        Route {
            table: "",
            index: NONE,
            key,
            item: NONE,
        }
    }

    /// A table in a list of tables, by its position: its `id`.
    pub const fn part(list: &'static str, index: usize) -> Route {
        Route {
            table: list,
            index: index as u32,
            key: "",
            item: NONE,
        }
    }

    /// A key of a table in a list of tables.
    pub const fn in_part(list: &'static str, index: usize, key: &'static str) -> Route {
        Route {
            table: list,
            index: index as u32,
            key,
            item: NONE,
        }
    }

    /// A key of a table of the record: `agreed`, `with`.
    pub const fn in_table(table: &'static str, key: &'static str) -> Route {
        Route {
            table,
            index: NONE,
            key,
            item: NONE,
        }
    }

    /// An item of the list, or the value of an entry of the table, that the route leads to.
    pub const fn item(self, item: usize) -> Route {
        Route {
            item: item as u32,
            ..self
        }
    }

    /// Whether it leads to a part by its position in a list.
    pub const fn leads_through_list(&self) -> bool {
        self.index != NONE
    }

    /// The key that the route ends at; empty where it leads to a whole record or part.
    pub const fn last(&self) -> &'static str {
        self.key
    }

    /// The key of the record that the route leads through first; empty for the whole record.
    pub const fn top(&self) -> &'static str {
        if self.table.is_empty() { self.key } else { self.table }
    }
}

fn entry<'n, 'a>(node: &'n Node<'a>, key: &str) -> Option<&'n Entry<'a>> {
    match &node.value {
        Value::Table(entries) => entries
            .iter()
            .find(|entry| entry.key == key && entry.value.value != Value::Null),
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Date(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Broken => None,
    }
}

/// The value of a table's `id`, else what stands for the table.
fn itself(node: &Node<'_>, top: bool) -> Span {
    match entry(node, "id") {
        Some(id) => id.value.span,
        None if top => Span::default(),
        None => place_of_table(node),
    }
}

/// Where a route leads in a file's tree; to the nearest thing that is there when its end is not.
pub fn resolve(root: &Node<'_>, route: Route) -> Span {
    resolve_among(root, route, &[])
}

/// The same where some items could not be read: the positions of a route are those among the others.
pub fn resolve_among(root: &Node<'_>, route: Route, dropped: &[Span]) -> Span {
    let mut node = root;
    let mut top = true;
    if !route.table.is_empty() {
        let Some(table) = entry(root, route.table) else {
            return itself(root, true);
        };
        node = &table.value;
        top = false;
        if route.index != NONE {
            let Value::List(items) = &node.value else {
                return node.span;
            };
            let mut kept = items.iter().filter(|item| !dropped.contains(&item.span));
            let Some(item) = kept.nth(route.index as usize) else {
                return node.span;
            };
            node = item;
        }
    }
    if !route.key.is_empty() {
        let Some(key) = entry(node, route.key) else {
            return itself(node, top);
        };
        node = &key.value;
    } else if route.item == NONE {
        return itself(node, top);
    }
    match &node.value {
        _ if route.item == NONE => value_place(node),
        Value::List(items) => items
            .iter()
            .filter(|item| !dropped.contains(&item.span))
            .nth(route.item as usize)
            .map_or(node.span, value_place),
        Value::Table(entries) => entries
            .iter()
            .filter(|entry| !dropped.contains(&entry.key_span))
            .nth(route.item as usize)
            .map_or(node.span, |entry| value_place(&entry.value)),
        // A single value that stands for a list of one.
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Date(_)
        | Value::Text(_)
        | Value::Broken => node.span,
    }
}

fn value_place(node: &Node<'_>) -> Span {
    place_of_table(node)
}

/// A route by the names of its keys and the ids of the parts on the way: what a finding's fingerprint is
/// made of, since it survives moved files and shifted lines. It is the same whether a key that is meant, or
/// the record's `id`, is written or not. The positions are those among the items that are not `dropped`.
pub fn named(root: &Node<'_>, route: Route, dropped: &[Span]) -> String {
    let mut path = String::new();
    if !route.table.is_empty() {
        path += &format!(".{}", route.table);
        if route.index != NONE {
            let table = entry(root, route.table).map(|table| &table.value);
            let part = table.and_then(|table| match &table.value {
                Value::List(items) => items
                    .iter()
                    .filter(|item| !dropped.contains(&item.span))
                    .nth(route.index as usize),
                Value::Null
                | Value::Bool(_)
                | Value::Integer(_)
                | Value::Float(_)
                | Value::Date(_)
                | Value::Text(_)
                | Value::Table(_)
                | Value::Broken => None,
            });
            let name = part.and_then(name_of_item);
            path += &format!("[{}]", name.unwrap_or_else(|| route.index.to_string()));
        }
    }
    if !route.key.is_empty() {
        path += &format!(".{}", route.key);
    }
    if route.item != NONE {
        path += &format!("[{}]", route.item);
    }
    path
}

/// The same for a place in the text: whatever stands there.
pub fn path_to(root: &Node<'_>, span: Span) -> String {
    // The very beginning stands for the record, whatever is written first.
    if span == Span::default() {
        return String::new();
    }
    let mut path = walk_to(root, span);
    // A record or a part that shows its `id` is still what is meant.
    path.truncate(path.strip_suffix(".id").map_or(path.len(), str::len));
    path
}

fn walk_to(root: &Node<'_>, span: Span) -> String {
    let mut path = String::new();
    let mut node = root;
    loop {
        let next = match &node.value {
            Value::Table(entries) => entries.iter().find(|entry| {
                let whole = Span {
                    start: entry.key_span.start.min(entry.value.span.start),
                    end: entry.value.span.end,
                };
                holds(whole, span) || reaches(&entry.value, span)
            }),
            Value::List(items) => {
                let Some((index, item)) = items.iter().enumerate().find(|(_, item)| reaches(item, span)) else {
                    return path;
                };
                path.push_str(&format!(
                    "[{}]",
                    name_of_item(item).unwrap_or_else(|| index.to_string())
                ));
                node = item;
                continue;
            }
            Value::Null
            | Value::Bool(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Date(_)
            | Value::Text(_)
            | Value::Broken => None,
        };
        let Some(next) = next else { return path };
        path.push('.');
        path.push_str(next.key);
        node = &next.value;
    }
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether a place lies in a value: TOML's tables have their header for a span, and hold more.
fn reaches(node: &Node<'_>, span: Span) -> bool {
    holds(node.span, span)
        || match &node.value {
            Value::Table(entries) => entries
                .iter()
                .any(|entry| holds(entry.key_span, span) || reaches(&entry.value, span)),
            Value::List(items) => items.iter().any(|item| reaches(item, span)),
            Value::Null
            | Value::Bool(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Date(_)
            | Value::Text(_)
            | Value::Broken => false,
        }
}

/// What a table in a list is known by: its `id`, else what it is about.
pub(crate) fn name_of_item(node: &Node<'_>) -> Option<String> {
    let word = |key: &str| match entry(node, key).map(|entry| &entry.value.value) {
        Some(Value::Text(text) | Value::Date(text) | Value::Integer(text)) => Some((*text).to_owned()),
        _ => None,
    };
    if let Some(id) = word("id") {
        return Some(id);
    }
    let about: Vec<String> = [
        "kpi",
        "obligation",
        "person",
        "rule",
        "topic",
        "role",
        "period",
        "due",
        "date",
    ]
    .into_iter()
    .filter_map(word)
    .collect();
    (!about.is_empty()).then(|| about.join(","))
}
