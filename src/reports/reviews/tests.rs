//! The findings of reviews in little books, row by row.

use crate::values::period::Period;

use super::super::{Ask, trial};
use super::REPORT;

const FILES: [(&str, &str); 6] = [
    ("people/li.toml", "name = \"Li Na\"\n"),
    ("people/wu.toml", "name = \"Wu Di\"\n"),
    ("accounts/acme.toml", "name = \"Acme\"\ntier = \"key\"\nstatus = \"dormant\"\n"),
    (
        "reviews/q1.toml",
        r#"
period = "2026-Q1"
date = 2026-03-10
reviewers = ["wu"]
areas = ["goals", "contracts"]
[[finding]]
id = "minor"
area = "goals"
severity = "minor"
text = "A blemish"
owner = "li"
account = "acme"
[[finding]]
id = "grave"
area = "contracts"
severity = "critical"
text = "No contract"
owner = "wu"
[[finding]]
id = "mended"
area = "contracts"
severity = "major"
text = "Reports late"
owner = "li"
account = "acme"
improvement = "ca"
"#,
    ),
    (
        "reviews/to-come.toml",
        "period = \"2026-Q2\"\ndate = 2026-04-02\nreviewers = [\"wu\"]\nareas = [\"goals\"]\n[[finding]]\nid = \
         \"f\"\narea = \"goals\"\nseverity = \"minor\"\ntext = \"T\"\nowner = \"li\"\n",
    ),
    (
        "improvements/ca.toml",
        "problem = \"Reports late\"\ngoal = \"G\"\nowner = \"li\"\ndue = 2026-05-31\nopened = 2026-03-26\n",
    ),
];

#[test]
fn a_row_says_whether_a_finding_was_taken_up() {
    trial::report(&REPORT, &FILES, &Ask::default(), |_, json| {
        // Fourteen days after the review is 24 March; the improvement came two days later.
        assert_eq!(trial::column(&json, "finding"), ["grave", "minor", "mended"]);
        assert_eq!(trial::column(&json, "state"), ["overdue", "overdue", "done-late"]);
        let mended = serde_json::json!({
            "review": "q1", "finding": "mended", "area": "contracts", "account": "acme", "severity": "major",
            "owner": "li", "improvement": "ca", "state": "done-late",
        });
        assert_eq!(json["rows"][2], mended);
        assert!(json["rows"][0]["account"].is_null() && json["rows"][0]["improvement"].is_null());
    });
}

#[test]
fn it_is_narrowed_by_account_owner_and_the_day_of_the_review() {
    let of = |ask: Ask<'_>| {
        let mut findings = Vec::new();
        trial::report(&REPORT, &FILES, &ask, |_, json| findings = trial::column(&json, "finding"));
        findings
    };
    let wu = Ask {
        owner: Some("wu"),
        ..Ask::default()
    };
    assert_eq!(of(wu), ["grave"]);
    let acme = Ask {
        account: Some("acme"),
        ..Ask::default()
    };
    assert_eq!(of(acme), ["minor", "mended"]);
    let february = Ask {
        period: Period::parse("2026-02", 1).ok(),
        ..Ask::default()
    };
    assert!(of(february).is_empty());
}
