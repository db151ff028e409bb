//! Requests of little books.

use crate::document::Detail;
use crate::values::period::Period;

use super::super::{Ask, trial};
use super::REPORT;

const LI: (&str, &str) = ("people/li.toml", "name = \"Li Na\"\n");
const SETTINGS: (&str, &str) = (
    "kam.toml",
    "[book]\nname = \"Little\"\n[sla.high]\nrespond = \"2 hours\"\nresolve = \"1 days\"\n",
);
const ACME: (&str, &str) = ("accounts/acme.toml", "name = \"Acme\"\ntier = \"key\"\nowner = \"li\"\n");

fn request(sort: &str, opened: &str, more: &str) -> String {
    format!("account = \"acme\"\ntype = \"{sort}\"\ntitle = \"T\"\nseverity = \"high\"\nowner = \"li\"\nopened = {opened}\n{more}")
}

fn made(ask: &Ask<'_>, run: impl FnOnce(&crate::document::Document, serde_json::Value)) {
    let texts = [
        request("incident", "2026-03-02T09:00:00+08:00", "responded = 2026-03-02T10:30:00+08:00\nresolved = 2026-03-02T18:00:00+08:00\nrating = 5\n"),
        request("complaint", "2026-03-03T09:00:00+08:00", "responded = 2026-03-03T12:00:00+08:00\nresolved = 2026-03-05T09:00:00+08:00\nrating = 2\n"),
        // Neither answered nor solved: both clocks have run out.
        request("incident", "2026-02-03T09:00:00+08:00", ""),
    ];
    let files = [
        SETTINGS,
        LI,
        ACME,
        ("accounts/beta.toml", "name = \"Beta\"\ntier = \"key\"\n"),
        ("requests/r1.toml", &texts[0]),
        ("requests/r2.toml", &texts[1]),
        ("requests/r3.toml", &texts[2]),
    ];
    trial::report(&REPORT, &files, ask, run);
}

#[test]
fn rates_stand_on_their_counts() {
    made(&Ask { detail: Detail::Workings, ..Ask::default() }, |document, json| {
        let mut row = json["rows"][0].clone();
        row["sources"].take();
row["workings"].take();
        let expected = serde_json::json!({
            "account": "acme", "requests": 3, "open": 1, "response_sla": 33.3, "resolution_sla": 33.3,
            "median_response": 2.3, "complaints": 1, "complaint_rate": 33.3, "rating": 3.5, "sources": null, "workings": null,
        });
        assert_eq!(row, expected);
        assert_eq!(json["totals"][0]["complaint_rate"], 33.3);
        assert_eq!(trial::column(&json, "account"), ["acme", "beta"]);
        let workings = &document.tables()[0].rows[0].workings;
        let told: Vec<&str> = workings.iter().map(|working| working.said.en.as_str()).collect();
        assert!(told.contains(&"1 of 3 requests answered in time = 33.3%"), "{told:?}");
        assert!(told.contains(&"2 requests answered: median 2.3 h, 90th percentile 3.0 h, mean 2.3 h"), "{told:?}");
        assert!(told.contains(&"1 complaint / 3 requests × 100 = 33.3%"), "{told:?}");
    });
}

#[test]
fn what_is_open_is_so_whenever_it_was_opened() {
    let ask = Ask { period: Some(Period::parse("2026-03", 1).unwrap()), ..Ask::default() };
    made(&ask, |_, json| {
        let row = &json["rows"][0];
        assert_eq!((&row["requests"], &row["open"], &row["resolution_sla"]), (&2.into(), &1.into(), &50.0.into()));
    });
}

#[test]
fn what_is_not_known_has_no_working() {
    let solved = request("incident", "2026-03-02T09:00:00+08:00", "resolved = 2026-03-02T18:00:00+08:00\n");
    let files = [
        SETTINGS,
        LI,
        ACME,
        ("requests/r1.toml", &solved),
        ("requests/r2.toml", "account = \"acme\"\nseverity = [\n"),
    ];
    let ask = Ask { detail: Detail::Workings, ..Ask::default() };
    trial::report(&REPORT, &files, &ask, |document, json| {
        let totals = &document.tables()[0].totals.as_ref().expect("totals").rows[0];
        assert!(json["totals"][0]["resolution_sla"].is_null());
        assert!(totals.workings.is_empty(), "{:?}", totals.workings);
    });
}
