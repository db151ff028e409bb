//! What people of little books have to do.

use crate::document::Detail;
use crate::values::period::Period;

use super::super::{Ask, trial};
use super::REPORT;

const LI: (&str, &str) = ("people/li.toml", "name = \"Li Na\"\n");
const WU: (&str, &str) = ("people/wu.toml", "name = \"Wu\"\ncapacity = 2\n");
const GOAL: &str = "account = \"acme\"\ntitle = \"T\"\nowner = \"wu\"\nperiod = \"2026-Q1\"\n[[kpi]]\nid = \"k\"\nname = \"K\"\nweight = 60\ntarget = 100\n\
                    [[kpi]]\nid = \"l\"\nname = \"L\"\nweight = 40\ntarget = 100\n[[actual]]\nkpi = \"k\"\nperiod = \"2026-Q1\"\nvalue = 50\n";

fn task(more: &str) -> String {
    format!("title = \"T\"\nowner = \"wu\"\nresponsible = [\"li\"]\n{more}\n")
}

fn made(ask: &Ask<'_>, run: impl FnOnce(&crate::document::Document, serde_json::Value)) {
    let moved = "[[update]]\ndate = 2026-03-01\nby = \"li\"\ndue_from = 2026-02-01\ndue_to = 2026-03-02\n";
    let tasks = [
        task("due = 2026-01-10\ndone = 2026-01-10"),
        task(&format!("due = 2026-03-02\ndone = 2026-03-05\n{moved}")),
        task("due = 2026-03-09"),
        task("due = 2026-04-10"),
        task(""),
    ];
    let files = [
        ("kam.toml", "[book]\nname = \"Little\"\n[tiers.key]\n"),
        WU,
        LI,
        ("people/gone.toml", "name = \"Gone\"\nleft = 2026-01-31\n"),
        ("accounts/acme.toml", "name = \"Acme\"\ntier = \"key\"\nowner = \"li\"\nstatus = \"dormant\"\n"),
        ("goals/g.toml", GOAL),
        ("tasks/a.toml", &tasks[0]),
        ("tasks/b.toml", &tasks[1]),
        ("tasks/c.toml", &tasks[2]),
        ("tasks/d.toml", &tasks[3]),
        ("tasks/e.toml", &tasks[4]),
    ];
    trial::report(&REPORT, &files, ask, run);
}

#[test]
fn counts_stand_beside_rates_in_the_order_of_ids() {
    made(&Ask { detail: Detail::Workings, ..Ask::default() }, |document, json| {
        assert_eq!(trial::column(&json, "person"), ["li", "wu"]);
        let mut row = json["rows"][1].clone();
        assert_eq!(row["load"].take().to_string(), "2.00");
row["sources"].take();
row["workings"].take();
        let expected = serde_json::json!({
            // The KPI without a figure is owed by the tenth day after its period.
            "person": "wu", "accounts": 0, "open": 4, "overdue": 1, "done": 3, "on_time": 33.3, "few": true,
            "moved": 1, "load": null, "points": 30.0, "sources": null, "workings": null,
        });
        assert_eq!(row, expected);
        assert_eq!((&json["rows"][0]["accounts"], &json["rows"][0]["load"]), (&1.into(), &serde_json::Value::Null));
        let workings = &document.tables()[0].rows[1].workings;
        let told: Vec<&str> = workings.iter().map(|working| working.said.en.as_str()).collect();
        assert!(told.contains(&"1 of 3 due were done in time = 33.3%"), "{told:?}");
        assert!(told.contains(&"4 / 2 × 100 = 200.0%"), "{told:?}");
        let notes = json["notes"].to_string();
        assert!(notes.contains("no ranking") && notes.contains("1 person who has left"), "{notes}");
    });
}

#[test]
fn a_period_takes_what_was_due_in_it() {
    let ask = Ask { period: Some(Period::parse("2026-01", 1).unwrap()), owner: Some("wu"), ..Ask::default() };
    made(&ask, |_, json| {
        assert_eq!(trial::column(&json, "person"), ["wu"]);
        let row = &json["rows"][0];
        assert_eq!((&row["open"], &row["done"], &row["on_time"]), (&4.into(), &1.into(), &100.0.into()));
        // No goal ends in it.
        assert_eq!((&row["points"], &row["moved"]), (&serde_json::Value::Null, &0.into()));
    });
}
