//! The kinds of record, as plain typed data without places.

use crate::said;
use crate::say::{Said, Word};
use crate::shape::{Key, OneOrMany, Read, Reader, Shape, Table, Type};
use crate::syntax::{Entry, Node};
use crate::values::date::Date;
use crate::word;

pub mod account;
pub mod contract;
pub mod goal;
pub mod improvement;
pub mod interaction;
pub mod opportunity;
pub mod order;
pub mod person;
pub mod request;
pub mod review;
pub mod settings;
pub mod sound;
pub mod survey;
pub mod task;

macro_rules! kinds {
    ($( $variant:ident $module:ident $name:literal $folder:literal $en:literal $zh:literal; )*) => {
        /// A kind of record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $( #[doc = concat!("`", $folder, "/`")] $variant, )*
        }

        impl Kind {
            /// Every kind, in the order of the reference.
            pub const ALL: &'static [Kind] = &[$( Kind::$variant, )*];

            /// As it is written in references: `task`.
            pub const fn name(self) -> &'static str {
                match self { $( Kind::$variant => $name, )* }
            }

            /// The folder that makes a file one of this kind: `tasks`.
            pub const fn folder(self) -> &'static str {
                match self { $( Kind::$variant => $folder, )* }
            }

            /// For people.
            pub const fn word(self) -> Word {
                match self { $( Kind::$variant => word!($en, $zh), )* }
            }

            /// The keys of its own.
            pub fn shape(self) -> Shape {
                match self { $( Kind::$variant => <$module::$variant<'_> as Table>::SHAPE, )* }
            }
        }

        /// One record of any kind, as it was read.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Data<'a> {
            $( #[doc = concat!("A record of `", $folder, "/`.")] $variant(Box<$module::$variant<'a>>), )*
        }

        impl<'a> Data<'a> {
            fn read(kind: Kind, node: &Node<'a>, reader: &mut Reader<'a, '_>, common: &mut Common<'a>, broken: &mut Vec<&'static str>) -> Option<Data<'a>> {
                match kind {
                    $( Kind::$variant => {
                        let data = <$module::$variant<'a>>::read_keys("", node, true, reader, broken, &mut |entry, reader| common.take(entry, reader), Common::KEYS)?;
                        Some(Data::$variant(Box::new(data)))
                    } )*
                }
            }
        }
    };
}

kinds! {
    Person person "person" "people" "person" "人员";
    Account account "account" "accounts" "account" "客户";
    Contract contract "contract" "contracts" "contract" "合同";
    Goal goal "goal" "goals" "goal" "目标";
    Task task "task" "tasks" "task" "任务";
    Interaction interaction "interaction" "interactions" "interaction" "沟通记录";
    Survey survey "survey" "surveys" "survey" "满意度调查";
    Review review "review" "reviews" "review" "内部审查";
    Improvement improvement "improvement" "improvements" "improvement" "整改项";
    Opportunity opportunity "opportunity" "opportunities" "opportunity" "销售机会";
    Order order "order" "orders" "order" "订单";
    Request request "request" "requests" "request" "服务请求";
}

impl Kind {
    /// The kind of this name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// The kind with this folder.
    pub fn with_folder(folder: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.folder() == folder)
    }
}

/// A reference in the ledger's form: `kind/id`, `kind/id#part`, `kind/id@what`, `kind/id#part@occurrence`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference<'a> {
    /// The kind of record.
    pub kind: Kind,
    /// Its id.
    pub id: &'a str,
    /// What stands behind the id, with its `#` or `@`.
    pub part: Option<&'a str>,
}

impl<'a> Reference<'a> {
    /// Reads one.
    pub fn parse(text: &'a str) -> Result<Reference<'a>, Said> {
        let form = || said!("`{text}` is no reference", "`{text}` 不是有效的引用", text = text);
        let (kind, rest) = text.split_once('/').ok_or_else(form)?;
        let kind = Kind::named(kind).ok_or_else(|| match Kind::with_folder(kind) {
            Some(meant) => said!(
                "`{text}` names the folder `{kind}`: a reference begins with `{name}/`",
                "`{text}` 写的是文件夹名 `{kind}`，引用应以 `{name}/` 开头",
                text = text,
                kind = kind,
                name = meant.name()
            ),
            None => said!(
                "`{text}` is no reference: there is no kind `{kind}`",
                "`{text}` 不是有效的引用：没有 `{kind}` 这种记录",
                text = text,
                kind = kind
            ),
        })?;
        let end = rest.find(['#', '@']).unwrap_or(rest.len());
        let (id, part) = rest.split_at(end);
        crate::values::id::is_id(id)?;
        match part.len() {
            0 => Ok(Reference { kind, id, part: None }),
            1 => Err(form()),
            _ => Ok(Reference {
                kind,
                id,
                part: Some(part),
            }),
        }
    }

    /// The part's id, without its `#` and occurrence.
    pub fn part_id(&self) -> Option<&'a str> {
        let part = self.part?.strip_prefix('#')?;
        Some(part.split('@').next().unwrap_or(part))
    }
}

