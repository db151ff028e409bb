//! Repositories to try things on, with real git in them: books, commits on known days, and what kam says of them.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use kam::store::Repository;
use tempfile::TempDir;

pub const SETTINGS: (&str, &str) = ("kam.toml", "[book]\nname = \"Example\"\ntimezone = \"Asia/Shanghai\"\n");
pub const CHEN: (&str, &str) = ("people/chen.toml", "name = \"陈磊\"\nemail = \"chen@example.com\"\n");
pub const WANG: (&str, &str) = ("people/wang.toml", "name = \"王强\"\nemail = \"wang@example.com\"\n");
pub const ACME: (&str, &str) = (
    "accounts/acme.toml",
    "name = \"Acme\"\ntier = \"growth\"\nowner = \"chen\"\nreviewed = 2026-03-30\n",
);
pub const TASK: &str = "title = \"验收\"\ndue = 2026-03-01\nowner = \"chen\"\nstatus = \"todo\"\n";
/// What the history says where that task was made.
pub const MADE: &str = "title: 验收; owner: 陈磊; status: to do; due date: 2026-03-01";

/// A repository in a folder of its own, with a book in it.
pub struct Repo {
    folder: TempDir,
    /// The book's folder in it, with `/`; empty where it is the top.
    within: &'static str,
    days: Days,
}

/// When its commits are made.
enum Days {
    /// In January 2026, each a day later than the one before.
    OneByOne(Cell<u32>),
    /// All on 10 March 2026.
    Same,
}

/// How a command ended, and what it printed.
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Repo {
    /// Without a commit; those to come are each a day later than the one before.
    pub fn empty() -> Repo {
        Repo::new("", Days::OneByOne(Cell::new(0)))
    }

    /// A book with two people and a task, committed.
    pub fn with_task() -> Repo {
        let repo = Repo::empty();
        repo.put(&[SETTINGS, CHEN, WANG, ("tasks/t1.toml", TASK)]);
        repo.commit("chen", "begin");
        repo
    }

    /// A task whose date one branch changes and whose status another does, with the second checked out.
    pub fn parted() -> Repo {
        let repo = Repo::with_task();
        repo.git(&["checkout", "-q", "-b", "branch"]);
        repo.edit("tasks/t1.toml", "2026-03-01", "2026-03-15");
        repo.commit("wang", "date");
        repo.git(&["checkout", "-q", "main"]);
        repo.edit("tasks/t1.toml", "\"todo\"", "\"blocked\"");
        repo.commit("chen", "status");
        repo
    }

    /// With these files beside two people and an account, committed and tagged as `base` on the one day of all
    /// its commits.
    pub fn with(files: &[(&str, &str)]) -> Repo {
        Repo::within("", files)
    }

    /// The same with the book in a folder, written with `/` at its end.
    pub fn within(within: &'static str, files: &[(&str, &str)]) -> Repo {
        let repo = Repo::new(within, Days::Same);
        repo.put(&[SETTINGS, CHEN, WANG, ACME]);
        repo.put(files);
        repo.commit("chen", "begin");
        repo.git(&["tag", "base"]);
        repo
    }

    fn new(within: &'static str, days: Days) -> Repo {
        let folder = tempfile::tempdir().expect("a folder");
        let repo = Repo { folder, within, days };
        repo.git(&["init", "-q", "-b", "main"]);
        repo
    }

    /// The top of the repository.
    pub fn root(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// The book's folder.
    pub fn book(&self) -> PathBuf {
        self.folder.path().join(self.within)
    }

    pub fn put(&self, files: &[(&str, &str)]) {
        put(&self.book(), files);
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.book().join(path)).expect("it was there");
    }

    /// Replaces a text in a file.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let file = self.book().join(path);
        let text = fs::read_to_string(&file).expect("it is there");
        assert!(text.contains(from), "{text}");
        fs::write(file, text.replace(from, to)).expect("it can be written");
    }

    pub fn git(&self, args: &[&str]) -> String {
        ran(self.as_author("somebody").args(args))
    }

    /// Commits everything; the commit's name.
    pub fn commit(&self, author: &str, message: &str) -> String {
        ran(program("git", self.folder.path()).args(["add", "-A"]));
        ran(self.as_author(author).args(["commit", "-q", "-m", message]));
        ran(program("git", self.folder.path()).args(["rev-parse", "HEAD"]))
    }

    fn as_author(&self, author: &str) -> Command {
        let date = match &self.days {
            Days::OneByOne(last) => {
                last.set(last.get() + 1);
                format!("2026-01-{:02}T09:00:00+08:00", last.get())
            }
            Days::Same => "2026-03-10T09:00:00+08:00".to_owned(),
        };
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

    pub fn repository(&self) -> Repository {
        Repository::find(self.folder.path()).expect("it is a repository")
    }

    pub fn kam(&self, args: &[&str]) -> Done {
        kam(&self.book(), args)
    }

    /// The history of a record, the newest first: `day author field: before -> after`.
    pub fn history(&self, reference: &str) -> Vec<String> {
        history(&self.book(), &["history", reference])
    }
}

