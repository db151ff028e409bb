//! The health of accounts of little books.

use crate::document::Detail;
use crate::render::{Format, Look, render};

use super::super::{Ask, trial};
use super::REPORT;

const LI: (&str, &str) = ("people/li.toml", "name = \"Li Na\"\n");
const ACME: (&str, &str) = ("accounts/acme.toml", "name = \"Acme\"\ntier = \"growth\"\nowner = \"li\"\n");
const BETA: (&str, &str) = ("accounts/beta.toml", "name = \"Beta\"\ntier = \"growth\"\n");
const SETTINGS: (&str, &str) = ("kam.toml", "[book]\nname = \"Little\"\n[tiers.growth]\n");
const GOAL: &str = "account = \"acme\"\ntitle = \"T\"\nowner = \"li\"\nperiod = \"2026-Q1\"\n[[kpi]]\nid = \"k\"\nname = \"K\"\nweight = 50\ntarget = 100\n\
                    [[kpi]]\nid = \"l\"\nname = \"L\"\nweight = 50\ntarget = 100\n[[actual]]\nkpi = \"k\"\nperiod = \"2026-Q1\"\nvalue = 150\n";

fn task(due: &str, done: &str) -> String {
    format!("title = \"T\"\nowner = \"li\"\naccount = \"acme\"\ndue = {due}\n{done}\n")
}

#[test]
fn parts_weights_the_worst_and_what_is_left_out() {
    let (kept, late) = (task("2026-03-01", "done = 2026-03-01"), task("2026-03-01", "done = 2026-03-02"));
    let files = [SETTINGS, LI, ACME, BETA, ("goals/g.toml", GOAL), ("tasks/a.toml", &kept), ("tasks/b.toml", &late)];
    trial::report(&REPORT, &files, &Ask { detail: Detail::Workings, ..Ask::default() }, |document, json| {
        let mut row = json["rows"][0].clone();
        row["sources"].take();
row["workings"].take();
        let expected = serde_json::json!({
            // (35 × 60 + 15 × 50) / 50
            "account": "acme", "health": 57.0, "colour": "red", "worst": "tasks",
            "parts": {"kpi": 60.0, "satisfaction": null, "tasks": 50.0, "contracts": null, "service": null, "communication": null},
            "sources": null, "workings": null,
        });
        assert_eq!(row, expected);
        assert_eq!((&json["rows"][1]["health"], &json["rows"][1]["worst"]), (&serde_json::Value::Null, &serde_json::Value::Null));
        let table = document.tables()[0];
        let told: Vec<&str> = table.rows[0].workings.iter().map(|working| working.said.en.as_str()).collect();
        assert_eq!(told[0], "(35 × 60.0 + 15 × 50.0) / (35 + 15) = 57.0");
        assert!(told[1].starts_with("KPIs 60.0 (weight 35, 2026-Q1, KPIs without a figure count as 0); satisfaction: no data, left out; tasks 50.0 (weight 15, 1 of 2 done in time, "), "{told:?}");
        let notes = json["notes"].to_string();
        assert!(notes.contains("satisfaction of 2 accounts") && notes.contains("At least: of 1 account"), "{notes}");
        let chart = &table.charts[0];
        assert_eq!(chart.guide.as_ref().map(|guide| guide.value), Some(80.into()));
        assert_eq!(chart.summary.en, "Of 1 account: 0 green, 0 amber, 1 red; the lowest is Acme with 57.0.");
        let page = String::from_utf8(render(document, Format::Table, &Look::default())).unwrap();
        assert!(page.contains("at least 57.0") && page.contains("tasks 50.0, red"), "{page}");
    });
}

#[test]
fn one_good_part_is_partial() {
    let kept = task("2026-03-01", "done = 2026-03-01");
    let files = [SETTINGS, LI, ACME, ("tasks/a.toml", &kept)];
    trial::report(&REPORT, &files, &Ask::default(), |_, json| {
        assert_eq!(json["rows"][0]["health"], 100.0);
        assert!(json["notes"].to_string().contains("Partial: of 1 account"), "{}", json["notes"]);
    });
}
