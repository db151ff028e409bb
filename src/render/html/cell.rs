//! One cell of a page: what it says, its colour and sign, the way to the records behind it, and how its figure
//! came about.

use std::str::FromStr;

use maud::{Markup, Render, html};
use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

use super::text::{Shown, href};
use crate::document::{Cell, Column, Content, Entry, Kind, Origin, Tone};
use crate::render::show;
use crate::say::{Lang, Said, Word};
use crate::word;

const SOURCES: Word = word!("sources", "来源");
const WORKING: Word = word!("how", "算法");
const BAD: Word = word!("problem", "异常");
const WARN: Word = word!("watch", "关注");
/// What is not known.
const NOTHING: &str = "–";

/// What a page's cells have in common.
#[derive(Debug, Clone, Copy)]
pub struct Place<'p> {
    /// The language for people.
    pub lang: Lang,
    /// The way to the book; none: there is none, and nothing is linked.
    pub book: Option<&'p str>,
}

/// What is behind a cell.
#[derive(Debug, Default)]
pub struct Behind<'r> {
    /// The records it was worked out from.
    pub origins: Vec<&'r Origin>,
    /// How its figure came about.
    pub working: Option<&'r Said>,
}

/// The classes of a column's cells, by which they are laid out.
pub fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Number | Kind::Percent | Kind::Money => "n",
        Kind::Text => "t",
        Kind::Named => "a",
        Kind::Account => "a c",
        Kind::Word | Kind::Date | Kind::Person | Kind::Bool => "s",
        Kind::Id => "i",
        Kind::Ref => "i r",
        Kind::List | Kind::Map => "m",
    }
}

/// Whether the cell says nothing.
pub fn is_unknown(cell: &Cell) -> bool {
    match &cell.content {
        Content::Unknown => cell.mark.is_none(),
        Content::Text(text) => text.trim().is_empty(),
        Content::List(cells) => cells.is_empty(),
        Content::Map(entries) => !entries.iter().any(show::is_shown),
        Content::Said(_) | Content::Word { .. } | Content::Id(_) | Content::Ref(_) | Content::Named { .. } => false,
        Content::Person { .. } | Content::Account { .. } | Content::Date(_) | Content::Bool(_) => false,
        Content::Number(_) | Content::Quantity { .. } | Content::Percent(_) | Content::Money { .. } => false,
    }
}

/// What it is sorted by where that is a number, and the unit without which the number means nothing.
pub fn number(cell: &Cell, column: &Column) -> Option<(String, String)> {
    let plain = |number: &Decimal| (show::plain(*number), String::new());
    match &cell.content {
        Content::Number(number) | Content::Percent(number) => Some(plain(number)),
        Content::Quantity { value, unit } => Some((show::plain(*value), unit.trim().to_owned())),
        Content::Money { amount, currency } => Some((show::plain(Decimal::from_str(amount).ok()?), currency.clone())),
        // A change, as `since` words it.
        Content::Text(text) if column.kind.is_figure() => {
            Some(plain(&Decimal::from_str(&text.replace(['+', ','], "")).ok()?))
        }
        Content::Unknown | Content::Text(_) | Content::Said(_) | Content::Word { .. } | Content::Id(_) => None,
        Content::Ref(_) | Content::Named { .. } | Content::Person { .. } | Content::Account { .. } => None,
        Content::Date(_) | Content::Bool(_) | Content::List(_) | Content::Map(_) => None,
    }
}

/// The cell with what is behind it: its words are the link where that is one record, and open a list where it is
/// more, or where it is told how the figure came about.
pub fn cell(cell: &Cell, behind: &Behind<'_>, place: Place<'_>) -> Markup {
    let lang = place.lang;
    let said = Words { cell, lang };
    // A long cell is no good link: one beside it is.
    let long = matches!(cell.content, Content::List(_) | Content::Map(_));
    match (behind.origins.as_slice(), behind.working, place.book) {
        ([], None, _) | ([_, ..], None, None) => html! { (said) },
        ([one], None, Some(book)) => {
            let (to, title) = (href(book, &one.path, one.line), title(one));
            if long {
                html! { span.v { (said) } " " a.s href=(to) title=(Shown(&title)) { (SOURCES.get(lang)) } }
            } else {
                html! { a href=(to) title=(Shown(&title)) { (said) } }
            }
        }
        (origins, working, book) => {
            let label = if working.is_some() { WORKING } else { SOURCES }.get(lang);
            html! {
                @if long { span.v { (said) } " " }
                details {
                    summary { @if long { (label) " " (origins.len()) } @else { span.v { (said) } } }
                    div.from {
                        @if let Some(working) = working { p.how { (Shown(working.get(lang))) } }
                        @if !origins.is_empty() { ul { @for one in origins { li { (origin(one, book)) } } } }
                    }
                }
            }
        }
    }
}

