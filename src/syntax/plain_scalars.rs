//! The scalars of everyday YAML: plain to the end of the line, quoted on one line, `|` and `>`
//! texts. Whatever is doubtful is none.

use memchr::{memchr, memchr2, memchr3};

use super::plain::Reader;
use super::{Node, Span, Value};

impl<'a> Reader<'a> {
    /// Where a plain scalar ends that goes on to the end of the line or a comment.
    pub(super) fn plain_end(&self, at: usize) -> Option<usize> {
        let mut end = at;
        loop {
            end += memchr3(b'\n', b':', b'#', &self.bytes[end..]).unwrap_or(self.bytes.len() - end);
            match self.byte(end) {
                b':' if self.is_blank_or_break(end + 1) => return None,
                b'#' if self.byte(end - 1) == b' ' => break,
                b':' | b'#' => end += 1,
                _ => break,
            }
        }
        if self.bytes[end - 1] == b'\r' {
            end -= 1;
        }
        while self.bytes[end - 1] == b' ' {
            end -= 1;
        }
        Some(end)
    }

    /// Quoted text on one line, and where it ends.
    pub(super) fn quoted(&self, at: usize, quote: u8) -> Option<(&'a str, usize)> {
        let start = at + 1;
        let end = start + memchr3(quote, b'\\', b'\n', &self.bytes[start..])?;
        match (self.bytes[end], self.byte(end + 1)) {
            (b'"', _) => Some((&self.text[start..end], end + 1)),
            (b'\'', next) if next != b'\'' => Some((&self.text[start..end], end + 1)),
            (b'\n', _) => None,
            (_, _) if quote == b'"' => self.escaped(start),
            (_, _) => self.doubled(start),
        }
    }

    /// Double-quoted text with escapes.
    fn escaped(&self, start: usize) -> Option<(&'a str, usize)> {
        let mut made = String::new();
        let mut at = start;
        loop {
            let next = at + memchr3(b'"', b'\\', b'\n', &self.bytes[at..])?;
            made.push_str(&self.text[at..next]);
            at = next + 2;
            match (self.bytes[next], self.byte(next + 1)) {
                (b'"', _) => return Some((self.texts.keep(made), next + 1)),
                (b'\n', _) => return None,
                (_, plain @ (b'"' | b'\\' | b'/')) => made.push(char::from(plain)),
                (_, b'n') => made.push('\n'),
                (_, b't') => made.push('\t'),
                (_, b'r') => made.push('\r'),
                (_, b'u') => {
                    let digits = self
                        .text
                        .get(at..at + 4)
                        .filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
                    made.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
                    at += 4;
                }
                (_, _) => return None,
            }
        }
    }

    /// Single-quoted text with `''` in it.
    fn doubled(&self, start: usize) -> Option<(&'a str, usize)> {
        let mut made = String::new();
        let mut at = start;
        loop {
            let next = at + memchr2(b'\'', b'\n', &self.bytes[at..])?;
            made.push_str(&self.text[at..next]);
            match (self.bytes[next], self.byte(next + 1)) {
                (b'\'', b'\'') => made.push('\''),
                (b'\'', _) => return Some((self.texts.keep(made), next + 1)),
                (_, _) => return None,
            }
            at = next + 2;
        }
    }

    /// A `|` or `>` text under a key or dash in column `indent`, and then the next line.
    pub(super) fn block_text(&mut self, at: usize, indent: usize) -> Option<Node<'a>> {
        let folded = self.byte(at) == b'>';
        let strip = self.byte(at + 1) == b'-';
        let mut line = self.line_break(at + 1 + usize::from(strip))?;
        let mut made = String::new();
        let (mut column, mut blanks, mut end) = (0, 0, at);
        while line < self.bytes.len() {
            let start = self.after_spaces(line);
            if self.is_break(start) {
                // A line of nothing but spaces may count or not: that is not for here.
                if start > line {
                    return None;
                }
                blanks += 1;
                line = self.line_break(start)?;
                continue;
            }
            if column == 0 && start - line > indent {
                column = start - line;
            }
            if column == 0 || start - line < column {
                if start - line > indent {
                    return None;
                }
                break;
            }
            // Folding around blank and deeper lines has rules of its own.
            if folded && (blanks > 0 || start - line > column) {
                return None;
            }
            if !made.is_empty() {
                made.push(if folded { ' ' } else { '\n' });
            }
            made.extend(std::iter::repeat_n('\n', blanks));
            blanks = 0;
            let stop = start + memchr(b'\n', &self.bytes[start..])?;
            let stop = if self.bytes[stop - 1] == b'\r' { stop - 1 } else { stop };
            made.push_str(&self.text[line + column..stop]);
            end = line + self.text[line..stop].trim_end_matches(' ').len();
            line = self.line_break(stop)?;
        }
        if column == 0 {
            return None;
        }
        if !strip {
            made.push('\n');
        }
        self.next_line(line);
        Some(Node {
            span: Span::new(at, end),
            value: Value::Text(self.texts.keep(made)),
        })
    }
}
