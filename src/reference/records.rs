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
        let meaning = sentence(key.doc);
        let _ = writeln!(out, "| {name} | {} | {meaning} |", words(key.kind).replace('|', "\\|"));
    }
    out.push('\n');
}

/// A table within a table, and the name by which it is written.
fn within(path: &str, key: &Key) -> Option<(String, &'static Shape)> {
    let dot = if path.is_empty() { "" } else { "." };
    match key.kind {
        Type::List(Type::Table(shape)) => Some((format!("[[{path}{dot}{}]]", key.name), shape)),
        Type::Table(shape) => Some((format!("[{path}{dot}{}]", key.name), shape)),
        Type::Map(_, Type::Table(shape)) => Some((format!("[{path}{dot}{}.ID]", key.name), shape)),
        _ => None,
    }
}

/// The tables within a table; neighbours with the same keys are told together.
fn inner(out: &mut String, path: &str, keys: &[Key], level: &str) {
    let tables: Vec<(String, &Shape)> = keys.iter().filter_map(|key| within(path, key)).collect();
    for alike in tables.chunk_by(|(_, a), (_, b)| std::ptr::eq(a.keys, b.keys)) {
        let Some((name, shape)) = alike.first() else { continue };
        let names: Vec<String> = alike.iter().map(|(name, _)| format!("`{name}`")).collect();
        let _ = writeln!(out, "{level} {}\n", names.join(", "));
        let doc = sentence(shape.doc);
        if !names.contains(&doc) {
            let _ = writeln!(out, "{doc}\n");
        }
        table(out, shape.keys);
        let path = name.trim_start_matches('[').trim_end_matches(']');
        inner(out, path, shape.keys, level);
    }
}

fn sentence(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What `RECORDS.md` of a new book shows of a kind.
fn examples(kind: Kind) -> String {
    const ALL: &str = include_str!("../cli/init/en/RECORDS.md");
    let heading = format!("## {}:", kind.name());
    let lines = ALL.lines().skip_while(|line| !line.starts_with(&heading)).skip(1);
    let mut out = String::new();
    for line in lines.take_while(|line| !line.starts_with("## ")) {
        // The fence names the file, which no reader of a page would see.
        let named = line.strip_prefix("```").and_then(|info| info.split_once(' '));
        match named {
            Some((format, path)) => {
                let _ = writeln!(out, "`{path}`:\n\n```{format}");
            }
            None => {
                let _ = writeln!(out, "{line}");
            }
        }
    }
    format!("{}\n\n", out.trim())
}

/// `docs/reference/records.md`
pub(super) fn records() -> String {
    let mut out = String::from(MADE);
    out.push_str(
        "# Records\n\nOne record is one file, TOML or YAML; both mean the same. The kind is told by the folder (`tasks/renewal.toml`) or by the file's name (`renewal.task.toml`), the id by the file's name or by `id`. Keys in **bold** must be there; what the types mean stands [at the end](#types).\n\n",
    );
    out.push_str("| kind | folder | what it is |\n|---|---|---|\n");
    for kind in Kind::ALL {
        let (name, folder, doc) = (kind.name(), kind.folder(), sentence(kind.shape().doc));
        let _ = writeln!(out, "| [{name}](#{name}) | `{folder}/` | {doc} |");
    }
    out.push_str("\n## Keys of every kind\n\n");
    table(&mut out, Common::KEYS);
    let waive: Vec<Key> = Common::KEYS.iter().filter(|key| key.name == "waive").copied().collect();
    inner(&mut out, "", &waive, "###");
    for kind in Kind::ALL {
        let shape = kind.shape();
        let _ = writeln!(out, "## {}\n\n{}\n", kind.name(), sentence(shape.doc));
        out.push_str(&examples(*kind));
        table(&mut out, shape.keys);
        inner(&mut out, "", shape.keys, "###");
    }
    out.push_str(TYPES);
    out
}

/// `docs/reference/settings.md`
pub(super) fn settings() -> String {
    const BLANK: &str = include_str!("../cli/init/en/kam.toml");
    let mut out = String::from(MADE);
    out.push_str("# Settings: kam.toml\n\nA book is a folder with a `kam.toml` at its root. Every table but `[book]` may be left out. What is written in a table of ids (tiers, roles, duties) replaces its defaults whole: whoever writes one tier writes them all. Keys in **bold** must be there; what the types mean stands with the [records](records.md#types).\n\n");
    inner(&mut out, "", <Written<'static> as Table<'static>>::SHAPE.keys, "##");
    let _ = write!(
        out,
        "## The file that `kam init` writes\n\nIt shows every default.\n\n```toml\n{BLANK}```\n"
    );
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
