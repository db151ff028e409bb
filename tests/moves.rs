//! How due dates moved by the commits of real repositories: what reports count of them, and what the rule about moved
//! dates says.
#![allow(clippy::disallowed_methods, reason = "these tests are about files and git")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A program in an environment that says nothing of git, whoever runs the tests.
fn program(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(name);
    command.current_dir(folder);
    for name in [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "LC_MESSAGES",
        "LANG",
        "COLUMNS",
    ] {
        command.env_remove(name);
    }
    command
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("LC_ALL", "C");
    command
}

struct Done {
    out: String,
    err: String,
    code: i32,
}

fn kam(folder: &Path, args: &[&str]) -> Done {
    let mut command = program(env!("CARGO_BIN_EXE_kam"), folder);
    let done = command
        .args(["--as-of", "2026-04-01"])
        .args(args)
        .output()
        .expect("it runs");
    Done {
        out: String::from_utf8_lossy(&done.stdout).into_owned(),
        err: String::from_utf8_lossy(&done.stderr).into_owned(),
        code: done.status.code().expect("it ended"),
    }
}

const SETTINGS: (&str, &str) = ("kam.toml", "[book]\nname = \"Example\"\ntimezone = \"Asia/Shanghai\"\n");
const CHEN: (&str, &str) = ("people/chen.toml", "name = \"Chen\"\nemail = \"chen@example.com\"\n");
const ACME: (&str, &str) = (
    "accounts/acme.toml",
    "name = \"Acme\"\ntier = \"growth\"\nowner = \"chen\"\nreviewed = 2026-03-30\n",
);

/// A book in a repository, with a commit a minute from 9 o'clock of 10 March 2026 on.
struct Repo {
    folder: TempDir,
    minutes: std::cell::Cell<u32>,
}

impl Repo {
    fn with(files: &[(&str, &str)]) -> Repo {
        let repo = Repo {
            folder: tempfile::tempdir().expect("a folder"),
            minutes: std::cell::Cell::new(0),
        };
        repo.git(&["init", "-q", "-b", "main"]);
        repo.put(&[SETTINGS, CHEN, ACME]);
        repo.commit(files);
        repo
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn put(&self, files: &[(&str, &str)]) {
        for (path, text) in files {
            let path = self.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
            fs::write(path, text).expect("it can be written");
        }
    }

    fn git(&self, args: &[&str]) -> String {
        let minute = self.minutes.get();
        self.minutes.set(minute + 1);
        let date = format!("2026-03-10T{:02}:{:02}:00+08:00", 9 + minute / 60, minute % 60);
        let mut command = program("git", self.path());
        for who in ["AUTHOR", "COMMITTER"] {
            command
                .env(format!("GIT_{who}_NAME"), "Somebody")
                .env(format!("GIT_{who}_EMAIL"), "somebody@example.com")
                .env(format!("GIT_{who}_DATE"), &date);
        }
        let done = command.args(args).output().expect("it runs");
        let err = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{args:?}: {err}");
        String::from_utf8_lossy(&done.stdout).trim_end().to_owned()
    }

    /// Commits everything, with these files.
    fn commit(&self, files: &[(&str, &str)]) {
        self.put(files);
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "change"]);
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.path().join(path)).expect("it was there");
    }

    fn json(&self, args: &[&str]) -> serde_json::Value {
        let done = kam(self.path(), args);
        serde_json::from_str(&done.out).unwrap_or_else(|_| panic!("{}", done.err))
    }

    /// First due date and moves of a commitment.
    fn moved(&self, reference: &str, more: &[&str]) -> (String, i64) {
        let all = self.json(&[more, &["report", "commitments", "--history", "--format", "json"]].concat());
        let rows = all["rows"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["ref"] == reference).expect("it is owed");
        let first = row["first_due"].as_str().unwrap_or("-").to_owned();
        (first, row["moved"].as_i64().unwrap_or(-1))
    }

    /// What the rule says since a revision.
    fn found(&self, revision: &str, lang: &str) -> Vec<String> {
        let all = self.json(&["--lang", lang, "check", "--new-since", revision, "--format", "json"]);
        let found = all["findings"].as_array().expect("findings");
        let of_rule = found.iter().filter(|one| one["rule"] == "moved-due-date");
        of_rule
            .map(|one| one["message"].as_str().expect("a message").to_owned())
            .collect()
    }
}

