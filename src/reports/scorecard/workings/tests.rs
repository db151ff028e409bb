//! The formulas of a scorecard with their inputs in place, on little books.

use serde_json::Value;

use crate::document::Detail;

use super::super::super::{Ask, trial};
use super::super::REPORT;

const HEAD: [(&str, &str); 4] = [
    ("kam.toml", "[book]\nname = \"Little\"\n[tiers.key]\n[kpi]\ncap = 110\n"),
    ("people/li.toml", "name = \"Li Na\"\n"),
    ("accounts/acme.toml", "name = \"Acme\"\ntier = \"key\"\nowner = \"li\"\n"),
    (
        "orders/o1.toml",
        "account = \"acme\"\ndate = 2026-02-03\namount = \"70.00 CNY\"\npromised = 2026-02-10\ndelivered = 2026-02-11\n",
    ),
];

fn explained(goals: &[(&str, &str)], run: impl FnOnce(&Value)) {
    let files: Vec<(&str, &str)> = HEAD.iter().chain(goals).copied().collect();
    let ask = Ask { detail: Detail::Workings, ..Ask::default() };
    trial::report(&REPORT, &files, &ask, |_, json| run(&json));
}

fn workings<'j>(json: &'j Value, list: &str, key: &str, id: &str) -> &'j Value {
    let rows = json[list].as_array().expect("rows");
    &rows.iter().find(|row| row[key] == id).expect("the row")["workings"]
}

fn kpi(id: &str, more: &str) -> String {
    format!("[[kpi]]\nid = \"{id}\"\nname = \"{id}\"\nweight = 25\n{more}\n")
}

fn actual(kpi: &str, period: &str, value: &str) -> String {
    format!("[[actual]]\nkpi = \"{kpi}\"\nperiod = \"{period}\"\n{value}\ndate = 2026-03-31\n")
}

fn goal(period: &str, parts: &[String]) -> String {
    let head = format!("account = \"acme\"\ntitle = \"G\"\nperiod = \"{period}\"\nowner = \"li\"\n");
    head + &parts.concat()
}

#[test]
fn each_sort_of_target_shows_its_formula() {
    let text = goal(
        "2026-Q1",
        &[
            kpi("high", "target = 80.0\nzero_at = -20"),
            kpi("low", "target = 4\nbetter = \"lower\""),
            kpi("range", "target = { min = 95, max = 105 }\ntolerance = 10"),
            kpi("none", "target = 0\nbetter = \"lower\""),
            actual("high", "2026-Q1", "value = 76.50"),
            actual("low", "2026-Q1", "value = 9"),
            actual("range", "2026-Q1", "value = 108"),
            actual("none", "2026-Q1", "value = 1"),
        ],
    );
    explained(&[("goals/g.toml", &text)], |json| {
        let of = |id: &str| workings(json, "rows", "kpi", id).clone();
        let high = serde_json::json!({
            "actual": "76.50 (2026-Q1)",
            "attainment": "(76.50 − (-20)) / (80.0 − (-20)) × 100 = 96.5",
            "colour": "90 ≤ 96.5 < 100: amber",
            "missed": "76.50 misses the target 80.0",
            "points": "25 × 96.5 / 100 = 24.1",
        });
        assert_eq!(of("high"), high);
        assert_eq!(of("low")["attainment"], "(9 − 8) / (4 − 8) × 100 is below 0: 0.0");
        assert_eq!(of("range")["attainment"], "(10 − (108 − 105)) / 10 × 100 = 70.0");
        assert_eq!(of("range")["missed"], "108 lies outside 95..105");
        assert_eq!(of("none")["attainment"], "1 misses the target 0, and nothing between counts: 0.0");
        let score = "(25 × 96.5 + 25 × 0 + 25 × 70 + 25 × 0) / (25 + 25 + 25 + 25) = 41.6";
        assert_eq!(workings(json, "totals", "goal", "g")["score"], score);
        let means = json["columns"].as_array().expect("columns").iter().find(|column| column["key"] == "points");
        assert!(means.expect("the column")["means"].as_str().is_some_and(|means| means.contains("cap")));
    });
}

#[test]
fn several_actuals_are_put_together_in_sight() {
    let months = |id: &str, values: [&str; 3]| {
        let months = ["2026-01", "2026-02", "2026-03"].into_iter().zip(values);
        months.map(|(month, value)| actual(id, month, value)).collect::<String>()
    };
    let of = |id: &str, how: &str| {
        kpi(id, &format!("target = 10\nmeasured = \"monthly\"\ncombine = \"{how}\""))
            + &months(id, ["value = 3", "value = 5", "value = 4"])
    };
    let rate = kpi("rate", "target = 99.5\nunit = \"%\"\nmeasured = \"monthly\"")
        + &months("rate", ["num = 1\nden = 2", "num = 2\nden = 2", "num = 1\nden = 3"]);
    let ordered = [of("sum", "sum"), of("mean", "average"), of("last", "last"), of("most", "max"), rate];
    // TOML wants the lists of one name apart only by their headers.
    explained(&[("goals/g.toml", &goal("2026-Q1", &ordered))], |json| {
        let of = |id: &str| workings(json, "rows", "kpi", id)["actual"].as_str().expect("text").to_owned();
        assert_eq!(of("sum"), "3 + 5 + 4 = 12 (3 periods, 2026-01 to 2026-03)");
        assert_eq!(of("mean"), "(3 + 5 + 4) / 3 = 4 (3 periods, 2026-01 to 2026-03)");
        assert_eq!(of("last"), "the last of 3: 4 (2026-03)");
        assert_eq!(of("most"), "the highest of 3, 5, 4 = 5 (3 periods, 2026-01 to 2026-03)");
        assert_eq!(of("rate"), "(1 + 2 + 1) / (2 + 2 + 3) × 100 = 57.1 (3 periods, 2026-01 to 2026-03)");
        let sum = workings(json, "rows", "kpi", "sum");
        assert_eq!(sum["points"], "25 × min(120, 110) / 100 = 27.5", "the cap is in sight");
    });
}

