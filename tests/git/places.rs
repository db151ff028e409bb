//! Wherever a book lies: in a folder of a larger repository, under an odd path, in a repository without files, in a
//! second work tree. Each command that asks git finds it there.

use crate::scratch::{
    Repo, SETTINGS, changed, found_at, found_since, history, kam, program, put, ran, refusal, without_days,
};
use crate::shapes::{LATE, MADE, later, other};

#[test]
fn a_book_in_a_folder_of_a_larger_repository() {
    let repo = Repo::within("sales/crm/", &[("tasks/t1.toml", LATE)]);
    let beside = |path: &str, text: &str| put(&repo.root(), &[(path, text)]);
    // Beside it: code, and another team's book with a record of the same name.
    beside("src/main.rs", "fn main() {}\n");
    beside("support/kam.toml", SETTINGS.1);
    beside("support/tasks/t1.toml", &later(LATE));
    repo.commit("wang", "beside it");
    beside("support/tasks/t1.toml", LATE);
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

#[test]
fn a_bare_repository() {
    let repo = Repo::with(&[("tasks/t1.toml", LATE)]);
    repo.edit("tasks/t1.toml", "2026-03-01", "2026-06-01");
    repo.commit("wang", "later");
    let folder = tempfile::tempdir().expect("a folder");
    let bare = folder.path().join("b.git");
    ran(program("git", folder.path())
        .args(["clone", "-q", "--bare"])
        .arg(repo.root())
        .arg(&bare));
    assert_eq!(found_at(&bare, "base"), ["task/t1 tasks/t1.toml"]);
    assert_eq!(history(&bare, &["history", "task/t1", "--at", "main"]).len(), 2);
    assert_eq!(changed(&bare, "base..main"), ["task/t1 due: 2026-03-01 -> 2026-06-01"]);
    // There are no files to compare with.
    for args in [&["check", "--new-since", "base"][..], &["diff", "base"]] {
        assert!(refusal(&kam(&bare, args)).contains("no book"));
    }
}

#[test]
fn a_second_work_tree() {
    let repo = Repo::with(&[("tasks/t1.toml", LATE)]);
    let folder = tempfile::tempdir().expect("a folder");
    let second = folder.path().join("second 树");
    let path = second.to_string_lossy();
    repo.git(&["worktree", "add", "-q", "-b", "second", &path]);
    repo.put(&[("tasks/t2.toml", &other(LATE))]);
    repo.commit("wang", "in the first");
    put(&second, &[("tasks/t3.toml", &other(LATE))]);
    assert_eq!(found_at(&second, "HEAD"), ["task/t1 tasks/t1.toml"]);
    assert_eq!(
        without_days(history(&second, &["history", "task/t1"])),
        [format!("chen {MADE}")]
    );
    assert_eq!(
        found_since(&second, "main").0,
        ["before error overdue-task task/t1", "change error overdue-task task/t3"]
    );
    assert_eq!(changed(&second, "base"), ["added task/t3"]);
}