fn due(day: &str) -> (String, i64) {
    (format!("2026-{day}"), 0)
}

fn moved(day: &str, times: i64) -> (String, i64) {
    (format!("2026-{day}"), times)
}

/// A task due on a day, with more lines.
fn task(day: &str, more: &str) -> String {
    format!("title = \"Offer\"\nowner = \"chen\"\nfor = \"account/acme\"\naccount = \"acme\"\ndue = 2026-{day}\n{more}")
}

const LATE: &str = "[[update]]\ndate = 2026-03-09\nby = \"chen\"\nnote = \"the board meets later\"\n";

#[test]
fn each_commit_that_changes_the_date_is_a_move() {
    let repo = Repo::with(&[
        ("tasks/a.toml", &task("04-10", "")),
        ("tasks/b.toml", &task("04-05", "")),
    ]);
    for day in ["04-20", "04-20", "05-20"] {
        repo.commit(&[(
            "tasks/a.toml",
            &task(day, &format!("notes = \"{}\"\n", repo.minutes.get())),
        )]);
    }
    assert_eq!(repo.moved("task/a", &[]), moved("04-10", 2));
    assert_eq!(repo.moved("task/b", &[]), due("04-05"), "it stayed as it was");
    repo.put(&[
        ("tasks/a.toml", &task("06-20", "")),
        ("tasks/c.toml", &task("04-05", "")),
    ]);
    assert_eq!(
        repo.moved("task/a", &[]),
        moved("04-10", 3),
        "what is not committed counts"
    );
    assert_eq!(
        repo.moved("task/c", &[]),
        ("-".to_owned(), 0),
        "nothing of it is committed"
    );
    assert_eq!(repo.moved("task/a", &["--at", "HEAD~1"]), moved("04-10", 1));
    let without = repo.json(&["report", "commitments", "--format", "json"]);
    assert!(
        without["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .all(|row| row["first_due"].is_null())
    );
}

#[test]
fn updates_and_commits_tell_of_the_same_moves() {
    let update = |from: &str, to: &str| {
        format!(
            "[[update]]\ndate = 2026-03-09\nby = \"chen\"\ndue_from = 2026-{from}\ndue_to = 2026-{to}\nnote = \"why\"\n"
        )
    };
    let first = update("03-20", "04-10");
    let second = update("04-10", "04-20");
    let repo = Repo::with(&[("tasks/a.toml", &task("04-10", &first))]);
    assert_eq!(repo.moved("task/a", &[]), moved("03-20", 1));
    repo.commit(&[("tasks/a.toml", &task("04-20", &format!("{first}{second}")))]);
    assert_eq!(repo.moved("task/a", &[]), moved("03-20", 2));
    repo.commit(&[("tasks/a.toml", &task("04-30", &format!("{first}{second}")))]);
    assert_eq!(repo.moved("task/a", &[]), moved("03-20", 3), "one was not told");
}

#[test]
fn parts_and_improvements_are_followed_too() {
    let contract = |day: &str| {
        format!(
            "account = \"acme\"\ntitle = \"Frame\"\nstatus = \"active\"\nowner = \"chen\"\nsigned = 2026-01-01\n\
             start = 2026-01-01\nend = 2026-12-31\n[[obligation]]\nid = \"o1\"\nparty = \"us\"\ntitle = \"Report\"\n\
             due = 2026-{day}\n"
        )
    };
    let interaction = |day: &str| {
        format!(
            "account: acme\ndate: 2026-03-01\nchannel: call\npeople: [chen]\nsummary: S\npromise:\n  - id: p1\n    \
             party: us\n    text: T\n    due: 2026-{day}\n"
        )
    };
    let improvement = |own: &str, measure: &str| {
        format!(
            "account = \"acme\"\nproblem = \"Slow\"\nowner = \"chen\"\nstatus = \"in-progress\"\nopened = 2026-03-01\n\
             cause = \"C\"\ngoal = \"G\"\ndue = 2026-{own}\n[[measure]]\nid = \"m1\"\ntitle = \"M\"\nowner = \"chen\"\n\
             due = 2026-{measure}\n"
        )
    };
    let repo = Repo::with(&[
        ("contracts/c.toml", &contract("04-10")),
        ("interactions/i.yaml", &interaction("04-10")),
        ("improvements/m.toml", &improvement("04-10", "04-05")),
    ]);
    repo.commit(&[
        ("contracts/c.toml", &contract("04-20")),
        ("interactions/i.yaml", &interaction("04-25")),
        ("improvements/m.toml", &improvement("04-10", "04-08")),
    ]);
    assert_eq!(repo.moved("contract/c#o1", &[]), moved("04-10", 1));
    assert_eq!(repo.moved("interaction/i#p1", &[]), moved("04-10", 1));
    assert_eq!(repo.moved("improvement/m", &[]), due("04-10"));
    assert_eq!(repo.moved("improvement/m#m1", &[]), moved("04-05", 1));
    let people = repo.json(&["report", "people", "--history", "--format", "json"]);
    assert_eq!(people["rows"][0]["moved"], 3);
    let people = repo.json(&["report", "people", "--format", "json"]);
    assert_eq!(people["rows"][0]["moved"], 0, "updates tell of none");
    for (path, text) in [
        ("contracts/c.toml", contract("05-20")),
        ("interactions/i.yaml", interaction("05-25")),
        ("improvements/m.toml", improvement("05-10", "05-08")),
    ] {
        repo.put(&[(path, &text)]);
    }
    let nth = |all: Vec<String>| all.iter().filter(|one| one.contains("for the 2nd time")).count();
    let found = repo.found("HEAD", "en");
    assert_eq!((found.len(), nth(found.clone())), (4, 3), "{found:?}");
}

#[test]
fn a_record_is_followed_through_names_broken_versions_and_formats() {
    let repo = Repo::with(&[(
        "tasks/a.toml",
        &task("04-10", "notes = \"a long word that makes it the same file\"\n"),
    )]);
    repo.git(&["mv", "tasks/a.toml", "tasks/b.toml"]);
    repo.commit(&[]);
    repo.commit(&[("tasks/b.toml", &task("04-20", ""))]);
    repo.commit(&[("tasks/b.toml", "due = \"\"\"")]);
    repo.commit(&[("tasks/b.toml", &task("04-20", ""))]);
    assert_eq!(
        repo.moved("task/b", &[]),
        moved("04-10", 1),
        "nothing moved while it could not be read"
    );
    repo.commit(&[("tasks/b.toml", "due = \"\"\"")]);
    repo.commit(&[("tasks/b.toml", &task("04-30", ""))]);
    assert_eq!(repo.moved("task/b", &[]), moved("04-10", 2));
    repo.remove("tasks/b.toml");
    repo.commit(&[(
        "2026/tasks/b.yaml",
        "title: Offer\nowner: chen\nfor: account/acme\naccount: acme\ndue: 2026-05-01\n",
    )]);
    assert_eq!(repo.moved("task/b", &[]), moved("04-10", 3));
    repo.put(&[(
        "2026/tasks/b.yaml",
        "title: Offer\nowner: chen\nfor: account/acme\naccount: acme\ndue: 2026-06-01\n",
    )]);
    assert_eq!(
        repo.found("HEAD", "en"),
        ["moved for the 4th time: pushed back by 31 days, from 2026-05-01 to 2026-06-01, without a word why"]
    );
    assert_eq!(
        repo.found("HEAD", "zh"),
        ["第 4 次改期：由 2026-05-01 推迟到 2026-06-01，共 31 天，没有说明原因"]
    );
    fs::create_dir_all(repo.path().join("east/tasks")).expect("it can be made");
    fs::rename(
        repo.path().join("2026/tasks/b.yaml"),
        repo.path().join("east/tasks/b.yaml"),
    )
    .expect("it can be moved");
    assert_eq!(repo.found("HEAD", "en").len(), 1);
    assert_eq!(
        repo.moved("task/b", &[]),
        moved("04-10", 4),
        "moved, and not committed yet"
    );
}

#[test]
fn a_merge_is_no_move_unless_it_decides_by_itself() {
    let text = |day: &str, note: &str| {
        task(
            day,
            &format!("notes = \"{note}\"\n# 1\n# 2\n# 3\n# 4\n# 5\nprogress = 10\n"),
        )
    };
    let repo = Repo::with(&[("tasks/a.toml", &text("04-10", "n"))]);
    repo.git(&["checkout", "-q", "-b", "side"]);
    repo.commit(&[("tasks/a.toml", &text("04-20", "n"))]);
    repo.git(&["checkout", "-q", "main"]);
    repo.commit(&[(
        "tasks/a.toml",
        &text("04-10", "n").replace("10\n", "20\n").replace("04-20", "04-10"),
    )]);
    repo.git(&["merge", "-q", "--no-edit", "side"]);
    assert_eq!(repo.moved("task/a", &[]), moved("04-10", 1));
    repo.git(&["checkout", "-q", "-b", "other"]);
    repo.commit(&[("tasks/a.toml", &text("05-01", "n"))]);
    repo.git(&["checkout", "-q", "main"]);
    repo.commit(&[("tasks/a.toml", &text("05-02", "n"))]);
    repo.git(&["merge", "-q", "--no-commit", "-s", "ours", "other"]);
    repo.commit(&[("tasks/a.toml", &text("05-03", "n"))]);
    assert_eq!(
        repo.moved("task/a", &[]),
        moved("04-10", 4),
        "one on each side, and another of the merge"
    );
    repo.put(&[("tasks/a.toml", &text("06-03", "n"))]);
    assert!(repo.found("HEAD", "en")[0].contains("for the 5th time"));
}

#[test]
fn the_rule_counts_what_the_change_committed() {
    let repo = Repo::with(&[
        ("tasks/a.toml", &task("04-10", "")),
        ("tasks/b.toml", &task("04-10", "")),
    ]);
    repo.git(&["tag", "base"]);
    repo.commit(&[
        ("tasks/a.toml", &task("04-20", "")),
        ("tasks/b.toml", &task("04-20", "")),
    ]);
    repo.commit(&[("tasks/a.toml", &task("04-30", ""))]);
    let mut found = repo.found("base", "en");
    found.sort();
    assert_eq!(
        found,
        [
            "moved for the 2nd time: pushed back by 20 days, from 2026-04-10 to 2026-04-30, without a word why",
            "pushed back by 10 days, from 2026-04-10 to 2026-04-20, without a word why",
        ]
    );
    repo.commit(&[
        ("tasks/a.toml", &task("05-30", LATE)),
        ("tasks/b.toml", &task("03-30", "")),
    ]);
    assert!(
        repo.found("base", "en").is_empty(),
        "one says why, the other came nearer"
    );
}

#[test]
fn history_is_refused_where_it_says_nothing() {
    let repo = Repo::with(&[("tasks/a.toml", &task("04-10", ""))]);
    let refused = |folder: &Path, args: &[&str]| {
        let done = kam(folder, args);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{}", done.err);
        done.err.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(
        refused(repo.path(), &["report", "tasks", "--history"]),
        "error: `--history` does not go with the report `tasks`; `kam help report` tells what does"
    );
    assert!(refused(repo.path(), &["report", "--history"]).contains("which report?"));
    let since = ["report", "people", "--history", "--since", "2026-03-01"];
    assert!(refused(repo.path(), &since).contains("does not go with `--since`"));
    let bare = tempfile::tempdir().expect("a folder");
    for (path, text) in [SETTINGS, CHEN] {
        let path = bare.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    assert!(refused(bare.path(), &["report", "people", "--history"]).contains("repository"));
    program("git", bare.path())
        .args(["init", "-q"])
        .status()
        .expect("it runs");
    assert!(refused(bare.path(), &["report", "people", "--history"]).contains("no commits"));
}

#[test]
fn a_shallow_clone_says_what_it_lacks() {
    let repo = Repo::with(&[("tasks/a.toml", &task("04-10", ""))]);
    repo.commit(&[("tasks/a.toml", &task("04-20", ""))]);
    repo.commit(&[("tasks/a.toml", &task("04-30", ""))]);
    let folder = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", repo.path().display());
    let to = folder.path().join("clone");
    repo.git(&["clone", "-q", "--depth", "2", &from, &to.to_string_lossy()]);
    let done = kam(&to, &["report", "commitments", "--history", "--format", "json"]);
    assert!(done.err.contains("shallow"), "{}", done.err);
    let json: serde_json::Value = serde_json::from_str(&done.out).expect("JSON");
    assert!(json["notes"].to_string().contains("shallow"));
    let rows = json["rows"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["ref"] == "task/a").expect("it is owed");
    assert_eq!((&row["first_due"], &row["moved"]), (&"2026-04-20".into(), &1.into()));
}

#[test]
fn workings_tell_the_commits() {
    let repo = Repo::with(&[("tasks/a.toml", &task("04-10", ""))]);
    repo.commit(&[("tasks/a.toml", &task("04-20", ""))]);
    let commit = repo.git(&["rev-parse", "HEAD"]);
    repo.put(&[("tasks/a.toml", &task("04-30", ""))]);
    let args = |lang| ["--lang", lang, "report", "commitments", "--history", "--explain"];
    let (en, zh) = (kam(repo.path(), &args("en")).out, kam(repo.path(), &args("zh")).out);
    let short = &commit[..10];
    let expected =
        format!("by git: 2026-04-10 → 2026-04-20 (commit {short}), 2026-04-20 → 2026-04-30 (not committed yet)");
    assert!(en.contains(&expected), "{en}");
    let expected = format!("git：2026-04-10 → 2026-04-20（提交 {short}），2026-04-20 → 2026-04-30（尚未提交）");
    assert!(zh.contains(&expected), "{zh}");
    assert!(en.contains("2026-04-10, as it was first committed"), "{en}");
    assert!(en.contains("first due date ever committed"), "{en}");
}

#[test]
fn workings_tell_where_the_first_date_comes_from() {
    let update = "[[update]]\ndate = 2026-03-01\nby = \"chen\"\ndue_from = 2026-03-05\ndue_to = 2026-04-10\n";
    let repo = Repo::with(&[("tasks/a.toml", &task("04-10", update))]);
    repo.commit(&[("tasks/a.toml", &task("04-20", update))]);
    let args = |lang| ["--lang", lang, "report", "commitments", "--history", "--explain"];
    let (en, zh) = (kam(repo.path(), &args("en")).out, kam(repo.path(), &args("zh")).out);
    assert!(
        en.contains("2026-03-05, as the updates of the first version tell"),
        "{en}"
    );
    assert!(zh.contains("2026-03-05，首个版本的进展记录所载的原到期日"), "{zh}");
}

#[test]
fn the_history_of_a_record_needs_no_other_file() {
    let repo = Repo::with(&[
        ("tasks/a.toml", &task("04-10", "")),
        ("tasks/b.toml", &task("04-10", "id = \"other\"\n")),
    ]);
    repo.commit(&[
        ("tasks/a.toml", &task("04-20", "")),
        ("tasks/b.toml", &task("04-20", "id = \"other\"\n")),
    ]);
    let fields = |reference: &str| {
        let json = repo.json(&["history", reference, "--format", "json"]);
        json["rows"].as_array().expect("rows").len()
    };
    assert_eq!((fields("task/a"), fields("task/other")), (2, 2));
    let missing = kam(repo.path(), &["history", "task/othr"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("did you mean `other`?"), "{}", missing.err);
    let misnamed = kam(repo.path(), &["history", "task/b"]);
    assert_eq!(misnamed.code, 2, "{}", misnamed.out);
    repo.remove("tasks/a.toml");
    repo.commit(&[]);
    assert_eq!(fields("task/a"), 3, "it is gone, and told all the same");
}
