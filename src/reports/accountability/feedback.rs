//! What a customer said of us last.

use crate::document::{Cell, Entry, Tone};
use crate::facts::Facts;
use crate::model::interaction::{Feedback, FeedbackType};
use crate::values::date::Date;
use crate::values::period::Period;
use crate::word;

/// The latest feedback of an account up to as-of, in the period where one is given: its date, type and
/// text, and whether it was answered. Of one day's, what waits for an answer comes first, then what was
/// written last.
pub fn latest(facts: &Facts<'_, '_>, account: usize, period: Option<Period>) -> Option<Cell> {
    let (interaction, part) = place(facts, account, period)?;
    let interaction = &facts.book.interactions.all[interaction];
    Some(cell(interaction.date, &interaction.feedback[part]))
}

/// The positions of the same: of the interaction in the book, and of the feedback in it.
pub fn place(facts: &Facts<'_, '_>, account: usize, period: Option<Period>) -> Option<(usize, usize)> {
    let all = &facts.book.interactions.all;
    let interactions = facts.of_account[account].interactions.iter().map(|at| *at as usize);
    let wanted = |at: &usize| {
        let date = all[*at].date;
        date <= facts.as_of && period.is_none_or(|period| period.contains(date))
    };
    let said = interactions.filter(wanted).flat_map(|at| (0..all[at].feedback.len()).map(move |part| (at, part)));
    said.max_by_key(|(at, part)| (all[*at].date, answered(&all[*at].feedback[*part]) == Some(false)))
}

/// Whether something followed from it; praise waits for nothing.
fn answered(feedback: &Feedback<'_>) -> Option<bool> {
    match feedback.sort {
        FeedbackType::Praise => None,
        FeedbackType::Need | FeedbackType::Complaint | FeedbackType::Question => {
            Some(!feedback.follow_up.is_empty() || feedback.resolution.is_some())
        }
    }
}

fn cell(date: Date, feedback: &Feedback<'_>) -> Cell {
    let sort = match feedback.sort {
        FeedbackType::Praise => Tone::Good,
        FeedbackType::Complaint => Tone::Warn,
        FeedbackType::Need | FeedbackType::Question => Tone::None,
    };
    let title = word!("answered", "已答复");
    let answered = match answered(feedback) {
        Some(yes) => Entry::word("answered", title, Cell::from(yes).toned(if yes { Tone::None } else { Tone::Warn })),
        None => Entry::bare("answered", Cell::unknown()),
    };
    Cell::map([
        Entry::bare("date", date),
        Entry::bare("type", Cell::word(feedback.sort.name(), feedback.sort.word()).toned(sort)),
        Entry::bare("text", Cell::text(feedback.text)),
        answered,
    ])
}
