//! What a change of `kam.toml` asks less of: each loosened setting in words, with its place there.

mod owed;
mod time;

use super::Severity;
use crate::facts::range::eased::length;
use crate::model::settings::{Level, Settings};
use crate::place::Route;
use crate::said;
use crate::say::Said;

/// A setting that asks less: its place in `kam.toml`, and what, from, to.
pub type Loosened = (Route, Said);

/// Each setting that asks less than it did.
pub fn settings(was: &Settings<'_>, is: &Settings<'_>) -> Vec<Loosened> {
    let mut all = Vec::new();
    severities(was, is, &mut all);
    ignored(was, is, &mut all);
    if is.began > was.began {
        let day = is.began.map(|day| day.to_string()).unwrap_or_default();
        let said = said!(
            "nothing before {day} is owed from now on",
            "起算日推迟到 {day}，此前的事项不再要求"
        );
        all.push((Route::in_table("book", "began"), said));
    }
    thresholds(was, is, &mut all);
    lists(was, is, &mut all);
    owed::put(was, is, &mut all);
    time::put(was, is, &mut all);
    // What could not be read is told as that, and is in force as nobody wrote it.
    all.retain(|(route, _)| [was, is].iter().all(|settings| settings.is_sound(route.top())));
    all
}

/// How heavily a rule weighs; none where it is off.
fn weight(settings: &Settings<'_>, rule: &str) -> Option<Severity> {
    let level = settings.severity.iter().find(|(name, _)| *name == rule);
    match level {
        Some((_, Level::Error)) => Some(Severity::Error),
        Some((_, Level::Warning)) => Some(Severity::Warning),
        Some((_, Level::Note)) => Some(Severity::Note),
        Some((_, Level::Off)) => None,
        None => crate::rules::named(rule).map(|rule| rule.severity),
    }
}

fn severities(was: &Settings<'_>, is: &Settings<'_>, all: &mut Vec<Loosened>) {
    for rule in crate::rules::all() {
        let name = rule.name;
        let (old, new) = (weight(was, name), weight(is, name));
        if new < old {
            let off = crate::word!("off", "关闭");
            let (old, new) = (old.map_or(off, Severity::word), new.map_or(off, Severity::word));
            let (old_zh, new_zh) = (old.zh, new.zh);
            let (old, new) = (old.en, new.en);
            let said = said!(
                "the severity of `{name}` was lowered from {old} to {new}",
                "规则 `{name}` 的级别由{old_zh}降为{new_zh}"
            );
            all.push((Route::in_table("checks", "severity"), said));
        }
    }
}

fn eased(key: &str, was: &dyn std::fmt::Display, is: &dyn std::fmt::Display) -> Said {
    said!("`{key}` was eased from {was} to {is}", "`{key}` 由 {was} 放宽为 {is}")
}

/// Of what may ask less or more, which nobody can tell from the setting alone.
fn changed(route: Route, was: &dyn std::fmt::Display, is: &dyn std::fmt::Display) -> Said {
    let (table, key) = (route.top(), route.last());
    said!(
        "`{table}.{key}` was changed from {was} to {is}: the book is judged by another measure",
        "`{table}.{key}` 由 {was} 改为 {is}，台账将按不同标准判断"
    )
}

fn gone(key: &str, what: &str) -> Said {
    said!("`{what}` was taken out of `{key}`", "`{key}` 中删除了 `{what}`")
}

fn thresholds(was: &Settings<'_>, is: &Settings<'_>, all: &mut Vec<Loosened>) {
    let lower = [
        ("kpi", "green", was.green, is.green),
        ("kpi", "amber", was.amber, is.amber),
        ("survey", "csat_min", was.csat_min, is.csat_min),
        ("survey", "nps_min", was.nps_min, is.nps_min),
        ("health", "green", was.health_green, is.health_green),
        ("health", "amber", was.health_amber, is.health_amber),
        // The cap is the one that asks less when it is higher.
        ("kpi", "cap", is.cap, was.cap),
    ];
    for (table, key, high, low) in lower {
        if low < high {
            let (was, is) = if key == "cap" { (low, high) } else { (high, low) };
            all.push((Route::in_table(table, key), eased(&format!("{table}.{key}"), &was, &is)));
        }
    }
    let longer = [
        ("stale_after", was.stale_after, is.stale_after),
        ("longest_waiver", was.longest_waiver, is.longest_waiver),
    ];
    let shorter = [
        ("due_soon", was.due_soon, is.due_soon),
        ("notice_soon", was.notice_soon, is.notice_soon),
    ];
    let longer = longer.into_iter().filter(|(_, was, is)| length(*is) > length(*was));
    let shorter = shorter.into_iter().filter(|(_, was, is)| length(*is) < length(*was));
    for (key, was, is) in longer.chain(shorter) {
        all.push((
            Route::in_table("checks", key),
            eased(&format!("checks.{key}"), &was, &is),
        ));
    }
    if was.complaints != is.complaints {
        let route = Route::in_table("complaints", "base");
        all.push((route, changed(route, &was.complaints.name(), &is.complaints.name())));
    }
}

fn lists(was: &Settings<'_>, is: &Settings<'_>, all: &mut Vec<Loosened>) {
    for clause in &was.required_clauses {
        if !is.required_clauses.contains(clause) {
            let route = Route::in_table("contracts", "required_clauses");
            all.push((route, gone("contracts.required_clauses", clause.name())));
        }
    }
    for term in was.vague.iter().filter(|one| !is.vague.contains(one)) {
        all.push((Route::in_table("contracts", "vague"), gone("contracts.vague", term)));
    }
    for (id, _) in &was.dimensions {
        if is.dimensions.iter().all(|(one, _)| one != id) {
            all.push((Route::in_table("survey", "dimensions"), gone("survey.dimensions", id)));
        }
    }
}

/// Patterns as in a `.gitignore`: a later `!x` takes back what an earlier one leaves out.
fn ignored(was: &Settings<'_>, is: &Settings<'_>, all: &mut Vec<Loosened>) {
    let route = Route::in_table("book", "ignore");
    let takes_back = |pattern: &&&str| pattern.starts_with('!');
    for pattern in is
        .ignore
        .iter()
        .filter(|one| !takes_back(one) && !was.ignore.contains(one))
    {
        let said = said!("`{pattern}` is ignored from now on", "新增忽略路径 `{pattern}`");
        all.push((route, said));
    }
    for pattern in was
        .ignore
        .iter()
        .filter(|one| takes_back(one) && !is.ignore.contains(one))
    {
        let said = said!(
            "`{pattern}` was taken out of `book.ignore`: what it kept is ignored from now on",
            "`book.ignore` 中删除了 `{pattern}`，其保留的内容今后会被忽略"
        );
        all.push((route, said));
    }
    let both = |one: &Settings<'_>, other: &Settings<'_>| -> Vec<String> {
        let kept = one.ignore.iter().filter(|pattern| other.ignore.contains(pattern));
        kept.map(|pattern| (*pattern).to_owned()).collect()
    };
    if was.ignore.iter().any(|one| takes_back(&one)) && both(was, is) != both(is, was) {
        let said = said!(
            "the patterns of `book.ignore` stand in another order: which of them counts is not the same",
            "`book.ignore` 中各模式的顺序有变，忽略的内容会不同"
        );
        all.push((route, said));
    }
}

#[cfg(test)]
mod tests;
