//! The command line: it alone knows arguments, the environment, the clock and the terminal, and hands
//! down what they say.
//!
//! A command is one file with its words, its arguments and what it does; it is listed once, below.
#![allow(
    clippy::disallowed_methods,
    reason = "this is where arguments, environment, clock and terminal belong"
)]

mod ask;
mod fail;
mod host;
mod open;
mod pages;
mod screen;
mod since;
mod target;
mod usage;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::say::Lang;
use crate::values::date::Date;
use crate::{said, word};
use fail::Failure;
use screen::Screen;

pub use pages::PAGES;

/// How a command ended that could be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Done.
    Done,
    /// There are findings at or above the failing level, or files that could not be read.
    Found,
}

/// What every command is given.
#[derive(Debug)]
struct Context {
    /// The folder to look for the book in; none: the working directory, and those above it.
    dir: Option<PathBuf>,
    /// The day by which to judge; none: today.
    as_of: Option<Date>,
    /// The git revision at which to read the book; none: as it lies in its folder.
    at: Option<String>,
    /// The language that was asked for.
    asked: Option<Lang>,
    /// The language asked for, else the environment's, else English.
    lang: Lang,
    /// The terminal.
    screen: Screen,
}

macro_rules! commands {
    ($($module:ident $name:literal;)*) => {
        $( mod $module; )*

        fn subcommands(lang: Lang) -> Vec<Command> {
            vec![$( $module::command(Command::new($name).next_help_heading(words::OPTIONS.get(lang)), lang) ),*]
        }

        /// Whether a command has this name.
        fn is_command(name: &str) -> bool {
            [$( $name ),*].contains(&name)
        }

        fn run(name: &str, context: &Context, matches: &ArgMatches) -> Result<Exit, Failure> {
            match name {
                $( $name => $module::run(context, matches), )*
                // clap lets no other name through.
                _ => Ok(Exit::Done),
            }
        }
    };
}

commands! {
    init "init";
    check "check";
    explain "explain";
    report "report";
    diff "diff";
    history "history";
    due "due";
    export "export";
    help "help";
}

/// The commands that do not read the book, so that there is none to be read at a revision.
const NOT_READING: [&str; 3] = ["init", "explain", "help"];

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let lang = words::lang_before(&args);
    let matches = match root(lang).try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => return usage::tell(&error, &args, lang),
    };
    let Some((name, of_command)) = matches.subcommand() else {
        return ExitCode::SUCCESS;
    };
    let screen = Screen::of(of_command);
    let done = context(name, of_command, lang, screen).and_then(|context| run(name, &context, of_command));
    match done {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Found) => ExitCode::from(1),
        Err(failure) => {
            let lang = failure.lang.unwrap_or(lang);
            screen.complain(failure.said.get(lang), lang);
            ExitCode::from(2)
        }
    }
}

fn context(name: &str, matches: &ArgMatches, lang: Lang, screen: Screen) -> Result<Context, Failure> {
    let at = matches.get_one::<String>("at").cloned();
    if at.is_some() && NOT_READING.contains(&name) {
        let said = said!(
            "`--at` does not go with `kam {name}`, which reads no book",
            "`kam {name}` 不读取台账，不支持 `--at`"
        );
        return Err(said.into());
    }
    let as_of = match matches.get_one::<String>("as-of") {
        Some(raw) => Some(crate::values::date::parse_date(raw).map_err(Failure::of_option("--as-of"))?),
        None => None,
    };
    let asked = match matches.get_one::<String>("lang") {
        Some(raw) => Some(words::named(raw).ok_or_else(|| words::unknown(raw))?),
        None => None,
    };
    Ok(Context {
        dir: matches.get_one::<PathBuf>("dir").cloned(),
        as_of,
        at,
        asked,
        lang,
        screen,
    })
}

/// The whole command line, its words in one language.
fn root(lang: Lang) -> Command {
    let heading = words::GLOBAL.get(lang);
    let global = |name: &'static str, value: &'static str, help: crate::say::Word| {
        Arg::new(name)
            .value_name(value)
            .help(help.get(lang))
            .global(true)
            .help_heading(heading)
            .hide_possible_values(true)
            .hide_default_value(true)
    };
    let dir = word!(
        "The book's folder [default: the nearest kam.toml here or above]",
        "台账所在目录（默认：当前或上级目录中最近的 kam.toml）"
    );
    let as_of = word!(
        "Judge as of this day, YYYY-MM-DD [default: today]",
        "以哪一天为准，YYYY-MM-DD（默认：今天）"
    );
    let at = word!(
        "Read the book as it stood at this git revision: a branch, a tag, a commit",
        "读取台账在某个 git 版本时的内容：分支、标签或提交"
    );
    let language = word!(
        "en or zh-CN [default: the book's, else the environment's]",
        "en 或 zh-CN（默认：依台账，其次依环境）"
    );
    let colour = word!(
        "auto, always or never [default: auto]",
        "颜色：auto、always、never（默认：auto）"
    );
    let command = Command::new("kam")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words::ABOUT.get(lang))
        .after_help(words::AFTER.get(lang))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name(words::COMMAND.get(lang))
        .subcommand_help_heading(words::COMMANDS.get(lang))
        .next_help_heading(words::OPTIONS.get(lang))
        .arg(
            global("dir", "DIR", dir)
                .short('C')
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(global("as-of", "DATE", as_of).long("as-of"))
        .arg(
            global("at", "REV", at)
                .long("at")
                .value_parser(clap::builder::NonEmptyStringValueParser::new()),
        )
        .arg(global("lang", "LANG", language).long("lang"))
        .arg(
            global("color", "WHEN", colour)
                .long("color")
                .value_parser(["auto", "always", "never"]),
        )
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .global(true)
                .help(word!("Show this help", "显示本帮助").get(lang))
                .help_heading(heading),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(word!("Show the version", "显示版本").get(lang))
                .help_heading(heading),
        );
    let command = subcommands(lang).into_iter().fold(command, Command::subcommand);
    words::templated(command, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for lang in [Lang::En, Lang::Zh] {
            root(lang).debug_assert();
        }
    }
}
