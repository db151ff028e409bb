//! Whether a text of a contract names something definite: a date, a number, an obligation by its id.

use crate::model::contract::Contract;

/// Numerals of Chinese texts, the formal ones too.
const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟半";

/// Words that are written with two numerals or more and are no numbers: "on no account", "in case".
const IDIOMS: [&str; 6] = ["千万", "万一", "一一", "百千", "千百", "万千"];

/// What is counted: a single numeral before one of these is a number.
const UNITS: [&str; 29] = [
    "个工作",
    "个自然",
    "个日历",
    "个月",
    "个小时",
    "个季度",
    "个星期",
    "个",
    "日",
    "天",
    "周",
    "星期",
    "月",
    "季度",
    "年",
    "小时",
    "分钟",
    "秒",
    "工作日",
    "次",
    "元",
    "倍",
    "成",
    "份",
    "人",
    "台",
    "件",
    "套",
    "项",
];

/// Units that "one" is a number before; before others it is mostly an article.
const OF_ONE: [&str; 16] = [
    "个工作",
    "个自然",
    "个日历",
    "个月",
    "个小时",
    "个季度",
    "个星期",
    "日",
    "天",
    "周",
    "星期",
    "月",
    "季度",
    "年",
    "小时",
    "工作日",
];

const ENGLISH: [&str; 28] = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
];

const OF_ENGLISH_ONE: [&str; 10] = [
    "day", "week", "month", "quarter", "year", "hour", "minute", "working", "business", "calendar",
];

/// Names of months and weekdays; May and March are verbs as well, and count with a capital only, like
/// all of them.
const DATES: [&str; 18] = [
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// A text in lower case with single blanks, as terms are looked for in it.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(&word.to_lowercase());
    }
    plain
}

/// Whether a text has this word or these words: letters and digits of the Latin alphabet right before or
/// after make it another word.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let opens = word.starts_with(joins);
    let ends = word.ends_with(joins);
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        let longer = (opens && before.is_some_and(joins)) || (ends && after.is_some_and(joins));
        !longer
    })
}

/// Whether a text names a date, a number, or one of the contract's obligations by its id.
pub(super) fn is_definite(text: &str, contract: &Contract<'_>) -> bool {
    has_figure(text)
        || has_chinese_number(text)
        || has_english_number(text)
        || contract.obligation.iter().any(|one| has_word(text, one.id.0))
}

fn has_figure(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// A run of numerals: of two or more unless it is an idiom; of one before a unit, as a weekday or a
/// percentage.
fn has_chinese_number(text: &str) -> bool {
    let mut from = 0;
    while let Some(start) = text[from..].find(|c| NUMERALS.contains(c)).map(|at| from + at) {
        let end = text[start..]
            .find(|c| !NUMERALS.contains(c))
            .map_or(text.len(), |length| start + length);
        if is_number(&text[..start], &text[start..end], &text[end..]) {
            return true;
        }
        from = end;
    }
    false
}

fn is_number(before: &str, run: &str, after: &str) -> bool {
    if run.chars().count() > 1 {
        return !IDIOMS.contains(&run);
    }
    if before.ends_with("百分之") {
        return true;
    }
    if before.ends_with("周") || before.ends_with("星期") {
        return matches!(run, "一" | "二" | "三" | "四" | "五" | "六");
    }
    // "The same day", "a certain day", "an early day" are no numbers; neither is "once and for all".
    let vague_one = ["同", "某", "任", "另", "唯", "统", "每"]
        .iter()
        .any(|word| before.ends_with(word));
    let units: &[&str] = match run {
        "一" | "十" | "千" | "万" | "百" | "半" if vague_one => &[],
        "一" => &OF_ONE,
        _ => &UNITS,
    };
    units.iter().any(|unit| after.starts_with(unit))
}

fn has_english_number(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let is_one = |word: &str| word.eq_ignore_ascii_case("one");
    words.iter().enumerate().any(|(at, word)| {
        DATES.contains(word)
            || ENGLISH.iter().any(|number| word.eq_ignore_ascii_case(number))
            || (is_one(word)
                && words
                    .get(at + 1)
                    .is_some_and(|next| OF_ENGLISH_ONE.iter().any(|unit| next.eq_ignore_ascii_case(unit))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_number(text: &str) -> bool {
        has_figure(text) || has_chinese_number(text) || has_english_number(text)
    }

    #[test]
    fn numbers_and_dates_in_figures_and_words() {
        for text in [
            "within 8 hours",
            "８ 小时内",
            "最迟不超过五个工作日",
            "两日内",
            "一个月内",
            "十五日前",
            "每月十五日",
            "三月五日",
            "百分之五",
            "每周五前",
            "伍万元整",
            "半年内",
            "within five days",
            "within one business day",
            "Twenty-four hours",
            "by the end of June",
            "by Friday",
        ] {
            assert!(has_number(text), "{text}");
        }
        for text in [
            "尽快",
            "第三方应尽快处理",
            "一方应适当通知另一方",
            "统一处理",
            "万一发生故障，应尽快恢复",
            "千万注意",
            "一般情况下",
            "十分重要",
            "双方一致同意",
            "应在第一时间处理",
            "同一天内",
            "one party tells the other as soon as possible",
            "no one may march",
            "often",
        ] {
            assert!(!has_number(text), "{text}");
        }
    }

    #[test]
    fn words_are_found_whole() {
        assert!(has_word("the report is due", "report"));
        assert!(has_word("见义务report。", "report"));
        assert!(!has_word("the monthly-report is due", "report"));
        assert!(!has_word("reported", "report"));
        assert!(has_word("应尽快验收", "验收"));
        assert_eq!(plain("As  Soon\nAs Possible"), "as soon as possible");
    }
}
