//! `--new-since`: what is new by a change, and that no change decides how it is judged itself.
//!
//! All commits here are of 10 March 2026; the books are judged on 1 April.

use crate::scratch::{ACME, Repo, SETTINGS, WANG, found_since, kam, program, ran};

const LATE: &str = "title = \"Late\"\naccount = \"acme\"\ndue = 2026-03-01\nowner = \"chen\"\nfor = \"account/acme\"\n";

impl Repo {
    /// What is found since `base`, as `new severity rule ref`, sorted; notes and `before` left out; and the exit code.
    fn found(&self) -> (Vec<String>, i32) {
        let (all, code) = self.all();
        let some = all
            .into_iter()
            .filter(|line| !line.contains(" note ") && !line.starts_with("before"));
        (some.collect(), code)
    }

    fn all(&self) -> (Vec<String>, i32) {
        found_since(&self.book(), "base")
    }
}

#[test]
fn what_the_change_brings_is_told_from_what_was_there() {
    let repo = Repo::with(&[
        ("tasks/t1.toml", LATE),
        ("tasks/t2.toml", &LATE.replace("03-01", "03-20")),
    ]);
    repo.put(&[("tasks/t3.toml", &LATE.replace("Late", "Other"))]);
    repo.git(&["mv", "tasks/t1.toml", "tasks/moved.toml"]);
    repo.put(&[("tasks/moved.toml", &format!("# A line more.\n\nid = \"t1\"\n{LATE}"))]);
    let (all, code) = repo.all();
    let overdue: Vec<_> = all.iter().filter(|line| line.contains("overdue-task")).collect();
    assert_eq!(
        overdue,
        [
            "before error overdue-task task/t1",
            "change error overdue-task task/t3",
            "time error overdue-task task/t2"
        ]
    );
    assert_eq!(code, 1);
    repo.remove("tasks/t3.toml");
    assert_eq!(repo.found().1, 0);
}

#[test]
fn a_change_is_judged_by_the_settings_before_it() {
    let repo = Repo::within("crm/", &[]);
    let settings = SETTINGS.1.replace("[book]\n", "[book]\nignore = [\"tasks/**\"]\n");
    repo.put(&[
        (
            "kam.toml",
            &format!("{settings}[checks.severity]\noverdue-task = \"off\"\n"),
        ),
        ("tasks/t1.toml", LATE),
    ]);
    repo.commit("chen", "open the gate");
    let (found, code) = repo.found();
    assert!(
        found.contains(&"change error overdue-task task/t1".to_owned()),
        "{found:?}"
    );
    assert_eq!(code, 1);
}

#[test]
fn a_waiver_in_the_change_excuses_nothing_and_one_before_it_does() {
    let waiver = "[[waive]]\nrule = \"overdue-task\"\nreason = \"R\"\nby = \"wang\"\nuntil = 2026-04-20\n";
    let waived = format!("{LATE}{waiver}");
    let repo = Repo::with(&[("tasks/t1.toml", &waived)]);
    repo.put(&[
        ("tasks/t2.toml", &waived),
        ("tasks/t1.toml", &format!("{waived}# Moved.\n")),
    ]);
    let (all, _) = repo.all();
    let overdue: Vec<_> = all.iter().filter(|line| line.contains("overdue-task")).collect();
    assert_eq!(
        overdue,
        ["before note overdue-task task/t1", "change error overdue-task task/t2"]
    );
}

#[test]
fn what_was_answered_and_no_longer_is_is_new() {
    let task = LATE.replace("03-01", "03-05");
    let waived =
        format!("{task}[[waive]]\nrule = \"overdue-task\"\nreason = \"R\"\nby = \"wang\"\nuntil = 2026-03-20\n");
    let repo = Repo::with(&[("tasks/t1.toml", &waived)]);
    repo.put(&[("tasks/t1.toml", &task)]);
    assert_eq!(repo.found(), (vec!["time error overdue-task task/t1".to_owned()], 0));
}

