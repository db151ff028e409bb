//! What stands in one cell of a sheet: figures as numbers that can be calculated with, dates as dates,
//! all else as text, never as a formula.

use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::document::{Cell, Content, Tone};
use crate::render::since::{Change, NEW};
use crate::render::{clean, show};
use crate::say::Lang;

/// One cell of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Datum {
    /// What the spreadsheet holds.
    pub value: Value,
    /// What a reader sees, as near as it takes to tell its width; clean.
    pub shown: String,
    /// How it is coloured.
    pub tone: Tone,
}

/// What a spreadsheet holds in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Blank,
    /// The text that is shown.
    Text,
    /// A number, and how it is shown.
    Number(f64, String),
    /// A date, and how it is shown.
    Date(Date, String),
}

/// A spreadsheet keeps so many digits of a number.
const DIGITS: usize = 15;
/// A cell holds so many units of UTF-16.
const LONGEST: usize = 32_767;
/// Numbers below this are shown without separators: it may be a year.
const GROUPED: i64 = 10_000;

impl Datum {
    /// Nothing.
    pub fn blank() -> Datum {
        Datum {
            value: Value::Blank,
            shown: String::new(),
            tone: Tone::None,
        }
    }

    /// Text, made harmless and cut to what a cell holds.
    pub fn text(text: &str, tone: Tone) -> Datum {
        let clean = clean::line(text);
        if clean.is_empty() {
            return Datum { tone, ..Datum::blank() };
        }
        Datum {
            value: Value::Text,
            shown: cut(&clean),
            tone,
        }
    }

    /// What a cell says.
    pub fn of(cell: &Cell, lang: Lang) -> Datum {
        let lead = lead(cell, lang);
        let text = || Datum::text(&show::text(cell, lang), cell.tone);
        match &cell.content {
            Content::Unknown if cell.mark.is_none() => Datum::blank(),
            Content::Unknown => text(),
            Content::Number(number) => figure(*number, &lead, plain, cell.tone),
            Content::Quantity { value, unit } if unit.trim() == "%" => percent(*value, &lead, cell.tone),
            Content::Quantity { value, unit: _ } => figure(*value, &lead, plain, cell.tone),
            Content::Percent(value) => {
                let mut value = value.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
                value.rescale(1);
                percent(value, &lead, cell.tone)
            }
            Content::Money { amount, currency: _ } => match Decimal::from_str(amount) {
                Ok(amount) => figure(amount, &lead, grouped, cell.tone),
                Err(_) => Datum::text(&format!("{lead}{amount}"), cell.tone),
            },
            // Spreadsheets know no date before 1900.
            Content::Date(date) if date.year() >= 1900 => Datum {
                value: Value::Date(*date, format!("{}yyyy-mm-dd", quoted(&lead))),
                shown: format!("{lead}{date}"),
                tone: cell.tone,
            },
            Content::Text(_) | Content::Said(_) | Content::Word { .. } | Content::Id(_) | Content::Ref(_) => text(),
            Content::Named { .. } | Content::Person { .. } | Content::Account { .. } => text(),
            Content::Date(_) | Content::Bool(_) => text(),
            Content::List(of) if of.is_empty() && cell.mark.is_none() => Datum::blank(),
            Content::Map(of) if of.is_empty() && cell.mark.is_none() => Datum::blank(),
            Content::List(_) | Content::Map(_) => text(),
        }
    }

    /// What changed beside a cell.
    pub fn change(change: &Change, lang: Lang) -> Datum {
        match change {
            Change::Nothing => Datum::blank(),
            Change::New => Datum::text(NEW.get(lang), Tone::Muted),
            Change::Step(step) => figure(*step, "", signed, Tone::None),
            Change::Was(cell) => Datum::of(cell, lang),
        }
    }

    /// What a figure is in, where its cell does not say it: a currency, a unit.
    pub fn unit(cell: &Cell) -> Datum {
        match &cell.content {
            Content::Money { amount: _, currency } => Datum::text(currency, Tone::None),
            Content::Quantity { value: _, unit } if unit.trim() != "%" => Datum::text(unit, Tone::None),
            Content::Unknown | Content::Text(_) | Content::Said(_) | Content::Word { .. } => Datum::blank(),
            Content::Id(_) | Content::Ref(_) | Content::Named { .. } | Content::Person { .. } => Datum::blank(),
            Content::Account { .. } | Content::Date(_) | Content::Number(_) | Content::Quantity { .. } => {
                Datum::blank()
            }
            Content::Percent(_) | Content::Bool(_) | Content::List(_) | Content::Map(_) => Datum::blank(),
        }
    }
}

/// The words before a figure or a date: its mark, and the sign that says what its colour says.
fn lead(cell: &Cell, lang: Lang) -> String {
    let mark = cell.mark.map_or("", |mark| mark.get(lang));
    let gap = if mark.is_empty() || mark.ends_with(['，', '：']) {
        ""
    } else {
        " "
    };
    let sign = match &cell.content {
        Content::Number(_) | Content::Quantity { .. } | Content::Percent(_) | Content::Money { .. } => {
            show::sign(cell.tone)
        }
        Content::Unknown | Content::Text(_) | Content::Said(_) | Content::Word { .. } | Content::Id(_) => "",
        Content::Ref(_) | Content::Named { .. } | Content::Person { .. } | Content::Account { .. } => "",
        Content::Date(_) | Content::Bool(_) | Content::List(_) | Content::Map(_) => "",
    };
    format!("{mark}{gap}{sign}")
}

