//! What README and tutorial show is what the tool does: their commands are run, and the output that stands below
//! each is compared with what the tool prints. `KAM_RENEW=1` writes what it prints into them.
//!
//! In a document:
//!
//! - a block whose fence names a file (```` ```toml tasks/a.toml ````) writes that file, or, with `there` behind the
//!   name, is compared with the file as a command wrote it;
//! - a `console` block holds commands behind `$ ` and, below each, all that it prints: `kam`, `cd` and `echo $?`;
//! - in a block `console columns=100`, reports are as a terminal of that width shows them.
#![allow(
    clippy::disallowed_methods,
    reason = "tests read and write files and run the program"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use kam::document::Document;
use kam::facts::Facts;
use kam::render::{Format, Look, render};
use kam::reports::{self, Ask};
use kam::say::Lang;
use kam::source::Texts;
use kam::store::{self, Ignore};
use kam::values::date::parse_date;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Where a document's commands run, and how the last one ended.
struct Shell {
    folder: PathBuf,
    code: i32,
}

impl Shell {
    fn run(&mut self, line: &str, columns: Option<u16>) -> String {
        if line == "echo $?" {
            return format!("{}\n", self.code);
        }
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["cd", folder] => {
                self.folder = self.folder.join(folder);
                String::new()
            }
            ["kam", args @ ..] => {
                let printed = self.kam(args);
                match columns {
                    Some(columns) => self.report(args, columns),
                    None => printed,
                }
            }
            _ => panic!("`{line}`: a document runs `kam`, `cd` and `echo $?`"),
        }
    }

    /// Runs the program in an environment that says nothing.
    fn kam(&mut self, args: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kam"));
        command.args(args).current_dir(&self.folder);
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        let output = command.output().expect("the program runs");
        self.code = output.status.code().expect("it ends by itself");
        let mut printed = String::from_utf8(output.stdout).expect("UTF-8");
        printed.push_str(&String::from_utf8(output.stderr).expect("UTF-8"));
        printed
    }

    /// What a terminal of that many columns shows of `kam [-C DIR] report NAME --as-of DATE`: a test has no terminal.
    fn report(&self, args: &[&str], columns: u16) -> String {
        let (folder, args) = match args {
            ["-C", folder, args @ ..] => (self.folder.join(folder), args),
            args => (self.folder.clone(), args),
        };
        let ["report", name, "--as-of", day] = args else {
            panic!("{args:?}: with columns=, a block shows `kam report NAME --as-of DATE`");
        };
        let texts = Texts::default();
        let source = store::read_settings(&folder).expect("a book");
        let (settings, faults) = kam::book::settings(&source, &texts);
        let lang = match settings.language {
            Some(kam::model::settings::Language::Zh) => Lang::Zh,
            Some(kam::model::settings::Language::En) | None => Lang::En,
        };
        let records = store::read_folder(&folder, &Ignore::nothing()).expect("records");
        let book = kam::book::read(settings, &source, &records.sources, &texts, faults);
        let facts = Facts::new(&book, parse_date(day).expect("a date"));
        let document: Document =
            (reports::named(name).expect("a report").make)(&facts, &Ask::default()).expect("the report can be made");
        let look = Look {
            lang,
            width: Some(columns),
            ..Look::default()
        };
        String::from_utf8(render(&document, Format::Table, &look)).expect("UTF-8")
    }
}

/// Runs a document; what it is once every command is followed by what it prints.
fn played(document: &str, shell: &mut Shell) -> String {
    let mut out = String::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some(info) = line.strip_prefix("```") else {
            continue;
        };
        let inner: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match info.split(' ').collect::<Vec<_>>().as_slice() {
            ["console"] => console(&mut out, &inner, None, shell),
            ["console", columns] => {
                let columns = columns.strip_prefix("columns=").and_then(|n| n.parse().ok());
                assert!(columns.is_some(), "`{line}`");
                console(&mut out, &inner, columns, shell);
            }
            [_, path] => {
                let path = shell.folder.join(path);
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
                std::fs::write(path, inner.join("\n") + "\n").expect("it can be written");
                lines_into(&mut out, &inner);
            }
            [_, path, "there"] => lines_into(&mut out, &text(&shell.folder.join(path)).lines().collect::<Vec<_>>()),
            [_] => lines_into(&mut out, &inner),
            _ => panic!("`{line}`: a fence names its format and at most a file"),
        }
        out.push_str("```\n");
    }
    out
}

fn lines_into(out: &mut String, lines: &[&str]) {
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
}

