//! The reports of the worked example in every format and language, as whole pages that a reviewer can read.
#![allow(clippy::disallowed_methods, reason = "tests read the example book")]

use std::path::Path;

use kam::document::Detail;
use kam::facts::Facts;
use kam::render::{Format, Look, render};
use kam::reports::{self, Ask, Narrow, Report, Subject};
use kam::say::Lang;
use kam::source::Texts;
use kam::values::date::parse_date;
use kam::values::period::Period;
use kam::{book, store};

const LANGS: [(&str, Lang, &str); 2] = [("en", Lang::En, "software"), ("zh", Lang::Zh, "software-zh")];

/// Runs a test on the facts of an example book, which is as of the first day of its second quarter.
fn with_example(name: &str, run: impl FnOnce(&Facts<'_, '_>)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let settings_source = store::read_settings(&root).expect("the book has a kam.toml");
    let texts = Texts::default();
    let (settings, faults) = book::settings(&settings_source, &texts);
    let ignore = store::Ignore::new(&settings.ignore).expect("the patterns can be read");
    let folder = store::read_folder(&root, &ignore).expect("the book can be read");
    let book = book::read(settings, &settings_source, &folder.sources, &texts, faults);
    run(&Facts::new(&book, parse_date("2026-04-01").expect("a date")));
}

/// What a report is asked for: a document about one account, for the one with most to tell.
fn asked(report: &Report) -> Ask<'static> {
    Ask {
        account: match report.subject {
            Subject::Book => None,
            Subject::Account => Some("dongfang"),
        },
        ..Ask::default()
    }
}

fn page(facts: &Facts<'_, '_>, report: &str, ask: &Ask<'_>, format: Format, look: &Look) -> String {
    let report = reports::named(report).expect("there is such a report");
    let bytes = render(
        &(report.make)(facts, ask).expect("the report can be made"),
        format,
        look,
    );
    String::from_utf8(bytes).expect("UTF-8")
}

/// Whether a reviewer reads the format as it is written. What is made for a browser or an office program is looked
/// at there.
fn is_read_as_it_is(format: Format) -> bool {
    match format {
        Format::Table | Format::Markdown | Format::Csv | Format::Json => true,
        Format::Html | Format::Xlsx | Format::Svg => false,
    }
}

#[test]
fn every_report_in_every_format_and_language() {
    for (code, lang, example) in LANGS {
        with_example(example, |facts| {
            for report in reports::all() {
                for (format_name, format) in Format::ALL {
                    let look = Look {
                        lang,
                        ..Look::default()
                    };
                    // What is no text to read is looked at by other programs; here it is only the same each time.
                    if !is_read_as_it_is(format) {
                        same_bytes(facts, report, format, &look);
                        continue;
                    }
                    let page = page(facts, report.name, &asked(report), format, &look);
                    insta::assert_snapshot!(format!("{}_{format_name}_{code}", report.name), page);
                }
            }
        });
    }
}

/// The start tags of a page of HTML whose name is that one.
fn tags<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let named = |tag: &&str| tag.split([' ', '>']).next() == Some(name);
    page.split('<').skip(1).filter(named).collect()
}

#[test]
fn every_report_as_a_page() {
    for (code, lang, example) in [("en", Lang::En, "software"), ("zh-CN", Lang::Zh, "software-zh")] {
        with_example(example, |facts| {
            for report in reports::all() {
                let ask = Ask {
                    detail: Format::Html.detail(),
                    ..asked(report)
                };
                let look = Look {
                    lang,
                    book: Some(""),
                    ..Look::default()
                };
                let document = (report.make)(facts, &ask).expect("the report can be made");
                let page = page(facts, report.name, &ask, Format::Html, &look);
                assert!(
                    page.starts_with(&format!("<!DOCTYPE html><html lang=\"{code}\">")),
                    "{}",
                    report.name
                );
                assert!(
                    page.contains(&format!("<h1>{}</h1>", document.title.get(lang))) && page.contains("2026-04-01")
                );
                let told = document.tables().iter().filter(|table| !table.rows.is_empty()).count();
                assert!(tags(&page, "table").len() >= told, "{}", report.name);
                let rows: usize = document.tables().iter().map(|table| table.rows.len()).sum();
                assert!(tags(&page, "tr").len() >= rows, "{}: a row each", report.name);
                let sources = document
                    .tables()
                    .into_iter()
                    .flat_map(|table| &table.rows)
                    .flat_map(|row| &row.sources);
                for origin in sources.filter(|origin| origin.key.is_none()) {
                    assert!(
                        page.contains(&format!("href=\"{}#L{}\"", origin.path, origin.line)),
                        "{origin:?}"
                    );
                }
            }
        });
    }
}