impl std::fmt::Display for Reference<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}{}", self.kind.name(), self.id, self.part.unwrap_or(""))
    }
}

crate::table! {
    /// This record, or its part, is excused from a rule, in the open, until a date.
    pub struct Waive<'a> {
        /// The rule's name.
        rule: &'a str,
        /// Why it is excused.
        reason: &'a str,
        /// Who excuses it: a person other than the record's owner.
        by: crate::shape::scalars::PersonId<'a>,
        /// The last day of the waiver; at most `longest_waiver` after the day of the check.
        until: Date,
        /// The id of the part that is excused; the whole record when left out.
        part: Option<crate::shape::scalars::OwnPartId<'a>>,
    }
}

/// What every kind may have.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Common<'a> {
    /// The id as written; the file's name stands for it otherwise.
    pub id: Option<&'a str>,
    /// Free words.
    pub tags: Vec<&'a str>,
    /// Internal: never in a view made for the customer.
    pub notes: Option<&'a str>,
    /// Where an import found it: system and id there.
    pub external: Vec<(&'a str, &'a str)>,
    /// Excuses.
    pub waive: Vec<Waive<'a>>,
    /// May be shown on the customer's page.
    pub share: bool,
    broken: Vec<&'static str>,
}

impl<'a> Common<'a> {
    /// The keys, for the reference and for "did you mean".
    pub const KEYS: &'static [Key] = &[
        key(
            "id",
            Type::Id,
            "Its name in references; the file's name (without ending and kind) unless written. Unique within its kind.",
        ),
        key("tags", Type::List(&Type::Text), "Free words."),
        key("notes", Type::Text, "Internal: never in a view made for the customer."),
        key(
            "external",
            Type::Map(&Type::Text, &Type::Text),
            "Where an import found it: system and id there.",
        ),
        key("x", Type::Free, "The firm's own fields: anything goes."),
        key(
            "waive",
            Type::List(&<Waive<'static> as Read<'static>>::TYPE),
            "Excuses from rules, in the open, with an end.",
        ),
        key("share", Type::Bool, "May be shown on the customer's page."),
    ];

    /// Takes a key that every kind has; whether it is one.
    fn take(&mut self, entry: &Entry<'a>, reader: &mut Reader<'a, '_>) -> bool {
        use crate::shape::tables::{Field, Map};
        let before = reader.unread;
        let node = &entry.value;
        let key = match entry.key {
            "id" => {
                self.id = match node.value {
                    crate::syntax::Value::Null => None,
                    _ => crate::shape::scalars::read_id("id", node, reader),
                };
                "id"
            }
            "tags" => {
                self.tags = good(Field::take("tags", node, reader));
                "tags"
            }
            "notes" => {
                self.notes = good(<Option<&str> as Field>::take("notes", node, reader));
                "notes"
            }
            "external" => {
                self.external = good(<Option<Map<&str, &str>> as Field>::take("external", node, reader))
                    .unwrap_or_default()
                    .0;
                "external"
            }
            "x" => {
                let _ = <Option<crate::shape::scalars::Free> as Field>::take("x", node, reader);
                "x"
            }
            "waive" => {
                self.waive = good(Field::take("waive", node, reader));
                "waive"
            }
            "share" => {
                self.share = good(<Option<bool> as Field>::take("share", node, reader)).unwrap_or(false);
                "share"
            }
            _ => return false,
        };
        if reader.unread > before {
            self.broken.push(key);
        }
        true
    }
}

const fn key(name: &'static str, kind: Type, doc: &'static str) -> Key {
    Key {
        name,
        required: false,
        kind,
        doc,
    }
}

fn good<T: Default>(slot: crate::shape::Slot<T>) -> T {
    match slot {
        crate::shape::Slot::Good(value) => value,
        crate::shape::Slot::Absent | crate::shape::Slot::Broken => T::default(),
    }
}

/// A record as it was read: its data where they could be read, and what could not.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// What every kind has.
    pub common: Common<'a>,
    /// The kind's own; `None` when a required key is missing or could not be read.
    pub data: Option<Data<'a>>,
    /// The top-level keys that hold something that could not be read.
    pub broken: Vec<&'static str>,
}

/// Reads a record of a kind; everything wrong with it is in the reader.
pub fn read<'a>(kind: Kind, node: &Node<'a>, reader: &mut Reader<'a, '_>) -> Reading<'a> {
    let mut common = Common::default();
    let mut broken = Vec::new();
    let data = Data::read(kind, node, reader, &mut common, &mut broken).filter(|_| !reader.torn);
    broken.append(&mut common.broken);
    Reading { common, data, broken }
}

/// One or many references.
pub type References<'a> = OneOrMany<Reference<'a>>;
