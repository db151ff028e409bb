//! `kam diff`: what was changed, in people's terms. The books are judged on 1 April 2026.

use serde_json::Value;

use crate::scratch::{Done, Repo, SETTINGS};

const GOAL: &str = "account = \"acme\"\ntitle = \"Stable service\"\nperiod = \"2026-Q1\"\nowner = \"chen\"\n\n\
    [agreed]\ndate = 2026-01-05\nby = \"chen\"\nwith = \"it\"\n\n\
    [[kpi]]\nid = \"uptime\"\nname = \"Uptime\"\ntarget = 99.5\nunit = \"%\"\nzero_at = 98\nweight = 60\n\n\
    [[kpi]]\nid = \"speed\"\nname = \"Speed\"\ntarget = 4\nbetter = \"lower\"\nweight = 40\n\n\
    [[actual]]\nkpi = \"uptime\"\nperiod = \"2026-Q1\"\nvalue = 99.2\nevidence = \"log\"\n\n\
    [[actual]]\nkpi = \"speed\"\nperiod = \"2026-Q1\"\nvalue = 5\nevidence = \"log\"\n";
const CONTRACT: &str = "account = \"acme\"\ntitle = \"Main contract\"\nstatus = \"active\"\nowner = \"chen\"\n\
    start = 2026-01-01\nend = 2026-12-31\nvalue = \"120000 CNY\"\n\n\
    [[obligation]]\nid = \"report\"\nparty = \"us\"\ntitle = \"Yearly report\"\ndue = 2026-06-30\n";
const RENEWAL: &str = "title = \"Prepare the renewal\"\naccount = \"acme\"\nowner = \"chen\"\ndue = 2026-03-20\n\
    for = \"contract/main\"\n";
const OLD: &str =
    "title = \"Ask for the plan\"\naccount = \"acme\"\nowner = \"wang\"\ndue = 2026-05-02\nfor = \"account/acme\"\n";
const CALL: &str = "account = \"acme\"\ndate = 2026-03-02\nchannel = \"call\"\npeople = [\"chen\"]\nsummary = \"Plans\"\n\n\
    [[promise]]\nid = \"p1\"\nparty = \"us\"\ntext = \"Send the offer\"\ndue = 2026-04-10\nowner = \"chen\"\n";

impl Repo {
    fn diff(&self, args: &[&str]) -> Done {
        self.kam(&[&["--as-of", "2026-04-01", "diff"], args].concat())
    }

    fn diff_json(&self, args: &[&str]) -> Value {
        let done = self.diff(&[args, &["--format", "json"]].concat());
        serde_json::from_str(&done.out).unwrap_or_else(|_| panic!("{}{}", done.out, done.err))
    }
}

/// The rows of a table of a diff, each as its values under these keys; none where the table is not there.
fn rows(diff: &Value, table: &str, keys: &[&str]) -> Vec<String> {
    let parts = diff["parts"].as_array().expect("parts");
    let mut tables = parts.iter().filter(|part| part["table"] == table);
    let Some(found) = tables.next() else { return Vec::new() };
    let said = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => "-".to_owned(),
        other => other.to_string(),
    };
    let of_row = |row: &Value| keys.iter().map(|key| said(&row[key])).collect::<Vec<_>>().join(" | ");
    found["rows"].as_array().expect("rows").iter().map(of_row).collect()
}

