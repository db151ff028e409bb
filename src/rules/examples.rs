//! Every rule's documented examples, run: the little book of each is built, the rule is run on it, and
//! file, line, column, length and message are compared with the carets under the example's lines.
//!
//! A place that begins in the first column is drawn with the caret right behind the `#`: `#^^ message`
//! stands for columns 1 to 3; elsewhere there is a space: `# ^^`. A place between two characters is drawn
//! with a bar instead, `#|` for the very beginning of the line.

use crate::book;
use crate::facts::Facts;
use crate::facts::moves::Moves;
use crate::facts::range::{self, Range, Renames, Signed};
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

/// `kam.toml` and the records among some files.
fn sources(files: &[(String, String)], bytes: &[String]) -> (Source, Vec<Source>) {
    let default = "[book]\nname = \"Example\"\n".to_owned();
    let settings = files.iter().find(|(path, _)| path == "kam.toml");
    let settings = Source {
        path: "kam.toml".to_owned(),
        text: Ok(settings.map_or(default, |(_, text)| text.clone())),
    };
    let records = files.iter().filter(|(path, _)| path != "kam.toml");
    let mut sources: Vec<Source> = records
        .map(|(path, text)| Source {
            path: path.clone(),
            text: if bytes.contains(path) {
                source::decode(unescaped(text))
            } else {
                Ok(text.clone())
            },
        })
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    (settings, sources)
}

fn found(rule: &str, example: &Example) -> Vec<Told> {
    let texts = Texts::default();
    let as_of = parse_date(example.as_of.as_deref().unwrap_or(page::AS_OF)).expect("the example's day");
    let is_changed = |path: &str| example.before.iter().any(|(before, _)| before == path);
    let unchanged = example.files.iter().filter(|(path, _)| !is_changed(path)).cloned();
    let files: Vec<(String, String)> = example.before.iter().cloned().chain(unchanged).collect();
    let (settings_before, before) = sources(&files, &[]);
    let (settings, now) = sources(&example.files, &example.bytes);
    let (read, faults) = book::settings(&settings, &texts);
    let mut book = book::read(read.clone(), &settings, &now, &texts, faults.clone());
    if example.before.is_empty() {
        let facts = Facts::new(&book, as_of);
        return told(rule, locate::locate(&book, findings::find(&facts)));
    }
    let (read_before, faults_before) = book::settings(&settings_before, &texts);
    let book_before = book::read(read_before.clone(), &settings_before, &before, &texts, faults_before);
    let facts_before = Facts::new(&book_before, as_of);
    let renames = Renames::of(&book_before, &book);
    let put_back = range::put_back(&mut book, &book_before, &renames, as_of);
    let plain = book::read(read.clone(), &settings, &now, &texts, faults);
    let plain = Facts::new(&plain, as_of);
    let mut facts = Facts::new(&book, as_of);
    facts.range = Some(Range {
        before: &facts_before,
        settings: [&read_before, &read],
        plain: Some(&plain),
        renames,
        split_off: Vec::new(),
        moves: Moves::default(),
        put_back,
        // All that is new is one commit's.
        signed: vec![Signed {
            people: vec!["Li".to_owned(), "li@example.com".to_owned()],
            approvals: example
                .files
                .iter()
                .flat_map(|(path, text)| range::approvals(path, text))
                .collect(),
        }],
    });
    told(
        rule,
        locate::locate(&book, findings::find_excused(&facts, &facts_before)),
    )
}

fn told(rule: &str, located: Vec<locate::Located<'_>>) -> Vec<Told> {
    located
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
