//! Clean pieces of text into lines of a given width, in columns of a terminal, where Chinese takes
//! two. Never breaks what is solid: a number, an amount, a date, an id.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::clean;
use super::colour::paint;
use super::show::Piece;
use crate::document::Tone;

/// What could be of one piece but is wider than this is broken after all: it is no sane id.
const SOLID_AT_MOST: usize = 60;

/// Something that stands on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Atom {
    text: String,
    /// Columns it takes.
    pub width: usize,
    tone: Tone,
    /// Whether it may be broken where it does not fit any line.
    pub soft: bool,
    /// A space follows, unless the line ends.
    space: bool,
    /// Stays on one line with the next.
    joined: bool,
}

/// A title or a mark before something else is not broken up to this width.
const SHORT_TITLE: usize = 12;

/// What is joined stays together up to this width.
const JOINED_AT_MOST: usize = 20;

/// One line of a cell.
pub type Line = Vec<Atom>;

/// The atoms of a cell. Its text is cleaned here.
pub fn atoms(pieces: &[Piece]) -> Line {
    let mut out = Line::new();
    for piece in pieces {
        let clean = clean::line(&piece.text);
        if clean.is_empty() {
            continue;
        }
        if is_whole(piece, &clean) {
            out.push(Atom {
                width: clean.width(),
                text: clean.into_owned(),
                tone: piece.tone,
                soft: false,
                space: false,
                joined: false,
            });
        } else {
            for word in clean.split(' ').filter(|word| !word.is_empty()) {
                split_word(word, piece.tone, &mut out);
                mark_space(&mut out);
            }
            if let Some(last) = out.last_mut() {
                last.space = false;
            }
        }
        if piece.text.ends_with(' ') {
            mark_space(&mut out);
        }
        if let Some(last) = out.last_mut() {
            last.joined = piece.joined;
        }
    }
    out
}

/// The same on one line that is never broken: what [`painted`] makes of all atoms without colour.
pub fn plain(pieces: &[Piece]) -> String {
    let mut out = String::new();
    let mut space = false;
    for piece in pieces {
        let clean = clean::line(&piece.text);
        if clean.is_empty() {
            continue;
        }
        if space {
            out.push(' ');
        }
        if is_whole(piece, &clean) {
            out.push_str(&clean);
        } else {
            for (i, word) in clean.split(' ').filter(|word| !word.is_empty()).enumerate() {
                if i > 0 {
                    out.push(' ');
                }
                out.push_str(word);
            }
        }
        space = piece.text.ends_with(' ');
    }
    out
}

/// Whether a piece stands on one line as it is.
fn is_whole(piece: &Piece, clean: &str) -> bool {
    let at_most = |most: usize| clean.width() <= most;
    piece.solid && at_most(SOLID_AT_MOST) || piece.joined && at_most(SHORT_TITLE)
}

fn mark_space(atoms: &mut [Atom]) {
    if let Some(last) = atoms.last_mut() {
        last.space = true;
    }
}

/// A word without spaces: Latin stays together, Chinese may break after each character, except before
/// a closing and after an opening mark.
fn split_word(word: &str, tone: Tone, out: &mut Line) {
    let mut current = String::new();
    let mut flush = |current: &mut String| {
        if !current.is_empty() {
            let text = std::mem::take(current);
            out.push(Atom {
                width: text.width(),
                text,
                tone,
                soft: true,
                space: false,
                joined: false,
            });
        }
    };
    let mut last: Option<char> = None;
    for c in word.chars() {
        if last.is_some_and(|last| breaks_between(last, c)) {
            flush(&mut current);
        }
        current.push(c);
        last = Some(c);
    }
    flush(&mut current);
}

fn breaks_between(last: char, next: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    let joined = next.width() == Some(0) || last == '\u{200d}' || is_modifier(next);
    (wide(last) || wide(next)) && !joined && !closes(next) && !opens(last)
}

/// A skin tone belongs to the picture before it.
fn is_modifier(c: char) -> bool {
    ('\u{1f3fb}'..='\u{1f3ff}').contains(&c)
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '、' | '，'
            | '。'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '」'
            | '』'
            | '】'
            | '〉'
            | '”'
            | '’'
            | '…'
            | '％'
    ) || matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '%')
}

fn opens(c: char) -> bool {
    matches!(c, '（' | '《' | '「' | '『' | '【' | '〈' | '“' | '‘' | '(' | '[' | '{')
}

/// Columns that the atoms take on one line.
pub fn width(line: &[Atom]) -> usize {
    let spaces = line.iter().rev().skip(1).filter(|atom| atom.space).count();
    line.iter().map(|atom| atom.width).sum::<usize>() + spaces
}

