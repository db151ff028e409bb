//! A change in a few lines, the gravest first: what a reviewer must have read.

use super::edits::{Fate, Touched};
use super::fields::{self, Line, days};
use super::reasons::is_told_beside;
use super::section::Section;
use super::settled::Found;
use super::{Compared, target};
use crate::document::{Part, Point, Tone};
use crate::findings::Severity;
use crate::rules::Group;
use crate::said;
use crate::say::{Said, count, ordinal};

/// How much was changed, and what of it matters.
pub fn parts(
    compared: &Compared<'_, '_, '_>,
    touched: &[Touched<'_>],
    found: &Found<'_, '_>,
    moved: usize,
) -> Vec<Part> {
    let mut points = Vec::new();
    loosened(found, &mut points);
    targets(compared, touched, &mut points);
    dates(compared, touched, &mut points);
    of_section(touched, Section::Owners, &mut points);
    of_section(touched, Section::Amounts, &mut points);
    of_section(touched, Section::Obligations, &mut points);
    of_section(touched, Section::Statuses, &mut points);
    removed(touched, &mut points);
    results(found, &mut points);
    let mut parts = vec![Part::Text(extent(touched, moved))];
    if !points.is_empty() {
        parts.push(Part::Points(points));
    }
    parts
}

fn point(tone: Tone, text: Said) -> Point {
    Point { tone, text }
}

/// How many fields of how many records.
fn extent(touched: &[Touched<'_>], moved: usize) -> Said {
    let of = |is: fn(&Fate<'_>) -> bool| touched.iter().filter(|one| is(&one.fate)).count();
    let made = of(|fate| *fate == Fate::Made);
    let removed = of(|fate| *fate == Fate::Removed);
    let torn = of(|fate| *fate == Fate::Unreadable);
    let renamed = of(|fate| matches!(fate, Fate::Renamed(_)));
    let changed = touched.iter().filter(|one| !one.edits.is_empty()).count();
    let shown = |one: &Touched<'_>| one.edits.iter().filter(|edit| !is_told_beside(one, edit)).count();
    let fields: usize = touched.iter().map(shown).sum();
    if touched.is_empty() && moved == 0 {
        return said!("No record was changed.", "没有记录被改动。");
    }
    let mut clauses: Vec<Said> = Vec::new();
    if changed > 0 {
        let (fields_en, changed_en) = (count(fields as i64, "field"), count(changed as i64, "record"));
        clauses.push(said!(
            "{fields_en} of {changed_en} changed",
            "{changed} 条记录有改动（共 {fields} 处）"
        ));
    }
    if renamed > 0 {
        clauses.push(said!("{renamed} with another id", "{renamed} 条编号变更"));
    }
    if made > 0 {
        clauses.push(said!("{made} added", "新增 {made} 条"));
    }
    if removed > 0 {
        clauses.push(said!("{removed} removed", "删除 {removed} 条"));
    }
    if torn > 0 {
        clauses.push(said!(
            "{torn} could not be read whole and were not compared",
            "{torn} 条无法完整读取，未能比较"
        ));
    }
    if moved > 0 {
        clauses.push(said!(
            "{moved} moved to another file unchanged",
            "{moved} 条仅移动了文件"
        ));
    }
    let join = |half: fn(&Said) -> &str, comma: &str| clauses.iter().map(half).collect::<Vec<_>>().join(comma);
    Said {
        en: join(|said| &said.en, ", ") + ".",
        zh: join(|said| &said.zh, "，") + "。",
    }
}

fn loosened(found: &Found<'_, '_>, points: &mut Vec<Point>) {
    let n = found.loosened.len();
    if n > 0 {
        let said = if n == 1 {
            said!("1 requirement was loosened.", "放宽了 1 项要求。")
        } else {
            said!("{n} requirements were loosened.", "放宽了 {n} 项要求。")
        };
        points.push(point(Tone::Bad, said));
    }
}

fn targets(compared: &Compared<'_, '_, '_>, touched: &[Touched<'_>], points: &mut Vec<Point>) {
    let lines = fields::of_section(Section::Targets, touched);
    let is_target = |line: &&Line<'_, '_>| !line.edit.is_new() && target::is_measure(&line.edit.way);
    let changed: Vec<_> = lines
        .iter()
        .filter(is_target)
        .map(|line| target::of(compared, line))
        .collect();
    let late = changed.iter().filter(|one| one.is_over()).count();
    let easier = changed.iter().filter(|one| one.is_easier()).count();
    let n = changed.len();
    if n == 0 {
        return;
    }
    let mut said = said!("Targets and weights: {n} changed", "目标值与权重：改动 {n} 处");
    if easier > 0 {
        said.en += &format!(", {easier} made easier");
        said.zh += &format!("，其中 {easier} 处更易达成");
    }
    if late > 0 {
        said.en += &format!(", {late} after the period had ended");
        said.zh += &format!("，{late} 处在考核期结束之后");
    }
    said.en.push('.');
    said.zh.push('。');
    points.push(point(tone(late, easier), said));
}

fn tone(late: usize, easier: usize) -> Tone {
    match (late, easier) {
        (0, 0) => Tone::None,
        (0, _) => Tone::Warn,
        (_, _) => Tone::Bad,
    }
}

fn dates(compared: &Compared<'_, '_, '_>, touched: &[Touched<'_>], points: &mut Vec<Point>) {
    let lines = fields::of_section(Section::Dates, touched);
    let mut back: Vec<(i64, u32)> = Vec::new();
    for line in &lines {
        let days = days(line.edit).filter(|days| *days > 0);
        back.extend(days.map(|days| (days, compared.times(line.touched, line.edit).unwrap_or_default())));
    }
    let Some(furthest) = back.iter().map(|(days, _)| *days).max() else {
        return;
    };
    let times = back.iter().map(|(_, times)| *times).max().unwrap_or_default();
    let n = back.len();
    let (n_en, furthest_en) = (count(n as i64, "date"), count(furthest, "day"));
    let said = if times > 1 {
        let times_en = ordinal(times);
        said!(
            "Pushed back: {n_en}, by up to {furthest_en}, one of them moved for the {times_en} time.",
            "推迟日期 {n} 处，最多推迟 {furthest} 天，其中有一项已是第 {times} 次改期。"
        )
    } else {
        said!(
            "Pushed back: {n_en}, by up to {furthest_en}.",
            "推迟日期 {n} 处，最多推迟 {furthest} 天。"
        )
    };
    points.push(point(Tone::Warn, said));
}

fn of_section(touched: &[Touched<'_>], section: Section, points: &mut Vec<Point>) {
    let n = fields::of_section(section, touched).len();
    if n > 0 {
        let (title, changes) = (section.title(), count(n as i64, "change"));
        let (en, zh) = (title.en, title.zh);
        points.push(point(Tone::None, said!("{en}: {changes}.", "{zh}：{n} 处改动。")));
    }
}

fn removed(touched: &[Touched<'_>], points: &mut Vec<Point>) {
    let removed: Vec<&str> = touched
        .iter()
        .filter(|one| one.fate == Fate::Removed)
        .map(|one| one.origin.reference.as_str())
        .collect();
    if let Some(first) = removed.first() {
        let more = removed.len() - 1;
        let said = if more == 0 {
            said!("Removed: {first}.", "删除：{first}。")
        } else {
            said!(
                "Removed: {first} and {more} more.",
                "删除：{first} 等 {n} 条。",
                n = removed.len()
            )
        };
        points.push(point(Tone::Warn, said));
    }
}

fn results(found: &Found<'_, '_>, points: &mut Vec<Point>) {
    let (new, settled, gone) = (found.new.len(), found.settled.len(), found.gone.len());
    if new + settled + gone == 0 {
        return;
    }
    let errors = found
        .new
        .iter()
        .filter(|one| one.finding.severity == Severity::Error)
        .count();
    let of_change = found
        .new
        .iter()
        .filter(|one| one.finding.rule.group == Group::History)
        .count();
    let errors_en = count(errors as i64, "error");
    let mut said = said!("Findings: {new} new", "问题：新增 {new} 个");
    if new > 0 {
        said.en += &format!(" ({errors_en}; {of_change} about the change itself)");
        said.zh += &format!("（错误 {errors} 个；针对改动本身 {of_change} 个）");
    }
    said.en += &format!(", {settled} settled");
    said.zh += &format!("，解决 {settled} 个");
    if gone > 0 {
        said.en += &format!(", {gone} vanished without being settled");
        said.zh += &format!("，未经解决而消失 {gone} 个");
    }
    said.en.push('.');
    said.zh.push('。');
    points.push(point(if errors > 0 { Tone::Bad } else { Tone::None }, said));
}
