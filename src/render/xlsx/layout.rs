//! How wide columns and how tall rows are: worked out here, since what a spreadsheet library guesses
//! shows `###` for amounts and cuts Chinese, which takes two places a character.

use unicode_width::UnicodeWidthStr;

use super::datum::{Datum, Value};
use crate::document::Tone;
use crate::render::show::Piece;
use crate::render::wrap;

/// The narrowest and the widest column, in digits of the font.
const NARROWEST: usize = 6;
const WIDEST: usize = 60;
/// Text up to so wide stands on one line.
const ONE_LINE: usize = 44;
/// What the edges of a cell take.
const EDGES: usize = 2;
/// What the button of the filter takes of a heading.
const BUTTON: usize = 3;
/// Headings up to so wide are not broken; longer ones take up to three lines.
const HEADING: usize = 10;
/// The height of a line, in points; Chinese fonts need more than Latin ones.
const LINE: f64 = 16.0;
/// The tallest row that a spreadsheet has, in points.
const TALLEST: f64 = 409.0;

/// Columns that a text takes, in digits of the font: a Chinese character is a little wider than two.
fn measure(text: &str) -> usize {
    let width = text.width();
    let wide = width.saturating_sub(text.chars().count());
    width + wide.div_ceil(10)
}

/// The width of a column for its heading and cells.
pub fn column<'d>(heading: &str, data: impl Iterator<Item = &'d Datum>) -> usize {
    let heading = measure(heading);
    let heading = heading.min(HEADING.max(heading.div_ceil(3) + 2)) + BUTTON;
    let mut solid = 0;
    let mut longest = 0;
    for datum in data {
        let width = measure(&datum.shown);
        match datum.value {
            Value::Number(..) | Value::Date(..) => solid = solid.max(width),
            Value::Blank | Value::Text => longest = longest.max(width),
        }
    }
    // Long text is wrapped: the longer, the wider.
    let text = longest.min(ONE_LINE.max(longest / 4));
    (heading.max(solid).max(text) + EDGES).clamp(NARROWEST, WIDEST)
}

/// The height of a row whose cells have these texts and widths; none: one line is enough.
pub fn row<'d>(cells: impl Iterator<Item = (&'d str, usize)>) -> Option<f64> {
    let lines = cells.map(|(text, width)| lines(text, width)).max().unwrap_or(1);
    (lines > 1).then(|| (lines as f64 * LINE).min(TALLEST))
}

fn lines(text: &str, width: usize) -> usize {
    let room = width.saturating_sub(1).max(2);
    let measure = measure(text);
    if measure <= room {
        return 1;
    }
    // Taller than any row: there is no need to count.
    let least = measure / room;
    if least as f64 * LINE >= TALLEST {
        return least;
    }
    // Lines are counted in places of a terminal.
    let room = (room * text.width() / measure).max(2);
    wrap::wrap(&wrap::atoms(&[Piece::soft(text, Tone::None)]), room).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_places() {
        let text = |text: &str| Datum::text(text, Tone::None);
        assert_eq!(column("客户", [text("海川重工集团股份有限公司")].iter()), 28);
        assert_eq!(column("A", [].iter()), 6);
        assert_eq!(column("A", [text(&"王".repeat(500))].iter()), 60);
        assert_eq!(row([("海川重工", 11)].into_iter()), None);
        assert_eq!(row([("海川重工集团", 10)].into_iter()), Some(32.0));
        assert_eq!(row([("王".repeat(2000).as_str(), 10)].into_iter()), Some(409.0));
    }
}
