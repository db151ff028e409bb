//! Transcripts of whole commands, run as people run them: what is printed, and how it ends.
#![allow(clippy::disallowed_methods, reason = "tests make folders and run the program")]

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// How a command ended, and what it printed.
#[derive(Debug, PartialEq, Eq)]
struct Done {
    code: i32,
    out: String,
    err: String,
}

/// The program in an environment that says nothing.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kam"));
    command.current_dir(folder);
    for name in [
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "TERM",
        "GITHUB_WORKSPACE",
        "GITHUB_STEP_SUMMARY",
        "CI_PROJECT_DIR",
    ] {
        command.env_remove(name);
    }
    command
}

fn run(command: &mut Command) -> Done {
    let output = command.output().expect("the program runs");
    Done {
        code: output.status.code().expect("it ends by itself"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

fn kam(folder: &Path, args: &[&str]) -> Done {
    run(program(folder).args(args))
}

fn book(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), files);
    folder
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    }
}

const SETTINGS: (&str, &str) = ("kam.toml", "[book]\nname = \"Example\"\n");

/// A book with an error about its text and an overdue task.
fn small() -> TempDir {
    book(&[
        SETTINGS,
        ("people/chen.toml", "name = \"陈磊\"\n"),
        ("people/wang.toml", "name = \"王强\"\n"),
        (
            "accounts/dongfang.toml",
            "name = \"东方重工\"\ntier = \"growth\"\nowner = \"wang\"\nreviewed = 2026-03-30\n",
        ),
        (
            "tasks/t1.toml",
            "account = \"dongfang\"\ntitle = \"验收\"\nowner = \"chen\"\ndue = 2026-03-20\n",
        ),
        ("tasks/t2.yaml", "title: [验收测试\nowner: wang\n"),
    ])
}

const CHECK: [&str; 5] = ["check", "--as-of", "2026-04-01", "--select", "syntax,overdue-task"];

fn check(folder: &Path, more: &[&str]) -> Done {
    kam(folder, &[&CHECK, more].concat())
}

fn shown(done: &Done) -> String {
    let mut all = format!("exit {}\n{}", done.code, done.out);
    if !done.err.is_empty() {
        all.push_str("--- standard error ---\n");
        all.push_str(&done.err);
    }
    all
}

#[test]
fn check_in_both_languages() {
    let book = small();
    insta::assert_snapshot!("check_en", shown(&check(book.path(), &[])));
    insta::assert_snapshot!("check_zh", shown(&check(book.path(), &["--lang", "zh-CN"])));
}

#[test]
fn check_as_json() {
    let book = small();
    let done = check(book.path(), &["--format", "json"]);
    assert_eq!(done.code, 1);
    let json: serde_json::Value = serde_json::from_str(&done.out).expect("it is JSON");
    assert_eq!(json["schema"], 1);
    assert_eq!(json["kam"], env!("CARGO_PKG_VERSION"));
    assert_eq!(json["as_of"], "2026-04-01");
    assert_eq!(json["records"], 5);
    assert_eq!(
        json["summary"],
        serde_json::json!({"error": 2, "warning": 0, "note": 0})
    );
    let late = &json["findings"][0];
    assert_eq!(
        [&late["rule"], &late["path"], &late["ref"], &late["owner"], &late["due"]],
        ["overdue-task", "tasks/t1.toml", "task/t1", "chen", "2026-03-20"]
    );
    assert_eq!(
        [&late["line"], &late["column"], &late["end_column"], &late["days_late"]],
        [4, 7, 17, 12]
    );
    let torn = json["findings"][1].as_object().expect("a finding");
    assert!(!torn.contains_key("ref") && !torn.contains_key("account") && !torn.contains_key("related"));
}

