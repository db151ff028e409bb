//! What is harmless in each format, told by readers of that format that are not our own.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use html5gum::{DefaultEmitter, Token, Tokenizer};
use kam::render::clean;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Whether a page in that format does nothing but show text; `plain` is the same page of a book whose
/// texts are ordinary. Says what it does.
pub fn harm(format: &str, page: &[u8], plain: impl FnOnce() -> Vec<u8>) -> Option<String> {
    match format {
        "table" => terminal(&text(page)),
        "markdown" => steers(&text(page)).or_else(|| markdown(&text(page))),
        "csv" => csv(page),
        "json" => steers(&text(page)).or_else(|| json(page)),
        "html" => steers(&text(page)).or_else(|| html(&text(page), &text(&plain()))),
        "xlsx" => xlsx(page),
        "svg" => steers(&text(page)).or_else(|| svg(&text(page))),
        other => panic!("say here what is harmless in the format {other}"),
    }
}

fn text(page: &[u8]) -> String {
    String::from_utf8(page.to_vec()).expect("every page is UTF-8")
}

/// Characters that steer a terminal, reorder or hide text; what joins letters and pictures is needed.
fn steers(page: &str) -> Option<String> {
    let bad = |c: &char| clean::is_unsafe(*c) && !['\n', '\u{200c}', '\u{200d}'].contains(c);
    page.chars().find(bad).map(|c| format!("the character {c:?}"))
}

/// Nothing but our own colours.
fn terminal(page: &str) -> Option<String> {
    let codes = ["0", "1", "2", "31", "32", "33"];
    let page = codes.iter().fold(page.to_owned(), |page, code| {
        page.replace(&format!("\u{1b}[{code}m"), "")
    });
    steers(&page)
}

/// Only these addresses are links.
fn is_harmless_link(to: &str) -> bool {
    let scheme = to.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
    scheme.is_none_or(|(scheme, _)| ["https", "http", "mailto"].contains(&scheme))
}

fn markdown(page: &str) -> Option<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut words = String::new();
    for event in Parser::new_ext(page, options) {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => return Some(format!("the image {dest_url}")),
            Event::Start(Tag::Link { dest_url, .. }) if !is_harmless_link(&dest_url) || dest_url.contains("e.x") => {
                return Some(format!("the link {dest_url}"));
            }
            Event::Html(html) | Event::InlineHtml(html) if !is_own_markup(&html) => {
                return Some(format!("the markup {html}"));
            }
            Event::Text(text) => words.push_str(&text),
            // Within code nobody is mentioned and nothing is a link, but what follows is no longer its end.
            Event::Code(_) => words.push(' '),
            _ => {}
        }
    }
    let mut after = words.split('@').skip(1).filter_map(|after| after.chars().next());
    if after.any(|c| c.is_alphanumeric()) {
        return Some("a mention".to_owned());
    }
    let live = ["://", "www.e", "javascript:a"]
        .into_iter()
        .find(|live| words.contains(live));
    live.map(|live| format!("the address {live}"))
}

/// What the product itself folds away in Markdown.
fn is_own_markup(html: &str) -> bool {
    let html = html.trim();
    ["<details>", "</details>", "<br>", "<summary>", "</summary>"].contains(&html)
        || html.starts_with("<details>\n<summary>") && !html.contains("alert")
        || html.starts_with("<summary>") && html.ends_with("</summary>") && html.matches('<').count() == 2
}

fn csv(page: &[u8]) -> Option<String> {
    let page = page.strip_prefix(b"\xef\xbb\xbf").unwrap_or(page);
    if let Some(harm) = steers(&text(page).replace("\r\n", "\n")) {
        return Some(harm);
    }
    let mut reader = ::csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(page);
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => return Some(error.to_string()),
        };
        let formula = |field: &&str| {
            field.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) && field.parse::<f64>().is_err()
        };
        if let Some(field) = row.iter().find(formula) {
            return Some(format!("the cell {field}"));
        }
    }
    None
}

fn json(page: &[u8]) -> Option<String> {
    serde_json::from_slice::<serde_json::Value>(page)
        .err()
        .map(|error| error.to_string())
}

