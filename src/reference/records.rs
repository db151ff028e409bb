//! The reference of records and of `kam.toml`: every key, its type and its meaning.

use std::fmt::Write as _;

use crate::model::settings::Written;
use crate::model::{Common, Kind};
use crate::shape::{Key, SettingId, Shape, Table, Type};

use super::MADE;

/// A type in words, as the last column but one of a table of keys.
fn words(of: Type) -> String {
    match of {
        Type::Text => "text".to_owned(),
        Type::Id => "id".to_owned(),
        Type::PartId => "id, unique within the record".to_owned(),
        Type::Bool => "`true` or `false`".to_owned(),
        Type::Whole(min, i64::MAX) => format!("whole number, {min} or more"),
        Type::Whole(min, max) => format!("whole number, {min} to {max}"),
        Type::Number => "number".to_owned(),
        Type::Percent => "number, 0 to 100".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Moment => "datetime".to_owned(),
        Type::Money => "money".to_owned(),
        Type::Period => "period".to_owned(),
        Type::Every => "every".to_owned(),
        Type::Term => "span".to_owned(),
        Type::Ref(kind) => kind.name().to_owned(),
        Type::AnyRef => "ref".to_owned(),
        Type::Contact => "contact of the account".to_owned(),
        Type::Need => "need of the account".to_owned(),
        Type::Own(list) => format!("id of a `[[{list}]]`"),
        Type::OwnPart => "id of a part of this record".to_owned(),
        Type::ContractKpi => "KPI of the contract".to_owned(),
        Type::Setting(SettingId::Tier) => "tier".to_owned(),
        Type::Setting(SettingId::Role) => "role".to_owned(),
        Type::Setting(SettingId::Duty) => "duty".to_owned(),
        Type::Setting(SettingId::Stage) => "stage".to_owned(),
        Type::Setting(SettingId::Dimension) => "survey dimension".to_owned(),
        Type::Enum(choices) => choices
            .iter()
            .map(|choice| format!("`{}`", choice.name))
            .collect::<Vec<_>>()
            .join(", "),
        Type::Target => "number, or `{ min, max }`".to_owned(),
        Type::TextOrNumber => "number or text".to_owned(),
        Type::List(item) => match item {
            Type::Table(_) => "list of tables".to_owned(),
            _ => format!("list of {}", words(*item)),
        },
        Type::OneOrMany(item) => format!("{}, one or a list", words(*item)),
        Type::Table(_) => "table".to_owned(),
        Type::Map(key, value) => match value {
            Type::Table(_) => "tables by id".to_owned(),
            _ => format!("table: {} → {}", words(*key), words(*value)),
        },
        Type::Free => "table, anything goes".to_owned(),
    }
}

fn table(out: &mut String, keys: &[Key]) {
    out.push_str("| key | type | meaning |\n|---|---|---|\n");
    for key in keys {
        let name = if key.required {
            format!("**`{}`**", key.name)
        } else {
            format!("`{}`", key.name)
        };
        let meaning = key.doc.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "| {name} | {} | {meaning} |", words(key.kind).replace('|', "\\|"));
    }
    out.push('\n');
}

/// The tables within a table, each under the name by which it is written.
fn inner(out: &mut String, path: &str, keys: &[Key], level: &str) {
    for key in keys {
        let dot = if path.is_empty() { "" } else { "." };
        let (name, shape): (String, &Shape) = match key.kind {
            Type::List(Type::Table(shape)) => (format!("[[{path}{dot}{}]]", key.name), shape),
            Type::Table(shape) => (format!("[{path}{dot}{}]", key.name), shape),
            Type::Map(_, Type::Table(shape)) => (format!("[{path}{dot}{}.ID]", key.name), shape),
            _ => continue,
        };
        let doc = shape.doc.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "{level} `{name}`\n\n{doc}\n");
        table(out, shape.keys);
        let path = name.trim_start_matches('[').trim_end_matches(']').to_owned();
        inner(out, &path, shape.keys, level);
    }
}

/// `docs/reference/records.md`
pub(super) fn records() -> String {
    let mut out = String::from(MADE);
    out.push_str("# Records\n\nOne record a file, TOML or YAML; keys in bold must be there. What the types mean stands at the end.\n\n");
    out.push_str("## Every kind\n\n");
    table(&mut out, Common::KEYS);
    let common = Common::KEYS
        .iter()
        .filter(|key| key.name == "waive")
        .copied()
        .collect::<Vec<_>>();
    inner(&mut out, "", &common, "###");
    for kind in Kind::ALL {
        let shape = kind.shape();
        let doc = shape.doc.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "## {}\n\n`{}/` — {doc}\n", kind.name(), kind.folder());
        table(&mut out, shape.keys);
        inner(&mut out, "", shape.keys, "###");
    }
    out.push_str(TYPES);
    out
}

/// `docs/reference/settings.md`
pub(super) fn settings() -> String {
    let mut out = String::from(MADE);
    out.push_str("# kam.toml\n\nA book is a folder with a `kam.toml` at its root. Every table but `[book]` may be left out; a table of ids that is given replaces its default whole.\n\n");
    inner(&mut out, "", <Written<'static> as Table<'static>>::SHAPE.keys, "##");
    out
}

const TYPES: &str = "## Types

| type | how it is written |
|---|---|
| id | letters and digits of any script, `-`, `_`, `.`; never begins with `-` or `.` |
| date | `2026-04-01`; a TOML date or text |
| datetime | RFC 3339: `2026-04-01T09:30:00+08:00`; without an offset it is in the book's time zone |
| money | `\"1200000.00 CNY\"`: an exact decimal and an ISO 4217 code; a bare number is in the book's currency |
| period | `2026`, `2026-H1`, `2026-Q1`, `2026-03`, `2026-W10`; the fiscal `FY2026`, `FY2026-H1`, `FY2026-Q1`; `2026-01-15..2026-03-31`, both ends included |
| every | `daily`, `weekly`, `monthly`, `quarterly`, `yearly`, or `N days`, `N weeks`, `N months`, `N quarters`, `N years` |
| span | `N days`, `N weeks`, `N months`, `N hours`, `N minutes`, `N working days`, `N working hours` |
| ref | `kind/id` or `kind/id#part`, such as `contract/haichuan-msa#uptime` |

A name of a kind as a type is the bare id of a record of that kind. An empty value of YAML (`due:`) is a key that is not written.
";