#[test]
fn what_kam_toml_makes_may_be_used_at_once() {
    let repo = Repo::with(&[]);
    let duty = "[duties.renewal]\ntitle = \"Renewal\"\ntiers = [\"growth\"]\nevery = \"monthly\"\n";
    repo.put(&[
        ("kam.toml", &format!("{}{duty}", SETTINGS.1)),
        (
            "tasks/t1.toml",
            &format!("{}duty = \"renewal\"\n", LATE.replace("2026-03-01", "2026-06-01")),
        ),
    ]);
    assert_eq!(repo.found(), (vec![], 0));
    repo.put(&[(
        "kam.toml",
        &format!("{}[checks.severity]\noverdue-tsk = \"note\"\n", SETTINGS.1),
    )]);
    let (found, code) = repo.found();
    assert!(
        found.contains(&"change error unknown-reference -".to_owned()),
        "{found:?}"
    );
    assert_eq!(code, 1);
}

#[test]
fn every_format_tells_what_is_new() {
    let repo = Repo::with(&[("tasks/t1.toml", LATE)]);
    repo.put(&[("tasks/t2.toml", &LATE.replace("Late", "Other"))]);
    let check = [
        "--as-of",
        "2026-04-01",
        "check",
        "--new-since",
        "base",
        "--select",
        "overdue-task",
    ];
    let told = |more: &[&str]| repo.kam(&[&check, more].concat());
    let text = told(&[]).out;
    let at = |word: &str| text.find(word).unwrap_or_else(|| panic!("{word}: {text}"));
    assert!(at("New by this change") < at("tasks/t2.toml") && at("tasks/t2.toml") < at("There before"));
    assert!(
        text.contains("1 new by this change, 0 new by time alone, 1 there before"),
        "{text}"
    );
    let chinese = repo.kam(&[&["--lang", "zh-CN"], &check[..]].concat()).out;
    assert!(chinese.contains("本次改动新增 1 个"), "{chinese}");
    let sarif = told(&["--format", "sarif"]).out;
    assert!(sarif.contains("\"baselineState\": \"new\"") && sarif.contains("\"baselineState\": \"unchanged\""));
    let junit = told(&["--format", "junit"]).out;
    assert_eq!(junit.matches("<failure").count(), 1, "{junit}");
    assert!(told(&["--format", "jsonl"]).out.contains("\"new\":\"before\""));
    assert!(told(&["--format", "markdown"]).out.contains("There before"));
    let github = told(&["--format", "github"]).out;
    let groups: Vec<&str> = github.lines().filter(|line| line.starts_with("::group::")).collect();
    assert_eq!(
        groups,
        ["::group::New by this change: 1 error", "::group::There before: 1 error"]
    );
}

#[test]
fn what_was_there_hides_nothing_new_from_github() {
    let names: Vec<String> = (0..30).map(|at| format!("tasks/old{at:02}.toml")).collect();
    let tasks: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), LATE)).collect();
    let repo = Repo::with(&tasks);
    repo.put(&[
        ("tasks/z1.toml", &LATE.replace("Late", "One")),
        ("tasks/z2.toml", &LATE.replace("Late", "Two")),
    ]);
    let args = [
        "--as-of",
        "2026-04-01",
        "check",
        "--new-since",
        "base",
        "--select",
        "overdue-task",
    ];
    let out = repo.kam(&[&args[..], &["--format", "github"]].concat()).out;
    let errors: Vec<&str> = out.lines().filter(|line| line.starts_with("::error ")).collect();
    assert_eq!(errors.len(), 10, "{out}");
    assert!(
        errors[0].contains("tasks/z1.toml") && errors[1].contains("tasks/z2.toml"),
        "{out}"
    );
    assert!(
        errors[9].contains("23 errors in 23 more files (not new by this change)"),
        "{out}"
    );
}

