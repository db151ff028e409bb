//! Which records a change pushed back: whose dates are worth a look into the commits.

use crate::book::{Book, FileId};
use crate::model::Kind;
use crate::values::date::Date;

use super::Renames;

/// The records of which a change pushed a due date back, or took it out, each with its file.
pub fn pushed_back<'a>(before: &Book<'a>, now: &Book<'a>, renames: &Renames<'a>) -> Vec<(Kind, &'a str, FileId)> {
    let mut all = Vec::new();
    let later = |was: Option<Date>, is: Option<Date>| was.is_some_and(|was| is.is_none_or(|is| is > was));
    for task in &now.tasks {
        let old = before.tasks.get(renames.id_before(Kind::Task, task.id));
        if old.is_some_and(|old| later(old.due, task.due)) {
            all.push((Kind::Task, task.id, task.file));
        }
    }
    for one in &now.improvements {
        let Some(old) = before.improvements.get(renames.id_before(Kind::Improvement, one.id)) else {
            continue;
        };
        let measure = |id| old.measure.iter().find(|old| old.id == id).map(|old| old.due);
        if one.due > old.due || one.measure.iter().any(|one| later(measure(one.id), Some(one.due))) {
            all.push((Kind::Improvement, one.id, one.file));
        }
    }
    for one in &now.contracts {
        let Some(old) = before.contracts.get(renames.id_before(Kind::Contract, one.id)) else {
            continue;
        };
        let due = |id| old.obligation.iter().find(|old| old.id == id).and_then(|old| old.due);
        if one.obligation.iter().any(|one| later(due(one.id), one.due)) {
            all.push((Kind::Contract, one.id, one.file));
        }
    }
    for one in &now.interactions {
        let Some(old) = before.interactions.get(renames.id_before(Kind::Interaction, one.id)) else {
            continue;
        };
        let due = |id| old.promise.iter().find(|old| old.id == id).map(|old| old.due);
        if one.promise.iter().any(|one| later(due(one.id), Some(one.due))) {
            all.push((Kind::Interaction, one.id, one.file));
        }
    }
    all
}
