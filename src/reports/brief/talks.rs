//! What was said last, and what the customer said of us.

use std::cmp::Reverse;

use crate::document::{Cell, Column, Importance, Kind, Table, Tone, column};
use crate::facts::Facts;
use crate::model;
use crate::model::Reference;
use crate::model::account::Account;
use crate::model::interaction::{Channel, Feedback, FeedbackType};
use crate::place::Route;
use crate::values::date::add_days;
use crate::word;

use super::super::rows::{Rows, Spot, Trail};
use super::super::{Ask, cells, sections};

/// So many talks are shown.
const TALKS: usize = 5;

/// What is settled is shown for so many days.
pub const RECENT_DAYS: i64 = 90;

const INTERACTIONS: [Column; 6] = [
    column("date", word!("Date", "日期"), Kind::Date, Importance::Always),
    column("channel", word!("Channel", "方式"), Kind::Word, Importance::High),
    column("contacts", word!("With", "客户方"), Kind::List, Importance::High),
    column("people", word!("Of ours", "我方"), Kind::List, Importance::Medium),
    column("summary", word!("What it was about", "内容"), Kind::Text, Importance::Always),
    column("next", word!("Next step", "下一步"), Kind::Date, Importance::Medium),
];

const FEEDBACK: [Column; 5] = [
    column("date", word!("Date", "日期"), Kind::Date, Importance::Always),
    column("type", word!("Sort", "类型"), Kind::Word, Importance::High),
    column("text", word!("What they said", "内容"), Kind::Text, Importance::Always),
    column("contact", word!("Who", "提出人"), Kind::Named, Importance::Medium),
    column("answer", word!("What came of it", "答复与跟进"), Kind::List, Importance::High),
];

/// The last talks with them, the latest first.
pub fn interactions(facts: &Facts<'_, '_>, ask: &Ask<'_>, at: usize) -> Table {
    let (book, account) = (facts.book, &facts.book.accounts.all[at]);
    let talks = facts.of_account[at].interactions.iter().rev().map(|one| &book.interactions.all[*one as usize]);
    let talks = talks.filter(|one| one.date <= facts.as_of && one.channel != Channel::Internal);
    let mut rows = Rows::of(ask);
    for (place, one) in talks.take(TALKS).enumerate() {
        let mut trail = Trail::of(ask);
        trail.whole_row(|| Spot::of(model::Kind::Interaction, one, Route::RECORD));
        let cells = vec![
            Cell::from(one.date),
            Cell::word(one.channel.name(), one.channel.word()),
            Cell::list(one.contacts.iter().map(|id| contact(account, id.0))),
            Cell::list(one.people.iter().map(|id| cells::person(book, id.0))),
            Cell::text(one.summary),
            Cell::from(one.next),
        ];
        rows.push(place, cells, || trail);
    }
    let empty = word!("Nobody has spoken to them yet.", "尚无沟通记录。");
    sections::table("interactions", word!("Last talks", "最近沟通"), &INTERACTIONS, rows.sorted(facts), empty)
}

/// One of the customer's people; the id where nobody is known by it.
pub fn contact(account: &Account<'_>, id: &str) -> Cell {
    let found = account.contact.iter().find(|one| one.id.0 == id);
    Cell::named(id, found.map_or(id, |one| one.name))
}

/// What they said of us: all that waits for an answer, and the rest of the last months; the latest first,
/// what waits before it.
pub fn feedback(facts: &Facts<'_, '_>, ask: &Ask<'_>, at: usize) -> Table {
    let (book, account) = (facts.book, &facts.book.accounts.all[at]);
    let recent = add_days(facts.as_of, -RECENT_DAYS);
    let mut rows = Rows::of(ask);
    let talks = facts.of_account[at].interactions.iter().map(|one| &book.interactions.all[*one as usize]);
    for one in talks.filter(|one| one.date <= facts.as_of) {
        for (part, feedback) in one.feedback.iter().enumerate() {
            let waits = waits(feedback);
            if !waits && one.date < recent {
                continue;
            }
            let mut trail = Trail::of(ask);
            trail.whole_row(|| Spot::part(model::Kind::Interaction, one, feedback.id.0, Route::part("feedback", part)));
            let cells = vec![
                Cell::from(one.date),
                sort(feedback.sort),
                Cell::text(feedback.text),
                Cell::from(feedback.contact.map(|id| contact(account, id.0))),
                answer(facts, feedback, waits),
            ];
            rows.push((!waits, Reverse(one.date), one.id, part), cells, || trail);
        }
    }
    let empty = word!("They said nothing of us lately.", "近期没有客户反馈。");
    sections::table("feedback", word!("Their feedback", "客户反馈"), &FEEDBACK, rows.sorted(facts), empty)
}

/// Whether it has had no answer; praise waits for none.
pub fn waits(feedback: &Feedback<'_>) -> bool {
    match feedback.sort {
        FeedbackType::Praise => false,
        FeedbackType::Need | FeedbackType::Complaint | FeedbackType::Question => {
            feedback.follow_up.is_empty() && feedback.resolution.is_none()
        }
    }
}

fn sort(sort: FeedbackType) -> Cell {
    let tone = match sort {
        FeedbackType::Praise => Tone::Good,
        FeedbackType::Complaint => Tone::Warn,
        FeedbackType::Need | FeedbackType::Question => Tone::None,
    };
    Cell::word(sort.name(), sort.word()).toned(tone)
}

/// The answer in words, and what was made of it by its title.
fn answer(facts: &Facts<'_, '_>, feedback: &Feedback<'_>, waits: bool) -> Cell {
    if waits {
        return Cell::unknown().toned(Tone::Bad).marked(word!("no answer", "尚未答复"));
    }
    let words = feedback.resolution.map(Cell::text);
    let made = feedback.follow_up.iter().map(|reference| made_of(facts, reference));
    Cell::list(words.into_iter().chain(made))
}

/// A record that feedback led to: its title, and its ref for programs.
fn made_of(facts: &Facts<'_, '_>, reference: &Reference<'_>) -> Cell {
    let book = facts.book;
    let title = match reference.kind {
        model::Kind::Task => book.tasks.get(reference.id).map(|one| one.title),
        model::Kind::Request => book.requests.get(reference.id).map(|one| one.title),
        model::Kind::Improvement => book.improvements.get(reference.id).map(|one| one.problem),
        model::Kind::Opportunity => book.opportunities.get(reference.id).map(|one| one.title),
        model::Kind::Contract => book.contracts.get(reference.id).map(|one| one.title),
        model::Kind::Goal => book.goals.get(reference.id).map(|one| one.title),
        model::Kind::Account => book.accounts.get(reference.id).and_then(|account| {
            let need = account.need.iter().find(|need| Some(need.id.0) == reference.part_id());
            need.map(|need| need.text)
        }),
        model::Kind::Person
        | model::Kind::Interaction
        | model::Kind::Survey
        | model::Kind::Review
        | model::Kind::Order => None,
    };
    match title {
        Some(title) => Cell::named(reference.to_string(), title),
        None => Cell::reference(reference.to_string()),
    }
}
