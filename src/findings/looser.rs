//! What a change of `kam.toml` asks less of: each loosened setting in words, with its place there.

use super::Severity;
use crate::model::settings::{Level, Settings};
use crate::place::Route;
use crate::said;
use crate::say::Said;
use crate::values::every::{Every, Step};
use crate::values::term::{Term, TermUnit};

/// Each setting that asks less than it did.
pub fn settings(was: &Settings<'_>, is: &Settings<'_>) -> Vec<(Route, Said)> {
    let mut all = Vec::new();
    severities(was, is, &mut all);
    for pattern in is.ignore.iter().filter(|pattern| !was.ignore.contains(pattern)) {
        let said = said!("`{pattern}` is ignored from now on", "新增忽略路径 `{pattern}`");
        all.push((Route::in_table("book", "ignore"), said));
    }
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
    tiers(was, is, &mut all);
    duties(was, is, &mut all);
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

fn severities(was: &Settings<'_>, is: &Settings<'_>, all: &mut Vec<(Route, Said)>) {
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

fn thresholds(was: &Settings<'_>, is: &Settings<'_>, all: &mut Vec<(Route, Said)>) {
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
            all.push((Route::in_table(table, key), eased(key, &was, &is)));
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
        all.push((Route::in_table("checks", key), eased(key, &was, &is)));
    }
}

fn lists(was: &Settings<'_>, is: &Settings<'_>, all: &mut Vec<(Route, Said)>) {
    let mut gone = |route: Route, key: &str, what: &str| {
        let said = said!("`{what}` was taken out of `{key}`", "`{key}` 中删除了 `{what}`");
        all.push((route, said));
    };
    for clause in was
        .required_clauses
        .iter()
        .filter(|one| !is.required_clauses.contains(one))
    {
        let route = Route::in_table("contracts", "required_clauses");
        gone(route, "required_clauses", clause.name());
    }
    for term in was.vague.iter().filter(|one| !is.vague.contains(one)) {
        gone(Route::in_table("contracts", "vague"), "vague", term);
    }
    for (id, _) in &was.dimensions {
        if is.dimensions.iter().all(|(one, _)| one != id) {
            gone(Route::in_table("survey", "dimensions"), "dimensions", id);
        }
    }
    for (id, role) in &was.roles {
        for skill in &role.skills {
            if is.role(id).is_none_or(|role| !role.skills.contains(skill)) {
                gone(Route::key("roles"), &format!("roles.{id}.skills"), skill);
            }
        }
    }
}

fn tiers(was: &Settings<'_>, is: &Settings<'_>, all: &mut Vec<(Route, Said)>) {
    for (id, old) in &was.tiers {
        // The accounts of a tier that is gone name one that there is not.
        let Some(new) = is.tier(id) else { continue };
        let every = [
            ("contact_every", old.contact_every, new.contact_every),
            ("survey_every", old.survey_every, new.survey_every),
            ("review_every", old.review_every, new.review_every),
            ("goals_every", old.goals_every, new.goals_every),
            ("face_to_face_every", old.face_to_face_every, new.face_to_face_every),
        ];
        for (key, was, is) in every {
            all.extend(rarer(&format!("tiers.{id}.{key}"), was, is).map(|said| (Route::key("tiers"), said)));
        }
        let share =
            |tier: &crate::model::settings::Tier<'_>| tier.share_every.clone().map_or_else(Vec::new, |map| map.0);
        let new_shares = share(new);
        for (sort, every) in share(old) {
            let is = new_shares.iter().find(|(one, _)| *one == sort).map(|(_, every)| *every);
            let key = format!("tiers.{id}.share_every.{}", sort.name());
            all.extend(rarer(&key, Some(every), is).map(|said| (Route::key("tiers"), said)));
        }
        for role in old.roles.iter().filter(|role| !new.roles.contains(role)) {
            let (key, role) = (format!("tiers.{id}.roles"), role.0);
            let said = said!("`{role}` was taken out of `{key}`", "`{key}` 中删除了 `{role}`");
            all.push((Route::key("tiers"), said));
        }
        if let (Some(was), Some(is)) = (old.rank, new.rank)
            && is.0 > was.0
        {
            all.push((Route::key("tiers"), eased(&format!("tiers.{id}.rank"), &was.0, &is.0)));
        }
        if let Some(was) = old.escalate_after {
            let key = format!("tiers.{id}.escalate_after");
            match new.escalate_after {
                Some(is) if length(is) > length(was) => all.push((Route::key("tiers"), eased(&key, &was, &is))),
                Some(_) => {}
                None => all.push((Route::key("tiers"), eased(&key, &was, &"-"))),
            }
        }
        if old.sla.is_some() && old.sla != new.sla {
            let said = said!("`tiers.{id}.sla` was changed", "`tiers.{id}.sla` 有改动");
            all.push((Route::key("tiers"), said));
        }
    }
    if was.sla.is_some() && was.sla != is.sla {
        all.push((Route::key("sla"), said!("`sla` was changed", "`sla` 有改动")));
    }
}

fn duties(was: &Settings<'_>, is: &Settings<'_>, all: &mut Vec<(Route, Said)>) {
    for (id, old) in &was.duties {
        let Some(new) = is.duty(id) else { continue };
        all.extend(rarer(&format!("duties.{id}.every"), old.every, new.every).map(|said| (Route::key("duties"), said)));
        for tier in old.tiers.iter().filter(|tier| !new.tiers.contains(tier)) {
            let (key, tier) = (format!("duties.{id}.tiers"), tier.0);
            let said = said!("`{tier}` was taken out of `{key}`", "`{key}` 中删除了 `{tier}`");
            all.push((Route::key("duties"), said));
        }
    }
}

/// What is said of an interval that became longer, or is gone.
fn rarer(key: &str, was: Option<Every>, is: Option<Every>) -> Option<Said> {
    let was = was?;
    match is {
        Some(is) if interval(is) > interval(was) => Some(eased(key, &was, &is)),
        Some(_) => None,
        None => Some(eased(key, &was, &"-")),
    }
}

/// About how many days an interval has.
fn interval(every: Every) -> u64 {
    let days = |step| match step {
        Step::Day => 1,
        Step::Week => 7,
        Step::Month => 30,
        Step::Quarter => 91,
        Step::Year => 365,
    };
    match every {
        Every::Each(step) => days(step),
        Every::Counted(n, step) => u64::from(n) * days(step),
    }
}

/// About how many minutes a span has.
fn length(term: Term) -> u64 {
    let minutes = match term.unit {
        TermUnit::Minute => 1,
        TermUnit::Hour | TermUnit::WorkingHour => 60,
        TermUnit::Day => 1440,
        TermUnit::Week => 7 * 1440,
        TermUnit::Month => 30 * 1440,
        TermUnit::WorkingDay => 2016,
    };
    u64::from(term.count) * minutes
}