/// A program in an environment that says nothing of git, whoever runs the tests.
pub fn program(name: &str, folder: &Path) -> Command {
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

pub fn ran(command: &mut Command) -> String {
    let done = command.output().expect("it runs");
    let err = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{command:?}: {err}");
    String::from_utf8_lossy(&done.stdout).trim_end().to_owned()
}

pub fn put(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
}

pub fn kam(folder: &Path, args: &[&str]) -> Done {
    finish(program(env!("CARGO_BIN_EXE_kam"), folder).args(args))
}

/// What a command that ends well prints, to the byte.
pub fn printed(folder: &Path, args: &[&str]) -> Vec<u8> {
    let done = program(env!("CARGO_BIN_EXE_kam"), folder)
        .args(args)
        .output()
        .expect("the program runs");
    let err = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{args:?}: {err}");
    done.stdout
}

pub fn finish(command: &mut Command) -> Done {
    let done = command.output().expect("the program runs");
    Done {
        code: done.status.code().expect("it ends by itself"),
        out: String::from_utf8(done.stdout).expect("UTF-8"),
        err: String::from_utf8(done.stderr).expect("UTF-8"),
    }
}

pub fn history(folder: &Path, args: &[&str]) -> Vec<String> {
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

pub fn without_days(lines: Vec<String>) -> Vec<String> {
    lines
        .iter()
        .map(|line| line.split_once(' ').map_or("", |(_, rest)| rest).to_owned())
        .collect()
}

/// The one line of a refusal.
pub fn refusal(done: &Done) -> &str {
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    done.err.lines().next().unwrap_or_default()
}

/// The findings of `kam check` as of 1 April 2026 with these options, and its exit code.
fn findings(folder: &Path, more: &[&str]) -> (Vec<serde_json::Value>, i32) {
    let check = ["--as-of", "2026-04-01", "check", "--format", "json"];
    let done = kam(folder, &[&check[..], more].concat());
    let json: serde_json::Value = serde_json::from_str(&done.out).unwrap_or_else(|_| panic!("{}", done.err));
    (json["findings"].as_array().expect("findings").clone(), done.code)
}

fn words<const N: usize>(finding: &serde_json::Value, keys: [&str; N]) -> String {
    keys.map(|key| finding[key].as_str().unwrap_or("-")).join(" ")
}

/// What is overdue at a revision, as `ref path`.
pub fn found_at(folder: &Path, revision: &str) -> Vec<String> {
    let (found, _) = findings(folder, &["--select", "overdue-task", "--at", revision]);
    found.iter().map(|one| words(one, ["ref", "path"])).collect()
}

/// What is found since a revision, as `new severity rule ref`, sorted; and the exit code.
pub fn found_since(folder: &Path, revision: &str) -> (Vec<String>, i32) {
    let (found, code) = findings(folder, &["--new-since", revision]);
    let mut found: Vec<String> = found
        .iter()
        .map(|one| words(one, ["new", "severity", "rule", "ref"]))
        .collect();
    found.sort();
    (found, code)
}

/// What `kam diff` tells of a range: `ref field: before -> after` of each field, and what became of whole records.
pub fn changed(folder: &Path, range: &str) -> Vec<String> {
    let done = kam(folder, &["--as-of", "2026-04-01", "diff", range, "--format", "json"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let json: serde_json::Value = serde_json::from_str(&done.out).expect("it is JSON");
    let parts = json["parts"].as_array().expect("parts").iter();
    // What it comes to, findings and scores, is in further tables.
    let rows = parts.filter_map(|part| part["rows"].as_array()).flatten();
    let rows = rows.filter(|row| row["fate"].is_string() || row["field"].is_string());
    let line = |row: &serde_json::Value| match row["fate"].as_str() {
        Some(fate) => format!("{fate} {}", words(row, ["ref"])),
        None => {
            let [field, before, after] = ["field", "before_change", "after_change"].map(|key| words(row, [key]));
            format!("{} {field}: {before} -> {after}", words(row, ["ref"]))
        }
    };
    rows.map(line).collect()
}
