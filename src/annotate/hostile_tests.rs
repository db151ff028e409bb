//! Nothing in a record or a file's name forges a line, an element, a link or a command of any format. Each
//! output is read back by a real parser, or as its host reads it.

use pulldown_cmark::{Event, Options, Parser};

use super::{Format, Outcome, annotate};
use crate::book;
use crate::facts::Facts;
use crate::findings::locate::{Located, locate};
use crate::findings::{Severity, find};
use crate::render::{Look, clean};
use crate::rules::{self, Rule};
use crate::say::Lang;
use crate::source::{Source, Texts};
use crate::values::date::Date;

const HOSTILE: &[&str] = &[
    "harmless",
    "::error file=x,line=1::forged",
    "a\n::error file=x::forged",
    "a\r::stop-commands::x",
    "\u{2028}::error::forged",
    "%0A::error::forged%0D%25",
    "x,title=forged::forged",
    "##[error]forged",
    "a ##[add-mask]b",
    "]]></failure></testcase><testcase name='forged'/>",
    "<![CDATA[ <!-- & &amp; &#10; \"'>",
    "</details></summary><script>alert(1)</script><img src=https://evil.example/x.png>",
    "--> <b>forged</b> <!--",
    "`` ` ``` @everyone [x](https://evil.example) ![i](https://evil.example/i.png) #1 !2 `",
    "`@everyone` <https://evil.example> www.evil.example https://evil.example",
    "$`x`$ ~~~ ***a*** __b__",
    "a | b | c\n| --- | --- |",
    "# forged\n\n- forged\n1. forged\n> forged",
    "\u{1b}[31mred\u{1b}]8;;https://evil.example\u{7}",
    "\u{9b}2J\u{7f}\u{0}\u{8}",
    "\u{202e}dlrow\u{2066}\u{feff}\u{200b}",
    "\u{fffe}\u{ffff}\u{1fffe}",
    "[[ATTACHMENT|/etc/passwd]]",
    "{0} {1} [a](0) [b](https://evil.example) \\[",
    "\"}],\"findings\":[{\"rule\":\"forged",
    "=cmd|' /C calc'!A0",
    "🧑‍🚒 客户：“东方”，100%；……",
];

/// The files of a book in which the text stands wherever text can: names, titles, keys, references, reasons.
fn files(text: &str) -> Vec<(String, String)> {
    // What JSON escapes in a text, TOML takes, but for one control character.
    let quoted = serde_json::to_string(text)
        .expect("a text")
        .replace('\u{7f}', "\\u007f");
    let mut files = vec![
        ("people/p.toml".to_owned(), format!("name = {quoted}\n")),
        ("people/q.toml".to_owned(), "name = \"Q\"\n".to_owned()),
        (
            "accounts/a.toml".to_owned(),
            format!(
                "name = {quoted}\ntier = \"key\"\nowner = \"p\"\n{quoted} = 1\n\n[[waive]]\nrule = \"contact-due\"\nreason = {quoted}\nby = \"q\"\nuntil = 2026-06-01\n"
            ),
        ),
        (
            "tasks/r.toml".to_owned(),
            format!("account = \"a\"\ntitle = {quoted}\nowner = {quoted}\nfor = [{quoted}]\nstatus = {quoted}\n"),
        ),
        (
            "tasks/torn.yaml".to_owned(),
            format!("title: [{quoted}\n{quoted}: }}\n"),
        ),
        // In a file's name, all but what ends a name.
        (
            format!("tasks/{}.toml", text.replace(['/', '\0'], "")),
            format!("account = \"a\"\ntitle = {quoted}\nowner = \"p\"\ndue = 2026-03-01\n"),
        ),
    ];
    for at in 10..22 {
        files.push((
            format!("tasks/t{at}.toml"),
            format!("account = \"a\"\ntitle = {quoted}\nowner = \"p\"\ndue = 2026-03-{at}\n"),
        ));
    }
    files.sort();
    files
}

