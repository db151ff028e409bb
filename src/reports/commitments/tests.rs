//! The ledger of commitments as a report, row by row.

use crate::document::Detail;
use crate::values::period::Period;

use super::super::{Ask, trial};
use super::REPORT;

const FILES: [(&str, &str); 9] = [
    (
        "kam.toml",
        "[book]\nname = \"Little\"\n[tiers.key]\nescalate_after = \"7 days\"\n[rates]\nUSD = 7\n",
    ),
    ("people/li.toml", "name = \"Li Na\"\n"),
    ("people/boss.toml", "name = \"Boss\"\n"),
    (
        "accounts/acme.toml",
        "name = \"Acme\"\ntier = \"key\"\nstatus = \"dormant\"\nowner = \"li\"\nsupervisor = \"boss\"\n",
    ),
    (
        "contracts/c.toml",
        r#"
account = "acme"
title = "Frame"
start = 2026-01-01
end = 2026-12-31
status = "active"
owner = "li"
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
due = 2026-03-31
amount = "500.00 CNY"
[[obligation]]
id = "later"
party = "us"
title = "Later"
due = 2026-06-30
amount = "9000000.00 CNY"
"#,
    ),
    (
        "tasks/moved.toml",
        r#"
title = "Moved"
owner = "li"
account = "acme"
due = 2026-03-20
[[update]]
date = 2026-03-01
by = "li"
text = "Not yet"
due_from = 2026-03-10
due_to = 2026-03-20
"#,
    ),
    ("tasks/ours.toml", "title = \"Ours\"\nowner = \"boss\"\n"),
    (
        "tasks/late.toml",
        "title = \"Late\"\nowner = \"li\"\naccount = \"acme\"\ndue = 2026-03-10\ndone = 2026-03-12\n",
    ),
    (
        "tasks/off.toml",
        "title = \"Off\"\nowner = \"li\"\naccount = \"acme\"\ndue = 2026-03-10\nstatus = \"cancelled\"\n",
    ),
];

#[test]
fn the_worst_state_first_and_in_it_the_most_money() {
    trial::report(&REPORT, &FILES, &Ask::default(), |_, json| {
        // 100 USD are 700 CNY, more than 500; money that is due some day does not come before.
        let expected = [
            "contract/c#pay",
            "contract/c#audit",
            "task/moved",
            "contract/c#later",
            "task/ours",
            "task/late",
            "task/off",
        ];
        assert_eq!(trial::column(&json, "ref"), expected);
    });
}

#[test]
fn a_row_says_all_that_is_known_and_no_more() {
    trial::report(&REPORT, &FILES, &Ask::default(), |_, json| {
        let row = |reference: &str| {
            let rows = json["rows"].as_array().expect("rows");
            rows.iter().find(|row| row["ref"] == reference).expect("the row").clone()
        };
        let moved = serde_json::json!({
            "ref": "task/moved", "account": "acme", "party": "us", "owner": "li", "title": "Moved",
            "due": "2026-03-20", "state": "overdue", "done": null, "days_late": 12, "escalated_to": "boss",
            "first_due": "2026-03-10", "moved": 1,
        });
        assert_eq!(row("task/moved"), moved);
        let ours = serde_json::json!({
            "ref": "task/ours", "account": null, "party": "us", "owner": "boss", "title": "Ours",
            "due": null, "state": "no-date", "done": null, "days_late": null, "escalated_to": null,
            "first_due": null, "moved": 0,
        });
        assert_eq!(row("task/ours"), ours);
        let late = row("task/late");
        assert_eq!((&late["done"], &late["days_late"]), (&"2026-03-12".into(), &2.into()));
        let pay = row("contract/c#pay");
        assert_eq!((&pay["party"], &pay["days_late"]), (&"customer".into(), &1.into()));
        assert!(pay["moved"].is_null(), "only the moves of tasks are known");
        assert!(row("task/off")["days_late"].is_null(), "given up is not late");
        assert_eq!(row("contract/c#later")["days_late"], 0);
    });
}

#[test]
fn it_is_narrowed_by_account_owner_and_due_date() {
    let of = |ask: Ask<'_>| {
        let mut refs = Vec::new();
        trial::report(&REPORT, &FILES, &ask, |_, json| refs = trial::column(&json, "ref"));
        refs
    };
    let boss = Ask {
        owner: Some("boss"),
        ..Ask::default()
    };
    assert_eq!(of(boss), ["task/ours"]);
    let acme = Ask {
        account: Some("acme"),
        ..Ask::default()
    };
    assert!(!of(acme).contains(&"task/ours".to_owned()));
    let second_quarter = Ask {
        period: Period::parse("2026-Q2", 1).ok(),
        ..Ask::default()
    };
    assert_eq!(of(second_quarter), ["contract/c#later"]);
}

#[test]
fn each_week_shows_what_became_of_what_was_due() {
    trial::report(&REPORT, &FILES, &Ask::default(), |document, _| {
        let [chart] = document.tables()[0].charts.as_slice() else {
            panic!("one chart");
        };
        let summary = "Due from 2026-02-02 to 2026-05-31, by week: 0 done in time, 1 done late, 3 overdue, 0 to be done.";
        assert_eq!(chart.summary.en, summary);
        let of = |monday: &str| {
            let mark = chart.marks.iter().find(|mark| mark.label.en == monday).expect("the week");
            mark.values.iter().map(|value| value.expect("a count").to_string()).collect::<Vec<_>>()
        };
        assert_eq!(of("2026-03-09"), ["0", "1", "0", "0"]);
        assert_eq!(of("2026-03-30"), ["0", "0", "2", "0"]);
    });
}

#[test]
fn lateness_escalation_and_moves_are_explained() {
    let ask = Ask {
        detail: Detail::Workings,
        ..Ask::default()
    };
    trial::report(&REPORT, &FILES, &ask, |_, json| {
        let rows = json["rows"].as_array().expect("rows");
        let moved = rows.iter().find(|row| row["ref"] == "task/moved").expect("the row");
        let workings = serde_json::json!({
            "days_late": "2026-04-01, due 2026-03-20: 12 days",
            "escalated_to": "overdue for 12 days, longer than the 7 days of tier key: the account's supervisor",
            "moved": "2026-03-10 → 2026-03-20",
        });
        assert_eq!(moved["workings"], workings);
        let keys: Vec<&str> = moved["sources"].as_array().expect("sources").iter().filter_map(|one| one["key"].as_str()).collect();
        assert_eq!(keys, ["escalated_to", "moved", "first_due"]);
    });
}
