//! Books in real repositories: at a revision, beside the work tree, and through their history.
#![allow(clippy::disallowed_methods, reason = "these tests are about files and git")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use kam::source::{MAX_BYTES, Unreadable};
use kam::store::{self, Beside, Folder, GitError, Ignore, Repository, Side, Status, StoreError};
use tempfile::TempDir;

/// A repository in a folder of its own; each commit is a day later than the one before.
struct Repo {
    folder: TempDir,
    day: std::cell::Cell<u32>,
}

/// A program in an environment that says nothing of git, whoever runs the tests.
fn program(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(name);
    command.current_dir(folder);
    let names = [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "TERM",
        "COLUMNS",
    ];
    for name in names {
        command.env_remove(name);
    }
    command
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("LC_ALL", "C");
    command
}

fn ran(command: &mut Command) -> String {
    let done = command.output().expect("it runs");
    let err = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{command:?}: {err}");
    String::from_utf8_lossy(&done.stdout).trim_end().to_owned()
}

fn put(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
}

const SETTINGS: (&str, &str) = ("kam.toml", "[book]\nname = \"Example\"\ntimezone = \"Asia/Shanghai\"\n");
const CHEN: (&str, &str) = ("people/chen.toml", "name = \"陈磊\"\nemail = \"chen@example.com\"\n");
const WANG: (&str, &str) = ("people/wang.toml", "name = \"王强\"\nemail = \"wang@example.com\"\n");
const TASK: &str = "title = \"验收\"\ndue = 2026-03-01\nowner = \"chen\"\nstatus = \"todo\"\n";

impl Repo {
    fn empty() -> Repo {
        let repo = Repo {
            folder: tempfile::tempdir().expect("a folder"),
            day: std::cell::Cell::new(0),
        };
        repo.git(&["init", "-q", "-b", "main"]);
        repo
    }

    /// A book with two people and a task, committed.
    fn with_task() -> Repo {
        let repo = Repo::empty();
        repo.put(&[SETTINGS, CHEN, WANG, ("tasks/t1.toml", TASK)]);
        repo.commit("chen", "begin");
        repo
    }

    fn root(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    fn put(&self, files: &[(&str, &str)]) {
        put(self.folder.path(), files);
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.folder.path().join(path)).expect("it was there");
    }

    /// Replaces a text in the task's file.
    fn edit(&self, path: &str, from: &str, to: &str) {
        let file = self.folder.path().join(path);
        let text = fs::read_to_string(&file).expect("it is there");
        assert!(text.contains(from), "{text}");
        fs::write(file, text.replace(from, to)).expect("it can be written");
    }

    fn as_author(&self, author: &str) -> Command {
        let day = self.day.get() + 1;
        self.day.set(day);
        let date = format!("2026-01-{day:02}T09:00:00+08:00");
        let mut command = program("git", self.folder.path());
        command
            .env("GIT_AUTHOR_NAME", author)
            .env(
                "GIT_AUTHOR_EMAIL",
                format!("{}@example.com", author.trim().to_lowercase()),
            )
            .env("GIT_COMMITTER_NAME", "robot")
            .env("GIT_COMMITTER_EMAIL", "robot@example.com")
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_DATE", &date);
        command
    }

    fn git(&self, args: &[&str]) -> String {
        ran(self.as_author("somebody").args(args))
    }

    /// Commits everything.
    fn commit(&self, author: &str, message: &str) -> String {
        ran(program("git", self.folder.path()).args(["add", "-A"]));
        ran(self.as_author(author).args(["commit", "-q", "-m", message]));
        self.git(&["rev-parse", "HEAD"])
    }

    fn repository(&self) -> Repository {
        Repository::find(self.folder.path()).expect("it is a repository")
    }

    fn kam(&self, args: &[&str]) -> Done {
        kam(self.folder.path(), args)
    }

    /// The history of a record, the newest first: `day author field: before -> after`.
    fn history(&self, reference: &str) -> Vec<String> {
        history(self.folder.path(), &["history", reference])
    }
}

/// How a command ended, and what it printed.
struct Done {
    code: i32,
    out: String,
    err: String,
}

fn kam(folder: &Path, args: &[&str]) -> Done {
    finish(program(env!("CARGO_BIN_EXE_kam"), folder).args(args))
}

fn finish(command: &mut Command) -> Done {
    let done = command.output().expect("the program runs");
    Done {
        code: done.status.code().expect("it ends by itself"),
        out: String::from_utf8(done.stdout).expect("UTF-8"),
        err: String::from_utf8(done.stderr).expect("UTF-8"),
    }
}