fn same_bytes(facts: &Facts<'_, '_>, report: &reports::Report, format: Format, look: &Look) {
    let once = || {
        let document = (report.make)(facts, &asked(report)).expect("the report can be made");
        render(&document, format, look)
    };
    assert!(once() == once(), "{} differs from itself", report.name);
}

#[test]
fn every_report_on_a_narrow_and_a_wide_terminal() {
    for (code, lang, example) in LANGS {
        with_example(example, |facts| {
            for report in reports::all() {
                for width in [80, 120] {
                    let look = Look {
                        lang,
                        width: Some(width),
                        ..Look::default()
                    };
                    let page = page(facts, report.name, &asked(report), Format::Table, &look);
                    insta::assert_snapshot!(format!("{}_terminal_{width}_{code}", report.name), page);
                    let widest = page.lines().map(unicode_width::UnicodeWidthStr::width).max();
                    assert!(widest <= Some(usize::from(width)), "{} runs over", report.name);
                }
            }
        });
    }
}

#[test]
fn every_report_narrowed_to_an_account_a_person_and_a_period() {
    with_example("software", |facts| {
        let ask = Ask {
            account: Some("dongfang"),
            owner: Some("wangqiang"),
            period: Some(Period::parse("2026-Q2", 1).expect("a period")),
            ..Ask::default()
        };
        let look = Look {
            width: Some(120),
            ..Look::default()
        };
        for report in reports::all() {
            let page = page(facts, report.name, &ask, Format::Table, &look);
            insta::assert_snapshot!(format!("{}_narrowed", report.name), page);
        }
    });
}

#[test]
fn every_report_with_the_workings_of_its_figures() {
    for (code, lang, example) in LANGS {
        with_example(example, |facts| {
            let look = Look {
                lang,
                ..Look::default()
            };
            for report in reports::all() {
                let ask = Ask {
                    detail: Detail::Workings,
                    ..asked(report)
                };
                let page = page(facts, report.name, &ask, Format::Markdown, &look);
                insta::assert_snapshot!(format!("{}_explained_{code}", report.name), page);
            }
        });
    }
}

#[test]
fn reports_as_tables_and_json_with_the_workings_of_their_figures() {
    let ask = Ask {
        detail: Detail::Workings,
        account: Some("yunfan"),
        ..Ask::default()
    };
    let look = Look {
        width: Some(100),
        ..Look::default()
    };
    with_example("software", |facts| {
        for name in ["scorecard", "accountability"] {
            for (format_name, format) in [("table", Format::Table), ("json", Format::Json)] {
                let page = page(facts, name, &ask, format, &look);
                insta::assert_snapshot!(format!("{name}_explained_{format_name}"), page);
            }
        }
    });
}

#[test]
fn reports_beside_what_they_said_a_month_before() {
    for (code, lang, example) in LANGS {
        with_example(example, |facts| {
            let then = Facts::new(facts.book, parse_date("2026-03-01").expect("a date"));
            let look = Look {
                lang,
                ..Look::default()
            };
            for report in reports::all()
                .iter()
                .filter(|report| report.takes.contains(&Narrow::Since))
            {
                for (format_name, format) in [("table", Format::Table), ("json", Format::Json)] {
                    let document = reports::compared(report, facts, &then, &Ask::default());
                    let bytes = render(&document.expect("the report can be made"), format, &look);
                    let page = String::from_utf8(bytes).expect("UTF-8");
                    insta::assert_snapshot!(format!("{}_since_{format_name}_{code}", report.name), page);
                }
            }
        });
    }
}
