//! What is said of TOML that could not be read: where, in the words of whoever wrote it, and what
//! to do.

use toml_spanner::{Error, ErrorKind};

use super::toml_statements::{Statement, keys};
use super::{Complaint, MAX_DEPTH, Span, shown};
use crate::said;
use crate::say::Said;

/// Says what is wrong with a statement.
pub(super) fn mistake(text: &str, error: &Error, statement: Statement) -> Complaint {
    let place = Span {
        start: error.span().start,
        end: error.span().end,
    };
    let place = clipped(text, place.within(text), statement);
    let key = keys(text, statement).pop();
    let (span, message, help) = match error.kind() {
        ErrorKind::DuplicateKey { first } => return Complaint::duplicate_key(text, place.of(text), place, first.start),
        ErrorKind::DottedKeyInvalidType { first } => {
            return Complaint::duplicate_key(text, place.of(text), place, first.start);
        }
        ErrorKind::DuplicateTable { name, first } => {
            let name = Span {
                start: name.start,
                end: name.end,
            }
            .within(text);
            return repeated_table(text, name, first.start);
        }
        ErrorKind::RedefineAsArray { first } => {
            let (name, span) = key.unwrap_or((String::new(), place));
            return Complaint::duplicate_key(text, &name, span, first.start);
        }
        ErrorKind::OutOfRange { .. } => return Complaint::too_deep(too_deep(text, statement)),
        ErrorKind::UnterminatedString(quote) => unclosed_text(text, statement, place, quote),
        ErrorKind::UnquotedString => unquoted(text, place),
        ErrorKind::UnclosedArray | ErrorKind::UnclosedInlineTable => unclosed(text, statement),
        ErrorKind::MissingArrayComma | ErrorKind::MissingInlineTableComma => (
            place,
            said!(
                "a comma is missing before this, or a closing bracket",
                "这里之前缺少逗号或者闭括号"
            ),
            said!(
                "Put a comma between the parts, and close the bracket.",
                "各项之间用逗号隔开，并闭合括号。"
            ),
        ),
        ErrorKind::InvalidInteger(reason) | ErrorKind::InvalidFloat(reason) => number(text, place, reason),
        ErrorKind::InvalidDateTime(_) => no_date(place),
        ErrorKind::InvalidEscape(_) | ErrorKind::InvalidHexEscape(_) | ErrorKind::InvalidEscapeValue(_) => {
            bad_escape(text, place)
        }
        ErrorKind::InvalidCharInString(character) => invisible(place, character),
        ErrorKind::Unexpected(character) if character.is_control() && !matches!(character, '\n' | '\r') => {
            invisible(place, character)
        }
        ErrorKind::MultilineStringKey => (
            place,
            said!("a key stands on one line", "键只能写在一行里"),
            said!("Use single or double quotes, or none.", "请用普通引号，或者不用引号。"),
        ),
        ErrorKind::Unexpected(_) | ErrorKind::UnexpectedEof => no_value(text, statement, place),
        ErrorKind::Wanted { expected, .. } => wanted(text, statement, place, expected),
        _ => line(text, statement),
    };
    Complaint::syntax(span, message, help)
}

/// A carriage return that no line feed follows, said once of a file.
pub(super) fn lone_cr(at: usize) -> Complaint {
    Complaint::syntax(
        Span::new(at, at + 1),
        said!(
            "a line ends with a lone carriage return (CR) here",
            "这一行以单独的回车符（CR）结尾"
        ),
        said!(
            "Save the file with the line ends LF or CRLF.",
            "请用 LF 或 CRLF 换行保存文件。"
        ),
    )
}

type Words = (Span, Said, Said);

/// The place, at least one character of the statement if it has any.
fn clipped(text: &str, place: Span, statement: Statement) -> Span {
    let end = (place.end as usize).min(statement.end.max(place.start as usize));
    let start = (place.start as usize).min(end);
    Span::new(start, end).within(text)
}

fn repeated_table(text: &str, name: Span, first: u32) -> Complaint {
    let mut complaint = Complaint::duplicate_key(text, name.of(text), name, first);
    let name = shown(name.of(text));
    complaint.help = said!(
        "Join the two, or write `[[{name}]]` each time if they are several of a list.",
        "请把两处合并；如果是列表中的多项，每次都写成 `[[{name}]]`。",
        name = name
    );
    complaint
}

