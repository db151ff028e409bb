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
    with_outcome(|outcome| String::from_utf8(annotate(outcome, format, look)).expect("it is UTF-8"))
}

fn with_outcome<R>(act: impl FnOnce(&Outcome<'_, '_>) -> R) -> R {
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
        rules: ["overdue-task", "overdue-promise"]
            .map(|name| rules::named(name).expect("a rule"))
            .into(),
        failing: Some(Severity::Error),
        base: "book/".to_owned(),
    };
    act(&outcome)
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

#[test]
fn formats_for_hosts_in_both_languages() {
    for (name, format) in Format::ALL {
        match format {
            // They have their own tests.
            Format::Text | Format::Json => continue,
            Format::Jsonl | Format::Github | Format::Gitlab | Format::Sarif | Format::Junit | Format::Markdown => {}
        }
        insta::assert_snapshot!(format!("{name}_en"), shown(format, &piped(Lang::En)));
        insta::assert_snapshot!(format!("{name}_zh"), shown(format, &piped(Lang::Zh)));
    }
}

/// The outcome with so many findings of each severity: two a file, each with its own fingerprint and reference.
fn many<R>(n: usize, act: impl FnOnce(&Outcome<'_, '_>) -> R) -> R {
    with_outcome(|outcome| {
        let paths: Vec<String> = (0..n).map(|at| format!("tasks/t{:04}.toml", at / 2)).collect();
        let mut located = Vec::new();
        for severity in Severity::ALL {
            for (at, path) in paths.iter().enumerate() {
                let mut one = outcome.located[0].clone();
                one.path = path;
                one.place.line = at + 1;
                one.finding.severity = severity;
                one.finding.days_late = Some(at as i64);
                one.finding.waived = None;
                one.finding.reference = Some(format!("task/t{at}"));
                one.fingerprint = format!("{}{at}", severity.name());
                located.push(one);
            }
        }
        act(&Outcome {
            book: outcome.book,
            as_of: outcome.as_of,
            records: n,
            located,
            rules: outcome.rules.clone(),
            failing: Some(Severity::Warning),
            base: String::new(),
        })
    })
}

fn annotations(n: usize, command: &str) -> Vec<String> {
    let text = many(n, |outcome| super::github::write(outcome, Lang::En));
    let lines = text.lines().filter(|line| line.starts_with(command));
    lines.map(str::to_owned).collect()
}

#[test]
fn github_shows_ten_of_each_severity_and_they_tell_of_all() {
    for command in ["::error ", "::warning ", "::notice "] {
        // All alone; a file each; nine files and the rest.
        assert_eq!(annotations(10, command).len(), 10);
        let of_files = annotations(20, command);
        assert_eq!(of_files.len(), 10);
        assert!(of_files.iter().all(|line| line.contains("title=2 ")), "{of_files:#?}");
        let rest = annotations(500, command);
        assert_eq!(rest.len(), 10);
        assert!(
            !rest[9].contains("file=") && rest[9].contains("title=482 "),
            "{}",
            rest[9]
        );
        assert!(rest[9].contains("more: the whole list is in the log"), "{}", rest[9]);
        assert!(rest.iter().all(|line| line.len() < 20_000));
        // What is late the longest stands first.
        assert!(rest[0].contains("file=tasks/t0249.toml,line=500,"), "{}", rest[0]);
    }
    let log = many(500, |outcome| super::github::write(outcome, Lang::Zh));
    let listed = log.lines().filter(|line| line.contains("[overdue-task] tasks/"));
    assert_eq!(listed.filter(|line| !line.starts_with("::")).count(), 1500);
}

#[test]
fn markdown_is_cut_between_findings_and_says_how_many_are_left() {
    use super::markdown::{COMMENT, Limit, SUMMARY, write};
    for lang in [Lang::En, Lang::Zh] {
        let whole = many(40, |outcome| write(outcome, lang, SUMMARY));
        assert_eq!(whole.lines().filter(|line| line.starts_with("- ")).count(), 120);
        assert!(whole.trim_end().ends_with("</details>"), "nothing is left");
        for (n, limit) in [
            (2_000, COMMENT),
            (9_000, SUMMARY),
            (40, SUMMARY.without(1_048_576 - 9_000)),
        ] {
            let cut = many(n, |outcome| write(outcome, lang, limit));
            assert!(cut.encode_utf16().count() <= limit.characters && cut.len() <= limit.bytes);
            let shown = cut.lines().filter(|line| line.starts_with("- ")).count();
            let last = cut.lines().last().expect("a line");
            let numbers: Vec<usize> = last
                .split(|c: char| !c.is_ascii_digit())
                .filter_map(|digits| digits.parse().ok())
                .collect();
            assert_eq!(shown + numbers.iter().sum::<usize>(), 3 * n, "{last}");
            assert_eq!(cut.matches("<details>").count(), cut.matches("</details>").count());
        }
        let none = many(40, |outcome| {
            write(
                outcome,
                lang,
                Limit {
                    characters: 500,
                    bytes: 900,
                },
            )
        });
        assert!(none.len() <= 900, "{none}");
    }
}

#[test]
fn sarif_says_what_github_will_not_take_or_show() {
    use super::sarif::{taken, told};
    let said = |n| told(n).map(|said| said.en);
    assert_eq!(said(5_000), None);
    assert!(
        said(5_001)
            .expect("it is told")
            .starts_with("GitHub shows 5000 of these 5001")
    );
    assert!(
        said(25_001)
            .expect("it is told")
            .starts_with("1 of 25001 findings are not")
    );
    many(9_000, |outcome| {
        let taken = taken(outcome);
        assert_eq!(taken.len(), 25_000);
        // The notes are the ones left out.
        let notes = taken.iter().filter(|one| one.finding.severity == Severity::Note);
        assert_eq!(notes.count(), 7_000);
    });
    let log = many(2_000, |outcome| super::sarif::write(outcome, Lang::Zh));
    assert!(log.contains("共 6000 个问题，GitHub 按严重程度只显示 5000 个。"));
}

#[test]
fn nothing_found_is_said_in_every_format() {
    many(0, |outcome| {
        let of = |format| String::from_utf8(annotate(outcome, format, &piped(Lang::En))).expect("UTF-8");
        assert_eq!(of(Format::Github), "Nothing found in 0 records as of 2026-04-01.\n");
        assert_eq!(of(Format::Gitlab), "[]\n");
        assert_eq!(of(Format::Jsonl), "");
        assert!(of(Format::Sarif).contains("\"results\": []"));
        assert!(of(Format::Junit).contains("name=\"overdue-task\" time=\"0\"/>"));
        assert!(of(Format::Markdown).ends_with("\nNothing found in 0 records as of 2026-04-01.\n"));
    });
}
