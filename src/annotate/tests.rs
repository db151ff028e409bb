//! How findings look: in both languages, with places far apart, answers, waivers and hostile text.

use super::{Format, Outcome, annotate};
use crate::book::{self, Book, FileId, SETTINGS};
use crate::findings::locate::locate;
use crate::findings::{Finding, Place, Severity, Waived};
use crate::place::Route;
use crate::render::Look;
use crate::rules;
use crate::said;
use crate::say::Lang;
use crate::source::{Source, Texts};
use crate::values::date::Date;

const FILES: &[(&str, &str)] = &[
    (
        "accounts/dongfang.toml",
        "name = \"东方重工\"\ntier = \"key\"\nowner = \"wang\"\n",
    ),
    ("people/chen.toml", "name = \"陈磊\"\n"),
    ("people/wang.toml", "name = \"王强\"\n"),
    (
        "tasks/t1.toml",
        "title = \"验收测试\"\t# 客户\u{202e}在等\nowner = \"chen\"\ndue = 2026-03-20\n",
    ),
    ("tasks/t2.yaml", "title: |\n  第一行\n  第二行\nowner: wang\n"),
];

fn shown(format: Format, look: &Look) -> String {
    let texts = Texts::default();
    let source = |(path, text): &(&str, &str)| Source {
        path: (*path).to_owned(),
        text: Ok((*text).to_owned()),
    };
    let settings_source = source(&("kam.toml", "[book]\nname = \"示例\"\n"));
    let sources: Vec<Source> = FILES.iter().map(source).collect();
    let (settings, faults) = book::settings(&settings_source, &texts);
    let book = book::read(settings, &settings_source, &sources, &texts, faults);
    let outcome = Outcome {
        book: &book,
        as_of: Date::constant(2026, 4, 1),
        records: sources.len(),
        located: locate(&book, findings(&book)),
    };
    String::from_utf8(annotate(&outcome, format, look)).expect("it is UTF-8")
}

fn findings<'a>(book: &Book<'a>) -> Vec<Finding<'a>> {
    let file = |path: &str| {
        book.sources
            .iter()
            .position(|source| source.path == path)
            .expect("a file") as FileId
    };
    let (t1, t2) = (file("tasks/t1.toml"), file("tasks/t2.yaml"));
    let rule = rules::named("overdue-task").expect("a rule");
    let due = Finding {
        rule,
        severity: Severity::Error,
        account: Some("dongfang"),
        owner: Some("chen"),
        due: Some(Date::constant(2026, 3, 20)),
        days_late: Some(12),
        ..Finding::new(
            Place::new(t1, Route::key("due")),
            "task/t1".to_owned(),
            said!(
                "task `t1` is 12 days overdue, and nobody has said anything about it since it began",
                "任务 `t1` 已逾期 12 天，自开始以来一直没有人作过任何说明，也没有更新过进度"
            ),
            said!(
                "do it and write `done`; or agree on a new date and write an `[[update]]` that says why",
                "完成后填写 `done`；或重新商定日期，并用 `[[update]]` 写明原因"
            ),
        )
    };
    let related = Finding {
        severity: Severity::Warning,
        owner: Some("wang"),
        related: vec![
            (
                Place::new(t2, Route::RECORD),
                said!("the other one is here", "另一条在这里"),
            ),
            (
                Place::new(t1, Route::key("owner")),
                said!("by this person", "由此人负责"),
            ),
        ],
        place: Place::new(t1, Route::key("title")),
        ..due.clone()
    };
    let answered = Finding {
        severity: Severity::Note,
        answered_by: Some("improvement/i1".to_owned()),
        place: Place::new(t2, Route::key("title")),
        reference: Some("task/t2".to_owned()),
        help: said!("", ""),
        account: None,
        ..due.clone()
    };
    let waived = Finding {
        severity: Severity::Note,
        answered_by: Some("task/t2".to_owned()),
        waived: Some(Waived {
            by: "wang",
            reason: "the customer\u{1b}[31m moves house",
            until: Date::constant(2026, 4, 30),
        }),
        place: Place::new(SETTINGS, Route::RECORD),
        reference: None,
        owner: None,
        ..answered.clone()
    };
    vec![due, related, answered, waived]
}

fn piped(lang: Lang) -> Look<'static> {
    Look {
        lang,
        ..Look::default()
    }
}

#[test]
fn text_in_both_languages() {
    insta::assert_snapshot!("text_en", shown(Format::Text, &piped(Lang::En)));
    insta::assert_snapshot!("text_zh", shown(Format::Text, &piped(Lang::Zh)));
}

#[test]
fn text_fits_a_terminal() {
    use unicode_width::UnicodeWidthStr;
    for lang in [Lang::En, Lang::Zh] {
        for width in [48, 80] {
            let look = Look {
                lang,
                width: Some(width),
                ..Look::default()
            };
            let text = shown(Format::Text, &look);
            for line in text
                .lines()
                .filter(|line| !line.contains("--> ") && !line.contains("::: "))
            {
                assert!(line.width() <= usize::from(width), "{} columns: {line}", line.width());
            }
        }
    }
    let look = Look {
        width: Some(60),
        ..piped(Lang::Zh)
    };
    insta::assert_snapshot!("text_zh_60_columns", shown(Format::Text, &look));
}

#[test]
fn colours_add_nothing_but_colours() {
    let plain = shown(Format::Text, &piped(Lang::En));
    let look = Look {
        colour: true,
        ..piped(Lang::En)
    };
    let mut coloured = shown(Format::Text, &look);
    for code in ["0", "1", "2", "31", "32", "33"] {
        coloured = coloured.replace(&format!("\u{1b}[{code}m"), "");
    }
    assert_eq!(coloured, plain);
    assert!(!plain.contains(['\u{1b}', '\u{202e}', '\t']));
}

#[test]
fn json_in_chinese() {
    insta::assert_snapshot!("json_zh", shown(Format::Json, &piped(Lang::Zh)));
}
