//! `kam history`: who changed which field of a record, wherever its file went.

use std::fs;

use kam::store::Repository;

use crate::scratch::{MADE, Repo, TASK, history, kam, program, ran, refusal, without_days};

#[test]
fn fields_are_followed_through_moves_and_formats() {
    let repo = Repo::with_task();
    repo.edit("tasks/t1.toml", "2026-03-01", "2026-03-15");
    repo.commit(
        "wang",
        "later\n\nReviewed-by: 陈磊 <chen@example.com>\nSigned-off-by: x",
    );
    fs::create_dir(repo.root().join("tasks/2026")).expect("it can be made");
    repo.git(&["mv", "tasks/t1.toml", "tasks/2026/验 收.task.toml"]);
    repo.edit("tasks/2026/验 收.task.toml", "title", "id = \"t1\"\ntitle");
    repo.commit("chen", "moved, with its id");
    repo.remove("tasks/2026/验 收.task.toml");
    repo.put(&[(
        "tasks/t1.yaml",
        "status: in-progress\ntitle: 验收\ndue: 2026-03-15\nowner: chen\n",
    )]);
    repo.commit("chen", "as YAML");
    repo.git(&["mv", "tasks", "work"]);
    repo.git(&["mv", "work/t1.yaml", "work/t1.task.yaml"]);
    repo.commit("chen", "folder");
    repo.edit("work/t1.task.yaml", "owner: chen", "owner: wang");
    let day = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let lines = repo.history("task/t1");
    let rest: Vec<&str> = lines
        .iter()
        .map(|line| line.split_once(' ').map_or("", |(_, rest)| rest))
        .collect();
    assert_eq!(
        rest,
        [
            "- .owner: chen -> wang",
            "chen file: tasks/t1.yaml -> work/t1.task.yaml",
            "chen file: tasks/2026/验 收.task.toml -> tasks/t1.yaml",
            "chen .status: todo -> in-progress",
            "chen .id: t1 -> -",
            "chen file: tasks/t1.toml -> tasks/2026/验 收.task.toml",
            "chen .id: - -> t1",
            "wang .due: 2026-03-01 -> 2026-03-15",
            &format!("chen record: - -> {MADE}"),
        ],
        "{lines:#?}"
    );
    assert_eq!(day(&lines[0]), "");
    let at = history(&repo.root(), &["history", "task/t1", "--at", "HEAD~3"]);
    assert_eq!(at.len(), 2, "{at:#?}");
    let log = repo.repository().log("HEAD").expect("git tells");
    let trailers: Vec<_> = log.iter().flat_map(|commit| &commit.trailers).cloned().collect();
    let expected = [("Reviewed-by", "陈磊 <chen@example.com>"), ("Signed-off-by", "x")];
    assert_eq!(
        trailers,
        expected.map(|(key, value)| (key.to_owned(), value.to_owned()))
    );
}

#[test]
fn a_deleted_record_has_a_history_and_so_has_one_that_came_back() {
    let repo = Repo::with_task();
    repo.remove("tasks/t1.toml");
    repo.commit("wang", "gone");
    repo.put(&[("tasks/t2.toml", "title = \"x\"\nowner = \"wang\"\n")]);
    repo.commit("wang", "another");
    assert_eq!(
        without_days(repo.history("task/t1")),
        [
            "wang record: - -> deleted".to_owned(),
            format!("chen record: - -> {MADE}")
        ]
    );
    repo.put(&[("tasks/t1.toml", TASK)]);
    assert_eq!(
        without_days(repo.history("task/t1"))[0],
        format!("- record: - -> {MADE}")
    );
    repo.commit("chen", "back");
    let lines = without_days(repo.history("task/t1"));
    assert_eq!(lines.len(), 3, "{lines:#?}");
    let never = repo.kam(&["history", "task/t7"]);
    assert!(refusal(&never).contains("there is no task `t7`, and none was found in the commits"));
    assert!(refusal(&repo.kam(&["history", "tasks/t1"])).contains("a reference begins with `task/`"));
}

#[test]
fn another_record_in_the_same_file_is_another_record() {
    let repo = Repo::with_task();
    // The old one gets another name, and its own is given to a new one: who bears the id is the record.
    repo.git(&["mv", "tasks/t1.toml", "tasks/old.toml"]);
    repo.put(&[(
        "tasks/t1.toml",
        "title = \"别的事\"\nowner = \"wang\"\nnotes = \"nothing in common\"\n",
    )]);
    repo.commit("wang", "taken");
    let old = without_days(repo.history("task/old"));
    assert_eq!(old, [format!("wang record: - -> {MADE}")]);
    let taken = without_days(repo.history("task/t1"));
    assert!(taken.contains(&"wang .title: 验收 -> 别的事".to_owned()), "{taken:#?}");
}