/// The narrowest column that breaks nothing solid, and no word of up to `soft` columns.
pub fn least(line: &[Atom], soft: usize) -> usize {
    let of_atom = |atom: &Atom| if atom.soft { atom.width.min(soft) } else { atom.width };
    groups(line)
        .map(|group| match group {
            [_, _, ..] if width(group) <= JOINED_AT_MOST => width(group),
            _ => group.iter().map(of_atom).max().unwrap_or(0),
        })
        .max()
        .unwrap_or(0)
}

/// Atoms that are joined, together; any other by itself.
fn groups(line: &[Atom]) -> impl Iterator<Item = &[Atom]> {
    line.chunk_by(|atom, _| atom.joined)
}

/// The atoms in lines of at most that width. At least one line; wider only where something solid is.
pub fn wrap(atoms: &[Atom], limit: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Line::new();
    let mut used = 0;
    let mut place = |unit: &[Atom]| {
        let gap = usize::from(line.last().is_some_and(|last| last.space));
        let wide = width(unit);
        if !line.is_empty() && used + gap + wide > limit {
            lines.push(std::mem::take(&mut line));
            used = wide;
        } else {
            used += gap + wide;
        }
        line.extend_from_slice(unit);
    };
    for group in groups(atoms) {
        if width(group) <= limit {
            place(group);
        } else {
            for atom in group.iter().flat_map(|atom| broken(atom, limit)) {
                place(&[atom]);
            }
        }
    }
    lines.push(line);
    lines
}

/// A soft atom in bits that fit; anything else as it is.
fn broken(atom: &Atom, limit: usize) -> Vec<Atom> {
    if !atom.soft || atom.width <= limit {
        return vec![atom.clone()];
    }
    let limit = limit.max(2);
    let mut bits: Vec<Atom> = Vec::new();
    for c in atom.text.chars() {
        let wide = c.width().unwrap_or(0);
        match bits.last_mut().filter(|bit| bit.width + wide <= limit) {
            Some(bit) => {
                bit.text.push(c);
                bit.width += wide;
            }
            None => bits.push(Atom {
                text: c.to_string(),
                width: wide,
                space: false,
                joined: false,
                ..*atom
            }),
        }
    }
    if let Some(last) = bits.last_mut() {
        last.space = atom.space;
    }
    bits
}

/// A line as texts, neighbours of one tone together.
pub fn runs(line: &[Atom]) -> Vec<(Tone, String)> {
    let mut out: Vec<(Tone, String)> = Vec::new();
    for (i, atom) in line.iter().enumerate() {
        match out.last_mut().filter(|(tone, _)| *tone == atom.tone) {
            Some((_, run)) => run.push_str(&atom.text),
            None => out.push((atom.tone, atom.text.clone())),
        }
        if let Some((_, run)) = out.last_mut().filter(|_| atom.space && i + 1 < line.len()) {
            run.push(' ');
        }
    }
    out
}

/// A line as text, neighbours of one tone painted together.
pub fn painted(line: &[Atom], colour: bool) -> String {
    runs(line).iter().map(|(tone, run)| paint(*tone, run, colour)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn free(text: &str) -> Vec<Piece> {
        vec![Piece::soft(text, Tone::None)]
    }

    fn wrapped(text: &str, limit: usize) -> Vec<String> {
        wrap(&atoms(&free(text)), limit)
            .iter()
            .map(|line| painted(line, false))
            .collect()
    }

    #[test]
    fn words_and_characters_break_where_readers_expect() {
        assert_eq!(wrapped("renew the contract", 9), ["renew the", "contract"]);
        assert_eq!(wrapped("续签（三年）合同。", 8), ["续签（三", "年）合", "同。"]);
        assert_eq!(wrapped("升级到 v2.10 版本", 8), ["升级到", "v2.10 版", "本"]);
        assert_eq!(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrapped("", 4), [""]);
    }

    #[test]
    fn what_is_solid_stays_whole() {
        let pieces = [
            Piece {
                text: "2026-04-01, ".into(),
                tone: Tone::None,
                solid: true,
                joined: false,
            },
            Piece {
                text: "6,000.00 CNY".into(),
                tone: Tone::None,
                solid: true,
                joined: false,
            },
        ];
        let lines: Vec<String> = wrap(&atoms(&pieces), 5)
            .iter()
            .map(|line| painted(line, false))
            .collect();
        assert_eq!(lines, ["2026-04-01,", "6,000.00 CNY"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide(text in "[a-z 王强，（）0-9😀]{0,60}", limit in 6_usize..40) {
            for line in wrap(&atoms(&free(&text)), limit) {
                prop_assert!(width(&line) <= limit);
                prop_assert_eq!(painted(&line, false).width(), width(&line));
            }
        }
    }
}
