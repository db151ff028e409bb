//! Tables: the keys they may have, those they must have, and the macro that writes down a table once
//! and gives the typed struct, its reading and its description.

use crate::say::Said;
use crate::syntax::{Complaint, Entry, Node, Span, Value};
use crate::{said, word};

use super::{Read, Reader, Shape, Type};

/// A table with a fixed set of keys.
pub trait Table<'a>: Sized {
    /// Its keys.
    const SHAPE: Shape;
}

/// What became of a key while its table was read.
#[derive(Debug)]
pub enum Slot<T> {
    /// Not written.
    Absent,
    /// Read.
    Good(T),
    /// Written and reported.
    Broken,
}

impl<T> Slot<T> {
    /// Whether the key was not written.
    pub fn is_absent(&self) -> bool {
        match self {
            Slot::Absent => true,
            Slot::Good(_) | Slot::Broken => false,
        }
    }
}

/// How a field of a table takes its key: required, optional, or many.
pub trait Field<'a>: Sized {
    /// What the key holds.
    const TYPE: Type;
    /// Whether it must be there.
    const REQUIRED: bool;
    /// The field's value from the key's.
    fn take(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Slot<Self>;
    /// The field's value when the key is not there, or could not be read and is not required.
    fn empty() -> Option<Self>;
    /// What stands in for a required key that could not be read.
    fn stand_in() -> Option<Self> {
        None
    }
}

fn is_null(node: &Node<'_>) -> bool {
    node.value == Value::Null
}

impl<'a, T: Read<'a>> Field<'a> for T {
    const TYPE: Type = T::TYPE;
    const REQUIRED: bool = true;
    fn take(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Slot<T> {
        if is_null(node) {
            return Slot::Absent;
        }
        T::read(key, node, reader).map_or(Slot::Broken, Slot::Good)
    }
    fn empty() -> Option<T> {
        None
    }
    fn stand_in() -> Option<T> {
        T::stand_in()
    }
}

impl<'a, T: Read<'a>> Field<'a> for Option<T> {
    const TYPE: Type = T::TYPE;
    const REQUIRED: bool = false;
    fn take(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Slot<Option<T>> {
        if is_null(node) {
            return Slot::Absent;
        }
        T::read(key, node, reader).map_or(Slot::Broken, |value| Slot::Good(Some(value)))
    }
    fn empty() -> Option<Option<T>> {
        Some(None)
    }
}

impl<'a, T: Read<'a>> Field<'a> for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);
    const REQUIRED: bool = false;
    fn take(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Slot<Vec<T>> {
        if is_null(node) {
            return Slot::Absent;
        }
        match &node.value {
            Value::List(items) => {
                let mut all = Vec::with_capacity(items.len());
                for item in items {
                    match T::read(key, item, reader) {
                        Some(one) => all.push(one),
                        None => reader.dropped.push(item.span),
                    }
                }
                Slot::Good(all)
            }
            Value::Table(_) if matches!(T::TYPE, Type::Table(_)) => {
                reader.wrong_type(
                    key,
                    node,
                    &said!("a list of tables", "表的列表"),
                    said!(
                        "write `[[{key}]]` in TOML, or `- ` before its first key in YAML, also for a single one",
                        "即使只有一项，TOML 中也写作 `[[{key}]]`，YAML 中在第一个键前加 `- `",
                        key = key
                    ),
                );
                Slot::Broken
            }
            Value::Null
            | Value::Bool(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Date(_)
            | Value::Text(_)
            | Value::Table(_)
            | Value::Broken => {
                reader.wrong_type(
                    key,
                    node,
                    &said!("a list", "列表"),
                    said!("put it into brackets: `[...]`", "请用方括号括起来：`[...]`"),
                );
                Slot::Broken
            }
        }
    }
    fn empty() -> Option<Vec<T>> {
        Some(Vec::new())
    }
}

/// A key that holds one or many: a single value may stand without brackets.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> std::ops::Deref for OneOrMany<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'a, T: Read<'a>> Field<'a> for OneOrMany<T> {
    const TYPE: Type = Type::OneOrMany(&T::TYPE);
    const REQUIRED: bool = false;
    fn take(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Slot<OneOrMany<T>> {
        match &node.value {
            Value::Null | Value::List(_) => match <Vec<T> as Field<'a>>::take(key, node, reader) {
                Slot::Absent => Slot::Absent,
                Slot::Good(all) => Slot::Good(OneOrMany(all)),
                Slot::Broken => Slot::Broken,
            },
            Value::Bool(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Date(_)
            | Value::Text(_)
            | Value::Table(_)
            | Value::Broken => {
                T::read(key, node, reader).map_or(Slot::Broken, |value| Slot::Good(OneOrMany(vec![value])))
            }
        }
    }
    fn empty() -> Option<OneOrMany<T>> {
        Some(OneOrMany(Vec::new()))
    }
}

/// A list that must be there and hold something.
#[derive(Debug, Clone, PartialEq)]
pub struct AtLeastOne<T>(pub Vec<T>);

impl<T> std::ops::Deref for AtLeastOne<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'a, T: Read<'a>> Field<'a> for AtLeastOne<T> {
    const TYPE: Type = Type::List(&T::TYPE);
    const REQUIRED: bool = true;
    fn take(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Slot<AtLeastOne<T>> {
        let before = reader.unread;
        match <Vec<T> as Field<'a>>::take(key, node, reader) {
            Slot::Absent => Slot::Absent,
            Slot::Good(all) if !all.is_empty() => Slot::Good(AtLeastOne(all)),
            Slot::Good(_) if reader.unread > before => Slot::Broken,
            Slot::Good(_) => {
                reader.bad_value(
                    node.span,
                    said!("`{key}` is an empty list", "`{key}` 是空列表", key = key),
                    said!("at least one is needed", "至少需要一项"),
                );
                Slot::Broken
            }
            Slot::Broken => Slot::Broken,
        }
    }
    fn empty() -> Option<AtLeastOne<T>> {
        None
    }
}

