//! Histories with more than one line: merges, rebases, reverts.

use crate::scratch::{MADE, Repo, without_days};

#[test]
fn a_merge_changes_nothing_by_itself() {
    let repo = Repo::parted();
    repo.git(&[
        "-c",
        "user.name=m",
        "-c",
        "user.email=m@x",
        "merge",
        "-q",
        "branch",
        "-m",
        "merge",
    ]);
    assert_eq!(
        without_days(repo.history("task/t1")),
        [
            "chen .status: todo -> blocked".to_owned(),
            "wang .due: 2026-03-01 -> 2026-03-15".to_owned(),
            format!("chen record: - -> {MADE}"),
        ]
    );
}

#[test]
fn a_merge_across_a_rename_keeps_both_sides() {
    let repo = Repo::parted();
    repo.git(&["mv", "tasks/t1.toml", "tasks/first.task.toml"]);
    repo.edit("tasks/first.task.toml", "title", "id = \"t1\"\ntitle");
    repo.commit("chen", "moved");
    repo.git(&["merge", "-q", "branch", "-m", "merge"]);
    assert_eq!(
        without_days(repo.history("task/t1")),
        [
            "chen file: tasks/t1.toml -> tasks/first.task.toml".to_owned(),
            "chen .id: - -> t1".to_owned(),
            "chen .status: todo -> blocked".to_owned(),
            "wang .due: 2026-03-01 -> 2026-03-15".to_owned(),
            format!("chen record: - -> {MADE}"),
        ]
    );
}

#[test]
fn what_a_merge_slips_in_is_the_merges() {
    let repo = Repo::parted();
    repo.git(&["merge", "-q", "--no-commit", "branch"]);
    repo.edit("tasks/t1.toml", "\"chen\"", "\"wang\"");
    repo.commit("robot", "evil merge");
    let lines = without_days(repo.history("task/t1"));
    assert_eq!(lines[0], "robot .owner: chen -> wang", "{lines:#?}");
    assert_eq!(lines.len(), 4, "{lines:#?}");
}

#[test]
fn what_a_merge_drops_is_the_merges() {
    let repo = Repo::parted();
    repo.git(&["merge", "-q", "-s", "ours", "branch", "-m", "only ours"]);
    let lines = without_days(repo.history("task/t1"));
    assert_eq!(lines[0], "somebody .due: 2026-03-15 -> 2026-03-01", "{lines:#?}");
    assert_eq!(lines.len(), 4, "{lines:#?}");
    // Both sides changed the same field, and one was taken.
    let repo = Repo::parted();
    repo.edit("tasks/t1.toml", "2026-03-01", "2026-03-20");
    repo.commit("chen", "another date");
    repo.git(&["merge", "-q", "-X", "theirs", "branch", "-m", "theirs"]);
    let lines = without_days(repo.history("task/t1"));
    assert_eq!(lines[0], "somebody .due: 2026-03-20 -> 2026-03-15", "{lines:#?}");
}

#[test]
fn a_rebase_and_a_revert_are_told_as_they_are() {
    let repo = Repo::parted();
    repo.git(&["checkout", "-q", "branch"]);
    repo.git(&["rebase", "-q", "main"]);
    repo.git(&["revert", "--no-edit", "HEAD"]);
    assert_eq!(
        without_days(repo.history("task/t1")),
        [
            "somebody .due: 2026-03-15 -> 2026-03-01".to_owned(),
            "wang .due: 2026-03-01 -> 2026-03-15".to_owned(),
            "chen .status: todo -> blocked".to_owned(),
            format!("chen record: - -> {MADE}"),
        ]
    );
}
