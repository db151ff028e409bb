//! Values of records as people read them: names in place of ids, words in place of keys.

use super::words;
use crate::book::Book;
use crate::changes::Way;
use crate::document::{Cell, Content};
use crate::model::{Common, Kind};
use crate::say::{Said, Word};
use crate::shape::{Key, Type};
use crate::syntax::{Node, Value};
use crate::values::date::parse_date;
use crate::values::money::Money;
use crate::values::number::decimal;
use crate::word;

/// So many keys of a table are told.
const MOST_KEYS: usize = 8;
/// So many characters of a text within a table are told.
const MOST_CHARS: usize = 40;

/// What a key at a place of a record of a kind holds.
pub fn cell(book: &Book<'_>, kind: Kind, way: &Way, of: Type, node: &Node<'_>) -> Cell {
    cell_with(book, &|of| keys_at(kind, way, of), of, node)
}

/// What a key of `kam.toml` holds.
pub fn setting(book: &Book<'_>, of: Type, node: &Node<'_>) -> Cell {
    let keys = |of| {
        let Type::Table(shape) = of else { return Vec::new() };
        shape.keys.to_vec()
    };
    cell_with(book, &keys, of, node)
}

/// A value, whose tables have the keys that are known of their type.
fn cell_with(book: &Book<'_>, keys: &dyn Fn(Type) -> Vec<Key>, of: Type, node: &Node<'_>) -> Cell {
    match &node.value {
        Value::Null | Value::Broken => Cell::unknown(),
        Value::Bool(yes) => Cell::from(*yes),
        Value::Integer(raw) | Value::Float(raw) => match (of, decimal(raw)) {
            (_, None) => Cell::text(*raw),
            (Type::Money, Some(amount)) => money(Money {
                currency: book.settings.terms.currency,
                amount,
            }),
            (_, Some(number)) => Cell::from(number),
        },
        Value::Date(text) | Value::Text(text) => word_cell(book, of, text),
        Value::List(items) => {
            let of = item_type(of);
            Content::List(items.iter().map(|item| cell_with(book, keys, of, item)).collect()).into()
        }
        Value::Table(_) => said(book, keys(of), of, node).into(),
    }
}

fn word_cell(book: &Book<'_>, of: Type, text: &str) -> Cell {
    match of {
        Type::Enum(choices) => match choices.iter().find(|choice| choice.name == text) {
            Some(choice) => Cell::word(choice.name, choice.word),
            None => Cell::text(text),
        },
        Type::Ref(Kind::Person) => {
            let person = book.people.get(text);
            Cell::person(text, person.map_or(text, |person| person.name))
        }
        Type::Ref(Kind::Account) => {
            let account = book.accounts.get(text);
            Cell::account(text, account.map_or(text, |account| account.name))
        }
        Type::Money => Money::parse(text).map_or_else(|_| Cell::text(text), money),
        Type::Date => parse_date(text).map_or_else(|_| Cell::text(text), Cell::from),
        Type::OneOrMany(item) => word_cell(book, *item, text),
        Type::Text
        | Type::Id
        | Type::PartId
        | Type::Bool
        | Type::Whole(..)
        | Type::Number
        | Type::Percent
        | Type::Moment
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
        | Type::Target
        | Type::TextOrNumber
        | Type::List(_)
        | Type::Table(_)
        | Type::Map(..)
        | Type::Free => Cell::text(text),
    }
}

fn money(money: Money) -> Cell {
    Cell::money(money.shown(), money.currency.code())
}

fn item_type(of: Type) -> Type {
    match of {
        Type::List(item) | Type::OneOrMany(item) => *item,
        Type::Map(_, value) => *value,
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
        | Type::Free => Type::Free,
    }
}

/// The keys of the table at a place: of the record itself, of a part, of a table.
fn keys_at(kind: Kind, way: &Way, of: Type) -> Vec<Key> {
    if let Type::Table(shape) = of {
        return shape.keys.to_vec();
    }
    let record = || kind.shape().keys.iter().chain(Common::KEYS).copied();
    if way.steps().is_empty() {
        return record().collect();
    }
    let top = record().find(|key| key.name == way.top()).map(|key| key.kind);
    if let (Some(Type::List(Type::Table(shape))), Some(_)) = (top, way.part()) {
        return shape.keys.to_vec();
    }
    Vec::new()
}

/// A value as one text: of a table its keys, the plain ones first known.
fn said(book: &Book<'_>, keys: Vec<Key>, of: Type, node: &Node<'_>) -> Said {
    const SEMICOLON: Word = word!("; ", "；");
    const COLON: Word = word!(": ", "：");
    const MORE: Word = word!("; ...", "；……");
    let Value::Table(entries) = &node.value else {
        return plain(book, of, node);
    };
    let known = keys.iter().filter_map(|key| {
        let entry = entries.iter().find(|entry| entry.key == key.name)?;
        Some((key.kind, entry))
    });
    let strange = entries
        .iter()
        .filter(|entry| keys.iter().all(|key| key.name != entry.key));
    let all = known.chain(strange.map(|entry| (Type::Free, entry)));
    let simple = all.filter(|(_, entry)| !matches!(entry.value.value, Value::Table(_) | Value::List(_) | Value::Null));
    let parts: Vec<Said> = simple
        .map(|(of, entry)| {
            let (key, value) = (words::key(entry.key), plain(book, of, &entry.value));
            Said {
                en: format!("{}{}{}", key.en, COLON.en, value.en),
                zh: format!("{}{}{}", key.zh, COLON.zh, value.zh),
            }
        })
        .collect();
    let more = parts.len() > MOST_KEYS;
    let join = |half: fn(&Said) -> &str, semicolon: &str, more_word: &str| {
        let mut text: String = parts
            .iter()
            .take(MOST_KEYS)
            .map(half)
            .collect::<Vec<_>>()
            .join(semicolon);
        text.push_str(if more { more_word } else { "" });
        text
    };
    Said {
        en: join(|said| &said.en, SEMICOLON.en, MORE.en),
        zh: join(|said| &said.zh, SEMICOLON.zh, MORE.zh),
    }
}

/// A plain value as text.
fn plain(book: &Book<'_>, of: Type, node: &Node<'_>) -> Said {
    const YES: Word = word!("yes", "是");
    const NO: Word = word!("no", "否");
    let same = |text: &str| {
        let mut short: String = text.chars().take(MOST_CHARS).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        Said {
            en: short.clone(),
            zh: short,
        }
    };
    match &node.value {
        Value::Bool(true) => YES.into(),
        Value::Bool(false) => NO.into(),
        Value::Integer(text) | Value::Float(text) | Value::Date(text) => same(text),
        Value::Text(text) => {
            let content = word_cell(book, of, text).content;
            if let Content::Word { word, .. } = content {
                word.into()
            } else if let Content::Person { name, .. } | Content::Account { name, .. } = content {
                same(&name)
            } else {
                same(text)
            }
        }
        Value::Null | Value::Broken | Value::List(_) | Value::Table(_) => Said::default(),
    }
}