/// What a page is made of: its elements with their attributes, and what runs or styles it.
#[derive(Default)]
struct Census {
    made_of: BTreeSet<String>,
    code: BTreeSet<String>,
    links: BTreeSet<String>,
}

fn census(page: &str) -> Census {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut census = Census::default();
    let mut within = String::new();
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                within = String::from_utf8_lossy(&tag.name).into_owned();
                census.made_of.insert(format!("<{within}>"));
                for (name, value) in &tag.attributes {
                    let (name, value) = (String::from_utf8_lossy(name), String::from_utf8_lossy(&value.value));
                    census.made_of.insert(format!("<{within} {name}>"));
                    match name.as_ref() {
                        "href" | "src" | "action" | "srcset" | "formaction" | "data" | "poster" => {
                            census.links.insert(value.into_owned());
                        }
                        "style" => {
                            census.code.insert(value.into_owned());
                        }
                        _ => {}
                    }
                }
            }
            Token::EndTag(_) => within.clear(),
            Token::String(text) if within == "script" || within == "style" => {
                census.code.insert(String::from_utf8_lossy(&text).into_owned());
            }
            Token::Comment(text) => {
                census.code.insert(String::from_utf8_lossy(&text).into_owned());
            }
            Token::String(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    census
}

/// Texts add no element, no attribute and nothing that runs to a page.
fn html(page: &str, plain: &str) -> Option<String> {
    let (page, plain) = (census(page), census(plain));
    let live = page
        .made_of
        .iter()
        .find(|what| what.contains(" on") || what.starts_with("<iframe"));
    // Where ordinary texts are all the same, rows of several records are one, and its link a list of links.
    let ours = ["<a class>", "<a title>"];
    let mut added = page.made_of.difference(&plain.made_of);
    let added = added.find(|what| !ours.contains(&what.as_str()));
    let code = page
        .code
        .iter()
        .find(|code| code.contains("alert(") || code.contains("e.x/"));
    let link = page.links.iter().find(|to| !is_harmless_link(to));
    live.or(added).or(code).or(link).cloned()
}

fn svg(page: &str) -> Option<String> {
    let tree = match roxmltree::Document::parse(page) {
        Ok(tree) => tree,
        Err(error) => return Some(error.to_string()),
    };
    let known = [
        "svg", "title", "desc", "rect", "text", "tspan", "line", "circle", "path", "g",
    ];
    for element in tree.descendants().filter(roxmltree::Node::is_element) {
        let name = element.tag_name().name();
        if !known.contains(&name) {
            return Some(format!("the element {name}"));
        }
        let live = |name: &str, value: &str| name.starts_with("on") || name == "href" || value.contains("url(");
        if let Some(one) = element.attributes().find(|one| live(one.name(), one.value())) {
            return Some(format!("the attribute {}", one.name()));
        }
    }
    None
}

fn xlsx(page: &[u8]) -> Option<String> {
    let mut archive = match zip::ZipArchive::new(Cursor::new(page)) {
        Ok(archive) => archive,
        Err(error) => return Some(error.to_string()),
    };
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("the archive has so many parts");
        let name = part.name().expect("a part has a name").into_owned();
        let mut xml = String::new();
        part.read_to_string(&mut xml).expect("every part is text");
        let tree = match roxmltree::Document::parse(&xml) {
            Ok(tree) => tree,
            Err(error) => return Some(format!("{name}: {error}")),
        };
        for element in tree.descendants().filter(roxmltree::Node::is_element) {
            let kind = element.tag_name().name();
            let outside = element.attribute("TargetMode") == Some("External");
            if ["f", "hyperlink", "externalReference", "oleObject", "control"].contains(&kind) || outside {
                return Some(format!("{name}: the element {kind}"));
            }
        }
        if name.ends_with("sharedStrings.xml") {
            let texts = tree
                .descendants()
                .filter_map(|node| node.text().filter(|_| node.is_text()));
            for text in texts {
                if let Some(harm) = steers(text) {
                    return Some(harm);
                }
            }
        }
    }
    None
}