/// Each command, what it prints, and a blank line before the next one.
fn console(out: &mut String, inner: &[&str], columns: Option<u16>, shell: &mut Shell) {
    let mut printed = String::new();
    for command in inner.iter().filter_map(|line| line.strip_prefix("$ ")) {
        if !printed.is_empty() && command != "echo $?" {
            out.push('\n');
        }
        printed = shell.run(command, columns);
        let _ = writeln!(out, "$ {command}");
        let lines: Vec<&str> = printed.trim_end().lines().map(str::trim_end).collect();
        lines_into(out, &lines);
    }
}

/// Runs the document of this path; `folder` is where it begins.
fn holds(path: &str, folder: PathBuf) {
    let path = project().join(path);
    let document = text(&path);
    let real = played(&document, &mut Shell { folder, code: 0 });
    if std::env::var_os("KAM_RENEW").is_some() {
        std::fs::write(&path, real).expect("it can be written");
    } else if document != real {
        let differs = document.lines().zip(real.lines()).position(|(is, should)| is != should);
        let at = differs.unwrap_or_else(|| document.lines().count().min(real.lines().count()));
        panic!(
            "{}:{}\n  it shows: {}\n  the tool: {}\nrenew it: KAM_RENEW=1 cargo test --test documents",
            path.display(),
            at + 1,
            document.lines().nth(at).unwrap_or(""),
            real.lines().nth(at).unwrap_or("")
        );
    }
}

#[test]
fn the_tutorial_is_what_the_tool_does() {
    for path in ["docs/tutorial.md", "docs/tutorial.zh-CN.md"] {
        let folder = tempfile::tempdir().expect("a folder");
        holds(path, folder.path().to_owned());
    }
}

#[test]
fn the_readme_is_what_the_tool_does() {
    for path in ["README.md", "README.zh-CN.md"] {
        holds(path, project().to_owned());
    }
}

/// The first line of the `sh` block behind a marker.
fn marked<'t>(document: &'t str, marker: &str) -> &'t str {
    let mut lines = document.lines().skip_while(|line| *line != marker).skip(1);
    assert_eq!(lines.next(), Some("```sh"), "behind {marker}");
    lines.next().expect("a command")
}

#[test]
fn both_readmes_name_the_same_commands_and_ci_runs_them() {
    let [english, chinese] = ["README.md", "README.zh-CN.md"].map(|path| text(&project().join(path)));
    let ci = text(&project().join(".ci/run"));
    for marker in ["<!-- install and run -->", "<!-- every test -->"] {
        let (en, zh) = (marked(&english, marker), marked(&chinese, marker));
        assert_eq!(en, zh.replace("examples/software-zh", "examples/software"));
        assert!(
            ci.contains(marker),
            ".ci/run takes the command behind {marker} from README.md"
        );
    }
}

/// The text of the first block of that format.
fn block<'t>(document: &'t str, format: &str) -> &'t str {
    let fence = format!("\n```{format}\n");
    let (_, rest) = document.split_once(&fence).expect("a block");
    rest.split("```").next().expect("its text")
}

#[test]
fn the_first_records_of_the_readmes_are_sound() {
    for path in ["README.md", "README.zh-CN.md"] {
        let readme = text(&project().join(path));
        for format in ["toml", "yaml"] {
            let folder = tempfile::tempdir().expect("a folder");
            let write = |path: &str, text: &str| {
                let path = folder.path().join(path);
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
                std::fs::write(path, text).expect("it can be written");
            };
            write("kam.toml", "[book]\nname = \"First\"\n");
            write("people/lina.toml", "name = \"Li Na\"\n");
            write(
                "accounts/acme.toml",
                "name = \"Acme\"\ntier = \"growth\"\nowner = \"lina\"\n",
            );
            write(&format!("tasks/training.{format}"), block(&readme, format));
            let folder = folder.path().to_owned();
            let mut shell = Shell { folder, code: 0 };
            let printed = shell.kam(&["check", "tasks", "--as-of", "2026-04-01", "--fail-on", "warning"]);
            assert_eq!(shell.code, 0, "{path}: {printed}");
        }
    }
}

/// Where a page of the project links to, without anchors and the web.
fn links(document: &str) -> Vec<&str> {
    let targets = document.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets
        .map(|target| target.split('#').next().unwrap_or(""))
        .filter(|target| !target.is_empty() && !target.contains(':'))
        .collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut pages = vec![project().join("README.md"), project().join("README.zh-CN.md")];
    for folder in ["docs", "docs/reference", "examples"] {
        let folder = project().join(folder);
        let entries = std::fs::read_dir(&folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path());
        pages.extend(entries.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    }
    for page in pages {
        let document = text(&page);
        for link in links(&document) {
            let target = page.parent().expect("a folder").join(link);
            assert!(target.exists(), "{}: {link}", page.display());
        }
    }
}
