//! Names of files, authors, messages and revisions as an enemy would choose them, in real repositories: none of
//! them steers a terminal, forges a line of a log or is taken for another.

use std::collections::BTreeSet;

use kam::render::{Format, clean};
use serde_json::Value;

use crate::harmless;
use crate::scratch::{CHEN, Done, Repo, SETTINGS, WANG, kam, printed, refusal};

/// What a file may be called. A name in the first place may be mistaken for an option, a pattern or a command.
const NAMES: [&str; 14] = [
    "::error file=x,line=1::forged",
    "a\n::error file=x::forged",
    "a\r\n##[error]forged",
    "##[add-mask]forged",
    "%0A::error::forged%25",
    "-rf",
    "--help",
    ":(glob)*",
    "a\\b\t\"c\" 'd'",
    "<script>alert(1)<!-- ]]>",
    "| a | `b` [x](javascript:alert(1))",
    "\u{1b}[31mred\u{9b}2J\u{7f}",
    "=cmd|x\u{202e}lmot",
    "客户 “东方” 100%",
];

/// What an author may be called, and a commit may say.
const TEXTS: [&str; 9] = [
    "E\u{1b}]0;x\u{7}vil\u{9b}2J",
    "\u{202e}dlrow\u{2066}",
    "::error file=x::forged",
    "##[error]forged",
    "=HYPERLINK(\"https://e.x\")",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1)) ![x](https://e.x/p.png)",
    "@octocat | a | b |",
    "名 “字”",
];

const CHECK: [&str; 8] = [
    "text", "json", "jsonl", "github", "gitlab", "sarif", "junit", "markdown",
];

fn file(name: &str) -> String {
    format!("{name}.task.toml")
}

fn text(at: usize) -> String {
    format!("id = \"t{at}\"\ntitle = \"Late {at}\"\ndue = 2026-03-01\nowner = \"chen\"\n")
}

/// A book with a task in a file of each name, at its top, committed.
fn named(names: &[&str]) -> Repo {
    let repo = Repo::empty();
    repo.put(&[SETTINGS, CHEN, WANG]);
    for (at, name) in names.iter().enumerate() {
        repo.put(&[(&file(name), &text(at))]);
    }
    repo.commit("chen", "begin");
    repo
}

fn overdue(repo: &Repo, format: &str, more: &[&str]) -> Done {
    let check = [
        "--as-of",
        "2026-04-01",
        "check",
        "--select",
        "overdue-task",
        "--format",
        format,
    ];
    repo.kam(&[&check[..], more].concat())
}

