//! What is said of YAML that could not be read: where, in the words of whoever wrote it, and what
//! to do. The library's refusals are many; those that people meet are few.

use granit_parser::ErrorKind;

use super::{Complaint, Span, shown};
use crate::said;

/// A second document in one file.
pub(super) fn second_document(text: &str, place: Span) -> Complaint {
    let span = if place.of(text).is_empty() {
        rest_of_line(text, place.start as usize)
    } else {
        place
    };
    Complaint::syntax(
        span,
        said!(
            "a second YAML document begins here; a file holds one record",
            "这里开始了第二个 YAML 文档；一个文件只放一条记录"
        ),
        said!(
            "Move it into a file of its own, or delete the line.",
            "请把它移到单独的文件里，或者删去这一行。"
        ),
    )
}

/// An alias of an anchor that nobody set.
pub(super) fn unknown_alias(name: &str, span: Span) -> Complaint {
    Complaint::syntax(
        span,
        said!(
            "nothing above is anchored as `&{name}`",
            "前文没有名为 `&{name}` 的锚点",
            name = shown(name)
        ),
        said!(
            "Text that begins with `*` needs quotes: \"*…\".",
            "以 `*` 开头的文字要加引号：\"*…\"。"
        ),
    )
}

/// An alias inside what it repeats.
pub(super) fn endless_alias(span: Span) -> Complaint {
    Complaint::syntax(
        span,
        said!("this would repeat itself without end", "这样会无休止地重复自身"),
        said!(
            "Write out what you mean instead of an alias.",
            "请直接写出内容，不要用别名。"
        ),
    )
}

/// More repeated by aliases than anyone means.
pub(super) fn too_many_aliases(span: Span) -> Complaint {
    let most = super::yaml::MAX_COPIED;
    Complaint {
        rule: "too-large",
        span,
        message: said!(
            "the aliases in this file repeat more than {most} values",
            "本文件的别名重复了超过 {most} 个值",
            most = most
        ),
        help: said!(
            "Write out what you mean instead of aliases.",
            "请直接写出内容，不要用别名。"
        ),
    }
}

/// A tag that is not of the core schema, or says what its value is not.
pub(super) fn bad_tag(tag: &str, is_core: bool, span: Span) -> Complaint {
    let tag = shown(tag);
    let message = match is_core {
        true => said!(
            "this value is not what its tag `{tag}` says",
            "这个值与标签 `{tag}` 不符",
            tag = tag
        ),
        false => said!(
            "the tag `{tag}` means nothing here",
            "标签 `{tag}` 在这里没有意义",
            tag = tag
        ),
    };
    let help = said!(
        "Remove the tag. Text that begins with `!` needs quotes: \"!…\".",
        "请删去标签。以 `!` 开头的文字要加引号：\"!…\"。"
    );
    Complaint::syntax(span, message, help)
}

/// A list or table where a key should stand.
pub(super) fn complex_key(text: &str, place: Span) -> Complaint {
    Complaint::syntax(
        one(text, place.start as usize),
        said!("a list or a table cannot be a key", "列表或表不能作为键"),
        said!(
            "Write a word as the key. Text in brackets needs quotes: \"[…]\".",
            "键要写成一个词。带括号的文字要加引号：\"[…]\"。"
        ),
    )
}

/// A tab that indents.
pub(super) fn tab(text: &str, at: usize) -> Complaint {
    let span = indenting_tab(text, at).unwrap_or_else(|| rest_of_line(text, at));
    Complaint::syntax(
        span,
        said!(
            "YAML is indented with spaces; this is a tab",
            "YAML 用空格缩进，这里是制表符"
        ),
        said!("Replace each tab by two spaces.", "请把每个制表符换成两个空格。"),
    )
}

/// The tabs that indent the line of a place, or else the first line after it that a tab indents:
/// the library names the value that it was reading when it came upon the tab.
fn indenting_tab(text: &str, at: usize) -> Option<Span> {
    let mut line = line_start(text, at);
    for words in text[line..].split_inclusive('\n') {
        let blank = words.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let is_empty = words.trim().is_empty() && words.len() + line <= at;
        if let Some(first) = words[..blank].find('\t').filter(|_| !is_empty) {
            return Some(Span::new(line + first, line + blank));
        }
        if words[at.saturating_sub(line).min(blank)..].starts_with('\t') {
            break;
        }
        line += words.len();
    }
    None
}

/// A complaint, and whether what was read just before it was misread.
pub(super) struct Refusal {
    pub(super) complaint: Complaint,
    pub(super) spoils_last: bool,
}

