//! Who is asked about which file of little books.

use super::{Host, codeowners};
use crate::facts::little;

const PEOPLE: [(&str, &str); 4] = [
    ("people/boss.toml", "name = \"Boss\"\nemail = \"boss@example.com\"\n"),
    (
        "people/li.toml",
        "name = \"Li Na\"\nemail = \"li@example.com\"\n[external]\ngithub = \"@lina\"\n",
    ),
    (
        "people/wu.toml",
        "name = \"Wu\"\nemail = \"wu@example.com\"\nmanager = \"boss\"\n",
    ),
    ("people/zhao.toml", "name = \"Zhao\"\n"),
];

const ACME: &str = "name = \"Acme\"\ntier = \"key\"\nowner = \"li\"\nsupervisor = \"boss\"\n[[team]]\nperson = \"wu\"\nrole = \"sales\"\naccountable = [\"renewal\"]\n";

fn made(files: &[(&str, &str)], folder: &str, host: Host) -> (Vec<String>, Vec<String>) {
    let settings = (
        "kam.toml",
        "[book]\nname = \"Little\"\n[duties.renewal]\ntitle = \"Renewal\"\n",
    );
    let files: Vec<_> = PEOPLE.iter().chain(files).copied().chain([settings]).collect();
    let mut out = (Vec::new(), Vec::new());
    little::facts(&files, "2026-04-01", |facts| {
        let made = codeowners(facts, folder, host);
        let lines = made
            .text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(str::to_owned);
        out = (lines.collect(), made.notes.into_iter().map(|note| note.en).collect());
    });
    out
}

#[test]
fn a_customers_folder_asks_who_answers_for_it_and_its_goals_the_supervisor() {
    let goal = "account = \"acme\"\ntitle = \"G\"\nperiod = \"2026-Q2\"\nowner = \"li\"\n";
    let files = [
        ("acme/account.toml", ACME),
        ("acme/goals/g.toml", goal),
        (
            "acme/tasks/t 1.toml",
            "account = \"acme\"\ntitle = \"T\"\nowner = \"li\"\n",
        ),
        (
            "acme/tasks/w.toml",
            "account = \"acme\"\ntitle = \"W\"\nowner = \"li\"\n[[waive]]\nrule = \"orphan-task\"\nreason = \"-\"\nby = \"boss\"\nuntil = 2026-05-01\n",
        ),
    ];
    let (lines, notes) = made(&files, "", Host::GitHub);
    let wanted = [
        "* boss@example.com",
        "/acme/ @lina wu@example.com",
        "/acme/goals/ boss@example.com",
        "/acme/tasks/w.toml boss@example.com",
        "/kam.toml boss@example.com",
        "/.gitignore boss@example.com",
        "/.gitattributes boss@example.com",
        "/.gitlab-ci.yml boss@example.com",
        "/.github/ boss@example.com",
        "/CODEOWNERS boss@example.com",
    ];
    assert_eq!(lines, wanted);
    assert_eq!(notes, [""; 0]);
}

#[test]
fn by_kind_each_file_asks_its_customers_people() {
    let other = "id = \"other\"\nname = \"Other\"\ntier = \"key\"\nowner = \"wu\"\n";
    let files = [("accounts/acme.toml", ACME), ("accounts/other [1].toml", other)];
    let (lines, _) = made(&files, "books/东 区/", Host::GitLab);
    let wanted = [
        "/books/东\\ 区/ boss@example.com",
        "/books/东\\ 区/accounts/acme.toml li@example.com wu@example.com",
        "/books/东\\ 区/accounts/other\\ ?1?.toml wu@example.com",
        "/books/东\\ 区/kam.toml boss@example.com",
        "/books/东\\ 区/CODEOWNERS boss@example.com",
    ];
    assert_eq!(lines, wanted);
}

#[test]
fn who_cannot_be_asked_is_told_and_no_line_asks_nobody() {
    let files = [(
        "accounts/acme.toml",
        "name = \"Acme\"\ntier = \"key\"\nowner = \"zhao\"\n",
    )];
    let (lines, notes) = made(&files, "", Host::GitHub);
    assert_eq!(lines, [""; 0]);
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(notes[1].ends_with("zhao"), "{}", notes[1]);
}