/// A format of every hostile book, in either language, in a folder with a name of the kind and at the top.
fn each(format: Format, check: impl Fn(&Outcome<'_, '_>, &str, &str)) {
    for text in HOSTILE {
        let texts = Texts::default();
        let source = |(path, text): (String, String)| Source { path, text: Ok(text) };
        let settings_source = source(("kam.toml".to_owned(), "[book]\nname = \"x\"\n".to_owned()));
        let sources: Vec<Source> = files(text).into_iter().map(source).collect();
        let (settings, faults) = book::settings(&settings_source, &texts);
        let book = book::read(settings, &settings_source, &sources, &texts, faults);
        let facts = Facts::new(&book, Date::constant(2026, 4, 1));
        let located = locate(&book, find(&facts));
        assert!(located.len() > 20, "the book has findings: {text:?}");
        // One that finds nothing is enough.
        let told = |rule: &&&Rule| located.iter().any(|one| one.finding.rule.name == rule.name);
        let asked = rules::all().iter().filter(|rule| told(rule) || rule.name == "encoding");
        let mut outcome = Outcome {
            book: &book,
            as_of: facts.as_of,
            records: sources.len(),
            rules: asked.copied().collect(),
            located,
            failing: Some(Severity::Warning),
            base: String::new(),
            notes: Vec::new(),
        };
        for (lang, base) in [
            (Lang::En, format!("{}/", text.replace('/', ""))),
            (Lang::Zh, String::new()),
        ] {
            outcome.base = base;
            let look = Look {
                lang,
                ..Look::default()
            };
            let shown = String::from_utf8(annotate(&outcome, format, &look)).expect("UTF-8");
            check(&outcome, &shown, text);
        }
    }
}

fn of(outcome: &Outcome<'_, '_>, severity: Severity) -> usize {
    let all = outcome.located.iter();
    all.filter(|located| located.finding.severity == severity).count()
}

/// No control character but line feeds, nothing that reorders or hides text; and the log of GitHub Actions, which
/// looks for `##[` in every line that is no command, finds none.
fn assert_visible(shown: &str, text: &str) {
    let is_command = |line: &str| line.starts_with("::") && command(line).is_some();
    let obeyed = shown.lines().find(|line| line.contains("##[") && !is_command(line));
    assert_eq!(obeyed, None, "{text:?}");
    let bad = |c: &char| clean::is_unsafe(*c) && !matches!(c, '\n' | '\u{200d}');
    assert_eq!(shown.chars().find(bad), None, "{text:?}");
}

/// As the runner of GitHub Actions reads a line: a command's name, and the keys of its properties.
fn command(line: &str) -> Option<(&str, Vec<&str>)> {
    let (info, _) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    let properties = properties.split(',').filter_map(|property| property.split_once('='));
    Some((name, properties.map(|(key, _)| key).collect()))
}

#[test]
fn a_log_obeys_no_record() {
    for format in [Format::Text, Format::Github] {
        each(format, |_, shown, text| {
            assert_visible(shown, text);
            for line in shown.lines() {
                let begin = line.trim_start();
                if begin.starts_with("::") && !begin.starts_with(":::") {
                    let (name, properties) = command(line).expect("a whole command");
                    assert_eq!(format, Format::Github, "{line}");
                    assert!(
                        ["error", "warning", "notice", "group", "endgroup"].contains(&name),
                        "{line}"
                    );
                    for key in properties {
                        assert!(
                            ["file", "line", "endLine", "col", "endColumn", "title"].contains(&key),
                            "{line}"
                        );
                    }
                }
            }
        });
    }
}

#[test]
fn github_has_no_more_annotations_than_there_are() {
    each(Format::Github, |outcome, shown, text| {
        let mut groups = 0;
        for (severity, name) in [
            (Severity::Error, "error"),
            (Severity::Warning, "warning"),
            (Severity::Note, "notice"),
        ] {
            let commands = shown.lines().filter_map(command).filter(|(of, _)| *of == name);
            let findings = of(outcome, severity);
            let annotations = commands.count();
            assert!(
                annotations <= findings.min(10) && (annotations > 0) == (findings > 0),
                "{text:?}"
            );
            if findings <= 10 {
                assert_eq!(annotations, findings, "{text:?}");
            }
            groups += usize::from(findings > 0);
        }
        let opened = shown.lines().filter(|line| line.starts_with("::group::")).count();
        assert_eq!(opened, groups, "{text:?}");
    });
}