/// Says why the library stopped at a byte; `last` is what it read before, `bracket` the innermost
/// `[` or `{` that is still open.
pub(super) fn refusal(text: &str, kind: &ErrorKind, at: usize, last: Span, bracket: Option<u32>) -> Refusal {
    let at = Span::new(at, at).within(text).start as usize;
    let mut spoils_last = false;
    let complaint = match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => tab(text, at),
        ErrorKind::RecursionLimitExceeded => Complaint::too_deep(one(text, at)),
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => unclosed_quote(text, at, last),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            after_quote(text, at, kind)
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => bad_escape(text, at),
        ErrorKind::UnexpectedCharacter { character } => odd_character(text, at, *character),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => mismatched(text, at, *open, *close),
        ErrorKind::MisplacedFlowCollectionEnd => stray_bracket(text, at),
        _ if bracket.is_some() => unclosed_bracket(text, bracket.unwrap_or(0) as usize),
        ErrorKind::UnclosedFlowCollection { .. } => unclosed_bracket(text, at),
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed => {
            spoils_last = true;
            colon(text, at, last)
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => not_a_pair(text, at),
        ErrorKind::CommentInterceptedScalar => {
            spoils_last = true;
            indentation(text, after_line(text, at))
        }
        ErrorKind::BlockSequenceEntryNotAllowed => Complaint::syntax(
            one(text, at),
            said!("a list cannot begin on the line of its key", "列表不能写在键的同一行"),
            said!(
                "Begin a new line before the `-`. Text that begins with `- ` needs quotes.",
                "请在 `-` 前换行。以 `- ` 开头的文字要加引号。"
            ),
        ),
        ErrorKind::CommentNotSeparated => Complaint::syntax(
            one(text, at),
            said!("a comment needs a space before its `#`", "注释的 `#` 前要有空格"),
            said!(
                "Write ` #`, or put the value in quotes.",
                "请写成 ` #`，或者给值加引号。"
            ),
        ),
        ErrorKind::BomInsideDocument => odd_character(text, at, '\u{feff}'),
        _ => indentation(text, at),
    };
    Refusal { complaint, spoils_last }
}

fn unclosed_quote(text: &str, at: usize, last: Span) -> Complaint {
    let from = (last.end as usize).min(at);
    let opening = text[from..at].find(['"', '\'']).map_or(at, |found| from + found);
    let quote = if text[opening..].starts_with('\'') { '\'' } else { '"' };
    Complaint::syntax(
        rest_of_line(text, opening),
        said!(
            "this text has no closing {quote}",
            "这段文字缺少结尾的 {quote}",
            quote = quote
        ),
        said!(
            "Close it with {quote} before the end of the line.",
            "请在行末之前用 {quote} 结束。",
            quote = quote
        ),
    )
}

fn after_quote(text: &str, at: usize, kind: &ErrorKind) -> Complaint {
    let help = match kind {
        ErrorKind::InvalidTrailingSingleQuotedScalar => said!(
            "A ' inside single quotes is written twice: 'it''s'.",
            "单引号里的 ' 要写两次：'it''s'。"
        ),
        _ => said!(
            "A \" inside double quotes is written \\\", or use single quotes outside.",
            "双引号里的 \" 要写成 \\\"，或者外层改用单引号。"
        ),
    };
    let message = said!("something follows the closing quote", "结尾引号之后还有内容");
    Complaint::syntax(rest_of_line(text, at), message, help)
}