#[test]
fn a_broken_version_hides_no_change() {
    let broken = Repo::with_task();
    broken.put(&[("tasks/t1.toml", "title = [")]);
    broken.commit("wang", "torn");
    broken.put(&[("tasks/t1.toml", &TASK.replace("2026-03-01", "2026-05-01"))]);
    broken.commit("chen", "mended");
    assert_eq!(
        without_days(broken.history("task/t1")),
        [
            "chen .due: 2026-03-01 -> 2026-05-01".to_owned(),
            "wang record: - -> unreadable".to_owned(),
            format!("chen record: - -> {MADE}"),
        ]
    );
}

#[test]
fn a_part_has_a_history_of_its_own() {
    let repo = Repo::with_task();
    let goal = |a: u32, b: u32| {
        let kpi = |id: &str, target: u32| {
            format!("[[kpi]]\nid = \"{id}\"\nname = \"{id}\"\ntarget = {target}\nweight = 50\n\n")
        };
        format!(
            "account = \"x\"\ntitle = \"g\"\nperiod = \"2026-Q1\"\nowner = \"chen\"\n\n{}{}",
            kpi("a", a),
            kpi("b", b)
        )
    };
    repo.put(&[("goals/g1.toml", &goal(1, 1))]);
    repo.commit("chen", "goal");
    repo.put(&[("goals/g1.toml", &goal(1, 2))]);
    repo.commit("wang", "b");
    repo.put(&[("goals/g1.toml", &goal(3, 2))]);
    repo.commit("wang", "a");
    assert_eq!(repo.history("goal/g1").len(), 3);
    let lines = without_days(repo.history("goal/g1#b"));
    assert_eq!(lines.len(), 2, "{lines:#?}");
    assert_eq!(lines[0], "wang .kpi[b].target: 1 -> 2");
    let text = repo.kam(&["history", "goal/g1#b", "--lang", "zh-CN"]).out;
    assert!(text.contains("KPI b：目标值"), "{text}");
}

#[test]
fn a_shallow_clone_is_said_and_never_taken_for_the_beginning() {
    let repo = Repo::with_task();
    repo.edit("tasks/t1.toml", "2026-03-01", "2026-03-15");
    repo.commit("wang", "later");
    let clone = tempfile::tempdir().expect("a folder");
    let to = clone.path().join("c");
    let from = format!("file://{}", repo.root().display());
    ran(program("git", clone.path())
        .args(["clone", "-q", "--depth", "1", &from])
        .arg(&to));
    assert!(Repository::find(&to).expect("it is a repository").shallow);
    let done = kam(&to, &["history", "task/t1"]);
    assert_eq!(done.code, 0);
    for text in [&done.out, &done.err] {
        assert!(text.contains("git fetch --unshallow"), "{text}");
    }
    assert!(
        done.out.contains("by then:") && !done.out.contains("new:"),
        "{}",
        done.out
    );
    let earlier = kam(&to, &["check", "--at", "HEAD~1"]);
    assert!(
        refusal(&earlier).contains("shallow; `git fetch --unshallow`"),
        "{}",
        earlier.err
    );
    ran(program("git", &to).args(["fetch", "-q", "--unshallow"]));
    assert_eq!(history(&to, &["history", "task/t1"]).len(), 2);
}

#[test]
fn a_hostile_author_steers_no_terminal() {
    let repo = Repo::with_task();
    repo.edit("tasks/t1.toml", "2026-03-01", "2026-03-15");
    repo.commit("E\u{1b}]0;x\u{7}vil\u{202e}|x", "later");
    for format in ["table", "markdown", "csv"] {
        let out = repo.kam(&["history", "task/t1", "--format", format]).out;
        assert!(out.contains("vil"), "{out}");
        assert!(!out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{out:?}");
    }
}

#[test]
fn a_history_is_shown_in_both_languages() {
    let repo = Repo::parted();
    repo.git(&["merge", "-q", "-s", "ours", "branch", "-m", "only ours"]);
    repo.edit("tasks/t1.toml", "\"chen\"", "\"wang\"");
    let shown = |lang: &str| {
        let out = repo
            .kam(&["history", "task/t1", "--as-of", "2026-04-01", "--lang", lang])
            .out;
        // The names of commits hang on the version of git's objects only, but are no matter here.
        let log = repo.git(&["log", "--all", "--format=%h", "--abbrev=10"]);
        log.lines().fold(out, |out, id| out.replace(id, "0123456789"))
    };
    insta::assert_snapshot!("history_en", shown("en"));
    insta::assert_snapshot!("history_zh", shown("zh-CN"));
}
