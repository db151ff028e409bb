//! The figures of books out of public data, against those that another program worked out from the data.
//!
//! `KAM_REAL_BOOKS` names the folder with the books `northwind`, `pipeline` and `tickets`; the data are not
//! part of this repository. Without it, nothing is checked, and that is said.
#![allow(
    clippy::disallowed_methods,
    reason = "a test that is told by the environment where its data are"
)]

use std::path::Path;

use kam::book;
use kam::facts::rate::Rate;
use kam::facts::{Facts, sales};
use kam::render::{Format, Look, render};
use kam::reports::{self, Ask};
use kam::source::Texts;
use kam::store;
use kam::values::date::parse_date;
use kam::values::figure::Figure;

/// Runs a check on the facts of one of the books, where they are.
fn with_book(name: &str, as_of: &str, check: impl FnOnce(&Facts<'_, '_>)) {
    let Some(books) = std::env::var_os("KAM_REAL_BOOKS") else {
        println!("KAM_REAL_BOOKS is not set: nothing of `{name}` was checked");
        return;
    };
    let root = Path::new(&books).join(name);
    let settings_source = store::read_settings(&root).expect("the book has a kam.toml");
    let texts = Texts::default();
    let (settings, faults) = book::settings(&settings_source, &texts);
    let ignore = store::Ignore::new(&settings.ignore).expect("the patterns can be read");
    let folder = store::read_folder(&root, &ignore).expect("the book can be read");
    let book = book::read(settings, &settings_source, &folder.sources, &texts, faults);
    check(&Facts::new(&book, parse_date(as_of).expect("the day is a date")));
}

fn shown(figure: Option<&Figure>, places: u32) -> String {
    figure.map_or("-".to_owned(), |figure| figure.text(places))
}

/// A report as programs get it.
fn report(facts: &Facts<'_, '_>, name: &str) -> serde_json::Value {
    let report = reports::named(name).expect("there is such a report");
    let document = (report.make)(facts, &Ask::default()).expect("the report can be made");
    serde_json::from_slice(&render(&document, Format::Json, &Look::default())).expect("JSON")
}

/// The value of a key in the totals.
fn total(report: &serde_json::Value, key: &str) -> String {
    let value = &report["totals"][0][key];
    let amount = value.get("amount").and_then(|amount| amount.as_str());
    amount.map_or_else(|| value.to_string(), str::to_owned)
}

#[test]
fn the_sales_report_tells_the_same_of_northwind() {
    with_book("northwind", "1998-05-07", |facts| {
        let sales = report(facts, "sales");
        let told = ["orders", "revenue", "on_time", "won"].map(|key| total(&sales, key));
        assert_eq!(told, ["830", "1265793.04", "95.0", "0"]);
        let largest: Vec<_> = sales["rows"].as_array().into_iter().flatten().take(3).collect();
        let largest: Vec<_> = largest
            .iter()
            .map(|row| (row["account"].as_str(), row["revenue"]["amount"].as_str()))
            .collect();
        let expected = [("quick", "110277.31"), ("ernsh", "104874.98"), ("savea", "104361.95")];
        assert_eq!(largest, expected.map(|(id, amount)| (Some(id), Some(amount))));
    });
}

#[test]
fn the_sales_report_tells_the_same_of_the_pipeline() {
    with_book("pipeline", "2018-01-01", |facts| {
        let sales = report(facts, "sales");
        let told = ["won", "lost", "win_rate", "won_value", "cycle_days"].map(|key| total(&sales, key));
        assert_eq!(told, ["4238", "2473", "63.2", "10005534.00", "51.8"]);
    });
}

#[test]
fn the_service_report_tells_the_tickets() {
    with_book("tickets", "2023-06-03", |facts| {
        let service = report(facts, "service");
        let told = ["requests", "open", "complaints", "complaint_rate", "rating"].map(|key| total(&service, key));
        assert_eq!(told, ["8469", "5700", "1752", "20.7", "3.0"]);
    });
}

#[test]
fn northwind_has_its_revenue_its_largest_accounts_and_its_on_time_delivery() {
    with_book("northwind", "1998-05-07", |facts| {
        let all = sales::portfolio(facts, None);
        assert_eq!(shown(all.total.figure(), 4), "1265793.0395");
        assert_eq!(all.orders, 830);
        let largest: Vec<(&str, String)> = all.ranked[..3]
            .iter()
            .map(|at| {
                let revenue = &all.accounts[*at].revenue;
                (facts.book.accounts.all[*at].id, shown(revenue.figure(), 2))
            })
            .collect();
        let expected = [
            ("quick", "110277.31".to_owned()),
            ("ernsh", "104874.98".to_owned()),
            ("savea", "104361.95".to_owned()),
        ];
        assert_eq!(largest, expected);
        let on_time = (0..facts.book.accounts.all.len())
            .map(|account| sales::on_time(facts, account, None))
            .fold(Rate::default(), |sum, one| Rate {
                kept: sum.kept + one.kept,
                of: sum.of + one.of,
            });
        assert_eq!(on_time, Rate { kept: 725, of: 763 });
        assert_eq!(shown(on_time.percent().as_ref(), 1), "95.0");
        let without: Vec<&str> = facts
            .book
            .accounts
            .iter()
            .zip(&all.accounts)
            .filter(|(_, standing)| standing.revenue.orders == 0)
            .map(|(account, _)| account.id)
            .collect();
        assert_eq!(without, ["fissa", "paris"]);
    });
}

#[test]
fn the_pipeline_has_its_deals_won_and_lost() {
    with_book("pipeline", "2018-01-01", |facts| {
        let all = sales::deals(facts, &facts.book.opportunities, None);
        assert_eq!((all.won, all.lost), (4238, 2473));
        assert_eq!(shown(all.won_value.figure(), 0), "10005534");
        assert_eq!(shown(all.win_rate().percent().as_ref(), 1), "63.2");
    });
}