#[test]
fn what_cannot_be_compared_is_said() {
    let repo = Repo::with(&[]);
    let done = repo.kam(&["check", "--new-since", "nowhere"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.contains("nowhere"), "{}", done.err);
    assert_eq!(repo.kam(&["--at", "base", "check", "--new-since", "base"]).code, 2);
}

const GOAL: &str = "account = \"acme\"\ntitle = \"Stable\"\nperiod = \"2026-Q1\"\nowner = \"chen\"\n\n[[kpi]]\nid = \"uptime\"\nname = \"Uptime\"\ntarget = 99.5\nweight = 100\n\n[[actual]]\nkpi = \"uptime\"\nperiod = \"2026-Q1\"\nvalue = 98\nevidence = \"r.pdf\"\n";

/// What the rules about changes find.
fn history(repo: &Repo) -> Vec<String> {
    let names = [
        "late-target-change",
        "moved-due-date",
        "rewritten-actual",
        "deleted-open",
        "loosened",
        "unattested-approval",
    ];
    let (all, _) = repo.all();
    let is_of = |line: &String| names.iter().any(|name| line.contains(name));
    all.into_iter().filter(is_of).collect()
}

#[test]
fn each_way_to_open_the_gate_is_told() {
    let repo = Repo::with(&[
        ("goals/g1.toml", GOAL),
        ("tasks/t1.toml", LATE),
        ("tasks/t2.toml", LATE),
    ]);
    repo.put(&[("goals/g1.toml", &GOAL.replace("99.5", "97"))]);
    assert_eq!(history(&repo), ["change error late-target-change goal/g1#uptime"]);
    repo.put(&[("goals/g1.toml", &GOAL.replace("98", "99.9"))]);
    repo.commit("chen", "better");
    assert_eq!(history(&repo), ["change error rewritten-actual goal/g1#uptime"]);
    repo.remove("goals/g1.toml");
    assert_eq!(history(&repo), ["change error deleted-open goal/g1"]);
    repo.put(&[("goals/g1.toml", GOAL)]);
    repo.remove("tasks/t1.toml");
    assert_eq!(history(&repo), ["change error deleted-open task/t1"]);
    repo.put(&[("tasks/t1.toml", &LATE.replace("03-01", "05-01"))]);
    assert_eq!(history(&repo), ["change warning moved-due-date task/t1"]);
    repo.put(&[("tasks/t1.toml", &format!("{LATE}status = \"cancelled\"\n"))]);
    assert_eq!(history(&repo), ["change error loosened task/t1"]);
    let waiver = "[[waive]]\nrule = \"overdue-task\"\nreason = \"R\"\nby = \"wang\"\nuntil = 2026-04-20\n";
    repo.put(&[("tasks/t1.toml", &format!("{LATE}{waiver}"))]);
    assert_eq!(history(&repo), ["change error loosened task/t1"]);
    assert_eq!(repo.found().1, 1);
}

#[test]
fn a_loosened_setting_is_told_by_its_name() {
    let repo = Repo::with(&[]);
    let settings = SETTINGS.1.replace("[book]\n", "[book]\nignore = [\"old/**\"]\n");
    let more =
        "[checks]\nstale_after = \"900 days\"\n[checks.severity]\noverdue-task = \"note\"\n[survey]\ncsat_min = 10\n";
    repo.put(&[("kam.toml", &format!("{settings}{more}"))]);
    assert_eq!(history(&repo), ["change error loosened -"; 4]);
    let stricter = "[checks.severity]\ndue-soon = \"warning\"\n[survey]\ncsat_min = 90\n";
    repo.put(&[("kam.toml", &format!("{}{stricter}", SETTINGS.1))]);
    assert_eq!(history(&repo), Vec::<String>::new());
}

#[test]
fn an_account_that_is_put_to_sleep_keeps_its_findings() {
    let task = LATE.replace("2026-03-01", "2026-05-01");
    let repo = Repo::with(&[("tasks/t1.toml", &task)]);
    repo.put(&[(ACME.0, &format!("{}status = \"dormant\"\n", ACME.1))]);
    let quiet = history(&repo);
    let busy = Repo::with(&[(ACME.0, &ACME.1.replace("growth", "strategic"))]);
    busy.put(&[ACME]);
    assert_eq!(history(&busy), ["change error loosened account/acme"]);
    let (all, _) = busy.all();
    assert!(
        all.iter()
            .any(|line| line.starts_with("before") && line.contains("vacant-role")),
        "{all:?}"
    );
    assert!(quiet.len() <= 1, "{quiet:?}");
}

#[test]
fn a_date_may_be_moved_with_a_word_and_a_record_with_its_file() {
    let repo = Repo::with(&[("tasks/t1.toml", LATE)]);
    let update = "[[update]]\ndate = 2026-03-01\nby = \"chen\"\nnote = \"The customer asked for it\"\n";
    repo.git(&["mv", "tasks/t1.toml", "tasks/2026-t1.toml"]);
    repo.put(&[(
        "tasks/2026-t1.toml",
        &format!("id = \"t1\"\n{}{update}", LATE.replace("03-01", "05-01")),
    )]);
    assert_eq!(history(&repo), Vec::<String>::new());
}

#[test]
fn what_a_renamed_person_owed_is_told_by_the_new_id() {
    let settings = format!(
        "{}[survey.dimensions]\nproduct = \"Product\"\nservice = \"Service\"\n",
        SETTINGS.1
    );
    let unsound = "account = \"acme\"\ndate = 2026-03-05\nmethod = \"phone\"\nowner = \"wang\"\n\n[[response]]\nanswers = { product = 1, service = 1 }\n";
    let repo = Repo::with(&[
        ("kam.toml", &settings),
        ("surveys/s1.toml", unsound),
        ("tasks/t1.toml", &LATE.replace("chen", "wang")),
        ("goals/g1.toml", &GOAL.replace("chen", "wang")),
    ]);
    repo.git(&["mv", "people/wang.toml", "people/qiang.toml"]);
    repo.remove("tasks/t1.toml");
    repo.remove("goals/g1.toml");
    repo.remove("surveys/s1.toml");
    let done = repo.kam(&[
        "--as-of",
        "2026-04-01",
        "check",
        "--new-since",
        "base",
        "--owner",
        "qiang",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&done.out).unwrap_or_else(|_| panic!("{}", done.err));
    let found = json["findings"].as_array().expect("findings").iter();
    let mut found: Vec<_> = found
        .filter(|one| one["rule"] == "deleted-open" || one["rule"] == "loosened")
        .map(|one| one["ref"].as_str().expect("a reference"))
        .collect();
    found.sort_unstable();
    assert_eq!(found, ["goal/g1", "survey/s1", "task/t1"]);
}

/// The messages of `loosened`.
fn loosened(repo: &Repo) -> Vec<String> {
    let done = repo.kam(&[
        "--as-of",
        "2026-04-01",
        "check",
        "--new-since",
        "base",
        "--select",
        "loosened",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&done.out).unwrap_or_else(|_| panic!("{}", done.err));
    let found = json["findings"].as_array().expect("findings").iter();
    found
        .map(|one| one["message"].as_str().expect("a message").to_owned())
        .collect()
}

const CONTRACT: &str = "account = \"acme\"\ntitle = \"Frame\"\nstatus = \"active\"\nowner = \"chen\"\nstart = 2025-01-01\nend = 2026-12-31\n\n[[obligation]]\nid = \"summary\"\nparty = \"us\"\ntitle = \"Report\"\ndue = 2026-03-01\n";

#[test]
fn what_no_longer_binds_is_told_where_findings_hang_on_it() {
    let order = "account = \"acme\"\ndate = 2026-01-05\npromised = 2026-02-01\n";
    let wang = format!("{}left = 2026-01-31\n", WANG.1);
    let request = "account = \"acme\"\ntype = \"incident\"\ntitle = \"Down\"\nseverity = \"critical\"\nopened = 2026-03-02T09:00:00+08:00\nowner = \"chen\"\ncontract = \"c1\"\n";
    let sla = "\n[sla.critical]\nresolve = \"4 hours\"\n";
    let contract = format!("{CONTRACT}{sla}");
    let repo = Repo::with(&[
        ("contracts/c1.toml", &contract),
        ("orders/o1.toml", order),
        ("requests/r1.toml", request),
        ("people/wang.toml", &wang),
        ("tasks/t1.toml", &LATE.replace("chen", "wang")),
    ]);
    let told = |path: &str, text: &str| {
        repo.put(&[(path, text)]);
        let told = loosened(&repo);
        repo.git(&["checkout", "-q", "."]);
        told
    };
    for status in ["draft", "expired", "terminated"] {
        let said = told(
            "contracts/c1.toml",
            &contract.replace("\"active\"", &format!("\"{status}\"")),
        );
        let start = format!("`status` was changed from `active` to `{status}`: ");
        // Obligations of before stay owed; of a draft, none is.
        assert!(
            said.iter().all(|said| said.starts_with(&start)) && (said.len() == 1 || status != "draft"),
            "{said:?}"
        );
    }
    let over = contract
        .replace("2026-12-31", "2026-03-20")
        .replace("\"active\"", "\"expired\"");
    assert_eq!(told("contracts/c1.toml", &over), Vec::<String>::new());
    assert_eq!(
        told("contracts/c1.toml", &contract.replace("4 hours", "400 days")),
        ["`sla.critical.resolve` was changed from `4 hours` to `400 days`: 1 finding would vanish"]
    );
    assert_eq!(
        told("orders/o1.toml", &format!("{order}cancelled = true\n")),
        ["`cancelled` was changed from `false` to `true`: 1 finding would vanish"]
    );
    assert_eq!(
        told("people/wang.toml", WANG.1),
        ["`left` was changed from `2026-01-31` to `-`: 1 finding would vanish"]
    );
    // Nothing is late by what is promised for a lesser one: no time is.
    assert_eq!(
        told("requests/r1.toml", &request.replace("critical", "low")),
        ["`severity` was changed from `critical` to `low`: 1 finding would vanish"]
    );
    let lost = told(ACME.0, &format!("{}status = \"prospect\"\n", ACME.1));
    assert!(
        lost.iter()
            .all(|said| said.starts_with("`status` was changed from `active` to `prospect`")),
        "{lost:?}"
    );
}

#[test]
fn records_do_not_leave_the_book_unseen() {
    let unsound = "account = \"acme\"\ndate = 2026-03-05\nmethod = \"phone\"\nowner = \"chen\"\n\n[[response]]\nanswers = { product = 1, service = 1 }\n";
    let settings = format!(
        "{}[survey.dimensions]\nproduct = \"Product\"\nservice = \"Service\"\n",
        SETTINGS.1
    );
    let repo = Repo::with(&[
        ("kam.toml", &settings),
        ("east/tasks/t1.toml", LATE),
        ("surveys/s1.toml", unsound),
    ]);
    let (before, _) = repo.all();
    assert!(before.iter().any(|line| line.contains("survey/s1")), "{before:?}");
    repo.put(&[("east/kam.toml", SETTINGS.1)]);
    assert_eq!(
        loosened(&repo),
        ["`east` became a book of its own: 1 record would not be judged any more"]
    );
    let (all, code) = repo.all();
    assert!(all.contains(&"before error overdue-task task/t1".to_owned()), "{all:?}");
    assert_eq!(code, 1);
    repo.remove("east/kam.toml");
    repo.remove("surveys/s1.toml");
    assert_eq!(
        loosened(&repo),
        ["the record `survey/s1` is not in the book any more: 1 finding would vanish"]
    );
}

#[test]
fn a_waiver_that_covers_more_is_told() {
    let waiver = "[[waive]]\nrule = \"late-obligation\"\nreason = \"R\"\nby = \"wang\"\nuntil = 2026-04-20\n";
    let repo = Repo::with(&[("contracts/c1.toml", &format!("{CONTRACT}{waiver}part = \"summary\"\n"))]);
    repo.put(&[("contracts/c1.toml", &format!("{CONTRACT}{waiver}"))]);
    assert_eq!(
        loosened(&repo),
        ["the waiver of `late-obligation` was widened from the part `summary` to the whole record, until 2026-04-20"]
    );
}

#[test]
fn another_id_is_no_deletion_and_hides_nothing() {
    let repo = Repo::with(&[
        ("tasks/t1.toml", LATE),
        ("tasks/t2.toml", LATE),
        ("goals/g1.toml", GOAL),
    ]);
    repo.git(&["mv", "tasks/t1.toml", "tasks/2026-t1.toml"]);
    repo.git(&["mv", "goals/g1.toml", "goals/2026-g1.toml"]);
    let (all, code) = repo.all();
    assert!(
        all.contains(&"before error overdue-task task/2026-t1".to_owned()),
        "{all:?}"
    );
    assert!(!all.iter().any(|line| line.starts_with("change")), "{all:?}");
    assert_eq!((history(&repo), code), (vec![], 0));
    repo.put(&[
        ("tasks/2026-t1.toml", &LATE.replace("03-01", "05-01")),
        ("goals/2026-g1.toml", &GOAL.replace("99.5", "97")),
    ]);
    // Two tasks of one title: which became which is told by what they say alone.
    repo.remove("tasks/t2.toml");
    assert_eq!(
        history(&repo),
        [
            "change error deleted-open task/t1",
            "change error deleted-open task/t2",
            "change error late-target-change goal/2026-g1#uptime",
        ]
    );
    repo.put(&[("tasks/t2.toml", LATE)]);
    assert_eq!(
        history(&repo),
        [
            "change error late-target-change goal/2026-g1#uptime",
            "change warning moved-due-date task/2026-t1",
        ]
    );
}

#[test]
fn an_approval_needs_the_person_in_the_commit() {
    let repo = Repo::with(&[("goals/g1.toml", &GOAL.replace("Q1", "Q2"))]);
    let adjusted = |day: u32| {
        format!(
            "{}\n[[adjustment]]\ndate = 2026-03-{day:02}\nkpi = \"uptime\"\nfield = \"target\"\nfrom = 99\nto = 99.5\nreason = \"R\"\napproved_by = \"wang\"\n",
            GOAL.replace("Q1", "Q2")
        )
    };
    repo.put(&[("goals/g1.toml", &adjusted(9))]);
    assert_eq!(history(&repo), ["change note unattested-approval goal/g1#uptime"]);
    repo.commit("chen", "adjust");
    assert_eq!(history(&repo), ["change warning unattested-approval goal/g1#uptime"]);
    for (author, message) in [
        ("wang", "adjust"),
        ("chen", "adjust\n\nReviewed-by: Somebody <wang@example.com>"),
    ] {
        repo.git(&["reset", "-q", "--hard", "base"]);
        repo.put(&[("goals/g1.toml", &adjusted(8))]);
        repo.commit(author, message);
        assert_eq!(history(&repo), Vec::<String>::new(), "{author} {message}");
    }
}

#[test]
fn what_went_on_beside_the_change_is_not_its_doing() {
    let repo = Repo::with(&[("tasks/t1.toml", LATE)]);
    repo.git(&["checkout", "-q", "-b", "work"]);
    repo.put(&[("tasks/t2.toml", &LATE.replace("2026-03-01", "2026-06-01"))]);
    repo.commit("chen", "a task more");
    repo.git(&["checkout", "-q", "main"]);
    repo.put(&[("tasks/t3.toml", &LATE.replace("Late", "Other"))]);
    repo.commit("wang", "meanwhile");
    repo.git(&["tag", "-f", "base"]);
    repo.git(&["checkout", "-q", "work"]);
    assert_eq!(history(&repo), Vec::<String>::new());
    repo.git(&["merge", "-q", "--no-edit", "main"]);
    assert_eq!(history(&repo), Vec::<String>::new());
    repo.remove("tasks/t3.toml");
    repo.commit("chen", "away with it");
    assert_eq!(history(&repo), ["change error deleted-open task/t3"]);
}

#[test]
fn a_shallow_clone_is_said() {
    let repo = Repo::with(&[("tasks/t1.toml", LATE)]);
    repo.put(&[("tasks/t2.toml", &LATE.replace("Late", "Other"))]);
    repo.commit("chen", "more");
    let folder = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", repo.root().display());
    ran(program("git", folder.path()).args(["clone", "-q", "--depth", "1", &from, "clone"]));
    let clone = folder.path().join("clone");
    let done = kam(
        &clone,
        &[
            "--as-of",
            "2026-04-01",
            "check",
            "--new-since",
            "HEAD",
            "--format",
            "json",
        ],
    );
    assert!(done.err.contains("git fetch --unshallow"), "{}", done.err);
    assert!(done.out.contains("git fetch --unshallow"), "{}", done.out);
}

const AGREED_GOAL: &str = "account = \"acme\"\ntitle = \"Stable service\"\nperiod = \"2026-Q1\"\nowner = \"chen\"\n\n\
    [agreed]\ndate = 2026-01-05\nby = \"chen\"\nwith = \"it\"\ndigest = \"DIGEST\"\n\n\
    [[kpi]]\nid = \"uptime\"\nname = \"Uptime\"\ntarget = 99.5\nweight = 100\n\n\
    [[actual]]\nkpi = \"uptime\"\nperiod = \"2026-Q1\"\nvalue = 98\ndate = 2026-03-31\nevidence = \"log\"\n";
const CONTACT: &str = "\n[[contact]]\nid = \"it\"\nname = \"Ms It\"\n";

#[test]
fn what_was_agreed_cannot_be_left_out() {
    let digest = "91a2f1b8a1a1a1a1";
    let goal = AGREED_GOAL.replace("DIGEST", digest);
    let account = format!("{}{CONTACT}", ACME.1);
    let repo = Repo::with(&[("accounts/acme.toml", &account), ("goals/q1.toml", &goal)]);
    let help = repo.all().0;
    assert!(
        help.iter().any(|line| line.contains("changed-since-agreed")),
        "{help:?}"
    );
    repo.put(&[("goals/q1.toml", &goal.replace(&format!("digest = \"{digest}\"\n"), ""))]);
    let (found, code) = repo.found();
    assert!(found.contains(&"change error loosened goal/q1".to_owned()), "{found:?}");
    assert_eq!(code, 1);
}

#[test]
fn an_actual_that_is_dated_later_is_rewritten() {
    let goal = AGREED_GOAL.replace("digest = \"DIGEST\"\n", "");
    let account = format!("{}{CONTACT}", ACME.1);
    let repo = Repo::with(&[("accounts/acme.toml", &account), ("goals/q1.toml", &goal)]);
    repo.edit("goals/q1.toml", "date = 2026-03-31", "date = 2026-04-02");
    let (found, _) = repo.found();
    assert!(
        found.contains(&"change error rewritten-actual goal/q1#uptime".to_owned()),
        "{found:?}"
    );
}

#[test]
fn overdue_dates_of_an_obligation_cannot_be_taken_away() {
    let contract = "account = \"acme\"\ntitle = \"Main\"\nstatus = \"active\"\nowner = \"chen\"\nstart = 2026-01-01\n\
        end = 2026-12-31\n\n[[obligation]]\nid = \"r1\"\nparty = \"us\"\ntitle = \"Report\"\nevery = \"monthly\"\n\
        from = 2026-01-05\n";
    let repo = Repo::with(&[("contracts/c1.toml", contract)]);
    repo.edit("contracts/c1.toml", "from = 2026-01-05", "from = 2026-04-05");
    let (found, code) = repo.found();
    assert!(
        found.contains(&"change error deleted-open contract/c1#r1".to_owned()),
        "{found:?}"
    );
    assert_eq!(code, 1);
    // What was done is not lost.
    repo.put(&[("contracts/c1.toml", contract)]);
    let done = ["2026-01-05", "2026-02-05", "2026-03-05"]
        .map(|day| format!("\n[[fulfilled]]\nobligation = \"r1\"\ndue = {day}\non = {day}\nevidence = \"mail\"\n"));
    repo.put(&[("contracts/c1.toml", &format!("{contract}{}", done.concat()))]);
    assert!(repo.found().0.iter().all(|line| !line.contains("deleted-open")));
}
