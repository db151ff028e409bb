//! `kam export`: the book for other programs.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};

use super::fail::Failure;
use super::open::open;
use super::target::STANDARD;
use super::{Context, Exit, words};
use crate::export::codeowners::{Host, codeowners};
use crate::render::clean;
use crate::reports;
use crate::say::{Lang, Word};
use crate::store;
use crate::word;

/// What can be exported.
const WHAT: [&str; 1] = ["codeowners"];

/// Its words and arguments.
pub fn command(command: Command, lang: Lang) -> Command {
    const NAME: Word = word!(
        "codeowners: who must agree to a change of which customer's records",
        "codeowners：更改哪个客户的记录须经谁同意"
    );
    const HOST: Word = word!(
        "Whose handles to use: github or gitlab, by `[external]` of a person [default: github]",
        "使用哪个平台的账号：github（默认）或 gitlab，取自人员的 `[external]`"
    );
    const FILE: Word = word!("Write into this file", "写入文件");
    command
        .about(word!("The book for other programs", "导出给其他程序使用").get(lang))
        .after_help(
            word!(
                "Examples:\n  kam export codeowners -o .github/CODEOWNERS\n  kam export codeowners --host gitlab -o CODEOWNERS\n\nA change to a customer's records asks its owner and those accountable for its duties; a change to goals,\nto records with waivers and to kam.toml asks the supervisor. Who has neither e-mail nor handle is told.",
                "示例：\n  kam export codeowners -o .github/CODEOWNERS\n  kam export codeowners --host gitlab -o CODEOWNERS\n\n更改某个客户的记录，须经该客户的负责人及其职责的负责人同意；更改目标、带豁免的记录或 kam.toml，\n须经主管同意。既无邮箱也无账号的人会列出来。"
            )
            .get(lang),
        )
        .arg(
            Arg::new("what")
                .value_name("WHAT")
                .required(true)
                .value_parser(WHAT)
                .hide_possible_values(true)
                .help_heading(words::ARGUMENTS.get(lang))
                .help(NAME.get(lang)),
        )
        .arg(
            Arg::new("host")
                .long("host")
                .value_name("HOST")
                .value_parser(Host::ALL.map(|(name, _)| name))
                .hide_possible_values(true)
                .help(HOST.get(lang)),
        )
        .arg(
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name("FILE")
                .value_parser(clap::value_parser!(PathBuf))
                .help(FILE.get(lang)),
        )
}

/// Writes the file, and says what it cannot ask for.
pub fn run(context: &Context, matches: &ArgMatches) -> Result<Exit, Failure> {
    let asked = matches.get_one::<String>("host");
    let host = asked.and_then(|name| Host::ALL.into_iter().find(|(known, _)| known == name));
    let host = host.map_or(Host::GitHub, |(_, host)| host);
    open(context, |opened| {
        let book = opened.facts.book;
        if book.sources.is_empty() {
            return Err(super::check::no_records());
        }
        let folder = store::within_repository(opened.root).unwrap_or_default();
        let made = codeowners(opened.facts, &folder, host);
        let file = matches.get_one::<PathBuf>("output");
        match file.filter(|file| file.as_path() != Path::new(STANDARD)) {
            Some(file) => store::write_atomic(file, made.text.as_bytes())?,
            None => context.screen.write(made.text.as_bytes())?,
        }
        let unread = reports::unread(book);
        for said in made.notes.iter().chain(&unread) {
            context.screen.tell(&clean::line(said.get(opened.lang)));
        }
        Ok(if unread.is_some() { Exit::Found } else { Exit::Done })
    })
}
