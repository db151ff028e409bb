//! Contact with the accounts of little books.

use crate::document::Detail;

use super::super::{Ask, trial};
use super::REPORT;

const LI: (&str, &str) = ("people/li.toml", "name = \"Li Na\"\n");
const SETTINGS: (&str, &str) = (
    "kam.toml",
    "[book]\nname = \"Little\"\nbegan = 2026-03-01\n[tiers.key]\ncontact_every = \"2 weeks\"\nshare_every = { report = \"2 weeks\" }\n[tiers.none]\n",
);

fn account(id: &str, more: &str) -> (String, String) {
    let text = format!("name = \"{id}\"\nowner = \"li\"\n{more}\n[[contact]]\nid = \"boss\"\nname = \"Boss\"\n");
    (format!("accounts/{id}.toml"), text)
}

fn made(files: &[(String, String)], ask: &Ask<'_>, run: impl FnOnce(&crate::document::Document, serde_json::Value)) {
    let mut all = vec![SETTINGS, LI];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    trial::report(&REPORT, &all, ask, run);
}

fn talk(id: &str, date: &str, more: &str) -> (String, String) {
    let text = format!("account = \"acme\"\ndate = {date}\npeople = [\"li\"]\nsummary = \"S\"\n{more}");
    (format!("interactions/{id}.toml"), text)
}

const CALL: &str = "channel = \"call\"\ncontacts = [\"boss\"]\n";

#[test]
fn what_is_told_of_an_account() {
    let said = "[[shared]]\ntype = \"report\"\ntitle = \"R\"\n[[promise]]\nid = \"p1\"\nparty = \"us\"\ntext = \"P\"\ndue = 2026-03-30\n\
                [[promise]]\nid = \"p2\"\nparty = \"customer\"\ntext = \"P\"\ndue = 2026-05-01\n[[feedback]]\nid = \"f1\"\ntype = \"question\"\ntext = \"Q\"\n";
    let files = [
        account("acme", "tier = \"key\""),
        // From 1 March: 19 days, 5 days, then 7 days up to the day.
        talk("i1", "2026-03-20", &format!("{CALL}{said}")),
        talk("i2", "2026-03-25", CALL),
        talk("i3", "2026-03-31", "channel = \"internal\"\n"),
        talk("i4", "2026-04-02", CALL),
    ];
    let ask = Ask { detail: Detail::Workings, ..Ask::default() };
    made(&files, &ask, |document, json| {
        let mut row = json["rows"][0].clone();
        row["sources"].take();
row["workings"].take();
        let expected = serde_json::json!({
            "account": "acme", "last_contact": "2026-03-25", "next_due": "2026-04-08", "interactions": 3,
            "gaps_over": 1, "coverage": 66.7, "shared": {"report": "2026-03-20"}, "open_feedback": 1,
            "open_promises": 2, "sources": null, "workings": null,
        });
        assert_eq!(row, expected);
        let workings = &document.tables()[0].rows[0].workings;
        let told: Vec<&str> = workings.iter().map(|working| working.said.en.as_str()).collect();
        assert!(told.contains(&"2 of 3 gaps within `2 weeks` = 66.7%"), "{told:?}");
        assert!(told.contains(&"3 interactions, of which 2 count as contact"), "{told:?}");
        assert!(told.contains(&"1 ours + 1 theirs"), "{told:?}");
    });
}

#[test]
fn the_longest_silence_comes_first_and_who_is_owed_nothing_has_no_rate() {
    let files = [
        account("acme", "tier = \"key\""),
        account("beta", "tier = \"key\"\nsince = 2026-03-15"),
        account("calm", "tier = \"none\""),
        account("gone", "tier = \"key\"\nstatus = \"lost\""),
    ];
    made(&files, &Ask::default(), |_, json| {
        assert_eq!(trial::column(&json, "account"), ["acme", "beta", "calm"]);
        assert_eq!(trial::column(&json, "next_due"), ["2026-03-15", "2026-03-29", "null"]);
        assert_eq!(trial::column(&json, "coverage"), ["0.0", "0.0", "null"]);
        assert_eq!(json["notes"], serde_json::json!(["Left out: 1 lost account with nothing to tell."]));
    });
}

#[test]
fn what_could_not_be_read_is_not_known() {
    let files = [account("acme", "tier = \"key\""), talk("i1", "2026-03-20", CALL), talk("i2", "2026-03-25", "channel = \"call\"\ncontacts = 1\n")];
    made(&files, &Ask::default(), |_, json| {
        for key in ["last_contact", "interactions", "gaps_over", "coverage"] {
            assert_eq!(trial::column(&json, key), ["null"], "{key}");
        }
    });
}
