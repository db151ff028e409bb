//! What the writers make of whole documents: pages to look at, and what holds for any text.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{Format, Look, clean, render, sample};
use crate::document::{Body, Detail, Document, Origin, Working};
use crate::say::Lang;

fn shown(document: &Document, format: Format, look: &Look) -> String {
    String::from_utf8(render(document, format, look)).expect("every format is UTF-8")
}

fn plain(lang: Lang, width: Option<u16>) -> Look<'static> {
    Look {
        lang,
        width,
        ..Look::default()
    }
}

fn pages(document: &Document, widths: &[Option<u16>]) -> String {
    let mut out = String::new();
    for lang in [Lang::En, Lang::Zh] {
        for width in widths {
            let name = width.map_or("a pipe".to_owned(), |width| format!("{width} columns"));
            out.push_str(&format!("=== {lang:?}, {name}\n"));
            out.push_str(&shown(document, Format::Table, &plain(lang, *width)));
        }
    }
    out
}

#[test]
fn table_at_every_width() {
    insta::assert_snapshot!(pages(
        &sample::report(),
        &[Some(24), Some(60), Some(80), Some(120), Some(200), None]
    ));
}

#[test]
fn table_without_rows() {
    insta::assert_snapshot!(pages(&sample::empty(), &[Some(80)]));
}

#[test]
fn table_compared() {
    insta::assert_snapshot!(pages(&sample::compared(), &[Some(120), None]));
}

#[test]
fn table_composed() {
    insta::assert_snapshot!(pages(&sample::composed(), &[Some(60), None]));
}

#[test]
fn table_coloured() {
    let look = Look {
        lang: Lang::Zh,
        width: Some(100),
        colour: true,
        ..Look::default()
    };
    let text = shown(&sample::report(), Format::Table, &look).replace('\u{1b}', "␛");
    insta::assert_snapshot!(text);
}

#[test]
fn markdown() {
    for (name, document) in documents() {
        for lang in [Lang::En, Lang::Zh] {
            let text = shown(&document, Format::Markdown, &plain(lang, None));
            insta::assert_snapshot!(format!("markdown_{name}_{lang:?}"), text);
        }
    }
}