/// Where the brackets of a statement get too deep.
fn too_deep(text: &str, statement: Statement) -> Span {
    let mut depth = 0usize;
    for (at, byte) in text[statement.start..statement.end].bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Span::new(statement.start + at, statement.start + at + 1);
        }
    }
    Span::new(statement.start, statement.end)
}

fn unclosed_text(text: &str, statement: Statement, place: Span, quote: char) -> Words {
    let before = &text[statement.start..(place.start as usize).max(statement.start)];
    let three = [quote; 3].iter().collect::<String>();
    let opening = match before.find(&three) {
        Some(at) => at,
        None => {
            // The last quote before the end of the line that an even number of quotes precedes.
            let line = before.rfind('\n').map_or(0, |end| end + 1);
            let mut open = None;
            let mut escaped = false;
            for (at, character) in before[line..].char_indices() {
                let closes = character == quote && !escaped;
                escaped = character == '\\' && !escaped && quote == '"';
                if closes {
                    open = if open.is_some() { None } else { Some(line + at) };
                }
            }
            open.unwrap_or(line)
        }
    };
    let start = statement.start + opening;
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    (
        Span::new(start, start + line.len()),
        said!(
            "this text has no closing {quote}",
            "这段文字缺少结尾的 {quote}",
            quote = quote
        ),
        said!(
            "Close it on the same line; text over several lines stands in \"\"\".",
            "请在同一行结束；多行文字要写在 \"\"\" 里。"
        ),
    )
}

fn unquoted(text: &str, place: Span) -> Words {
    let value = shown(place.of(text));
    let help = match value.to_ascii_lowercase().as_str() {
        "yes" | "on" => said!("Write true.", "请写 true。"),
        "no" | "off" => said!("Write false.", "请写 false。"),
        "true" | "false" => said!("Write it in small letters.", "请用小写字母。"),
        "null" | "none" | "nil" => said!("Leave the key out.", "请不要写这个键。"),
        _ => said!("Write \"{value}\".", "请写成 \"{value}\"。", value = value),
    };
    (place, said!("text needs quotes", "文字要加引号"), help)
}

/// A bracket that the next statement shows to be left open.
pub(super) fn unclosed_bracket(text: &str, statement: Statement) -> Complaint {
    let (span, message, help) = unclosed(text, statement);
    Complaint::syntax(span, message, help)
}

fn unclosed(text: &str, statement: Statement) -> Words {
    let first = || {
        text[statement.start..statement.end]
            .find(['[', '{'])
            .map(|at| statement.start + at)
    };
    let at = statement.open.or_else(first).unwrap_or(statement.start);
    let close = if text[at..].starts_with('{') { '}' } else { ']' };
    (
        Span::new(at, at + 1).within(text),
        said!("this bracket is not closed", "这个括号没有闭合"),
        said!("Close it with `{close}`.", "请用 `{close}` 闭合。", close = close),
    )
}