/// A book, and a branch on which much was changed.
fn story() -> Repo {
    let repo = Repo::with(&[
        ("goals/q1.toml", GOAL),
        ("contracts/main.toml", CONTRACT),
        ("tasks/renewal.toml", RENEWAL),
        ("tasks/old.toml", OLD),
        ("interactions/call.toml", CALL),
        (
            "tasks/plan.toml",
            "title = \"The plan\"\nowner = \"wang\"\ndue = 2026-05-01\nfor = \"account/acme\"\n",
        ),
    ]);
    repo.git(&["checkout", "-q", "-b", "easier"]);
    repo.edit("goals/q1.toml", "target = 99.5", "target = 99.0");
    repo.edit("goals/q1.toml", "weight = 60", "weight = 50");
    repo.edit("goals/q1.toml", "weight = 40", "weight = 50");
    repo.edit("contracts/main.toml", "120000 CNY", "90000.00 CNY");
    repo.edit("contracts/main.toml", "due = 2026-06-30", "due = 2026-06-01");
    let obligation =
        "\n[[obligation]]\nid = \"pay\"\nparty = \"customer\"\ntitle = \"First payment\"\ndue = 2026-05-15\n";
    repo.edit(
        "contracts/main.toml",
        "due = 2026-06-01\n",
        &format!("due = 2026-06-01\n{obligation}"),
    );
    repo.edit("tasks/renewal.toml", "due = 2026-03-20", "due = 2026-05-20");
    repo.edit("tasks/renewal.toml", "owner = \"chen\"", "owner = \"wang\"");
    repo.edit(
        "tasks/renewal.toml",
        "title = \"Prepare the renewal\"",
        "title = \"Prepare the renewal\"\nstatus = \"blocked\"",
    );
    let update = "\n[[update]]\ndate = 2026-03-19\nby = \"chen\"\ndue_from = 2026-03-20\ndue_to = 2026-05-20\n\
        note = \"Their board meets in May\"\n";
    repo.edit(
        "tasks/renewal.toml",
        "for = \"contract/main\"\n",
        &format!("for = \"contract/main\"\n{update}"),
    );
    repo.edit("interactions/call.toml", "due = 2026-04-10", "due = 2026-04-24");
    repo.remove("tasks/old.toml");
    repo.git(&["mv", "tasks/plan.toml", "tasks/the-plan.toml"]);
    repo.put(&[
        (
            "kam.toml",
            &format!("{}[checks.severity]\norphan-task = \"off\"\n", SETTINGS.1),
        ),
        ("tasks/new.toml", &OLD.replace("Ask for", "Write down")),
    ]);
    repo.commit("chen", "make it easier");
    repo
}

#[test]
fn a_change_is_told_in_peoples_terms() {
    let repo = story();
    let text = repo.diff(&["base..easier"]);
    assert_eq!((text.err.as_str(), text.code), ("", 0));
    insta::assert_snapshot!("diff_en", text.out);
    let markdown = repo.kam(&[
        "--lang",
        "zh-CN",
        "--as-of",
        "2026-04-01",
        "diff",
        "main...easier",
        "--format",
        "markdown",
    ]);
    insta::assert_snapshot!("diff_zh", markdown.out);
}

