//! Makes text out of records harmless, for every place where it is printed. Nothing that comes from
//! a record may reach an output without having gone through here.

use std::borrow::Cow;

/// What stands for a character that must not be printed.
const REPLACEMENT: char = '\u{fffd}';

/// How a character behaves where text is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nature {
    Shown,
    /// Ends a line or jumps: shown as a space.
    Break,
    /// Steers the terminal, reorders or hides text.
    Hidden,
    /// Joins letters or pictures; between those it is needed, elsewhere it hides.
    Joiner,
}

fn nature(c: char) -> Nature {
    match c {
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Nature::Break,
        '\u{200c}' | '\u{200d}' => Nature::Joiner,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' => Nature::Hidden,
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => Nature::Hidden,
        // No character at all, and none that XML could hold.
        '\u{fffe}' | '\u{ffff}' => Nature::Hidden,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => Nature::Hidden,
        _ if c.is_control() => Nature::Hidden,
        _ => Nature::Shown,
    }
}

/// Whether a character may not be printed as it is: controls, line breaks among them, and what
/// reorders or hides text.
pub fn is_unsafe(c: char) -> bool {
    nature(c) != Nature::Shown
}

/// One line of text for a terminal: line breaks and tabs become a space, other controls and what
/// reorders or hides text a visible `�`. Spaces around it go.
pub fn line(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_control()) || !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let shown = match nature(c) {
            Nature::Shown => c,
            Nature::Break if last == ' ' => continue,
            Nature::Break => ' ',
            Nature::Hidden => REPLACEMENT,
            Nature::Joiner => {
                let joins = !last.is_ascii() && chars.peek().is_some_and(|next| !next.is_ascii() && !is_unsafe(*next));
                if joins && nature(last) == Nature::Shown {
                    c
                } else {
                    REPLACEMENT
                }
            }
        };
        out.push(shown);
        last = shown;
    }
    Cow::Owned(out)
}

/// One cell of a CSV file that is text: a line as for a terminal, and never a formula.
pub fn csv(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['\t', '\r']);
    let clean = line(text);
    if formula || begins_formula(&clean) {
        Cow::Owned(format!("'{clean}"))
    } else {
        clean
    }
}

/// Whether a spreadsheet might take the text for a formula once it is typed anew.
pub fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '−', '﹢', '﹣', '﹦', '﹫'])
}

/// An invisible seam that keeps GitHub and GitLab from seeing a mention, a reference or a link.
const SEAM: &str = "&#8203;";

/// Text within a line or a table's cell of Markdown: no markup, no HTML, no link, no image; mentions
/// nobody and refers to nothing.
pub fn markdown(text: &str) -> String {
    let clean = line(text);
    let mut out = String::with_capacity(clean.len() + 16);
    let mut rest = clean.as_ref();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let next = after.chars().next();
        let tied = next.is_some_and(|n| n.is_alphanumeric() || matches!(n, '_' | '"' | '{' | '-' | '.'));
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '|' => out.push_str("&#124;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' => out.extend(['\\', c]),
            '~' | '$' | '#' | '!' | '^' | '%' => {
                if c != '%' {
                    out.push('\\');
                }
                out.push(c);
                if tied {
                    out.push_str(SEAM);
                }
            }
            '@' => out.extend(["@", SEAM]),
            ':' => {
                out.push(c);
                if next.is_some_and(|n| !n.is_whitespace() && n.is_ascii()) {
                    out.push_str(SEAM);
                }
            }
            '.' if ends_with_word(&out, "www") => out.extend([SEAM, "."]),
            '-' if next.is_some_and(|n| n.is_ascii_digit()) && ends_with_word(&out, "gh") => out.extend([SEAM, "-"]),
            _ => out.push(c),
        }
        rest = after;
    }
    out
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let start = text.len().wrapping_sub(word.len());
    text.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// Text that is a paragraph, a heading or an item of its own in Markdown: as [`markdown`], and its
/// beginning starts no list, heading, rule or command.
pub fn markdown_block(text: &str) -> String {
    let mut out = markdown(text);
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if out.starts_with(['-', '+', '=', '/', ':']) {
        out.insert(0, '\\');
    } else if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_terminal_is_not_steered() {
        assert_eq!(line("a\u{1b}[31mb\u{9b}2Jc\u{7}"), "a�[31mb�2Jc�");
        assert_eq!(line("invoice\u{202e}fdp.exe\u{2066}"), "invoice�fdp.exe�");
        assert_eq!(line(" two\r\nlines\u{2028}three\tfour\n"), "two lines three four");
        assert_eq!(line("ac\u{200d}me \u{feff}x"), "ac�me �x");
        assert_eq!(line("👨\u{200d}👩 می\u{200c}خواهم"), "👨\u{200d}👩 می\u{200c}خواهم");
        assert_eq!(line("华东区 大客户"), "华东区 大客户");
    }

    #[test]
    fn a_spreadsheet_calculates_nothing() {
        for text in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", "  =1", "\n=1",
        ] {
            assert!(csv(text).starts_with('\''), "{text:?} became {:?}", csv(text));
        }
        assert_eq!(csv("a=1"), "a=1");
    }

    #[test]
    fn markdown_pings_and_links_nothing() {
        assert_eq!(markdown("@octocat"), "@&#8203;octocat");
        assert_eq!(
            markdown("fixes #12, !3, GH-4"),
            r"fixes \#&#8203;12, \!&#8203;3, GH&#8203;-4"
        );
        assert_eq!(
            markdown("![x](https://e.x/p.png)"),
            r"\!\[x\](https:&#8203;//e.x/p.png)"
        );
        assert_eq!(markdown("www.e.x <b>|`"), r"www&#8203;.e.x &lt;b&gt;&#124;\`");
        assert_eq!(markdown_block("1. /close"), r"1\. /close");
        assert_eq!(markdown_block("/close"), r"\/close");
        assert_eq!(markdown_block("- x"), r"\- x");
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left(text in any::<String>()) {
            let clean = line(&text);
            prop_assert!(!clean.chars().any(|c| is_unsafe(c) && nature(c) != Nature::Joiner), "{:?}", clean);
            let twice = line(&clean).into_owned();
            prop_assert_eq!(twice, clean);
        }
    }
}
