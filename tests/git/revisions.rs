//! What `--at` takes, and what it says of what it cannot take.

use std::fs;
use std::process::Command;

use kam::store::Repository;

use crate::scratch::{Repo, SETTINGS, TASK, finish, kam, program, put, ran, refusal};

#[test]
fn what_is_no_revision_is_said_kindly() {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), &[SETTINGS]);
    let no_repository = kam(folder.path(), &["check", "--at", "HEAD"]);
    assert!(
        refusal(&no_repository).contains("is not in a git repository"),
        "{}",
        no_repository.err
    );

    let repo = Repo::empty();
    repo.put(&[SETTINGS, ("tasks/t1.toml", TASK)]);
    let unborn = repo.kam(&["check", "--at", "HEAD"]);
    assert_eq!(
        refusal(&unborn),
        "error: this repository has no commits yet, so there are no earlier versions"
    );
    assert!(repo.repository().is_unborn());

    repo.commit("chen", "begin");
    let said = |args: &[&str]| refusal(&repo.kam(args)).to_owned();
    assert!(said(&["check", "--at", "nope"]).contains("there is no revision `nope`; a branch, a tag"));
    assert!(said(&["check", "--at", "HEAD..HEAD"]).contains("names two revisions"));
    assert!(said(&["check", "--at", "-x"]).contains("`-x`") || said(&["check", "--at", "-x"]).contains("--at"));
    assert!(said(&["check", "--at=--all"]).contains("there is no revision `--all`"));
    let hostile = said(&["check", "--at", "x\u{1b}[31m\u{202e}\nHEAD"]);
    assert!(hostile.contains("there is no revision") && !hostile.contains(['\u{1b}', '\u{202e}']));
    assert!(said(&["check", "--at"]).contains("`--at` needs a revision"));
    assert!(said(&["--at", "check"]).contains("`check` was taken for the revision"));
    assert!(said(&["check", "--at="]).contains("`--at` needs a revision"));
    assert!(said(&["explain", "--at", "HEAD"]).contains("does not go with `kam explain`"));
    assert!(said(&["check", "--at", "nope", "--lang", "zh-CN"]).contains("没有版本 `nope`"));

    // A branch without commits, in a repository that has some.
    repo.git(&["checkout", "-q", "--orphan", "fresh"]);
    assert!(said(&["check", "--at", "HEAD"]).contains("there is no revision `HEAD`"));
    assert!(!repo.repository().is_unborn());
    assert_eq!(repo.kam(&["check", "--at", "main", "--fail-on", "never"]).code, 0);
}

#[test]
fn a_book_that_was_not_there_is_said() {
    let repo = Repo::empty();
    repo.put(&[("readme.md", "x")]);
    let first = repo.commit("chen", "begin");
    repo.put(&[("帐 本's/kam.toml", SETTINGS.1), ("帐 本's/tasks/t1.toml", TASK)]);
    repo.commit("chen", "book");
    let book = repo.root().join("帐 本's");
    let before = kam(&book, &["check", "--at", &first]);
    assert!(refusal(&before).contains("there was no `kam.toml`"), "{}", before.err);
    let args = ["check", "--as-of", "2026-04-01", "--format", "json"];
    let (now, then) = (kam(&book, &args), kam(&book, &[&args[..], &["--at", "HEAD"]].concat()));
    assert_eq!((now.code, &now.out), (then.code, &then.out));
    assert!(now.out.contains("tasks/t1.toml"));
    // The book is gone today, and stands at the revision still.
    fs::remove_dir_all(&book).expect("it was there");
    repo.commit("chen", "no book");
    let gone = kam(&repo.root(), &["-C", "帐 本's", "check", "--at", "HEAD~1"]);
    assert!(refusal(&gone).contains("there is no folder"));
    fs::create_dir(&book).expect("it can be made");
    let gone = kam(
        &book,
        &["check", "--as-of", "2026-04-01", "--format", "json", "--at", "HEAD~1"],
    );
    assert_eq!((gone.code, gone.out), (now.code, now.out));
}

#[test]
fn the_revision_may_be_a_branch_a_tag_or_anything_git_knows() {
    let repo = Repo::with_task();
    repo.git(&["tag", "-a", "v1", "-m", "tag"]);
    repo.edit("tasks/t1.toml", "2026-03-01", "2026-06-01");
    repo.commit("chen", "later");
    repo.git(&["checkout", "-q", "--detach"]);
    repo.edit("tasks/t1.toml", "2026-06-01", "2026-02-01");
    repo.commit("chen", "detached");
    let overdue = |revision: &[&str]| {
        let args = [
            "check",
            "--as-of",
            "2026-04-01",
            "--select",
            "overdue-task",
            "--format",
            "json",
        ];
        let done = repo.kam(&[&args[..], revision].concat());
        let json: serde_json::Value = serde_json::from_str(&done.out).expect("it is JSON");
        json["findings"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(overdue(&["--at", "v1"]), 1);
    assert_eq!(overdue(&["--at", "main"]), 0);
    assert_eq!(overdue(&["--at", "HEAD"]), 1);
    assert_eq!(overdue(&["--at", ":/later"]), 0);
    assert_eq!(overdue(&[]), 1);
    let report = repo.kam(&["report", "commitments", "--as-of", "2026-04-01", "--at", "v1"]);
    assert!(
        report.out.contains("The book is shown as it stood at `v1` (commit "),
        "{}",
        report.out
    );
    assert!(report.out.contains("2026-03-01"));
}

#[test]
fn in_a_hook_the_book_is_still_its_own() {
    let (repo, other) = (Repo::with_task(), Repo::empty());
    repo.edit("tasks/t1.toml", "2026-03-01", "2026-06-01");
    let run = |program: &mut Command| {
        finish(program.args(["check", "--at", "HEAD", "--as-of", "2026-01-01", "--format", "json"]))
    };
    let plain = run(&mut program(env!("CARGO_BIN_EXE_kam"), &repo.root()));
    let mut hooked = program(env!("CARGO_BIN_EXE_kam"), &repo.root());
    hooked
        .env("GIT_DIR", other.root().join(".git"))
        .env("GIT_INDEX_FILE", ".git/elsewhere")
        .env("GIT_PREFIX", "x/")
        .env("GIT_LITERAL_PATHSPECS", "0");
    let hooked = run(&mut hooked);
    assert_eq!((plain.code, plain.out), (hooked.code, hooked.out));
    assert_eq!(plain.err, hooked.err);
}

#[test]
fn a_bare_repository_has_its_books_too() {
    let repo = Repo::with_task();
    let bare = tempfile::tempdir().expect("a folder");
    let (from, to) = (repo.root(), bare.path().join("b.git"));
    ran(program("git", bare.path())
        .args(["clone", "-q", "--bare"])
        .arg(&from)
        .arg(&to));
    assert!(Repository::find(&to).expect("it is a repository").bare);
    let args = ["check", "--as-of", "2026-04-01", "--format", "json"];
    let (now, then) = (repo.kam(&args), kam(&to, &[&args[..], &["--at", "main"]].concat()));
    assert_eq!((now.code, now.out), (then.code, then.out));
}
