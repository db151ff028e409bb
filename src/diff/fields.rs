//! The tables of changed fields, one a section.

use std::cmp::Reverse;

use super::Compared;
use super::columns::*;
use super::edits::{Edit, Touched};
use super::reasons::{is_told_beside, reason};
use super::section::Section;
use super::target;
use crate::document::{Cell, Column, Content, Row, Table, Tone};
use crate::reports::{cells, sections};
use crate::say::Word;
use crate::values::date::days_between;
use crate::values::money::Currency;
use crate::word;

impl Section {
    /// Its heading.
    pub const fn title(self) -> Word {
        match self {
            Section::Targets => word!("Targets, weights and actuals", "目标值、权重与实际值"),
            Section::Dates => word!("Dates", "日期"),
            Section::Owners => word!("Owners and duties", "负责人与职责"),
            Section::Amounts => word!("Amounts", "金额"),
            Section::Obligations => word!("Obligations and promises", "合同义务与承诺"),
            Section::Statuses => word!("Statuses", "状态"),
            Section::Others => word!("Other fields", "其他字段"),
        }
    }

    /// The name of its table.
    pub const fn name(self) -> &'static str {
        match self {
            Section::Targets => "targets",
            Section::Dates => "dates",
            Section::Owners => "owners",
            Section::Amounts => "amounts",
            Section::Obligations => "obligations",
            Section::Statuses => "statuses",
            Section::Others => "others",
        }
    }

    const fn columns(self) -> &'static [Column] {
        match self {
            Section::Targets => &[
                ACCOUNT, TITLE, FIELD, BEFORE, AFTER, DIRECTION, COURSE, LAST_DAY, AGREED, REASON, REF,
            ],
            Section::Dates => &[ACCOUNT, OWNER, TITLE, FIELD, BEFORE, AFTER, DAYS, TIMES, REASON, REF],
            Section::Amounts => &[ACCOUNT, TITLE, FIELD, BEFORE, AFTER, DIFFERENCE, REASON, REF],
            Section::Statuses => &[ACCOUNT, OWNER, TITLE, FIELD, BEFORE, AFTER, REASON, REF],
            Section::Owners | Section::Obligations | Section::Others => &[ACCOUNT, TITLE, FIELD, BEFORE, AFTER, REF],
        }
    }

    /// All of them, in order.
    pub const ALL: [Section; 7] = [
        Section::Targets,
        Section::Dates,
        Section::Owners,
        Section::Amounts,
        Section::Obligations,
        Section::Statuses,
        Section::Others,
    ];
}

/// One changed field with all that its row says.
pub struct Line<'l, 'd> {
    pub touched: &'l Touched<'d>,
    pub edit: &'l Edit,
}

/// The changed fields of a section.
pub fn of_section<'l, 'd>(section: Section, touched: &'l [Touched<'d>]) -> Vec<Line<'l, 'd>> {
    let lines = touched.iter().flat_map(|touched| {
        let edits = touched.edits.iter().filter(|edit| !is_told_beside(touched, edit));
        edits.map(move |edit| Line { touched, edit })
    });
    lines
        .filter(|line| Section::of(line.touched.kind, &line.edit.way, line.edit.of) == section)
        .collect()
}

/// The table of a section; none where nothing of it was changed.
pub fn table(compared: &Compared<'_, '_, '_>, section: Section, lines: &[Line<'_, '_>]) -> Option<Table> {
    let mut rows: Vec<(Weight, Row)> = lines.iter().map(|line| row(compared, section, line)).collect();
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    let none = word!("Nothing was changed.", "没有改动。");
    (!rows.is_empty()).then(|| sections::table(section.name(), section.title(), section.columns(), rows, none))
}

/// The gravest first: what was changed after its period, what was pushed back furthest; then by account and record.
type Weight = (Reverse<i64>, String, String);

fn row(compared: &Compared<'_, '_, '_>, section: Section, line: &Line<'_, '_>) -> (Weight, Row) {
    let Line { touched, edit } = line;
    let target = target::of(compared, line);
    let days = days(edit);
    let weight = match section {
        Section::Targets => target.weight(),
        Section::Dates => days.unwrap_or_default(),
        Section::Owners | Section::Amounts | Section::Obligations | Section::Statuses | Section::Others => 0,
    };
    let book = compared.facts.book;
    let cell = |column: &Column| match column.key {
        "account" => touched.account.map(|id| cells::account(book, id)).into(),
        "owner" => owner(line).map(|id| cells::person(book, id)).into(),
        "title" => Cell::text(edit.title.clone()),
        "field" => edit.field(),
        "before_change" => there(&edit.before),
        "after_change" => there(&edit.after),
        "direction" => target.direction(),
        "period_state" => target.course(),
        "period_end" => target.last.into(),
        "agreed" => target.agreed(),
        "days" => days
            .map(|days| Cell::from(days).toned(if days > 0 { Tone::Warn } else { Tone::None }))
            .into(),
        "times" => compared
            .times(touched, edit)
            .map(|times| Cell::from(i64::from(times)))
            .into(),
        "difference" => difference(edit).into(),
        "reason" => reason(touched, edit).map(Cell::text).into(),
        "ref" => Cell::reference(edit.reference.clone()),
        key => unreachable!("no column `{key}`"),
    };
    let row = Row {
        sources: vec![edit.origin.clone()],
        ..Row::from(section.columns().iter().map(cell).collect::<Vec<_>>())
    };
    let by = (touched.account.unwrap_or_default().to_owned(), edit.reference.clone());
    ((Reverse(weight), by.0, by.1), row)
}

/// Who answers for what was changed: for the part, where it names somebody itself.
fn owner<'l>(line: &'l Line<'_, '_>) -> Option<&'l str> {
    line.edit.owner.as_deref().or(line.touched.owner)
}

/// A value, or that there is none.
fn there(cell: &Cell) -> Cell {
    match cell.content {
        Content::Unknown => Cell::unknown().marked(word!("none", "无")),
        _ => cell.clone(),
    }
}

/// By how many days a date was pushed back; below 0 where it was brought forward, none where one of them is none.
pub fn days(edit: &Edit) -> Option<i64> {
    match (&edit.before.content, &edit.after.content) {
        (Content::Date(before), Content::Date(after)) => Some(days_between(*before, *after)),
        _ => None,
    }
}

/// By how much an amount grew, where both are of one currency.
fn difference(edit: &Edit) -> Option<Cell> {
    let (
        Content::Money {
            amount: b,
            currency: of_b,
        },
        Content::Money {
            amount: a,
            currency: of_a,
        },
    ) = (&edit.before.content, &edit.after.content)
    else {
        return None;
    };
    let (b, a) = (crate::values::number::decimal(b)?, crate::values::number::decimal(a)?);
    let currency = Currency::parse(of_a).ok().filter(|_| of_a == of_b)?;
    let difference = a.checked_sub(b)?;
    Some(Cell::money(
        crate::values::money::Money {
            currency,
            amount: difference,
        }
        .shown(),
        currency.code(),
    ))
}
