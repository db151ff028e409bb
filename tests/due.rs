//! Transcripts of `kam due` and of reports beside an earlier day, run as people run them.
#![allow(clippy::disallowed_methods, reason = "tests make folders and run the program")]

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// How a command ended, and what it printed.
struct Done {
    code: i32,
    out: String,
    err: String,
}

/// The program in an environment that says nothing, and whose git knows only what `config` says.
fn kam(folder: &Path, config: &Path, args: &[&str]) -> Done {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kam"));
    for name in [
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "TERM",
        "GIT_CONFIG_COUNT",
    ] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_GLOBAL", config).env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap_or(folder));
    let output = command
        .current_dir(folder)
        .args(args)
        .output()
        .expect("the program runs");
    Done {
        code: output.status.code().expect("it ends by itself"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

fn due(folder: &Path, args: &[&str]) -> Done {
    kam(
        folder,
        Path::new("/dev/null"),
        &[&["due", "--as-of", "2026-04-01"], args].concat(),
    )
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    }
}

const SETTINGS: (&str, &str) = ("kam.toml", "[book]\nname = \"Example\"\n");

fn small() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        SETTINGS,
        ("people/li.toml", "name = \"Li Na\"\nemail = \"Li.Na@Example.com\"\n"),
        (
            "people/wu.toml",
            "name = \"Wu\"\nemail = \"wu@example.com\"\nmanager = \"li\"\n",
        ),
        ("tasks/a.toml", "title = \"Hers\"\nowner = \"li\"\ndue = 2026-03-20\n"),
        ("tasks/b.toml", "title = \"His\"\nowner = \"wu\"\ndue = 2026-04-10\n"),
    ];
    write(folder.path(), &files);
    folder
}

#[test]
fn a_monday_morning_in_both_languages() {
    let mut all = String::new();
    for (lang, name) in [("en", "software"), ("zh-CN", "software-zh")] {
        let folder = example(name);
        for args in [
            &["--owner", "zhoumin"][..],
            &["--under", "linyue", "--within", "7", "days"],
            &["--account", "dongfang", "--party", "customer"],
            &["--owner", "wangqiang", "--within", "2 weeks", "--format", "markdown"],
        ] {
            let done = due(&folder, &[args, &["--lang", lang]].concat());
            assert_eq!((done.code, done.err.as_str()), (0, ""), "{args:?}");
            all.push_str(&format!("$ kam due {}\n{}\n", args.join(" "), done.out));
        }
    }
    insta::assert_snapshot!("due", all);
}

#[test]
fn me_is_whoever_git_says() {
    let book = small();
    let home = tempfile::tempdir().expect("a folder");
    let config = home.path().join("gitconfig");
    let me = |email: &str, args: &[&str]| {
        std::fs::write(&config, format!("[user]\n\temail = {email}\n")).expect("it can be written");
        kam(
            book.path(),
            &config,
            &[&["due", "--as-of", "2026-04-01"], args].concat(),
        )
    };
    let hers = me("li.na@EXAMPLE.com", &["--owner", "me"]);
    assert_eq!((hers.code, hers.err.as_str()), (0, ""));
    assert!(hers.out.contains("Hers") && !hers.out.contains("His"), "{}", hers.out);
    let team = me("li.na@example.com", &["--under", "me"]);
    assert!(team.out.contains("His") && !team.out.contains("Hers"), "{}", team.out);
    let nobody = me("\"\"", &["--owner", "me"]);
    let stranger = me("who@example.com", &["--owner", "me"]);
    write(
        book.path(),
        &[("people/wu.toml", "name = \"Wu\"\nemail = \"li.na@example.com\"\n")],
    );
    let several = me("li.na@example.com", &["--owner", "me"]);
    let chinese = me("who@example.com", &["--owner", "me", "--lang", "zh-CN"]);
    let mut all = String::new();
    for done in [nobody, stranger, several, chinese] {
        assert_eq!((done.code, done.out.as_str()), (2, ""));
        all.push_str(&done.err);
    }
    insta::assert_snapshot!("due_me", all);
}

#[test]
fn it_ends_as_reports_do() {
    let book = small();
    assert_eq!(due(book.path(), &[]).code, 0);
    for wrong in [
        &["--owner", "nobody"][..],
        &["--under", "nobody"],
        &["--within", "soon"],
        &["--party", "them"],
        &["--account", "nowhere"],
    ] {
        let done = due(book.path(), wrong);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{wrong:?}");
    }
    let done = due(book.path(), &["-o", "due.csv"]);
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
    let written = std::fs::read_to_string(book.path().join("due.csv")).expect("it was written");
    assert!(written.contains("overdue,12,,2026-03-20,Hers"), "{written}");
    write(book.path(), &[("tasks/c.yaml", "title: [\n")]);
    let torn = due(book.path(), &[]);
    assert_eq!(torn.code, 1);
    assert!(torn.err.contains("tasks/c.yaml") && torn.out.contains("tasks/c.yaml"));
    assert_eq!(due(book.path(), &["--keep-going"]).code, 0);
}

#[test]
fn a_report_beside_an_earlier_day() {
    let since = |since: &str, more: &[&str]| {
        let args = ["report", "scorecard", "--as-of", "2026-04-01", "--since", since];
        kam(&example("software"), Path::new("/dev/null"), &[&args, more].concat())
    };
    let page = since("2026-03-01", &["--account", "yunfan", "--format", "markdown"]);
    assert_eq!((page.code, page.err.as_str()), (0, ""));
    insta::assert_snapshot!("since", page.out);
    let json: serde_json::Value =
        serde_json::from_str(&since("2026-03-01", &["--format", "json"]).out).expect("it is JSON");
    assert_eq!(json["since"], "2026-03-01");
    let rows = json["rows"].as_array().expect("rows");
    let stock = rows
        .iter()
        .find(|row| row["kpi"] == "stock-difference")
        .expect("the row");
    assert_eq!(
        (&stock["actual"], &stock["before"]["actual"]),
        (&0.38.into(), &0.46.into())
    );
    for late in ["2026-04-01", "2026-05-01"] {
        let done = since(late, &[]);
        assert_eq!((done.code, done.out.as_str()), (2, ""));
        assert!(done.err.contains("`--since` must be before 2026-04-01"), "{}", done.err);
    }
    let explained = since("2026-03-01", &["--explain"]);
    assert!(
        explained.out.contains("goals/yunfan-2026-h1.toml:39"),
        "{}",
        explained.out
    );
}
