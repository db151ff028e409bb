//! Sales of little books, account by account and in all.

use crate::document::Detail;
use crate::render::{Format, Look, render};
use crate::values::period::Period;

use super::super::{Ask, trial};
use super::REPORT;

const LI: (&str, &str) = ("people/li.toml", "name = \"Li Na\"\n");
const SETTINGS: (&str, &str) = ("kam.toml", "[book]\nname = \"Little\"\n[rates]\nUSD = \"7.10\"\n");
const ACME: (&str, &str) = ("accounts/acme.toml", "name = \"Acme\"\ntier = \"key\"\nowner = \"li\"\n");
const BETA: (&str, &str) = ("accounts/beta.toml", "name = \"Beta\"\ntier = \"key\"\n");
const NULL: serde_json::Value = serde_json::Value::Null;

const ORDERS: [(&str, &str); 4] = [
    ("orders/o1.toml", "account = \"acme\"\ndate = 2026-01-05\namount = 600\npromised = 2026-02-01\ndelivered = 2026-02-01\n"),
    ("orders/o2.toml", "account = \"acme\"\ndate = 2026-02-05\namount = \"20 USD\"\npromised = 2026-03-01\ndelivered = 2026-03-02\n"),
    ("orders/o3.toml", "account = \"acme\"\ndate = 2026-02-05\namount = 1000\ncancelled = true\n"),
    ("orders/o4.toml", "account = \"beta\"\ndate = 2026-02-05\namount = 58\n"),
];

const DEALS: [(&str, &str); 4] = [
    ("opportunities/d1.toml", "account = \"acme\"\ntitle = \"D\"\nowner = \"li\"\nstage = \"propose\"\namount = 100\nexpected_close = 2026-03-31\n"),
    ("opportunities/d2.toml", "account = \"acme\"\ntitle = \"D\"\nowner = \"li\"\nstage = \"won\"\namount = 300\nopened = 2026-01-01\nclosed = 2026-01-21\n"),
    ("opportunities/d3.toml", "account = \"acme\"\ntitle = \"D\"\nowner = \"li\"\nstage = \"lost\"\namount = 100\nclosed = 2026-02-01\nreason = \"price\"\n"),
    ("opportunities/d4.toml", "account = \"beta\"\ntitle = \"D\"\nowner = \"li\"\nstage = \"lost\"\namount = 100\nclosed = 2026-02-01\n"),
];

fn files() -> Vec<(&'static str, &'static str)> {
    [&[SETTINGS, LI, ACME, BETA], ORDERS.as_slice(), &DEALS].concat()
}

#[test]
fn accounts_and_their_totals() {
    let ask = Ask { detail: Detail::Workings, ..Ask::default() };
    trial::report(&REPORT, &files(), &ask, |document, json| {
        let money = |amount: &str| serde_json::json!({"amount": amount, "currency": "CNY"});
        let mut row = json["rows"][0].clone();
        row["sources"].take();
row["workings"].take();
        let expected = serde_json::json!({
            "account": "acme", "orders": 2, "revenue": money("742.00"), "share": 92.8, "class": "A", "on_time": 50.0,
            "pipeline": money("100.00"), "weighted": money("40.00"), "won": 1, "lost": 1, "win_rate": 50.0,
            "stalled": 1, "sources": null, "workings": null,
        });
        assert_eq!(row, expected);
        assert_eq!(json["rows"][1]["class"], "C");
        let expected = serde_json::json!({
            "account": null, "orders": 3, "revenue": money("800.00"), "share": 100.0, "class": null, "on_time": 50.0,
            "pipeline": money("100.00"), "weighted": money("40.00"), "won": 1, "lost": 2, "win_rate": 33.3,
            "stalled": 1, "win_rate_by_value": 60.0, "won_value": money("300.00"),
            // 92.75² + 7.25²
            "hhi": 8655.1, "top1": 92.8, "top3": 100.0, "cycle_days": 20.0,
            "loss_reasons": {"price": 1, "unknown": 1},
        });
        let mut totals = json["totals"][0].clone();
        totals.as_object_mut().expect("an object").remove("workings");
        assert_eq!(totals, expected);
        let table = document.tables()[0];
        let told: Vec<&str> = table.rows[0].workings.iter().map(|working| working.said.en.as_str()).collect();
        assert!(told.contains(&"sum of 2 orders = 742.00 CNY"), "{told:?}");
        assert!(told.contains(&"1 of 2 orders delivered in time = 50.0%"), "{told:?}");
        assert!(told.contains(&"1 won of 2 = 50.0%; by value 75.0%"), "{told:?}");
        let summaries: Vec<&str> = table.charts.iter().map(|chart| chart.summary.en.as_str()).collect();
        assert_eq!(
            summaries,
            [
                "Of 2 accounts with revenue the largest 2: first Acme with 742.00 CNY.",
                "1 open opportunity worth 100.00 CNY: lead 0.00 CNY (0), qualify 0.00 CNY (0), propose 100.00 CNY (1), negotiate 0.00 CNY (0).",
            ]
        );
    });
}