#[test]
fn a_running_sum_is_held_against_what_is_expected() {
    let sum = kpi("sum", "target = 181\ncombine = \"sum\"\nmeasured = \"quarterly\"");
    let plan = kpi("plan", "target = 100\ncombine = \"sum\"\nmeasured = \"quarterly\"\nplan = { 2026-Q1 = 40, 2026-Q2 = 60 }");
    let orders = kpi("orders", "target = 100\ncomputed = \"order-revenue\"");
    let on_time = kpi("on-time", "target = 90\ncomputed = \"on-time-delivery\"");
    let actuals = [actual("sum", "2026-Q1", "value = 45"), actual("plan", "2026-Q1", "value = 50")];
    let text = goal("2026-H1", &[vec![sum, plan, orders, on_time], actuals.to_vec()].concat());
    explained(&[("goals/g.toml", &text)], |json| {
        let of = |id: &str| workings(json, "rows", "kpi", id).clone();
        let colour = "expected by 2026-03-31: 181 × 90 days / 181 days = 90; against that (45 − 0) / (90 − 0) × 100 = 50.0; 50.0 < 90: red";
        assert_eq!(of("sum")["colour"], colour);
        assert_eq!(of("sum")["forecast"], "45 × 181 days / 90 days = 90.5");
        assert!(of("plan")["colour"].as_str().is_some_and(|said| said.starts_with("expected by 2026-03-31, by the plan: 40;")));
        assert_eq!(of("orders")["actual"], "order revenue, 2026-01-01 to 2026-04-01: the sum of 1 order = 70");
        assert_eq!(of("on-time")["actual"], "on-time delivery, 2026-01-01 to 2026-04-01: 0 on time / 1 promised × 100 = 0");
        let rows = json["rows"].as_array().expect("rows");
        let sources = &rows.iter().find(|row| row["kpi"] == "orders").expect("the row")["sources"];
        let order = serde_json::json!({"key": "actual", "ref": "order/o1", "path": "orders/o1.toml", "line": 2});
        assert!(sources.as_array().expect("sources").contains(&order), "{sources}");
    });
}

#[test]
fn what_is_missing_is_said_and_never_guessed() {
    let child = "parent = \"g\"\nweight = 50\n".to_owned() + &goal("2026-Q1", &[kpi("there", "target = 10"), actual("there", "2026-Q1", "value = 8")]);
    let parent = goal("2026-Q1", &[kpi("gone", "target = 10"), kpi("csat", "target = 85\ncomputed = \"csat\"")]);
    explained(&[("goals/c.toml", &child), ("goals/g.toml", &parent)], |json| {
        let gone = workings(json, "rows", "kpi", "gone");
        assert_eq!(gone["actual"], "missing: nothing was measured, and the period ended on 2026-03-31");
        assert_eq!(gone.as_object().map(serde_json::Map::len), Some(1), "{gone}");
        let csat = workings(json, "rows", "kpi", "csat");
        assert_eq!(csat["actual"], "satisfaction (CSAT), 2026-01-01 to 2026-03-31: nothing to work it out from");
        let total = workings(json, "totals", "goal", "g");
        assert_eq!(total["score"], "not told: no figure for gone, csat");
        assert!(total["score_low"].as_str().is_some_and(|said| said.contains("(100 × 0 + 50 × 80) / (100 + 50) = 26.7")), "{total}");
        assert!(total["score_high"].as_str().is_some_and(|said| said.contains("(100 × 110 + 50 × 80) / (100 + 50) = 100.0")), "{total}");
        assert_eq!(workings(json, "totals", "goal", "c")["score"], "25 × 80 / 25 = 80.0");
    });
}

#[test]
fn an_attainment_that_rounds_to_a_bound_shows_the_places_that_tell_it_apart() {
    let text = goal("2026-Q1", &[kpi("hair", "target = 99.5\nunit = \"%\""), actual("hair", "2026-Q1", "num = 29849\nden = 30000")]);
    explained(&[("goals/g.toml", &text)], |json| {
        let hair = workings(json, "rows", "kpi", "hair");
        assert_eq!(hair["actual"], "29849 / 30000 × 100 = 99.497 (2026-Q1)");
        assert_eq!(hair["attainment"], "(99.4967 − 0) / (99.5 − 0) × 100 = 100.0");
        assert_eq!(hair["colour"], "90 ≤ 99.997 < 100: amber");
        assert_eq!(hair["missed"], "99.4967 misses the target 99.5");
    });
}