#[test]
fn json() {
    for (name, document) in documents() {
        let text = shown(&document, Format::Json, &plain(Lang::En, None));
        insta::assert_snapshot!(format!("json_{name}"), text);
    }
    let zh = shown(&sample::report(), Format::Json, &plain(Lang::Zh, None));
    assert!(zh.contains(r#""title": "涉及金额""#) && zh.contains(r#""state": "overdue""#));
}

#[test]
fn csv() {
    for (name, document) in documents() {
        let text = shown(&document, Format::Csv, &plain(Lang::En, None));
        assert_eq!(
            text,
            shown(&document, Format::Csv, &plain(Lang::Zh, None)),
            "the same in every language"
        );
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"));
        insta::assert_snapshot!(
            format!("csv_{name}"),
            text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
        );
    }
}

fn documents() -> [(&'static str, Document); 4] {
    [
        ("report", sample::report()),
        ("empty", sample::empty()),
        ("compared", sample::compared()),
        ("composed", sample::composed()),
    ]
}

#[test]
fn pictures_and_workbooks_are_the_same_each_time() {
    for (name, document) in documents() {
        for lang in [Lang::En, Lang::Zh] {
            for format in [Format::Svg, Format::Xlsx] {
                let once = || render(&document, format, &plain(lang, None));
                assert!(once() == once(), "{name} as {format:?}");
            }
        }
    }
}

#[test]
fn a_picture_says_all_that_it_leaves_out() {
    let mut document = sample::report();
    let crate::document::Body::Report(table) = &mut document.body else {
        panic!("a report has a table");
    };
    let row = table.rows[0].clone();
    table.rows = vec![row; 45];
    let picture = shown(&document, Format::Svg, &plain(Lang::Zh, None));
    assert!(picture.contains("……另有 5 行未显示") && picture.contains("宽度有限，未显示："));
    let tree = roxmltree::Document::parse(&picture).expect("XML");
    let texts = |name: &str| tree.descendants().filter(|node| node.has_tag_name(name)).count();
    assert_eq!((texts("title"), texts("desc")), (1, 1));
    let late = tree
        .descendants()
        .filter(|node| node.is_text() && node.text() == Some("逾期"));
    assert_eq!(late.count(), 40);
}

#[test]
fn hostile_text_in_an_explanation() {
    const TEXT: &str = "x](https://e.x) @octocat <img src=x> | `y\u{202e}\u{1b}[2J\n# z";
    let mut document = sample::hostile(TEXT);
    document.detail = Detail::Workings;
    if let Body::Report(table) = &mut document.body {
        let origin = |key| Origin {
            key,
            reference: TEXT.to_owned(),
            path: TEXT.to_owned(),
            line: 3,
        };
        let said = crate::say::Said {
            en: TEXT.to_owned(),
            zh: TEXT.to_owned(),
        };
        table.rows[0].sources = vec![origin(None), origin(Some("kpi"))];
        table.rows[0].workings = vec![Working { key: "title", said }];
    }
    insta::assert_snapshot!(shown(&document, Format::Markdown, &plain(Lang::En, None)));
    for width in [None, Some(40)] {
        let page = shown(&document, Format::Table, &plain(Lang::Zh, width));
        assert!(!page.chars().any(|c| clean::is_unsafe(c) && c != '\n'), "{page}");
        assert!(page.contains("数据由来"));
    }
}

#[test]
fn hostile_text() {
    let document =
        sample::hostile("=cmd|'/C calc'!A1\r\n| @octocat #12 <img src=x> ![a](javascript:b) `x\u{202e}\u{1b}[2J");
    insta::assert_snapshot!(
        "hostile_markdown",
        shown(&document, Format::Markdown, &plain(Lang::En, None))
    );
    insta::assert_snapshot!(
        "hostile_csv",
        shown(&document, Format::Csv, &plain(Lang::En, None)).replace("\r\n", "\n")
    );
    insta::assert_snapshot!("hostile_json", shown(&document, Format::Json, &plain(Lang::En, None)));
    insta::assert_snapshot!(
        "hostile_table",
        shown(&document, Format::Table, &plain(Lang::En, Some(80)))
    );
}

#[test]
fn what_must_not_break_stays_whole_at_every_width() {
    for width in 20..=160 {
        for lang in [Lang::En, Lang::Zh] {
            let text = shown(&sample::report(), Format::Table, &plain(lang, Some(width)));
            for (start, whole) in [
                ("response", "response-time"),
                ("03-2", "2026-03-20"),
                ("1,200", "1,200,000.00 CNY"),
                ("6,000", "-6,000.50 EUR"),
                ("62", "!! 62.5%"),
                ("John", "John Smith"),
            ] {
                assert_eq!(
                    text.contains(start),
                    text.contains(whole),
                    "{whole} at {width}:\n{text}"
                );
            }
        }
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    use unicode_width::UnicodeWidthStr;
    for document in [
        sample::report(),
        sample::compared(),
        sample::composed(),
        sample::empty(),
    ] {
        for width in 30..=160_u16 {
            for lang in [Lang::En, Lang::Zh] {
                for line in shown(&document, Format::Table, &plain(lang, Some(width)))
                    .lines()
                    .skip(1)
                {
                    assert!(line.width() <= usize::from(width), "{width}: {line}");
                    assert_eq!(line.trim_end(), line);
                }
            }
        }
    }
}

#[test]
fn formats_have_names() {
    for (name, format) in Format::ALL {
        assert_eq!(Format::named(name), Some(format));
    }
    assert_eq!(Format::named("pdf"), None);
}

/// Text as an enemy would write it.
fn enemy() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "|",
        "\n",
        "\r",
        "`",
        "``",
        "\\",
        "\\|",
        "[x](http://e.x)",
        "![x](y)",
        "<b>",
        "<!--",
        "-->",
        "&amp;",
        "*",
        "_",
        "@octocat",
        "#12",
        "GH-12",
        "https://e.x",
        "www.e.x",
        "a@e.x",
        "=1",
        "+",
        "-",
        "\"",
        ",",
        ";",
        "'",
        "\u{1b}[2J",
        "\u{202e}",
        "\u{9b}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "王",
        "~~",
        "$x$",
        "# ",
        "- ",
        "1. ",
        " ",
        "    ",
        "x",
        "[^1]",
        "[ ]",
        ":tada:",
        "/close",
        "===",
        "---",
        "\u{200d}",
    ]);
    prop_oneof![
        prop::collection::vec(bits, 0..8).prop_map(|bits| bits.concat()),
        any::<String>(),
    ]
}

/// What Markdown makes of it: columns of each row of each table, and whether anything is live.
fn read_markdown(text: &str) -> (Vec<usize>, bool, String) {
    let (mut rows, mut live, mut words) = (Vec::new(), false, String::new());
    for event in Parser::new_ext(
        text,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES,
    ) {
        match event {
            Event::Start(Tag::TableRow | Tag::TableHead) => rows.push(0),
            Event::Start(Tag::TableCell) => rows.iter_mut().last().into_iter().for_each(|cells| *cells += 1),
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock | Tag::CodeBlock(_))
            | Event::Start(Tag::Emphasis | Tag::Strikethrough | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_))
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::Rule => live = true,
            Event::Text(text) => words.push_str(&text),
            Event::Code(_) | Event::Start(_) | Event::End(_) | Event::SoftBreak | Event::HardBreak => {}
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => live = true,
        }
    }
    (rows, live, words)
}