#[test]
fn hosts_know_a_file_by_its_path_in_the_repository() {
    let repository = tempfile::tempdir().expect("a folder");
    let book = repository.path().join("sales/kam book");
    std::fs::create_dir_all(&book).expect("it can be made");
    write(&book, &[SETTINGS, ("tasks/t.toml", "title = [1\n")]);
    let path = |variable: Option<(&str, &Path)>| {
        let mut command = program(&book);
        command.args(["check", "--format", "gitlab", "--select", "syntax"]);
        command.envs(variable);
        let json: serde_json::Value = serde_json::from_str(&run(&mut command).out).expect("it is JSON");
        json[0]["location"]["path"].as_str().expect("a path").to_owned()
    };
    // In no repository; in what CI checked out; in the nearest repository; in the one that CI works on.
    assert_eq!(path(None), "tasks/t.toml");
    let sales = repository.path().join("sales");
    assert_eq!(
        path(Some(("CI_PROJECT_DIR", repository.path()))),
        "sales/kam book/tasks/t.toml"
    );
    std::fs::create_dir(sales.join(".git")).expect("it can be made");
    assert_eq!(path(None), "kam book/tasks/t.toml");
    assert_eq!(
        path(Some(("GITHUB_WORKSPACE", repository.path()))),
        "kam book/tasks/t.toml"
    );
    std::fs::create_dir(repository.path().join(".git")).expect("it can be made");
    assert_eq!(
        path(Some(("GITHUB_WORKSPACE", repository.path()))),
        "sales/kam book/tasks/t.toml"
    );
    assert_eq!(
        path(Some(("GITHUB_WORKSPACE", Path::new("/")))),
        "kam book/tasks/t.toml"
    );
    let sarif = check(&book, &["--format", "sarif", "--select", "syntax"]).out;
    assert!(sarif.contains("\"kam%20book/tasks/t.toml\"") && sarif.contains("\"kam/kam%20book/\""));
}

#[test]
fn one_run_writes_every_format_and_the_summary_of_the_step() {
    let book = small();
    let folder = tempfile::tempdir().expect("a folder");
    let summary = folder.path().join("summary.md");
    std::fs::write(&summary, "before\n").expect("it can be written");
    let formats = [
        "text", "json", "jsonl", "github", "gitlab", "sarif", "junit", "markdown",
    ];
    let mut command = program(book.path());
    command.env("GITHUB_STEP_SUMMARY", &summary).args(CHECK);
    for format in formats {
        let file = folder.path().join(format);
        command.arg(format!("--output={format}={}", file.to_string_lossy()));
    }
    let done = run(&mut command);
    assert_eq!((done.code, done.err.as_str()), (1, ""));
    for format in formats {
        let written = std::fs::read_to_string(folder.path().join(format)).expect("it is there");
        assert_eq!(written, check(book.path(), &["--format", format]).out, "{format}");
    }
    let read = || std::fs::read_to_string(&summary).expect("it is there");
    let markdown = check(book.path(), &["--format", "markdown"]).out;
    assert_eq!(read(), format!("before\n{markdown}"));
    // Only for GitHub's own format, and never more than its room.
    let again = |format: &str| {
        let mut command = program(book.path());
        command.env("GITHUB_STEP_SUMMARY", &summary).args(CHECK);
        run(command.args(["--format", format]))
    };
    assert_eq!(again("markdown").err, "");
    assert_eq!(read(), format!("before\n{markdown}"));
    std::fs::write(&summary, "x".repeat(1_048_500)).expect("it can be written");
    let full = again("github");
    assert_eq!((full.code, read().len()), (1, 1_048_500));
    assert!(full.err.contains("the summary of the step"), "{}", full.err);
}

/// Two rules of the worked example in every format for hosts.
#[test]
fn the_worked_example_for_hosts() {
    for lang in ["en", "zh-CN"] {
        let folder = tempfile::tempdir().expect("a folder");
        let made = kam(folder.path(), &["init", "--template", "software", "--lang", lang]);
        assert_eq!(made.code, 0, "{}", made.err);
        for format in ["jsonl", "github", "gitlab", "sarif", "junit", "markdown"] {
            let asked = [
                "check",
                "--as-of",
                "2026-04-01",
                "--select",
                "missed-kpi,face-to-face-due",
            ];
            let done = kam(folder.path(), &[&asked[..], &["--format", format]].concat());
            assert_eq!((done.code, done.err.as_str()), (1, ""));
            insta::assert_snapshot!(format!("example_{format}_{lang}"), done.out);
        }
    }
}

