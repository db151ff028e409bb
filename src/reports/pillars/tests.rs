//! The checklist of the five pillars over little books.

use crate::document::Detail;
use crate::facts::{Facts, little};
use crate::render::{Format, Look, render};

use super::super::{Ask, compared, trial};
use super::REPORT;

const FILES: [(&str, &str); 7] = [
    (
        "kam.toml",
        "[book]\nname = \"B\"\nbegan = 2026-01-01\n[tiers.key]\ngoals_every = \"quarterly\"\nsurvey_every = \
         \"yearly\"\n[tiers.small]\n",
    ),
    ("people/li.toml", "name = \"Li\"\n"),
    ("accounts/late.toml", "name = \"Late\"\ntier = \"small\"\nowner = \"li\"\n"),
    ("accounts/none.toml", "name = \"None\"\ntier = \"key\"\n"),
    ("accounts/small.toml", "name = \"Small\"\ntier = \"small\"\n"),
    ("accounts/lost.toml", "name = \"Lost\"\ntier = \"key\"\nstatus = \"lost\"\n"),
    (
        "contracts/c.toml",
        r#"
account = "late"
title = "C"
status = "active"
owner = "li"
start = 2026-01-01
end = 2026-03-31
[[obligation]]
id = "o"
party = "us"
title = "Deliver"
due = 2026-03-10
"#,
    ),
];

#[test]
fn what_lacks_most_of_what_is_asked_comes_first() {
    trial::report(&REPORT, &FILES, &Ask::default(), |document, json| {
        assert_eq!(trial::column(&json, "account"), ["none", "small", "late"]);
        let late = serde_json::json!({
            "account": "late", "goals": "missing", "communication": "missing", "contracts": "late",
            "satisfaction": "missing", "review": "missing",
        });
        assert_eq!(json["rows"][2], late);
        let page = String::from_utf8(render(document, Format::Markdown, &Look::default())).expect("UTF-8");
        assert!(page.contains("contract past its end, 1 more"), "{page}");
        assert!(page.contains("| None | no goal | none, not asked for | no contract | not surveyed |"), "{page}");
        assert!(page.contains("Left out: 1 account not active"), "{page}");
        let summary = &document.tables()[0].charts[0].summary.en;
        assert!(summary.starts_with("Of 3 accounts, late or missing: goals 3"), "{summary}");
    });
}

#[test]
fn all_that_is_wrong_is_told_on_demand() {
    let ask = Ask {
        account: Some("late"),
        detail: Detail::Workings,
        ..Ask::default()
    };
    trial::report(&REPORT, &FILES, &ask, |document, _| {
        let row = &document.tables()[0].rows[0];
        let working = row.workings.iter().find(|working| working.key == "contracts").expect("a working");
        assert_eq!(working.said.en, "contract past its end: C; our obligation overdue: Deliver, 22 days");
        let mut sources = row.sources.iter().filter(|source| source.key == Some("contracts"));
        assert!(sources.any(|source| source.reference == "contract/c#o" && source.line == 12));
    });
}

#[test]
fn it_is_narrowed_to_an_owner_and_says_when_nothing_is_left() {
    let li = Ask {
        owner: Some("li"),
        ..Ask::default()
    };
    trial::report(&REPORT, &FILES, &li, |_, json| assert_eq!(trial::column(&json, "account"), ["late"]));
    let lost = Ask {
        account: Some("lost"),
        ..Ask::default()
    };
    trial::report(&REPORT, &FILES, &lost, |document, json| {
        assert_eq!(json["rows"], serde_json::json!([]));
        assert_eq!(document.tables()[0].notes.len(), 1);
    });
}

#[test]
fn what_a_pillar_was_is_told_beside_it() {
    little::facts(&FILES, "2026-04-01", |facts| {
        let before = Facts::new(facts.book, "2026-03-01".parse().expect("a date"));
        let document = compared(&REPORT, facts, &before, &Ask::default()).expect("it can be made");
        let text = |format| String::from_utf8(render(&document, format, &Look::default())).expect("UTF-8");
        let page = text(Format::Markdown);
        assert!(page.contains("| Before |"), "{page}");
        let csv = text(Format::Csv);
        assert!(csv.contains(",contracts_before,"), "{csv}");
        assert!(!csv.contains("account_before"), "{csv}");
    });
}
