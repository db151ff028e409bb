//! Cells as people read them, in pieces that a writer colours and wraps. The text of records is not
//! yet clean: each writer cleans every piece for its own place.

use rust_decimal::Decimal;

use crate::document::{Cell, Content, Entry, Tone};
use crate::say::{Lang, Said, Word};
use crate::word;

/// A stretch of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it says; not clean.
    pub text: String,
    /// How it is coloured.
    pub tone: Tone,
    /// Numbers, dates, ids: never broken over two lines.
    pub solid: bool,
    /// Stays on one line with what follows, where there is room.
    pub joined: bool,
}

impl Piece {
    /// A piece by itself that may be broken.
    pub fn soft(text: &str, tone: Tone) -> Piece {
        Piece {
            text: text.to_owned(),
            tone,
            solid: false,
            joined: false,
        }
    }

    fn unknown() -> Piece {
        Piece {
            text: UNKNOWN.to_owned(),
            tone: Tone::Muted,
            solid: true,
            joined: false,
        }
    }

    fn before_another(text: String) -> Piece {
        Piece {
            text,
            tone: Tone::Muted,
            solid: false,
            joined: true,
        }
    }
}

/// `yes`
pub const YES: Word = word!("yes", "是");
/// `no`
pub const NO: Word = word!("no", "否");
/// What is not known.
pub const UNKNOWN: &str = "-";

/// A cell for people: names in place of ids, words in place of keys, and a sign at a figure whose
/// tone is not good.
pub fn pieces(cell: &Cell, lang: Lang) -> Vec<Piece> {
    let mut out = Vec::new();
    add(cell, lang, Level::Top, &mut out);
    out
}

/// A cell for people as one text; not clean.
pub fn text(cell: &Cell, lang: Lang) -> String {
    pieces(cell, lang).into_iter().map(|piece| piece.text).collect()
}

/// How deep in lists a cell stands, which decides the separators.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Top,
    Inner,
}

fn add(cell: &Cell, lang: Lang, level: Level, out: &mut Vec<Piece>) {
    if let (Some(mark), Content::Unknown) = (cell.mark, &cell.content) {
        // The mark says what the dash would.
        out.push(Piece {
            text: mark.get(lang).to_owned(),
            tone: cell.tone,
            solid: true,
            joined: false,
        });
        return;
    }
    if let Some(mark) = cell.mark {
        // Full-width punctuation brings its own space.
        let mark = mark.get(lang);
        let gap = if mark.ends_with(['，', '：']) { "" } else { " " };
        out.push(Piece::before_another(format!("{mark}{gap}")));
    }
    let mut push = |text: String, solid| {
        out.push(Piece {
            text,
            tone: cell.tone,
            solid,
            joined: false,
        })
    };
    match &cell.content {
        Content::Unknown => out.push(Piece::unknown()),
        Content::Text(text) => push(text.clone(), false),
        Content::Said(said) => push(said.get(lang).to_owned(), false),
        Content::Word { key: _, word } => push(word.get(lang).to_owned(), true),
        Content::Id(id) => push(id.clone(), true),
        Content::Ref(reference) => push(reference.clone(), true),
        Content::Named { id: _, name } => push(name.get(lang).to_owned(), false),
        Content::Account { id: _, name } => push(name.clone(), false),
        Content::Person { id: _, name } => push(name.clone(), true),
        Content::Date(date) => push(date.to_string(), true),
        Content::Bool(yes) => push(if *yes { YES } else { NO }.get(lang).to_owned(), true),
        Content::Number(_) | Content::Quantity { .. } | Content::Percent(_) | Content::Money { .. } => {
            push(format!("{}{}", sign(cell.tone), figure(&cell.content)), true);
        }
        Content::List(cells) => {
            for (i, cell) in cells.iter().enumerate() {
                add(cell, lang, Level::Inner, out);
                separate(i + 1 < cells.len(), separator(lang, level, ListOf::Cells), out);
            }
        }
        Content::Map(entries) => {
            let shown: Vec<&Entry> = entries.iter().filter(|entry| is_shown(entry)).collect();
            for (i, entry) in shown.iter().enumerate() {
                let title = match (lang, entry.title(lang).trim()) {
                    (_, "") => None,
                    (Lang::En, title) => Some(format!("{title}: ")),
                    (Lang::Zh, title) => Some(format!("{title}：")),
                };
                out.extend(title.map(Piece::before_another));
                add(&entry.cell, lang, Level::Inner, out);
                separate(i + 1 < shown.len(), separator(lang, level, ListOf::Entries), out);
            }
        }
    }
    if out.is_empty() {
        out.push(Piece::unknown());
    }
}

/// An entry that speaks for itself says nothing where nothing is known.
pub fn is_shown(entry: &Entry) -> bool {
    entry.title != Said::default() || entry.cell.content != Content::Unknown
}

enum ListOf {
    Cells,
    Entries,
}