#[test]
fn json_holds_the_findings_and_no_more() {
    let count = |outcome: &Outcome<'_, '_>| Some(outcome.located.len());
    let paths = |outcome: &Outcome<'_, '_>| -> Vec<String> {
        let all = outcome.located.iter();
        all.map(|located| format!("{}{}", outcome.base, located.path)).collect()
    };
    let parsed = |shown: &str| -> serde_json::Value { serde_json::from_str(shown).expect("it is JSON") };
    each(Format::Json, |outcome, shown, text| {
        assert_visible(shown, text);
        assert_eq!(parsed(shown)["findings"].as_array().map(Vec::len), count(outcome));
    });
    each(Format::Jsonl, |outcome, shown, text| {
        assert_visible(shown, text);
        let lines: Vec<serde_json::Value> = shown.lines().map(parsed).collect();
        assert_eq!(Some(lines.len()), count(outcome));
        assert!(
            lines
                .iter()
                .zip(&outcome.located)
                .all(|(line, located)| line["path"] == located.path)
        );
    });
    each(Format::Gitlab, |outcome, shown, text| {
        assert_visible(shown, text);
        let issues = parsed(shown);
        let issues = issues.as_array().expect("a list");
        let told: Vec<String> = issues
            .iter()
            .map(|issue| issue["location"]["path"].as_str().expect("a path").to_owned())
            .collect();
        assert_eq!(told, paths(outcome));
        let mut fingerprints: Vec<&str> = issues
            .iter()
            .filter_map(|issue| issue["fingerprint"].as_str())
            .collect();
        fingerprints.sort_unstable();
        fingerprints.dedup();
        assert_eq!(Some(fingerprints.len()), count(outcome));
    });
    each(Format::Sarif, |outcome, shown, text| {
        assert_visible(shown, text);
        let log = parsed(shown);
        let results = log["runs"][0]["results"].as_array().expect("a list");
        assert_eq!(Some(results.len()), count(outcome));
        for (result, path) in results.iter().zip(paths(outcome)) {
            let rule =
                &log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("an index") as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str();
            assert_eq!(decoded(uri.expect("a URI")), path);
            let message = result["message"]["text"].as_str().expect("a message");
            assert!(!message.contains("](https") && !message.contains(" {0} "), "{message}");
            assert!(
                !message.contains(clean::is_unsafe) || message.contains('\u{200d}'),
                "{message:?}"
            );
        }
    });
}

/// A URI's path, its escapes undone.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escape = after.get(..2).filter(|_| *first == b'%');
        match escape.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                assert!(first.is_ascii_alphanumeric() || b"-._~/".contains(first), "{uri}");
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn xml_has_the_tests_and_no_more() {
    each(Format::Junit, |outcome, shown, text| {
        assert_visible(shown, text);
        assert!(!shown.contains("[[ATTACHMENT|"), "{text:?}");
        let document = roxmltree::Document::parse(shown).expect("it is XML");
        let named = |name: &'static str| document.descendants().filter(move |node| node.has_tag_name(name));
        let silent = outcome.rules.iter().filter(|rule| {
            let told = |located: &&Located<'_>| located.finding.rule.name == rule.name;
            !outcome.located.iter().any(|located| told(&located))
        });
        let tests = outcome.located.len() + silent.count();
        assert_eq!(named("testcase").count(), tests, "{text:?}");
        let failures = of(outcome, Severity::Error) + of(outcome, Severity::Warning);
        assert_eq!(named("failure").count(), failures, "{text:?}");
        let all = document.root_element();
        assert_eq!(all.attribute("tests"), Some(tests.to_string().as_str()));
        assert_eq!(all.attribute("failures"), Some(failures.to_string().as_str()));
        for node in document.descendants().filter(|node| node.is_element()) {
            let known = ["testsuites", "testsuite", "testcase", "failure", "skipped"];
            assert!(known.contains(&node.tag_name().name()), "{text:?}");
        }
        let mut names: Vec<_> = named("testcase")
            .map(|case| (case.attribute("classname"), case.attribute("name")))
            .collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), tests, "no name is used twice: {text:?}");
    });
}

#[test]
fn markdown_links_nothing_and_has_no_markup_of_records() {
    each(Format::Markdown, |outcome, shown, text| {
        assert_visible(shown, text);
        let (mut items, mut rows) = (0, 0);
        for event in Parser::new_ext(shown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(tag) => {
                    use pulldown_cmark::Tag;
                    match tag {
                        Tag::Link { .. } | Tag::Image { .. } => panic!("a link in {shown}"),
                        Tag::Emphasis | Tag::Strikethrough | Tag::CodeBlock(_) | Tag::BlockQuote(_) => {
                            panic!("{tag:?} in {shown}")
                        }
                        Tag::Item => items += 1,
                        Tag::TableRow => rows += 1,
                        _ => {}
                    }
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    let known = ["<!-- kam check", "<details>", "</details>", "<summary>", "<br>"];
                    let html = html.trim();
                    assert!(known.iter().any(|known| html.starts_with(known)), "{html}");
                    assert!(
                        !html.starts_with("<!--") || html.find("-->") == Some(html.len() - 3),
                        "{html}"
                    );
                }
                Event::Text(words) => assert!(!words.contains("@everyone"), "{words}"),
                _ => {}
            }
        }
        assert_eq!(items, outcome.located.len(), "{text:?}");
        assert!(rows > 0);
    });
}