fn unsafe_in(text: &str) -> Option<char> {
    text.chars()
        .find(|c| clean::is_unsafe(*c) && *c != '\n' && *c != '\u{200d}' && *c != '\u{200c}')
}

proptest! {
    #[test]
    fn no_text_steers_a_terminal(text in enemy(), width in prop::option::of(0_u16..130), colour: bool) {
        let look = Look { lang: Lang::En, width, colour, ..Look::default() };
        let mut out = shown(&sample::hostile(&text), Format::Table, &look);
        for code in ["1", "2", "31", "32", "33", "0"] {
            out = out.replace(&format!("\u{1b}[{code}m"), "");
        }
        prop_assert_eq!(unsafe_in(&out), None);
        for format in [Format::Markdown, Format::Json] {
            prop_assert_eq!(unsafe_in(&shown(&sample::hostile(&text), format, &look)), None);
        }
        let csv = shown(&sample::hostile(&text), Format::Csv, &look).replace("\r\n", "\n");
        prop_assert_eq!(unsafe_in(csv.trim_start_matches('\u{feff}')), None);
    }

    #[test]
    fn no_text_adds_rows_or_markup_to_markdown(text in enemy()) {
        let out = shown(&sample::hostile(&text), Format::Markdown, &plain(Lang::En, None));
        let (rows, live, words) = read_markdown(&out);
        prop_assert_eq!(rows, vec![10, 10, 3, 3], "{}", out);
        prop_assert!(!live, "{}", out);
        for (at, _) in words.match_indices('@') {
            prop_assert!(words[at + 1..].starts_with('\u{200b}'), "{}", words);
        }
        prop_assert!(!words.contains("://") && !words.contains("www.e") && !words.contains("#12"), "{}", words);
    }

    #[test]
    fn no_text_adds_rows_or_formulas_to_csv(text in enemy()) {
        let out = render(&sample::hostile(&text), Format::Csv, &Look::default());
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(&out[3..]);
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("CSV")).collect();
        prop_assert_eq!(rows.len(), 2);
        prop_assert_eq!(rows[0].len(), rows[1].len());
        for (i, field) in rows[1].iter().enumerate() {
            let number = rows[0][i].starts_with("value") || field.parse::<f64>().is_ok();
            prop_assert!(number || !field.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{}", field);
        }
    }

    #[test]
    fn no_text_breaks_a_picture(text in enemy()) {
        let out = shown(&sample::hostile(&text), Format::Svg, &plain(Lang::En, None));
        prop_assert!(roxmltree::Document::parse(&out).is_ok(), "{}", out);
        prop_assert_eq!(unsafe_in(&out), None);
    }

    #[test]
    fn json_gives_every_text_back(text in enemy()) {
        let out = shown(&sample::hostile(&text), Format::Json, &plain(Lang::En, None));
        let value: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        prop_assert_eq!(value["rows"][0]["title"].as_str(), Some(text.as_str()));
    }
}