fn title(origin: &Origin) -> String {
    format!("{} · {}:{}", origin.reference, origin.path, origin.line)
}

fn origin(origin: &Origin, book: Option<&str>) -> Markup {
    let line = format!("{}:{}", origin.path, origin.line);
    html! {
        @match book {
            Some(book) => a href=(href(book, &origin.path, origin.line)) { (Shown(&origin.reference)) },
            None => (Shown(&origin.reference)),
        }
        " " span.path { (Shown(&line)) }
    }
}

/// The words of a cell.
struct Words<'c> {
    cell: &'c Cell,
    lang: Lang,
}

impl Render for Words<'_> {
    fn render_to(&self, out: &mut String) {
        words(self.cell, self.lang).render_to(out);
    }
}

fn words(cell: &Cell, lang: Lang) -> Markup {
    if is_unknown(cell) {
        return html! { (NOTHING) };
    }
    match &cell.content {
        Content::Word { key: _, word } if cell.mark.is_none() => match tone(cell.tone) {
            None => html! { (word.get(lang)) },
            Some(tone) => html! { span class={ "chip " (tone) } { (word.get(lang)) } },
        },
        Content::Map(entries) => {
            html! { @for one in entries.iter().filter(|one| show::is_shown(one)) { (entry(one, lang)) } }
        }
        Content::Ref(reference) if cell.mark.is_none() => html! { (Broken(reference)) },
        Content::Unknown | Content::Text(_) | Content::Said(_) | Content::Word { .. } | Content::Id(_) => {
            pieces(cell, lang)
        }
        Content::Ref(_) | Content::Named { .. } | Content::Person { .. } | Content::Account { .. } => {
            pieces(cell, lang)
        }
        Content::Date(_) | Content::Bool(_) | Content::List(_) => pieces(cell, lang),
        Content::Number(_) | Content::Quantity { .. } | Content::Percent(_) | Content::Money { .. } => {
            pieces(cell, lang)
        }
    }
}

/// Whether a cell has a line that wants the whole width of a phone.
pub fn is_long(cell: &Cell, lang: Lang) -> bool {
    /// So many columns of a terminal fit into half of it.
    const HALF: usize = 24;
    match &cell.content {
        Content::Map(entries) => entries.iter().any(|entry| {
            let title = entry.title(lang).width();
            title + show::text(&entry.cell, lang).width() > HALF
        }),
        Content::Text(text) => text.width() > HALF,
        Content::Said(said) => said.get(lang).width() > HALF,
        Content::Named { id: _, name } => name.get(lang).width() > HALF,
        Content::Ref(text) | Content::Id(text) => text.width() > HALF,
        Content::Account { id: _, name } | Content::Person { id: _, name } => name.width() > HALF,
        Content::List(_) => show::text(cell, lang).width() > HALF,
        Content::Unknown | Content::Word { .. } | Content::Date(_) | Content::Bool(_) => false,
        Content::Number(_) | Content::Quantity { .. } | Content::Percent(_) | Content::Money { .. } => false,
    }
}

/// A ref, which may be broken after its marks.
struct Broken<'t>(&'t str);

impl Render for Broken<'_> {
    fn render_to(&self, out: &mut String) {
        for part in self.0.split_inclusive(['/', '#', '@']) {
            Shown(part).render_to(out);
            out.push_str("<wbr>");
        }
    }
}

/// One line of a map.
fn entry(entry: &Entry, lang: Lang) -> Markup {
    let title = entry.title(lang).trim();
    html! {
        span.e {
            @if !title.is_empty() { span.k { (Shown(title)) @if lang == Lang::Zh { "：" } @else { ": " } } }
            (pieces(&entry.cell, lang))
        }
    }
}

fn pieces(cell: &Cell, lang: Lang) -> Markup {
    html! { @for piece in show::pieces(cell, lang) { (painted(&piece, lang)) } }
}

fn painted(piece: &show::Piece, lang: Lang) -> Markup {
    let Some(class) = tone(piece.tone) else {
        return html! { (Shown(&piece.text)) };
    };
    let sign = show::sign(piece.tone);
    let said = match piece.tone {
        Tone::Bad => BAD,
        Tone::Warn | Tone::None | Tone::Good | Tone::Muted => WARN,
    };
    match piece.text.strip_prefix(sign).filter(|_| !sign.is_empty()) {
        Some(rest) => html! {
            span class=(class) { span.sign role="img" aria-label=(said.get(lang)) { (sign.trim()) } " " (Shown(rest)) }
        },
        None => html! { span class=(class) { (Shown(&piece.text)) } },
    }
}

/// The class of a tone that has a colour.
pub fn tone(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::None => None,
        Tone::Good => Some("good"),
        Tone::Warn => Some("warn"),
        Tone::Bad => Some("bad"),
        Tone::Muted => Some("muted"),
    }
}
