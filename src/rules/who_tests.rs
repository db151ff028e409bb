//! Where the rules on who answers for what, and on what was agreed, begin and end: days, silence beside
//! other mistakes, and what is counted once. The examples of their pages show the rest.

use crate::facts::little;
use crate::findings;

/// What a rule says of a book as of a day: reference and English message.
fn told(rule: &str, files: &[(&str, &str)], as_of: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    little::facts(files, as_of, |facts| {
        let found = findings::find(facts).into_iter().filter(|one| one.rule.name == rule);
        all.extend(found.map(|one| (one.reference.unwrap_or_default(), one.message.en)));
    });
    all.sort();
    all
}

fn count(rule: &str, files: &[(&str, &str)], as_of: &str) -> usize {
    told(rule, files, as_of).len()
}

const KAM: (&str, &str) = (
    "kam.toml",
    "[book]\nname = \"B\"\nbegan = 2026-01-01\n[duties.visit]\ntiers = [\"key\"]\nevery = \"monthly\"\n[roles.am]\n\
     [roles.se]\n[tiers.key]\nrank = 2\nroles = [\"am\", \"se\"]\n",
);

const LEFT: (&str, &str) = ("people/wang.toml", "name = \"Wang\"\nleft = 2026-02-28\n");

fn account(rest: &str) -> String {
    format!("name = \"A\"\ntier = \"key\"\nowner = \"li\"\n{rest}")
}

#[test]
fn a_leaver_is_told_after_the_last_day_and_each_duty_once() {
    let team =
        account("[[team]]\nperson = \"wang\"\nrole = \"am\"\naccountable = [\"visit\"]\nresponsible = [\"visit\"]\n");
    let files = [KAM, LEFT, ("accounts/a.toml", &team)];
    assert_eq!(count("left-person", &files, "2026-02-28"), 0);
    // The duty is in the ledger, and the team names it twice.
    let told = told("left-person", &files, "2026-03-01");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0, "person/wang");
    assert!(told[0].1.contains("1 open commitment of account `a`"), "{}", told[0].1);
    // That duty is not told again as one without anybody.
    assert_eq!(count("no-accountable", &files, "2026-03-01"), 0);
}

#[test]
fn one_of_two_accountable_who_has_left_leaves_one() {
    let team = account(
        "[[team]]\nperson = \"wang\"\nrole = \"am\"\naccountable = [\"visit\"]\n\
         [[team]]\nperson = \"li\"\nrole = \"se\"\naccountable = [\"visit\"]\n",
    );
    let files = [KAM, LEFT, ("accounts/a.toml", &team)];
    assert_eq!(count("two-accountable", &files, "2026-02-28"), 1);
    assert_eq!(count("two-accountable", &files, "2026-03-01"), 0);
}

#[test]
fn an_unknown_duty_or_role_is_told_once() {
    let team = account("[[team]]\nperson = \"li\"\nrole = \"amm\"\naccountable = [\"visitt\"]\n");
    let files = [KAM, ("people/li.toml", "name = \"Li\"\n"), ("accounts/a.toml", &team)];
    assert_eq!(count("no-accountable", &files, "2026-04-01"), 0);
    assert_eq!(count("vacant-role", &files, "2026-04-01"), 0);
}

#[test]
fn only_active_accounts_are_looked_after() {
    for (status, found) in [
        ("active", 2),
        ("at-risk", 2),
        ("prospect", 0),
        ("dormant", 0),
        ("lost", 0),
    ] {
        let text = format!("name = \"A\"\ntier = \"key\"\nstatus = \"{status}\"\n");
        let files = [KAM, ("accounts/a.toml", text.as_str())];
        assert_eq!(count("no-accountable", &files, "2026-04-01"), found, "{status}");
        assert_eq!(count("vacant-role", &files, "2026-04-01"), found, "{status}");
    }
}

#[test]
fn a_training_counts_on_its_last_day() {
    let training = "name = \"Li\"\n[[training]]\ntopic = \"GDPR\"\ndate = 2024-01-01\nvalid_until = 2026-03-31\n";
    assert_eq!(
        count("training-expired", &[("people/li.toml", training)], "2026-03-31"),
        0
    );
    assert_eq!(
        count("training-expired", &[("people/li.toml", training)], "2026-04-01"),
        1
    );
    // One that is still to come does not help yet; one without an end does, once it was.
    let more = format!("{training}[[training]]\ntopic = \"gdpr\"\ndate = 2026-04-10\n");
    assert_eq!(count("training-expired", &[("people/li.toml", &more)], "2026-04-09"), 1);
    assert_eq!(count("training-expired", &[("people/li.toml", &more)], "2026-04-10"), 0);
}

#[test]
fn a_need_is_told_from_the_ninetieth_day_on() {
    let need = account("[[need]]\nid = \"n\"\ntext = \"N\"\ndate = 2026-01-01\nserved = 2026-05-01\n");
    let files = [("accounts/a.toml", need.as_str())];
    assert_eq!(count("unserved-need", &files, "2026-03-31"), 0);
    assert_eq!(
        told("unserved-need", &files, "2026-04-01"),
        [(
            "account/a#n".to_owned(),
            "need `n` of account `a` has been open for 90 days and no goal serves it".to_owned()
        )]
    );
    assert_eq!(count("unserved-need", &files, "2026-05-01"), 0);
    // A goal that could not be read may serve it.
    let unread = [
        ("accounts/a.toml", need.as_str()),
        ("goals/g.toml", "account = \"a\"\ntitle = \""),
    ];
    assert_eq!(count("unserved-need", &unread, "2026-04-01"), 0);
}

