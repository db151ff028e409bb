//! The week over little books: which day belongs to it, and how long it gets.

use crate::document::{Document, Part};
use crate::facts::little;
use crate::render::{Format, Look, render};
use crate::reports::Ask;
use crate::say::Lang;

use super::REPORT;

const PEOPLE: &str = "name = \"Li Na\"\n";
const ACCOUNT: &str = "name = \"Acme\"\ntier = \"growth\"\nowner = \"li\"\nstatus = \"dormant\"\n";

fn task(due: &str, more: &str) -> String {
    format!("account = \"acme\"\nowner = \"li\"\ntitle = \"Task due {due}\"\ndue = {due}\n{more}")
}

/// The points below each heading.
fn sections(document: &Document) -> Vec<(String, Vec<String>)> {
    let crate::document::Body::Composed(parts) = &document.body else {
        panic!("a composed document")
    };
    let mut sections = Vec::new();
    for part in parts {
        match part {
            Part::Heading(said) => sections.push((said.en.clone(), Vec::new())),
            Part::Points(points) => {
                let section = sections.last_mut().expect("a heading first");
                section.1.extend(points.iter().map(|point| point.text.en.clone()));
            }
            Part::Text(_) | Part::Table(_) => {}
        }
    }
    sections
}

#[test]
fn each_day_belongs_to_one_week() {
    let tasks = [
        ("tasks/a.toml", task("2026-03-24", "")),
        ("tasks/b.toml", task("2026-03-25", "")),
        ("tasks/c.toml", task("2026-03-31", "")),
        ("tasks/d.toml", task("2026-04-01", "")),
        ("tasks/e.toml", task("2026-04-07", "")),
        ("tasks/f.toml", task("2026-04-08", "")),
        ("tasks/g.toml", task("2026-03-20", "done = 2026-03-25\n")),
        ("tasks/h.toml", task("2026-03-20", "done = 2026-03-26\n")),
    ];
    let mut files = vec![("people/li.toml", PEOPLE), ("accounts/acme.toml", ACCOUNT)];
    files.extend(tasks.iter().map(|(path, text)| (*path, text.as_str())));
    little::facts(&files, "2026-04-01", |facts| {
        let document = (REPORT.make)(facts, &Ask::default()).expect("it can be made");
        let sections = sections(&document);
        let of = |name: &str| {
            let found = sections.iter().find(|(heading, _)| heading == name);
            found.map(|(_, points)| points.clone()).unwrap_or_default()
        };
        assert_eq!(
            of("Newly overdue this week"),
            [
                "Acme: Task due 2026-03-25 · Li Na · 7 days late",
                "Acme: Task due 2026-03-31 · Li Na · 1 day late",
            ]
        );
        assert_eq!(of("Overdue for longer"), ["Acme: Task due 2026-03-24 · Li Na · 8 days late"]);
        assert_eq!(
            of("Settled"),
            ["Acme: Task due 2026-03-20 · Li Na · done 2026-03-26, 6 days late"]
        );
        assert_eq!(
            of("In the next seven days"),
            [
                "Acme: Task due 2026-04-01 · Li Na · due 2026-04-01",
                "Acme: Task due 2026-04-07 · Li Na · due 2026-04-07",
            ]
        );
    });
}

#[test]
fn money_without_a_rate_is_not_left_out_silently() {
    let order = "account = \"acme\"\ndate = 2026-01-01\npromised = 2026-03-30\namount = \"5000000 USD\"\n";
    let files = [
        ("people/li.toml", PEOPLE),
        ("accounts/acme.toml", ACCOUNT),
        ("orders/o.toml", order),
    ];
    little::facts(&files, "2026-04-01", |facts| {
        let document = (REPORT.make)(facts, &Ask::default()).expect("it can be made");
        let look = Look { lang: Lang::En, ..Look::default() };
        let text = String::from_utf8(render(&document, Format::Markdown, &look)).expect("UTF-8");
        let told = "0.00 CNY at stake, not counting 5,000,000.00 USD, for which kam.toml has no rate";
        assert!(text.contains(told), "{text}");
        assert!(text.contains("2 days late · 5,000,000.00 USD"), "{text}");
    });
}

#[test]
fn a_long_week_fits_into_one_message() {
    let long = "很长的标题：".repeat(30);
    let person = format!("name = \"{}\"\n", "名".repeat(40));
    let account = format!("name = \"{}\"\ntier = \"growth\"\nowner = \"li\"\nstatus = \"dormant\"\n", "客".repeat(60));
    let mut files = vec![("people/li.toml".to_owned(), person), ("accounts/acme.toml".to_owned(), account)];
    for n in 0..40 {
        let (day, done) = (25 + n % 14, if n % 3 == 0 { "done = 2026-03-30\n" } else { "" });
        let due = if day > 31 { format!("2026-04-{:02}", day - 31) } else { format!("2026-03-{day}") };
        let text = format!("account = \"acme\"\nowner = \"li\"\ntitle = \"{long}\"\ndue = {due}\n{done}");
        files.push((format!("tasks/t{n}.toml"), text.clone()));
        files.push((format!("tasks/u{n}.toml"), text.replace("2026-0", "2025-0")));
    }
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    little::facts(&files, "2026-04-01", |facts| {
        let document = (REPORT.make)(facts, &Ask::default()).expect("it can be made");
        for lang in [Lang::En, Lang::Zh] {
            let look = Look { lang, ..Look::default() };
            let bytes = render(&document, Format::Markdown, &look).len();
            assert!(bytes < 4096, "{bytes} bytes in {lang:?}");
        }
    });
}
