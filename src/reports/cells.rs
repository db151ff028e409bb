//! Cells that several reports have: people, accounts, tiers, states, figures. The same thing looks and
//! reads alike in all of them.

use crate::book::Book;
use crate::document::{Cell, Tone};
use crate::facts::kpi::Colour;
use crate::facts::ledger::State;
use crate::model::settings::{default_role_title, default_tier_title};
use crate::said;
use crate::say::{Said, Word};
use crate::values::figure::Figure;
use crate::values::money::Currency;
use crate::values::number::Decimal;
use crate::word;

/// Said of figures that are provisional: they still grow.
pub const PROVISIONAL: Word = word!("so far", "暂计");

/// Said of targets that are not to be passed.
pub const AT_MOST: Word = word!("at most", "不高于");

/// A person by id; the name for people.
pub fn person(book: &Book<'_>, id: &str) -> Cell {
    Cell::person(id, book.people.get(id).map_or(id, |person| person.name))
}

/// An account by id; the name for people.
pub fn account(book: &Book<'_>, id: &str) -> Cell {
    Cell::account(id, book.accounts.get(id).map_or(id, |account| account.name))
}

/// A tier by id; the title for people.
pub fn tier(book: &Book<'_>, id: &str) -> Cell {
    Cell::told(id, tier_title(book, id))
}

/// A tier's title; that of the default of this id, or the id, where the book gives none.
pub fn tier_title(book: &Book<'_>, id: &str) -> Said {
    let title = book.settings.tier(id).and_then(|tier| tier.title);
    title_or(title, id, default_tier_title)
}

/// A role's title; that of the default of this id, or the id, where the book gives none.
pub fn role_title(book: &Book<'_>, id: &str) -> Said {
    let title = book.settings.role(id).and_then(|role| role.title);
    title_or(title, id, default_role_title)
}

fn title_or(own: Option<&str>, id: &str, default: fn(&str) -> Option<Word>) -> Said {
    let same = |text: &str| said!("{text}", "{text}");
    match (own, default(id)) {
        (Some(own), _) => same(own),
        (None, Some(word)) => word.into(),
        (None, None) => same(id),
    }
}

/// A commitment's state.
pub fn state(state: State) -> Cell {
    let tone = match state {
        State::Overdue => Tone::Bad,
        State::DueSoon | State::DoneLate | State::NoDate => Tone::Warn,
        State::Done => Tone::Good,
        State::Open => Tone::None,
        State::Cancelled => Tone::Muted,
    };
    Cell::word(state.name(), state.word()).toned(tone)
}

/// How a colour is written and said.
pub fn colour_names(colour: Colour) -> (&'static str, Word) {
    match colour {
        Colour::Green => ("green", word!("green", "绿")),
        Colour::Amber => ("amber", word!("amber", "黄")),
        Colour::Red => ("red", word!("red", "红")),
    }
}

/// What a colour says of a figure.
pub fn tone(colour: Colour) -> Tone {
    match colour {
        Colour::Green => Tone::Good,
        Colour::Amber => Tone::Warn,
        Colour::Red => Tone::Bad,
    }
}

/// Green, amber or red.
pub fn colour(colour: Colour) -> Cell {
    let (key, word) = colour_names(colour);
    Cell::word(key, word).toned(tone(colour))
}

/// A percentage, rounded to one place.
pub fn percent(figure: &Figure) -> Cell {
    Cell::percent(one_place(figure))
}

/// A score or points, with one place.
pub fn score(figure: &Figure) -> Cell {
    Cell::from(one_place(figure))
}

/// A count of something that had better not be.
pub fn count(n: usize, tone: Tone) -> Cell {
    Cell::from(n).toned(if n == 0 { Tone::None } else { tone })
}

/// Money, rounded to its currency's minor unit.
pub fn money(figure: &Figure, currency: Currency) -> Cell {
    Cell::money(figure.text(currency.minor_units()), currency.code())
}

fn one_place(figure: &Figure) -> Decimal {
    let mut rounded = figure.rounded(1);
    rounded.rescale(1);
    rounded
}
