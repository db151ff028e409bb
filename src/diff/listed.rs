//! The tables of whole records, and of `kam.toml`.

use super::Compared;
use super::columns::*;
use super::edits::{Fate, Touched};
use crate::changes;
use crate::document::{Cell, Origin, Row, Table, Tone};
use crate::history::setting;
use crate::reports::{cells, sections};
use crate::source::Texts;
use crate::syntax::{self, Format, Node};
use crate::word;

/// Records that are new, gone, known by another id, or not to be compared; none where there are none.
pub fn records(compared: &Compared<'_, '_, '_>, touched: &[Touched<'_>]) -> Option<Table> {
    let mut all: Vec<&Touched<'_>> = touched.iter().filter(|one| one.fate != Fate::Changed).collect();
    all.sort_by_key(|one| (weight(one.fate), one.account, &one.origin.reference));
    let book = compared.facts.book;
    let row = |one: &&Touched<'_>| {
        let before = match one.fate {
            Fate::Renamed(id) => Some(format!("{}/{id}", one.kind.name())),
            Fate::Made | Fate::Removed | Fate::Changed | Fate::Unreadable => None,
        };
        let cells = vec![
            fate(one.fate),
            one.account.map(|id| cells::account(book, id)).into(),
            one.owner.map(|id| cells::person(book, id)).into(),
            Cell::text(one.title.clone()),
            Cell::reference(one.origin.reference.clone()),
            before.map(Cell::reference).into(),
        ];
        Row {
            sources: vec![one.origin.clone()],
            ..Row::from(cells)
        }
    };
    let rows: Vec<Row> = all.iter().map(row).collect();
    let columns = [FATE, ACCOUNT, OWNER, TITLE, REF, ID_BEFORE];
    let title = word!("Records", "记录");
    let none = word!("No record was added or removed.", "没有新增或删除记录。");
    (!rows.is_empty()).then(|| sections::table("records", title, &columns, rows, none))
}

/// What is gone first: it is the easiest to overlook.
fn weight(fate: Fate<'_>) -> u8 {
    match fate {
        Fate::Removed => 0,
        Fate::Unreadable => 1,
        Fate::Renamed(_) => 2,
        Fate::Made | Fate::Changed => 3,
    }
}

fn fate(fate: Fate<'_>) -> Cell {
    match fate {
        Fate::Made => Cell::word("added", word!("added", "新增")),
        Fate::Removed => Cell::word("removed", word!("removed", "删除")).toned(Tone::Warn),
        Fate::Renamed(_) => Cell::word("renamed", word!("other id", "编号变更")),
        Fate::Unreadable => Cell::word("unreadable", word!("could not be read", "无法读取")).toned(Tone::Bad),
        Fate::Changed => Cell::word("changed", word!("changed", "有改动")),
    }
}

/// What of `kam.toml` was changed; none where nothing was.
pub fn settings(compared: &Compared<'_, '_, '_>) -> Option<Table> {
    let (before, after) = (compared.range.before.book, compared.facts.book);
    let texts = Texts::default();
    let text = |source: &crate::source::Source| source.text.clone().unwrap_or_default();
    let (old, new) = (text(before.settings_source), text(after.settings_source));
    if old == new {
        return None;
    }
    let [old, new] = [&old, &new].map(|text| syntax::read(Format::Toml, text, &texts));
    let found = changes::of_settings(&old, &new);
    let row = |change: &changes::Change<'_, '_>| {
        let key = change.way.to_string().trim_start_matches('.').to_owned();
        let cell = |node: Option<&Node<'_>>| node.map_or_else(Cell::unknown, |node| setting(after, change.kind, node));
        let cells = vec![
            // As it is written there: who changes settings reads the file.
            Cell::named(key.clone(), &key),
            cell(change.before),
            cell(change.after),
        ];
        let origin = Origin {
            key: None,
            reference: "kam.toml".to_owned(),
            path: "kam.toml".to_owned(),
            line: 1,
        };
        Row {
            sources: vec![origin],
            ..Row::from(cells)
        }
    };
    let rows: Vec<Row> = found.iter().map(row).collect();
    let none = word!("Nothing was changed.", "没有改动。");
    let title = word!("Settings (kam.toml)", "设置（kam.toml）");
    (!rows.is_empty()).then(|| sections::table("settings", title, &[FIELD, BEFORE, AFTER], rows, none))
}