fn number(text: &str, place: Span, reason: &str) -> Words {
    let (start, end) = (place.start as usize, place.end as usize);
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-' | '%' | ',' | ':');
    let start = text[..start]
        .rfind(|c| !part(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let end = text[end.max(start)..]
        .find(|c| !part(c))
        .map_or(text.len(), |at| end.max(start) + at);
    let span = Span::new(start, end);
    let value = shown(span.of(text).trim_end_matches(','));
    let span = Span::new(start, start + span.of(text).trim_end_matches(',').len());
    let help = if reason.contains("leading zeros") {
        said!(
            "Numbers do not begin with 0; an id or a code is text: \"{value}\".",
            "数字不能以 0 开头；编号是文字，要写成 \"{value}\"。",
            value = value
        )
    } else {
        said!(
            "If it is text, write \"{value}\".",
            "如果是文字，请写成 \"{value}\"。",
            value = value
        )
    };
    (
        span,
        said!("`{value}` is not a number", "`{value}` 不是数字", value = value),
        help,
    )
}

fn no_date(place: Span) -> Words {
    (
        place,
        said!("there is no such date or time", "没有这样的日期或时间"),
        said!(
            "Dates are written 2026-04-01, times 09:30:00.",
            "日期写作 2026-04-01，时间写作 09:30:00。"
        ),
    )
}

fn bad_escape(text: &str, place: Span) -> Words {
    (
        escape(text, place),
        said!(
            "`\\` begins an escape in double quotes, and this one is unknown",
            "双引号里的 `\\` 是转义符，这个转义不存在"
        ),
        said!(
            "Write \\\\ for a backslash, or use single quotes.",
            "反斜杠要写成 \\\\，或者改用单引号。"
        ),
    )
}

fn escape(text: &str, place: Span) -> Span {
    let start = place.start as usize;
    let from = text[..start].rfind('\\').unwrap_or(start);
    Span::new(from, (place.end as usize).max(from + 1)).within(text)
}

fn invisible(place: Span, character: char) -> Words {
    let code = format!("U+{:04X}", character as u32);
    (
        place,
        said!(
            "the invisible character {code} may not stand here",
            "这里不能有不可见字符 {code}",
            code = code
        ),
        said!("Delete it.", "请删去它。"),
    )
}

fn no_value(text: &str, statement: Statement, place: Span) -> Words {
    let rest = text[(place.start as usize).min(statement.end)..statement.end].trim();
    if rest.is_empty() && statement.open.is_some() {
        return unclosed(text, statement);
    }
    let key = keys(text, statement).pop();
    match (rest.chars().next(), key) {
        (None | Some('#'), Some((name, span))) => {
            let name = shown(&name);
            (
                span,
                said!("`{name}` has no value", "`{name}` 没有值", name = name),
                said!(
                    "Write the value after the `=`, or leave the key out.",
                    "请在 `=` 后写上值，或者不写这个键。"
                ),
            )
        }
        (Some(first), _) if !first.is_ascii() => (
            Span::new(place.start as usize, place.start as usize + rest.len()).within(text),
            said!("text needs quotes", "文字要加引号"),
            said!(
                "Write \"{value}\", with plain quotes.",
                "请用半角引号写成 \"{value}\"。",
                value = shown(rest.trim_matches(['“', '”', '‘', '’']))
            ),
        ),
        (_, _) => line(text, statement),
    }
}

fn wanted(text: &str, statement: Statement, place: Span, expected: &str) -> Words {
    let here = &text[place.start as usize..];
    if let Some(character) = here
        .chars()
        .next()
        .filter(|c| c.is_control() && !matches!(c, '\n' | '\r'))
    {
        return invisible(place, character);
    }
    if statement.header {
        return (
            Span::new(
                statement.start,
                statement.start + text[statement.start..statement.end].trim_end().len(),
            ),
            said!("this header is not written rightly", "这个表头写得不对"),
            said!(
                "Write `[name]` for a table, `[[name]]` for one of a list, alone on its line.",
                "表写作 `[name]`，列表中的一项写作 `[[name]]`，单独占一行。"
            ),
        );
    }
    if expected == "newline" {
        let rest = here.lines().next().unwrap_or_default().trim_end().len();
        return (
            Span::new(place.start as usize, place.start as usize + rest),
            said!("something follows the value", "值的后面还有内容"),
            said!(
                "Text needs quotes, a comment begins with `#`, and each key has its own line.",
                "文字要加引号，注释以 `#` 开头，每个键单独占一行。"
            ),
        );
    }
    if here.starts_with(':') {
        return (
            place,
            said!(
                "TOML puts `=` between key and value, not `:`",
                "TOML 的键和值之间用 `=`，不用 `:`"
            ),
            said!("Write `key = value`.", "请写成 `键 = 值`。"),
        );
    }
    if here.starts_with(|c: char| !c.is_ascii()) {
        return (
            place,
            said!("a key with such letters needs quotes", "含有这种字符的键要加引号"),
            said!(
                "Write `\"key\" = value`; the `=` is the plain one.",
                "请写成 `\"键\" = 值`，等号用半角。"
            ),
        );
    }
    line(text, statement)
}

fn line(text: &str, statement: Statement) -> Words {
    let first = text[statement.start..statement.end]
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end();
    (
        Span::new(statement.start, statement.start + first.len()),
        said!("this line is not `key = value`", "这一行不是“键 = 值”的形式"),
        said!(
            "Write `key = value`; text stands in quotes.",
            "请写成 `键 = 值`，文字要加引号。"
        ),
    )
}
