//! Whether two values say the same, however they are written.

use crate::shape::Type;
use crate::syntax::{Node, Value};
use crate::values::money::Money;
use crate::values::number::{Decimal, decimal};

/// Whether they do, as values of a key of that type.
pub(super) fn equal(kind: Type, before: &Node<'_>, after: &Node<'_>) -> bool {
    match kind {
        // The order in which people or references are named says nothing.
        Type::OneOrMany(item) => {
            let one = |node| std::slice::from_ref(node);
            let (b, a) = (list(before).unwrap_or(one(before)), list(after).unwrap_or(one(after)));
            same_items(*item, b, a)
        }
        Type::List(item) => match (list(before), list(after)) {
            (Some(b), Some(a)) => same_items(*item, b, a),
            (None, _) | (_, None) => same(kind, before, after),
        },
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
        | Type::Table(_)
        | Type::Map(..)
        | Type::Free => same(kind, before, after),
    }
}

/// The same items, as often, in whatever order.
fn same_items(kind: Type, before: &[Node<'_>], after: &[Node<'_>]) -> bool {
    if before.len() != after.len() {
        return false;
    }
    let mut rest: Vec<&Node<'_>> = after.iter().collect();
    before.iter().all(|b| {
        let at = rest.iter().position(|a| same(kind, b, a));
        at.map(|at| rest.swap_remove(at)).is_some()
    })
}

fn same(kind: Type, before: &Node<'_>, after: &Node<'_>) -> bool {
    match (&before.value, &after.value) {
        (Value::Table(b), Value::Table(a)) => {
            b.len() == a.len()
                && b.iter().all(|b| {
                    let other = a.iter().find(|a| a.key == b.key);
                    other.is_some_and(|a| same(Type::Free, &b.value, &a.value))
                })
        }
        (Value::List(b), Value::List(a)) => b.len() == a.len() && b.iter().zip(a).all(|(b, a)| same(Type::Free, b, a)),
        (before_value, after_value) => match (number(before), number(after)) {
            (Some(b), Some(a)) => b == a,
            (None, _) | (_, None) => match (word(before), word(after)) {
                (Some(b), Some(a)) => b == a || same_written(kind, b, a),
                (None, _) | (_, None) => before_value == after_value,
            },
        },
    }
}

/// Two spellings of one value: `6000 CNY` and `6000.00 CNY`, a moment with `T` or a space.
fn same_written(kind: Type, before: &str, after: &str) -> bool {
    match kind {
        Type::Money => match (Money::parse(before), Money::parse(after)) {
            (Ok(b), Ok(a)) => b == a,
            (Err(_), _) | (_, Err(_)) => false,
        },
        Type::Moment | Type::Date => moment(before) == moment(after),
        Type::Text
        | Type::Id
        | Type::PartId
        | Type::Bool
        | Type::Whole(..)
        | Type::Number
        | Type::Percent
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
        | Type::Table(_)
        | Type::Map(..)
        | Type::Free => false,
    }
}

fn moment(written: &str) -> String {
    written.trim().to_uppercase().replace(' ', "T").replace("+00:00", "Z")
}

fn list<'n, 'a>(node: &'n Node<'a>) -> Option<&'n [Node<'a>]> {
    match &node.value {
        Value::List(items) => Some(items),
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Date(_)
        | Value::Text(_)
        | Value::Table(_)
        | Value::Broken => None,
    }
}

fn number(node: &Node<'_>) -> Option<Decimal> {
    match node.value {
        Value::Integer(raw) | Value::Float(raw) => decimal(raw),
        Value::Null
        | Value::Bool(_)
        | Value::Date(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Table(_)
        | Value::Broken => None,
    }
}

/// Text, and what only TOML tells from text.
fn word<'a>(node: &Node<'a>) -> Option<&'a str> {
    match node.value {
        Value::Text(text) | Value::Date(text) => Some(text),
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::List(_)
        | Value::Table(_)
        | Value::Broken => None,
    }
}
