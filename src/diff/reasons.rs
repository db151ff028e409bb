//! Why something was changed, as far as the same change says so.

use super::edits::{Edit, Touched};
use super::section::Section;

/// The parts in which records say why.
const WHY: [&str; 3] = ["update", "adjustment", "amendment"];

/// Why a field was changed: the words of an update, an adjustment or an amendment that came with it.
pub fn reason<'e>(touched: &'e Touched<'_>, edit: &Edit) -> Option<&'e str> {
    let mut made = touched.edits.iter().filter(|other| is_made(other));
    made.find_map(|other| why(edit, other))
        .filter(|why| !why.trim().is_empty())
}

/// What a new part says of a field's change.
fn why<'e>(edit: &Edit, other: &'e Edit) -> Option<&'e str> {
    match other.way.top() {
        "update" => {
            let moved = ["due_from", "due_to", "progress"]
                .iter()
                .any(|key| other.said(key).is_some());
            (is_of_update(edit) || !moved).then(|| other.said("note"))?
        }
        "adjustment" => {
            let of_kpi = other.said("kpi") == edit.way.part() && other.said("field") == Some(edit.way.last());
            of_kpi.then(|| other.said("reason"))?
        }
        "amendment" => other.said("changes").or_else(|| other.said("title")),
        _ => None,
    }
}

fn is_of_update(edit: &Edit) -> bool {
    matches!(edit.way.last(), "due" | "progress")
}

/// Whether a new part only says why something else was changed, and is told beside that.
pub fn is_told_beside(touched: &Touched<'_>, edit: &Edit) -> bool {
    if !is_made(edit) {
        return false;
    }
    let is_shown = |other: &Edit| match Section::of(touched.kind, &other.way, other.of) {
        Section::Targets | Section::Dates | Section::Statuses => true,
        Section::Owners | Section::Amounts | Section::Obligations | Section::Others => false,
    };
    let mut others = touched.edits.iter().filter(|other| !is_made(other) && is_shown(other));
    // The first reason found is the one that is shown: another one stands for itself.
    others.any(|other| why(other, edit).is_some_and(|why| reason(touched, other) == Some(why)))
}

fn is_made(edit: &Edit) -> bool {
    WHY.contains(&edit.way.top()) && super::edits::is_whole_part(&edit.way) && !edit.part.is_empty() && edit.is_new()
}
