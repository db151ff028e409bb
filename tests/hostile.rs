//! Text of records is harmless wherever it is printed: every text of every kind of record, in every report,
//! format and language.
#![allow(clippy::disallowed_methods, reason = "the helpers of tests read the example books")]

#[allow(dead_code, reason = "the example books are not looked at here")]
mod books;
#[path = "hostile/book.rs"]
mod book;
#[path = "hostile/harmless.rs"]
mod harmless;

use kam::book::Book;
use kam::document::{Detail, Document};
use kam::facts::Facts;
use kam::model::Kind;
use kam::render::{Format, Look, render};
use kam::reports::{self, Ask, Narrow, Report, Subject};
use kam::say::Lang;
use kam::values::date::parse_date;

/// Texts as an enemy, or a careless hand, would write them.
const TEXTS: [&str; 20] = [
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>]]></style></title></text><foreignObject/>",
    "javascript:alert(1)",
    "https://e.x/p?a=1&b=2",
    "![x](https://e.x/p.png)",
    "[x](javascript:alert(1)) <https://e.x> `<b>`",
    "@octocat #12 GH-12",
    "=HYPERLINK(\"https://e.x\")",
    "＝HYPERLINK(\"https://e.x\")",
    "\t=1+1",
    "\r=1+1",
    "+1 @SUM(A1) -1",
    "\u{1b}[31mred\u{1b}]0;title\u{7}\u{9b}2J",
    "invoice\u{202e}fdp.exe\u{2066}\u{200f}",
    "one\r\ntwo\n\nthree\u{2028}four\u{85}five",
    "| a | b |\n|---|---|\n- x\n# y\n```\n~~~",
    "👨\u{200d}👩\u{200d}👧 x\u{200d}y",
    "\u{ffff}\u{0}_x000D_&#x1b;&lt;",
    "  ",
    LONG,
];
const LONG: &str = "LONG";

/// The texts, the long one at its length.
fn texts() -> Vec<String> {
    let long = "长 a".repeat(2500) + &"王".repeat(2500);
    TEXTS
        .iter()
        .map(|text| {
            if *text == LONG {
                long.clone()
            } else {
                (*text).to_owned()
            }
        })
        .collect()
}

/// Runs a test on the facts of a book as of the day, and as of a day before.
fn with_book(texts: &[&str], run: impl FnOnce(&Facts<'_, '_>, &Facts<'_, '_>)) {
    let files = book::files(texts);
    books::check(&files, books::day(), |book, _| {
        let before = parse_date("2026-03-15").expect("a date");
        run(&Facts::new(book, books::day()), &Facts::new(book, before));
    });
}

/// A report in the ways in which it shows most: whole or about each account, compared where it can be.
fn documents(report: &Report, facts: &Facts<'_, '_>, before: &Facts<'_, '_>) -> Vec<Option<Document>> {
    let ids: Vec<Option<String>> = match report.subject {
        Subject::Book => vec![None],
        Subject::Account => (0..TEXTS.len())
            .map(|at| Some(book::id(Kind::Account, at, at % 2)))
            .collect(),
    };
    let made = ids.iter().map(|id| {
        let ask = Ask {
            account: id.as_deref(),
            detail: Detail::Workings,
            ..Ask::default()
        };
        if report.takes.contains(&Narrow::Since) {
            reports::compared(report, facts, before, &ask)
        } else {
            (report.make)(facts, &ask)
        }
    });
    let made: Vec<Option<Document>> = made.map(Result::ok).collect();
    // A blank text is no name: the page for that customer is refused, and no other.
    let refused = made.iter().filter(|document| document.is_none()).count();
    assert!(refused <= 1, "{} cannot be made", report.name);
    made
}

/// A look in each language; a terminal is narrow, since unwrapped the long text makes every line long.
fn looks() -> [Look<'static>; 2] {
    let look = |lang, colour| Look {
        lang,
        width: Some(100),
        colour,
        book: Some(""),
    };
    [look(Lang::En, false), look(Lang::Zh, true)]
}

#[test]
fn no_text_does_harm_in_any_report_format_or_language() {
    let texts = texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let plain = vec!["plain"; texts.len()];
    let mut harms = Vec::new();
    with_book(&texts, |facts, before| {
        with_book(&plain, |plain_facts, plain_before| {
            for report in reports::all() {
                let made = documents(report, facts, before);
                let plain = documents(report, plain_facts, plain_before);
                for pair in made.iter().zip(&plain) {
                    if let (Some(document), Some(plain)) = pair {
                        harms.extend(harms_of(document, plain));
                    }
                }
            }
        });
    });
    assert!(harms.is_empty(), "{harms:#?}");
}

fn harms_of(document: &Document, plain: &Document) -> Vec<String> {
    let mut harms = Vec::new();
    for (name, format) in Format::ALL {
        for look in looks() {
            let page = render(document, format, &look);
            let harm = harmless::harm(name, &page, || render(plain, format, &look));
            harms.extend(harm.map(|harm| format!("{} as {name} in {:?}: {harm}", document.name, look.lang)));
        }
    }
    harms
}

/// What the book of texts is good for rests on this: its records are read, and its texts reach the reports.
#[test]
fn the_texts_are_read_and_shown() {
    let texts = texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    with_book(&texts, |facts, before| {
        let missing = unread(facts.book);
        assert!(missing.is_empty(), "{missing:#?}");
        for report in reports::all() {
            // Ids for programs, names for people: between them they show whatever a report shows.
            let shown: String = documents(report, facts, before)
                .iter()
                .flatten()
                .flat_map(|document| {
                    [Format::Json, Format::Markdown].map(|format| render(document, format, &Look::default()))
                })
                .map(|page| String::from_utf8_lossy(&page).into_owned())
                .collect();
            assert!(
                shown.contains("alert(1)"),
                "{} shows no text of the records",
                report.name
            );
        }
    });
}

fn unread(book: &Book<'_>) -> Vec<String> {
    let files = book.files.iter().zip(book.sources);
    let unread = files.filter(|(file, _)| file.state != kam::book::FileState::Record);
    unread.map(|(_, source)| source.path.clone()).collect()
}
