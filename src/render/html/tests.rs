//! Pages of the samples: what they say, where they lead, and that no text becomes more than text.

use html5gum::{DefaultEmitter, Token, Tokenizer};
use proptest::prelude::*;

use super::text::{css_string, href, policy_hash};
use super::*;
use crate::render::{Format, render, sample};

fn page(document: &Document, lang: Lang) -> String {
    let look = Look {
        lang,
        book: Some("../book"),
        ..Look::default()
    };
    String::from_utf8(render(document, Format::Html, &look)).expect("UTF-8")
}

/// The page without its style and script, an element a line.
fn body(document: &Document, lang: Lang) -> String {
    let page = page(document, lang);
    let body = page.split_once("<body>").expect("a body").1;
    body.split("<script>").next().expect("a script").replace("><", ">\n<")
}

/// The start tags of a page, as a reader of HTML takes them: where a `<` stands in text there is none.
fn tags(page: &str) -> Vec<&str> {
    let ends = page.split('<').skip(1);
    ends.map(|rest| rest.split('>').next().unwrap_or_default())
        .filter(|tag| !tag.starts_with('/'))
        .collect()
}

/// The values of an attribute.
fn values<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let begin = format!(" {name}=\"");
    page.split(begin.as_str())
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .collect()
}

#[test]
fn a_report_as_a_page() {
    insta::assert_snapshot!("html_report_zh", body(&sample::report(), Lang::Zh));
}

#[test]
fn a_page_says_what_it_is_before_its_figures() {
    let page = page(&sample::compared(), Lang::En);
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("no {text}"));
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"));
    for before in [
        "Sample report",
        "2026-04-01",
        "2026-03-01",
        "owner Wang Qiang",
        "could not be read",
    ] {
        assert!(at(before) < at("<table"), "{before}");
    }
}

#[test]
fn a_page_asks_for_nothing() {
    for document in [sample::report(), sample::explained(), sample::long(), sample::empty()] {
        let page = page(&document, Lang::Zh);
        assert!(page.contains(&format!(
                "style-src '{}'",
                policy_hash(
                    page.split_once("<style>")
                        .and_then(|(_, rest)| rest.split_once("</style>"))
                        .expect("a style")
                        .0
                )
            )));
        assert!(page.contains(&format!("script-src '{}'", policy_hash(SCRIPT))));
        for tag in tags(&page) {
            assert!(
                !["link", "img", "iframe", "object", "embed", "base", "form"]
                    .iter()
                    .any(|name| tag.starts_with(name)),
                "{tag}"
            );
            assert!(
                !tag.contains(" src=") && !tag.contains(" style=") && !tag.contains(" on"),
                "{tag}"
            );
        }
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
    }
}

#[test]
fn figures_lead_to_their_records() {
    let page = page(&sample::report(), Lang::En);
    assert!(
        page.contains("<a href=\"../book/goals/haichuan-2026-q1.toml#L12\""),
        "one source: the figure itself"
    );
    let explained = self::page(&sample::explained(), Lang::Zh);
    let links: Vec<&str> = values(&explained, "href");
    for n in 1..=4 {
        let wanted = format!("../book/tasks/%E7%AC%AC%20{n}%20%E9%A1%B9.toml#L{n}");
        assert!(links.contains(&wanted.as_str()), "{links:?}");
    }
    assert!(explained.contains("(47 − 0) / (50 − 0) × 100 = 94.0") && explained.contains("各列含义"));
    let unlinked = render(&sample::report(), Format::Html, &Look::default());
    assert!(
        values(&String::from_utf8_lossy(&unlinked), "href").is_empty(),
        "no way to the book, no links"
    );
}

#[test]
fn ways_are_relative_whatever_the_names() {
    let cases = [
        ("", "goals/g.toml", "goals/g.toml#L7"),
        ("../..", "目标/a b.toml", "../../%E7%9B%AE%E6%A0%87/a%20b.toml#L7"),
        ("", "javascript:alert(1).toml", "javascript%3Aalert%281%29.toml#L7"),
        ("", "//evil.example/x.toml", "evil.example/x.toml#L7"),
        ("", "a?b#c\"<.toml", "a%3Fb%23c%22%3C.toml#L7"),
    ];
    for (book, path, wanted) in cases {
        assert_eq!(href(book, path, 7), wanted);
    }
}

#[test]
fn hashes_are_those_of_the_standard() {
    // The digest of an empty text is in FIPS 180-4's examples.
    assert_eq!(policy_hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    assert_eq!(css_string("a\"</style>\n"), "\"a\\22 \\3c /style\\3e \"");
}

#[test]
fn numbers_are_sorted_as_numbers() {
    let page = page(&sample::report(), Lang::En);
    assert!(page.contains("data-v=\"1200000.00\" data-u=\"CNY\"") && page.contains("data-v=\"62.5\""));
}

#[test]
fn what_changed_stands_beside_the_figures() {
    let page = body(&sample::compared(), Lang::Zh);
    assert!(
        page.contains("<th scope=\"col\" class=\"n change\">变化</th>"),
        "{page}"
    );
    assert!(
        page.contains("data-v=\"2.0\">+2.0</td>") || page.contains("+2.0"),
        "{page}"
    );
}

#[test]
fn a_long_document_has_contents() {
    let page = body(&sample::long(), Lang::Zh);
    assert!(
        page.contains("<nav aria-label=\"目录\">")
            && page.contains("<a href=\"#s5\">")
            && page.contains("<h2 id=\"s5\">")
    );
    assert!(!body(&sample::composed(), Lang::En).contains("<nav"));
}

/// Whether every element that is opened is closed in its turn, as a reader of HTML that is not our own takes it.
fn is_balanced(page: &str) -> bool {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut open = Vec::new();
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if !tag.self_closing && !["meta", "wbr", "br"].contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                if open.pop().as_deref() != Some(String::from_utf8_lossy(&tag.name).as_ref()) {
                    return false;
                }
            }
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    open.is_empty()
}

