//! Text within a picture: how wide it is likely to be, in which colour, and escaped. Nobody knows the
//! fonts of whoever looks at it, so widths are those of Arial and of square Chinese characters.

use unicode_width::UnicodeWidthChar;

use crate::document::Tone;
use crate::render::wrap::{self, Line};

/// The fonts, of which each system has some; generic last.
pub const FONTS: &str =
    "Helvetica Neue, Arial, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif";

/// What text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Face {
    /// Its size in pixels.
    pub size: usize,
    /// Whether it is bold.
    pub weight: Weight,
    /// Its colour where its tone has none of its own.
    pub ink: &'static str,
}

/// How thick letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// As usual.
    Regular,
    /// Bold.
    Bold,
}

/// On which side of its place a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It begins there.
    Begins,
    /// It ends there.
    Ends,
}

/// The colours of text.
pub const INK: &str = "#101828";
/// Of what is beside the point.
pub const MUTED: &str = "#5d6b82";

/// The colour of a tone; the words or the sign say the same.
pub fn ink(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::None => None,
        Tone::Good => Some("#05603a"),
        Tone::Warn => Some("#93370d"),
        Tone::Bad => Some("#b42318"),
        Tone::Muted => Some(MUTED),
    }
}

/// The ground behind a word of that tone.
pub fn ground(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::None | Tone::Muted => None,
        Tone::Good => Some("#dcfae6"),
        Tone::Warn => Some("#fef0c7"),
        Tone::Bad => Some("#fee4e2"),
    }
}

/// The width of a line in pixels.
pub fn width(line: &Line, face: Face) -> usize {
    let runs = wrap::runs(line);
    let thousandths: usize = runs
        .iter()
        .flat_map(|(_, run)| run.chars())
        .map(|c| advance(c, face.weight))
        .sum();
    (thousandths * face.size).div_ceil(1000)
}

/// The width of a character in thousandths of the font's size.
fn advance(c: char, weight: Weight) -> usize {
    let regular = match (c.width(), c) {
        (None | Some(0), _) => 0,
        (_, '—' | '…') => 1000,
        (Some(1), 'i' | 'j' | 'l' | 'I' | '|' | '.' | ',' | ':' | ';' | '\'' | '!' | ' ' | '·') => 285,
        (Some(1), 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '"') => 350,
        (Some(1), 'm' | 'M' | 'W' | '@' | '%') => 900,
        (Some(1), 'w' | 'A'..='Z' | '+' | '&') => 725,
        (Some(1), c) if c.is_ascii() => 560,
        (Some(1), _) => 620,
        (Some(_), _) => 1000,
    };
    match weight {
        Weight::Bold if regular < 1000 => regular * 107 / 100,
        Weight::Bold | Weight::Regular => regular,
    }
}

/// One line of text at a place: `x`, and `y` of its foot.
pub fn put(out: &mut String, line: &Line, (x, y): (usize, usize), face: Face, side: Side) {
    let runs = wrap::runs(line);
    if runs.iter().all(|(_, run)| run.is_empty()) {
        return;
    }
    let weight = match face.weight {
        Weight::Regular => "",
        Weight::Bold => " font-weight=\"700\"",
    };
    let anchor = match side {
        Side::Begins => "",
        Side::Ends => " text-anchor=\"end\"",
    };
    let size = face.size;
    let one = if let [(tone, _)] = runs.as_slice() {
        ink(*tone)
    } else {
        None
    };
    let fill = one.unwrap_or(face.ink);
    out.push_str(&format!(
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\"{weight}{anchor}>"
    ));
    for (tone, run) in &runs {
        match ink(*tone).filter(|own| *own != fill) {
            Some(own) => out.push_str(&format!("<tspan fill=\"{own}\">{}</tspan>", escaped(run))),
            None => out.push_str(&escaped(run)),
        }
    }
    out.push_str("</text>\n");
}

/// Text and values of attributes as XML. The text must be clean, which leaves no character that XML
/// could not hold.
pub fn escaped(clean: &str) -> String {
    let mut out = String::with_capacity(clean.len() + 8);
    for c in clean.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