fn bad_escape(text: &str, at: usize) -> Complaint {
    // The library names the opening quote: the first escape that is none is what people look for.
    let line = rest_of_line(text, at);
    let mut place = None;
    let mut escape = line.start as usize;
    while let Some(found) = text[escape..line.end as usize].find('\\') {
        escape += found;
        let next = text[escape + 1..].chars().next();
        if !matches!(next, Some(c) if "0abt\tnvfre \"/\\N_LP\r\n".contains(c)) {
            place = Some(Span::new(escape, escape + 1 + next.map_or(0, char::len_utf8)));
            break;
        }
        escape += 2;
    }
    Complaint::syntax(
        place.unwrap_or(line).within(text),
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

fn odd_character(text: &str, at: usize, character: char) -> Complaint {
    if character.is_control() || character == '\u{feff}' {
        let code = format!("U+{:04X}", character as u32);
        return Complaint::syntax(
            one(text, at),
            said!(
                "the invisible character {code} may not stand here",
                "这里不能有不可见字符 {code}",
                code = code
            ),
            said!("Delete it.", "请删去它。"),
        );
    }
    Complaint::syntax(
        rest_of_line(text, at),
        said!(
            "text may not begin with `{character}`",
            "文字不能以 `{character}` 开头",
            character = character
        ),
        said!(
            "Put the text in quotes: \"{character}…\".",
            "请给文字加引号：\"{character}…\"。",
            character = character
        ),
    )
}

fn mismatched(text: &str, at: usize, open: char, close: char) -> Complaint {
    Complaint::syntax(
        rest_of_line(text, at),
        said!(
            "`{open}` is closed by `{close}`",
            "`{open}` 却用 `{close}` 结束",
            open = open,
            close = close
        ),
        said!("Lists stand in [ ], tables in {{ }}.", "列表用 [ ]，表用 {{ }}。"),
    )
}

fn stray_bracket(text: &str, at: usize) -> Complaint {
    let span = one(text, at);
    let bracket = span.of(text);
    Complaint::syntax(
        span,
        said!(
            "`{bracket}` closes nothing",
            "`{bracket}` 没有对应的开括号",
            bracket = bracket
        ),
        said!("Delete it, or put the text in quotes.", "请删去它，或者给文字加引号。"),
    )
}

fn unclosed_bracket(text: &str, at: usize) -> Complaint {
    let (close, span) = match text[at..].starts_with('{') {
        true => ('}', one(text, at)),
        false => (']', one(text, at)),
    };
    Complaint::syntax(
        span,
        said!(
            "this bracket is not closed, or a comma is missing after it",
            "这个括号没有闭合，或者其后缺少逗号"
        ),
        said!(
            "Close it with `{close}`, and put a comma between the parts.",
            "请用 `{close}` 闭合，各项之间用逗号隔开。",
            close = close
        ),
    )
}

/// A `: ` where no key can be.
fn colon(text: &str, at: usize, last: Span) -> Complaint {
    let words = last.of(text);
    let Some(first_line) = words.lines().next().filter(|line| line.len() < words.len()) else {
        return Complaint::syntax(
            Span::new(last.start as usize, rest_of_line(text, at).end as usize).within(text),
            said!("a value with `: ` in it needs quotes", "含有 `: ` 的值要加引号"),
            said!(
                "Put the value in quotes: \"…\". A table begins on a new line.",
                "请给值加引号：\"…\"。若要写表，请另起一行。"
            ),
        );
    };
    let start = last.start as usize;
    if let Some(complaint) = no_space(text, start, first_line) {
        return complaint;
    }
    // The value went on over lines that were meant as keys: the first of them is indented wrongly.
    if text[line_start(text, start)..start].contains(':') {
        return indentation(text, after_line(text, start));
    }
    not_a_pair(text, start)
}

fn no_space(text: &str, start: usize, line: &str) -> Option<Complaint> {
    let colon = line
        .find(':')
        .filter(|colon| line[..*colon].bytes().all(|b| b != b' ') && colon + 1 < line.len())?;
    let key = shown(&line[..colon]);
    Some(Complaint::syntax(
        Span::new(start + colon, start + colon + 1).within(text),
        said!("a space is missing after the colon", "冒号后缺少空格"),
        said!("Write `{key}: …`.", "请写成 `{key}: …`。", key = key),
    ))
}

/// A line that is no `key: value`.
fn not_a_pair(text: &str, at: usize) -> Complaint {
    let span = rest_of_line(text, at);
    let line = span.of(text);
    if let Some(complaint) = no_space(text, at, line) {
        return complaint;
    }
    if let Some(wide) = line.find('：') {
        return Complaint::syntax(
            Span::new(at + wide, at + wide + '：'.len_utf8()),
            said!(
                "this is a full-width colon; YAML wants `: `",
                "这是全角冒号；YAML 要用半角冒号加空格 `: `"
            ),
            said!("Write `: ` instead.", "请改成半角的 `: `。"),
        );
    }
    Complaint::syntax(
        span,
        said!("this line is not `key: value`", "这一行不是“键: 值”的形式"),
        said!(
            "Write `key: value`; text over several lines is indented deeper than its key.",
            "请写成 `键: 值`；多行文字要比它的键缩进更深。"
        ),
    )
}

fn indentation(text: &str, at: usize) -> Complaint {
    let line = line_start(text, at);
    let start = line + text[line..].bytes().take_while(|b| *b == b' ').count();
    if text[start..].starts_with('\t') {
        return tab(text, start);
    }
    Complaint::syntax(
        rest_of_line(text, start),
        said!("this line does not fit what stands above it", "这一行与上文接不上"),
        said!(
            "Check its indentation: keys of one table, and dashes of one list, begin in the same column.",
            "请检查缩进：同一个表的键、同一个列表的短横，要从同一列开始。"
        ),
    )
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// The beginning of the next line that is not blank, or of this one if it is the last.
fn after_line(text: &str, at: usize) -> usize {
    let Some(next) = text[at..].find('\n').map(|end| at + end + 1) else {
        return at;
    };
    let blank = text[next..].len() - text[next..].trim_start_matches([' ', '\t', '\n', '\r']).len();
    if next + blank < text.len() { next + blank } else { at }
}

/// From a place to the end of its line.
fn rest_of_line(text: &str, at: usize) -> Span {
    let line = text[at..].lines().next().unwrap_or_default();
    Span::new(at, at + line.trim_end().len())
}

fn one(text: &str, at: usize) -> Span {
    Span::new(at, at + text[at..].chars().next().map_or(0, char::len_utf8))
}