/// Each sample is a whole page. For whoever looks at pages in a browser they are written into the folder that is
/// named in `KAM_PAGES`.
#[test]
#[allow(clippy::disallowed_methods, reason = "only where a folder is named")]
fn the_samples_as_files() {
    let folder = std::env::var_os("KAM_PAGES");
    let samples = [
        ("report", sample::report()),
        ("empty", sample::empty()),
        ("compared", sample::compared()),
        ("composed", sample::composed()),
        ("explained", sample::explained()),
        ("long", sample::long()),
        (
            "hostile",
            sample::hostile(
                "=1 \"'><img src=x onerror=alert(1)><script>alert(2)</script></style></title> \u{202e}\u{1b}[2J&amp; javascript:x",
            ),
        ),
    ];
    for (name, document) in samples {
        for lang in [Lang::En, Lang::Zh] {
            let page = page(&document, lang);
            assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<h1>"), "{name}");
            assert!(is_balanced(&page), "{name}: {page}");
            if let Some(folder) = &folder {
                let path = std::path::Path::new(folder).join(format!("sample-{name}-{}.html", code(lang)));
                std::fs::write(path, page).expect("the folder can be written to");
            }
        }
    }
}

/// Text as an enemy of a page would write it.
fn enemy() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "<",
        ">",
        "\"",
        "'",
        "&",
        "&lt;",
        "&#60;",
        "<b>",
        "</td>",
        "</table>",
        "<script>",
        "</script>",
        "</style>",
        "<!--",
        "-->",
        "]]>",
        "javascript:",
        " onload=x",
        "=",
        "`",
        "/",
        "\\",
        "\\3c ",
        "}",
        "{",
        ";",
        "\u{0}",
        "\n",
        "\r",
        "\t",
        "\u{1b}[2J",
        "\u{202e}",
        "\u{2028}",
        "\u{feff}",
        "王",
        "x",
        " ",
    ]);
    prop_oneof![
        prop::collection::vec(bits, 0..8).prop_map(|bits| bits.concat()),
        any::<String>(),
    ]
}

proptest! {
    #[test]
    fn no_text_becomes_markup(text in enemy()) {
        let mut hostile = sample::hostile(&text);
        let harmless = sample::hostile("x");
        // What is empty is shown as not known, with another class.
        if crate::render::clean::line(&text).is_empty() {
            return Ok(());
        }
        let (page, plain) = (page(&hostile, Lang::En), page(&harmless, Lang::En));
        let names = |page: &str| -> Vec<String> {
            let names = tags(page).into_iter().map(|tag| tag.split([' ', '>']).next().unwrap_or_default().to_owned());
            // Where a line may be broken depends on the text.
            names.filter(|name| name != "wbr").collect()
        };
        prop_assert_eq!(names(&page), names(&plain), "{}", page);
        let unsafe_one = page.chars().find(|c| clean(*c));
        prop_assert_eq!(unsafe_one, None);
        hostile.detail = Detail::Workings;
        if let Body::Report(table) = &mut hostile.body {
            table.charts = sample::charts();
            for chart in &mut table.charts {
                chart.summary = Said { en: text.clone(), zh: text.clone() };
                chart.unit = crate::document::Unit::Money(text.clone());
                for mark in &mut chart.marks { mark.label = Said { en: text.clone(), zh: text.clone() }; }
            }
            table.rows[0].sources = vec![crate::document::Origin { key: Some("due"), reference: text.clone(), path: text.clone(), line: 1 }; 2];
        }
        let page = self::page(&hostile, Lang::Zh);
        let known = ["html", "head", "meta", "title", "style", "body", "header", "h1", "dl", "div", "dt", "dd", "main", "ul", "li", "figure",
            "figcaption", "svg", "desc", "text", "rect", "line", "circle", "g", "table", "caption", "span", "thead", "tr", "th", "tbody", "td",
            "details", "summary", "a", "p", "footer", "script", "!DOCTYPE"];
        let script = page.find("<script>").expect("a script");
        for name in names(&page[..script]) {
            prop_assert!(known.contains(&name.as_str()), "{} in {}", name, page);
        }
        for to in values(&page, "href") {
            prop_assert!(to.starts_with("../book") || to.starts_with('#'), "{}", to);
        }
        prop_assert_eq!(page.chars().find(|c| clean(*c)), None);
    }
}

/// Whether a character has no business in a page.
fn clean(c: char) -> bool {
    crate::render::clean::is_unsafe(c) && !matches!(c, '\n' | '\u{200d}' | '\u{200c}')
}

#[test]
fn a_long_table_stands_in_parts_with_widths_of_its_own() {
    let short = page(&sample::report(), Lang::En);
    assert_eq!(short.matches("<tbody>").count(), short.matches("<table").count());
    let mut document = sample::report();
    let Body::Report(table) = &mut document.body else {
        panic!("one table")
    };
    let rows = table.rows.clone();
    table.rows = rows.iter().cycle().take(301).cloned().collect();
    let (columns, long) = (table.columns.len(), page(&document, Lang::En));
    assert!(long.contains("<table id=\"t1\" class=\"cards long\">"));
    assert_eq!(
        long.matches("<tr>").count() - short.matches("<tr>").count(),
        301 - rows.len()
    );
    assert_eq!(long.matches("<tbody>").count(), short.matches("<tbody>").count() + 6);
    let style = long.split("</style>").next().expect("a style");
    for nth in 1..=columns {
        assert!(style.contains(&format!("#t1 tr>:nth-child({nth}){{flex:")), "{nth}");
    }
}
