//! What surveys of little books say.

use crate::document::{Detail, Form};
use crate::values::period::Period;

use super::super::{Ask, trial};
use super::REPORT;

const LI: (&str, &str) = ("people/li.toml", "name = \"Li Na\"\n");
const ACME: (&str, &str) = ("accounts/acme.toml", "name = \"Acme\"\ntier = \"key\"\nowner = \"li\"\n");
const BETA: (&str, &str) = ("accounts/beta.toml", "name = \"Beta\"\ntier = \"key\"\n");

const NULL: serde_json::Value = serde_json::Value::Null;
const HEAD: &str = "account = \"acme\"\nmethod = \"phone\"\nowner = \"li\"\n";
const GOOD: &str = "date = 2026-01-10\nsent = 4\n[[response]]\nanswers = { product_quality = 5, response_speed = 4 }\nnps = 9\nces = 6\n\
                    [[response]]\nanswers = { product_quality = 4 }\nnps = 10\nces = 7\n[[issue]]\nid = \"i\"\ntext = \"T\"\n";
const BAD: &str = "date = 2026-03-10\n[[response]]\nanswers = { product_quality = 2, response_speed = 3 }\nnps = 3\n";

fn files(surveys: [&str; 2], run: impl FnOnce(&[(&str, &str)])) {
    let texts = surveys.map(|text| format!("{HEAD}{text}"));
    run(&[LI, ACME, BETA, ("surveys/s1.toml", &texts[0]), ("surveys/s2.toml", &texts[1])]);
}

#[test]
fn surveys_are_pooled() {
    files([GOOD, BAD], |files| {
        let ask = Ask { detail: Detail::Workings, ..Ask::default() };
        trial::report(&REPORT, files, &ask, |document, json| {
            let mut row = json["rows"][0].clone();
            row["sources"].take();
row["workings"].take();
            let expected = serde_json::json!({
                // Half of those asked, by the one survey that tells how many.
                "account": "acme", "surveys": 2, "response_rate": 50.0, "csat": 60.0,
                "dimensions": {"product_quality": 66.7, "response_speed": 50.0},
                // p = 2/3, d = 1/3: 196 × √((1 − 1/9) / 3).
                "nps": 33.3, "nps_margin": 106.7, "ces": 6.5, "issues_open": 1, "sources": null, "workings": null,
            });
            assert_eq!(row, expected);
            assert_eq!(json["rows"][1]["csat"], serde_json::Value::Null);
            assert_eq!(json["totals"][0]["csat"], 60.0);
            let note = json["notes"][0].as_str().unwrap();
            assert!(note.starts_with("Few: of 1 account there are under 30 answers"), "{note}");
            let table = document.tables()[0];
            let told: Vec<&str> = table.rows[0].workings.iter().map(|working| working.said.en.as_str()).collect();
            assert!(told.contains(&"3 of 5 answers in the top two boxes = 60.0%; mean 3.60"), "{told:?}");
            assert!(told.contains(&"(2 promoters − 1 detractors) / 3 × 100 = 33.3"), "{told:?}");
            let chart = &table.charts[0];
            assert_eq!((chart.form, chart.marks.len()), (Form::Lines, 2));
            assert_eq!(chart.summary.en, "From 2026-01-10 to 2026-03-10, 2 points: CSAT from 100.0% to 0.0%, NPS from 100.0 to -100.0.");
        });
    });
}

#[test]
fn a_period_takes_the_surveys_dated_in_it() {
    files([GOOD, BAD], |files| {
        let ask = Ask { period: Some(Period::parse("2026-03", 1).unwrap()), ..Ask::default() };
        trial::report(&REPORT, files, &ask, |document, json| {
            // What is open is so as of the day.
            assert_eq!((&json["rows"][0]["csat"], &json["rows"][0]["issues_open"]), (&0.0.into(), &1.into()));
            assert!(document.tables()[0].charts.is_empty());
        });
    });
}

#[test]
fn a_survey_that_could_not_be_read_leaves_its_account_and_the_whole_unknown() {
    files([GOOD, "date = 2026-03-10\nowner = [\n"], |files| {
        trial::report(&REPORT, files, &Ask::default(), |_, json| {
            assert_eq!((&json["rows"][0]["csat"], &json["totals"][0]["csat"]), (&NULL, &NULL));
            assert_eq!((&json["rows"][0]["issues_open"], &json["totals"][0]["issues_open"]), (&NULL, &NULL));
            assert!(json["notes"][0].as_str().unwrap().starts_with("Of 1 account a whole survey"), "{}", json["notes"]);
        });
    });
    files([GOOD, "date = 2026-03-10\nscale = \"wide\"\n"], |files| {
        trial::report(&REPORT, files, &Ask::default(), |_, json| {
            assert_eq!((&json["rows"][0]["surveys"], &json["rows"][0]["csat"]), (&1.into(), &100.0.into()));
            assert!(json["notes"].to_string().contains("Left out: 1 survey"), "{}", json["notes"]);
        });
    });
}
