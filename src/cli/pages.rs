//! The reference of commands, made from what `--help` is made of.

use std::fmt::Write as _;

use clap::{Arg, Command};

use super::{root, words};
use crate::reference::{MADE, Page};
use crate::say::Lang;
use crate::word;

/// The pages.
pub const PAGES: &[Page] = &[
    Page {
        path: "docs/reference/commands.md",
        make: in_english,
    },
    Page {
        path: "docs/reference/commands.zh-CN.md",
        make: in_chinese,
    },
];

fn in_english() -> String {
    page(
        "# Commands\n\n[中文](commands.zh-CN.md)\n\n`kam COMMAND --help` shows the same, in the language of `--lang`. The result goes to standard output, and nothing else does; complaints go to standard error.\n\n| exit code | when |\n|---|---|\n| 0 | done; for `check`: nothing at or above the level of `--fail-on` |\n| 1 | `check`: there is something; `report`, `due`: files could not be read, and `--keep-going` was not given |\n| 2 | the command could not be carried out: wrong usage, no book, a book without records, a file that cannot be read or written; one line says why |\n\n",
        Lang::En,
    )
}

fn in_chinese() -> String {
    page(
        "# 命令\n\n[English](commands.md)\n\n`kam 命令 --help --lang zh-CN` 显示同样的内容。标准输出只有结果，其他说明写到标准错误。\n\n| 退出码 | 含义 |\n|---|---|\n| 0 | 已完成；对 `check` 而言，没有达到 `--fail-on` 级别的问题 |\n| 1 | `check`：有这样的问题；`report`、`due`：有文件无法读取，且没有写 `--keep-going` |\n| 2 | 命令无法执行：用法有误、找不到台账、台账没有记录、文件无法读写；并用一行说明原因 |\n\n",
        Lang::Zh,
    )
}

fn page(head: &str, lang: Lang) -> String {
    let mut all = root(lang);
    all.build();
    let mut out = String::from(MADE);
    out.push_str(head);
    let index = word!("| command | what it does |", "| 命令 | 作用 |");
    let _ = writeln!(out, "{}\n|---|---|", index.get(lang));
    for command in all.get_subcommands() {
        let name = command.get_name();
        let _ = writeln!(out, "| [`kam {name}`](#kam-{name}) | {} |", about(command));
    }
    let stop = word!(".", "。").get(lang);
    let _ = writeln!(out, "\n## {}\n", words::GLOBAL.get(lang));
    arguments(&mut out, all.get_arguments(), lang);
    for command in all.get_subcommands() {
        let name = command.get_name();
        let usage = words::written(&command.clone().render_usage().to_string(), lang);
        let usage = usage.trim_start_matches("Usage:").trim();
        let _ = writeln!(
            out,
            "## kam {name}\n\n{}{stop}\n\n```text\n{usage}\n```\n",
            about(command)
        );
        let own = command
            .get_arguments()
            .filter(|arg| !arg.is_global_set() && arg.get_id() != "help");
        arguments(&mut out, own, lang);
        if let Some(after) = command.get_after_help() {
            let _ = writeln!(out, "```text\n{after}\n```\n");
        }
    }
    format!("{}\n", out.trim_end())
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// A table of arguments and options; nothing where there are none.
fn arguments<'a>(out: &mut String, all: impl Iterator<Item = &'a Arg>, lang: Lang) {
    let mut all = all.peekable();
    if all.peek().is_none() {
        return;
    }
    let head = word!("| argument | meaning |", "| 参数 | 含义 |");
    let _ = writeln!(out, "{}\n|---|---|", head.get(lang));
    for arg in all {
        let short = arg.get_short().map(|short| format!("-{short}"));
        let long = arg.get_long().map(|long| format!("--{long}"));
        let flags: Vec<String> = short.into_iter().chain(long).collect();
        let value = if arg.get_action().takes_values() {
            arg.get_value_names()
                .and_then(|names| names.first())
                .map_or("", |name| name.as_str())
        } else {
            ""
        };
        let written = format!("{} {value}", flags.join(", "));
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(out, "| `{}` | {} |", written.trim(), help.replace('|', "\\|"));
    }
    out.push('\n');
}
