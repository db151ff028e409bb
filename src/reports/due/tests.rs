//! What is to be done in little books: whose, by when, in which order.

use crate::facts::little;
use crate::model::contract::Party;
use crate::render::{Format, Look, render};
use crate::values::term::Term;

use super::super::trial::column;
use super::{Wanted, due};

const FILES: [(&str, &str); 8] = [
    ("kam.toml", "[book]\nname = \"Little\"\n[tiers.key]\n[rates]\nUSD = 7\n"),
    // The managers go round in a circle.
    ("people/boss.toml", "name = \"Boss\"\nmanager = \"li\"\n"),
    ("people/head.toml", "name = \"Head\"\nmanager = \"boss\"\n"),
    ("people/li.toml", "name = \"Li Na\"\nmanager = \"head\"\n"),
    (
        "accounts/acme.toml",
        "name = \"Acme\"\ntier = \"key\"\nstatus = \"dormant\"\nowner = \"li\"\n",
    ),
    (
        "contracts/c.toml",
        r#"
account = "acme"
title = "Frame"
start = 2026-01-01
end = 2026-12-31
status = "active"
owner = "head"
[[obligation]]
id = "pay"
party = "customer"
title = "Pay"
due = 2026-03-31
amount = "100.00 USD"
[[obligation]]
id = "audit"
party = "us"
title = "Audit"
due = 2026-03-30
amount = "500.00 CNY"
[[obligation]]
id = "soon"
party = "us"
title = "Soon"
due = 2026-04-03
[[obligation]]
id = "later"
party = "us"
title = "Later"
due = 2026-06-30
"#,
    ),
    (
        "tasks/late.toml",
        "title = \"Late\"\nowner = \"li\"\naccount = \"acme\"\ndue = 2026-01-10\n",
    ),
    ("tasks/some-day.toml", "title = \"Some day\"\nowner = \"boss\"\n"),
];

fn refs(wanted: Wanted<'_>) -> Vec<String> {
    let mut refs = Vec::new();
    made(wanted, |json| refs = column(&json, "ref"));
    refs
}

fn made(wanted: Wanted<'_>, run: impl FnOnce(serde_json::Value)) {
    little::facts(&FILES, "2026-04-01", |facts| {
        let json = render(&due(facts, &wanted), Format::Json, &Look::default());
        run(serde_json::from_slice(&json).expect("JSON"));
    });
}

#[test]
fn the_worst_first_and_of_what_is_overdue_the_most_money() {
    let all = [
        "contract/c#pay",
        "contract/c#audit",
        "task/late",
        "contract/c#soon",
        "contract/c#later",
        "task/some-day",
    ];
    assert_eq!(refs(Wanted::default()), all);
    made(Wanted::default(), |json| {
        let pay = serde_json::json!({
            "state": "overdue", "days_late": 1, "days_left": null, "due": "2026-03-31", "title": "Pay",
            "account": "acme", "party": "customer", "owner": "head",
            "at_stake": {"amount": "100.00", "currency": "USD"}, "ref": "contract/c#pay",
        });
        assert_eq!(json["rows"][0], pay);
        assert_eq!(json["rows"][3]["days_left"], 2);
        assert_eq!(json["rows"][3]["days_late"], 0, "not late yet");
        assert_eq!(json["rows"][3]["state"], "due-soon");
        assert_eq!(json["rows"][5]["due"], serde_json::Value::Null);
        assert_eq!(json["notes"][0], "3 overdue, 1 due soon, 1 open, 1 without a date.");
    });
}

#[test]
fn it_is_narrowed_by_person_team_party_account_and_date() {
    let of = |owner| {
        refs(Wanted {
            owner: Some(owner),
            ..Wanted::default()
        })
    };
    assert_eq!(of("li"), ["task/late"]);
    let under = |under| {
        refs(Wanted {
            under: Some(under),
            ..Wanted::default()
        })
    };
    // All others report to her, in a circle; her own is not her team's.
    assert_eq!(under("boss").len(), 5);
    assert!(!under("boss").contains(&"task/some-day".to_owned()));
    assert!(!under("li").contains(&"task/late".to_owned()));
    let customer = Wanted {
        party: Some(Party::Customer),
        ..Wanted::default()
    };
    assert_eq!(refs(customer), ["contract/c#pay"]);
    assert!(
        !refs(Wanted {
            account: Some("acme"),
            ..Wanted::default()
        })
        .contains(&"task/some-day".to_owned())
    );
    let days = |days: &str| Wanted {
        within: Term::parse(days).ok(),
        ..Wanted::default()
    };
    assert_eq!(refs(days("1 day")).len(), 3);
    assert_eq!(refs(days("2 days")).len(), 4, "the last day is one of them");
    made(days("2 days"), |json| {
        assert_eq!(json["notes"][1], "Not shown: 1 due after 2026-04-03, 1 without a date.");
    });
}
