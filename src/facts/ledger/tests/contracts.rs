//! Obligations and notices in the ledger.

use crate::facts::ledger::{exposure, stake};
use crate::facts::little;

use super::{ACCOUNT, BOOK, PLAIN, lines, owes, settings};

const CONTRACT: &str = "account = \"acme\"\ntitle = \"MSA\"\nowner = \"zhou\"\n";

#[test]
fn obligations_come_again_up_to_the_next_one() {
    let contract = format!(
        "{CONTRACT}status = \"active\"\nstart = 2026-01-31\nend = 2026-12-31\nvalue = \"100000 CNY\"\n\
         [[obligation]]\nid = \"uptime\"\nparty = \"us\"\ntitle = \"R\"\nevery = \"monthly\"\n\
         penalty = {{ per_day = 1, cap = 5 }}\n\
         [[obligation]]\nid = \"pay\"\nparty = \"customer\"\ntitle = \"P\"\ndue = 2025-12-01\nowner = \"li\"\namount = \"5 CNY\"\n\
         [[fulfilled]]\nobligation = \"uptime\"\ndue = 2026-02-28\non = 2026-03-03\n\
         [[fulfilled]]\nobligation = \"uptime\"\ndue = 2026-03-31\non = 2026-04-02\n"
    );
    let settings = settings(&format!("began = 2026-02-01\n{PLAIN}"));
    let files = [(BOOK, &*settings), ACCOUNT, ("contracts/msa.toml", &*contract)];
    owes(
        &files,
        "2026-03-31",
        &[
            // People wrote this date, so that it is owed though the book began later.
            "contract/msa#pay overdue 2025-12-01 li",
            "contract/msa#uptime@2026-02-28 done-late 2026-02-28 zhou",
            // It was met on 2 April, which has not come.
            "contract/msa#uptime@2026-03-31 due-soon 2026-03-31 zhou",
            "contract/msa#uptime@2026-04-30 open 2026-04-30 zhou",
        ],
    );
    little::facts(&files, "2026-04-20", |facts| {
        let costs: Vec<String> = facts
            .ledger
            .all
            .iter()
            .filter_map(|one| exposure(facts, one))
            .map(|(cost, _)| cost.text(2))
            .collect();
        // Three days and two days late, one percent of the value each.
        assert_eq!(costs, ["3000.00", "2000.00"]);
        let stakes = facts.ledger.all.iter().filter_map(|one| stake(facts, one));
        let stakes: Vec<String> = stakes.map(|money| money.shown()).collect();
        assert_eq!(stakes, ["5.00", "3000.00", "2000.00"]);
    });
    for (status, expected) in [("draft", 0), ("signed", 4), ("terminated", 3)] {
        let contract = contract.replace("\"active\"", &format!("\"{status}\""));
        little::facts(
            &[(BOOK, &settings), ACCOUNT, ("contracts/msa.toml", &contract)],
            "2026-03-31",
            |facts| {
                let found = lines(facts);
                assert_eq!(
                    found.iter().filter(|line| line.starts_with("contract/")).count(),
                    expected,
                    "{status}: {found:?}"
                );
            },
        );
    }
}

#[test]
fn notices_of_terms_that_roll_on() {
    let contract = format!(
        "{CONTRACT}status = \"active\"\nstart = 2024-04-01\nend = 2025-03-31\nnotice = \"1 months\"\nauto_renew = true\n"
    );
    let settings = settings(&format!("began = 2025-01-01\n{PLAIN}"));
    let files = [(BOOK, &*settings), ACCOUNT, ("contracts/msa.toml", &*contract)];
    owes(&files, "2025-02-28", &["contract/msa#notice due-soon 2025-02-28 zhou"]);
    owes(&files, "2025-03-01", &["contract/msa#notice done 2025-02-28 zhou"]);
    owes(
        &files,
        "2025-04-01",
        &[
            "contract/msa#notice done 2025-02-28 zhou",
            "contract/msa#notice@2026-03-31 open 2026-02-28 zhou",
        ],
    );
}

#[test]
fn a_notice_is_answered_in_its_own_ways() {
    let settings = settings(PLAIN);
    let contract = |more: &str| {
        format!(
            "{CONTRACT}start = 2025-01-01\nend = 2025-12-31\nnotice = \"60 days\"\n{}{more}",
            if more.contains("status =") {
                ""
            } else {
                "status = \"active\"\n"
            }
        )
    };
    let other = |status: &str, start: &str| {
        format!("{CONTRACT}status = \"{status}\"\nstart = {start}\nend = 2027-12-31\nsigned = 2025-10-20\n")
    };
    let notice = |contract: &str, other: Option<&str>, expected: &[&str]| {
        let mut files = vec![(BOOK, &*settings), ACCOUNT, ("contracts/msa.toml", contract)];
        files.extend(other.map(|other| ("contracts/next.toml", other)));
        owes(&files, "2025-11-10", expected);
    };
    let late = &["contract/msa#notice overdue 2025-11-01 zhou"];
    let done = &["contract/msa#notice done 2025-11-01 zhou"];
    notice(&contract(""), None, late);
    notice(&contract(""), Some(&other("signed", "2025-12-01")), done);
    notice(&contract(""), Some(&other("signed", "2026-01-01")), done);
    notice(&contract(""), Some(&other("signed", "2025-11-30")), late);
    notice(&contract(""), Some(&other("signed", "2026-01-02")), late);
    notice(&contract(""), Some(&other("draft", "2026-01-01")), late);
    notice(&contract("status = \"terminated\"\n"), None, done);
    notice(&contract("status = \"expired\"\n"), None, &[]);
    notice(&contract("status = \"signed\"\n"), None, &[]);
    let decided = |date: &str, more: &str| format!("[[renewal]]\ndate = {date}\nby = \"zhou\"\n{more}\n");
    notice(&contract(&decided("2025-10-01", "decision = \"end\"")), None, done);
    notice(
        &contract(&decided("2025-11-05", "decision = \"renegotiate\"")),
        None,
        &["contract/msa#notice done-late 2025-11-01 zhou"],
    );
    // Before the term, and after as-of.
    notice(&contract(&decided("2025-11-11", "decision = \"end\"")), None, late);
    notice(
        &contract(&decided("2025-10-01", "decision = \"renew\"\nuntil = 2026-12-31")),
        None,
        &[
            "contract/msa#notice done 2025-11-01 zhou",
            "contract/msa#notice open 2026-11-01 zhou",
        ],
    );
}
