//! Every shape that a repository can have, and what each command that asks git makes of it: the book at a
//! revision, the history of a record, what is new since a revision, and what was changed.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::scratch::{
    Done, Repo, SETTINGS, changed, found_at, found_since, history, kam, program, ran, refusal, without_days,
};

/// A task that is overdue on 1 April.
const LATE: &str = "title = \"Late\"\naccount = \"acme\"\ndue = 2026-03-01\nowner = \"chen\"\nfor = \"account/acme\"\n";
/// What the history says where it was made.
const MADE: &str = "record: - -> title: Late; owner: 陈磊; account: Acme; due date: 2026-03-01; for: account/acme";

fn later(task: &str) -> String {
    task.replace("2026-03-01", "2026-06-01")
}

/// Another task that is overdue, and no duplicate of the first.
fn other(task: &str) -> String {
    task.replace("Late", "Other").replace("2026-03-01", "2026-02-28")
}

/// The refusals of every command about a revision.
fn refusals(repo: &Repo, revision: &str) -> [Done; 5] {
    [
        repo.kam(&["check", "--at", revision]),
        repo.kam(&["history", "task/t1", "--at", revision]),
        repo.kam(&["check", "--new-since", revision]),
        repo.kam(&["diff", revision]),
        repo.kam(&["diff", &format!("{revision}..HEAD")]),
    ]
}

fn clone(repo: &Repo, depth: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", repo.root().display());
    ran(program("git", folder.path()).args(["clone", "-q", "--depth", depth, &from, "clone"]));
    let clone = folder.path().join("clone");
    (folder, clone)
}

#[test]
fn a_merge_as_a_pull_request_is_checked_out() {
    let repo = Repo::with(&[]);
    repo.git(&["checkout", "-q", "-b", "work"]);
    repo.put(&[("tasks/t1.toml", LATE)]);
    repo.commit("wang", "on the branch");
    repo.git(&["checkout", "-q", "main"]);
    repo.put(&[("tasks/t2.toml", &other(LATE))]);
    repo.commit("chen", "meanwhile");
    repo.git(&["merge", "-q", "--no-ff", "-m", "merge", "work"]);
    assert_eq!(found_at(&repo.book(), "HEAD^1"), ["task/t2 tasks/t2.toml"]);
    assert_eq!(found_at(&repo.book(), "HEAD^2"), ["task/t1 tasks/t1.toml"]);
    assert_eq!(
        found_at(&repo.book(), "HEAD"),
        ["task/t1 tasks/t1.toml", "task/t2 tasks/t2.toml"]
    );
    let lines = without_days(repo.history("task/t1"));
    assert_eq!(lines, [format!("wang {MADE}")]);
    let (found, code) = found_since(&repo.book(), "HEAD^1");
    assert_eq!(
        found,
        ["before error overdue-task task/t2", "change error overdue-task task/t1"]
    );
    assert_eq!(code, 1);
    assert_eq!(changed(&repo.book(), "HEAD^1"), ["added task/t1"]);
    assert_eq!(changed(&repo.book(), "HEAD^1..HEAD^2"), ["added task/t1"]);
    assert_eq!(changed(&repo.book(), "base..HEAD"), ["added task/t1", "added task/t2"]);
}

#[test]
fn a_renamed_file() {
    let repo = Repo::with(&[("tasks/t1.toml", LATE)]);
    repo.git(&["mv", "tasks/t1.toml", "tasks/first.task.toml"]);
    repo.edit("tasks/first.task.toml", "title", "id = \"t1\"\ntitle");
    repo.commit("wang", "renamed");
    assert_eq!(found_at(&repo.book(), "HEAD"), ["task/t1 tasks/first.task.toml"]);
    assert_eq!(found_at(&repo.book(), "HEAD~1"), ["task/t1 tasks/t1.toml"]);
    let lines = without_days(repo.history("task/t1"));
    assert_eq!(
        lines[0], "wang file: tasks/t1.toml -> tasks/first.task.toml",
        "{lines:#?}"
    );
    assert_eq!(lines.last(), Some(&format!("chen {MADE}")), "{lines:#?}");
    let (found, code) = found_since(&repo.book(), "base");
    assert_eq!((found, code), (vec!["before error overdue-task task/t1".to_owned()], 0));
    assert_eq!(changed(&repo.book(), "base"), [""; 0]);
    repo.edit("tasks/first.task.toml", "2026-03-01", "2026-06-01");
    assert_eq!(changed(&repo.book(), "base"), ["task/t1 due: 2026-03-01 -> 2026-06-01"]);
}