/// A list that stands for a default when it is not written.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<T>(pub Vec<T>);

impl<'a, T: Read<'a>> Read<'a> for Listed<T> {
    const TYPE: Type = Type::List(&T::TYPE);
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Listed<T>> {
        match <Vec<T> as Field<'a>>::take(key, node, reader) {
            Slot::Good(all) => Some(Listed(all)),
            Slot::Absent | Slot::Broken => None,
        }
    }
}

/// A table whose keys are the writer's own, in the order written.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<K, V>(pub Vec<(K, V)>);

impl<K, V> Default for Map<K, V> {
    fn default() -> Map<K, V> {
        Map(Vec::new())
    }
}

impl<K, V> std::ops::Deref for Map<K, V> {
    type Target = [(K, V)];
    fn deref(&self) -> &[(K, V)] {
        &self.0
    }
}

impl<'a, K: Read<'a>, V: Read<'a>> Read<'a> for Map<K, V> {
    const TYPE: Type = Type::Map(&K::TYPE, &V::TYPE);
    fn read(key: &str, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Option<Map<K, V>> {
        let entries = reader.entries(key, node)?;
        let mut all = Vec::with_capacity(entries.len());
        for entry in entries {
            let name = Node {
                span: entry.key_span,
                value: Value::Text(entry.key),
            };
            let name = K::read(key, &name, reader);
            let value = V::read(entry.key, &entry.value, reader);
            match name.zip(value) {
                Some(both) => all.push(both),
                None => reader.dropped.push(entry.key_span),
            }
        }
        Some(Map(all))
    }
}

/// The name among `names` that was probably meant by `written`.
pub fn nearest<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let folded = written.to_lowercase().replace('-', "_");
    let length = folded.chars().count();
    let allowed = match length {
        0..=2 => 1,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    names
        .into_iter()
        // What differs more in length differs more than is allowed: most names are never compared.
        .filter(|name| name.chars().count().abs_diff(length) <= allowed)
        .map(|name| {
            (
                strsim::osa_distance(&folded, &name.to_lowercase().replace('-', "_")),
                name,
            )
        })
        .filter(|(distance, name)| *distance <= allowed && *distance < name.chars().count().max(2))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// "did you mean `x`?", or the names there are, when they are few.
pub fn did_you_mean<'n>(near: Option<&str>, names: impl Iterator<Item = &'n str>) -> Said {
    if let Some(name) = near {
        return said!("did you mean `{name}`?", "是否想写 `{name}`？", name = name);
    }
    let all: Vec<String> = names.take(31).map(|name| format!("`{name}`")).collect();
    match all.len() {
        0 | 31 => Said::default(),
        _ => {
            let (en, zh) = (all.join(", "), all.join("、"));
            said!("one of {en}", "可写：{zh}", en = en, zh = zh)
        }
    }
}

impl<'a> Reader<'a, '_> {
    /// A key that the table does not have; gives the key that was probably meant.
    pub fn unknown_key(
        &mut self,
        entry: &Entry<'a>,
        of: &Said,
        names: impl Iterator<Item = &'static str> + Clone,
    ) -> Option<&'static str> {
        let near = nearest(entry.key, names.clone());
        let key = entry.key;
        let (en, zh) = (&of.en, &of.zh);
        self.complaints.push(Complaint {
            rule: "unknown-key",
            span: entry.key_span,
            message: said!(
                "{en} has no key `{key}`",
                "{zh}没有 `{key}` 这个键",
                key = key,
                en = en,
                zh = zh
            ),
            help: match near {
                Some(_) => did_you_mean(near, names),
                None if !names.clone().any(|name| name == "x") => did_you_mean(None, names),
                None => {
                    let list = did_you_mean(None, names);
                    let (en, zh) = (list.en, list.zh);
                    let gap = if en.is_empty() { "" } else { "; " };
                    let stop = if zh.is_empty() { "" } else { "；" };
                    said!(
                        "the firm's own fields go into `[x]`{gap}{en}",
                        "自定义字段请写在 `[x]` 里{stop}{zh}",
                        en = en,
                        zh = zh,
                        gap = gap,
                        stop = stop
                    )
                }
            },
        });
        near
    }

    /// A key that a table must have and does not, or that stands there without a value.
    pub fn missing_key(&mut self, key: &str, table: &str, node: &Node<'a>, top: bool) {
        let Value::Table(entries) = &node.value else { return };
        let of = this_table(table);
        let (en, zh) = (&of.en, &of.zh);
        match entries.iter().find(|entry| entry.key == key) {
            Some(entry) => self.complain(
                "missing-key",
                entry.key_span,
                said!(
                    "{en} needs `{key}`, which has no value here",
                    "{zh}缺少必填的 `{key}`：这里没有写值",
                    key = key,
                    en = en,
                    zh = zh
                ),
                said!("write a value for `{key}`", "请填写 `{key}` 的值", key = key),
            ),
            None => self.complain(
                "missing-key",
                place_of_missing(node, entries, top),
                said!(
                    "{en} needs `{key}`",
                    "{zh}缺少必填的 `{key}`",
                    key = key,
                    en = en,
                    zh = zh
                ),
                said!("add `{key}`", "请补上 `{key}`", key = key),
            ),
        }
    }
}