#[test]
fn the_exit_code_says_whether_it_failed() {
    let book = small();
    let code = |args: &[&str]| check(book.path(), args).code;
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--fail-on", "never"]), 0);
    assert_eq!(code(&["--account", "dongfang"]), 1);
    assert_eq!(code(&["--account", "东方重工"]), 1);
    // What is judged is what is shown.
    assert_eq!(code(&["people"]), 0);
    assert_eq!(code(&["--ignore", "syntax,overdue-task"]), 0);
    assert_eq!(code(&["--owner", "王强", "tasks/t1.toml"]), 0);
    assert_eq!(code(&["--owner", "陈磊", "tasks/t1.toml"]), 1);
    write(
        book.path(),
        &[(
            "kam.toml",
            "[book]\nname = \"x\"\n[checks.severity]\nsyntax = \"warning\"\noverdue-task = \"note\"\n",
        )],
    );
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["--fail-on", "warning"]), 1);
    assert_eq!(code(&["--fail-on", "warning", "tasks/t1.toml"]), 0);
    assert_eq!(code(&["--fail-on", "note", "tasks/t1.toml"]), 1);
}

#[test]
fn mistakes_are_told_in_one_line() {
    let book = small();
    let empty = book_without_records();
    let nothing = tempfile::tempdir().expect("a folder");
    let mut all = String::new();
    for lang in ["en", "zh-CN"] {
        let mut ask = |folder: &Path, args: &[&str]| {
            let done = kam(folder, &[args, &["--lang", lang]].concat());
            assert_eq!((done.code, done.out.as_str()), (2, ""), "{args:?}");
            let err = done.err.replace(&folder.to_string_lossy().into_owned(), "FOLDER");
            all.push_str(&format!("$ kam {}\n{err}\n", args.join(" ")));
        };
        ask(nothing.path(), &["check"]);
        ask(empty.path(), &["check"]);
        ask(book.path(), &["chekc"]);
        ask(book.path(), &["check", "--fromat", "json"]);
        ask(book.path(), &["check", "--format", "jsn"]);
        ask(book.path(), &["check", "--format"]);
        ask(book.path(), &["check", "--format", "json", "--format", "text"]);
        ask(book.path(), &["check", "--select", "overdue-tsk"]);
        ask(book.path(), &["check", "--ignore", "nonsense"]);
        ask(book.path(), &["check", "--owner", "wangg"]);
        ask(book.path(), &["check", "--account", "dongfan"]);
        ask(book.path(), &["check", "nowhere"]);
        ask(book.path(), &["check", ".."]);
        ask(book.path(), &["check", "--as-of", "2026-02-30"]);
        ask(book.path(), &["check", "--output", "out.json"]);
        ask(book.path(), &["check", "--output", "yaml=out"]);
        ask(book.path(), &["check", "--output", "json=-", "--format", "text"]);
        ask(book.path(), &["explain", "overdue"]);
        ask(book.path(), &["report", "nonsense"]);
        ask(book.path(), &["-C", "nowhere", "check"]);
    }
    insta::assert_snapshot!("mistakes", all);
    let done = kam(book.path(), &["check", "--lang", "fr"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.contains("`fr`"), "{}", done.err);
    assert_eq!(kam(book.path(), &[]).code, 2);
}

fn book_without_records() -> TempDir {
    book(&[SETTINGS])
}

#[test]
fn help_is_whole_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    for lang in ["en", "zh-CN"] {
        let top = kam(folder.path(), &["--lang", lang, "--help"]);
        assert_eq!((top.code, top.err.as_str()), (0, ""));
        let mut all = top.out;
        for command in ["init", "check", "explain", "report", "due", "help"] {
            let done = kam(folder.path(), &[command, "--help", "--lang", lang]);
            assert_eq!((done.code, done.err.as_str()), (0, ""));
            let asked = kam(folder.path(), &["--lang", lang, "help", command]);
            assert_eq!(asked, done, "`kam help {command}` is `kam {command} --help`");
            all.push_str(&format!("\n$ kam {command} --help\n{}", done.out));
        }
        insta::assert_snapshot!(format!("help_{lang}"), all);
    }
    let version = kam(folder.path(), &["--version"]);
    assert_eq!(version.out, concat!("kam ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn the_language_is_the_one_asked_for_then_the_books_then_the_environments() {
    let book = small();
    let speaks_chinese = |done: &Done| done.out.contains("错误");
    let with = |name: &str, value: &str, more: &[&str]| {
        let mut command = program(book.path());
        command.env(name, value).args(CHECK).args(more);
        speaks_chinese(&run(&mut command))
    };
    assert!(!with("LANG", "en_US.UTF-8", &[]));
    assert!(with("LANG", "zh_CN.UTF-8", &[]));
    assert!(with("LC_ALL", "zh_CN", &[]));
    assert!(!with("LANG", "zh_CN.UTF-8", &["--lang", "en"]));
    let mut command = program(book.path());
    command.env("LC_ALL", "C").env("LANG", "zh_CN.UTF-8").args(CHECK);
    assert!(!speaks_chinese(&run(&mut command)));
    write(
        book.path(),
        &[("kam.toml", "[book]\nname = \"x\"\nlanguage = \"zh-CN\"\n")],
    );
    assert!(with("LANG", "en_US.UTF-8", &[]));
    assert!(!with("LANG", "zh_CN.UTF-8", &["--lang=en"]));
    // So do mistakes that come to light once the book is known, and pages that need no book.
    let done = kam(book.path(), &["check", "--owner", "nobody"]);
    assert!(done.err.starts_with("错误：没有人员"), "{}", done.err);
    assert!(kam(book.path(), &["explain", "syntax"]).out.contains("怎么办"));
}

#[test]
fn colours_are_for_terminals_and_for_whoever_asks() {
    let book = small();
    let coloured = |set: &[(&str, &str)], args: &[&str]| {
        let mut command = program(book.path());
        command.args(CHECK).args(args).envs(set.iter().copied());
        let done = run(&mut command);
        assert_eq!(done.code, 1);
        done.out.contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&[], &["--color", "always"]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "0")], &[]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(coloured(&[("NO_COLOR", "1")], &["--color=always"]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    // A file is never coloured.
    check(book.path(), &["--color", "always", "--output", "text=out.txt"]);
    let text = std::fs::read_to_string(book.path().join("out.txt")).expect("it was written");
    assert_eq!(text, check(book.path(), &[]).out);
}

#[test]
fn one_reading_gives_many_outputs() {
    let book = small();
    let done = check(book.path(), &["--output", "json=a.json", "--output", "text=b.txt"]);
    let read = |name: &str| std::fs::read_to_string(book.path().join(name)).expect("it was written");
    assert_eq!(done.code, 1);
    assert_eq!(read("b.txt"), done.out);
    assert_eq!(read("a.json"), check(book.path(), &["--format", "json"]).out);
    let done = check(book.path(), &["--output", "json=-"]);
    assert_eq!(done.out, read("a.json"));
    // One that cannot be written does not keep the others back.
    let done = check(book.path(), &["--output", "json=no/a.json", "--output", "json=c.json"]);
    assert_eq!(done.code, 2);
    assert_eq!(
        done.err,
        "error: cannot write `no/a.json`: there is no such file or folder\n"
    );
    assert_eq!(read("c.json"), read("a.json"));
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let book = small();
    for n in 0..400 {
        write(book.path(), &[(&format!("tasks/x{n}.yaml"), "title: [\n")]);
    }
    let mut child = program(book.path())
        .args(CHECK)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let mut err = String::new();
    let mut stderr = child.stderr.take().expect("a pipe");
    stderr.read_to_string(&mut err).expect("UTF-8");
    assert_eq!(child.wait().expect("it ends").code(), Some(1));
    assert_eq!(err, "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let book = small();
    let full = || {
        std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("there is one")
    };
    for args in [
        &["check"][..],
        &["--help"],
        &["explain"],
        &["check", "--format", "json"],
    ] {
        let mut command = program(book.path());
        let output = command.args(args).stdout(full()).output().expect("the program runs");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(err.starts_with("error: cannot write"), "{err}");
        assert_eq!(err.lines().count(), 1, "{err}");
    }
}

#[test]
fn a_book_is_found_from_within_and_by_name() {
    let book = small();
    let whole = check(book.path(), &[]);
    assert_eq!(check(&book.path().join("tasks"), &[]), whole);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let name = book.path().to_str().expect("UTF-8");
    assert_eq!(check(elsewhere.path(), &["-C", name]), whole);
    assert_eq!(kam(elsewhere.path(), &[&["-C", name], &CHECK[..]].concat()), whole);
    // Paths count from the working directory or, where nothing is there, from the book.
    let one = check(book.path(), &["tasks/t1.toml"]);
    assert_ne!(one, whole);
    assert_eq!(check(&book.path().join("tasks"), &["t1.toml"]), one);
    assert_eq!(check(&book.path().join("people"), &["../tasks/./t1.toml"]), one);
    assert_eq!(check(elsewhere.path(), &["-C", name, "tasks/t1.toml"]), one);
    assert_eq!(check(book.path(), &[&format!("{name}/tasks/t1.toml")]), one);
    assert_eq!(check(book.path(), &["."]), whole);
}

#[test]
fn the_order_of_files_does_not_matter() {
    let files: Vec<(String, String)> = (0..30)
        .map(|n| {
            let text = format!("title = \"t\"\nowner = \"p\"\ndue = 2026-03-{:02}\n", n % 9 + 1);
            (format!("tasks/t{n}.toml"), text)
        })
        .collect();
    let made = |files: Vec<&(String, String)>| {
        let folder = book(&[SETTINGS, ("people/p.toml", "name = \"P\"\n")]);
        for (path, text) in files {
            write(folder.path(), &[(path, text)]);
        }
        let text = kam(folder.path(), &["check", "--as-of", "2026-04-01"]);
        (
            text,
            kam(folder.path(), &["check", "--as-of", "2026-04-01", "--format", "json"]),
        )
    };
    assert_eq!(made(files.iter().collect()), made(files.iter().rev().collect()));
}

#[test]
fn hostile_text_is_harmless() {
    let book = book(&[
        SETTINGS,
        (
            "tasks/t.toml",
            "title = \"\u{202e}a\u{9b}31m\u{200b}b\nowner = \"\u{7f}\" x\u{1b}[2J\n",
        ),
    ]);
    for format in ["text", "json"] {
        let out = kam(book.path(), &["check", "--format", format]).out;
        let bad = out.chars().find(|c| {
            c.is_control() && *c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{200b}' | '\u{2066}'..='\u{2069}')
        });
        assert_eq!(bad, None, "{out}");
        assert!(out.contains("t.toml"));
    }
}

#[test]
fn a_kam_toml_that_cannot_be_read_hides_no_broken_record() {
    let book = small();
    let paths = |settings: &str| {
        write(book.path(), &[("kam.toml", settings)]);
        let done = kam(book.path(), &["check", "--format", "json"]);
        assert_eq!(done.code, 1, "{settings:?} {done:?}");
        let json: serde_json::Value = serde_json::from_str(&done.out).expect("it is JSON");
        let findings = json["findings"].as_array().expect("a list").iter();
        let paths = findings.map(|finding| finding["path"].as_str().expect("a path").to_owned());
        paths.collect::<std::collections::BTreeSet<String>>()
    };
    for torn in ["[book\n", "[book]\nname = \"x\nignore = []\n"] {
        let all = paths(torn);
        assert!(all.contains("kam.toml") && all.contains("tasks/t2.yaml"), "{all:?}");
        // What is owed cannot be told.
        assert!(!all.contains("tasks/t1.toml"), "{all:?}");
    }
    // What can be read counts, so that nothing is accused that is no record.
    let all = paths("[book]\nnane = \"x\"\nignore = [\"tasks/t1.toml\"]\n");
    assert!(all.contains("kam.toml") && all.contains("tasks/t2.yaml") && !all.contains("tasks/t1.toml"));
    // A pattern that cannot be understood is a finding, and the others hold.
    let all = paths("[book]\nname = \"x\"\nignore = [\"a[\", \"tasks/t1.toml\"]\n");
    assert!(all.contains("kam.toml") && !all.contains("tasks/t1.toml"));
    // No text at all.
    std::fs::write(book.path().join("kam.toml"), b"[book]\nname = \"\xff\"\n").expect("it can be written");
    let done = kam(book.path(), &["check"]);
    assert_eq!(done.code, 1);
    assert!(
        done.out.contains("error[encoding]") && done.out.contains("tasks/t2.yaml"),
        "{}",
        done.out
    );
}

#[test]
fn a_book_within_a_book_is_left_out_and_told() {
    let book = small();
    write(
        book.path(),
        &[
            ("other/kam.toml", "[book]\nname = \"y\"\n"),
            ("other/tasks/t.toml", "x\n"),
        ],
    );
    let done = check(book.path(), &[]);
    assert_eq!(done.err, "note: `other` is a book of its own and was left out\n");
    assert!(!done.out.contains("other/"));
    assert_eq!(check(&book.path().join("other"), &[]).code, 1);
}

#[test]
fn a_new_book_has_no_finding() {
    for lang in ["en", "zh-CN"] {
        let folder = tempfile::tempdir().expect("a folder");
        let made = kam(folder.path(), &["init", "b", "--lang", lang]);
        assert_eq!((made.code, made.err.as_str()), (0, ""));
        insta::assert_snapshot!(format!("init_{lang}"), made.out);
        let b = folder.path().join("b");
        let done = kam(
            &b,
            &[
                "check",
                "--as-of",
                "2026-04-01",
                "--format",
                "json",
                "--fail-on",
                "note",
            ],
        );
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{}", done.out);
        // The records shown in RECORDS.md can be copied as they stand.
        write_examples(&b);
        let done = kam(&b, &["check", "--as-of", "2026-04-01", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&done.out).expect("it is JSON");
        assert_eq!(json["records"], 14);
        for finding in json["findings"].as_array().expect("a list") {
            let rule = kam::rules::named(finding["rule"].as_str().expect("a name")).expect("a rule");
            assert!(
                !matches!(rule.group, kam::rules::Group::File | kam::rules::Group::Links),
                "{finding:#}"
            );
        }
    }
}

fn write_examples(book: &Path) {
    let page = std::fs::read_to_string(book.join("RECORDS.md")).expect("it was written");
    let mut file: Option<(&str, String)> = None;
    for line in page.lines() {
        match (&mut file, line.strip_prefix("```")) {
            (None, Some(info)) => file = info.split_once(' ').map(|(_, path)| (path, String::new())),
            (Some((path, text)), Some(_)) => {
                write(book, &[(path, text)]);
                file = None;
            }
            (Some((_, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
}

#[test]
fn init_never_writes_over_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        &[(".editorconfig", "mine"), ("people/me.toml", "name = \"I\"\n")],
    );
    let done = kam(folder.path(), &["init"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert_eq!(
        done.err,
        "error: nothing was written: `.` already has people/me.toml, .editorconfig\n"
    );
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(left.len(), 2);
}

#[test]
fn the_worked_example_can_be_made_in_both_languages() {
    for (lang, source) in [("en", "examples/software"), ("zh-CN", "examples/software-zh")] {
        let folder = tempfile::tempdir().expect("a folder");
        let made = kam(folder.path(), &["init", "--template", "software", "--lang", lang]);
        assert_eq!((made.code, made.err.as_str()), (0, ""));
        let check = ["check", "--as-of", "2026-04-01", "--format", "json"];
        let done = kam(folder.path(), &check);
        let original = Path::new(env!("CARGO_MANIFEST_DIR")).join(source);
        assert_eq!(done, kam(&original, &check));
        assert_eq!(done.code, 1);
    }
}

#[test]
fn a_report_says_which_files_are_missing_from_it() {
    let book = small();
    let report = |more: &[&str]| {
        kam(
            book.path(),
            &[&["report", "accountability", "--as-of", "2026-04-01"], more].concat(),
        )
    };
    let done = report(&[]);
    assert_eq!(done.code, 1);
    assert_eq!(
        done.err,
        "1 file could not be read and so nothing of it is in here: tasks/t2.yaml; `kam check` says why\n"
    );
    assert!(done.out.contains("tasks/t2.yaml"), "{}", done.out);
    assert_eq!(report(&["--keep-going"]).code, 0);
    std::fs::remove_file(book.path().join("tasks/t2.yaml")).expect("it can be removed");
    let whole = report(&[]);
    assert_eq!((whole.code, whole.err.as_str()), (0, ""));
    write(book.path(), &[("people/partly.toml", "name = \"Partly\"\nemail = 3\n")]);
    let partly = report(&[]);
    assert_eq!(partly.code, 0);
    assert!(
        partly.err.starts_with("Only a part of 1 file could be read"),
        "{}",
        partly.err
    );
    write(book.path(), &[("kam.toml", "[book]\nname = \"x\"\n[tiers\n")]);
    let torn = report(&[]);
    assert_eq!(torn.code, 1);
    assert!(torn.err.contains("kam.toml"), "{}", torn.err);
}

#[test]
fn a_report_is_written_in_the_format_of_its_file() {
    let book = small();
    let report = |more: &[&str]| {
        let all = ["report", "accountability", "--as-of", "2026-04-01", "--keep-going"];
        kam(book.path(), &[&all, more].concat())
    };
    for (file, format) in [
        ("a.md", "markdown"),
        ("a.CSV", "csv"),
        ("a.json", "json"),
        ("a.txt", "table"),
    ] {
        let done = report(&["-o", file]);
        assert_eq!((done.code, done.out.as_str()), (0, ""), "{file}: {}", done.err);
        let written = std::fs::read_to_string(book.path().join(file)).expect("it was written");
        assert_eq!(written, report(&["--format", format]).out, "{file}");
    }
    assert_eq!(report(&["-o", "a.doc"]).code, 2);
    assert_eq!(report(&["-o", "a.doc", "--format", "csv"]).code, 0);
    assert_eq!(report(&["-o", "-", "--format", "csv"]), report(&["--format", "csv"]));
    assert!(!book.path().join("-").exists(), "it is standard output");
    assert_eq!(report(&["--period", "2026-Q5"]).code, 2);
    assert_eq!(report(&["--account", "nobody"]).code, 2);
    assert_eq!(report(&["--account", "东方重工", "--owner", "王强"]).code, 0);
}

#[test]
fn what_says_nothing_is_refused() {
    let book = small();
    for args in [
        ["report", "--format", "json"].as_slice(),
        &["report", "--account", "dongfang"],
        &["report", "--explain"],
        &["report", "customer-page", "dongfang", "--explain"],
    ] {
        let done = kam(book.path(), args);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{args:?}");
    }
    assert_eq!(kam(book.path(), &["report"]).code, 0);
}

#[test]
fn codeowners_ask_the_people_of_a_customer_and_tell_whom_they_cannot() {
    let book = book(&[
        SETTINGS,
        ("people/chen.toml", "name = \"陈磊\"\n"),
        ("people/wang.toml", "name = \"王强\"\nemail = \"wang@example.com\"\n"),
        (
            "东方/account.toml",
            "id = \"dongfang\"\nname = \"东方重工\"\ntier = \"growth\"\nowner = \"wang\"\nsupervisor = \"chen\"\n",
        ),
    ]);
    let args = ["--as-of", "2026-04-01", "export", "codeowners", "-o", "CODEOWNERS"];
    let done = kam(book.path(), &args);
    assert_eq!((done.code, done.out.as_str()), (0, ""));
    insta::assert_snapshot!("codeowners_told", done.err);
    let made = std::fs::read_to_string(book.path().join("CODEOWNERS")).expect("it was written");
    insta::assert_snapshot!("codeowners", made);
}

#[test]
fn a_page_links_to_the_records_from_where_it_lies() {
    let book = small();
    let report = ["report", "commitments", "--as-of", "2026-04-01", "--keep-going"];
    std::fs::create_dir_all(book.path().join("out/pages")).expect("a folder");
    for (file, way) in [("page.html", ""), ("out/pages/page.htm", "../../")] {
        kam(book.path(), &[report.as_slice(), &["-o", file]].concat());
        let page = std::fs::read_to_string(book.path().join(file)).expect("the page is there");
        assert!(
            page.contains(&format!(" href=\"{way}tasks/t1.toml#L")),
            "{file}: {page}"
        );
    }
    let done = kam(book.path(), &[report.as_slice(), &["--format", "html"]].concat());
    assert!(
        shown(&done).contains(" href=\"tasks/t1.toml#L"),
        "as if it lay in the book"
    );
}
