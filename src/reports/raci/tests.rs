//! The RACI matrix of little books, row by row.

use crate::render::{Format, Look, render};
use crate::say::Lang;

use super::super::{Ask, trial};
use super::REPORT;

const SETTINGS: (&str, &str) = (
    "kam.toml",
    "[book]\nname = \"B\"\n[roles.am]\n[duties.renewal]\ntitle = \"Renewal\"\ntiers = [\"key\"]\n[duties.report]\ntiers = \
     [\"key\"]\n[duties.audit]\ntiers = [\"key\"]\n[duties.training]\n[tiers.key]\nroles = [\"am\"]\n",
);
const LI: (&str, &str) = ("people/li.toml", "name = \"Li Na\"\n");
const WU: (&str, &str) = ("people/wu.toml", "name = \"Wu Di\"\nleft = 2026-03-01\n");
const TEAM: &str = r#"
[[team]]
person = "li"
role = "am"
accountable = ["renewal"]
responsible = ["renewal"]
informed = ["audit"]
[[team]]
person = "wu"
role = "am"
accountable = ["report"]
consulted = ["renewal"]
[[team]]
person = "gone"
role = "am"
until = 2026-03-31
accountable = ["audit"]
"#;

fn account(more: &str) -> String {
    format!("name = \"Acme\"\ntier = \"key\"\nowner = \"li\"\n{more}{TEAM}")
}

#[test]
fn letters_stand_in_the_order_arci_and_the_worst_duty_first() {
    let account = account("");
    let files = [SETTINGS, LI, WU, ("accounts/acme.toml", &*account)];
    trial::report(&REPORT, &files, &Ask::default(), |document, json| {
        let expected = serde_json::json!([
            {"account": "acme", "duty": "audit", "people": {"li": "I"}},
            {"account": "acme", "duty": "renewal", "people": {"li": "AR", "wu": "C"}},
            {"account": "acme", "duty": "report", "people": {"wu": "A"}},
        ]);
        assert_eq!(json["rows"], expected);
        let look = Look {
            lang: Lang::Zh,
            ..Look::default()
        };
        let page = String::from_utf8(render(document, Format::Markdown, &look)).expect("UTF-8");
        assert!(page.contains("无人负责，Li Na：I"), "{page}");
        assert!(page.contains("Wu Di：已离职，A"), "{page}");
    });
}

#[test]
fn several_accountable_and_nobody_at_all_are_said() {
    let two = "name = \"A\"\ntier = \"key\"\n[[team]]\nperson = \"li\"\nrole = \"am\"\naccountable = [\"renewal\", \
               \"report\"]\n[[team]]\nperson = \"bo\"\nrole = \"am\"\naccountable = [\"renewal\"]\n";
    let files = [SETTINGS, LI, ("people/bo.toml", "name = \"Bo\"\n"), ("accounts/a.toml", two)];
    trial::report(&REPORT, &files, &Ask::default(), |document, json| {
        assert_eq!(trial::column(&json, "duty"), ["audit", "renewal", "report"]);
        assert_eq!(json["rows"][0]["people"], serde_json::json!({}));
        let page = String::from_utf8(render(document, Format::Markdown, &Look::default())).expect("UTF-8");
        assert!(page.contains("| nobody"), "{page}");
        assert!(page.contains("more than one accountable, Li Na: A; Bo: A"), "{page}");
    });
}

#[test]
fn of_customers_that_are_not_active_only_what_somebody_does() {
    let dormant = account("status = \"dormant\"\n");
    let lost = account("status = \"lost\"\n");
    let files = [SETTINGS, LI, WU, ("accounts/d.toml", &*dormant), ("accounts/l.toml", &*lost)];
    trial::report(&REPORT, &files, &Ask::default(), |_, json| {
        assert_eq!(trial::column(&json, "account"), ["d", "d", "d"]);
        assert!(!trial::column(&json, "duty").contains(&"training".to_owned()));
    });
}

#[test]
fn it_is_narrowed_to_what_somebody_answers_for() {
    let account = account("");
    let files = [SETTINGS, LI, WU, ("accounts/acme.toml", &*account)];
    let of = |owner| {
        let ask = Ask {
            owner: Some(owner),
            ..Ask::default()
        };
        let mut duties = Vec::new();
        trial::report(&REPORT, &files, &ask, |_, json| duties = trial::column(&json, "duty"));
        duties
    };
    // What nobody answers for is the account's owner's.
    assert_eq!(of("li"), ["audit", "renewal"]);
    assert_eq!(of("wu"), ["report"]);
}

#[test]
fn a_team_that_could_not_be_read_is_left_out_and_said() {
    let files = [SETTINGS, LI, ("accounts/a.toml", "name = \"A\"\ntier = \"key\"\nteam = 5\n")];
    trial::report(&REPORT, &files, &Ask::default(), |document, json| {
        assert_eq!(json["rows"], serde_json::json!([]));
        assert!(document.tables()[0].notes[0].en.starts_with("Left out: 1 account"));
    });
}
