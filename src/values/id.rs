//! Ids of records and their parts.

use super::quoted;
use crate::said;
use crate::say::Said;

/// Whether a text can be an id: letters and digits of any script, `-`, `_` and `.`; not empty, and
/// not beginning with `-` or `.`. The marks that scripts write with their letters count as letters,
/// but cannot come first; characters that nobody sees are refused.
pub fn is_id(raw: &str) -> Result<(), Said> {
    let Some(first) = raw.chars().next() else {
        return Err(said!(
            "an id cannot be empty: letters, digits, `-`, `_` and `.` are expected",
            "标识（id）不能为空：应由文字、数字、`-`、`_`、`.` 组成"
        ));
    };
    let shown = quoted(raw);
    if matches!(first, '-' | '.') {
        return Err(said!(
            "`{shown}` is no id: it begins with `{first}`; a letter or a digit comes first",
            "`{shown}` 不能作标识（id）：不能以 `{first}` 开头，应以文字或数字开头"
        ));
    }
    let Some(wrong) = raw
        .chars()
        .find(|&c| !stands_in_id(c))
        .or((!stands_first(first)).then_some(first))
    else {
        return Ok(());
    };
    let named = if wrong == ' ' {
        return Err(said!(
            "`{shown}` is no id: it has a space; write `-` instead",
            "`{shown}` 不能作标识（id）：含有空格，请改用 `-`"
        ));
    } else if wrong.is_control() || wrong.is_whitespace() || is_unseen(wrong) || is_mark(wrong) {
        format!("U+{:04X}", wrong as u32)
    } else {
        format!("`{wrong}`")
    };
    Err(said!(
        "`{shown}` is no id: {named} cannot stand in one; letters, digits, `-`, `_` and `.` are expected",
        "`{shown}` 不能作标识（id）：不能含有 {named}，应由文字、数字、`-`、`_`、`.` 组成"
    ))
}

fn stands_in_id(c: char) -> bool {
    matches!(c, '-' | '.') || stands_first(c) || is_mark(c)
}

fn stands_first(c: char) -> bool {
    c == '_' || c.is_alphanumeric() && !is_unseen(c)
}

/// Marks on letters (accents, vowel signs), which continue a word but do not begin one. Connecting
/// punctuation other than `_` continues words too, and is no mark.
fn is_mark(c: char) -> bool {
    let punctuation = matches!(
        c,
        '\u{B7}' | '\u{387}' | '‿' | '⁀' | '⁔' | '︳' | '︴' | '﹍'..='﹏' | '＿' | '・' | '･'
    );
    unicode_ident::is_xid_continue(c) && !punctuation && !is_unseen(c)
}

/// Letters and marks that leave nothing to see (Unicode's `Default_Ignorable_Code_Point` among them):
/// two ids that look alike must be alike.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_and_digits_of_any_script() {
        for id in [
            "haichuan",
            "海川-2026-q1",
            "t_1.2",
            "1",
            "_x",
            "हिन्दी",
            "e\u{301}a",
            "Ωμέγα",
            "東京ー",
            "ไทย",
            "가나",
        ] {
            assert_eq!(is_id(id), Ok(()), "{id}");
        }
    }

    #[test]
    fn what_is_no_id_is_told_why() {
        let said = |raw: &str| is_id(raw).unwrap_err().en;
        assert!(said("").contains("empty"));
        assert!(said("-x").contains("begins with `-`"));
        assert!(said(".hidden").contains("begins with `.`"));
        assert!(said("a b").contains("space"));
        assert!(said("a/b").contains("`/` cannot"));
        assert!(said("a#b").contains("`#` cannot"));
        assert!(said("a\u{200B}b").contains("U+200B"));
        assert!(said("a\nb").contains("U+000A"));
        assert!(said("a\u{3164}").contains("U+3164"));
        assert!(said("a\u{202E}b").contains("U+202E"));
        assert!(said("\u{301}a").contains("U+0301"));
        assert!(said("海·川").contains("`·` cannot stand"));
        assert!(said("海，川").contains("`，` cannot stand"));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(raw in any::<String>()) {
            let _ = is_id(&raw);
        }
    }
}