fn history(folder: &Path, args: &[&str]) -> Vec<String> {
    let done = kam(folder, &[args, &["--format", "json"]].concat());
    assert_eq!(done.code, 0, "{}", done.err);
    let json: serde_json::Value = serde_json::from_str(&done.out).expect("it is JSON");
    let rows = json["rows"].as_array().expect("rows");
    let word = |value: &serde_json::Value| match value {
        serde_json::Value::Null => "-".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let line = |row: &serde_json::Value| {
        let day = word(&row["date"]);
        let day = day.rsplit('-').next().unwrap_or_default();
        let (author, field) = (word(&row["author"]), word(&row["field"]));
        let author = author.split(" <").next().unwrap_or_default();
        format!(
            "{day} {author} {field}: {} -> {}",
            word(&row["before"]),
            word(&row["after"])
        )
    };
    rows.iter().map(line).collect()
}

const MADE: &str = "title: 验收; owner: 陈磊; status: to do; due date: 2026-03-01";

fn all(folder: &Folder) -> Vec<(&str, &Result<String, Unreadable>)> {
    folder
        .sources
        .iter()
        .map(|source| (source.path.as_str(), &source.text))
        .collect()
}

fn same(now: &Folder, then: &Folder) {
    assert_eq!(all(now), all(then));
    assert_eq!(now.nested, then.nested);
}

/// The book as it lies there, and as it stood at HEAD.
fn both(root: &Path, ignore: &[&str]) -> (Folder, Folder) {
    let ignore = Ignore::new(ignore).expect("sound patterns");
    let repository = Repository::find(root).expect("it is a repository");
    let at = repository
        .at(repository.commit("HEAD").expect("a commit"))
        .expect("a book");
    let then = at.read_folder(&ignore, Beside::Nothing).expect("it can be read");
    let now = store::read_folder(root, &ignore).expect("it can be read");
    let (settings_now, settings_then) = (store::read_settings(root), at.settings());
    assert_eq!(settings_now.expect("there").text, settings_then.expect("there").text);
    (now, then.folder)
}

#[test]
fn a_book_at_a_commit_is_the_same_as_in_the_work_tree() {
    let repo = Repo::empty();
    let large = "x".repeat(MAX_BYTES as usize + 1);
    repo.put(&[
        SETTINGS,
        ("b.toml", "b"),
        ("a/x.yaml", "x\r\ny\r\n"),
        ("a-b.yml", ""),
        ("A.TOML", "\u{feff}a"),
        ("客户/东 方\"'.toml", "名"),
        ("a\\b$(x)`.toml", "odd"),
        ("large.toml", &large),
        (".hidden.toml", ""),
        (".hidden/x.toml", ""),
        ("notes.md", ""),
        ("inner/kam.toml", ""),
        ("inner/x.toml", ""),
        ("inner/deep/kam.toml", ""),
        ("templates/x.toml", ""),
        ("templates/kam.toml", ""),
        (".gitignore", "/out\n"),
        ("out/kept.toml", "tracked"),
    ]);
    fs::write(repo.root().join("latin.toml"), b"name = \"\xe9\"").expect("it can be written");
    repo.git(&["add", "-f", "out/kept.toml"]);
    repo.commit("chen", "all");
    let (now, then) = both(&repo.root(), &["templates/**", "a-*"]);
    same(&now, &then);
    assert_eq!(then.nested, ["inner"]);
    assert_eq!(then.sources.len(), 8);
}

#[cfg(unix)]
#[test]
fn links_lead_where_they_led() {
    use std::os::unix::fs::symlink;
    let repo = Repo::empty();
    put(
        &repo.root().join("book"),
        &[SETTINGS, ("tasks/a.toml", "a"), (".secret/s.toml", "s")],
    );
    repo.put(&[
        ("shared/people/p.toml", "p"),
        ("shared/one.txt", "one"),
        ("shared/.h.toml", "h"),
    ]);
    let book = repo.root().join("book");
    for (target, link) in [
        ("../shared/one.txt", "one.toml"),
        ("../shared", "shared"),
        ("tasks", "again"),
        ("tasks/a.toml", "b.toml"),
        (".secret", "open"),
        ("..", "up"),
        ("shared/people", "people"),
        ("nowhere.md", "document.md"),
        ("../shared/one.txt", "one.md"),
    ] {
        symlink(target, book.join(link)).expect("it can be made");
    }
    repo.commit("chen", "links");
    let (now, then) = both(&book, &[]);
    same(&now, &then);
    let paths: Vec<&str> = then.sources.iter().map(|source| source.path.as_str()).collect();
    assert_eq!(
        paths,
        ["b.toml", "one.toml", "open/s.toml", "people/p.toml", "tasks/a.toml"]
    );

    symlink("/etc/hosts", book.join("out.toml")).expect("it can be made");
    repo.commit("chen", "out");
    let repository = Repository::find(&book).expect("it is a repository");
    let at = repository
        .at(repository.commit("HEAD").expect("a commit"))
        .expect("a book");
    let error = at
        .read_folder(&Ignore::nothing(), Beside::Nothing)
        .expect_err("it leads out");
    assert!(
        matches!(&error, StoreError::Git(GitError::LinkOut { path }) if path == "out.toml"),
        "{error:?}"
    );
}

#[test]
fn a_submodule_is_left_out_and_named() {
    let (repo, other) = (Repo::with_task(), Repo::with_task());
    let other = other.root();
    let url = other.to_string_lossy();
    repo.git(&[
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "-q",
        "add",
        &url,
        "other",
    ]);
    repo.commit("chen", "submodule");
    let done = repo.kam(&["check", "--at", "HEAD", "--as-of", "2026-01-01", "--fail-on", "never"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("`other` is a submodule"), "{}", done.err);
}

#[test]
fn what_did_not_change_is_not_read_again() {
    let repo = Repo::with_task();
    repo.put(&[
        ("tasks/t2.toml", "two"),
        ("tasks/t3.toml", "three"),
        ("tasks/t4.toml", "four"),
    ]);
    let first = repo.commit("chen", "more");
    repo.edit("tasks/t2.toml", "two", "TWO");
    let second = repo.commit("chen", "second");
    repo.edit("tasks/t1.toml", "chen", "wang");
    repo.remove("tasks/t3.toml");
    repo.git(&["mv", "tasks/t4.toml", "tasks/t5.toml"]);
    repo.put(&[("tasks/t9.toml", "new")]);
    let (root, repository) = (repo.root(), repo.repository());
    let nothing = Ignore::nothing();
    let now = store::read_folder(&root, &nothing).expect("it can be read");
    let at = |commit: &String| repository.at(commit.clone()).expect("a book");
    let alone = at(&first)
        .read_folder(&nothing, Beside::Nothing)
        .expect("it can be read");
    let beside = at(&first)
        .read_folder(&nothing, Beside::WorkTree(&now))
        .expect("it can be read");
    same(&alone.folder, &beside.folder);
    let later = at(&second)
        .read_folder(&nothing, Beside::WorkTree(&now))
        .expect("it can be read");
    let beside = at(&first)
        .read_folder(&nothing, Beside::Commit(&later))
        .expect("it can be read");
    same(&alone.folder, &beside.folder);

    let changed = repository.changed(&first, Side::WorkTree).expect("git tells");
    let told: Vec<_> = (changed.iter())
        .map(|file| (file.status, file.before.as_deref(), file.after.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (Status::Modified, Some("tasks/t1.toml"), Some("tasks/t1.toml")),
            (Status::Modified, Some("tasks/t2.toml"), Some("tasks/t2.toml")),
            (Status::Deleted, Some("tasks/t3.toml"), None),
            (Status::Renamed, Some("tasks/t4.toml"), Some("tasks/t5.toml")),
        ]
    );
    let changed = repository.changed(&first, Side::Commit(&second)).expect("git tells");
    assert_eq!(changed.len(), 1);
}

fn refusal(done: &Done) -> &str {
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    done.err.lines().next().unwrap_or_default()
}

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

/// A task whose date one branch changes and whose owner another does, with the second checked out.
fn parted() -> Repo {
    let repo = Repo::with_task();
    repo.git(&["checkout", "-q", "-b", "branch"]);
    repo.edit("tasks/t1.toml", "2026-03-01", "2026-03-15");
    repo.commit("wang", "date");
    repo.git(&["checkout", "-q", "main"]);
    repo.edit("tasks/t1.toml", "\"todo\"", "\"blocked\"");
    repo.commit("chen", "status");
    repo
}

fn without_days(lines: Vec<String>) -> Vec<String> {
    lines
        .iter()
        .map(|line| line.split_once(' ').map_or("", |(_, rest)| rest).to_owned())
        .collect()
}

#[test]
fn a_merge_changes_nothing_by_itself() {
    let repo = parted();
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
    let repo = parted();
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
    let repo = parted();
    repo.git(&["merge", "-q", "--no-commit", "branch"]);
    repo.edit("tasks/t1.toml", "\"chen\"", "\"wang\"");
    repo.commit("robot", "evil merge");
    let lines = without_days(repo.history("task/t1"));
    assert_eq!(lines[0], "robot .owner: chen -> wang", "{lines:#?}");
    assert_eq!(lines.len(), 4, "{lines:#?}");
}

#[test]
fn what_a_merge_drops_is_the_merges() {
    let repo = parted();
    repo.git(&["merge", "-q", "-s", "ours", "branch", "-m", "only ours"]);
    let lines = without_days(repo.history("task/t1"));
    assert_eq!(lines[0], "somebody .due: 2026-03-15 -> 2026-03-01", "{lines:#?}");
    assert_eq!(lines.len(), 4, "{lines:#?}");
    // Both sides changed the same field, and one was taken.
    let repo = parted();
    repo.edit("tasks/t1.toml", "2026-03-01", "2026-03-20");
    repo.commit("chen", "another date");
    repo.git(&["merge", "-q", "-X", "theirs", "branch", "-m", "theirs"]);
    let lines = without_days(repo.history("task/t1"));
    assert_eq!(lines[0], "somebody .due: 2026-03-20 -> 2026-03-15", "{lines:#?}");
}

#[test]
fn a_rebase_and_a_revert_are_told_as_they_are() {
    let repo = parted();
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
    assert!(refusal(&never).contains("there is no task `t7`, and there never was"));
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
    let repo = parted();
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