#[test]
fn a_renamed_folder() {
    let repo = Repo::with(&[
        ("customers/acme/tasks/t1.toml", LATE),
        ("customers/acme/tasks/t2.toml", &later(LATE).replace("Late", "Other")),
    ]);
    repo.git(&["mv", "customers", "客户 台账"]);
    repo.commit("wang", "the folder");
    repo.edit("客户 台账/acme/tasks/t2.toml", "2026-06-01", "2026-02-28");
    assert_eq!(found_at(&repo.book(), "HEAD"), ["task/t1 客户 台账/acme/tasks/t1.toml"]);
    assert_eq!(found_at(&repo.book(), "base"), ["task/t1 customers/acme/tasks/t1.toml"]);
    assert_eq!(
        without_days(repo.history("task/t1")),
        [
            "wang file: customers/acme/tasks/t1.toml -> 客户 台账/acme/tasks/t1.toml".to_owned(),
            format!("chen {MADE}"),
        ]
    );
    // The one that stayed as it is was there before, wherever it lies now; the other was made worse on the way.
    let (found, code) = found_since(&repo.book(), "base");
    assert_eq!(
        found,
        ["before error overdue-task task/t1", "change error overdue-task task/t2"]
    );
    assert_eq!(code, 1);
    assert_eq!(changed(&repo.book(), "base"), ["task/t2 due: 2026-06-01 -> 2026-02-28"]);
    assert_eq!(changed(&repo.book(), "base..HEAD"), [""; 0]);
}

#[test]
fn a_rebased_branch() {
    let repo = Repo::with(&[]);
    repo.git(&["checkout", "-q", "-b", "work"]);
    repo.put(&[("tasks/t1.toml", LATE)]);
    repo.commit("wang", "on the branch");
    repo.git(&["checkout", "-q", "main"]);
    repo.put(&[("tasks/t2.toml", &other(LATE))]);
    repo.commit("chen", "meanwhile");
    repo.git(&["checkout", "-q", "work"]);
    repo.git(&["tag", "before-it"]);
    repo.git(&["rebase", "-q", "main"]);
    assert_eq!(found_at(&repo.book(), "before-it"), ["task/t1 tasks/t1.toml"]);
    assert_eq!(
        found_at(&repo.book(), "HEAD"),
        ["task/t1 tasks/t1.toml", "task/t2 tasks/t2.toml"]
    );
    // The commit as it was before is no second change.
    assert_eq!(without_days(repo.history("task/t1")), [format!("wang {MADE}")]);
    let news = |revision: &str| found_since(&repo.book(), revision).0;
    assert_eq!(
        news("main"),
        ["before error overdue-task task/t2", "change error overdue-task task/t1"]
    );
    assert_eq!(
        news("base"),
        ["change error overdue-task task/t1", "change error overdue-task task/t2"]
    );
    // Beside what it was before, the branch has what it was put upon, and lost nothing.
    assert_eq!(
        news("before-it"),
        ["before error overdue-task task/t1", "change error overdue-task task/t2"]
    );
    assert_eq!(changed(&repo.book(), "main"), ["added task/t1"]);
    assert_eq!(changed(&repo.book(), "base..before-it"), ["added task/t1"]);
    // From where both parted.
    assert_eq!(
        changed(&repo.book(), "before-it..HEAD"),
        ["added task/t1", "added task/t2"]
    );
}

#[test]
fn a_reverted_commit() {
    let repo = Repo::with(&[("tasks/t1.toml", LATE)]);
    repo.put(&[("tasks/t1.toml", &later(LATE))]);
    repo.commit("wang", "later");
    repo.git(&["revert", "--no-edit", "HEAD"]);
    assert_eq!(found_at(&repo.book(), "HEAD~1"), [""; 0]);
    assert_eq!(found_at(&repo.book(), "HEAD"), ["task/t1 tasks/t1.toml"]);
    assert_eq!(
        without_days(repo.history("task/t1")),
        [
            "somebody .due: 2026-06-01 -> 2026-03-01".to_owned(),
            "wang .due: 2026-03-01 -> 2026-06-01".to_owned(),
            format!("chen {MADE}"),
        ]
    );
    // There and back is no change: not even that the date was moved is told.
    let (found, code) = found_since(&repo.book(), "base");
    assert_eq!((found, code), (vec!["before error overdue-task task/t1".to_owned()], 0));
    let (found, code) = found_since(&repo.book(), "HEAD~1");
    assert_eq!((found, code), (vec!["change error overdue-task task/t1".to_owned()], 1));
    assert_eq!(changed(&repo.book(), "base..HEAD"), [""; 0]);
    assert_eq!(
        changed(&repo.book(), "HEAD~1..HEAD"),
        ["task/t1 due: 2026-06-01 -> 2026-03-01"]
    );
}