#[test]
fn each_change_has_its_figures_and_its_place() {
    let repo = story();
    let diff = repo.diff_json(&["base..easier"]);
    let targets = [
        "ref",
        "field",
        "before_change",
        "after_change",
        "direction",
        "period_state",
        "agreed",
    ];
    assert_eq!(
        rows(&diff, "targets", &targets),
        [
            "goal/q1#uptime | kpi[uptime].target | 99.5 | 99.0 | easier | ended | 2026-01-05",
            "goal/q1#speed | kpi[speed].weight | 40 | 50 | - | ended | 2026-01-05",
            "goal/q1#uptime | kpi[uptime].weight | 60 | 50 | - | ended | 2026-01-05",
        ]
    );
    assert_eq!(
        rows(
            &diff,
            "dates",
            &["ref", "owner", "before_change", "after_change", "days", "reason"]
        ),
        [
            "task/renewal | wang | 2026-03-20 | 2026-05-20 | 61 | Their board meets in May",
            "interaction/call#p1 | chen | 2026-04-10 | 2026-04-24 | 14 | -",
            "contract/main#report | chen | 2026-06-30 | 2026-06-01 | -29 | -",
        ]
    );
    assert_eq!(
        rows(&diff, "owners", &["ref", "before_change", "after_change"]),
        ["task/renewal | chen | wang"]
    );
    assert_eq!(
        rows(&diff, "amounts", &["ref", "difference"]),
        [r#"contract/main | {"amount":"-30000.00","currency":"CNY"}"#]
    );
    assert_eq!(
        rows(&diff, "obligations", &["ref", "title"]),
        ["contract/main#pay | First payment"]
    );
    assert_eq!(
        rows(&diff, "statuses", &["ref", "after_change"]),
        ["task/renewal | blocked"]
    );
    assert_eq!(
        rows(&diff, "records", &["fate", "ref", "ref_before"]),
        [
            "removed | task/old | -",
            "renamed | task/the-plan | task/plan",
            "added | task/new | -"
        ]
    );
    assert_eq!(
        rows(&diff, "settings", &["field", "after_change"]),
        ["checks.severity.orphan-task | off"]
    );
    assert_eq!(
        rows(&diff, "loosened", &["rule", "path", "line"]),
        ["loosened | kam.toml | 4"]
    );
    let rules = rows(&diff, "new", &["rule", "ref"]);
    assert!(
        rules.contains(&"late-target-change | goal/q1#uptime".to_owned()),
        "{rules:?}"
    );
    assert!(rules.contains(&"deleted-open | task/old".to_owned()), "{rules:?}");
    // Nobody settled what only has another date or another target now.
    assert_eq!(rows(&diff, "settled", &["rule"]), Vec::<String>::new());
    let gone = rows(&diff, "gone", &["rule", "ref"]);
    assert_eq!(gone, ["missed-kpi | goal/q1#uptime", "overdue-task | task/renewal"]);
    // 99.2 is worth (99.2 - 98) / (99.5 - 98) = 80, then 120; 5 is worth 2 - 5 / 4 = 75: 80 × 0.6 + 75 × 0.4, then
    // 120 × 0.5 + 75 × 0.5.
    let scores = rows(
        &diff,
        "scores",
        &["score", "ref", "before_change", "after_change", "difference"],
    );
    assert!(
        scores.contains(&"goal | goal/q1 | 78.0 | 97.5 | 19.5".to_owned()),
        "{scores:?}"
    );
    let dates = &diff["parts"]
        .as_array()
        .expect("parts")
        .iter()
        .find(|part| part["table"] == "dates")
        .expect("dates");
    let source = &dates["rows"][0]["sources"][0];
    assert_eq!(
        (source["path"].as_str(), source["line"].as_i64()),
        (Some("tasks/renewal.toml"), Some(5))
    );
}

#[test]
fn what_went_on_beside_the_change_is_not_taken_for_it() {
    let repo = Repo::parted();
    let note = |diff: &Value| diff["notes"][0].as_str().unwrap_or_default().to_owned();
    for range in ["main..branch", "main...branch"] {
        let diff = repo.diff_json(&[range]);
        assert_eq!(rows(&diff, "dates", &["ref", "days"]), ["task/t1 | 14"]);
        assert_eq!(rows(&diff, "statuses", &["ref"]), Vec::<String>::new());
        assert!(note(&diff).contains("where this parted from main"), "{}", note(&diff));
    }
    // Back in time it is what it says: from the later state to the earlier one.
    let back = repo.diff_json(&["main..main~1"]);
    assert_eq!(
        rows(&back, "statuses", &["before_change", "after_change"]),
        ["blocked | todo"]
    );
    assert_eq!(note(&back), "");
}

#[test]
fn what_is_not_committed_is_compared_too() {
    let repo = Repo::with(&[("tasks/t1.toml", OLD)]);
    assert!(repo.diff(&[]).out.contains("No record was changed."));
    repo.edit("tasks/t1.toml", "2026-05-02", "2026-05-09");
    repo.put(&[("tasks/t2.toml", &OLD.replace("Ask", "Call"))]);
    for args in [&[][..], &["HEAD"], &["base"]] {
        let diff = repo.diff_json(args);
        assert_eq!(rows(&diff, "dates", &["ref", "days"]), ["task/t1 | 7"]);
        assert_eq!(rows(&diff, "records", &["fate", "ref"]), ["added | task/t2"]);
    }
    let committed = repo.diff_json(&["base.."]);
    assert_eq!(rows(&committed, "dates", &["ref"]), Vec::<String>::new());
}

#[test]
fn the_rules_about_changes_fail_it_when_asked() {
    let repo = story();
    assert_eq!(repo.diff(&["base..easier"]).code, 0);
    assert_eq!(repo.diff(&["base..easier", "--fail"]).code, 1);
    assert_eq!(repo.diff(&["base..easier", "--fail", "--fail-on", "never"]).code, 0);
    let repo = Repo::with(&[("tasks/t1.toml", OLD)]);
    repo.edit("tasks/t1.toml", "2026-05-02", "2026-05-09");
    // A moved date is a warning; a finding that is about no change does not count.
    repo.put(&[(
        "tasks/t2.toml",
        &OLD.replace("Ask", "Call").replace("2026-05-02", "2026-03-02"),
    )]);
    assert_eq!(repo.diff(&["--fail"]).code, 0);
    assert_eq!(repo.diff(&["--fail", "--fail-on", "warning"]).code, 1);
    assert_eq!(repo.diff(&["--fail-on", "warning"]).code, 2);
}

#[test]
fn it_can_be_narrowed_to_a_customer_or_a_person() {
    let repo = story();
    let of_wang = repo.diff_json(&["base..easier", "--owner", "wang"]);
    assert_eq!(rows(&of_wang, "dates", &["ref"]), ["task/renewal"]);
    assert_eq!(rows(&of_wang, "targets", &["ref"]), Vec::<String>::new());
    let of_acme = repo.diff_json(&["base..easier", "--account", "Acme"]);
    assert_eq!(rows(&of_acme, "records", &["ref"]), ["task/old", "task/new"]);
    assert_eq!(repo.diff(&["--account", "nobody"]).code, 2);
}

#[test]
fn a_comment_of_a_pull_request_fits() {
    let many: Vec<(String, String)> = (0..1500)
        .map(|n| {
            (
                format!("tasks/t{n}.toml"),
                OLD.replace("Ask for the plan", &format!("Ask for plan {n}")),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = many.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let repo = Repo::with(&files);
    for (path, _) in &many {
        repo.edit(path, "2026-05-02", "2026-05-09");
    }
    let comment = repo.diff(&["--format", "markdown"]).out;
    assert!(comment.chars().count() <= 65_536, "{}", comment.chars().count());
    assert!(
        comment.contains("1300 more") || comment.contains("1450 more"),
        "{comment}"
    );
    assert_eq!(rows(&repo.diff_json(&[]), "dates", &["ref"]).len(), 1500);
}

#[test]
fn a_version_that_cannot_be_read_is_said() {
    let repo = Repo::with(&[("tasks/t1.toml", OLD)]);
    repo.edit("tasks/t1.toml", "due = 2026-05-02", "due = = 2026-05-09");
    let diff = repo.diff_json(&[]);
    assert_eq!(rows(&diff, "records", &["fate", "ref"]), ["unreadable | task/t1"]);
    assert_eq!(rows(&diff, "new", &["rule", "path"]), ["syntax | tasks/t1.toml"]);
    let text = repo.diff(&[]).out;
    assert!(
        text.contains("1 could not be read whole and were not compared"),
        "{text}"
    );
}

#[test]
fn moved_files_are_no_change() {
    let repo = Repo::with(&[("tasks/t1.toml", OLD)]);
    repo.put(&[("acme/tasks/t1.toml", OLD)]);
    repo.remove("tasks/t1.toml");
    let text = repo.diff(&[]).out;
    assert!(text.contains("1 moved to another file unchanged."), "{text}");
    assert_eq!(repo.diff(&["--fail", "--fail-on", "note"]).code, 0);
}

#[test]
fn what_cannot_be_compared_is_said_in_one_line() {
    let repo = Repo::with(&[("tasks/t1.toml", OLD)]);
    for (args, says) in [
        (&["nothing"][..], "`nothing`"),
        (&["base..nothing"], "`nothing`"),
        (&["--at", "base"], "leave `--at` out"),
    ] {
        let done = repo.diff(args);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{args:?}");
        assert!(done.err.contains(says) && done.err.lines().count() == 1, "{}", done.err);
    }
    let unborn = Repo::empty();
    unborn.put(&[SETTINGS, ("tasks/t1.toml", OLD)]);
    let done = unborn.diff(&[]);
    assert_eq!((done.code, done.err.lines().count()), (2, 1), "{}", done.err);
}

#[test]
fn nothing_is_settled_by_being_removed_or_made_unreadable() {
    let repo = Repo::with(&[
        ("tasks/late.toml", &OLD.replace("2026-05-02", "2026-03-02")),
        ("interactions/call.toml", &CALL.replace("2026-04-10", "2026-03-20")),
    ]);
    repo.edit("tasks/late.toml", "due = 2026-03-02", "due = \"soon\"");
    let promise = &CALL[CALL.find("[[promise]]").expect("a promise")..];
    repo.edit(
        "interactions/call.toml",
        &promise.replace("2026-04-10", "2026-03-20"),
        "",
    );
    let diff = repo.diff_json(&[]);
    assert_eq!(rows(&diff, "settled", &["rule", "ref"]), Vec::<String>::new());
    let gone = rows(&diff, "gone", &["rule", "ref"]);
    assert!(gone.contains(&"overdue-task | task/late".to_owned()), "{gone:?}");
    assert!(
        gone.contains(&"overdue-promise | interaction/call#p1".to_owned()),
        "{gone:?}"
    );
    let scores = rows(&diff, "scores", &["score", "after_change"]);
    assert!(scores.iter().all(|line| line.ends_with("| -")), "{scores:?}");
}

#[test]
fn who_had_a_thing_before_sees_that_it_was_taken_from_them() {
    let repo = Repo::with(&[("tasks/t1.toml", OLD), ("interactions/call.toml", CALL)]);
    repo.edit("tasks/t1.toml", "owner = \"wang\"", "owner = \"chen\"");
    repo.edit("interactions/call.toml", "2026-04-10", "2026-04-24");
    for person in ["wang", "chen"] {
        let diff = repo.diff_json(&["--owner", person]);
        assert_eq!(rows(&diff, "owners", &["ref"]), ["task/t1"], "{person}");
    }
    let of_chen = repo.diff_json(&["--owner", "chen"]);
    assert_eq!(
        rows(&of_chen, "dates", &["ref", "owner"]),
        ["interaction/call#p1 | chen"]
    );
    // What is not shown does not fail it.
    assert_eq!(
        repo.diff(&["--owner", "wang", "--fail", "--fail-on", "warning"]).code,
        0
    );
}

#[test]
fn a_change_of_spelling_is_no_change() {
    let repo = Repo::with(&[("contracts/main.toml", CONTRACT)]);
    repo.edit("contracts/main.toml", "\"120000 CNY\"", "120000.00 # as signed");
    assert!(
        repo.diff(&[]).out.contains("No record was changed."),
        "{}",
        repo.diff(&[]).out
    );
}

#[test]
fn sides_without_a_common_commit_are_told() {
    let repo = Repo::with(&[("tasks/t1.toml", OLD)]);
    repo.git(&["checkout", "-q", "--orphan", "other"]);
    repo.commit("chen", "begin again");
    let diff = repo.diff_json(&["base..other"]);
    assert!(
        diff["notes"][0]
            .as_str()
            .is_some_and(|note| note.starts_with("No commit is known")),
        "{diff}"
    );
}
