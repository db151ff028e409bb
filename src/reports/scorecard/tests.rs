//! The scorecard of little books, row by row.

use crate::values::period::Period;

use super::super::{Ask, trial};
use super::REPORT;

const HEAD: [(&str, &str); 4] = [
    ("kam.toml", "[book]\nname = \"Little\"\n[tiers.key]\n"),
    ("people/li.toml", "name = \"Li Na\"\n"),
    ("people/wu.toml", "name = \"Wu\"\n"),
    ("accounts/acme.toml", "name = \"Acme\"\ntier = \"key\"\nowner = \"li\"\n"),
];

/// Over: one reached, one missed by a hair, one without a figure.
const OVER: &str = r#"
account = "acme"
title = "First quarter"
period = "2026-Q1"
owner = "li"
[[kpi]]
id = "reached"
name = "Reached"
target = 80
weight = 50
unit = "%"
[[kpi]]
id = "hair"
name = "By a hair"
target = 99.5
weight = 30
unit = "%"
owner = "wu"
[[kpi]]
id = "empty"
name = "Without a figure"
target = { min = 1, max = 2 }
weight = 20
[[actual]]
kpi = "reached"
period = "2026-Q1"
value = 96
date = 2026-03-31
[[actual]]
kpi = "hair"
period = "2026-Q1"
num = 29849
den = 30000
date = 2026-03-31
"#;

/// Runs: 30 of 90 by the 90th of 181 days is less than expected.
const RUNNING: &str = r#"
account = "acme"
title = "Half-year"
period = "2026-H1"
owner = "li"
[[kpi]]
id = "sum"
name = "Sum"
target = 90
weight = 100
combine = "sum"
measured = "quarterly"
[[actual]]
kpi = "sum"
period = "2026-Q1"
value = 30
date = 2026-03-31
"#;

const AHEAD: &str = r#"
account = "acme"
title = "Next"
period = "2026-Q3"
owner = "li"
[[kpi]]
id = "ahead"
name = "Next"
target = 1
weight = 100
"#;

fn files() -> Vec<(&'static str, &'static str)> {
    let goals = [("goals/over.toml", OVER), ("goals/running.toml", RUNNING), ("goals/ahead.toml", AHEAD)];
    HEAD.into_iter().chain(goals).collect()
}

#[test]
fn the_worst_first_with_points_and_the_scores_of_goals() {
    trial::report(&REPORT, &files(), &Ask::default(), |document, json| {
        assert_eq!(trial::column(&json, "kpi"), ["hair", "empty", "sum", "reached"]);
        let hair = serde_json::json!({
            "account": "acme", "goal": "over", "kpi": "hair", "name": "By a hair", "dimension": null, "owner": "wu",
            // 99.4966…, which is not 99.5 although it rounds to it.
            "target": 99.5, "actual": 99.497, "attainment": 100.0, "weight": 30, "points": 30.0,
            "colour": "amber", "missed": true, "forecast": null,
        });
        let text = |value: &serde_json::Value| value.to_string();
        for (key, value) in hair.as_object().expect("an object") {
            assert_eq!(text(&json["rows"][0][key]), text(value), "{key}");
        }
        let empty = &json["rows"][1];
        assert_eq!(empty["target"], "1..2");
        for key in ["actual", "attainment", "points", "colour", "missed", "forecast"] {
            assert!(empty[key].is_null(), "{key}");
        }
        let sum = &json["rows"][2];
        assert_eq!(text(&sum["forecast"]), "60.3", "30 × 181 / 90");
        assert_eq!((text(&sum["attainment"]), text(&sum["colour"])), ("33.3".to_owned(), "\"red\"".to_owned()));
        assert!(sum["missed"].is_null(), "its period runs");
        // (50 × 120 + 30 × 99.9966 + 20 × 0 or 120) / 100.
        let over = &json["totals"][1];
        assert!(over["score"].is_null() && over["colour"].is_null());
        assert_eq!((text(&over["score_low"]), text(&over["score_high"])), ("90.0".to_owned(), "114.0".to_owned()));
        assert_eq!(text(&json["totals"][0]["score"]), "33.3");
        assert_eq!(document.tables()[0].notes.len(), 2, "provisional, and incomplete");
    });
}

#[test]
fn it_is_narrowed_by_the_end_of_the_period_and_the_owner_of_the_kpi() {
    let of = |ask: Ask<'_>| {
        let mut found = (Vec::new(), 0);
        trial::report(&REPORT, &files(), &ask, |_, json| {
            found = (trial::column(&json, "kpi"), json["totals"].as_array().map_or(0, Vec::len));
        });
        found
    };
    let wu = Ask {
        owner: Some("wu"),
        ..Ask::default()
    };
    assert_eq!(of(wu), (vec!["hair".to_owned()], 1));
    let later = Ask {
        period: Period::parse("2026-Q3", 1).ok(),
        ..Ask::default()
    };
    assert_eq!(of(later), (vec!["ahead".to_owned()], 1));
}

#[test]
fn nothing_is_told_of_actuals_that_could_not_be_read() {
    let broken = OVER.replace("value = 96", "value = \"many\"");
    let goal = [("goals/over.toml", broken.as_str())];
    let files: Vec<(&str, &str)> = HEAD.into_iter().chain(goal).collect();
    trial::report(&REPORT, &files, &Ask::default(), |document, json| {
        assert!(json["rows"][0]["actual"].is_null() && json["rows"][0]["missed"].is_null());
        assert!(json["totals"][0]["score_low"].is_null());
        assert_eq!(document.tables()[0].notes.len(), 0, "it is not said to lack a figure");
        assert_eq!(document.notes.len(), 1);
    });
}

#[test]
fn its_bars_stand_as_its_rows_and_say_what_has_no_figure() {
    trial::report(&REPORT, &files(), &Ask::default(), |document, _| {
        let [chart] = document.tables()[0].charts.as_slice() else {
            panic!("one chart");
        };
        let labels: Vec<&str> = chart.marks.iter().map(|mark| mark.label.en.as_str()).collect();
        assert_eq!(labels, ["By a hair (Acme)", "Sum (Acme)", "Reached (Acme)"]);
        assert_eq!(chart.summary.en, "Attainment of 3 KPIs: 1 at 100 % or above, 1 red. 1 without a figure.");
        assert_eq!(chart.summary.zh, "3 项指标的达成率：1 项达到或超过 100%，1 项为红灯。另有 1 项没有数据。");
    });
}
