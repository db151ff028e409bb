//! Markets of little books, part by part.

use crate::facts::market::By;
use crate::values::period::Period;

use super::super::{Ask, trial};
use super::REPORT;

const LI: (&str, &str) = ("people/li.toml", "name = \"Li Na\"\n");
const FILES: [(&str, &str); 6] = [
    LI,
    ("accounts/a.toml", "name = \"A\"\ntier = \"key\"\nindustry = \"Steel\"\nregion = \"North\"\n[[need]]\nid = \"n\"\ntext = \"N\"\n"),
    ("accounts/b.toml", "name = \"B\"\ntier = \"growth\"\nowner = \"li\"\n"),
    ("orders/o1.toml", "account = \"a\"\ndate = 2025-12-01\namount = 100\n"),
    ("orders/o2.toml", "account = \"a\"\ndate = 2026-02-01\n[[line]]\nproduct = \"P\"\nquantity = 1\nprice = 75\n"),
    ("opportunities/d.toml", "account = \"b\"\ntitle = \"D\"\nowner = \"li\"\nstage = \"lost\"\nclosed = 2026-02-01\nproducts = [\"P\"]\ncompetitor = \"Rival\"\n"),
];

#[test]
fn by_industry_against_the_period_before() {
    let ask = Ask { period: Some(Period::parse("2026-Q1", 1).unwrap()), ..Ask::default() };
    trial::report(&REPORT, &FILES, &ask, |_, json| {
        let steel = serde_json::json!({
            "key": "Steel", "accounts": 1, "revenue": {"amount": "75.00", "currency": "CNY"}, "revenue_share": 100.0,
            "contact_share": null, "growth": -25.0, "pipeline": {"amount": "0.00", "currency": "CNY"}, "won": 0,
            "lost": 0, "win_rate": null, "needs": 1,
        });
        let mut row = json["rows"][0].clone();
        row.as_object_mut().unwrap().remove("sources");
row.as_object_mut().unwrap().remove("workings");
        assert_eq!(row, steel);
        assert_eq!((&json["rows"][1]["key"], &json["rows"][1]["win_rate"]), (&serde_json::Value::Null, &0.0.into()));
    });
}

#[test]
fn by_everything_else() {
    for (by, keys) in [
        (By::Region, ["North", "null"].as_slice()),
        (By::Tier, &["key", "growth"]),
        (By::Product, &["null", "P"]),
        (By::Competitor, &["null", "Rival"]),
    ] {
        let ask = Ask { by, ..Ask::default() };
        trial::report(&REPORT, &FILES, &ask, |_, json| {
            assert_eq!(trial::column(&json, "key"), keys, "{by:?}");
            assert!(json["notes"][0].as_str().unwrap().starts_with("Growth is told of a period"));
        });
    }
    let ask = Ask { owner: Some("li"), ..Ask::default() };
    trial::report(&REPORT, &FILES, &ask, |_, json| assert_eq!(trial::column(&json, "accounts"), ["1"]));
}