/// A number as itself where a spreadsheet keeps all its digits; else as text, since it would be rounded
/// in silence.
fn figure(number: Decimal, lead: &str, pattern: fn(Decimal) -> String, tone: Tone) -> Datum {
    number_shown_as(number, &pattern(number), lead, &show::plain(number), tone)
}

/// A percentage is stored as its hundredth, as spreadsheets calculate with it.
fn percent(of_hundred: Decimal, lead: &str, tone: Tone) -> Datum {
    let zeros = zeros(of_hundred.scale());
    let shown = format!("{}%", show::plain(of_hundred));
    match of_hundred.checked_mul(Decimal::new(1, 2)) {
        Some(hundredth) => number_shown_as(hundredth, &format!("0{zeros}%"), lead, &shown, tone),
        None => Datum::text(&format!("{lead}{shown}"), tone),
    }
}

fn number_shown_as(number: Decimal, pattern: &str, lead: &str, shown: &str, tone: Tone) -> Datum {
    let value = show::plain(number).parse::<f64>();
    match value {
        Ok(value) if digits(number) <= DIGITS => Datum {
            value: Value::Number(value, led(lead, pattern)),
            // Separators take room too.
            shown: format!("{lead}{shown}{}", ",".repeat(shown.len() / 4)),
            tone,
        },
        _ => Datum::text(&format!("{lead}{shown}"), tone),
    }
}

/// The digits from the first to the last that is not zero.
fn digits(number: Decimal) -> usize {
    let mantissa = number.normalize().mantissa().unsigned_abs().to_string();
    mantissa.trim_end_matches('0').len()
}

/// The pattern behind fixed words. A negative number needs its own half, or its minus would stand before
/// the words.
fn led(lead: &str, pattern: &str) -> String {
    if lead.is_empty() {
        return pattern.to_owned();
    }
    let lead = quoted(lead);
    format!("{lead}{pattern};{lead}-{pattern}")
}

/// Fixed words within a pattern. They are the product's own, and hold no quotes.
fn quoted(words: &str) -> String {
    if words.is_empty() {
        String::new()
    } else {
        format!("\"{words}\"")
    }
}

fn zeros(scale: u32) -> String {
    if scale == 0 {
        String::new()
    } else {
        format!(".{}", "0".repeat(scale as usize))
    }
}

fn plain(number: Decimal) -> String {
    if number.abs() >= Decimal::from(GROUPED) {
        grouped(number)
    } else {
        format!("0{}", zeros(number.scale()))
    }
}

fn grouped(number: Decimal) -> String {
    format!("#,##0{}", zeros(number.scale()))
}

fn signed(number: Decimal) -> String {
    let pattern = grouped(number);
    format!("+{pattern};-{pattern}")
}

/// As much of a text as a cell holds; that it was cut is shown.
fn cut(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units >= LONGEST
    });
    let end = end.map_or(text.len(), |(at, _)| at);
    format!("{}…", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word;

    fn number(cell: Cell) -> (f64, String) {
        match Datum::of(&cell, Lang::En).value {
            Value::Number(value, pattern) => (value, pattern),
            other @ (Value::Blank | Value::Text | Value::Date(..)) => panic!("{other:?}"),
        }
    }

    #[test]
    fn figures_are_numbers_that_show_their_decimals() {
        let cases = [
            (Cell::percent(Decimal::from(94)), 0.94, "0.0%"),
            (
                Cell::percent(Decimal::new(625, 1)).toned(Tone::Bad),
                0.625,
                "\"!! \"0.0%;\"!! \"-0.0%",
            ),
            (Cell::quantity(Decimal::new(9950, 2), "%"), 0.995, "0.00%"),
            (Cell::quantity(Decimal::from(4), "小时"), 4.0, "0"),
            (Cell::money("1200000.10", "CNY"), 1_200_000.1, "#,##0.00"),
            (Cell::money("999", "JPY"), 999.0, "#,##0"),
            (Cell::from(2026_i64), 2026.0, "0"),
            (Cell::from(12026_i64), 12026.0, "#,##0"),
            (
                Cell::from(7_i64).marked(word!("provisional", "暂定")),
                7.0,
                "\"provisional \"0;\"provisional \"-0",
            ),
        ];
        for (cell, value, pattern) in cases {
            assert_eq!(number(cell), (value, pattern.to_owned()));
        }
    }

    #[test]
    fn what_a_spreadsheet_would_round_is_text() {
        let exact = Datum::of(&Cell::money("123456789012345.67", "CNY"), Lang::En);
        assert_eq!((exact.value, exact.shown.as_str()), (Value::Text, "123456789012345.67"));
        assert_eq!(number(Cell::money("1234567890123.45", "CNY")).0, 1_234_567_890_123.45);
        assert_eq!(number(Cell::money("120000000000000000.00", "CNY")).0, 1.2e17);
    }

    #[test]
    fn text_is_cut_to_what_a_cell_holds() {
        let long = Datum::text(&"😀".repeat(20_000), Tone::None);
        assert!(long.shown.ends_with('…') && long.shown.encode_utf16().count() <= LONGEST);
        assert_eq!(
            Datum::text("王".repeat(LONGEST).as_str(), Tone::None)
                .shown
                .chars()
                .count(),
            LONGEST
        );
        assert_eq!(Datum::text(" \n ", Tone::None).value, Value::Blank);
    }
}
