//! The account analysis over little books.

use crate::document::{Body, Part};
use crate::facts::little;
use crate::reports::Ask;

use super::REPORT;

const FILES: &[(&str, &str)] = &[
    ("people/li.toml", "name = \"Li\"\n"),
    ("accounts/acme.toml", "name = \"Acme\"\ntier = \"growth\"\nstatus = \"dormant\"\n"),
    ("accounts/other.toml", "name = \"Other\"\ntier = \"growth\"\nstatus = \"dormant\"\n"),
    (
        "tasks/late.toml",
        "account = \"acme\"\ntitle = \"Late\"\nowner = \"li\"\ndue = 2026-03-01\n",
    ),
    (
        "tasks/done.toml",
        "account = \"acme\"\ntitle = \"Done\"\nowner = \"li\"\ndue = 2026-03-01\ndone = 2026-02-01\n",
    ),
    (
        "tasks/other.toml",
        "account = \"other\"\ntitle = \"Not theirs\"\nowner = \"li\"\ndue = 2026-03-01\n",
    ),
];

#[test]
fn it_is_all_about_one_account() {
    little::facts(FILES, "2026-04-01", |facts| {
        let ask = |account| Ask {
            account: Some(account),
            ..Ask::default()
        };
        let document = (REPORT.make)(facts, &ask("acme")).expect("it can be made");
        assert_eq!(document.title.en, "Account analysis: Acme");
        assert_eq!(document.scope, None, "the title names it");
        let shown = format!("{document:?}");
        assert!(!shown.contains("Not theirs"));
        for table in document.tables() {
            assert!(!table.columns.is_empty(), "{} lost all of its columns", table.name);
            for row in &table.rows {
                assert_eq!(row.cells.len(), table.columns.len(), "{}", table.name);
            }
        }
        let open = document.tables().into_iter().find(|table| table.name == "commitments");
        assert_eq!(open.map(|table| table.rows.len()), Some(1), "what is done is left out");
        assert!((REPORT.make)(facts, &ask("nobody")).is_err());
        assert!((REPORT.make)(facts, &Ask::default()).is_err());
    });
}

#[test]
fn what_needs_attention_comes_first() {
    little::facts(FILES, "2026-04-01", |facts| {
        let points = |account| {
            let ask = Ask {
                account: Some(account),
                ..Ask::default()
            };
            let Body::Composed(parts) = (REPORT.make)(facts, &ask).expect("it can be made").body else {
                panic!("a composed document")
            };
            let points = parts.into_iter().find_map(|part| match part {
                Part::Points(points) => Some(points),
                Part::Heading(_) | Part::Text(_) | Part::Table(_) => None,
            });
            let points = points.expect("points").into_iter();
            points.map(|point| point.text.en).collect::<Vec<_>>()
        };
        assert_eq!(points("acme"), ["Late · Li · 31 days late"]);
    });
    little::facts(&FILES[..3], "2026-04-01", |facts| {
        let ask = Ask {
            account: Some("acme"),
            ..Ask::default()
        };
        let shown = format!("{:?}", (REPORT.make)(facts, &ask));
        assert!(shown.contains("Nothing on record is late, missed or waiting."));
    });
}
