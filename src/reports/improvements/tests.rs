//! The table of improvements of little books, row by row.

use crate::render::{Format, Look, render};
use crate::values::period::Period;

use super::super::{Ask, trial};
use super::REPORT;

fn improvement(due: &str, more: &str) -> String {
    format!("problem = \"P\"\ngoal = \"G\"\nowner = \"li\"\naccount = \"acme\"\ndue = {due}\n{more}")
}

fn measure(due: &str, done: Option<&str>) -> String {
    let done = done.map_or_else(String::new, |done| format!("done = {done}\n"));
    format!("[[measure]]\nid = \"m{due}\"\ntitle = \"M\"\nowner = \"li\"\ndue = {due}\n{done}")
}

fn effect(date: &str, effective: bool) -> String {
    format!("[[effect]]\ndate = {date}\nby = \"wu\"\neffective = {effective}\nmetric = \"m\"\nbefore = 1\nafter = 2\n")
}

fn files() -> Vec<(&'static str, String)> {
    let late_measure = measure("2026-03-20", None) + &measure("2026-03-10", Some("2026-03-09"));
    let done = measure("2026-02-01", Some("2026-02-01"));
    vec![
        ("people/li.toml", "name = \"Li Na\"\n".to_owned()),
        ("people/wu.toml", "name = \"Wu Di\"\n".to_owned()),
        ("accounts/acme.toml", "name = \"Acme\"\ntier = \"key\"\nstatus = \"dormant\"\n".to_owned()),
        ("improvements/a-calm.toml", improvement("2026-05-01", &measure("2026-05-01", None))),
        ("improvements/b-behind.toml", improvement("2026-05-01", &late_measure)),
        ("improvements/c-late.toml", improvement("2026-03-25", "")),
        (
            "improvements/d-closed.toml",
            improvement("2026-03-25", &format!("status = \"closed\"\nclosed = 2026-03-27\n{done}{}", effect("2026-03-26", true))),
        ),
        (
            "improvements/e-in-vain.toml",
            improvement(
                "2026-03-25",
                &format!("closed = 2026-03-20\n{done}{}{}", effect("2026-03-10", true), effect("2026-03-20", false)),
            ),
        ),
        ("improvements/f-unseen.toml", improvement("2026-06-30", &done)),
        ("improvements/g-to-come.toml", improvement("2026-06-30", "opened = 2026-04-02\n")),
    ]
}

fn with(ask: &Ask<'_>, run: impl FnOnce(&crate::document::Document, serde_json::Value)) {
    let files = files();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    trial::report(&REPORT, &files, ask, run);
}

#[test]
fn the_worst_first_and_what_did_not_help_among_them() {
    with(&Ask::default(), |document, json| {
        let order = ["c-late", "f-unseen", "b-behind", "e-in-vain", "a-calm", "d-closed"];
        assert_eq!(trial::column(&json, "improvement"), order);
        let behind = serde_json::json!({
            "improvement": "b-behind", "account": "acme", "problem": "P", "goal": "G", "owner": "li",
            "due": "2026-05-01", "measures_done": 1, "measures": 2, "effective": null, "state": "open",
            "days_late": 0,
        });
        assert_eq!(json["rows"][2], behind);
        let of = |at: usize| (json["rows"][at]["effective"].clone(), json["rows"][at]["state"].clone());
        assert_eq!(of(3), (false.into(), "done".into()), "the last look counts");
        assert_eq!(of(5), (true.into(), "done-late".into()));
        assert_eq!(json["rows"][0]["days_late"], 7);
        assert_eq!(json["rows"][5]["days_late"], 2);
        let page = String::from_utf8(render(document, Format::Markdown, &Look::default())).expect("UTF-8");
        assert!(page.contains("overdue") && page.contains("P | G | Li Na | 2026-06-30 |"), "nobody looked at the effect: {page}");
    });
}

#[test]
fn of_a_period_what_is_due_in_it() {
    let ask = Ask {
        period: Period::parse("2026-Q2", 1).ok(),
        ..Ask::default()
    };
    with(&ask, |_, json| {
        assert_eq!(trial::column(&json, "improvement"), ["f-unseen", "b-behind", "a-calm"]);
    });
}

#[test]
fn what_could_not_be_read_is_unknown() {
    let text = improvement("2026-03-25", "measure = 5\nclosed = \"soon\"\neffect = \"good\"\n");
    trial::report(&REPORT, &[("improvements/i.toml", &text)], &Ask::default(), |_, json| {
        for key in ["measures_done", "measures", "effective", "state", "days_late"] {
            assert!(json["rows"][0][key].is_null(), "{key}");
        }
    });
}
