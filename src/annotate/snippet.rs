//! A line of a file with what is meant in it underlined: carets stand right under wide characters, tabs
//! are spaces, a long line is cut to a window around the place, and nothing in it steers a terminal.

use unicode_width::UnicodeWidthChar;

use crate::findings::locate::Stretch;
use crate::render::clean;

/// Columns from one tab stop to the next.
const TAB: usize = 4;
/// What stands for the parts of a long line that are not shown.
const CUT: &str = "...";

/// A line as it is shown, and where its underline stands, in columns of a terminal.
#[derive(Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The line.
    pub line: String,
    /// Columns before the underline.
    pub before: usize,
    /// Columns of the underline, at least one.
    pub under: usize,
}

/// The first line of a place; `limit` is how many columns there are for it.
pub fn snippet(line: &str, place: Stretch, limit: usize) -> Snippet {
    let from = place.column.saturating_sub(1);
    let until = if place.end_line > place.line {
        usize::MAX
    } else {
        place.end_column.saturating_sub(1)
    };
    let cells = cells(line);
    let total: usize = cells.iter().map(|(_, width)| width).sum();
    let column = |n: usize| cells.iter().take(n).map(|(_, width)| width).sum::<usize>();
    let (start, end) = (column(from), column(until));
    if total <= limit {
        return Snippet {
            line: cells.iter().map(|(shown, _)| *shown).collect::<Shown>().0,
            before: start,
            under: end.saturating_sub(start).max(1),
        };
    }
    window(&cells, start, end, total, limit)
}

/// The window of a line that is too long: a third of the room lies before the place.
fn window(cells: &[(Cell, usize)], start: usize, end: usize, total: usize, limit: usize) -> Snippet {
    let room = limit.saturating_sub(2 * CUT.len()).max(8);
    let lead = if end.saturating_sub(start) >= room {
        0
    } else {
        (room - (end - start)).min(room / 3)
    };
    let first = start.saturating_sub(lead).min(total.saturating_sub(room));
    let mut shown = Shown(String::new());
    let mut at = 0;
    let mut left = None;
    let mut right = 0;
    for (cell, width) in cells {
        if at >= first && at + width <= first + room {
            left.get_or_insert(at);
            shown.push(*cell);
            right = at + width;
        }
        at += width;
    }
    let left = left.unwrap_or(first);
    let before_cut = if left > 0 { CUT } else { "" };
    let after_cut = if right < total { CUT } else { "" };
    let begin = start.clamp(left, right.max(left));
    Snippet {
        line: format!("{before_cut}{}{after_cut}", shown.0),
        before: before_cut.len() + (begin - left),
        under: end.min(right).saturating_sub(begin).max(1),
    }
}

/// A character of the line as it is shown.
#[derive(Debug, Clone, Copy)]
enum Cell {
    Char(char),
    Blanks(usize),
}

struct Shown(String);

impl Shown {
    fn push(&mut self, cell: Cell) {
        match cell {
            Cell::Char(c) => self.0.push(c),
            Cell::Blanks(n) => self.0.extend(std::iter::repeat_n(' ', n)),
        }
    }
}

impl FromIterator<Cell> for Shown {
    fn from_iter<I: IntoIterator<Item = Cell>>(cells: I) -> Shown {
        let mut shown = Shown(String::new());
        cells.into_iter().for_each(|cell| shown.push(cell));
        shown
    }
}

/// One cell a character, with its width.
fn cells(line: &str) -> Vec<(Cell, usize)> {
    let mut column = 0;
    line.chars()
        .map(|c| {
            let (cell, width) = match c {
                '\t' => {
                    let width = TAB - column % TAB;
                    (Cell::Blanks(width), width)
                }
                _ if clean::is_unsafe(c) => (Cell::Char(char::REPLACEMENT_CHARACTER), 1),
                _ => (Cell::Char(c), c.width().unwrap_or(0)),
            };
            column += width;
            (cell, width)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    fn on_one_line(column: usize, end_column: usize) -> Stretch {
        Stretch {
            line: 1,
            column,
            end_line: 1,
            end_column,
        }
    }

    fn drawn(line: &str, column: usize, end_column: usize, limit: usize) -> String {
        let s = snippet(line, on_one_line(column, end_column), limit);
        format!("{}\n{}{}", s.line, " ".repeat(s.before), "^".repeat(s.under))
    }

    #[test]
    fn carets_stand_under_what_is_meant() {
        assert_eq!(
            drawn("due = 2026-03-20", 7, 17, 80),
            "due = 2026-03-20\n      ^^^^^^^^^^"
        );
        assert_eq!(drawn("名称 = \"东方\"", 6, 10, 80), "名称 = \"东方\"\n       ^^^^^^");
        assert_eq!(drawn("\tid = 1", 7, 8, 80), "    id = 1\n         ^");
        assert_eq!(drawn("", 1, 1, 80), "\n^");
        assert_eq!(drawn("a\u{202e}b", 3, 4, 80), "a\u{fffd}b\n  ^");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = format!("{}MARK{}", "甲".repeat(100), "b".repeat(100));
        assert_eq!(
            drawn(&line, 101, 105, 30),
            "...甲甲甲甲MARKbbbbbbbbbbbb...\n           ^^^^"
        );
        assert_eq!(drawn(&"x".repeat(60), 1, 61, 20), "xxxxxxxxxxxxxx...\n^^^^^^^^^^^^^^");
        assert_eq!(
            drawn(&"x".repeat(60), 61, 61, 20),
            "...xxxxxxxxxxxxxx\n                 ^"
        );
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_the_underline_lies_at_it(
            line in "[a-z\t王强=\"，\u{202e}\u{301}😀]{0,80}",
            column in 1_usize..90,
            length in 0_usize..40,
            limit in 20_usize..90,
        ) {
            let s = snippet(&line, on_one_line(column, column + length), limit);
            prop_assert!(s.line.width() <= limit, "{s:?}");
            prop_assert!(s.under >= 1);
            prop_assert!(s.before + s.under <= s.line.width() + 1, "{s:?}");
            prop_assert!(!s.line.chars().any(clean::is_unsafe));
        }
    }
}
