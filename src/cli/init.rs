//! `kam init`: a new book, never over existing files.

mod files;

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};

use super::fail::Failure;
use super::{Context, Exit, words};
use crate::render::clean;
use crate::said;
use crate::say::{Lang, Said, Word};
use crate::store::write_new;
use crate::word;
use files::File;

/// What a new book can begin as.
struct Template {
    name: &'static str,
    files: &'static [File],
    /// What to do next: commands behind `cd`.
    next: [&'static str; 2],
}

const TEMPLATES: &[Template] = &[
    Template {
        name: "blank",
        files: files::BLANK,
        next: ["kam check", "kam explain"],
    },
    // Its records are about the first quarter of 2026.
    Template {
        name: "software",
        files: files::SOFTWARE,
        next: [
            "kam check --as-of 2026-04-01",
            "kam report accountability --as-of 2026-04-01",
        ],
    },
];

/// Its words and arguments.
pub fn command(command: Command, lang: Lang) -> Command {
    const DIR: Word = word!("Where to make it [default: here]", "建在哪个目录（默认：当前目录）");
    const TEMPLATE: Word = word!(
        "blank, or software: the worked example [default: blank]",
        "blank（空白，默认）或 software（完整示例）"
    );
    command
        .about(word!("Make a new book", "新建台账").get(lang))
        .after_help(
            word!(
                "Examples:\n  kam init my-book\n  kam init my-book --template software\n  kam init my-book --lang zh-CN\n\nWrites kam.toml with every default shown, RECORDS.md with a short record of every kind,\na workflow that checks the book in CI, CODEOWNERS and editor settings.\nNothing is written where any of these files is there already.",
                "示例：\n  kam init my-book\n  kam init my-book --template software\n  kam init my-book --lang en\n\n写入的文件：kam.toml（列出全部默认值）、RECORDS.md（每种记录一个短例）、\n持续集成检查流程、CODEOWNERS 和编辑器设置。\n只要其中任何一个文件已经存在，就什么也不写。"
            )
            .get(lang),
        )
        .arg(
            Arg::new("folder")
                .value_name("DIR")
                .value_parser(clap::value_parser!(PathBuf))
                .help_heading(words::ARGUMENTS.get(lang)).help(DIR.get(lang)),
        )
        .arg(
            Arg::new("template")
                .long("template")
                .value_name("TEMPLATE")
                .value_parser(TEMPLATES.iter().map(|template| template.name).collect::<Vec<_>>())
                .help(TEMPLATE.get(lang))
                .hide_possible_values(true),
        )
}

/// Writes the files, and says what to do next.
pub fn run(context: &Context, matches: &ArgMatches) -> Result<Exit, Failure> {
    let folder = matches.get_one::<PathBuf>("folder");
    let folder = match (&context.dir, folder) {
        (Some(dir), Some(folder)) => dir.join(folder),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => PathBuf::from("."),
    };
    let name = matches.get_one::<String>("template").map_or("blank", String::as_str);
    let Some(template) = TEMPLATES.iter().find(|template| template.name == name) else {
        // clap lets no other name through.
        return Ok(Exit::Done);
    };
    let all = || template.files.iter().chain(files::AROUND);
    let there: Vec<&str> = all()
        .map(|file| file.path)
        .filter(|path| folder.join(path).symlink_metadata().is_ok())
        .collect();
    if !there.is_empty() {
        return Err(not_over(&folder, &there));
    }
    for file in all() {
        write_new(&folder.join(file.path), file.text(context.lang))?;
    }
    let text = told(&folder, all(), template, context.lang);
    context.screen.write(text.as_bytes())?;
    Ok(Exit::Done)
}

fn not_over(folder: &Path, there: &[&str]) -> Failure {
    let shown = folder.to_string_lossy();
    let folder = clean::line(&shown);
    let files = there.join(", ");
    said!(
        "nothing was written: `{folder}` already has {files}",
        "没有写入任何文件：`{folder}` 中已有 {files}"
    )
    .into()
}

/// What was written, a line a file or folder, and what to do next.
fn told<'f>(folder: &Path, files: impl Iterator<Item = &'f File>, template: &Template, lang: Lang) -> String {
    let mut tops: Vec<(String, usize)> = Vec::new();
    let all: Vec<&str> = files.map(|file| file.path).collect();
    let folder_of = |path: &str| path.split_once('/').map(|(top, _)| format!("{top}/"));
    for path in &all {
        let alone = |top: &String| all.iter().filter(|path| path.starts_with(top.as_str())).count() == 1;
        let top = match folder_of(path) {
            // What is hidden is worth naming: nobody sees it otherwise.
            Some(top) if !top.starts_with('.') && !alone(&top) => top,
            Some(_) | None => (*path).to_owned(),
        };
        match tops.iter_mut().find(|(known, _)| *known == top) {
            Some((_, count)) => *count += 1,
            None => tops.push((top, 1)),
        }
    }
    tops.sort();
    let shown = folder.to_string_lossy();
    let folder = clean::line(&shown);
    let line = |said: Said| said.get(lang).to_owned();
    let mut out = line(said!("A new book in {folder}:\n", "已新建台账：{folder}\n"));
    for (top, count) in tops {
        let (en, zh) = match count {
            1 => (String::new(), String::new()),
            _ => (format!("  {count} files"), format!("  {count} 个文件")),
        };
        let text = line(said!("  {top}{en}", "  {top}{zh}"));
        out.push_str(&text);
        out.push('\n');
    }
    out.push_str(word!("\nNext:\n", "\n接下来：\n").get(lang));
    if folder != "." {
        out.push_str(&format!("  cd {}\n", quoted(&folder)));
    }
    for command in template.next {
        out.push_str(&format!("  {command}\n"));
    }
    out
}

/// A folder's name as a shell takes it.
fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./~+:".contains(c);
    if name.chars().all(plain) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}