#[test]
fn contacts_count_for_180_days() {
    let contacts = account("[[contact]]\nid = \"c\"\nname = \"C\"\n[[contact]]\nid = \"d\"\nname = \"D\"\n");
    let both = "account = \"a\"\ndate = 2026-01-01\nchannel = \"call\"\npeople = [\"li\"]\ncontacts = [\"c\", \
                \"d\"]\nsummary = \"S\"\n";
    let files = [("accounts/a.toml", contacts.as_str()), ("interactions/i.toml", both)];
    assert_eq!(count("single-threaded", &files, "2025-12-31"), 1);
    assert_eq!(count("single-threaded", &files, "2026-06-30"), 0);
    assert_eq!(count("single-threaded", &files, "2026-07-01"), 1);
}

#[test]
fn of_many_equal_tasks_each_but_the_first_is_told() {
    let task = "title = \"签 合同\"\naccount = \"a\"\nowner = \"li\"\nfor = \"goal/g\"\ndue = 2026-05-01\n";
    let spaced = task.replace("签 合同", "签合同");
    let text = account("");
    let files = [
        ("accounts/a.toml", text.as_str()),
        ("tasks/t1.toml", task),
        ("tasks/t2.toml", &spaced),
        ("tasks/t3.toml", task),
    ];
    let references: Vec<String> = told("duplicate-task", &files, "2026-04-01")
        .into_iter()
        .map(|(reference, _)| reference)
        .collect();
    assert_eq!(references, ["task/t2", "task/t3"]);
}

const GOAL: &str = "account = \"a\"\ntitle = \"G\"\nperiod = \"2026-Q1\"\nowner = \"li\"\n";

#[test]
fn an_adjustment_ahead_may_stand_in_the_kpi_already() {
    let adjusted = |value: u32| {
        format!(
            "{GOAL}[[kpi]]\nid = \"k\"\nname = \"K\"\ntarget = {value}\nweight = 100\n\
             [[adjustment]]\ndate = 2026-01-10\nkpi = \"k\"\nfield = \"target\"\nfrom = 10\nto = 20\nreason = \"R\"\n\
             approved_by = \"li\"\n[[adjustment]]\ndate = 2026-03-10\nkpi = \"k\"\nfield = \"target\"\nfrom = 20\nto = \
             30\nreason = \"R\"\napproved_by = \"li\"\n"
        )
    };
    let found = |value, as_of| count("adjustment-mismatch", &[("goals/g.toml", &adjusted(value))], as_of);
    assert_eq!((found(20, "2026-03-09"), found(30, "2026-03-09")), (0, 0));
    assert_eq!((found(20, "2026-03-10"), found(30, "2026-03-10")), (1, 0));
    assert_eq!((found(10, "2026-01-09"), found(10, "2026-01-10")), (0, 1));
}

#[test]
fn a_contract_kpi_differs_in_each_thing_that_is_written() {
    let contract = "account = \"a\"\ntitle = \"C\"\nstatus = \"active\"\nowner = \"li\"\nstart = 2026-01-01\nend = \
                    2026-12-31\n[[kpi]]\nid = \"c\"\nname = \"C\"\ntarget = 5\nunit = \"h\"\nbetter = \
                    \"lower\"\nmeasured = \"monthly\"\n";
    let found = |rest: &str| {
        let goal = format!(
            "{GOAL}contract = \"c\"\n[[kpi]]\nid = \"k\"\nname = \"K\"\nweight = 100\ncontract_kpi = \"c\"\n{rest}"
        );
        let files = [("contracts/c.toml", contract), ("goals/g.toml", goal.as_str())];
        told("contract-kpi-mismatch", &files, "2026-04-01")
            .pop()
            .map_or_else(String::new, |(_, message)| {
                message.rsplit("`c`: ").next().unwrap_or_default().to_owned()
            })
    };
    assert_eq!(found("target = 5.0\nbetter = \"lower\"\nmeasured = \"monthly\"\n"), "");
    assert_eq!(
        found("target = 6\nunit = \"min\"\nzero_at = 1\n"),
        "target 6 instead of 5; unit `min` instead of `h`; higher is better instead of lower; not measured monthly as the \
         contract says"
    );
}

#[test]
fn weights_are_added_up_exactly() {
    let goal = |weights: &[&str]| {
        let kpis = weights
            .iter()
            .enumerate()
            .map(|(at, weight)| format!("[[kpi]]\nid = \"k{at}\"\nname = \"K\"\ntarget = 1\nweight = {weight}\n"));
        GOAL.to_owned() + &kpis.collect::<String>()
    };
    let found = |weights: &[&str]| count("weights", &[("goals/g.toml", &goal(weights))], "2026-04-01");
    assert_eq!(found(&["33.3", "33.3", "33.4"]), 0);
    assert_eq!(found(&["33.3", "33.3", "33.3"]), 1);
    assert_eq!(found(&["99.9"]), 1);
    assert_eq!(found(&[]), 0);
}
