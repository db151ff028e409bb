//! What a kind of record looks like, as data: for the reference, the schema and "did you mean".

use crate::model::Kind;
use crate::say::Word;

use super::SettingId;

/// A table's keys.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// What it is.
    pub doc: &'static str,
    /// Its keys in the order of the reference.
    pub keys: &'static [Key],
}

/// One key of a table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What it holds.
    pub kind: Type,
    /// What it means.
    pub doc: &'static str,
}

/// One value of a closed set.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// As it is written.
    pub name: &'static str,
    /// For people.
    pub word: Word,
}

/// What a key holds.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// Text.
    Text,
    /// An id.
    Id,
    /// The id of a part, unique within its record.
    PartId,
    /// `true` or `false`.
    Bool,
    /// A whole number of this range.
    Whole(i64, i64),
    /// An exact decimal number.
    Number,
    /// A number from 0 to 100.
    Percent,
    /// `2026-04-01`
    Date,
    /// RFC 3339.
    Moment,
    /// `"1200000.00 CNY"`
    Money,
    /// `2026-Q1`
    Period,
    /// `monthly`, `2 weeks`
    Every,
    /// `3 working days`
    Term,
    /// The id of a record of this kind.
    Ref(Kind),
    /// `kind/id` or `kind/id#part`
    AnyRef,
    /// The id of a contact of the account.
    Contact,
    /// The id of a need of the account.
    Need,
    /// The id of a part of the same record, from the list of this name.
    Own(&'static str),
    /// The id of any part of the same record.
    OwnPart,
    /// The id of a KPI of the goal's contract.
    ContractKpi,
    /// An id that `kam.toml` gives.
    Setting(SettingId),
    /// One of a closed set.
    Enum(&'static [Choice]),
    /// A number, or a table `{min, max}`.
    Target,
    /// Text or a number.
    TextOrNumber,
    /// Several.
    List(&'static Type),
    /// One, or a list.
    OneOrMany(&'static Type),
    /// A table with these keys.
    Table(&'static Shape),
    /// A table from key to value.
    Map(&'static Type, &'static Type),
    /// Anything.
    Free,
}
