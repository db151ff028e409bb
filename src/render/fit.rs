//! Which columns of a table are shown on a terminal, and how wide each is.

use std::cmp::Reverse;

use super::wrap::{self, Line};
use crate::document::{Column, Content, Importance, Row};

/// Columns between two columns.
pub const GAP: usize = 2;
/// What a column of free text may be wrapped to before a column of low importance is left out.
const COMFORTABLE: usize = 20;
/// What it may be wrapped to before a column of medium importance is left out: six characters of Chinese, which
/// most names have, or two short words.
const DECENT: usize = 12;
/// What it may be wrapped to before any other column is left out.
pub const TIGHT: usize = 10;
/// Into so many parts is a line divided, to tell which column is the tallest.
const PARTS: usize = 64;
/// What is this part of the room, or less, is little.
const LITTLE: usize = 5;
/// Headings of up to so many columns are not broken.
const HEADING: usize = 6;
/// Words of up to so many columns are not broken.
const WORD: usize = 14;

/// What a column would like.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// To stand on one line, heading and all.
    natural: usize,
    /// For its longest cell to stand on one line.
    longest: usize,
    /// All its cells on one line.
    sum: usize,
    /// To be well readable.
    comfortable: usize,
    /// To show names whole, and its heading on two lines.
    decent: usize,
    /// To break nothing that must not be.
    tight: usize,
    importance: Importance,
}

impl Wish {
    /// What the column at that place would like, for its heading and cells.
    pub fn of(column: &Column, i: usize, head: &Line, cells: &[Vec<Line>], rows: &[Row]) -> Wish {
        let of_cells = || cells.iter().filter_map(|row| row.get(i));
        let widths = || of_cells().map(|line| wrap::width(line));
        let longest = widths().max().unwrap_or(0);
        let natural = longest.max(wrap::width(head));
        let least = |soft: usize| of_cells().map(|line| wrap::least(line, soft)).max().unwrap_or(0);
        // Chinese may break anywhere, but a short heading is one word to the eye.
        let heading = |lines: usize| match wrap::width(head) {
            short @ ..=HEADING => short,
            long => wrap::least(head, WORD).max(long.div_ceil(lines)),
        };
        let decent = heading(2).max(longest.min(DECENT));
        let heading = heading(3);
        let tight = least(WORD).max(heading).max(natural.min(TIGHT).min(4));
        let known = rows
            .iter()
            .any(|row| row.cells.get(i).is_some_and(|cell| cell.content != Content::Unknown));
        Wish {
            natural,
            longest,
            sum: widths().sum(),
            comfortable: tight.max(natural.min(COMFORTABLE)),
            decent: tight.max(decent),
            tight,
            importance: if known {
                column.importance
            } else {
                column.importance.min(Importance::Low)
            },
        }
    }
}

/// A column that is shown, and how wide.
pub struct Slot {
    /// Its place among all columns.
    pub column: usize,
    /// How wide, in columns of the terminal.
    pub width: usize,
}

/// Which columns are shown how wide; none: not even those that must be fit.
pub fn fit(wishes: &[Wish], width: Option<usize>) -> Option<Vec<Slot>> {
    let Some(width) = width else {
        return Some(
            wishes
                .iter()
                .enumerate()
                .map(|(column, wish)| Slot {
                    column,
                    width: wish.natural,
                })
                .collect(),
        );
    };
    let mut kept: Vec<usize> = (0..wishes.len()).collect();
    loop {
        let gaps = GAP * kept.len().saturating_sub(1);
        let sum = |of: fn(&Wish) -> usize| kept.iter().map(|i| of(&wishes[*i])).sum::<usize>() + gaps;
        // Of equals the rightmost goes first.
        let next = kept.iter().copied().rev().min_by_key(|i| wishes[*i].importance)?;
        let fits = match wishes[next].importance {
            Importance::Low => sum(|wish| wish.comfortable) <= width,
            Importance::Medium => sum(|wish| wish.decent) <= width,
            Importance::High | Importance::Always => sum(|wish| wish.tight) <= width,
        };
        if fits {
            return Some(share(wishes, &kept, width - gaps));
        }
        if wishes[next].importance == Importance::Always {
            return None;
        }
        kept.retain(|i| *i != next);
    }
}

/// Gives each column what it needs; then, the most important first, what it is decently read with; then who lacks little
/// all of it. What is left goes, a column at a time, where the cells together take the most lines, and then to headings.
fn share(wishes: &[Wish], kept: &[usize], room: usize) -> Vec<Slot> {
    let mut slots: Vec<Slot> = kept
        .iter()
        .map(|i| Slot {
            column: *i,
            width: wishes[*i].tight,
        })
        .collect();
    let mut left = room.saturating_sub(slots.iter().map(|slot| slot.width).sum());
    // Whatever must be shown is to be read first.
    let mut by_importance: Vec<&mut Slot> = slots.iter_mut().collect();
    by_importance.sort_by_key(|slot| Reverse(wishes[slot.column].importance));
    for slot in by_importance {
        let short = wishes[slot.column].decent.saturating_sub(slot.width).min(left);
        slot.width += short;
        left -= short;
    }
    for slot in &mut slots {
        let short = wishes[slot.column].longest.saturating_sub(slot.width);
        if short <= left / LITTLE {
            slot.width += short;
            left -= short;
        }
    }
    while left > 0 {
        let tallest = slots
            .iter_mut()
            .filter(|slot| slot.width < wishes[slot.column].longest)
            .max_by_key(|slot| {
                (
                    wishes[slot.column].sum * PARTS / slot.width.max(1),
                    Reverse(slot.column),
                )
            });
        let slot = match tallest {
            Some(slot) => slot,
            None => match slots.iter_mut().find(|slot| slot.width < wishes[slot.column].natural) {
                Some(slot) => slot,
                None => break,
            },
        };
        slot.width += 1;
        left -= 1;
    }
    slots
}
