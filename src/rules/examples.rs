//! Every rule's documented examples, run: the little book of each is built, the rule is run on it, and
//! file, line, column, length and message are compared with the carets under the example's lines.
//!
//! A place that begins in the first column is drawn with the caret right behind the `#`: `#^^ message`
//! stands for columns 1 to 3; elsewhere there is a space: `# ^^`. A place between two characters is drawn
//! with a bar instead, `#|` for the very beginning of the line.

use crate::book;
use crate::facts::Facts;
use crate::findings::{self, locate};
use crate::source::{self, Source, Texts};
use crate::values::date::parse_date;

use super::page::{self, Example};

/// Path, line, column, length, message.
type Told = (String, usize, usize, usize, String);

/// Text in which `\xE9` stands for a byte.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\x") {
        bytes.extend(before.as_bytes());
        bytes.push(u8::from_str_radix(&after[..2], 16).expect("two hexadecimal digits"));
        rest = &after[2..];
    }
    bytes.extend(rest.as_bytes());
    bytes
}

fn found(rule: &str, example: &Example) -> Vec<Told> {
    let texts = Texts::default();
    let as_of = parse_date(example.as_of.as_deref().unwrap_or(page::AS_OF)).expect("the example's day");
    let default = "[book]\nname = \"Example\"\n".to_owned();
    let settings = example
        .files
        .iter()
        .find(|(path, _)| path == "kam.toml")
        .map_or(default, |(_, text)| text.clone());
    let settings = Source {
        path: "kam.toml".to_owned(),
        text: Ok(settings),
    };
    let mut sources: Vec<Source> = example
        .files
        .iter()
        .filter(|(path, _)| path != "kam.toml")
        .map(|(path, text)| Source {
            path: path.clone(),
            text: if example.bytes.contains(path) {
                source::decode(unescaped(text))
            } else {
                Ok(text.clone())
            },
        })
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let (read, faults) = book::settings(&settings, &texts);
    let book = book::read(read, &settings, &sources, &texts, faults);
    let facts = Facts::new(&book, as_of);
    locate::locate(&book, findings::find(&facts))
        .into_iter()
        .filter(|located| located.finding.rule.name == rule)
        .map(|located| {
            let place = located.place;
            let length = if place.end_line == place.line {
                place.end_column - place.column
            } else {
                0
            };
            (
                located.path.to_owned(),
                place.line,
                place.column,
                length,
                located.finding.message.en,
            )
        })
        .collect()
}

fn drawn(example: &Example) -> Vec<Told> {
    let mut all = Vec::new();
    for (path, text) in &example.files {
        let mut line = 0;
        for (at, written) in text.lines().enumerate() {
            let carets = written
                .strip_prefix('#')
                .filter(|rest| rest.trim_start_matches(' ').starts_with(['^', '|']));
            let Some(rest) = carets else {
                line = at + 1;
                continue;
            };
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            if let Some(message) = rest.trim_start_matches(' ').strip_prefix('|') {
                let column = if blanks == 0 { 1 } else { blanks + 2 };
                all.push((path.clone(), line, column, 0, message.trim().to_owned()));
                continue;
            }
            let length = rest.trim_start_matches(' ').chars().take_while(|c| *c == '^').count();
            let message = rest.trim_start_matches(' ').trim_start_matches('^').trim().to_owned();
            let (column, length) = if blanks == 0 {
                (1, length + 1)
            } else {
                (blanks + 2, length)
            };
            all.push((path.clone(), line, column, length, message));
        }
    }
    all.sort();
    all
}

#[test]
fn every_rule_finds_what_its_page_says_and_nothing_else() {
    let mut wrong = Vec::new();
    for rule in super::all() {
        let page = page::read(rule.doc);
        if page.title.is_empty()
            || page.why.is_empty()
            || page.way_out.is_empty()
            || page.fails.is_empty()
            || page.passes.is_empty()
        {
            wrong.push(format!(
                "{}: the page lacks a part (title, why, Fails, Passes, Way out)",
                rule.name
            ));
        }
        for example in &page.fails {
            let (mut found, drawn) = (found(rule.name, example), drawn(example));
            found.sort();
            if found != drawn || drawn.is_empty() {
                wrong.push(format!("{} fails:\n  found {found:#?}\n  drawn {drawn:#?}", rule.name));
            }
        }
        for example in &page.passes {
            let found = found(rule.name, example);
            if !found.is_empty() || example.files.is_empty() {
                wrong.push(format!("{} passes:\n  found {found:#?}", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn names_are_unique_and_every_page_is_in_two_languages() {
    let mut names: Vec<&str> = super::all().iter().map(|rule| rule.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    for rule in super::all() {
        assert!(rule.zh.iter().all(|text| !text.is_ascii()), "{}", rule.name);
    }
}
