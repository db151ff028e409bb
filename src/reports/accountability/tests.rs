//! The accountability table of little books, row by row.

use crate::document::Document;
use crate::render::{Format, Look, render};

use super::super::{Ask, trial};
use super::REPORT;

const SETTINGS: (&str, &str) = (
    "kam.toml",
    r#"
[book]
name = "Little"
[roles.am]
title = "Account manager"
[roles.sales]
[duties.renewal]
title = "Renewal"
tiers = ["key"]
[duties.training]
[tiers.key]
roles = ["am", "sales"]
"#,
);
const LI: (&str, &str) = ("people/li.toml", "name = \"Li Na\"\n");
const WU: (&str, &str) = ("people/wu.toml", "name = \"Wu\"\nleft = 2026-03-01\n");

fn made(files: &[(&str, &str)], ask: &Ask<'_>, run: impl FnOnce(&Document, serde_json::Value)) {
    trial::report(&REPORT, files, ask, run);
}

#[test]
fn a_row_says_who_answers_and_what_nobody_does() {
    let account = r#"
name = "Acme"
tier = "key"
owner = "li"
industry = "Steel"
[[contact]]
id = "gone"
name = "Old Boss"
role = "decision-maker"
left = 2026-01-31
[[contact]]
id = "user"
name = "User"
power = 2
[[contact]]
id = "boss"
name = "Boss"
title = "CEO"
power = 5
[[team]]
person = "li"
role = "am"
responsible = ["training"]
[[team]]
person = "wu"
role = "sales"
informed = ["renewal"]
"#;
    let files = [
        SETTINGS,
        LI,
        WU,
        ("accounts/acme.toml", account),
        ("tasks/late.toml", "title = \"Late\"\nowner = \"li\"\naccount = \"acme\"\ndue = 2026-03-30\n"),
        ("tasks/today.toml", "title = \"Today\"\nowner = \"li\"\naccount = \"acme\"\ndue = 2026-04-01\n"),
        ("tasks/some-day.toml", "title = \"Some day\"\nowner = \"li\"\naccount = \"acme\"\n"),
        ("tasks/done.toml", "title = \"Done\"\nowner = \"li\"\naccount = \"acme\"\ndone = 2026-03-02\n"),
        (
            "interactions/i1.toml",
            "account = \"acme\"\ndate = 2026-03-20\nchannel = \"call\"\npeople = [\"li\"]\ncontacts = [\"boss\"]\nsummary = \"Talk\"\n[[feedback]]\nid = \"f1\"\ntype = \"complaint\"\ntext = \"Slow\"\n[[feedback]]\nid = \"f2\"\ntype = \"praise\"\ntext = \"Kind\"\n",
        ),
    ];
    made(&files, &Ask::default(), |_, json| {
        let row = &json["rows"][0];
        let expected = serde_json::json!({
            "account": "acme", "name": "Acme", "tier": "key", "industry": "Steel", "contact": "boss",
            "accountable": "li", "team": {"am": ["li"], "sales": ["wu"]},
            // The complaint waits for an answer as well: 7 days after the 20th.
            "open": 4, "overdue": 2, "next_due": "2026-04-01", "last_contact": "2026-03-20",
            "feedback": {"date": "2026-03-20", "type": "complaint", "text": "Slow", "answered": false},
            "gaps": ["role/sales", "duty/renewal/accountable"],
        });
        assert_eq!(row, &expected);
    });
}

#[test]
fn money_at_stake_comes_first_then_what_is_worst() {
    let files = [
        SETTINGS,
        LI,
        ("accounts/a-calm.toml", "name = \"A\"\ntier = \"key\"\nstatus = \"dormant\"\n"),
        ("accounts/b-late.toml", "name = \"B\"\ntier = \"key\"\nstatus = \"dormant\"\n"),
        ("accounts/c-some.toml", "name = \"C\"\ntier = \"key\"\nstatus = \"dormant\"\n"),
        ("accounts/d-more.toml", "name = \"D\"\ntier = \"key\"\nstatus = \"dormant\"\n"),
        ("tasks/t.toml", "title = \"T\"\nowner = \"li\"\naccount = \"b-late\"\ndue = 2026-01-01\n"),
        ("orders/c.toml", "account = \"c-some\"\ndate = 2026-03-01\npromised = 2026-03-20\namount = \"999.00 CNY\"\n"),
        ("orders/d.toml", "account = \"d-more\"\ndate = 2026-03-01\npromised = 2026-03-31\namount = \"1000.00 CNY\"\n"),
        // Due some day: nothing is at stake yet.
        ("orders/a.toml", "account = \"a-calm\"\ndate = 2026-03-01\npromised = 2026-09-01\namount = \"9999.00 CNY\"\n"),
    ];
    made(&files, &Ask::default(), |_, json| {
        assert_eq!(trial::column(&json, "account"), ["d-more", "c-some", "b-late", "a-calm"]);
    });
}

#[test]
fn lost_accounts_are_left_out_unless_something_is_open_or_they_are_asked_for() {
    let files = [
        SETTINGS,
        LI,
        ("accounts/lost.toml", "name = \"L\"\ntier = \"key\"\nstatus = \"lost\"\n"),
        ("accounts/owing.toml", "name = \"O\"\ntier = \"key\"\nstatus = \"lost\"\nowner = \"li\"\n"),
        ("tasks/t.toml", "title = \"T\"\nowner = \"li\"\naccount = \"owing\"\ndue = 2026-05-01\n"),
    ];
    made(&files, &Ask::default(), |_, json| {
        assert_eq!(trial::column(&json, "account"), ["owing"]);
        assert_eq!(json["notes"][0], "Left out: 1 lost account with nothing open.");
    });
    let asked = Ask {
        account: Some("lost"),
        ..Ask::default()
    };
    made(&files, &asked, |_, json| assert_eq!(trial::column(&json, "account"), ["lost"]));
    let of_li = Ask {
        owner: Some("li"),
        ..Ask::default()
    };
    made(&files, &of_li, |_, json| assert_eq!(trial::column(&json, "account"), ["owing"]));
}

#[test]
fn what_could_not_be_read_is_unknown_and_said() {
    let account = "name = \"Acme\"\ntier = \"key\"\nowner = 5\n[[team]]\nperson = \"li\"\nrole = 7\n";
    let files = [SETTINGS, LI, ("accounts/acme.toml", account)];
    made(&files, &Ask::default(), |document, json| {
        for key in ["accountable", "team", "gaps"] {
            assert!(json["rows"][0][key].is_null(), "{key}");
        }
        let page = String::from_utf8(render(document, Format::Markdown, &Look::default())).expect("UTF-8");
        assert!(!page.contains("nobody"), "nothing is claimed of what could not be read");
        assert_eq!(document.notes.len(), 1);
        assert!(document.notes[0].en.contains("accounts/acme.toml"));
    });
}

#[test]
fn who_is_missing_or_gone_is_said_to_people() {
    let files = [
        SETTINGS,
        LI,
        WU,
        ("accounts/a.toml", "name = \"A\"\ntier = \"key\"\n"),
        ("accounts/b.toml", "name = \"B\"\ntier = \"key\"\nowner = \"wu\"\n"),
    ];
    made(&files, &Ask::default(), |document, json| {
        let page = String::from_utf8(render(document, Format::Markdown, &Look::default())).expect("UTF-8");
        assert!(page.contains("| nobody |"), "{page}");
        assert!(page.contains("| has left: Wu |"), "{page}");
        assert!(json["rows"][0]["accountable"].is_null());
    });
}