fn separator(lang: Lang, level: Level, of: ListOf) -> &'static str {
    match (lang, of, level) {
        (Lang::En, ListOf::Cells, Level::Top | Level::Inner) => ", ",
        (Lang::En, ListOf::Entries, Level::Top) => "; ",
        (Lang::En, ListOf::Entries, Level::Inner) => ", ",
        (Lang::Zh, ListOf::Cells, Level::Top | Level::Inner) => "、",
        (Lang::Zh, ListOf::Entries, Level::Top) => "；",
        (Lang::Zh, ListOf::Entries, Level::Inner) => "，",
    }
}

/// The separator belongs to the piece before it, so that no line begins with one.
fn separate(more: bool, separator: &str, out: &mut [Piece]) {
    if let Some(last) = out.last_mut().filter(|_| more) {
        last.text.push_str(separator);
    }
}

/// The sign that says of a figure what its colour says.
pub fn sign(tone: Tone) -> &'static str {
    match tone {
        Tone::Bad => "!! ",
        Tone::Warn => "! ",
        Tone::None | Tone::Good | Tone::Muted => "",
    }
}

/// A figure for people: thousands grouped, with its unit; empty for what is none.
fn figure(content: &Content) -> String {
    match content {
        Content::Number(number) => grouped(&plain(*number), Digits::Long),
        Content::Quantity { value, unit } if unit.trim().is_empty() => grouped(&plain(*value), Digits::Long),
        Content::Quantity { value, unit } if unit.trim() == "%" => format!("{}%", plain(*value)),
        Content::Quantity { value, unit } => format!("{} {}", grouped(&plain(*value), Digits::Long), unit.trim()),
        Content::Percent(percent) => format!("{}%", one_place(*percent)),
        Content::Money { amount, currency } => format!("{} {currency}", grouped(amount, Digits::All)),
        Content::Unknown | Content::Text(_) | Content::Said(_) | Content::Word { .. } | Content::Id(_) => String::new(),
        Content::Ref(_) | Content::Named { .. } | Content::Person { .. } | Content::Account { .. } => String::new(),
        Content::Date(_) | Content::Bool(_) | Content::List(_) | Content::Map(_) => String::new(),
    }
}

/// A number as plain text; there is no negative zero.
pub fn plain(number: Decimal) -> String {
    let number = if number.is_zero() { number.abs() } else { number };
    number.to_string()
}

/// A percentage with exactly one decimal place.
pub fn one_place(percent: Decimal) -> String {
    let mut rounded = percent.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(1);
    plain(rounded)
}

/// The difference of two figures of one unit, with its sign.
pub fn step(difference: Decimal) -> String {
    let plus = if difference.is_sign_positive() { "+" } else { "" };
    format!("{plus}{}", grouped(&plain(difference), Digits::All))
}

/// Which numbers have their thousands grouped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Digits {
    /// Those of four digits too: money.
    All,
    /// Those of five and more.
    Long,
}

fn grouped(number: &str, which: Digits) -> String {
    let (minus, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = digits.find('.').map_or((digits, ""), |point| digits.split_at(point));
    let fewest = match which {
        Digits::All => 4,
        Digits::Long => 5,
    };
    if whole.len() < fewest || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut out = String::with_capacity(number.len() + whole.len() / 3);
    out.push_str(minus);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(fraction);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(cell: Cell, lang: Lang) -> String {
        text(&cell, lang)
    }

    #[test]
    fn figures_are_grouped_and_signed() {
        let cases = [
            (Cell::money("1200000.00", "CNY"), "1,200,000.00 CNY"),
            (Cell::money("-1234.50", "CNY"), "-1,234.50 CNY"),
            (Cell::money("999", "JPY"), "999 JPY"),
            (Cell::from(2026_i64), "2026"),
            (Cell::from(12026_i64), "12,026"),
            (Cell::percent(Decimal::from(94)), "94.0%"),
            (Cell::percent(Decimal::new(-5, 2)), "-0.1%"),
            (Cell::percent(Decimal::new(625, 1)).toned(Tone::Bad), "!! 62.5%"),
            (Cell::quantity(Decimal::new(995, 1), "%"), "99.5%"),
            (Cell::quantity(Decimal::from(4), "小时"), "4 小时"),
            (Cell::from(-Decimal::ZERO), "0"),
        ];
        for (cell, wanted) in cases {
            assert_eq!(shown(cell, Lang::En), wanted);
        }
    }

    #[test]
    fn lists_speak_their_language() {
        let people = || Cell::list([Cell::person("wang", "王强"), Cell::person("li", "李敏")]);
        let team = Cell::map([
            crate::document::Entry::word("sales", word!("sales", "销售"), people()),
            crate::document::Entry::named("duty", "续约", Cell::from(true)),
        ]);
        assert_eq!(shown(team.clone(), Lang::En), "sales: 王强, 李敏; 续约: yes");
        assert_eq!(shown(team, Lang::Zh), "销售：王强、李敏；续约：是");
        assert_eq!(shown(Cell::list([]), Lang::Zh), "-");
    }
}