#[test]
fn a_shallow_clone() {
    let repo = Repo::with(&[("tasks/t1.toml", LATE)]);
    repo.put(&[("tasks/t2.toml", &other(LATE))]);
    repo.commit("wang", "more");
    let (_folder, clone) = clone(&repo, "1");
    assert_eq!(found_at(&clone, "HEAD"), found_at(&repo.book(), "HEAD"));
    let all = |clone: &PathBuf| {
        [
            kam(clone, &["check", "--at", "HEAD~1"]),
            kam(clone, &["history", "task/t1", "--at", "HEAD~1"]),
            kam(clone, &["check", "--new-since", "HEAD~1"]),
            kam(clone, &["diff", "HEAD~1"]),
        ]
    };
    for done in all(&clone) {
        assert!(refusal(&done).contains("`git fetch --unshallow`"), "{}", done.err);
    }
    let begin = kam(&clone, &["history", "task/t1"]).out;
    assert!(begin.contains("by then:") && begin.contains("--unshallow"), "{begin}");
    assert_eq!(changed(&clone, "HEAD"), [""; 0]);
    ran(program("git", &clone).args(["fetch", "-q", "--unshallow"]));
    assert_eq!(found_at(&clone, "HEAD~1"), ["task/t1 tasks/t1.toml"]);
    assert_eq!(
        without_days(history(&clone, &["history", "task/t1"])),
        [format!("chen {MADE}")]
    );
    let (found, code) = found_since(&clone, "HEAD~1");
    assert_eq!(
        found,
        ["before error overdue-task task/t1", "change error overdue-task task/t2"]
    );
    assert_eq!(code, 1);
    assert_eq!(changed(&clone, "HEAD~1..HEAD"), ["added task/t2"]);
}

#[test]
fn a_detached_head() {
    let repo = Repo::with(&[("tasks/t1.toml", LATE)]);
    repo.put(&[("tasks/t1.toml", &later(LATE)), ("tasks/t2.toml", &other(LATE))]);
    repo.commit("wang", "more");
    repo.git(&["checkout", "-q", "--detach", "HEAD~1"]);
    assert_eq!(found_at(&repo.book(), "HEAD"), ["task/t1 tasks/t1.toml"]);
    assert_eq!(found_at(&repo.book(), "main"), ["task/t2 tasks/t2.toml"]);
    // Only what led here; on the branch there is more.
    assert_eq!(without_days(repo.history("task/t1")), [format!("chen {MADE}")]);
    let main = history(&repo.book(), &["history", "task/t1", "--at", "main"]);
    assert_eq!(main.len(), 2, "{main:#?}");
    repo.put(&[("tasks/t3.toml", &other(LATE))]);
    repo.commit("chen", "detached");
    // What the branch has more is not taken away here.
    let (found, code) = found_since(&repo.book(), "main");
    assert!(
        found.contains(&"change error overdue-task task/t3".to_owned()),
        "{found:#?}"
    );
    assert!(!found.iter().any(|line| line.contains("deleted-open")), "{found:#?}");
    assert_eq!(code, 1);
    assert_eq!(
        found_since(&repo.book(), "HEAD~1").0,
        ["before error overdue-task task/t1", "change error overdue-task task/t3"]
    );
    assert_eq!(changed(&repo.book(), "main"), ["added task/t3"]);
    assert_eq!(
        changed(&repo.book(), "HEAD..main"),
        ["task/t1 due: 2026-03-01 -> 2026-06-01", "added task/t2"]
    );
}

#[test]
fn a_repository_without_commits() {
    let repo = Repo::empty();
    repo.put(&[SETTINGS, ("tasks/t1.toml", LATE)]);
    let plain = [repo.kam(&["history", "task/t1"]), repo.kam(&["diff"])];
    for done in refusals(&repo, "HEAD").iter().chain(&plain) {
        assert_eq!(
            refusal(done),
            "error: this repository has no commits yet, so there are no earlier versions"
        );
    }
    // What asks git for nothing is as it ever was.
    assert_eq!(repo.kam(&["check", "--fail-on", "never"]).code, 0);
}