#[test]
fn a_period_takes_orders_dated_and_deals_closed_in_it_and_the_pipeline_stays() {
    let ask = Ask { period: Some(Period::parse("2026-01", 1).unwrap()), ..Ask::default() };
    trial::report(&REPORT, &files(), &ask, |_, json| {
        let row = &json["rows"][0];
        assert_eq!((&row["orders"], &row["won"], &row["lost"]), (&1.into(), &1.into(), &0.into()));
        assert_eq!((&row["pipeline"]["amount"], &row["on_time"]), (&"100.00".into(), &NULL));
    });
}

#[test]
fn a_person_or_an_account_has_no_concentration() {
    let ask = Ask { owner: Some("li"), ..Ask::default() };
    trial::report(&REPORT, &files(), &ask, |_, json| {
        assert_eq!(trial::column(&json, "account"), ["acme"]);
        let totals = &json["totals"][0];
        assert_eq!((&totals["hhi"], &totals["top1"], &totals["share"]), (&NULL, &NULL, &92.8.into()));
    });
}

#[test]
fn what_has_no_rate_is_unknown_and_said() {
    let mut files = files();
    files.push(("orders/o5.toml", "account = \"beta\"\ndate = 2026-02-05\namount = \"1 EUR\"\n"));
    trial::report(&REPORT, &files, &Ask::default(), |_, json| {
        assert_eq!((&json["rows"][1]["revenue"]["amount"], &json["rows"][1]["share"]), (&"742.00".into(), &NULL));
        assert_eq!((&json["rows"][0]["revenue"], &json["totals"][0]["revenue"]), (&NULL, &NULL));
        assert!(json["notes"][0].as_str().unwrap().contains("no rate for EUR"), "{}", json["notes"]);
    });
}

#[test]
fn an_order_that_could_not_be_read_leaves_its_account_unknown() {
    let mut files = files();
    files.push(("orders/o5.toml", "account = \"beta\"\namount = 7\n"));
    trial::report(&REPORT, &files, &Ask::default(), |_, json| {
        assert_eq!(trial::column(&json, "account"), ["beta", "acme"]);
        assert_eq!((&json["rows"][0]["revenue"], &json["rows"][0]["orders"]), (&NULL, &NULL));
        assert_eq!((&json["rows"][0]["lost"], &json["totals"][0]["revenue"]), (&1.into(), &NULL));
    });
}

#[test]
fn a_revenue_that_is_not_known_comes_first_and_is_said() {
    let mut files = files();
    files.push(("orders/o5.toml", "account = \"beta\"\ndate = 2026-02-05\n"));
    trial::report(&REPORT, &files, &Ask::default(), |document, json| {
        assert_eq!(trial::column(&json, "account"), ["beta", "acme"]);
        assert_eq!((&json["rows"][0]["revenue"], &json["totals"][0]["revenue"]), (&NULL, &NULL));
        assert!(json["notes"].to_string().contains("1 order says neither an amount nor"), "{}", json["notes"]);
        assert!(document.tables()[0].rows[0].cells[2].mark.is_some());
    });
}

#[test]
fn what_is_not_known_has_no_working() {
    let mut files = files();
    files.push(("orders/o5.toml", "account = \"beta\"\namount = 7\n"));
    files.push(("opportunities/d5.toml", "account = \"beta\"\nstage = [\n"));
    let ask = Ask { detail: Detail::Workings, ..Ask::default() };
    trial::report(&REPORT, &files, &ask, |document, _| {
        let table = document.tables()[0];
        let totals = &table.totals.as_ref().expect("totals").rows[0];
        assert!(totals.workings.is_empty(), "{:?}", totals.workings);
        let beta = &table.rows[0];
        assert!(beta.workings.is_empty(), "{:?}", beta.workings);
    });
}

#[test]
fn nothing_is_explained_of_what_is_not_there() {
    let files = [SETTINGS, LI, ACME, BETA, DEALS[0]];
    let ask = Ask { account: Some("beta"), detail: Detail::Workings, ..Ask::default() };
    trial::report(&REPORT, &files, &ask, |document, json| {
        assert_eq!(json["totals"][0]["workings"], NULL);
        let page = String::from_utf8(render(document, Format::Markdown, &Look::default())).expect("UTF-8");
        assert!(!page.contains("****") && !page.contains("= -") && !page.contains("of 0"), "{page}");
    });
}