/// The values of a text key, wherever in the JSON it stands.
fn values<'j>(json: &'j Value, key: &str, found: &mut BTreeSet<&'j str>) {
    match json {
        Value::Object(all) => {
            found.extend(all.get(key).and_then(Value::as_str));
            all.values().for_each(|value| values(value, key, found));
        }
        Value::Array(all) => all.iter().for_each(|value| values(value, key, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What is printed has no character that steers, and no line that the runner of GitHub Actions obeys but the
/// annotations of these files.
fn assert_obeyed_by_nobody(shown: &str, files: &BTreeSet<String>) {
    let bad = |c: &char| clean::is_unsafe(*c) && *c != '\n';
    assert_eq!(shown.chars().find(bad), None, "{shown:?}");
    for line in shown.lines() {
        let Some(command) = line
            .trim_start()
            .strip_prefix("::")
            .filter(|rest| !rest.starts_with(':'))
        else {
            // Where a line is a command, it is no other command as well.
            assert!(!line.contains("##["), "{line}");
            continue;
        };
        let (info, _) = command.split_once("::").expect("a whole command");
        let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
        assert!(
            ["error", "warning", "notice", "group", "endgroup"].contains(&name),
            "{line}"
        );
        if let Some(path) = properties.split(',').find_map(|one| one.strip_prefix("file=")) {
            let escapes = [("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")];
            let path = escapes
                .iter()
                .fold(path.to_owned(), |path, (from, to)| path.replace(from, to));
            assert!(files.iter().any(|file| clean::line(file) == path), "{line}");
        }
    }
}

#[test]
fn a_file_is_its_own_whatever_it_is_called() {
    let repo = named(&NAMES);
    let files: BTreeSet<String> = NAMES.iter().map(|name| file(name)).collect();
    let known: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    for format in CHECK {
        let (now, then) = (overdue(&repo, format, &[]), overdue(&repo, format, &["--at", "HEAD"]));
        assert_eq!((now.code, &now.err), (1, &String::new()));
        assert_eq!(now.out, then.out, "{format}");
        assert_obeyed_by_nobody(&now.out, &files);
    }
    let json: Value = serde_json::from_str(&overdue(&repo, "json", &[]).out).expect("it is JSON");
    let gitlab: Value = serde_json::from_str(&overdue(&repo, "gitlab", &[]).out).expect("it is JSON");
    for json in [&json["findings"], &gitlab] {
        let mut found = BTreeSet::new();
        values(json, "path", &mut found);
        assert_eq!(found, known);
    }
}

#[test]
fn a_file_is_followed_whatever_it_is_called() {
    let repo = named(&NAMES);
    let before = repo.git(&["rev-parse", "HEAD"]);
    let renamed: Vec<String> = NAMES.iter().map(|name| format!("{name}~")).collect();
    for (old, new) in NAMES.iter().zip(&renamed) {
        repo.git(&["mv", "--", &file(old), &file(new)]);
    }
    repo.commit("wang", "renamed");
    let files: BTreeSet<String> = NAMES
        .iter()
        .map(|name| file(name))
        .chain(renamed.iter().map(|name| file(name)))
        .collect();
    for format in CHECK {
        let done = overdue(&repo, format, &["--new-since", &before]);
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{format}: {}", done.out);
        assert_obeyed_by_nobody(&done.out, &files);
    }
    for (at, (old, new)) in NAMES.iter().zip(&renamed).enumerate() {
        let reference = format!("task/t{at}");
        let out = repo.kam(&["history", &reference, "--format", "json"]).out;
        let json: Value = serde_json::from_str(&out).expect("it is JSON");
        let told = (
            &json["rows"][0]["before"],
            &json["rows"][0]["after"],
            &json["rows"][1]["path"],
        );
        assert_eq!(
            told,
            (
                &Value::from(file(old)),
                &Value::from(file(new)),
                &Value::from(file(old))
            ),
            "{out}"
        );
        let table = repo.kam(&["history", &reference]).out;
        assert_obeyed_by_nobody(&table, &BTreeSet::new());
    }
}

/// A book whose task was changed by each of these authors, with a message that says the same.
fn written_by(texts: &[&str]) -> Repo {
    let repo = Repo::empty();
    repo.put(&[SETTINGS, CHEN, WANG, ("tasks/t1.toml", &text(1))]);
    repo.commit("chen", "begin");
    for (at, text) in texts.iter().enumerate() {
        repo.put(&[("tasks/t1.toml", &format!("{}notes = \"{at}\"\n", self::text(1)))]);
        repo.commit(text, &format!("{text}\n\nReviewed-by: {text} <{at}@example.com>"));
    }
    repo
}

/// What a command makes does nothing but show text, in every format of reports and either language.
fn assert_harmless(repo: &Repo, plain: &Repo, args: &[&str], plain_args: &[&str]) {
    for (format, _) in Format::ALL {
        for lang in ["en", "zh-CN"] {
            let more = ["--as-of", "2026-04-01", "--lang", lang, "--format", format];
            let page = printed(&repo.book(), &[args, &more].concat());
            let harm = harmless::harm(format, &page, || printed(&plain.book(), &[plain_args, &more].concat()));
            assert_eq!(harm, None, "{args:?} as {format} in {lang}");
            if format == "table" {
                assert_obeyed_by_nobody(&String::from_utf8_lossy(&page), &BTreeSet::new());
            }
        }
    }
}

#[test]
fn authors_and_messages_steer_nothing() {
    let (repo, plain) = (written_by(&TEXTS), written_by(&["plain"; TEXTS.len()]));
    let args = ["history", "task/t1"];
    assert_harmless(&repo, &plain, &args, &args);
    let out = repo.kam(&["history", "task/t1", "--format", "json"]).out;
    for word in ["vil", "forged", "HYPERLINK", "octocat", "“字”"] {
        assert!(out.contains(word), "{word} is shown: {out}");
    }
}

#[test]
fn a_change_steers_nothing() {
    // Titles, notes, names of files and a branch, all of which a change shows.
    let repo = |names: &[&str], texts: &[&str], branch: &str| {
        let repo = named(names);
        let goal = |text: &str| format!("title = {}\nowner = \"chen\"\nnotes = {0}\n", Value::from(text));
        for (at, text) in texts.iter().enumerate() {
            repo.put(&[(
                &format!("tasks/u{at}.toml"),
                &format!("{}due = 2026-06-01\n", goal(text)),
            )]);
        }
        repo.commit("chen", "more");
        repo.git(&["branch", branch]);
        for (at, (text, next)) in texts.iter().zip(texts.iter().cycle().skip(1)).enumerate() {
            assert!(!text.is_empty());
            repo.put(&[(
                &format!("tasks/u{at}.toml"),
                &format!("{}due = 2026-07-01\n", goal(next)),
            )]);
        }
        for (at, name) in names.iter().enumerate() {
            repo.put(&[(&file(name), &text(at).replace("2026-03-01", "2026-04-01"))]);
        }
        repo
    };
    let plain_names: Vec<String> = (0..NAMES.len()).map(|at| format!("n{at}")).collect();
    let plain_names: Vec<&str> = plain_names.iter().map(String::as_str).collect();
    let plain_texts: Vec<String> = (0..TEXTS.len()).map(|at| format!("text {at}")).collect();
    let plain_texts: Vec<&str> = plain_texts.iter().map(String::as_str).collect();
    let branch = "x\u{9b}2J\u{202e}<script>alert(1)</script>|=1+1`@octocat`";
    let (hostile, plain) = (repo(&NAMES, &TEXTS, branch), repo(&plain_names, &plain_texts, "plain"));
    assert_harmless(&hostile, &plain, &["diff", branch], &["diff", "plain"]);
    let json = hostile
        .kam(&["--as-of", "2026-04-01", "diff", branch, "--format", "json"])
        .out;
    for word in ["vil", "HYPERLINK", "octocat", "“字”", "-rf.task.toml"] {
        assert!(json.contains(word), "{word} is shown: {json}");
    }
}

#[test]
fn an_author_forges_no_finding() {
    const GOAL: &str = "account = \"acme\"\ntitle = \"Stable\"\nperiod = \"2026-Q2\"\nowner = \"chen\"\n\n[[kpi]]\nid = \"uptime\"\nname = \"Uptime\"\ntarget = 99.5\nweight = 100\n";
    const ADJUSTED: &str = "\n[[adjustment]]\ndate = 2026-03-09\nkpi = \"uptime\"\nfield = \"target\"\nfrom = 99\nto = 99.5\nreason = \"R\"\napproved_by = \"wang\"\n";
    let repo = Repo::with(&[("goals/g1.toml", GOAL)]);
    for (at, text) in TEXTS.iter().enumerate() {
        repo.git(&["reset", "-q", "--hard", "base"]);
        repo.put(&[("goals/g1.toml", &format!("{GOAL}{ADJUSTED}"))]);
        repo.commit(text, &format!("{text}\n\nReviewed-by: {text} <{at}@example.com>"));
        for format in CHECK {
            let check = [
                "--as-of",
                "2026-04-01",
                "check",
                "--new-since",
                "base",
                "--format",
                format,
            ];
            let done = repo.kam(&[&check[..], &["--select", "unattested-approval"]].concat());
            assert!(
                done.code == 0 && done.out.contains("unattested-approval"),
                "{}{}",
                done.err,
                done.out
            );
            assert_obeyed_by_nobody(&done.out, &BTreeSet::from(["goals/g1.toml".to_owned()]));
        }
    }
}

#[test]
fn revisions_steer_nothing() {
    // What git lets a branch be called, and what it finds by the words of a message.
    let branch = "x\u{9b}2J\u{202e}<script>alert(1)</script>|=1+1`@octocat`\"'$(x)";
    let repo = Repo::with_task();
    repo.git(&["branch", branch]);
    let plain = Repo::with_task();
    plain.git(&["branch", "plain"]);
    let (report, plain_report) = (["report", "tasks", "--at"], ["report", "tasks", "--at", "plain"]);
    assert_harmless(&repo, &plain, &[&report[..], &[branch]].concat(), &plain_report);
    let words = TEXTS.join(" ");
    repo.put(&[("notes.md", "x")]);
    repo.commit("chen", &words);
    // The dot stands for what is a sign of its own in a pattern.
    let dotted = |c: char| if "[]()|!*\\".contains(c) { '.' } else { c };
    let found = format!(":/{}", words.chars().map(dotted).collect::<String>());
    assert_harmless(&repo, &plain, &[&report[..], &[&found]].concat(), &plain_report);
}

#[test]
fn a_refusal_forges_no_line() {
    let repo = Repo::with_task();
    for name in NAMES[..4].iter().chain(&TEXTS[..2]) {
        let (path, reference) = (format!("./{name}"), format!("task/{name}"));
        let all: [&[&str]; 8] = [
            &["check", "--at", name],
            &["diff", name],
            &["history", "task/t1", "--at", name],
            &["check", "--new-since", name],
            &["history", &reference],
            &["check", &path],
            &["-C", &path, "check"],
            &["check", "--select", name],
        ];
        for args in all {
            let done = kam(&repo.book(), args);
            assert!(!refusal(&done).is_empty());
            assert_obeyed_by_nobody(&done.err, &BTreeSet::new());
        }
    }
}

#[test]
fn what_is_left_out_forges_no_line() {
    let repo = Repo::with_task();
    for name in NAMES.iter().filter(|name| !name.contains('/')) {
        repo.put(&[(&format!("{name}/kam.toml"), SETTINGS.1)]);
    }
    repo.commit("chen", "books within the book");
    for more in [&[][..], &["--at", "HEAD"], &["--new-since", "HEAD"]] {
        let done = repo.kam(&[&["check", "--as-of", "2026-01-01"], more].concat());
        assert!(done.err.contains("客户"), "{}", done.err);
        assert_obeyed_by_nobody(&done.err, &BTreeSet::new());
    }
}