#[test]
fn a_branch_without_commits() {
    let repo = Repo::with(&[("tasks/t1.toml", LATE)]);
    repo.git(&["checkout", "-q", "--orphan", "fresh"]);
    let plain = [repo.kam(&["history", "task/t1"]), repo.kam(&["diff"])];
    for done in refusals(&repo, "HEAD").iter().chain(&plain) {
        assert!(refusal(done).contains("there is no revision `HEAD`"), "{}", done.err);
    }
    assert_eq!(found_at(&repo.book(), "main"), ["task/t1 tasks/t1.toml"]);
    let main = history(&repo.book(), &["history", "task/t1", "--at", "main"]);
    assert_eq!(without_days(main), [format!("chen {MADE}")]);
    repo.put(&[("tasks/t2.toml", &other(LATE))]);
    let (found, code) = found_since(&repo.book(), "main");
    assert_eq!(
        found,
        ["before error overdue-task task/t1", "change error overdue-task task/t2"]
    );
    assert_eq!(code, 1);
    assert_eq!(changed(&repo.book(), "main"), ["added task/t2"]);
}

#[test]
fn a_book_in_a_folder_of_a_larger_repository() {
    let repo = Repo::within("sales/crm/", &[("tasks/t1.toml", LATE)]);
    let put = |path: &str, text: &str| crate::scratch::put(&repo.root(), &[(path, text)]);
    // Beside it: code, and another team's book with a record of the same name.
    put("src/main.rs", "fn main() {}\n");
    put("support/kam.toml", SETTINGS.1);
    put("support/tasks/t1.toml", &later(LATE));
    repo.commit("wang", "beside it");
    put("support/tasks/t1.toml", LATE);
    repo.commit("wang", "the other's");
    repo.put(&[("tasks/t2.toml", &other(LATE))]);
    assert_eq!(found_at(&repo.book(), "HEAD"), ["task/t1 tasks/t1.toml"]);
    assert_eq!(without_days(repo.history("task/t1")), [format!("chen {MADE}")]);
    let (found, code) = found_since(&repo.book(), "base");
    assert_eq!(
        found,
        ["before error overdue-task task/t1", "change error overdue-task task/t2"]
    );
    assert_eq!(code, 1);
    // From above, by name, it is the same.
    let above = kam(
        &repo.root(),
        &["-C", "sales/crm", "history", "task/t1", "--format", "json"],
    );
    assert_eq!(above.out, repo.kam(&["history", "task/t1", "--format", "json"]).out);
    assert_eq!(changed(&repo.book(), "base"), ["added task/t2"]);
    assert_eq!(changed(&repo.book(), "base..HEAD"), [""; 0]);
}

#[test]
fn a_revision_that_is_not_written() {
    let repo = Repo::with(&[("tasks/t1.toml", LATE)]);
    let bare: [&[&str]; 8] = [
        &["check", "--at"],
        &["check", "--at="],
        &["check", "--at", ""],
        &["history", "task/t1", "--at"],
        &["history", "task/t1", "--at="],
        &["check", "--new-since"],
        &["check", "--new-since="],
        &["check", "--new-since", ""],
    ];
    for args in bare {
        let done = repo.kam(args);
        let said = refusal(&done);
        assert!(
            said.contains("needs a revision: a branch, a tag or a commit"),
            "{args:?}: {said}"
        );
    }
    let chinese = repo.kam(&["--lang", "zh-CN", "check", "--new-since"]);
    assert!(
        refusal(&chinese).contains("`--new-since` 后应写版本"),
        "{}",
        chinese.err
    );
}

#[test]
fn paths_with_spaces_quotes_and_chinese() {
    let (old, new) = ("tasks/验收 'a' \"b\".task.toml", "tasks/$(x) `y`; 第 二 批.task.toml");
    let text = format!("id = \"t1\"\n{LATE}");
    let repo = Repo::within("客户's \"台 账\"/", &[(old, &text)]);
    repo.git(&[
        "mv",
        &format!("客户's \"台 账\"/{old}"),
        &format!("客户's \"台 账\"/{new}"),
    ]);
    repo.commit("wang", "renamed");
    assert_eq!(found_at(&repo.book(), "HEAD"), [format!("task/t1 {new}")]);
    assert_eq!(found_at(&repo.book(), "base"), [format!("task/t1 {old}")]);
    assert_eq!(
        without_days(repo.history("task/t1")),
        [format!("wang file: {old} -> {new}"), format!("chen {MADE}; id: t1")]
    );
    repo.put(&[("tasks/又 一'个.toml", &format!("id = \"t2\"\n{}", other(LATE)))]);
    let (found, code) = found_since(&repo.book(), "base");
    let overdue: Vec<&String> = found.iter().filter(|line| line.contains("overdue-task")).collect();
    assert_eq!(
        overdue,
        ["before error overdue-task task/t1", "change error overdue-task task/t2"]
    );
    assert_eq!(code, 1);
    assert_eq!(changed(&repo.book(), "base"), ["added task/t2"]);
}