/// Where to point when a key of this table is missing: its `id`, else the nearest thing there is.
fn place_of_missing(node: &Node<'_>, entries: &[Entry<'_>], top: bool) -> Span {
    match entries.iter().find(|entry| entry.key == "id") {
        Some(entry) if !is_null(&entry.value) => entry.value.span,
        Some(_) | None if top => Span::default(),
        Some(_) | None => place_of_table(node),
    }
}

/// The span that stands for a whole table: TOML's header or braces; of a YAML block its first key.
pub fn place_of_table(node: &Node<'_>) -> Span {
    match &node.value {
        Value::Table(entries) => match entries.first() {
            Some(first) if first.key_span.start == node.span.start => first.key_span,
            Some(_) | None => node.span,
        },
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Date(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Broken => node.span,
    }
}

/// The words for "this table".
pub fn this_table(key: &str) -> Said {
    match key {
        "" => word!("the record", "该记录").into(),
        _ => said!("`{key}`", "`{key}` ", key = key),
    }
}

/// Writes down a table once: gives the struct, how it is read, and its description.
///
/// `name["key"]: Type = default,` — the key's name where it is a word of Rust, and the default where
/// there is one, may be left out. A plain type is required, `Option`, `Vec` and [`OneOrMany`] are not.
#[macro_export]
macro_rules! table {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident $(<$life:lifetime>)? {
            $( $(#[doc = $field_doc:literal])* $field:ident $([$key:literal])? : $type:ty $(= $default:expr)? ,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name $(<$life>)? {
            $( $(#[doc = $field_doc])* pub $field: $type, )*
        }

        const _: () = {
            $crate::table!(@impl [$($life)?] $name [$(#[doc = $doc])*] {
                $( [$(#[doc = $field_doc])*] $field ($crate::table!(@key $field $([$key])?)) $type [$($default)?], )*
            });
        };
    };
    (@key $field:ident [$key:literal]) => { $key };
    (@key $field:ident) => { stringify!($field) };
    (@required $type:ty, []) => { <$type as $crate::shape::tables::Field<'static>>::REQUIRED };
    (@required $type:ty, [$default:expr]) => { false };
    (@empty $type:ty, []) => { <$type as $crate::shape::tables::Field<'_>>::empty() };
    (@empty $type:ty, [$default:expr]) => { Some($default) };
    (@impl [] $name:ident $($rest:tt)*) => { $crate::table!(@body ['read] [$name] $($rest)*); };
    (@impl [$life:lifetime] $name:ident $($rest:tt)*) => { $crate::table!(@body [$life] [$name<$life>] $($rest)*); };
    (@body [$life:lifetime] [$self:ty] [$(#[doc = $doc:literal])*] {
        $( [$(#[doc = $field_doc:literal])*] $field:ident ($key:expr) $type:ty [$($default:expr)?], )*
    }) => {
        impl<$life> $crate::shape::Table<$life> for $self {
            const SHAPE: $crate::shape::Shape = $crate::shape::Shape {
                doc: concat!($($doc, "\n"),*),
                keys: &[$( $crate::shape::Key {
                    name: $key,
                    required: $crate::table!(@required_key $life $type, [$($default)?]),
                    kind: <$type as $crate::shape::tables::Field<$life>>::TYPE,
                    doc: concat!($($field_doc, "\n"),*),
                }, )*],
            };
        }

        impl<$life> $self {
            /// Reads the table's own keys and hands every other to `others`, which says whether it
            /// took it. `None` when a required key is missing or could not be read.
            pub fn read_keys(
                name: &str,
                node: &$crate::syntax::Node<$life>,
                top: bool,
                reader: &mut $crate::shape::Reader<$life, '_>,
                broken: &mut Vec<&'static str>,
                others: &mut dyn FnMut(&$crate::syntax::Entry<$life>, &mut $crate::shape::Reader<$life, '_>) -> bool,
                more: &[$crate::shape::Key],
            ) -> Option<Self> {
                let entries = reader.entries(name, node)?;
                let mut meant: Vec<&'static str> = Vec::new();
                $( let mut $field: $crate::shape::Slot<$type> = $crate::shape::Slot::Absent; )*
                for entry in entries {
                    let before = reader.unread;
                    $(
                        if entry.key == $key {
                            let parts = reader.parts.len();
                            $field = <$type as $crate::shape::tables::Field<$life>>::take($key, &entry.value, reader);
                            if top {
                                reader.parts[parts..].iter_mut().for_each(|part| part.list = $key);
                            }
                            if reader.unread > before {
                                broken.push($key);
                            }
                            continue;
                        }
                    )*
                    if others(entry, reader) {
                        continue;
                    }
                    let names = <Self as $crate::shape::Table>::SHAPE.keys.iter().chain(more).map(|key| key.name);
                    meant.extend(reader.unknown_key(entry, &$crate::shape::tables::this_table(name), names.collect::<Vec<_>>().into_iter()));
                }
                $(
                    if $field.is_absent() && (reader.torn || meant.contains(&$key)) {
                        $field = $crate::shape::Slot::Broken;
                        reader.unread += 1;
                        broken.push($key);
                    }
                    let $field: Option<$type> = match $field {
                        $crate::shape::Slot::Good(value) => Some(value),
                        $crate::shape::Slot::Absent => {
                            let value = $crate::table!(@empty $type, [$($default)?]);
                            if value.is_none() {
                                reader.missing_key($key, name, node, top);
                                broken.push($key);
                            }
                            value
                        }
                        $crate::shape::Slot::Broken => $crate::table!(@empty $type, [$($default)?]),
                    };
                    let $field = match $field {
                        None if top => <$type as $crate::shape::tables::Field<$life>>::stand_in(),
                        told => told,
                    };
                )*
                Some(Self { $( $field: $field?, )* })
            }
        }

        impl<$life> $crate::shape::Read<$life> for $self {
            const TYPE: $crate::shape::Type = $crate::shape::Type::Table(&<Self as $crate::shape::Table>::SHAPE);
            fn read(
                key: &str,
                node: &$crate::syntax::Node<$life>,
                reader: &mut $crate::shape::Reader<$life, '_>,
            ) -> Option<Self> {
                Self::read_keys(key, node, false, reader, &mut Vec::new(), &mut |_, _| false, &[])
            }
        }
    };
    (@required_key $life:lifetime $type:ty, []) => { <$type as $crate::shape::tables::Field<$life>>::REQUIRED };
    (@required_key $life:lifetime $type:ty, [$default:expr]) => { false };
}
